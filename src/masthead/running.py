"""Many at once: jobs go to workers, at most so many in flight, and come back as they are finished.

The seam is :data:`Pool`, anything that makes a :class:`concurrent.futures.Executor`. The loop knows nothing of
documents. A job that kills its worker costs no other: those that were in flight with it are tried again one at a
time, and only one that dies alone has failed.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Generic, TypeVar

from masthead.crew import Crew, error_of, is_death, is_killed_worker
from masthead.sealed import opened, performed, travels

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

    from masthead.sealed import Sealed

Job = TypeVar("Job")
Result = TypeVar("Result")

Pool = Callable[[], Executor]
"""Makes an executor; called again where the one before is broken. It may raise a MastheadError, which ends the run."""
TRIALS = 2
"""Times that a worker may die with one job alone: the first may be chance. Dask has tried before it says so."""


class WorkerDiedError(Exception):
    """A job ended the worker that did it, and did so again when it was tried alone."""


@dataclass(frozen=True)
class Done(Generic[Job, Result]):
    """A finished job: with its result, or with the error that it came to."""

    job: Job
    result: Result | None = None
    error: BaseException | None = None


def run(
    pool: Pool, task: Callable[[Job], Result], jobs: Iterable[Job], *, window: int | Callable[[], int]
) -> Generator[Done[Job, Result], None, None]:
    """Do *task* for each of *jobs* with the workers of *pool*, and give each once, as it is finished.

    Where the generator is closed before its end, or Ctrl-C is raised while it waits, the workers are ended at once.
    Who may be interrupted between two outcomes holds it in :func:`contextlib.closing`.

    Args:
        pool: the seam; not called where there are no jobs.
        task: a function that workers can import by its name. What it raises is the error of its job. It may be called
            twice for a job.
        jobs: taken one by one, as there is room in the window.
        window: how many jobs are in flight at most; a function is asked before each job.

    Raises:
        MastheadError: there are no workers, or they end before they do anything.
    """
    crew = Crew(pool)
    try:
        yield from _Run(crew, task, jobs, window if callable(window) else lambda: window).outcomes()
        crew.dismiss()
    except BaseException:
        crew.stop()
        raise


class _Run(Generic[Job, Result]):
    """What is in flight, and what is under suspicion."""

    def __init__(
        self, crew: Crew, task: Callable[[Job], Result], jobs: Iterable[Job], window: Callable[[], int]
    ) -> None:
        self._crew, self._task, self._jobs, self._window = crew, task, iter(jobs), window
        self._flying: dict[Future[Sealed], tuple[Job, int]] = {}
        """Each job in flight, and which trial this is for it; 0 for one that nobody suspects."""
        self._suspects: deque[tuple[Job, int]] = deque()
        """Jobs that were in flight when a worker died, and how many trials each has had."""

    def outcomes(self) -> Iterator[Done[Job, Result]]:
        """Give each job as it is finished."""
        while self._filled():
            for future in self._crew.landed(self._flying):
                yield from self._outcome(future)

    def _filled(self) -> bool:
        """Send out what may be in flight now; say whether anything is."""
        while self._has_room() and (taken := list(islice(self._jobs, 1))):
            self._send(taken[0], trial=0)
        while self._suspects and not self._flying:
            job, trials = self._suspects.popleft()
            self._send(job, trials + 1)
        return bool(self._flying)

    def _has_room(self) -> bool:
        return not self._suspects and len(self._flying) < max(1, self._window())

    def _send(self, job: Job, trial: int) -> None:
        try:
            future = self._crew.submit(performed, self._task, job)
        except BrokenExecutor:
            self._suspects.append((job, max(0, trial - 1)))
            return
        except Exception as error:
            if travels(self._task, job):
                raise
            future = Future()
            future.set_exception(error)
        self._flying[future] = job, trial

    def _outcome(self, future: Future[Sealed]) -> Iterator[Done[Job, Result]]:
        job, trial = self._flying.pop(future)
        error = error_of(future)
        if error is None:
            yield Done(job, *opened(future.result()))
        elif not is_death(error):
            yield Done(job, error=error)
        else:
            self._crew.doubt(error)
            if trial < (1 if is_killed_worker(error) else TRIALS):
                self._suspects.append((job, trial))
                return
            died = WorkerDiedError("the worker that did it died, also when it did nothing else")
            died.__cause__ = error
            yield Done(job, error=died)
