"""Where the files of a workspace lie: what a storage can do, be it a folder on a disc or an object store.

Names are relative to the storage and parted by ``/``. A file is written whole or not at all: it is put aside under
a name of its own, synced, and then takes the place of the older one in a single step.
"""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from masthead.problem import ExitCode, MastheadError, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

Kind = Literal["file", "folder"]
Found = tuple[str, Kind]
"""What a folder holds: a name in it, and what is called so. A *file* is whatever is no folder."""

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes of the largest file that is read."""
LARGEST_COMPARED = 1024 * 1024 * 1024
"""Bytes of the largest file that a digest is made of."""

ASIDE = "build/.aside"
"""Folder of what is written but not yet in its place."""
LEFT_BEHIND = 24 * 60 * 60
"""Seconds after which nobody comes back for a file in :data:`ASIDE`."""

ROOM = "make room or give write access, then build again; the file that was there is untouched"

_ASIDE_NAME = re.compile(rf"{ASIDE}/[0-9a-f]{{32}}")


class OutsideError(OSError):
    """A path leads out of the workspace."""


class TooLargeError(OSError):
    """A file is larger than its limit allows."""


class Storage(Protocol):
    """What a workspace asks of the place where its files lie. Any method may raise MastheadError: it cannot be used."""

    @property
    def address(self) -> str:
        """The text by which another process finds the same storage."""

    def read(self, name: str, limit: int) -> bytes:
        """Return the bytes of the file *name*.

        Raises:
            FileNotFoundError: there is no such file.
            OutsideError: the name leads out of the storage.
            TooLargeError: the file has more than *limit* bytes.
        """

    def digests(self, names: Iterable[str]) -> dict[str, str | None]:
        """Return the SHA-256 of each file in hexadecimal, None where there is none or it cannot be read."""

    def kind(self, name: str) -> Kind | None:
        """Say what is called *name*; None when nothing is."""

    def names(self, folders: Iterable[str]) -> dict[str, list[Found]]:
        """Return what each of the *folders* holds, in order of its name; nothing for what is no folder."""

    def files(self, folder: str) -> list[str]:
        """Return the full names of all files below *folder*, in order."""

    def write(self, name: str, data: bytes) -> None:
        """Put *data* in the place of *name*, whole or not at all."""

    def put_aside(self, data: bytes, run: str = "") -> str:
        """Write *data*, durably, under a name that nobody has and that tells the *run*; return that name."""

    def take_in(self, aside: str, name: str) -> None:
        """Put what lies *aside* in the place of *name*, whole or not at all."""

    def discard(self, aside: str) -> None:
        """Delete what lies *aside*; nothing happens where it is gone."""

    def sweep(self, run: str = "") -> None:
        """Delete what crashed builds left aside, and all that is left of *run*, which has ended. It never fails."""

    def read_versioned(self, name: str) -> tuple[bytes, object] | None:
        """Return the bytes of *name* and what :meth:`write_if` knows this version by; None where there is none."""

    def write_if(self, name: str, data: bytes, version: object | None) -> bool:
        """Write *name* if it still has this *version* (None: if it is not there); say whether it was written."""


def digest(data: bytes) -> str:
    """Return the SHA-256 of *data* in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def fresh_run() -> str:
    """Return what tells a run from every other."""
    return os.urandom(8).hex()


def fresh_aside(run: str = "") -> str:
    """Return a name in :data:`ASIDE` that nobody has and nobody can guess; it begins with *run*."""
    return f"{ASIDE}/{run or fresh_run()}{os.urandom(8).hex()}"


def is_left(name: str, run: str, seconds: float) -> bool:
    """Say whether the file *name*, written so many *seconds* ago, was left aside by *run* or by a crash."""
    return is_aside(name) and (seconds > LEFT_BEHIND or bool(run and name.startswith(f"{ASIDE}/{run}")))


def is_aside(name: str) -> bool:
    """Say whether *name* is one that :func:`fresh_aside` gives."""
    return bool(_ASIDE_NAME.fullmatch(name))


def is_possible(name: str) -> bool:
    """Say whether a disc can have a file called *name*."""
    try:
        return b"\0" not in os.fsencode(name)
    except UnicodeError:
        return False


def is_plain(name: str) -> bool:
    """Say whether each part of *name* names something: none is empty and none is a dot or two."""
    return not any(part in ("", ".", "..") for part in name.split("/"))


def unwritten(name: str, why: str, todo: str = ROOM) -> MastheadError:
    """Return the error that *name* could not be written."""
    return MastheadError([Problem(Place(name), f"cannot be written ({why})", todo, exit_code=ExitCode.OUTPUT)])


def storage_at(root: Path | str) -> Storage:
    """Return the folder *root*, or the object store that it is the address of.

    Raises:
        MastheadError: it is no address, or nothing that speaks to an object store is installed.
    """
    if isinstance(root, Path) or "://" not in root:
        from masthead.disc import Disc  # noqa: PLC0415 (a storage knows what is said here)

        return Disc(Path(root))
    try:
        from masthead.bucket import Bucket  # noqa: PLC0415 (needs the extra masthead[s3])
    except ModuleNotFoundError as error:
        raise _not_installed(root, error.name) from error
    return Bucket(root)


def _not_installed(address: str, package: str | None) -> MastheadError:
    from masthead.remedy import pip  # noqa: PLC0415 (rarely needed)

    what = f"an object store needs the package {package}, which is not installed"
    todo = f"install it: {pip(['masthead[s3]'])}"
    return MastheadError([Problem(Place(address), what, todo, exit_code=ExitCode.MACHINE)])
