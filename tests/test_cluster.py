"""Workers of a cluster: a scheduler and its workers, each a process of its own, on 127.0.0.1."""

from __future__ import annotations

import gc
import logging
import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import closing
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from cluster import LIMIT, wait_until
from cluster import cluster as start
from tasks import Deed, do, pid

import masthead.cluster
from masthead import maker, remedy
from masthead.cluster import cluster
from masthead.problem import ExitCode, MastheadError
from masthead.running import Done, WorkerDiedError, run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cluster import Cluster

TESTS = Path(__file__).parent
SCRIPT = """\
import signal, sys
from masthead.cluster import cluster
from masthead.running import run
from tasks import Deed, do

signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may ignore it for what it puts into the background
pool = cluster(sys.argv[1])
jobs = [Deed(number, kind, sys.argv[2]) for number, kind in enumerate(sys.argv[3:])]
try:
    for done in run(pool, do, jobs, window=pool.window):
        print(done.job.kind, done.result, type(done.error).__name__)
except KeyboardInterrupt:
    sys.exit(130)
"""
"""A program that gives jobs of some kinds to a cluster and prints what they come to."""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Give a cluster of two workers."""
    with start(2, folder=tmp_path_factory.mktemp("cluster")) as started:
        yield started


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Cluster]:
    """Give a scheduler without workers, which may be ended."""
    with start(0, folder=tmp_path) as started:
        yield started


def program(office: Cluster, folder: Path, *kinds: str) -> subprocess.Popen[str]:
    """Start the program with jobs of these *kinds*."""
    path = os.pathsep.join([str(TESTS.parent / "src"), str(TESTS)])
    return subprocess.Popen(
        [sys.executable, "-c", SCRIPT, office.address, str(folder), *kinds],
        env=os.environ | {"PYTHONPATH": path}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip


def test_death_costs_its_own_job(office: Cluster, tmp_path: Path) -> None:
    """A job that kills its workers fails alone; the jobs of a worker that is killed meanwhile are done elsewhere."""
    pool = cluster(office.address)
    victim = next(done.result for done in run(pool, pid, [1], window=pool.window))
    kinds = {6: "dies", 9: "fails", 10: "closed", 11: "hides", 12: "trap"}
    jobs = [Deed(number, kinds.get(number, "slow"), str(tmp_path)) for number in range(20)]
    found: dict[int, Done[Deed, int]] = {}
    for done in run(pool, do, jobs, window=pool.window):
        if not found and victim:
            os.kill(victim, signal.SIGKILL)
        found[done.job.number] = done
    assert sorted(found) == list(range(20))
    assert [number for number, done in sorted(found.items()) if isinstance(done.error, WorkerDiedError)] == [6]
    assert [number for number, done in sorted(found.items()) if done.error] == [6, 9, 10, 11, 12]


def test_window_follows_the_workers(office: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two jobs are in flight for each thread there is, however many come or go in the middle of a run."""
    monkeypatch.setattr(masthead.cluster, "COUNTED", 0)
    pool = cluster(office.address)
    assert pool.window() == 1
    with closing(run(pool, pid, range(1000), window=pool.window)) as outcomes:
        next(outcomes)
        wait_until(lambda: pool.window() == 4)
        third = office.hire("--no-nanny")
        wait_until(lambda: pool.window() == 6)
        office.end(third)
        wait_until(lambda: pool.window() == 4)


def test_ctrl_c_leaves_the_cluster(office: Cluster, tmp_path: Path) -> None:
    """Ctrl-C ends the program at once and without a word; what had not begun is never begun."""
    process = program(office, tmp_path, *["waits"] * 20)
    wait_until(lambda: len(list(tmp_path.glob("started-*"))) == 2)
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=LIMIT) == ("", "")
    assert process.returncode == 130
    (tmp_path / "go on").touch()
    pool = cluster(office.address)
    assert len(list(run(pool, pid, range(20), window=pool.window))) == 20
    assert len(list(tmp_path.glob("started-*"))) == 2


def test_nothing_is_said_of_workers_that_die(office: Cluster, tmp_path: Path) -> None:
    """Standard error is the user's: Dask writes nothing there, whatever befalls its workers."""
    out, err = program(office, tmp_path, "dies", "good").communicate(timeout=LIMIT)
    assert sorted(out.splitlines()) == ["dies None WorkerDiedError", "good 10 NoneType"]
    assert err == ""


def test_logging_is_as_it_was_afterwards(office: Cluster) -> None:
    """Dask is quiet while the cluster is used, and no longer."""
    import_module("distributed")  # sets the levels
    logger = logging.getLogger("distributed")
    before, pool = logger.level, cluster(office.address)
    with closing(run(pool, pid, range(99), window=pool.window)) as outcomes:
        next(outcomes)
        assert logger.level > logging.CRITICAL
    assert logger.level == before


