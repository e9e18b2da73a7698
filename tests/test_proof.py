"""Proof-reading: every way in which a layout can be wrong is found, and a right one passes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from masthead.document.content import Note
from masthead.document.passages import Passage
from masthead.markup import Run
from masthead.press.laid import Block, Call, Laid, Line, NotePart, Page, squeezed
from masthead.press.proof import Kind, prove
from masthead.problem import Place

BLOCK = Block(1, 6.0, 2, 2, forced=False, joined_before=False, joined_after=False, whole=False)
PLACE = Place("content/doc.yaml", 7, 5)


def note(number: int) -> Note:
    """Return a note of four words."""
    return Note(
        number,
        str(number),
        str(number),
        f"key{number}",
        ((Run("See the annex, "), Run("A/66/53", italic=True)),),
        PLACE,
    )


PASSAGES = [
    Passage("text-1", "A title", PLACE),
    Passage("text-2", "Recalling it,", PLACE),
    Passage("text-3", "1.Decides so.", PLACE),
]


def laid() -> Laid:
    """Return the right layout of that content: two pages, a note on each."""
    return Laid(
        pages=[Page(n, 70.0, 730.0, 700.0, 15.0, 552.0) for n in (1, 2)],
        lines=[
            Line("text-1", 1, 100.0, 112.0, BLOCK, 0, "Atitle"),
            Line("text-2", 1, 118.0, 130.0, BLOCK, 0, "Recallingit,", [Call("note-1", 9)]),
            Line("text-3", 2, 70.0, 82.0, BLOCK, 0, "1.Decides", [Call("note-2", 2)]),
            Line("text-3", 2, 82.0, 94.0, BLOCK, 9, "so."),
        ],
        notes=[
            NotePart("note-1", 1, 710.0, 720.0, [(10.0, "Seetheannex,"), (10.0, "A/66/53")]),
            NotePart("note-2", 2, 710.0, 720.0, [(10.0, "Seetheannex,A/66/53")]),
        ],
    )


def found(layout: Laid) -> list[tuple[Kind, str]]:
    """Return kind and words of every fault."""
    return [(fault.kind, fault.what) for fault in prove(layout, PASSAGES, [note(1), note(2)])]


def test_a_right_layout_has_no_fault() -> None:
    """Every word once, every note with its call: nothing to say."""
    assert found(laid()) == []


def test_a_missing_line_is_found() -> None:
    """A line that the engine has dropped is named by what follows on the page."""
    layout = laid()
    del layout.lines[3]
    assert found(layout) == [(Kind.WORDS, 'words are missing from the page near "1.Decidesso."')]


def test_a_doubled_line_is_found() -> None:
    """A line that is printed twice is named."""
    layout = laid()
    layout.lines.append(layout.lines[3])
    expected = 'words that are not in the document stand on the page near "Decidesso.so."'
    assert found(layout) == [(Kind.WORDS, expected)]


def test_a_missing_paragraph_is_found() -> None:
    """A paragraph that a template has left out is named, and so is the call that went with it."""
    layout = laid()
    del layout.lines[2:]
    kinds = [kind for kind, _ in found(layout)]
    assert kinds == [Kind.WORDS, Kind.LOST]


def test_swapped_paragraphs_are_found() -> None:
    """Two paragraphs in the wrong order are a fault though no word is missing."""
    layout = laid()
    layout.lines[0], layout.lines[1] = layout.lines[1], layout.lines[0]
    assert found(layout) == [(Kind.WORDS, "a passage stands out of its order")]


def test_a_lost_note_is_found() -> None:
    """A note that is printed nowhere is the catastrophe: it is named by number and key."""
    layout = laid()
    del layout.notes[1]
    assert found(layout) == [(Kind.LOST, "footnote 2 (key2) is lost or shortened")]


def test_a_shortened_note_is_found() -> None:
    """A note whose last line has gone is as bad as a lost one."""
    layout = laid()
    layout.notes[0].lines.pop()
    assert found(layout) == [(Kind.LOST, "footnote 1 (key1) is lost or shortened")]


@pytest.mark.parametrize(("number", "page"), [(0, 2), (1, 1)])
def test_a_note_on_another_page_is_found(number: int, page: int) -> None:
    """A note on the page after its call, or before it, is a fault that does not forbid to print."""
    layout = laid()
    layout.notes[number] = replace(layout.notes[number], page=page)
    faults = prove(layout, PASSAGES, [note(1), note(2)])
    called = number + 1
    assert [(fault.kind, fault.fatal) for fault in faults] == [(Kind.STRAY, False)]
    name = f"footnote {number + 1} (key{number + 1})"
    assert faults[0].what == f"{name} stands on page {page} and is called on page {called}"


def test_a_divided_note_goes_on_on_the_next_page() -> None:
    """A note may go on on the page after that of its call, and not later."""
    layout = laid()
    first, rest = layout.notes[0].lines
    layout.notes[0:1] = [
        NotePart("note-1", 1, 710.0, 720.0, [first]),
        NotePart("note-1", 2, 705.0, 710.0, [rest]),
    ]
    assert found(layout) == []
    layout.pages.append(replace(layout.pages[1], number=3))
    layout.notes[1] = replace(layout.notes[1], page=3)
    assert found(layout) == [(Kind.CUT, "footnote 1 (key1) does not go on on the next page")]


def test_text_over_the_notes_is_found() -> None:
    """A line that stands lower than the note area begins is cut or covered."""
    layout = laid()
    layout.lines[3].bottom = 701.0
    assert found(layout) == [(Kind.CUT, "text runs over the foot of page 2")]


def test_text_over_the_right_edge_is_found() -> None:
    """A word or table that is wider than the page is cut at its edge."""
    layout = laid()
    layout.lines[3].right = 553.0
    layout.notes[0] = replace(layout.notes[0], right=553.0)
    assert found(layout) == [
        (Kind.CUT, "text runs over the right edge of page 2"),
        (Kind.CUT, "footnote 1 (key1) has no room on page 1"),
    ]


def test_a_note_over_the_text_is_found() -> None:
    """A note that is so long that it reaches into the text has no room."""
    layout = laid()
    layout.notes[0] = replace(layout.notes[0], top=120.0)
    assert found(layout) == [(Kind.CUT, "footnote 1 (key1) has no room on page 1")]


def test_a_note_below_the_page_is_found() -> None:
    """A note that hangs over the foot of the page is cut."""
    layout = laid()
    layout.notes[1] = replace(layout.notes[1], bottom=741.0)
    assert found(layout) == [(Kind.CUT, "footnote 2 (key2) has no room on page 2")]


def test_a_soft_hyphen_is_no_difference() -> None:
    """The hyphen that is drawn where a word is divided is not among the words."""
    assert squeezed("co\u00adopé\u2010 ration\u00a0;") == "coopération;"


def test_a_no_break_hyphen_is_printed_as_a_plain_one() -> None:
    """The faces have no glyph of its own for it, so the two are one on the page."""
    assert squeezed("non\u2011intervention") == squeezed("non-intervention")


def test_a_row_that_a_page_parts_is_in_order() -> None:
    """The cells of a row go on side by side on the next page; all that stands before and behind it keeps its place."""
    row = replace(BLOCK, row=5)
    layout = laid()
    layout.lines = [
        layout.lines[0],
        Line("text-3", 1, 100.0, 112.0, row, 0, "1.Decides", [Call("note-1", 2)]),
        Line("text-2", 2, 70.0, 82.0, row, 0, "Recallingit,", [Call("note-2", 2)]),
        Line("text-3", 2, 70.0, 82.0, row, 9, "so."),
    ]
    assert found(layout) == []
    layout.lines = [layout.lines[n] for n in (1, 0, 2, 3)]
    assert found(layout) == [(Kind.WORDS, "a passage stands out of its order")]
