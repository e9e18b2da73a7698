"""Remedies: the line that installs something on this machine."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from masthead import remedy

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Return what sets which commands and apt packages a machine has, and whether its user is root."""

    def be(*commands: str, offers: tuple[str, ...] = (), root: bool = False) -> None:
        monkeypatch.setattr(shutil, "which", lambda name: name if name in commands else None)
        monkeypatch.setattr(remedy, "_offered", lambda package: package in offers)
        monkeypatch.setattr(os, "geteuid", lambda: 0 if root else 1000)

    return be


@pytest.mark.parametrize(("root", "line"), [(True, "apt-get install -y a"), (False, "sudo apt-get install -y a")])
def test_apt(machine: Callable[..., None], root: bool, line: str) -> None:
    """On Debian it is an apt-get line, with sudo where the user is not root."""
    machine("apt-get", root=root)
    assert remedy.install("A", apt=["a"], brew="b") == line


@pytest.mark.parametrize(("offers", "package"), [(("new",), "new"), (("old", "new"), "old"), ((), "old")])
def test_package_that_is_offered(machine: Callable[..., None], offers: tuple[str, ...], package: str) -> None:
    """Of several packages the first that this release of Debian offers is named."""
    machine("apt-get", offers=offers, root=True)
    assert remedy.install("A", apt=["old", "new"]) == f"apt-get install -y {package}"


def test_brew(machine: Callable[..., None]) -> None:
    """On macOS it is a brew line."""
    machine("brew")
    assert remedy.install("A", apt=["a"], brew="--cask font-a") == "brew install --cask font-a"


@pytest.mark.parametrize(("commands", "brew"), [((), "b"), (("brew",), "")])
def test_words(machine: Callable[..., None], commands: tuple[str, ...], brew: str) -> None:
    """Where neither has it, the thing and Debian's names for it are given."""
    machine(*commands)
    assert remedy.install("A", apt=["old", "new"], brew=brew) == "install A (Debian calls it old or new)"


def test_pip() -> None:
    """A Python package is installed for the Python that runs, its bounds safe from the shell."""
    assert remedy.pip(["weasyprint<71,>=70"]) == f"{sys.executable} -m pip install 'weasyprint<71,>=70'"
