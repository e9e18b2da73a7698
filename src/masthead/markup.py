"""Inline marks: ``*italic*``, ``**bold**``, ``^superscript^``, ``[^note]``, ``[text](address)``, ``[text](lang:fr)``.

The last tells the language of words that are not in that of the document, for who hears them read.

The marks are read by markdown-it-py with everything else of Markdown switched off: a ``<``, a ``{{`` or an ``&``
in a text is that character. A backslash before a mark prints the mark.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token


@dataclass(frozen=True)
class Run:
    """Characters of one style. *address* is where they lead when the reader follows them.

    *language* is the BCP 47 tag of their language where it is not that of the document.
    """

    text: str
    italic: bool = False
    bold: bool = False
    raised: bool = False
    address: str | None = None
    language: str | None = None

    @property
    def style(self) -> tuple[bool, bool, bool, str | None, str | None]:
        """Everything but the characters."""
        return self.italic, self.bold, self.raised, self.address, self.language


@dataclass(frozen=True)
class Call:
    """A footnote call: the place in a text where the note named *key* is called."""

    key: str


Inline = tuple[Run | Call, ...]
"""A text with its marks read."""

_CALL = re.compile(r"\[\^([^\[\]\s^]{1,80})\]")
_SPACES = re.compile("[ \t\r\n]+")
_NO_BREAKS = re.compile("[ \u00a0\u202f]{2,}")
_LANGUAGE = re.compile(r"lang:([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)")
_MAIL = re.compile(r"mailto:[^\s@/]+@[^\s@/]+", re.IGNORECASE)


class AddressError(ValueError):
    """Links lead to where a printed document may not lead."""

    def __init__(self, addresses: Iterable[str]) -> None:
        self.addresses = tuple(addresses)
        """The addresses as they were typed, in order."""
        super().__init__(", ".join(self.addresses))


def parse(text: str) -> Inline:
    """Read the marks of *text*. Spaces side by side are one, and that is a no-break one where one of them is.

    Raises:
        AddressError: a link is neither http, https nor mailto, and tells no language.
    """
    folded = _NO_BREAKS.sub(_one_space, _SPACES.sub(" ", text).strip(" "))
    tokens = _reader().parseInline(folded)[0].children or []
    addresses = (str(token.attrs["href"]) for token in tokens if token.type == "link_open")
    if wrong := [address for address in addresses if not leads_out(address) and not _LANGUAGE.fullmatch(address)]:
        raise AddressError(wrong)
    return tuple(_merged(_styled(tokens)))


def plain(inline: Inline) -> str:
    """Return the characters of *inline* without marks and calls."""
    return "".join(part.text for part in inline if isinstance(part, Run))


def calls(inline: Inline) -> Iterator[str]:
    """Give the keys of the notes that *inline* calls, in order."""
    return (part.key for part in inline if isinstance(part, Call))


@cache
def _reader() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 (a build with nothing to do reads no marks)

    class Reader(MarkdownIt):
        """Lets every address through as it was typed; it is judged by :func:`parse`, so that a bad one is told."""

        def validateLink(self, url: str) -> bool:  # noqa: N802 (the library's name)
            del url
            return True

        def normalizeLink(self, url: str) -> str:  # noqa: N802
            return url

    reader = Reader("zero").enable(["escape", "emphasis", "balance_pairs", "link"])
    reader.inline.ruler.before("link", "call", _call_rule)
    reader.inline.ruler.after("call", "raised", _raised_rule)
    reader.inline.ruler.before("emphasis", "underscore", _underscore_rule)
    reader.inline.add_terminator_char("^")
    return reader


def _call_rule(state: StateInline, silent: bool) -> bool:
    """Read ``[^note]``."""
    found = _CALL.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        state.push("call", "", 0).content = found[1]
    state.pos = found.end()
    return True


def _raised_rule(state: StateInline, silent: bool) -> bool:
    """Read ``^superscript^``: no space within, as in ``89^e^``."""
    end = state.src.find("^", state.pos + 1)
    raised = state.src[state.pos + 1 : end]
    if state.src[state.pos] != "^" or end < 0 or not raised or " " in raised:
        return False
    if not silent:
        state.push("raised", "", 0).content = raised
    state.pos = end + 1
    return True


def _underscore_rule(state: StateInline, silent: bool) -> bool:
    """Read ``_`` as the character that it is; Markdown takes it for italics."""
    if state.src[state.pos] != "_":
        return False
    if not silent:
        state.pending += "_"
    state.pos += 1
    return True


def _styled(tokens: list[Token]) -> Iterator[Run | Call]:
    style = Run("")
    for token in tokens:
        match token.type:
            case "text" | "text_special":
                yield replace(style, text=token.content)
            case "raised":
                yield replace(style, text=token.content, raised=True)
            case "call":
                yield Call(token.content)
            case "em_open" | "em_close":
                style = replace(style, italic=token.nesting > 0)
            case "strong_open" | "strong_close":
                style = replace(style, bold=token.nesting > 0)
            case "link_open":
                style = _linked(style, str(token.attrs["href"]))
            case "link_close":
                style = replace(style, address=None, language=None)
            case _:
                msg = f"unknown inline token {token.type}"
                raise AssertionError(msg)


def _linked(style: Run, address: str) -> Run:
    """Return *style* within a link to *address*, which may tell a language instead."""
    language = _LANGUAGE.fullmatch(address)
    return replace(style, language=language[1]) if language else replace(style, address=_encoded(address))


def is_language(tag: str) -> bool:
    """Say whether *tag* can tell the language of words: ``fr``, ``zh-Hant``."""
    return bool(_LANGUAGE.fullmatch(f"lang:{tag}"))


def leads_out(address: str) -> bool:
    """Say whether *address* leads to a host on the web or to a mailbox."""
    try:
        parts = urlsplit(address)
        on_web = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return False
    return on_web or bool(_MAIL.match(address))


def _encoded(address: str) -> str:
    """Return *address* with what cannot stand in one as per cent signs and figures."""
    from markdown_it.common.normalize_url import normalizeLink  # noqa: PLC0415 (as above)

    return normalizeLink(address)


def _one_space(found: re.Match[str]) -> str:
    return next((space for space in found[0] if space != " "), " ")


def _merged(parts: Iterator[Run | Call]) -> Iterator[Run | Call]:
    """Join neighbouring runs of one style and drop empty ones."""
    last: Run | None = None
    for part in parts:
        if isinstance(part, Run) and not part.text:
            continue
        if isinstance(part, Run) and last and part.style == last.style:
            last = replace(last, text=last.text + part.text)
            continue
        if last:
            yield last
        last = part if isinstance(part, Run) else None
        if isinstance(part, Call):
            yield part
    if last:
        yield last
