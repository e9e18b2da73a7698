"""The settings of a workspace: ``masthead.yaml`` at its root, which may be absent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

from masthead import source
from masthead.document.validation import validated
from masthead.document.values import PlainText  # noqa: TC001 (pydantic reads it when the class is made)
from masthead.order import Order, Purpose, order
from masthead.picture import picture_fault
from masthead.problem import MastheadError, Problem
from masthead.workspace import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from masthead.source import Source
    from masthead.workspace import Workspace

EMBLEM = "styles/marks/emblem.svg"
"""The neutral emblem that comes with the program. The emblem of the United Nations is protected by General
Assembly resolution 92 (I) and is put in its place only by those who may use it."""


class PrintSettings(BaseModel):
    """How the printing house wants its sheets, in the words of the command line."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    marks: PlainText = ""
    """Marks at the edges: crop, cross or both with a comma between."""
    bleed: PlainText = ""
    """How far ink may run over the edge of the trimmed page, such as 3mm."""
    imposition: PlainText = ""
    """How pages stand on a sheet: booklet, 2up or 4up."""
    paper: PlainText = ""
    """Format of the sheets: a4 or letter."""
    creep: PlainText = ""
    """How far the innermost sheet of a booklet stands out beyond the outermost, such as 0.5mm."""
    profile: PlainText = ""
    """ICC profile of the printing condition: a file of the workspace."""


class Settings(BaseModel):
    """What holds for every document of a workspace."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    emblem: PlainText = EMBLEM
    """Picture that stands as the emblem in the masthead: an SVG, PNG or JPEG file of the workspace."""
    purposes: list[Purpose] = Field(default=[Purpose.ARCHIVE], min_length=1)
    """Whom PDFs are built for where the command does not say: archive, print, screen."""
    print: PrintSettings = PrintSettings()
    """How the printing house wants its sheets where the command does not say."""

    def orders(self, purposes: Sequence[Purpose] = (), **words: str) -> tuple[Order, ...]:
        """Return the orders for *purposes*; *words* of the command line go before those of the settings.

        Raises:
            MastheadError: a word is not one that is known.
        """
        wanted = tuple(dict.fromkeys(purposes or self.purposes))
        given = {name: word for name, word in words.items() if word}
        if Purpose.PRINT not in wanted:
            return tuple(order(purpose, **given) for purpose in wanted)
        return tuple(
            order(purpose, **(self.print.model_dump() | given)) if purpose is Purpose.PRINT else order(purpose)
            for purpose in wanted
        )


def _says_anything(workspace: Workspace) -> bool:
    """Say whether the file holds more than comments and empty lines."""
    lines = (line.strip() for line in workspace.read(SETTINGS).splitlines())
    return any(line and not line.startswith(b"#") for line in lines)


def settings(workspace: Workspace) -> Settings:
    """Return the settings of *workspace*.

    Raises:
        MastheadError: the file has a fault, or names an emblem that cannot be printed.
    """
    if not workspace.holds(SETTINGS) or not _says_anything(workspace):
        return Settings()
    read = source.read(workspace, SETTINGS)
    found, problems = validated(read, Settings)
    problems = [*read.problems, *problems]
    if found and found.emblem != EMBLEM and (fault := picture_fault(workspace, found.emblem, found.emblem)):
        problems.append(Problem(read.place(("emblem",)), *fault))
    if found:
        problems += _print_problems(found, read)
    if problems or not found:
        raise MastheadError(problems)
    return found


def _print_problems(found: Settings, read: Source) -> list[Problem]:
    """Return what is wrong with the words for the printing house, each at its place."""
    try:
        order(Purpose.PRINT, **found.print.model_dump())
    except MastheadError as error:
        return [
            Problem(read.place(("print", problem.place.file.removeprefix("--"))), problem.what, problem.todo)
            for problem in error.problems
        ]
    return []
