"""Whether a worker's memory stays flat over a thousand documents of a page each.

Two builds at the same time, as no time is measured (:mod:`benchmark.weighing`): one by a process that sets all of
them, as ``masthead build -j1`` does, and one by a pool of one worker, which is replaced now and then.
"""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING

from benchmark.process import PYTHON, TESTS, say, together
from benchmark.site import Chapter
from benchmark.table import WIDTH, Mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from benchmark.site import Site

KINDS = {"alone": "one process, never replaced", "pool": "a pool of one worker"}
PARTS = 5
FLAT = 1.1
"""How many times the peak over the first part of the documents that over the last part may be."""

Peaks = dict[str, list[float]]
"""By kind: the peak over each part of the documents."""


def measure(site: Site) -> Chapter:
    """Measure both."""
    say(f"  {site.records} documents of a page each, twice")
    program = [PYTHON, "-m", "benchmark.weighing"]
    commands = [[*program, str(site.folder / f"steady-{kind}"), str(site.records), kind] for kind in KINDS]
    told = [json.loads(answer) for answer in together(commands, TESTS, site.variables)]
    peaks = {kind: _peaks(megabytes) for kind, megabytes in zip(KINDS, told, strict=True)}
    return Chapter(list(_lines(peaks, site.records)), list(_marks(peaks)))


def _peaks(megabytes: Sequence[float]) -> list[float]:
    bounds = [len(megabytes) * part // PARTS for part in range(PARTS + 1)]
    return [max(megabytes[start:end]) for start, end in pairwise(bounds)]


def _lines(peaks: Peaks, number: int) -> Iterator[str]:
    yield f"Memory of a worker over {number} documents of a page, seen after each; its peak over each fifth, MB."
    yield f"{'':{WIDTH}}" + "".join(f"{f'to {number * (part + 1) // PARTS}':>9}" for part in range(PARTS))
    for kind, own in peaks.items():
        yield f"{KINDS[kind]:{WIDTH}}" + "".join(f"{peak:9.0f}" for peak in own)


def _marks(peaks: Mapping[str, Sequence[float]]) -> Iterator[Mark]:
    for kind, (first, *_, last) in peaks.items():
        yield Mark(f"memory, last fifth / first, {kind}", f"{last / first:.2f}", "< 1.10", last < first * FLAT)
