"""The barcode and the QR code are read back from the printed page, the drawn marks are looked into."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pypdfium2
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw
from pypdf import PdfReader

from masthead import mark

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
MARKS = ROOT / "styles" / "marks"
SHARED = Path(os.environ.get("MASTHEAD_SHARED", ROOT.parent / "shared"))
ADDRESS = "http://undocs.org/A/RES/68/262"
SVG = "{http://www.w3.org/2000/svg}"
BOXES = {"emblem": (54.8, 46.4), "recycle-solid": (17.6, 17.3), "recycle-outline": (18.0, 18.0)}
# WeasyPrint warns while it is loaded where the machine has no libharfbuzz-subset; that is no fault of a mark.
pytestmark = pytest.mark.filterwarnings("ignore:HarfBuzz-Subset:DeprecationWarning")

job_numbers = st.from_regex(r"[0-9]{2}-[0-9]{5}", fullmatch=True)
addresses = st.from_regex(r"https://undocs\.org/(en/|fr/)?[AES]/[A-Z0-9./()-]{1,60}", fullmatch=True)


def paint(svg: str, *, scale: int = 4, margin: int = 10) -> Image.Image:
    """Paint the rectangles of a mark's path as black on white, *scale* pixels to the module."""
    left, top, width, height = (float(number) for number in re.findall(r'viewBox="([^"]*)"', svg)[0].split())
    assert (left, top) == (0, 0)
    size = (round(width + 2 * margin) * scale, round(height + 2 * margin) * scale)
    image = Image.new("L", size, 255)
    for x, y, w, h in rectangles(svg):
        corner = ((x + margin) * scale, (y + margin) * scale)
        far = (corner[0] + w * scale - 1, corner[1] + h * scale - 1)
        ImageDraw.Draw(image).rectangle((corner, far), fill=0)
    return image


def rectangles(svg: str) -> Iterator[tuple[float, float, float, float]]:
    """Yield x, y, width and height of every rectangle in a mark's path."""
    for bar in re.findall(r"M(\S+) (\S+?)h([^v]+)v([^h]+)h", svg):
        x, y, width, height = map(float, bar)
        yield x, y, width, height


def elements(svg: str) -> list[str]:
    """Return the names of all elements of an SVG text, the root first."""
    root = ET.fromstring(svg)  # noqa: S314 - our own files and our own text
    return [element.tag.removeprefix(SVG) for element in root.iter()]


def read(image: Image.Image) -> list[tuple[str, str]]:
    """Return the symbology and the content of every code on an image, in order of name."""
    return sorted((str(code.format), code.text) for code in zxingcpp.read_barcodes(image))


def page(*boxes: tuple[str, float, float]) -> bytes:
    """Print SVG marks one below another at a width and height in points; return the PDF."""
    figures = "".join(f'<div style="width:{w}pt;height:{h}pt;margin:12pt">{svg}</div>' for svg, w, h in boxes)
    style = "<style>@page{size:200pt;margin:10pt} body{margin:0} svg{display:block;width:100%;height:100%}</style>"
    from weasyprint import HTML  # noqa: PLC0415 - here, so that the filter above is in force when it is loaded

    pdf: bytes = HTML(string=style + figures).write_pdf()
    return pdf


