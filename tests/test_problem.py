"""Problems: one line each, at a place that editors can open, in the order of the files."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masthead.problem import ExitCode, MastheadError, Place, Problem, Severity, gravest, printable, quoted

PLACE = Place("content/a.yaml", 3, 7)


@pytest.mark.parametrize(
    ("place", "printed"),
    [(PLACE, "content/a.yaml:3:7"), (Place("a.yaml", 3), "a.yaml:3"), (Place("a.yaml"), "a.yaml")],
)
def test_place(place: Place, printed: str) -> None:
    """A place is file:line:column, as far as it is known."""
    assert str(place) == printed


def test_problem_is_what_and_what_to_do() -> None:
    """A problem is printed as place, what is wrong and what to do; a warning says that it is one."""
    assert str(Problem(PLACE, "it is wrong", "mend it")) == "content/a.yaml:3:7: it is wrong; mend it"
    warning = Problem(PLACE, "it is odd", "look at it", Severity.WARNING)
    assert str(warning) == "content/a.yaml:3:7: warning: it is odd; look at it"


@given(st.text(), st.text())
def test_problem_is_one_line_that_no_terminal_obeys(name: str, text: str) -> None:
    """Whatever a file or its author says, a problem is one line of characters that a terminal shows."""
    line = str(Problem(Place(name), text, text))
    assert len(line.splitlines()) == 1
    assert "\x1b" not in line
    line.encode()


def test_printable_keeps_what_is_printed() -> None:
    """Letters, signs and no-break spaces stay; controls, directions and halves of characters are escapes."""
    assert printable("Été « n° 5 » 中 \x1b[31m \u202e \ud800 \n") == r"Été « n° 5 » 中 \x1b[31m \u202e \ud800 \n"


def test_long_values_are_cut() -> None:
    """A value of a million characters is quoted by its beginning."""
    assert quoted("short") == '"short"'
    assert quoted("x" * 1_000_000) == f'"{"x" * 60}..."'


def test_error_holds_its_problems_once_in_order() -> None:
    """An error sorts its problems by place and holds each once; its exit code is the gravest among its errors."""
    late = Problem(Place("b.yaml", 10), "late", "mend it", exit_code=ExitCode.MACHINE)
    early = Problem(Place("b.yaml", 9), "early", "mend it")
    warning = Problem(Place("a.yaml"), "odd", "look", Severity.WARNING, ExitCode.ENGINE)
    error = MastheadError([late, early, warning, early])
    assert error.problems == (warning, early, late)
    assert str(error).splitlines() == [str(warning), str(early), str(late)]
    assert error.exit_code is ExitCode.MACHINE


def test_warnings_alone_are_no_failure() -> None:
    """Where there are only warnings, or nothing, all is well."""
    assert gravest([]) is ExitCode.OK
    assert gravest([Problem(PLACE, "odd", "look", Severity.WARNING)]) is ExitCode.OK


def test_error_travels() -> None:
    """An error that a worker raises is the same error in the process that gave it work."""
    error = MastheadError([Problem(Place("a", 1, 2), "wrong", "mend it", exit_code=ExitCode.MACHINE)])
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 (our own bytes)
    assert (type(again), again.problems, str(again)) == (MastheadError, error.problems, str(error))
