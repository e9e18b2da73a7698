"""The command line: one program of many commands, each a module of :mod:`masthead.commands`.

Standard output carries results and nothing else; progress, problems of a build and faults go to standard error.
"""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING, NoReturn

import click

from masthead import __version__, console, garbage
from masthead.commands.build import build
from masthead.commands.check import check
from masthead.commands.doctor import doctor
from masthead.commands.export import export
from masthead.commands.extract import extract
from masthead.commands.import_ import import_
from masthead.commands.new import new
from masthead.commands.preview import preview
from masthead.commands.schema import schema
from masthead.commands.watch import watch
from masthead.options import verbose_option

if TYPE_CHECKING:
    from collections.abc import Sequence

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(context_settings=CONTEXT)
@click.version_option(__version__, prog_name="masthead")
@verbose_option
def masthead() -> None:
    """Typeset official documents: content in YAML becomes the PDF that an organisation would print.

    A document is a folder in content/: document.yaml holds its facts, fr.yaml, en.yaml ... its text in each
    language. PDFs come out in build/.

    \b
    masthead new A-RES-80-1      write a document to start from
    masthead check               list every problem
    masthead build               make the PDFs that are out of date
    masthead watch               the same after every save
    masthead preview             the page in the browser, beside its problems

    \b
    Exit codes: 0 all is well, 1 a document has problems, 2 the command was called wrongly,
    3 something is missing on this machine, 4 a file could not be written,
    5 a page could not be set, 130 interrupted.
    """  # noqa: D301 (click wants the backspace itself)


for command in (build, check, doctor, export, extract, import_, new, preview, schema, watch):
    masthead.add_command(command)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit with one of :class:`~masthead.problem.ExitCode`."""
    garbage.spare()
    for name in ("SIGTERM", "SIGHUP"):  # to be told to end is to be interrupted: what is done is put on record
        number = getattr(signal, name, None)
        if number and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)
    sys.exit(console.run(masthead, arguments))
