"""Watching: what was saved, a burst of saves at a time.

The system tells of the folders that documents can be made from (inotify and its likes, through watchfiles); where
it cannot, as on a network folder that others write to, they are looked through again and again. Nothing is told of
``build/``, of hidden folders, and of the files that editors keep beside their own.
"""

from __future__ import annotations

import os
import re
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from masthead.problem import ExitCode, MastheadError, Place, Problem
from masthead.workspace import BUILT_IN, FOLDERS, program_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from threading import Event

    from watchfiles._rust_notify import RustNotify

    from masthead.workspace import Workspace

STEP = 4
"""Milliseconds between two looks at what the system has told: a save is known after one or two."""
QUIET = 30
"""Milliseconds without a change after which a burst is over: of several files, or of one that is not there yet."""
LONGEST = 500
"""Milliseconds after which a burst is told that does not end."""
PAUSE = 0.3
"""Seconds between two looks at a folder that the system tells nothing of."""
MOST_FOLDERS = 1000
"""Folders below one that is neither content, templates nor styles; one with more holds no pictures of documents."""

_LEFT_OUT = frozenset({"build", "node_modules", "venv", "env", "site-packages", "__pycache__"})
_BESIDE = re.compile(r"\..*|.*~|#.*#|4913|.*\.sw[a-z]|.*\.(?:tmp|bak|part)|.*___jb_\w+___")
"""Hidden files, and those that vim, emacs, nano, JetBrains and others write while they save."""

Mark = tuple[int, int, int]
"""What a file is known to be the same by: when it was written last, its size and its inode."""


def changes(workspace: Workspace, *, stop: Event | None = None, poll: bool = False) -> Iterator[frozenset[str]]:
    """Give the names of the files that were changed, added or deleted, one set for a burst of saves.

    Names are those that a workspace records: ``content/A-RES-66-152/fr.yaml``, ``masthead:styles/body.css``. A file
    that is reached by a link is told under each of its names; with a folder that is added or gone, all that lies in
    it is told. All that changes after the call is told: also what
    changes while the set before is dealt with.

    Args:
        workspace: a folder on a disc.
        stop: ends the watch when it is set.
        poll: look again and again, where the system does not tell.

    Raises:
        MastheadError: the workspace lies in an object store, or the machine watches no more folders.
    """
    watched = _Watched(workspace)
    bursts = _polled(watched, stop) if poll else _Told(watched, stop).bursts()
    return filter(None, bursts)


@dataclass
class _Found:
    """What lies in the watched folders at one moment."""

    folders: dict[str, list[str]] = field(default_factory=dict)
    """Each real folder, with the names that it has in the workspace."""
    files: dict[str, Mark] = field(default_factory=dict)
    """The files by name."""
    linked: dict[str, list[str]] = field(default_factory=dict)
    """Each file that links lead to, with their names."""

    def folder_names(self) -> set[str]:
        """Return the names of all folders."""
        return {name for names in self.folders.values() for name in names}


class _Watched:
    """The folders that documents of a workspace can be made from, and what is known of them."""

    def __init__(self, workspace: Workspace) -> None:
        self.root = str(workspace.root)
        self.own = {str(program_folder(name)): f"{BUILT_IN}{name}" for name in FOLDERS if _is_checkout()}
        self._huge: dict[str, bool] = {}
        self.known = self._look()

    def news(self) -> set[str]:
        """Look at everything, and return the names of files and folders that differ from what was known."""
        before, self.known = self.known, self._look()
        files = {name for name, _ in before.files.items() ^ self.known.files.items()}
        return files | (before.folder_names() ^ self.known.folder_names())

    def names(self, path: str) -> set[str]:
        """Return the names of what lies or lay at *path*; none for what an editor put there for a moment."""
        folder, _, file = path.rpartition("/")
        found = set(self.known.linked.get(path, ()))
        if not _BESIDE.fullmatch(file):
            found.update(_joined(name, file) for name in self.known.folders.get(folder, ()))
        found -= _LEFT_OUT
        return {name for name in found if name in self.known.files or self.is_folder(path) or os.path.lexists(path)}

    def is_folder(self, path: str) -> bool:
        """Say whether a folder lies or lay at *path*."""
        return path in self.known.folders or os.path.isdir(path)  # noqa: PTH112 (paths are text here)

    def path(self, name: str) -> str:
        """Return where the file called *name* lies."""
        for home, own in self.own.items():
            if name.startswith(f"{own}/"):
                return home + name.removeprefix(own)
        return _joined(self.root, name)

    def _look(self) -> _Found:
        found = _Found()
        self._enter(found, self.root, "", ())
        for home, name in self.own.items():
            if home not in found.folders:
                self._enter(found, home, name, ())
        return found

    def _enter(self, found: _Found, folder: str, name: str, above: tuple[str, ...]) -> None:
        """Take in *folder*, which is called *name*, and all below it."""
        found.folders.setdefault(folder, []).append(name)
        try:
            entries = list(os.scandir(folder))
        except OSError:
            return  # it is gone again, or may not be read: who reads it tells
        for entry in entries:
            if not _BESIDE.fullmatch(entry.name):
                with suppress(OSError):  # as above
                    self._take_in(found, entry, _joined(name, entry.name), (*above, folder))

    def _take_in(self, found: _Found, entry: os.DirEntry[str], name: str, above: tuple[str, ...]) -> None:
        path = entry.path
        if entry.is_symlink():
            path = os.path.realpath(path)
            if not path.startswith(f"{self.root}/") or self.path(name) != entry.path:
                return  # it leads out, or from link to link
        if entry.is_dir():
            if path not in above and (len(above) > 1 or self._matters(path, name)):
                self._enter(found, path, self.own.get(path, name), above)
            return
        found.files[name] = _mark(entry.stat())
        if entry.is_symlink():
            found.linked.setdefault(path, []).append(name)
            found.folders.setdefault(path.rpartition("/")[0], [])

    def _matters(self, path: str, name: str) -> bool:
        """Say whether documents can be made from what lies in the folder called *name* at the top."""
        if name in _LEFT_OUT or name in {"content", *FOLDERS}:
            return name not in _LEFT_OUT
        if path not in self._huge:
            self._huge[path] = any(number >= MOST_FOLDERS for number, _ in enumerate(os.walk(path)))
        return not self._huge[path]


