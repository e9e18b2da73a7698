"""``build``: PDFs that are out of date are made, and what goes wrong harms no PDF that is there."""

from __future__ import annotations

import errno
import os
import re
import shutil
import socket
from typing import TYPE_CHECKING, Any

import pypdf
import pytest
from conftest import FACTS, ROOT, TEXT

import masthead
from masthead.building import build
from masthead.problem import ExitCode, MastheadError
from masthead.schemas import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from masthead.entry import Entry
    from masthead.report import Outcome, Report
    from masthead.standing import Standing
    from masthead.workspace import Workspace

PDF = "A_RES_66_152-EN.pdf"


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test reach a machine."""

    def refuse(*_: object) -> None:
        pytest.fail("something was fetched")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def told(report: Report) -> list[str]:
    """Return the problems of a build as they are printed."""
    return [str(problem) for problem in report.problems]


def words(path: Path) -> str:
    """Return the text of a PDF, its white space folded."""
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(path).pages).split())


class Heard:
    """Progress that remembers what it was told."""

    def __init__(self) -> None:
        self.told: list[Any] = []

    def begin(self, standings: Sequence[Standing]) -> None:
        """Remember the number of PDFs."""
        self.told.append(len(standings))

    def work(self, entry: Entry) -> None:
        """Remember the text that is set."""
        self.told.append(entry.document)

    def done(self, outcome: Outcome) -> None:
        """Remember how it came out."""
        self.told.append((outcome.entry.document, outcome.fresh))


def written(file: Path) -> tuple[int, int, int]:
    """Return what changes when a file is written, to the nanosecond; that it was read does not count."""
    about = file.stat()
    return about.st_ino, about.st_mtime_ns, about.st_ctime_ns


def test_built_once(workspace: Workspace, write: Callable[..., str]) -> None:
    """A document is built, and built again only when something changed; progress hears of each."""
    write()
    heard = Heard()
    first = build(workspace=workspace, progress=heard)
    assert first.exit_code is ExitCode.OK
    assert [(output.path, output.pages, output.fresh) for output in first.outputs] == [
        (workspace.output / PDF, 1, True)
    ]
    before = written(workspace.output / PDF)
    assert [output.fresh for output in build(workspace=workspace, progress=heard).outputs] == [False]
    assert written(workspace.output / PDF) == before
    write(replace=("A title", "Another"))
    assert [output.fresh for output in build(workspace=workspace, progress=heard).outputs] == [True]
    assert heard.told == [1, "doc", ("doc", True), 1, ("doc", False), 1, "doc", ("doc", True)]


def test_own_style_puts_out_of_date(workspace: Workspace, write: Callable[..., str]) -> None:
    """A style that comes into the workspace, or goes, puts the documents in it out of date."""
    write()
    build(workspace=workspace)
    style = workspace.root / "styles" / "body.css"
    style.parent.mkdir()
    style.write_text("p { color: navy }", encoding="utf-8")
    assert build(workspace=workspace).outputs[0].fresh
    style.unlink()
    assert build(workspace=workspace).outputs[0].fresh
    assert not build(workspace=workspace).outputs[0].fresh


def test_one_language(workspace: Workspace) -> None:
    """One text of a document can be built alone."""
    folder = workspace.content / "doc"
    folder.mkdir()
    (folder / "document.yaml").write_text(FACTS, encoding="utf-8")
    for code in ("en", "fr"):
        (folder / f"{code}.yaml").write_text(TEXT.replace("language: en\n", ""), encoding="utf-8")
    report = build(["doc/fr.yaml"], workspace=workspace)
    assert [output.path.name for output in report.outputs] == ["A_RES_66_152-FR.pdf"]
    assert not (workspace.output / PDF).exists()


def test_fault_keeps_the_last_pdf_and_the_other_documents(workspace: Workspace, write: Callable[..., str]) -> None:
    """A document with faults keeps the PDF of its last good build, and others are built all the same."""
    write()
    build(workspace=workspace)
    before = (workspace.output / PDF).read_bytes()
    write(more="colour: blue\n")
    write("other", replace=("66/152", "66/153"))
    (workspace.content / "empty").mkdir()
    report = build(workspace=workspace)
    assert [problem.partition(";")[0] for problem in told(report)] == [
        'content/doc.yaml:14:1: unknown key "colour"',
        "content/empty: the folder has no document.yaml",
    ]
    assert report.exit_code is ExitCode.CONTENT
    assert [output.path.name for output in report.outputs] == ["A_RES_66_153-EN.pdf"]
    assert (workspace.output / PDF).read_bytes() == before


def test_unknown_document_stops_the_build(workspace: Workspace, write: Callable[..., str]) -> None:
    """A name that no document has is a fault of the call: nothing is built."""
    write()
    with pytest.raises(MastheadError) as raised:
        build(["doc", "dok"], workspace=workspace)
    assert raised.value.exit_code is ExitCode.USAGE
    assert not workspace.output.exists()


def test_build_folder_that_is_a_file(workspace: Workspace, write: Callable[..., str]) -> None:
    """Where build/ cannot be written the error says so, and nothing is left behind."""
    write()
    (workspace.root / "build").touch()
    report = build(workspace=workspace)
    assert report.exit_code is ExitCode.OUTPUT
    assert report.outputs == []
    assert told(report)[0].startswith(f"build/{PDF}: cannot be written (")
    assert {path.name for path in workspace.root.iterdir()} == {"build", "content"}


def test_full_disc(workspace: Workspace, write: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A disc that is full in the middle of a write harms no file: the last PDF is whole and no half one is left."""
    write()
    build(workspace=workspace)
    before = (workspace.output / PDF).read_bytes()
    write(replace=("A title", "Another"))

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    report = build(workspace=workspace)
    assert report.exit_code is ExitCode.OUTPUT
    todo = "make room or give write access, then build again; the file that was there is untouched"
    assert told(report) == [f"build/{PDF}: cannot be written (No space left on device); {todo}"]
    assert (workspace.output / PDF).read_bytes() == before
    assert not list(workspace.root.rglob("*.part"))
    monkeypatch.undo()
    assert build(workspace=workspace).outputs[0].fresh


