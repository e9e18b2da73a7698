"""The press for printing houses: what a PDF/X-4 says of itself, its boxes and marks, and its sheets."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pdfplumber
import pikepdf
import pypdfium2
import pytest
from printed import FOUNDING

from masthead.document import load
from masthead.entry import survey
from masthead.order import MM, Imposition, Order, Paper, Purpose
from masthead.press import Engine
from masthead.press.engine import weasyprint
from masthead.press.printing import for_print, profile
from masthead.problem import MastheadError
from masthead.typeset import typeset
from masthead.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

A4 = (210 * MM, 297 * MM)
LETTER = (612.0, 792.0)
ROOT = FOUNDING.parents[1]
PLAIN = Order(Purpose.PRINT)
BOTH = ("crop", "cross")


@cache
def founding() -> bytes:
    """Return the founding document as WeasyPrint writes it, without a variant and without tags."""
    workspace = Workspace(ROOT)
    entry = survey(workspace, ["A-RES-66-152"])[0][0]
    sheet, engine = typeset(load(workspace, entry), workspace), Engine(workspace)
    pdf: bytes = engine.lay_out(engine.parse(sheet.html), sheet.style).write_pdf()
    return pdf


@cache
def numbered(count: int, language: str = "en", size: str = "A4") -> bytes:
    """Return *count* pages, each with ``Page`` and its number in its upper left corner and nothing else."""
    pages = "".join(f"<p>Page{n + 1}" for n in range(count))
    style = f"@page {{ size: {size}; margin: 0 }} body, p {{ margin: 0; font: 20pt serif; break-after: page }}"
    html = f"<html lang={language}><style>{style}</style><title>T</title><div dir=ltr>{pages}"
    pdf: bytes = weasyprint().HTML(string=html).write_pdf()
    return pdf


@cache
def printed(order: Order = PLAIN, pdf: bytes = b"") -> bytes:
    """Return *pdf*, or the founding document, as it is printed in the program's own printing condition."""
    return for_print(pdf or founding(), order, profile.read(Workspace(ROOT), ""))


@cache
def opened(data: bytes) -> pikepdf.Pdf:
    """Return an open PDF, which is looked at and not altered."""
    return pikepdf.open(io.BytesIO(data))


def altered(data: bytes, alter: Callable[[pikepdf.Pdf], None]) -> bytes:
    """Return the PDF *data* as *alter* leaves it."""
    saved = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        alter(pdf)
        pdf.save(saved)
    return saved.getvalue()


def informed(data: bytes, key: str, value: str) -> bytes:
    """Return the PDF *data* with another entry in its document information."""

    def inform(pdf: pikepdf.Pdf) -> None:
        pdf.docinfo[key] = value

    return altered(data, inform)


def box(page: pikepdf.Page, name: str) -> tuple[float, ...]:
    """Return the edges of a box that the page has itself: left, bottom, right, top."""
    return tuple(float(edge) for edge in page.obj[name])


def places(data: bytes) -> list[dict[int, tuple[float, float, float]]]:
    """Return for each page of a print which numbered pages stand on it: left and top edge in pt, and size of type."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return [
            {
                int(word["text"].removeprefix("Page")): (float(word["x0"]), float(word["top"]), float(word["size"]))
                for word in page.extract_words(extra_attrs=["size"])
            }
            for page in pdf.pages
        ]


def xmp(data: bytes) -> dict[str, str]:
    """Return the fields of the XMP metadata by their names."""
    text = opened(data).Root.Metadata.read_bytes().decode()
    found = re.findall(r"<(\w+:\w+)>(?:<rdf:\w+><rdf:li[^>]*>)?([^<]+)<", text)
    return dict(found)


# What the file says of itself


def test_the_printing_condition_is_embedded() -> None:
    """The output intent holds the very profile and names its condition in the registry (ISO 15930-7)."""
    intents = opened(printed()).Root.OutputIntents
    assert len(intents) == 1
    intent = intents[0]
    said = [str(intent[key]) for key in ("/S", "/OutputConditionIdentifier", "/RegistryName", "/Info")]
    assert said == ["/GTS_PDFX", "FOGRA39", "http://www.color.org", "FOGRA39L Coated"]
    assert intent.DestOutputProfile.read_bytes() == profile.read(Workspace(ROOT), "").data
    assert intent.DestOutputProfile.N == 4


def test_a_condition_that_no_registry_knows_names_none(tmp_path: Path) -> None:
    """A house's own profile is a custom condition, described in words."""
    own = profile.read(Workspace(ROOT), "")
    (tmp_path / "own.icc").write_bytes(own.data.replace(b"FOGRA39L", b"HOUSE39L"))
    intent = opened(for_print(founding(), PLAIN, profile.read(Workspace(tmp_path), "own.icc"))).Root.OutputIntents[0]
    assert "/RegistryName" not in intent
    assert (str(intent.OutputConditionIdentifier), str(intent.Info)) == ("Custom", "HOUSE39L Coated")


