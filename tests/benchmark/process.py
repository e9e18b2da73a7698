"""Runs of commands: how long they took, and how much memory they held at their peak."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PYTHON = sys.executable
TESTS = Path(__file__).parents[1]
UNIT = 1024 if sys.platform == "linux" else 1
"""Bytes in which the system counts peak memory: kB on Linux, bytes on macOS."""


@dataclass(frozen=True)
class Run:
    """A finished run."""

    seconds: float
    """From its start to its end, as a clock on the wall shows it."""
    cpu: float
    """Seconds that the processors worked for it; what else the machine does hardly shows in it."""
    megabytes: float
    """Peak of its largest process, itself or one that it waited for; 10^6 bytes."""


class FailedError(Exception):
    """A command did not end with exit code 0."""


def environment(folder: Path) -> dict[str, str]:
    """Return the variables of every run.

    All of Python's compiled code is kept in *folder*, so that each Python program starts from compiled code from
    the second run on, whether it was installed or lies in a checkout, and no other folder is written to.
    """
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": str(folder / "compiled")}


def measured(command: Sequence[str], folder: Path, variables: Mapping[str, str]) -> Run:
    """Run *command* in *folder* once.

    Raises:
        FailedError: it did not end with exit code 0; the message is what it wrote.
    """
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=variables, stdout=output, stderr=output)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            raise FailedError(f"{' '.join(command)}\n{output.read().decode(errors='replace')}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * UNIT / 1e6)


def answer(module: str, *arguments: str, variables: Mapping[str, str]) -> str:
    """Return what the program *module* of this package writes to standard output."""
    command = [PYTHON, "-m", module, *arguments]
    done = subprocess.run(command, cwd=TESTS, env=variables, check=True, stdout=subprocess.PIPE, encoding="utf-8")
    return done.stdout


def together(commands: Sequence[Sequence[str]], folder: Path, variables: Mapping[str, str]) -> list[str]:
    """Run all *commands* in *folder* at the same time, and return what each writes to standard output.

    Raises:
        FailedError: one did not end with exit code 0.
    """
    running = [
        subprocess.Popen(one, cwd=folder, env=variables, stdout=subprocess.PIPE, encoding="utf-8") for one in commands
    ]
    answers = [process.communicate()[0] for process in running]
    for command, process in zip(commands, running, strict=True):
        if process.returncode:
            raise FailedError(" ".join(command))
    return answers


def say(line: str) -> None:
    """Tell on standard error where the benchmark is."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def imports(command: Sequence[str], folder: Path, variables: Mapping[str, str]) -> frozenset[str]:
    """Return the names of the modules that a Python *command* (without the interpreter) imports."""
    timed = [PYTHON, "-X", "importtime", *command]
    done = subprocess.run(timed, cwd=folder, env=variables, check=True, capture_output=True, encoding="utf-8")
    lines = (line for line in done.stderr.splitlines() if line.startswith("import time:"))
    return frozenset(line.rpartition("|")[2].strip() for line in lines)
