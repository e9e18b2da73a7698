"""The files of the preview's page: scripts that parse, no markup from words, and the PDF.js of the lock file."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from masthead.previewing.assets import PDFJS, STATIC, assets

ROOT = Path(__file__).parents[1]
SCRIPTS = sorted(STATIC.glob("*.js"))
LOCK = ROOT / "requirements" / "package-lock.json"


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_scripts_parse(script: Path) -> None:
    """Each script is a module that JavaScript's parser takes."""
    node = shutil.which("node")
    if not node:
        pytest.skip("node is not here")
    command = [node, "--input-type=module", "--check", "-"]
    done = subprocess.run(command, input=script.read_bytes(), capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_words_never_become_markup(script: Path) -> None:
    """No script has a way to turn words into markup or into a program."""
    ways = (
        r"(?:inner|outer)HTML|insertAdjacentHTML|document\.write|DOMParser|\beval\b|Function\(|srcdoc|createContextual"
    )
    assert re.findall(ways, script.read_text(encoding="utf-8")) == []


def test_the_page_holds_no_script_and_no_style() -> None:
    """The page refers to files alone, as its policy demands; each of them is there."""
    page = (STATIC / "index.html").read_text(encoding="utf-8")
    assert re.findall(r"<style|\bstyle=|\bon\w+=|<script(?![^>]* src=)|javascript:|https?:", page) == []
    names = re.findall(r'(?:src|href)="/static/([^"]+)"', page)
    assert set(names) <= set(assets())
    assert {"main.js", "preview.css"} <= set(names)


def test_every_import_is_there() -> None:
    """What a script imports is a file of the page, so nothing is fetched from elsewhere."""
    for script in SCRIPTS:
        for name in re.findall(r'(?:from|import)\(? ?"([^"]+)"', script.read_text(encoding="utf-8")):
            assert (STATIC / name).is_file(), f"{script.name} imports {name}"


def lock() -> dict[str, dict[str, object]]:
    """Return the packages that the lock file pins."""
    packages: dict[str, dict[str, object]] = json.loads(LOCK.read_text(encoding="utf-8"))["packages"]
    return packages


def test_pdfjs_is_that_of_the_lock_file() -> None:
    """The PDF.js in place has the version that is pinned; where it has not, run `make`."""
    version = str(lock()["node_modules/pdfjs-dist"]["version"])
    for name in PDFJS:
        head = (STATIC / name).read_text(encoding="utf-8")[:3000]
        assert re.findall(r"pdfjsVersion = (\S+)", head) == [version]


def test_pdfjs_brings_its_licence() -> None:
    """The licence of PDF.js lies beside it, and so comes with every wheel."""
    assert "Apache License" in (STATIC / "pdfjs" / "LICENSE").read_text(encoding="utf-8")


def test_npm_is_given_hashes_and_no_address() -> None:
    """The lock file pins each package by its hash, and says nothing of where it comes from."""
    packages = {name: package for name, package in lock().items() if name}
    assert all(str(package["integrity"]).startswith("sha512-") for package in packages.values())
    assert not any("resolved" in package for package in packages.values())


def test_the_lock_file_meets_the_package() -> None:
    """The lock file was made from package.json as it is."""
    wanted = json.loads((ROOT / "requirements" / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert lock()[""]["dependencies"] == wanted
    assert wanted == {"pdfjs-dist": lock()["node_modules/pdfjs-dist"]["version"]}


def test_pdfjs_is_not_committed() -> None:
    """The built files of PDF.js are brought by `make`, and are no part of the source."""
    git = shutil.which("git")
    if not git or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(
        [git, "-C", str(ROOT), "ls-files", "--cached", "--others", "--exclude-standard", str(STATIC / "pdfjs")],
        capture_output=True, check=True, text=True,
    ).stdout.split()  # fmt: skip
    assert set(listed) <= {"src/masthead/previewing/static/pdfjs/.gitignore"}
