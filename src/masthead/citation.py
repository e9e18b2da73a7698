"""Citations: the document symbols in a printed text lead to the documents, by themselves."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from masthead.markup import Call, Run
from masthead.symbol import find_symbols

if TYPE_CHECKING:
    from collections.abc import Iterator

    from masthead.markup import Inline


def linked(inline: Inline, language: str) -> Inline:
    """Return *inline* with its symbols as links, to the documents in *language*; links that are there stay."""
    return tuple(part for whole in inline for part in _parts(whole, language))


def _parts(part: Run | Call, language: str) -> Iterator[Run | Call]:
    if isinstance(part, Call) or part.address or part.raised or "/" not in part.text:
        yield part
        return
    at = 0
    for start, end, symbol in find_symbols(part.text):
        if start > at:
            yield replace(part, text=part.text[at:start])
        yield replace(part, text=part.text[start:end], address=symbol.address(language))
        at = end
    if at < len(part.text):
        yield replace(part, text=part.text[at:])
