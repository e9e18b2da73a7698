"""The finished content of a document: what is printed, in reading order, with its numbers and notes.

Typographic rules have been applied, paragraphs and notes are numbered, every piece of text has an id and the
place in the YAML that it came from. Templates decide how it stands on the page; nothing is added to its words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from masthead.markup import Run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from masthead.problem import Place


@dataclass(frozen=True)
class Note:
    """A note: its place in the order of all notes, its mark, its paragraphs, its key in the YAML."""

    ordinal: int
    """1 for the first note of the document; no two notes have the same."""
    mark: str
    """What calls it: ``1``, ``*``, or the letter of a note under a table."""
    printed_mark: str
    """The mark in the form of the language: ``(1)`` in Arabic."""
    key: str
    paragraphs: tuple[tuple[Run, ...], ...]
    place: Place
    kind: Literal["foot", "table"] = "foot"

    @property
    def id(self) -> str:
        """The id of the note in HTML."""
        return f"note-{self.ordinal}"

    @property
    def text(self) -> tuple[Run, ...]:
        """All runs of the note, its paragraphs one after the other."""
        return tuple(run for paragraph in self.paragraphs for run in paragraph)

    @property
    def characters(self) -> str:
        """The characters of the note without its mark, a space between its paragraphs."""
        return " ".join("".join(run.text for run in paragraph) for paragraph in self.paragraphs)

    @property
    def printed(self) -> str:
        """The characters of a note under a table, its letter first."""
        return self.printed_mark + self.characters


@dataclass(frozen=True)
class NoteCall:
    """The raised mark that calls a note. Where *again* is true the note was printed at an earlier call."""

    note: Note
    again: bool = False


PrintedText = tuple[Run | NoteCall, ...]


def _printed(part: Run | NoteCall) -> str:
    if isinstance(part, Run):
        return part.text
    return part.note.printed_mark if part.again or part.note.kind == "table" else ""


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
        """All characters that stand in its place on the page; the numbers of new footnotes are made by the page."""
        return "".join(_printed(part) for part in self.text)

    @property
    def calls(self) -> Iterator[NoteCall]:
        """The note calls in the text, in order."""
        return (part for part in self.text if isinstance(part, NoteCall))


@dataclass(frozen=True)
class Paragraph(Piece):
    """A paragraph with the number or letter before it, its sub-paragraphs, and what ends the sentence after them."""

    label: str = ""
    points: tuple[Paragraph, ...] = ()
    closing: Piece | None = None
    preambular: bool = False
    """Whether it is a preambular paragraph, also where it stands among operative ones."""
    kind: Literal["paragraph"] = "paragraph"

    @property
    def printed(self) -> str:
        """All characters of the paragraph, its number first."""
        return self.label + super().printed


@dataclass(frozen=True)
class Heading(Piece):
    """A heading within the text, with its number; level 1 is the highest."""

    number: str = ""
    level: int = 1
    kind: Literal["heading"] = "heading"

    @property
    def printed(self) -> str:
        """All characters of the heading, its number first."""
        return self.number + super().printed


@dataclass(frozen=True)
class Quotation:
    """Quoted blocks."""

    blocks: tuple[Block, ...]
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
class Cell:
    """A cell of a table: its paragraphs, and how many columns and rows it spans."""

    paragraphs: tuple[Piece, ...]
    columns: int = 1
    rows: int = 1

    @property
    def characters(self) -> str:
        """The printed characters without the calls of notes."""
        return " ".join(piece.characters for piece in self.paragraphs)


Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """A table: caption, rows of column heads, rows of cells, and the notes under it."""

    caption: Piece | None
    head: tuple[Row, ...]
    rows: tuple[Row, ...]
    notes: tuple[Note, ...] = ()
    kind: Literal["table"] = "table"


Block = Paragraph | Heading | Quotation | Figure | Table


@dataclass(frozen=True)
class Part:
    """A part of the document; an ordinary one has a single part without a letter."""

    letter: str
    title: Piece | None
    preamble: tuple[Block, ...]
    operative: tuple[Block, ...]

    @property
    def id(self) -> str:
        """The id of the part in HTML; its letter and its closing lines have theirs from it."""
        return f"part-{self.letter.lower()}" if self.letter else "part"

    @property
    def has_preamble(self) -> bool:
        """Whether preambular paragraphs follow the formula, at once or at the start of sections."""
        return any(isinstance(block, Paragraph) and block.preambular for block in (*self.preamble, *self.operative))

    def pieces(self) -> Iterator[Piece]:
        """Give every piece of text in reading order."""
        yield from (self.title,) if self.title else ()
        yield from pieces_of(self.preamble)
        yield from pieces_of(self.operative)


@dataclass(frozen=True)
class VoteList:
    """Who voted in one way: the words over the list, and the list."""

    label: str
    piece: Piece


@dataclass(frozen=True)
class Annex:
    """An annex: the line over it ("Annex I"), its title and its blocks."""

    id: str
    line: str
    title: Piece | None
    blocks: tuple[Block, ...]
    place: Place


@dataclass(frozen=True)
class Content:
    """Everything that is printed in the text column."""

    title: Piece | None
    sponsors: Piece | None
    parts: tuple[Part, ...]
    votes: tuple[VoteList, ...]
    annexes: tuple[Annex, ...]

    def pieces(self) -> Iterator[Piece]:
        """Give every piece of text in reading order."""
        yield from (piece for piece in (self.sponsors, self.title) if piece)
        for part in self.parts:
            yield from part.pieces()
        yield from (votes.piece for votes in self.votes)
        for annex in self.annexes:
            yield from (annex.title,) if annex.title else ()
            yield from pieces_of(annex.blocks)

    def notes(self) -> Iterator[Note]:
        """Give every footnote once, in the order of the calls."""
        for piece in self.pieces():
            yield from (call.note for call in piece.calls if not call.again and call.note.kind == "foot")


def pieces_of(blocks: Iterable[Block]) -> Iterator[Piece]:
    """Give every piece of text in *blocks* in reading order."""
    for block in blocks:
        match block:
            case Paragraph():
                yield block
                yield from pieces_of(block.points)
                yield from (block.closing,) if block.closing else ()
            case Heading():
                yield block
            case Quotation():
                yield from pieces_of(block.blocks)
            case Figure():
                yield from (block.caption,) if block.caption else ()
            case Table():
                yield from (block.caption,) if block.caption else ()
                for row in (*block.head, *block.rows):
                    yield from (piece for cell in row for piece in cell.paragraphs)
