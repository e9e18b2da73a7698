"""``masthead import``, as the command line knows it."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import click

from masthead import console
from masthead.options import verbose_option, workspace_option
from masthead.problem import gravest
from masthead.workspace import Workspace


@click.command("import", short_help="Bring in documents from Akoma Ntoso.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE.xml ...")
@click.option(
    "--into", metavar="DIR", type=click.Path(path_type=Path), help="Folder for the documents, instead of content/."
)
@click.option("--force", is_flag=True, help="Write over files that are there already.")
@workspace_option
@verbose_option
def import_(files: tuple[Path, ...], into: Path | None, force: bool, folder: str) -> None:
    """Read Akoma Ntoso files (AKN4UN, as the United Nations publishes them) and write them as YAML.

    All languages of a symbol go into one folder: the facts once, one text a language. Faults of the files, facts on
    which the languages contradict each other, and any text that could not be placed are told with their line. A file
    that cannot be read does not stop the others. Nothing that is there already is written over without --force;
    another language of a document may come later. The files of the documents are printed, one a line.

    \b
    masthead import A_RES_78_255.*.xml          all languages of a resolution into one folder
    masthead import old/*.xml --into old-yaml   a folder of files into another folder
    """  # noqa: D301 (click wants the backspace itself)
    from masthead.akn import import_files  # noqa: PLC0415 (--help needs none of it)

    workspace = Workspace.around_or_at(folder)
    done = import_files(files, into=into, force=force, workspace=workspace, say=partial(click.echo, err=True))
    for path in done.written:
        click.echo(workspace.name(path))
    console.tell(done.problems, to_error=True)
    sys.exit(gravest(done.problems))
