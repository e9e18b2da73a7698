"""Tables and pictures. A table is rows of cells, each of paragraphs; the first rows are heads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from masthead.export.akn.tree import add, is_called, line

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from masthead.document.content import Cell, Figure, Table
    from masthead.export.akn.inline import Inlines


def table(parent: Element, block: Table, inlines: Inlines) -> None:
    """Write a table; its notes stand where they are called first."""
    name = inlines.ids.new(f"{parent.get('eId')}_table_1")
    element = add(parent, "table", eId=name)
    if block.caption:
        inlines.fill(line(element, "caption"), block.caption.text)
    for tag, rows in (("th", block.head), ("td", block.rows)):
        for row in rows:
            written = add(element, "tr")
            for cell in row:
                _cell(add(written, tag), cell, inlines)


def _cell(element: Element, cell: Cell, inlines: Inlines) -> None:
    if cell.columns > 1:
        element.set("colspan", str(cell.columns))
    if cell.rows > 1:
        element.set("rowspan", str(cell.rows))
    if len(cell.paragraphs) == 1 and not cell.paragraphs[0].text:
        return
    for piece in cell.paragraphs:
        inlines.fill(line(element), piece.text)


def framed_table(parent: Element, block: Table, inlines: Inlines) -> None:
    """Write a table, in a container of its own where it stands in the main body itself."""
    if not is_called(parent, "content"):
        parent = add(parent, "container", name="table", eId=inlines.ids.block("container"))
    table(parent, block, inlines)


def figure(parent: Element, block: Figure, inlines: Inlines) -> None:
    """Write a picture and its caption, in a container as a table is."""
    if not is_called(parent, "content"):
        parent = add(parent, "container", name="figure", eId=inlines.ids.block("container"))
    add(line(parent), "img", src=block.file, alt=block.alternative)
    if block.caption:
        inlines.fill(line(parent), block.caption.text)
