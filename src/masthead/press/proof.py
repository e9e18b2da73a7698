"""Proof-reading: every word of the document stands on a page, in order, once; every note on the page of its call.

The words come from the document, not from the HTML, so that neither a template nor the engine can lose one
unnoticed. A note that is longer than the room may go on on the pages that follow; it starts with its call.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from masthead.press.laid import squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from masthead.document.content import Note
    from masthead.document.passages import Passage
    from masthead.press.laid import Laid, Line, NotePart, Page
    from masthead.problem import Place

TOLERANCE = 0.6
"""Distance in pt by which a line may stand over the edge of its room: less than can be seen."""


class Kind(Enum):
    """What the engine did wrong."""

    WORDS = "words"
    """Words are missing, doubled or out of order: the document is not printed."""
    LOST = "lost note"
    """A note is nowhere, or only in part: the document is not printed."""
    STRAY = "note on another page"
    """A note starts on another page than its call."""
    CUT = "cut"
    """Text stands over the edge of its page or over other text: the document is not printed."""


@dataclass(frozen=True)
class Fault:
    """One fault of a layout, with the place in the YAML of what it happened to."""

    kind: Kind
    page: int
    what: str
    place: Place
    todo: str = "shorten the passage or the note, or move the call; nothing was printed"

    @property
    def fatal(self) -> bool:
        """Whether the document may not be printed like this."""
        return self.kind is not Kind.STRAY


def prove(laid: Laid, passages: Sequence[Passage], notes: Sequence[Note]) -> list[Fault]:
    """Return the faults of a layout of *passages* with *notes*; none when it may be printed."""
    return [*_words(laid, passages), *_notes(laid, notes), *_room(laid, passages, notes)]


def _words(laid: Laid, passages: Sequence[Passage]) -> Iterator[Fault]:
    """Compare the characters of every passage and their order with those of the document."""
    pieces = {passage.id: passage for passage in passages}
    found = laid.text()
    for piece in pieces.values():
        expected, text = squeezed(piece.text), found.get(piece.id, "")
        if text != expected:
            yield Fault(Kind.WORDS, 0, _difference(expected, text), piece.place)
    wanted = [piece for piece in pieces if piece in found]
    order = _in_order([piece for piece in found if piece in pieces], laid, wanted)
    moved = next((after for before, after in zip(order, wanted, strict=True) if before != after), None)
    if moved:
        yield Fault(Kind.WORDS, 0, "a passage stands out of its order", pieces[moved].place)
    for before, line in pairwise(laid.lines):
        if line.page < before.page and line.piece in pieces:
            yield Fault(Kind.WORDS, line.page, "a passage stands before an earlier one", pieces[line.piece].place)


def _in_order(order: list[str], laid: Laid, wanted: list[str]) -> list[str]:
    """Return *order* with the cells of each row that a page parts as they are read: they go on side by side."""
    for row in laid.parted_rows():
        places = [at for at, piece in enumerate(order) if piece in row]
        for at, piece in zip(places, [piece for piece in wanted if piece in row], strict=True):
            order[at] = piece
    return order


def _difference(expected: str, found: str) -> str:
    """Say where two texts first differ."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(expected, found, strict=False))
    at = sum(1 for _ in same)
    if len(found) < len(expected):
        return f'words are missing from the page near "{expected[max(0, at - 10) : at + 20]}"'
    return f'words that are not in the document stand on the page near "{found[max(0, at - 10) : at + 20]}"'


def _notes(laid: Laid, notes: Sequence[Note]) -> Iterator[Fault]:
    """Find notes that are lost, shortened, or away from their call."""
    called = {note: line.page for note, line in laid.calls()}
    for note in notes:
        parts = [part for part in laid.notes if part.id == note.id]
        name = f"footnote {note.mark} ({note.key})"
        if note.id not in called:
            yield Fault(Kind.LOST, 0, f"the call of {name} is not on any page", note.place)
        elif not parts or "".join(part.text for part in parts) != squeezed(_text(note)):
            yield Fault(Kind.LOST, called[note.id], f"{name} is lost or shortened", note.place)
        elif parts[0].page != called[note.id]:
            what = f"{name} stands on page {parts[0].page} and is called on page {called[note.id]}"
            yield Fault(Kind.STRAY, called[note.id], what, note.place)
        elif not _goes_on(parts):
            yield Fault(Kind.CUT, parts[0].page, f"{name} does not go on on the next page", note.place)


def _text(note: Note) -> str:
    return "".join(run.text for run in note.text)


def _goes_on(parts: list[NotePart]) -> bool:
    """Say whether the parts of a note stand on pages that follow each other."""
    return all(after.page == before.page + 1 for before, after in pairwise(parts))


def _room(laid: Laid, passages: Sequence[Passage], notes: Sequence[Note]) -> Iterator[Fault]:
    """Find text over the edge of its page or over the notes, and notes above the top of their page."""
    places = {passage.id: ("text", passage.place) for passage in passages}
    places |= {note.id: (f"footnote {note.mark} ({note.key})", note.place) for note in notes}
    for line in laid.lines:
        if line.piece in places:
            yield from _room_of_line(line, laid.pages[line.page - 1], *places[line.piece])
    last = {line.page: line.bottom for line in laid.lines}
    for note in laid.notes:
        room = laid.pages[note.page - 1]
        above = note.top < max(room.top, last.get(note.page, 0.0)) - TOLERANCE
        over = note.bottom > room.bottom + TOLERANCE or note.right > room.right + TOLERANCE
        if (above or over) and note.id in places:
            name, place = places[note.id]
            yield Fault(Kind.CUT, note.page, f"{name} has no room on page {note.page}", place)


def _room_of_line(line: Line, room: Page, name: str, place: Place) -> Iterator[Fault]:
    if line.bottom > room.notes_top + TOLERANCE:
        yield Fault(Kind.CUT, line.page, f"{name} runs over the foot of page {line.page}", place)
    if line.right > room.right + TOLERANCE:
        what = f"{name} runs over the right edge of page {line.page}"
        todo = "divide the word, or give the table fewer columns; nothing was printed"
        yield Fault(Kind.CUT, line.page, what, place, todo)
