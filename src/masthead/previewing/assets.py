"""The files of the page itself. All are known when the server starts; none is found by what a browser asks for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from masthead.problem import ExitCode, MastheadError, Place, Problem
from masthead.workspace import digest

if TYPE_CHECKING:
    from collections.abc import Mapping

STATIC = Path(__file__).parent / "static"
PDFJS = ("pdfjs/pdf.min.mjs", "pdfjs/pdf.worker.min.mjs")
"""What of PDF.js the page needs. `make` brings it by npm; a wheel carries it."""
MEDIA_TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".svg": "image/svg+xml",
}


@dataclass(frozen=True)
class Asset:
    """A file of the page."""

    data: bytes
    media_type: str
    digest: str


def assets(folder: Path = STATIC) -> Mapping[str, Asset]:
    """Return the files of the page by name, such as ``preview.css`` and ``pdfjs/pdf.min.mjs``.

    Raises:
        MastheadError: PDF.js is not among them.
    """
    paths = (path for path in sorted(folder.rglob("*")) if path.suffix in MEDIA_TYPES and path.is_file())
    found = {path.relative_to(folder).as_posix(): _asset(path) for path in paths}
    if missing := [name for name in PDFJS if name not in found]:
        what = f"this Masthead came without PDF.js, which draws the pages ({', '.join(missing)})"
        todo = "run `make` in the folder that it was checked out in, or install the wheel of a release"
        raise MastheadError([Problem(Place("masthead preview"), what, todo, exit_code=ExitCode.MACHINE)])
    return found


def _asset(path: Path) -> Asset:
    data = path.read_bytes()
    return Asset(data, MEDIA_TYPES[path.suffix], digest(data))
