"""Words of a document of the corpus, read twice: from its XML and from its PDF, by code that the program does not use.

Both readings give the same streams: the text, from the number of the title on, with the numbers of the notes where
they are called; and each note. The masthead, running heads, folios and the imprint are no part of them.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

import pypdf
import pypdfium2
import pypdfium2.raw as pdfium
from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
A4 = 800.0
"""In pt: a page that is higher is one of Geneva."""
RAISED = 9.0
"""In CSS pixels, the unit of the engine: smaller characters are raised, such as the number that calls a note."""
RAISED_BY = 7.0
"""In pt: how far the baselines of one line may be apart."""
ARABIC = re.compile("[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufeff]")
CALLS = frozenset("0123456789()")
NOTE_RULES = ((99.6, 72.0), (110.8, 72.0), (123.2, 75.0), (90.6, 73.8))
"""Left edge and width in pt of the rule over the notes, by edition (facts on layout); mirrored in Arabic."""
HYPHENS = ("\x02", "\ufffe")
"""What the reader of PDFs makes of a hyphen at the end of a line, typed or not."""
ASIDE = {f"{AKN}{name}" for name in ("meta", "coverPage")}
"""Elements that are no part of the text column."""


@dataclass
class Words:
    """The text of a document and its notes, in reading order."""

    text: str = ""
    notes: list[str] = field(default_factory=list)

    def all(self) -> list[str]:
        """Return the words of text and notes."""
        return [word for part in (self.text, *self.notes) for word in words(part)]


def words(text: str) -> list[str]:
    """Return the words of *text*; each Han character is one, and raised letters (ª) are letters."""
    return re.findall(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+", unicodedata.normalize("NFKC", text))


def of_xml(path: Path) -> Words:
    """Read the words of an Akoma Ntoso file."""
    found = Words()
    root = etree.parse(path, etree.XMLParser(resolve_entities=False)).getroot()
    found.text = "".join(_walk(root, found))
    return found


def _walk(element: etree._Element, found: Words) -> Iterator[str]:
    """Give the text of *element*; a note is put aside and leaves its number."""
    if element.tag == f"{AKN}authorialNote":
        found.notes.append("")
        at = len(found.notes) - 1
        found.notes[at] = f"{at + 1} " + "".join(_inside(element, found))
        yield f" {at + 1} "
    elif isinstance(element.tag, str) and element.tag not in ASIDE:
        yield from _inside(element, found)


def _inside(element: etree._Element, found: Words) -> Iterator[str]:
    block = element.tag not in {f"{AKN}{name}" for name in ("a", "span", "sub", "inline", "i", "b")}
    block = block and not (element.tag == f"{AKN}sup" and "".join(element.itertext()).strip().isalpha())
    yield " " if block else ""
    yield element.text or ""
    for child in element:
        yield from _walk(child, found)
        yield child.tail or ""
    yield " " if block else ""


def of_pdf(path: Path, first: str, *, leftwards: bool = False) -> Words:
    """Read the words of a PDF, written *leftwards* or not; the text begins where *first* stands on page 1."""
    text, notes = "", ""
    with pypdfium2.PdfDocument(path) as document:
        for number, page in enumerate(document):
            body, below = (_leftward_page if leftwards else _page)(page, is_first=number == 0)
            body = f"{body.rstrip()}\u2010" if _divides_its_last_word(path, number, body) else body
            text, notes = f"{text}{body}\n", f"{notes}{below}\n"
    text, notes = (_whole(unicodedata.normalize("NFKC", part)) for part in (text, notes))
    start = _arabic_index(text, first) if leftwards else squeezed_index(text, first)
    return Words(text[start:], [notes])


def _divides_its_last_word(path: Path, number: int, body: str) -> bool:
    """Say whether a page ends in a drawn hyphen; this reader of PDFs leaves it out there, another does not."""
    last = body.rsplit(maxsplit=1)[-1] if body.split() else ""
    if not re.search("[\u0400-\u04ff]$", last):
        return False
    return f"{last}\u2010" in pypdf.PdfReader(path).pages[number].extract_text()


def _whole(text: str) -> str:
    """Return *text* with the words whole that the end of a line has divided by a hyphen that nobody typed."""
    return re.sub("[\u2010\u00ad]\\s*", "", text)


def _arabic_index(text: str, first: str) -> int:
    """Return where the Arabic letters *first* begin in *text*."""
    places = [at for at, character in enumerate(text) if arabic(character)]
    letters = arabic(text)
    assert first in letters, f"{first!r} is not on the page"
    return places[letters.index(first)]


def squeezed_index(text: str, first: str) -> int:
    """Return where *first* begins in *text*, spaces aside."""
    pattern = r"\s*".join(re.escape(character) for character in re.sub(r"\s", "", first))
    match = re.search(pattern, text)
    assert match, f"{first!r} is not on the page"
    return match.start()


def arabic(text: str) -> str:
    """Return the Arabic letters of *text* in their order, without vowel signs and strokes (tatweel)."""
    return re.sub("[^\u0621-\u063f\u0641-\u064a\u0671-\u06d3]", "", text)


def latin(text: str) -> str:
    """Return the Latin letters and digits of *text*, sorted: their order among Arabic words is tested by itself."""
    return "".join(sorted(re.findall("[A-Za-z0-9]", text)))


def squeezed(text: str) -> str:
    """Return *text* as its characters without spaces; every hyphen and space of its kind is one."""
    return re.sub(r"[\s\u200b\u00ad\u200e\u200f]", "", unicodedata.normalize("NFKC", text.replace("\u2011", "-")))


def _page(page: pypdfium2.PdfPage, *, is_first: bool) -> tuple[str, str]:
    """Return the text and the notes of a page, in the order of its content."""
    height = page.get_height()
    top, foot = (75.0, 742.0) if height < A4 else (68.0, 798.0)
    rule = _note_rule(page, height)
    textpage = page.get_textpage()
    parts: dict[bool, list[str]] = {False: [], True: []}
    x, y, last_raised, last_baseline = ctypes.c_double(), ctypes.c_double(), False, 0.0
    for index in range(textpage.count_chars()):
        character = chr(pdfium.FPDFText_GetUnicode(textpage, index))
        if pdfium.FPDFText_IsGenerated(textpage, index):
            parts[False].append(" ")
            parts[True].append(" ")
            continue
        pdfium.FPDFText_GetCharOrigin(textpage, index, x, y)
        baseline = height - y.value
        if (is_first or top < baseline) and baseline < foot:
            part = parts[baseline > rule]
            small = pdfium.FPDFText_GetFontSize(textpage, index) < RAISED
            raised = small and character in CALLS
            if raised != last_raised:
                part.append(" ")
            same_line = abs(baseline - last_baseline) < RAISED_BY
            while small and not raised and same_line and part[-1:] == [" "]:
                part.pop()  # the reader parts the raised letters of 1er and n° from what is before them
            part.append(_hyphen(textpage, index) if character in HYPHENS else character)
            last_raised, last_baseline = raised, baseline
    return "".join(parts[False]), "".join(parts[True])


def _hyphen(textpage: pypdfium2.PdfTextPage, index: int) -> str:
    """Return the hyphen at the end of a line as it was typed: a soft one where the PDF says that nobody typed it."""
    drawn = pdfium.FPDFText_GetTextObject(textpage, index)
    size = ctypes.c_ulong()
    for number in range(pdfium.FPDFPageObj_CountMarks(drawn)):
        mark = pdfium.FPDFPageObj_GetMark(drawn, number)
        if pdfium.FPDFPageObjMark_GetParamStringValue(mark, b"ActualText", None, 0, size):
            return "\u00ad"
    return "-"


@dataclass(frozen=True)
class Stretch:
    """Characters of one face and size in a line: their edges in pt, their baseline from the top of the page."""

    text: str
    origin: float
    left: float
    right: float
    baseline: float
    size: float

    @property
    def is_latin(self) -> bool:
        """Whether it is read from left to right: it has Latin letters and no Arabic ones."""
        return bool(re.search("[A-Za-z]", self.text)) and not ARABIC.search(self.text)


def _leftward_page(page: pypdfium2.PdfPage, *, is_first: bool) -> tuple[str, str]:
    """Return the text and the notes of a page whose lines are read from right to left, by the places of the glyphs.

    Within a stretch the reader of PDFs gives Arabic as it is read; lines are put together here, from the right, Latin
    stretches side by side from the left.
    """
    height = page.get_height()
    top, foot = (75.0, 742.0) if height < A4 else (68.0, 798.0)
    rule = _note_rule(page, height)
    parts: dict[bool, list[str]] = {False: [], True: []}
    for line in _lines(_stretches(page, height)):
        baseline = max(line, key=lambda stretch: stretch.size).baseline
        if (is_first or top < baseline) and baseline < foot:
            parts[baseline > rule].append(_read_leftwards(line))
    return " ".join(parts[False]), " ".join(parts[True])


def _stretches(page: pypdfium2.PdfPage, height: float) -> Iterator[Stretch]:
    textpage = page.get_textpage()
    for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
        size = pdfium.FPDFTextObj_GetText(thing.raw, textpage.raw, None, 0)
        buffer = (ctypes.c_ushort * (size // 2 + 1))()
        pdfium.FPDFTextObj_GetText(thing.raw, textpage.raw, buffer, size)
        text = bytes(buffer)[:size].decode("utf-16-le").rstrip("\0")
        matrix = thing.get_matrix()
        left, _, right, _ = thing.get_bounds()
        points = ctypes.c_float()
        pdfium.FPDFTextObj_GetFontSize(thing.raw, points)
        yield Stretch(text, matrix.e, left, right, height - matrix.f, points.value)


def _lines(stretches: Iterator[Stretch]) -> Iterator[list[Stretch]]:
    """Give the stretches that follow each other on one line; raised ones belong to their line."""
    line: list[Stretch] = []
    for stretch in stretches:
        if line and abs(stretch.baseline - line[-1].baseline) > RAISED_BY:
            yield line
            line = []
        line.append(stretch)
    if line:
        yield line


def _read_leftwards(line: list[Stretch]) -> str:
    """Return a line from its right end to its left; a group of Latin stretches from left to right."""
    ordered: list[Stretch] = []
    group: list[Stretch] = []
    for stretch in [*sorted(line, key=lambda each: -each.origin), None]:
        if stretch and (stretch.is_latin or (group and not ARABIC.search(stretch.text) and _goes_on(stretch))):
            group.append(stretch)
            continue
        ordered += sorted(group, key=lambda each: each.origin)
        group = []
        ordered += [stretch] if stretch else []
    read = ""
    for before, after in pairwise(ordered):
        apart = max(before.left - after.right, after.left - before.right) > 1
        read += f"{before.text}{' ' if apart else ''}"
    return read + ordered[-1].text


def _goes_on(stretch: Stretch) -> bool:
    return bool(re.fullmatch(r"[A-Za-z0-9 .,:/&'-]*", stretch.text))


def _note_rule(page: pypdfium2.PdfPage, height: float) -> float:
    """Return how far from the top of the page the rule over its notes stands; below the page where there is none."""
    width = page.get_width()
    for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]):
        left, _, right, upper = thing.get_bounds()
        edges = (left, width - right)
        at_edge = any(abs(edge - rule) < 1.5 for edge in edges for rule, _ in NOTE_RULES)
        if at_edge and any(abs(right - left - wide) < 0.6 for _, wide in NOTE_RULES) and height - upper > 70:
            return float(height - upper)
    return height