def test_no_document_is_printed_over_another(workspace: Workspace, write: Callable[..., str]) -> None:
    """Of two documents with one name for their PDFs the second is told, and the PDF of the first stays."""
    write("second")
    build(workspace=workspace)
    before = (workspace.output / PDF).read_bytes()
    write("first", replace=("A title", "Another"))
    for names in (["first"], []):
        report = build(names, workspace=workspace)
        (problem,) = told(report)
        assert problem.startswith(
            f"content/first.yaml: its PDF would be {PDF}, and so would that of content/second.yaml"
        )
        assert (workspace.output / PDF).read_bytes() == before


OUTSIDE = {
    "styles/body.css": [
        "p { background: url(http://example.org/a.png) }",
        "p { background: url(file:///etc/hostname) }",
        "@import 'https://example.org/a.css';",
        "@import '../../../etc/a.css';",
        "@font-face { font-family: x; src: url(http://example.org/x.woff) }",
        "@import url(\\68 ttp://example.org/a.css);",
        "@import '..%2f..%2f..%2fetc/a.css';",
        "@import 'https://workspace.invalid.example.org/a.css';",
    ],
    "templates/head.html": [
        '<head><title>x</title><link rel="stylesheet" href="http://example.org/a.css"></head>',
        '<head><title>x</title><link rel="attachment" href="file:///etc/hostname"></head>',
        '<head><title>x</title><link rel="stylesheet" href="{{ \'http:\' }}//example.org/a.css"></head>',
    ],
}
OUTSIDE_CASES = [(name, text) for name, texts in OUTSIDE.items() for text in texts]


@pytest.mark.parametrize(("name", "text"), OUTSIDE_CASES, ids=[text for _, text in OUTSIDE_CASES])
def test_nothing_is_fetched(workspace: Workspace, write: Callable[..., str], name: str, text: str) -> None:
    """A style or template that asks for anything outside the workspace is named, and the document is not printed."""
    write()
    path = workspace.root / name
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    report = build(workspace=workspace)
    assert report.exit_code is ExitCode.CONTENT
    assert report.outputs == []
    assert re.search(r"example\.org/[ax]\.|/etc/|etc/a\.css", told(report)[0])


CODE = "{{ 7*7 }} {% x %} <b>b</b> &amp; </title></p> &lt;i&gt;"
FIELDS = f"""
language: en
title: '{CODE}[^n]'
running_title: 'head {CODE}'
agenda_title: 'agenda {CODE}'
preamble: ['preamble {CODE}']
operative:
  - text: 'operative {CODE}'
    points: ['point {CODE}', '[link {CODE}](https://example.org/?a=<b>&c={{{{x}}}})']
  - heading: 'heading {CODE}'
  - quotation: ['quotation {CODE}']
  - table: [['head {CODE}'], ['cell {CODE}']]
    caption: 'caption {CODE}'
  - figure: a.svg
    alternative: 'alternative {CODE}'
annexes: [{{title: 'annex {CODE}', body: [x]}}]
footnotes: {{n: 'note {CODE}'}}
"""


