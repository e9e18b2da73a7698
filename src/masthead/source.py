"""YAML read as it was typed: every scalar stays text, every value keeps its place in the file.

Nothing is guessed from the look of a word: ``no``, ``12:30`` and ``010`` are the texts "no", "12:30" and "010";
the model of the document decides what is a number or a date.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn

from masthead.problem import MastheadError, Place, Problem
from masthead.reader import Data, Path, Reader, Span
from masthead.workspace import OutsideError, TooLargeError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from masthead.workspace import Workspace

__all__ = ["Data", "Path", "Source", "Span", "parse", "read"]

LARGEST = 4 * 1024 * 1024
"""Bytes of the largest YAML file that is read: about 1,500 printed pages."""

_MARKS = {b"\xff\xfe\0\0": "UTF-32", b"\0\0\xfe\xff": "UTF-32", b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}
"""Byte order marks, the longer ones first."""


@dataclass(frozen=True)
class Source:
    """The contents of one YAML file with the place of every key and value."""

    file: str
    text: str = field(repr=False)
    data: Data
    values: dict[Path, Span] = field(repr=False)
    keys: dict[Path, Span] = field(repr=False)
    problems: tuple[Problem, ...] = ()
    """Faults of the file that did not keep it from being read."""

    def place(self, path: Sequence[str | int], snippet: str = "", nth: int = 0) -> Place:
        """Return the place of the value at *path*, or of what holds it where the path leads nowhere.

        With *snippet*, the place within the value where those characters stand for the *nth* time (from 0).
        """
        span = self.values[self.real(path)]
        if snippet:
            return self._within(span, snippet, nth)
        return Place(self.file, span.line, span.column)

    def key_place(self, path: Sequence[str | int]) -> Place:
        """Return the place of the key that *path* ends with."""
        span = self.keys.get(tuple(path))
        return Place(self.file, span.line, span.column) if span else self.place(path)

    def real(self, path: Sequence[str | int]) -> Path:
        """Follow *path* as far as it leads; steps that name no key (a kind of block) are passed over."""
        real: Path = ()
        for step in path:
            if (*real, step) in self.values:
                real = (*real, step)
        return real

    def _within(self, span: Span, snippet: str, nth: int) -> Place:
        at = span.start - 1
        for _ in range(nth + 1):
            at = self.text.find(snippet, at + 1, span.end)
            if at < 0:
                return Place(self.file, span.line, span.column)
        line = self.text.count("\n", 0, at) + 1
        return Place(self.file, line, at - self.text.rfind("\n", 0, at))


def read(workspace: Workspace, name: str) -> Source:
    """Read the YAML file called *name* in *workspace*.

    Raises:
        MastheadError: the file is missing, too large, not UTF-8 or not YAML; the problem says where.
    """
    try:
        data = workspace.read(name, limit=LARGEST)
    except FileNotFoundError:
        _refuse(Place(name), "the file does not exist", "check its name")
    except OutsideError:
        _refuse(Place(name), "the file lies outside the workspace", "move it into content/")
    except TooLargeError:
        what = f"the file is larger than {LARGEST // 1024 // 1024} MB"
        _refuse(Place(name), what, "divide it: a document has one file a language")
    except OSError as error:
        _refuse(Place(name), f"the file cannot be read ({error.strerror})", "give read access to it")
    return parse(name, _decode(name, data))


def parse(file: str, text: str) -> Source:
    """Parse YAML *text*; *file* is its name in messages.

    Raises:
        MastheadError: with the place of what is not YAML, and of what stopped the reading.
    """
    if not text.strip():
        _refuse(Place(file), "the file is empty", "`masthead new NAME` writes a document to start from")
    reader = Reader(file, text)
    data = reader.read()
    return Source(file, text, data, reader.values, reader.keys, tuple(reader.problems))


def _refuse(place: Place, what: str, todo: str) -> NoReturn:
    raise MastheadError([Problem(place, what, todo)])


def _decode(file: str, data: bytes) -> str:
    encoding = next((name for mark, name in _MARKS.items() if data.startswith(mark)), None)
    if encoding or b"\0" in data[:4]:
        _refuse(Place(file, 1, 1), f"the file is {encoding or 'UTF-16 or UTF-32'}", "save it as UTF-8")
    if data.startswith(b"\xef\xbb\xbf"):
        _refuse(Place(file, 1, 1), "the file starts with a byte order mark (BOM)", "save it as UTF-8 without BOM")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        place = Place(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
        _refuse(place, f"byte 0x{data[error.start]:02X} is not UTF-8", "save the file as UTF-8")
