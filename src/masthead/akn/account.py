"""The account of a file: every text of it is placed, or told of. Nothing is dropped in silence."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from masthead.akn.xml import name, place
from masthead.problem import Problem, Severity, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml.etree import _Element as Element

_ASIDE = frozenset({"meta"})
"""What is said of a document and is no part of its text."""
_MARKS = re.compile(r"\[\^[^\]]*\]|\]\([^)]*\)|[*^\\]|\[")
"""Calls, addresses and marks of a typed text."""


class Account:
    """What of a file has been placed so far, and what was found faulty in it."""

    def __init__(self, file: Path, root: Element) -> None:
        self._file = file
        self._root = root
        self._placed: set[tuple[Element, bool]] = set()
        self._read: list[tuple[Element, str]] = []
        self._derived: list[str] = []
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
        """Take all characters within *element*, its own tail aside; not those of a note in it."""
        self._placed.add((element, False))
        for inner in element:
            self._placed.add((inner, True))
            if name(inner) != "authorialNote":
                self.take(inner)

    def read(self, element: Element, typed: str) -> None:
        """Remember that the text of *element* was read as *typed*, to be found in the document in the end."""
        self._read.append((element, typed))

    def tell(self, element: Element, what: str, todo: str) -> None:
        """Note a fault of the file that it was imported in spite of."""
        self.problems.append(Problem(place(self._file, element), what, todo, severity=Severity.WARNING))

    def tell_of_remainder(self) -> None:
        """Tell of every text that was not placed, by its line."""
        todo = "bring it in by hand; it stands nowhere in the document"
        for element, text in self._remainder(self._root):
            self.tell(element, f"{_whole(text)} in <{name(element)}> could not be placed", todo)

    def rest(self, element: Element) -> str:
        """Take what has not been placed within *element*, and return it as one line."""
        rest = list(self._remainder(element))
        self._placed.update((inner, False) for inner in element.iter())
        self._placed.update((inner, True) for inner in element.iter() if inner is not element)
        return " ".join(text for _, text in rest)

    def derived(self, words: str) -> None:
        """Remember *words* of a text that are left out of the document, because they are derived."""
        self._derived.append(words)

    def tell_of_lost(self, *kept: object) -> None:
        """Tell of every text that was read and whose words are not among what was *kept*."""
        there = Counter(word for value in (*kept, self._derived) for text in _texts(value) for word in _tokens(text))
        todo = "bring it in by hand; it stands nowhere in the document"
        for element, typed in self._read:
            words = Counter(_tokens(typed))
            if words - there:
                self.tell(element, f"{_whole(_MARKS.sub('', typed))} in <{name(element)}> could not be placed", todo)
            else:
                there -= words

    def _remainder(self, element: Element) -> Iterator[tuple[Element, str]]:
        if name(element) in _ASIDE:
            return
        if (element, False) not in self._placed and name(element) and (text := _words(element.text)):
            yield element, text
        for inner in element:
            yield from self._remainder(inner)
            if (inner, True) not in self._placed and (text := _words(inner.tail)):
                yield element, text


def _whole(text: str) -> str:
    """Return *text* for a message, all of it: whoever brings it in by hand needs each word."""
    return quoted(text, len(text))


def _texts(value: object) -> Iterator[str]:
    """Give all texts of data as it is written."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _tokens(typed: str) -> list[str]:
    """Return the words of a typed text, its marks aside."""
    return re.findall(r"\w+", unicodedata.normalize("NFC", _MARKS.sub("", typed)))


def _words(text: str | None) -> str:
    return " ".join((text or "").split())
