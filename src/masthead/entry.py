"""Where documents lie: folders and single files in ``content/``, found without reading them."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from masthead.problem import ExitCode, MastheadError, Place, Problem
from masthead.suggestion import suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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

    Raises:
        MastheadError: as :func:`survey`, and for a folder without facts or without a text.
    """
    found, problems = survey(workspace, names)
    if problems:
        raise MastheadError(problems)
    return found


def survey(workspace: Workspace, names: Sequence[str] = ()) -> tuple[list[Entry], list[Problem]]:
    """Return the texts of the documents called *names* (of all when none is given), and what is wrong with folders.

    A name is that of the folder or file in ``content/``; the path to it, or to one of its files, does as well.

    Raises:
        MastheadError: a name that no document has, or no document at all.
    """
    shelf = _Shelf(workspace)
    shelf.look()
    if not shelf.documents and not shelf.problems:
        todo = "`masthead new NAME` writes a document to start from"
        raise MastheadError([Problem(Place("content"), "there is no document here", todo, exit_code=ExitCode.USAGE)])
    found = [entry for name in names or shelf.documents for entry in shelf.named(name)]
    if shelf.unknown:
        raise MastheadError(shelf.unknown)
    return list(dict.fromkeys(found)), shelf.problems


@dataclass
class _Shelf:
    """The documents of a workspace by name, and what was found wrong."""

    workspace: Workspace
    documents: dict[str, Path] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unknown: list[Problem] = field(default_factory=list)

    def look(self) -> None:
        for path in self.workspace.listing(self.workspace.content):
            name = path.name.removesuffix(".yaml")
            if path.name.startswith(".") or not (path.is_dir() or self._is_yaml(path)):
                continue
            if name in self.documents:
                what = f"there is {self.documents[name].name} as well as {path.name}"
                self._tell(path, what, "keep one: a folder, or a single file")
            self.documents.setdefault(name, path)

    def named(self, name: str) -> Iterator[Entry]:
        """Give the texts that *name* stands for: all of a document, or one."""
        tidy = self._tidy(name)
        if tidy == ".":
            yield from (entry for document in self.documents for entry in self.named(document))
            return
        document, _, file = tidy.partition("/")
        path = self.documents.get(document)
        if path is None:
            todo = suggestion(document, self.documents, f"documents here: {', '.join(self.documents)}")
            self._unknown(Place("content"), f'there is no document called "{name}"', todo)
            return
        texts = [path] if not path.is_dir() else list(self._texts(path))
        chosen = [text for text in texts if file in ("", FACTS, text.name, text.name.removesuffix(".yaml"))]
        if texts and not chosen:
            names = [text.name for text in texts]
            todo = suggestion(file, names, f"texts here: {', '.join(names)}")
            self._unknown(Place(self.workspace.name(path)), f'the document has no text called "{file}"', todo)
        yield from (self._entry(path, text) for text in chosen)

    def _tidy(self, name: str) -> str:
        """Return *name* relative to ``content/``, whether it was given as a name or as a path; ``.`` for all."""
        content = self.workspace.content
        path = Path(os.path.realpath(name)) if name and "\0" not in name else Path()
        if path.exists() and path.is_relative_to(content):
            name = path.relative_to(content).as_posix()
        for folder in (f"{content}/", "./", "content/"):
            name = name.removeprefix(folder)
        name = name.rstrip("/")
        return name if "/" in name else name.removesuffix(".yaml")

    def _texts(self, folder: Path) -> Iterator[Path]:
        """Give the language files of a document's folder."""
        texts = [path for path in self.workspace.listing(folder) if path.name[0] != "." and self._is_yaml(path)]
        if not any(path.name == FACTS for path in texts):
            self._tell(folder, f"the folder has no {FACTS}", "add it; it holds the facts of the document")
            return
        if len(texts) == 1:
            self._tell(folder, "the document has no text", "add one file a language, such as fr.yaml")
        yield from (path for path in texts if path.name != FACTS)

    def _is_yaml(self, path: Path) -> bool:
        if path.suffix == ".yml":
            self._tell(path, "the file is not read: its name ends in .yml", "let it end in .yaml")
        return path.suffix == ".yaml"

    def _entry(self, document: Path, text: Path) -> Entry:
        facts = document / FACTS if document.is_dir() else text
        name = document.name.removesuffix(".yaml")
        return Entry(name, self.workspace.name(facts), self.workspace.name(text))

    def _tell(self, path: Path, what: str, todo: str) -> None:
        self.problems.append(Problem(Place(self.workspace.name(path)), what, todo))

    def _unknown(self, place: Place, what: str, todo: str) -> None:
        self.unknown.append(Problem(place, what, todo, exit_code=ExitCode.USAGE))
