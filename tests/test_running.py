"""Many at once: each job has one outcome, and a death costs its own job alone."""

from __future__ import annotations

import copyreg
import multiprocessing
import pickle
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import closing
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from desks import Clerk, Desk, Desks, Office
from hypothesis import given
from hypothesis import strategies as st
from tasks import Closed, Deed, HiddenError, do

from masthead import crew
from masthead.problem import ExitCode, MastheadError, Place, Problem
from masthead.running import Done, WorkerDiedError, run
from masthead.sealed import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from concurrent.futures import Future

WINDOW = 4
CULPRITS = {"fails": ValueError, "dies": WorkerDiedError}


def outcomes(
    pool: Desks, jobs: Iterable[Deed], task: Callable[[Deed], Any] | None = None, window: Any = WINDOW
) -> list[Done[Deed, Any]]:
    """Run *jobs* at desks, which are looked after at once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(crew, "PATIENCE", 0)
        patch.setattr(crew, "PAUSE", 0)
        return list(run(pool, task or Clerk(), jobs, window=window))


KINDS = st.sampled_from(["good", "good", "good", "fails", "dies once", "dies"])
IDLE_DEATHS = st.sets(st.integers(0, 10)).map(lambda fives: {5 * five for five in fives})


@given(
    kinds=st.lists(KINDS, max_size=30), kind=st.sampled_from([Desk, Office]), seed=st.integers(0), deaths=IDLE_DEATHS
)
def test_each_job_has_one_outcome_and_only_culprits_fail(
    kinds: list[str], kind: type[Desk], seed: int, deaths: set[int]
) -> None:
    """Whatever dies or raises, and when: each job has one outcome, the culprits fail, the window is kept."""
    jobs = [Deed(number, kind) for number, kind in enumerate(kinds)]
    pool = Desks(kind, seed, deaths)
    found = outcomes(pool, jobs)
    assert sorted(done.job.number for done in found) == list(range(len(jobs)))
    for done in found:
        if done.job.kind in CULPRITS:
            assert type(done.error) is CULPRITS[done.job.kind]
        else:
            assert (done.result, done.error) == (10 * done.job.number, None)
    assert all(desk.most <= WINDOW for desk in pool.made)
    assert [desk.left for desk in pool.made[-1:]] == ["dismissed"] * bool(jobs)


def test_suspects_are_tried_alone_and_then_the_window_is_full_again() -> None:
    """After a death those that were in flight are tried one at a time; then as many are in flight as before."""
    pool = Desks()
    assert len(outcomes(pool, [Deed(0, "dies"), *(Deed(number) for number in range(1, 30))])) == 30
    assert [desk.crowd for desk in pool.made] == [WINDOW, 1, 1, 0]
    assert pool.made[-1].most == WINDOW


def test_jobs_are_pulled_as_there_is_room() -> None:
    """No more jobs are pulled than are finished or fit into the window, so endless many take no memory."""
    pulled = 0

    def endless() -> Iterable[Deed]:
        nonlocal pulled
        for pulled in count(1):
            yield Deed(pulled)

    with ThreadPoolExecutor(2) as threads, closing(run(lambda: threads, do, endless(), window=WINDOW)) as found:
        for number, _ in zip(range(1, 200), found, strict=False):
            assert pulled <= number + WINDOW


def test_window_may_change() -> None:
    """A window that is a function is asked again before each job; one below 1 holds one job."""
    widths, pool = iter([0, 3, 3, 3]), Desks()
    found = outcomes(pool, map(Deed, range(9)), window=lambda: next(widths, 2))
    assert len(found) == 9
    assert pool.made[0].most == 3


def test_no_jobs_need_no_pool() -> None:
    """Where there is nothing to do, no pool is made."""
    pool = Desks()
    assert outcomes(pool, []) == []
    assert pool.made == []


def test_who_leaves_early_stops_the_workers() -> None:
    """A generator that is closed before its end stops the executor; it does not wait for it."""
    pool = Desks()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(crew, "PATIENCE", 0)
        with closing(run(pool, Clerk(), map(Deed, count()), window=WINDOW)) as found:
            next(found)
    assert [desk.left for desk in pool.made] == ["stopped"]


@pytest.mark.parametrize("stopper", [KeyboardInterrupt(), MastheadError([Problem(Place("workers"), "gone", "hire")])])
def test_what_is_raised_while_it_waits_stops_the_workers(stopper: BaseException) -> None:
    """Ctrl-C, or an executor without workers, ends the run: the workers are stopped and the error goes on."""

    class Interrupted(Desk):
        def check(self) -> None:
            raise stopper

    pool = Desks(Interrupted)
    with pytest.raises(type(stopper)):
        outcomes(pool, [Deed(1)])
    assert [desk.left for desk in pool.made] == ["stopped"]


def test_what_is_lost_is_done_again() -> None:
    """An executor that has lost what is in flight is replaced, and each job is done all the same."""

    class Forgetful(Desk):
        def check(self) -> None:
            if len(pool.made) == 1:
                raise BrokenExecutor
            super().check()

    pool = Desks(Forgetful)
    assert {done.result for done in outcomes(pool, map(Deed, range(9)))} == {10 * number for number in range(9)}


def test_workers_that_never_start_end_the_run() -> None:
    """Where workers end before they do anything, no job is blamed: the run ends and says so."""

    class Hopeless(Desk):
        def check(self) -> None:
            self._break()

    pool, clerk = Desks(Hopeless), Clerk()
    with pytest.raises(MastheadError) as raised:
        outcomes(pool, map(Deed, count()), clerk)
    assert str(raised.value) == (
        "workers: they end before they do anything; "
        "try `--workers 1`, or look at the memory that is free; "
        'a program of its own builds with workers under `if __name__ == "__main__":`'
    )
    assert raised.value.exit_code is ExitCode.MACHINE
    assert len(pool.made) == 1 + crew.STARTS
    assert not clerk.done


def test_machine_without_room_for_workers_ends_the_run() -> None:
    """Where the system refuses a further process, the run ends and says what the system says."""

    def full() -> Executor:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    with pytest.raises(MastheadError) as raised:
        list(run(full, do, [Deed(1)], window=1))
    assert str(raised.value) == (
        "workers: none can be started (Resource temporarily unavailable); "
        "try `--workers 1`, or look at the memory that is free; "
        'a program of its own builds with workers under `if __name__ == "__main__":`'
    )
    assert raised.value.exit_code is ExitCode.MACHINE


def test_what_a_task_raises_is_the_error_of_its_job() -> None:
    """An error comes back as it was, with a note of where in the worker it was raised; so does an exit."""
    with ThreadPoolExecutor(2) as threads:
        found = list(run(lambda: threads, do, [Deed(1, "fails"), Deed(2, "leaves"), Deed(3)], window=WINDOW))
    errors = {done.job.number: done.error for done in found}
    assert repr(errors[1]) == "ValueError('no 1')"
    assert "in _fail" in "".join(errors[1].__notes__)  # type: ignore[union-attr]
    assert repr(errors[2]) == "SystemExit(3)"
    assert errors[3] is None


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("hides", "(TypeError: HiddenError() wants more): tasks.HiddenError: 1 and 2"),
        ("trap", "(RuntimeError: a trap): a Trap"),
        ("closed", "(TypeError: closed for good): a Closed"),
    ],
)
def test_what_cannot_be_read_costs_its_own_job(kind: str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A result or an error that cannot be pickled or unpickled is told in words, and harms no other job."""
    monkeypatch.delitem(copyreg.dispatch_table, HiddenError, raising=False)  # Dask teaches pickle all exceptions
    pool = Desks()
    found = outcomes(pool, [Deed(1, kind), Deed(2)], do, window=1)
    assert isinstance(found[0].error, UnreadableError)
    assert str(found[0].error) == f"what the worker gives back cannot be read {words}"
    assert found[1].result == 20
    assert len(pool.made) == 1