def raster(pdf: bytes, page_scale: float = 6) -> Image.Image:
    """Return the first page of a PDF as a picture."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        image: Image.Image = document[0].render(scale=page_scale).to_pil()
        return image
    finally:
        document.close()


@pytest.fixture(scope="module")
def printed() -> bytes:
    """Both marks of A/RES/68/262, printed at the size measured on it."""
    return page((mark.barcode("13-45517"), 100.8, 12.7), (mark.qr_code(ADDRESS), 55, 55))


def test_printed_marks_read_back(printed: bytes) -> None:
    """On the printed page the barcode reads as the digits and the QR code as the address."""
    assert read(raster(printed)) == [("Code 39", "1345517"), ("QR Code", ADDRESS)]


def test_marks_leave_no_text(printed: bytes) -> None:
    """Nothing of either mark is in the text layer."""
    assert PdfReader(io.BytesIO(printed)).pages[0].extract_text() == ""


@settings(max_examples=25, deadline=None)
@given(job_numbers)
def test_any_job_number_reads_back(job_number: str) -> None:
    """Every job number is read back as its digits, without hyphen and without check digit."""
    assert read(paint(mark.barcode(job_number))) == [("Code 39", job_number.replace("-", ""))]


@settings(max_examples=25, deadline=None)
@given(addresses)
def test_any_address_reads_back(address: str) -> None:
    """Every address is read back letter for letter."""
    assert read(paint(mark.qr_code(address))) == [("QR Code", address)]


def test_qr_code_has_level_m() -> None:
    """The QR code carries error correction level M, as the files of 2014 do."""
    (code,) = zxingcpp.read_barcodes(paint(mark.qr_code(ADDRESS)))
    assert code.ec_level == "M"


def test_barcode_has_the_measured_shape() -> None:
    """The barcode is as wide for its height as on A/RES/68/262, and its bars fill the box to both edges."""
    svg = mark.barcode("13-45517")
    bars = list(rectangles(svg))
    width, height = bars[-1][0] + bars[-1][2], bars[0][3]
    assert f'viewBox="0 0 {width:g} {height:g}"' in svg
    assert width / height == pytest.approx(100.8 / 12.7, rel=0.001)
    assert bars[0][0] == 0
    assert {bar[2] for bar in bars} == {1.0, 3.0}


def test_qr_code_has_no_quiet_zone() -> None:
    """The ink of the QR code touches all four edges of its square box."""
    svg = mark.qr_code(ADDRESS)
    dots = list(rectangles(svg))
    ends = (min(x for x, *_ in dots), max(x + w for x, _, w, _ in dots), max(y + h for _, y, _, h in dots))
    assert ends == (0, 29, 29)
    assert 'viewBox="0 0 29 29"' in svg


def test_short_addresses_make_full_qr_codes() -> None:
    """A short address makes the smallest full QR code, not a Micro QR code, which few telephones read."""
    assert 'viewBox="0 0 21 21"' in mark.qr_code("un.org")


@pytest.mark.parametrize("make", [mark.barcode, mark.qr_code])
def test_marks_are_one_path_and_nothing_else(make: object) -> None:
    """A mark is a single path: no words, no title, and the same text at every call."""
    assert callable(make)
    svg = make("13-45517")
    assert elements(svg) == ["svg", "path"]
    assert make("13-45517") == svg


@pytest.mark.parametrize(
    "wrong",
    ["", "1345517", "13-4551", "13-455170", "113-45517", "13–45517", "GE.09-17088", "13-45517 (E)", "13-45517\n",
     "١٣-٤٥٥١٧"],
)  # fmt: skip
def test_wrong_job_numbers_are_refused(wrong: str) -> None:
    """What is not two digits, a hyphen and five digits is refused, and the message shows how it should look."""
    with pytest.raises(ValueError, match="two digits, a hyphen and five digits, as in 13-45517") as refusal:
        mark.barcode(wrong)
    assert repr(wrong) in str(refusal.value)


@pytest.mark.parametrize("wrong", ["", "https://undocs.org/" + "A" * 3000])
def test_impossible_addresses_are_refused(wrong: str) -> None:
    """An empty address and one that no QR code holds are refused."""
    with pytest.raises(ValueError, match=r"address|large"):
        mark.qr_code(wrong)


def test_encoders_are_loaded_only_when_used() -> None:
    """Importing the module loads neither encoder, which would cost every command its start-up time."""
    code = "import sys, masthead.mark; print(sorted({'barcode', 'segno'} & set(sys.modules)))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


@pytest.mark.parametrize("name", BOXES)
def test_drawn_marks_are_plain(name: str) -> None:
    """A drawn mark is well-formed, flat, of at most four paths, and holds no words, script, style or reference."""
    text = (MARKS / f"{name}.svg").read_text(encoding="utf-8")
    root, title, *paths = elements(text)
    assert (root, title, set(paths)) == ("svg", "title", {"path"})
    assert len(paths) <= 4
    assert not re.search(r"href|url\(|script|style|transform|<!|\bon\w+=", text)


@pytest.mark.parametrize(("name", "box"), BOXES.items())
def test_drawn_marks_fill_their_box(name: str, box: tuple[float, float]) -> None:
    """A drawn mark fills the box measured for it, black on white, to within 4 % of each side, and no more."""
    svg = (MARKS / f"{name}.svg").read_text(encoding="utf-8")
    pdf = page((svg, *box))
    image = raster(pdf, 20).convert("L")
    # 10 pt of page margin and 12 pt of box margin stand before the mark
    left, top, right, bottom = (edge / 20 - 22 for edge in image.point(lambda v: 255 * (v < 128)).getbbox() or ())
    assert (left, top) == pytest.approx((0, 0), abs=0.04 * box[0])
    assert (right, bottom) == pytest.approx(box, rel=0.04)
    assert min(left, top, box[0] - right, box[1] - bottom) >= -0.06
    assert PdfReader(io.BytesIO(pdf)).pages[0].extract_text() == ""


@pytest.mark.parametrize(("name", "job_number"), [("A_RES_68_262-EN", "13-45517"), ("A_RES_73_8-EN", "18-18418")])
def test_real_pages_carry_the_same_barcode(name: str, job_number: str) -> None:
    """A real page of the Organization reads as our barcode of its job number does."""
    path = SHARED / "real" / "pdf" / f"{name}.pdf"
    if not path.exists():
        pytest.skip("the real documents are not here: set MASTHEAD_SHARED to the folder that holds real/pdf")
    assert read(paint(mark.barcode(job_number)))[0] in read(raster(path.read_bytes()))
