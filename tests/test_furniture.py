"""Furniture: every line around the text follows from the facts, in the words of the language."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING

import pytest
from conftest import FACTS, ROOT, TEXT

from masthead.document import Layout, entries, load
from masthead.markup import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from masthead.document import Document
    from masthead.workspace import Workspace


@pytest.fixture
def founding(workspace: Workspace) -> Callable[..., Document]:
    """Return a function that loads the founding document, with some of its facts changed."""
    shutil.copytree(ROOT / "content" / "A-RES-66-152", workspace.content / "A-RES-66-152")
    path = workspace.content / "A-RES-66-152" / "document.yaml"
    facts = path.read_text(encoding="utf-8")

    def loaded(*changes: tuple[str, str]) -> Document:
        changed = facts
        for old, new in changes:
            assert old in changed
            changed = changed.replace(old, new)
        path.write_text(changed, encoding="utf-8")
        return load(workspace, *entries(workspace))

    return loaded


def test_lines_of_the_founding_document(founding: Callable[..., Document]) -> None:
    """Every line on the masthead of A/RES/66/152 and its closing follow from its facts."""
    furniture = founding().furniture
    lines = {
        "united_nations": "Nations Unies",
        "organ": "Assemblée générale",
        "distribution": "Distr. générale",
        "issued": "13\u00a0mars 2012",
        "session": "Soixante-sixième session",
        "agenda_item": "Point 69, b, de l’ordre du jour",
        "adoption": "Résolution adoptée par l’Assemblée générale le 19\u00a0décembre 2011",
        "origin": "[sur la base du rapport de la Troisième Commission (A/66/462/Add.2)]",
        "formula": "L’Assemblée générale,",
        "formula_alone": "L’Assemblée générale",
        "number": "66/152.",
        "meeting": "89e séance plénière",
        "adopted": "19\u00a0décembre 2011",
        "running_title": "Renforcement de la coopération internationale dans le domaine des droits de l’homme",
    }
    assert {name: plain(getattr(furniture, name)) for name in lines} == lines
    assert str(furniture.symbol) == "A/RES/66/152"
    assert furniture.address == "https://docs.un.org/fr/A/RES/66/152"
    assert furniture.job_number is None


def test_session_is_derived(founding: Callable[..., Document]) -> None:
    """Another session changes its line and nothing else of the text."""
    furniture = founding(("session: 66", "session: 80"), ("A/RES/66/152", "A/RES/80/152")).furniture
    assert plain(furniture.session) == "Quatre-vingtième session"
    assert plain(furniture.number) == "80/152."


def test_forms_of_the_time_of_issue(founding: Callable[..., Document]) -> None:
    """A line is printed in the form that was in use on the date of issue."""
    later = founding(("issued: 2012-03-13", "issued: 2026-01-15"), ("69 (b)", "31 (b)"))
    assert plain(later.furniture.agenda_item) == "Point 31 b) de l’ordre du jour"
    assert later.layout is Layout.NEW_YORK


@pytest.mark.parametrize(
    ("issued", "layout"),
    [("2012-03-13", "general-assembly"), ("2014-12-31", "general-assembly"), ("2015-01-01", "new-york")],
)
def test_layout_of_the_time_of_issue(founding: Callable[..., Document], issued: str, layout: str) -> None:
    """The edition of the page is the one in use on the date of issue, unless another one is asked for."""
    assert founding(("issued: 2012-03-13", f"issued: {issued}")).layout.value == layout
    asked = ("type: resolution", "type: resolution\nlayout: new-york")
    assert founding(("issued: 2012-03-13", f"issued: {issued}"), asked).layout is Layout.NEW_YORK


def test_drafts_and_no_agenda_item(founding: Callable[..., Document]) -> None:
    """Without a committee the drafts stand in the bracketed line; without an agenda item there is no line for it."""
    report = "report: {committee: third, symbol: A/66/462/Add.2}"
    furniture = founding((report, "drafts: [A/66/L.1, A/66/L.1/Add.1]"), ("agenda_item: 69 (b)\n", "")).furniture
    assert "A/66/L.1" in plain(furniture.origin)
    assert furniture.agenda_item == ()
    assert founding((report, "")).furniture.origin == ()


def test_typed_titles(workspace: Workspace, write: Callable[..., str]) -> None:
    """Titles for the page heads and under the agenda item are set like text; the job number is as it was given."""
    write(more='running_title: The "short" one\nagenda_title: It\'s *here*\njob_number: 13-45517\n')
    furniture = load(workspace, *entries(workspace)).furniture
    assert plain(furniture.running_title) == "The “short” one"
    assert plain(furniture.agenda_title) == "It’s here"
    assert furniture.job_number == "13-45517"


def test_running_title_is_the_title_without_calls(workspace: Workspace, write: Callable[..., str]) -> None:
    """Where no shorter title is given the title stands in the page heads, without the notes that it calls."""
    write("doc", (FACTS + TEXT).replace("A title", "A title[^a]"), more="footnotes: {a: A note.}\n")
    document = load(workspace, *entries(workspace))
    assert plain(document.furniture.running_title) == "A title"
    assert [note.mark for note in document.content.notes()] == ["1"]


def test_facts_once_for_all_languages(workspace: Workspace) -> None:
    """One file of facts serves each language; the PDFs are told apart by its code."""
    folder = workspace.content / "doc"
    folder.mkdir()
    (folder / "document.yaml").write_text(FACTS, encoding="utf-8")
    for code in ("en", "fr"):
        (folder / f"{code}.yaml").write_text(TEXT.replace("language: en\n", ""), encoding="utf-8")
    english, french = (load(workspace, entry) for entry in entries(workspace))
    assert [plain(document.furniture.session) for document in (english, french)] == [
        "Sixty-sixth session", "Soixante-sixième session",
    ]  # fmt: skip
    assert [document.file_name for document in (english, french)] == ["A_RES_66_152-EN.pdf", "A_RES_66_152-FR.pdf"]
    assert english.facts.issued == dt.date(2012, 3, 13)
