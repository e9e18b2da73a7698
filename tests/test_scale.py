"""At scale: documents over a cluster whose workers die, a thousand in one worker, and Ctrl-C in the middle."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from cluster import cluster as started
from cluster import wait_until
from conftest import command
from harm import harmed
from test_batch import DIED, add, fill, pdfs, states

from masthead.building import build
from masthead.cluster import Cluster, Remote, cluster
from masthead.ledger import NAME, Ledger
from masthead.pools import local
from masthead.problem import ExitCode
from masthead.report import Silence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future

    from cluster import Cluster as Started

    from masthead.report import Outcome
    from masthead.workspace import Workspace

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux shows processes as files")


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    """Return a scheduler with two workers, each a process of its own."""
    with started(workers=2, folder=tmp_path_factory.mktemp("cluster")) as running:
        yield running


class HarmingCluster(Cluster):
    """The cluster, with harm that documents do (:mod:`harm`)."""

    def __init__(self, address: str, folder: Path) -> None:
        super().__init__(address, 30, 60)
        self._folder = folder

    def __call__(self) -> Remote:
        """Connect to the scheduler."""
        executor = super().__call__()
        assert isinstance(executor, Remote)
        submit = executor.submit

        def harming(call: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
            return submit(harmed, self._folder, call, *arguments, **named)

        executor.submit = harming  # type: ignore[method-assign]
        return executor


def test_cluster_makes_the_same_bytes(scheduler: Started, tmp_path: Path) -> None:
    """The command builds by the workers of a cluster what this process would build, byte for byte."""
    workspace, other = fill(tmp_path / "w", 6), fill(tmp_path / "other", 6)
    done = subprocess.run(
        command("build", "--cluster", scheduler.address), cwd=workspace.root, capture_output=True, encoding="utf-8",
        check=False,
    )  # fmt: skip
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 6), done.stderr
    build(workspace=other)
    assert pdfs(workspace) == pdfs(other)


@LINUX
def test_worker_killed_in_mid_run_and_poison(scheduler: Started, tmp_path: Path) -> None:
    """A worker killed in the middle of a run costs nothing, a document that kills each worker costs itself alone."""
    workspace = fill(tmp_path / "w", 14)
    add(workspace, "poison")
    add(workspace, "once")

    class Killing(Silence):
        killed = 0

        def done(self, outcome: Outcome) -> None:
            del outcome
            if not self.killed:
                self.killed = worker_of(scheduler)
                os.kill(self.killed, signal.SIGKILL)

    killing = Killing()
    report = build(workspace=workspace, pool=HarmingCluster(scheduler.address, tmp_path), progress=killing)
    assert killing.killed
    assert {name for name, state in states(report).items() if state == "failed"} == {"poison"}
    assert [str(problem) for problem in report.problems] == [f"content/poison.yaml: {DIED}"]
    assert len(pdfs(workspace)) == 15
    assert len(Ledger(workspace.root / NAME).records()) == 15


def worker_of(scheduler: Started) -> int:
    """Return the number of a process that does the work of a worker."""
    executor = cluster(scheduler.address)()
    assert isinstance(executor, Remote)
    numbers = executor._client.run(os.getpid)
    executor.shutdown()
    return int(next(iter(numbers.values())))


class Sampling(Silence):
    """Looks at the memory of the worker from time to time."""

    def __init__(self, every: int) -> None:
        self._every = every
        self._count = 0
        self.megabytes: list[float] = []

    def done(self, outcome: Outcome) -> None:
        """Look, each time so many documents are done."""
        assert not outcome.failed
        self._count += 1
        if self._count % self._every == 0:
            self.megabytes.append(max(map(resident, descendants(os.getpid()))))


def descendants(pid: int) -> list[int]:
    """Return the numbers of the processes that *pid* has started, and that those have started."""
    parents: dict[int, list[int]] = {}
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(file.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[1])
        except OSError:
            continue
        parents.setdefault(parent, []).append(int(file.parent.name))
    found, waiting = [], [pid]
    while waiting:
        children = parents.get(waiting.pop(), [])
        found += children
        waiting += children
    return found


def resident(pid: int) -> float:
    """Return the memory that a process holds, in MB; 0 when it is gone."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


@LINUX
def test_memory_is_flat_over_a_thousand_documents(tmp_path: Path) -> None:
    """A pool of one worker holds after a thousand documents what it held after two hundred."""
    workspace = fill(tmp_path / "w", 1000)
    sampling = Sampling(every=50)
    report = build(workspace=workspace, pool=local(1), progress=sampling)
    assert report.exit_code is ExitCode.OK
    early, late = max(sampling.megabytes[:4]), max(sampling.megabytes[-4:])
    assert early > 30
    assert late < early * 1.1


@pytest.mark.parametrize("workers", [1, 2])
def test_interrupted(tmp_path: Path, workers: int) -> None:
    """Ctrl-C ends a build and its workers; what was finished is whole and on record, nothing else is left."""
    workspace = fill(tmp_path / "w", 200)
    with subprocess.Popen(
        command("build", f"-j{workers}"), cwd=workspace.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        encoding="utf-8", start_new_session=True,
    ) as running:  # fmt: skip
        assert running.stderr
        lines = [running.stderr.readline() for _ in range(3)]
        assert all(": 1 page in " in line for line in lines), lines
        family = [running.pid, *descendants(running.pid)] if sys.platform == "linux" else []
        os.killpg(running.pid, signal.SIGINT)  # as a terminal does: to the workers, too
        printed, told = running.communicate(timeout=60)
    assert running.returncode == ExitCode.INTERRUPTED
    assert printed == ""
    assert told.endswith("Interrupted; every PDF in build/ is a whole one.\n")
    assert "Traceback" not in told
    assert all(data.startswith(b"%PDF-") and data.rstrip().endswith(b"%%EOF") for data in pdfs(workspace).values())
    records = Ledger(workspace.root / NAME).records()
    assert {record.output for record in records.values()} == {f"build/{name}" for name in pdfs(workspace)}
    wait_until(lambda: not any(Path(f"/proc/{pid}/cmdline").exists() and resident(pid) for pid in family))


def test_cluster_that_is_not_there(
    workspace: Workspace, masthead: Callable[..., Any], write: Callable[..., str]
) -> None:
    """Where no scheduler answers, nothing is built, and it is said how one is started."""
    write()
    done = masthead("build", "--cluster", "tcp://127.0.0.1:9")
    assert done.returncode == ExitCode.MACHINE
    assert done.stderr == (
        "tcp://127.0.0.1:9: no scheduler answers; start one with `dask scheduler`, "
        "or look whether the network lets you reach it\n"
    )
    assert not workspace.output.exists()


def test_any_executor_will_do(tmp_path: Path) -> None:
    """The seam takes any executor: threads of this process set one document at a time all the same."""
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415

    workspace = fill(tmp_path / "w", 4)
    report = build(workspace=workspace, pool=partial(ThreadPoolExecutor, 2))
    assert set(states(report).values()) == {"built"}