def test_worker_with_another_program_is_refused(office: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that would print another page is named before anything is given to it."""
    monkeypatch.setattr(maker, "key", lambda: "another")
    with pytest.raises(MastheadError) as raised:
        cluster(office.address)()
    assert re.fullmatch(
        r"tcp://127\.0\.0\.1:\d+: this worker has another release of Masthead or of its libraries than the machine "
        r"that sends the work; install the same there, then start the worker again",
        str(raised.value),
    )
    assert raised.value.exit_code is ExitCode.MACHINE


def test_run_ends_when_all_workers_have_gone(empty: Cluster, tmp_path: Path) -> None:
    """When no worker is left and none comes back, the run ends and says how to start some."""
    pool = cluster(empty.address, patience=0.5)
    worker = empty.hire("--no-nanny")
    with closing(run(pool, do, [Deed(1), Deed(2, "waits", str(tmp_path))], window=pool.window)) as outcomes:
        assert next(outcomes).result == 10
        empty.end(worker)
        with pytest.raises(MastheadError) as raised:
            next(outcomes)
    assert str(raised.value) == (
        f"{empty.address}: all workers have gone, and none came back within 0.5 seconds; start some: "
        f"`dask worker {empty.address} --nworkers 4 --nthreads 1 --preload masthead.preloaded`"
    )
    assert raised.value.exit_code is ExitCode.MACHINE


def test_scheduler_without_workers_is_told(empty: Cluster) -> None:
    """Where a scheduler has no workers, the run does not begin, and says how to start some."""
    with pytest.raises(MastheadError) as raised:
        cluster(empty.address, answer=0.2)()
    assert str(raised.value) == (
        f"{empty.address}: the scheduler has no workers; start some: "
        f"`dask worker {empty.address} --nworkers 4 --nthreads 1 --preload masthead.preloaded`"
    )
    assert raised.value.exit_code is ExitCode.MACHINE


def test_run_ends_with_its_scheduler(empty: Cluster, tmp_path: Path) -> None:
    """When the scheduler is lost and does not come back, the run ends and says so."""
    pool = cluster(empty.address, answer=2)
    empty.hire("--no-nanny")
    with closing(run(pool, do, [Deed(1), Deed(2, "waits", str(tmp_path))], window=pool.window)) as outcomes:
        assert next(outcomes).result == 10
        empty.end(empty.scheduler)
        with pytest.raises(MastheadError) as raised:
            next(outcomes)
    assert str(raised.value) == silence(empty.address)


def silence(address: str) -> str:
    """Return what is said where no scheduler answers."""
    return (
        f"{address}: no scheduler answers; start one with `dask scheduler`, or look whether the network lets you "
        f"reach it"
    )


@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")  # Dask leaves the line open
@pytest.mark.parametrize("listening", [False, True])
def test_silent_address_is_told(listening: bool) -> None:
    """Where nobody listens, or one who says nothing, the run ends and says how to start a scheduler."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        if listening:
            other.listen()
        address = f"tcp://127.0.0.1:{other.getsockname()[1]}"
        with pytest.raises(MastheadError) as raised:
            cluster(address, answer=0.3)()
    assert str(raised.value) == silence(address)
    assert raised.value.exit_code is ExitCode.MACHINE
    del raised
    gc.collect()


@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")  # as above
def test_other_service_is_told() -> None:
    """Where something else answers, the run ends and says so."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        address = f"tcp://127.0.0.1:{other.getsockname()[1]}"
        Thread(target=lambda: other.accept()[0].sendall(b"HTTP/1.0 400 Bad Request\r\n\r\n")).start()
        with pytest.raises(MastheadError) as raised:
            cluster(address)()
    assert str(raised.value) == (
        f"{address}: this is no scheduler, or Dask is not set up to speak with it (MemoryError()); "
        "start one with `dask scheduler`, or look whether the network lets you reach it"
    )
    assert raised.value.exit_code is ExitCode.MACHINE
    del raised
    gc.collect()


@pytest.mark.parametrize(
    "address", ["", "here", "tcp://here", "tcp://:1", "http://here:80", "here:99999", "tcp://[::1"]
)
def test_what_is_no_address_is_refused(address: str) -> None:
    """What cannot be the address of a scheduler is refused before anything is sought."""
    with pytest.raises(MastheadError) as raised:
        cluster(address)
    what = "this is not the address of a scheduler; write it as the scheduler tells it: tcp://HOST:8786"
    assert str(raised.value) == f"{address}: {what}"
    assert raised.value.exit_code is ExitCode.USAGE


def test_missing_extra_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Dask is not installed, the run ends and names the line that installs it."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MastheadError) as raised:
        cluster("tcp://127.0.0.1:8786")()
    assert str(raised.value) == (
        "masthead[cluster]: Dask is not installed (import of distributed halted; None in sys.modules); "
        f"{remedy.pip(['masthead[cluster]'])}"
    )
    assert raised.value.exit_code is ExitCode.MACHINE
