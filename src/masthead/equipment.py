"""The equipment of the machine that a page depends on: faces, and the libraries that set text.

A document records what it used as it records the files that it read, under a name with a prefix:
``face:Liberation Serif`` stands for the installed faces of a family, ``library:/usr/lib/.../libpango-1.0.so.0.5``
for a library that was loaded. Both are known by their content. As some faces have 25 MB, a file is read again only
when the system says that it was touched: its size, inode or time of writing is another one.
"""

from __future__ import annotations

import hashlib
import re
import stat
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from masthead import font
from masthead.problem import MastheadError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from masthead.workspace import Reads

FACE, LIBRARY = "face:", "library:"
_SETTERS = re.compile(r"/lib(?:pango|pangoft2|harfbuzz|harfbuzz-subset|freetype|fontconfig|fribidi)[-.\d]*\.so[.\d]*$")
"""Libraries that decide which glyph stands where."""
LARGEST = 512 * 1024 * 1024
"""Bytes of the largest file that can be a face or a library."""

_touched: dict[str, tuple[str, str]] = {}
"""Of each file that was read: the mark of its last writing, and its digest."""


def is_equipment(name: str) -> bool:
    """Say whether *name* stands for equipment and not for a file of the workspace."""
    return name.startswith((FACE, LIBRARY))


def used(families: Iterable[str]) -> Reads:
    """Return what a page set in *families* by this process depends on."""
    names = [*(FACE + family for family in families), *(LIBRARY + path for path in _loaded())]
    return {name: digest_now(name) for name in sorted(names)}


def digest_now(name: str) -> str | None:
    """Return the SHA-256 of the equipment called *name* in hexadecimal; None where there is none."""
    if name.startswith(LIBRARY):
        return _file(Path(name.removeprefix(LIBRARY))) if _SETTERS.search(name) else None
    try:
        faces = font.installed(name.removeprefix(FACE))
    except MastheadError:
        return None
    sums = hashlib.sha256()
    for face in faces:
        sums.update(f"{face.slant} {face.weight} {face.index} {_file(face.path)}\n".encode())
    return sums.hexdigest() if faces else None


def remembered() -> Mapping[str, tuple[str, str]]:
    """Return of each file the mark of its last writing and its digest, to be kept for the next process."""
    return _touched


def remember(known: Mapping[str, tuple[str, str]]) -> None:
    """Take over what an earlier process had found."""
    for path, mark in known.items():
        _touched.setdefault(path, mark)


def _file(path: Path) -> str | None:
    try:
        facts = path.stat()
        if not stat.S_ISREG(facts.st_mode) or facts.st_size > LARGEST:
            return None
        mark = f"{facts.st_size} {facts.st_ino} {facts.st_mtime_ns} {facts.st_ctime_ns}"
        if _touched.get(str(path), ("",))[0] != mark:
            _touched[str(path)] = mark, hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None
    return _touched[str(path)][1]


@cache
def _loaded() -> list[str]:
    """Return the libraries that this process has loaded to set text; none where the system does not say.

    It is asked once, after a first text was set: by then all of them are loaded.
    """
    if sys.platform != "linux":
        return []
    lines = Path("/proc/self/maps").read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    paths = {line.split(maxsplit=5)[-1] for line in lines if _SETTERS.search(line)}
    return sorted(path for path in paths if path.startswith("/") and not path.endswith(" (deleted)"))
