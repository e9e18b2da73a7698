"""Remedies: the line to type on this machine so that something missing is there."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@cache
def _offered(package: str) -> bool:
    """Say whether apt knows a package of this very name. ``apt-cache show`` fails where it does not."""
    answer = subprocess.run(["apt-cache", "show", package], capture_output=True, check=False)
    return answer.returncode == 0


def _first_offered(packages: Sequence[str]) -> str:
    """Return the first of *packages* that apt offers: their names differ between releases of Debian."""
    if len(packages) == 1:
        return packages[0]
    return next((package for package in packages if _offered(package)), packages[0])


def _as_root(command: str) -> str:
    return command if os.geteuid() == 0 else f"sudo {command}"


def install(name: str, *, apt: Sequence[str], brew: str = "") -> str:
    """Return what installs *name*: an apt-get line, a brew line, or plain words.

    Args:
        name: what it is called where neither package manager is there.
        apt: Debian's packages, the preferred one first; one of them is enough.
        brew: what follows ``brew install``; empty where Homebrew has no package.
    """
    if shutil.which("apt-get"):
        return _as_root(f"apt-get install -y {_first_offered(apt)}")
    if brew and shutil.which("brew"):
        return f"brew install {brew}"
    return f"install {name} (Debian calls it {' or '.join(apt)})"


def pip(requirements: Iterable[str]) -> str:
    """Return the line that installs Python packages for the Python that runs now."""
    return shlex.join([sys.executable, "-m", "pip", "install", *requirements])
