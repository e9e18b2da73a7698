"""What tests share: a workspace in a folder of its own, PDFs that are built once, and the command line."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from hypothesis import settings

from masthead.building import build
from masthead.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

# On a person's machine hypothesis tries new examples each time; a machine that judges a change tries the same ones.
# Neither judges by the clock: how fast a machine is belongs into `make bench`.
settings.register_profile("person", deadline=None)
settings.register_profile("judge", deadline=None, derandomize=True, database=None)
settings.load_profile("judge" if os.environ.get("CI") else "person")

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("MASTHEAD_SHARED", ROOT.parent / "shared"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder with the real documents, or skip."""
    if not SHARED.is_dir():
        pytest.skip("the real documents (../shared or MASTHEAD_SHARED) are not here")
    return SHARED


@pytest.fixture(scope="session")
def founding(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the PDF of the founding document, A/RES/66/152 in French, built once."""
    root = tmp_path_factory.mktemp("founding")
    shutil.copytree(ROOT / "content", root / "content")
    report = build(["A-RES-66-152"], workspace=Workspace(root))
    assert not report.problems
    return report.outputs[0].path


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Return an empty workspace."""
    (tmp_path / "content").mkdir()
    return Workspace(tmp_path)


FACTS = """\
type: resolution
symbol: A/RES/66/152
organ: general-assembly
session: 66
agenda_item: 69 (b)
issued: 2012-03-13
adopted: {on: 2011-12-19, meeting: 89}
"""
TEXT = """\
language: en
title: A title
preamble:
  - "*Recalling* its resolution 64/171,"
operative:
  - "*Decides* to go on."
"""


@pytest.fixture
def write(workspace: Workspace) -> Callable[..., str]:
    """Return a function that writes a single-file document; ``replace`` changes its lines, ``more`` adds some."""

    def write_document(name: str = "doc", text: str = FACTS + TEXT, *, replace: tuple[str, str] = ("", ""),
                       more: str = "") -> str:  # fmt: skip
        changed = text.replace(*replace) if replace[0] else text
        (workspace.content / f"{name}.yaml").write_text(changed + more, encoding="utf-8")
        return f"content/{name}.yaml"

    return write_document


class CommandLine(Protocol):
    """Runs ``python -m masthead`` in a process of its own."""

    def __call__(self, *arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
        """Run it with *arguments* in the workspace; *options* go to ``subprocess.run``."""


def command(*arguments: str) -> list[str]:
    """Return the command that runs Masthead with *arguments* in this Python."""
    return [sys.executable, "-m", "masthead", *arguments]


@pytest.fixture
def masthead(workspace: Workspace) -> CommandLine:
    """Return the command line, as a shell would call it in the folder of the workspace."""

    def run(*arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
        settings: dict[str, Any] = {"cwd": workspace.root, "capture_output": True, "encoding": "utf-8"}
        return subprocess.run(command(*arguments), check=False, **(settings | options))

    return run


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the table of the corpus: each file, the words of its XML, and in how many places its PDF differs."""
    reports = [*terminalreporter.stats.get("passed", []), *terminalreporter.stats.get("failed", [])]
    rows = sorted(value for report in reports for key, value in report.user_properties if key == "corpus")
    if rows:
        terminalreporter.section("words of the corpus: file, words, differences")
        for name, count, different in rows:
            terminalreporter.write_line(f"{name:36} {count:>8,} {different:>4}")
        total, places = sum(row[1] for row in rows), sum(row[2] for row in rows)
        terminalreporter.write_line(f"{f'{len(rows)} files':36} {total:>8,} {places:>4}")
