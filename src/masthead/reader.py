"""The events of the YAML parser turned into data with places. What is not YAML, or not the part used, is told.

Anchors, aliases and tags are refused, and so is a tower of lists: a file cannot grow while it is read. The reader
goes on behind each fault where it can, so that one run tells of all.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

import yaml

from masthead.characters import TODO, allowed, forbidden
from masthead.fault import DEEPEST, TOO_DEEP, Fault, explained
from masthead.problem import MOST, MastheadError, Place, Problem, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yaml._yaml import Mark

Data = str | list["Data"] | dict[str, "Data"] | None
Path = tuple[str | int, ...]
"""Keys and positions that lead from the top of a file to a value: ``("operative", 2, "text")``."""

_SECOND = "\0"
"""Step of a path that leads to the value of a key that was there already: read for its faults, then dropped."""


@dataclass(frozen=True)
class Span:
    """Where a value stands: its first line and column (from 1) and its first and last character (from 0)."""

    line: int
    column: int
    start: int
    end: int


@dataclass
class Reader:
    """Reads the text of one file, once."""

    file: str
    text: str
    values: dict[Path, Span] = field(default_factory=dict)
    keys: dict[Path, Span] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    _last: yaml.Event | None = None

    def read(self) -> Data:
        """Return what the file holds; the faults that could be passed over are in *problems*.

        Raises:
            MastheadError: the file cannot be read to its end.
        """
        self._look_for_characters()
        events = self._events()
        next(events)  # the start of the stream
        if isinstance(next(events), yaml.StreamEndEvent):
            self._stop(Place(self.file), "the file holds only comments", "write something, or delete the file")
        data = self._value(next(events), events, ())
        next(events)  # the end of the document
        following = next(events)
        if isinstance(following, yaml.DocumentStartEvent):
            self._tell(following, "a second YAML document starts here", "keep one document a file, without ---")
            raise MastheadError(self.problems)
        return data

    def _look_for_characters(self) -> None:
        """Stop at characters that cannot stand even in a comment; those that are written as escapes come later."""
        for at, what in forbidden(self.text):
            line = self.text.count("\n", 0, at) + 1
            self._add(Place(self.file, line, at - self.text.rfind("\n", 0, at)), what, TODO)
        if self.problems:
            raise MastheadError(self.problems)

    def _events(self) -> Iterator[yaml.Event]:
        """Give the parser's events, and remember the last one for the explanation of a fault."""
        try:
            for event in yaml.parse(self.text, Loader=yaml.CSafeLoader):
                yield event
                self._last = event
        except yaml.MarkedYAMLError as error:
            if isinstance(self._last, yaml.AliasEvent):  # told already: the words behind *it are no second fault
                raise MastheadError(self.problems) from error
            fault = Fault.of(error, self._last, self.text)
            place = Place(self.file, fault.mark.line + 1, fault.mark.column + 1)
            self._stop(place, *explained(fault))

    def _value(self, event: yaml.Event, events: Iterator[yaml.Event], path: Path) -> Data:
        self._plain(event)
        if isinstance(event, yaml.ScalarEvent):
            self.values[path] = _span(event, event)
            return self._scalar(event)
        if isinstance(event, yaml.AliasEvent):
            self.values[path] = _span(event, event)
            return f"*{event.anchor}"
        if len(path) >= DEEPEST:
            self._tell(event, *TOO_DEEP)
            raise MastheadError(self.problems)
        read = self._sequence if isinstance(event, yaml.SequenceStartEvent) else self._mapping
        return read(event, events, path)

    def _plain(self, event: yaml.Event) -> None:
        """Tell of an alias, an anchor or a tag."""
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if isinstance(event, yaml.AliasEvent):
            todo = 'put a text that starts with * in quotes ("*...") or on its own lines under >-'
            self._tell(event, f"{quoted(f'*{anchor}')} is read as a YAML alias, and aliases are not used", todo)
        elif anchor:
            todo = "write out what it stands for; a text that starts with & needs quotes"
            self._tell(event, f"{quoted(f'&{anchor}')} is a YAML anchor, and anchors are not used", todo)
        if tag and tag != "!":
            shown = quoted(tag.replace("tag:yaml.org,2002:", "!!"))
            todo = "take it away; a text that starts with ! needs quotes"
            self._tell(event, f"{shown} is a YAML tag, and tags are not used", todo)

    def _scalar(self, event: yaml.ScalarEvent) -> str | None:
        if not event.style and not event.value:
            return None
        return unicodedata.normalize("NFC", self._allowed(event))

    def _allowed(self, event: yaml.ScalarEvent) -> str:
        """Tell of the first character that was written as an escape and cannot stand in a text; drop all such."""
        text: str = event.value
        for _, what in forbidden(text):
            self._tell(event, what, TODO)
            break
        return allowed(text)

    def _sequence(self, start: yaml.Event, events: Iterator[yaml.Event], path: Path) -> list[Data]:
        items: list[Data] = []
        self.values[path] = _span(start, start)
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                self.values[path] = _span(start, event)
                break
            items.append(self._value(event, events, (*path, len(items))))
        return items

    def _mapping(self, start: yaml.Event, events: Iterator[yaml.Event], path: Path) -> dict[str, Data]:
        items: dict[str, Data] = {}
        self.values[path] = _span(start, start)
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                self.values[path] = _span(start, event)
                break
            key = self._key(event)
            if first := self.keys.get((*path, key)):
                what = f"key {quoted(key)} is given twice, first on line {first.line}"
                self._tell(event, what, "keep one of the two")
                self._value(next(events), events, (*path, key, _SECOND))
            else:
                self.keys[(*path, key)] = _span(event, event)
                items[key] = self._value(next(events), events, (*path, key))
        return items

    def _key(self, event: yaml.Event) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            self._tell(event, "a key must be a word", "write key: value; a text that starts with { or [ needs quotes")
            raise MastheadError(self.problems)
        self._plain(event)
        return unicodedata.normalize("NFC", self._allowed(event))

    def _tell(self, event: yaml.Event, what: str, todo: str) -> None:
        begin, _ = _marks(event)
        self._add(Place(self.file, begin.line + 1, begin.column + 1), what, todo)

    def _add(self, place: Place, what: str, todo: str) -> None:
        self.problems.append(Problem(place, what, todo))
        if len(self.problems) >= MOST:
            raise MastheadError(self.problems)

    def _stop(self, place: Place, what: str, todo: str) -> None:
        raise MastheadError([*self.problems, Problem(place, what, todo)])


def _marks(event: yaml.Event) -> tuple[Mark, Mark]:
    """Return the first mark of *event* and the one behind it; the parser gives both to every event."""
    return cast("Mark", event.start_mark), cast("Mark", event.end_mark)


def _span(start: yaml.Event, end: yaml.Event) -> Span:
    begin, _ = _marks(start)
    return Span(begin.line + 1, begin.column + 1, begin.index, _marks(end)[1].index)
