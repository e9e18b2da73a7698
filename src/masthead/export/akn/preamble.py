"""The preamble: the enacting formula and the preambular paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from masthead.document.content import Figure, Heading, Paragraph, Quotation, Table
from masthead.export.akn.tables import figure, framed_table
from masthead.export.akn.tree import add, line, named, un
from masthead.markup import Run

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from masthead.document import Document
    from masthead.document.content import Block, Part
    from masthead.export.akn.inline import Inlines


def preamble(parent: Element, document: Document, part: Part, inlines: Inlines) -> None:
    """Write the formula and the preambular paragraphs, each in a container called after its opening words."""
    formula = document.furniture.formula if part.has_preamble else document.furniture.formula_alone
    if not part.preamble and not document.has_formula:
        return
    element = add(parent, "preamble")
    if document.has_formula and formula:
        opening = add(element, "formula", name="enactingFormula", eId=inlines.ids.block("formula"))
        inlines.fill(line(opening), formula)
    for block in part.preamble:
        _preambular(element, block, inlines)
    if not len(element):
        parent.remove(element)


def _preambular(parent: Element, block: Block, inlines: Inlines) -> None:
    match block:
        case Paragraph():
            container = add(parent, "container", name=_opening(block), eId=inlines.ids.block("container"))
            _lines(container, block, inlines, block.label)
        case Heading():
            container = add(parent, "container", name="heading", eId=inlines.ids.block("container"))
            container.set(un("level"), str(block.level))
            if block.number:
                container.set(un("number"), block.number)
            inlines.fill(line(container), block.text)
        case Quotation():
            container = add(parent, "container", name="quotation", eId=inlines.ids.block("container"))
            for inner in block.blocks:
                _preambular(container, inner, inlines)
        case Table():
            framed_table(parent, block, inlines)
        case Figure():
            figure(parent, block, inlines)


def _opening(paragraph: Paragraph) -> str:
    """Return the opening words of a preambular paragraph, which name its container."""
    first = paragraph.text[0] if paragraph.text else None
    styled = isinstance(first, Run) and (first.italic or first.bold)
    return (first.text.strip(" \u00a0,") if isinstance(first, Run) and styled else "") or "paragraph"


def _lines(container: Element, paragraph: Paragraph, inlines: Inlines, label: str = "") -> None:
    """Write a paragraph where there are only blocks: its points are a list of blocks, its *label* is text."""
    text = [*([Run(f"{label} ")] if label else []), *paragraph.text]
    if not paragraph.points:
        inlines.fill(line(container), text)
        return
    points = add(container, "blockList", eId=inlines.ids.block("list"))
    if text:
        inlines.fill(line(points, "listIntroduction"), text)
    for point in paragraph.points:
        item = add(points, "item", eId=inlines.ids.new(f"{points.get('eId')}_item_{named(point.label)}"))
        if point.label:
            line(item, "num").text = point.label
        _lines(item, point, inlines)
    if paragraph.closing:
        inlines.fill(line(points, "listWrapUp"), paragraph.closing.text)
