"""Tables as columns of plain text: as wide as they must be, wrapped where the page is too narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from masthead.export.lines import WIDTH, width, wrapped
from masthead.tabular import tabulated

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from masthead.document.content import Piece, Table
    from masthead.tabular import Placed

GAP = 2
"""Columns of a page between two columns of a table."""
Row = tuple["Placed", ...]


def columns(table: Table, write: Callable[[Piece], str], page: int = WIDTH) -> list[str]:
    """Return the rows of *table* as lines, the heads over a rule; *write* gives the characters of a piece."""
    placed = tabulated(table)
    rows = [*placed.head, *placed.rows]
    widths = _widths(rows, write, page)
    rule = "-" * (sum(widths) + GAP * (len(widths) - 1))
    head = [line for row in placed.head for line in _row(row, widths, write)]
    body = [line for row in placed.rows for line in _row(row, widths, write)]
    return [*head, *([rule] if head and body else []), *body]


def _widths(rows: Sequence[Row], write: Callable[[Piece], str], page: int) -> list[int]:
    """Return the width of each column: that of its text, or where all do not fit, the wider ones narrowed."""
    count = max((one.first + one.cell.columns for row in rows for one in row), default=0)
    wanted, least = [1] * count, [1] * count
    for one in (one for row in rows for one in row if one.cell.columns == 1):
        texts = [write(piece) for piece in one.cell.paragraphs]
        words = [width(word) for text in texts for word in ([text] if one.figures else text.split(" "))]
        wanted[one.first] = max([wanted[one.first], *map(width, texts)])
        least[one.first] = max([least[one.first], *(min(word, page // 2) for word in words)])
    room = page - GAP * (count - 1)
    while sum(wanted) > room and any(have > need for have, need in zip(wanted, least, strict=True)):
        widest = max(range(count), key=lambda n: wanted[n] if wanted[n] > least[n] else 0)
        wanted[widest] -= 1
    return wanted


def _row(row: Row, widths: Sequence[int], write: Callable[[Piece], str]) -> list[str]:
    """Return a row as lines: its cells side by side, each wrapped within its width; a row without words has none."""
    cells = [(one, _cell(one, widths, write)) for one in row]
    height = max((len(lines) for _, lines in cells), default=0)
    lines = [_side_by_side(cells, widths, n) for n in range(height)]
    return [line for line in lines if line]


def _cell(one: Placed, widths: Sequence[int], write: Callable[[Piece], str]) -> list[str]:
    room = _room(one, widths)
    return [line for piece in one.cell.paragraphs for line in wrapped(write(piece), columns=room)]


def _room(one: Placed, widths: Sequence[int]) -> int:
    return sum(widths[one.first : one.first + one.cell.columns]) + GAP * (one.cell.columns - 1)


def _side_by_side(cells: Sequence[tuple[Placed, list[str]]], widths: Sequence[int], n: int) -> str:
    line = ""
    for one, lines in cells:
        start = sum(widths[: one.first]) + GAP * one.first
        line += " " * max(start - width(line), GAP if line else 0)
        text = lines[n] if n < len(lines) else ""
        line += " " * (_room(one, widths) - width(text)) * one.figures + text
    return line.rstrip(" ")
