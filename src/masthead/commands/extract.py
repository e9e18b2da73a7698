"""``masthead extract``, as the command line knows it."""

from __future__ import annotations

from pathlib import Path

import click

from masthead.options import verbose_option


@click.command(short_help="Get back what a PDF was made from.")
@click.argument("pdf", metavar="FILE.pdf", type=click.Path(path_type=Path))
@click.option("--into", metavar="DIR", help="Folder for the files, instead of one beside the PDF with its name.")
@click.option("-f", "--force", is_flag=True, help="Write over files that are there already.")
@verbose_option
def extract(pdf: Path, into: str | None, force: bool) -> None:
    """Write the files that FILE.pdf was made from into a folder: its YAML, and the pictures, templates and styles used.

    A PDF that was built for the archive carries them. The folder is a workspace: `masthead build` makes the same PDF
    in it, byte for byte. The paths of the files are printed, one a line; all are written, or none.

    \b
    masthead extract build/A_RES_66_152-FR.pdf              into build/A_RES_66_152-FR/
    masthead extract A_RES_66_152-FR.pdf --into restored    into restored/
    """  # noqa: D301 (click wants the backspace itself)
    from masthead.extraction import extract as take_out  # noqa: PLC0415 (--help needs none of it)

    for path in take_out(pdf, into=into, force=force):
        click.echo(path)
