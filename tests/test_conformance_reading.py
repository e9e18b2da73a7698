"""How a PDF is read for its checks: content streams, character maps, dates, XMP."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from spoiled import sound
from spoiled.spoiling import annotate, draw, page, put

from masthead.conformance.cmap import characters
from masthead.conformance.dates import instant
from masthead.conformance.opened import opened
from masthead.conformance.tokens import Shown, codes, operations
from masthead.conformance.xmp import Packet

if TYPE_CHECKING:
    from masthead.conformance.content import Content

NUMBERS = st.integers(-9999, 9999) | st.decimals(-99, 99, places=3)
NAMES = st.text("ABCabc019", min_size=1, max_size=5).map(lambda word: pikepdf.Name(f"/{word}"))
STRINGS = st.binary(max_size=8).map(pikepdf.String)
LEAVES = NUMBERS | NAMES | STRINGS
OPERANDS = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3).map(pikepdf.Array) | st.dictionaries(
        st.sampled_from(["/MCID", "/Lang"]), inner, max_size=2).map(pikepdf.Dictionary),
    max_leaves=6,
)  # fmt: skip
OPERATORS = st.sampled_from(["Tj", "TJ", "BDC", "gs", "re", "f*", "'", '"', "d0"])


def written(value: Any) -> Any:
    """Return an operand of pikepdf's as it comes out of our reading: numbers as numbers, names and strings as bytes."""
    if isinstance(value, pikepdf.Array):
        return [written(each) for each in value]
    if isinstance(value, pikepdf.Dictionary):
        return {key.encode(): written(each) for key, each in value.items()}
    if isinstance(value, pikepdf.String):
        return Shown(bytes(value))
    return str(value).encode() if isinstance(value, pikepdf.Name) else float(value)


def numbered(value: Any) -> Any:
    """Return what our reading gives, with numbers for what is written as one."""
    if isinstance(value, list):
        return [numbered(each) for each in value]
    if isinstance(value, dict):
        return {key: numbered(each) for key, each in value.items()}
    return float(value) if isinstance(value, bytes) and not value.startswith(b"/") else value


@given(st.lists(st.tuples(st.lists(OPERANDS, max_size=4), OPERATORS), max_size=5))
def test_content_is_read_as_it_was_written(instructions: list[tuple[list[Any], str]]) -> None:
    """What pikepdf writes as a content stream is read as the same operators with the same operands."""
    stream = pikepdf.unparse_content_stream([(operands, pikepdf.Operator(name)) for operands, name in instructions])
    read = [(name.decode(), [numbered(operand) for operand in operands]) for name, operands in operations(stream)]
    assert read == [(name, [written(operand) for operand in operands]) for operands, name in instructions]


@given(st.binary(max_size=60))
def test_any_bytes_are_read_to_their_end(data: bytes) -> None:
    """Any bytes end, whatever they are taken for; an operator has no blanks in it."""
    for name, _ in operations(data):
        assert name == b"EI" or not set(name) & set(b"\0\t\n\f\r ()<>[]")


@pytest.mark.parametrize(
    ("stream", "strings"),
    [
        (b"(a(b)c) Tj", [b"a(b)c"]),
        (rb"(\(\)\\\n\101\1\x) Tj", [b"()\\\nA\x01x"]),
        (b"(a\\\nb) Tj", [b"ab"]),
        (b"<4 1 4> Tj", [b"A@"]),
        (b"[(a) -20 <62> [(no)]] TJ", [b"a", b"b"]),
        (b"% (no)\n(a) Tj", [b"a"]),
    ],
)
def test_strings(stream: bytes, strings: list[bytes]) -> None:
    """Strings are read by the rules of PDF: parentheses, escapes, figures, comments."""
    ((_, operands),) = operations(stream)
    assert list(codes(operands)) == strings


def test_inline_images_are_passed_over() -> None:
    """The bytes of a picture within a stream are no operators; the picture is told by its dictionary."""
    stream = b"q BI /W 1 /CS /RGB ID \x00Q Tj(\xff EI Q"
    assert [(name, operands) for name, operands in operations(stream)] == [
        (b"q", []), (b"EI", [{b"/W": b"1", b"/CS": b"/RGB"}]), (b"Q", []),
    ]  # fmt: skip


def drawn(data: bytes) -> Content:
    """Return what is drawn on the sound page when *data* is added to it."""
    with pikepdf.open(BytesIO(sound.archive())) as pdf:
        draw(pdf, data.decode(), artifact=False)
        out = BytesIO()
        pdf.save(out)
    with opened(out.getvalue()) as file:
        return file.content


@pytest.mark.parametrize(
    ("stream", "loose"),
    [
        (b"0 0 1 1 re n", []),
        (b"0 0 1 1 re f", ["a line or an area"]),
        (b"/Span BMC 0 0 1 1 re f EMC", ["a line or an area"]),
        (b"/P <</MCID 50>> BDC 0 0 1 1 re f EMC", []),
        (b"/Artifact BMC /Span BMC 0 0 1 1 re f EMC EMC", []),
        (b"BT /F0 1 Tf <0001> Tj ET", ["text"]),
        (b"BT /F0 1 Tf () Tj ET", []),
        (b"/X0 Do", ["a line or an area"]),
        (b"/Artifact BMC /X0 Do EMC", []),
    ],
)
def test_what_is_neither_tagged_nor_an_artifact(stream: bytes, loose: list[str]) -> None:
    """What is drawn outside of all marked content is told; a path without ink, a clip and empty text draw nothing."""
    assert [what for _, what in drawn(stream).loose] == loose


