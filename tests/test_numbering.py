"""Numbering: labels from the place of a paragraph, and from what an author types instead."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masthead.document.model import Heading, Paragraph
from masthead.document.numbering import Numbering, number_of, operative
from masthead.language import LabelError, language

EN = language("en")


def numbered(*numbers: str | None, by_place: bool = True) -> list[str]:
    """Return the labels of paragraphs for which these numbers were typed."""
    numbering = Numbering(EN.paragraph_number, by_place=by_place)
    return [numbering.of(number) for number in numbers]


def test_counting_goes_on_from_a_whole_number() -> None:
    """A whole number is printed as the language prints it, and the next paragraph follows it."""
    assert numbered(None, "7", None, "1", None) == ["1.", "7.", "8.", "1.", "2."]


def test_paragraph_without_a_number_is_not_counted() -> None:
    """What has no number leaves no gap."""
    assert numbered(None, "none", None) == ["1.", "", "2."]


def test_any_other_number_is_printed_as_it_is() -> None:
    """A label that is no whole number is printed as typed and not counted."""
    assert numbered(None, "3 bis.", None) == ["1.", "3 bis.", "2."]


def test_without_counting_only_typed_numbers_are_printed() -> None:
    """In an annex a paragraph has a number only where it is typed."""
    assert numbered(None, "1", None, "2", by_place=False) == ["", "1.", "", "2."]


@pytest.mark.parametrize(
    ("blocks", "labels"),
    [
        (["a"], [""]),
        (["a", "b"], ["1.", "2."]),
        (["a", Heading(heading="h")], [""]),
        (["a", Paragraph(text="b", number="none")], ["", ""]),
        ([Paragraph(text="a", number="1")], ["1."]),
    ],
)
def test_a_single_operative_paragraph_has_no_number(blocks: list[str | Paragraph | Heading], labels: list[str]) -> None:
    """One operative paragraph alone is not numbered, unless the author says so."""
    numbering = operative(blocks, EN.paragraph_number)
    paragraphs = [block for block in blocks if not isinstance(block, Heading)]
    assert [numbering.of(number_of(block)) for block in paragraphs] == labels


def test_labels_of_points_end() -> None:
    """Past the last label of a series the numbering says so; the last label is remembered for the message."""
    numbering = Numbering(lambda n: EN.point(1, n))
    assert numbering.of("52") == "(zz)"
    with pytest.raises(LabelError):
        numbering.of(None)
    assert numbering.last == "(zz)"


@given(st.lists(st.one_of(st.none(), st.just("none"), st.integers(1, 999).map(str), st.just("(x)"))))
def test_labels_follow_one_rule(typed: list[str | None]) -> None:
    """Whatever is typed, each counted label is one more than the last or what was typed."""
    count = 0
    for number, label in zip(typed, numbered(*typed), strict=True):
        if number is None or number.isdigit():
            count = int(number) if number else count + 1
            assert label == f"{count}."
        else:
            assert label == ("" if number == "none" else number)
