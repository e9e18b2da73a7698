"""The finished content of a document: what is printed, in reading order, with its numbers and notes.

Typographic rules have been applied, paragraphs and notes are numbered, every piece of text has an id and the
place in the YAML that it came from. Templates decide how it stands on the page; nothing is added to its words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from masthead.markup import Run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from masthead.problem import Place


@dataclass(frozen=True)
class Note:
    """A footnote: its number, its text, its key in the YAML."""

    number: int
    key: str
    text: tuple[Run, ...]
    place: Place

    @property
    def id(self) -> str:
        """The id of the note in HTML."""
        return f"note-{self.number}"


@dataclass(frozen=True)
class NoteCall:
    """The raised number that calls a note. Where *again* is true the note was printed at an earlier call."""

    note: Note
    again: bool = False


PrintedText = tuple[Run | NoteCall, ...]


def _printed(part: Run | NoteCall) -> str:
    if isinstance(part, Run):
        return part.text
    return str(part.note.number) if part.again else ""


@dataclass(frozen=True)
class Piece:
    """A stretch of text with an id: a title, a heading, a paragraph, a cell."""

    id: str
    text: PrintedText
    place: Place

    @property
    def characters(self) -> str:
        """The printed characters without the calls of notes."""
        return "".join(part.text for part in self.text if isinstance(part, Run))

    @property
    def printed(self) -> str:
        """All characters that stand in its place on the page; the numbers of new notes are made by the page."""
        return "".join(_printed(part) for part in self.text)

    @property
    def calls(self) -> Iterator[NoteCall]:
        """The note calls in the text, in order."""
        return (part for part in self.text if isinstance(part, NoteCall))


@dataclass(frozen=True)
class Paragraph(Piece):
    """A paragraph, with the number or letter that stands before it and its sub-paragraphs."""

    label: str = ""
    points: tuple[Paragraph, ...] = ()
    kind: Literal["paragraph"] = "paragraph"

    @property
    def printed(self) -> str:
        """All characters of the paragraph, its number first."""
        return self.label + super().printed


@dataclass(frozen=True)
class Heading(Piece):
    """A heading within the text; level 1 is the highest."""

    level: int = 1
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True)
class Quotation:
    """Quoted paragraphs."""

    paragraphs: tuple[Paragraph, ...]
    kind: Literal["quotation"] = "quotation"


@dataclass(frozen=True)
class Figure:
    """A picture: the name of its file in the workspace, what it shows, and its caption."""

    file: str
    alternative: str
    caption: Piece | None
    place: Place
    kind: Literal["figure"] = "figure"


@dataclass(frozen=True)
class Table:
    """A table: column heads, rows of cells, caption."""

    caption: Piece | None
    head: tuple[Piece, ...]
    rows: tuple[tuple[Piece, ...], ...]
    kind: Literal["table"] = "table"


Block = Paragraph | Heading | Quotation | Figure | Table


@dataclass(frozen=True)
class Annex:
    """An annex: the line over it ("Annex I"), its title and its blocks."""

    line: str
    title: Piece
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Content:
    """Everything that is printed in the text column."""

    title: Piece
    preamble: tuple[Paragraph, ...]
    operative: tuple[Block, ...]
    annexes: tuple[Annex, ...]

    def pieces(self) -> Iterator[Piece]:
        """Give every piece of text in reading order."""
        yield self.title
        yield from pieces_of(self.preamble)
        yield from pieces_of(self.operative)
        for annex in self.annexes:
            yield annex.title
            yield from pieces_of(annex.blocks)

    def notes(self) -> Iterator[Note]:
        """Give every note once, in order of its number."""
        for piece in self.pieces():
            yield from (call.note for call in piece.calls if not call.again)


def pieces_of(blocks: tuple[Block, ...]) -> Iterator[Piece]:
    """Give every piece of text in *blocks* in reading order."""
    for block in blocks:
        match block:
            case Paragraph():
                yield block
                yield from pieces_of(block.points)
            case Heading():
                yield block
            case Quotation():
                yield from pieces_of(block.paragraphs)
            case Figure():
                yield from (block.caption,) if block.caption else ()
            case Table():
                yield from (block.caption,) if block.caption else ()
                yield from block.head
                for row in block.rows:
                    yield from row
