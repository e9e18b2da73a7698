"""Where documents lie: folders and single files in ``content/``, found without reading them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from masthead.problem import ExitCode, MastheadError, Place, Problem
from masthead.suggestion import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from masthead.workspace import Workspace

FACTS = "document.yaml"
"""File of a document's folder that holds its facts."""


@dataclass(frozen=True)
class Entry:
    """One text of one document: the names of the files that it is made of."""

    document: str
    """Name of the document: its folder or file in ``content/``, without the ending."""
    facts: str
    """File that holds the facts, such as ``content/A-RES-66-152/document.yaml``."""
    text: str
    """File that holds the text; the same one for a document in a single file."""


def entries(workspace: Workspace, names: Sequence[str] = ()) -> list[Entry]:
    """Return every text of the documents called *names*; of all documents when no name is given.

    A name is that of the folder or file in ``content/``; the path to it, or to one of its files, does as well.

    Raises:
        MastheadError: a name that no document has, or a folder without facts or without a text.
    """
    known = _documents(workspace.content)
    problems: list[Problem] = []
    found: list[Entry] = []
    for name in names or known:
        document, _, file = _tidy(workspace, name).partition("/")
        path = known.get(document)
        if path is None:
            problems.append(_unknown(name, document, known))
            continue
        texts = [path] if path.is_file() else list(_texts(workspace, path, problems))
        found += [_entry(workspace, path, text) for text in texts if file in ("", FACTS, text.name)]
    if not known:
        todo = "`masthead new NAME` writes a document to start from"
        problems.append(Problem(Place("content"), "there is no document here", todo, exit_code=ExitCode.USAGE))
    if problems:
        raise MastheadError(problems)
    return list(dict.fromkeys(found))


def _documents(folder: Path) -> dict[str, Path]:
    """Return the documents in *folder* by name."""
    paths = sorted(folder.iterdir()) if folder.is_dir() else []
    return {
        path.name.removesuffix(".yaml"): path
        for path in paths
        if not path.name.startswith(".") and (path.is_dir() or path.suffix == ".yaml")
    }


def _tidy(workspace: Workspace, name: str) -> str:
    """Return *name* relative to ``content/``, whether it was given as a name or as a path."""
    for folder in (str(workspace.content), "content", "./content"):
        name = name.removeprefix(folder + "/")
    name = name.rstrip("/")
    return name if "/" in name else name.removesuffix(".yaml")


def _texts(workspace: Workspace, folder: Path, problems: list[Problem]) -> Iterator[Path]:
    """Give the language files of a document's folder."""
    place = Place(workspace.name(folder))
    if not (folder / FACTS).is_file():
        problems.append(Problem(place, f"the folder has no {FACTS}", "add it; it holds the facts of the document"))
        return
    texts = [path for path in sorted(folder.glob("*.yaml")) if path.name != FACTS and path.name[0] != "."]
    if not texts:
        todo = "add one file a language, such as fr.yaml"
        problems.append(Problem(place, "the document has no text", todo))
    yield from texts


def _entry(workspace: Workspace, document: Path, text: Path) -> Entry:
    facts = text if document.is_file() else document / FACTS
    name = document.name.removesuffix(".yaml")
    return Entry(name, workspace.name(facts), workspace.name(text))


def _unknown(name: str, document: str, known: dict[str, Path]) -> Problem:
    close = nearest(document, known)
    todo = f'did you mean "{close}"?' if close else f"documents here: {', '.join(known) or 'none'}"
    return Problem(Place("content"), f'there is no document called "{name}"', todo, exit_code=ExitCode.USAGE)
