"""The crew of a run: the executor of the moment, and whether it is to be trusted.

What an executor says of a death is told apart here from what a job came to: a broken pool of processes, a future that
was cancelled by nobody, Dask's KilledWorker.
"""

from __future__ import annotations

import time
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from typing import TYPE_CHECKING, Protocol, TypeVar, runtime_checkable

from masthead.problem import ExitCode, MastheadError, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

Result = TypeVar("Result")

STARTS = 3
"""Executors in a row that may fail to do even nothing before the run is given up."""
FAILURES = (BrokenExecutor, OSError, EOFError)
"""What an executor raises that takes no task: a pool of processes that breaks meanwhile closes its pipes first."""
PAUSE = 0.25
"""Seconds before the next try where the system refuses a worker: what forks them may be about to end itself."""
PATIENCE = 1.0
"""Seconds without an outcome after which an executor is asked to look after its workers."""


@runtime_checkable
class Attended(Protocol):
    """What an executor can do beyond the standard, where it can."""

    def stop(self) -> None:
        """End the workers at once, whatever they are doing."""

    def check(self) -> None:
        """Look after the workers; called again and again while nothing comes back.

        Raises:
            BrokenExecutor: what is in flight is lost.
            MastheadError: nobody is left to work, and nobody comes.
        """


class Crew:
    """The executor of the moment, and whether it is to be trusted."""

    def __init__(self, pool: Callable[[], Executor]) -> None:
        self._pool = pool
        self._executor: Executor | None = None
        self._broken = False
        self._doubted = False
        """Whether a worker has died since the last one was seen to work."""

    def submit(self, call: Callable[..., Result], *arguments: object) -> Future[Result]:
        """Hand over one call.

        Raises:
            BrokenExecutor: the workers died before they had it.
            MastheadError: there are no workers.
        """
        executor = self._engaged()
        try:
            return executor.submit(call, *arguments)
        except FAILURES as error:
            self.doubt(error)
            raise BrokenExecutor from error

    def _engaged(self) -> Executor:
        """Return an executor; after a death one whose workers were seen to do nothing, and to live on."""
        failure: BaseException | None = None
        for _ in range(STARTS):
            if self._broken:
                self.stop()
            try:
                executor = self._executor = self._executor or self._pool()
                failure = self._failure(executor) if self._doubted else None
            except FAILURES as error:
                failure = error
                time.sleep(PAUSE)
            if failure is None:
                self._doubted = False
                return executor
            self._broken = True
        raise _unmanned(failure)

    def _failure(self, executor: Executor) -> BaseException | None:
        """Return what keeps the workers from doing nothing; None where they can."""
        future = executor.submit(_nothing)
        self.landed([future])
        return error_of(future)

    def doubt(self, error: BaseException) -> None:
        """Hear that a job was lost by *error*. Dask goes on after a death: its workers are started by others."""
        self._doubted = True
        self._broken = self._broken or not is_killed_worker(error)

    def landed(self, flying: Collection[Future[Result]]) -> Collection[Future[Result]]:
        """Wait until one of *flying* is done; return those that are, or all where all are lost."""
        while not (done := wait(flying, PATIENCE, FIRST_COMPLETED).done):
            if isinstance(self._executor, Attended):
                try:
                    self._executor.check()
                except BrokenExecutor:
                    return list(flying)
        return done

    def dismiss(self) -> None:
        """Let the workers go: they have nothing to do."""
        if self._executor:
            self._executor.shutdown()
        self._executor = None

    def stop(self) -> None:
        """End the workers at once, whatever they are doing."""
        executor, self._executor, self._broken = self._executor, None, False
        if isinstance(executor, Attended):
            executor.stop()
        elif executor and hasattr(executor, "kill_workers"):  # a process pool of Python 3.14
            executor.kill_workers()
        elif executor:
            executor.shutdown(wait=False, cancel_futures=True)


def _nothing() -> None:
    """Do nothing: who cannot do that can do no job."""


def error_of(future: Future[Result]) -> BaseException | None:
    """Return what *future* came to grief by; one that is not done is lost."""
    if future.cancelled():
        return CancelledError()
    return future.exception() if future.done() else BrokenExecutor()


def is_death(error: BaseException) -> bool:
    """Say whether *error* tells of a worker's end and not of a job."""
    return isinstance(error, BrokenExecutor | CancelledError) or is_killed_worker(error)


def is_killed_worker(error: BaseException) -> bool:
    """Say whether *error* is Dask's for a task that several workers died with; Dask may not be installed."""
    return any(kind.__name__ == "KilledWorker" for kind in type(error).__mro__)


def _unmanned(failure: BaseException | None) -> MastheadError:
    reason = getattr(failure, "strerror", None) or str(failure).partition("\n")[0]
    what = f"none can be started ({reason})" if isinstance(failure, OSError) else "they end before they do anything"
    todo = (
        "try `--workers 1`, or look at the memory that is free; a program of its own builds with workers under "
        '`if __name__ == "__main__":`'
    )
    return MastheadError([Problem(Place("workers"), what, todo, exit_code=ExitCode.MACHINE)])
