"""Contrast: text that is hard to read is warned of; the program's own pages are black enough."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from printed import PAGES

from masthead.building import build
from masthead.press.contrast import LEAST, contrast
from masthead.problem import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable

    from masthead.workspace import Workspace

PART = st.floats(0, 1)
COLOUR = st.tuples(PART, PART, PART)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [((0, 0, 0), (1, 1, 1), 21.0), ((1, 1, 1), (1, 1, 1), 1.0), ((0, 0, 1), (1, 1, 1), 8.59),
     ((0x76 / 255,) * 3, (1, 1, 1), 4.54), ((0x77 / 255,) * 3, (1, 1, 1), 4.48)],
)  # fmt: skip
def test_contrast(one: tuple[float, float, float], other: tuple[float, float, float], ratio: float) -> None:
    """Known pairs have their known contrast: #767676 is the lightest grey that passes on white."""
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)


@given(COLOUR, COLOUR)
def test_contrast_has_no_sides(one: tuple[float, float, float], other: tuple[float, float, float]) -> None:
    """It is the same whichever of two colours is on top, and lies between 1 and 21."""
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21.0001


def _with_style(workspace: Workspace, rules: str) -> None:
    (workspace.root / "styles").mkdir(exist_ok=True)
    sheet = (ROOT / "styles" / "body.css").read_text(encoding="utf-8")
    (workspace.root / "styles" / "body.css").write_text(f"{sheet}\n{rules}\n", encoding="utf-8")


def test_pale_text_is_warned_of(workspace: Workspace, write: Callable[..., str]) -> None:
    """A pale grey is warned of once, with its colours, its contrast and its first words; the PDF is built."""
    write()
    _with_style(workspace, "main p { color: #999 }")
    report = build(workspace=workspace)
    (problem,) = report.problems
    assert str(problem) == (
        'styles: warning: text is set in #999999 on #ffffff, a contrast of 2.8 to 1: "Resolution adopted by the '
        'General Assemb"; set it darker: readers who see little need 4.5 to 1 (WCAG 2.2, 1.4.3)'
    )
    assert report.exit_code is ExitCode.OK
    assert report.outputs


def test_text_stands_on_what_is_behind_it(workspace: Workspace, write: Callable[..., str]) -> None:
    """White on black is well read, black on dark blue is not, and what is let through counts."""
    write(more="  - table: [[A, B], [c, d]]\n")
    _with_style(workspace, "td { background: #000; color: #fff } th { background: rgb(0 0 0 / 80%); color: #000 }")
    (problem,) = build(workspace=workspace).problems
    assert "#000000 on #333333, a contrast of 1.7 to 1" in problem.what


def test_own_pages_have_contrast(workspace: Workspace) -> None:
    """No page of any edition sets text paler than it may."""
    for page in PAGES.glob("*.yaml"):
        shutil.copy(page, workspace.content)
    report = build(workspace=workspace)
    assert len(report.outputs) > 5
    assert not [problem for problem in report.problems if "contrast" in problem.what]
    assert LEAST == 4.5
