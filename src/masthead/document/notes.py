"""Footnotes: numbered in the order of their calls, each given, each called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from masthead import markup
from masthead.document.content import Note, NoteCall
from masthead.document.model import NotePolicy
from masthead.markup import Call, Run
from masthead.problem import quoted
from masthead.suggestion import suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from masthead.document.desk import Desk
    from masthead.markup import Inline
    from masthead.source import Path


class Notes:
    """The notes of one text.

    Args:
        desk: the desk of the text.
        texts: what was typed for each key.
        policy: what is printed where a note is called again.
    """

    def __init__(self, desk: Desk, texts: Mapping[str, str], policy: NotePolicy) -> None:
        self._desk = desk
        self._texts = texts
        self._policy = policy
        self._printed: dict[str, Note] = {}
        self._count = 0

    def numbered(self, inline: Inline, path: Path) -> Iterator[Run | NoteCall]:
        """Turn the calls of *inline*, the text at *path*, into numbered ones, in reading order."""
        seen: dict[str, int] = {}
        previous: Run | Call | None = None
        for part in inline:
            if isinstance(part, Run):
                yield part
            else:
                nth = seen[part.key] = seen.get(part.key, -1) + 1
                if call := self._call(part.key, path, nth):
                    yield from _separation(previous)
                    yield call
            previous = part

    def tell_of_uncalled(self) -> None:
        """Tell of the notes that were never called."""
        for key in self._texts:
            if key not in self._printed:
                what = f"footnote {quoted(key)} is given and never called"
                self._desk.tell_key(("footnotes", key), what, f"call it with [^{key}] or delete it")

    def _call(self, key: str, path: Path, nth: int) -> NoteCall | None:
        if key not in self._texts and ("footnotes", key) in self._desk.source.keys:
            return None  # given, but not as a text: that is told already
        if key not in self._texts:
            todo = suggestion(key, self._texts, "give its text under footnotes:")
            what = f"footnote {quoted(key)} is called and not given"
            self._desk.tell(path, what, todo, snippet=f"[^{key}]", nth=nth)
            return None
        if key in self._printed and self._policy is NotePolicy.REPEAT:
            return NoteCall(self._printed[key], again=True)
        self._count += 1
        place = self._desk.source.place(("footnotes", key))
        note = self._printed[key] = Note(self._count, key, self._text(key), place)
        return NoteCall(note)

    def _text(self, key: str) -> tuple[Run, ...]:
        if key in self._printed:
            return self._printed[key].text
        path = ("footnotes", key)
        inline = self._desk.inline(self._texts[key], path)
        for inner in dict.fromkeys(markup.calls(inline)):
            self._desk.tell(path, "a footnote calls a footnote", "put both into one note", snippet=f"[^{inner}]")
        return tuple(part for part in inline if isinstance(part, Run))


def _separation(previous: Run | Call | None) -> Iterator[Run]:
    """Part two calls side by side by a comma (UN Editorial Manual, footnotes), lest 1 and 2 be read as 12."""
    if isinstance(previous, Call):
        yield Run(",\u00a0", raised=True)
