"""Words of a document of the corpus, read twice: from its XML and from its PDF, by code that the program does not use.

Both readings give the same streams: the text, from the number of the title on, with the numbers of the notes where
they are called; and each note. The masthead, running heads, folios and the imprint are no part of them.
"""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

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
CALLS = frozenset("0123456789()")
NOTE_RULES = ((99.6, 72.0), (110.8, 72.0), (123.2, 75.0), (90.6, 73.8))
"""Left edge and width in pt of the rule over the notes, by edition (facts on layout); mirrored in Arabic."""
HYPHENS = {"\x02": "-", "\ufffe": "-"}
"""What the reader of PDFs makes of a hyphen at the end of a line."""
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
    """Return the words of *text*; each Han character is one."""
    return re.findall(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+", text)


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


def of_pdf(path: Path, first: str) -> Words:
    """Read the words of a PDF; the text begins where *first* stands on page 1."""
    text, notes = "", ""
    with pypdfium2.PdfDocument(path) as document:
        for number, page in enumerate(document):
            body, below = _page(page, is_first=number == 0)
            text, notes = f"{text}{body}\n", f"{notes}{below}\n"
    return Words(text[squeezed_index(text, first) :], [notes])


def squeezed_index(text: str, first: str) -> int:
    """Return where *first* begins in *text*, spaces aside."""
    pattern = r"\s*".join(re.escape(character) for character in re.sub(r"\s", "", first))
    match = re.search(pattern, text)
    assert match, f"{first!r} is not on the page"
    return match.start()


def squeezed(text: str) -> str:
    """Return *text* as its characters without spaces; every hyphen and space of its kind is one."""
    return re.sub(r"[\s\u200b\u00ad\u200e\u200f]", "", text.replace("\u2011", "-"))


def _page(page: pypdfium2.PdfPage, *, is_first: bool) -> tuple[str, str]:
    """Return the text and the notes of a page, in the order of its content."""
    height = page.get_height()
    top, foot = (75.0, 742.0) if height < A4 else (68.0, 798.0)
    rule = _note_rule(page, height)
    textpage = page.get_textpage()
    parts: dict[bool, list[str]] = {False: [], True: []}
    x, y, last_raised = ctypes.c_double(), ctypes.c_double(), False
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
            while small and not raised and part[-1:] == [" "]:
                part.pop()  # the reader parts the raised letters of 1er and n° from what is before them
            part.append(HYPHENS.get(character, character))
            last_raised = raised
    return "".join(parts[False]), "".join(parts[True])


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
