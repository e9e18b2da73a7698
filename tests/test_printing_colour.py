"""The press for printing houses: every colour on the plates, black on its own and overprinting."""

from __future__ import annotations

import io
import re
import shutil
from base64 import b64encode
from functools import cache
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw
from printed import FOUNDING, PAGES

from masthead.document import load
from masthead.entry import survey
from masthead.order import Imposition, Order, Purpose
from masthead.press import Engine
from masthead.press.engine import weasyprint
from masthead.press.printing import for_print, profile
from masthead.press.printing.colour import Rewriting
from masthead.press.printing.ink import Lightness, Plates
from masthead.press.printing.space import UnknownColourError
from masthead.problem import ExitCode, MastheadError
from masthead.typeset import typeset
from masthead.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PROFILE = profile.read(Workspace(FOUNDING.parents[1]), "")
PLAIN = Order(Purpose.PRINT)
BOOKLET = Order(Purpose.PRINT, ("crop", "cross"), 3, Imposition.BOOKLET)
BLACK = (0, 0, 0, 1)
DRAWING = """\
<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100"><defs>
<linearGradient id="a" gradientUnits="userSpaceOnUse" x2="60"><stop offset="0" stop-color="red"/>
<stop offset=".5" stop-color="#0a0" stop-opacity=".5"/><stop offset="1" stop-color="blue"/></linearGradient>
<radialGradient id="b"><stop offset="0" stop-color="white"/><stop offset="1" stop-color="black"/></radialGradient>
<pattern id="p" width="10" height="10" patternUnits="userSpaceOnUse">
<rect width="5" height="5" fill="orange"/></pattern>
<mask id="m"><rect width="200" height="100" fill="#888"/><circle cx="150" cy="50" r="30" fill="yellow"/></mask></defs>
<rect width="60" height="100" fill="url(#a)"/><circle cx="100" cy="50" r="40" fill="url(#b)"/>
<rect x="140" width="60" height="100" fill="url(#p)" stroke="#123456"/>
<g mask="url(#m)"><rect x="120" width="80" height="50" fill="teal" opacity=".5"/></g></svg>"""


def address(data: bytes, kind: str) -> str:
    """Return an address that holds a picture itself."""
    return f"data:image/{kind};base64,{b64encode(data).decode()}"


def dots(mode: str, kind: str) -> str:
    """Return the address of a picture of 40 by 30 dots: red with a translucent blue middle, or of one grey."""
    colours: dict[str, tuple[Any, Any]] = {
        "RGBA": ((200, 30, 60, 255), (20, 90, 200, 120)),
        "RGB": ((200, 30, 60), (20, 90, 200)),
        "GREY": ((90, 90, 90), (200, 200, 200)),
        "CMYK": ((0, 200, 100, 0), (200, 0, 0, 0)),
        "L": (90, 200),
    }
    ground, middle = colours[mode]
    image = Image.new("RGB" if mode == "GREY" else mode, (40, 30), ground)
    ImageDraw.Draw(image).rectangle((10, 5, 30, 25), fill=middle)
    written = io.BytesIO()
    image.save(written, kind.upper())
    return address(written.getvalue(), kind)


def page(body: str, style: str = "") -> bytes:
    """Return a page of HTML as WeasyPrint writes it, on A5."""
    pdf: bytes = weasyprint().HTML(string=f"<style>@page {{ size: A5 }} {style}</style>{body}").write_pdf()
    return pdf


@cache
def colourful() -> bytes:
    """Return two pages with everything that WeasyPrint can colour."""
    pictures = [("RGBA", "png"), ("RGB", "png"), ("GREY", "png"), ("L", "png"), ("RGB", "jpeg"), ("CMYK", "jpeg")]
    images = "".join(f"<img src='{dots(mode, kind)}'>" for mode, kind in pictures)
    style = """
        @page { background: #ffeedd } a { color: #0000ff } td { background: #cde; border: 1px solid black }
        .g { background: linear-gradient(to right, red, transparent); height: 9pt } .l { color: oklch(60% .2 30) }
        .c { color: device-cmyk(0 1 1 0) } .o { opacity: .5; background: lime; box-shadow: 2px 2px 4px red }"""
    return page(
        f"<p>Black <a href='https://example.org'>link</a> <b style='color:#c00'>red</b> <i class=l>lab</i>"
        f"<i class=c>cmyk</i> <i style='color:#777'>grey</i> <i style='color:rgb(0 0 0/50%)'>half</i>"
        f"<table><tr><td>one</table><div class=g></div><div class=o>x</div>{images}"
        f"<div style='break-before: page'><img src='{address(DRAWING.encode(), 'svg+xml')}'></div>",
        style,
    )