def test_task_that_cannot_be_sent_costs_its_own_job() -> None:
    """A job that an executor refuses because it cannot be pickled has that as its error."""

    class Posting(Desk):
        def submit(self, task: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
            pickle.dumps(arguments)
            return super().submit(task, *arguments, **named)

    found = outcomes(Desks(Posting), [Closed(), Deed(2)], do)  # type: ignore[list-item]
    assert [repr(done.error) for done in found] == ["TypeError('closed for good')", "None"]


def test_fault_of_an_executor_is_not_told_as_that_of_a_job() -> None:
    """Where an executor refuses a job that could be sent, the fault is the program's and ends the run."""
    threads = ThreadPoolExecutor(1)
    threads.shutdown()
    with pytest.raises(RuntimeError, match="cannot schedule new futures after shutdown"):
        list(run(lambda: threads, do, [Deed(1)], window=1))


def test_pool_of_the_standard_library_will_do() -> None:
    """A process pool that knows nothing of this package may be plugged in, and heals as well."""
    pool = partial(ProcessPoolExecutor, 2, multiprocessing.get_context("forkserver"))
    jobs = [Deed(number, "dies" if number in (3, 7) else "good") for number in range(12)]
    found = list(run(pool, do, jobs, window=WINDOW))
    assert sorted(done.job.number for done in found if done.error) == [3, 7]
    assert {type(done.error) for done in found if done.error} == {WorkerDiedError}
    assert {done.result for done in found if not done.error} == {10 * job.number for job in jobs if job.kind == "good"}


def test_executor_that_can_only_be_shut_down_is() -> None:
    """One that has no way to stop its workers at once is told to drop what has not begun, and not waited for."""
    heard: list[dict[str, bool]] = []

    class Standard(ThreadPoolExecutor):
        def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
            heard.append({"wait": wait, "cancel_futures": cancel_futures})
            super().shutdown(wait, cancel_futures=cancel_futures)

    with closing(run(partial(Standard, 2), do, map(Deed, count()), window=WINDOW)) as found:
        next(found)
    assert heard == [{"wait": False, "cancel_futures": True}]
