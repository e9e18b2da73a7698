"""PDFs from strangers: broken, endless or bent on harm. Each gets a verdict or a refusal, soon, and no traceback."""

from __future__ import annotations

import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String
from spoiled import sound
from spoiled.spoiling import ARCHIVE, draw, element, font, page, put

from masthead.conformance import examine
from masthead.conformance.rules import every_rule
from masthead.problem import MastheadError

if TYPE_CHECKING:
    from collections.abc import Callable

    from masthead.conformance import Verdict

CLAUSES = {clause for rule in every_rule() for clause in rule.clauses}


def verdict(data: bytes) -> Verdict:
    """Return what our own checks say of a file that must be a PDF/A-3a and a PDF/UA-1."""
    return examine(data, name="odd.pdf", against=ARCHIVE, independent=False)


def checks(data: bytes) -> set[str]:
    """Return the checks that a file fails."""
    return {finding.check for finding in verdict(data).findings}


def test_ring_in_the_structure() -> None:
    """An element that stands within itself is a finding, and is walked once."""
    assert "structure_sound" in checks(sound.altered(lambda pdf: element(pdf, "P").K.append(element(pdf, "Document"))))


def test_ring_in_the_parent_tree() -> None:
    """A parent tree that holds itself ends."""
    assert "parents_found" in checks(
        sound.altered(
            lambda pdf: put(pdf.Root.StructTreeRoot.ParentTree, Nums=None, Kids=[pdf.Root.StructTreeRoot.ParentTree])
        )
    )


def test_forms_that_draw_each_other() -> None:
    """Forms that draw themselves and each other are read a few times, not for ever."""

    def act(pdf: pikepdf.Pdf) -> None:
        forms = [pdf.make_stream(b"/A Do /B Do " * 50, Subtype=Name.Form, BBox=[0, 0, 1, 1]) for _ in "AB"]
        inner = Dictionary(XObject=Dictionary(A=forms[0], B=forms[1]))
        for form in forms:
            put(form, Resources=inner)
        put(page(pdf).Resources.XObject, A=forms[0])
        draw(pdf, "/A Do")

    assert checks(sound.altered(act)) == set()


def test_bomb() -> None:
    """A stream that unfolds to more than 64 MB is not read, and that is told."""
    bomb = zlib.compress(b"\0" * 100_000_000, 9)

    def act(pdf: pikepdf.Pdf) -> None:
        page(pdf).Contents.write(bomb, filter=Name.FlateDecode)

    found = {finding.check: finding.what for finding in verdict(saved_as_it_is(act)).findings}
    assert "is larger than 64 MB" in found["read_to_the_end"]


def saved_as_it_is(act: Callable[[pikepdf.Pdf], object]) -> bytes:
    """Return the sound file with something done to it, streams as they are."""
    with pikepdf.open(BytesIO(sound.archive())) as pdf:
        act(pdf)
        out = BytesIO()
        level = pikepdf.StreamDecodeLevel.none
        pdf.save(out, fix_metadata_version=False, compress_streams=False, stream_decode_level=level)
    return out.getvalue()


