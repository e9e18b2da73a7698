"""The marks that whole commands and imports have to reach; those of the presses are in :mod:`benchmark.ledger`."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from benchmark import table
from benchmark.subjects import BARE, BUILD, HELP, NOTHING
from benchmark.table import Mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from benchmark.subjects import Subject

COLD = 0.8
"""How much of the bare command's time a cold build may take (issue 5)."""
OVERHEAD = 0.1
"""Share of WeasyPrint's own time that a warm document may take beyond it (issue 5)."""
TENTH = 0.1
FLAT = 1.1


def commands(measures: Mapping[str, Subject], loaded: Iterable[str]) -> list[Mark]:
    """Hold whole commands against what was promised.

    *loaded* are the modules that a build with nothing to do imports.
    """
    build, bare, helped, nothing = (
        [run.seconds for run in measures[name].runs] for name in (BUILD, BARE, HELP, NOTHING)
    )
    cold = table.ratio(build, bare)
    engine = "weasyprint" in loaded
    return [
        Mark(f"{BUILD} / {BARE}, cold", f"{cold:.2f}", "<= 0.80", cold <= COLD),
        _quick(HELP, median(helped), 0.150),
        _quick(NOTHING, median(nothing), 0.200),
        Mark("... imports WeasyPrint", "yes" if engine else "no", "no", not engine),
    ]


def renders(masthead: Sequence[float], weasyprint: Sequence[float]) -> Mark:
    """Hold a document in a warm process against WeasyPrint's own render of it."""
    over = table.ratio(masthead, weasyprint) - 1
    return Mark("a document in a warm process, over bare", f"{over:.1%}", "<= 10%", over <= OVERHEAD)


def importing(read: Mapping[str, list[float]]) -> list[Mark]:
    """Hold imports against builds of the same documents, and the memory of the last pass against that of the first."""
    share = median(read["import"]) / median(read["build"])
    whole = sum(read["import"]) / sum(read["build"])
    first, *_, last = read["memory"]
    files = len(read["import"])
    return [
        Mark(f"import / build, median of {files} files", f"{share:.3f}", "< 0.100", share < TENTH),
        Mark(f"import / build, all {files} files", f"{whole:.3f}", "< 0.100", whole < TENTH),
        Mark(
            "memory after the third import of all / after the first",
            f"{last / first:.2f}",
            "< 1.10",
            last < first * FLAT,
        ),
    ]


def _quick(name: str, seconds: float, bound: float) -> Mark:
    return Mark(name, f"{seconds * 1000:.0f} ms", f"< {bound * 1000:.0f} ms", seconds < bound)
