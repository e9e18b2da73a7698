"""Room for calls: what a function calls runs on one piece of memory, and the function is the same otherwise."""

from __future__ import annotations

import sys

import pytest

from masthead.frames import SLOTS, roomy


@roomy
def joined(*words: str, by: str = " ") -> str:
    """Join words."""
    return by.join(words)


def test_a_function_with_room_does_what_it_did() -> None:
    """Arguments, result, name and docstring are those of the function."""
    assert joined("a", "b", by="-") == "a-b"
    assert (joined.__name__, joined.__doc__) == ("joined", "Join words.")


def test_its_frame_takes_more_than_a_piece() -> None:
    """The frame before the function is larger than half a megabyte, so that the piece it lies on is a whole one."""
    assert SLOTS * 8 > 512 * 1024
    assert joined.__code__.co_stacksize == SLOTS


def test_errors_pass_through() -> None:
    """An error of the function is the caller's to handle, and the function can be called again."""
    with pytest.raises(TypeError):
        joined(1)  # type: ignore[arg-type]
    assert joined("a") == "a"


def test_it_may_call_itself_as_deep_as_any_other() -> None:
    """Room is memory, not depth: the limit of recursion stays as it is."""

    @roomy
    def down(levels: int) -> int:
        return levels and down(levels - 1)

    assert down(50) == 0
    with pytest.raises(RecursionError):
        down(sys.getrecursionlimit())
