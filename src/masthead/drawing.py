"""Drawings: whether an SVG file can be printed, in bounded time, before the engine is asked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from masthead.problem import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

DEEPEST = 60
"""Elements of a drawing within each other, what they refer to counted."""
MOST = 200_000
"""Elements that are drawn at most, each as often as it is referred to."""

_ADDRESS = re.compile(r"""url\(\s*["']?([^"')]*)|@import\s+["']([^"']*)""", re.IGNORECASE)
_OUTSIDE = re.compile(r"(?!data:|#)(?:[a-z][a-z0-9+.-]*:|/)|(?:.*/)?\.\.(?:/|$)", re.IGNORECASE)

What = tuple[str, str]
"""What is wrong with a picture, and what mends it."""
TOO_DEEP: What = f"has more than {DEEPEST} groups within each other", "flatten it"
TOO_MANY: What = f"draws more than {MOST:,} elements, those counted that it refers to", "make it simpler"
CIRCLE: What = "has a part that refers to itself", "take the reference out"


def drawing_fault(data: bytes) -> What | None:
    """Return what is wrong with an SVG file of these bytes; None when it can be printed."""
    if b"<!ENTITY" in data:
        return "defines entities of its own", "save it as plain SVG"
    try:
        root = ET.fromstring(data)  # noqa: S314 (no entities: nothing can grow, and nothing is fetched)
    except (ET.ParseError, ValueError, LookupError) as error:
        return f"is not SVG ({error})", "save it again as SVG"
    if root.tag.rpartition("}")[2] != "svg":
        return "is not SVG", "save it again as SVG"
    return TOO_DEEP if _depth(root) > DEEPEST else _References(root).fault() or _outside(root)


def _outside(root: ET.Element) -> What | None:
    """Return what a drawing asks for that lies outside it."""
    for address in _addresses(root):
        if _OUTSIDE.match(address):
            todo = "put what it asks for into the picture itself; nothing is ever fetched"
            return f"asks for {quoted(address)}", todo
    return None


def _depth(root: ET.Element) -> int:
    depth, level = 0, [root]
    while level and depth <= DEEPEST:
        depth, level = depth + 1, [child for element in level for child in element]
    return depth


def _addresses(root: ET.Element, *, alone: bool = False) -> Iterator[str]:
    """Give the addresses that a drawing, or an element of it *alone*, asks for; a link asks for nothing."""
    for element in (root,) if alone else root.iter():
        tag = str(element.tag).rpartition("}")[2]
        texts = [element.text or ""] if tag == "style" else []
        for name, value in element.items():
            if name.rpartition("}")[2] in ("href", "src") and tag != "a":
                yield value.strip()
            texts.append(value)
        for text in texts:
            yield from ((found[1] or found[2] or "").strip() for found in _ADDRESS.finditer(text))


class _References:
    """Follows what the parts of a drawing refer to: a few lines can refer to each other a million times over."""

    def __init__(self, root: ET.Element) -> None:
        self._root = root
        self._named = {name: element for element in root.iter() if (name := element.get("id"))}
        self._known: dict[ET.Element, tuple[int, int]] = {}
        self._open: set[ET.Element] = set()

    def fault(self) -> What | None:
        """Return what is wrong with the references; None where nothing is."""
        try:
            count, depth = self._measure(self._root, 0)
        except RecursionError:
            return CIRCLE
        if depth > DEEPEST:
            return TOO_DEEP
        return TOO_MANY if count > MOST else None

    def _measure(self, element: ET.Element, level: int) -> tuple[int, int]:
        """Return how many elements are drawn for *element*, and how deep they stand within each other."""
        if element in self._known:
            return self._known[element]
        if element in self._open:
            raise RecursionError
        if level > DEEPEST:
            return 1, level  # deep enough to be refused, whatever lies below
        self._open.add(element)
        measures = [self._measure(part, level + 1) for part in (*element, *self._referred(element))]
        self._open.remove(element)
        count = 1 + sum(count for count, _ in measures)
        self._known[element] = count, 1 + max((depth for _, depth in measures), default=0)
        return self._known[element]

    def _referred(self, element: ET.Element) -> Iterator[ET.Element]:
        """Give the parts that are drawn by reference where *element* stands."""
        for address in _addresses(element, alone=True):
            if address.startswith("#") and (part := self._named.get(address[1:])) is not None:
                yield part
