"""The logical structure of a PDF: a tree of elements, as a screen reader walks it.

Roles are those of PDF 1.7 (ISO 32000-1, 14.8.4): P, H1 to H6, L, Table, Note, Reference ... The kids of an element
are other elements, marked content of a page, and annotations that belong to it, in the order in which they are read.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

GROUPING = frozenset(("Document", "Part", "Art", "Sect", "Div", "BlockQuote", "TOC"))
"""Roles that hold blocks and no text of their own."""


@dataclass(eq=False)
class Content:
    """What a page draws between two marks. *number* is its MCID, given when the page is written."""

    page: int
    """Index of the page, from 0."""
    number: int = -1


@dataclass(frozen=True, eq=False)
class Link:
    """A link annotation of a page."""

    page: int
    """Index of the page, from 0."""
    annotation: Any
    """The annotation as the engine holds it."""
    way: Literal["address", "call", "back"] = "address"
    """Where it leads: to an address, from a call to its note, or from a note back to its call."""
    mark: str = ""
    """The address, or the mark of the note."""


@dataclass(eq=False)
class Element:
    """An element of the structure."""

    role: str
    kids: list[Element | Content | Link] = field(default_factory=list)
    classes: frozenset[str] = frozenset()
    """What the HTML calls it, by which it finds its place in a list or in the masthead."""
    language: str = ""
    """BCP 47 tag, where it is not that of the element around it."""
    alternative: str = ""
    """What stands for a picture when it is read aloud."""
    actual: str = ""
    """The characters that its content stands for, where they are more than one mark."""
    id: str = ""
    """Unique in the document; notes and the heads of tables must have one."""
    attributes: dict[str, dict[str, object]] = field(default_factory=dict)
    """By owner (``Table``, ``List``, ``Layout``): names and values."""

    @property
    def elements(self) -> list[Element]:
        """The kids that are elements."""
        return [kid for kid in self.kids if isinstance(kid, Element)]

    @property
    def holds_content(self) -> bool:
        """Whether anything is drawn in it or below it."""
        return any(not isinstance(kid, Element) or kid.holds_content for kid in self.kids)

    def walk(self) -> Iterator[Element]:
        """Give the element and all below it, in reading order."""
        yield self
        for kid in self.elements:
            yield from kid.walk()

    def first(self, role: str) -> Element | None:
        """Return the first element of *role* among the kids."""
        return next((kid for kid in self.elements if kid.role == role), None)

    def attribute(self, owner: str, **values: object) -> None:
        """Set attributes of *owner*."""
        self.attributes.setdefault(owner, {}).update(values)


def pruned(element: Element) -> Element:
    """Take away the elements below *element* in which nothing is drawn; a cell of a table stays, it has its place."""
    element.kids = [
        pruned(kid) if isinstance(kid, Element) else kid
        for kid in element.kids
        if not isinstance(kid, Element) or kid.role in ("TD", "TH") or kid.holds_content or _has_cells(kid)
    ]
    return element


def _has_cells(element: Element) -> bool:
    return any(kid.role in ("TD", "TH") for kid in element.walk())
