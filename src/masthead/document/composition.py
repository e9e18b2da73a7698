"""From the content model to finished content: marks read, type set, paragraphs labelled, notes numbered."""

from __future__ import annotations

import re
import string
from dataclasses import replace
from typing import TYPE_CHECKING

from masthead import markup
from masthead.document import content, model
from masthead.document.blocks import Blocks
from masthead.document.furniture import Heads
from masthead.document.numbering import NONE, Numbering, operative
from masthead.language import LabelError
from masthead.markup import Call, Run
from masthead.problem import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from masthead.document.desk import Desk
    from masthead.document.notes import Notes
    from masthead.markup import Inline
    from masthead.source import Path

_NUMBERED_TITLE = re.compile(r"\d+/\d+\s*\.")


class Composer:
    """Composes one text; what is wrong is told to its desk."""

    def __init__(self, desk: Desk, notes: Notes) -> None:
        self._desk = desk
        self._language = desk.language
        self._blocks = Blocks(desk, notes)

    def compose(self, text: model.Text) -> content.Content:
        """Return the finished content of *text*."""
        if text.title and _NUMBERED_TITLE.match(text.title):
            todo = "leave the number out; it follows from the symbol"
            self._desk.tell(("title",), "the title starts with the number of the resolution", todo)
        return content.Content(
            sponsors=self._sponsors(text.sponsors) if text.sponsors else None,
            title=self._blocks.piece(text.title, ("title",)) if text.title else None,
            parts=tuple(self._parts(text)),
            votes=tuple(self._votes(text.votes)) if text.votes else (),
            annexes=tuple(self._annexes(text.annexes or [])),
        )

    def heads(self, text: model.Text, title: content.Piece | None) -> Heads:
        """Return the lines that are typed for a place around *text*, whose own title is *title*."""
        running = tuple(part for part in title.text if isinstance(part, Run)) if title else ()
        return Heads(
            running=self._line(text.running_title, ("running_title",)) or running,
            agenda=self._line(text.agenda_title, ("agenda_title",)),
            category=self._line(text.category, ("category",)),
            job_dates=tuple(text.job_dates or ()),
            printed={
                name: () if line == NONE else self._line(line, ("printed", name)) for name, line in text.printed.items()
            },
        )

    def _line(self, typed: str | None, path: Path) -> tuple[Run, ...]:
        return self._desk.line(typed, path) if typed else ()

    def _sponsors(self, typed: str) -> content.Piece:
        """Set the line of a draft's sponsors; calls of notes behind the names go behind the colon."""
        inline = self._desk.inline(typed, ("sponsors",))
        names = inline
        while names and isinstance(names[-1], Call):
            names = names[:-1]
        calls = inline[len(names) :]
        before, after = map(markup.parse, self._language.draft_line)
        return self._blocks.set_piece((*before, *names, *_behind_colon(after, calls)), ("sponsors",))

    def _parts(self, text: model.Text) -> Iterator[content.Part]:
        """Give the parts of a composite, or the only part of an ordinary document."""
        for n, part in enumerate(text.parts or []):
            path: Path = ("parts", n)
            title = self._blocks.piece(part.title, (*path, "title")) if part.title else None
            letter = string.ascii_uppercase[n % 26]
            yield content.Part(letter, title, *self._preamble_and_rest(part.preamble, part.operative, path))
        if not text.parts and text.body is not None:
            blocks = self._blocks.sequence(text.body, ("body",), Numbering(self._number, by_place=False))
            yield content.Part("", None, self._preamble(text.preamble, ()), blocks)
        elif not text.parts:
            yield content.Part("", None, *self._preamble_and_rest(text.preamble, text.operative or [], ()))

    def _preamble_and_rest(
        self, preamble: Sequence[model.Block], rest: Sequence[model.Block], path: Path
    ) -> tuple[tuple[content.Block, ...], tuple[content.Block, ...]]:
        first = self._preamble(preamble, path)
        numbering = operative(rest, self._number)
        return first, self._blocks.sequence(rest, (*path, "operative"), numbering, opening=True)

    def _preamble(self, blocks: Sequence[model.Block], path: Path) -> tuple[content.Block, ...]:
        numbering = Numbering(self._number, by_place=False)
        composed = self._blocks.sequence(blocks, (*path, "preamble"), numbering, opening=True)
        return tuple(
            replace(block, preambular=True) if isinstance(block, content.Paragraph) else block for block in composed
        )

    def _number(self, number: int) -> str:
        return self._language.paragraph_number(number)

    def _votes(self, votes: model.Votes) -> Iterator[content.VoteList]:
        """Give the lists of votes; the bracket that the line before them opens is closed behind the last."""
        given = [name for name in ("in_favour", "against", "abstaining") if getattr(votes, name)]
        for name in given:
            piece = self._blocks.piece(getattr(votes, name), ("votes", name))
            if name == given[-1]:
                piece = replace(piece, text=(*piece.text, Run("]")))
            yield content.VoteList(self._language.vote_label(name), piece)

    def _annexes(self, annexes: Sequence[model.Annex]) -> Iterator[content.Annex]:
        for n, annex in enumerate(annexes):
            path: Path = ("annexes", n)
            try:
                derived = self._language.annex(n + 1, len(annexes))
            except LabelError:
                last = quoted(self._language.annex(n, len(annexes)))
                self._desk.tell(path, f"no annex can follow {last}", "put several annexes into one")
                return
            line = "" if annex.line == NONE else annex.line or derived
            title = self._blocks.piece(annex.title, (*path, "title")) if annex.title else None
            numbering = Numbering(self._number, by_place=annex.numbered)
            blocks = self._blocks.sequence(annex.body, (*path, "body"), numbering)
            yield content.Annex(f"annex-{n + 1}", line, title, blocks, self._desk.source.place(path))


def _behind_colon(words: Inline, calls: Inline) -> Inline:
    """Put *calls* behind the colon that *words* start with, if they do; else before them."""
    if not calls:
        return words
    first = words[0] if words else None
    if not isinstance(first, Run) or not first.text.startswith(":"):
        return (*calls, *words)
    return (replace(first, text=":"), *calls, replace(first, text=first.text[1:]), *words[1:])
