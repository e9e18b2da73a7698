"""Groups: what the engine draws as a whole apart from the page, because it lets through what is behind it.

The marks within such a group are not those of its page. They are taken off, and the group is marked as a whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pydyf

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_DRAWS = re.compile(rb"/(\S+) Do")


@dataclass(frozen=True)
class Drawn:
    """What is drawn by name: references to streams of a PDF."""

    pdf: Any
    streams: Mapping[str, Any]

    def group(self, item: object) -> tuple[list[Any], Drawn] | None:
        """Return the operators of the group that *item* draws, with what these draw; None where it draws none."""
        drawn = _DRAWS.fullmatch(item) if isinstance(item, bytes) and item.endswith(b" Do") else None
        made = self._object(self.streams.get(drawn[1].decode())) if drawn else None
        if made is None or made.extra.get("Subtype") != "/Form":
            return None
        resources = self._object(made.extra.get("Resources"))
        return made.stream, Drawn(self.pdf, resources.get("XObject", {}) if resources else {})

    def _object(self, reference: object) -> Any:  # noqa: ANN401 (objects of the engine)
        return self.pdf.objects[int(reference.split()[0])] if isinstance(reference, bytes) else None


def gathered(items: list[Any], drawn: Drawn) -> None:
    """Mark every group that *items*, the operators of a page, draw with the first number that is used within it."""
    marked: list[Any] = []
    for item in items:
        group = drawn.group(item)
        numbers = list(_numbers(*group)) if group else []
        if group and numbers:
            _bare(*group)
            marked += ["/Span", pydyf.Dictionary({"MCID": numbers[0]}), b"BDC", item, b"EMC"]
        else:
            marked.append(item)
    items[:] = marked


def _numbers(items: list[Any], drawn: Drawn) -> Iterator[int]:
    """Give the numbers of the marks among *items*, and of those in groups that they draw."""
    for item in items:
        if isinstance(item, dict) and "MCID" in item:
            yield item["MCID"]
        elif group := drawn.group(item):
            yield from _numbers(*group)


def _bare(items: list[Any], drawn: Drawn) -> None:
    """Take all marks off *items*, and off the groups that they draw: they stand within one mark."""
    bare: list[Any] = []
    for item in items:
        if item == b"BMC":
            del bare[-1:]
        elif item == b"BDC":
            del bare[-2:]
        elif item != b"EMC":
            bare.append(item)
        if group := drawn.group(item):
            _bare(*group)
    items[:] = bare
