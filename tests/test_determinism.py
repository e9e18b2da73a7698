"""The same document gives the same bytes: in every process, on every day, in every folder."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import sys
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from printed import FOUNDING, PAGES

from masthead.building import build
from masthead.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

BARCODE_AND_TABLE = PAGES / "gardens-2025.yaml"


def workspace(root: Path) -> Workspace:
    """Return a workspace in *root* with the founding document and one that has every mark."""
    shutil.copytree(FOUNDING, root / "content" / FOUNDING.name)
    shutil.copy(BARCODE_AND_TABLE, root / "content")
    return Workspace(root)


def digests(folder: Path) -> dict[str, str]:
    """Return the digest of every PDF in the build folder of *folder*."""
    return {file.name: sha256(file.read_bytes()).hexdigest() for file in (folder / "build").glob("*.pdf")}


@pytest.fixture(scope="session")
def first(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return what this process builds, today."""
    root = tmp_path_factory.mktemp("first")
    assert not build(workspace=workspace(root)).problems
    found = digests(root)
    assert len(found) == 2
    return found


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "SOURCE_DATE_EPOCH": "86400", "LC_ALL": "C.UTF-8"},
    ],
    ids=["one seed", "another seed"],
)
def test_two_processes(environment: dict[str, str], first: dict[str, str], tmp_path: Path) -> None:
    """The order of sets, the time zone, the locale and SOURCE_DATE_EPOCH leave no trace."""
    workspace(tmp_path)
    command = [sys.executable, "-m", "masthead", "build"]
    subprocess.run(command, cwd=tmp_path, env=os.environ | environment, check=True, capture_output=True)
    assert digests(tmp_path) == first


CLOCK = """\
import datetime, os, time

OFFSET = float(os.environ["CLOCK_OFFSET"])
clock, clock_ns, gmtime, localtime = time.time, time.time_ns, time.gmtime, time.localtime
time.time = lambda: clock() + OFFSET
time.time_ns = lambda: clock_ns() + int(OFFSET * 1e9)
time.gmtime = lambda seconds=None: gmtime(time.time() if seconds is None else seconds)
time.localtime = lambda seconds=None: localtime(time.time() if seconds is None else seconds)


class Moved(datetime.datetime):
    now = classmethod(lambda cls, tz=None: cls.fromtimestamp(time.time(), tz))
    utcnow = classmethod(lambda cls: cls.fromtimestamp(time.time(), datetime.timezone.utc).replace(tzinfo=None))


datetime.datetime = Moved
"""
"""Moves the clock of a process: Python runs a file called sitecustomize before everything else."""


@pytest.mark.parametrize("days", [-5000, 1900])
def test_two_days(days: int, first: dict[str, str], tmp_path: Path) -> None:
    """What day it is leaves no trace: a process whose clock stands years away builds the same bytes."""
    workspace(tmp_path)
    (tmp_path / "clock").mkdir()
    (tmp_path / "clock/sitecustomize.py").write_text(CLOCK, encoding="utf-8")
    path = os.pathsep.join([str(tmp_path / "clock"), os.environ.get("PYTHONPATH", "")])
    environment = os.environ | {"PYTHONPATH": path, "CLOCK_OFFSET": str(days * 86400)}

    def run(*arguments: str) -> str:
        command = [sys.executable, *arguments]
        done = subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True, text=True)
        return done.stdout

    moved = run("-c", "import datetime; print(datetime.datetime.now(datetime.timezone.utc).date())")
    assert abs(dt.date.fromisoformat(moved.strip()) - dt.datetime.now(tz=dt.UTC).date()).days > 1800
    run("-m", "masthead", "build")
    assert digests(tmp_path) == first


def test_another_folder(first: dict[str, str], tmp_path: Path) -> None:
    """Neither the name of the folder nor the times of its files leave a trace."""
    root = tmp_path / "a folder with spaces and an é"
    room = workspace(root)
    for file in root.rglob("*.yaml"):
        os.utime(file, (0, 0))
    assert not build(workspace=room).problems
    assert digests(root) == first


def test_alone_or_with_others(first: dict[str, str], tmp_path: Path) -> None:
    """A document is the same whether it is built alone or after another with the same engine."""
    assert not build([FOUNDING.name], workspace=workspace(tmp_path)).problems
    assert digests(tmp_path).items() <= first.items()


def test_the_clock_is_in_no_file(founding: Path) -> None:
    """The year of the build is nowhere in the PDF, compressed or not, but where the document has it."""
    year = str(dt.datetime.now(tz=dt.UTC).year).encode()
    assert b"D:" + year not in founding.read_bytes()
    assert str(founding.parents[1]).encode() not in founding.read_bytes()
