"""What a person sees while documents are built: a moving line on a terminal, plain lines elsewhere.

Everything goes to standard error.
"""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.progress import Progress as RichProgress

    from masthead.building import Output, Progress
    from masthead.entry import Entry


@contextmanager
def progress() -> Iterator[Progress]:
    """Give the progress that fits where standard error leads."""
    if sys.stderr.isatty():
        with _terminal() as shown:
            yield shown
    else:
        yield Lines()


class Lines:
    """One plain line for each document that is built."""

    def __init__(self) -> None:
        self._started = time.monotonic()

    def begin(self, total: int) -> None:
        """Hear how many texts there are."""

    def work(self, entry: Entry) -> None:
        """Start the clock of a text."""
        del entry
        self._started = time.monotonic()

    def done(self, entry: Entry, output: Output | None) -> None:
        """Print how the text came out."""
        self.say(outcome(entry, output, time.monotonic() - self._started))

    def say(self, line: str) -> None:
        """Print one line."""
        click.echo(line, err=True)


def outcome(entry: Entry, output: Output | None, seconds: float) -> str:
    """Return the line for a finished text."""
    if output is None:
        return f"{entry.text}: not built, it has problems"
    if not output.fresh:
        return f"{entry.text}: up to date"
    pages = "1 page" if output.pages == 1 else f"{output.pages} pages"
    return f"{entry.text}: {pages} in {seconds:.1f} s"


class _Bar(Lines):
    """A moving line under the plain ones."""

    def __init__(self, bar: RichProgress) -> None:
        super().__init__()
        self._bar = bar
        self._task = bar.add_task("", total=None)

    def begin(self, total: int) -> None:
        self._bar.update(self._task, total=total)

    def work(self, entry: Entry) -> None:
        super().work(entry)
        self._bar.update(self._task, description=entry.text)

    def done(self, entry: Entry, output: Output | None) -> None:
        super().done(entry, output)
        self._bar.advance(self._task)

    def say(self, line: str) -> None:
        self._bar.console.print(line, highlight=False, markup=False, soft_wrap=True)


@contextmanager
def _terminal() -> Iterator[Progress]:
    from rich.console import Console  # noqa: PLC0415 (only a terminal needs it)
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415
    from rich.progress import Progress as RichProgress  # noqa: PLC0415

    name = TextColumn("{task.description}", markup=False)
    columns = (name, BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with RichProgress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield _Bar(bar)
