"""The command line: arguments, exit codes, and who hears what. Every command is a function of the package."""

from __future__ import annotations

import json
import sys
import traceback
from typing import TYPE_CHECKING, NoReturn

import click

from masthead import __version__
from masthead.problem import ExitCode, MastheadError, Severity
from masthead.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from masthead.problem import Problem

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}

workspace_option = click.option(
    "-C", "--workspace", "folder", default=".", show_default=True, metavar="FOLDER",
    help="The workspace, or a folder in it: the nearest folder upwards that holds content/ is taken.",
)  # fmt: skip


@click.group(context_settings=CONTEXT)
@click.version_option(__version__, prog_name="masthead")
@click.option("-v", "--verbose", is_flag=True, help="Show where in the program an error arose.")
def masthead(verbose: bool) -> None:
    """Typeset official documents: content in YAML becomes the PDF that an organisation would print.

    A document is a folder in content/: document.yaml holds its facts, fr.yaml, en.yaml ... its text in each
    language. PDFs come out in build/.

    \b
    masthead new A-RES-80-1      write a document to start from
    masthead check               list every problem
    masthead build               make the PDFs that are out of date
    """
    click.get_current_context().obj = verbose


@masthead.command()
@click.argument("documents", nargs=-1, metavar="[DOCUMENT ...]")
@workspace_option
def build(documents: tuple[str, ...], folder: str) -> None:
    """Build the PDFs of DOCUMENTS; of all in content/ when none is named.

    A DOCUMENT is the name of a folder or file in content/ (A-RES-66-152), or one language of it
    (A-RES-66-152/fr.yaml). What is up to date is not built again. A document with problems keeps the PDF of its
    last good build. The paths of the PDFs are printed, one a line.
    """
    from masthead import building, schemas  # noqa: PLC0415 (--help needs none of it)
    from masthead.progress import progress  # noqa: PLC0415

    workspace = Workspace.around(folder)
    with progress() as shown:
        report = building.build(documents, workspace=workspace, progress=shown)
    if any(output.fresh for output in report.outputs):
        schemas.provide(workspace)
    for output in report.outputs:
        click.echo(workspace.name(output.path))
    _tell(report.problems, to_error=True)
    sys.exit(report.exit_code)


@masthead.command()
@click.argument("documents", nargs=-1, metavar="[DOCUMENT ...]")
@workspace_option
def check(documents: tuple[str, ...], folder: str) -> None:
    """List every problem of DOCUMENTS without building them; of all in content/ when none is named.

    Each problem is one line: file:line:column: what is wrong; what to do.
    """
    from masthead.checking import check as check_documents  # noqa: PLC0415

    problems = check_documents(documents, workspace=Workspace.around(folder))
    _tell(problems)
    if not problems:
        click.echo("No problems.", err=True)
    errors = [problem.exit_code for problem in problems if problem.severity is Severity.ERROR]
    sys.exit(max(errors, default=ExitCode.OK))


@masthead.command()
@click.argument("name")
@click.option("-l", "--language", default="en", show_default=True, metavar="CODE", help="Language of the text.")
@click.option("-C", "--workspace", "folder", default=".", show_default=True, metavar="FOLDER", help="The workspace.")
def new(name: str, language: str, folder: str) -> None:
    """Write a commented document called NAME into content/, ready to be built and to be changed."""
    from masthead import schemas  # noqa: PLC0415
    from masthead.starter import new as start  # noqa: PLC0415

    workspace = Workspace(folder)
    for path in start(name, language=language, workspace=workspace):
        click.echo(workspace.name(path))
    schemas.provide(workspace)


@masthead.command()
@click.argument("kind", type=click.Choice(["facts", "text", "document"]), default="document")
def schema(kind: str) -> None:
    """Print the JSON Schema of the content model.

    \b
    facts      document.yaml, the facts of a document in a folder
    text       fr.yaml and the like, its text in one language
    document   both in a single file (the default)
    """
    from masthead.schemas import schema as describe  # noqa: PLC0415

    click.echo(json.dumps(describe(kind), ensure_ascii=False, indent=2))  # type: ignore[arg-type]


@masthead.command()
@click.option("-C", "--workspace", "folder", default=".", show_default=True, metavar="FOLDER", help="The workspace.")
def doctor(folder: str) -> None:
    """Say what is missing on this machine, and the exact command that installs it."""
    from pathlib import Path  # noqa: PLC0415

    from masthead.machine import State  # noqa: PLC0415
    from masthead.machine import doctor as examine  # noqa: PLC0415

    findings = examine(Path(folder))
    for finding in findings:
        note = f": {finding.note}" if finding.note else ""
        click.echo(f"{finding.state.value:8}{finding.what}{note}")
        if finding.command:
            click.echo(f"{'':8}{finding.command}")
    missing = any(finding.state is State.MISSING for finding in findings)
    sys.exit(ExitCode.MACHINE if missing else ExitCode.OK)


def _tell(problems: Iterable[Problem], *, to_error: bool = False) -> None:
    for problem in problems:
        click.echo(str(problem), err=to_error)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit with one of :class:`~masthead.problem.ExitCode`."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    sys.exit(_run(words))


def _run(arguments: list[str]) -> int:
    try:
        masthead.main(arguments, prog_name="masthead", standalone_mode=False)
    except MastheadError as error:
        if _verbose(arguments):
            traceback.print_exc()
        _tell(error.problems, to_error=True)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted; every PDF in build/ is a whole one.", err=True)
        return ExitCode.INTERRUPTED
    except click.ClickException as error:
        error.show()
        return ExitCode.USAGE
    except BrokenPipeError:
        return ExitCode.OK
    except Exception as error:
        return _unforeseen(error, arguments)
    return ExitCode.OK


def _verbose(arguments: list[str]) -> bool:
    return "-v" in arguments or "--verbose" in arguments


def _unforeseen(error: Exception, arguments: list[str]) -> int:
    """Tell of a fault of the program itself, with its traceback when it was asked for."""
    if _verbose(arguments):
        traceback.print_exc()
    what = f"masthead: {type(error).__name__}: {error}; this is a fault of the program"
    click.echo(f"{what}: run it again with `masthead -v ...` and report what it prints", err=True)
    return ExitCode.ENGINE
