"""A workspace in an object store: S3 and what speaks like it, Google's and Azure's, a folder, or memory for tests.

It is reached through obstore: one package for all of them, with no others in its train, called without asyncio,
that can replace a file on condition that nobody else has; fsspec needs one package a store and can do so only for
a file that is new.
Credentials and the place of the store come from the environment, by the names that each store has for them
(``AWS_ACCESS_KEY_ID``, ``AWS_ENDPOINT``, ...); nothing is asked over the network before a file is.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from threading import Thread
from typing import TYPE_CHECKING, TypeVar, cast

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError, PreconditionError

from masthead.problem import ExitCode, MastheadError, Place, Problem
from masthead.storage import (
    ASIDE,
    LARGEST_COMPARED,
    LARGEST_FILE,
    OutsideError,
    TooLargeError,
    fresh_aside,
    is_aside,
    is_left,
    is_plain,
    unwritten,
)
from masthead.store import NO_BUCKET, folder_of, opened, reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from obstore import GetResult, PutMode

    from masthead.storage import Found, Kind

Answer = TypeVar("Answer")

AT_ONCE = 16
"""Files that are asked for at the same time."""
FEW = 4
"""Folders that are looked into one by one; of more, all that lies beneath them is listed at once."""
LONGEST = 1024
"""Bytes of the longest name: that of S3, the least of all stores."""

_CHUNK = 4 * 1024 * 1024
_LAST_SLASHES = re.compile(r"(?<=[^:/])/+$")
_ODD = re.compile("[\0-\x1f\x7f\ud800-\udfff]")


class Bucket:
    """A part of an object store.

    Args:
        address: ``s3://BUCKET/FOLDER``, ``gs://BUCKET/FOLDER``, ``az://CONTAINER/FOLDER``,
            ``file:///FOLDER``, or ``memory://NAME``, which lasts as long as the process.

    Raises:
        MastheadError: it is no such address, or the environment does not say how to reach it.
    """

    def __init__(self, address: str) -> None:
        self.address = _LAST_SLASHES.sub("", address)
        self._folder = folder_of(self.address)
        try:
            self._store = opened(self.address, self._folder)
        except (BaseError, OSError, ValueError) as error:
            raise self._fault(error) from error

    def read(self, name: str, limit: int = LARGEST_FILE) -> bytes:
        """See :meth:`Storage.read`. The size is known before the bytes are fetched."""
        return self._waited(lambda: bytes(self._got(name, limit).bytes()))

    def digests(self, names: Iterable[str]) -> dict[str, str | None]:
        """See :meth:`Storage.digests`. What cannot be read because the store fails is an error, not a None.

        Raises:
            MastheadError: the store does not answer or refuses access.
        """
        wanted = list(names)
        return dict(zip(wanted, _at_once(self._digest, wanted), strict=True))

    def _digest(self, name: str) -> str | None:
        value = hashlib.sha256()
        try:
            with self._told():
                for chunk in self._got(name, LARGEST_COMPARED).stream(min_chunk_size=_CHUNK):
                    value.update(chunk)
        except OSError:
            return None
        return value.hexdigest()

    def kind(self, name: str) -> Kind | None:
        """See :meth:`Storage.kind`. A folder is there when anything lies in it."""
        try:
            key = self._under(name)
        except OSError:
            return None
        return self._waited(lambda: self._kind(key)) if key else "folder"

    def _kind(self, key: str) -> Kind | None:
        with suppress(FileNotFoundError):
            obstore.head(self._store, key)
            return "file"
        return "folder" if any(obstore.list(self._store, key, chunk_size=1)) else None

    def names(self, folders: Iterable[str]) -> dict[str, list[Found]]:
        """See :meth:`Storage.names`."""
        wanted = [self._under(folder) for folder in dict.fromkeys(folders)]
        if len(wanted) <= FEW:
            return dict(zip(wanted, self._waited(lambda: [self._names(each) for each in wanted]), strict=True))
        below = _by_folder(self.files(os.path.commonpath(wanted)))
        return {folder: sorted(below.get(folder, {}).items()) for folder in wanted}

    def _names(self, folder: str) -> list[Found]:
        found = obstore.list_with_delimiter(self._store, folder)
        names: dict[str, Kind] = {meta["path"]: "file" for meta in found["objects"]}
        names |= dict.fromkeys(found["common_prefixes"], "folder")
        return sorted((path.rpartition("/")[2], kind) for path, kind in names.items() if path != folder)

    def files(self, folder: str) -> list[str]:
        """See :meth:`Storage.files`."""
        key = self._under(folder)
        found = self._waited(lambda: obstore.list(self._store, key).collect())
        return sorted(meta["path"] for meta in found if meta["path"] != folder)

    def write(self, name: str, data: bytes) -> None:
        """See :meth:`Storage.write`."""
        self._waited(lambda: obstore.put(self._store, self._key(name), data), writing=name)

    def put_aside(self, data: bytes, run: str = "") -> str:
        """See :meth:`Storage.put_aside`."""
        name = fresh_aside(run)
        self._waited(lambda: obstore.put(self._store, self._key(name), data), writing="build")
        return name

    def take_in(self, aside: str, name: str) -> None:
        """See :meth:`Storage.take_in`."""
        source = self._aside(aside)
        self._waited(lambda: obstore.copy(self._store, source, self._key(name)), writing=name)
        self.discard(aside)

    def discard(self, aside: str) -> None:
        """See :meth:`Storage.discard`. What cannot be deleted is swept up another day."""
        key = self._aside(aside)
        with suppress(MastheadError, FileNotFoundError):
            self._waited(lambda: obstore.delete(self._store, key))

    def sweep(self, run: str = "") -> None:
        """See :meth:`Storage.sweep`."""
        now = datetime.now(UTC)
        with suppress(MastheadError, OSError):
            found = self._waited(lambda: obstore.list(self._store, self._key(ASIDE)).collect())
            ages = {meta["path"]: (now - meta["last_modified"]).total_seconds() for meta in found}
            old = [path for path, age in ages.items() if is_left(path, run, age)]
            self._waited(lambda: obstore.delete(self._store, old))

    def read_versioned(self, name: str) -> tuple[bytes, object] | None:
        """See :meth:`Storage.read_versioned`. A version is known by what the store calls it."""
        try:
            return self._waited(lambda: self._versioned(self._got(name, LARGEST_COMPARED)))
        except FileNotFoundError:
            return None

    def _versioned(self, found: GetResult) -> tuple[bytes, object]:
        version = {"e_tag": found.meta["e_tag"], "version": found.meta["version"]}
        return bytes(found.bytes()), {key: value for key, value in version.items() if value is not None}

    def write_if(self, name: str, data: bytes, version: object | None) -> bool:
        """See :meth:`Storage.write_if`. In a folder (``file://``) a file that is there is replaced on no condition."""
        mode = cast("PutMode", "create" if version is None else version)
        return self._waited(lambda: self._put_if(self._key(name), data, mode), writing=name)

    def _put_if(self, key: str, data: bytes, mode: PutMode) -> bool:
        try:
            obstore.put(self._store, key, data, mode=mode)
        except NotImplementedError:
            obstore.put(self._store, key, data)
        except (AlreadyExistsError, PreconditionError):
            return False
        return True

    def _key(self, name: str) -> str:
        """Return what the store calls *name*.

        Raises:
            OutsideError: no file in a store can be called so, or it leads out of the folder.
            OSError: it is too long.
        """
        if _ODD.search(name) or not is_plain(name):
            raise OutsideError(name)
        if len(name.encode()) > LONGEST:
            raise OSError(errno.ENAMETOOLONG, os.strerror(errno.ENAMETOOLONG))
        if self._folder:
            self._folder.place(name)
        return name

    def _under(self, folder: str) -> str:
        """Return what the store calls a *folder*: the one of the workspace has no name."""
        return folder and self._key(folder)

    def _aside(self, name: str) -> str:
        if not is_aside(name):
            raise OutsideError(name)
        return self._key(name)

    def _got(self, name: str, limit: int) -> GetResult:
        key = self._under(name)
        if not key or (self._folder and not self._folder.place(name).is_file()):
            raise FileNotFoundError(name)
        found = obstore.get(self._store, key)
        if found.meta["size"] > limit:
            raise TooLargeError(name)
        return found

    def _waited(self, ask: Callable[[], Answer], writing: str = "") -> Answer:
        """Return what *ask* answers; Ctrl-C is heard meanwhile. *writing* is the file that is written, if any."""
        with self._told(writing):
            return _at_once(lambda _: ask(), [""])[0]

    @contextmanager
    def _told(self, writing: str = "") -> Iterator[None]:
        """Turn the faults of the store into errors; what is said of a single file stays as it is."""
        try:
            yield
        except OutsideError:
            raise
        except OSError as error:
            if not writing and not NO_BUCKET.search(str(error)):
                raise
            raise self._fault(error, writing) from error
        except BaseError as error:
            raise self._fault(error, writing) from error

    def _fault(self, error: Exception, writing: str = "") -> MastheadError:
        what, todo = reason(error, self.address)
        if writing:
            return unwritten(writing, what, f"{todo}; the file that was there is untouched")
        return MastheadError([Problem(Place(self.address), what, todo, exit_code=ExitCode.MACHINE)])


def _by_folder(paths: Iterable[str]) -> dict[str, dict[str, Kind]]:
    """Return what lies in each folder that one of *paths* leads through."""
    found: dict[str, dict[str, Kind]] = {}
    for path in paths:
        folder, _, name = path.rpartition("/")
        found.setdefault(folder, {}).setdefault(name, "file")
        while folder:
            folder, _, name = folder.rpartition("/")
            found.setdefault(folder, {})[name] = "folder"
    return found


def _at_once(ask: Callable[[str], Answer], names: Sequence[str]) -> list[Answer]:
    """Return what *ask* answers to each of the *names*, many asked at the same time.

    It is done in threads that nobody waits for: a call of the library does not hear Ctrl-C, the wait for it does.
    """
    asked: list[tuple[str, Future[Answer]]] = [(name, Future()) for name in names]
    left = iter(asked)
    for _ in range(min(AT_ONCE, len(asked))):
        Thread(target=_answer, args=(ask, left), daemon=True).start()
    try:
        return [future.result() for _, future in asked]
    finally:
        for _ in left:  # after a fault nothing more is asked
            pass


def _answer(ask: Callable[[str], Answer], left: Iterator[tuple[str, Future[Answer]]]) -> None:
    for name, future in left:
        try:
            future.set_result(ask(name))
        except BaseException as error:  # noqa: BLE001 (raised where it is waited for)
            future.set_exception(error)
