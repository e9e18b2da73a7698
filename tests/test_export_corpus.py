"""The exports of the United Nations' own files: the same document when it is read again, and every word in each."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

import corpus
import pytest
from exported import schema
from lxml import etree, html

from masthead.akn import import_files
from masthead.document import load
from masthead.entry import entries
from masthead.export import Format, rendered
from masthead.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from masthead.document import Document

BEFORE_THE_TEXT = ("adoption", "origin", "resolution-number")
"""Lines that Akoma Ntoso has on its cover page."""


@dataclass
class Exported:
    """Documents of the corpus, imported, and their Akoma Ntoso files."""

    workspace: Workspace
    documents: dict[Path, Document]
    files: list[Path]


@pytest.fixture(scope="module")
def exported(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Exported:
    """Import all files of the corpus once, and export them."""
    files = sorted((shared / "real/akn").glob("*.xml"))
    if not files:
        pytest.skip("the Akoma Ntoso files of the United Nations (real/akn) are not here")
    folder = tmp_path_factory.mktemp("corpus")
    workspace = _workspace(folder / "before", files)
    documents = {}
    for entry in entries(workspace):
        document = load(workspace, entry)
        path = folder / f"{document.file_name}.xml"
        path.write_bytes(rendered(document, Format.AKN, workspace))
        documents[path] = document
    return Exported(workspace, documents, files)


def test_all_are_valid(exported: Exported) -> None:
    """Every file of the corpus is exported, as a file that the schema accepts and that has every id once."""
    rules = schema()
    assert len(exported.documents) == len(exported.files)
    for path in exported.documents:
        root = etree.parse(path).getroot()
        rules.assertValid(root)
        ids = [element.get("eId") for element in root.iter() if element.get("eId")]
        assert len(ids) == len(set(ids)), path.name


def test_all_words_are_those_of_the_source(exported: Exported) -> None:
    """The words of each file, its notes included, are those of the file of the United Nations, once each, in order.

    A raised letter of an ordinal and its sign (46ª) are one.
    """
    before, after = (sorted(map(_plain_words, paths)) for paths in (exported.files, exported.documents))
    assert [words[:9] for words in before] == [words[:9] for words in after]
    assert before == after


def test_all_come_back(exported: Exported, tmp_path: Path) -> None:
    """Imported, exported and imported again, all documents are the same YAML, byte for byte."""
    before, after = _yaml(exported.workspace), _yaml(_workspace(tmp_path, list(exported.documents)))
    different = [name for name, data in before.items() if after.get(name) != data]
    assert not different


def test_all_words_stand_in_html(exported: Exported) -> None:
    """The words of the HTML are those of the Akoma Ntoso file, once each, in order, the notes at the end."""
    for path, document in exported.documents.items():
        page = html.document_fromstring(rendered(document, Format.HTML, exported.workspace).decode())
        assert _words_of_html(page) == corpus.of_xml(path).all(), path.name


def test_all_words_stand_in_text(exported: Exported) -> None:
    """The words of the plain text are those of the Akoma Ntoso file, once each; in order where no cell is wrapped."""
    for path, document in exported.documents.items():
        text = rendered(document, Format.TEXT, exported.workspace).decode()
        expected = corpus.of_xml(path).all()
        found = corpus.words(text)[-len(expected) :]
        if "<table" in path.read_text(encoding="utf-8"):
            found, expected = sorted(found), sorted(expected)
        assert found == expected, path.name


def _plain_words(path: Path) -> list[str]:
    return [unicodedata.normalize("NFKC", word) for word in corpus.of_xml(path).all()]


def _words_of_html(page: html.HtmlElement) -> list[str]:
    """Return the words of the text and the notes; what calls a note is a word of its own."""
    for name in BEFORE_THE_TEXT:
        for element in page.xpath(f"//main/*[@id='{name}']"):
            element.drop_tree()
    for call in page.iter("a"):
        if call.get("role") in ("doc-noteref", "doc-backlink"):
            call.text, call.tail = " ", f" {call.text_content()} {call.tail or ''}"
            for inner in list(call):
                call.remove(inner)
    for element in page.iter("h1", "h2", "h3", "h4", "h5", "h6", "p", "td", "th", "caption", "li", "span", "br"):
        element.tail = " " + (element.tail or "")
    for raised in page.iter("sup"):
        if not (raised.text or "").isalpha():
            raised.text, raised.tail = f" {raised.text or ''} ", raised.tail
    return corpus.words(" ".join(main.text_content() for main in page.iter("main")))


def _workspace(root: Path, files: list[Path]) -> Workspace:
    """Return a workspace that *files* were imported into."""
    workspace = Workspace(root)
    workspace.content.mkdir(parents=True)
    import_files(files, workspace=workspace)
    return workspace


def _yaml(workspace: Workspace) -> dict[str, bytes]:
    files = workspace.content.rglob("*.yaml")
    return {path.relative_to(workspace.content).as_posix(): path.read_bytes() for path in files}
