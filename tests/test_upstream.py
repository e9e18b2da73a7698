"""The patches for WeasyPrint: each can be applied to the release that is installed, and all of them together."""

from __future__ import annotations

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest
from conftest import ROOT

PATCHES = sorted((ROOT / "docs" / "upstream").glob("*.patch"))


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a folder with a copy of the installed WeasyPrint."""
    if not shutil.which("git"):
        pytest.skip("git, which applies patches, is not installed")
    spec = find_spec("weasyprint")
    assert spec
    assert spec.origin
    shutil.copytree(Path(spec.origin).parent, tmp_path / "weasyprint", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


@pytest.mark.parametrize("patch", PATCHES, ids=lambda patch: patch.stem)
def test_a_patch_is_for_the_release_that_is_installed(checkout: Path, patch: Path) -> None:
    """It applies by itself, without the others."""
    before = {path: path.read_bytes() for path in checkout.rglob("*.py")}
    subprocess.run(["git", "apply", str(patch)], cwd=checkout, check=True)
    assert any(path.read_bytes() != data for path, data in before.items())


def test_all_patches_apply_together(checkout: Path) -> None:
    """None stands in the way of another."""
    for patch in PATCHES:
        subprocess.run(["git", "apply", str(patch)], cwd=checkout, check=True)


def test_each_patch_is_explained() -> None:
    """The table says what each does and what it was measured to bring, and names no other."""
    text = (ROOT / "docs" / "upstream" / "README.md").read_text(encoding="utf-8")
    assert {patch.name for patch in PATCHES} == {word.strip("()") for word in text.replace("(", " (").split()
                                                 if word.endswith(".patch)")}  # fmt: skip
    for patch in PATCHES:
        assert text.count(f"| {patch.stem} |") == 1, patch.stem
