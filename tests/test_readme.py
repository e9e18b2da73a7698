"""The README and the help are true: what they tell to type works, and what exists is told."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pypdf
import pytest
import yaml
from cluster import wait_until
from conftest import FACTS, ROOT, TEXT

from masthead.building import build
from masthead.cli import masthead
from masthead.document import entries, load
from masthead.markup import plain
from masthead.order import Order, Purpose
from masthead.problem import ExitCode
from masthead.settings import settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from masthead.workspace import Workspace

ENDLESS = ("watch", "preview")
"""Commands that go on until Ctrl-C."""
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(kind: str) -> list[str]:
    """Return the blocks of code of one kind in the README."""
    return re.findall(rf"^```{kind}\n(.*?)^```", README, re.DOTALL | re.MULTILINE)


def commands() -> list[list[str]]:
    """Return every masthead command of the README without its comment."""
    lines = [line.partition("#")[0].split() for block in blocks("sh") for line in block.splitlines()]
    return [line for line in lines if line and line[0] == "masthead"]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the workspace that commands may change."""
    root = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "content", root / "content")
    return root


def test_every_command_of_the_readme_works(copy: Path) -> None:
    """The commands run in their order, as a new user types them; only the doctor may find something missing."""
    for command in commands():
        typed = [sys.executable, "-m", *(name for word in command for name in _expanded(word, copy))]
        if command[1] in ENDLESS:
            assert _interrupted(typed, copy) == ExitCode.INTERRUPTED, command
            continue
        if "--cluster" in command:
            continue
        done = subprocess.run(typed, cwd=copy, capture_output=True, text=True, timeout=120, check=False)
        allowed = {ExitCode.OK, ExitCode.MACHINE} if command[1] == "doctor" else {ExitCode.OK}
        assert done.returncode in allowed, (command, done.stderr)
    assert (copy / "build/A_RES_66_152-FR.pdf").is_file()


def _interrupted(typed: list[str], folder: Path) -> int:
    """Return the exit code of a command that goes on until Ctrl-C, which is pressed at its first word."""
    environment = os.environ | {"BROWSER": "true"}  # a browser that opens nothing
    pipe = subprocess.PIPE
    with subprocess.Popen(typed, cwd=folder, env=environment, stdout=pipe, stderr=subprocess.STDOUT) as running:
        assert running.stdout
        assert running.stdout.readline()
        running.send_signal(signal.SIGINT)
        running.communicate(timeout=60)
        return running.returncode


def test_the_cluster_of_the_readme_works(tmp_path: Path) -> None:
    """The scheduler and the workers that the README starts build the documents, on a port that is free here."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    lines = [line.partition("#")[0].replace("8786", str(port)).split() for block in blocks("sh")
             for line in block.splitlines() if "8786" in line]  # fmt: skip
    assert [line[:2] for line in lines] == [["dask", "scheduler"], ["dask", "worker"], ["masthead", "build"]]
    started = [
        subprocess.Popen(
            [sys.executable, "-m", *line, "--no-dashboard"], cwd=tmp_path, start_new_session=True,
            env=os.environ | {"PYTHONPATH": str(ROOT / "src")}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        for line in lines[:2]
    ]  # fmt: skip
    try:
        wait_until(lambda: _answers(port))
        done = subprocess.run(
            [sys.executable, "-m", *lines[2]], cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False
        )
    finally:
        for process in started:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    assert done.stdout == "build/A_RES_66_152-FR.pdf\n", done.stderr


def _answers(port: int) -> bool:
    with socket.socket() as caller:
        return caller.connect_ex(("127.0.0.1", port)) == 0


def _expanded(word: str, folder: Path) -> list[str]:
    """Return what a shell makes of *word* in *folder*."""
    return sorted(str(path.relative_to(folder)) for path in folder.glob(word)) if "*" in word else [word]


def test_every_command_stands_in_the_readme() -> None:
    """A command that exists is shown, and has a help that says more than its name."""
    assert {command[1] for command in commands()} == set(masthead.commands)
    for name, command in masthead.commands.items():
        assert len(command.help or "") > 60, name


def test_every_make_target_of_the_readme_exists() -> None:
    """What the README tells make to do, the Makefile has."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    told = set(re.findall(r"`?make (test|bench|help)\b", README))
    assert told == {"test", "bench", "help"}
    assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in told)


def test_the_python_of_the_readme_works(copy: Path) -> None:
    """The Python example prints the path of the PDF and no problems."""
    code = "".join(blocks("python"))
    done = subprocess.run([sys.executable, "-c", code], cwd=copy, capture_output=True, text=True, check=True)
    assert done.stdout == f"{copy.resolve()}/build/A_RES_66_152-FR.pdf []\n"


def test_the_facts_of_the_readme_are_those_of_the_document() -> None:
    """The YAML shown as the founding document's facts is that file's, but for what is left to its default."""
    shown = yaml.safe_load(blocks("yaml")[0])
    real = yaml.safe_load((ROOT / "content/A-RES-66-152/document.yaml").read_text(encoding="utf-8"))
    assert shown == {key: value for key, value in real.items() if key != "distribution"}


def test_the_exit_codes_of_the_readme_are_all_there_are() -> None:
    """Every exit code is told, with its number."""
    told = re.search(r"Exit codes:(.*?)interrupted", README, re.DOTALL)
    assert told
    assert [int(number) for number in re.findall(r"\b\d+\b", told[1])] == [int(code) for code in ExitCode]


def test_the_files_of_the_readme_exist() -> None:
    """Pictures and files that the README links to are there."""
    for target in re.findall(r"\]\((?!https?:|lang:)([^)]+)\)", README):
        assert (ROOT / target).is_file(), target


def test_blocks_of_the_readme_are_printed(workspace: Workspace, write: Callable[..., str]) -> None:
    """The blocks that the README shows are a text as they stand, numbered and lettered as it says."""
    (shown,) = (block for block in blocks("yaml") if block.startswith("operative:"))
    write(text=FACTS + TEXT[: TEXT.index("operative:")], more=shown)
    report = build(workspace=workspace)
    assert report.problems == []
    printed = " ".join(pypdf.PdfReader(report.outputs[0].path).pages[0].extract_text().split())
    for words in ("1. Decides to go on;", "2. Requests", "(a) To consult;", "(b) To report;", "a Of which 200 vacant."):
        assert words in printed
    assert "3. Not numbered." not in printed


def test_settings_of_the_readme(workspace: Workspace) -> None:
    """The settings that the README shows are read as it says."""
    (shown,) = (block for block in blocks("yaml") if block.startswith("emblem:"))
    (workspace.root / "masthead.yaml").write_text(shown, encoding="utf-8")
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    (workspace.root / "our-emblem.svg").write_text(drawing)
    assert settings(workspace).orders() == (Order(), Order(Purpose.PRINT, ("crop", "cross"), 3.0))


def test_printed_line_of_the_readme(workspace: Workspace, write: Callable[..., str]) -> None:
    """The line that the README prints otherwise takes the place of the derived one."""
    (shown,) = (block for block in blocks("yaml") if block.startswith("printed:"))
    write(more=shown)
    furniture = load(workspace, *entries(workspace)).furniture
    assert plain(furniture.session) == yaml.safe_load(shown)["printed"]["session"]
