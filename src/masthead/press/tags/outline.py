"""Lists and headings: what a flat run of paragraphs means to a reader who cannot see indents and numbers.

Masthead sets numbered paragraphs and their points as paragraphs, one under the other. Here they become lists, points
within the paragraph that they belong to. Headings get levels without a gap (Matterhorn Protocol 1.1, 14-003).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from masthead.press.tags.structure import GROUPING, Element

if TYPE_CHECKING:
    from masthead.press.tags.structure import Content, Link

_LEVEL = re.compile(r"level-([1-9])")
_HEADING = re.compile(r"H([1-6])")
DEEPEST = 6
"""The last level of heading that PDF 1.7 knows."""


def listed(element: Element) -> Element:
    """Gather the numbered paragraphs and points among the kids of *element*, and of all below it, into lists."""
    for kid in element.elements:
        listed(kid)
    if element.role in GROUPING:
        kids, element.kids = element.kids, []
        desk = _Gathering(element)
        for one in kids:
            desk.take(one)
    return element


class _Gathering:
    """Hands each paragraph to the list that it belongs to."""

    def __init__(self, element: Element) -> None:
        self._element = element
        self._open: list[tuple[int, Element]] = []
        """The bodies of the items that a further paragraph may belong to, outermost first, each with its level."""

    def take(self, kid: Element | Content | Link) -> None:
        """Put *kid* in its place."""
        if not isinstance(kid, Element) or kid.role != "P":
            self._open.clear()
            self._element.kids.append(kid)
            return
        level = _level(kid)
        if "closing-words" in kid.classes:
            self._close(level + 1)
            self._kids.append(kid)
        elif level or kid.first("Lbl"):
            self._close(level)
            self._add(kid, level)
        else:
            self._open.clear()
            self._element.kids.append(kid)

    def _close(self, level: int) -> None:
        """Leave the items of *level* and below."""
        while self._open and self._open[-1][0] >= level:
            self._open.pop()

    @property
    def _kids(self) -> list[Element | Content | Link]:
        """The kids of the innermost open item; those of the whole element where none is open."""
        return self._open[-1][1].kids if self._open else self._element.kids

    def _add(self, paragraph: Element, level: int) -> None:
        run, label, body = self._run(level), paragraph.first("Lbl"), Element("LBody", [paragraph])
        if label:
            paragraph.kids.remove(label)
            if not run.kids:
                run.attributes = label.attributes
            label.attributes = {}
        run.kids.append(Element("LI", [label, body] if label else [body]))
        self._open.append((level, body))

    def _run(self, level: int) -> Element:
        """Return the list that goes on here with an item of *level*, or begins."""
        last = self._kids[-1] if self._kids else None
        if isinstance(last, Element) and last.role == "L" and f"level-{level}" in last.classes:
            return last
        self._kids.append(run := Element("L", classes=frozenset((f"level-{level}",))))
        return run


def _level(paragraph: Element) -> int:
    """Return the level of a point: 1 for (a); 0 for a paragraph that is no point."""
    for name in paragraph.classes:
        if match := _LEVEL.fullmatch(name):
            return int(match[1])
    return 0


def ranked(element: Element) -> Element:
    """Give the headings below *element* levels of which none is left out on the way down, from H1 on."""
    before = 0
    for heading in element.walk():
        if match := _HEADING.fullmatch(heading.role):
            before = min(int(match[1]), before + 1)
            heading.role = f"H{before}"
    return element
