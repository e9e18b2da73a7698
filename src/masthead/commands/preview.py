"""``masthead preview``, as the command line knows it."""

from __future__ import annotations

import subprocess
import sys

import click

from masthead.options import verbose_option, workspace_option
from masthead.workspace import Workspace


@click.command(short_help="Show documents in the browser, set again after each save.")
@click.argument("document", required=False)
@click.option(
    "--port", metavar="PORT", type=click.IntRange(1, 65535),
    help="Port on 127.0.0.1; a free one where this is not given.",
)  # fmt: skip
@click.option("--no-browser", is_flag=True, help="Print the address only; open it yourself.")
@click.option("--poll", is_flag=True, help="Look for saves again and again: for a network folder that tells of none.")
@workspace_option
@verbose_option
def preview(document: str | None, port: int | None, no_browser: bool, poll: bool, folder: str) -> None:
    """Show DOCUMENT in the browser, or the first of all in content/; others can be chosen there.

    Pages are set again after each save, and stay at the same place. While a document has problems its last good page
    stays, with the problems under it. Two languages can stand side by side; ? lists the keys. Nothing is
    written: `masthead build` makes the PDFs.

    The address is printed. It is on 127.0.0.1: no other machine can open it. Ctrl-C ends the preview.

    \b
    masthead preview                            all documents, the first one open
    masthead preview A-RES-66-152/fr.yaml       one text open
    masthead preview --port 8066                the same address each time
    masthead preview --no-browser               where the browser is opened by hand
    """  # noqa: D301 (click wants the backspace itself)
    from masthead.previewing import preview as show  # noqa: PLC0415 (--help needs none of it)

    def tell(address: str) -> None:
        click.echo(address)
        if not no_browser:
            _open(address)

    show(document, workspace=Workspace.around(folder), port=port or 0, poll=poll, tell=tell)


def _open(address: str) -> None:
    """Open *address* in the browser of this person, whose own words belong neither here nor to Ctrl-C."""
    subprocess.Popen(
        [sys.executable, "-m", "webbrowser", address],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
