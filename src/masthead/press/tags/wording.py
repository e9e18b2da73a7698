"""What the end of a line does to the words: a space is left out there, or a hyphen is drawn that nobody typed.

Who copies or searches a text must get the words as they were typed. So the press draws the space after all, where
nobody sees it, and marks the hyphen as one that is no character of the text (ISO 32000-1, 14.8.2.2.3).
"""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import Any

HYPHEN = "\u2010"
"""What the engine draws where it divides a word."""
_LEFTWARDS = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_UNCOUNTED = str.maketrans(dict.fromkeys((HYPHEN, "\u00ad", "\u200b")))


class Wording(Enum):
    """What a line end did to the text before it."""

    SPACE = auto()
    """A space was left out behind it."""
    SPACE_LEFT = auto()
    """A space was left out behind it; the text runs from right to left, and so it belongs on its left."""
    DIVIDED = auto()
    """A hyphen was drawn that is no character of the text."""


class Words:
    """Counts through the words of a block of HTML, so that a line end tells what was typed there.

    A block that a planned page break has parted goes on with a further word on the next page.
    """

    def __init__(self, element: Any, around: Words | None = None) -> None:  # noqa: ANN401 (elements of the engine)
        self._around = around
        self._goes_on = bool({"parted", "cut"} & set(element.get("class", "").split()))
        self._spaces: set[int] = set()
        self._hyphens: set[int] = set()
        self._count = self._end = 0
        for word in _own_text(element).split():
            self._end += len(word.translate(_UNCOUNTED))
            self._spaces.add(self._end)
            if word.endswith(HYPHEN):
                self._hyphens.add(self._end)

    def pass_over(self, text: str) -> None:
        """Count what a line shows of the block, and of the block around it."""
        if self._around:
            self._around.pass_over(text)
        self._count += len("".join(text.split()).translate(_UNCOUNTED))

    def at_end_of(self, text: str) -> Wording | None:
        """Say what became of the words where a line ends with *text*; None where nothing did."""
        if text.endswith(HYPHEN) and self._count not in self._hyphens:
            return Wording.DIVIDED
        before_word = self._count in self._spaces and (self._count < self._end or self._goes_on)
        if not before_word or text[-1:].isspace():
            return None
        return Wording.SPACE_LEFT if _LEFTWARDS.search(text) else Wording.SPACE


def _own_text(element: Any) -> str:  # noqa: ANN401
    """Return the text of *element* as it is set in its own lines: without notes, a line break as a space."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == "br":
            parts.append(" ")
        elif "note" not in child.get("class", "").split():
            parts.append(_own_text(child))
        parts.append(child.tail or "")
    return "".join(parts)
