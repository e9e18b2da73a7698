"""From the content model to finished content: marks read, type set, paragraphs labelled, notes numbered."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from masthead.document import content, model
from masthead.document.furniture import Heads
from masthead.language import LabelError, UnknownPhraseError
from masthead.markup import Run
from masthead.picture import picture_fault
from masthead.problem import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from masthead.document.desk import Desk
    from masthead.document.notes import Notes
    from masthead.source import Path

Typed = str | model.Paragraph
"""A paragraph as it was typed: a plain text, or one with sub-paragraphs."""

_NUMBERED_TITLE = re.compile(r"\d+/\d+\s*\.")


class Composer:
    """Composes one text; what is wrong is told to its desk."""

    def __init__(self, desk: Desk, notes: Notes) -> None:
        self._desk = desk
        self._notes = notes
        self._language = desk.language
        self._ids = 0

    def compose(self, text: model.Text) -> content.Content:
        """Return the finished content of *text*."""
        if _NUMBERED_TITLE.match(text.title):
            todo = "leave the number out; it follows from the symbol"
            self._desk.tell(("title",), "the title starts with the number of the resolution", todo)
        return content.Content(
            title=self._piece(text.title, ("title",)),
            preamble=tuple(self._paragraph(item, ("preamble", n)) for n, item in enumerate(text.preamble)),
            operative=tuple(self._operative(text.operative)),
            annexes=tuple(self._annexes(text.annexes or [])),
        )

    def heads(self, text: model.Text, title: content.Piece) -> Heads:
        """Return the titles that are printed around *text*, whose own title is *title*."""
        running = tuple(part for part in title.text if isinstance(part, Run))
        if text.running_title:
            running = self._desk.line(text.running_title, ("running_title",))
        agenda = self._desk.line(text.agenda_title, ("agenda_title",)) if text.agenda_title else ()
        return Heads(running, agenda, tuple(text.job_dates or ()))

    def _operative(self, blocks: Sequence[model.Block]) -> Iterator[content.Block]:
        """Number the operative paragraphs; a single one has no number (counted on UNxml, sessions 75-80)."""
        paragraphs = sum(isinstance(block, (str, model.Paragraph)) for block in blocks)
        number = 0
        for n, block in enumerate(blocks):
            label = ""
            if isinstance(block, (str, model.Paragraph)) and paragraphs > 1:
                number += 1
                label = self._language.paragraph_number(number)
            yield self._block(block, ("operative", n), label)

    def _annexes(self, annexes: Sequence[model.Annex]) -> Iterator[content.Annex]:
        for n, annex in enumerate(annexes):
            try:
                line = self._language.annex(n + 1, len(annexes))
            except LabelError:
                last = quoted(self._language.annex(n, len(annexes)))
                self._desk.tell(("annexes", n), f"no annex can follow {last}", "put several annexes into one")
                return
            title = self._piece(annex.title, ("annexes", n, "title"))
            blocks = [self._block(block, ("annexes", n, "body", at)) for at, block in enumerate(annex.body)]
            yield content.Annex(line, title, tuple(blocks))

    def _block(self, block: model.Block, path: Path, label: str = "") -> content.Block:
        match block:
            case str() | model.Paragraph():
                return self._paragraph(block, path, label)
            case model.Heading():
                piece = self._piece(block.heading, (*path, "heading"))
                return content.Heading(piece.id, piece.text, piece.place, level=int(block.level))
            case model.Quotation():
                items = enumerate(block.quotation)
                return content.Quotation(tuple(self._paragraph(item, (*path, "quotation", n)) for n, item in items))
            case model.Figure():
                return self._figure(block, path)
            case model.Table():
                return self._table(block, path)

    def _paragraph(self, block: Typed, path: Path, label: str = "", level: int = 0) -> content.Paragraph:
        """Set a paragraph at *level* (0: no sub-paragraph) with the sub-paragraphs in it."""
        if isinstance(block, str):
            block, at = model.Paragraph(text=block), path
        else:
            at = (*path, "text")
        piece = self._piece(block.text, at)
        points = tuple(self._points(block.points or [], (*path, "points"), level + 1))
        return content.Paragraph(piece.id, piece.text, piece.place, label=label, points=points)

    def _points(self, points: Sequence[Typed], path: Path, level: int) -> Iterator[content.Paragraph]:
        """Label the sub-paragraphs of *level*; where the labels of the language end, tell of it and stop."""
        label = ""
        for n, point in enumerate(points):
            try:
                label = self._language.point(level, n + 1)
            except UnknownPhraseError:
                self._desk.tell((*path, n), f"sub-paragraphs of level {level} have no labels", "use fewer levels")
                return
            except LabelError:
                self._desk.tell((*path, n), f"no sub-paragraph can follow {quoted(label)}", "divide the list")
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
        caption = self._caption(table.caption, path)
        width = len(table.table[0])
        rows = []
        for n, row in enumerate(table.table):
            if len(row) != width:
                what = f"this row has {len(row)} cells and the first has {width}"
                self._desk.tell((*path, "table", n), what, 'give every row as many cells; an empty cell is ""')
            rows.append(tuple(self._piece(cell, (*path, "table", n, at)) for at, cell in enumerate(row)))
        return content.Table(caption, rows[0], tuple(rows[1:]))

    def _caption(self, caption: str | None, path: Path) -> content.Piece | None:
        return self._piece(caption, (*path, "caption")) if caption else None

    def _piece(self, text: str, path: Path) -> content.Piece:
        self._ids += 1
        printed = tuple(self._notes.numbered(self._desk.inline(text, path), path))
        return content.Piece(f"text-{self._ids}", printed, self._desk.source.place(path))
