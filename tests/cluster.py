"""A Dask cluster for tests: a scheduler and workers, each a process of its own, on 127.0.0.1 alone."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TESTS = Path(__file__).parent
LIMIT = 60.0
"""Seconds in which something must have happened."""
LOCAL = ("--host", "127.0.0.1", "--no-dashboard", "--dashboard-address", "127.0.0.1:0")
SETTINGS = {
    "PYTHONPATH": os.pathsep.join([str(TESTS.parent / "src"), str(TESTS)]),
    "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0",
}
"""Environment of the processes. Dask gives a task up after the first worker that died with it, not after the fourth."""


class Cluster:
    """A scheduler and its workers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._processes: list[subprocess.Popen[bytes]] = []
        file = folder / "scheduler.json"
        self.scheduler = self._start("scheduler", *LOCAL, "--port", "0", "--scheduler-file", str(file))
        wait_until(lambda: _is_written(file))
        self.address: str = json.loads(file.read_text(encoding="utf-8"))["address"]

    def hire(self, *options: str) -> subprocess.Popen[bytes]:
        """Start a worker with one thread. Its nanny, the process returned, starts it anew whenever it dies."""
        own = ("--nthreads", "1", "--memory-limit", "0", "--local-directory", str(self.folder), *options)
        return self._start("worker", self.address, *LOCAL, *own)

    def _start(self, role: str, *options: str) -> subprocess.Popen[bytes]:
        name = f"{role}-{len(self._processes)}"
        with (self.folder / f"{name}.log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "dask", role, *options],
                cwd=self.folder, env=os.environ | SETTINGS, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip
        self._processes.append(process)
        return process

    def end(self, process: subprocess.Popen[bytes]) -> None:
        """End *process* and what it has started, at once."""
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(LIMIT)
        self._processes.remove(process)

    def end_all(self) -> None:
        """End every process."""
        for process in list(self._processes):
            self.end(process)


@contextmanager
def cluster(workers: int = 2, *, folder: Path) -> Iterator[Cluster]:
    """Give a cluster with so many workers; its logs are in *folder*. Afterwards none of its processes is left.

    The workers may still be on their way: who connects waits for the first one anyway.
    """
    started = Cluster(folder)
    try:
        for _ in range(workers):
            started.hire()
        yield started
    finally:
        started.end_all()


def wait_until(condition: Callable[[], object], limit: float = LIMIT) -> None:
    """Wait until *condition* holds."""
    end = time.monotonic() + limit
    while not condition():
        assert time.monotonic() < end, f"this did not come about in {limit} seconds"
        time.sleep(0.02)


def _is_written(file: Path) -> bool:
    try:
        return bool(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return False
