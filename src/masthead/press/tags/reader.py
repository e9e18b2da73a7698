"""Reads the logical structure of a document from its layout.

The engine's own tags follow its boxes: a paragraph over two pages is two paragraphs to it, notes stand behind
everything, running heads are text. Here the structure follows the elements of the HTML, whatever pages they stand
on, and a note is read where it is called. What is drawn and belongs to no element is an artifact.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from masthead.press.calls import CALL
from masthead.press.reading import PT
from masthead.press.tags.elements import Elements
from masthead.press.tags.heads import headed
from masthead.press.tags.outline import listed, ranked
from masthead.press.tags.structure import GROUPING, Content, Element, Link, pruned
from masthead.press.tags.wording import Wording, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

HEARD = ("united-nations", "organ", "symbol", "emblem")
"""What the masthead says first, in the order in which it is heard; the rest follows as it is printed."""

Marks = list[dict[Any, dict[str, Any]]]
"""For each page: the boxes that are drawn, with their MCID."""


@dataclass
class PageMarks:
    """What the marks of a page stand for, by the MCID that the engine gave each. Those in neither are artifacts."""

    contents: dict[int, Content] = field(default_factory=dict)
    margins: dict[int, str] = field(default_factory=dict)
    """Running heads (``Header``) and folios (``Footer``)."""
    wording: dict[int, Wording] = field(default_factory=dict)
    """What the line end behind a content did to its words."""


@dataclass
class Tagged:
    """The structure of a document and, page by page, what of it is drawn where."""

    root: Element = field(default_factory=lambda: Element("Document"))
    pages: list[PageMarks] = field(default_factory=list)


def tagged(pages: list[Any], marks: Marks) -> Tagged:
    """Return the structure of the laid *pages*."""
    reader = _Reader(marks)
    for number, page in enumerate(pages):
        reader.page(number, page._page_box)  # noqa: SLF001 (as in masthead.press.reading)
    reader.finish()
    return reader.tagged


@dataclass
class _Reader:
    """Walks over the boxes of all pages."""

    marks: Marks
    tagged: Tagged = field(default_factory=Tagged)
    _elements: Elements = field(default_factory=Elements)
    _words: dict[int, Words] = field(default_factory=dict)
    _heads: dict[int, int] = field(default_factory=dict)
    """The page on which the head of a table was first shown."""
    _page: int = 0
    _height: float = 0.0

    def page(self, number: int, box: Any) -> None:  # noqa: ANN401 (boxes of the engine)
        """Read a page."""
        self._page, self._height = number, box.margin_height()
        self.tagged.pages.append(PageMarks())
        for child in box.children:
            if type(child).__name__ == "MarginBox":
                self._margin(child)
            else:
                self._box(child, self.tagged.root, None)

    def _margin(self, box: Any) -> None:  # noqa: ANN401
        """Note what is drawn in the margin at the head or foot of the page."""
        subtype = "Header" if box.at_keyword.startswith("@top") else "Footer"
        for text in _texts(box):
            if mark := self.marks[self._page].get(text):
                self.tagged.pages[self._page].margins[mark["mcid"]] = subtype

    def finish(self) -> None:
        """Put the whole in order when all pages are read."""
        root = pruned(self.tagged.root)
        for kid in root.elements:
            if "header" in kid.classes:
                kid.kids.sort(key=_heard)
        root.kids.sort(key=lambda kid: isinstance(kid, Element) and "footer" in kid.classes)
        headed(ranked(listed(root)))

    def _box(self, box: Any, around: Element, words: Words | None) -> None:  # noqa: ANN401
        """Read *box*, which stands in the element *around* and in the block of *words*."""
        kind = type(box).__name__
        if kind == "TextBox":
            if words and "::" not in (box.element_tag or ""):
                words.pass_over(box.text)
            self._draw(box, around)
        elif kind == "LineBox":
            self._inside(box, around, words)
            self._end_line(box, words)
        elif not self._repeated(box):
            element = self._elements.of(box, around)
            if kind in ("BlockReplacedBox", "InlineReplacedBox"):
                self._picture(box, element)
            else:
                self._annotate(box, element)
                self._inside(box, element, self._words_of(box, words))

    def _inside(self, box: Any, element: Element, words: Words | None) -> None:  # noqa: ANN401
        for child in getattr(box, "children", ()):
            self._box(getattr(child, "_box", child), element, words)  # a placeholder stands for what is positioned

    def _repeated(self, box: Any) -> bool:  # noqa: ANN401
        """Say whether *box* is the head of a table that another page has shown."""
        if not getattr(box, "is_header", False):
            return False
        return self._heads.setdefault(id(box.element), self._page) != self._page

    def _words_of(self, box: Any, words: Words | None) -> Words | None:  # noqa: ANN401
        """Return the words of the block that *box* is or is a part of; those around it where it stands in a line."""
        if type(box).__name__.startswith("Inline") or box.element is None or "::" in (box.element_tag or ""):
            return words
        if not any(type(child).__name__ == "LineBox" for child in getattr(box, "children", ())):
            return words
        if id(box.element) not in self._words:
            self._words[id(box.element)] = Words(box.element, words)
        return self._words[id(box.element)]

    def _end_line(self, line: Any, words: Words | None) -> None:  # noqa: ANN401
        """Note what the end of *line* does to the words of its block."""
        last = next(iter(reversed(list(_texts(line)))), None)
        mark = self.marks[self._page].get(last)
        if words and mark and last and (done := words.at_end_of(last.text)):
            self.tagged.pages[self._page].wording[mark["mcid"]] = done

    def _draw(self, box: Any, element: Element) -> None:  # noqa: ANN401
        """Put what is drawn of *box* into *element*; text that no paragraph holds gets one."""
        mark = self.marks[self._page].get(box)
        if mark is None:
            return
        if element.role in GROUPING:
            element.kids.append(element := Element("P"))
        content = self.tagged.pages[self._page].contents[mark["mcid"]] = Content(self._page)
        element.kids.append(content)

    def _picture(self, box: Any, element: Element) -> None:  # noqa: ANN401
        """Put a picture into *element*; one without words is an artifact, as are marks that machines read."""
        if element.role == "Figure" and (words := _alternative(box.element)):
            element.alternative = words
            left, bottom = box.content_box_x(), self._height - box.content_box_y() - box.height
            sides = (left, bottom, left + box.width, bottom + box.height)
            element.attribute("Layout", Placement="Block", BBox=[round(side * PT, 2) for side in sides])
            self._draw(box, element)

    def _annotate(self, box: Any, element: Element) -> None:  # noqa: ANN401
        if not box.link_annotation:
            return
        note = element.role == "Link" and not element.classes  # made for the call or the mark of a note
        address = box.element.get("href", "")
        if note:
            back = (box.element_tag or "").endswith("::footnote-marker") or address.startswith(f"#{CALL}")
            mark = box.element.get("data-number") or "".join(box.element.itertext()).strip()
            element.kids.append(Link(self._page, box.link_annotation, "back" if back else "call", mark))
        else:
            element.kids.append(Link(self._page, box.link_annotation, "address", address))


def _texts(box: Any) -> Iterator[Any]:  # noqa: ANN401
    """Give the boxes of text in a line."""
    for child in getattr(box, "children", ()):
        if type(child).__name__ == "TextBox":
            yield child
        else:
            yield from _texts(child)


def _alternative(element: Any) -> str:  # noqa: ANN401
    """Return the words that stand for a picture; none where it only decorates, or is for machines."""
    found: str = element.get("alt", "")
    return found.strip()


def _heard(kid: Element | Content | Link) -> int:
    """Return the place of a part of the masthead among what is heard."""
    names = ({"emblem"} if kid.role == "Figure" else kid.classes) if isinstance(kid, Element) else frozenset[str]()
    return next((place for place, name in enumerate(HEARD) if name in names), len(HEARD))
