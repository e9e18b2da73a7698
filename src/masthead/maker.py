"""What makes a PDF of its sources, apart from the machine's faces: the program and its libraries.

Everything is known by its content: the program by its own files, a library by the list of digests that its
installer kept (``RECORD``, PEP 376).
"""

from __future__ import annotations

import hashlib
import re
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LIBRARIES = (
    "weasyprint", "pydyf", "tinycss2", "tinyhtml5", "cssselect2", "pyphen", "fonttools",
    "jinja2", "markdown-it-py", "pikepdf", "pillow", "pydantic", "pypdf", "python-barcode", "pyyaml", "segno",
)  # fmt: skip
"""Packages that may change what is printed."""
PROGRAM = "masthead"
_ADDED = re.compile(rb"\.pyc,|^[^/]+\.dist-info/")


@cache
def parts() -> Mapping[str, str]:
    """Return each part of the maker with what it is known by: a release, then a digest in hexadecimal."""
    return {PROGRAM: _program(), **dict(_libraries())}


@cache
def key() -> str:
    """Return the SHA-256 of all parts in hexadecimal: it changes when one of them does."""
    return hashlib.sha256(repr(sorted(parts().items())).encode()).hexdigest()


def difference(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """Say in words in which parts two makers differ: ``weasyprint 70.0 is 70.1 now``."""
    if not before:
        return ["the program or its libraries have changed"]
    names = [name for name in sorted({*before, *now}) if before.get(name) != now.get(name)]
    return [_said(name, before.get(name, ""), now.get(name, "")) for name in names]


def _said(name: str, before: str, now: str) -> str:
    old, new = before.partition(" ")[0], now.partition(" ")[0]
    if name == PROGRAM:
        return "the program has changed"
    if not before or not now:
        return f"{name} {new} is new" if now else f"{name} {old} is gone"
    return f"{name} {old} is {new} now" if old != new else f"{name} {old} was installed anew and differs"


def _program() -> str:
    sums = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*")):
        if path.suffix in (".py", ".yaml"):
            sums.update(path.read_bytes())
    return sums.hexdigest()


def _libraries() -> Iterator[tuple[str, str]]:
    """Give each installed library with its release and the digest of its files.

    ``importlib.metadata`` knows the folders too, but takes a sixth of a build with nothing to do.
    """
    known = {library.replace("-", "_"): library for library in LIBRARIES}
    for folder in map(Path, reversed(sys.path)):  # of two copies the first on the path is imported: it is told last
        for path in sorted(folder.glob("*.dist-info")):
            name, _, release = path.name.removesuffix(".dist-info").partition("-")
            if name.lower() in known:
                yield known[name.lower()], f"{release} {_record(path)}"


def _record(folder: Path) -> str:
    """Return the digest of the rows of a library's own files.

    What the installer adds differs from one machine to the other: scripts that hold the path of their Python (rows
    that lead out of the folder), compiled code, and notes of its own.
    """
    try:
        rows = (folder / "RECORD").read_bytes().splitlines()
    except OSError:
        return "unknown"
    own = sorted(row for row in rows if not row.startswith(b"..") and not _ADDED.search(row))
    return hashlib.sha256(b"\n".join(own)).hexdigest()
