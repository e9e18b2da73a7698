"""Import of the United Nations' own files: what is told of them, and which lines they print otherwise than derived."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from masthead.akn import Import, import_files
from masthead.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

PRINTED = {
    ("A-RES-79-298/es", "adoption"): "misprint: juio for junio",
    ("A-RES-79-1/zh", "formula"): "a comma though no preambular paragraph follows",
    ("A-HRC-RES-57-1/fr", "original"): "the language is left out",
    ("A-HRC-RES-57-1/ar", "vote"): "a vowel sign more than in the other files",
    ("A-HRC-RES-57-1/es", "vote"): "the word resolution before the participle, which other files leave out",
    ("S-RES-2728-2024/ru", "resolution_number"): "no comma before the line of adoption",
    ("S-RES-2728-2024/ar", "adoption"): "neither comma nor space behind the number of the meeting",
    ("S-RES-2728-2024/zh", "adoption"): "Security Council and the sign of ordinals left out",
    ("A-RES-80-1/ar", "meeting"): "the meeting in a word, where other files have figures",
    ("S-PRST-2024-2/en", "organ"): "General Assembly over a statement of the Security Council",
    ("A-HRC-RES-54-1/ar", "adoption"): "another word before the day",
    ("A-HRC-RES-54-1/ar", "vote"): "another word for without",
    ("A-DEC-78-401/zh", "committee"): "plenary meeting where other files have plenary",
    ("A-DEC-78-401/es", "meeting"): "the meeting in a word, where other files have figures",
    ("A-RES-80-239/ar", "meeting"): "the number behind the bracket that says resumed",
    ("A-RES-ES-11-1/ar", "adopted"): "misprint: the hamza in the name of March",
}
"""Lines that files print otherwise than the facts say, each with why: no other line of any masthead differs."""
NUMBERS_IN_THE_TEXT = {"A_RES_77_5.ar": [1, 2, 3], "A_RES_79_275.ar": [2, 3, 4, 8, 10]}
"""Paragraphs of Arabic files whose number stands in the text."""


@pytest.fixture(scope="module")
def files(shared: Path) -> list[Path]:
    """Return the files of the corpus, or skip."""
    found = sorted((shared / "real/akn").glob("*.xml"))
    if not found:
        pytest.skip("the Akoma Ntoso files of the United Nations (real/akn) are not here")
    return found


def imported(files: list[Path], folder: Path) -> tuple[Import, Workspace]:
    """Import *files* into a workspace of their own."""
    workspace = Workspace(folder)
    workspace.content.mkdir(parents=True)
    return import_files(files, workspace=workspace), workspace


@pytest.fixture(scope="module")
def corpus(files: list[Path], tmp_path_factory: pytest.TempPathFactory) -> tuple[Import, Workspace]:
    """Import all files once."""
    return imported(files, tmp_path_factory.mktemp("corpus"))


def test_each_file_gives_a_text(corpus: tuple[Import, Workspace], files: list[Path]) -> None:
    """Every file becomes the text of a language, and every symbol has its facts."""
    texts = [file for file in corpus[0].written if file.name != "document.yaml"]
    folders = {file.parent for file in corpus[0].written}
    assert len(texts) == len(files)
    assert len(corpus[0].written) == len(files) + len(folders)


def test_mastheads_say_what_the_facts_say(corpus: tuple[Import, Workspace]) -> None:
    """One document.yaml gives back each line of the mastheads in all languages, the named ones aside."""
    workspace, printed = corpus[1], set()
    for file in corpus[0].written:
        name = file.relative_to(workspace.content).with_suffix("").as_posix()
        printed |= {(name, line) for line in yaml.safe_load(file.read_text(encoding="utf-8")).get("printed", {})}
    assert printed == PRINTED.keys()


def test_all_that_is_told(corpus: tuple[Import, Workspace]) -> None:
    """Nothing is told of the files but numbers in the text and a day that is not known; no word is left over."""
    told = {(problem.place.file.rpartition("/")[2], problem.what) for problem in corpus[0].problems}
    expected = {
        (f"{name}.akn.xml", f"the number {number} stands in the text and not in <num>")
        for name, numbers in NUMBERS_IN_THE_TEXT.items()
        for number in numbers
    }
    assert told == expected | {("S_RES_2728_2024.ar.akn.xml", "the date is 0001-01-01")}
    assert all(problem.place.line for problem in corpus[0].problems)


def test_the_same_bytes_each_time(corpus: tuple[Import, Workspace], files: list[Path], tmp_path: Path) -> None:
    """An import that is done again, in another folder and the other way round, writes the same bytes."""
    again, workspace = imported(files[::-1], tmp_path)
    first = {file.relative_to(corpus[1].root): file.read_bytes() for file in corpus[0].written}
    assert {file.relative_to(workspace.root): file.read_bytes() for file in again.written} == first
