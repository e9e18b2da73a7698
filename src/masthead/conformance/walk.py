"""A walk through all objects of a PDF, taken once for every check that looks for a key or a value."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pikepdf

from masthead.conformance.objects import entries, has_keys, items, key, name

SPACES = frozenset(("Separation", "DeviceN", "ICCBased"))
DEEPEST = 64
"""Arrays and dictionaries within each other that are looked into."""


class Walk:
    """Goes through the objects of a file, once for every check that looks for a key."""

    def __init__(self) -> None:
        self.by_key = defaultdict[str, list[tuple[str, Any]]](list)
        self.spaces = defaultdict[str, list[tuple[str, Any]]](list)
        self.values = list[tuple[str, Any]]()

    def take(self, where: str, top: Any) -> None:  # noqa: ANN401
        """Take in an object and what stands within it, but not what it refers to."""
        waiting = [(top, 0)]
        while waiting:
            value, depth = waiting.pop()
            if depth > DEEPEST or (depth and key(value)[0]):
                continue
            if isinstance(value, pikepdf.Array):
                inner = items(value)
                if len(inner) > 1 and (family := name(inner[0])) in SPACES:
                    self.spaces[family].append((where, value))
                waiting += [(each, depth + 1) for each in inner]
            elif has_keys(value):
                for at, each in entries(value):
                    self.by_key[at].append((where, value))
                    waiting.append((each, depth + 1))
            else:
                self.values.append((where, value))
