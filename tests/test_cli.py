"""The command line: results on standard output, everything else on standard error, an exit code for each end."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import click
import pypdf
import pytest
from conftest import command

from masthead import __version__, console
from masthead.cli import masthead as commands
from masthead.problem import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import CommandLine

    from masthead.workspace import Workspace

PDF = "build/A_RES_66_152-EN.pdf"
HEAVY = ("weasyprint", "jinja2", "pydantic", "markdown_it", "PIL", "fontTools", "segno", "barcode")


def test_build_prints_paths_and_nothing_else(masthead: CommandLine, write: Callable[..., str]) -> None:
    """The path of each PDF is a line of standard output; what was done is plain lines on standard error."""
    write()
    first, second = masthead("build"), masthead("build")
    assert (first.returncode, second.returncode) == (0, 0)
    assert first.stdout == second.stdout == f"{PDF}\n"
    assert first.stderr.startswith("content/doc.yaml: 1 page in ")
    assert second.stderr == "content/doc.yaml: up to date\n"
    assert "\x1b" not in first.stderr


def test_problems_of_a_build_go_to_standard_error(masthead: CommandLine, write: Callable[..., str]) -> None:
    """Documents that were built are named on standard output; problems stand on standard error and fail the run."""
    write("right")
    write("wrong", "title: [x]\n")
    done = masthead("build")
    assert done.returncode == ExitCode.CONTENT
    assert done.stdout == f"{PDF}\n"
    assert "content/wrong.yaml: not built, it has problems\n" in done.stderr
    assert 'content/wrong.yaml:1:8: "title" must be a text, not a list; ' in done.stderr


def test_check_prints_problems(masthead: CommandLine, write: Callable[..., str], workspace: Workspace) -> None:
    """The problems are the results of a check: they stand on standard output, one a line."""
    write(replace=("session: 66", "session: 67"), more="colour: blue\n")
    done = masthead("check")
    assert done.returncode == ExitCode.CONTENT
    assert [line.split(" ")[0] for line in done.stdout.splitlines()] == [
        "content/doc.yaml:4:10:",
        "content/doc.yaml:14:1:",
    ]
    assert done.stderr == ""
    write()
    done = masthead("check", "doc")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "No problems.\n")
    assert not workspace.output.exists()


def test_new_then_build(masthead: CommandLine, workspace: Workspace) -> None:
    """A new document is built with two commands; its files are named on standard output."""
    workspace.content.rmdir()
    done = masthead("new", "A-RES-80-1", "--language", "fr")
    assert done.stdout.splitlines() == ["content/A-RES-80-1/document.yaml", "content/A-RES-80-1/fr.yaml"]
    assert masthead("build").stdout == "build/A_RES_80_1-FR.pdf\n"


@pytest.mark.parametrize("kind", ["facts", "text", "document", ""])
def test_schema_prints_json(masthead: CommandLine, kind: str) -> None:
    """The schema is JSON on standard output, that of a single file unless another is asked for."""
    done = masthead("schema", *([kind] if kind else []))
    assert done.returncode == 0
    properties = json.loads(done.stdout)["properties"]
    assert ("symbol" in properties, "title" in properties) == (kind != "text", kind != "facts")


def test_doctor_looks_at_the_workspace(masthead: CommandLine, workspace: Workspace) -> None:
    """The doctor's findings are lines of standard output; what is missing decides the exit code."""
    done = masthead("doctor")
    assert done.returncode in (ExitCode.OK, ExitCode.MACHINE)
    assert done.stdout.startswith(("ok      Pango\n", "missing Pango"))
    assert f"{workspace.root}/build" in done.stdout
    assert ("missing " in done.stdout) == (done.returncode == ExitCode.MACHINE)


