"""Nesting of graphics states: PDF/A allows 28 within each other (ISO 19005-3, 6.1.13).

The engine saves the state for every box and every group of a drawing, though nothing may happen between two of them.
"""

from __future__ import annotations

from itertools import accumulate
from typing import Any

DEEPEST = 28
"""Graphics states within each other that PDF/A allows."""
_STEPS = {b"q": 1, b"Q": -1}


def depth(items: list[Any]) -> int:
    """Return how many graphics states stand within each other in *items*, the operators of a stream."""
    steps = (_STEPS[item] for item in items if isinstance(item, bytes) and item in _STEPS)
    return max(accumulate(steps, initial=0))


def flattened(items: list[Any]) -> None:
    """Take out of *items* every state that is saved directly within another and restored directly before it."""
    ends = _ends(items)
    needless: set[int] = set()
    for start, end in ends.items():
        if ends.get(start + 1) == end - 1:
            needless |= {start, end}
    if needless:
        items[:] = [item for at, item in enumerate(items) if at not in needless]


def _ends(items: list[Any]) -> dict[int, int]:
    """Return where each state is restored, by where it is saved."""
    ends: dict[int, int] = {}
    saved: list[int] = []
    for at, item in enumerate(items):
        if item == b"q":
            saved.append(at)
        elif item == b"Q" and saved:
            ends[saved.pop()] = at
    return ends
