"""Takes measures on a printed page: where a text stands, how large it is, where the ink of a rule or a mark lies.

All measures are in pt from the upper left corner of the paper; a baseline is the height that letters stand on.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import pdfplumber
import pypdfium2

from masthead.building import build
from masthead.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PAGES = Path(__file__).parent / "suite" / "pages"
FOUNDING = Path(__file__).parents[1] / "content" / "A-RES-66-152"
DOTS = 10
"""Dots to the pt in which ink is looked at."""
BLACK = 128
"""Lightness below which a dot counts as ink."""


@dataclass(frozen=True)
class Glyph:
    """A printed character: its origin, advance and size in pt."""

    text: str
    x: float
    baseline: float
    advance: float
    size: float
    face: str
    colour: tuple[float, ...]

    @property
    def style(self) -> str:
        """Style of the face: regular, bold, italic or bold italic."""
        return " ".join(name.lower() for name in ("Bold", "Italic") if name in self.face) or "regular"


@dataclass(frozen=True)
class Words:
    """Characters side by side on one baseline."""

    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        """The characters, with no-break spaces as they are."""
        return "".join(glyph.text for glyph in self.glyphs)

    def strip(self) -> Words:
        """Return the same without spaces at its ends."""
        inked = [n for n, glyph in enumerate(self.glyphs) if glyph.text.strip()]
        return Words(self.glyphs[inked[0] : inked[-1] + 1])

    @property
    def x(self) -> float:
        """Origin of the first character."""
        return self.glyphs[0].x

    @property
    def right(self) -> float:
        """Where the last character ends, without the space between letters."""
        return self.glyphs[-1].x + self.glyphs[-1].advance

    @property
    def centre(self) -> float:
        """Middle between both ends."""
        return (self.x + self.right) / 2

    @property
    def baseline(self) -> float:
        """Height that the characters stand on."""
        return self.glyphs[0].baseline

    @property
    def size(self) -> float:
        """Size of the first character."""
        return self.glyphs[0].size

    @property
    def style(self) -> set[str]:
        """Styles that occur: regular, bold, italic, bold italic."""
        return {glyph.style for glyph in self.glyphs}

    @property
    def colours(self) -> set[tuple[float, ...]]:
        """Colours that occur."""
        return {glyph.colour for glyph in self.glyphs}

    @property
    def tracking(self) -> float:
        """Space between letters beyond what the face has, at the median, for kerning is an exception."""
        return median(
            after.x - before.x - before.advance
            for before, after in pairwise(self.glyphs)
            if before.text.isalpha() and after.text.isalpha()
        )


@dataclass(frozen=True)
class Ink:
    """What is black within a part of a page: its edges, and how thick it is (area by width)."""

    left: float
    top: float
    right: float
    bottom: float
    thickness: float


class Sheet:
    """One page of a printed document."""

    def __init__(self, glyphs: Sequence[Glyph], picture: Any, size: tuple[float, float]) -> None:
        self.glyphs = glyphs
        self._picture = picture
        self.size = size

    @cached_property
    def rows(self) -> tuple[Words, ...]:
        """Everything that stands on one baseline, from top to bottom."""
        found: dict[float, list[Glyph]] = {}
        for glyph in self.glyphs:
            found.setdefault(round(glyph.baseline, 1), []).append(glyph)
        return tuple(Words(tuple(sorted(found[at], key=lambda glyph: glyph.x))) for at in sorted(found))

    def words(self, text: str, nth: int = 0) -> Words:
        """Return where *text* stands for the *nth* time (from 0); it fails where it does not."""
        places = list(self._places(text))
        assert len(places) > nth, f"{text!r} is not on this page"
        return places[nth]

    def has(self, text: str) -> bool:
        """Say whether *text* stands on a line of the page."""
        return any(self._places(text))

    def _places(self, text: str) -> Iterator[Words]:
        wanted = text.replace("\u00a0", " ")
        for row in self.rows:
            line = row.text.replace("\u00a0", " ")
            at = line.find(wanted)
            while at >= 0:
                yield Words(row.glyphs[at : at + len(text)])
                at = line.find(wanted, at + 1)

    def row(self, text: str) -> Words:
        """Return the whole line that *text* stands on, spaces at its ends left out."""
        baseline = round(self.words(text).baseline, 1)
        return next(row for row in self.rows if round(row.baseline, 1) == baseline).strip()

    def ink(self, left: float, top: float, right: float, bottom: float) -> Ink:
        """Return what is black within these edges; it fails where nothing is."""
        lines = self._dots(left, top, right, bottom)
        dark = [n for n, line in enumerate(lines) if min(line) < BLACK]
        assert dark, "there is no ink"
        columns = [n for n in range(len(lines[0])) if min(lines[row][n] for row in dark) < BLACK]
        middle = (columns[0] + columns[-1]) // 2
        thickness = sum(255 - line[middle] for line in lines) / 255 / DOTS
        x0, x1, y0, y1 = columns[0], columns[-1] + 1, dark[0], dark[-1] + 1
        return Ink(left + x0 / DOTS, top + y0 / DOTS, left + x1 / DOTS, top + y1 / DOTS, thickness)

    def blank(self, left: float, top: float, right: float, bottom: float) -> bool:
        """Say whether nothing is black within these edges."""
        return min(map(min, self._dots(left, top, right, bottom))) >= BLACK

    def _dots(self, left: float, top: float, right: float, bottom: float) -> list[bytes]:
        """Return how light the dots within these edges are, line by line: 0 is black, 255 white."""
        width, height = self.size
        crop = (left, height - bottom, width - right, top)
        bitmap = self._picture.render(scale=DOTS, crop=crop, grayscale=True, optimize_mode="print")
        data, stride = bytes(bitmap.buffer), bitmap.stride
        return [data[n * stride : n * stride + bitmap.width] for n in range(bitmap.height)]


class Print:
    """A printed document, page by page."""

    def __init__(self, path: Path) -> None:
        self.path = path
        picture = pypdfium2.PdfDocument(path)
        with pdfplumber.open(path) as pdf:
            self.pages = [
                Sheet(tuple(_glyphs(page)), picture[n], (float(page.width), float(page.height)))
                for n, page in enumerate(pdf.pages)
            ]

    def __getitem__(self, number: int) -> Sheet:
        """Return the page of a number, counted from 1."""
        return self.pages[number - 1]


def built(name: str, root: Path, *, replace: tuple[str, str] = ("", "")) -> Print:
    """Build a document of ``suite/pages`` in the folder *root*, one line of it replaced where wanted."""
    content = root / "content"
    content.mkdir()
    text = (PAGES / f"{name}.yaml").read_text(encoding="utf-8")
    assert replace[0] in text
    (content / f"{name}.yaml").write_text(text.replace(*replace) if replace[0] else text, encoding="utf-8")
    report = build(workspace=Workspace(root))
    assert not report.problems
    return Print(report.outputs[0].path)


def founding_with(root: Path, **facts: str) -> Path:
    """Build the founding document in the folder *root* with other facts, each given as YAML; return its PDF."""
    shutil.copytree(FOUNDING, root / "content" / FOUNDING.name)
    file = root / "content" / FOUNDING.name / "document.yaml"
    lines = file.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line.partition(":")[0] not in facts]
    changed = [f"{key}: {value}" for key, value in facts.items()]
    file.write_text("\n".join([*kept, *changed, ""]), encoding="utf-8")
    report = build(workspace=Workspace(root))
    assert not report.problems
    return report.outputs[0].path


def _glyphs(page: Any) -> Iterator[Glyph]:
    """Give the characters of a pdfplumber page; a ligature counts as its letters."""
    for char in page.chars:
        scale, *_, x, y = char["matrix"]
        letters, advance = char["text"], char["adv"] * scale / len(char["text"])
        colour = tuple(float(part) for part in char["non_stroking_color"] or ())
        for n, letter in enumerate(letters):
            baseline, size = float(page.height) - y, char["size"]
            yield Glyph(letter, x + n * advance, baseline, advance, size, char["fontname"], colour)
