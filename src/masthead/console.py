"""The console: runs a command, tells of what went wrong, and answers the shell with an exit code."""

from __future__ import annotations

import io
import sys
import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from masthead.problem import ExitCode, MastheadError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from masthead.problem import Problem


@dataclass
class Voice:
    """How much is told of an error."""

    verbose: bool = False


def speak_up(context: click.Context, parameter: click.Parameter, verbose: bool) -> None:
    """Be verbose from now on: what ``-v`` does, wherever it stands."""
    del parameter
    if verbose:
        context.ensure_object(Voice).verbose = True


def tell(problems: Iterable[Problem], *, to_error: bool = False) -> None:
    """Print *problems*, one a line."""
    for problem in problems:
        click.echo(str(problem), err=to_error)


def run(command: click.Command, arguments: Sequence[str] | None) -> int:
    """Run *command* with *arguments* (those of the process when None) and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that knows few characters still hears all
    voice = Voice()
    try:
        command.main(arguments, prog_name="masthead", standalone_mode=False, obj=voice)
    except MastheadError as error:
        return _failed(error, voice)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted; every PDF in build/ is a whole one.", err=True)
        return ExitCode.INTERRUPTED
    except click.ClickException as error:
        error.show()
        return ExitCode.USAGE
    except OSError as error:
        return _unwritten(error, voice)
    except Exception as error:  # noqa: BLE001 (the one place where a fault of the program is told)
        return _unforeseen(error, voice)
    return ExitCode.OK


def _failed(error: MastheadError, voice: Voice) -> int:
    if voice.verbose:
        traceback.print_exception(error)
    tell(error.problems, to_error=True)
    return error.exit_code


def _unwritten(error: OSError, voice: Voice) -> int:
    """Tell that the machine did not take or give a file, or the words on standard output."""
    if voice.verbose:
        traceback.print_exception(error)
    name = error.filename or "standard output"
    what = f"{name}: the machine refuses ({error.strerror or error})"
    click.echo(f"{what}; make room or give access, then run it again", err=True)
    return ExitCode.OUTPUT


def _unforeseen(error: Exception, voice: Voice) -> int:
    """Tell of a fault of the program itself, with its traceback when it was asked for."""
    if voice.verbose:
        traceback.print_exception(error)
    what = f"masthead: {type(error).__name__}: {error}; this is a fault of the program"
    click.echo(f"{what}: run it again with -v and report what it prints", err=True)
    return ExitCode.ENGINE
