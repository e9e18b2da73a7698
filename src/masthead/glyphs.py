"""Characters that no available face has, found before a page is set: never a silent box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from masthead import font
from masthead.problem import ExitCode, Place, Problem
from masthead.typeset import characters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from masthead.document import Document
    from masthead.workspace import Workspace


def missing_glyphs(document: Document, workspace: Workspace) -> list[Problem]:
    """Return a problem for every character of *document* that no installed face has, at its first place.

    Raises:
        MastheadError: fontconfig is not installed.
    """
    families = [family.name for family in font.known()]
    text = "".join(text for text in _texts(document))
    return [_problem(found, document, workspace) for found in font.uncovered(text, families)]


def _texts(document: Document) -> Iterator[str]:
    """Give all that is printed."""
    furniture = document.furniture
    yield from (piece.printed for piece in document.content.pieces())
    yield from (characters(note.text) for note in document.content.notes())
    yield from (annex.line for annex in document.content.annexes)
    yield str(furniture.symbol)
    yield from (characters(line) for line in furniture.lines)


def _problem(found: font.Uncovered, document: Document, workspace: Workspace) -> Problem:
    place = _place(found.character, document.entry.text, workspace)
    return Problem(place, f"no installed face has the character {found}", found.todo, exit_code=ExitCode.MACHINE)


def _place(character: str, name: str, workspace: Workspace) -> Place:
    """Return where *character* first stands in the file called *name*; the whole file where it is derived."""
    for number, line in enumerate(workspace.read(name).decode().split("\n"), start=1):
        if (column := line.find(character)) >= 0:
            return Place(name, number, column + 1)
    return Place(name)
