"""YAML read as it was typed: every scalar stays text, every value keeps its place in the file.

Nothing is guessed from the look of a word: ``no``, ``12:30`` and ``010`` are the texts "no", "12:30" and "010";
the model of the document decides what is a number or a date. Anchors, aliases and tags are refused, so a file
cannot grow when it is read.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn

import yaml

from masthead.problem import ExitCode, MastheadError, Place, Problem
from masthead.workspace import OutsideError, TooLargeError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from masthead.workspace import Workspace

Data = str | list["Data"] | dict[str, "Data"] | None
Path = tuple[str | int, ...]
"""Keys and positions that lead from the top of a file to a value: ``("operative", 2, "text")``."""

LARGEST = 4 * 1024 * 1024
"""Bytes of the largest YAML file that is read: about 1,500 printed pages."""
DEEPEST = 24
"""Levels of lists and mappings within each other."""


@dataclass(frozen=True)
class Span:
    """Where a value stands: its first line and column (from 1) and its first and last character (from 0)."""

    line: int
    column: int
    start: int
    end: int


@dataclass(frozen=True)
class Source:
    """The contents of one YAML file with the place of every key and value."""

    file: str
    text: str = field(repr=False)
    data: Data
    values: dict[Path, Span] = field(repr=False)
    keys: dict[Path, Span] = field(repr=False)

    def place(self, path: Sequence[str | int], snippet: str = "", nth: int = 0) -> Place:
        """Return the place of the value at *path*, or of what holds it where the path leads nowhere.

        With *snippet*, the place within the value where those characters stand for the *nth* time (from 0).
        """
        span = self.values[self._nearest(path)]
        if snippet:
            return self._within(span, snippet, nth)
        return Place(self.file, span.line, span.column)

    def key_place(self, path: Sequence[str | int]) -> Place:
        """Return the place of the key that *path* ends with."""
        span = self.keys.get(tuple(path))
        return Place(self.file, span.line, span.column) if span else self.place(path)

    def _nearest(self, path: Sequence[str | int]) -> Path:
        """Follow *path* as far as it leads; steps that name no key (a kind of block) are passed over."""
        nearest: Path = ()
        for step in path:
            if (*nearest, step) in self.values:
                nearest = (*nearest, step)
        return nearest

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
        MastheadError: with the place of what is not YAML, or not the part of YAML that documents use.
    """
    return _Builder(file, text).build()


def _refuse(place: Place, what: str, todo: str) -> NoReturn:
    raise MastheadError([Problem(place, what, todo, exit_code=ExitCode.CONTENT)])


