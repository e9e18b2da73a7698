"""``masthead build``, as the command line knows it."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import click

from masthead import console
from masthead.options import (
    documents_argument,
    json_option,
    ordered,
    printing_options,
    purposes_option,
    verbose_option,
    workspace_option,
)
from masthead.problem import MastheadError
from masthead.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from masthead.problem import ExitCode
    from masthead.report import Progress, Report
    from masthead.running import Pool


@click.command(short_help="Make the PDFs that are out of date.")
@documents_argument
@purposes_option
@click.option("--explain", is_flag=True, help="Say of each PDF why it is built or not.")
@click.option(
    "-j",
    "--workers",
    type=click.IntRange(1, 1024),
    metavar="N",
    help="Processes that set documents at the same time; as many as this machine has processors where it is worth it.",
)
@click.option("--cluster", metavar="ADDRESS", help="Let the workers of a Dask scheduler set them: tcp://host:8786.")
@json_option
@printing_options
@workspace_option
@verbose_option
def build(  # noqa: PLR0913, PLR0917 (one for each option)
    documents: tuple[str, ...],
    purposes: tuple[str, ...],
    explain: bool,
    workers: int | None,
    cluster: str | None,
    as_json: bool,
    folder: str,
    **words: str,
) -> None:
    """Build the PDFs of DOCUMENTS; of all in content/ when none is named.

    \b
    --for archive    PDF/A-3a and PDF/UA-1 in one file, with its sources: to keep, publish, read aloud
    --for print      PDF/X-4 for a printing house: CMYK, black as black ink alone; NAME.print.pdf
    --for screen     small and quick to open; NAME.screen.pdf

    What is up to date is not built again: nothing that it was made from has changed, neither text nor facts,
    templates, styles, pictures, settings, faces, libraries or the program, and the PDF is the one that was built.
    A document with problems keeps the PDF of its last good build, and so does one whose worker dies. The paths of the
    PDFs are printed, one a line; problems go to standard error, as file:line:column: what; what to do.

    \b
    masthead build                              all documents
    masthead build A-RES-66-152                 one document in all its languages
    masthead build A-RES-66-152/fr.yaml         one language of it
    masthead build content/A-RES-66-152         the path does as well
    masthead build --explain                    and say why
    masthead build --workers 8                  eight at once
    masthead build --cluster tcp://press:8786   by the workers of a cluster that see this folder too
    masthead build -C s3://bucket/office        documents in an object store
    masthead build --for print --marks crop,cross --bleed 3mm
    masthead build --for print --imposition booklet --paper a4
    """  # noqa: D301 (click wants the backspace itself)
    from masthead.building import build as build_documents  # noqa: PLC0415 (--help needs none of it)
    from masthead.progress import progress, summary  # noqa: PLC0415

    workspace, started = Workspace.around(folder), time.monotonic()
    orders = ordered(workspace, purposes, words)

    def done(shown: Progress) -> Report:
        return build_documents(
            documents, orders=orders, workspace=workspace, progress=shown, pool=pool, workers=workers
        )

    pool = _joined(cluster) if cluster is not None else None
    if as_json:
        sys.exit(_told_to_program(done))
    with progress(explain=explain) as shown:
        report = done(shown)
    for output in report.outputs:
        click.echo(output.name)
    console.tell(report.problems, to_error=True)
    if len(report.outcomes) > 1:
        click.echo(summary(report, time.monotonic() - started), err=True)
    sys.exit(report.exit_code)


def _told_to_program(done: Callable[[Progress], Report]) -> ExitCode:
    """Build, tell a program of it line by line, and return the exit code."""
    from masthead.progress import Json  # noqa: PLC0415 (as above)

    told = Json()
    try:
        report = done(told)
    except (MastheadError, KeyboardInterrupt) as error:
        told.stop(error)
        raise
    told.end(report)
    return report.exit_code


def _joined(cluster: str) -> Pool:
    from masthead.cluster import cluster as join  # noqa: PLC0415 (only who asks for it needs Dask)

    return join(cluster)
