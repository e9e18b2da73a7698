"""The blocks of a text, composed: paragraphs with their points, headings, quotations, pictures, tables."""

from __future__ import annotations

import posixpath
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from masthead.document import content, model
from masthead.document.numbering import Numbering, number_of
from masthead.language import LabelError, UnknownPhraseError
from masthead.markup import Run
from masthead.picture import picture_fault
from masthead.problem import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from masthead.document.desk import Desk
    from masthead.document.notes import Notes
    from masthead.markup import Inline
    from masthead.source import Path

Typed = str | model.Paragraph
"""A paragraph as it was typed: a plain text, or one that is more."""


class Blocks:
    """Composes the blocks of one text; what is wrong is told to its desk."""

    def __init__(self, desk: Desk, notes: Notes) -> None:
        self._desk = desk
        self._notes = notes
        self._language = desk.language
        self._ids = 0

    def piece(self, text: str, path: Path, *, opening: bool = False) -> content.Piece:
        """Set *text*, typed at *path*, as a piece; the *opening* words of a resolution have a style of their own."""
        inline = self._desk.inline(text, path)
        return self.set_piece(self._opened(inline) if opening else inline, path)

    def set_piece(self, inline: Inline, path: Path) -> content.Piece:
        """Return set text as a piece."""
        self._ids += 1
        printed = tuple(self._notes.numbered(inline, path))
        return content.Piece(f"text-{self._ids}", printed, self._desk.source.place(path))

    def sequence(
        self, blocks: Sequence[model.Block], path: Path, numbering: Numbering, *, opening: bool = False
    ) -> tuple[content.Block, ...]:
        """Compose the blocks at *path*; *opening* says whether paragraphs open as those of a resolution."""
        composed: list[content.Block] = []
        for n, block in enumerate(blocks):
            at = (*path, n)
            if isinstance(block, (str, model.Paragraph)):
                composed.append(self._paragraph(block, at, numbering.of(number_of(block)), opening=opening))
            else:
                composed.append(self._block(block, at))
        return tuple(composed)

    def _block(
        self, block: model.Heading | model.Preambular | model.Quotation | model.Figure | model.Table, path: Path
    ) -> content.Block:
        match block:
            case model.Heading():
                piece = self.piece(block.heading, (*path, "heading"))
                number = block.number or ""
                return content.Heading(piece.id, piece.text, piece.place, number=number, level=int(block.level))
            case model.Preambular():
                piece = self.piece(block.preambular, (*path, "preambular"), opening=True)
                return content.Paragraph(piece.id, piece.text, piece.place, preambular=True)
            case model.Quotation():
                numbering = Numbering(self._language.paragraph_number, by_place=False)
                return content.Quotation(self.sequence(block.quotation, (*path, "quotation"), numbering))
            case model.Figure():
                return self._figure(block, path)
            case model.Table():
                return self._table(block, path)

    def _paragraph(
        self, block: Typed, path: Path, label: str, level: int = 0, *, opening: bool = False
    ) -> content.Paragraph:
        """Set a paragraph at *level* (0: no sub-paragraph) with the sub-paragraphs in it."""
        if isinstance(block, str):
            block, at = model.Paragraph(text=block), path
        else:
            at = (*path, "text")
        piece = self.piece(block.text or "", at if block.text else path, opening=opening)
        points = tuple(self._points(block.points or [], (*path, "points"), level + 1))
        closing = self.piece(block.closing, (*path, "closing")) if block.closing else None
        return content.Paragraph(piece.id, piece.text, piece.place, label=label, points=points, closing=closing)

    def _opened(self, inline: Inline) -> Inline:
        """Set the opening words, typed in italics, as the language prints them (counted on UNxml)."""
        first, style = inline[0] if inline else None, self._language.typography.opening
        if not isinstance(first, Run) or not first.italic or first.bold or style == "italic":
            return inline
        return (replace(first, bold=True, italic=style == "bold-italic"), *inline[1:])

    def _points(self, points: Sequence[Typed], path: Path, level: int) -> Iterator[content.Paragraph]:
        """Label the sub-paragraphs of *level*; where the labels of the language end, tell of it and stop."""
        numbering = Numbering(partial(self._language.point, level))
        for n, point in enumerate(points):
            try:
                label = numbering.of(number_of(point))
            except UnknownPhraseError:
                self._desk.tell((*path, n), f"sub-paragraphs of level {level} have no labels", "use fewer levels")
                return
            except LabelError:
                what = f"no sub-paragraph can follow {quoted(numbering.last)}"
                self._desk.tell((*path, n), what, "divide the list")
                return
            yield self._paragraph(point, (*path, n), label, level)

    def _figure(self, figure: model.Figure, path: Path) -> content.Figure:
        name = posixpath.join(posixpath.dirname(self._desk.source.file), figure.figure)
        name = posixpath.normpath(name)
        if fault := picture_fault(self._desk.workspace, name, figure.figure):
            self._desk.tell((*path, "figure"), *fault)
        place = self._desk.source.place((*path, "figure"))
        return content.Figure(name, figure.alternative, self._caption(figure.caption, path), place)

    def _table(self, table: model.Table, path: Path) -> content.Table:
        self._tell_of_shape(table, path)
        self._notes.open_table(table.notes, path)
        caption = self._caption(table.caption, path)
        rows = [
            tuple(self._cell(cell, (*path, "table", n, at)) for at, cell in enumerate(row))
            for n, row in enumerate(table.table)
        ]
        notes = self._notes.close_table()
        return content.Table(caption, tuple(rows[: table.heads]), tuple(rows[table.heads :]), notes)

    def _cell(self, cell: model.TableCell, path: Path) -> content.Cell:
        if isinstance(cell, str):
            return content.Cell((self.piece(cell, path),))
        texts = enumerate(cell.text)
        at = (*path, "text")
        pieces = tuple(self.piece(text, (*at, n) if len(cell.text) > 1 else at) for n, text in texts)
        return content.Cell(pieces, cell.columns, cell.rows)

    def _tell_of_shape(self, table: model.Table, path: Path) -> None:
        """Tell of rows that are not as wide as the first, spans counted."""
        width, hanging = 0, list[int]()
        for n, row in enumerate(table.table):
            cells = [model.Spanning(text=[cell]) if isinstance(cell, str) else cell for cell in row]
            here = sum(cell.columns for cell in cells) + sum(1 for left in hanging if left)
            if n and here != width:
                what = f"this row has {here} cells and the first has {width}"
                self._desk.tell((*path, "table", n), what, 'give every row as many cells; an empty cell is ""')
            width = width or here
            hanging = [left - 1 for left in hanging if left > 1]
            hanging += [cell.rows - 1 for cell in cells for _ in range(cell.columns) if cell.rows > 1]

    def _caption(self, caption: str | None, path: Path) -> content.Piece | None:
        return self.piece(caption, (*path, "caption")) if caption else None
