"""Numbering: the label of every paragraph from its place, unless the author gives another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from masthead.document import model

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

NONE = "none"
"""What an author types for a paragraph without a number."""
_WHOLE = re.compile(r"[1-9][0-9]{0,5}")


class Numbering:
    """The numbers of one sequence of paragraphs.

    Args:
        label: the label of the n-th paragraph, from 1; raises LabelError past its end.
        by_place: whether a paragraph without a number of its own is numbered by its place.
    """

    def __init__(self, label: Callable[[int], str], *, by_place: bool = True) -> None:
        self._label = label
        self._by_place = by_place
        self._count = 0
        self.last = ""
        """The last label that was given."""

    def of(self, number: str | None) -> str:
        """Return the label of the next paragraph, for which the author typed *number*; raise LabelError."""
        if number is None:
            if not self._by_place:
                return ""
            self._count += 1
        elif number == NONE:
            return ""
        elif _WHOLE.fullmatch(number):
            self._count = int(number)
        else:
            return number
        self.last = self._label(self._count)
        return self.last


def operative(blocks: Sequence[model.Block], label: Callable[[int], str]) -> Numbering:
    """Return the numbering of operative paragraphs; a single one has none (counted on UNxml, sessions 75-80)."""
    numbered = [number_of(block) for block in blocks if isinstance(block, (str, model.Paragraph))]
    return Numbering(label, by_place=sum(number != NONE for number in numbered) > 1)


def number_of(block: model.Block) -> str | None:
    """Return the number that the author typed for a paragraph, if any."""
    return block.number if isinstance(block, model.Paragraph) else None