def test_form_must_have_its_own_resources() -> None:
    """A form that draws with the resources of its page lacks them; one that needs none need not have any."""
    with pikepdf.open(BytesIO(sound.archive())) as pdf:
        kind = {"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Form, "/BBox": [0, 0, 1, 1]}
        forms = [pdf.make_stream(data, kind) for data in (b"/G0 gs", b"0 0 1 1 re n")]
        put(page(pdf).Resources.XObject, X1=forms[0], X2=forms[1])
        draw(pdf, "/X1 Do /X2 Do")
        out = BytesIO()
        pdf.save(out)
    with opened(out.getvalue()) as file:
        assert list(file.content.missing) == [(1, "ExtGState /G0")]


def test_text_that_stands_for_other_text() -> None:
    """A string under an ActualText is shown, but its codes need not say what it is."""
    (use,) = drawn(b"/Span <</ActualText (x)>> BDC /Artifact BMC BT /F0 1 Tf <0009> Tj ET EMC EMC").fonts.values()
    assert b"\x00\x09" in use.strings - use.plain


def test_invisible_text() -> None:
    """Text in rendering mode 3 is shown and not rendered; a font shown in it alone need not be embedded."""
    with pikepdf.open(BytesIO(sound.archive())) as pdf:
        page(pdf).Contents.write(b"/Artifact BMC BT /F0 1 Tf 3 Tr <0001> Tj ET EMC")
        out = BytesIO()
        pdf.save(out)
    with opened(out.getvalue()) as file:
        (use,) = file.content.fonts.values()
    assert (use.rendered, use.strings) == (False, {b"\x00\x01"})


def test_appearances_are_read() -> None:
    """What an annotation looks like is read for its colours and fonts, but is no content of the page."""
    with pikepdf.open(BytesIO(sound.archive())) as pdf:
        look = pdf.make_stream(b"0 0 0 1 k 0 0 1 1 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
        put(annotate(pdf, "Stamp").AP, N=pikepdf.Dictionary(On=look))
        out = BytesIO()
        pdf.save(out)
    with opened(out.getvalue()) as file:
        assert (1, "DeviceCMYK") in file.content.colours
        assert not file.content.loose


@pytest.mark.parametrize(
    ("cmap", "expected"),
    [
        (b"2 beginbfchar <01> <0041> <02> <D83DDE00> endbfchar", {1: "A", 2: "\U0001f600"}),
        (b"1 beginbfrange <0001> <0003> <0041> endbfrange", {1: "A", 2: "B", 3: "C"}),
        (b"1 beginbfrange <0001> <0002> [<0041> <00660066>] endbfrange", {1: "A", 2: "ff"}),
        (b"beginbfrange <01> <01> [<41>] <02> <02> <0042> endbfrange beginbfchar <03><0043> endbfchar",
         {1: "\ufffd", 2: "B", 3: "C"}),
        (b"", {}),
    ],
)  # fmt: skip
def test_character_maps(cmap: bytes, expected: dict[int, str]) -> None:
    """ToUnicode is read in single codes and in ranges, of one character or of several."""
    assert characters(cmap) == expected


@given(st.integers(0, 250 * 365 * 86400), st.integers(-14 * 60, 14 * 60))
def test_dates(seconds: int, east: int) -> None:
    """A date means the same moment as PDF writes it and as XMP does."""
    at = datetime(1900, 1, 1, tzinfo=timezone(timedelta(minutes=east))) + timedelta(seconds=seconds)
    zone = f"{'-' if east < 0 else '+'}{abs(east) // 60:02}:{abs(east) % 60:02}"
    assert instant(f"{at:%Y-%m-%dT%H:%M:%S}{zone}") == at
    assert instant(f"D:{at:%Y%m%d%H%M%S}{zone.replace(':', chr(39))}'") == at


@pytest.mark.parametrize(
    ("written_", "expected"),
    [("D:2020", (2020, 1, 1)), ("2020-02", (2020, 2, 1)), ("D:20201301", None), ("today", None), ("", None)],
)
def test_short_and_false_dates(written_: str, expected: tuple[int, int, int] | None) -> None:
    """A date may end early; what is none is none."""
    assert instant(written_) == (datetime(*expected, tzinfo=UTC) if expected else None)


RDF = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">'
TITLE = "<rdf:Description><dc:title>{}</dc:title></rdf:Description>"


@pytest.mark.parametrize(
    ("description", "title"),
    [
        ('<rdf:Description dc:title="A"/>', "A"),
        (TITLE.format("A"), "A"),
        (TITLE.format("<rdf:Seq><rdf:li>A</rdf:li><rdf:li>B</rdf:li></rdf:Seq>"), "A; B"),
        (
            TITLE.format('<rdf:Alt><rdf:li xml:lang="fr">F</rdf:li><rdf:li xml:lang="x-default">D</rdf:li></rdf:Alt>'),
            "D",
        ),
        ("<rdf:Description/>", None),
    ],
)
def test_properties(description: str, title: str | None) -> None:
    """A property is read as an attribute, as an element, as a list and by language."""
    packet = Packet(f"{RDF}{description}</rdf:RDF>".encode())
    assert (packet.fault, packet.text("dc:title")) == ("", title)


@pytest.mark.parametrize("packet", ["", "<x", f"<a>{RDF}</rdf:RDF>{RDF}</rdf:RDF></a>", "<a/>"])
def test_packets_that_cannot_be_read(packet: str) -> None:
    """A packet that is no XML, or has no rdf:RDF or several, has no properties and says why."""
    read = Packet(packet.encode())
    assert read.fault
    assert not read.properties
