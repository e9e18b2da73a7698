"""Many documents: the founding one over and over, each under a symbol and in a folder of its own.

``python -m benchmark.shelf FOLDER NUMBER`` writes::

    workspace/content/A-RES-66-1001/ ...   NUMBER documents
    page/page-1001.html, .typ, .tex ...    the same as the others read them, as benchmark.stage does for one

and the name of the style sheet on standard output.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmark.stage import CONTENT, DOCUMENT, sources
from masthead.entry import entries
from masthead.workspace import Workspace, program_folder

if TYPE_CHECKING:
    from collections.abc import Iterable

FIRST = 1001
"""Number of the first symbol; the founding document is A/RES/66/152."""
SHORT = """\
title: Renforcement de la coopération
preamble:
  - "*Réaffirmant* sa volonté de promouvoir la coopération internationale,"
operative:
  - "*Décide* de poursuivre l'examen de la question à sa soixante-septième session."
"""
"""A text of one page."""


def named(number: int) -> str:
    """Return what the folder of the document *number* is called."""
    return f"{DOCUMENT.rpartition('-')[0]}-{number}"


def printed(number: int) -> str:
    """Return what the PDF of the document *number* is called."""
    return f"{named(number).replace('-', '_')}-FR.pdf"


def fill(content: Path, numbers: Iterable[int], text: str = "") -> None:
    """Put a document for each of *numbers* into the folder *content*, with its own text or with *text*."""
    facts = (CONTENT / "document.yaml").read_text(encoding="utf-8")
    symbol = DOCUMENT.replace("-", "/")
    for number in numbers:
        folder = content / named(number)
        shutil.copytree(CONTENT, folder)
        own = facts.replace(f"symbol: {symbol}", f"symbol: {symbol.rpartition('/')[0]}/{number}")
        (folder / "document.yaml").write_text(own, encoding="utf-8")
        if text:
            (folder / "fr.yaml").write_text(text, encoding="utf-8")


def shelf(folder: Path, number: int) -> str:
    """Fill *folder* and return the name of the style sheet in ``page/``."""
    workspace, page = Workspace(folder / "workspace"), folder / "page"
    fill(workspace.content, range(FIRST, FIRST + number))
    shutil.copytree(program_folder("styles"), page / "styles")
    style = ""
    for entry in entries(workspace):
        style = sources(workspace, entry, page, f"-{entry.document.rpartition('-')[2]}")
    return style


if __name__ == "__main__":
    sys.stdout.write(shelf(Path(sys.argv[1]), int(sys.argv[2])))
