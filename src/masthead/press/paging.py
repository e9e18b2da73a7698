"""Where pages break, when the engine alone would part a note from its call.

The lines of a layout are laid out again on paper, line by line, each with the notes that it calls; a page ends
before the line that no longer has room together with its notes. Headings stay with what they head, a paragraph
leaves no single line behind (orphans and widows), and a note that is longer than the room is divided.

All distances are in pt.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from masthead.press.reading import Laid, Line, NotePart

SLACK = 0.3
"""What is left free on a page, against the rounding of the engine."""


@dataclass(frozen=True)
class Break:
    """A page starts at a piece, after so many of its characters (0: before the piece)."""

    piece: str
    start: int


@dataclass(frozen=True)
class NoteSplit:
    """A note goes on on the page that starts at a break, after so many of its characters."""

    note: str
    start: int
    before: Break


@dataclass
class Plan:
    """The breaks that give every note room on the page of its call."""

    breaks: list[Break] = field(default_factory=list)
    splits: list[NoteSplit] = field(default_factory=list)


@dataclass(frozen=True)
class Row:
    """Lines side by side (one, or those of a row of cells): the least that can stand on a page."""

    lines: tuple[Line, ...]
    gap: float
    """Space before it, when it is not the first of its page."""
    height: float
    breakable: bool
    """Whether a page may start with it."""

    @property
    def notes(self) -> tuple[str, ...]:
        """Ids of the notes that it calls."""
        return tuple(note for line in self.lines for note in line.calls)

    @property
    def at(self) -> Break:
        """The break before it."""
        return Break(self.lines[0].piece, self.lines[0].start)


def plan(laid: Laid, *, spare: float = 0.0) -> Plan:
    """Return the page breaks for the lines of *laid*; on every page, *spare* pt stay free."""
    return _Planner(laid, spare).plan()


class _Planner:
    def __init__(self, laid: Laid, spare: float) -> None:
        self.rows = list(_rows(laid.lines))
        self.pages = laid.pages
        self.spare = spare + SLACK
        self.notes = _notes(laid.notes)
        self.extra = max((page.notes_extra for page in laid.pages), default=0.0)
        self.result = Plan()

    def plan(self) -> Plan:
        at, page, rest = 0, 0, _Rest()
        while at < len(self.rows) or rest.lines:
            following, rest = self._fill(at, page, rest)
            if following < len(self.rows):
                self.result.breaks.append(self.rows[following].at)
                if rest.lines:
                    self.result.splits.append(NoteSplit(rest.note, rest.start, self.rows[following].at))
            elif rest.lines:
                break  # nothing follows that could carry the rest: the proof will name the note
            at, page = following, page + 1
        return self.result

    def _fill(self, first: int, page: int, rest: _Rest) -> tuple[int, _Rest]:
        """Return the row that starts the next page, and what of a note goes there."""
        room = self._room(page) - self.spare - rest.height - (self.extra if rest.lines else 0.0)
        used, noted = 0.0, bool(rest.lines)
        last = first
        for at in range(first, len(self.rows)):
            row = self.rows[at]
            need = row.height + (row.gap if at > first else 0.0)
            notes = sum(self._height(note) for note in row.notes)
            extra = self.extra if row.notes and not noted else 0.0
            forced = at > first and row.lines[0].block.forced and row.lines[0].start == 0
            if forced:
                return at, _Rest()
            if used + need + notes + extra > room:
                return self._overflow(first, at, room - used - need - extra)
            used, noted, last = used + need + notes + extra, noted or bool(row.notes), at
        return last + 1, _Rest()

    def _overflow(self, first: int, at: int, left: float) -> tuple[int, _Rest]:
        """Choose the break when the row at *at* has no room: the nearest before it, or within its notes."""
        for candidate in range(at, first, -1):
            if self.rows[candidate].breakable:
                return candidate, _Rest()
        if at > first:
            return at, _Rest()
        return at + 1, self._divided(self.rows[at].notes, left)

    def _divided(self, notes: Sequence[str], left: float) -> _Rest:
        """Divide the last of *notes*: as many lines of it as have room stay, the rest goes on."""
        for note in notes[:-1]:
            left -= self._height(note)
        if not notes:
            return _Rest()
        lines = self.notes[notes[-1]].lines
        start = taken = 0
        for height, text in lines:
            if height > left and taken:
                break
            left, start, taken = left - height, start + len(text), taken + 1
        return _Rest(notes[-1], start, tuple(lines[taken:]))

    def _room(self, page: int) -> float:
        """Return the height for text and notes on the page numbered from 0; the first starts under its head."""
        room = self.pages[min(page, len(self.pages) - 1)] if page < 2 or len(self.pages) < 2 else self.pages[1]
        top = self.rows[0].lines[0].top if page == 0 and self.rows else room.top
        return room.bottom - top

    def _height(self, note: str) -> float:
        part = self.notes.get(note)
        return part.bottom - part.top if part else 0.0


@dataclass(frozen=True)
class _Rest:
    """What of a note goes on on the next page."""

    note: str = ""
    start: int = 0
    lines: tuple[tuple[float, str], ...] = ()

    @property
    def height(self) -> float:
        return sum(height for height, _ in self.lines)


def _notes(parts: Sequence[NotePart]) -> Mapping[str, NotePart]:
    notes: dict[str, NotePart] = {}
    for part in parts:
        if part.id in notes:
            whole = notes[part.id]
            whole.lines.extend(part.lines)
            whole.bottom += part.bottom - part.top
        else:
            notes[part.id] = type(part)(part.id, part.page, part.top, part.bottom, list(part.lines))
    return notes


def _rows(lines: Sequence[Line]) -> Iterator[Row]:
    """Group lines side by side, and tell where a page may start."""
    groups: list[list[Line]] = []
    for line in lines:
        beside = groups and groups[-1][0].page == line.page and line.top < groups[-1][0].bottom - 1
        if beside:
            groups[-1].append(line)
        else:
            groups.append([line])
    for n, group in enumerate(groups):
        before = groups[n - 1] if n else None
        top, bottom = min(line.top for line in group), max(line.bottom for line in group)
        gap = _gap(before, group) if before else 0.0
        yield Row(tuple(group), gap, bottom - top, _breakable(groups, n))


def _gap(before: list[Line], group: list[Line]) -> float:
    """Return the space between two rows: measured where they share a page, else from the style."""
    if before[0].page == group[0].page:
        return max(0.0, group[0].top - max(line.bottom for line in before))
    return 0.0 if before[-1].block is group[0].block or group[0].start else group[0].block.margin_top


def _breakable(groups: list[list[Line]], n: int) -> bool:
    """Say whether a page may start with the row numbered *n*."""
    if n == 0:
        return False
    line, before = groups[n][0], groups[n - 1][-1]
    if len(groups[n]) > 1:
        return True
    if line.start == 0:
        return not (line.block.joined_before or before.block.joined_after)
    if line.block.whole:
        return False
    above = _run(groups, n - 1, -1, line.piece)
    below = _run(groups, n, 1, line.piece)
    return above >= line.block.orphans and below >= line.block.widows


def _run(groups: list[list[Line]], n: int, step: int, piece: str) -> int:
    """Count the rows of *piece* from the one numbered *n* on, backwards or forwards."""
    count = 0
    while 0 <= n < len(groups) and groups[n][0].piece == piece:
        count, n = count + 1, n + step
    return count
