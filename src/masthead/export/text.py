"""A document as plain text: 72 columns, points indented, notes at the end, every text in the order it is read in.

The words about paper (the recycling line) are left out: they belong to the printed page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from masthead.document.content import Figure, Heading, NoteCall, Paragraph, Quotation, Table
from masthead.export.columns import columns
from masthead.export.lines import WIDTH, width, wrapped
from masthead.markup import Run

if TYPE_CHECKING:
    from collections.abc import Iterable

    from masthead.document import Document
    from masthead.document.content import Block, Note, Part, Piece

STEP = 4
"""Columns that a level of points is indented."""
NOTES_RULE = "-" * 20
"""Parts the notes from the text."""


def text(document: Document) -> str:
    """Return *document* as plain text; the same document gives the same characters."""
    writer = _Writer()
    writer.masthead(document)
    writer.title(document)
    for n, part in enumerate(document.content.parts):
        writer.part(document, n, part)
    writer.vote(document)
    for annex in document.content.annexes:
        writer.heading(annex.line, 1)
        if annex.title:
            writer.heading(characters(annex.title.text), 1)
        writer.blocks(annex.blocks)
    writer.notes(document.content.notes())
    return "\n".join(writer.lines).strip("\n") + "\n"


def characters(parts: Iterable[object]) -> str:
    """Return printed text without its styles; what calls a note stands in brackets."""
    return "".join(
        part.text if isinstance(part, Run) else mark(part.note) if isinstance(part, NoteCall) else "" for part in parts
    )


def mark(note: Note) -> str:
    """Return what calls a note: [1], [a]; asterisks and marks with parentheses of their own stay as they are."""
    return f"[{note.printed_mark}]" if note.printed_mark.isalnum() else note.printed_mark


def written(piece: Piece) -> str:
    """Return the text of a piece."""
    return characters(piece.text)


class _Writer:
    """Writes lines, an empty one between two blocks."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def block(self, *lines: str) -> None:
        """Write a block of lines."""
        if any(lines):
            self.lines += ["", *lines]

    def paragraph(self, words: str, first: str = "", rest: str | None = None) -> None:
        """Write a paragraph, wrapped."""
        if words:
            self.block(*wrapped(words, first, rest))

    def masthead(self, document: Document) -> None:
        """Write what stands over the text, line by line."""
        lines = document.furniture
        groups = (
            (lines.united_nations, (Run(str(lines.symbol)),), lines.organ),
            (lines.distribution, lines.issued, lines.translation, lines.original),
            (lines.subsidiary_organ, lines.decision_word, lines.committee, lines.session, lines.session_dates),
            (lines.agenda_item, lines.agenda_title, lines.category),
        )
        for group in groups:
            self.block(*(line for words in group if words for line in wrapped(characters(words))))

    def title(self, document: Document) -> None:
        """Write what leads to the text, the title underlined."""
        lines, content = document.furniture, document.content
        self.heading(characters(lines.resolution_number), 0)
        self.paragraph(characters(lines.adoption))
        self.paragraph(characters(lines.origin))
        self.heading(characters(lines.statement), 0)
        self.paragraph(written(content.sponsors) if content.sponsors else "")
        title = written(content.title) if content.title else ""
        self.heading(" ".join(filter(None, (characters(lines.number), title))), 0)

    def heading(self, words: str, level: int) -> None:
        """Write a heading, that of the document (level 0) and of the first level underlined."""
        if not words:
            return
        lines = wrapped(words)
        rule = "=-"[level] * min(max(map(width, lines)), WIDTH) if level < 2 else ""
        self.block(*lines, *([rule] if rule else []))

    def part(self, document: Document, n: int, part: Part) -> None:
        """Write a part: its letter and title, the formula, the text, the closing lines."""
        self.heading(" ".join(filter(None, (part.letter, written(part.title) if part.title else ""))), 1)
        if document.has_formula:
            lines = document.furniture
            self.paragraph(characters(lines.formula if part.has_preamble else lines.formula_alone))
        self.blocks((*part.preamble, *part.operative))
        for closing in document.furniture.closings[n : n + 1]:
            self.block(*filter(None, (characters(closing.meeting), characters(closing.adopted))))

    def blocks(self, blocks: Iterable[Block], indent: str = "") -> None:
        """Write blocks, each behind *indent*."""
        for block in blocks:
            match block:
                case Paragraph():
                    self.point(block, indent)
                case Heading():
                    self.heading(" ".join(filter(None, (block.number, written(block)))), block.level)
                case Quotation():
                    self.blocks(block.blocks, indent + " " * STEP)
                case Figure():
                    self.paragraph(f"[{block.alternative}]", indent)
                    self.paragraph(written(block.caption) if block.caption else "", indent)
                case Table():
                    self.table(block)

    def point(self, paragraph: Paragraph, indent: str) -> None:
        """Write a paragraph behind its number, and its points a step further in."""
        words = written(paragraph)
        hanging = indent + " " * STEP if paragraph.label else indent
        first = indent + paragraph.label + " " * max(STEP - width(paragraph.label), 1) if paragraph.label else indent
        if words or paragraph.label:
            self.block(*wrapped(words, first, hanging))
        for point in paragraph.points:
            self.point(point, indent + " " * STEP)
        if paragraph.closing:
            self.paragraph(written(paragraph.closing), hanging)

    def table(self, table: Table) -> None:
        """Write a table with its caption over it and its notes under it."""
        self.paragraph(written(table.caption) if table.caption else "")
        self.block(*columns(table, written))
        for note in table.notes:
            self.note(note)

    def vote(self, document: Document) -> None:
        """Write how the text was adopted, and who voted how."""
        self.paragraph(characters(document.furniture.vote))
        for votes in document.content.votes:
            self.paragraph(votes.label)
            self.paragraph(written(votes.piece))

    def notes(self, notes: Iterable[Note]) -> None:
        """Write the notes behind a rule."""
        for n, note in enumerate(notes):
            if n == 0:
                self.block(NOTES_RULE)
            self.note(note)

    def note(self, note: Note) -> None:
        """Write a note behind its mark."""
        first = mark(note) + " " * max(STEP + 1 - width(mark(note)), 1)
        for paragraph in note.paragraphs:
            self.paragraph(characters(paragraph), first, " " * (STEP + 1))
            first = " " * (STEP + 1)