def test_code_is_printed_literally(workspace: Workspace, write: Callable[..., str]) -> None:
    """Template code, tags and entities are printed as they were typed, in every field and in the metadata."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>'
    (workspace.content / "a.svg").write_text(svg, encoding="utf-8")
    write(text=FACTS.replace("issued: 2012", "issued: 2022") + FIELDS)
    report = build(workspace=workspace)
    assert told(report) == []
    text = words(report.outputs[0].path)
    for field in ("preamble", "agenda", "operative", "point", "link", "heading", "quotation", "head", "cell", "caption",
                  "annex", "note", "66/152."):  # fmt: skip
        assert f"{field} {CODE}".replace(" ", "") in text.replace(" ", "")
    assert "49" not in text
    reader = pypdf.PdfReader(report.outputs[0].path)
    assert reader.metadata
    assert reader.metadata.title == f"A/RES/66/152: {CODE}"
    assert reader.metadata.subject == CODE
    (link,) = [
        str(annotation.get_object()["/A"]["/URI"])
        for page in reader.pages
        for annotation in page.get("/Annots", [])
        if "example.org" in str(annotation.get_object())
    ]
    assert link == "https://example.org/?a=%3Cb%3E&c=%7B%7Bx%7D%7D"


def test_quotation_marks_in_every_field(workspace: Workspace, write: Callable[..., str]) -> None:
    """A quotation mark closes no attribute: it is printed as the language prints it."""
    write(replace=("A title", '\'A "good" title">\''))
    report = build(workspace=workspace)
    assert told(report) == []
    assert "A “good” title”>" in words(report.outputs[0].path)


def test_missing_face_prints_nothing(workspace: Workspace, write: Callable[..., str]) -> None:
    """A document with a character that no face has is not printed: there is never a silent box."""
    write(replace=("A title", "A \u4dff title"))
    report = build(workspace=workspace)
    assert report.exit_code is ExitCode.MACHINE
    assert report.outputs == []
    assert told(report)[0].startswith("content/doc.yaml:9:10: no installed face has the character")


def test_own_emblem(workspace: Workspace, write: Callable[..., str]) -> None:
    """The emblem of the settings is printed in place of the neutral one; when it changes, so do the documents."""
    write()
    build(workspace=workspace)
    emblem = workspace.root / "own.svg"
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    emblem.write_text(svg, encoding="utf-8")
    (workspace.root / "masthead.yaml").write_text("emblem: own.svg\n", encoding="utf-8")
    assert build(workspace=workspace).outputs[0].fresh
    assert not build(workspace=workspace).outputs[0].fresh
    emblem.write_text(svg.replace("9z", "8z"), encoding="utf-8")
    assert build(workspace=workspace).outputs[0].fresh
    emblem.write_text("no drawing", encoding="utf-8")
    assert told(build(workspace=workspace))[0].startswith('masthead.yaml:1:9: picture "own.svg" is not SVG')


def test_schemas_come_with_a_build(workspace: Workspace, write: Callable[..., str]) -> None:
    """A build puts the schemas where editors look for them, also when a document has faults."""
    write(more="colour: blue\n")
    build(workspace=workspace)
    assert {path.name for path in (workspace.output / "schema").iterdir()} == {f"{kind}.json" for kind in KINDS}


def test_schemas_that_cannot_be_written(workspace: Workspace, write: Callable[..., str]) -> None:
    """Where the schemas cannot be written the PDF is there all the same, and the error says why."""
    write()
    workspace.output.mkdir()
    (workspace.output / "schema").touch()
    report = build(workspace=workspace)
    assert (workspace.output / PDF).is_file()
    assert report.exit_code is ExitCode.OUTPUT
    assert told(report)[0].startswith("build/schema/facts.json: cannot be written (")


def test_build_is_a_function_of_the_package(
    workspace: Workspace, write: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a workspace, the one around the current folder is built."""
    write()
    monkeypatch.chdir(workspace.content)
    assert masthead.build(["doc"]).outputs[0].path == workspace.output / PDF


def test_founding_document(workspace: Workspace) -> None:
    """The founding document is built without a word, and its text names what it is."""
    shutil.copytree(ROOT / "content" / "A-RES-66-152", workspace.content / "A-RES-66-152")
    report = build(workspace=workspace)
    assert told(report) == []
    assert [output.path.name for output in report.outputs] == ["A_RES_66_152-FR.pdf"]
    assert "66/152. Renforcement de la coopération internationale" in words(report.outputs[0].path)


def test_warnings_are_told_again_when_nothing_is_built(workspace: Workspace, write: Callable[..., str]) -> None:
    """A warning does not fall silent because the PDF that it is about is up to date."""
    write()
    (workspace.root / "styles").mkdir()
    sheet = (ROOT / "styles/masthead.css").read_text(encoding="utf-8")
    (workspace.root / "styles/masthead.css").write_text(f"{sheet}\np {{ colr: red }}\n", encoding="utf-8")
    first, second = build(workspace=workspace), build(workspace=workspace)
    assert [output.fresh for output in (*first.outputs, *second.outputs)] == [True, False]
    assert first.problems == second.problems
    assert "colr: red" in first.problems[0].what
    assert first.exit_code is ExitCode.OK
