"""What each pass of the presses adds to the render, told from what :mod:`benchmark.passes` measured.

The render is the layout and the engine's own PDF of it, without tags. A pass that works while the engine writes is
the difference of two writings, one with it and one without; one that works on a PDF that is written is measured by
itself. Differences are taken within each round, and the median of the rounds is told.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Any

from benchmark.table import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Measured = Mapping[str, Mapping[str, Any]]

REACH = 0.15
"""Share of the render that all passes of a press may take together (issue 4)."""
WIDTH = 46
HEAD = f"{'ms':>8}{'of render':>11}{'MB':>8}{'kB':>9}  how measured"


@dataclass(frozen=True)
class Pass:
    """What is added between two writings. *beyond* is the one without it; empty for a writing by itself."""

    name: str
    writing: str
    beyond: str
    size_beyond: str = ""
    """Writing that the bytes and the memory are held against, where it is another."""
    press: str = ""
    """The press of which these are all passes."""

    @property
    def how(self) -> str:
        """How the time was measured, in a few words."""
        return "with and without" if self.beyond else "by itself"


CONTRAST = Pass("contrast", "contrast", "", "layout")
"""Done on the layout, whatever is written: it is one of all passes of each press."""
PASSES = (
    CONTRAST,
    Pass("links from calls to notes and back", "linked", "plain"),
    Pass("marks round all that is drawn", "marked", "linked"),
    Pass("structure: our tags", "tagged", "marked"),
    Pass("metadata, output intent, file identifier", "described", "tagged"),
    Pass("attachments", "archive", "described"),
    Pass("ARCHIVE, all passes", "archive", "plain", press="archive"),
    Pass("tracking told once", "tracked", "tagged"),
    Pass("linearisation", "linear", "", "tracked"),
    Pass("SCREEN, all passes", "screen", "plain", press="screen"),
    Pass("open and save with pikepdf", "saved", "", "linked"),
    Pass("colours to inks, metadata, output intent", "plates", "saved"),
    Pass("marks and bleed", "marks", "plates"),
    Pass("booklet imposition", "booklet", "plates"),
    Pass("PRINT, all passes (booklet with marks)", "print", "plain", press="print"),
    Pass("the engine's own tags, beside ours with marks", "engine tags", "linked"),
)


class Ledger:
    """The figures of one document."""

    def __init__(self, pages: int, measured: Measured) -> None:
        self._pages = pages
        self._measured = measured
        layout, plain = self._seconds("layout"), self._seconds("plain")
        self._render = median(a + b for a, b in zip(layout, plain, strict=True))

    def lines(self) -> Iterator[str]:
        """Give the table: the render, then each pass with what it adds."""
        yield f"{f'{self._pages} pages':{WIDTH}}{HEAD}"
        yield self._row("layout", median(self._seconds("layout")), self._number("layout", "megabytes"), 0, "")
        plain = self._number("plain", "megabytes"), self._number("plain", "size")
        yield self._row("the engine's own PDF, without tags", median(self._seconds("plain")), *plain, "")
        yield from (self._line(one) for one in PASSES)

    def marks(self) -> Iterator[Mark]:
        """Hold all passes of each press against their reach."""
        for whole in (one for one in PASSES if one.press):
            share = self._added(whole) / self._render
            what = f"{whole.press}: all passes / render, {self._pages} pages"
            yield Mark(what, f"{share:.1%}", f"< {REACH:.0%}", share < REACH)

    def _line(self, one: Pass) -> str:
        against = one.size_beyond or one.beyond
        memory, size = (self._number(one.writing, key) - self._number(against, key) for key in ("megabytes", "size"))
        return self._row(one.name, self._added(one), memory, size, one.how)

    def _row(self, name: str, seconds: float, megabytes: float, size: float, how: str) -> str:
        numbers = f"{seconds * 1000:z8.1f}{seconds / self._render:z11.1%}{megabytes:z8.1f}{size / 1000:z9.1f}"
        return f"{name:{WIDTH}}{numbers}  {how}".rstrip()

    def _added(self, one: Pass) -> float:
        """Return the seconds that a pass adds."""
        seconds = self._seconds(one.writing)
        without = self._seconds(one.beyond) if one.beyond else [0.0] * len(seconds)
        always = self._added(CONTRAST) if one.press else 0.0
        return median(a - b for a, b in zip(seconds, without, strict=True)) + always

    def _seconds(self, writing: str) -> list[float]:
        found: list[float] = self._measured[writing]["seconds"]
        return found

    def _number(self, writing: str, key: str) -> float:
        found: float = self._measured[writing][key]
        return found
