"""The workspace: the only door to files and folders.

Everything a document is made from is read through a :class:`Workspace`, and each read is recorded with the
digest of what was found. So a build is a function of its inputs, and what a document read is exactly what puts
it out of date. Nothing outside the workspace and the program's own folders can be read through it.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Literal, get_args

from masthead.problem import ExitCode, MastheadError, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Folder = Literal["templates", "styles"]
FOLDERS: tuple[Folder, ...] = get_args(Folder)
Reads = dict[str, str | None]
"""What was read: a name (``content/a.yaml``, ``masthead:styles/body.css``) and the SHA-256 of its bytes in
hexadecimal, or None where a file was looked for and not found."""

BUILT_IN = "masthead:"
"""Before the name of a file that comes with the program."""

SETTINGS = "masthead.yaml"
LARGEST_FILE = 64 * 1024 * 1024
"""Bytes of the largest file that is read."""


class OutsideError(OSError):
    """A path leads out of the workspace."""


class TooLargeError(OSError):
    """A file is larger than its limit allows."""


def digest(data: bytes) -> str:
    """Return the SHA-256 of *data* in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def program_folder(name: Folder) -> Path:
    """Return the program's own folder of templates or styles, in a wheel or in a checkout."""
    packaged = Path(__file__).parent / name
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / name


def _within(folder: Path, name: str) -> Path:
    if "\0" in name or PurePosixPath(name).is_absolute():
        raise OutsideError(name)
    found = Path(os.path.realpath(folder / name))
    if not found.is_relative_to(os.path.realpath(folder)):
        raise OutsideError(name)
    return found


def _problem(place: str, what: str, todo: str, exit_code: ExitCode) -> MastheadError:
    return MastheadError([Problem(Place(place), what, todo, exit_code=exit_code)])


class Workspace:
    """A folder with ``content/``, ``build/`` and, where wanted, its own ``templates/`` and ``styles/``.

    Args:
        root: the folder of the workspace.
    """

    def __init__(self, root: Path | str = ".") -> None:
        self.root = Path(root).resolve()
        self._records: list[Reads] = []

    @classmethod
    def around(cls, start: Path | str = ".") -> Workspace:
        """Return the workspace that *start* lies in: the nearest folder upwards that holds ``content/``.

        Raises:
            MastheadError: no such folder exists.
        """
        here = Path(start).resolve()
        for folder in (here, *here.parents):
            if (folder / "content").is_dir():
                return cls(folder)
        what = "no folder named content is here or above"
        todo = "go to the folder that holds content/, or run `masthead new NAME` to start one here"
        raise _problem(str(start), what, todo, ExitCode.USAGE)

    @classmethod
    def around_or_at(cls, start: Path | str = ".") -> Workspace:
        """Return the workspace that *start* lies in, or one that begins at *start*."""
        try:
            return cls.around(start)
        except MastheadError:
            return cls(start)

    @cached_property
    def content(self) -> Path:
        """The folder of the documents."""
        return self.root / "content"

    @cached_property
    def output(self) -> Path:
        """The folder that the PDFs come out in."""
        return self.root / "build"

    @contextmanager
    def recording(self) -> Iterator[Reads]:
        """Record what is read while the context lasts, in the mapping that it gives."""
        reads: Reads = {}
        self._records.append(reads)
        try:
            yield reads
        finally:
            self._records.remove(reads)

    def record(self, name: str, value: str | None) -> None:
        """Note that *name* was read and what its digest was (None: it was not there)."""
        for reads in self._records:
            reads[name] = value

    def path(self, name: str) -> Path:
        """Return where *name* lies on the disc; a name is relative to the workspace, parted by ``/``.

        Raises:
            OutsideError: the name, or a link on the way, leads out of the workspace.
        """
        if not name.startswith(BUILT_IN):
            return _within(self.root, name)
        folder, _, rest = name.removeprefix(BUILT_IN).partition("/")
        for own in FOLDERS:
            if own == folder:
                return _within(program_folder(own), rest)
        raise OutsideError(name)

    def holds(self, name: str) -> bool:
        """Say whether anything in the workspace is called *name*; if not, record that it was looked for."""
        found = (self.root / name).exists() or (self.root / name).is_symlink()
        if not found:
            self.record(name, None)
        return found

    def read(self, name: str, *, limit: int = LARGEST_FILE) -> bytes:
        """Return the bytes of the file called *name*, and record the read.

        Raises:
            FileNotFoundError: there is no such file; that is recorded too.
            OutsideError: the name leads out of the workspace.
            TooLargeError: the file has more than *limit* bytes.
        """
        path = self.path(name)
        if not path.is_file():
            self.record(name, None)
            raise FileNotFoundError(name)
        if path.stat().st_size > limit:
            raise TooLargeError(name)
        data = path.read_bytes()
        self.record(name, digest(data))
        return data

    def shared(self, folder: Folder, name: str) -> tuple[str, bytes]:
        """Return a file of the templates or styles: its name in the record and its bytes.

        A file of the workspace goes before the program's own file of the same name.

        Raises:
            FileNotFoundError: neither has it.
            OutsideError: the name leads out of the folder.
        """
        if ".." in PurePosixPath(name).parts:
            raise OutsideError(name)
        own, built_in = f"{folder}/{name}", f"{BUILT_IN}{folder}/{name}"
        if self.path(own) == self.path(built_in):
            return built_in, self.read(built_in)
        try:
            return own, self.read(own)
        except FileNotFoundError:
            return built_in, self.read(built_in)

    def current(self, reads: Mapping[str, str | None]) -> bool:
        """Say whether everything in *reads* is still as it was when it was recorded."""
        return all(self._digest_now(name) == value for name, value in reads.items())

    def _digest_now(self, name: str) -> str | None:
        try:
            return digest(self.path(name).read_bytes())
        except OSError:
            return None

    def listing(self, folder: Path) -> list[Path]:
        """Return what *folder* holds, in order of its name; nothing where there is no such folder.

        Raises:
            MastheadError: the folder cannot be read.
        """
        try:
            return sorted(folder.iterdir()) if folder.is_dir() else []
        except OSError as error:
            what = f"the folder cannot be read ({error.strerror})"
            raise _problem(self.name(folder), what, "give read access to it", ExitCode.MACHINE) from error

    def name(self, path: Path) -> str:
        """Return the name of *path* in this workspace, for messages and for :meth:`read`."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return path.as_posix()

    def write(self, path: Path, data: bytes) -> None:
        """Put *data* at *path*, whole or not at all: it is written aside, synced, then renamed.

        Raises:
            MastheadError: the folder or the disc does not take it; an older file at *path* is untouched.
        """
        aside = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                with aside.open("wb") as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
                aside.replace(path)
            finally:
                aside.unlink(missing_ok=True)
        except OSError as error:
            what = f"cannot be written ({error.strerror or error})"
            todo = "make room or give write access, then build again; the file that was there is untouched"
            if isinstance(error, (FileExistsError, NotADirectoryError)):
                todo = f"{self.name(path.parent)} is not a folder: move it away, then build again"
            raise _problem(self.name(path), what, todo, ExitCode.OUTPUT) from error
