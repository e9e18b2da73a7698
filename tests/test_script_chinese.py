"""The page of a Chinese document: full lines, and no mark where a line may not begin or end with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from printed import Print, Words

from masthead.building import build
from masthead.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

RIGHT = 488.6
TEXT = """\
type: resolution
symbol: A/RES/79/999
organ: general-assembly
session: 79
agenda_item: 31
issued: 2025-03-27
adopted: {on: 2025-03-25, meeting: 62}
language: zh
title: 山谷果园的种植
preamble:
"""
SENTENCE = "果树、水源和土壤（包括山坡上的《旧果园》）对于当地居民的生活，特别是农民的生活，具有重要意义；"
QUOTED = "“果树”、水源和“土壤”对于“当地居民”的生活，特别是“农民”的生活，具有“重要”意义；"


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Print:
    """Return a resolution whose paragraphs begin at ever other places of the same sentences."""
    root: Path = tmp_path_factory.mktemp("chinese")
    (root / "content").mkdir()
    paragraphs = [f'  - "*回顾*{"山" * n}{text * 4}"' for text in (SENTENCE, QUOTED) for n in range(12)]
    text = TEXT + "\n".join([*paragraphs, "operative:", '  - "*决定*继续这项工作。"', ""])
    (root / "content" / "doc.yaml").write_text(text, encoding="utf-8")
    report = build(workspace=Workspace(root))
    assert not report.problems
    return Print(report.outputs[0].path)


def lines(printed: Print) -> list[Words]:
    """Return the lines of the text."""
    rows = [row.strip() for page in printed.pages for row in page.rows if any(g.text.strip() for g in row.glyphs)]
    return [row for row in rows if abs(row.size - 10.44) < 0.03 and row.x < 150]


def test_lines_fill_the_column(printed: Print) -> None:
    """Thirty-five characters fill the column; a line is shorter by one where a mark had to stay with its word.

    Curly quotes are narrow: a line with one is not full.
    """
    full = [row for row in lines(printed) if row.right > RIGHT - 25 and not {"“", "”"} & set(row.text)]
    assert len(full) > 30
    assert max(row.right for row in full) <= RIGHT + 0.5
    assert sum(abs(row.right - RIGHT) < 1 for row in full) > len(full) / 2


def test_marks_at_the_ends_of_lines(printed: Print) -> None:
    """No line begins with a closing mark or ends with an opening one."""
    assert not [row.text for row in lines(printed) if row.text[0] in "，、。；：）》”"]
    assert not [row.text for row in lines(printed) if row.text[-1] in "（《“"]


def test_no_space_between_characters(printed: Print) -> None:
    """Han characters stand side by side, without the tracking of the Latin page."""
    row = next(row for row in lines(printed) if "果园" in row.text)
    assert row.tracking == pytest.approx(0, abs=0.01)


def test_opening_words_are_bold_and_upright(printed: Print) -> None:
    """Opening words are bold; no Han character is slanted."""
    assert {g.style for g in printed[1].words("回顾").glyphs} == {"bold"}
    assert not [g.text for page in printed.pages for g in page.glyphs if "Italic" in g.face and g.text > "\u3400"]


def test_file_stays_small(printed: Print) -> None:
    """Of a collection of 26 MB only what is printed is embedded."""
    assert printed.path.stat().st_size < 600_000


def test_faces_are_two(printed: Print) -> None:
    """Every character is set in the Chinese face or in the Latin one."""
    faces = {g.face.rpartition("+")[2].lower() for page in printed.pages for g in page.glyphs}
    assert not {face for face in faces if not face.startswith(("noto-serif-cjk-sc", "liberation-serif"))}
    han = {g.face for page in printed.pages for g in page.glyphs if "\u3400" <= g.text <= "\u9fff"}
    assert all("CJK" in face for face in han)


def test_advance_is_the_size(printed: Print) -> None:
    """A Han character takes as much room as its size, and Latin letters and figures keep the measures of their face."""
    glyphs = [g for page in printed.pages for g in page.glyphs]
    assert not [g for g in glyphs if "\u3400" <= g.text <= "\u9fff" and abs(g.advance - g.size) > 0.01]
    symbol = printed[1].words("A/RES/79/999")
    assert symbol.tracking == pytest.approx(0, abs=0.02)
