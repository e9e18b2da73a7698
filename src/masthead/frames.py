"""Room for calls: what calls itself over and over, deep down, runs on one piece of memory.

Python keeps the frames of functions that call each other in pieces of 16 kB. Where a piece ends just below a
function that is called thousands of times, each call asks the system for a new piece and gives it back: the layout
of a page then takes a tenth longer, for no other reason than how deep in the program it was started. A frame that
is larger than what is left makes Python take a piece of twice its size, with room for all that follows.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
R = TypeVar("R")

SLOTS = 70_000
"""Size of the frame in pointers: a little more than half a megabyte, so that the piece is one megabyte. None of
it is touched."""


def roomy(function: Callable[P, R]) -> Callable[P, R]:
    """Let *function*, and all that it calls, run with room for their frames."""

    @wraps(function)
    def call(*arguments: P.args, **named: P.kwargs) -> R:
        return function(*arguments, **named)

    call.__code__ = call.__code__.replace(co_stacksize=SLOTS)  # type: ignore[attr-defined]
    return call
