"""The command ``masthead import``: its words and exit codes, and what it does with many files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import CommandLine

    from masthead.workspace import Workspace

PLAIN = (Path(__file__).parent / "suite" / "akn" / "plain.xml").read_text(encoding="utf-8")
FOLDER = "content/A-RES-79-900"


@pytest.fixture
def files(workspace: Workspace) -> Path:
    """Put an English file, a French one that contradicts it, a twin and a broken file into the workspace."""
    french = PLAIN.replace('"eng"', '"fra"').replace('date="2024-12-24"', 'date="2024-12-25"')
    for name, text in (("en", PLAIN), ("fr", french), ("twin", PLAIN), ("bad", PLAIN[:-30])):
        (workspace.root / f"{name}.xml").write_text(text, encoding="utf-8")
    return workspace.root


def test_the_files_that_were_written_are_printed(masthead: CommandLine, files: Path) -> None:
    """Standard output has the files, one a line; what was done is said beside it."""
    done = masthead("import", "en.xml")
    assert (done.returncode, done.stdout) == (0, f"{FOLDER}/document.yaml\n{FOLDER}/en.yaml\n")
    assert done.stderr == f"{FOLDER}: en\n"
    assert masthead("check").returncode == 0
    assert (files / FOLDER / "en.yaml").exists()


def test_files_that_are_there_stay(masthead: CommandLine, files: Path) -> None:
    """What is there already is not written over without --force: that is a mistake of usage."""
    masthead("import", "en.xml")
    (files / FOLDER / "en.yaml").write_text("mine", encoding="utf-8")
    done = masthead("import", "en.xml")
    assert (done.returncode, done.stdout) == (2, "")
    todo = "give --force to write over it, or --into for another folder"
    assert done.stderr.splitlines() == [
        f"{FOLDER}/en.yaml: this file is there already and not the same; nothing was written over; {todo}"
    ]
    assert (files / FOLDER / "en.yaml").read_text(encoding="utf-8") == "mine"
    assert masthead("import", "en.xml", "--force").returncode == 0
    assert (files / FOLDER / "en.yaml").read_text(encoding="utf-8") != "mine"


def test_into_another_folder(masthead: CommandLine, files: Path) -> None:
    """With --into the folders of the symbols are put into another folder, and content/ stays empty."""
    done = masthead("import", "en.xml", "--into", "content/old")
    assert done.stdout.splitlines() == [f"content/old/A-RES-79-900/{name}.yaml" for name in ("document", "en")]
    assert not (files / FOLDER).exists()


def test_a_file_that_fails_does_not_stop_others(masthead: CommandLine, files: Path) -> None:
    """Broken and missing files are told, the others are imported, and the exit code says that something failed."""
    done = masthead("import", "bad.xml", "missing.xml", "en.xml")
    assert done.returncode == 1
    assert done.stdout.splitlines() == [f"{FOLDER}/document.yaml", f"{FOLDER}/en.yaml"]
    assert (
        "missing.xml: the file cannot be read (No such file or directory); check its name and its rights" in done.stderr
    )
    (bad,) = [line for line in done.stderr.splitlines() if line.startswith("bad.xml:")]
    assert bad.startswith(f"bad.xml:{len(PLAIN[:-30].splitlines())}:")
    assert bad.endswith("; mend the file")
    assert files.exists()


def test_a_contradiction_is_told_and_not_averaged(masthead: CommandLine, files: Path) -> None:
    """Of two days one is kept whole; the other one is told as a warning, with the lines of both files."""
    done = masthead("import", "fr.xml", "en.xml")
    assert done.returncode == 0
    said = 'adopted is "on 2024-12-25, meeting 62" here and "on 2024-12-24, meeting 62" in en.xml:22'
    assert f"fr.xml:22: warning: {said}; check it; the other one was taken" in done.stderr
    assert "adopted: {on: 2024-12-24, meeting: 62}" in (files / FOLDER / "document.yaml").read_text(encoding="utf-8")


def test_most_languages_win(masthead: CommandLine, files: Path) -> None:
    """What most files say is kept, wherever it stands among them."""
    (files / "es.xml").write_text(
        (files / "fr.xml").read_text(encoding="utf-8").replace("fra", "spa"), encoding="utf-8"
    )
    done = masthead("import", "en.xml", "es.xml", "fr.xml")
    assert done.stderr.count("warning: adopted is") == 1
    assert "adopted: {on: 2024-12-25, meeting: 62}" in (files / FOLDER / "document.yaml").read_text(encoding="utf-8")


def test_a_twin_is_left_out_and_told(masthead: CommandLine, files: Path) -> None:
    """Of two files of one symbol and language the first is imported, the second is an error."""
    done = masthead("import", "en.xml", "twin.xml")
    assert done.returncode == 1
    said = "A/RES/79/900 in English is in en.xml as well; import it alone; this file was left out"
    assert f"twin.xml:1: {said}" in done.stderr.splitlines()
    assert len(list((files / FOLDER).iterdir())) == 2


def test_without_a_file(masthead: CommandLine) -> None:
    """A file is needed."""
    done = masthead("import")
    assert done.returncode == 2
    assert "Missing argument 'FILE.xml ...'." in done.stderr
