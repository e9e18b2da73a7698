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
    from collections.abc import Callable

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


def colour(engine: Engine, style: str) -> tuple[float, ...]:
    """Return the red, green and blue of a paragraph in the style sheet called *style*."""
    page = engine.lay_out(engine.parse("<p>Text"), f"{ROOT}styles/{style}.css").pages[0]
    text = next(box for box in page._page_box.descendants() if hasattr(box, "text"))
    return tuple(text.style["color"].coordinates)


@pytest.fixture
def sheets(workspace: Workspace) -> Callable[[str, str], None]:
    """Return a function that writes a style sheet of the workspace."""
    (workspace.root / "styles").mkdir()

    def write(name: str, text: str) -> None:
        (workspace.root / f"styles/{name}.css").write_text(text)

    return write


def test_a_sheet_is_read_anew_once_it_is_forgotten(engine: Engine, sheets: Callable[[str, str], None]) -> None:
    """An engine that lives on sees a change only when it is told; then every sheet that imports it is new."""
    sheets("outer", "@import url(inner.css);")
    sheets("inner", "p { color: #f00 }")
    assert colour(engine, "outer") == (1, 0, 0)
    sheets("inner", "p { color: #0f0 }")
    engine.forget(["styles/other.css"])
    assert colour(engine, "outer") == (1, 0, 0)
    engine.forget(["styles/inner.css"])
    assert colour(engine, "outer") == (0, 1, 0)


def test_a_sheet_that_was_missing_is_found_once_it_is_there(engine: Engine, sheets: Callable[[str, str], None]) -> None:
    """What was looked for and not found is forgotten like what was read, and so is the problem."""
    sheets("outer", "@import url(inner.css); p { color: #f00 }")
    colour(engine, "outer")
    assert engine.problems
    engine.problems.clear()
    sheets("inner", "")
    engine.forget(["styles/inner.css"])
    colour(engine, "outer")
    assert not engine.problems


def test_a_sheet_of_the_program_gives_way_to_one_of_the_workspace(
    engine: Engine, sheets: Callable[[str, str], None]
) -> None:
    """A sheet is known by the same name wherever it lies."""
    engine.lay_out(engine.parse("<p>Text"), f"{ROOT}styles/body.css")
    sheets("body", "p { color: #f00 }")
    engine.forget(["masthead:styles/body.css"])
    assert colour(engine, "body") == (1, 0, 0)


def test_a_font_of_a_sheet_is_let_go_with_all_sheets(
    engine: Engine, sheets: Callable[[str, str], None], workspace: Workspace
) -> None:
    """The engine cannot let go of one font, so it starts with none and reads every sheet again."""
    sheets("plain", "p { color: #f00 }")
    sheets("fancy", "@font-face { font-family: fancy; src: url(fancy.woff) } p { color: #00f }")
    (workspace.root / "styles/fancy.woff").write_bytes(b"")
    assert (colour(engine, "plain"), colour(engine, "fancy")) == ((1, 0, 0), (0, 0, 1))
    sheets("plain", "p { color: #0f0 }")
    engine.forget(["styles/fancy.woff"])
    assert (colour(engine, "plain"), colour(engine, "fancy")) == ((0, 1, 0), (0, 0, 1))


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