def test_the_metadata_says_what_the_information_says() -> None:
    """XMP and document information agree, and claim PDF/X-4 (ISO 15930-7)."""
    info, said = opened(printed()).docinfo, xmp(printed())
    assert said["pdfxid:GTS_PDFXVersion"] == "PDF/X-4"
    assert (said["pdf:Trapped"], str(info["/Trapped"])) == ("False", "/False")
    assert said["dc:title"] == str(info["/Title"])
    assert said["dc:creator"] == str(info["/Author"])
    assert said["pdf:Keywords"] == str(info["/Keywords"]) == "A/RES/66/152"
    assert said["xmp:CreatorTool"] == str(info["/Creator"])
    assert said["xmp:CreateDate"] == said["xmp:ModifyDate"] == said["xmp:MetadataDate"] == "2012-03-13T00:00:00Z"
    assert str(info["/CreationDate"]) == str(info["/ModDate"]) == "D:20120313000000Z"
    assert said["xmpMM:RenditionClass"] == "default"


def test_the_metadata_can_be_read_without_a_pdf_reader() -> None:
    """The XMP packet stands in the file uncompressed."""
    assert b"<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>" in printed()


def test_a_document_without_title_or_date_is_printed_too() -> None:
    """PDF/X-4 asks for a title and dates; neither is taken from the clock."""
    data = printed(pdf=weasyprint().HTML(string="<p>x & <").write_pdf())
    assert xmp(data)["xmp:CreateDate"] == "1970-01-01T00:00:00Z"
    assert xmp(data)["dc:title"] == str(opened(data).docinfo["/Title"]) == "Untitled"


def test_what_is_said_in_a_title_stays_text() -> None:
    """A title with the signs of XML, or with one that XML has no place for, leaves the packet whole."""
    data = printed(pdf=informed(founding(), "/Title", "a < b & c\x01"))
    assert xmp(data)["dc:title"] == "a &lt; b &amp; c"


@pytest.mark.parametrize(
    ("said", "information", "metadata"),
    [
        ("D:2012", "D:20120101000000Z", "2012-01-01T00:00:00Z"),
        ("D:20120313101530+02'00'", "D:20120313101530+02'00'", "2012-03-13T10:15:30+02:00"),
        ("yesterday", "D:19700101000000Z", "1970-01-01T00:00:00Z"),
    ],
)
def test_a_date_is_written_in_full(said: str, information: str, metadata: str) -> None:
    """Both places give a date to the second with its zone, whatever was left out."""
    data = printed(pdf=informed(numbered(1), "/ModDate", said))
    assert str(opened(data).docinfo["/ModDate"]) == information
    assert xmp(data)["xmp:ModifyDate"] == metadata


def test_nothing_is_left_that_only_a_screen_has_use_for() -> None:
    """No link, bookmark, destination, action or attachment is in the print; language and pages are."""

    def add(pdf: pikepdf.Pdf) -> None:
        assert any("/Annots" in page for page in pdf.pages)
        pdf.attachments["a.txt"] = b"a"
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("1"))

    result = opened(printed(pdf=altered(founding(), add)))
    assert set(result.Root.keys()) == {"/Type", "/Pages", "/Lang", "/Metadata", "/OutputIntents"}
    kept = {"/Type", "/Parent", "/MediaBox", "/TrimBox", "/BleedBox", "/Resources", "/Contents", "/Group"}
    assert all(set(page.obj.keys()) <= kept for page in result.pages)
    assert not any(
        b"JavaScript" in found.unparse(resolved=True)
        for found in result.objects
        if not isinstance(found, pikepdf.Stream)
    )


