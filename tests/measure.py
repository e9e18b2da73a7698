"""A measure of a printed page, and the test that runs for each of many."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from printed import Print

WITHIN = 1.5
"""Pt by which a part may stand away from its measure."""
FINE = 0.3
"""Pt by which a size or the thickness of a rule may be off."""
TRACKING = 0.05
"""Pt by which the space between letters may be off."""


@dataclass(frozen=True)
class Row:
    """One measure: its name, how it is taken, what it is on the original, how far off it may be."""

    name: str
    take: Callable[[Print], float]
    measured: float
    within: float = WITHIN

    def check(self, printed: Print) -> None:
        """Fail where the measure is not met."""
        taken = self.take(printed)
        assert abs(taken - self.measured) <= self.within, f"{taken:.2f} is not {self.measured} +- {self.within}"


def by_name(*rows: Row) -> pytest.MarkDecorator:
    """Run a test for each of *rows*."""
    return pytest.mark.parametrize("row", rows, ids=[row.name for row in rows])


def down(printed: Print, page: int, above: str, below: str) -> float:
    """Return how far one text of a page stands below another."""
    return printed[page].words(below).baseline - printed[page].words(above).baseline
