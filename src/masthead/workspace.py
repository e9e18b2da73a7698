"""The workspace: the only door to files and folders.

Everything a document is made from is read through a :class:`Workspace`, and each read is recorded with the
digest of what was found. So a build is a function of its inputs, and what a document read is exactly what puts
it out of date. Nothing outside the workspace and the program's own folders can be read through it.

A workspace lies in a folder, or in an object store (:mod:`masthead.bucket`), where many machines reach it.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from functools import cache, cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Literal, get_args

from masthead.disc import Disc
from masthead.problem import ExitCode, MastheadError, Place, Problem
from masthead.storage import LARGEST_FILE, OutsideError, TooLargeError, digest, storage_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from masthead.storage import Found, Kind, Storage

__all__ = [
    "BUILT_IN",
    "FOLDERS",
    "LARGEST_FILE",
    "SETTINGS",
    "Folder",
    "OutsideError",
    "Reads",
    "TooLargeError",
    "Workspace",
    "digest",
    "program_folder",
]

Folder = Literal["templates", "styles"]
FOLDERS: tuple[Folder, ...] = get_args(Folder)
Reads = dict[str, str | None]
"""What was read: a name (``content/a.yaml``, ``masthead:styles/body.css``) and the SHA-256 of its bytes in
hexadecimal, or None where a file was looked for and not found."""

BUILT_IN = "masthead:"
"""Before the name of a file that comes with the program."""

SETTINGS = "masthead.yaml"


def program_folder(name: Folder) -> Path:
    """Return the program's own folder of templates or styles, in a wheel or in a checkout."""
    packaged = Path(__file__).parent / name
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / name


@cache
def _program(name: Folder) -> Disc:
    return Disc(program_folder(name))


def _misused(place: str, what: str, todo: str) -> MastheadError:
    return MastheadError([Problem(Place(place), what, todo, exit_code=ExitCode.USAGE)])


