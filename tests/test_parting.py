"""Parting the HTML: no character is lost, doubled or moved, whatever is cut where."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from masthead.press.laid import squeezed
from masthead.press.paging import PageStart, Rest
from masthead.press.parting import part

WORDS = ["Décide", "de", "poursuivre", "l’examen", "non-sélectivité", "A/66/53", "à", "«\u00a0sa\u00a0»", "1."]


@st.composite
def inline(draw: st.DrawFn, depth: int = 2) -> str:
    """Give HTML with words, italics and notes."""
    parts = []
    for _ in range(draw(st.integers(1, 5))):
        kind = draw(st.sampled_from(["words", "words", "em", "note"])) if depth else "words"
        if kind == "words":
            parts.append(" ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6))) + " ")
        elif kind == "em":
            parts.append(f"<em>{draw(inline(depth - 1))}</em> ")
        else:
            parts.append('<span class="note">Note words</span>')
    return "".join(parts)


def tree_of(html: str) -> ET.Element:
    """Return a document with one paragraph called text-1."""
    return ET.fromstring(f'<main><p id="text-1">{html}</p><p id="text-2">After</p></main>')  # noqa: S314 (our own)


def body(element: ET.Element) -> str:
    """Return the characters below *element* without notes and white space."""
    text = element.text or ""
    for child in element:
        text += ("" if "note" in child.get("class", "") else body(child)) + (child.tail or "")
    return squeezed(text)


def notes(element: ET.Element) -> list[str]:
    """Return the texts of the notes below *element*."""
    return ["".join(note.itertext()) for note in element.iter("span") if "note" in note.get("class", "")]


@given(inline(), st.data())
def test_a_parted_paragraph_keeps_its_characters_and_notes(html: str, data: st.DataObject) -> None:
    """Both parts together hold what the paragraph held, the first as many characters as were asked for."""
    tree = tree_of(html)
    whole, called = body(tree), notes(tree)
    length = len(body(tree[0]))
    at = data.draw(st.integers(1, max(1, length - 1)))
    part(tree, [PageStart("text-1", at)])
    assert body(tree) == whole
    assert notes(tree) == called
    if at < length:
        assert len(body(tree[0])) == at
        assert tree[0].get("id") == "text-1"
        assert tree[1].get("data-of") == "text-1"
        assert tree[1].get("id") is None
        assert tree[1].get("class") == "continued page-start"


@given(inline(), st.lists(st.integers(1, 60), min_size=2, max_size=5, unique=True))
def test_a_paragraph_may_be_parted_several_times(html: str, cuts: list[int]) -> None:
    """Parts of parts stand in order and lose nothing."""
    tree = tree_of(html)
    whole, called, length = body(tree), notes(tree), len(body(tree[0]))
    inside = sorted(at for at in cuts if at < length)
    part(tree, [PageStart("text-1", at) for at in inside])
    assert body(tree) == whole
    assert notes(tree) == called
    assert [int(p.get("data-start", "0")) for p in tree[:-1]] == [0, *inside]


def test_a_block_that_starts_a_page_is_marked() -> None:
    """A page that starts with a block marks it and parts nothing."""
    tree = tree_of("Words")
    part(tree, [PageStart("text-2", 0)])
    assert [p.get("class") for p in tree] == [None, "page-start"]


def test_the_space_at_the_cut_goes() -> None:
    """The second part starts with its word, not with the space before it."""
    tree = tree_of("one two")
    part(tree, [PageStart("text-1", 3)])
    assert [p.text for p in tree] == ["one", "two", "After"]


def test_a_note_called_at_the_end_of_a_page_stays_there() -> None:
    """A call that stands right before the cut belongs to the word before it."""
    tree = tree_of('one<span class="note">N</span> two')
    part(tree, [PageStart("text-1", 3)])
    assert [notes(p) for p in tree] == [["N"], [], []]


def test_a_line_cut_before_a_call_is_not_filled() -> None:
    """A page that ends within a line leaves the line as long as its words."""
    tree = tree_of("one two")
    part(tree, [PageStart("text-1", 3, ragged=True)])
    assert tree[0].get("class") == "cut"


NOTE = 'one<span class="note" id="note-1">aa bb cc dd</span> two three'


def test_the_rest_of_a_note_stands_first_on_its_page() -> None:
    """A divided note goes on at the start of the next page."""
    tree = tree_of(NOTE)
    part(tree, [PageStart("text-1", 6, rest=Rest("note-1", 4, ()))])
    assert notes(tree[0]) == ["aa bb"]
    assert notes(tree[1]) == ["cc dd"]
    rest = tree[1][0]
    assert (rest.get("class"), rest.get("data-of"), rest.tail) == ("note rest", "note-1", "three")


def test_a_note_may_be_divided_between_its_paragraphs() -> None:
    """The line break between them stays with the first, so that the second does not start with an empty line."""
    tree = tree_of('one<span class="note" id="note-1">aa bb<br/>cc dd</span> two three')
    part(tree, [PageStart("text-1", 6, rest=Rest("note-1", 4, ()))])
    assert notes(tree[0]) == ["aa bb"]
    assert notes(tree[1]) == ["cc dd"]
    assert not list(tree[1].iter("br"))


def test_a_page_that_starts_in_a_cell_starts_with_its_row() -> None:
    """A row is not parted, also where its cell has several paragraphs."""
    cells = '<td id="a">one</td><td><p id="text-1">two</p><p>three</p></td>'
    tree = ET.fromstring(f"<main><table><tr>{cells}</tr></table></main>")  # noqa: S314 (our own)
    part(tree, [PageStart("text-1", 0)])
    assert [element.tag for element in tree.iter() if element.get("class") == "page-start"] == ["tr"]


def test_a_page_may_hold_nothing_but_the_rest_of_a_note() -> None:
    """Two pages follow each other, one bare with the middle of the note, one with its end and the text."""
    tree = tree_of(NOTE)
    middle = PageStart("text-1", 6, rest=Rest("note-1", 2, ()), bare=True)
    part(tree, [middle, PageStart("text-1", 6, rest=Rest("note-1", 4, ()))])
    assert [p.get("class") for p in tree] == ["parted", "page-start bare", "continued page-start", None]
    assert [notes(p) for p in tree] == [["aa"], ["bb"], ["cc dd"], []]


def test_the_last_note_may_end_behind_the_text() -> None:
    """Bare pages at the end of the text stand in order behind it."""
    tree = tree_of(NOTE)
    starts = [PageStart("text-2", 5, rest=Rest("note-1", at, ()), bare=True) for at in (2, 4, 6)]
    part(tree, starts)
    assert [notes(p) for p in tree] == [["aa"], [], ["bb"], ["cc"], ["dd"]]
    assert body(tree) == "onetwothreeAfter"
