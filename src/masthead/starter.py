"""``masthead new``: a commented document to start from."""

from __future__ import annotations

import re
from importlib import resources
from typing import TYPE_CHECKING

from masthead.language import UnknownLanguageError, codes
from masthead.language import language as known
from masthead.problem import ExitCode, MastheadError, Place, Problem
from masthead.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

_NAME = re.compile(r"[\w][\w.() -]{0,99}")


def new(name: str, *, language: str = "en", workspace: Workspace | None = None) -> list[Path]:
    """Write a document called *name* with a text in *language*, and return the files.

    It is complete: it can be built as it is and then be changed line by line.

    Raises:
        MastheadError: the name cannot be one of a folder, is taken, or the language is not known.
    """
    workspace = workspace or Workspace()
    _check(name, language, workspace)
    folder = workspace.content / name
    starters = resources.files("masthead") / "starters"
    files = {"document.yaml": "document.yaml", f"{language}.yaml": f"{language}.yaml"}
    for file, starter in files.items():
        workspace.write(folder / file, (starters / starter).read_bytes())
    return [folder / file for file in files]


def _check(name: str, language: str, workspace: Workspace) -> None:
    if not _NAME.fullmatch(name) or name.strip(" .") != name:
        todo = "use letters, figures, dashes and full stops, such as A-RES-66-152"
        raise _wrong(f"content/{name}", f'"{name}" cannot be the name of a document', todo)
    taken = next((p for p in (workspace.content / name, workspace.content / f"{name}.yaml") if p.exists()), None)
    if taken:
        raise _wrong(workspace.name(taken), "there is a document of that name", "choose another name")
    try:
        known(language)
    except UnknownLanguageError:
        raise _wrong(
            "--language", f'language "{language}" is not known', f"choose from: {', '.join(codes())}"
        ) from None


def _wrong(place: str, what: str, todo: str) -> MastheadError:
    return MastheadError([Problem(Place(place), what, todo, exit_code=ExitCode.USAGE)])
