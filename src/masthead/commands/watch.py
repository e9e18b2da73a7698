"""``masthead watch``, as the command line knows it."""

from __future__ import annotations

import json
import time
from contextlib import nullcontext
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
from masthead.problem import printable
from masthead.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import AbstractContextManager

    from masthead.order import Order
    from masthead.report import Progress
    from masthead.watching import Turn


@click.command(short_help="Make PDFs again after each save.")
@documents_argument
@purposes_option
@json_option
@click.option("--poll", is_flag=True, help="Look for saves three times a second: for network folders others write to.")
@printing_options
@workspace_option
@verbose_option
def watch(
    documents: tuple[str, ...], purposes: tuple[str, ...], as_json: bool, poll: bool, folder: str, **words: str
) -> None:
    """Build DOCUMENTS (all in content/ when none is named), then again after each save what the save touches.

    Everything stays warm in memory, so that a PDF stands in build/ a moment after its text is saved. A style or a
    template that is saved builds all documents made from it; a document that is added is built, too. A document with
    problems keeps the PDF of its last good build; it is said when it is mended. Ctrl-C ends the watch.

    The path of each PDF that is made is printed; one line a save goes to standard error, and problems, as
    file:line:column: what; what to do. What is deleted from build/ comes back with the next build.

    \b
    masthead watch                              all documents
    masthead watch A-RES-66-152                 one document in all its languages
    masthead watch --for screen                 the small PDFs, the quickest to make
    masthead watch --poll                       on a network folder that others write to
    """  # noqa: D301 (click wants the backspace itself)
    from masthead.watching import watch as watch_documents  # noqa: PLC0415 (--help needs none of it)

    workspace = Workspace.around(folder)
    voice = _Json() if as_json else _Person()

    def orders() -> Sequence[Order]:
        return ordered(workspace, purposes, words)

    for turn in watch_documents(documents, orders=orders, workspace=workspace, progress=voice.progress, poll=poll):
        voice.tell(turn)


class _Person:
    """Tells a person what each turn did."""

    @staticmethod
    def progress(texts: int) -> AbstractContextManager[Progress]:
        """Return who is told how a turn goes on: of a single text there is nothing to tell before its end."""
        from masthead.progress import progress  # noqa: PLC0415
        from masthead.report import Silence  # noqa: PLC0415

        return progress() if texts > 1 else nullcontext(Silence())

    @staticmethod
    def tell(turn: Turn) -> None:
        """Print the paths of the PDFs that were made, a line of what was done, and what is wrong."""
        for output in turn.report.outputs:
            if output.fresh:
                click.echo(output.name)
        clock = time.strftime("%H:%M:%S")
        for line in _lines(turn):
            click.echo(printable(f"{clock} {line}"), err=True)
        console.tell(turn.report.problems, to_error=True)


class _Json:
    """Tells a program: what became of each text, then what the turn was about, then its end."""

    def __init__(self) -> None:
        from masthead.progress import Json  # noqa: PLC0415

        self._make = Json
        self._told: Json | None = None

    def progress(self, texts: int) -> AbstractContextManager[Progress]:
        """Return who is told how a turn goes on."""
        del texts
        self._told = self._make()
        return nullcontext(self._told)

    def tell(self, turn: Turn) -> None:
        """Write what the turn was about, and its end."""
        deleted = [entry.text for entry in turn.gone]
        about = {"changed": sorted(turn.changed), "mended": turn.mended, "deleted": deleted, "kept": turn.stays}
        click.echo(json.dumps(about))
        (self._told or self._make()).end(turn.report)
        self._told = None


def _lines(turn: Turn) -> Iterator[str]:
    """Give what a turn did, in words."""
    from masthead.progress import summary  # noqa: PLC0415

    if not turn.changed:
        yield f"{summary(turn.report, turn.seconds)}; watching for saves, Ctrl-C ends it"
        return
    for entry in turn.gone:
        yield f"{entry.text}: deleted; its PDF stays"
    done = list(_done(turn))
    if done:
        first, *others = sorted(turn.changed)
        yield f"{first}{f' and {len(others)} more' if others else ''}: {'; '.join(done)}"


def _done(turn: Turn) -> Iterator[str]:
    from masthead.progress import summary  # noqa: PLC0415

    if len(turn.report.outcomes) > 1:
        yield summary(turn.report, turn.seconds)
    for outcome in turn.report.outcomes if len(turn.report.outcomes) == 1 else ():
        made = [output for output in outcome.outputs if output.fresh]
        if made:
            pages = "1 page" if made[0].pages == 1 else f"{made[0].pages} pages"
            yield f"{' and '.join(output.name for output in made)}, {pages} in {turn.seconds:.2f} s"
        if outcome.failed:
            yield "not built, it has problems"
    if turn.stays:
        yield f"{_several(turn.stays)} {'is' if len(turn.stays) == 1 else 'are'} of the last good build"
    if turn.mended:
        yield "mended" if turn.changed >= set(turn.mended) else f"mended: {_several(turn.mended)}"
    if turn.report.problems and not turn.report.outcomes:
        yield "nothing to build before this is mended"


def _several(names: Sequence[str]) -> str:
    return " and ".join(names) if len(names) < 3 else f"{names[0]} and {len(names) - 1} more"
