"""The tree of an Akoma Ntoso file: elements, ids, and the bytes in the end."""

from __future__ import annotations

import re

from lxml import etree
from lxml.etree import _Element as Element

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
UN = "http://un.org/akn4un"
"""The namespace of what the United Nations adds."""
_NAMESPACES = {None: NAMESPACE, "akn4un": UN}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_LINES = frozenset({
    "caption", "crossHeading", "docketNumber", "heading", "listIntroduction", "listWrapUp", "num", "p", "subheading",
})  # fmt: skip
"""Elements that hold characters: within them every space counts."""
_NO_NAME = re.compile(r"[^\w’‘-]+")

__all__ = [
    "NAMESPACE",
    "UN",
    "Element",
    "Ids",
    "add",
    "append",
    "is_called",
    "line",
    "named",
    "root",
    "serialised",
    "un",
]


def root() -> Element:
    """Return the root of a file."""
    return etree.Element(f"{{{NAMESPACE}}}akomaNtoso", nsmap=_NAMESPACES)


def add(parent: Element, tag: str, text: str = "", **attributes: str | None) -> Element:
    """Add an element to *parent*, with those of *attributes* that are given; ``class_`` is ``class``."""
    element = etree.SubElement(parent, tag if tag.startswith("{") else f"{{{NAMESPACE}}}{tag}")
    for name, value in attributes.items():
        if value is not None:
            element.set(name.rstrip("_"), value)
    element.text = text or None
    return element


def un(name: str) -> str:
    """Return the full name of an element or attribute of the United Nations' namespace."""
    return f"{{{UN}}}{name}"


def line(parent: Element, tag: str = "p", **attributes: str | None) -> Element:
    """Add an element that holds characters, and keep its spaces."""
    element = add(parent, tag, "", **attributes)
    if tag == "p":
        element.set(_SPACE, "preserve")
    return element


def append(element: Element, text: str) -> None:
    """Add *text* behind all that *element* holds."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def named(label: str) -> str:
    """Return *label* as a part of an id: ``(a)`` as ``a``, ``A 1`` as ``A_1``."""
    return _NO_NAME.sub("_", label).strip("_")


def is_called(element: Element, tag: str) -> bool:
    """Say whether *element* is called *tag*."""
    return element.tag == f"{{{NAMESPACE}}}{tag}"


class Ids:
    """The ids of a file, each of them once."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._blocks = 0

    def block(self, kind: str) -> str:
        """Return the id of the next block, such as ``para_31``; blocks of all kinds are counted together."""
        self._blocks += 1
        return self.new(f"{kind}_{self._blocks}")

    def new(self, wanted: str) -> str:
        """Return *wanted*, or where it is taken the first free id that starts with it."""
        found, n = wanted, 1
        while found in self._taken:
            n += 1
            found = f"{wanted}_{n}"
        self._taken.add(found)
        return found


def serialised(tree: Element) -> bytes:
    """Return the file: UTF-8, two spaces a level, no space added where characters stand."""
    _indent(tree, 0)
    return etree.tostring(tree, encoding="utf-8", xml_declaration=True) + b"\n"


def _indent(element: Element, level: int) -> None:
    if not len(element) or etree.QName(element).localname in _LINES:
        return
    element.text = "\n" + "  " * (level + 1)
    for child in element:
        _indent(child, level + 1)
        child.tail = "\n" + "  " * (level + 1)
    element[-1].tail = "\n" + "  " * level