@pytest.mark.parametrize(
    "order",
    [
        PLAIN,
        Order(Purpose.PRINT, BOTH, 3),
        Order(Purpose.PRINT, BOTH, 3, Imposition.BOOKLET, creep=0.3),
        Order(Purpose.PRINT, ("cross",), 0, Imposition.FOUR_UP, Paper.A4),
    ],
    ids=["plain", "marks", "booklet", "4up"],
)
def test_the_file_is_whole(order: Order, tmp_path: Path) -> None:
    """No fault is found by qpdf in it; it is a PDF 1.6 with an identifier and without encryption (ISO 15930-7)."""
    file = tmp_path / "a.pdf"
    file.write_bytes(printed(order))
    with pikepdf.open(file) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert (pdf.pdf_version, pdf.is_encrypted, len(pdf.trailer.ID)) == ("1.6", False, 2)
        fonts = [found for found in pdf.objects if isinstance(found, pikepdf.Dictionary) and "/FontName" in found]
        assert fonts
        assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)


# The same bytes

TWICE = """
import sys, time, hashlib
from pathlib import Path
from masthead.order import *
time.time = lambda: float(sys.argv[2])
from masthead.press.printing import profile
from masthead.press.printing import for_print
from masthead.workspace import Workspace
order = Order(Purpose.PRINT, ("crop", "cross"), 3, Imposition.BOOKLET)
print(hashlib.sha256(for_print(Path(sys.argv[1]).read_bytes(), order, profile.read(Workspace(), ""))).hexdigest())
"""


def test_the_same_order_gives_the_same_bytes(tmp_path: Path) -> None:
    """In other processes, with another order of sets, another clock and another time zone."""
    file = tmp_path / "a.pdf"
    file.write_bytes(founding())
    digests = set()
    for seed, zone, clock in (("1", "Pacific/Kiritimati", "0"), ("2", "America/Lima", "2000000000")):
        command = [sys.executable, "-c", TWICE, str(file), clock]
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone}
        found = subprocess.run(command, check=True, capture_output=True, env=environment, text=True)
        digests.add(found.stdout)
    assert len(digests) == 1


def test_identifiers_tell_documents_and_files_apart() -> None:
    """Another order of the same document is another file of it; another document has another identifier."""
    plain, marked, other = xmp(printed()), xmp(printed(Order(Purpose.PRINT, BOTH))), xmp(printed(pdf=numbered(1)))
    document, instance = "xmpMM:DocumentID", "xmpMM:InstanceID"
    assert plain[document] == marked[document] != other[document]
    assert all(
        UUID(said[key].removeprefix("uuid:")).version == 5 for said in (plain, other) for key in (document, instance)
    )
    assert len({plain[instance], marked[instance], other[instance]}) == 3
    assert opened(printed()).trailer.ID[1] != opened(printed(Order(Purpose.PRINT, BOTH))).trailer.ID[1]


def test_no_date_of_today_is_in_the_file() -> None:
    """The year of the build is not written anywhere outside the identifiers and the fonts."""
    today = datetime.now(UTC).strftime("%Y%m%d").encode()
    assert today not in b"".join(found.unparse(resolved=True) for found in opened(printed()).objects)


# Boxes and marks


