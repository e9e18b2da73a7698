"""Heads of tables: which of them a cell belongs to (PDF/UA-1, 7.5)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from masthead.press.tags.structure import Element


def headed(element: Element) -> Element:
    """Give every head of the tables below *element* an ID, and every cell the IDs of its heads."""
    tables = (one for one in element.walk() if one.role == "Table")
    for number, table in enumerate(tables, start=1):
        _table(table, f"table-{number}")
    return element


def _table(table: Element, name: str) -> None:
    columns: dict[int, list[str]] = defaultdict(list)
    rows: dict[int, list[str]] = defaultdict(list)
    cells = list(_placed([row for row in table.walk() if row.role == "TR"]))
    for row, column, cell in cells:
        if cell.role != "TH":
            continue
        cell.id = f"{name}-{row + 1}-{column + 1}"
        if cell.attributes["Table"].get("Scope") == "Row":
            _note(rows, row, _span(cell, "RowSpan"), cell.id)
        else:
            _note(columns, column, _span(cell, "ColSpan"), cell.id)
    for row, column, cell in cells:
        if cell.role == "TD":
            heads = [*_over(rows, row, _span(cell, "RowSpan")), *_over(columns, column, _span(cell, "ColSpan"))]
            if heads:
                cell.attribute("Table", Headers=list(dict.fromkeys(heads)))


def _note(heads: dict[int, list[str]], first: int, count: int, name: str) -> None:
    for at in range(first, first + count):
        heads[at].append(name)


def _over(heads: dict[int, list[str]], first: int, count: int) -> Iterator[str]:
    for at in range(first, first + count):
        yield from heads.get(at, ())


def _span(cell: Element, name: str) -> int:
    found = cell.attributes.get("Table", {}).get(name, 1)
    return found if isinstance(found, int) else 1


def _placed(rows: list[Element]) -> Iterator[tuple[int, int, Element]]:
    """Give every cell with its row and column, both from 0."""
    taken: set[tuple[int, int]] = set()
    for row, element in enumerate(rows):
        column = 0
        for cell in element.elements:
            while (row, column) in taken:
                column += 1
            yield row, column, cell
            width = _span(cell, "ColSpan")
            below = range(row, row + _span(cell, "RowSpan"))
            taken.update((line, at) for line in below for at in range(column, column + width))
            column += width
