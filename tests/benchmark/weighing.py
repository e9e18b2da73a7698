"""Weighs who sets documents, after each of them.

``python -m benchmark.weighing FOLDER NUMBER KIND`` builds NUMBER documents of a page each in FOLDER and writes the
memory in use of the process that set them, in 10^6 bytes, after each of them, as JSON. KIND is ``alone``, where this
process sets all, or ``pool``, where the workers of :func:`masthead.pools.local` do, one after the other.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmark.shelf import FIRST, SHORT, fill
from masthead import garbage, pools
from masthead.building import build
from masthead.report import Silence
from masthead.workspace import Workspace

if TYPE_CHECKING:
    from masthead.pools import Processes
    from masthead.report import Outcome


class Scale(Silence):
    """Hears of each document that is finished, and weighs those who are at work."""

    def __init__(self) -> None:
        self.megabytes: list[float] = []

    def done(self, outcome: Outcome) -> None:
        """Weigh them."""
        assert outcome.fresh, outcome.problems
        self.megabytes.append(max(map(_memory, self.pids()), default=0.0))

    def pids(self) -> list[int]:
        """Return who is weighed: this process."""
        return [os.getpid()]


class PoolScale(Scale):
    """Makes a pool of one worker, and weighs its workers."""

    def __init__(self) -> None:
        super().__init__()
        self._pool = pools.local(1)
        self._made: list[Processes] = []
        self.window = self._pool.window

    def __call__(self) -> Processes:
        """Make the pool's executor."""
        self._made.append(self._pool())
        return self._made[-1]

    def pids(self) -> list[int]:
        """Return the workers that live, that which is at work and that which is about to end."""
        return [process.pid for made in self._made for process in made._context.processes if process.pid]


def _memory(pid: int) -> float:
    """Return the memory in use of the process *pid*, in 10^6 bytes; 0 where it has ended or the system does not say."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def weigh(folder: Path, number: int, kind: str) -> list[float]:
    """Build the documents, and return the weights."""
    workspace = Workspace(folder)
    fill(workspace.content, range(FIRST, FIRST + number), SHORT)
    if kind == "alone":
        garbage.spare()  # as the command does
        scale = Scale()
        build(workspace=workspace, progress=scale)
        return scale.megabytes
    pool = PoolScale()
    build(workspace=workspace, progress=pool, pool=pool)
    return pool.megabytes


if __name__ == "__main__":
    sys.stdout.write(json.dumps(weigh(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])))
