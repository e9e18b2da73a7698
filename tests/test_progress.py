"""Progress: what a person and what a program hear of a build."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from conftest import FACTS, TEXT

from masthead.entry import Entry
from masthead.order import Purpose
from masthead.problem import ExitCode, Place, Problem, Severity
from masthead.progress import MANY, Lines, summary, told
from masthead.report import Outcome, Output, Report

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest
    from conftest import CommandLine

    from masthead.workspace import Workspace

PDF = "build/A_RES_66_152-EN.pdf"
ENTRY = Entry("doc", "content/doc.yaml", "content/doc.yaml")
ERROR = Problem(Place(ENTRY.text), "wrong", "mend it")


def outcome(tmp_path: Path, *problems: Problem, fresh: bool = True, pages: int = 3) -> Outcome:
    """Return what became of a text."""
    output = Output(ENTRY, PDF, tmp_path / PDF, Purpose.ARCHIVE, pages, fresh=fresh)
    return Outcome(ENTRY, (output,), problems, 1.26)


def test_line_of_a_text(tmp_path: Path) -> None:
    """A text has one line: its pages and how long they took, that it is up to date, or that it has problems."""
    assert told(outcome(tmp_path)) == "content/doc.yaml: 3 pages in 1.3 s"
    assert told(outcome(tmp_path, pages=1)) == "content/doc.yaml: 1 page in 1.3 s"
    assert told(outcome(tmp_path, fresh=False)) == "content/doc.yaml: up to date"
    assert told(Outcome(ENTRY, (), (ERROR,), 0)) == "content/doc.yaml: not built, it has problems"


def test_summary_counts(tmp_path: Path) -> None:
    """The last line counts what was built, with the rate, what failed and what was up to date."""
    good, kept = outcome(tmp_path), outcome(tmp_path, fresh=False)
    failed = Outcome(ENTRY, (), (ERROR,), 0)
    assert summary(Report([good, good, failed, kept]), 4) == "2 built in 4.0 s (0.5 a second), 1 failed, 1 up to date"
    assert summary(Report([kept, kept]), 4) == "2 up to date"
    assert summary(Report([]), 4) == "nothing to build"
    warning = Problem(Place("a"), "odd", "look", Severity.WARNING)
    assert summary(Report([outcome(tmp_path, warning)]), 4) == "1 built"


def test_of_many_texts_those_up_to_date_are_counted(
    workspace: Workspace, masthead: CommandLine, write: Callable[..., str]
) -> None:
    """Of more than twenty texts those that are up to date have no line of their own, only a number."""
    for number in range(MANY + 2):
        write(f"doc-{number}", replace=("66/152", f"66/{number + 1}"))
    masthead("build")
    again = masthead("build")
    assert again.stderr == f"{MANY + 2} up to date\n"
    assert len(again.stdout.splitlines()) == len(list(workspace.output.glob("*.pdf"))) == MANY + 2


def test_explained(workspace: Workspace, masthead: CommandLine, write: Callable[..., str]) -> None:
    """Asked to explain itself, a build says of each PDF why it is made or not, before it makes it."""
    write()
    name = "content/doc.yaml for archive"
    first = masthead("build", "--explain")
    assert first.stderr.splitlines()[0] == f"{name}: out of date, no build of it is on record"
    assert first.stderr.splitlines()[1].startswith("content/doc.yaml: 1 page in ")
    assert masthead("build", "--explain").stderr == f"{name}: up to date\n"
    write(replace=("A title", "Another"))
    workspace.write(workspace.root / "styles" / "body.css", b"p { color: navy }")
    said = masthead("build", "--explain").stderr.splitlines()[0]
    assert said == f"{name}: out of date, content/doc.yaml has changed; styles/body.css was added"
    (workspace.root / PDF).write_bytes(b"scribbled")
    both = masthead("build", "--explain", "--for", "archive", "--for", "screen").stderr.splitlines()
    assert both[0] == f"{name}: out of date, {PDF} was altered after it was built"
    assert both[1] == "content/doc.yaml for screen: out of date, no build of it is on record"


def lines(text: str) -> list[dict[str, Any]]:
    """Return JSON objects, one a line."""
    return [json.loads(line) for line in text.splitlines()]


def test_json(masthead: CommandLine, write: Callable[..., str], workspace: Workspace) -> None:
    """For programs each text is one JSON object on a line of standard output, and the whole build the last one."""
    write("right")
    write("wrong", text=(FACTS + TEXT).replace("66/152", "66/153") + "colour: blue\n")
    (workspace.content / "empty").mkdir()
    done = masthead("build", "--json")
    right, wrong, end = sorted(lines(done.stdout), key=lambda line: line.get("text", "~"))
    assert done.stderr == ""
    assert done.returncode == ExitCode.CONTENT
    assert right.pop("seconds") > 0
    assert right == {
        "text": "content/right.yaml",
        "state": "built",
        "reasons": {"archive": ["no build of it is on record"]},
        "outputs": [{"path": PDF, "purpose": "archive", "pages": 1, "fresh": True}],
        "problems": [],
    }
    assert (wrong["state"], wrong["outputs"]) == ("failed", [])
    assert wrong["problems"][0] == {
        "file": "content/wrong.yaml",
        "line": 14,
        "column": 1,
        "severity": "error",
        "what": 'unknown key "colour"',
        "todo": wrong["problems"][0]["todo"],
    }
    assert end.pop("seconds") > 0
    assert [problem["file"] for problem in end.pop("problems")] == ["content/empty"]
    assert end == {"built": 1, "failed": 1, "up_to_date": 0, "exit_code": 1}


def test_warnings_in_json(masthead: CommandLine, write: Callable[..., str], workspace: Workspace) -> None:
    """A text that was built with warnings is built; the warning says what it is."""
    write()
    workspace.write(workspace.root / "styles" / "body.css", b"p { colr: red }")
    text, end = lines(masthead("build", "--json").stdout)
    assert (text["state"], end["exit_code"]) == ("built", 0)
    assert [problem["severity"] for problem in text["problems"]] == ["warning"]


def test_lines_are_plain(capsys: pytest.CaptureFixture[str]) -> None:
    """What a terminal would obey is printed as an escape."""
    Lines().say("content/\x1b[31m.yaml: up to date")
    assert capsys.readouterr().err == "content/\\x1b[31m.yaml: up to date\n"


def test_json_says_why_a_build_was_stopped(masthead: CommandLine, write: Callable[..., str]) -> None:
    """A build that ends before it has begun is one object too, with what is wrong and the exit code."""
    write()
    done = masthead("build", "--json", "dok")
    (end,) = lines(done.stdout)
    assert done.returncode == end["exit_code"] == ExitCode.USAGE
    assert end["problems"][0]["what"] == 'there is no document called "dok"'
