"""Graphics states within each other: as few as the page needs, and never more than PDF/A allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
import pytest
from conftest import FACTS, TEXT
from hypothesis import given
from hypothesis import strategies as st

from masthead.building import build
from masthead.conformance import examine
from masthead.order import Order, Purpose
from masthead.press.nesting import depth, flattened

if TYPE_CHECKING:
    from masthead.workspace import Workspace

PAINT = st.sampled_from([b"1 w", b"0 0 m", b"S", "/Span", b"2 0 0 2 0 0 cm"])
NESTED = st.recursive(
    st.lists(PAINT, max_size=3),
    lambda inner: st.lists(inner.map(lambda items: [b"q", *items, b"Q"]) | st.lists(PAINT, max_size=2), max_size=4).map(
        lambda parts: [item for part in parts for item in part]
    ),
    max_leaves=20,
)


def painted(items: list[object]) -> list[object]:
    """Return what is painted, each with the operators that hold when it is: those before it in all open states."""
    states: list[list[object]] = [[]]
    found: list[object] = []
    for item in items:
        if item == b"q":
            states.append([])
        elif item == b"Q":
            states.pop()
        elif item == b"S":
            found.append([operator for state in states for operator in state])
        else:
            states[-1].append(item)
    return found


@given(NESTED)
def test_what_is_painted_stays(items: list[object]) -> None:
    """Whatever is nested in whatever, each stroke has the state that it had, and states stay balanced."""
    left = list(items)
    flattened(left)
    assert painted(left) == painted(items)
    assert left.count(b"q") == left.count(b"Q")
    assert depth(left) <= depth(items)


def test_needless_states_are_taken_out() -> None:
    """States saved and restored one directly within the other are one; where something comes between, both stay."""
    items = [b"q", b"q", b"q", b"1 w", b"S", b"Q", b"Q", b"Q", b"q", b"1 w", b"q", b"S", b"Q", b"Q"]
    flattened(items)
    assert items == [b"q", b"1 w", b"S", b"Q", b"q", b"1 w", b"q", b"S", b"Q", b"Q"]


def _drawn(workspace: Workspace, groups: int, attributes: str = "") -> None:
    opened, closed = f"<g{attributes}>" * groups, "</g>" * groups
    (workspace.content / "mill.svg").write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{opened}<path d="M0 0h9v9z"/>{closed}</svg>'
    )
    text = f"{FACTS}{TEXT}  - figure: mill.svg\n    alternative: A mill\n"
    (workspace.content / "doc.yaml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(("groups", "attributes"), [(50, ""), (16, ' transform="translate(0.1)"')])
def test_drawings_with_many_groups_are_archived(workspace: Workspace, groups: int, attributes: str) -> None:
    """Groups within groups of a drawing are as many as PDF/A allows, and look as they are drawn."""
    _drawn(workspace, groups, attributes)
    outputs = build(orders=[Order(), Order(Purpose.SCREEN)], workspace=workspace).outputs
    assert examine(outputs[0].path, name="x").problems == []
    pictures = []
    for output in outputs:
        with pypdfium2.PdfDocument(output.path) as pdf:
            pictures.append(pdf[0].render(scale=1).to_pil().tobytes())
    assert pictures[0] == pictures[1], "the screen's states are those of the engine"


def test_drawings_that_are_too_deep_are_refused_in_an_archive(workspace: Workspace) -> None:
    """Groups that PDF/A cannot hold are told of and make no archival PDF; the one for a screen is built."""
    _drawn(workspace, 40, ' transform="translate(0.1)"')
    report = build(orders=[Order(), Order(Purpose.SCREEN)], workspace=workspace)
    (told,) = report.problems
    assert str(told) == (
        "PDF/A-3: a drawing has more groups within each other than the 28 levels that a PDF for the archive can hold; "
        "flatten the drawing"
    )
    assert [output.purpose for output in report.outputs] == [Purpose.SCREEN]
