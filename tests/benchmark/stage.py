"""Sets the stage in a folder: a workspace, and the same document as a source for each of the others.

``python -m benchmark.stage FOLDER COPIES`` writes::

    workspace/content/A-RES-66-152/   a copy of the document; its text COPIES times over where that is more than once
    archive/, print/, screen/, all/   the same, for the builds for each purpose and for all
    page/page.html, page/styles/      what Masthead gives its engine, with paths in place of addresses
    page/linked.html                  the same, naming its style sheet itself
    page/page.typ, page/page.tex      the same text for Typst and XeLaTeX

and the name of the style sheet on standard output.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmark.lengthening import lengthen
from benchmark.subjects import ALL, PRESSES
from benchmark.tex_source import tex_source
from benchmark.typst_source import typst_source
from masthead import mark
from masthead.document import load
from masthead.entry import entries
from masthead.typeset import ROOT, typeset
from masthead.workspace import Workspace, program_folder

if TYPE_CHECKING:
    from masthead.entry import Entry

DOCUMENT = "A-RES-66-152"
CONTENT = Path(__file__).parents[2] / "content" / DOCUMENT


def stage(folder: Path, copies: int = 1) -> str:
    """Fill *folder* and return the name of the style sheet in ``page/``."""
    shutil.copytree(CONTENT, folder / "workspace" / "content" / DOCUMENT)
    if copies > 1:
        lengthen(folder / "workspace" / "content" / DOCUMENT / "fr.yaml", copies)
    for name in (*PRESSES, ALL):
        shutil.copytree(folder / "workspace", folder / name)
    workspace, page = Workspace(folder / "workspace"), folder / "page"
    shutil.copytree(program_folder("styles"), page / "styles")
    return sources(workspace, entries(workspace)[0], page)


def sources(workspace: Workspace, entry: Entry, page: Path, tag: str = "") -> str:
    """Write the document of *entry* as the others read it into the folder *page*; return its style sheet's name.

    *tag* goes into the names of the files: ``page-1001.html``.
    """
    document = load(workspace, entry)
    sheet = typeset(document, workspace)
    html, style = sheet.html.replace(ROOT, ""), sheet.style.removeprefix(ROOT)
    linked = html.replace("<head>", f'<head>\n<link rel="stylesheet" href="{style}">', 1)
    files = {
        f"page{tag}.html": html,
        f"linked{tag}.html": linked,
        "qr-code.svg": mark.qr_code(document.furniture.address),
        f"page{tag}.typ": typst_source(document),
        f"page{tag}.tex": tex_source(document),
    }
    for name, text in files.items():
        (page / name).write_text(text, encoding="utf-8")
    return style


if __name__ == "__main__":
    sys.stdout.write(stage(Path(sys.argv[1]), int(sys.argv[2])))
