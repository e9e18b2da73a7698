"""``check``: every problem of every document, without a page being set or a file being written."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from conftest import FACTS, ROOT, TEXT

import masthead
from masthead.checking import check
from masthead.problem import ExitCode, MastheadError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from masthead.workspace import Workspace


def files(folder: Path) -> set[Path]:
    """Return everything below *folder*."""
    return set(folder.rglob("*"))


def test_right_documents_have_no_problems(workspace: Workspace, write: Callable[..., str]) -> None:
    """Documents without faults have no problems, and checking them writes nothing."""
    shutil.copytree(ROOT / "content", workspace.content, dirs_exist_ok=True)
    write("single", replace=("66/152", "66/153"))
    before = files(workspace.root)
    assert check(workspace=workspace) == []
    assert files(workspace.root) == before


def test_named_documents_only(workspace: Workspace, write: Callable[..., str]) -> None:
    """Only the documents that are named are checked."""
    write("right")
    write("wrong", "title: [")
    assert check(["right"], workspace=workspace) == []
    assert [problem.place.file for problem in check(["wrong"], workspace=workspace)] == ["content/wrong.yaml"]


def test_fault_of_the_facts_is_told_once(workspace: Workspace) -> None:
    """A fault of the facts is told once, whatever the number of languages."""
    folder = workspace.content / "doc"
    folder.mkdir()
    (folder / "document.yaml").write_text(FACTS.replace("session: 66", "session: 67"), encoding="utf-8")
    for code in ("en", "fr"):
        (folder / f"{code}.yaml").write_text(TEXT.replace("language: en\n", ""), encoding="utf-8")
    (problem,) = check(workspace=workspace)
    assert problem.what.startswith("session 67 contradicts symbol")


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ("emblem: none.svg\n", 'masthead.yaml:1:9: picture "none.svg" is missing: there is no none.svg; '),
        ("emblem: ../a.svg\n", 'masthead.yaml:1:9: picture "../a.svg" lies outside the workspace; '),
        ("emblem:\n", 'masthead.yaml:1:8: "emblem" is empty; '),
        ("emblm: a.svg\n", 'masthead.yaml:1:1: unknown key "emblm"; did you mean "emblem"?'),
        ("emblem: a.svg\nemblem: a.svg\n", 'masthead.yaml:2:1: key "emblem" is given twice, first on line 1; '),
        ("- a\n", "masthead.yaml:1:1: the file must be a mapping, not a list; "),
    ],
)
def test_settings_are_checked(workspace: Workspace, write: Callable[..., str], settings: str, expected: str) -> None:
    """A fault of the settings is told at its place."""
    write()
    (workspace.root / "a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    (workspace.root / "masthead.yaml").write_text(settings, encoding="utf-8")
    (problem,) = check(workspace=workspace)
    assert str(problem).startswith(expected)


def test_right_settings(workspace: Workspace, write: Callable[..., str]) -> None:
    """An emblem of the workspace is right; so are settings that change nothing."""
    write()
    (workspace.root / "a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    for settings in ("emblem: a.svg\n", "{}\n", "", "# emblem: a.svg\n\n"):
        (workspace.root / "masthead.yaml").write_text(settings, encoding="utf-8")
        assert check(workspace=workspace) == []


def test_a_faulty_template_is_found_before_a_page_is_set(workspace: Workspace, write: Callable[..., str]) -> None:
    """What a build would refuse for its template, a check refuses too."""
    write()
    (workspace.root / "templates").mkdir()
    (workspace.root / "templates/resolution.html").write_text("{{ nope.x }}", encoding="utf-8")
    (problem,) = check(workspace=workspace)
    assert str(problem) == (
        "templates/resolution.html:1: the template cannot be used ('nope' is undefined); "
        "mend the template, or delete it to use the program's own"
    )


def test_an_address_is_no_picture(workspace: Workspace, write: Callable[..., str]) -> None:
    """A picture of the network is refused in words that say why."""
    write(replace=('"*Decides* to go on."', "{figure: 'https://example.org/x.svg', alternative: A line}"))
    (problem,) = check(workspace=workspace)
    assert problem.what == 'picture "https://example.org/x.svg" is an address, and nothing is ever fetched'


def test_job_dates_without_a_job_number(workspace: Workspace, write: Callable[..., str]) -> None:
    """Days that would be printed behind a job number are nothing without one."""
    write(more="job_dates: [2012-03-01]\n")
    (problem,) = check(workspace=workspace)
    assert problem.what == "job dates are given and no job number"


def test_pictures_are_checked(workspace: Workspace, write: Callable[..., str]) -> None:
    """A picture is looked for beside the document, and told at its place where it cannot be printed."""
    write(replace=('"*Decides* to go on."', "{figure: x.svg, alternative: A line}"))
    (problem,) = check(workspace=workspace)
    assert str(problem) == (
        'content/doc.yaml:13:14: picture "x.svg" is missing: there is no content/x.svg; put it there or mend its name'
    )
    (workspace.content / "x.svg").symlink_to("/etc/hostname")
    (problem,) = check(workspace=workspace)
    assert problem.what == 'picture "x.svg" lies outside the workspace'


def test_missing_fontconfig_is_told(
    workspace: Workspace, write: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the machine lacks what finds faces, the error says what installs it."""
    from masthead import font  # noqa: PLC0415

    write()
    monkeypatch.setenv("PATH", "")
    font.installed.cache_clear()
    font._listing.cache_clear()
    with pytest.raises(MastheadError, match="fontconfig is not installed; ") as raised:
        check(workspace=workspace)
    assert raised.value.exit_code is ExitCode.MACHINE


def test_check_is_a_function_of_the_package(
    workspace: Workspace, write: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a workspace, the one around the current folder is checked."""
    write(more="colour: blue\n")
    monkeypatch.chdir(workspace.content)
    (problem,) = masthead.check()
    assert problem.place.line == 14


def test_a_wrong_date_hides_no_contradiction(workspace: Workspace, write: Callable[..., str]) -> None:
    """A fact that is wrong by itself does not keep the others from being held against each other."""
    text = (FACTS + TEXT).replace("issued: 2012-03-13", "issued: 2012-02-30").replace("session: 66", "session: 67")
    write(text=text)
    assert [problem.what for problem in check(workspace=workspace)] == [
        "session 67 contradicts symbol A/RES/66/152, which is of session 66",
        '"issued": 2012-02-30 is not a day of the calendar',
    ]


def test_a_missing_date_contradicts_nothing(workspace: Workspace, write: Callable[..., str]) -> None:
    """What is missing is told once, and nothing is said of how it agrees with the rest."""
    write(replace=("issued: 2012-03-13\n", ""))
    (problem,) = check(workspace=workspace)
    assert problem.what == '"issued" is missing'
