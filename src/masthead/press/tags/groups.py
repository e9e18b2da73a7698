"""Groups: what the engine draws as a whole apart from the page, because it lets through what is behind it.

The marks within such a group are not those of its page. They are taken off, and the group is marked as a whole.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pydyf

if TYPE_CHECKING:
    from collections.abc import Callable

_DRAWS = re.compile(rb"/(\S+) Do")


def gathered(items: list[Any], group_of: Callable[[str], list[Any] | None]) -> None:
    """Mark every group that *items*, the operators of a page, draw with the first number that is used within it.

    *group_of* returns the operators of a group by its name.
    """
    marked: list[Any] = []
    for item in items:
        drawn = _DRAWS.fullmatch(item) if isinstance(item, bytes) else None
        group = group_of(drawn[1].decode()) if drawn else None
        numbers = _bared(group) if group else []
        if numbers:
            marked += ["/Span", pydyf.Dictionary({"MCID": numbers[0]}), b"BDC", item, b"EMC"]
        else:
            marked.append(item)
    items[:] = marked


def _bared(group: list[Any]) -> list[int]:
    """Take all marks off the operators of *group*, where any has a number; return the numbers."""
    bare: list[Any] = []
    numbers: list[int] = []
    for item in group:
        if item == b"BMC":
            del bare[-1:]
        elif item == b"BDC":
            numbers += [bare[-1]["MCID"]] if isinstance(bare[-1], dict) and "MCID" in bare[-1] else []
            del bare[-2:]
        elif item != b"EMC":
            bare.append(item)
    if numbers:
        group[:] = bare
    return numbers
