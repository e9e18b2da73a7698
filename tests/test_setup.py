"""The set-up: what `make` installs, from which lists, and that no file depends on one machine or registry."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from masthead import font
from masthead import machine as doctor

ROOT = Path(__file__).parents[1]
SCRIPT = ROOT / "requirements" / "machine.sh"
LOCKS = {"run": ["build"], "test": ["build", "test", "lint"], "tools": ["bench", "lock"]}
"""The lock files of requirements/, and the groups of pyproject.toml that each holds."""

REGISTRY = re.compile(r"py[p]i\.org|python[h]osted\.org|npm[j]s\.(?:org|com)|(?:deb|security)\.[d]ebian\.org")
MACHINE = re.compile(r"(?<![\w.~<$}-])/(?:[w]ork|[t]mp|[r]oot|[h]ome|[U]sers)/")
PIN = re.compile(
    r"^(?P<name>[a-z0-9-]+)==(?P<version>[^ ]+)(?: ; [^\\]+)? \\\n(?P<hashes>(?:    --hash=\S+(?: \\)?\n)+)",
    re.MULTILINE,
)


def committed() -> list[Path]:
    """Return the files that are under version control, or would be."""
    if not (ROOT / ".git").exists() or not shutil.which("git"):
        pytest.skip("not a git checkout")
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, capture_output=True, check=True, text=True).stdout.split("\0")
    return [ROOT / name for name in names if (ROOT / name).is_file()]


@pytest.mark.parametrize("pattern", [REGISTRY, MACHINE], ids=["registry", "machine"])
def test_no_file_is_tied_to_a_place(pattern: re.Pattern[str]) -> None:
    """No committed file names the host of a package registry or a folder of one machine."""
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in committed()
        for match in pattern.finditer(path.read_bytes().decode(errors="replace"))
    ]
    assert found == []


def pins(lock: str) -> dict[str, str]:
    """Return the versions that a lock file pins, by name."""
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    return {match["name"]: match["version"] for match in PIN.finditer(text)}


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_hold_pins_and_hashes_only(lock: str) -> None:
    """A lock file pins each package to one version with its hashes, and holds no option, path or address."""
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    rest = re.sub(r"^ *#.*\n", "", PIN.sub("", text), flags=re.MULTILINE)
    assert pins(lock)
    assert rest == ""
    assert set(re.findall(r"--hash=(\w+):", text)) == {"sha256"}


def asked(lock: str) -> list[str]:
    """Return the requirements of pyproject.toml that a lock file must meet."""
    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    own = [] if lock == "tools" else project["project"]["dependencies"]
    return [*own, *(each for group in LOCKS[lock] for each in project["dependency-groups"][group])]


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_meet_the_project(lock: str) -> None:
    """Each requirement of pyproject.toml is met by its lock file; where it is not, `make lock` was forgotten."""
    locked = pins(lock)
    for requirement in asked(lock):
        match = doctor.REQUIREMENT.match(requirement)
        assert match is not None
        assert doctor._within(locked[match["name"].lower()], match["bounds"]), requirement


def test_locks_agree() -> None:
    """The program is tested with the very versions that it runs with."""
    assert pins("run").items() <= pins("test").items()


def test_help_lists_every_target() -> None:
    """`make help` has a line for each target that is not a file."""
    phony = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert phony is not None
    lines = subprocess.run(["make", "-C", str(ROOT), "help"], capture_output=True, check=True, text=True).stdout
    assert sorted(re.findall(r"^make (\w+) +\S", lines, re.MULTILINE)) == sorted(phony[1].split())


def test_script_and_doctor_agree() -> None:
    """The script installs the libraries and the face that the doctor looks for, and wants the same version."""
    script, face = SCRIPT.read_text(encoding="utf-8"), font.known()[0]
    stems = {"pango-1.0", "pangoft2-1.0", "harfbuzz-subset"}  # HarfBuzz and fontconfig come along with Pango
    packages = {library.apt for library in doctor.LIBRARIES if library.stem in stems} | set(face.apt)
    assert packages <= set(re.findall(r"[\w.+-]+", script))
    assert f"-ge {int(face.least * 0x10000)} " in script


def test_continuous_integration_can_start() -> None:
    """What continuous integration runs may be executed."""
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


PYTHON = """\
case "$2" in
    *version_info*3,*) exit "${OLD:-0}" ;;
    *ensurepip*) [ -n "${VENV-yes}" ] ;;
    *CDLL*) case " ${LIBRARIES-all} " in *" all "*|*" $3 "*) ;; *) exit 1 ;; esac ;;
    *venv*) echo python3.13-venv ;;
    *) echo Python 3.9.2 ;;
