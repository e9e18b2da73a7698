"""What each PDF in ``build/`` was made from, so that a build with nothing to do does nothing.

One small JSON file for each text, in ``build/.record/``. It may be deleted at any time: the next build makes it
anew. A document is out of date when anything that it read, the program, its libraries, the faces or the PDF
itself is no longer what the record says.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from masthead import font
from masthead.problem import Place, Problem, Severity
from masthead.workspace import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from masthead.entry import Entry
    from masthead.order import Order, Purpose
    from masthead.workspace import Reads, Workspace

LIBRARIES = (
    "weasyprint", "pydyf", "tinycss2", "tinyhtml5", "cssselect2", "pyphen", "fonttools",
    "jinja2", "markdown-it-py", "pikepdf", "pillow", "pydantic", "pypdf", "python-barcode", "pyyaml", "segno",
)  # fmt: skip
"""Packages whose version may change what is printed."""


@dataclass(frozen=True)
class Record:
    """How a PDF came about."""

    output: str
    """Name of the PDF in the workspace."""
    order: str
    """What was ordered from the press: an :class:`~masthead.order.Order` as it is written."""
    pdf: str
    """Its SHA-256 in hexadecimal."""
    pages: int
    reads: Reads
    maker: str
    """Key of the program, its libraries and the faces."""
    warnings: list[list[str | int]] = field(default_factory=list)
    """What was warned of: file, line, column, what is wrong, what to do. A build that is up to date says it again."""

    def problems(self) -> list[Problem]:
        """Return the warnings as problems."""
        return [
            Problem(Place(str(file), int(line), int(column)), str(what), str(todo), Severity.WARNING)
            for file, line, column, what, todo in self.warnings
        ]


def noted(warnings: Iterable[Problem]) -> list[list[str | int]]:
    """Return *warnings* as a record keeps them."""
    return [[w.place.file, w.place.line, w.place.column, w.what, w.todo] for w in warnings]


def current(workspace: Workspace, entry: Entry, order: Order) -> Record | None:
    """Return the record of *entry* if its PDF is up to date and was ordered like this, else None."""
    record = kept(workspace, entry, order.purpose)
    if record is None or record.order != repr(order) or record.maker != maker() or not workspace.current(record.reads):
        return None
    return record if workspace.current({record.output: record.pdf}) else None


def keep(workspace: Workspace, entry: Entry, purpose: Purpose, record: Record) -> None:
    """Write the record of *entry* as it was made for *purpose*."""
    workspace.write(_path(workspace, entry, purpose), json.dumps(asdict(record), indent=1, sort_keys=True).encode())


def kept(workspace: Workspace, entry: Entry, purpose: Purpose) -> Record | None:
    """Return the record of *entry* made for *purpose*, up to date or not; None where there is none that can be used."""
    try:
        record = Record(**json.loads(_path(workspace, entry, purpose).read_bytes()))
        record.problems()
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    usable = isinstance(record.output, str) and isinstance(record.reads, dict)
    return record if usable else None


def _path(workspace: Workspace, entry: Entry, purpose: Purpose) -> Path:
    return workspace.output / ".record" / f"{digest(os.fsencode(entry.text))[:16]}-{purpose.value}.json"


def _releases() -> Iterator[str]:
    """Give each installed library with its version: the name of its folder ``weasyprint-70.0.dist-info``.

    ``importlib.metadata`` says the same, but takes a sixth of a build with nothing to do.
    """
    known = {library.replace("-", "_") for library in LIBRARIES}
    for folder in map(Path, sys.path):
        for path in sorted(folder.glob("*.dist-info")):
            if path.name.partition("-")[0].lower() in known:
                yield path.name


@cache
def maker() -> str:
    """Return a key that changes with the program, its libraries and the installed faces."""
    key = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*")):
        if path.suffix in (".py", ".yaml"):
            key.update(path.read_bytes())
    for release in _releases():
        key.update(f"{release}\n".encode())
    for family in font.known():
        for face in font.installed(family.name):
            facts = face.path.stat()
            key.update(f"{face.path} {face.version} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return key.hexdigest()