def _is_checkout() -> bool:
    """Say whether the program's own templates and styles lie beside its code, where they are worked on."""
    return program_folder("styles").parent != Path(__file__).parent


def _joined(folder: str, file: str) -> str:
    return f"{folder}/{file}" if folder else file


def _mark(facts: os.stat_result) -> Mark:
    return facts.st_mtime_ns, facts.st_size, facts.st_ino


def _polled(watched: _Watched, stop: Event | None) -> Iterator[frozenset[str]]:
    """Look again and again; what is still being written is told when it has come to rest."""
    from threading import Event  # noqa: PLC0415 (names the type above)

    bell, pause = stop or Event(), PAUSE
    while not bell.wait(pause):
        start = time.monotonic()
        names = watched.news()
        while names and not bell.wait(QUIET / 1000) and (more := watched.news()):
            names |= more
        pause = max(PAUSE, 10 * (time.monotonic() - start))
        yield frozenset(names)


class _Told:
    """What the system tells of the watched folders."""

    def __init__(self, watched: _Watched, stop: Event | None) -> None:
        self._watched, self._stop = watched, stop
        self._listen()

    def bursts(self) -> Iterator[frozenset[str]]:
        """Give each burst when it is over; a single file that was saved whole is told at once."""
        while (told := self._next(0)) != "stop":
            yield frozenset(self._burst(told))

    def _next(self, timeout: int) -> set[tuple[int, str]] | str:
        """Return what was told next, or a word: stop, timeout (in milliseconds; 0 for none), lost."""
        try:
            told = self._notify.watch(LONGEST, STEP, timeout, self._stop)
        except RuntimeError:  # a name that is no UTF-8; what else was told with it is lost
            return "lost"
        if told == "signal":
            raise KeyboardInterrupt
        return told

    def _burst(self, told: set[tuple[int, str]] | str) -> set[str]:
        names, anew = self._named(told)
        if not anew and (not names or self._is_whole(names)):
            return names
        end = time.monotonic() + LONGEST / 1000
        while told not in {"stop", "timeout", "lost"} and time.monotonic() < end:
            told = self._next(QUIET)
            more, new = self._named(told)
            names, anew = names | more, anew or new
        return names | self._news(anew=anew)

    def _named(self, told: set[tuple[int, str]] | str) -> tuple[set[str], bool]:
        """Return the names of what was told, and whether folders are among it, so that others must be listened to."""
        if isinstance(told, str):
            return set(), told == "lost"
        paths = [path for _, path in told]
        names = {name for path in paths for name in self._watched.names(path)}
        return names, any(self._watched.is_folder(path) and self._watched.names(path) for path in paths)

    def _is_whole(self, names: set[str]) -> bool:
        """Say whether *names* is a single file that was there before and that nobody is writing any more."""
        name, *others = names
        if others or name not in self._watched.known.files:
            return False
        try:
            mark = self._watched.known.files[name] = _mark(Path(self._watched.path(name)).stat())
        except OSError:
            return False
        return mark[1] > 0 and not 0 <= time.time_ns() - mark[0] < STEP * 1_000_000

    def _news(self, *, anew: bool) -> set[str]:
        before = set(self._watched.known.folders)
        names = self._watched.news()
        return names | self._listen() if anew or before != set(self._watched.known.folders) else names

    def _listen(self) -> set[str]:
        """Let the system tell of all folders that there are now; return what changed while that was arranged."""
        names: set[str] = set()
        while True:
            folders = set(self._watched.known.folders)
            self._notify = _notify(self._watched)
            names |= self._watched.news()
            if folders == set(self._watched.known.folders):
                return names


def _notify(watched: _Watched) -> RustNotify:
    """Let the system tell of the watched folders from now on.

    Raises:
        MastheadError: it does not.
    """
    from watchfiles._rust_notify import RustNotify  # noqa: PLC0415 (only who watches needs it)

    trees = sys.platform == "darwin"  # there the system watches whole trees, and one folder is as dear as one
    folders = [watched.root, *watched.own] if trees else [path for path in watched.known.folders if _is_utf8(path)]
    try:
        return RustNotify(folders, False, False, 0, trees, True)
    except FileNotFoundError:  # a folder is gone again
        watched.news()
        return _notify(watched)
    except (OSError, RuntimeError) as error:
        todo = "let it watch more (on Linux: sysctl fs.inotify.max_user_watches), or run it with --poll"
        what = f"the machine does not watch the folders of the workspace ({error})"
        raise MastheadError([Problem(Place(watched.root), what, todo, exit_code=ExitCode.MACHINE)]) from error


def _is_utf8(path: str) -> bool:
    return not any("\ud800" <= sign <= "\udfff" for sign in path)
