"""Copied and searched text: words with their spaces and hyphens as they were typed, whatever the lines did to them."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest
import tagged
from conftest import FACTS, TEXT
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from masthead.building import build
from masthead.order import Order, Purpose
from masthead.press.tags.wording import Wording, Words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from masthead.workspace import Workspace

LONG = "непосредственно сосредоточиваются государственными организациями, способствующими"
RUSSIAN = FACTS + TEXT.replace("language: en", "language: ru").replace("to go on.", f"{LONG} {LONG} {LONG} {LONG}.")


def text_of(path: Path) -> str:
    """Return what a reader of PDFs copies from page 1; a soft hyphen at a line end is taken out, as for a search."""
    with pypdfium2.PdfDocument(path) as pdf:
        copied = pdf[0].get_textpage().get_text_range()
    return " ".join(re.sub("\ufffe|\x02|\u00ad\\s*", "", copied).split())


@pytest.fixture
def divided(workspace: Workspace) -> Path:
    """Return a Russian page with long words, several of which are divided."""
    (workspace.content / "doc.yaml").write_text(RUSSIAN, encoding="utf-8")
    return build(workspace=workspace).outputs[0].path


def test_divided_words_are_found(divided: Path) -> None:
    """A search finds a word that the end of a line has divided."""
    with pikepdf.open(divided) as pdf:
        content = pdf.pages[0].Contents.read_bytes()
    assert content.count(b"/ActualText <FEFF00AD>") >= 3, "words are divided"
    assert text_of(divided).count(LONG) == 4


def test_a_divided_word_has_a_soft_hyphen(divided: Path) -> None:
    """What is copied at the end of such a line is a soft hyphen, which no text shows."""
    done = subprocess.run(["pdftotext", divided, "-"], capture_output=True, check=True, encoding="utf-8")
    assert "\u2010" not in done.stdout
    assert len(re.findall("[а-я]\u00ad\n", done.stdout)) >= 3


def test_the_same_for_screens(workspace: Workspace) -> None:
    """The PDF for a screen is searched like the one for the archive."""
    (workspace.content / "doc.yaml").write_text(RUSSIAN, encoding="utf-8")
    (output,) = build(orders=[Order(Purpose.SCREEN)], workspace=workspace).outputs
    assert text_of(output.path).count(LONG) == 4


def test_typed_hyphens_stay(workspace: Workspace, write: Callable[..., str]) -> None:
    """A hyphen that was typed is one in the text, within a line and at its end."""
    words = " ".join(f"vice-president-elect-{number}" for number in range(60))
    write(replace=("to go on", words))
    (output,) = build(workspace=workspace).outputs
    with pikepdf.open(output.path) as pdf:
        assert b"ActualText <FEFF00AD>" not in pdf.pages[0].Contents.read_bytes()
    (paragraph,) = [tag for tag in tagged.read(output.path).root.all("P") if "vice" in tag.text]
    assert f"{words}." in paragraph.text


def test_line_ends_have_their_spaces(workspace: Workspace, write: Callable[..., str]) -> None:
    """The text in the content of a page, without a look at places, has a space wherever one was typed."""
    typed = " ".join(f"number {at} of many" for at in range(80))
    write(replace=("to go on", typed))
    (output,) = build(workspace=workspace).outputs
    (paragraph,) = [tag for tag in tagged.read(output.path).root.all("P") if "of many" in tag.text]
    assert f"{typed}." in paragraph.text


def _element(text: str) -> etree._Element:
    element = etree.Element("p")
    element.text = text
    return element


WORD = st.text("abé-ж", min_size=1, max_size=12).filter(lambda word: word.strip("-") != "")


@given(st.lists(WORD, min_size=2, max_size=12), st.data())
def test_line_ends_are_told_apart(words: list[str], data: st.DataObject) -> None:
    """Wherever lines end, a space is told where one was typed, a division where one was drawn, and else nothing."""
    text = " ".join(words)
    ends = data.draw(st.lists(st.integers(1, len(text) - 1), max_size=5).map(lambda ends: sorted(set(ends))))
    counter, start = Words(_element(text)), 0
    for end in ends:
        line, rest = text[start:end], text[end:]
        drawn = line.strip()
        if not drawn or not rest.strip():
            continue
        within = not (line[-1:].isspace() or rest[:1].isspace())
        shown = f"{drawn}\u2010" if within else drawn
        counter.pass_over(shown)
        assert counter.at_end_of(shown) is (Wording.DIVIDED if within else Wording.SPACE)
        start = end


def test_a_parted_block_goes_on_with_a_word() -> None:
    """The last line of a block that a planned page break has parted ends with a space; that of a whole one does not."""
    for classes, told in (("", None), ("parted", Wording.SPACE), ("level-1 cut", Wording.SPACE)):
        element = _element("one two")
        element.set("class", classes)
        counter = Words(element)
        counter.pass_over("one two")
        assert counter.at_end_of("one two") is told


def test_notes_are_not_counted_among_the_words() -> None:
    """A note stands elsewhere: the words of its block go on behind it."""
    block = etree.fromstring('<p>one<span class="note">far away</span>, two <em>three</em> four</p>')
    counter = Words(block)
    counter.pass_over("one")
    counter.pass_over(", two three")
    assert counter.at_end_of("three") is Wording.SPACE
    counter.pass_over("four")
    assert counter.at_end_of("four") is None


def test_leftward_text_has_its_space_on_the_left() -> None:
    """Where a line of Arabic ends, the space belongs on its left."""
    counter = Words(_element("قرار اتخذته الجمعية"))
    counter.pass_over("قرار اتخذته")
    assert counter.at_end_of("قرار اتخذته") is Wording.SPACE_LEFT
