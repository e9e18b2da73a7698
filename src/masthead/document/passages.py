"""Passages: all that must stand in the text column, in order, whoever wrote it or derived it.

The press proves a page by them. Each has the id that a template gives to its element: the pieces of the text have
their own, and the derived lines are called after their names in the furniture (``adoption``, ``origin`` ...), with
the id of the part before them where there are several (``part-a-formula``); ``annex-1-line`` is the line over an
annex, ``votes-1-label`` the words over a list of votes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from masthead.document.content import Quotation, Table, pieces_of
from masthead.markup import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from masthead.document import Document
    from masthead.document.content import Annex, Block, Note, Part, Piece
    from masthead.markup import Inline
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

    def line(name: str, inline: Inline) -> Passage:
        return Passage(name, plain(inline), document.place)

    yield line("resolution-number", furniture.resolution_number)
    yield line("adoption", furniture.adoption)
    yield line("origin", furniture.origin)
    yield line("statement", furniture.statement)
    yield from map(_passage, (content.sponsors,) if content.sponsors else ())
    yield line("number", furniture.number)
    yield from map(_passage, (content.title,) if content.title else ())
    for n, part in enumerate(content.parts):
        yield from _part(document, part, n)
    yield line("vote", furniture.vote)
    for n, votes in enumerate(content.votes):
        yield Passage(f"votes-{n + 1}-label", votes.label, votes.piece.place)
        yield _passage(votes.piece)
    for annex in content.annexes:
        yield from _annex(annex)


def _part(document: Document, part: Part, n: int) -> Iterator[Passage]:
    furniture = document.furniture
    start = f"{part.id}-" if part.letter else ""

    def line(name: str, inline: Inline) -> Passage:
        return Passage(start + name, plain(inline), document.place)

    yield Passage(f"{part.id}-letter", part.letter, document.place)
    yield from map(_passage, (part.title,) if part.title else ())
    if document.has_formula:
        yield line("formula", furniture.formula if part.has_preamble else furniture.formula_alone)
    yield from _blocks(part.preamble)
    yield from _blocks(part.operative)
    if n < len(furniture.closings):
        yield line("meeting", furniture.closings[n].meeting)
        yield line("adopted", furniture.closings[n].adopted)


def _annex(annex: Annex) -> Iterator[Passage]:
    yield Passage(f"{annex.id}-line", annex.line, annex.place)
    yield from map(_passage, (annex.title,) if annex.title else ())
    yield from _blocks(annex.blocks)


def _blocks(blocks: Iterable[Block]) -> Iterator[Passage]:
    """Give the passages of blocks; the notes of a table come behind its last cell."""
    for block in blocks:
        if isinstance(block, Quotation):
            yield from _blocks(block.blocks)
            continue
        yield from map(_passage, pieces_of((block,)))
        yield from map(_note, block.notes if isinstance(block, Table) else ())


def _passage(piece: Piece) -> Passage:
    return Passage(piece.id, piece.printed, piece.place)


def _note(note: Note) -> Passage:
    return Passage(note.id, note.printed, note.place)
