"""Tracking told once: no letter moves, and the page is shorter for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from printed import PAGES

from masthead.building import build
from masthead.order import Order, Purpose
from masthead.press.tracking import tracked
from masthead.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

GLYPH = st.integers(0, 0xFFFF).map(lambda glyph: f"{glyph:04x}")
DISTANCE = st.one_of(
    st.just(-16), st.just(-16), st.integers(-900, 900), st.floats(-90, 90).map(lambda far: round(far, 3))
)
RUN = st.lists(GLYPH, min_size=1, max_size=4).map(lambda glyphs: f"<{''.join(glyphs)}>")
SHOWN = st.lists(st.tuples(st.one_of(st.just(""), DISTANCE.map(str)), RUN), min_size=1, max_size=12).map(
    lambda parts: f"[{''.join(distance + run for distance, run in parts)}] TJ".encode()
)
SIZED = st.sampled_from([b"/A 13.333008 Tf", b"/B 8.5 Tf"])
PAGE = st.lists(st.one_of(SHOWN, SHOWN, SIZED, st.sampled_from([b"q", b"Q", b"BT", b"ET", b"0 Ts"])), max_size=12)


def places(items: list[bytes]) -> list[tuple[str, float]]:
    """Return where a reader of PDFs puts each glyph, each as wide as half its size (ISO 32000-1, 9.4.4)."""
    found, x, size, apart, kept = [], 0.0, 1.0, 0.0, list[float]()
    for item in items:
        if font := re.fullmatch(rb"/\S+ (\S+) Tf", item):
            size = float(font[1])
        elif item == b"q":
            kept.append(apart)
        elif item == b"Q":
            apart = kept.pop() if kept else apart
        elif item.endswith(b" Tc"):
            apart = float(item[:-3])
        elif item.endswith(b"] TJ"):
            for run, distance in re.findall(rb"<([0-9a-f]*)>|(-?[0-9.]+)", item):
                x -= float(distance or 0) * size / 1000
                for at in range(0, len(run), 4):
                    found.append((run[at : at + 4].decode(), x))
                    x += size / 2 + apart
    return found


@given(PAGE)
def test_no_letter_moves(page: list[bytes]) -> None:
    """Every glyph stands where it stood, to a thousandth of a point."""
    items = [b"/A 12 Tf", *page]
    before = places(items)
    told = list(items)
    tracked(told)
    after = places(told)
    assert [glyph for glyph, _ in after] == [glyph for glyph, _ in before]
    assert [x for _, x in after] == pytest.approx([x for _, x in before], abs=0.001 * (len(before) + 1))


def test_what_is_common_is_told_once() -> None:
    """Three letters with one distance are one string; another distance stands between strings."""
    items = [b"/A 10 Tf", b"[<0001>-16<0002>-16<0003>-40<0004>-16] TJ", b"[<00050006>] TJ"]
    tracked(items)
    assert items == [b"/A 10 Tf", b"0.16 Tc", b"[<000100020003>-24<0004>] TJ", b"0 Tc", b"[<00050006>] TJ"]


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a page with all kinds of text for the archive and for a screen."""
    root = tmp_path_factory.mktemp("tracked")
    (root / "content").mkdir()
    (root / "content" / "doc.yaml").write_bytes((PAGES / "parts-2025.yaml").read_bytes())
    orders = [Order(), Order(Purpose.SCREEN)]
    archive, screen = (output.path for output in build(orders=orders, workspace=Workspace(root)).outputs)
    return archive, screen


def test_a_screen_shows_the_page_of_the_archive(pair: tuple[Path, Path]) -> None:
    """On every page every letter stands within a fiftieth of a point of where the archive has it."""
    boxes = []
    for path in pair:
        with pypdfium2.PdfDocument(path) as pdf:
            textpages = [page.get_textpage() for page in pdf]
            boxes.append(
                [side for text in textpages for at in range(text.count_chars()) for side in text.get_charbox(at)]
            )
    assert len(boxes[0]) == len(boxes[1]) > 4000
    assert boxes[1] == pytest.approx(boxes[0], abs=0.02)


def test_its_pages_are_shorter(pair: tuple[Path, Path]) -> None:
    """What is written of the pages of text is shorter by a third at least, before it is packed."""
    lengths = []
    for path in pair:
        with pikepdf.open(path) as pdf:
            lengths.append(sum(len(page.Contents.read_bytes()) for page in pdf.pages))
    assert lengths[1] < lengths[0] * 2 / 3
