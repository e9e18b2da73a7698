"""``masthead check``: every problem of every document, without setting a page and without writing a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from masthead.address import outside_addresses
from masthead.document import load
from masthead.entry import survey
from masthead.glyphs import missing_glyphs
from masthead.names import Names
from masthead.problem import MastheadError, Problem, ordered
from masthead.settings import settings
from masthead.typeset import typeset
from masthead.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from masthead.document import Document
    from masthead.entry import Entry


def check(documents: Sequence[str] = (), *, workspace: Workspace | None = None) -> list[Problem]:
    """Return the problems of *documents* (all of ``content/`` when none are named), errors and warnings.

    Raises:
        MastheadError: a document does not exist, or the machine lacks fontconfig.
    """
    workspace = workspace or Workspace.around()
    found, problems = survey(workspace, documents)
    problems += workspace_problems(workspace)
    names = Names()
    for entry in found:
        problems += _entry(workspace, entry, names)
    return ordered(problems)


def workspace_problems(workspace: Workspace) -> list[Problem]:
    """Return what is wrong with the settings, styles and templates of *workspace*, whatever the document."""
    try:
        settings(workspace)
    except MastheadError as error:
        return [*error.problems, *outside_addresses(workspace)]
    return outside_addresses(workspace)


def _entry(workspace: Workspace, entry: Entry, names: Names) -> list[Problem]:
    try:
        document = load(workspace, entry)
        names.take(document.file_name, entry)
    except MastheadError as error:
        return list(error.problems)
    return [*document.warnings, *missing_glyphs(document, workspace), *_template_faults(workspace, document)]


def _template_faults(workspace: Workspace, document: Document) -> list[Problem]:
    try:
        typeset(document, workspace)
    except MastheadError as error:
        return list(error.problems)
    return []
