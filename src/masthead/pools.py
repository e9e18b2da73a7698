"""Pools of this machine: workers that are processes, and end when their work, or who gave it, does."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from multiprocessing import forkserver
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.context import BaseContext, Process

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")

PRELOAD = ("masthead.preloaded",)
PARENT = "MASTHEAD_PARENT"
"""Variable of the environment that tells the process that forks workers who wants them."""
TASKS = 200
"""Jobs a worker does before a fresh one takes its place, so that what it never gives back does not add up."""
QUOTAS = (
    ("/sys/fs/cgroup/cpu.max",),
    ("/sys/fs/cgroup/cpu/cpu.cfs_quota_us", "/sys/fs/cgroup/cpu/cpu.cfs_period_us"),
)
"""Files in which a container says how many microseconds of how many it may use: cgroup 2, then 1."""


def usable_processors() -> int:
    """Return how many processors this process may use: by its affinity and by the quota of its container."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min([allowed, *_quota()]))


def _quota() -> Iterator[int]:
    for files in QUOTAS:
        try:
            quota, period = map(int, " ".join(Path(file).read_text(encoding="ascii") for file in files).split())
        except (OSError, ValueError):  # not there, or `max`
            continue
        if quota > 0 and period > 0:
            yield quota // period


@dataclass(frozen=True)
class Local:
    """A pool of *workers* processes of this machine.

    On Linux they are forked from a process that has imported the modules of *preload*, and start within
    milliseconds. Elsewhere each starts from nothing: what macOS itself puts under a program does not survive a fork,
    so Python does not do it there either.
    """

    workers: int
    preload: tuple[str, ...] = PRELOAD
    tasks_per_worker: int = TASKS

    def __call__(self) -> Processes:
        """Make the executor. Its workers start with the first jobs."""
        if sys.platform != "linux":
            return Processes(self.workers, multiprocessing.get_context("spawn"), self.tasks_per_worker)
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(list(self.preload))
        return Processes(self.workers, context, self.tasks_per_worker)

    def window(self) -> int:
        """Return how many jobs keep all workers busy: one in hand for each, and one that waits."""
        return 2 * self.workers


def local(workers: int, *, preload: Sequence[str] = PRELOAD, tasks_per_worker: int = TASKS) -> Local:
    """Return a pool of *workers* processes, each replaced after *tasks_per_worker* jobs.

    A program of its own calls :func:`masthead.running.run` with it under ``if __name__ == "__main__":``, as
    :mod:`multiprocessing` asks.
    """
    return Local(workers, tuple(preload), tasks_per_worker)


class Processes(Executor):
    """A process pool whose workers ignore Ctrl-C, die with their parent, and are replaced from time to time.

    They are replaced all at once, by a new pool, while the old one does what it still has. The standard
    ``max_tasks_per_child`` may wait for ever before the Pythons of July 2026 (python/cpython, issue 115634).
    """

    def __init__(self, workers: int, context: BaseContext, tasks_per_worker: int) -> None:
        self._workers, self._tasks = workers, workers * tasks_per_worker
        self._context = _Recording(context)
        with _undisturbed():  # starts the tracker of multiprocessing, which lets Ctrl-C through again
            self._shift = self._next_shift()
        self._guard = _undisturbed if context.get_start_method() == "spawn" else nullcontext
        """What a worker is started in. One that is forked has all that from the process that forks."""
        if context.get_start_method() == "forkserver":
            with _undisturbed():
                forkserver.ensure_running()

    def submit(
        self, task: Callable[Parameters, Result], /, *arguments: Parameters.args, **named: Parameters.kwargs
    ) -> Future[Result]:
        """Hand *task* to a worker."""
        with self._guard():
            if not self._left:
                self._shift.shutdown(wait=False)
                self._context.forget_the_dead()
                self._shift = self._next_shift()
            self._left -= 1
            return self._shift.submit(task, *arguments, **named)

    def _next_shift(self) -> ProcessPoolExecutor:
        self._left = self._tasks
        return ProcessPoolExecutor(self._workers, cast("BaseContext", self._context), initializer=_begin)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take no more tasks, and let the workers go when they have done those that they have."""
        self._shift.shutdown(wait, cancel_futures=cancel_futures)

    def stop(self) -> None:
        """End the workers at once, whatever they are doing."""
        self.shutdown(wait=False, cancel_futures=True)
        self._context.forget_the_dead()
        for process in self._context.processes:
            process.kill()
        for process in self._context.processes:
            process.join(1)

    def check(self) -> None:
        """Look after the workers; called while nothing comes back.

        Raises:
            BrokenExecutor: one has died, or all have ended, and the pool has not noticed: its thread may be lost when
                it takes a task in that moment.
        """
        codes = [process.exitcode for process in self._context.processes]
        if None not in codes or any(codes):
            raise BrokenExecutor


class _Recording:
    """A context of multiprocessing that keeps the processes it makes: a pool does not show its own."""

    def __init__(self, context: BaseContext) -> None:
        self._context = context
        self.processes: list[Process] = []

    def Process(self, *arguments: Any, **named: Any) -> Process:  # noqa: ANN401, N802 (the name that a pool calls)
        process = self._context.Process(*arguments, **named)  # type: ignore[attr-defined]
        self.processes.append(process)
        return cast("Process", process)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 (whatever else a pool needs)
        return getattr(self._context, name)

    def forget_the_dead(self) -> None:
        """Keep those that live: the number of one that has ended may be another's soon."""
        self.processes = [process for process in self.processes if process.is_alive()]


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Start processes that Ctrl-C does not reach, and that import nothing from the folder they are started in.

    Here Ctrl-C is raised at the end. All is handed down when a process starts.
    """
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    environment = {"PYTHONSAFEPATH": "1", PARENT: str(os.getpid())}
    before = {name: os.environ.get(name) for name in environment}
    os.environ.update(environment)
    try:
        yield
    finally:
        for name, value in before.items():
            del os.environ[name]
            if value is not None:
                os.environ[name] = value
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)


def _begin() -> None:
    """Prepare a worker: it leaves Ctrl-C to its parent, and does not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)
