"""From plain typing to the printed characters of a language: quotation marks, apostrophes, spaces, superscripts.

The rules are the language's data (``language/*.yaml``); nothing here knows a language. A rule sees the whole
paragraph, also where italics begin or a note is called in the middle of it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from masthead.markup import Call, Run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from masthead.language import Typography
    from masthead.markup import Inline

_SEAM = "\ufdd0"
"""Stands between two parts of a paragraph while the rules run: a code point that is no character."""
_OPENS_AFTER = frozenset(" \u00a0\u202f\u2009\n([{—–/«“‘" + _SEAM)
_UNSPACED = re.compile("[\u3001-\u301f\u3400-\u9fff\uff01-\uff5e]")
"""A character of a script without spaces, beside which the place of a mark does not say whether it opens."""
_QUOTE = re.compile("[\"']")


def set_type(inline: Inline, rules: Typography) -> Inline:
    """Return *inline* with the characters that a printer of the language would set."""
    if not inline:
        return inline
    texts = [part.text if isinstance(part, Run) else "" for part in inline]
    joined = _quotes(_SEAM.join(text.replace(_SEAM, "") for text in texts), rules)
    for rule in rules.spacing:
        joined = rule.find.sub(rule.replace, joined)
    parts: list[Run | Call] = []
    for part, text in zip(inline, joined.split(_SEAM), strict=True):
        parts.extend(_raised(_with(part, text), rules) if isinstance(part, Run) else [part])
    return tuple(parts)


def _quotes(text: str, rules: Typography) -> str:
    """Turn straight marks into the language's: opening after a space or bracket, closing elsewhere."""
    marks = rules.quotes

    def printed(found: re.Match[str]) -> str:
        opens = _opens(text, found.start())
        if found[0] == '"':
            return marks.opening if opens else marks.closing
        return marks.inner_opening if opens and _closes_later(text, found.end()) else rules.apostrophe

    return _QUOTE.sub(printed, text)


def _opens(text: str, at: int) -> bool:
    """Say whether a mark at *at* opens a quotation; italics that begin or end just there do not count.

    Behind a character of a script without spaces marks alternate: every other one opens.
    """
    before = text[max(0, at - 8) : at].rstrip(_SEAM + "\"'")
    if before and _UNSPACED.match(before[-1]):
        return text.count(text[at], 0, at) % 2 == 0
    return not before or before[-1] in _OPENS_AFTER


_CLOSING_SINGLE = re.compile(rf"[^\s]'(?!\w)|{_UNSPACED.pattern}'")


def _closes_later(text: str, at: int) -> bool:
    """Say whether a single mark after *at* can close: it stands behind a character and before no letter."""
    return _CLOSING_SINGLE.search(text, at, at + 400) is not None


def _raised(run: Run, rules: Typography) -> Iterator[Run]:
    """Divide *run* where the language sets an ordinal ending or the like as a superscript."""
    if run.raised:
        yield run
        return
    at = 0
    for start, end in sorted(found.span(1) for pattern in rules.superscripts for found in pattern.finditer(run.text)):
        if start >= at:
            yield _with(run, run.text[at:start])
            yield replace(run, text=run.text[start:end], raised=True)
            at = end
    if at < len(run.text) or not run.text:
        yield _with(run, run.text[at:])


def _with(run: Run, text: str) -> Run:
    """Return *run* with *text*: itself where that is its text, as it most often is."""
    return run if run.text == text else replace(run, text=text)