@cache
def todays(root: Path) -> bytes:
    """Return a document in today's edition, whose links are blue on a screen."""
    (root / "content").mkdir(parents=True)
    shutil.copy(PAGES / "gardens-2025.yaml", root / "content")
    workspace = Workspace(root)
    sheet, engine = typeset(load(workspace, survey(workspace, [])[0][0]), workspace), Engine(workspace)
    pdf: bytes = engine.lay_out(engine.parse(sheet.html), sheet.style).write_pdf()
    return pdf


@cache
def printed(data: bytes, order: Order = PLAIN) -> pikepdf.Pdf:
    """Return *data* as it is printed, open; it is not altered."""
    return pikepdf.open(io.BytesIO(for_print(data, order, PROFILE)))


def contents(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Give every page, form and tile of *pdf*."""
    yield from pdf.pages
    for found in pdf.objects:
        if isinstance(found, pikepdf.Stream) and ("/BBox" in found or "/PatternType" in found):
            yield found


def operators(pdf: pikepdf.Pdf, *names: str) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Give each of these operators wherever it is used, with its operands."""
    for content in contents(pdf):
        for part in pikepdf.parse_content_stream(content):
            if str(part.operator) in names:
                yield str(part.operator), tuple(part.operands)


def written(pdf: pikepdf.Pdf) -> bytes:
    """Return all dictionaries of *pdf* as they are written, without the data of streams."""
    parts = (found.stream_dict if isinstance(found, pikepdf.Stream) else found for found in pdf.objects)
    return b"\n".join(part.unparse(resolved=True) for part in parts)


def lightness(data: bytes, number: int, scale: float = 1) -> Image.Image:
    """Return a page as grey dots."""
    picture: Image.Image = pypdfium2.PdfDocument(data)[number].render(scale=scale).to_pil()
    return picture.convert("L")


def rewritten(content: bytes, *, links: bool = False, **spaces: str) -> bytes:
    """Return the content of a page in inks, without what a page begins with."""
    named = {f"/{name}": space for name, space in spaces.items()}
    return Rewriting(Plates(PROFILE), named, links=links).page(content).split(b"\n", 1)[1]


# No colour of a screen


@pytest.mark.parametrize("order", [PLAIN, BOOKLET], ids=["plain", "booklet"])
def test_no_colour_of_a_screen_is_left(order: Order) -> None:
    """No operator sets RGB, and no picture, gradient, group or resource names RGB, Lab or an ICC profile of either."""
    before = pikepdf.open(io.BytesIO(colourful()))
    assert {name for name, _ in operators(before, "rg", "RG", "cs")} == {"rg", "RG", "cs"}
    assert all(
        name in written(before) for name in (b"/DeviceRGB", b"/Lab", b"/SMask", b"/PatternType", b"/ShadingType")
    )
    after = printed(colourful(), order)
    assert not list(operators(after, "rg", "RG", "sc", "SC"))
    named = {str(operands[0]) for _, operands in operators(after, "cs", "CS")}
    assert named <= {"/Pattern", "/Registration"}
    assert not re.search(rb"/(DeviceRGB|CalRGB|Lab|ICCBased|RGB)\b", written(after))
    assert b"/SMask" in written(after)


def test_the_founding_document_needs_the_black_plate_alone(tmp_path: Path) -> None:
    """All its ink is black, and so is that of a document whose links are blue on a screen."""
    shutil.copytree(FOUNDING, tmp_path / "content" / "A")
    workspace = Workspace(tmp_path)
    sheet, engine = typeset(load(workspace, survey(workspace, [])[0][0]), workspace), Engine(workspace)
    founding = engine.lay_out(engine.parse(sheet.html), sheet.style).write_pdf()
    for pdf in (printed(founding), printed(todays(tmp_path / "today"))):
        inks = {tuple(float(part) for part in operands) for _, operands in operators(pdf, "k", "K")}
        assert BLACK in inks
        assert {ink[:3] for ink in inks} == {(0, 0, 0)}


# Single colours


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"0 0 0 rg", b"0 0 0 1 k"),
        (b"0 g", b"0 0 0 1 k"),
        (b"1 1 1 RG", b"0 0 0 0 K /Overprint10 gs"),
        (b"0.5 .5 0.50 rg", b"0 0 0 0.498 k /Overprint01 gs"),
        (b"0.4 G", b"0 0 0 0.6 K /Overprint10 gs"),
        (b"0 1 0 0 k", b"0 1 0 0 k /Overprint01 gs"),
        (b"q 0 0 0 rg f Q 0 0 0 rg", b"q\n0 0 0 1 k f Q\n0 0 0 1 k"),
        (b"/DeviceRGB cs 1 1 1 sc", b"0 0 0 0 k /Overprint01 gs"),
        (b"/DeviceCMYK CS 0 0 1 0 SCN", b"0 0 1 0 K /Overprint10 gs"),
        (b"/lab cs 100 0 0 scn", b"0 0 0 0 k /Overprint01 gs"),
        (b"/Pattern cs /p0 scn", b"/Pattern cs /p0 scn /Overprint01 gs"),
    ],
)
def test_a_colour_is_set_in_inks(content: bytes, expected: bytes) -> None:
    """Greys become a share of black, inks stay, and what is not black stops overprinting."""
    assert rewritten(content, lab="Lab").split() == expected.split()


