"""What was tried to make a document come sooner: what was kept, and what did not help. It works by itself.

:mod:`benchmark.ways` does what is measured.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmark import table
from benchmark.site import Chapter

if TYPE_CHECKING:
    from benchmark.site import Site

AS_IT_IS = "as it is"


def measure(site: Site) -> Chapter:
    """Measure the document as the program sets it, without each thing that was kept, and with each that was not."""
    rounds = 2 * site.rounds
    found = site.answer("ways", site.staged(1)[0], rounds)
    head = f"What was tried, on three pages in the layout of New York: processor time, {rounds} rounds in turn."
    lines = [head, "Without what was kept:", *table.renders(found["without"], AS_IT_IS)]
    return Chapter([*lines, "With what did not help:", *table.renders(found["ways"], AS_IT_IS)])
