"""The page of the New York layout, held against the measures of A/RES/73/8, 77/247 and 78/323 (2018 to 2024)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pypdf
import pytest
from measure import FINE, TRACKING, Row, by_name, down
from printed import Ink, Print, Words, built

if TYPE_CHECKING:
    from pathlib import Path

BLUE = (0.0, 0.0, 1.0)
SEPARATOR = (90, 585, 400, 602)
"""Where the rule over the notes of page 1 is looked for."""


@pytest.fixture(scope="session")
def gardens(tmp_path_factory: pytest.TempPathFactory) -> Print:
    """Return a document with an item title of two lines, twelve notes and three pages."""
    return built("gardens-2025", tmp_path_factory.mktemp("gardens"))


@by_name(
    Row("paper, width", lambda p: p[1].size[0], 612, 0.01),
    Row("paper, height", lambda p: p[1].size[1], 792, 0.01),
    Row("United Nations, x", lambda p: p[1].words("United Nations").x, 123.4),
    Row("United Nations, baseline", lambda p: p[1].words("United Nations").baseline, 57.8),
    Row("United Nations, size", lambda p: p[1].words("United Nations").size, 14, FINE),
    Row("symbol, right edge", lambda p: p[1].words("A/RES/80/323").right, 552),
    Row("symbol, left edge", lambda p: p[1].words("A/RES/80/323").x, 482.1),
    Row("symbol, baseline", lambda p: p[1].words("A/RES/80/323").baseline, 56.5),
    Row("symbol, size of its first letter", lambda p: p[1].words("A/RES/80/323").size, 20, FINE),
    Row("symbol, size of the rest", lambda p: p[1].words("/RES/80/323").size, 10, FINE),
    Row("symbol, tracking", lambda p: p[1].words("RES").tracking, 0.33, TRACKING),
    Row("thin rule, left edge", lambda p: p[1].ink(50, 63, 600, 68).left, 60),
    Row("thin rule, right edge", lambda p: p[1].ink(50, 63, 600, 68).right, 552.6),
    Row("thin rule, middle", lambda p: _middle(p[1].ink(50, 63, 600, 68)), 65.04),
    Row("thin rule, thickness", lambda p: p[1].ink(50, 63, 600, 68).thickness, 0.48, FINE),
    Row("emblem, left edge", lambda p: p[1].ink(55, 67, 122.5, 130).left, 64.7),
    Row("emblem, right edge", lambda p: p[1].ink(55, 67, 122.5, 130).right, 120.8),
    Row("emblem, top", lambda p: p[1].ink(55, 67, 122.5, 130).top, 71.3),
    Row("emblem, bottom", lambda p: p[1].ink(55, 67, 122.5, 130).bottom, 118.3),
    Row("organ, x", lambda p: p[1].words("General Assembly").x, 123.4),
    Row("organ, baseline", lambda p: p[1].words("General Assembly").baseline, 86.4),
    Row("organ, size", lambda p: p[1].words("General Assembly").size, 20, FINE),
    Row("organ, right edge", lambda p: p[1].words("General Assembly").right, 272.3),
    Row("distribution, x", lambda p: p[1].words("Distr.: General").x, 397.0),
    Row("distribution, baseline", lambda p: p[1].words("Distr.: General").baseline, 86.7),
    Row("distribution, size", lambda p: p[1].words("Distr.: General").size, 10, FINE),
    Row("date of issue, x", lambda p: p[1].words("18 December 2025").x, 397.0),
    Row("date of issue, baseline", lambda p: p[1].words("18 December 2025").baseline, 98.4),
    Row("thick rule, left edge", lambda p: p[1].ink(50, 207, 600, 212).left, 59.3),
    Row("thick rule, right edge", lambda p: p[1].ink(50, 207, 600, 212).right, 551.8),
    Row("thick rule, middle", lambda p: _middle(p[1].ink(50, 207, 600, 212)), 209.7),
    Row("thick rule, thickness", lambda p: p[1].ink(50, 207, 600, 212).thickness, 1.44, FINE),
    Row("session, x", lambda p: p[1].words("Eightieth session").x, 60.0),
    Row("session, baseline", lambda p: p[1].words("Eightieth session").baseline, 222),
    Row("session, size", lambda p: p[1].words("Eightieth session").size, 10, FINE),
    Row("session, tracking", lambda p: p[1].words("Eightieth").tracking, 0.31, TRACKING),
    Row("item, baseline", lambda p: p[1].words("Agenda item 69").baseline, 234),
    Row("item title, x", lambda p: p[1].words("The keeping of gardens").x, 60.0),
    Row("item title, baseline", lambda p: p[1].words("The keeping of gardens").baseline, 246),
    Row("item title, step", lambda p: down(p, 1, "The keeping of", "of ladders"), 12),
    Row("item title, longest line", lambda p: p[1].row("The keeping of").right, 340, 3),
    Row("adoption, x", lambda p: p[1].words("Resolution adopted").x, 123.4),
    Row("adoption, below the item title", lambda p: down(p, 1, "of ladders", "Resolution adopted"), 32.3),
    Row("adoption, step", lambda p: down(p, 1, "Resolution adopted", "on 13 December 2025"), 15),
    Row("adoption, size", lambda p: p[1].words("Resolution adopted").size, 14, FINE),
    Row("origin, x", lambda p: p[1].words("[without reference").x, 123.4),
    Row("origin, below the adoption", lambda p: down(p, 1, "on 13 December", "[without reference"), 24.6),
    Row("origin, size", lambda p: p[1].words("[without reference").size, 10, FINE),
    Row("title, x", lambda p: p[1].words("Day of public gardens").x, 123.4),
    Row("title, x of its number", lambda p: p[1].words("80/323.").x, 72.4),
    Row("title, below the origin", lambda p: down(p, 1, "[without reference", "80/323."), 25.2),
    Row("title, step", lambda p: down(p, 1, "80/323.", "and in the country"), 13.5),
    Row("title, size", lambda p: p[1].words("80/323.").size, 12, FINE),
    Row("title, tracking", lambda p: p[1].words("Day of public").tracking, 0.28, 0.06),
    Row("formula, x", lambda p: p[1].words("The General Assembly").x, 147.1),
    Row("formula, below the title", lambda p: down(p, 1, "and in the country", "The General Assembly"), 24.6),
    Row("preamble, below the formula", lambda p: down(p, 1, "The General Assembly", "the first register"), 18),
    Row("body, size", lambda p: p[1].words("the first register").size, 10, FINE),
    Row("body, tracking", lambda p: p[1].words("which stand alone, that").tracking, 0.34, TRACKING),
    Row("body, turnover", lambda p: p[1].words("third register").x, 123.4),
    Row("body, right edge", lambda p: p[1].row("third register").right, 488.3),
    Row("sub-paragraph, letter", lambda p: p[2].words("(a)").x, 147.1),
    Row("sub-paragraph, text", lambda p: p[2].words("To write").x, 170.9),
    Row("sub-paragraph, turnover", lambda p: p[2].words("is in fruit, and to").x, 123.4),
    Row("sub-sub-paragraph, numeral", lambda p: p[2].words("(i)").x, 147.1),
    Row("sub-sub-paragraph, text", lambda p: p[2].words("The seeds of plants").x, 170.9),
    Row("sub-sub-paragraph, turnover", lambda p: p[2].words("the year on").x, 147.1),
    Row("call, size", lambda p: _call(p).size, 6.48, FINE),
    Row("call, raised", lambda p: p[1].words("the first register").baseline - _call(p).baseline, 3.5),
    Row("note rule, left edge", lambda p: p[1].ink(*SEPARATOR).left, 99.6),
    Row("note rule, right edge", lambda p: p[1].ink(*SEPARATOR).right, 171.7),
    Row("note rule, above the notes", lambda p: _note(p, 1, "Resolution 47").baseline - p[1].ink(*SEPARATOR).top, 13.6),
    Row("note, x", lambda p: _note(p, 1, "Resolution 47").x, 123.4),
    Row("note, x of its second line", lambda p: _note(p, 1, "(A/75/53), chap.").x, 123.4),
    Row("note, size", lambda p: _note(p, 1, "Resolution 47").size, 8.5, FINE),
    Row("note, tracking", lambda p: _note(p, 1, "Resolution 47").tracking, 0.3, TRACKING),
    Row("note, step", lambda p: down(p, 1, "See resolution 53/4", "Ibid."), 10.5, 0.1),
    Row("note, number, size", lambda p: _number(p, 1, "1").size, 5.5, FINE),
    Row("note, number, raised", lambda p: _note(p, 1, "Resolution 47").baseline - _number(p, 1, "1").baseline, 3),
    Row("note, number of one digit, right edge", lambda p: _number(p, 1, "9").right, 119.8),
    Row("note, number of two digits, right edge", lambda p: _number(p, 2, "12").right, 119.8),
    Row("last note of page 1, baseline", lambda p: _note(p, 1, "A/76/501").baseline, 703.8),
    Row("last note of page 2, baseline", lambda p: _note(p, 2, "A/79/504").baseline, 732.5),
    Row("job line, x", lambda p: p[1].words("25-14711 (E)").x, 65.4),
    Row("job line, baseline", lambda p: p[1].words("25-14711 (E)").baseline, 747.6),
    Row("job line, size", lambda p: p[1].words("25-14711 (E)").size, 10, FINE),
    Row("job line, x of the first date", lambda p: p[1].words("191225").x, 134.1),
    Row("job line, x of the second date", lambda p: p[1].words("221225").x, 176.7),
    Row("barcode, left edge", lambda p: p[1].ink(50, 748.5, 250, 775).left, 65.4),
    Row("barcode, right edge", lambda p: p[1].ink(50, 748.5, 250, 775).right, 166.4),
    Row("barcode, top", lambda p: p[1].ink(50, 748.5, 250, 775).top, 749.3),
    Row("barcode, bottom", lambda p: p[1].ink(50, 748.5, 250, 775).bottom, 762.5),
    Row("recycle, left edge", lambda p: p[1].words("Please recycle").x, 417.2),
    Row("recycle, baseline", lambda p: p[1].words("Please recycle").baseline, 753.8),
    Row("recycle mark, right edge", lambda p: p[1].ink(471.5, 730, 495, 770).right, 490.2),
    Row("recycle mark, top", lambda p: p[1].ink(471.5, 730, 495, 770).top, 738.1),
    Row("recycle mark, bottom", lambda p: p[1].ink(471.5, 730, 495, 770).bottom, 756.3),
    Row("QR code, left edge", lambda p: p[1].ink(494, 700, 600, 775).left, 498),
    Row("QR code, right edge", lambda p: p[1].ink(494, 700, 600, 775).right, 552.8),
    Row("QR code, top", lambda p: p[1].ink(494, 700, 600, 775).top, 709.3),
    Row("QR code, bottom", lambda p: p[1].ink(494, 700, 600, 775).bottom, 764.0),
    Row("head of page 2, symbol", lambda p: p[2].words("A/RES/80/323").x, 60.0),
    Row("head of page 2, title", lambda p: p[2].words("Day of public gardens").right, 552),
    Row("head of page 3, title", lambda p: p[3].words("Day of public gardens").x, 60.0),
    Row("head of page 3, symbol", lambda p: p[3].words("A/RES/80/323").right, 552),
    Row("head, baseline", lambda p: p[2].words("A/RES/80/323").baseline, 59.0),
    Row("head, size", lambda p: p[2].words("A/RES/80/323").size, 8.5, FINE),
    Row("head rule, left edge", lambda p: p[2].ink(50, 62, 600, 68).left, 59.3),
    Row("head rule, right edge", lambda p: p[2].ink(50, 62, 600, 68).right, 552.1),
    Row("head rule, middle", lambda p: _middle(p[2].ink(50, 62, 600, 68)), 64.92),
    Row("head rule, thickness", lambda p: p[2].ink(50, 62, 600, 68).thickness, 0.24, 0.1),
    Row("folio of page 2, x", lambda p: p[2].words("2/3").x, 60.0),
    Row("folio of page 3, right edge", lambda p: p[3].words("3/3").right, 552),
    Row("folio, baseline", lambda p: p[2].words("2/3").baseline, 755.3),
    Row("folio, size", lambda p: p[2].words("2/3").size, 8.5, FINE),
    Row("job number of page 2, right edge", lambda p: p[2].words("25-14711").right, 552),
    Row("job number of page 3, x", lambda p: p[3].words("25-14711").x, 60.0),
    Row("job number of page 2, baseline", lambda p: p[2].words("25-14711").baseline, 753.8),
    Row("job number of page 2, size", lambda p: p[2].words("25-14711").size, 7, FINE),
    Row("page 2, first baseline", lambda p: p[2].words("Recalling further").baseline, 83.4),
    Row("closing, right edge", lambda p: p[2].row("103rd plenary").right, 488.2),
    Row("closing, below the text", lambda p: down(p, 2, "there is time.", "103rd plenary"), 24),
    Row("closing, step", lambda p: down(p, 2, "103rd plenary", "13 December"), 12),
    Row("end rule, left edge", lambda p: _end_rule(p).left, 270),
    Row("end rule, right edge", lambda p: _end_rule(p).right, 342),
    Row("end rule, thickness", lambda p: _end_rule(p).thickness, 0.25, 0.1),
)
def test_the_page_meets_its_measure(row: Row, gardens: Print) -> None:
    """Every part stands where its like stands on the resolutions of today."""
    row.check(gardens)


@by_name(
    Row("level 1, above", lambda p: down(p, 3, "Rules for the", "I. Ladders"), 32.4),
    Row("level 1, below", lambda p: down(p, 3, "I. Ladders", "A ladder is lent"), 24.6),
    Row("level 1, size", lambda p: p[3].words("I. Ladders").size, 14, FINE),
    Row("level 2, above", lambda p: down(p, 3, "the lowest rung.", "A. By length"), 31.2),
    Row("level 2, size", lambda p: p[3].words("A. By length").size, 12, FINE),
    Row("level 3, above", lambda p: down(p, 3, "A. By length", "1. In rungs"), 24.2),
    Row("level 3, below", lambda p: down(p, 3, "1. In rungs", "The ladders that"), 24),
    Row("level 3, size", lambda p: p[3].words("1. In rungs").size, 10, FINE),
    Row("table, left edge", lambda p: _table_rule(p, "Garden", -18, -10).left, 123.4),
    Row("table, right edge", lambda p: _table_rule(p, "Garden", -18, -10).right, 552),
    Row("table, upper rule", lambda p: _table_rule(p, "Garden", -18, -10).thickness, 0.48, 0.1),
    Row("table, rule under its head", lambda p: _table_rule(p, "Garden", 3, 10).thickness, 1.44, 0.1),
    Row("table, lower rule", lambda p: _table_rule(p, "At the river", 3, 9).thickness, 1.44, 0.1),
    Row("table, head, size", lambda p: p[3].words("Garden").size, 7, FINE),
    Row("table, head to first row", lambda p: down(p, 3, "Garden", "At the old wall"), 21.8),
    Row("table, row", lambda p: down(p, 3, "At the old wall", "At the river"), 14.5),
    Row("table, size", lambda p: p[3].words("At the old wall").size, 8.5, FINE),
    Row("table, caption, size", lambda p: p[3].words("Ladders", 1).size, 10, FINE),
)
def test_headings_and_tables_meet_their_measure(row: Row, gardens: Print) -> None:
    """Headings and tables look as in A/80/604/Add.1."""
    row.check(gardens)


def test_figures_stand_at_the_right_of_their_column(gardens: Print) -> None:
    """A column of figures ends at one edge with its head; a column of words begins at one."""
    page = gardens[3]
    assert page.words("41 945.0").right == pytest.approx(page.words("9.3").right, abs=0.5)
    assert page.words("(6.2)").right == pytest.approx(page.words("Change (percentage)").right, abs=0.5)
    assert page.words("At the river").x == pytest.approx(page.words("Garden").x, abs=0.5)


def test_symbols_are_blue_links(gardens: Print) -> None:
    """A document symbol is blue and not underlined, and leads to the document."""
    page = gardens[2]
    symbol = page.words("A/79/501")
    assert symbol.colours == {BLUE}
    assert page.words("Recalling further the report").colours == {(0.0, 0.0, 0.0)}
    assert page.blank(symbol.x, symbol.baseline + 2.6, symbol.right, symbol.baseline + 4)


def test_a_link_leads_to_the_document(gardens: Print) -> None:
    """The address of a link is that of its symbol in the language of the text."""
    page = pypdf.PdfReader(gardens.path).pages[1]
    links = [annotation["/A"]["/URI"] for annotation in page.annotations or [] if "/A" in annotation]
    assert "https://docs.un.org/en/A/79/501" in links


def test_faces_are_those_of_the_original(gardens: Print) -> None:
    """Organ, session, item title, adoption, title and headings are bold; formula and closing are italic."""
    styles = {
        "United Nations": {"regular"},
        "General Assembly": {"bold"},
        "Eightieth session": {"bold"},
        "Agenda item 69": {"regular"},
        "The keeping of gardens": {"bold"},
        "Resolution adopted by": {"bold"},
        "[": {"regular"},
        "without reference to a Main Committee (A/80/L.96)": {"italic"},
        "80/323.": {"bold"},
        "25-14711 (E)": {"regular"},
        "Please recycle": {"bold"},
    }
    assert {text: gardens[1].words(text).style for text in styles} == styles
    assert gardens[2].words("103rd plenary meeting").style == {"italic"}
    assert gardens[3].words("I. Ladders").style == {"bold"}
    assert gardens[3].words("Garden").style == {"italic"}


def test_page_1_has_neither_head_nor_folio(gardens: Print) -> None:
    """The symbol and the job number stand on page 1 once, where the masthead and the imprint have them."""
    symbols = [row for row in gardens[1].rows if "A/RES/80/323" in row.text]
    numbers = [row for row in gardens[1].rows if "25-14711" in row.text]
    assert [len(symbols), len(numbers)] == [1, 1]
    assert not gardens[1].has("1/3")


def test_a_long_running_title_grows_upwards(tmp_path: Path) -> None:
    """The last line of a title of several lines stands on the baseline of the symbol, the others 9.84 apart."""
    title = "Day of public gardens and of those who keep them, in cities and in the country, in all weathers"
    line = "running_title: Day of public gardens"
    head = built("gardens-2025", tmp_path, replace=(line, f"{line}, {title}"))[2]
    lines = [row.baseline for row in head.rows if row.baseline < 62]
    assert lines[-1] == pytest.approx(59.0, abs=0.5)
    assert len(lines) > 1
    assert {round(below - above, 1) for above, below in pairwise(lines)} == {9.8}


def _middle(ink: Ink) -> float:
    return (ink.top + ink.bottom) / 2


def _call(printed: Print) -> Words:
    return next(row for row in printed[1].rows if row.glyphs[0].text == "1" and 6 < row.size < 7)


def _note(printed: Print, page: int, text: str) -> Words:
    """Return a text at the foot of a page."""
    return next(
        words
        for words in (printed[page].words(text, nth) for nth in range(9))
        if 8 < words.size < 9 and words.baseline > 580
    )


def _number(printed: Print, page: int, number: str) -> Words:
    return next(row for row in printed[page].rows if row.text.strip("\u00a0 ") == number and row.size < 6).strip()


def _end_rule(printed: Print) -> Ink:
    below = printed[3].words("At the river").baseline
    return printed[3].ink(200, below + 20, 400, below + 80)


def _table_rule(printed: Print, text: str, above: float, below: float) -> Ink:
    """Return the rule that crosses the page between two heights counted from a text."""
    baseline = printed[3].words(text).baseline
    return printed[3].ink(100, baseline + above, 600, baseline + below)
