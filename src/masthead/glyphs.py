"""Characters that no available face has, found before a page is set: never a silent box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from masthead import font
from masthead.document.passages import passages
from masthead.markup import Run
from masthead.problem import MOST, ExitCode, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from masthead.document import Document
    from masthead.workspace import Workspace


def missing_glyphs(document: Document, workspace: Workspace) -> list[Problem]:
    """Return a problem for every character of *document* that no installed face has, at its first place.

    Raises:
        MastheadError: fontconfig is not installed.
    """
    printed = list(_printed(document))
    families = [family.name for family in font.known()]
    missing = font.uncovered("".join(text for text, _ in printed), families)[:MOST]
    if not missing:
        return []
    lines = workspace.read(document.entry.text).decode().split("\n")
    return [_problem(found, _place(found.character, printed, lines)) for found in missing]


def _printed(document: Document) -> Iterator[tuple[str, Place]]:
    """Give all that is printed, each with the place that it comes from."""
    furniture = document.furniture
    yield from ((passage.text, passage.place) for passage in passages(document))
    yield from ((note.printed_mark + note.characters, note.place) for note in document.content.notes())
    whole = Place(document.entry.text)
    yield str(furniture.symbol), whole
    yield from ((_characters(line), whole) for line in furniture.lines)


def _characters(parts: tuple[object, ...]) -> str:
    return "".join(part.text for part in parts if isinstance(part, Run))


def _place(character: str, printed: list[tuple[str, Place]], lines: list[str]) -> Place:
    """Return where *character* first stands in the text whose *lines* these are.

    A place without a line is a whole file. Where the character was typed as an escape, or comes from the rules of
    the language, it is found in no line: the place of its passage is given.
    """
    place = next(place for text, place in printed if character in text)
    for number, line in enumerate(lines[place.line - 1 :] if place.line else lines, start=max(place.line, 1)):
        if (column := line.find(character)) >= 0:
            return Place(place.file, number, column + 1)
    return place


def _problem(found: font.Uncovered, place: Place) -> Problem:
    return Problem(place, f"no installed face has the character {found}", found.todo, exit_code=ExitCode.MACHINE)
