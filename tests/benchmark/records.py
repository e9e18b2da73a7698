"""A workspace of many documents whose PDFs are up to date.

``python -m benchmark.records FOLDER NUMBER`` makes it in FOLDER and writes the name of the text of a document that was
really built. To build all would take minutes, so the first of them (:data:`BUILT`) are built, and the others are what
a build would have left: the content of the first under other symbols, its PDF under the names that theirs would have,
and records that say so, written through :class:`masthead.ledger.Ledger` itself. A page of theirs shows another symbol
than its content does; to a build that looks for what is out of date that is all the same.
"""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from benchmark.shelf import FIRST, fill, named, printed
from masthead.building import build
from masthead.entry import entries
from masthead.ledger import NAME, Ledger
from masthead.workspace import Workspace, digest

if TYPE_CHECKING:
    from masthead.record import Record
    from masthead.workspace import Reads

BUILT = 20
"""Documents that are really built."""


def records(folder: Path, number: int) -> str:
    """Fill *folder*, and return the name of the text of the first document."""
    workspace, last = Workspace(folder), FIRST + min(BUILT, number)
    fill(workspace.content, range(FIRST, last))
    build(workspace=workspace)
    fill(workspace.content, range(last, FIRST + number))
    (entry,) = entries(workspace, [named(FIRST)])
    ledger = Ledger(folder / NAME)
    ((text, purpose), record), *_ = ledger.records([entry.text]).items()
    for other in range(last, FIRST + number):
        output = f"build/{printed(other)}"
        shutil.copyfile(folder / record.output, folder / output)
        own = replace(record, output=output, reads=_reads(workspace, record, other))
        ledger.keep(text.replace(named(FIRST), named(other)), purpose, own)
    ledger.commit()
    return entry.text


def _reads(workspace: Workspace, record: Record, number: int) -> Reads:
    """Return what the document *number* would have read where the first read its own files."""
    shelf, own, reads = f"content/{named(FIRST)}/", f"content/{named(number)}/", {}
    for name, value in record.reads.items():
        if name.startswith(shelf):
            renamed = name.replace(shelf, own)
            reads[renamed] = value and digest((workspace.root / renamed).read_bytes())
        else:
            reads[name] = value
    return reads


if __name__ == "__main__":
    sys.stdout.write(records(Path(sys.argv[1]), int(sys.argv[2])))