def test_folder_can_be_named(masthead: CommandLine, write: Callable[..., str], workspace: Workspace) -> None:
    """The workspace, or any folder in it, can be named from elsewhere; paths are told from its root on."""
    write(more="colour: blue\n")
    for folder in (workspace.root, workspace.content):
        done = masthead("check", "-C", str(folder), "doc", cwd="/")
        assert done.stdout.startswith("content/doc.yaml:14:1: ")
    assert masthead("check", "doc.yaml", cwd=workspace.content).stdout.startswith("content/doc.yaml:14:1: ")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["biuld"], "No such command 'biuld'. Did you mean 'build'?"),
        (["build", "--fats"], "No such option '--fats'"),
        (["schema", "fact"], "is not one of 'facts', 'text', 'document'"),
        (["new"], "Missing argument 'NAME'"),
        (["new", "a/b"], '"a/b" cannot be the name of a document; use letters'),
        (["new", "x", "-l", "xx"], 'language "xx" is not known; '),
        (["check", "dok"], 'content: there is no document called "dok"; did you mean "doc"?'),
        (["build", "doc.yaml/x"], "there is no document called"),
        (["check", "-C", "/"], "no folder named content is here or above; go to the folder"),
    ],
)
def test_wrong_call(masthead: CommandLine, write: Callable[..., str], arguments: list[str], words: str) -> None:
    """A wrong call says what is wrong and what there is instead, on standard error."""
    write()
    done = masthead(*arguments)
    assert done.returncode == ExitCode.USAGE
    assert words in done.stderr
    assert done.stdout == ""


def test_masthead_alone_teaches(masthead: CommandLine) -> None:
    """Without a command the help is shown: as help when asked for, as what was missing when not."""
    asked, alone = masthead("--help"), masthead()
    assert (asked.returncode, asked.stderr) == (0, "")
    assert (alone.returncode, alone.stdout) == (ExitCode.USAGE, "")
    for words in ("masthead new A-RES-80-1", "masthead check", "masthead build", "Exit codes: 0 all is well"):
        assert words in asked.stdout
        assert words in alone.stderr
    assert masthead("--version").stdout == f"masthead, version {__version__}\n"


@pytest.mark.parametrize("name", sorted(commands.commands))
def test_help_of_every_command_teaches(name: str) -> None:
    """The help of a command says in sentences what it does, explains every option and shows how it is called."""
    one = commands.commands[name]
    context = click.Context(one, info_name=f"masthead {name}", parent=click.Context(commands))
    text = one.get_help(context)
    assert one.help
    assert len(one.help) > 150
    assert one.short_help
    assert one.short_help.endswith(".")
    assert all(option.help for option in one.params if isinstance(option, click.Option))
    assert f"masthead {name} " in text
    assert max(map(len, text.splitlines())) <= 100


def test_lines_become_a_bar_on_a_terminal(write: Callable[..., str], workspace: Workspace) -> None:
    """Where standard error is a terminal a bar moves there; standard output carries the results alone."""
    write()
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        command("build"), cwd=workspace.root, stdout=subprocess.PIPE, stderr=theirs, env=os.environ | {"TERM": "xterm"}
    ) as running:
        os.close(theirs)
        shown = b""
        try:
            while piece := os.read(ours, 4096):
                shown += piece
        except OSError:  # how the end of a terminal is told
            os.close(ours)
        printed, _ = running.communicate(timeout=60)
    assert printed.decode() == f"{PDF}\n"
    assert b"\x1b[" in shown
    assert b"content/doc.yaml: 1 page in " in shown


@pytest.mark.parametrize("arguments", [["-v", "check", "dok"], ["check", "-v", "dok"], ["check", "dok"]])
def test_traceback_is_for_those_who_ask(masthead: CommandLine, write: Callable[..., str], arguments: list[str]) -> None:
    """A traceback is shown with -v, before or behind the command, and not without."""
    write()
    assert ("Traceback" in masthead(*arguments).stderr) is ("-v" in arguments)


@pytest.mark.parametrize("verbose", [True, False])
def test_fault_of_the_program(capsys: pytest.CaptureFixture[str], verbose: bool) -> None:
    """A fault of the program says that it is one and how to report it; with -v its traceback is shown."""

    @click.command()
    @click.option("-v", "told", is_flag=True, expose_value=False, callback=console.speak_up)
    def broken() -> None:
        raise RuntimeError("oh")

    assert console.run(broken, ["-v"] if verbose else []) == ExitCode.ENGINE
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.endswith(
        "masthead: RuntimeError: oh; this is a fault of the program: run it again with -v and report what it prints\n"
    )
    assert ("Traceback" in told.err) is verbose


