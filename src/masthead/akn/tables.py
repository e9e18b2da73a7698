"""Tables: rows of cells, their spans, their caption and the notes under them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from masthead.akn.xml import child, children, name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from masthead.akn.marks import Marks

Cell = dict[str, object] | str
"""A cell as it stands in the YAML."""
_FIGURES = re.compile(r"\d+")
_MOST_SPANNED = 50


def read(element: Element, marks: Marks) -> Iterator[dict[str, object]]:
    """Read a table; rows of nothing but th are its heads."""
    caption = child(element, "caption")
    marks.in_table = True
    rows: list[list[Cell]] = []
    found: dict[str, object] = {"table": rows}
    heads = 0
    for row in (inner for inner in element.iter() if name(inner) == "tr"):
        if not (cells := list(children(row, "td", "th"))):
            continue
        if all(name(cell) == "th" for cell in cells) and heads == len(rows):
            heads += 1
        rows.append([_cell(cell, marks) for cell in cells])
    if heads != 1:
        found["heads"] = str(heads)
    if caption is not None and (text := marks.text(caption)):
        found["caption"] = text
    if notes := marks.notes_of_table():
        found["notes"] = notes
    marks.in_table = False
    if rows:
        _filled(rows)
        yield found


def _cell(element: Element, marks: Marks) -> Cell:
    paragraphs = list(children(element, "p"))
    texts = [marks.text(paragraph) for paragraph in paragraphs or [element]]
    texts = [text for text in texts if text] or [""]
    cell: dict[str, object] = {"text": texts[0] if len(texts) == 1 else texts}
    for key, attribute in (("columns", "colspan"), ("rows", "rowspan")):
        span = element.get(attribute) or "1"
        if _FIGURES.fullmatch(span) and 1 < int(span) <= _MOST_SPANNED:
            cell[key] = span
    return str(cell["text"]) if len(cell) == 1 and len(texts) == 1 else cell


def _filled(rows: list[list[Cell]]) -> None:
    """Fill rows that are shorter than the widest with empty cells, spans counted."""
    widths, hanging = [], list[int]()
    for row in rows:
        spans = [_spans(cell) for cell in row]
        widths.append(sum(columns for columns, _ in spans) + len(hanging))
        hanging = [left - 1 for left in hanging if left > 1]
        hanging += [down - 1 for columns, down in spans for _ in range(columns) if down > 1]
    for row, width in zip(rows, widths, strict=True):
        row.extend([""] * (max(widths) - width))


def _spans(cell: Cell) -> tuple[int, int]:
    if isinstance(cell, str):
        return 1, 1
    return int(str(cell.get("columns", 1))), int(str(cell.get("rows", 1)))
