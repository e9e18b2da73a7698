"""The page of Geneva, held against the measures of A/HRC/RES/59/25 and A/HRC/59/L.17 (2025)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from measure import FINE, TRACKING, Row, by_name, down
from printed import Ink, Print, Words, built

if TYPE_CHECKING:
    from pathlib import Path

NOTE_RULE = (85, 730, 300, 742)
"""Where the rule over the notes of page 1 is looked for."""


@pytest.fixture(scope="session")
def orchards(tmp_path_factory: pytest.TempPathFactory) -> Print:
    """Return a resolution of two pages with three notes and headings of three levels."""
    return built("orchards-2025", tmp_path_factory.mktemp("orchards"))


@by_name(
    Row("paper, width", lambda p: p[1].size[0], 595.3, 0.1),
    Row("paper, height", lambda p: p[1].size[1], 842.0, 0.2),
    Row("United Nations, x", lambda p: p[1].words("United Nations").x, 119.66),
    Row("United Nations, baseline", lambda p: p[1].words("United Nations").baseline, 49.68),
    Row("United Nations, size", lambda p: p[1].words("United Nations").size, 14, FINE),
    Row("symbol, right edge", lambda p: p[1].words("A/HRC/RES/59/95").right, 538.6),
    Row("symbol, left edge", lambda p: p[1].words("A/HRC/RES/59/95").x, 454.2),
    Row("symbol, baseline", lambda p: p[1].words("A/HRC/RES/59/95").baseline, 52.32),
    Row("symbol, size of its first letter", lambda p: p[1].words("A/HRC/RES/59/95").size, 20, FINE),
    Row("thin rule, left edge", lambda p: p[1].ink(50, 54, 590, 59).left, 56.64),
    Row("thin rule, right edge", lambda p: p[1].ink(50, 54, 590, 59).right, 538.65),
    Row("thin rule, top", lambda p: p[1].ink(50, 54, 590, 59).top, 56.64),
    Row("thin rule, thickness", lambda p: p[1].ink(50, 54, 590, 59).thickness, 0.48, FINE),
    Row("emblem, left edge", lambda p: p[1].ink(57, 60, 119, 130).left, 61.0),
    Row("emblem, right edge", lambda p: p[1].ink(57, 60, 119, 130).right, 115.3),
    Row("emblem, top", lambda p: p[1].ink(57, 60, 119, 130).top, 64.4),
    Row("emblem, bottom", lambda p: p[1].ink(57, 60, 119, 130).bottom, 108.6),
    Row("organ, x", lambda p: p[1].words("General Assembly").x, 119.66),
    Row("organ, baseline", lambda p: p[1].words("General Assembly").baseline, 80.04),
    Row("organ, right edge", lambda p: p[1].words("General Assembly").right, 275.9),
    Row("distribution, x", lambda p: p[1].words("Distr.: General").x, 392.11),
    Row("distribution, baseline", lambda p: p[1].words("Distr.: General").baseline, 78.84),
    Row("date of issue, baseline", lambda p: p[1].words("16 July 2025").baseline, 90.86),
    Row("original, baseline", lambda p: p[1].words("Original: English").baseline, 114.86),
    Row("thick rule, left edge", lambda p: p[1].ink(50, 197, 590, 202).left, 55.92),
    Row("thick rule, top", lambda p: p[1].ink(50, 197, 590, 202).top, 198.98),
    Row("thick rule, thickness", lambda p: p[1].ink(50, 197, 590, 202).thickness, 1.44, FINE),
    Row("council, x", lambda p: p[1].words("Human Rights Council").x, 56.64),
    Row("council, baseline", lambda p: p[1].words("Human Rights Council").baseline, 229.58),
    Row("council, size", lambda p: p[1].words("Human Rights Council").size, 12, FINE),
    Row("session, baseline", lambda p: p[1].words("Fifty-ninth session").baseline, 242.06),
    Row("session dates, baseline", lambda p: p[1].words("16 June–8 July 2025").baseline, 254.09),
    Row("item, baseline", lambda p: p[1].words("Agenda item 3").baseline, 266.09),
    Row("item title, baseline", lambda p: p[1].words("The keeping of orchards").baseline, 278.09),
    Row("item title, second line", lambda p: p[1].words("in them, the lending").baseline, 290.09),
    Row("adoption, x", lambda p: p[1].words("Resolution adopted by").x, 113.3),
    Row("adoption, below the item", lambda p: down(p, 1, "in them, the lending", "Resolution adopted"), 32.16),
    Row("adoption, second line", lambda p: down(p, 1, "Resolution adopted", "on 8 July"), 15.0),
    Row("adoption, size", lambda p: p[1].words("Resolution adopted by").size, 14, FINE),
    Row("title, number", lambda p: p[1].words("59/95.").x, 70.82),
    Row("title, x", lambda p: p[1].words("Orchards and those").x, 113.3),
    Row("title, below the adoption", lambda p: down(p, 1, "on 8 July", "59/95."), 31.92),
    Row("title, size", lambda p: p[1].words("59/95.").size, 12, FINE),
    Row("formula, x", lambda p: p[1].words("The Human Rights Council").x, 141.74),
    Row("formula, below the title", lambda p: down(p, 1, "59/95.", "The Human Rights Council,"), 24.48),
)
def test_the_head_of_page_1_meets_its_measure(row: Row, orchards: Print) -> None:
    """Every part of the masthead and of the lines that lead to the text stands where the original has it."""
    row.check(orchards)


@by_name(
    Row("preamble, below the formula", lambda p: down(p, 1, "The Human Rights Council,", "Guided"), 18.0),
    Row("preamble, first-line indent", lambda p: p[1].words("Guided").x, 141.74),
    Row("preamble, turnover", lambda p: _turnover(p).x, 113.3),
    Row("preamble, right edge", lambda p: p[1].row("Guided").right, 481.8),
    Row("preamble, step", lambda p: _turnover(p).baseline - p[1].words("Noting that pears").baseline, 12.0),
    Row("preamble, tracking", lambda p: p[1].words("reaffirming the rules").tracking, 0, TRACKING),
    Row("paragraph, number", lambda p: p[2].words("4.").x, 141.74),
    Row("paragraph, text", lambda p: p[2].words("Encourages").x, 170.18),
    Row("point, letter", lambda p: p[2].words("(a)").x, 141.74),
    Row("point, text", lambda p: p[2].words("To count the parts").x, 170.18),
    Row("heading I, number ends", lambda p: p[1].words("I.").right, 99.2),
    Row("heading I, x", lambda p: p[1].words("Ladders").x, 113.3),
    Row("heading I, size", lambda p: p[1].words("Ladders").size, 14, FINE),
    Row("heading A, number ends", lambda p: p[1].words("A.").right, 99.2),
    Row("heading A, size", lambda p: p[1].words("Long ones").size, 12, FINE),
    Row("heading 1, number ends", lambda p: p[2].words("1.").right, 99.2),
    Row("heading 1, size", lambda p: p[2].words("In two parts").size, 10, FINE),
    Row("heading I, above", lambda p: p[1].words("Ladders").baseline - _last_above(p, "Ladders").baseline, 32.4),
    Row("heading I, below", lambda p: down(p, 1, "Ladders", "Reaffirms"), 24.6),
    Row("closing, right edge", lambda p: p[2].words("34th meeting").right, 481.98),
    Row("closing, below the text", lambda p: down(p, 2, "remain in the shade", "34th meeting"), 18.0),
    Row("closing, step", lambda p: down(p, 2, "34th meeting", "8 July 2025"), 12.02),
    Row("vote, x", lambda p: p[2].words("[Adopted without a vote.]").x, 113.3),
    Row("vote, below the closing", lambda p: down(p, 2, "8 July 2025", "[Adopted"), 18.0),
    Row("end rule, left edge", lambda p: _end_rule(p).left, 255.05),
    Row("end rule, right edge", lambda p: _end_rule(p).right, 340.15),
    Row("end rule, below", lambda p: _end_rule(p).top - p[2].words("[Adopted").baseline, 25.1),
    Row("end rule, thickness", lambda p: _end_rule(p).thickness, 0.48, FINE),
)
def test_the_text_meets_its_measure(row: Row, orchards: Print) -> None:
    """Paragraphs, points, headings and what ends the text stand where the original has them."""
    row.check(orchards)


@by_name(
    Row("call, size", lambda p: _call(p).size, 6, FINE),
    Row("call, raised", lambda p: p[1].words("Guided").baseline - _call(p).baseline, 3.0, FINE),
    Row("rule, left edge", lambda p: p[1].ink(*NOTE_RULE).left, 90.62),
    Row("rule, right edge", lambda p: p[1].ink(*NOTE_RULE).right, 164.42),
    Row("rule, thickness", lambda p: p[1].ink(*NOTE_RULE).thickness, 0.48, FINE),
    Row("rule, above the first note", lambda p: _note(p, "See A/75/19").baseline - p[1].ink(*NOTE_RULE).top, 13.92),
    Row("note, x", lambda p: _note(p, "See A/75/19").x, 113.3),
    Row("note, size", lambda p: _note(p, "See A/75/19").size, 9, FINE),
    Row("note, step", lambda p: _note(p, "Adopted").baseline - _note(p, "See A/75/19").baseline, 11.04),
    Row("note, number ends", lambda p: _number(p).right, 107.66),
    Row("note, number raised", lambda p: _note(p, "See A/75/19").baseline - _number(p).baseline, 3.0, FINE),
    Row("note, number, size", lambda p: _number(p).size, 6, FINE),
    Row("last note of page 1", lambda p: _note(p, "A/76/10.").baseline, 783.24),
    Row("job number, x", lambda p: p[1].words("GE.25-19220").x, 56.64),
    Row("job number, baseline", lambda p: p[1].words("GE.25-19220").baseline, 811.56),
    Row("recycle, right edge", lambda p: p[1].words("Please recycle").right, 469.4),
    Row("QR code, left edge", lambda p: p[1].ink(492, 770, 545, 830).left, 496.35),
    Row("QR code, top", lambda p: p[1].ink(492, 770, 545, 830).top, 778.05),
    Row("QR code, right edge", lambda p: p[1].ink(492, 770, 545, 830).right, 541.35),
    Row("head, x", lambda p: p[2].words("A/HRC/RES/59/95").x, 56.64),
    Row("head, baseline", lambda p: p[2].words("A/HRC/RES/59/95").baseline, 50.88),
    Row("head, size", lambda p: p[2].words("A/HRC/RES/59/95").size, 9, FINE),
    Row("head rule, top", lambda p: p[2].ink(50, 54, 590, 59).top, 56.76),
    Row("head rule, left edge", lambda p: p[2].ink(50, 54, 590, 59).left, 55.2),
    Row("head rule, right edge", lambda p: p[2].ink(50, 54, 590, 59).right, 540.1),
    Row("head rule, thickness", lambda p: p[2].ink(50, 54, 590, 59).thickness, 0.48, FINE),
    Row("page 2, first baseline", lambda p: p[2].words("In two parts").baseline, 80.64),
    Row("folio, baseline", lambda p: p[2].rows[-1].baseline, 811.8),
    Row("folio, x", lambda p: p[2].rows[-1].x, 56.64),
)
def test_notes_imprint_and_heads_meet_their_measure(row: Row, orchards: Print) -> None:
    """What stands below and above the text stands where the original has it."""
    row.check(orchards)


def test_the_folio_has_no_count_of_pages(orchards: Print) -> None:
    """Page 2 says 2, not 2/2."""
    assert orchards[2].rows[-1].text.strip() == "2"


def test_there_is_no_barcode(orchards: Print) -> None:
    """Above and below the job number the foot of page 1 is white, as in A/HRC/RES/59/25."""
    assert orchards[1].blank(50, 813.9, 400, 842)


def test_the_head_has_no_title(orchards: Print) -> None:
    """Only the symbol stands in the head of page 2."""
    heads = [row.text.strip() for row in orchards[2].rows if row.baseline < 60]
    assert heads == ["A/HRC/RES/59/95"]


def test_symbols_are_black(orchards: Print) -> None:
    """Links do not show."""
    assert _note(orchards, "A/76/10.").colours == {(0.0, 0.0, 0.0)}


def test_a_translation_names_both_languages(tmp_path: Path) -> None:
    """Its own language stands on the third line of the block, that of the original on the fourth."""
    page = built("orchards-2025", tmp_path, replace=("original: en", "original: fr"))[1]
    assert page.words("English").baseline == pytest.approx(102.86, abs=1)
    assert page.words("Original: French").baseline == pytest.approx(114.86, abs=1)


def _turnover(printed: Print) -> Words:
    """Return the second line of the paragraph on pears."""
    first = printed[1].words("Noting that pears").baseline
    return next(row.strip() for row in printed[1].rows if row.baseline > first + 1)


def _last_above(printed: Print, text: str) -> Words:
    at = printed[1].words(text).baseline
    return [row for row in printed[1].rows if row.baseline < at - 1 and row.text.strip()][-1]


def _end_rule(printed: Print) -> Ink:
    below = printed[2].words("[Adopted").baseline
    return printed[2].ink(200, below + 15, 400, below + 60)


def _call(printed: Print) -> Words:
    return next(row for row in printed[1].rows if row.glyphs[0].text == "1" and 5.5 < row.size < 6.5)


def _note(printed: Print, text: str) -> Words:
    return next(words for words in (printed[1].words(text, nth) for nth in range(3)) if words.baseline > 700)


def _number(printed: Print) -> Words:
    return next(
        row for row in printed[1].rows if row.text.strip("\u00a0 ") == "1" and row.size < 7 and row.baseline > 700
    ).strip()
