"""Akoma Ntoso that means harm: nothing is expanded, fetched, executed, or written where it does not belong."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from masthead.akn import Import, import_files
from masthead.document import load
from masthead.entry import entries
from masthead.export import Format, rendered

if TYPE_CHECKING:
    from masthead.workspace import Workspace

PLAIN = (Path(__file__).parent / "suite" / "akn" / "plain.xml").read_bytes()
HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\n'
TITLE = b"Lighthouses"
LAUGHS = b"<!DOCTYPE akomaNtoso [<!ENTITY a0 'ha'>%s]>\n" % b"".join(
    b"<!ENTITY a%d '%s'>" % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12)
)
SIGNS = ["{{ 7*7 }}", "{% include 'x' %}", "<b>bold</b>", "[x](javascript:alert(1))", "* a * _b_ __c__", r"\ \\ \*",
         "[^1]", "^2^", "&amp; &#x41;", "- item", "# head: {a: b}", "!!python/object x", "`code`",
         "![x](y.png)", "<!-- c -->", "https://example.org/a_b", "1. one", "'q", "@x %x &x *x |x >x", "~",
         "null"]  # fmt: skip


def imported(workspace: Workspace, data: bytes, name: str = "0.xml") -> Import:
    """Import a file of these bytes."""
    file = workspace.root / name
    file.write_bytes(data)
    return import_files([file], workspace=workspace)


def told(done: Import) -> list[str]:
    """Return what was told, each by line and column."""
    return [f"{each.place.line}:{each.place.column}: {each.what}" for each in done.problems]


def escaped(signs: str) -> bytes:
    """Return *signs* as text of an XML file."""
    return signs.replace("&", "&amp;").replace("<", "&lt;").encode()


@pytest.mark.parametrize(
    "doctype",
    [
        LAUGHS,
        b'<!DOCTYPE akomaNtoso [<!ENTITY a11 SYSTEM "secret.txt">]>\n',
        b'<!DOCTYPE akomaNtoso [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p; <!ENTITY a11 "x">]>\n',
        b'<!DOCTYPE akomaNtoso SYSTEM "http://127.0.0.1:9/x.dtd" [<!ENTITY a11 "x">]>\n',
    ],
    ids=["billion laughs", "external entity", "parameter entity", "external type"],
)
def test_entities_are_never_read(workspace: Workspace, doctype: bytes) -> None:
    """A file with entities is refused at once; nothing of them is expanded, read or fetched."""
    (workspace.root / "secret.txt").write_text("a secret", encoding="utf-8")
    done = imported(workspace, PLAIN.replace(HEAD, HEAD + doctype).replace(TITLE, b"&a11;"))
    assert len(done.problems) == 1
    assert not done.written
    assert "secret" not in str(done.problems)


def test_includes_are_not_followed(workspace: Workspace) -> None:
    """XInclude is an unknown element: what it names is not read, and words within it are told."""
    (workspace.root / "secret.txt").write_text("a secret", encoding="utf-8")
    include = b'<x:include xmlns:x="http://www.w3.org/2001/XInclude" parse="text" href="secret.txt">Zebra</x:include>'
    done = imported(workspace, PLAIN.replace(b"<mainBody>", b"<mainBody>" + include))
    assert "Zebra" in " ".join(told(done)) + done.written[1].read_text(encoding="utf-8")
    assert "secret" not in done.written[1].read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (PLAIN.replace(b"</coverPage>", b"", 1), "25:15: the file is not well formed (Opening and ending tag mismatch"),
        (PLAIN.replace(b"Keepers", b"Kee\0pers"), "19:47: the file is not well formed (Invalid character: Char 0x0"),
        (PLAIN.replace(b"Keepers", b"Kee\xffpers"), "19:47: the file is not well formed (Invalid bytes"),
        (b"\xff\xfe\xfa", "1:1: the file is not well formed (Start tag expected"),
        (b"<a>" * 10_000 + b"</a>" * 10_000, "the file is not well formed (Excessive depth"),
        (b"<html/>", '1:0: this is no Akoma Ntoso file: its root is "html"'),
        (b'<akomaNtoso xmlns="urn:x"/>', 'this is no Akoma Ntoso file: its root is "{urn:x}akomaNtoso"'),
    ],
    ids=["mismatch", "NUL", "not UTF-8", "no XML", "10,000 deep", "wrong root", "wrong namespace"],
)
def test_what_is_no_such_file_is_told_by_its_place(workspace: Workspace, data: bytes, said: str) -> None:
    """A file that is not well formed gives its line and column, one of another kind its root."""
    done = imported(workspace, data)
    assert said in told(done)[0]
    assert len(done.problems) == 1
    assert not done.written


@pytest.mark.parametrize(
    "symbol", [b"", b"../../x", b"A/RES/../../../x", b"/etc/passwd", b"A\\..\\x", b".", b"A/RES/1\n2"]
)
def test_nothing_is_written_outside_the_folder(workspace: Workspace, symbol: bytes) -> None:
    """A symbol that is a path, or none, is refused; no file appears but within the folder that was given."""
    file = workspace.root / "0.xml"
    file.write_bytes(PLAIN.replace(b"A/RES/79/900", symbol))
    into = workspace.root / "a" / "b" / "into"
    done = import_files([file], workspace=workspace, into=into)
    assert done.problems
    outside = [path for path in workspace.root.rglob("*.yaml") if into not in path.parents]
    assert not outside
    assert not done.written


@pytest.mark.parametrize("signs", SIGNS)
def test_signs_stay_the_characters_that_they_are(workspace: Workspace, signs: str) -> None:
    """What would be a template, a mark, an element, a link or YAML is text, in title, paragraph and note."""
    note = b'<authorialNote marker="1"><p>N %s n</p></authorialNote>' % escaped(signs)
    data = PLAIN.replace(TITLE, b"T %s t" % escaped(signs)).replace(
        b"Keepers", b"%s k%s Keepers" % (escaped(signs), note)
    )
    assert not imported(workspace, data).problems
    document = load(workspace, entries(workspace)[0])
    text = " ".join(rendered(document, Format.TEXT, workspace).decode().split())
    for words in (f"T {signs} t", f"{signs} k", f"N {signs} n"):
        assert as_printed(words) in as_printed(text)
    assert "<b>" not in rendered(document, Format.HTML, workspace).decode()


def as_printed(text: str) -> str:
    """Return *text* without spaces, with one kind of quotation mark."""
    return "".join(text.split()).replace("\u2019", "'").replace("\u2018", "'").casefold()


def test_a_picture_cannot_lead_out(workspace: Workspace) -> None:
    """Of the path of a picture nothing is kept but the name of its file."""
    figure = b'<container name="figure"><p><img src="../../../etc/secret.png" alt="x"/></p></container>'
    done = imported(workspace, PLAIN.replace(b"</mainBody>", figure + b"</mainBody>"))
    assert "figure: secret.png" in done.written[1].read_text(encoding="utf-8")


def test_characters_that_turn_a_text_round_are_left_out(workspace: Workspace) -> None:
    """A character that no document may have is left out and told; the document loads."""
    done = imported(workspace, PLAIN.replace(TITLE, "Light\u202ehouses".encode()))
    assert told(done) == ["11:0: character U+202E (RIGHT-TO-LEFT OVERRIDE) cannot stand in a document"]
    assert load(workspace, entries(workspace)[0])
    assert "title: Lighthouses" in done.written[1].read_text(encoding="utf-8")
