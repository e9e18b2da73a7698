"""From the content model to finished content: marks read, type set, paragraphs and notes numbered."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from masthead import markup
from masthead.document import content, model
from masthead.markup import Call, Run
from masthead.problem import Problem
from masthead.suggestion import nearest
from masthead.symbol import find_symbols
from masthead.typography import set_type
from masthead.workspace import OutsideError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from masthead.language import Language
    from masthead.source import Path, Source
    from masthead.workspace import Workspace

_PICTURES = (".svg", ".png", ".jpg", ".jpeg")
_NUMBERED_TITLE = re.compile(r"\d+/\d+\s*\.")


class Composer:
    """Composes the text of one document in one language; what is wrong collects in *problems*."""

    def __init__(self, workspace: Workspace, source: Source, language: Language, policy: model.NotePolicy) -> None:
        self.workspace = workspace
        self.source = source
        self.language = language
        self.policy = policy
        self.problems: list[Problem] = []
        self._notes: dict[str, str] = {}
        self._printed: dict[str, content.Note] = {}
        self._count = 0
        self._ids = 0

    def compose(self, text: model.Text) -> content.Content:
        """Return the finished content of *text*."""
        self._notes = text.footnotes
        title = self._piece(text.title, ("title",))
        if _NUMBERED_TITLE.match(text.title):
            todo = "leave the number out; it follows from the symbol"
            self._problem(("title",), "the title starts with the number of the resolution", todo)
        preamble = tuple(self._paragraph(item, ("preamble", n)) for n, item in enumerate(text.preamble))
        operative = tuple(self._operative(text.operative))
        annexes = tuple(self._annexes(text.annexes or []))
        self._check_uncalled()
        return content.Content(title, preamble, operative, annexes)

    def _operative(self, blocks: Sequence[model.Block]) -> Iterator[content.Block]:
        """Number the operative paragraphs; a single one has no number (counted on UNxml, sessions 75-80)."""
        paragraphs = sum(isinstance(block, (str, model.Paragraph)) for block in blocks)
        number = 0
        for n, block in enumerate(blocks):
            label = ""
            if isinstance(block, (str, model.Paragraph)) and paragraphs > 1:
                number += 1
                label = self.language.paragraph_number(number)
            yield self._block(block, ("operative", n), label)

    def _annexes(self, annexes: Sequence[model.Annex]) -> Iterator[content.Annex]:
        for n, annex in enumerate(annexes):
            line = self.language.annex(n + 1, len(annexes))
            title = self._piece(annex.title, ("annexes", n, "title"))
            blocks = [self._block(block, ("annexes", n, "body", at)) for at, block in enumerate(annex.body)]
            yield content.Annex(line, title, tuple(blocks))

    def _block(self, block: model.Block, path: Path, label: str = "") -> content.Block:
        match block:
            case str():
                return self._paragraph(block, path, label)
            case model.Paragraph():
                return self._paragraph(block.text, (*path, "text"), label, block.points, (*path, "points"))
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

    def _paragraph(
        self,
        text: str,
        path: Path,
        label: str = "",
        points: Sequence[str | model.Paragraph] | None = None,
        points_path: Path = (),
        level: int = 1,
    ) -> content.Paragraph:
        piece = self._piece(text, path)
        inner = []
        for n, point in enumerate(points or []):
            at = (*points_path, n)
            mark = self.language.point(level, n + 1)
            if isinstance(point, str):
                inner.append(self._paragraph(point, at, mark))
            else:
                deeper = (*at, "points")
                inner.append(self._paragraph(point.text, (*at, "text"), mark, point.points, deeper, level + 1))
        return content.Paragraph(piece.id, piece.text, piece.place, label=label, points=tuple(inner))

    def _figure(self, figure: model.Figure, path: Path) -> content.Figure:
        place = self.source.place((*path, "figure"))
        name = str(PurePosixPath(self.source.file).parent / figure.figure)
        self._check_picture(name, figure.figure, (*path, "figure"))
        caption = self._piece(figure.caption, (*path, "caption")) if figure.caption else None
        return content.Figure(name, figure.alternative, caption, place)

    def _check_picture(self, name: str, given: str, path: Path) -> None:
        try:
            self.workspace.read(name)
        except OutsideError:
            self._problem(path, f'"{given}" lies outside the workspace', "copy the picture beside the document")
        except OSError:
            self._problem(path, f'picture "{given}" is missing', "put it beside the document or mend its name")
        else:
            if not given.lower().endswith(_PICTURES):
                self._problem(path, f'"{given}" is no picture that can be printed', f"use {', '.join(_PICTURES)}")

    def _table(self, table: model.Table, path: Path) -> content.Table:
        caption = self._piece(table.caption, (*path, "caption")) if table.caption else None
        width = len(table.table[0])
        rows = []
        for n, row in enumerate(table.table):
            if len(row) != width:
                what = f"this row has {len(row)} cells and the first has {width}"
                self._problem((*path, "table", n), what, 'give every row as many cells; an empty cell is ""')
            rows.append(tuple(self._piece(cell, (*path, "table", n, at)) for at, cell in enumerate(row)))
        return content.Table(caption, rows[0], tuple(rows[1:]))

    def _piece(self, text: str, path: Path) -> content.Piece:
        self._ids += 1
        printed = tuple(self._numbered(self._inline(text, path), path))
        return content.Piece(f"text-{self._ids}", printed, self.source.place(path))

    def _inline(self, text: str, path: Path) -> markup.Inline:
        try:
            return tuple(_linked(set_type(markup.parse(text), self.language.typography), self.language.code))
        except markup.AddressError as error:
            place = self.source.place(path, error.address)
            todo = "a printed document links to http, https and mailto addresses only"
            self.problems.append(Problem(place, f'link to "{error.address}"', todo))
            return ()

    def _numbered(self, inline: markup.Inline, path: Path) -> Iterator[Run | content.NoteCall]:
        """Turn the calls of *inline* into numbered ones, in reading order."""
        seen: dict[str, int] = {}
        previous: Run | Call | None = None
        for part in inline:
            if isinstance(part, Run):
                yield part
            else:
                nth = seen[part.key] = seen.get(part.key, -1) + 1
                call = self._call(part.key, path, nth)
                if call:
                    yield from _separation(previous)
                    yield call
            previous = part

    def _call(self, key: str, path: Path, nth: int) -> content.NoteCall | None:
        if key not in self._notes:
            place = self.source.place(path, f"[^{key}]", nth)
            close = nearest(key, self._notes)
            todo = f'did you mean "{close}"?' if close else "give its text under footnotes:"
            self.problems.append(Problem(place, f'footnote "{key}" is called and not given', todo))
            return None
        if key in self._printed and self.policy is model.NotePolicy.REPEAT:
            return content.NoteCall(self._printed[key], again=True)
        self._count += 1
        note = content.Note(self._count, key, self._note_text(key), self.source.place(("footnotes", key)))
        self._printed[key] = note
        return content.NoteCall(note)

    def _note_text(self, key: str) -> tuple[Run, ...]:
        path = ("footnotes", key)
        inline = self._inline(self._notes[key], path)
        for inner in markup.calls(inline):
            place = self.source.place(path, f"[^{inner}]")
            self.problems.append(Problem(place, "a footnote calls a footnote", "put both into one note"))
        return tuple(part for part in inline if isinstance(part, Run))

    def _check_uncalled(self) -> None:
        for key in self._notes:
            if key not in self._printed:
                place = self.source.key_place(("footnotes", key))
                todo = f"call it with [^{key}] or delete it"
                self.problems.append(Problem(place, f'footnote "{key}" is given and never called', todo))

    def _problem(self, path: Path, what: str, todo: str) -> None:
        self.problems.append(Problem(self.source.place(path), what, todo))


def _separation(previous: Run | Call | None) -> Iterator[Run]:
    """Part two calls side by side by a comma (UN Editorial Manual, footnotes), lest 1 and 2 be read as 12."""
    if isinstance(previous, Call):
        yield Run(",\u00a0", raised=True)


def _linked(inline: markup.Inline, language: str) -> Iterator[Run | Call]:
    """Make links of the document symbols in *inline* that are no links yet."""
    for part in inline:
        if isinstance(part, Call) or part.address or part.raised:
            yield part
            continue
        at = 0
        for start, end, symbol in find_symbols(part.text):
            if start > at:
                yield replace(part, text=part.text[at:start])
            yield replace(part, text=part.text[start:end], address=symbol.address(language))
            at = end
        if at < len(part.text):
            yield replace(part, text=part.text[at:])
