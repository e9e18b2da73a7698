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

    from masthead.storage import Found, Kind
    from masthead.workspace import Workspace

CONTENT = "content"
"""Folder of the documents."""
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
    found = [entry for name in names for entry in shelf.named(name)] if names else list(shelf.all())
    if shelf.unknown:
        raise MastheadError(shelf.unknown)
    return list(dict.fromkeys(found)), shelf.problems


@dataclass
class _Shelf:
    """The documents of a workspace by name, and what was found wrong."""

    workspace: Workspace
    documents: dict[str, Found] = field(default_factory=dict)
    """What each document is called in ``content/``, and whether it is a folder or a single file."""
    problems: list[Problem] = field(default_factory=list)
    unknown: list[Problem] = field(default_factory=list)
    opened: dict[str, list[Found]] = field(default_factory=dict)
    """What folders of documents hold, as far as they were looked into."""

    def look(self) -> None:
        """Find the documents."""
        for file, kind in self.workspace.names([CONTENT])[CONTENT]:
            name = file.removesuffix(".yaml")
            if file[0] == "." or not (kind == "folder" or self._is_yaml(f"{CONTENT}/{file}")):
                continue
            if name in self.documents:
                what = f"there is {self.documents[name][0]} as well as {file}"
                self._tell(f"{CONTENT}/{file}", what, "keep one: a folder, or a single file")
            self.documents.setdefault(name, (file, kind))

    def all(self) -> Iterator[Entry]:
        """Give every text of every document. Their folders are opened together: a store is asked only once."""
        folders = [f"{CONTENT}/{file}" for file, kind in self.documents.values() if kind == "folder"]
        self.opened = self.workspace.names(folders)
        for document, (file, kind) in self.documents.items():
            yield from self._entries(document, f"{CONTENT}/{file}", self._texts(f"{CONTENT}/{file}", kind))

    def named(self, name: str) -> Iterator[Entry]:
        """Give the texts that *name* stands for: all of a document, or one."""
        tidy = self._tidy(name)
        if tidy == ".":
            yield from self.all()
            return
        document, _, file = tidy.partition("/")
        if document not in self.documents:
            todo = suggestion(document, self.documents, f"documents here: {', '.join(self.documents)}")
            self._unknown(Place(CONTENT), f'there is no document called "{name}"', todo)
            return
        found, kind = self.documents[document]
        texts = self._texts(f"{CONTENT}/{found}", kind)
        chosen = [text for text in texts if file in ("", FACTS, text, text.removesuffix(".yaml"))]
        if texts and not chosen:
            todo = suggestion(file, texts, f"texts here: {', '.join(texts)}")
            self._unknown(Place(f"{CONTENT}/{found}"), f'the document has no text called "{file}"', todo)
        yield from self._entries(document, f"{CONTENT}/{found}", chosen)

    def _tidy(self, name: str) -> str:
        """Return *name* relative to ``content/``, whether it was given as a name or as a path; ``.`` for all."""
        if self.workspace.folder:
            name = _from_path(name, self.workspace.content)
        elif name.removeprefix("./").rstrip("/") == CONTENT:
            return "."
        for folder in ("./", f"{CONTENT}/"):
            name = name.removeprefix(folder)
        name = name.rstrip("/")
        return name if "/" in name else name.removesuffix(".yaml")

    def _texts(self, document: str, kind: Kind) -> list[str]:
        """Return the text files of the document at *document*: the languages in its folder, or the single file."""
        if kind == "file":
            return [document.removeprefix(f"{CONTENT}/")]
        if document not in self.opened:
            self.opened |= self.workspace.names([document])
        texts = [f for f, _ in self.opened[document] if f[0] != "." and self._is_yaml(f"{document}/{f}")]
        if FACTS not in texts:
            self._tell(document, f"the folder has no {FACTS}", "add it; it holds the facts of the document")
            return []
        if len(texts) == 1:
            self._tell(document, "the document has no text", "add one file a language, such as fr.yaml")
        return [text for text in texts if text != FACTS]

    def _is_yaml(self, name: str) -> bool:
        if name.endswith(".yml"):
            self._tell(name, "the file is not read: its name ends in .yml", "let it end in .yaml")
        return name.endswith(".yaml")

    def _entries(self, document: str, at: str, texts: Sequence[str]) -> Iterator[Entry]:
        if self.documents[document][1] == "file":
            return (Entry(document, at, at) for _ in texts)
        return (Entry(document, f"{at}/{FACTS}", f"{at}/{text}") for text in texts)

    def _tell(self, name: str, what: str, todo: str) -> None:
        self.problems.append(Problem(Place(name), what, todo))

    def _unknown(self, place: Place, what: str, todo: str) -> None:
        self.unknown.append(Problem(place, what, todo, exit_code=ExitCode.USAGE))


def _from_path(name: str, content: Path) -> str:
    """Return *name* relative to the folder *content* where it is the path of something in it."""
    path = Path(os.path.realpath(name)) if name and "\0" not in name else Path()
    if path.exists() and path.is_relative_to(content):
        return path.relative_to(content).as_posix()
    return name.removeprefix(f"{content}/")
