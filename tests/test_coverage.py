"""Coverage: sets of characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masthead.coverage import Coverage, drawn


@given(st.sets(st.integers(0, 0x300), min_size=1), st.characters(max_codepoint=0x310))
def test_membership(points: set[int], character: str) -> None:
    """A coverage holds exactly the characters that were written into it."""
    coverage = Coverage.parse(" ".join(f"{point:x}" for point in points))
    assert (character in coverage) == (ord(character) in points)


@pytest.mark.parametrize(("character", "held"), [("\x1f", False), (" ", True), ("~", True), ("\x7f", False)])
def test_ranges_hold_both_ends(character: str, held: bool) -> None:
    """Both ends of a range belong to it, and their neighbours do not."""
    assert (character in Coverage.parse("a0-36f 20-7e")) is held


def test_empty() -> None:
    """A font without characters has none."""
    assert "a" not in Coverage.parse("")


@pytest.mark.parametrize(
    "character", ["\xa0", "\u202f", "\u2009", "\n", "\u3000", "\xad", "\u200b", "\u2060", "\u2011"]
)
def test_undrawn(character: str) -> None:
    """Spaces, controls, joiners, the soft hyphen and the no-break hyphen need no glyph of their own."""
    assert not drawn(character)


@pytest.mark.parametrize("character", ["a", "-", "\u2010", "é", "\u0301", "№", "\u06dd", "中", "\ue000"])
def test_drawn(character: str) -> None:
    """Letters, marks, signs and private characters need a glyph, and so does the Arabic end of a verse."""
    assert drawn(character)
