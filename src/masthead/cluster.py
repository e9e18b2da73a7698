"""Pools of many machines: workers of a Dask cluster (the extra ``cluster``), reached through its scheduler.

Dask gives the job of a dead worker to another. One that dies with several comes back as its KilledWorker, which
:mod:`masthead.running` knows what to do about.
"""

from __future__ import annotations

import asyncio
import logging
import time
import warnings
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar
from urllib.parse import urlsplit

from masthead import maker, remedy
from masthead.problem import ExitCode, MastheadError, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")

ANSWER = 10.0
"""Seconds in which the scheduler must answer, and a first worker must be there."""
PATIENCE = 30.0
"""Seconds that a run waits for a worker when all have gone."""
COUNTED = 1.0
"""Seconds for which the number of threads is taken to be what it was."""
LOGGERS = ("distributed", "distributed.client", "distributed.gc", "tornado.application", "asyncio")
"""Where Dask tells of every worker that comes or goes; what a user needs is a problem of the run."""


class Cluster:
    """The pool of the workers behind one scheduler."""

    def __init__(self, address: str, answer: float, patience: float) -> None:
        self._address, self._answer, self._patience = address, answer, patience
        self._executor: Remote | None = None

    def __call__(self) -> Executor:
        """Connect to the scheduler.

        Raises:
            MastheadError: Dask is not installed, no scheduler answers, or its workers cannot do the work.
        """
        self._executor = Remote(self._address, self._answer, self._patience)
        return self._executor

    def window(self) -> int:
        """Return how many jobs keep all workers busy: two for each of their threads, as many as there are now."""
        return 2 * self._executor.threads() if self._executor else 1


def cluster(address: str, *, answer: float = ANSWER, patience: float = PATIENCE) -> Cluster:
    """Return the pool of the workers behind the scheduler at *address*.

    Args:
        address: as the scheduler tells it: ``tcp://192.0.2.1:8786``, ``tls://...``; ``tcp://`` may be left out.
        answer: seconds in which the scheduler must answer, and a first worker be there.
        patience: seconds that a run waits for a worker when all have gone.

    Raises:
        MastheadError: this is no address.
    """
    _check(address)
    return Cluster(address, answer, patience)


def _check(address: str) -> None:
    try:
        parts = urlsplit(address if "://" in address else f"tcp://{address}")
        plain = parts.scheme in ("tcp", "tls", "ws", "wss") and parts.hostname and parts.port
    except ValueError:
        plain = None
    if not plain:
        what = "this is not the address of a scheduler"
        raise _problem(address, what, "write it as the scheduler tells it: tcp://HOST:8786", ExitCode.USAGE)


def _problem(address: str, what: str, todo: str, exit_code: ExitCode = ExitCode.MACHINE) -> MastheadError:
    return MastheadError([Problem(Place(address), what, todo, exit_code=exit_code)])


def _library() -> Any:  # noqa: ANN401 (a library that may not be there)
    try:
        import distributed  # noqa: PLC0415 (half a second, and an extra)
    except ImportError as error:
        what = f"Dask is not installed ({error})"
        raise _problem("masthead[cluster]", what, remedy.pip(["masthead[cluster]"])) from error
    return distributed


@contextmanager
def _quietly() -> Iterator[None]:
    """Keep from standard error what Dask says in the meantime."""
    loggers = [logging.getLogger(name) for name in LOGGERS]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


