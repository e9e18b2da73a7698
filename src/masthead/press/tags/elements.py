"""Elements of the structure, each made when the first of the boxes is met that are drawn for it.

A paragraph over two pages has boxes on both, and two elements of HTML where a planned page break has parted it: to a
reader it is one. The element of a note is made by its call, behind which it is read; its text is met later.
"""

from __future__ import annotations

from typing import Any

from masthead.press.reading import piece_of
from masthead.press.tags.roles import classes_of, numbering, role_of, scope
from masthead.press.tags.structure import Element


class Elements:
    """The elements of one document."""

    def __init__(self) -> None:
        self._known: dict[object, Element] = {}
        self._items: dict[Element, Element] = {}
        """The item of a list that each body belongs to."""

    def of(self, box: Any, around: Element) -> Element:  # noqa: ANN401 (boxes of the engine)
        """Return the element that *box* is drawn for, made within *around* or met before; else *around*."""
        tag = box.element_tag or ""
        if box.element is None or tag in ("html", "body"):
            return around
        if tag == "tr" and "continued" in classes_of(box.element) and around.elements:
            return around.elements[-1]
        key = (piece_of(box.element) or id(box.element), tag)
        if key not in self._known:
            self._known[key] = self._made(box, tag, around)
        return self._known[key]

    def _made(self, box: Any, tag: str, around: Element) -> Element:  # noqa: ANN401
        """Return a new element within *around*, or *around* itself where the structure has none for *box*."""
        language = "" if "::" in tag else box.element.get("lang", "")
        role = role_of(box.element, tag, around.role)
        if role is None and not language:
            return around
        element = Element(role or ("Span" if type(box).__name__ == "InlineBox" else "Div"), language=language)
        element.classes = classes_of(box.element) | {tag}
        if element.role == "Note":
            element.id = piece_of(box.element) or ""
        if element.role == "Note" and tag != "p":
            return element  # it is read where it is called, and put there by its call
        if element.role == "Lbl" and tag == "li::marker":
            self._items.get(around, around).kids.insert(0, element)
        else:
            around.kids.append(element)
        if element.role == "Reference" and "::" in tag:
            around.kids.append(self._note(box.element))
        return self._inner(element, box)

    def _note(self, element: Any) -> Element:  # noqa: ANN401
        """Return the note that *element* is, whether its text has been met or not."""
        name = piece_of(element) or ""
        return self._known.setdefault((name, element.tag), Element("Note", classes=classes_of(element), id=name))

    def _inner(self, element: Element, box: Any) -> Element:  # noqa: ANN401
        """Return what within the new *element* takes its content, most often itself."""
        if element.role in ("TH", "TD"):
            _describe_cell(element, box)
        if element.role == "Lbl" and "label" in element.classes:
            element.attribute("List", ListNumbering=numbering("".join(box.element.itertext())))
        inner = None
        if element.role == "LI":
            inner = Element("LBody")
            self._items[inner] = element
        elif element.role == "Reference" or (element.role == "Lbl" and _leads_back(element)):
            inner = Element("Link")
        elif "symbol" in element.classes:
            inner = Element("Span", actual="".join(box.element.itertext()).strip())
        if inner is None:
            return element
        element.kids.append(inner)
        return inner


def _leads_back(label: Element) -> bool:
    return bool(label.classes & {"span::footnote-marker", "letter"})


def _describe_cell(cell: Element, box: Any) -> None:  # noqa: ANN401
    if cell.role == "TH":
        cell.attribute("Table", Scope=scope(box.element))
    if box.colspan != 1:
        cell.attribute("Table", ColSpan=box.colspan)
    if box.rowspan != 1:
        cell.attribute("Table", RowSpan=box.rowspan)
