"""``masthead export``, as the command line knows it."""

from __future__ import annotations

import sys

import click

from masthead import console
from masthead.options import documents_argument, verbose_option, workspace_option
from masthead.workspace import Workspace


@click.command(short_help="Write documents as Akoma Ntoso, HTML or plain text.")
@click.option(
    "-t", "--to", "form", required=True, type=click.Choice(["akn", "html", "text"]), help="Format of the files."
)
@click.option("-o", "--output", metavar="DIR", help="Folder that the files are put in, instead of build/.")
@documents_argument
@workspace_option
@verbose_option
def export(form: str, output: str | None, documents: tuple[str, ...], folder: str) -> None:
    """Write DOCUMENTS in all their languages as files of another format; all of content/ when none is named.

    The files have the names of the PDFs: A_RES_66_152-FR.akn.xml, .html, .txt. Their paths are printed, one a line;
    problems go to standard error. A document with problems is not exported. DOCUMENTS are named as for
    `masthead build`.

    \b
    masthead export --to akn A-RES-66-152       Akoma Ntoso, as the United Nations publishes it
    masthead export --to html A-RES-66-152      a page of the web, whole in one file
    masthead export --to text --output out      plain text of all documents, in the folder out
    """  # noqa: D301 (click wants the backspace itself)
    from masthead.export import export_files  # noqa: PLC0415 (--help needs none of it)

    workspace = Workspace.around(folder)
    exported = export_files(documents, to=form, output=output, workspace=workspace)
    for path in exported.paths:
        click.echo(workspace.name(path))
    console.tell(exported.problems, to_error=True)
    sys.exit(exported.exit_code)
