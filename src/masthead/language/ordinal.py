"""Ordinal numbers in words, from a language's rule table.

A table maps a number to its words. Words with ``{-20}`` hold from their number up to the next one in the table;
the placeholder stands for the ordinal of the number less 20. So ``22: vingt-{-20}`` prints 23 as
"vingt-troisième", and a table may as well list every word where a language has no such rule.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

FIRST, LAST = 1, 199
"""The range of a table: the regular sessions of two centuries."""

_LESS = re.compile(r"\{-(\d+)\}")


class OrdinalError(ValueError):
    """The table has no words for this number."""


class Ordinals:
    """One table of ordinals, such as the feminine ones of French."""

    def __init__(self, rules: Mapping[int, str]) -> None:
        self._rules = dict(rules)

    def words(self, number: int) -> str:
        """Return *number* (1 to 199) in words, lower case; raise ``OrdinalError``."""
        if not FIRST <= number <= LAST:
            raise OrdinalError(f"ordinals in words run from {FIRST} to {LAST}, not {number}")
        start = max((start for start in self._rules if start <= number), default=None)
        rule = self._rules[start] if start else ""
        if start != number and not _LESS.search(rule):
            raise OrdinalError(f"the table of ordinals has no words for {number}")
        return _LESS.sub(lambda less: self.words(number - int(less[1])), rule)
