"""A layout as it is proved and planned with: lines, notes, calls and pages, each with its place.

Distances are in pt from the top of the page; pages count from 1. Characters are counted without white space,
because spaces vanish where a line ends.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNSEEN = str.maketrans({"\u00ad": "", "\u2010": "", "\u200b": "", "\u2011": "-"})
"""Soft hyphens, the hyphen that is drawn where one is used, and the U+200B that the engine sets beside a lone space
are no characters of a text; a no-break hyphen is printed as a plain one."""


def squeezed(text: str) -> str:
    """Return *text* as it can be compared across line ends: without white space and soft hyphens."""
    return "".join(text.split()).translate(_UNSEEN)


@dataclass(frozen=True)
class Call:
    """A footnote call in a line: the note, and how many characters of the line stand before its word."""

    note: str
    before: int


@dataclass
class Line:
    """A line of text of one piece. *start* counts the piece's characters on the lines before it."""

    piece: str
    page: int
    top: float
    bottom: float
    block: Block
    start: int = 0
    text: str = ""
    calls: list[Call] = field(default_factory=list)
    right: float = 0.0
    """Where its ink ends, in pt from the left edge of the paper."""
    cut: bool = False
    """Whether it ends in the middle, where a plan has broken the page within it."""
    _word: int = field(default=0, repr=False)

    def add(self, text: str) -> None:
        """Set *text* behind what stands in the line."""
        head, _, _ = text.rstrip().rpartition(" ")
        if text[-1:].isspace():
            self._word = len(self.text) + len(squeezed(text))
        elif " " in text:
            self._word = len(self.text) + len(squeezed(head))
        self.text += squeezed(text)

    def call(self, note: str) -> None:
        """Note that *note* is called here."""
        self.calls.append(Call(note, self._word))


@dataclass(frozen=True, eq=False)
class Block:
    """The block that lines stand in, with what its style says about page breaks."""

    element: int
    """Tells the element that it is, or is a part of, from others."""
    margin_top: float
    orphans: int
    widows: int
    forced: bool
    """A page break must stand before it, by its style and not by a plan."""
    joined_before: bool
    """No page break may stand before it."""
    joined_after: bool
    whole: bool
    """No page break may stand within it."""
    cut: bool = False
    """A plan has broken the page within its last line."""
    below: float = 0.0
    """Space within it under its last line, which must have room on the page of that line."""
    row: int = 0
    """Tells the table row that it stands in from others; 0 where it stands in none."""


@dataclass
class NotePart:
    """A note, or the part of one, at the foot of a page."""

    id: str
    page: int
    top: float
    bottom: float
    lines: list[tuple[float, str]] = field(default_factory=list)
    """Height in pt and characters of each line."""
    right: float = 0.0
    """Where its longest line ends, in pt from the left edge of the paper."""

    @property
    def text(self) -> str:
        """The characters of the note."""
        return "".join(text for _, text in self.lines)


@dataclass(frozen=True)
class Page:
    """The room of a page: where its text starts and must end, and the edges of its note area."""

    number: int
    top: float
    bottom: float
    notes_top: float
    """Top of the note area, without its margin; equal to *bottom* where there are no notes."""
    notes_extra: float
    """Height of the note area beyond the notes in it: margin, rule and space."""
    right: float
    """Right edge of the frame, in pt from the left edge of the paper."""


@dataclass
class Laid:
    """A layout: its pages, the lines of text and the notes, in order."""

    pages: list[Page] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    notes: list[NotePart] = field(default_factory=list)
    _heads: set[int] = field(default_factory=set, repr=False)

    def repeats(self, head: int) -> bool:
        """Say whether the head of a table has been met before: it is repeated on every page of its table."""
        known = head in self._heads
        self._heads.add(head)
        return known

    def text(self) -> dict[str, str]:
        """Return the characters of every piece, in the order in which the pieces begin."""
        texts: dict[str, str] = {}
        for line in self.lines:
            texts[line.piece] = texts.get(line.piece, "") + line.text
        return texts

    def parted_rows(self) -> list[set[str]]:
        """Return the pieces of each table row that stands on more than one page."""
        pages: dict[int, set[int]] = {}
        pieces: dict[int, set[str]] = {}
        for line in self.lines:
            pages.setdefault(line.block.row, set()).add(line.page)
            pieces.setdefault(line.block.row, set()).add(line.piece)
        return [pieces[row] for row in pages if row and len(pages[row]) > 1]

    def calls(self) -> Iterator[tuple[str, Line]]:
        """Give the id of every note that is called, with the line of the call."""
        return ((call.note, line) for line in self.lines for call in line.calls)