esac
"""
"""A Python that is as old and as bare as the variables say."""

COMMANDS = {
    "python3": PYTHON,
    "id": 'echo "${USER_ID:-0}"',
    "sudo": 'echo "sudo $*" >>"$LOG"; exit 1',
    "fc-list": 'echo "${FACE-137625}"',
    "pdftotext": ":",
    "npm": ":",
    "chromium": ":",
    "apt-cache": '[ "$2" = "${OFFERED:-fonts-liberation2}" ]',
    "apt-get": 'echo "$DEBIAN_FRONTEND apt-get $*" >>"$LOG"',
}

Run = Callable[..., tuple[int, str, list[str]]]


@pytest.fixture
def machine(tmp_path: Path) -> Run:
    """Return what runs the script on a machine of stand-ins: its exit code, its words and what it called."""
    for name, body in COMMANDS.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{body}\n")
        (tmp_path / name).chmod(0o755)
    for name in ("sh", "env", "sort", "tail", "tr"):
        (tmp_path / name).symlink_to(shutil.which(name) or name)

    def run(*arguments: str, **variables: str) -> tuple[int, str, list[str]]:
        log = tmp_path / "log"
        log.write_text("")
        environment = {"PATH": str(tmp_path), "LOG": str(log), **variables}
        command = [str(tmp_path / "sh"), str(SCRIPT), "python3", *arguments]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        return done.returncode, done.stderr, log.read_text().splitlines()

    return run


def test_nothing_missing(machine: Run) -> None:
    """Where nothing is missing, nothing is said and nothing is called."""
    assert machine("test") == (0, "", [])


def test_root_installs(machine: Run) -> None:
    """Root's machine gets what it lacks, after an update and without a question."""
    _, words, calls = machine(LIBRARIES="libpango-1.0.so.0", FACE="70123", VENV="")
    missing = "python3.13-venv libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation2"
    assert words.startswith(f"Installing {missing}\n")
    assert calls[0].split() == ["apt-get", "update", "-qq"]
    assert re.fullmatch(rf"noninteractive apt-get install -qq -y .* {missing}", calls[1])


def test_what_stays_missing(machine: Run) -> None:
    """When the installation did not help, the script fails and says what is still wanting."""
    code, words, _ = machine(FACE="70123")
    assert code == 3
    assert words.endswith("Masthead needs these too (Debian's names): fonts-liberation2 \n")


@pytest.mark.parametrize("offered", ["fonts-liberation2", "fonts-liberation"])
def test_face_by_release(machine: Run, offered: str) -> None:
    """The face is asked for by the name that this release of Debian or Ubuntu gives it."""
    _, _, calls = machine(FACE="", OFFERED=offered)
    assert f" {offered} fonts-noto-core fonts-noto-cjk" in calls[-1]


def test_ordinary_user(machine: Run) -> None:
    """Who may not install is given the exact command, and apt is left alone."""
    code, words, calls = machine(USER_ID="1000", FACE="", LIBRARIES="")
    assert code == 3
    assert "    sudo apt-get update && sudo apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 " in words
    assert calls == ["sudo -n true"]


def test_poppler_is_for_tests(machine: Run, tmp_path: Path) -> None:
    """The tools that read a PDF are asked for only where the tests are run."""
    (tmp_path / "pdftotext").unlink()
    assert machine() == (0, "", [])
    assert machine("test")[2][-1].endswith(" poppler-utils")


def test_old_python(machine: Run) -> None:
    """A Python that is too old is named, with the way to name another."""
    code, words, calls = machine(OLD="1")
    assert (code, calls) == (3, [])
    assert "needs Python 3.11 or newer; python3 is Python 3.9.2" in words
    assert "make PYTHON=python3.12" in words


def test_no_python(machine: Run, tmp_path: Path) -> None:
    """A machine without Python is told so, not that a library is missing."""
    (tmp_path / "python3").unlink()
    code, words, _ = machine()
    assert code == 3
    assert "there is no python3 here" in words


def test_brew(machine: Run, tmp_path: Path) -> None:
    """On macOS the brew line is printed."""
    for name in ("apt-get", "apt-cache"):
        (tmp_path / name).unlink()
    (tmp_path / "brew").write_text("#!/bin/sh\n")
    (tmp_path / "brew").chmod(0o755)
    code, words, _ = machine(FACE="", LIBRARIES="libpango-1.0.0.dylib libpangoft2-1.0.0.dylib")
    assert code == 3
    wanted = "font-liberation font-noto-naskh-arabic font-noto-serif-cjk-sc"
    assert words.splitlines()[-1] == f"    brew install {wanted} "


def test_the_package_says_that_it_is_typed() -> None:
    """The marker that type checkers look for comes with the package."""
    assert (ROOT / "src/masthead/py.typed").is_file()
