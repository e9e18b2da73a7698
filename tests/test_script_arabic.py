"""The page of an Arabic document: what stands where when everything runs from right to left."""

from __future__ import annotations

import subprocess
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from printed import Print, Sheet, Words

from masthead.building import build
from masthead.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

LEFT, RIGHT = 123.4, 488.6
"""Edges of the text column in pt."""
TEXT = """\
type: resolution
symbol: A/RES/79/999
organ: general-assembly
session: 79
agenda_item: 31
issued: 2025-03-27
adopted: {on: 2025-03-25, meeting: 62}
language: ar
title: زراعة البساتين في الوديان القريبة من الأنهار وعلى سفوح الجبال وما يلزم من المياه لسقي أشجارها المثمرة
preamble:
  - >-
    *إذ تشير* إلى الوثيقة A/79/458 المؤرخة 14 تشرين الأول/أكتوبر 2024 وإلى ما جاء فيها من ملاحظات عن الأشجار
    المثمرة التي تنمو على سفوح الجبال وفي الوديان القريبة من الأنهار،[^a]
operative:
  - >-
    *تقرر* أن يستمر العمل في البساتين خلال السنوات المقبلة وأن تقدم الدول تقارير عن الأشجار التي غرستها وعن
    المياه التي استعملتها في سقيها؛
  - "*تطلب* إلى الأمين العام أن يقدم تقريرا."
footnotes:
  a: القرار 70/1.
"""


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Print:
    """Return a resolution of one page with a note."""
    root: Path = tmp_path_factory.mktemp("arabic")
    (root / "content").mkdir()
    (root / "content" / "doc.yaml").write_text(TEXT, encoding="utf-8")
    report = build(workspace=Workspace(root))
    assert not report.problems
    return Print(report.outputs[0].path)


@pytest.fixture(scope="session")
def page(printed: Print) -> Sheet:
    """Return its first page."""
    return printed[1]


@pytest.fixture(scope="session")
def copied(printed: Print) -> str:
    """Return what a reader copies, without the marks of direction."""
    done = subprocess.run(["pdftotext", printed.path, "-"], capture_output=True, check=True, encoding="utf-8")
    return done.stdout.translate(dict.fromkeys([*range(0x202A, 0x202F), 0x200E, 0x200F]))


def body_lines(page: Sheet) -> list[tuple[float, float]]:
    """Return the left and right edges of the lines of the text, spaces aside."""
    lines: dict[float, tuple[float, float]] = {}
    for glyph in page.glyphs:
        if abs(glyph.size - 11.2) < 0.05 and glyph.text.strip() and glyph.x > LEFT - 1:
            left, right = lines.get(round(glyph.baseline, 1), (999.0, 0.0))
            lines[round(glyph.baseline, 1)] = (min(left, glyph.x), max(right, glyph.x + glyph.advance))
    return [lines[at] for at in sorted(lines)]


def faces(row: Words) -> set[str]:
    """Return the styles of the Arabic letters on a line."""
    return {g.style for g in row.glyphs if "Naskh" in g.face and g.text.isalpha()}


def test_masthead_is_mirrored(page: Sheet) -> None:
    """The symbol and the Distr. block stand on the left, the emblem on the right."""
    assert page.words("A/RES/79/999").x < page.size[0] / 4
    assert page.words("Distr.: General").x < page.size[0] / 2
    assert page.blank(62, 68, 122, 120)
    assert page.ink(490, 68, 550, 120).right > 540


def test_no_line_leaves_the_column(page: Sheet) -> None:
    """A justified line is as wide as the column: its spaces are measured in the face that they are set in."""
    lines = body_lines(page)
    assert len(lines) >= 5
    assert max(right for _, right in lines) <= RIGHT + 0.5
    assert min(left for left, _ in lines) >= LEFT - 0.5


def test_opening_words_stand_apart(page: Sheet, copied: str) -> None:
    """There is a space between the bold opening words and the text behind them, on the page and in its copy."""
    assert "إذ تشير إلى الوثيقة" in " ".join(copied.split())
    row = next(row for row in page.rows if {"bold", "regular"} <= faces(row) and row.size > 11)
    bold = [g for g in row.glyphs if g.style == "bold" and g.text.strip()]
    plain = [g for g in row.glyphs if g.style == "regular" and g.text.strip() and g.x < min(b.x for b in bold)]
    assert min(g.x for g in bold) - max(g.x + g.advance for g in plain) > 2


