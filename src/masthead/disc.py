"""A workspace in a folder on a disc, or on a share that is mounted like one."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import stat
import time
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from masthead.problem import ExitCode, MastheadError, Place, Problem
from masthead.storage import (
    ASIDE,
    LARGEST_COMPARED,
    LARGEST_FILE,
    ROOM,
    OutsideError,
    TooLargeError,
    digest,
    fresh_aside,
    is_aside,
    is_left,
    is_plain,
    is_possible,
    unwritten,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from masthead.storage import Found, Kind

_CHUNK = 1024 * 1024
_FLAGS = os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC
"""Nobody waits at a pipe, and a link is looked at before it is followed."""
_NO_FILE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.ENXIO})


class Disc:
    """A folder on a disc, or on a share that is mounted like one.

    Args:
        root: the folder; links that lead to it are followed once.
    """

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()

    @property
    def address(self) -> str:
        """The full path of the folder."""
        return str(self.root)

    def place(self, name: str) -> Path:
        """Return where *name* lies, every link followed.

        Raises:
            OutsideError: the name, or a link on the way, leads out of the folder.
        """
        found = Path(os.path.realpath(self._below(name)))
        if not found.is_relative_to(self.root):
            raise OutsideError(name)
        return found

    def read(self, name: str, limit: int = LARGEST_FILE) -> bytes:
        """See :meth:`Storage.read`."""
        try:
            return b"".join(self._chunks(name, limit, {""}))
        except OSError as error:
            if error.errno in _NO_FILE:
                raise FileNotFoundError(name) from error
            raise

    def digests(self, names: Iterable[str]) -> dict[str, str | None]:
        """See :meth:`Storage.digests`. A file with more than :data:`LARGEST_COMPARED` bytes has none.

        Whoever made ``build/`` a link to another disc is taken at his word: PDFs are written there, too.
        """
        known = {"", "build"}
        return {name: self._digest(name, known) for name in names}

    def _digest(self, name: str, known: set[str]) -> str | None:
        value = hashlib.sha256()
        try:
            for chunk in self._chunks(name, LARGEST_COMPARED, known):
                value.update(chunk)
        except OSError:
            return None
        return value.hexdigest()

    def _chunks(self, name: str, limit: int, known: set[str]) -> Iterator[bytes]:
        descriptor = self._opened(name, known)
        try:
            about = os.fstat(descriptor)
            if not stat.S_ISREG(about.st_mode):
                raise FileNotFoundError(name)
            got, size = 0, min(about.st_size + 1, _CHUNK)
            while about.st_size <= limit and (chunk := os.read(descriptor, size)):
                yield chunk
                got += len(chunk)
                if got > limit:
                    break
            if max(got, about.st_size) > limit:
                raise TooLargeError(name)
        finally:
            os.close(descriptor)

    def _opened(self, name: str, known: set[str]) -> int:
        path = self._below(name)
        if not self._plain(name, known):
            path = str(self.place(name))
        try:
            return os.open(path, _FLAGS)
        except OSError as error:
            if error.errno != errno.ELOOP:
                raise
            return os.open(self.place(name), _FLAGS)

    def _below(self, name: str) -> str:
        if name.startswith("/") or not is_possible(name):
            raise OutsideError(name)
        return f"{self.root}/{name}"

    def _plainly(self, name: str) -> str:
        """Return the path of *name*, which leads nowhere else by dots; a link on the way is not looked at."""
        if name and not is_plain(name):
            raise OutsideError(name)
        return self._below(name)

    def _plain(self, name: str, known: set[str]) -> bool:
        """Say whether no link and no dots lie on the way to *name*; folders found to be so become *known*.

        This is what :meth:`place` would find out, for a build with nothing to do over thousands of files.
        """
        folder, _, last = name.rpartition("/")
        if folder not in known and not self._plain_folder(folder, known):
            return False
        return last not in ("", ".", "..")

    def _plain_folder(self, folder: str, known: set[str]) -> bool:
        at = ""
        for part in folder.split("/"):
            at = f"{at}/{part}" if at else part
            if part in ("", ".", "..") or (at not in known and os.path.islink(f"{self.root}/{at}")):  # noqa: PTH114 (quick)
                return False
            known.add(at)
        return True

    def kind(self, name: str) -> Kind | None:
        """See :meth:`Storage.kind`. Where a link leads to nothing, it is a file that cannot be read."""
        try:
            path = self._plainly(name)
        except OutsideError:
            return None
        if os.path.isdir(path):  # noqa: PTH112 (asked for every name: no Path is made)
            return "folder"
        return "file" if os.path.lexists(path) else None

    def names(self, folders: Iterable[str]) -> dict[str, list[Found]]:
        """See :meth:`Storage.names`. Links are followed: to read through one that leads out is refused later."""
        return {folder: self._names(folder) for folder in folders}

    def _names(self, folder: str) -> list[Found]:
        try:
            with os.scandir(self._plainly(folder)) as found:
                return sorted((each.name, "folder" if each.is_dir() else "file") for each in found)
        except OSError as error:
            if error.errno in _NO_FILE:
                return []
            what = f"the folder cannot be read ({error.strerror or 'it lies outside the workspace'})"
            problem = Problem(Place(folder), what, "give read access to it", exit_code=ExitCode.MACHINE)
            raise MastheadError([problem]) from error

    def files(self, folder: str) -> list[str]:
        """See :meth:`Storage.files`. Linked folders are passed over, and so are those that may not be read."""
        top = self._plainly(folder)
        found = (f"{at}/{file}" for at, _, files in os.walk(top) for file in files)
        return sorted(path.removeprefix(str(self.root)).lstrip("/") for path in found)

    def write(self, name: str, data: bytes) -> None:
        """See :meth:`Storage.write`."""
        self.write_at(self._target(name), data, name)

    def write_at(self, path: Path, data: bytes, name: str) -> None:
        """Put *data* at *path*, anywhere on the disc, whole or not at all; *name* is what messages call it."""
        aside = path.with_name(f".{path.name}.{os.urandom(8).hex()}.part")
        with _told(name):
            _fill(aside, data)
            try:
                os.replace(aside, path)  # noqa: PTH105 (as in take_in)
            finally:
                aside.unlink(missing_ok=True)

    def put_aside(self, data: bytes, run: str = "") -> str:
        """See :meth:`Storage.put_aside`."""
        name = fresh_aside(run)
        with _told("build"):
            _fill(self.root / name, data)
        return name

    def take_in(self, aside: str, name: str) -> None:
        """See :meth:`Storage.take_in`. It is durable when this returns."""
        source, target = self._aside(aside), self._target(name)
        with _told(name):
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                os.replace(source, target)  # noqa: PTH105 (Path.replace is the same with more steps)
            except OSError as error:
                if error.errno != errno.EXDEV:
                    raise
                self.write(name, source.read_bytes())  # a folder in build/ that lies on another disc
                source.unlink(missing_ok=True)
            with _open(target.parent) as descriptor, suppress(OSError):  # some shared folders cannot be synced
                os.fsync(descriptor)

    def discard(self, aside: str) -> None:
        """See :meth:`Storage.discard`."""
        path = self._aside(aside)
        with suppress(OSError):
            path.unlink(missing_ok=True)

    def sweep(self, run: str = "") -> None:
        """See :meth:`Storage.sweep`. Only what has a name of :func:`fresh_aside` is deleted, and nothing by a link."""
        now = time.time()
        with suppress(OSError):
            if (self.root / ASIDE).is_symlink():
                return
            for each in os.scandir(self.root / ASIDE):
                with suppress(OSError):
                    age = now - each.stat(follow_symlinks=False).st_mtime
                    if is_left(f"{ASIDE}/{each.name}", run, age):
                        os.unlink(each.path)  # noqa: PTH108 (a DirEntry has no Path)

    def read_versioned(self, name: str) -> tuple[bytes, object] | None:
        """See :meth:`Storage.read_versioned`. A version is known by its digest."""
        try:
            data = self.read(name)
        except FileNotFoundError:
            return None
        return data, digest(data)

    def write_if(self, name: str, data: bytes, version: object | None) -> bool:
        """See :meth:`Storage.write_if`. Its folder is locked while it is looked at and replaced."""
        target = self._target(name)
        with _told(name):
            target.parent.mkdir(parents=True, exist_ok=True)
            with _open(target.parent) as descriptor:
                fcntl.flock(descriptor, fcntl.LOCK_EX)
                found = self.read_versioned(name)
                if (found and found[1]) != version:
                    return False
                self.write(name, data)
        return True

    def _target(self, name: str) -> Path:
        return Path(self._plainly(name or "."))

    def _aside(self, name: str) -> Path:
        if not is_aside(name):
            raise OutsideError(name)
        return self.root / name


def _fill(path: Path, data: bytes) -> None:
    """Write *data* to *path*, which is new, and sync it; what cannot be written whole is deleted."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        try:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            path.unlink(missing_ok=True)
            raise


@contextmanager
def _open(folder: Path) -> Iterator[int]:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Turn the fault of a disc into the error that *name* could not be written."""
    try:
        yield
    except OSError as error:
        why, todo = error.strerror or str(error), ROOM
        if isinstance(error, (FileExistsError, NotADirectoryError)):
            todo = f"{PurePosixPath(name).parent} is not a folder: move it away, then build again"
        raise unwritten(name, why, todo) from error
