"""The catalogue: every text of the workspace, each with the address that a browser calls it by."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote

from masthead.entry import survey
from masthead.problem import MastheadError, printable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from masthead.entry import Entry
    from masthead.problem import Problem
    from masthead.workspace import Workspace


@dataclass(frozen=True)
class Catalogue:
    """The texts of a workspace at one moment."""

    texts: Mapping[str, Entry] = field(default_factory=dict)
    """By address, in the order of their names. An address is never turned into a path: it is looked up here."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with folders, whatever the text."""

    def as_data(self) -> list[dict[str, object]]:
        """Return the documents for the page: ``{"name": ..., "texts": [{"address": ..., "name": ...}]}``.

        The name of a text is that of its language file; empty where a document is a single file.
        """
        documents: dict[str, list[dict[str, str]]] = {}
        for address, entry in self.texts.items():
            texts = documents.setdefault(printable(entry.document), [])
            texts.append({"address": address, "name": printable(_text_name(entry))})
        return [{"name": name, "texts": texts} for name, texts in documents.items()]


def catalogue(workspace: Workspace) -> Catalogue:
    """Return the texts of *workspace*; of an empty one, none and the problem that says so."""
    try:
        found, problems = survey(workspace)
    except MastheadError as error:
        return Catalogue({}, error.problems)
    return Catalogue({address(entry): entry for entry in found}, tuple(problems))


def address(entry: Entry) -> str:
    """Return the address of *entry*, escaped as it stands in a URL: ``A-RES-66-152/fr``, or ``NAME`` for one file."""
    parts = [entry.document, _text_name(entry)]
    return "/".join(quote(os.fsencode(part), safe="") for part in parts if part)


def _text_name(entry: Entry) -> str:
    return "" if entry.text == entry.facts else PurePosixPath(entry.text).stem