class Workspace:
    """A folder with ``content/``, ``build/`` and, where wanted, its own ``templates/`` and ``styles/``.

    Two workspaces are equal when they are the same place. What is being recorded does not go with a copy.

    Args:
        root: the folder of the workspace, or the address of an object store such as ``s3://bucket/office``.

    Raises:
        MastheadError: the address cannot be used.
    """

    def __init__(self, root: Path | str = ".") -> None:
        self.storage = storage_at(root)
        self._records: list[Reads] = []

    @property
    def address(self) -> str:
        """The text by which another process opens the same workspace: a full path, or an address."""
        return self.storage.address

    def __reduce__(self) -> tuple[type[Workspace], tuple[str]]:
        return type(self), (self.address,)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Workspace) and self.address == other.address

    def __hash__(self) -> int:
        return hash(self.address)

    @classmethod
    def around(cls, start: Path | str = ".") -> Workspace:
        """Return the workspace that *start* lies in: the nearest folder upwards with ``content/``, or an object store.

        Raises:
            MastheadError: no such folder exists.
        """
        if "://" in str(start):
            return cls(start)
        here = Path(start).resolve()
        for folder in (here, *here.parents):
            if (folder / "content").is_dir():
                return cls(folder)
        todo = "go to the folder that holds content/, or run `masthead new NAME` to start one here"
        raise _misused(str(start), "no folder named content is here or above", todo)

    @classmethod
    def around_or_at(cls, start: Path | str = ".") -> Workspace:
        """Return the workspace that *start* lies in, or one that begins at *start*."""
        try:
            return cls.around(start)
        except MastheadError:
            return cls(start)

    @cached_property
    def folder(self) -> Path | None:
        """The folder of the workspace; None where it lies in an object store."""
        return self.storage.root if isinstance(self.storage, Disc) else None

    @cached_property
    def root(self) -> Path:
        """The folder of the workspace; MastheadError where it lies in an object store, from all that give a path."""
        return self._disc.root

    @property
    def _disc(self) -> Disc:
        if isinstance(self.storage, Disc):
            return self.storage
        todo = "`masthead build` and `masthead check` work over a store; copy it into a folder for anything else"
        raise _misused(self.address, "this needs a folder, and an object store has none", todo)

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

    def _home(self, name: str) -> tuple[Storage, str]:
        """Return where *name* lies, in the workspace or with the program, and its name there."""
        if not name.startswith(BUILT_IN):
            return self.storage, name
        folder, _, rest = name.removeprefix(BUILT_IN).partition("/")
        for own in FOLDERS:
            if own == folder:
                return _program(own), rest
        raise OutsideError(name)

    def path(self, name: str) -> Path:
        """Return where *name* lies on the disc; a name is relative to the workspace, parted by ``/``.

        Raises:
            OutsideError: the name, or a link on the way, leads out of the workspace.
        """
        home, rest = self._home(name)
        return home.place(rest) if isinstance(home, Disc) else self._disc.place(rest)

    def kind(self, name: str) -> Kind | None:
        """Say whether a file or a folder is called *name*; None when nothing is."""
        return self.storage.kind(name)

    def holds(self, name: str) -> bool:
        """Say whether anything in the workspace is called *name*; if not, record that it was looked for."""
        found = self.kind(name) is not None
        if not found:
            self.record(name, None)
        return found

    def read(self, name: str, *, limit: int = LARGEST_FILE) -> bytes:
        """Return the bytes of the file called *name*, and record the read.

        Raises:
            FileNotFoundError: there is no such file; that is recorded too.
            OutsideError: the name leads out of the workspace.
            TooLargeError: the file has more than *limit* bytes.
            MastheadError: the object store does not answer.
        """
        home, rest = self._home(name)
        try:
            data = home.read(rest, limit)
        except FileNotFoundError:
            self.record(name, None)
            raise
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
        if self.folder and self.path(own) == self.path(built_in):
            return built_in, self.read(built_in)
        try:
            return own, self.read(own)
        except FileNotFoundError:
            return built_in, self.read(built_in)

    def digest_now(self, name: str) -> str | None:
        """Return the SHA-256 of the file called *name*; None where there is none that can be read. Not recorded."""
        return self.digests_now((name,))[name]

    def digests_now(self, names: Iterable[str]) -> dict[str, str | None]:
        """Return the digest of each file as :meth:`digest_now` does; an object store is asked for many at once.

        Raises:
            MastheadError: the object store does not answer.
        """
        found: dict[str, str | None] = dict.fromkeys(names)
        homes: dict[Storage, dict[str, str]] = {}
        for name in found:
            with suppress(OutsideError):
                home, rest = self._home(name)
                homes.setdefault(home, {})[rest] = name
        for home, here in homes.items():
            found.update((here[rest], value) for rest, value in home.digests(here).items())
        return found

    def current(self, reads: Mapping[str, str | None]) -> bool:
        """Say whether everything in *reads* is still as it was when it was recorded."""
        return self.digests_now(reads) == dict(reads)

    def names(self, folders: Iterable[str]) -> dict[str, list[Found]]:
        """Return what each of the *folders* holds, in order of its name; MastheadError where one cannot be read."""
        return self.storage.names(folders)

    def files(self, folder: str) -> list[str]:
        """Return the names of all files below *folder*, in order."""
        return self.storage.files(folder)

    def name(self, path: Path | str) -> str:
        """Return the name of *path* in this workspace, for messages and for :meth:`read`; a name stays as it is."""
        if isinstance(path, str):
            return path
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return path.as_posix()

    def write(self, path: Path | str, data: bytes) -> None:
        """Put *data* at *path*, whole or not at all: it is written aside, synced, then renamed.

        Args:
            path: a name in the workspace as text, or a Path anywhere on the disc.
            data: what the file holds then.

        Raises:
            MastheadError: the folder or the disc does not take it; an older file at *path* is untouched.
        """
        if isinstance(path, str):
            self.storage.write(path, data)
        else:
            self._disc.write_at(path, data, self.name(path))

    def put_aside(self, data: bytes, run: str = "") -> str:
        """Write *data* for *run*, as :meth:`write` does, to a new file in ``build/.aside/``; return its name."""
        return self.storage.put_aside(data, run)

    def take_in(self, aside: str, name: str) -> None:
        """Put what lies *aside* in the place of *name*, whole or not at all; raises what :meth:`write` does."""
        self.storage.take_in(aside, name)

    def discard(self, aside: str) -> None:
        """Delete what lies *aside*; nothing happens where it is gone."""
        self.storage.discard(aside)

    def sweep(self, run: str = "") -> None:
        """Delete from ``build/.aside/`` what is left of *run*, and what crashed a day ago. It never fails."""
        self.storage.sweep(run)