@pytest.mark.parametrize(
    ("marks", "bleed", "margin"),
    [((), 0, 0), ((), 3, 3), (("crop",), 0, 9), (("cross",), 3, 9), (BOTH, 5, 11)],
)
def test_boxes_lie_within_each_other(marks: tuple[str, ...], bleed: float, margin: float) -> None:
    """The trimmed page, the bleed round it, and the medium with room for marks, exact to a hundredth of a pt."""
    for page in opened(printed(Order(Purpose.PRINT, marks, bleed))).pages:
        inner, outer = margin * MM, (margin - bleed) * MM
        width, height = LETTER
        trim = (inner, inner, inner + width, inner + height)
        assert box(page, "/TrimBox") == pytest.approx(trim, abs=0.01)
        bled = (outer, outer, width + 2 * inner - outer, height + 2 * inner - outer)
        assert box(page, "/BleedBox") == pytest.approx(bled, abs=0.01)
        assert box(page, "/MediaBox") == pytest.approx((0, 0, width + 2 * inner, height + 2 * inner), abs=0.01)
        assert "/ArtBox" not in page.obj
        assert "/CropBox" not in page.obj


class Picture:
    """A page of a print as dots, ten to a pt, with distances from its lower left corner."""

    DOTS = 10

    def __init__(self, data: bytes, number: int = 0) -> None:
        page = pypdfium2.PdfDocument(data)[number]
        bitmap = page.render(scale=self.DOTS, grayscale=True)
        self.width, self.height = page.get_size()
        self._rows, self._bytes, self._stride = bitmap.height, bytes(bitmap.buffer), bitmap.stride

    def dark(self, left: float, bottom: float, right: float, top: float) -> bool:
        """Say whether there is any ink between these edges."""
        first, last = (self._rows - round(edge * self.DOTS) for edge in (top, bottom))
        columns = slice(round(left * self.DOTS), round(right * self.DOTS))
        rows = (self._bytes[row * self._stride : (row + 1) * self._stride][columns] for row in range(first, last))
        return any(min(row) < 128 for row in rows)


def test_crop_marks_stand_at_the_corners_in_line_with_the_edges() -> None:
    """Each is 5 mm long, begins 3 mm off the trimmed edge and ends 1 mm off the medium's; none is nearer."""
    picture = Picture(printed(Order(Purpose.PRINT, ("crop",)), numbered(1)))
    edge, far = 9 * MM, 9 * MM + A4[0]
    for x in (edge, far):
        assert picture.dark(x - 0.3, 1.1 * MM, x + 0.3, 5.9 * MM)
        assert picture.dark(x - 0.3, picture.height - 5.9 * MM, x + 0.3, picture.height - 1.1 * MM)
        assert not picture.dark(x - 0.3, 6.1 * MM, x + 0.3, 9 * MM)
        assert not picture.dark(x - 0.3, 0, x + 0.3, 0.9 * MM)
    for y in (edge, edge + A4[1]):
        assert picture.dark(1.1 * MM, y - 0.3, 5.9 * MM, y + 0.3)
        assert picture.dark(picture.width - 5.9 * MM, y - 0.3, picture.width - 1.1 * MM, y + 0.3)
    middle = picture.width / 2
    assert not picture.dark(middle - 20, 0, middle + 20, edge - 1)


def test_registration_targets_stand_in_the_middle_of_the_sides() -> None:
    """A cross in a ring lies on each middle, beyond the bleed, and nothing at the corners."""
    picture = Picture(printed(Order(Purpose.PRINT, ("cross",), 5), numbered(1)))
    off = (1 + 2.5) * MM
    middle, level = picture.width / 2, picture.height / 2
    for x, y in ((middle, off), (middle, picture.height - off), (off, level), (picture.width - off, level)):
        assert picture.dark(x - 0.3, y - 7, x + 0.3, y - 5)
        assert picture.dark(x + 5, y - 0.3, x + 7, y + 0.3)
        assert picture.dark(x + 1.5 * MM - 0.3, y + 0.5, x + 1.5 * MM + 0.3, y + 1)
    assert not picture.dark(0, 0, 11 * MM, 11 * MM)


def test_the_fold_of_a_booklet_is_marked_between_the_targets() -> None:
    """A dashed line stands over the spine; the targets make room for it."""
    order = Order(Purpose.PRINT, BOTH, 0, Imposition.BOOKLET)
    picture = Picture(printed(order, numbered(4)))
    spine, quarter = picture.width / 2, 9 * MM + A4[0] / 2
    for below in (1 * MM, picture.height - 6 * MM):
        inked = [picture.dark(spine - 0.3, below + n, spine + 0.3, below + n + 0.5) for n in range(14)]
        assert {True, False} == set(inked)
        assert picture.dark(quarter - 0.3, below, quarter + 0.3, below + 5 * MM)


