"""The page of the Security Council, held against the measures of S/RES/2771 (2025)."""

from __future__ import annotations

import pytest
from measure import FINE, TRACKING, Row, by_name, down
from printed import Ink, Print, built

BLUE = (0.0, 0.0, 1.0)


@pytest.fixture(scope="session")
def ferries(tmp_path_factory: pytest.TempPathFactory) -> Print:
    """Return a resolution of two pages."""
    return built("council-2025", tmp_path_factory.mktemp("council"))


@pytest.fixture(scope="session")
def statement(tmp_path_factory: pytest.TempPathFactory) -> Print:
    """Return a statement by the President."""
    return built("statement-2025", tmp_path_factory.mktemp("statement"))


@by_name(
    Row("symbol, left edge", lambda p: p[1].words("S/RES/2871 (2025)").x, 462.58),
    Row("symbol, right edge", lambda p: p[1].words("S/RES/2871 (2025)").right, 552.01),
    Row("symbol, baseline", lambda p: p[1].words("S/RES/2871 (2025)").baseline, 56.52),
    Row("organ, right edge", lambda p: p[1].words("Security Council").right, 260.16),
    Row("organ, baseline", lambda p: p[1].words("Security Council").baseline, 86.42),
    Row("distribution, x", lambda p: p[1].words("Distr.: General").x, 397.03),
    Row("date of issue, baseline", lambda p: p[1].words("31 January 2025").baseline, 98.42),
    Row("number, x", lambda p: p[1].words("Resolution 2871 (2025)").x, 123.38),
    Row("number, right edge", lambda p: p[1].words("Resolution 2871 (2025)").right, 261.35),
    Row("number, baseline", lambda p: p[1].words("Resolution 2871 (2025)").baseline, 224.66),
    Row("number, size", lambda p: p[1].words("Resolution 2871 (2025)").size, 14, FINE),
    Row("adoption, x", lambda p: p[1].words("Adopted by the Security").x, 123.38),
    Row("adoption, baseline", lambda p: p[1].words("Adopted by the Security").baseline, 250.49),
    Row("adoption, right edge", lambda p: p[1].row("Adopted by the Security").right, 438.01),
    Row("adoption, second line", lambda p: p[1].words("31 January 2025", 1).baseline, 263.93),
    Row("adoption, size", lambda p: p[1].words("Adopted by the Security").size, 12, FINE),
    Row("formula, x", lambda p: p[1].words("The Security Council").x, 147.14),
    Row("formula, baseline", lambda p: p[1].words("The Security Council,").baseline, 288.53),
    Row("preamble, first baseline", lambda p: p[1].words("Welcoming").baseline, 306.53),
    Row("preamble, x", lambda p: p[1].words("Welcoming").x, 147.14),
    Row("preamble, tracking", lambda p: p[1].words("those who live on the").tracking, 0.34, TRACKING),
    Row("point, x", lambda p: p[1].words("(a)").x, 147.14),
    Row("point of the second level, x", lambda p: p[1].words("(i)").x, 147.14),
    Row("point of the second level, turnover", lambda p: p[1].row("comes from").x, 147.14),
    Row("closing words, x", lambda p: p[1].words("and to show all").x, 123.38),
    Row("closing words, below the points", lambda p: down(p, 1, "Two oars", "and to show all"), 18.0),
    Row("head, x", lambda p: p[2].words("S/RES/2871 (2025)").x, 60.0),
    Row("head, baseline", lambda p: p[2].words("S/RES/2871 (2025)").baseline, 59.04),
    Row("page 2, first baseline", lambda p: p[2].words("4.").baseline, 82.34),
    Row("folio, baseline", lambda p: p[2].words("2/2").baseline, 755.28),
    Row("job number, right edge", lambda p: p[2].words("25-09522").right, 551.98),
    Row("end rule, below the text", lambda p: _end_rule(p).top - p[2].words("Decides").baseline, 31.95),
    Row("end rule, left edge", lambda p: _end_rule(p).left, 270.2),
    Row("end rule, right edge", lambda p: _end_rule(p).right, 342.2),
)
def test_a_resolution_meets_its_measure(row: Row, ferries: Print) -> None:
    """Every part stands where the original has it."""
    row.check(ferries)


def test_there_is_no_session_block(ferries: Print) -> None:
    """The text begins under the thick rule, and the left margin beside it is white."""
    assert ferries[1].blank(55, 212, 122, 700)


def test_there_is_no_closing(ferries: Print) -> None:
    """Between the last paragraph and the end rule nothing stands; the meeting is named above."""
    assert not ferries[2].has("9954th meeting")
    assert not ferries[2].has("31 January 2025")


def test_the_head_has_no_title(ferries: Print) -> None:
    """Only the symbol stands in the head of page 2."""
    assert [row.text.strip() for row in ferries[2].rows if row.baseline < 70] == ["S/RES/2871 (2025)"]


def test_later_openings_are_italic_where_they_were_typed(ferries: Print) -> None:
    """A paragraph may say *expressing* in its middle."""
    assert ferries[1].words("expressing").style == {"italic"}
    assert ferries[1].words("its thanks").style == {"regular"}


def test_symbols_are_blue(ferries: Print) -> None:
    """Links look as in the original."""
    assert ferries[1].words("S/2025/907").colours == {BLUE}


def test_the_number_and_the_adoption_are_bold(ferries: Print) -> None:
    """Both stand in bold; the formula is italic, its comma is not."""
    assert ferries[1].words("Resolution 2871 (2025)").style == {"bold"}
    assert ferries[1].words("Adopted by the Security").style == {"bold"}
    assert ferries[1].words("The Security Council").style == {"italic"}
    assert ferries[1].words("Council,").glyphs[-1].style == "regular"


@by_name(
    Row("title, x", lambda p: p[1].words("Statement by the President").x, 123.38),
    Row("title, baseline", lambda p: p[1].words("Statement by the President").baseline, 224.66),
    Row("first paragraph, below", lambda p: down(p, 1, "Statement by", "At the 9961st"), 24.48),
    Row("first paragraph, x", lambda p: p[1].words("At the 9961st").x, 147.14),
    Row("quotation, first line", lambda p: p[1].words("“The Security Council recalls").x, 170.9),
    Row("quotation, turnover", lambda p: p[1].row("looks at the other").x, 147.14),
    Row("quotation, point", lambda p: p[1].words("(a)").x, 170.9),
    Row("quotation, step", lambda p: down(p, 1, "(a)", "(b)"), 18.0),
)
def test_a_statement_meets_its_measure(row: Row, statement: Print) -> None:
    """The title stands like the number of a resolution; what is quoted stands a step further in."""
    row.check(statement)


def test_a_statement_says_no_more_than_its_text(statement: Print) -> None:
    """It has neither formula nor number nor closing."""
    bold = [row.text.strip() for row in statement[1].rows if row.glyphs[0].style == "bold" and row.baseline > 200]
    assert bold == ["Statement by the President of the Security Council", "Please recycle"]
    assert not any("italic" in glyph.style for glyph in statement[1].glyphs)


def _end_rule(printed: Print) -> Ink:
    below = printed[2].words("Decides").baseline
    return printed[2].ink(200, below + 15, 400, below + 60)
