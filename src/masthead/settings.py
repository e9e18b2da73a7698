"""The settings of a workspace: ``masthead.yaml`` at its root, which may be absent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from masthead import source
from masthead.document.validation import validated
from masthead.problem import MastheadError, Problem
from masthead.workspace import SETTINGS, OutsideError

if TYPE_CHECKING:
    from masthead.workspace import Workspace

EMBLEM = "styles/marks/emblem.svg"
"""The neutral emblem that comes with the program. The emblem of the United Nations is protected by General
Assembly resolution 92 (I) and is put in its place only by those who may use it."""


class Settings(BaseModel):
    """What holds for every document of a workspace."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    emblem: str = EMBLEM
    """Picture that stands as the emblem in the masthead: an SVG or PNG file of the workspace."""


def settings(workspace: Workspace) -> Settings:
    """Return the settings of *workspace*.

    Raises:
        MastheadError: the file has a fault, or names an emblem that cannot be read.
    """
    try:
        workspace.read(SETTINGS)
    except FileNotFoundError:
        return Settings()
    read = source.read(workspace, SETTINGS)
    found, problems = validated(read, Settings)
    if found is None:
        raise MastheadError(problems)
    try:
        workspace.read(found.emblem)
    except (OSError, OutsideError):
        what = f'emblem "{found.emblem}" is not a file of this workspace'
        raise MastheadError([Problem(read.place(("emblem",)), what, "give the path from masthead.yaml on")]) from None
    return found
