"""Numbers and letters of paragraphs in a file: which follow from their place, and which have to be typed."""

from __future__ import annotations

import re
from functools import cache
from itertools import count
from typing import TYPE_CHECKING

from masthead.language import LabelError, UnknownPhraseError

if TYPE_CHECKING:
    from collections.abc import Callable

    from masthead.language import Language

_MOST = 1000
LONGEST_LABEL = 20
"""Characters of the longest number that a paragraph may have."""


@cache
def places(language: Language, level: int) -> dict[str, int]:
    """Return the place of each label that the points of a level have."""
    places: dict[str, int] = {}
    for place in count(1):
        try:
            places.setdefault(alike(language.point(level, place)), place)
        except (LabelError, UnknownPhraseError):
            break
        if place == _MOST:
            break
    return places


class Counting:
    """Says which numbers have to be typed, because their place does not give them."""

    def __init__(self, place: Callable[[str], int | None], *, by_place: bool, unnumbered: str | None) -> None:
        self._place = place
        self._by_place = by_place
        self._unnumbered = unnumbered
        self._count = 0

    def typed(self, label: str | None) -> str | None:
        """Return what has to be typed for a paragraph whose file has *label*, if anything."""
        if label is None:
            return self._unnumbered
        place = self._place(label)
        if place is None:
            return label[:LONGEST_LABEL]
        expected, self._count = self._count + 1, place
        return None if self._by_place and place == expected else str(place)


def alike(label: str) -> str:
    """Return *label* for comparison: without spaces and marks of direction, with one kind of dash."""
    return re.sub("[\\s\u200e\u200f\u2067\u2069]", "", label).replace("\u2013", "-").replace("\u2014", "-")


def points_of(item: dict[str, object]) -> list[dict[str, object]]:
    """Return the points of a paragraph, which may be given more."""
    points = item.setdefault("points", [])
    return points if isinstance(points, list) else []


def labels(nested: list[dict[str, object]]) -> list[object]:
    """Return the labels of the paragraphs among blocks."""
    return [item.get("_label") for item in nested if "text" in item or "points" in item]


def nested(items: list[dict[str, object]], place: Callable[[int, str], int | None]) -> list[dict[str, object]]:
    """Put paragraphs whose label is the next sub-paragraph's into the paragraph before them."""
    found: list[dict[str, object]] = []
    for item in items:
        label = item.get("_label")
        before = found[-1] if found else None
        if isinstance(label, str) and "text" in item and before and ("text" in before or "points" in before):
            points = before.get("points")
            done = len(points) if isinstance(points, list) else 0
            if place(1, label) == done + 1 and not before.get("closing"):
                points_of(before).append(item)
                continue
        found.append(item)
    return found