def test_marks_are_printed_on_every_plate() -> None:
    """Their colour is registration: the separation All (ISO 32000-1, 8.6.6.4), in lines of a quarter of a pt."""
    page = opened(printed(Order(Purpose.PRINT, BOTH))).pages[0]
    space = page.Resources.ColorSpace["/Registration"]
    assert [str(part) for part in list(space)[:3]] == ["/Separation", "/All", "/DeviceCMYK"]
    assert [float(part) for part in space[3].C1] == [1, 1, 1, 1]
    assert b"/Registration CS 1 SCN 0.25 w" in page.Contents.read_bytes()


def test_ink_over_the_edge_is_cut_where_the_bleed_ends() -> None:
    """What lies over the edge of a page is printed as far as the bleed goes, and never under the marks."""
    style = "@page { size: 200pt; margin: 0 } div { position: absolute; left: -50pt; width: 100pt; height: 100pt;"
    pdf = weasyprint().HTML(string=f"<style>{style} background: black }}</style><div></div>").write_pdf()
    for bleed in (0, 4):
        picture = Picture(printed(Order(Purpose.PRINT, ("crop",), bleed), pdf))
        edge = (max(bleed, 3) + 6 - bleed) * MM
        assert picture.dark(edge + 0.2, 150, edge + 1, 160)
        assert not picture.dark(0, 150, edge - 0.2, 160)


def test_ink_over_the_edge_is_cut_on_larger_paper_too() -> None:
    """A page in the middle of its paper prints nothing around itself."""
    style = "@page { size: A5; margin: 0 } div { position: absolute; left: -50pt; width: 100pt; height: 100pt;"
    pdf = weasyprint().HTML(string=f"<style>{style} background: black }}</style><div></div>").write_pdf()
    picture = Picture(printed(Order(Purpose.PRINT, paper=Paper.A4), pdf))
    edge, level = (210 - 148) / 2 * MM, (297 + 210) / 2 * MM - 50
    assert picture.dark(edge + 0.2, level, edge + 1, level + 10)
    assert not picture.dark(0, level, edge - 0.2, level + 10)


# Sheets


