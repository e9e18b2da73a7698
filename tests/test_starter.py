"""``new``: a document to start from, right as it is."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pypdf
import pytest
from conftest import ROOT

import masthead
from masthead.building import build
from masthead.checking import check
from masthead.language import codes
from masthead.problem import ExitCode, MastheadError
from masthead.starter import new
from masthead.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

SESSIONS = (
    "Sixty-sixth session",
    "Sexagésimo sexto período de sesiones",
    "Soixante-sixième session",
    "Шестьдесят шестая сессия",
    "第六十六届会议",
)
"""The session line of English, Spanish, French, Russian and Chinese; the letters of Arabic are read elsewhere."""


@pytest.mark.parametrize("code", codes())
def test_new_document_can_be_built(tmp_path: Path, code: str) -> None:
    """In every language, a new document is built as it is, without a warning."""
    workspace = Workspace(tmp_path)
    files = new("A-RES-80-1", language=code, workspace=workspace)
    assert [workspace.name(file) for file in files] == [
        "content/A-RES-80-1/document.yaml",
        f"content/A-RES-80-1/{code}.yaml",
    ]
    report = build(workspace=workspace)
    assert report.problems == []
    assert report.outputs[0].path.name == f"A_RES_80_1-{code.upper()}.pdf"


@pytest.mark.parametrize(
    ("name", "symbol", "session"),
    [
        ("A-RES-66-152", "A/RES/66/152", "66"),
        ("A-RES-ES-11-1", "A/RES/ES-11/1", "ES-11"),
        ("A-RES-S-30-1", "A/RES/S-30/1", "S-30"),
        ("letter", "A/RES/80/999", "80"),
        ("A-RES-066-152", "A/RES/80/999", "80"),
    ],
)
def test_name_gives_the_symbol(workspace: Workspace, name: str, symbol: str, session: str) -> None:
    """A name that is a symbol with dashes gives the document that symbol and its session."""
    facts = new(name, workspace=workspace)[0].read_text(encoding="utf-8").splitlines()
    assert [line for line in facts if line.startswith(("symbol:", "session:"))] == [
        f"symbol: {symbol}",
        f"session: {session}",
    ]
    assert check(workspace=workspace) == []


@pytest.mark.parametrize(
    ("name", "symbol", "pdf"),
    [
        ("S-RES-2728-2024", "S/RES/2728 (2024)", "S_RES_2728_(2024)-EN.pdf"),
        ("A-HRC-RES-57-1", "A/HRC/RES/57/1", "A_HRC_RES_57_1-EN.pdf"),
    ],
)
def test_name_of_a_council_gives_its_facts(workspace: Workspace, name: str, symbol: str, pdf: str) -> None:
    """A name that is the symbol of a council's resolution starts from the facts of that council and can be built."""
    facts, _ = new(name, workspace=workspace)
    assert f"\nsymbol: {symbol}\n" in facts.read_text(encoding="utf-8")
    report = build(workspace=workspace)
    assert report.problems == []
    assert report.outputs[0].path.name == pdf


def test_one_folder_holds_six_languages(workspace: Workspace) -> None:
    """Six texts beside one document.yaml are built by the name of the folder, each with the session in its words."""
    folder = new("A-RES-66-152", workspace=workspace)[0].parent
    for code in codes():
        shutil.copy(ROOT / f"src/masthead/starters/{code}.yaml", folder)
    report = build(["A-RES-66-152"], workspace=workspace)
    assert report.problems == []
    assert [output.path.stem for output in report.outputs] == [
        f"A_RES_66_152-{code}" for code in ("AR", "EN", "ES", "FR", "RU", "ZH")
    ]
    texts = [pypdf.PdfReader(output.path).pages[0].extract_text() for output in report.outputs]
    for text, session in zip(texts[1:], SESSIONS, strict=True):
        assert session in " ".join(text.split())


def test_starter_explains_itself(workspace: Workspace) -> None:
    """Facts and text come with comments, and the schemas that their first line names are there."""
    for file in new("letter", workspace=workspace):
        text = file.read_text(encoding="utf-8")
        assert text.count("\n#") >= 5
        schema = text.splitlines()[0].partition("=")[2]
        assert (file.parent / schema).resolve().is_file()


def test_language_without_a_starter_begins_in_english(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no starter was written for a language, its text begins with the English one."""
    monkeypatch.setattr("masthead.starter.codes", lambda: ("en", "tlh"))
    _, text = new("letter", language="tlh", workspace=workspace)
    assert text.name == "tlh.yaml"
    assert text.read_bytes() == (ROOT / "src/masthead/starters/en.yaml").read_bytes()


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "../a", "/a", ".hidden", "-x", "a\nb", "a\0b", "a ", "x" * 200])
def test_names_that_no_folder_has(workspace: Workspace, name: str) -> None:
    """A name that leads elsewhere, is hidden or looks like an option is refused, and nothing is written."""
    with pytest.raises(MastheadError, match="cannot be the name of a document; use letters") as raised:
        new(name, workspace=workspace)
    assert raised.value.exit_code is ExitCode.USAGE
    assert list(workspace.content.iterdir()) == []


@pytest.mark.parametrize("taken", ["letter", "letter.yaml"])
def test_nothing_is_written_over(workspace: Workspace, taken: str) -> None:
    """A document that is there stays as it is."""
    (workspace.content / taken).touch()
    with pytest.raises(MastheadError, match=f"^content/{taken}: there is a document of that name; choose another name"):
        new("letter", workspace=workspace)


def test_unknown_language(workspace: Workspace) -> None:
    """A language that is not known is refused with those that are."""
    with pytest.raises(MastheadError, match=r'language "frr" is not known; did you mean "fr"\?'):
        new("letter", language="frr", workspace=workspace)
    with pytest.raises(MastheadError, match=r"choose from: .*en, .*fr"):
        new("letter", language="xyz", workspace=workspace)


def test_new_is_a_function_of_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a workspace, the document is written into the one around, or into a new one in the current folder."""
    monkeypatch.chdir(tmp_path)
    (facts, _) = masthead.new("one")
    monkeypatch.chdir(facts.parent)
    (facts, _) = masthead.new("two")
    assert facts.parent == tmp_path.resolve() / "content" / "two"


def test_two_documents_without_a_symbol_do_not_take_the_same(workspace: Workspace) -> None:
    """Documents with free names get numbers of their own, so that both can be built."""
    for name in ("First", "Second"):
        new(name, workspace=workspace)
    symbols = [
        re.findall("(?m)^symbol: .*", (workspace.content / name / "document.yaml").read_text(encoding="utf-8"))
        for name in ("First", "Second")
    ]
    assert symbols == [["symbol: A/RES/80/999"], ["symbol: A/RES/80/998"]]