def test_words_are_copied_in_order(copied: str) -> None:
    """Words are copied as they are read, symbols and figures the right way round; a reader may move a space."""
    text = "".join(copied.split())
    for words in ("أن يستمر العمل في البساتين", "A/79/458", "المؤرخة 14 تشرين الأول/أكتوبر 2024 وإلى"):
        assert "".join(words.split()) in text


def test_first_lines_are_indented_from_the_right(page: Sheet) -> None:
    """The first line of a paragraph is indented by 23.8 pt from the right."""
    starts = [round(right) for _, right in body_lines(page)]
    assert round(RIGHT - 23.8) in starts


def test_note_rule_on_the_right(page: Sheet) -> None:
    """The rule over the notes is the mirror image of the one on the other pages."""
    ink = page.ink(430, 560, 540, 715)
    assert ink.right == pytest.approx(512.4, abs=1)


def part(row: Words, text: str) -> Words:
    """Return where *text* stands on a line."""
    start = row.text.index(text)
    return Words(row.glyphs[start : start + len(text)])


def test_names_stand_on_the_right(page: Sheet) -> None:
    """The name of the organ begins at the right of the column; the date of the Distr. block runs from left to right."""
    organ = next(row.strip() for row in page.rows if row.size > 19.9 and row.right > RIGHT - 1)
    assert organ.right == pytest.approx(RIGHT, abs=0.5)
    date = page.words("27 March 2025")
    assert [glyph.x for glyph in date.glyphs] == sorted(glyph.x for glyph in date.glyphs)
    assert date.x == pytest.approx(page.words("Distr.: General").x, abs=0.1)


def test_number_of_the_title_in_the_margin(page: Sheet) -> None:
    """The number of the title stands in the margin right of the column, its figures from left to right."""
    assert page.words("79/999", nth=1).x > RIGHT


def test_figures_within_a_sentence(page: Sheet) -> None:
    """In a sentence the symbol stands right of the day, the day right of the year, each read from left to right."""
    row = page.row("A/79/458")
    symbol, day, year = (part(row, text) for text in ("A/79/458", "14", "2024"))
    assert symbol.x > day.right > day.x > year.right


def test_labels_stand_right_of_their_text(page: Sheet) -> None:
    """The number of a paragraph begins its line: the figure, then its dash, then the text, from the right."""
    for number in "12":
        row = next(row.strip() for row in page.rows if row.text.strip().endswith(f"- {number}") and row.size > 11)
        assert row.right == pytest.approx(RIGHT - 23.8, abs=0.5)


def test_calls_have_parentheses(page: Sheet) -> None:
    """A call and the number of its note are a figure between parentheses, which open on the right."""
    calls = [row.strip() for row in page.rows if row.strip().text == "(1)"]
    text, note = sorted(calls, key=lambda call: call.baseline)
    assert 6 < text.size < 7
    assert note.x > RIGHT


def test_closing_on_the_left(page: Sheet) -> None:
    """The meeting and the day of adoption end the text at the left edge of the column."""
    last = body_lines(page)[-2:]
    assert [round(left, 1) for left, _ in last] == [LEFT, LEFT]
    assert all(right < RIGHT - 200 for _, right in last)


def test_lines_are_eighteen_points_apart(page: Sheet) -> None:
    """Lines are 18 pt apart, and 24 pt where a paragraph begins (measured on the annex to A/79/876)."""
    full = sorted({round(g.baseline, 1) for g in page.glyphs if "Naskh" in g.face and abs(g.size - 11.2) < 0.05})
    steps = [round(after - before, 1) for before, after in pairwise(full)][:5]
    assert steps == pytest.approx([24, 18, 18, 24, 18], abs=0.4)


def test_lines_of_the_title_are_twenty_points_apart(page: Sheet) -> None:
    """The lines of a bold title are 20 pt apart (measured on the annex to A/79/876)."""
    lines = sorted({round(g.baseline, 1) for g in page.glyphs if abs(g.size - 13) < 0.05})
    assert len(lines) > 1
    assert [after - before for before, after in pairwise(lines)] == pytest.approx([20] * (len(lines) - 1), abs=0.2)
