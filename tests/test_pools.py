"""Workers of this machine: processes that end when they should, and no sooner."""

from __future__ import annotations

import multiprocessing
import os
import re
import signal
import subprocess
import sys
from collections import Counter
from concurrent.futures import BrokenExecutor
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cluster import LIMIT, wait_until
from tasks import Deed, do, pid, settings

from masthead import pools
from masthead.pools import Processes, local, usable_processors
from masthead.running import WorkerDiedError, run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Executor

    from masthead.running import Pool

TESTS = Path(__file__).parent
SCRIPT = """\
import signal, sys
from masthead.pools import local
from masthead.running import run
from tasks import Deed, do

signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may ignore it for what it puts into the background
if __name__ == "__main__":
    pool = local(2, preload=())
    try:
        list(run(pool, do, [Deed(1, "waits", sys.argv[1]), Deed(2, "waits", sys.argv[1])], window=pool.window))
    except KeyboardInterrupt:
        sys.exit(130)
"""
"""A program whose workers never come to an end."""


def spawned() -> Executor:
    """Make a pool as it is where forking is not safe."""
    return Processes(1, multiprocessing.get_context("spawn"), 100)


def lives(number: int) -> bool:
    """Say whether a process of this number runs; one that has ended and was not asked how does not."""
    with suppress(OSError):
        os.kill(number, 0)
        state = Path(f"/proc/{number}/stat")
        return not state.parent.parent.exists() or ") Z " not in state.read_text(encoding="utf-8")
    return False


def test_death_costs_its_own_job(tmp_path: Path) -> None:
    """Of jobs that kill their worker, those that do it once are done, those that do it always fail; so for all else."""
    kinds = {3: "dies once", 7: "dies", 8: "dies", 11: "fails", 12: "closed", 13: "hides", 14: "trap", 17: "dies once"}
    jobs = [Deed(number, kinds.get(number, "good"), str(tmp_path)) for number in range(24)]
    pool = local(2, preload=())
    found = {done.job.number: done for done in run(pool, do, jobs, window=pool.window)}
    assert sorted(found) == list(range(24))
    assert [number for number, done in sorted(found.items()) if isinstance(done.error, WorkerDiedError)] == [7, 8]
    assert [number for number, done in sorted(found.items()) if done.error] == [7, 8, 11, 12, 13, 14]
    assert found[3].result == 30
    assert found[17].result == 170


@pytest.mark.parametrize("pool", [local(1, preload=()), spawned])
def test_worker_leaves_ctrl_c_to_its_parent(pool: Pool) -> None:
    """A worker ignores Ctrl-C, and what it starts can be interrupted; here nothing stays as it was set for it."""
    before = dict(os.environ), signal.pthread_sigmask(signal.SIG_BLOCK, ())
    (done,) = run(pool, settings, ["any"], window=1)
    assert done.result == (True, False)
    assert (dict(os.environ), signal.pthread_sigmask(signal.SIG_BLOCK, ())) == before


def test_workers_are_replaced() -> None:
    """After so many jobs a fresh worker takes the place of the old one; the last one does what is left."""
    found = run(local(1, preload=(), tasks_per_worker=3), pid, range(10), window=2)
    assert sorted(Counter(done.result for done in found).values()) == [1, 3, 3, 3]


def test_replacing_workers_loses_nothing() -> None:
    """Many jobs, a window that is always full and workers that are replaced all the time: each job is done once."""
    pool = local(2, preload=(), tasks_per_worker=2)
    found = [done.result or 0 for done in run(pool, do, map(Deed, range(30)), window=pool.window)]
    assert sorted(found) == [10 * number for number in range(30)]


def test_leaving_ends_the_workers(tmp_path: Path) -> None:
    """Who leaves before the end does not wait: workers in the middle of a job are ended, those of old shifts too."""
    jobs = [Deed(1, "waits", str(tmp_path)), Deed(2), Deed(3, "waits", str(tmp_path))]
    pool = local(2, preload=(), tasks_per_worker=1)
    with closing(run(pool, do, jobs, window=3)) as found:
        assert next(found).result == 20
        wait_until(lambda: len(started(tmp_path)) == 2)
    assert not any(map(lives, started(tmp_path)))


def started(folder: Path) -> list[int]:
    """Return the numbers of the processes that have begun to wait."""
    return [int(text) for mark in folder.glob("started-*") if (text := mark.read_text(encoding="ascii"))]


@pytest.fixture
def program(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Start the program whose workers wait, in a folder with a module that is not theirs; give it when they do."""
    script = tmp_path / "elsewhere" / "program.py"
    script.parent.mkdir()
    script.write_text(SCRIPT, encoding="utf-8")
    (tmp_path / "selectors.py").write_text("import pathlib; pathlib.Path('imported').touch()", encoding="utf-8")
    path = os.pathsep.join([str(TESTS.parent / "src"), str(TESTS)])
    process = subprocess.Popen(
        [sys.executable, str(script), str(tmp_path)],
        cwd=tmp_path, env=os.environ | {"PYTHONPATH": path}, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        encoding="utf-8", start_new_session=True,
    )  # fmt: skip
    try:
        wait_until(lambda: len(started(tmp_path)) == 2)
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=LIMIT)


def test_ctrl_c_ends_program_and_workers(program: subprocess.Popen[str], tmp_path: Path) -> None:
    """Ctrl-C, which a terminal sends to all, ends the program without a word, and no worker is left."""
    os.killpg(program.pid, signal.SIGINT)
    assert program.communicate(timeout=LIMIT) == ("", "")
    assert program.returncode == 130
    wait_until(lambda: not any(map(lives, started(tmp_path))))


def test_workers_do_not_outlive_their_parent(program: subprocess.Popen[str], tmp_path: Path) -> None:
    """A program that is killed takes its workers along, also those in the middle of a job."""
    program.kill()
    wait_until(lambda: not any(map(lives, started(tmp_path))))


def test_workers_import_nothing_from_the_current_folder(program: subprocess.Popen[str], tmp_path: Path) -> None:
    """A module that lies in the folder of the documents is not taken for one of Python's own."""
    assert program.poll() is None
    assert not (tmp_path / "imported").exists()


def test_pool_without_workers_is_broken() -> None:
    """An executor whose processes have all ended says so when it is asked."""
    executor = local(1, preload=())()
    executor.submit(pid, 1).result(LIMIT)
    executor.check()
    executor.stop()
    with pytest.raises(BrokenExecutor):
        executor.check()


def test_workers_are_forked_with_everything_imported() -> None:
    """The process that forks workers has WeasyPrint imported, and one thread: others would not survive the fork."""
    code = "import sys, masthead.preloaded, os; print('weasyprint' in sys.modules, os.listdir('/proc/self/task'))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8")
    assert re.fullmatch(r"True \['\d+'\]\n", done.stdout)


def test_window_keeps_workers_busy() -> None:
    """There is a job in hand for each worker and one that waits."""
    assert local(3).window() == 6


@pytest.mark.parametrize(
    ("quota", "processors"),
    [("max 100000\n", 4), ("250000 100000\n", 2), ("50000 100000\n", 1), ("800000 100000\n", 4), ("-1\n", 4)],
)
def test_quota_of_a_container_counts(
    quota: str, processors: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As many processors are used as this process may use, by its affinity and its container, but one at least."""
    (tmp_path / "cpu.max").write_text(quota, encoding="ascii")
    monkeypatch.setattr(pools, "QUOTAS", [[str(tmp_path / "cpu.max")], [str(tmp_path / "not there")]])
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2, 3}, raising=False)
    assert usable_processors() == processors
