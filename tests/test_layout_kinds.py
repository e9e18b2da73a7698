"""The pages of drafts, composites, decisions and documents with joint symbols.

Sponsors and asterisks are measured on E/2025/L.20 and A/HRC/59/L.17, headings and tables on A/80/604/Add.1, stacked
symbols on A/79/876-S/2025/230.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from measure import FINE, Row, by_name, down
from printed import Print, Words, built

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Print:
    """Return a draft of the Economic and Social Council with asterisk notes and a note of two paragraphs."""
    return built("draft-2025", tmp_path_factory.mktemp("draft"))


@pytest.fixture(scope="session")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Print:
    """Return a composite of two parts, with headings and points of four levels and an annex with a table."""
    return built("parts-2025", tmp_path_factory.mktemp("parts"))


@by_name(
    Row("original, baseline", lambda p: p[1].words("Original: English").baseline, 122.4),
    Row("session, baseline", lambda p: p[1].words("2025 session").baseline, 222.2),
    Row("session dates, baseline", lambda p: p[1].words("25 July 2024–30 July 2025").baseline, 234.2),
    Row("item, baseline", lambda p: p[1].words("Agenda item 13 (e)").baseline, 246.2),
    Row("sponsors, x", lambda p: p[1].words("Argentina").x, 123.38),
    Row("sponsors, below the item", lambda p: down(p, 1, "dug before our time", "Argentina"), 30.0),
    Row("sponsors, size", lambda p: p[1].words("Argentina").size, 10, FINE),
    Row("asterisk, size", lambda p: _asterisk(p).size, 10, FINE),
    Row("asterisk, not raised", lambda p: _asterisk(p).baseline - p[1].words("Argentina").baseline, 0, FINE),
    Row("asterisk again, size", lambda p: p[1].words("(The),*").strip().glyphs[-1].size, 10, FINE),
    Row("title, below the sponsors", lambda p: down(p, 1, "Argentina", "Ad hoc group"), 25.2),
    Row("title, x", lambda p: p[1].words("Ad hoc group").x, 123.38),
    Row("title, size", lambda p: p[1].words("Ad hoc group").size, 12, FINE),
    Row("formula, below the title", lambda p: down(p, 1, "Ad hoc group", "The Economic and Social Council,"), 24.32),
    Row("asterisk note, mark", lambda p: p[1].row("In accordance").x, 115.5),
    Row("asterisk note, text", lambda p: p[1].words("In accordance").x, 123.38),
    Row("asterisk note, size", lambda p: p[1].words("In accordance").size, 8.5, FINE),
    Row("second paragraph of a note, x", lambda p: p[1].words("The group has met").x, 123.38),
    Row("second paragraph of a note, step", lambda p: down(p, 1, "E/2024/95.", "The group has met"), 10.5),
    Row("note after it, step", lambda p: down(p, 1, "The group has met", "E/2025/59."), 10.5),
)
def test_a_draft_meets_its_measure(row: Row, draft: Print) -> None:
    """Sponsors stand in place of the adoption; asterisks are as large as their line."""
    row.check(draft)


def test_asterisk_notes_stand_before_numbered_ones(draft: Print) -> None:
    """The notes of the sponsors come first, the numbered ones begin with 1."""
    places = [draft[1].words(text).baseline for text in ("In accordance", "On behalf", "E/2024/95.", "E/2025/59.")]
    assert places == sorted(places)
    assert len(set(places)) == len(places)


def test_a_draft_has_no_closing(draft: Print) -> None:
    """It has not been adopted: no italics follow its text."""
    last = draft[1].words("report when it has found water").baseline
    assert not any("italic" in glyph.style for glyph in draft[1].glyphs if glyph.baseline > last + 1)


@by_name(
    Row("heading II, number ends", lambda p: p[1].words("II").right, 111.0),
    Row("heading II, x", lambda p: p[1].words("Wheels").x, 123.38),
    Row("heading A, number ends", lambda p: p[1].words("A. ").strip().right, 111.0),
    Row("heading 1, number ends", lambda p: p[1].words("1. ").strip().right, 111.0),
    Row("heading 1, x", lambda p: p[1].words("Old ones").x, 123.38),
    Row("heading (a), number ends", lambda p: p[1].words("(a)").right, 111.0),
    Row("heading (a), x", lambda p: p[1].words("Mended ones").x, 123.38),
    Row("heading (a), below heading 1", lambda p: down(p, 1, "Old ones", "Mended ones"), 24.3),
    Row("preambular paragraph, x", lambda p: p[1].words("Aware").x, 147.14),
    Row("point of level 1, x", lambda p: p[1].words("Of the first level").x, 170.9),
    Row("point of level 2, x", lambda p: p[1].words("Of the second level").x, 170.9),
    Row("point of level 3, x", lambda p: _words(p, "Of the third level").x, 194.66),
    Row("point of level 4, x", lambda p: _words(p, "Of the fourth level").x, 218.42),
    Row("words that close level 2, x", lambda p: _words(p, "ending what").x, 147.14),
    Row("words that close the paragraph, x", lambda p: _words(p, "ending the sentence").x, 123.38),
    Row("table, head of two columns, middle", lambda p: p[3].words("Difference").centre, 462.4, 3),
    Row("table note, letter", lambda p: _letter(p).x, 130.7),
    Row("table note, letter, size", lambda p: _letter(p).size, 5.52, FINE),
    Row("table note, letter, raised", lambda p: p[3].words("Of wheat").baseline - _letter(p).baseline, 3.0, FINE),
    Row("table note, text", lambda p: p[3].words("Of wheat").x, 137.42),
    Row("table note, below the table", lambda p: down(p, 3, "Lower mill", "Of wheat") - 10.5, 20.04),
)
def test_the_parts_of_a_composite_meet_their_measure(row: Row, parts: Print) -> None:
    """Numbers hang beside their headings; points stand a step further in from the second level on."""
    row.check(parts)


def test_each_part_has_its_letter_formula_and_closing(parts: Print) -> None:
    """A composite has several of each, in their order."""
    lines = [row.text.strip() for page in parts.pages for row in page.rows if row.baseline > 200 or page is parts[2]]
    wanted = ["A", "The General Assembly,", "55th (resumed) plenary meeting", "B", "The General Assembly,"]
    found = [line for line in lines if line in wanted]
    assert found == [*wanted, "55th (resumed) plenary meeting"]


def test_a_head_that_spans_rows_is_read_before_those_below_it(parts: Print) -> None:
    """The column heads of both rows stand above the first row of cells."""
    first = parts[3].words("Upper mill").baseline
    assert all(parts[3].words(head).baseline < first for head in ("Mill", "Year", "Difference", "Sacks", "Share"))


def test_a_decision_has_neither_distribution_nor_adoption_line(tmp_path: Path) -> None:
    """The word Decision, committee, session, item and kind stand in the block; the text follows its title."""
    page = built("decision-2024", tmp_path)[1]
    block = [row.text.strip() for row in page.rows if 210 < row.baseline < 285]
    assert block == [
        "Decision",
        "Plenary",
        "Seventy-ninth session",
        "Agenda item 3 (a)",
        "Elections and appointments",
    ]
    assert page.words("Decision").baseline == pytest.approx(222, abs=1)
    assert not page.has("Distr.")
    assert down_from(page.words("79/901."), page.words("At its 1st")) == pytest.approx(24.6, abs=1)
    assert page.words("1st plenary meeting", 1).style == {"italic"}


def test_joint_symbols_are_stacked_in_the_head(tmp_path: Path) -> None:
    """Page 1 has them on one line, each with a large letter; the head of page 2 has one under the other."""
    replace = ("type: resolution\nsymbol: A/RES/80/323", "type: draft-resolution\nsymbol: A/80/923-S/2025/923")
    printed = built("gardens-2025", tmp_path, replace=replace)
    symbol = printed[1].row("/80/923-")
    assert [glyph.text for glyph in symbol.glyphs if glyph.size > 15] == ["A", "S"]
    assert printed[2].words("A/80/923").baseline == pytest.approx(49.2, abs=1)
    assert printed[2].words("S/2025/923").baseline == pytest.approx(59.04, abs=1)


def down_from(above: Words, below: Words) -> float:
    """Return how far one text stands below another."""
    return below.baseline - above.baseline


def _asterisk(printed: Print) -> Words:
    return Words(printed[1].words("Argentina,*").glyphs[-1:])


def _words(printed: Print, text: str) -> Words:
    """Return a text on whichever of the first two pages it stands."""
    return next(page.words(text) for page in printed.pages[:2] if page.has(text))


def _letter(printed: Print) -> Words:
    below = printed[3].words("Lower mill").baseline
    return next(row for row in printed[3].rows if row.baseline > below + 5 and row.text.strip() == "a").strip()
