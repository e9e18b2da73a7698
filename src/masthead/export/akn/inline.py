"""Printed text as inline elements: spans, links, raised characters, notes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from masthead.document.content import NoteCall
from masthead.export.akn.tree import Ids, add, append, line, un
from masthead.markup import Run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.etree import _Element as Element

    from masthead.document.content import Note


class Inlines:
    """Writes the texts of one file.

    Args:
        ids: the ids of the file.
        separator: what the language puts between two calls side by side; the file has it not.
    """

    def __init__(self, ids: Ids, separator: str) -> None:
        self.ids = ids
        self._separator = separator

    def fill(self, element: Element, parts: Iterable[object], *, linked: bool = True) -> Element:
        """Write *parts* into *element* and return it; without *linked* as a line that leads nowhere."""
        for part in self._unparted([*parts]):
            if isinstance(part, NoteCall):
                self._call(element, part)
            else:
                _write(element, part if linked else replace(part, address=None))
        return element

    def _unparted(self, parts: Sequence[object]) -> Iterator[Run | NoteCall]:
        """Give *parts* without what was put between calls side by side."""
        for n, part in enumerate(parts):
            between = 0 < n < len(parts) - 1 and all(isinstance(parts[at], NoteCall) for at in (n - 1, n + 1))
            if between and part == Run(self._separator, raised=True):
                continue
            if isinstance(part, (Run, NoteCall)):
                yield part

    def _call(self, element: Element, call: NoteCall) -> None:
        note = call.note
        name = f"authorialNote_{note.ordinal}"
        if call.again:
            add(element, "noteRef", href=f"#{name}", marker=note.mark)
            return
        written = add(element, "authorialNote", marker=note.mark, placement="bottom", eId=self.ids.new(name))
        if note.kind == "table":
            written.set(un("table"), "letter")
        if note.key != note.mark:
            written.set(un("key"), note.key)
        self._note(written, note)

    def _note(self, element: Element, note: Note) -> None:
        for paragraph in note.paragraphs:
            self.fill(line(element), paragraph)


def _write(element: Element, run: Run) -> None:
    if run.address:
        element = add(element, "a", href=run.address)
    style = " ".join(name for name, there in (("bold", run.bold), ("italic", run.italic)) if there)
    if style or run.language:
        element = add(element, "span", **({"class_": style} if style else {}))
    if run.language:
        element.set("{http://www.w3.org/XML/1998/namespace}lang", run.language)
    if run.raised:
        element = add(element, "sup")
    append(element, run.text)


def cut(runs: Iterable[object], start: int, end: int) -> tuple[list[Run], list[Run], list[Run]]:
    """Divide *runs* into what stands before, at and behind the characters from *start* to *end*."""
    cuts: tuple[list[Run], list[Run], list[Run]] = ([], [], [])
    at = 0
    for run in runs:
        if not isinstance(run, Run):
            continue
        edges = [min(max(edge - at, 0), len(run.text)) for edge in (start, end)]
        pieces = run.text[: edges[0]], run.text[edges[0] : edges[1]], run.text[edges[1] :]
        for n, text in enumerate(pieces):
            cuts[n].extend([replace(run, text=text)] if text else [])
        at += len(run.text)
    return cuts
