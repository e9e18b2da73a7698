"""``masthead check``: every problem of every document, without setting a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from masthead.document import load
from masthead.entry import entries
from masthead.glyphs import missing_glyphs
from masthead.problem import MastheadError, Problem
from masthead.settings import settings
from masthead.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from masthead.entry import Entry


def check(documents: Sequence[str] = (), *, workspace: Workspace | None = None) -> list[Problem]:
    """Return the problems of *documents* (all of ``content/`` when none are named), errors and warnings.

    Raises:
        MastheadError: a document does not exist, or the machine lacks fontconfig.
    """
    workspace = workspace or Workspace.around()
    problems = dict.fromkeys(_settings(workspace))
    for entry in entries(workspace, documents):
        problems |= dict.fromkeys(_entry(workspace, entry))
    return sorted(problems, key=lambda problem: (problem.place, problem.what))


def _settings(workspace: Workspace) -> list[Problem]:
    try:
        settings(workspace)
    except MastheadError as error:
        return list(error.problems)
    return []


def _entry(workspace: Workspace, entry: Entry) -> list[Problem]:
    try:
        document = load(workspace, entry)
    except MastheadError as error:
        return list(error.problems)
    return [*document.warnings, *missing_glyphs(document, workspace)]
