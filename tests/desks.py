"""Executors without processes, for the loop that gives jobs to workers: they die as the real ones do, but at once."""

from __future__ import annotations

import random
from collections import Counter
from concurrent.futures import BrokenExecutor, Executor, Future
from itertools import count
from typing import TYPE_CHECKING, Any

from tasks import Deed, do

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator


class DeathError(BaseException):
    """Ends a worker."""


class KilledWorker(Exception):  # noqa: N818 (Dask's own name)
    """Looks like Dask's."""


class Desk(Executor):
    """An executor without processes: it does a task whenever it is looked after, in an order of its own.

    A death breaks it as it breaks a process pool: all that it still has is lost, and it takes no more.
    """

    def __init__(self, chance: random.Random, submissions: Iterator[int], idle_deaths: Collection[int]) -> None:
        self._chance, self._submissions, self._idle_deaths = chance, submissions, idle_deaths
        self.tasks: dict[Future[Any], tuple[Callable[..., Any], tuple[Any, ...]]] = {}
        self.broken = False
        self.most = 0
        """How many tasks it had at once."""
        self.crowd = 0
        """How many tasks it had when it broke."""
        self.left: str | None = None
        """How it was left."""

    def submit(self, task: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        """Put *task* on the desk; at some submissions the desk breaks first."""
        assert not named
        assert self.left is None
        if next(self._submissions) in self._idle_deaths:
            self._break()
        if self.broken:
            raise self._chance.choice([BrokenExecutor(), OSError(9, "Bad file descriptor"), EOFError()])
        future: Future[Any] = Future()
        self.tasks[future] = task, arguments
        self.most = max(self.most, len(self.tasks))
        return future

    def check(self) -> None:
        """Do one of the tasks, whichever."""
        future = self._chance.choice(list(self.tasks))
        task, arguments = self.tasks[future]
        try:
            result = task(*arguments)
        except DeathError:
            self._die(future)
        else:
            del self.tasks[future]
            future.set_result(result)

    def _die(self, _: Future[Any]) -> None:
        self._break()

    def _break(self) -> None:
        self.broken, self.crowd = True, len(self.tasks)
        for future in self.tasks:
            future.set_exception(BrokenExecutor())
        self.tasks.clear()

    def stop(self) -> None:
        """Be left at once."""
        self.left = "stopped"

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Be left when there is nothing to do."""
        assert wait
        assert not cancel_futures
        assert not self.tasks
        self.left = "dismissed"


class Office(Desk):
    """Goes on after a death, as Dask does: a task is tried again elsewhere, and given up after a second death.

    Some that were near the one that died are given up with it.
    """

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self._deaths: Counter[Future[Any]] = Counter()

    def _die(self, culprit: Future[Any]) -> None:
        self._deaths[culprit] += 1
        for future in list(self.tasks):
            if self._deaths[culprit] == 2 and (future is culprit or self._chance.random() < 0.3):
                del self.tasks[future]
                future.set_exception(KilledWorker())


class Desks:
    """A pool of desks that keeps those that it made."""

    def __init__(self, kind: type[Desk] = Desk, seed: int = 0, idle_deaths: Collection[int] = ()) -> None:
        self._kind, self._submissions, self._idle_deaths = kind, count(), idle_deaths
        self._chance = random.Random(seed)  # noqa: S311 (chance that can be had again, not secrets)
        self.made: list[Desk] = []

    def __call__(self) -> Executor:
        """Make a desk."""
        desk = self._kind(self._chance, self._submissions, self._idle_deaths)
        self.made.append(desk)
        return desk


class Clerk:
    """Does deeds at a desk."""

    def __init__(self) -> None:
        self.done: Counter[int] = Counter()

    def __call__(self, deed: Deed) -> int:
        """Do *deed*, or die of it."""
        self.done[deed.number] += 1
        if deed.kind == "dies" or (deed.kind == "dies once" and self.done[deed.number] == 1):
            raise DeathError
        result: int = do(deed if deed.kind == "fails" else Deed(deed.number))
        return result
