"""What each pass of the presses takes in time, in memory and in bytes.

``python -m benchmark.passes FOLDER ROUNDS`` takes the stage that :mod:`benchmark.stage` set and writes as JSON: the
number of pages and, for the layout and for each way of writing it, the seconds that the processor worked in every
round, the peak of memory in 10^6 bytes and the bytes of the PDF. :mod:`benchmark.ledger` tells what a pass adds.

In each round the document is laid out anew and written in every way, every second round backwards, each after the
garbage of the one before it is gone. What the engine does only once for a layout is done before, by a writing that
is not counted. Peaks are those of copies of this process (fork) which has laid the document
out and written nothing; each copy writes once.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
import traceback
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from benchmark.presses import Stage
from benchmark.process import UNIT

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmark.presses import Writing

T = TypeVar("T")


@dataclass
class Figures:
    """What was measured of a writing."""

    seconds: list[float] = field(default_factory=list)
    megabytes: float = 0.0
    """Peak of a process that lays the document out and then writes it."""
    size: int = 0
    """Bytes of the PDF."""


def measure(stage: Stage, rounds: int) -> dict[str, Figures]:
    """Return the figures of the layout and of each writing. The layout whose memory is measured is not timed."""
    figures = {name: Figures() for name in ("layout", *stage.writings())}
    stage.lay_out()
    _memory(stage, figures)
    for number in range(rounds):
        _, seconds = _timed(stage.lay_out)
        figures["layout"].seconds.append(seconds)
        stage.plain()
        names = list(stage.writings().items())
        for name, writing in names if number % 2 == 0 else reversed(names):
            given = stage.prepare(writing)
            pdf, seconds = _timed(partial(writing.write, given))
            figures[name].seconds.append(seconds)
            figures[name].size = len(pdf)
    return figures


def _timed(job: Callable[[], T]) -> tuple[T, float]:
    start = time.process_time()
    done = job()
    return done, time.process_time() - start


def _memory(stage: Stage, figures: dict[str, Figures]) -> None:
    layout = figures["layout"].megabytes = _peak()
    for name, writing in stage.writings().items():
        figures[name].megabytes = max(layout, _peak_of(stage, writing))


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * UNIT / 1e6


def _peak_of(stage: Stage, writing: Writing) -> float:
    """Return the peak of a copy of this process that does *writing*, with the PDF that it is given."""
    reading_end, writing_end = os.pipe()
    child = os.fork()
    if not child:
        try:
            writing.write(stage.prepare(writing))
            os.write(writing_end, str(_peak()).encode())
        except Exception:  # noqa: BLE001 (whatever it is, the copy must end here and say so)
            traceback.print_exc()
        finally:
            os._exit(0)
    os.close(writing_end)
    with os.fdopen(reading_end, encoding="ascii") as answer:
        found = answer.read()
    os.waitpid(child, 0)
    return float(found)


if __name__ == "__main__":
    on_stage = Stage(Path(sys.argv[1]) / "workspace")
    measured = {name: asdict(figures) for name, figures in measure(on_stage, int(sys.argv[2])).items()}
    sys.stdout.write(json.dumps({"pages": len(on_stage.laid.pages), "measured": measured}))
