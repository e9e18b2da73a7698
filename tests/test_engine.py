"""The engine: reached late, with our fonts alone, and with one door for addresses."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from masthead.press.engine import SELDOM, Engine
from masthead.typeset import ROOT

if TYPE_CHECKING:
    from masthead.workspace import Workspace


@pytest.fixture
def engine(workspace: Workspace) -> Engine:
    """Return an engine for an empty workspace."""
    return Engine(workspace)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("http://example.org/a.png", "not in the workspace"),
        ("https://example.org/a.png", "not in the workspace"),
        ("ftp://example.org/a.png", "not in the workspace"),
        ("file:///etc/passwd", "not in the workspace"),
        (f"{ROOT}../secret.txt", "not in the workspace"),
        (f"{ROOT}%2e%2e/secret.txt", "not in the workspace"),
        (f"{ROOT}styles/../../secret.txt", "not in the workspace"),
        (f"{ROOT}/etc/passwd", "asks for etc/passwd, which is missing"),
    ],
)
def test_nothing_outside_the_workspace_is_read(engine: Engine, workspace: Workspace, address: str, said: str) -> None:
    """An address of the network, of the disc or above the workspace is refused and kept as a problem."""
    (workspace.root.parent / "secret.txt").write_text("secret")
    with pytest.raises(ValueError, match=re.escape(address)):
        engine.fetch(address)
    (problem,) = engine.problems.values()
    assert said in problem.what


def test_files_of_the_workspace_go_before_those_of_the_program(engine: Engine, workspace: Workspace) -> None:
    """A style sheet of the workspace is taken in place of the program's of the same name."""
    assert engine.fetch(f"{ROOT}styles/body.css")[0] == "masthead:styles/body.css"
    (workspace.root / "styles").mkdir()
    (workspace.root / "styles/body.css").write_text("p { color: red }")
    assert engine.fetch(f"{ROOT}styles/body.css") == ("styles/body.css", b"p { color: red }")


def test_every_document_records_the_sheets_that_were_read_for_the_first(engine: Engine, workspace: Workspace) -> None:
    """A style sheet is parsed once for many documents, and puts each of them out of date when it changes."""
    style = f"{ROOT}styles/new-york.css"
    records = []
    for _ in range(2):
        with workspace.recording() as reads:
            engine.lay_out(engine.parse("<p>Text"), style)
        records.append({name for name in reads if name.endswith(".css")})
    assert "masthead:styles/footnotes.css" in records[0]
    assert records[0] == records[1]


def test_our_sheets_are_all_understood(engine: Engine) -> None:
    """The engine ignores no rule of the program's own style sheets."""
    for name in ("general-assembly", "new-york"):
        engine.lay_out(engine.parse("<p>Text"), f"{ROOT}styles/{name}.css")
    assert engine.problems == {}


def test_the_environment_is_left_as_it_was(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """The private fontconfig is named only while the engine reads it."""
    monkeypatch.setenv("FONTCONFIG_FILE", "/some/fonts.conf")
    Engine(engine.workspace)
    assert os.environ["FONTCONFIG_FILE"] == "/some/fonts.conf"


def test_modules_that_are_seldom_needed_come_when_they_are_called() -> None:
    """They are not imported with WeasyPrint, and what stands for them finds the real ones."""
    code = f"""
import sys
from masthead.press.engine import weasyprint
weasyprint()
assert not set(sys.modules) & set({SELDOM!r}), "imported"
from weasyprint.pdf import fonts
stand = getattr(fonts, "subset", None) or sys.modules["fontTools"].subset
assert stand.parse_unicodes("41-43") == [65, 66, 67]
assert "fontTools.subset" in sys.modules
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
