"""Compiled templates: those of the program are compiled once for all, those of a workspace never leave memory."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from masthead import compiled
from masthead.disc import Disc
from masthead.typeset import rendered
from masthead.workspace import program_folder

if TYPE_CHECKING:
    from pathlib import Path

    from masthead.workspace import Workspace

NAME = "greeting.html"


@pytest.fixture
def templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder that stands for that of the program's templates, with one template."""
    folder = tmp_path / "program"
    folder.mkdir()
    (folder / NAME).write_text("Good {{ time }}")
    monkeypatch.setattr(compiled, "program_folder", lambda _: folder)
    monkeypatch.setattr(compiled.Compiled, "_kept", {})
    monkeypatch.setattr("masthead.workspace._program", lambda _: Disc(folder))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    compiled.kept_at.cache_clear()
    return folder


@pytest.fixture(autouse=True)
def _forget() -> None:
    """Let every test find the program's own folder again."""
    compiled.kept_at.cache_clear()


def _kept(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.pyc"))


def test_a_template_of_the_program_is_compiled_once(
    templates: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its code lies beside it, and another process that finds it there does not compile it."""
    assert rendered(NAME, workspace, time="morning") == "Good morning"
    (kept,) = _kept(templates)
    assert kept.parent.name == "__pycache__"
    monkeypatch.setattr(compiled.Compiled, "_kept", {})
    monkeypatch.setattr("jinja2.Environment.compile", None)
    assert rendered(NAME, workspace, time="evening") == "Good evening"


def test_a_template_that_was_changed_is_compiled_again(
    templates: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Code is found by the text that it was compiled from."""
    rendered(NAME, workspace, time="morning")
    (templates / NAME).write_text("Bad {{ time }}")
    monkeypatch.setattr(compiled.Compiled, "_kept", {})
    assert rendered(NAME, workspace, time="morning") == "Bad morning"
    monkeypatch.setattr(compiled.Compiled, "_kept", {})
    assert rendered(NAME, workspace, time="evening") == "Bad evening"


def test_code_of_a_workspace_is_never_kept(templates: Path, workspace: Workspace) -> None:
    """A template of the workspace is compiled in memory, and what is kept of the program's own is not touched."""
    (workspace.root / "templates").mkdir()
    (workspace.root / "templates" / NAME).write_text("Own {{ time }}")
    (workspace.root / "templates/more.html").write_text("More {{ time }}")
    assert rendered(NAME, workspace, time="morning") == "Own morning"
    assert rendered("more.html", workspace, time="morning") == "More morning"
    assert _kept(templates) + _kept(workspace.root / "templates") == []


@pytest.mark.parametrize("spoiled", [b"", b"j2", b"no code at all"])
def test_code_that_is_spoiled_is_compiled_again(
    templates: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch, spoiled: bytes
) -> None:
    """A file of another Python, or the rest of one, is not taken for code."""
    rendered(NAME, workspace, time="morning")
    _kept(templates)[0].write_bytes(spoiled)
    monkeypatch.setattr(compiled.Compiled, "_kept", {})
    assert rendered(NAME, workspace, time="evening") == "Good evening"


def test_a_program_that_may_not_write_there_works_all_the_same(templates: Path, workspace: Workspace) -> None:
    """Where no folder can be made beside the templates, code is kept in memory alone."""
    (templates / "__pycache__").write_text("in the way")
    assert rendered(NAME, workspace, time="morning") == "Good morning"


def test_python_that_shall_write_no_code_writes_none(
    templates: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The switch that keeps Python from writing code of modules holds for templates."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert rendered(NAME, workspace, time="morning") == "Good morning"
    assert _kept(templates) == []


def test_all_templates_of_the_program_are_found_compiled(tmp_path: Path) -> None:
    """A second process compiles none of them."""
    names = sorted(path.name for path in program_folder("templates").glob("*.html"))
    code = f"""
from masthead.typeset import _environment
from masthead.workspace import Workspace
templates = _environment(Workspace({str(tmp_path)!r}))
done = set()
templates.compile, compile = lambda *a, **b: done.add("compiled") or compile(*a, **b), templates.compile
for name in {names!r}:
    templates.get_template(name)
print(*done or ["found"])
"""
    command = [sys.executable, "-X", f"pycache_prefix={tmp_path}", "-c", code]
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    answers = [subprocess.check_output(command, encoding="utf-8", env=variables) for _ in range(2)]
    assert answers == ["compiled\n", "found\n"]