def test_interrupted(write: Callable[..., str], workspace: Workspace) -> None:
    """Ctrl-C in the middle of a build ends it with its own code; every file in build/ is a whole one."""
    for number in range(1, 200):
        write(f"doc-{number:03}", replace=("66/152", f"66/{number}"))
    with subprocess.Popen(
        command("build"), cwd=workspace.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as running:
        assert running.stderr
        lines = [running.stderr.readline() for _ in range(3)]
        running.send_signal(signal.SIGINT)
        printed, told = running.communicate(timeout=60)
    assert all(": 1 page in " in line for line in lines)
    assert running.returncode == ExitCode.INTERRUPTED
    assert printed == ""
    assert told.endswith("Interrupted; every PDF in build/ is a whole one.\n")
    assert "Traceback" not in told
    made = list(workspace.output.glob("*.pdf"))
    assert 3 <= len(made) < 199
    assert all(len(pypdf.PdfReader(path).pages) == 1 for path in made)
    assert not list(workspace.root.rglob("*.part"))


def test_reader_that_goes_away(write: Callable[..., str], workspace: Workspace) -> None:
    """Where nobody reads the results any more, as behind `| head`, the command ends without a word."""
    write("doc", "title: [x]\n")
    with subprocess.Popen(
        command("check"), cwd=workspace.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as running:
        assert running.stdout
        running.stdout.close()
        assert running.stderr
        assert running.stderr.read() == ""


def test_results_that_nothing_takes(write: Callable[..., str], workspace: Workspace) -> None:
    """Where standard output is full, that is said, and it is no fault of the program."""
    write("doc", "title: [x]\n")
    with open("/dev/full", "wb") as full:  # noqa: PTH123 (a device)
        done = subprocess.run(
            command("check"), cwd=workspace.root, stdout=full, stderr=subprocess.PIPE, encoding="utf-8", check=False
        )
    assert done.returncode == ExitCode.OUTPUT
    assert done.stderr == (
        "standard output: the machine refuses (No space left on device); make room or give access, then run it again\n"
    )


def test_terminal_of_few_characters(masthead: CommandLine, workspace: Workspace, write: Callable[..., str]) -> None:
    """A terminal that does not know a character is told all problems, with the character as an escape."""
    write("中é", replace=("symbol: A/RES/66/152", "symbol: 中"))
    (workspace.content / os.fsdecode(b"\xff.yaml")).write_text("title: [x]\n", encoding="utf-8")
    few = os.environ | {"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    done = masthead("check", env=few, encoding="latin-1")
    assert done.returncode == ExitCode.CONTENT
    assert done.stderr == ""
    assert "content/\\u4e2dé.yaml:2:9: " in done.stdout
    assert "content/\\udcff.yaml:1:8: " in done.stdout


def modules(workspace: Workspace, *arguments: str) -> set[str]:
    """Return the modules that are loaded when the command line has run with *arguments*."""
    code = (
        "import json, sys\nfrom masthead.cli import main\n"
        f"try: main({list(arguments)!r})\nexcept SystemExit: print(json.dumps(list(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=workspace.root, capture_output=True, encoding="utf-8", check=True
    )
    return set(json.loads(done.stderr.splitlines()[-1]))


def test_nothing_to_do_loads_nothing(workspace: Workspace, masthead: CommandLine, write: Callable[..., str]) -> None:
    """A build with nothing to do loads neither the engine nor the templates nor the model."""
    write()
    assert masthead("build").returncode == 0
    assert not modules(workspace, "build").intersection(HEAVY)


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"], ["--version"]])
def test_help_loads_nothing(workspace: Workspace, arguments: list[str]) -> None:
    """Help is quick: it loads nothing but the command line."""
    assert not modules(workspace, *arguments).intersection({*HEAVY, "yaml", "rich"})
