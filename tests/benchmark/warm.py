"""The second and later documents of a process: WeasyPrint alone, and Masthead with all that it does around it.

``python -m benchmark.warm FOLDER STYLE ROUNDS`` takes the stage that :mod:`benchmark.stage` set, with the name of
its style sheet, and writes the seconds of every round as JSON. Both print the same page from one font configuration
and parsed style sheets of their own, WeasyPrint in another process (:mod:`benchmark.bare`), where nothing of Masthead
is; all take turns, each after the garbage of the one before it is gone.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import time
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmark.bare import Bare
from masthead.document import load
from masthead.entry import entries
from masthead.press import Engine, press
from masthead.pressroom import PressRoom
from masthead.typeset import typeset
from masthead.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

Jobs = Mapping[str, "Callable[[], float]"]
"""By name, what does something and returns the seconds that it took."""


def _masthead(root: Path) -> Mapping[str, Callable[[], object]]:
    """Return the road from YAML to a PDF on the disc, and a stretch of it: layout, proof and PDF of HTML."""
    workspace = Workspace(root)
    entry = entries(workspace)[0]
    room, engine = PressRoom(workspace), Engine(workspace)
    document = load(workspace, entry)
    sheet = typeset(document, workspace)

    def whole() -> object:
        (copy,) = room.printed(entry).copies.values()
        return (root / "warm.pdf").write_bytes(copy.pdf)

    return {"masthead": whole, "press": lambda: press(sheet, document, engine)}


def rounds(jobs: Jobs, number: int) -> dict[str, list[float]]:
    """Return the seconds of *number* rounds of all *jobs* in turn; a first round is not counted."""
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for counted in [False] + [True] * number:
        for name, job in jobs.items():
            seconds = job()
            if counted:
                times[name].append(seconds)
    return times


def _timed(work: Callable[[], object]) -> float:
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _bare(bare: Bare) -> float:
    bare.ask(["page.html"])
    return sum(bare.told().seconds)


if __name__ == "__main__":
    stage, style_sheet, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    alone = Bare(stage / "page", style_sheet, os.environ)
    all_jobs = {name: partial(_timed, job) for name, job in _masthead(stage / "workspace").items()}
    sys.stdout.write(json.dumps(rounds(all_jobs | {"weasyprint": partial(_bare, alone)}, count)))
    alone.close()