def test_endless_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page with more operators than are read is told as cut short."""
    monkeypatch.setattr("masthead.conformance.opened.MOST_OPERATIONS", 1000)
    found = {
        finding.check: finding.what for finding in verdict(sound.altered(lambda pdf: draw(pdf, "q Q " * 1000))).findings
    }
    assert "more operators than are read" in found["read_to_the_end"]


@pytest.mark.parametrize(
    "cmap",
    [
        b"1 beginbfrange <0000> <FFFFFFFF> <0041> endbfrange",
        b"1 beginbfrange <0000> <FFFF> [ endbfrange",
        b"1 beginbfchar <> <> <zz endbfchar",
        b"beginbfrange" * 100_000,
    ],
)
def test_odd_characters(cmap: bytes) -> None:
    """A ToUnicode that maps everything, or nothing, ends."""
    verdict(sound.altered(lambda pdf: put(font(pdf), ToUnicode=pdf.make_stream(cmap))))


@pytest.mark.parametrize(
    "content",
    [
        b"%" * 100_000 + b"\n" + b"% " * 50_000,
        b"[" * 100_000,
        b"<<" * 100_000,
        b"(" * 100_000,
        b"BI /W 1 ID " + b"\0" * 100_000,
        b"(\\" * 50_000,
        b"/MC0 BDC " * 50_000,
        b"q " * 100_000,
        b"/\xff\xfe gs /F0 Tf <0> Tj [<1><2>] TJ 1 Tr",
        b"<</MCID 99999999999999999999>> BDC /P <</MCID (a)>> BDC /P /X BDC EMC EMC EMC EMC",
    ],
)
def test_odd_content(content: bytes) -> None:
    """A page that is drawn by nonsense ends."""
    verdict(sound.altered(lambda pdf: page(pdf).Contents.write(content)))


def test_entities_in_the_metadata() -> None:
    """Entities in XMP are not followed: neither those that grow nor those of other files."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    packet = f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}<!ENTITY f SYSTEM "file:///etc/hostname">]>' + sound.XMP.replace(
        "Sound", "&l9;&f;"
    )
    verdict(sound.altered(lambda pdf: pdf.Root.Metadata.write(packet.encode())))


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"no PDF at all", b"%PDF-1.7\n" + bytes(10_000)])
def test_no_pdf(data: bytes) -> None:
    """What is no PDF is refused."""
    with pytest.raises(MastheadError, match=r"odd\.pdf: it cannot be read as a PDF"):
        verdict(data)


def test_password() -> None:
    """A PDF that asks for a password is refused."""
    with pikepdf.open(BytesIO(sound.archive())) as pdf:
        out = BytesIO()
        pdf.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))
    with pytest.raises(MastheadError, match=r"odd\.pdf: it asks for a password; open it, and save it without one"):
        verdict(out.getvalue())


def test_encryption_without_permissions() -> None:
    """An encrypted file that grants no permissions (Matterhorn, 26-001) cannot be opened and is refused."""
    with pikepdf.open(BytesIO(sound.archive())) as pdf:
        out = BytesIO()
        pdf.save(out, encryption=pikepdf.Encryption(owner="o", user=""))
    data = out.getvalue()
    assert b"/P -" in data
    with pytest.raises(MastheadError, match="it cannot be read as a PDF"):
        verdict(data.replace(b"/P -", b"/X -"))


VALUES = st.sampled_from(
    [0, -1, 2**40, True, 1.5, Name.Odd, String("odd"), String(b"\xff\xfe\x00"), Array(), Array([Name.Odd, 1]),
     Dictionary(), Dictionary(K=1, S=Name.P, Type=Name.Odd)],
)  # fmt: skip


@given(st.lists(st.tuples(st.integers(0, 200), st.integers(0, 30), VALUES | st.integers(1, 80).map(str)), max_size=6))
def test_any_key_may_hold_anything(changes: list[tuple[int, int, Any]]) -> None:
    """Whatever stands in the place of a value, a file gets a verdict, and no check stumbles."""

    def act(pdf: pikepdf.Pdf) -> None:
        objects = [found for found in pdf.objects if isinstance(found, Dictionary | pikepdf.Stream)]
        for number, at, value in changes:
            holder = objects[number % len(objects)]
            keys = [key for key in holder.keys() if key not in ("/Length", "/Filter", "/Parent", "/Kids", "/Count")]  # noqa: SIM118
            new = objects[int(value) % len(objects)] if isinstance(value, str) else value
            if keys:
                holder[keys[at % len(keys)]] = new

    try:
        found = verdict(sound.altered(act)).findings
    except (MastheadError, pikepdf.PdfError):
        return
    assert not [finding for finding in found if "cannot be told" in finding.what]


@given(st.binary(max_size=300), st.integers(0, 9000))
def test_any_bytes_may_be_broken(junk: bytes, at: int) -> None:
    """Whatever bytes of a file are overwritten, it gets a verdict or is refused."""
    data = sound.archive()
    try:
        found = verdict(data[:at] + junk + data[at + len(junk) :])
    except MastheadError:
        return
    assert {clause for finding in found.findings for clause in finding.clauses} <= CLAUSES
