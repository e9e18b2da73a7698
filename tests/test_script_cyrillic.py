"""The page of a Russian document, divided words, and characters of all six languages that have a face."""

from __future__ import annotations

import re
import subprocess
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from lxml import etree
from printed import Print

from masthead import font
from masthead.akn import import_files
from masthead.building import build
from masthead.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

RIGHT = 488.6


def imported(file: Path, root: Path) -> Print:
    """Import one file into the folder *root* and build it."""
    (root / "content").mkdir()
    import_files([file], workspace=Workspace(root))
    report = build(workspace=Workspace(root))
    return Print(report.outputs[0].path)


@pytest.fixture(scope="session")
def diamonds(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Print:
    """Return A/RES/79/275 in Russian."""
    return imported(shared / "real" / "akn" / "A_RES_79_275.ru.akn.xml", tmp_path_factory.mktemp("russian"))


@pytest.fixture(scope="session")
def council(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Print:
    """Return A/HRC/RES/57/1 in Russian."""
    return imported(shared / "real" / "akn" / "A_HRC_RES_57_1.ru.akn.xml", tmp_path_factory.mktemp("council"))


def lines(printed: Print) -> list[str]:
    """Return the lines of the text as they stand."""
    rows = [row.strip() for page in printed.pages for row in page.rows if any(g.text.strip() for g in row.glyphs)]
    return [row.text for row in rows if abs(row.size - 9.96) < 0.03 and row.x < 200]


def parts(printed: Print) -> list[tuple[str, str]]:
    """Return the two parts of each divided word."""
    return [
        (before.split()[-1].rstrip("\u2010"), after.split()[0].strip(",.;:"))
        for before, after in pairwise(lines(printed))
        if before.endswith("\u2010")
    ]


def test_new_york_divides_words(diamonds: Print) -> None:
    """About half of the full lines end in a hyphen: 47 to 51 per cent in official documents, 57 here."""
    rows = [row.strip() for page in diamonds.pages for row in page.rows if row.text.strip()]
    full = [row for row in rows if abs(row.size - 9.96) < 0.03 and abs(row.right - RIGHT) < 2]
    share = sum(row.text[-1] in "-\u2010" for row in full) / len(full)
    assert 0.42 < share < 0.62


def test_parts_of_words(diamonds: Print) -> None:
    """A divided word leaves two letters or more on its line and three or more on the next (S/2024/228)."""
    found = parts(diamonds)
    assert len(found) > 80
    assert not [pair for pair in found if len(pair[0].lstrip("«(")) < 2 or len(pair[1].rstrip("»)")) < 3]


def test_titles_are_whole(diamonds: Print) -> None:
    """No line of the adoption or of the title, which are bold, ends in a hyphen."""
    rows = [row.strip() for row in diamonds[1].rows if row.text.strip() and row.size > 11.5]
    bold = [row.text for row in rows if row.style == {"bold"}]
    assert len(bold) >= 6
    assert not [text for text in bold if text.endswith(("-", "\u2010"))]


def test_divided_words_can_be_put_together(diamonds: Print) -> None:
    """A copy has the parts of a word side by side with their hyphen, but for those that a page or a note parts."""
    done = subprocess.run(["pdftotext", diamonds.path, "-"], capture_output=True, check=True, encoding="utf-8")
    copied, found = re.sub(r"\u00ad\s+", "", done.stdout), parts(diamonds)
    assert sum(before + after in copied for before, after in found) / len(found) > 0.95


def test_geneva_divides_none(council: Print) -> None:
    """In Geneva no word is divided."""
    assert not [line for line in lines(council) if line.endswith("\u2010")]


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "ar", "zh"])
def test_every_character_has_a_face(shared: Path, language: str) -> None:
    """No character of the published texts is without a face."""
    files = sorted((shared / "real" / "akn").glob(f"*.{language}.akn.xml"))
    assert files
    text = {sign for file in files for sign in "".join(etree.parse(file).getroot().itertext())}
    assert not font.uncovered("".join(text), [family.name for family in font.known()])
