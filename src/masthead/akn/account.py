"""The account of a file: every text of it is placed, or told of. Nothing is dropped in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from masthead.akn.xml import name, place
from masthead.problem import Problem, Severity, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml.etree import _Element as Element

_ASIDE = frozenset({"meta"})
"""What is said of a document and is no part of its text."""


class Account:
    """What of a file has been placed so far, and what was found faulty in it."""

    def __init__(self, file: Path, root: Element) -> None:
        self._file = file
        self._root = root
        self._placed: set[tuple[Element, bool]] = set()
        self.problems: list[Problem] = []

    def text(self, element: Element) -> str:
        """Take the characters at the start of *element*."""
        self._placed.add((element, False))
        return element.text or ""

    def tail(self, element: Element) -> str:
        """Take the characters right behind *element*."""
        self._placed.add((element, True))
        return element.tail or ""

    def take(self, element: Element) -> None:
        """Take all characters within *element*, its own tail aside."""
        for inner in element.iter():
            self._placed.add((inner, False))
            if inner is not element:
                self._placed.add((inner, True))

    def tell(self, element: Element, what: str, todo: str) -> None:
        """Note a fault of the file that it was imported in spite of."""
        self.problems.append(Problem(place(self._file, element), what, todo, severity=Severity.WARNING))

    def tell_of_remainder(self) -> None:
        """Tell of every text that was not placed, by its line."""
        todo = "bring it in by hand; it stands nowhere in the document"
        for element, text in self._remainder(self._root):
            self.tell(element, f"{quoted(text)} in <{name(element)}> could not be placed", todo)

    def _remainder(self, element: Element) -> Iterator[tuple[Element, str]]:
        if name(element) in _ASIDE:
            return
        if (element, False) not in self._placed and name(element) and (text := _words(element.text)):
            yield element, text
        for inner in element:
            yield from self._remainder(inner)
            if (inner, True) not in self._placed and (text := _words(inner.tail)):
                yield element, text


def _words(text: str | None) -> str:
    return " ".join((text or "").split())