class Remote(Executor):
    """An executor that gives its tasks to the workers of a Dask cluster.

    Args:
        address: of the scheduler.
        answer: seconds in which it must answer, and a first worker be there.
        patience: seconds without a worker after which the work is given up.

    Raises:
        MastheadError: Dask is not installed, no scheduler answers, or its workers cannot do the work.
    """

    def __init__(self, address: str, answer: float, patience: float) -> None:
        self._address, self._patience = address, patience
        self._threads, self._counted, self._seen = 0, -COUNTED, time.monotonic()
        library = _library()
        with ExitStack() as undo:
            undo.enter_context(_quietly())
            self._client = _connected(library, address, answer)
            undo.callback(self._close)
            _await_worker(self._client, address, answer)
            _compare(self._client)
            self._executor = self._client.get_executor(pure=False)
            self._undo = undo.pop_all()

    def submit(
        self, task: Callable[Parameters, Result], /, *arguments: Parameters.args, **named: Parameters.kwargs
    ) -> Future[Result]:
        """Hand *task* to a worker.

        Raises:
            BrokenExecutor: the connection is lost.
        """
        if self._client.status != "running":
            raise BrokenExecutor
        future: Future[Result] = self._executor.submit(task, *arguments, **named)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take no more tasks; wait for those that are there where *wait* says so, and leave the cluster."""
        self._executor.shutdown(wait=wait and not cancel_futures)
        self._undo.close()

    def stop(self) -> None:
        """Leave the cluster at once: its scheduler forgets the tasks of who is gone."""
        self._undo.close()

    def _close(self) -> None:
        with suppress(TimeoutError, OSError):
            self._client.close(timeout=1)

    def check(self) -> None:
        """Look after the workers; called while nothing comes back.

        Raises:
            BrokenExecutor: the connection is lost.
            MastheadError: all workers have gone, and none came back.
        """
        if self._client.status != "running":
            raise BrokenExecutor
        if self.threads():
            self._seen = time.monotonic()
        elif time.monotonic() - self._seen > self._patience:
            what = f"all workers have gone, and none came back within {self._patience:g} seconds"
            raise _problem(self._address, what, _start_workers(self._address))

    def threads(self) -> int:
        """Return how many threads all workers have; the scheduler is asked from time to time."""
        if time.monotonic() - self._counted > COUNTED:
            with suppress(OSError):  # the connection is lost: what is in flight tells of it
                self._threads = sum(self._client.nthreads().values())
            self._counted = time.monotonic()
        return self._threads


def _connected(library: Any, address: str, answer: float) -> Any:  # noqa: ANN401 (as above)
    """Return Dask's client. It is not made the one that other code of this process finds."""
    todo = "start one with `dask scheduler`, or look whether the network lets you reach it"
    try:
        asyncio.run(_knock(library, address, answer))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that other libraries of Dask's have other releases there
            return library.Client(address, timeout=answer, set_as_default=False)
    except OSError as error:
        raise _problem(address, "no scheduler answers", todo) from error
    except Exception as error:  # Dask takes what it reads for numbers of bytes
        what = f"this is no scheduler, or Dask is not set up to speak with it ({error!r})"
        raise _problem(address, what, todo) from error


async def _knock(library: Any, address: str, answer: float) -> None:  # noqa: ANN401
    """Look whether anybody at *address* speaks Dask's language: its client waits for ever for one who says nothing."""
    security = library.Security().get_connection_args("client")
    line = await asyncio.wait_for(library.connect(address, timeout=answer, **security), answer)
    await line.close()


def _await_worker(client: Any, address: str, answer: float) -> None:  # noqa: ANN401
    try:
        client.wait_for_workers(1, timeout=answer)
    except TimeoutError as error:
        raise _problem(address, "the scheduler has no workers", _start_workers(address)) from error


def _compare(client: Any) -> None:  # noqa: ANN401
    """Look whether all workers would print the same page as this machine."""
    here = maker.key()
    for worker, there in client.run(_maker, on_error="return").items():
        if isinstance(there, ImportError):
            raise _problem(worker, f"this worker cannot do the work ({there})", "install the same Masthead there")
        if isinstance(there, str) and there != here:
            what = (
                "this worker has another release of Masthead or of its libraries than the machine that sends the work"
            )
            raise _problem(worker, what, "install the same there, then start the worker again")


def _maker() -> str:
    return maker.key()


def _start_workers(address: str) -> str:
    return f"start some: `dask worker {address} --nworkers 4 --nthreads 1 --preload masthead.preloaded`"