def test_colours_go_through_the_profile() -> None:
    """Red has no cyan, and so has the same red in CIE Lab; the profile's white and no grey is the paper."""
    plates = Plates(PROFILE)
    assert plates.rgb(1, 0, 0) == pytest.approx((0, 0.97, 0.98, 0), abs=0.02)
    assert plates.lab(54.29, 80.8, 69.9) == pytest.approx(plates.rgb(1, 0, 0), abs=0.01)
    assert plates.lab(53.59, 0, 0) == pytest.approx(plates.rgb(0.5, 0.5, 0.5), abs=0.01)
    assert plates.rgb(0.5, 0.5, 0.6)[0] > 0


@given(st.integers(0, 255))
def test_every_grey_is_black_ink_alone(level: int) -> None:
    """No grey of 256 asks for a coloured plate."""
    assert Plates(PROFILE).rgb(*[level / 255] * 3) == pytest.approx((0, 0, 0, 1 - level / 255))


@given(st.lists(st.sampled_from([b"q", b"Q", b"0 g", b"1 0 0 rg", b"0 0 0 RG", b"1 G", b"/Pattern cs /p scn"])))
def test_black_overprints_and_nothing_else_does(program: list[bytes]) -> None:
    """However states are saved and restored, the fill overprints just while it is black, and so does the stroke."""
    content = Rewriting(Plates(PROFILE), {}).page(b"\n".join([*program, b"f"]))
    with pikepdf.new() as pdf:
        stream = pdf.make_stream(content)
        colours, flags, saved = [True, True], [False, False], []
        for part in pikepdf.parse_content_stream(stream):
            name, operands = str(part.operator), part.operands
            if name == "q":
                saved.append((list(colours), list(flags)))
            elif name == "Q" and saved:
                colours, flags = saved.pop()
            elif name in ("k", "K"):
                colours[name == "K"] = tuple(float(number) for number in operands) == BLACK
            elif name == "scn":
                colours[0] = False
            elif name == "gs":
                flags = [flag == "1" for flag in str(operands[0])[-2:]]
            if name in ("k", "K", "scn", "f"):
                settled = name == "f"
        assert settled
        assert flags == colours


@pytest.mark.parametrize(
    "content", [b"(0 0 1 rg) Tj", rb"(a \) 1 0 0 rg) Tj", b"[<0a> -3 <0b>] TJ", b"/rg Do 1 0 m /g gs"]
)
def test_what_looks_like_a_colour_stays(content: bytes) -> None:
    """Text and names are copied as they are."""
    assert rewritten(content) == content


def test_a_mask_amid_the_content_stays() -> None:
    """The dots of a letter are a mask, whose bytes may look like anything."""
    letter = b"BI\n/IM true\n/W 8 /H 1 /BPC 1\nID\n 1 0 0 rg \nEI\nQ"
    assert rewritten(letter) == letter


