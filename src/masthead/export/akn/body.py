"""The main body, of the document and of its annexes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from masthead.document.content import Figure, Heading, Paragraph, Quotation, Table
from masthead.export.akn.tables import figure, framed_table
from masthead.export.akn.tree import add, is_called, line, named, un
from masthead.markup import Run

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element as Element

    from masthead.document.content import Annex, Block
    from masthead.export.akn.inline import Inlines

CLASSES = {1: "H1", 2: "H23", 3: "H4", 4: "H56"}
"""UNxml calls headings after the styles of its word processor."""
SECTIONS = ("section", "title", "subpart", "subsection")
"""Elements of numbered headings, from the first level to the fourth."""


def body(parent: Element, blocks: Iterable[Block], inlines: Inlines) -> None:
    """Write the main body of a document, or of a part of it."""
    _sections(add(parent, "mainBody"), blocks, inlines)


def annexes(parent: Element, all_of_them: Iterable[Annex], inlines: Inlines) -> None:
    """Write the annexes one after the other, each under its line and its title."""
    main = add(parent, "mainBody")
    for annex in all_of_them:
        heads = [(Run(annex.line),)] if annex.line else []
        for text in [*heads, *([annex.title.text] if annex.title else [])]:
            paragraph = add(main, "paragraph", eId=inlines.ids.block("para"), class_="H1")
            inlines.fill(line(paragraph, "heading"), text)
        _sections(main, annex.blocks, inlines)


def _sections(main: Element, blocks: Iterable[Block], inlines: Inlines) -> None:
    """Write *blocks*; a numbered heading opens a section that the next heading of its level or a higher one ends."""
    opened: list[tuple[int, Element]] = []
    for block in blocks:
        if isinstance(block, Heading):
            opened = [(level, element) for level, element in opened if level < block.level]
        parent = opened[-1][1] if opened else main
        if isinstance(block, Heading) and block.number:
            opened.append((block.level, _section(parent, block, inlines)))
        else:
            _block(parent, block, inlines)


def _section(parent: Element, heading: Heading, inlines: Inlines) -> Element:
    name = inlines.ids.new(f"sec_{named(heading.number)}")
    section = add(parent, SECTIONS[heading.level - 1], eId=name)
    line(section, "num").text = heading.number
    written = line(section, "heading" if heading.level == 1 else "subheading")
    if heading.level > 2:
        written.set(un("level"), str(heading.level))
    inlines.fill(written, heading.text)
    return section


def _block(parent: Element, block: Block, inlines: Inlines) -> None:
    match block:
        case Paragraph():
            _paragraph(parent, block, inlines)
        case Heading():
            _heading(parent, block, inlines)
        case Quotation():
            quoted = add(parent, "hcontainer", name="quotation", eId=inlines.ids.block("hcontainer"))
            _sections(quoted, block.blocks, inlines)
        case Table() if is_called(parent, "mainBody"):
            framed_table(parent, block, inlines)
        case Table():
            framed_table(_wrapped(parent, "table", inlines), block, inlines)
        case Figure() if is_called(parent, "mainBody"):
            figure(parent, block, inlines)
        case Figure():
            figure(_wrapped(parent, "figure", inlines), block, inlines)


def _heading(parent: Element, heading: Heading, inlines: Inlines) -> None:
    paragraph = add(parent, "paragraph", eId=inlines.ids.block("para"), class_=CLASSES[heading.level])
    written = line(paragraph, "heading" if heading.level == 1 else "subheading")
    inlines.fill(written, heading.text)


def _paragraph(parent: Element, paragraph: Paragraph, inlines: Inlines) -> None:
    if paragraph.preambular:
        _among_operative(parent, paragraph, inlines)
        return
    name = inlines.ids.block("para")
    element = add(parent, "paragraph", eId=name, class_="SingleTxt")
    if paragraph.label:
        line(element, "num").text = paragraph.label
    if paragraph.points:
        _list(add(element, "list", eId=f"{name}_list"), paragraph, inlines)
    else:
        inlines.fill(line(add(element, "content", eId=f"{name}__content")), paragraph.text)


def _among_operative(parent: Element, paragraph: Paragraph, inlines: Inlines) -> None:
    """Write a preambular paragraph among operative ones; a main body takes it within a container only."""
    if is_called(parent, "mainBody"):
        parent = add(parent, "hcontainer", name="preamble", eId=inlines.ids.block("hcontainer"))
    heading = line(parent, "crossHeading", refersTo="#preamble", eId=inlines.ids.block("preamble"))
    inlines.fill(heading, paragraph.text)


def _list(points: Element, paragraph: Paragraph, inlines: Inlines) -> None:
    """Write the words before the points, the points, and the words behind them."""
    name = points.get("eId") or ""
    if paragraph.text:
        inlines.fill(line(add(points, "intro", eId=inlines.ids.new(f"{name}_intro"))), paragraph.text)
    _points(points, paragraph, inlines)
    if paragraph.closing:
        inlines.fill(line(add(points, "wrapUp", eId=inlines.ids.new(f"{name}_wrapUp"))), paragraph.closing.text)


def _points(points: Element, paragraph: Paragraph, inlines: Inlines) -> None:
    """Write points; those of a point stand behind it, in a list of their own, as UNxml has it."""
    for point in paragraph.points:
        name = inlines.ids.new(f"{points.get('eId')}_point_{named(point.label)}")
        element = add(points, "point", eId=name)
        if point.label:
            line(element, "num").text = point.label
        inlines.fill(line(add(element, "content", eId=f"{name}_content")), point.text)
        if point.points:
            within = add(points, "sublist", eId=f"{name}_sublist")
            _points(within, point, inlines)
            if point.closing:
                wrap = add(within, "wrapUp", eId=f"{name}_sublist_wrapUp")
                inlines.fill(line(wrap), point.closing.text)


def _wrapped(parent: Element, kind: str, inlines: Inlines) -> Element:
    """Return where blocks may stand within a section."""
    name = inlines.ids.block("para")
    return add(add(parent, "paragraph", eId=name, class_=kind), "content", eId=f"{name}__content")
