"""What glyphs stand for where a text runs from right to left: brackets, forms, ligatures, vowel signs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest
from conftest import FACTS, TEXT
from tagged import MAPPED

from masthead.building import build

if TYPE_CHECKING:
    from pathlib import Path

    from masthead.workspace import Workspace

WORDS = "الولايات (أ) يُمنع ]من[ «الأمم» شخصيًا (د-2) لا إلى الآن"
ENGLISH = "Resolution (Part I), [sect. A]"


@pytest.fixture
def page(workspace: Workspace) -> Path:
    """Return an Arabic page with brackets of either direction."""
    text = TEXT.replace("language: en", "language: ar").replace("A title", "عنوان")
    text = text.replace("*Decides* to go on.", f"{WORDS} {ENGLISH} {WORDS}")
    (workspace.content / "doc.yaml").write_text(FACTS + text, encoding="utf-8")
    return build(workspace=workspace).outputs[0].path


def _maps(path: Path) -> dict[str, dict[int, str]]:
    with pikepdf.open(path) as pdf:
        return {
            str(font.BaseFont): {
                int(glyph, 16): bytes.fromhex(text).decode("utf-16-be")
                for glyph, text in MAPPED.findall(font.ToUnicode.read_bytes().decode())
            }
            for font in pdf.pages[0].Resources.Font.values()
        }


def test_brackets_are_what_they_look_like(page: Path) -> None:
    """A bracket stands for the sign that it looks like, though it was drawn first for its mirror image."""
    faces = [{text: glyph for glyph, text in letters.items()} for letters in _maps(page).values()]
    (glyphs,) = [face for face in faces if {"(", ")", "[", "]"} <= set(face)]
    assert glyphs[")"] == glyphs["("] + 1, "the face has the opening one first"
    assert glyphs["]"] == glyphs["["] + 2, "and a stroke between the square ones"


def test_every_glyph_stands_for_something(page: Path) -> None:
    """No glyph is without a character, as a letter under a vowel sign would be, and none stands for several letters."""
    for letters in _maps(page).values():
        assert all(letters.values())
        assert not [text for text in letters.values() if len(text) > 1 and not re.fullmatch("ل[اأإآ]|لله|اللّه", text)]


def test_vowel_signs_stand_for_themselves(page: Path) -> None:
    """A vowel sign is a character of its own, and so is the letter that it stands over."""
    arabic = [text for name, letters in _maps(page).items() if "Naskh" in name for text in letters.values()]
    assert {"\u064f", "\u064b", "ي"} <= set(arabic)


def test_brackets_are_copied_as_they_were_typed(page: Path) -> None:
    """Brackets and quotation marks around Arabic words open and close in a copy as they do in the text."""
    with pypdfium2.PdfDocument(page) as pdf:
        copied = " ".join(pdf[0].get_textpage().get_text_range().split())
    assert "(أ)" in copied
    assert "«الأمم»" in copied
