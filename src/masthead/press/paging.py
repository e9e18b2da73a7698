"""Where pages break, when the engine alone would part a note from its call.

The lines of a layout are laid out again on paper, line by line, each with the notes that it calls; a page ends
before the line that no longer has room together with its notes. Headings stay with what they head, a paragraph
leaves no single line behind (orphans and widows). Where one line calls more than a page can hold, its last note is
divided and goes on on the next page; if it must, the line is cut before a word that calls, and a page holds
nothing but the rest of a note.

All distances are in pt.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from masthead.press.rows import rows_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from masthead.press.laid import Laid, NotePart
    from masthead.press.rows import Row

SLACK = 0.3
"""What is left free on a page, against the rounding of the engine."""


@dataclass(frozen=True)
class Rest:
    """What of a note goes on on the next page: all after its first *start* characters."""

    note: str
    start: int
    lines: tuple[tuple[float, str], ...]
    """Height and characters of each line."""

    @property
    def height(self) -> float:
        """Height of the lines."""
        return sum(height for height, _ in self.lines)


@dataclass(frozen=True)
class PageStart:
    """How a page after the first begins."""

    piece: str
    start: int
    """It begins in this piece, after so many of its characters (0: before the piece)."""
    rest: Rest | None = None
    """The note that goes on on it."""
    bare: bool = False
    """Whether it holds nothing but the rest of a note (and, at the end of the text, what closes the document)."""
    ragged: bool = False
    """Whether the page before ends in a line that is cut, and not filled."""


def plan(laid: Laid, *, spare: float = 0.0) -> list[PageStart]:
    """Return the starts of the pages for the lines of *laid*; on every page, *spare* pt stay free."""
    return _Planner(laid, spare).plan() if laid.lines else []


class _Planner:
    """Fills page after page with rows and their notes."""

    def __init__(self, laid: Laid, spare: float) -> None:
        self.rows = rows_of(laid.lines)
        self.pages = laid.pages
        self.spare = spare + SLACK
        self.notes = _whole_notes(laid.notes)
        self.extra = max((page.notes_extra for page in laid.pages), default=0.0)
        self.starts: list[PageStart] = []
        self.rest: Rest | None = None

    def plan(self) -> list[PageStart]:
        at = 0
        while True:
            following = self._fill(at, self._room(len(self.starts)))
            if following >= len(self.rows):
                self._finish()
                return self.starts
            self._start(following, ragged=self.rows[following].cut_off)
            while self.rest and not self._goes_beside(following):
                self.starts[-1] = replace(self.starts[-1], bare=True)
                self._carry(self._room(len(self.starts)) - self.extra)
                self._start(following)
            at = following

    def _finish(self) -> None:
        """Give what is left of the last note pages of its own behind the text."""
        line = self.rows[-1].lines[-1]
        while self.rest:
            self.starts.append(PageStart(line.piece, line.start + len(line.text), self.rest, bare=True))
            self._carry(self._room(len(self.starts)) - self.extra)

    def _start(self, at: int, *, ragged: bool = False) -> None:
        line = self.rows[at].lines[0]
        self.starts.append(PageStart(line.piece, line.start, self.rest, ragged=ragged))

    def _goes_beside(self, at: int) -> bool:
        """Say whether the rest of a note has room on the page that starts with the row at *at*."""
        row, rest = self.rows[at], self.rest
        first = min((line for note in row.notes for line, _ in self._lines(note)[:1]), default=0.0)
        return rest is None or rest.height + row.height + first + self.extra <= self._room(len(self.starts))

    def _carry(self, room: float) -> None:
        """Put as much of the rest as has *room* on a page of its own."""
        assert self.rest is not None  # noqa: S101 (asked by the caller)
        taken = _fitting(self.rest.lines, room)
        start = self.rest.start + sum(len(text) for _, text in self.rest.lines[:taken])
        self.rest = Rest(self.rest.note, start, self.rest.lines[taken:]) if self.rest.lines[taken:] else None

    def _fill(self, first: int, room: float) -> int:
        """Fill a page from the row at *first* on; return the row that starts the next one."""
        noted = self.rest is not None
        room -= self.rest.height + self.extra if self.rest else 0.0
        self.rest = None
        for at in range(first, len(self.rows)):
            row = self.rows[at]
            if at > first and row.forced:
                return at
            need = row.height + (row.gap if at > first else 0.0)
            extra = self.extra if row.notes and not noted else 0.0
            left = room - need - extra
            if sum(map(self._height, row.notes)) > left - row.below:
                return self._overflow(first, at, left)
            room, noted = left - sum(map(self._height, row.notes)), noted or bool(row.notes)
        return len(self.rows)

    def _overflow(self, first: int, at: int, left: float) -> int:
        """Choose the break when the row at *at* has no room: the nearest before it, or within its own notes.

        A row that no page could hold with its notes stays, if a line of the note that is too much has room.
        """
        if self._too_much(self.rows[at], left):
            self._divide(at, left)
            return at + 1
        for candidate in range(at, first, -1):
            if self.rows[candidate].breakable:
                return candidate
        if at > first:
            return at
        self._divide(at, left)
        return at + 1

    def _too_much(self, row: Row, left: float) -> bool:
        """Say whether no page could hold *row* with its notes, though *left* pt hold a line of the first."""
        most = self._room(len(self.starts) + 1) - row.height - self.extra
        line = next((height for note in row.notes for height, _ in self._lines(note)), 0.0)
        return sum(map(self._height, row.notes)) > most and line <= left

    def _divide(self, at: int, left: float) -> None:
        """Divide the notes of a row that alone is too much for a page; cut the row where that does not do."""
        row = self.rows[at]
        for n, note in enumerate(row.notes):
            if self._height(note) <= left:
                left -= self._height(note)
                continue
            lines = self._lines(note)
            taken = _fitting(lines, left)
            self._cut(at, n + 1 if taken or n == 0 else n)
            if taken or n == 0:
                taken = max(taken, 1)
                self.rest = Rest(note, sum(len(text) for _, text in lines[:taken]), tuple(lines[taken:]))
            return

    def _cut(self, at: int, n: int) -> None:
        """Cut the row at *at* before the word of its *n*-th call (from 0), if it has so many."""
        parts = self.rows[at].cut(n)
        self.rows[at : at + 1] = parts

    def _room(self, page: int) -> float:
        """Return the height for text and notes on the page numbered from 0; the first starts under its head."""
        number = min(page, 1, len(self.pages) - 1)
        room = self.pages[number]
        top = self.rows[0].lines[0].top if page == 0 else room.top
        if page and not number:  # a layout of one page does not show the room of the next
            top = self.rows[0].lines[0].top
        return room.bottom - top - self.spare

    def _lines(self, note: str) -> list[tuple[float, str]]:
        part = self.notes.get(note)
        return part.lines if part else []

    def _height(self, note: str) -> float:
        part = self.notes.get(note)
        return part.bottom - part.top if part else 0.0


def _fitting(lines: Sequence[tuple[float, str]], room: float) -> int:
    """Count the *lines*, from the first on, that *room* holds."""
    count = 0
    for height, _ in lines:
        room -= height
        if room < 0:
            break
        count += 1
    return count


def _whole_notes(parts: Sequence[NotePart]) -> Mapping[str, NotePart]:
    """Put notes that the layout has divided together again."""
    notes: dict[str, NotePart] = {}
    for part in parts:
        if part.id in notes:
            whole = notes[part.id]
            notes[part.id] = replace(
                whole, bottom=whole.bottom + part.bottom - part.top, lines=[*whole.lines, *part.lines]
            )
        else:
            notes[part.id] = part
    return notes
