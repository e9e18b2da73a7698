"""Carries a plan of page breaks into the HTML: blocks that start a page are marked, paragraphs are parted.

A paragraph that is parted becomes two: the first fills its last line, the second goes on without an indent. Both
are known as parts of one piece by ``data-of``, so that they are proved, tagged and read as one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from masthead.press.reading import piece_of, squeezed

if TYPE_CHECKING:
    from masthead.press.paging import Break, NoteSplit, Plan

_BLOCKS = frozenset(("p", "h1", "h2", "h3", "h4", "tr", "figure", "caption", "figcaption"))


def part(tree: Element, plan: Plan) -> None:
    """Alter *tree* so that its pages break as *plan* says."""
    for split in plan.splits:
        _divide_note(tree, split)
    for page_break in reversed(plan.breaks):
        _break(tree, page_break)
    for split in plan.splits:
        _place_rest(tree, split)


def _break(tree: Element, page_break: Break) -> None:
    parents = {child: parent for parent in tree.iter() for child in parent}
    element = _last_part(tree, page_break)
    offset = page_break.start - int(element.get("data-start", "0"))
    while element.tag not in _BLOCKS and element in parents:
        element = parents[element]
    if offset <= 0:
        _add_class(element, "page-start")
        return
    rest = _parted(element, offset)
    rest.set("data-start", str(page_break.start))
    _add_class(rest, "continued page-start")
    _add_class(element, "parted")
    parent = parents[element]
    parent.insert(list(parent).index(element) + 1, rest)
    rest.tail = element.tail
    element.tail = None


def _last_part(tree: Element, page_break: Break) -> Element:
    """Return the part of the piece that the break falls into."""
    parts = [element for element in tree.iter() if piece_of(element) == page_break.piece]
    inside = [element for element in parts if int(element.get("data-start", "0")) <= page_break.start]
    return inside[-1]


def _add_class(element: Element, name: str) -> None:
    element.set("class", f"{element.get('class', '')} {name}".strip())


def _parted(element: Element, offset: int) -> Element:
    """Cut *element* after *offset* characters, white space and notes not counted; return the second part."""
    rest = Element(element.tag, {name: value for name, value in element.items() if name != "id"})
    piece = piece_of(element)
    if piece:
        rest.set("data-of", piece)
    element.text, rest.text, offset = _cut(element.text, offset)
    for child in list(element):
        if offset <= 0 and not _belongs_before(child, rest):
            element.remove(child)
            rest.append(child)
            continue
        length = _length(child)
        if length > offset and not _is_note(child):
            inner = _parted(child, offset)
            inner.tail, child.tail = child.tail, None
            rest.append(inner)
            offset = 0
            continue
        child.tail, tail, offset = _cut(child.tail, offset - length)
        _append_text(rest, tail)
    return rest


def _belongs_before(child: Element, rest: Element) -> bool:
    """A note called at the very end of the first part stays with it, though it has no characters of its own."""
    return _is_note(child) and not (rest.text or "").strip() and len(rest) == 0


def _cut(text: str | None, offset: int) -> tuple[str, str, int]:
    """Divide *text* after *offset* characters that are no white space; return what of *offset* is left."""
    text = text or ""
    if offset <= 0:
        return "", text, 0
    for at, character in enumerate(text):
        offset -= len(squeezed(character))
        if offset == 0:
            return text[: at + 1], text[at + 1 :].lstrip(" "), 0
    return text, "", offset


def _append_text(element: Element, text: str) -> None:
    if not text:
        return
    if len(element):
        last = element[-1]
        last.tail = (last.tail or "") + text
    else:
        element.text = (element.text or "") + text


def _is_note(element: Element) -> bool:
    return "note" in element.get("class", "").split()


def _length(element: Element) -> int:
    """Count the characters of *element* without its tail; a note stands elsewhere and counts nothing."""
    if _is_note(element):
        return 0
    inner = sum(_length(child) + len(squeezed(child.tail or "")) for child in element)
    return len(squeezed(element.text or "")) + inner


def _divide_note(tree: Element, split: NoteSplit) -> None:
    note = _last_note(tree, split)
    rest = _parted(note, split.start - int(note.get("data-start", "0")))
    rest.set("data-start", str(split.start))
    _add_class(rest, "rest")
    rest.set("data-waits", f"{split.before.piece} {split.before.start}")
    rest.tail, note.tail = note.tail, None
    # It waits beside the note until the page that it goes on on has its start.
    parents = {child: parent for parent in tree.iter() for child in parent}
    parent = parents[note]
    parent.insert(list(parent).index(note) + 1, rest)


def _last_note(tree: Element, split: NoteSplit) -> Element:
    parts = [element for element in tree.iter() if _is_note(element) and piece_of(element) == split.note]
    return [element for element in parts if int(element.get("data-start", "0")) < split.start][-1]


def _place_rest(tree: Element, split: NoteSplit) -> None:
    """Move the rest of a note to the first line of the page that it goes on on."""
    waits = f"{split.before.piece} {split.before.start}"
    parents = {child: parent for parent in tree.iter() for child in parent}
    rest = next(element for element in tree.iter() if element.get("data-waits") == waits)
    parent, tail = parents[rest], rest.tail
    at = list(parent).index(rest)
    parent.remove(rest)
    if at:
        parent[at - 1].tail = (parent[at - 1].tail or "") + (tail or "")
    else:
        parent.text = (parent.text or "") + (tail or "")
    rest.attrib.pop("data-waits")
    start = _last_part(tree, split.before)
    rest.tail, start.text = start.text, None
    start.insert(0, rest)