def _decode(file: str, data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        _refuse(Place(file, 1, 1), "the file is UTF-16", "save it as UTF-8")
    if data.startswith(b"\xef\xbb\xbf"):
        _refuse(Place(file, 1, 1), "the file starts with a byte order mark (BOM)", "save it as UTF-8 without BOM")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        place = Place(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
        _refuse(place, f"byte 0x{data[error.start]:02X} is not UTF-8", "save the file as UTF-8")


class _Builder:
    """Builds data from the events of the YAML parser, one file at a time."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.values: dict[Path, Span] = {}
        self.keys: dict[Path, Span] = {}

    def build(self) -> Source:
        if not self.text.strip():
            what, todo = "the file is empty", "`masthead new NAME` writes a document to start from"
            _refuse(Place(self.file), what, todo)
        try:
            events = yaml.parse(self.text, Loader=yaml.CSafeLoader)
            data = self._document(events)
        except yaml.reader.ReaderError as error:
            self._unreadable(error)
        except yaml.MarkedYAMLError as error:
            self._broken(error)
        return Source(self.file, self.text, data, self.values, self.keys)

    def _document(self, events: Iterator[yaml.Event]) -> Data:
        next(events)  # the start of the stream
        if isinstance(next(events), yaml.StreamEndEvent):
            _refuse(Place(self.file), "the file holds only comments", "write the document, or delete the file")
        data = self._value(next(events), events, ())
        next(events)  # the end of the document
        following = next(events)
        if isinstance(following, yaml.DocumentStartEvent):
            self._refuse_at(following, "a second YAML document starts here", "keep one document a file, without ---")
        return data

    def _value(self, event: yaml.Event, events: Iterator[yaml.Event], path: Path) -> Data:
        if isinstance(event, yaml.AliasEvent):
            what = f"*{event.anchor} is read as a YAML alias, and aliases are not used"
            self._refuse_at(event, what, 'put a text that starts with * in quotes ("*...") or under >-')
        self._plain(event)
        if isinstance(event, yaml.ScalarEvent):
            self.values[path] = self._span(event, event)
            return self._scalar(event)
        if len(path) >= DEEPEST:
            self._refuse_at(event, f"more than {DEEPEST} levels within each other", "flatten the document")
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(event, events, path)
        return self._mapping(event, events, path)

    def _plain(self, event: yaml.Event) -> None:
        """Refuse an anchor or a tag on a value."""
        if getattr(event, "anchor", None):
            self._refuse_at(event, f"&{event.anchor} is a YAML anchor, and anchors are not used", "write the text out")
        tag = getattr(event, "tag", None)
        if tag and tag != "!":
            self._refuse_at(
                event, f"{tag} is a YAML tag, and tags are not used", "take it away or put the text in quotes"
            )

    @staticmethod
    def _scalar(event: yaml.ScalarEvent) -> str | None:
        nothing = event.style is None and event.value in ("", "~", "null")
        return None if nothing else unicodedata.normalize("NFC", event.value)

    def _sequence(self, start: yaml.Event, events: Iterator[yaml.Event], path: Path) -> list[Data]:
        items: list[Data] = []
        self.values[path] = self._span(start, start)
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._value(event, events, (*path, len(items))))
        self.values[path] = self._span(start, event)
        return items

    def _mapping(self, start: yaml.Event, events: Iterator[yaml.Event], path: Path) -> dict[str, Data]:
        items: dict[str, Data] = {}
        self.values[path] = self._span(start, start)
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._key(event, path)
            items[key] = self._value(next(events), events, (*path, key))
        self.values[path] = self._span(start, event)
        return items

    def _key(self, event: yaml.Event, path: Path) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            self._refuse_at(event, "a key must be a word", "write key: value; a text with { or [ needs quotes")
        self._plain(event)
        key: str = unicodedata.normalize("NFC", event.value)
        if first := self.keys.get((*path, key)):
            self._refuse_at(event, f'key "{key}" is given twice, first on line {first.line}', "keep one of the two")
        self.keys[(*path, key)] = self._span(event, event)
        return key

    def _span(self, start: yaml.Event, end: yaml.Event) -> Span:
        mark = start.start_mark
        return Span(mark.line + 1, mark.column + 1, mark.index, end.end_mark.index)

    def _refuse_at(self, event: yaml.Event, what: str, todo: str) -> NoReturn:
        mark = event.start_mark
        _refuse(Place(self.file, mark.line + 1, mark.column + 1), what, todo)

    def _unreadable(self, error: yaml.reader.ReaderError) -> NoReturn:
        """Report a character that YAML forbids, such as a control character."""
        place = Place(self.file)
        for line, text in enumerate(self.text.split("\n"), start=1):
            for column, character in enumerate(text, start=1):
                if yaml.reader.Reader.NON_PRINTABLE.match(character):
                    place = Place(self.file, line, column)
                    what = f"character U+{ord(character):04X} cannot stand in a text"
                    _refuse(place, what, "delete it; it is often pasted along unseen")
        _refuse(place, f"the file is not readable as YAML ({error.reason})", "save it as UTF-8 text")

    def _broken(self, error: yaml.MarkedYAMLError) -> NoReturn:
        mark = error.problem_mark or error.context_mark
        line = self.text.split("\n")[mark.line] if mark.line < self.text.count("\n") + 1 else ""
        what, todo = _explain(error.problem or "", error.context or "", line, mark.column)
        _refuse(Place(self.file, mark.line + 1, mark.column + 1), what, todo)


def _explain(problem: str, context: str, line: str, column: int) -> tuple[str, str]:
    """Say in an author's words what the YAML parser found, and what mends it."""
    quotes = "put the text in quotes, or on its own lines under >-"
    if "\t" in line[: column + 1]:
        return "a tab is used for indentation", "use spaces"
    if "mapping values are not allowed" in problem:
        return "a colon and a space stand inside a plain text", quotes
    if "alias" in context or line[:column].lstrip(" -").startswith("*"):
        return "a text that starts with * is read as a YAML alias", quotes
    if "quoted scalar" in context:
        return "a quotation mark is opened and not closed", "close it, or double it inside the text"
    if "cannot start any token" in problem:
        return f"a plain text cannot start with {line[column : column + 1]!r}", quotes
    return f"this is not YAML ({problem})", "check the indentation and the quotation marks above this place"
