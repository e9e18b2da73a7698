"""Tables as they are set: which cells stand under each other, and which columns hold figures.

A column of figures stands at the end of its width, with its head; a column of words at the start (A/80/604/Add.1).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from masthead.document.content import Cell, Row, Table

ROOM = 90
"""Characters of 8.5 pt, one with the other, that stand side by side from the text column to the end of the frame."""
PAGE = 4000
"""Characters of a table that fill a page, or nearly."""
PADDING = 2
"""Characters that have room in the space between two columns."""
FIGURES = frozenset("0123456789 .,()+-\u2013\u2212%$\u00a0\u202f")
"""Digits, and what is written between and around them."""


@dataclass(frozen=True)
class Placed:
    """A cell in its place."""

    cell: Cell
    first: int
    """The first of its columns, from 0."""
    figures: bool = False
    """Whether all its columns hold figures."""


@dataclass(frozen=True)
class Tabulated:
    """A table with every cell in its place."""

    head: tuple[tuple[Placed, ...], ...]
    rows: tuple[tuple[Placed, ...], ...]

    @property
    def tall(self) -> bool:
        """Whether a row may be higher than a page: the engine cannot repeat a head over a row that a page parts."""
        columns = max((one.first + one.cell.columns for row in self.rows for one in row), default=1)
        most = max((len(one.cell.characters) / one.cell.columns for row in self.rows for one in row), default=0)
        return most * columns > PAGE

    @property
    def roomy(self) -> bool:
        """Whether there is room for every figure on one line, as tables have them: 14 (000) is no number."""
        widths: dict[int, int] = {}
        for placed in (one for row in (*self.head, *self.rows) for one in row if one.cell.columns == 1):
            text = placed.cell.characters
            parts = [text] if placed.figures else text.split()
            widths[placed.first] = max(widths.get(placed.first, 0), *map(len, parts), 0)
        return sum(width + PADDING for width in widths.values()) <= ROOM


def tabulated(table: Table) -> Tabulated:
    """Place the cells of *table*, and tell which stand in columns of figures."""
    head, rows = _placed(table.head), _placed(table.rows)
    words = {
        column
        for row in rows
        for placed in row
        if not FIGURES.issuperset(placed.cell.characters)
        for column in _columns(placed)
    }
    words |= set() if rows else {column for row in head for placed in row for column in _columns(placed)}
    return Tabulated(_told(head, words), _told(rows, words))


def _placed(rows: Iterable[Row]) -> list[list[Placed]]:
    """Put each cell into the first columns that are free: a cell that spans rows hangs down into those below."""
    placed: list[list[Placed]] = []
    hanging: dict[int, int] = {}
    for row in rows:
        free, line = 0, list[Placed]()
        new: dict[int, int] = {}
        for cell in row:
            while hanging.get(free):
                free += 1
            line.append(Placed(cell, free))
            new |= dict.fromkeys(range(free, free + cell.columns), cell.rows - 1)
            free += cell.columns
        hanging = {column: left - 1 for column, left in hanging.items() if left > 1} | {
            column: left for column, left in new.items() if left
        }
        placed.append(line)
    return placed


def _columns(placed: Placed) -> range:
    return range(placed.first, placed.first + placed.cell.columns)


def _told(rows: Sequence[Sequence[Placed]], words: set[int]) -> tuple[tuple[Placed, ...], ...]:
    return tuple(tuple(Placed(one.cell, one.first, words.isdisjoint(_columns(one))) for one in row) for row in rows)