@pytest.mark.parametrize("content", [b"rg", b"a b c rg", b"BI /W 1 /H 1 /CS /RGB /BPC 8 ID abc EI\n"])
def test_a_colour_that_cannot_be_read_is_refused(content: bytes) -> None:
    """Nothing is printed in a colour that is guessed."""
    with pytest.raises(UnknownColourError):
        rewritten(content)


def test_the_blue_of_a_link_is_black_where_there_are_links() -> None:
    """On paper nothing is live: the text of a link is printed as the text around it, blue lines and areas stay."""
    assert rewritten(b"0 0 1 rg\nBT", links=True) == b"\n0 0 0 1 k\nBT"
    assert rewritten(b"0 0 1 rg\n0 0 1 1 re", links=True).startswith(b"\n0.929 0.847 0 0 k")
    assert rewritten(b"0 0 1 rg\nBT").startswith(b"\n0.929 0.847 0 0 k")


# Overprint, groups, gradients and pictures


def test_overprinting_is_a_state_that_the_resources_name() -> None:
    """Black fills and strokes overprint with OP, op and OPM 1 (ISO 32000-1, 8.6.7), all others do not."""
    pdf = printed(colourful())
    states = pdf.pages[0].Resources.ExtGState
    for name in ("00", "01", "10", "11"):
        if f"/Overprint{name}" in states:
            state = states[f"/Overprint{name}"]
            assert [bool(state.op), bool(state.OP), int(state.OPM)] == [name[0] == "1", name[1] == "1", 1]
    for content in contents(pdf):
        resources = content.resources if isinstance(content, pikepdf.Page) else content.get("/Resources", {})
        parts = pikepdf.parse_content_stream(content)
        asked = {str(part.operands[0]) for part in parts if str(part.operator) == "gs"}
        assert asked <= set(resources.get("/ExtGState", {}).keys())


def test_groups_blend_in_inks_and_masks_in_grey() -> None:
    """Transparency is reckoned in the colours of the plates; the lightness of a soft mask in grey."""
    pdf = printed(colourful())
    masks = [state.SMask.G.objgen for state in states(pdf) if isinstance(state.get("/SMask"), pikepdf.Dictionary)]
    assert masks
    groups = [found for found in pdf.objects if isinstance(found, pikepdf.Stream) and "/Group" in found]
    for form in groups:
        expected = "/DeviceGray" if form.objgen in masks else "/DeviceCMYK"
        assert str(form.Group.CS) == expected
    assert all(page.obj.Group.CS == "/DeviceCMYK" for page in pdf.pages)
    drawing = (
        "<svg xmlns='http://www.w3.org/2000/svg'><linearGradient id='a'><stop stop-color='red'/><stop offset='1'/>"
        "</linearGradient><rect width='9' height='9' fill='url(#a)'/></svg>"
    )
    for body in ("<p style='opacity: .5'>half", f"<img src='{address(drawing.encode(), 'svg+xml')}'>"):
        assert printed(page(body)).pages[0].obj.Group.CS == "/DeviceCMYK"
    assert "/Group" not in printed(page("<p>opaque")).pages[0].obj


