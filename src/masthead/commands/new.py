"""``masthead new``, as the command line knows it."""

from __future__ import annotations

import click

from masthead.options import verbose_option, workspace_option
from masthead.workspace import Workspace


@click.command(short_help="Write a document to start from.")
@click.argument("name")
@click.option("-l", "--language", default="en", show_default=True, metavar="CODE", help="Language of the text.")
@workspace_option
@verbose_option
def new(name: str, language: str, folder: str) -> None:
    """Write a commented document called NAME into content/, ready to be built and to be changed.

    A NAME that is a symbol with dashes for its slashes gives the document that symbol. Where no content/ is found,
    it is made in FOLDER. The files are printed, one a line.

    \b
    masthead new A-RES-80-1                     in English, with the symbol A/RES/80/1
    masthead new A-RES-80-1 --language fr       in French
    """  # noqa: D301 (click wants the backspace itself)
    from masthead.starter import new as start  # noqa: PLC0415

    workspace = Workspace.around_or_at(folder)
    for path in start(name, language=language, workspace=workspace):
        click.echo(workspace.name(path))
