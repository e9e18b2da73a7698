"""Notes: numbered in the order of their calls, each given, each called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from masthead import markup
from masthead.document.content import Note, NoteCall
from masthead.document.model import NotePolicy
from masthead.markup import Call, Run
from masthead.problem import quoted
from masthead.suggestion import suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from masthead.document.desk import Desk
    from masthead.markup import Inline
    from masthead.source import Path


class Notes:
    """The notes of one text.

    Args:
        desk: the desk of the text.
        texts: what was typed for each key, paragraph by paragraph.
        policy: what is printed where a note is called again.
    """

    def __init__(self, desk: Desk, texts: Mapping[str, Sequence[str]], policy: NotePolicy) -> None:
        self._desk = desk
        self._texts = texts
        self._policy = policy
        self._printed: dict[str, Note] = {}
        self._ordinal = 0
        self._count = 0
        self._table: TableNotes | None = None

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
                    yield from self._separation(previous)
                    yield call
            previous = part

    def open_table(self, texts: Mapping[str, str], path: Path) -> None:
        """Let calls go to the notes of the table at *path* first, until :meth:`close_table`."""
        self._table = TableNotes(texts, path, {})

    def close_table(self) -> tuple[Note, ...]:
        """Return the notes of the table that were called, in the order of their letters; tell of the others."""
        table, self._table = self._table, None
        if table is None:
            return ()
        for key in table.texts:
            if key not in table.printed:
                what = f"table note {quoted(key)} is given and never called"
                self._desk.tell_key((*table.path, "notes", key), what, f"call it with [^{key}] or delete it")
        return tuple(table.printed.values())

    def tell_of_uncalled(self) -> None:
        """Tell of the notes that were never called."""
        for key in self._texts:
            if key not in self._printed:
                what = f"footnote {quoted(key)} is given and never called"
                self._desk.tell_key(("footnotes", key), what, f"call it with [^{key}] or delete it")

    def _call(self, key: str, path: Path, nth: int) -> NoteCall | None:
        if self._table and key in self._table.texts:
            return self._lettered(self._table, key)
        if key not in self._texts and ("footnotes", key) in self._desk.source.keys:
            return None  # given, but not as a text: that is told already
        if key not in self._texts:
            todo = suggestion(key, self._texts, "give its text under footnotes:")
            what = f"footnote {quoted(key)} is called and not given"
            self._desk.tell(path, what, todo, snippet=f"[^{key}]", nth=nth)
            return None
        if key in self._printed and (self._policy is NotePolicy.REPEAT or _asterisks(key)):
            return NoteCall(self._printed[key], again=True)
        if not _asterisks(key):
            self._count += 1
        mark = key if _asterisks(key) else str(self._count)
        paragraphs = self._printed[key].paragraphs if key in self._printed else tuple(self._paragraphs(key))
        note = self._printed[key] = self._note(mark, key, paragraphs, ("footnotes", key))
        return NoteCall(note)

    def _lettered(self, table: TableNotes, key: str) -> NoteCall:
        """Return the call of a note under a table; a letter is called as often as needed."""
        again = key in table.printed
        if not again:
            path = (*table.path, "notes", key)
            letter = self._desk.language.letter_of(len(table.printed) + 1)
            table.printed[key] = self._note(letter, key, (self._runs(table.texts[key], path),), path, "table")
        return NoteCall(table.printed[key], again)

    def _note(
        self,
        mark: str,
        key: str,
        paragraphs: tuple[tuple[Run, ...], ...],
        path: Path,
        kind: Literal["foot", "table"] = "foot",
    ) -> Note:
        self._ordinal += 1
        form = self._desk.language.note_mark(mark) if mark.isdigit() else mark
        return Note(self._ordinal, mark, form, key, paragraphs, self._desk.source.place(path), kind)

    def _paragraphs(self, key: str) -> Iterator[tuple[Run, ...]]:
        texts = self._texts[key]
        for n, text in enumerate(texts):
            yield self._runs(text, ("footnotes", key, n) if len(texts) > 1 else ("footnotes", key))

    def _runs(self, text: str, path: Path) -> tuple[Run, ...]:
        inline = self._desk.inline(text, path)
        for inner in dict.fromkeys(markup.calls(inline)):
            self._desk.tell(path, "a footnote calls a footnote", "put both into one note", snippet=f"[^{inner}]")
        return tuple(part for part in inline if isinstance(part, Run))

    def _separation(self, previous: Run | Call | None) -> Iterator[Run]:
        """Part two calls side by side (UN Editorial Manual, footnotes: by a comma), lest 1 and 2 be read as 12."""
        if isinstance(previous, Call):
            yield Run(self._desk.language.note_call_separator, raised=True)


@dataclass(frozen=True)
class TableNotes:
    """The notes of a table while its cells are read: what was typed, and what was called so far."""

    texts: Mapping[str, str]
    path: Path
    printed: dict[str, Note]


def _asterisks(key: str) -> bool:
    return not key.strip("*")
