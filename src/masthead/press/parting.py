"""Carries a plan of page breaks into the HTML: blocks that start a page are marked, paragraphs are parted.

A paragraph that is parted becomes two: the first fills its last line, the second goes on without an indent. Both
are known as parts of one piece by ``data-of``, so that they are proved as one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from masthead.press.laid import squeezed
from masthead.press.reading import piece_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from masthead.press.paging import PageStart, Rest

_BLOCKS = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "figure", "caption", "figcaption"))


def part(tree: Element, starts: Sequence[PageStart]) -> None:
    """Alter *tree* so that its pages start as planned."""
    for start in reversed(starts):  # from the end, so that what is cut off first is what stands last
        _break(tree, start, _divided(tree, start.rest) if start.rest else None)


def _break(tree: Element, start: PageStart, rest: Element | None) -> None:
    """Start a page; *rest* is what of a note goes on on it."""
    parents = {child: parent for parent in tree.iter() for child in parent}
    piece = _last_part(tree, start)
    element = _block_of(piece, parents)
    offset = start.start - int(element.get("data-start", "0"))
    parent = parents[element]
    if start.bare:
        page = Element("p", {"class": "page-start bare"})
        behind = list(parent).index(element) + 1
        parent.insert(behind if offset > 0 else _before_bare_pages(parent, element), page)
        piece = page
    elif offset > 0:
        following = _parted(element, offset)
        following.set("data-start", str(start.start))
        _add_class(following, "continued page-start")
        _add_class(element, "cut" if start.ragged else "parted")
        parent.insert(list(parent).index(element) + 1, following)
        following.tail = element.tail
        element.tail = None
        piece = following
    else:
        _add_class(element, "page-start")
    if rest is not None:
        rest.tail = piece.text
        piece.text = None
        piece.insert(0, rest)


def _before_bare_pages(parent: Element, element: Element) -> int:
    """Return the position in *parent* before *element* and the bare pages that lead to it."""
    children = list(parent)
    at = children.index(element)
    while at and "bare" in children[at - 1].get("class", "").split():
        at -= 1
    return at


def _block_of(element: Element, parents: Mapping[Element, Element]) -> Element:
    """Return the block that *element* stands in; within a table that is its row."""
    block = None
    while element in parents and element.tag != "tr":
        block = element if block is None and element.tag in _BLOCKS else block
        element = parents[element]
    return element if element.tag == "tr" or block is None else block


def _last_part(tree: Element, start: PageStart) -> Element:
    """Return the part of the piece that the page starts in."""
    parts = [element for element in tree.iter() if piece_of(element) == start.piece]
    return [element for element in parts if int(element.get("data-start", "0")) <= start.start][-1]


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
    """A note called at the very end of the first part stays with it, though it has no characters of its own.

    So does a line break: what goes on behind it starts a line anyway.
    """
    return (_is_note(child) or child.tag == "br") and not (rest.text or "").strip() and len(rest) == 0


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


def _divided(tree: Element, rest: Rest) -> Element:
    """Take the rest of a note out of *tree* and return it."""
    parts = [element for element in tree.iter() if _is_note(element) and piece_of(element) == rest.note]
    note = parts[0]
    following = _parted(note, rest.start)
    following.set("data-start", str(rest.start))
    _add_class(following, "rest")
    return following
