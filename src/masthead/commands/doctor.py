"""``masthead doctor``, as the command line knows it."""

from __future__ import annotations

import sys

import click

from masthead.options import verbose_option, workspace_option
from masthead.problem import ExitCode
from masthead.workspace import Workspace


@click.command(short_help="Say what is missing on this machine.")
@workspace_option
@verbose_option
def doctor(folder: str) -> None:
    """Say what is missing on this machine, and the exact command that installs it.

    \b
    ok         is there
    missing    nothing can be set before this is mended
    advice     some documents need this, others do not
    """  # noqa: D301 (click wants the backspace itself)
    from masthead.machine import State  # noqa: PLC0415
    from masthead.machine import doctor as examine  # noqa: PLC0415

    findings = examine(Workspace.around_or_at(folder).root)
    for finding in findings:
        note = f": {finding.note}" if finding.note else ""
        click.echo(f"{finding.state.value:8}{finding.what}{note}")
        if finding.command:
            click.echo(f"{'':8}{finding.command}")
    missing = sum(finding.state is State.MISSING for finding in findings)
    click.echo(
        f"{missing or 'Nothing'} of what every document needs {'are' if missing > 1 else 'is'} missing.", err=True
    )
    sys.exit(ExitCode.MACHINE if missing else ExitCode.OK)
