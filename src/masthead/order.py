"""What is ordered from the press: for whom a document is printed, and how a printing house wants its sheets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from masthead.problem import ExitCode, MastheadError, Place, Problem, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

MM = 72 / 25.4
"""Points in a millimetre."""
MARKS = ("crop", "cross")
"""Marks that a sheet may bear: where it is cut, and where the plates meet."""
WIDEST_BLEED = 10.0
"""Widest bleed in mm. Printing houses ask for 3 mm, bookbinders for 5 mm; more is a slip of the pen."""
WIDEST_CREEP = 10.0
"""Widest creep in mm: that of a booklet of 200 pages, which can hardly be folded."""

_MEASURE = re.compile(r"(-?)([0-9]*\.?[0-9]+) ?(mm|pt|in)", re.IGNORECASE)
_UNITS = {"mm": 1.0, "pt": 1 / MM, "in": 25.4}
_Choice = TypeVar("_Choice", bound=StrEnum)


class Purpose(StrEnum):
    """Who a PDF is for."""

    ARCHIVE = "archive"
    """An archive and a screen reader: PDF/A-3a and PDF/UA-1."""
    PRINT = "print"
    """A printing house: PDF/X-4."""
    SCREEN = "screen"
    """A person at a screen: small, linearised, links live."""


class Imposition(StrEnum):
    """How pages stand on a sheet."""

    BOOKLET = "booklet"
    """Two pages a side, folded and stitched through the spine."""
    TWO_UP = "2up"
    FOUR_UP = "4up"


class Paper(StrEnum):
    """A format of sheets."""

    A4 = "a4"
    LETTER = "letter"


@dataclass(frozen=True)
class Order:
    """A print order. Only the press for printing houses looks beyond its purpose."""

    purpose: Purpose = Purpose.ARCHIVE
    marks: tuple[str, ...] = ()
    """``crop`` and ``cross``, in this order."""
    bleed: float = 0.0
    """How far ink may run over the edge of the trimmed page, in mm."""
    imposition: Imposition | None = None
    paper: Paper | None = None
    """Format of the sheets; None for sheets as large as the pages on them need."""
    creep: float = 0.0
    """How far the innermost sheet of a booklet stands out beyond the outermost, in mm."""
    profile: str = ""
    """Name of an ICC profile in the workspace; empty for the one that comes with the program."""


def order(  # noqa: PLR0913 (one for each option of the command line, all by name)
    purpose: Purpose,
    *,
    marks: str = "",
    bleed: str = "",
    imposition: str = "",
    paper: str = "",
    creep: str = "",
    profile: str = "",
) -> Order:
    """Return the order that these words of the command line give; an empty word was not given.

    Args:
        purpose: whom the PDF is for.
        marks: ``crop``, ``cross`` or both with a comma between.
        bleed: a measure with its unit (mm, pt or in).
        imposition: ``booklet``, ``2up`` or ``4up``.
        paper: ``a4`` or ``letter``.
        creep: a measure with its unit, for a booklet.
        profile: name of an ICC profile in the workspace.

    Raises:
        MastheadError: a word is not one of these, or only a printing house could use it (ExitCode.USAGE).
    """
    given = {"marks": marks, "bleed": bleed, "imposition": imposition, "paper": paper, "creep": creep}
    given["profile"] = profile
    if purpose is not Purpose.PRINT:
        _refuse_for_print(name for name, word in given.items() if word)
        return Order(purpose)
    wanted = _choice("--imposition", imposition, Imposition)
    if creep and wanted is not Imposition.BOOKLET:
        raise usage("--creep", "only the sheets of a booklet creep", "add --imposition booklet or leave --creep out")
    return Order(
        purpose,
        _marks(marks),
        _measure("--bleed", bleed, WIDEST_BLEED),
        wanted,
        _choice("--paper", paper, Paper),
        _measure("--creep", creep, WIDEST_CREEP),
        profile,
    )


def usage(option: str, what: str, todo: str) -> MastheadError:
    """Return the error that says what is wrong with an option of the command line."""
    return MastheadError([Problem(Place(option), what, todo, exit_code=ExitCode.USAGE)])


def _refuse_for_print(names: Iterable[str]) -> None:
    """Refuse what only a printing house could use, where nothing is printed for one."""
    for name in names:
        raise usage(f"--{name}", "this is for a printing house alone", "add --for print or leave it out")


def _marks(words: str) -> tuple[str, ...]:
    given = [word.strip().lower() for word in words.split(",")] if words else []
    for word in given:
        if word not in MARKS:
            what = f"there are no marks called {quoted(word)}"
            raise usage("--marks", what, "write --marks crop, --marks cross or --marks crop,cross")
    return tuple(mark for mark in MARKS if mark in given)


def _choice(option: str, word: str, choices: type[_Choice]) -> _Choice | None:
    if not word:
        return None
    try:
        return choices(word.lower())
    except ValueError:
        names = [f"{option} {choice}" for choice in choices]
        todo = f"write {', '.join(names[:-1])} or {names[-1]}"
        raise usage(option, f"{quoted(word)} is not one that is known", todo) from None


def _measure(option: str, word: str, most: float) -> float:
    """Return a measure in mm, not negative and at most *most*."""
    if not word:
        return 0.0
    found = _MEASURE.fullmatch(word.strip())
    if not found:
        what = f"{quoted(word)} is not a measure"
        raise usage(option, what, f"write a number and its unit, mm, pt or in: {option} 3mm")
    sign, number, unit = found.groups()
    if sign:
        raise usage(option, f"{quoted(word)} is less than nothing", f"write a measure from 0mm to {most:g}mm")
    measure = float(number) * _UNITS[unit.lower()]
    if measure > most:
        raise usage(option, f"{quoted(word)} has no room on a sheet", f"write a measure from 0mm to {most:g}mm")
    return measure
