"""Lists and headings made of a flat run of paragraphs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from masthead.press.tags.outline import DEEPEST, listed, ranked
from masthead.press.tags.structure import Content, Element


def paragraph(level: int, *, label: bool = True, closing: bool = False) -> Element:
    """Return a paragraph as it is read from the page."""
    classes = {f"level-{level}"} if level else set[str]()
    element = Element("P", classes=frozenset(classes | ({"closing-words"} if closing else set())))
    if label and not closing:
        element.kids.append(Element("Lbl", [Content(0)], attributes={"List": {"ListNumbering": "Decimal"}}))
    element.kids.append(Content(0))
    return element


def contents(element: Element) -> list[Content]:
    """Return all content in *element*, in reading order."""
    return [
        part
        for kid in element.kids
        for part in (contents(kid) if isinstance(kid, Element) else [kid] if isinstance(kid, Content) else [])
    ]


PARAGRAPH = st.builds(paragraph, st.integers(0, 4), label=st.booleans(), closing=st.just(False))
CLOSING = st.builds(paragraph, st.integers(0, 3), closing=st.just(True))
OTHER = st.sampled_from(["Table", "H2", "Figure", "BlockQuote"]).map(lambda role: Element(role, [Content(0)]))


@given(st.lists(st.one_of(PARAGRAPH, CLOSING, OTHER), max_size=25))
def test_nothing_is_lost_and_nothing_moves(kids: list[Element]) -> None:
    """Whatever follows whatever, every paragraph and every piece of content is there once, in its order."""
    before = [kid for kid in kids if kid.role == "P"]
    parts = contents(Element("Sect", list(kids)))
    root = listed(Element("Sect", list(kids)))
    assert [one for one in root.walk() if one.role == "P"] == before
    assert contents(root) == parts


@given(st.lists(st.one_of(PARAGRAPH, CLOSING, OTHER), max_size=25))
def test_lists_hold_items_and_items_a_body(kids: list[Element]) -> None:
    """A list holds items and nothing else, an item a label or none and a body (Matterhorn Protocol 1.1, 09-005)."""
    for one in listed(Element("Document", list(kids))).walk():
        roles = [kid.role for kid in one.elements]
        if one.role == "L":
            assert roles
            assert set(roles) == {"LI"}
        elif one.role == "LI":
            assert roles in (["LBody"], ["Lbl", "LBody"])
        else:
            assert "LI" not in roles
            assert "LBody" not in roles


def test_plain_paragraphs_are_no_list() -> None:
    """Paragraphs without a number stay paragraphs and end the list before them."""
    root = listed(Element("Document", [paragraph(0), paragraph(0, label=False), paragraph(0)]))
    assert [kid.role for kid in root.elements] == ["L", "P", "L"]


def test_points_of_a_plain_paragraph_follow_it() -> None:
    """Points under a paragraph without a number are a list behind it; words that close them follow."""
    kids = [paragraph(0, label=False), paragraph(1), paragraph(1), paragraph(0, closing=True)]
    root = listed(Element("Document", [*kids]))
    assert [kid.role for kid in root.elements] == ["P", "L", "P"]
    assert len(root.elements[1].elements) == 2


@given(st.lists(st.integers(1, 6), max_size=12))
def test_no_level_is_left_out(levels: list[int]) -> None:
    """Headings begin at H1 and go down one level at a time; they come up as they like."""
    root = ranked(Element("Document", [Element(f"H{level}", [Content(0)]) for level in levels]))
    found = [int(heading.role[1]) for heading in root.elements]
    assert all(after <= before + 1 for before, after in zip([0, *found], found, strict=False))
    assert all(new <= old <= DEEPEST for new, old in zip(found, levels, strict=True))
