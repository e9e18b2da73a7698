"""Passages: all that must stand in the text column, in order, whoever wrote it or derived it.

The press proves a page by them. Each has the id that a template gives to its element: the pieces of the text have
their own, and the derived lines are called ``adoption``, ``origin``, ``number``, ``formula``, ``meeting`` and
``adopted``; the line over an annex is called after its title (``text-9-line``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from masthead.document.content import pieces_of
from masthead.markup import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from masthead.document import Document
    from masthead.document.content import Annex, Piece
    from masthead.problem import Place


@dataclass(frozen=True)
class Passage:
    """Characters that must be printed, the id of their element, and the place in the YAML that they come from."""

    id: str
    text: str
    place: Place


def passages(document: Document) -> list[Passage]:
    """Return the passages of *document* in reading order; empty ones are left out."""
    return [passage for passage in _all(document) if passage.text]


def _all(document: Document) -> Iterator[Passage]:
    furniture, content = document.furniture, document.content

    def line(name: str, text: str) -> Passage:
        return Passage(name, text, document.place)

    comma = plain(furniture.formula_comma) if content.preamble else ""
    yield line("adoption", plain(furniture.adoption))
    yield line("origin", plain(furniture.origin))
    yield line("number", f"{furniture.number}.")
    yield _passage(content.title)
    yield line("formula", plain(furniture.formula) + comma)
    yield from map(_passage, pieces_of(content.preamble))
    yield from map(_passage, pieces_of(content.operative))
    yield line("meeting", plain(furniture.meeting))
    yield line("adopted", plain(furniture.adopted))
    for annex in content.annexes:
        yield from _annex(annex)


def _annex(annex: Annex) -> Iterator[Passage]:
    yield Passage(f"{annex.title.id}-line", annex.line, annex.title.place)
    yield _passage(annex.title)
    yield from map(_passage, pieces_of(annex.blocks))


def _passage(piece: Piece) -> Passage:
    return Passage(piece.id, piece.printed, piece.place)