@pytest.mark.parametrize("count", range(1, 21))
def test_every_page_stands_once_in_a_booklet(count: int) -> None:
    """For any count the numbers on a side add up to one more than four times the sheets, as far as pages go."""
    found = places(printed(Order(Purpose.PRINT, imposition=Imposition.BOOKLET), numbered(count)))
    total = -(-count // 4) * 4
    assert len(found) == total // 2
    assert sorted(number for side in found for number in side) == list(range(1, count + 1))
    assert all(sum(side) == total + 1 for side in found if len(side) == 2)
    assert all(total + 1 - number > count for side in found if len(side) == 1 for number in side)


def corners(
    sheet: Sequence[tuple[int, float, float]], found: dict[int, tuple[float, float, float]], language: str = "en"
) -> None:
    """Assert that exactly these numbers stand on a sheet, each with this left and top edge in pt."""
    assert set(found) == {number for number, _, _ in sheet}
    reference = places(numbered(1, language))[0][1]
    for number, left, top in sheet:
        scale = found[number][2] / reference[2]
        assert found[number][0] - reference[0] * scale == pytest.approx(left, abs=0.1)
        assert found[number][1] - reference[1] * scale == pytest.approx(top, abs=0.1)


def test_a_booklet_is_printed_from_its_outermost_sheet() -> None:
    """A booklet of six pages: 8 (blank) and 1, 2 and 7 (blank), 6 and 3, 4 and 5, at full size side by side."""
    found = places(printed(Order(Purpose.PRINT, imposition=Imposition.BOOKLET), numbered(6)))
    width = A4[0]
    expected: list[list[tuple[int, float, float]]] = [
        [(1, width, 0)],
        [(2, 0, 0)],
        [(6, 0, 0), (3, width, 0)],
        [(4, 0, 0), (5, width, 0)],
    ]
    for sheet, side in zip(expected, found, strict=True):
        corners(sheet, side)


def test_an_arabic_booklet_is_bound_on_its_right() -> None:
    """The language of the document decides: page 1 stands left of the spine, on the other side from a Latin one."""
    data = printed(Order(Purpose.PRINT, imposition=Imposition.BOOKLET), numbered(4, "ar"))
    found = places(data)
    corners([(1, 0, 0), (4, A4[0], 0)], found[0], "ar")
    corners([(3, 0, 0), (2, A4[0], 0)], found[1], "ar")
    assert opened(data).Root.ViewerPreferences.Direction == "/R2L"


def test_four_pages_stand_on_a_sheet_in_reading_order() -> None:
    """On A4 each is half as wide and half as high; the last sheet keeps its empty places."""
    found = places(printed(Order(Purpose.PRINT, imposition=Imposition.FOUR_UP, paper=Paper.A4), numbered(5)))
    half, middle = A4[0] / 2, A4[1] / 2
    corners([(1, 0, 0), (2, half, 0), (3, 0, middle), (4, half, middle)], found[0])
    corners([(5, 0, 0)], found[1])


def test_a_booklet_on_paper_is_scaled_to_half_a_sheet() -> None:
    """Letter pages on A4 become as wide as half of it and stand in the middle of its height."""
    order = Order(Purpose.PRINT, imposition=Imposition.BOOKLET, paper=Paper.A4)
    found = places(printed(order, numbered(4, size="letter")))
    scale = A4[1] / 2 / LETTER[0]
    top = (A4[0] - LETTER[1] * scale) / 2
    corners([(4, 0, top), (1, A4[1] / 2, top)], found[0])


def test_pages_of_an_inner_sheet_move_to_the_spine() -> None:
    """With a creep of 2 mm the pages of the innermost of three sheets stand 2 mm nearer to the spine."""
    order = Order(Purpose.PRINT, imposition=Imposition.BOOKLET, creep=2)
    found = places(printed(order, numbered(12)))
    corners([(12, 0, 0), (1, A4[0], 0)], found[0])
    corners([(10, 1 * MM, 0), (3, A4[0] - 1 * MM, 0)], found[2])
    corners([(6, 2 * MM, 0), (7, A4[0] - 2 * MM, 0)], found[5])


def test_a_page_is_put_on_other_paper_whole() -> None:
    """An A4 page on Letter paper is made as much smaller as it is too high, and stands in the middle."""
    data = printed(Order(Purpose.PRINT, paper=Paper.LETTER), numbered(1))
    assert box(opened(data).pages[0], "/TrimBox") == pytest.approx((0, 0, *LETTER), abs=0.01)
    scale = LETTER[1] / A4[1]
    corners([(1, (LETTER[0] - A4[0] * scale) / 2, 0)], places(data)[0])


def test_an_imposed_sheet_is_pdf_x_4_with_marks_round_it() -> None:
    """The trimmed page is the sheet, and each of the pages on it is a form that prints within its place."""
    pdf = opened(printed(Order(Purpose.PRINT, BOTH, 3, Imposition.BOOKLET), numbered(8)))
    assert "/OutputIntents" in pdf.Root
    for page in pdf.pages:
        margin = 9 * MM
        trim = (margin, margin, margin + 2 * A4[0], margin + A4[1])
        assert box(page, "/TrimBox") == pytest.approx(trim, abs=0.01)
        forms: list[Any] = list(page.Resources.XObject.values())
        widths = [float(form.BBox[2] - form.BBox[0]) for form in forms]
        assert widths == pytest.approx([A4[0] + 3 * MM] * 2, abs=0.01)


def test_a_bleed_that_has_no_room_stops_the_print() -> None:
    """The refusal is that of the order, in words for the command line."""
    with pytest.raises(MastheadError, match="nothing that could bleed over it"):
        printed(Order(Purpose.PRINT, bleed=3, paper=Paper.A4))
