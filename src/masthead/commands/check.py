"""``masthead check``, as the command line knows it."""

from __future__ import annotations

import sys

import click

from masthead import console
from masthead.options import documents_argument, verbose_option, workspace_option
from masthead.problem import gravest
from masthead.workspace import Workspace


@click.command(short_help="List every problem, without building.")
@documents_argument
@workspace_option
@verbose_option
def check(documents: tuple[str, ...], folder: str) -> None:
    """List every problem of DOCUMENTS; of all in content/ when none is named. No file is written.

    Each problem is one line on standard output: file:line:column: what is wrong; what to do. DOCUMENTS are named as
    for `masthead build`.

    What ends in .pdf is a file, wherever it lies: it is held against the standards that it claims to keep (PDF/A-3,
    PDF/UA-1, PDF/X-4). Each problem names its clause. Before the problems stands what each judge says: our own checks,
    pikepdf.pdfa and qpdf, and veraPDF where it is on the path.

    \b
    masthead check                              all documents
    masthead check A-RES-66-152                 one document
    masthead check build/A_RES_66_152-FR.pdf    a PDF
    """  # noqa: D301 (click wants the backspace itself)
    from masthead.conformance.files import examined, parted  # noqa: PLC0415

    names, files = parted(documents)
    verdicts, problems = examined(files)
    if names or not files:
        from masthead.checking import check as check_documents  # noqa: PLC0415 (PDFs need none of it)

        problems += check_documents(names, workspace=Workspace.around(folder))
    for verdict in verdicts:
        click.echo("\n".join(verdict.lines))
    console.tell(problems)
    if not problems:
        click.echo("No problems.", err=True)
    sys.exit(gravest(problems))
