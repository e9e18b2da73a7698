"""The page of the General Assembly layout, held against the measures of A/RES/68/262 (1 April 2014).

A founding row is measured on A/RES/66/152 in French; the parts that it does not have, such as the job number, on
``suite/pages/gardens-2012.yaml``, which has the same number of lines at its head as A/RES/68/262.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from measure import FINE, TRACKING, Row, by_name, down
from printed import Ink, Print, Words, built

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def seed(founding: Path) -> Print:
    """Return the founding document."""
    return Print(founding)


@pytest.fixture(scope="session")
def gardens(tmp_path_factory: pytest.TempPathFactory) -> Print:
    """Return the document with a job number, notes and sub-paragraphs."""
    return built("gardens-2012", tmp_path_factory.mktemp("gardens"))


@by_name(
    Row("paper, width", lambda p: p[1].size[0], 612, 0.01),
    Row("paper, height", lambda p: p[1].size[1], 792, 0.01),
    Row("United Nations, x", lambda p: p[1].words("Nations Unies").x, 132.7),
    Row("United Nations, baseline", lambda p: p[1].words("Nations Unies").baseline, 53.5),
    Row("United Nations, size", lambda p: p[1].words("Nations Unies").size, 14, FINE),
    Row("United Nations, tracking", lambda p: p[1].words("Nations Unies").tracking, 0, TRACKING),
    Row("symbol, left edge", lambda p: p[1].words("A/RES/66/152").x, 483.1),
    Row("symbol, right edge", lambda p: p[1].words("A/RES/66/152").right, 549.3),
    Row("symbol, baseline", lambda p: p[1].words("A/RES/66/152").baseline, 53.2),
    Row("symbol, size of its first letter", lambda p: p[1].words("A/RES/66/152").size, 20, FINE),
    Row("symbol, size of the rest", lambda p: p[1].words("/RES/66/152").size, 10, FINE),
    Row("thin rule, left edge", lambda p: p[1].ink(50, 55, 600, 61).left, 59.76),
    Row("thin rule, right edge", lambda p: p[1].ink(50, 55, 600, 61).right, 554.4),
    Row("thin rule, top", lambda p: p[1].ink(50, 55, 600, 61).top, 57.84),
    Row("thin rule, thickness", lambda p: p[1].ink(50, 55, 600, 61).thickness, 0.72, FINE),
    Row("emblem, left edge", lambda p: p[1].ink(60, 62, 130, 156).left, 66.4),
    Row("emblem, right edge", lambda p: p[1].ink(60, 62, 130, 156).right, 121.2),
    Row("emblem, top", lambda p: p[1].ink(60, 62, 130, 156).top, 84.8),
    Row("emblem, bottom", lambda p: p[1].ink(60, 62, 130, 156).bottom, 131.3),
    Row("organ, x", lambda p: p[1].words("Assemblée générale").x, 132.7),
    Row("organ, baseline", lambda p: p[1].words("Assemblée générale").baseline, 115.4),
    Row("organ, size", lambda p: p[1].words("Assemblée générale").size, 20, FINE),
    Row("organ, tracking", lambda p: p[1].words("Assemblée générale").tracking, 0, TRACKING),
    Row("distribution, right edge", lambda p: p[1].words("Distr. générale").right, 549.4),
    Row("distribution, baseline", lambda p: p[1].words("Distr. générale").baseline, 105.8),
    Row("distribution, size", lambda p: p[1].words("Distr. générale").size, 10, FINE),
    Row("date of issue, right edge", lambda p: p[1].words("13 mars 2012").right, 549.4),
    Row("date of issue, baseline", lambda p: p[1].words("13 mars 2012").baseline, 117.2),
    Row("thick rule, left edge", lambda p: p[1].ink(50, 155, 600, 162).left, 59.76),
    Row("thick rule, right edge", lambda p: p[1].ink(50, 155, 600, 162).right, 554.4),
    Row("thick rule, top", lambda p: p[1].ink(50, 155, 600, 162).top, 157.92),
    Row("thick rule, thickness", lambda p: p[1].ink(50, 155, 600, 162).thickness, 1.44, FINE),
    Row("session, x", lambda p: p[1].words("Soixante-sixième session").x, 65.16),
    Row("session, baseline", lambda p: p[1].words("Soixante-sixième session").baseline, 172.8),
    Row("session, size", lambda p: p[1].words("Soixante-sixième session").size, 10, FINE),
    Row("session, tracking", lambda p: p[1].words("Soixante-sixième session").tracking, 0, TRACKING),
    Row("item, x", lambda p: p[1].words("Point 69").x, 65.16),
    Row("item, baseline", lambda p: p[1].words("Point 69").baseline, 184.1),
    Row("adoption, middle", lambda p: p[1].row("Résolution adoptée").centre, 306),
    Row("adoption, baseline", lambda p: p[1].words("Résolution adoptée").baseline, 221.3),
    Row("adoption, size", lambda p: p[1].words("Résolution adoptée").size, 14, FINE),
    Row("adoption, tracking", lambda p: p[1].words("Résolution adoptée").tracking, 0, TRACKING),
    Row("origin, middle", lambda p: p[1].row("sur la base").centre, 306),
    Row("origin, baseline", lambda p: p[1].words("[sur la base").baseline, 245.4),
    Row("origin, size", lambda p: p[1].words("[sur la base").size, 10, FINE),
    Row("origin, tracking", lambda p: p[1].words("Troisième Commission").tracking, 0, TRACKING),
    Row("title, middle", lambda p: p[1].row("66/152. ").centre, 306),
    Row("title, baseline", lambda p: p[1].words("66/152. ").baseline, 276.7),
    Row("title, size", lambda p: p[1].words("Renforcement de la").size, 12, FINE),
    Row("title, tracking", lambda p: p[1].words("Renforcement de la").tracking, 0.27, TRACKING),
    Row("head of page 2, left edge", lambda p: p[2].words("A/RES/66/152").x, 59.8),
    Row("head of page 2, right edge", lambda p: p[2].row("Renforcement").right, 552.1),
    Row("head of page 2, baseline", lambda p: p[2].words("A/RES/66/152").baseline, 60.7),
    Row("head of page 2, size", lambda p: p[2].words("A/RES/66/152").size, 9, FINE),
    Row("head rule, left edge", lambda p: p[2].ink(50, 63, 600, 68).left, 59.0),
    Row("head rule, right edge", lambda p: p[2].ink(50, 63, 600, 68).right, 552.2),
    Row("head rule, top", lambda p: p[2].ink(50, 63, 600, 68).top, 64.8),
    Row("head rule, thickness", lambda p: p[2].ink(50, 63, 600, 68).thickness, 0.72, FINE),
    Row("page 2, first baseline", lambda p: p[2].words("Considérant également").baseline, 88.8),
    Row("page 3, first baseline", lambda p: p[3].words("7. ").baseline, 88.8),
    Row("folio of page 2, x", lambda p: p[2].words("2/3").x, 59.76),
    Row("folio of page 2, baseline", lambda p: p[2].words("2/3").baseline, 739.7),
    Row("folio of page 2, size", lambda p: p[2].words("2/3").size, 9, FINE),
    Row("folio of page 3, right edge", lambda p: p[3].words("3/3").right, 552.2),
    Row("closing, right edge", lambda p: p[3].row("séance plénière").right, 488.6),
    Row("closing, below the text", lambda p: down(p, 3, "session.", "séance plénière"), 23.4),
    Row("closing, step", lambda p: down(p, 3, "séance plénière", "19 décembre 2011"), 11.5),
    Row("closing, tracking", lambda p: p[3].words("séance plénière").tracking, 0.34, TRACKING),
    Row("body, size", lambda p: p[2].words("conférences").size, 10, FINE),
    Row("body, tracking", lambda p: p[2].words("Soulignant la nécessité").tracking, 0.34, TRACKING),
    Row("body, right edge", lambda p: p[2].row("Soulignant").right, 488.6),
    Row("last note of page 1, baseline", lambda p: p[1].words("Voir résolution 66/3.").baseline, 689.0),
)
def test_the_founding_document_meets_its_measure(row: Row, seed: Print) -> None:
    """Every part of A/RES/66/152 stands where its like stands on A/RES/68/262."""
    row.check(seed)


@by_name(
    Row("formula, x", lambda p: p[1].words("The General Assembly").x, 146.88),
    Row("formula, baseline", lambda p: p[1].words("The General Assembly").baseline, 301.1),
    Row("formula, size", lambda p: p[1].words("The General Assembly").size, 10, FINE),
    Row("preamble, first baseline", lambda p: p[1].words("Reaffirming").baseline, 319.1),
    Row("preamble, indent", lambda p: p[1].words("Reaffirming").x, 146.88),
    Row("preamble, turnover", lambda p: p[1].words("may sit in").x, 123.12),
    Row("preamble, line", lambda p: down(p, 1, "Reaffirming", "may sit in"), 12, 0.1),
    Row("preamble, from paragraph to paragraph", lambda p: down(p, 1, "may sit in", "Recalling that"), 18, 0.1),
    Row("operative, number", lambda p: p[1].words("1. ").x, 146.88),
    Row("operative, text", lambda p: p[1].words("Affirms").x, 170.64),
    Row("operative, turnover", lambda p: p[1].words("morning and").x, 123.12),
    Row("sub-paragraph, letter", lambda p: p[1].words("(a)").x, 146.88),
    Row("sub-paragraph, text", lambda p: p[1].words("To write").x, 170.64),
    Row("sub-paragraph, turnover", lambda p: p[1].words("what is in fruit").x, 123.12),
    Row("sub-sub-paragraph, numeral", lambda p: p[1].words("(i)").x, 146.88),
    Row("sub-sub-paragraph, text", lambda p: p[1].words("The seeds of plants").x, 170.64),
    Row("sub-sub-paragraph, turnover", lambda p: p[1].words("the year on").x, 146.88),
    Row("call, size", lambda p: _call(p).size, 6.5, FINE),
    Row("call, raised", lambda p: p[1].words("the first register").baseline - _call(p).baseline, 4.5),
    Row("note rule, left edge", lambda p: p[1].ink(100, 655, 400, 668).left, 123.1),
    Row("note rule, right edge", lambda p: p[1].ink(100, 655, 400, 668).right, 198.2),
    Row("note rule, height", lambda p: p[1].ink(100, 655, 400, 668).top, 661.6),
    Row("note, number, size", lambda p: _number(p).size, 5.5, FINE),
    Row("note, number, raised", lambda p: p[1].words("A/49/765").baseline - _number(p).baseline, 4),
    Row("note, number, left edge", lambda p: _number(p).x, 123.1),
    Row("note, text, x", lambda p: p[1].words("A/49/765").x, 128.0, 0.5),
    Row("note, text, size", lambda p: p[1].words("A/49/765").size, 8.5, FINE),
    Row("note, text, tracking", lambda p: p[1].words("annex").tracking, 0, TRACKING),
    Row("note, first baseline", lambda p: p[1].words("A/49/765").baseline, 677.0),
    Row("note, step", lambda p: down(p, 1, "A/49/765", "A/52/174"), 12),
    Row("job number, x", lambda p: p[1].words("12-45517").x, 59.76),
    Row("job number, baseline", lambda p: p[1].words("12-45517").baseline, 702.8),
    Row("job number, size", lambda p: p[1].words("12-45517").size, 10, FINE),
    Row("barcode, left edge", lambda p: p[1].ink(50, 704, 250, 725).left, 59.8),
    Row("barcode, right edge", lambda p: p[1].ink(50, 704, 250, 725).right, 160.6),
    Row("barcode, top", lambda p: p[1].ink(50, 704, 250, 725).top, 705.4),
    Row("barcode, bottom", lambda p: p[1].ink(50, 704, 250, 725).bottom, 718.1),
    Row("recycle, left edge", lambda p: p[1].words("Please recycle").x, 420.0),
    Row("recycle, right edge", lambda p: p[1].words("Please recycle").right, 470.9),
    Row("recycle, baseline", lambda p: p[1].words("Please recycle").baseline, 713.0),
    Row("recycle, size", lambda p: p[1].words("Please recycle").size, 8.6, FINE),
    Row("recycle mark, left edge", lambda p: p[1].ink(471.5, 692, 495, 722).left, 473),
    Row("recycle mark, right edge", lambda p: p[1].ink(471.5, 692, 495, 722).right, 491),
    Row("recycle mark, top", lambda p: p[1].ink(471.5, 692, 495, 722).top, 696),
    Row("recycle mark, bottom", lambda p: p[1].ink(471.5, 692, 495, 722).bottom, 713),
    Row("QR code, left edge", lambda p: p[1].ink(495.5, 650, 600, 725).left, 498.8),
    Row("QR code, right edge", lambda p: p[1].ink(495.5, 650, 600, 725).right, 553.9),
    Row("QR code, top", lambda p: p[1].ink(495.5, 650, 600, 725).top, 662),
    Row("QR code, bottom", lambda p: p[1].ink(495.5, 650, 600, 725).bottom, 717),
    Row("end rule, left edge", lambda p: _end_rule(p).left, 270),
    Row("end rule, right edge", lambda p: _end_rule(p).right, 342),
    Row("end rule, thickness", lambda p: _end_rule(p).thickness, 0.25, 0.1),
    Row("end rule, below the closing", lambda p: _end_rule(p).top - p[2].words("14 December").baseline, 32.5),
)
def test_a_document_with_all_parts_meets_its_measure(row: Row, gardens: Print) -> None:
    """The parts that the founding document does not have stand where they stand on A/RES/68/262."""
    row.check(gardens)


def test_faces_are_those_of_the_original(gardens: Print) -> None:
    """Organ, session, adoption and title are bold; formula, closing and the letter of the item are italic."""
    first, second = gardens[1], gardens[2]
    styles = {
        "United Nations": {"regular"},
        "General Assembly": {"bold"},
        "Distr.: General": {"regular"},
        "Sixty-seventh session": {"bold"},
        "Agenda item 33 (": {"regular"},
        "Resolution adopted by": {"bold"},
        "[": {"regular"},
        "without reference to a Main Committee (A/67/L.39)": {"italic"},
        "]": {"regular"},
        "67/262.": {"bold"},
        "Reaffirming": {"italic"},
        "12-45517": {"regular"},
        "Please recycle": {"bold"},
    }
    assert {text: first.words(text).style for text in styles} == styles
    assert first.words("(b)").glyphs[1].face.endswith("Italic")
    assert first.words("(b)").glyphs[0].face.endswith("Serif")
    assert first.words("The General Assembly,").style == {"italic", "regular"}  # the comma is roman
    assert second.words("80th plenary meeting").style == {"italic"}
    assert second.row("A/RES/67/262").style == {"bold"}
    assert second.words("2/2").style == {"bold"}


def test_everything_is_black(gardens: Print) -> None:
    """Nothing in the text shows that a document symbol is a link."""
    for page in gardens.pages:
        assert {glyph.colour for glyph in page.glyphs} == {(0.0, 0.0, 0.0)}


def test_the_job_number_stands_alone_and_once(gardens: Print) -> None:
    """Neither language letter nor date follow it, and no inner page repeats it."""
    assert gardens[1].row("12-45517").text == "12-45517"
    assert not gardens[2].has("12-45517")


def test_without_a_job_number_there_is_no_barcode(seed: Print) -> None:
    """The corner of the founding document is empty, for no job number of it is known."""
    assert not [glyph for glyph in seed[1].glyphs if glyph.x < 120 and glyph.baseline > 692]
    assert seed[1].blank(50, 695, 250, 740)


def test_preamble_and_operative_part_stand_on_one_grid(seed: Print) -> None:
    """The lines of a page are 12 apart, its paragraphs 18."""
    for page in seed.pages[1:]:
        lines = [row.baseline for row in page.rows if row.size > 9.5 and row.baseline < 690 and row.x < 150]
        steps = {round(below - above, 1) for above, below in pairwise(lines)}
        assert steps == {12.0, 18.0}


def _call(printed: Print) -> Words:
    return next(row for row in printed[1].rows if row.glyphs[0].text == "1" and 6 < row.size < 7)


def _number(printed: Print) -> Words:
    return next(row for row in printed[1].rows if row.glyphs[0].text == "1" and row.size < 6)


def _end_rule(printed: Print) -> Ink:
    below = printed[2].words("14 December").baseline
    return printed[2].ink(200, below + 5, 400, below + 60)
