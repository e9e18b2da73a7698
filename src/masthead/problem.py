"""What is wrong, where, and what to do about it: one type from the YAML parser to the finished PDF."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST = 100
"""Problems that are told of one file: who has so many mends the first ones first."""
_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
"""Unicode's categories that no terminal shows as they are."""


class ExitCode(IntEnum):
    """What the command line answers to the shell."""

    OK = 0
    CONTENT = 1
    """A document has problems; its author can mend them."""
    USAGE = 2
    """The command was called wrongly."""
    MACHINE = 3
    """Something is missing on this machine; ``masthead doctor`` says what."""
    OUTPUT = 4
    """A file could not be written."""
    ENGINE = 5
    """The page could not be set or proved; the document may be right."""
    INTERRUPTED = 130
    """Ctrl-C."""


class Severity(Enum):
    """Whether a problem stops the build of its document."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True)
class Place:
    """A place in a file. Line and column count from 1; 0 means the whole file or the whole line."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Return ``file:line:column``, the form that editors make clickable."""
        numbers = (str(number) for number in (self.line, self.column) if number)
        return ":".join((printable(self.file), *numbers))


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: where, what, and what to do."""

    place: Place
    what: str
    todo: str
    severity: Severity = Severity.ERROR
    exit_code: ExitCode = ExitCode.CONTENT

    def __str__(self) -> str:
        """Return ``file:line:column: what; what to do`` on one line, warnings with the word before *what*."""
        word = "warning: " if self.severity is Severity.WARNING else ""
        return f"{self.place}: {printable(f'{word}{self.what}; {self.todo}')}"


class MastheadError(Exception):
    """The problems that stopped a piece of work. The only exception that leaves the public functions."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(ordered(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[MastheadError], tuple[tuple[Problem, ...]]]:
        """Return what makes the same error in another process."""
        return type(self), (self.problems,)

    @property
    def exit_code(self) -> ExitCode:
        """The gravest exit code among the errors."""
        return gravest(self.problems)


def ordered(problems: Iterable[Problem]) -> list[Problem]:
    """Return *problems* once each, in the order of their places."""
    return sorted(dict.fromkeys(problems), key=lambda problem: (problem.place, problem.what))


def gravest(problems: Iterable[Problem]) -> ExitCode:
    """Return the gravest exit code among the errors in *problems*; OK when there are none."""
    errors = (problem.exit_code for problem in problems if problem.severity is Severity.ERROR)
    return max(errors, default=ExitCode.OK)


def printable(text: str) -> str:
    """Return *text* with what no terminal shows, or what a terminal would obey, written as escapes."""
    return "".join(_escaped(sign) if unicodedata.category(sign) in _UNSEEN else sign for sign in text)


def quoted(value: object, longest: int = 60) -> str:
    """Return *value* in quotation marks for a message, cut where it is long."""
    text = str(value)
    return f'"{text}"' if len(text) <= longest else f'"{text[:longest]}..."'


def _escaped(sign: str) -> str:
    return sign.encode("unicode_escape").decode("ascii")