def states(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Give every graphics state that a resource names."""
    for found in pdf.objects:
        named = found.get("/ExtGState") if isinstance(found, pikepdf.Dictionary) else None
        yield from (named.values() if named is not None else ())
        inner = found.get("/Resources") if isinstance(found, pikepdf.Stream) else None
        if inner is not None and not inner.is_indirect:
            yield from inner.get("/ExtGState", pikepdf.Dictionary()).values()


def test_a_gradient_goes_from_ink_to_ink() -> None:
    """Its stops are separated; from white to black it needs the black plate alone."""
    pdf = printed(page("<div>", "div { height: 50pt; background: linear-gradient(white, black) }"))
    shadings = [found for found in pdf.objects if isinstance(found, pikepdf.Dictionary) and "/ShadingType" in found]
    assert len(shadings) == 1
    assert shadings[0].ColorSpace == "/DeviceCMYK"
    stops = shadings[0].Function.Functions[0]
    assert [[float(part) for part in stops[end]] for end in ("/C0", "/C1")] == [[0, 0, 0, 0], [0, 0, 0, 1]]


@pytest.mark.parametrize(
    ("mode", "kind", "space", "filter_"),
    [
        ("RGB", "png", "/DeviceCMYK", "/FlateDecode"),
        ("RGBA", "png", "/DeviceCMYK", "/FlateDecode"),
        ("GREY", "png", "/DeviceGray", "/FlateDecode"),
        ("L", "png", "/DeviceGray", "/FlateDecode"),
        ("RGB", "jpeg", "/DeviceCMYK", "/DCTDecode"),
        ("GREY", "jpeg", "/DeviceGray", "/DCTDecode"),
        ("CMYK", "jpeg", "/DeviceCMYK", "/DCTDecode"),
    ],
)
def test_a_picture_is_separated(mode: str, kind: str, space: str, filter_: str) -> None:
    """Colours become CMYK, greys black ink, a JPEG stays one, transparency stays; what is seen is as it was."""
    before = page(f"<img src='{dots(mode, kind)}'>", "@page { margin: 0 } img { display: block }")
    after = printed(before)
    pictures = [found for found in after.objects if isinstance(found, pikepdf.Stream) and "/Width" in found]
    picture = next(found for found in pictures if found.get("/Filter") == filter_ and found.ColorSpace == space)
    assert ("/SMask" in picture) is (mode == "RGBA")
    seen, was = (lightness(data, 0) for data in (for_print(before, PLAIN, PROFILE), before))
    for place in ((3, 3), (15, 11)):
        tones = [picture.getpixel(place) for picture in (seen, was)]
        assert tones[0] == pytest.approx(tones[1], abs=30)


def test_the_lightness_of_a_mask_is_that_of_its_colours() -> None:
    """Yellow lets through nearly all, blue next to nothing; greys and inks by their own lightness."""
    mask = Lightness()
    assert mask.rgb(1, 1, 0) == pytest.approx((0.89,))
    assert mask.rgb(0, 0, 1) == pytest.approx((0.11,))
    assert mask.gray(0.3) == (0.3,)
    assert mask.cmyk(0, 0, 0, 1) == pytest.approx((0,))
    assert mask.lab(100, 0, 0) == pytest.approx((1,), abs=0.001)


def test_a_page_looks_as_on_the_screen() -> None:
    """Rendered, the print of a page with every kind of colour is the page, but for colours that ink cannot have."""
    after = for_print(colourful(), PLAIN, PROFILE)
    for number in range(2):
        seen, was = lightness(after, number, 0.5), lightness(colourful(), number, 0.5)
        differences = [abs(a - b) for a, b in zip(seen.tobytes(), was.tobytes(), strict=True)]
        assert sum(differences) / len(differences) < 12
        assert sorted(differences)[int(len(differences) * 0.95)] < 60


def spoiled(spoil: str) -> bytes:
    """Return the colourful pages with a kind of colour that WeasyPrint never writes."""
    saved = io.BytesIO()
    with pikepdf.open(io.BytesIO(colourful())) as pdf:
        for found in pdf.objects:
            if spoil == "gradient" and isinstance(found, pikepdf.Dictionary) and "/ShadingType" in found:
                found.ShadingType = 1
            if spoil == "picture" and isinstance(found, pikepdf.Stream) and found.get("/ColorSpace") == "/DeviceRGB":
                found.BitsPerComponent = 16
        pdf.save(saved)
    return saved.getvalue()


@pytest.mark.parametrize(("spoil", "named"), [("gradient", "a gradient"), ("picture", "a picture")])
def test_a_colour_that_cannot_be_separated_stops_the_print(spoil: str, named: str) -> None:
    """The problem says what it is in and what to do; nothing is printed in a wrong colour."""
    with pytest.raises(MastheadError) as stopped:
        for_print(spoiled(spoil), PLAIN, PROFILE)
    assert stopped.value.exit_code is ExitCode.ENGINE
    assert str(stopped.value) == (
        f"PDF/X-4: a colour cannot be brought to CMYK ({named} in DeviceRGB); "
        "save the picture that it comes from as plain SVG, or as PNG or JPEG in RGB"
    )


def test_a_picture_with_fine_greys_stops_the_print() -> None:
    """WeasyPrint writes a PNG of 16 bits a grey as if it were RGB: nobody could say which colours are meant."""
    written = io.BytesIO()
    Image.new("I;16", (4, 4), 40000).save(written, "PNG")
    with pytest.raises(MastheadError, match="a picture of more than 8 bits a colour"):
        for_print(page(f"<img src='{address(written.getvalue(), 'png')}'>"), PLAIN, PROFILE)
