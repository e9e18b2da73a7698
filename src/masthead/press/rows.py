"""Rows: the least that can stand on a page, with what a page break before each of them would spoil."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from masthead.press.laid import Line


@dataclass(frozen=True)
class Row:
    """A line, or lines side by side as in a table. Distances in pt."""

    lines: tuple[Line, ...]
    gap: float
    """Space before it, when it is not the first of its page."""
    height: float
    breakable: bool
    """Whether a page may start with it."""
    below: float = 0.0
    """Space under it that must have room on its page."""
    cut_off: bool = False
    """Whether it begins in the middle of a line, before a word that calls a note."""

    @property
    def notes(self) -> tuple[str, ...]:
        """Ids of the notes that it calls."""
        return tuple(call.note for line in self.lines for call in line.calls)

    @property
    def forced(self) -> bool:
        """Whether a page must start with it."""
        return self.lines[0].block.forced and self.lines[0].start == 0

    def cut(self, n: int) -> list[Row]:
        """Return the row parted before the word of its *n*-th call (from 0); whole where that cannot be."""
        line = self.lines[0]
        if len(self.lines) > 1 or n >= len(line.calls) or line.calls[n].before == 0:
            return [self]
        at = line.calls[n].before
        head = replace(line, text=line.text[:at], calls=line.calls[:n])
        calls = [replace(call, before=max(0, call.before - at)) for call in line.calls[n:]]
        tail = replace(line, text=line.text[at:], start=line.start + at, calls=calls)
        return [
            replace(self, lines=(head,), below=0.0),
            replace(self, lines=(tail,), gap=0.0, breakable=True, cut_off=True),
        ]


def rows_of(lines: Sequence[Line]) -> list[Row]:
    """Group *lines* that stand side by side, and tell where a page may start."""
    groups = _groups(lines)
    rows = []
    for n, group in enumerate(groups):
        before = groups[n - 1] if n else None
        height = max(line.bottom for line in group) - min(line.top for line in group)
        cut_off = before is not None and before[-1].cut and group[0].piece == before[-1].piece
        gap = _gap(before, group) if before else 0.0
        below = _below(group, groups[n + 1] if n + 1 < len(groups) else None)
        rows.append(Row(tuple(group), gap, height, cut_off or _breakable(groups, n), below, cut_off))
    return rows


def _groups(lines: Sequence[Line]) -> list[list[Line]]:
    groups: list[list[Line]] = []
    for line in lines:
        if groups and groups[-1][0].page == line.page and _beside(line, groups[-1]):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _beside(line: Line, group: list[Line]) -> bool:
    """Say whether *line* stands beside a group or in the same row of a table."""
    return line.top < group[0].bottom - 1 or (line.block.row == group[-1].block.row != 0)


def _below(group: list[Line], following: list[Line] | None) -> float:
    """Return the space under a row that ends its block."""
    block = group[-1].block
    return 0.0 if block.row or (following and following[0].block is block) else block.below


def _gap(before: list[Line], group: list[Line]) -> float:
    """Return the space between two rows: measured where they share a page, else from the style."""
    if before[0].page == group[0].page:
        return max(0.0, group[0].top - max(line.bottom for line in before))
    if before[-1].block is group[0].block or group[0].start:
        return 0.0
    return group[0].block.margin_top + before[-1].block.below


def _breakable(groups: list[list[Line]], n: int) -> bool:
    """Say whether a page may start with the group numbered *n*."""
    if n == 0:
        return False
    line, before = groups[n][0], groups[n - 1][-1]
    if len(groups[n]) > 1:
        return True
    if line.start == 0:
        return not (line.block.joined_before or before.block.joined_after)
    if line.block.whole:
        return False
    above = sum(1 for _ in _run(groups, n - 1, -1, line.piece))
    below = sum(1 for _ in _run(groups, n, 1, line.piece))
    return above >= line.block.orphans and below >= line.block.widows


def _run(groups: list[list[Line]], n: int, step: int, piece: str) -> Iterator[list[Line]]:
    """Give the groups of *piece* from the one numbered *n* on, backwards or forwards."""
    while 0 <= n < len(groups) and groups[n][0].piece == piece:
        yield groups[n]
        n += step
