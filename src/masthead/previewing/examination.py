"""Looks a text through without setting it, so that the list of documents can mark those with problems."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from masthead.document import load
from masthead.problem import ExitCode, MastheadError, Place, Problem

if TYPE_CHECKING:
    from masthead.entry import Entry
    from masthead.workspace import Workspace


@dataclass(frozen=True)
class Examination:
    """What was found."""

    problems: int
    """How many there are, errors and warnings."""
    reads: frozenset[str]
    """Names of the files that were read or looked for in vain: a change of one calls for a new examination."""


def examined(workspace: Workspace, entry: Entry) -> Examination:
    """Read the text of *entry* and count its problems; those that only the press would find are not among them."""
    with workspace.recording() as reads:
        try:
            problems = load(workspace, entry).warnings
        except MastheadError as error:
            problems = error.problems
        except Exception as error:  # noqa: BLE001 (as for the desk: others are well)
            problems = (unforeseen(entry, error),)
    return Examination(len(problems), frozenset({entry.facts, entry.text, *reads}))


def unforeseen(entry: Entry, error: Exception) -> Problem:
    """Return the problem that tells of a fault of the program itself."""
    what = f"{type(error).__name__}: {error}; this is a fault of the program"
    todo = "run `masthead build -v` on this text and report what it prints"
    return Problem(Place(entry.text), what, todo, exit_code=ExitCode.ENGINE)
