"""Documents are found by name or path, without being read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from masthead.entry import Entry, entries, survey
from masthead.problem import ExitCode, MastheadError

if TYPE_CHECKING:
    from masthead.workspace import Workspace

FOLDER = "content/A-RES-1-1"
ENGLISH = Entry("A-RES-1-1", f"{FOLDER}/document.yaml", f"{FOLDER}/en.yaml")
FRENCH = Entry("A-RES-1-1", f"{FOLDER}/document.yaml", f"{FOLDER}/fr.yaml")
SINGLE = Entry("letter", "content/letter.yaml", "content/letter.yaml")


@pytest.fixture
def shelf(workspace: Workspace) -> Workspace:
    """Return a workspace with a document in a folder, one in a single file, and things that are no documents."""
    names = ("A-RES-1-1/document.yaml", "A-RES-1-1/en.yaml", "A-RES-1-1/fr.yaml", "A-RES-1-1/plan.png", "letter.yaml",
             ".hidden.yaml", "A-RES-1-1/.en.yaml.swp", "A-RES-1-1/.#en.yaml", "README.md")  # fmt: skip
    for name in names:
        path = workspace.content / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    return workspace


def test_all_documents(shelf: Workspace) -> None:
    """Without a name every text of every document is found, in order of name; what is hidden is left alone."""
    assert entries(shelf) == [ENGLISH, FRENCH, SINGLE]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("A-RES-1-1", [ENGLISH, FRENCH]),
        ("A-RES-1-1/", [ENGLISH, FRENCH]),
        ("content/A-RES-1-1", [ENGLISH, FRENCH]),
        ("./content/A-RES-1-1/", [ENGLISH, FRENCH]),
        ("A-RES-1-1/document.yaml", [ENGLISH, FRENCH]),
        ("A-RES-1-1/fr.yaml", [FRENCH]),
        ("A-RES-1-1/fr", [FRENCH]),
        ("content/A-RES-1-1/fr.yaml", [FRENCH]),
        ("letter", [SINGLE]),
        ("letter.yaml", [SINGLE]),
        ("content/letter.yaml", [SINGLE]),
    ],
)
def test_names_and_paths(shelf: Workspace, name: str, expected: list[Entry]) -> None:
    """A document is named by its folder or file, by the path to it, or by one of its texts."""
    assert entries(shelf, [name]) == expected


def test_paths_from_anywhere(shelf: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path is one from the folder in which the command is typed, or a full one."""
    monkeypatch.chdir(shelf.content / "A-RES-1-1")
    assert entries(shelf, ["fr.yaml"]) == [FRENCH]
    assert entries(shelf, ["."]) == [ENGLISH, FRENCH]
    assert entries(shelf, [".."]) == entries(shelf, [str(shelf.content)]) == entries(shelf)
    assert entries(shelf, [str(shelf.content / "letter.yaml")]) == [SINGLE]


def test_all_documents_from_anywhere(shelf: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """What lies in the folder where the command is typed does not stand for a document of the same name."""
    (shelf.content / "A-RES-1-1" / "letter").mkdir()
    monkeypatch.chdir(shelf.content / "A-RES-1-1")
    assert entries(shelf) == [ENGLISH, FRENCH, SINGLE]


def test_named_twice_is_found_once(shelf: Workspace) -> None:
    """A text that several names stand for is found once."""
    assert entries(shelf, ["A-RES-1-1/fr", "A-RES-1-1"]) == [FRENCH, ENGLISH]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("A-RES-1-2", 'content: there is no document called "A-RES-1-2"; did you mean "A-RES-1-1"?'),
        ("xyz", 'content: there is no document called "xyz"; documents here: A-RES-1-1, letter'),
        ("", 'content: there is no document called ""; documents here: A-RES-1-1, letter'),
        ("a\0b", 'content: there is no document called "a\\x00b"; documents here: A-RES-1-1, letter'),
        ("../A-RES-1-1", 'content: there is no document called "../A-RES-1-1"; documents here: A-RES-1-1, letter'),
        ("A-RES-1-1/de.yaml", f'{FOLDER}: the document has no text called "de.yaml"; did you mean "en.yaml"?'),
        ("A-RES-1-1/plan.png", f'{FOLDER}: the document has no text called "plan.png"; texts here: en.yaml, fr.yaml'),
        ("letter/x", 'content/letter.yaml: the document has no text called "x"; texts here: letter.yaml'),
    ],
)
def test_unknown_names(shelf: Workspace, name: str, message: str) -> None:
    """A name that stands for nothing is a fault of the call, with the nearest one that stands for something."""
    with pytest.raises(MastheadError) as raised:
        survey(shelf, [name])
    assert str(raised.value) == message
    assert raised.value.exit_code is ExitCode.USAGE


def test_no_document(workspace: Workspace) -> None:
    """An empty workspace says how to start."""
    with pytest.raises(MastheadError, match="there is no document here; `masthead new NAME` writes a document"):
        entries(workspace)


def test_folders_that_are_no_documents(shelf: Workspace) -> None:
    """A folder without facts or text, a doubled name and a file that is not read are told; the rest is found."""
    (shelf.content / "empty").mkdir()
    (shelf.content / "bare").mkdir()
    (shelf.content / "bare" / "document.yaml").touch()
    (shelf.content / "letter").mkdir()
    (shelf.content / "other.yml").touch()
    (shelf.content / "A-RES-1-1" / "es.yml").touch()
    found, problems = survey(shelf)
    assert found == [ENGLISH, FRENCH]
    assert sorted({str(problem) for problem in problems}) == [
        "content/A-RES-1-1/es.yml: the file is not read: its name ends in .yml; let it end in .yaml",
        "content/bare: the document has no text; add one file a language, such as fr.yaml",
        "content/empty: the folder has no document.yaml; add it; it holds the facts of the document",
        "content/letter.yaml: there is letter as well as letter.yaml; keep one: a folder, or a single file",
        "content/letter: the folder has no document.yaml; add it; it holds the facts of the document",
        "content/other.yml: the file is not read: its name ends in .yml; let it end in .yaml",
    ]
    with pytest.raises(MastheadError):
        entries(shelf)
