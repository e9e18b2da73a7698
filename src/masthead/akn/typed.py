"""What an author types so that a text is printed: plain quotes and spaces where the language gives the rest."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from masthead import markup
from masthead.markup import Call, Run
from masthead.typography import set_type

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from masthead.language import Language

_SPACES = re.compile("[ \t\r\n]+")
_MARKS = re.compile(r"[\\*^\[\]]")


def typed(parts: list[Run | Call], language: Language) -> str:
    """Return *parts* as typed: with plain quotes and spaces where the language gives the printed ones back.

    Where its habit of spacing is another than that of the file, the habit wins; other characters never change.
    Italics and bold that marks cannot say, such as of half a word beside a bracket, are given up.
    """
    text = _once(parts, language)
    for _ in range(3):
        again = _once(list(_set(text, language)), language)
        if again == text:
            break
        text = again
    return text


def _once(parts: list[Run | Call], language: Language) -> str:
    """Return *parts* as typed, before it is known whether that types the printed text the same."""
    bare = list(map(_bare, parts))
    for styled in (parts, [*parts[:1], *map(_unstyled, parts[1:])], list(map(_unstyled, parts)), bare):
        candidates = [[_with_text(part, change) for part in styled] for change in (_plain, _plain_quotes, str)]
        for equal in (_characters, _squeezed):
            for candidate in map(_written, candidates):
                if equal(_set(candidate, language)) == equal(styled):
                    return candidate
    return _written(bare)


def _set(text: str, language: Language) -> Iterable[Run | Call]:
    """Return a typed text as it is printed; nothing where it cannot be."""
    try:
        return set_type(markup.parse(text), language.typography)
    except markup.AddressError:
        return ()


def _bare(part: Run | Call) -> Run | Call:
    return Run(part.text) if isinstance(part, Run) else part


def _unstyled(part: Run | Call) -> Run | Call:
    return replace(part, italic=False, bold=False) if isinstance(part, Run) else part


def _with_text(part: Run | Call, change: Callable[[str], str]) -> Run | Call:
    return replace(part, text=change(part.text)) if isinstance(part, Run) else part


def _plain_quotes(text: str) -> str:
    """Return *text* with the quotation marks and apostrophes of a keyboard."""
    for printed, typed in (("\u2019", "'"), ("\u2018", "'"), ("\u201c", '"'), ("\u201d", '"')):
        text = text.replace(printed, typed)
    return re.sub("«[ \u00a0\u202f]?", '"', re.sub("[ \u00a0\u202f]?»", '"', text))


def _plain(text: str) -> str:
    """Return *text* with the quotes, apostrophes and spaces of a keyboard."""
    return _SPACES.sub(" ", _plain_quotes(text).replace("\u00a0", " ").replace("\u202f", " "))


def _written(parts: Iterable[Run | Call]) -> str:
    """Return *parts* with their marks."""
    return "".join(f"[^{part.key}]" if isinstance(part, Call) else _marked(part) for part in parts)


def _marked(run: Run) -> str:
    text = _MARKS.sub(r"\\\g<0>", run.text)
    if run.raised and not run.address:
        text = "".join(f"^{word}^" if word.strip() else word for word in re.split("([ \u00a0\u202f]+)", text))
    if run.language:
        text = f"[{text}](lang:{run.language})"
    if run.address:
        text = f"[{text}]({run.address.replace(')', '%29').replace('(', '%28')})"
    stars = "*" * (run.italic + 2 * run.bold)
    return f"{stars}{text}{stars}" if text.strip() else text


def _characters(parts: Iterable[Run | Call]) -> list[object]:
    """Return each printed character with its style, and each call: what must come back."""
    return [
        item
        for part in parts
        for item in (
            [part]
            if isinstance(part, Call)
            else [(character, part.italic, part.bold) for character in _one_kind(part.text)]
        )
    ]


def _one_kind(text: str) -> str:
    """Return *text* with one kind of no-break space, whose width is the habit of the language."""
    return text.replace("\u202f", "\u00a0")


def _squeezed(parts: Iterable[Run | Call]) -> list[object]:
    """Return the characters without spaces."""
    return [item for item in _characters(parts) if not isinstance(item, tuple) or not str(item[0]).isspace()]
