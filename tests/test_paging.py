"""Planned pages: every row once, in order, each with room for the notes that it calls."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from masthead.press.laid import Block, Call, Laid, Line, NotePart, Page
from masthead.press.paging import PageStart, plan
from masthead.press.rows import rows_of

TOP, BOTTOM, LINE, EXTRA = 70.0, 730.0, 12.0, 15.0
ROOM = BOTTOM - TOP


def block(
    element: int, *, orphans: int = 2, widows: int = 2, joined_after: bool = False, forced: bool = False
) -> Block:
    """Return the block of a paragraph with 6 pt above it."""
    return Block(element, 6.0, orphans, widows, forced, joined_before=False, joined_after=joined_after, whole=False)


def layout(paragraphs: list[list[list[int]]], notes: dict[int, int], *, blocks: dict[int, Block] | None = None) -> Laid:
    """Return one endless page: for each paragraph its lines, for each line the numbers of the notes it calls.

    *notes* gives each note its number of lines, 10 pt each.
    """
    laid = Laid([Page(n, TOP, BOTTOM, BOTTOM, EXTRA, 552.0) for n in (1, 2)])
    y = TOP
    for number, lines in enumerate(paragraphs):
        own = (blocks or {}).get(number) or block(number)
        y += 6.0
        for n, calls in enumerate(lines):
            called = [Call(f"note-{note}", at * 5) for at, note in enumerate(calls)]
            laid.lines.append(Line(f"text-{number}", 1, y, y + LINE, own, n * 40, "x" * 40, called))
            y += LINE
    for note, count in notes.items():
        laid.notes.append(NotePart(f"note-{note}", 1, 0.0, count * 10.0, [(10.0, "n" * 30)] * count))
    return laid


def test_the_lines_of_a_table_row_are_one_row() -> None:
    """Cells of several lines stand side by side: no page breaks between them, and the row is as high as the highest."""
    row = Block(1, 0.0, 2, 2, forced=False, joined_before=False, joined_after=False, whole=False, row=7)
    cells = [(("a", 70.0), ("a", 82.0)), (("b", 70.0), ("b", 82.0), ("b", 94.0))]
    lines = [Line(piece, 1, top, top + 12, row, text="x" * 10) for cell in cells for piece, top in cell]
    (group,) = rows_of(lines)
    assert len(group.lines) == 5
    assert group.height == 36.0


def test_what_stands_below_a_paragraph_must_have_room() -> None:
    """A paragraph whose last line has room and the space under it has not ends on the next page."""
    high = ROOM - 4 * LINE - 3 * 6.0 - 1.0  # room for two paragraphs of two lines, and 1 pt
    for below, pages in ((0.0, 1), (0.9, 2)):
        own = Block(1, 6.0, 2, 2, forced=False, joined_before=False, joined_after=False, whole=False, below=below)
        laid = layout([[[]], [[], []], [[], []]], {}, blocks={2: own})
        laid.lines[0].bottom = laid.lines[0].top + high
        for line in laid.lines[1:]:
            line.top, line.bottom = line.top + high - LINE, line.bottom + high - LINE
        assert len(plan(laid)) + 1 == pages


@dataclass
class Filled:
    """A page of a plan: what stands on it and how high that is."""

    rows: list[Line]
    notes: list[str]
    height: float


def fill(laid: Laid, starts: list[PageStart]) -> list[Filled]:
    """Carry out a plan the simple way, cutting lines where it says so."""
    lines = list(laid.lines)
    heights = {note.id: note.lines for note in laid.notes}
    pages: list[Filled] = []
    bounds = [*starts, None]
    rest: list[tuple[float, str]] = []
    for number, end in enumerate(bounds):
        page = Filled([], [], sum(height for height, _ in rest))
        page.notes += ["rest"] if rest else []
        began = starts[number - 1] if number else None
        if began and began.bare:
            rest = _after(end) if end and end.rest else []
            page.height -= sum(height for height, _ in rest)
            pages.append(page)
            continue
        rest = _after(end) if end and end.rest else []
        while lines and not _reached(lines[0], end):
            line = _cut(lines, end)
            gap = 6.0 if page.rows and line.start == 0 else 0.0
            page.height += gap + LINE
            page.rows.append(line)
            for call in line.calls:
                page.notes.append(call.note)
                page.height += sum(height for height, _ in heights[call.note])
        page.height -= sum(height for height, _ in rest)
        page.height += EXTRA if page.notes else 0.0
        pages.append(page)
    assert not lines
    return pages


def _after(end: PageStart) -> list[tuple[float, str]]:
    assert end.rest
    return list(end.rest.lines)


def _reached(line: Line, end: PageStart | None) -> bool:
    return end is not None and line.piece == end.piece and line.start == end.start


def _cut(lines: list[Line], end: PageStart | None) -> Line:
    """Take the next line, or the part of it before the page ends within it."""
    line = lines.pop(0)
    if end and line.piece == end.piece and line.start < end.start < line.start + len(line.text):
        at = end.start - line.start
        head = [call for call in line.calls if call.before < at]
        tail = [Call(call.note, call.before - at) for call in line.calls if call.before >= at]
        lines.insert(0, Line(line.piece, 1, line.top, line.bottom, line.block, end.start, line.text[at:], tail))
        return Line(line.piece, 1, line.top, line.bottom, line.block, line.start, line.text[:at], head)
    return line


@st.composite
def layouts(draw: st.DrawFn, longest_note: int) -> Laid:
    """Give layouts of up to 20 paragraphs with notes of up to *longest_note* lines."""
    paragraphs: list[list[list[int]]] = []
    notes: dict[int, int] = {}
    for _ in range(draw(st.integers(1, 20))):
        lines = []
        for _ in range(draw(st.integers(1, 14))):
            calls = [len(notes) + n + 1 for n in range(draw(st.sampled_from([0, 0, 0, 1, 1, 2, 3])))]
            notes |= {note: draw(st.integers(1, longest_note)) for note in calls}
            lines.append(calls)
        paragraphs.append(lines)
    return layout(paragraphs, notes)


@given(layouts(6))
def test_every_page_has_room_for_its_rows_and_their_notes(laid: Laid) -> None:
    """No page is fuller than its room, every line stands once and in order, every note with its call."""
    pages = fill(laid, plan(laid))
    assert all(page.height <= ROOM + 0.001 for page in pages)
    assert "".join(line.text for page in pages for line in page.rows) == "".join(line.text for line in laid.lines)
    called = [call.note for line in laid.lines for call in line.calls]
    assert [note for page in pages for note in page.notes if note != "rest"] == called


@given(layouts(150))
def test_notes_longer_than_a_page_go_on_and_lose_nothing(laid: Laid) -> None:
    """A note of up to two and a half pages is divided, and no page is fuller than its room."""
    pages = fill(laid, plan(laid))
    assert all(page.height <= ROOM + 0.001 for page in pages)
    assert "".join(line.text for page in pages for line in page.rows) == "".join(line.text for line in laid.lines)


def test_without_notes_a_page_holds_what_fits() -> None:
    """55 lines of a paragraph fill 660 pt: the 55th has no room beside the slack, and two lines go over."""
    starts = plan(layout([[[] for _ in range(56)]], {}))
    assert [(start.piece, start.start) for start in starts] == [("text-0", 54 * 40)]


def test_a_paragraph_leaves_no_single_line_behind() -> None:
    """A paragraph of three lines of which one would fit goes to the next page as a whole."""
    starts = plan(layout([[[] for _ in range(53)], [[], [], []]], {}))
    assert [(start.piece, start.start) for start in starts] == [("text-1", 0)]


def test_a_heading_stays_with_what_it_heads() -> None:
    """A heading at the foot of a page goes to the next one with its paragraph."""
    paragraphs: list[list[list[int]]] = [[[] for _ in range(52)], [[]], [[], [], [], []]]
    starts = plan(layout(paragraphs, {}, blocks={1: block(1, joined_after=True)}))
    assert [(start.piece, start.start) for start in starts] == [("text-1", 0)]


def test_a_forced_break_is_kept() -> None:
    """An annex starts a page wherever the text before it ends."""
    starts = plan(layout([[[], []], [[], []]], {}, blocks={1: block(1, forced=True)}))
    assert starts == [PageStart("text-1", 0)]


def test_a_line_that_calls_two_long_notes_is_cut_before_the_second() -> None:
    """Where one line calls more than a page holds, the second call's word starts the next page."""
    starts = plan(layout([[[1, 2]]], {1: 62, 2: 3}))
    assert [(start.piece, start.start, start.ragged) for start in starts] == [("text-0", 5, True)]


def test_spare_room_stays_free() -> None:
    """With 24 pt to spare, two lines fewer stand on a page."""
    laid = layout([[[] for _ in range(100)]], {})
    assert plan(laid)[0].start - plan(laid, spare=24.0)[0].start == 2 * 40


def test_lines_side_by_side_are_one_row() -> None:
    """The cells of a row are never parted by a page."""
    own = block(1)
    cells = [Line(f"text-{n}", 1, 100.0, 112.0, own, 0, "cell") for n in range(3)]
    rows = rows_of([*cells, Line("text-9", 1, 112.0, 124.0, own, 0, "next")])
    assert [len(row.lines) for row in rows] == [3, 1]
