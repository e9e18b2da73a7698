"""Plain text: every word once, in order, in 72 columns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from exported import EVERYTHING, READING, export, in_order
from hypothesis import given
from hypothesis import strategies as st

from masthead.export import Format
from masthead.export.lines import WIDTH, width, wrapped

if TYPE_CHECKING:
    from masthead.workspace import Workspace


@pytest.fixture
def text(workspace: Workspace) -> str:
    """Return the document with every kind of block as plain text."""
    return export(workspace, Format.TEXT)


def test_every_word_once_in_order(text: str) -> None:
    """The words stand once each, in the order in which the document is read, the notes behind them."""
    apart = [word for word in READING if word not in {"Ash", "600", "General Assembly", "Elm"}]
    in_order(text, *apart, "On everything", "Premier", "Second", "Note b")


def test_a_table_stands_in_columns(text: str) -> None:
    """Cells stand under their heads, figures at the end of their column, a cell over two rows beside both."""
    rows = text.partition("Trees of S/RES/2771 (2025)\n\n")[2].partition("\n\n")[0].splitlines()
    assert rows == [
        "Name          Sum",
        "-----------------",
        "Oak[a]     1    2",
        "Elm        3   40",
        "Ash",
        "        5[a]  600",
    ]


def test_points_are_indented_by_level(text: str) -> None:
    """Each level of points stands a step further in than the one above it, behind its printed label."""
    labels = {"Bread": 4, "salted": 8, "spring": 12, "June": 16}
    for word, indent in labels.items():
        line = next(line for line in text.splitlines() if word in line)
        assert len(line) - len(line.lstrip()) == indent
    assert "2.  Requests:" in text
    assert "    (a) Bread" in text


def test_notes_stand_at_the_end_as_they_are_numbered(text: str) -> None:
    """A call in brackets stands where the note is called; the note stands behind the text with its paragraphs."""
    assert "Gardens[1]" in text
    assert text.index("[2]  Premier") > text.index("Annex II")
    assert "\n     Second paragraphe." in text


def test_marks_of_other_languages_stay_text(text: str) -> None:
    """What would be a mark of HTML or of a template is text."""
    assert "{{ 7 * 7 }} <script>alert(1)</script>;" in text
    assert "<b>walls</b>" in text


def test_no_line_is_too_wide(workspace: Workspace) -> None:
    """Long paragraphs are wrapped at 72 columns, and a symbol is never divided."""
    long = "resolution S/RES/2771 (2025) and resolution A/RES/79/252 A-B, " * 12
    text = export(workspace, Format.TEXT, EVERYTHING.replace("Bread", long.strip()))
    assert max(map(width, text.splitlines())) <= WIDTH
    assert len(re.findall(r"S/RES/2771 \(2025\)", text)) == 13
    assert len(re.findall("A/RES/79/252 A-B", text)) == 12


def test_the_same_document_gives_the_same_text(workspace: Workspace) -> None:
    """Exporting twice gives the same bytes."""
    assert export(workspace, Format.TEXT) == export(workspace, Format.TEXT)


def test_chinese_characters_count_for_two_and_break_anywhere() -> None:
    """A line of Chinese holds 36 characters, and none begins with a comma."""
    lines = wrapped("大会回顾其关于妇女权利的各项决议，" * 8)
    assert all(width(line) <= WIDTH and line[0] not in "，。" for line in lines)
    assert {width(line) for line in lines[:-1]} <= {70, 72}
    assert "".join(lines) == "大会回顾其关于妇女权利的各项决议，" * 8


@given(st.lists(st.text("abcdé  \u00a0大（）", min_size=1), max_size=30), st.integers(1, 80))
def test_wrapping_loses_nothing(words: list[str], columns: int) -> None:
    """Whatever the text, its characters stand in order on the lines, spaces at their ends aside."""
    text = " ".join(words)
    squeezed = "".join(wrapped(text, columns=columns)).replace(" ", "")
    assert squeezed == text.replace(" ", "")
