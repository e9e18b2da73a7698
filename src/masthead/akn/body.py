"""From the body of an Akoma Ntoso document to blocks, each as an author types it."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from masthead.akn import tables
from masthead.akn.numbers import LONGEST_LABEL, Counting, alike, labels, places, points_of
from masthead.akn.numbers import nested as nested_blocks
from masthead.akn.xml import UN, child, children, name, plain, within
from masthead.document.numbering import NONE
from masthead.problem import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from masthead.akn.account import Account
    from masthead.akn.marks import Marks

Block = dict[str, object] | str
"""A block as it stands in the YAML: a text, or keys and values."""

_SECTIONS = {"part": "1", "section": "1", "chapter": "1"}
"""Levels of headings by the element that they stand over; 2 for others."""
LEVELS = {"H1": "1", "H23": "2", "H2": "2", "H3": "3", "H4": "3", "H56": "4"}
"""Levels of headings by the class of their paragraph."""
_TYPED_NUMBER = re.compile(r"^(\d{1,3})[ \u00a0]*([.\u2013\u2014-])[ \u00a0]*(?=\S)")
_PART_NUMBER = re.compile(r"[IVXLC]{1,7}|[A-Z]|[一二三四五六七八九十]{1,3}|أولا|ثانيا|ثالثا|رابعا|خامسا")
_FIGURES = re.compile(r"\d+")


class Body:
    """Reads the blocks of one file.

    Args:
        marks: the marked texts of the file.
    """

    def __init__(self, marks: Marks) -> None:
        self._marks = marks
        self._account: Account = marks.account
        self._language = marks.language

    def operative(self, element: Element) -> list[Block]:
        """Return operative blocks: numbered by place, unless there is a single number."""
        nested, labels = self._nested(element, opening=True)
        numbered = [label for label in labels if label]
        state = Counting(self._number_of, by_place=len(numbered) > 1, unnumbered=NONE if len(labels) > 1 else None)
        return [self._finished(item, state) for item in nested]

    def unnumbered(self, element: Element, *, opening: bool = False) -> list[Block]:
        """Return blocks whose paragraphs have numbers only where they are typed."""
        nested, _ = self._nested(element, opening=opening)
        state = Counting(self._number_of, by_place=False, unnumbered=None)
        return [self._finished(item, state) for item in nested]

    def unfinished(self, element: Element) -> list[dict[str, object]]:
        """Return the blocks of annexes, to be parted and given to :meth:`annex`."""
        return self._nested(element, opening=False)[0]

    def annex(self, nested: list[dict[str, object]]) -> tuple[list[Block], bool]:
        """Return the blocks of an annex, and whether most of its paragraphs are numbered by their place."""
        found = labels(nested)
        counted = [label for label in found if isinstance(label, str) and self._number_of(label)]
        numbered = len(counted) > 1 and len(counted) * 2 > len(found)
        state = Counting(self._number_of, by_place=numbered, unnumbered=NONE if numbered else None)
        return [self._finished(item, state) for item in nested], numbered

    def _nested(self, element: Element, *, opening: bool) -> tuple[list[dict[str, object]], list[object]]:
        """Return blocks with points in their paragraphs, and the labels of the paragraphs."""
        nested = nested_blocks(list(self._items(element, opening=opening)), self._point_place)
        return nested, labels(nested)

    def _items(self, element: Element, *, opening: bool) -> Iterator[dict[str, object]]:
        """Give the blocks with their labels as they stand in the file, under ``_label``."""
        for inner in children(element):
            yield from self._item(inner, opening=opening)

    def _item(self, element: Element, *, opening: bool) -> Iterator[dict[str, object]]:
        match name(element):
            case "hcontainer" | "container" | "paragraph" if _kind(element) == "quotation":
                yield from self._quotation(element)
            case "container" if _kind(element) == "heading":
                yield from self._contained_heading(element)
            case "container" | "paragraph" if _kind(element) == "figure":
                yield from self._figure(element)
            case _:
                yield from self._unnamed(element, opening=opening)

    def _unnamed(self, element: Element, *, opening: bool) -> Iterator[dict[str, object]]:
        match name(element):
            case "paragraph" | "point" | "alinea" | "hcontainer" | "clause" | "article":
                yield from self._paragraph(element, opening=opening)
            case "section" | "title" | "part" | "chapter" | "division" | "subpart" | "subsection" | "level":
                yield from self._section(element, opening=opening)
            case "crossHeading":
                key = "preambular" if element.get("refersTo") == "#preamble" else "heading"
                text = self._marks.text(element, opening=key == "preambular", keep_bold=key == "preambular")
                if text:
                    yield {key: text}
            case "container" | "blockContainer" | "tblock" if self._holds_blocks(element):
                yield from self._items(element, opening=opening)
            case "table":
                yield from tables.read(element, self._marks)
            case "list" | "blockList" | "sublist":
                yield from self._list(element, opening=opening)
            case "num" | "heading" | "subheading":
                pass
            case _:
                yield from self._loose(element, opening=opening)

    def _holds_blocks(self, element: Element) -> bool:
        return any(name(inner) not in ("p", "span", "a") for inner in children(element))

    def _loose(self, element: Element, *, opening: bool) -> Iterator[dict[str, object]]:
        """Read an element that holds nothing but text."""
        paragraphs = list(children(element, "p")) or [element]
        for paragraph in paragraphs:
            text = self._marks.text(paragraph, opening=opening)
            if text:
                yield {"text": text}

    def _paragraph(self, element: Element, *, opening: bool) -> Iterator[dict[str, object]]:
        yield from self._headings(element)
        label = self._label(element)
        first = True
        for inner in children(element):
            if name(inner) in ("num", "heading", "subheading"):
                continue
            items = list(self._content(inner, opening=opening))
            for item in items:
                if first and ("text" in item or "points" in item):
                    item["_label"] = label
                    self._typed_number(inner, item)
                    first = False
                elif "text" in item or "points" in item:
                    item.setdefault("_label", None)
                yield item
        if first and label:
            yield {"text": label, "_label": None}

    def _content(self, element: Element, *, opening: bool) -> Iterator[dict[str, object]]:
        if name(element) == "content":
            for inner in children(element):
                yield from (
                    self._content(inner, opening=opening) if name(inner) != "p" else self._loose(inner, opening=opening)
                )
        else:
            yield from self._item(element, opening=opening)

    def _list(self, element: Element, *, opening: bool) -> Iterator[dict[str, object]]:
        """Read a list: what comes before the points, the points, and what ends the sentence after them."""
        item: dict[str, object] = {}
        points: list[dict[str, object]] = []
        for inner in children(element):
            match name(inner):
                case "intro" | "listIntroduction":
                    item["text"] = _added(item.get("text"), self._joined(inner, opening=opening))
                case "point" | "item":
                    points.extend(self._points(inner))
                case "sublist" | "list" | "blockList":
                    for block in self._list(inner, opening=False):
                        self._nest(block, points[-1] if points else item, points)
                case "wrapUp" | "listWrapUp":
                    item["closing"] = _added(item.get("closing"), self._joined(inner, opening=False))
                case "num" | "heading" | "subheading":
                    pass
                case _:
                    points.extend(point for item in self._item(inner, opening=False) for point in _as_points(item))
        yield from _closed(item, points)

    def _nest(self, block: dict[str, object], owner: dict[str, object], points: list[dict[str, object]]) -> None:
        """Put a list within a list under the point before it; its first and last words stay with that point."""
        (points if "points" not in block else points_of(owner) if points else points).extend(points_of(block))
        for key, into in (("text", "text"), ("closing", "closing")):
            if block.get(key):
                owner[into] = _added(owner.get(into), block[key])

    def _joined(self, element: Element, *, opening: bool) -> str:
        paragraphs = list(children(element)) if child(element, "p") is not None else [element]
        return self._marks.text(*paragraphs, opening=opening)

    def _points(self, element: Element) -> Iterator[dict[str, object]]:
        for item in self._paragraph(element, opening=False):
            yield from _as_points(item)

    def _section(self, element: Element, *, opening: bool) -> Iterator[dict[str, object]]:
        """Read a section with its heading; of two subheadings of a part the first may be its number."""
        level = _level(element)
        label = self._label(element)
        texts = [self._marks.text(inner, keep_bold=False) for inner in children(element, "heading", "subheading")]
        texts = [text for text in texts if text]
        if not label and len(texts) > 1 and _PART_NUMBER.fullmatch(texts[0]):
            label = texts.pop(0)
        if label and not texts:
            texts, label = [label], None
        for n, text in enumerate(texts):
            number = {"number": label} if label and n == 0 else {}
            yield {"heading": text, **number, **({"level": level} if level != "1" else {})}
        yield from self._items(element, opening=opening)

    def _headings(self, element: Element) -> Iterator[dict[str, object]]:
        for inner in children(element, "heading", "subheading"):
            text = self._marks.text(inner, keep_bold=False)
            level = LEVELS.get(element.get("class") or "", "2")
            if text:
                yield {"heading": text, **({"level": level} if level != "1" else {})}

    def _label(self, element: Element) -> str | None:
        num = child(element, "num")
        if num is None:
            return None
        self._account.take(num)
        self._account.read(num, plain(num))
        label = " ".join(plain(num).split())
        if len(label) > LONGEST_LABEL:
            todo = f"type it by hand; only {quoted(label[:LONGEST_LABEL])} was kept"
            self._account.tell(num, f"the number {quoted(label, len(label))} is too long", todo)
            self._account.derived(label)
        return label or None

    def _typed_number(self, element: Element, item: dict[str, object]) -> None:
        """Take a number that stands in the text, as in some Arabic files, for that of the paragraph."""
        text = item.get("text")
        if item.get("_label") or not isinstance(text, str) or self._language.direction != "rtl":
            return
        if found := _TYPED_NUMBER.match(text):
            item["_label"] = f"{found[1]} {found[2]}"
            item["text"] = re.sub(r"^\*{2,3}([^*]+)\*{2,3}", r"*\1*", text[found.end() :])
            self._account.derived(found[1])
            what = f"the number {found[1]} stands in the text and not in <num>"
            self._account.tell(element, what, "it was taken for that of the paragraph")

    def _quotation(self, element: Element) -> Iterator[dict[str, object]]:
        """Read quoted blocks."""
        if blocks := self.unnumbered(element):
            yield {"quotation": blocks}

    def _contained_heading(self, element: Element) -> Iterator[dict[str, object]]:
        """Read a heading in a preamble, where there are containers only."""
        text = self._marks.text(element, keep_bold=False)
        number, level = element.get(f"{{{UN}}}number"), element.get(f"{{{UN}}}level") or "1"
        if text:
            yield {
                "heading": text,
                **({"number": number} if number else {}),
                **({"level": level} if level in "234" else {}),
            }

    def _figure(self, element: Element) -> Iterator[dict[str, object]]:
        """Read a picture and its caption; without a picture it is text as any other."""
        picture = next(within(element, "img"), None)
        if picture is None or not picture.get("src"):
            yield from self._items(element, opening=False)
            return
        texts = [self._marks.text(line) for line in within(element, "p") if child(line, "img") is None]
        caption = " ".join(text for text in texts if text)
        file = PurePosixPath(picture.get("src") or "").name
        self._account.tell(
            picture, f"the picture {quoted(file)} is not in the file", "put it into the folder of the document"
        )
        found = {"figure": file, "alternative": picture.get("alt") or "\u2014"}
        yield {**found, **({"caption": caption} if caption else {})}

    def _number_of(self, label: str) -> int | None:
        """Return the number that the language prints as *label*, spaces and the kind of dash aside."""
        found = _FIGURES.match(label)
        if not found or len(found[0]) > 4:
            return None
        number = int(found[0])
        return number if number and alike(self._language.paragraph_number(number)) == alike(label) else None

    def _point_place(self, level: int, label: str) -> int | None:
        """Return which point of *level* has *label*."""
        return places(self._language, level).get(alike(label))

    def _finished(self, item: dict[str, object], state: Counting) -> Block:
        """Return a block without its label; a number is kept where its place does not give it."""
        label = item.pop("_label", None)
        if "text" not in item and "points" not in item:
            return item
        return self._in_order(self._numbered(item, label, state), 1)

    def _in_order(self, item: dict[str, object], level: int) -> Block:
        """Return a paragraph with its keys in the order of the model; a mere text is one."""
        points = item.get("points")
        if isinstance(points, list):
            state = Counting(lambda label: self._point_place(level, label), by_place=True, unnumbered=NONE)
            item["points"] = [self._point(point, level, state) for point in points]
        order = ("text", "number", "points", "closing")
        found = {key: item[key] for key in order if key in item}
        return str(found["text"]) if set(found) == {"text"} else found

    def _point(self, point: dict[str, object], level: int, state: Counting) -> Block:
        label = point.pop("_label", None)
        return self._in_order(self._numbered(point, label, state), level + 1)

    def _numbered(self, item: dict[str, object], label: object, state: Counting) -> dict[str, object]:
        """Return a paragraph or point with the number that has to be typed; another is derived."""
        label = label if isinstance(label, str) else None
        if (number := state.typed(label)) is not None:
            item["number"] = number
        if label and number != label:
            self._account.derived(label)
        return item


def _as_points(item: dict[str, object]) -> Iterator[dict[str, object]]:
    """Give a block as points, which are paragraphs only: of a heading the text, of a quotation its paragraphs."""
    quoted_blocks = item.get("quotation")
    if isinstance(quoted_blocks, list):
        for block in quoted_blocks:
            yield from _as_points(block if isinstance(block, dict) else {"text": block})
    elif "table" in item or "figure" in item:
        return
    else:
        text = " ".join(str(item[key]) for key in ("number", "heading", "preambular") if key in item)
        yield (
            {"_label": None, **item}
            if "heading" not in item and "preambular" not in item
            else {"text": text, "_label": None}
        )


def _closed(item: dict[str, object], points: list[dict[str, object]]) -> Iterator[dict[str, object]]:
    """Give a paragraph with its points, if there is any; closing words without points are its text."""
    if points:
        item["points"] = points
    elif item.get("closing"):
        item["text"] = _added(item.get("text"), item.pop("closing"))
    if found := {key: value for key, value in item.items() if value}:
        yield found


def _kind(element: Element) -> str | None:
    """Return what the export calls a block that a container stands for."""
    return element.get("name") or element.get("class")


def _added(before: object, more: object) -> str:
    return " ".join(str(text) for text in (before, more) if text)


def _level(element: Element) -> str:
    """Return the level of the heading of a section."""
    heading = child(element, "heading", "subheading")
    said = heading.get(f"{{{UN}}}level") if heading is not None else None
    return said if said and said in "1234" else _SECTIONS.get(name(element), "2")
