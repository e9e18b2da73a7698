"""``masthead export``: what it writes where, what it prints, and what it says when it cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from masthead.export import Format, export_files
from masthead.problem import ExitCode, MastheadError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import CommandLine

    from masthead.workspace import Workspace

NAMES = {"akn": "A_RES_66_152-EN.akn.xml", "html": "A_RES_66_152-EN.html", "text": "A_RES_66_152-EN.txt"}


@pytest.mark.parametrize("form", NAMES)
def test_files_have_the_names_of_the_pdfs(
    masthead: CommandLine, workspace: Workspace, write: Callable[..., str], form: str
) -> None:
    """The file stands in build/ under the name of the PDF; its path is a line of standard output."""
    write()
    done = masthead("export", "--to", form, "doc")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"build/{NAMES[form]}\n", "")
    assert (workspace.output / NAMES[form]).read_bytes()


def test_all_languages_into_a_folder(workspace: Workspace, write: Callable[..., str], tmp_path: Path) -> None:
    """All languages of a document are exported, into the folder that was named."""
    text = (workspace.root / write()).read_text(encoding="utf-8")
    facts, english = text.split("language: en\n")
    (workspace.content / "doc.yaml").unlink()
    (workspace.content / "doc").mkdir()
    for name, data in (("document", facts), ("en", english), ("fr", english)):
        (workspace.content / "doc" / f"{name}.yaml").write_text(data, encoding="utf-8")
    exported = export_files(["doc"], to="text", output=tmp_path / "out", workspace=workspace)
    assert [path.name for path in exported.paths] == ["A_RES_66_152-EN.txt", "A_RES_66_152-FR.txt"]
    assert {path.parent for path in exported.paths} == {tmp_path / "out"}
    assert not exported.problems


def test_a_document_with_problems_does_not_keep_others(masthead: CommandLine, write: Callable[..., str]) -> None:
    """Problems stand on standard error and fail the run; documents without any are exported all the same."""
    write("right")
    write("wrong", "title: [x]\n")
    done = masthead("export", "--to", "html")
    assert done.returncode == ExitCode.CONTENT
    assert done.stdout == f"build/{NAMES['html']}\n"
    assert 'content/wrong.yaml:1:8: "title" must be a text, not a list; ' in done.stderr


def test_two_documents_of_one_name(workspace: Workspace, write: Callable[..., str]) -> None:
    """A file is not written over by another document: the second one is a problem."""
    write("one")
    write("two")
    exported = export_files(to=Format.TEXT, workspace=workspace)
    assert len(exported.paths) == 1
    assert exported.exit_code == ExitCode.CONTENT
    assert "so would that of content/one.yaml" in str(exported.problems[0])


def test_wrong_calls_are_taught(masthead: CommandLine, write: Callable[..., str]) -> None:
    """A call without a format, with one that is none, or with a document that is none says what there is."""
    write()
    for arguments, said in (
        ((), "Choose from"),
        (("--to", "docx"), "'akn', 'html', 'text'"),
        (("--to", "text", "dock"), 'no document called "dock"'),
    ):
        done = masthead("export", *arguments)
        assert done.returncode == ExitCode.USAGE
        assert said in done.stderr
        assert done.stdout == ""


def test_a_faulty_template_is_a_problem_of_its_line(workspace: Workspace, write: Callable[..., str]) -> None:
    """A template of the workspace with a fault is told of by its line, and no file is written."""
    write()
    (workspace.root / "templates").mkdir()
    (workspace.root / "templates" / "export.html").write_text("<html>\n{{ nothing.here }}\n", encoding="utf-8")
    exported = export_files(to="html", workspace=workspace)
    assert str(exported.problems[0]).startswith("templates/export.html:2: the template cannot be used")
    assert not exported.paths


def test_an_unwritable_folder_is_told(workspace: Workspace, write: Callable[..., str]) -> None:
    """Where the folder cannot be made, the problem names the file."""
    write()
    (workspace.root / "out").write_text("", encoding="utf-8")
    exported = export_files(to="text", output=workspace.root / "out", workspace=workspace)
    assert exported.exit_code == ExitCode.OUTPUT
    assert "out is not a folder" in str(exported.problems[0])


def test_an_unknown_document_is_an_error(workspace: Workspace, write: Callable[..., str]) -> None:
    """The function raises for a document that does not exist, as the others do."""
    write()
    with pytest.raises(MastheadError):
        export_files(["nothing"], to="akn", workspace=workspace)
