"""Reads a layout from the boxes of WeasyPrint: every line of text with its place, every note, every call."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from masthead.press.laid import Block, Laid, Line, NotePart, Page, squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator

PT = 0.75
"""Points in a CSS pixel, which WeasyPrint counts in."""


def read(document: Any) -> Laid:  # noqa: ANN401 (WeasyPrint is not typed)
    """Return what the WeasyPrint *document* holds."""
    laid = Laid()
    for number, page in enumerate(document.pages, start=1):
        box = page._page_box  # noqa: SLF001 (the layout is read nowhere else)
        area = next((child for child in box.children if type(child).__name__ == "FootnoteAreaBox"), None)
        laid.pages.append(_page(number, box, area))
        for child in box.children:
            if child.element_tag == "html":
                _walk(child, number, "", _block(child), laid)
        for note in area.children if area else ():
            laid.notes.extend(_notes(note, number))
    _count(laid.lines)
    return laid


def _count(lines: list[Line]) -> None:
    """Tell each line how much of its piece stands before it, and whether a plan has cut it short."""
    starts: dict[str, int] = {}
    for line, following in zip_longest(lines, lines[1:]):
        line.start = starts.get(line.piece, 0)
        starts[line.piece] = line.start + len(line.text)
        line.cut = line.block.cut and (following is None or following.block.element != line.block.element)


def _page(number: int, box: Any, area: Any) -> Page:  # noqa: ANN401
    top, bottom = box.content_box_y() * PT, (box.content_box_y() + box.height) * PT
    inside = sum(note.margin_height() for note in area.children) * PT if area else 0.0
    extra = area.margin_height() * PT - inside if area else 0.0
    notes_top = (area.position_y + area.margin_top) * PT if area else bottom
    right = (box.content_box_x() + box.width) * PT
    return Page(number, top, bottom, notes_top, extra, right)


def piece_of(element: Any) -> str | None:  # noqa: ANN401 (elements of several libraries)
    """Return the id of the piece of text that *element* is or goes on with."""
    if element is None:
        return None
    found: str | None = element.get("data-of") or element.get("id")
    return found


def _walk(box: Any, page: int, piece: str, block: Block, laid: Laid) -> None:  # noqa: ANN401
    """Collect the lines below *box* in reading order."""
    if type(box).__name__ == "LineBox":
        laid.lines.extend(line for line in _pieces_of(box, page, piece, block) if line.piece)
        return
    for child in getattr(box, "children", ()):
        if getattr(child, "is_header", False) and laid.repeats(id(child.element)):
            continue
        pseudo = "::" in (child.element_tag or "")
        own = None if pseudo else piece_of(child.element)
        inner = block
        if type(child).__name__ == "TableRowBox":
            inner = replace(block, row=id(child.element))
        elif own and _stands_alone(child):
            inner = _block(child, block.row)
        _walk(child, page, own or piece, inner, laid)


@dataclass(frozen=True)
class _Bit:
    """What a line is made of: characters of a piece, or the call of a note."""

    piece: str
    text: str = ""
    call: str = ""
    right: float = 0.0
    """Where it ends, in pt from the left edge of the paper."""


def _pieces_of(box: Any, page: int, piece: str, block: Block) -> Iterator[Line]:  # noqa: ANN401
    """Give a line box as lines of the pieces that stand in it: most often one."""
    top, bottom = box.position_y * PT, (box.position_y + box.height) * PT
    line = Line(piece, page, top, bottom, block)
    for bit in _bits(box, piece):
        if bit.text and bit.piece != line.piece:
            if line.text:
                yield line
            line = Line(bit.piece, page, top, bottom, block)
        line.add(bit.text)
        line.right = max(line.right, bit.right)
        if bit.call:
            line.call(bit.call)
    if line.text or line.calls:
        yield line


def _stands_alone(box: Any) -> bool:  # noqa: ANN401
    """Say whether *box* is a block or a cell, not a part of a line."""
    return type(box).__name__ in ("BlockBox", "TableCellBox", "FlexBox", "GridBox")


def _bits(box: Any, piece: str) -> Iterator[_Bit]:  # noqa: ANN401
    """Give the text and the note calls below *box*; the number before a note is neither."""
    for child in box.children:
        tag = child.element_tag or ""
        if tag.endswith("::footnote-call"):
            yield _Bit(piece, call=child.element.get("id") or "")
        elif tag.endswith("::footnote-marker"):
            continue
        elif hasattr(child, "text"):
            yield _Bit(piece, child.text, right=(child.position_x + child.width) * PT)
        elif hasattr(child, "children"):
            yield from _bits(child, piece_of(child.element) or piece)


def _notes(box: Any, page: int) -> Iterator[NotePart]:  # noqa: ANN401
    """Give the notes in a box of the note area."""
    if "note" in _classes(box):
        yield _note(box, page)
        return
    for child in box.children:
        yield from _notes(child, page)


def _note(box: Any, page: int) -> NotePart:  # noqa: ANN401
    top = box.position_y * PT
    bits = [(line.height * PT, list(_bits(line, ""))) for line in _line_boxes(box)]
    lines = [(height, squeezed("".join(bit.text for bit in line))) for height, line in bits]
    right = max((bit.right for _, line in bits for bit in line), default=0.0)
    return NotePart(piece_of(box.element) or "", page, top, top + box.margin_height() * PT, lines, right)


def _line_boxes(box: Any) -> Iterator[Any]:  # noqa: ANN401
    for child in getattr(box, "children", ()):
        if type(child).__name__ == "LineBox":
            yield child
        else:
            yield from _line_boxes(child)


def _classes(box: Any) -> list[str]:  # noqa: ANN401
    return (box.element.get("class") or "").split() if box.element is not None else []


def _block(box: Any, row: int = 0) -> Block:  # noqa: ANN401
    style = box.style
    margin = style["margin_top"]
    return Block(
        element=id(box.element),
        margin_top=margin.value * PT if hasattr(margin, "value") else 0.0,
        orphans=style["orphans"],
        widows=style["widows"],
        forced=style["break_before"] == "page" and "page-start" not in _classes(box),
        joined_before=style["break_before"] in ("avoid", "avoid-page"),
        joined_after=style["break_after"] in ("avoid", "avoid-page"),
        whole=style["break_inside"] in ("avoid", "avoid-page"),
        cut="cut" in _classes(box),
        below=box.padding_bottom * PT if isinstance(box.padding_bottom, (int, float)) else 0.0,
        row=row,
    )
