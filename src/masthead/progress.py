"""What a person or a program hears while documents are built.

A person hears it on standard error: a moving line on a terminal, plain lines elsewhere. A program that asked for
JSON gets one object a line on standard output, and nothing else is written there.
"""

from __future__ import annotations

import json
import sys
import time
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from masthead.problem import ExitCode, MastheadError, Problem, Severity, gravest, printable
from masthead.standing import by_entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

    from masthead.entry import Entry
    from masthead.report import Outcome, Progress, Report
    from masthead.standing import Standing

MANY = 20
"""Of more texts than this, those that are up to date are counted and not named."""


@contextmanager
def progress(*, explain: bool = False) -> Iterator[Progress]:
    """Give the progress that fits where standard error leads.

    Args:
        explain: whether to say of each PDF why it is built or not.
    """
    if sys.stderr and sys.stderr.isatty():
        with _terminal(explain) as shown:
            yield shown
    else:
        yield Lines(explain=explain)


class Lines:
    """One plain line for each document that is built, and one for all when they are done."""

    def __init__(self, *, explain: bool = False) -> None:
        self._explain = explain
        self._named = True

    def begin(self, standings: Sequence[Standing]) -> None:
        """Say why PDFs are built, where that was asked for."""
        self._named = not self._explain and len(standings) <= MANY
        if self._explain:
            for standing in standings:
                self.say(explanation(standing))

    def work(self, entry: Entry) -> None:
        """Hear that a text was given to a worker."""

    def done(self, outcome: Outcome) -> None:
        """Print how the text came out."""
        if outcome.fresh or outcome.failed or self._named:
            self.say(told(outcome))

    def say(self, line: str) -> None:
        """Print one line."""
        click.echo(printable(line), err=True)


class _Bar(Lines):
    """A moving line under the plain ones: the text at hand, how many are done, the rate and the time left."""

    def __init__(self, bar: RichProgress, *, explain: bool) -> None:
        super().__init__(explain=explain)
        self._bar = bar
        self._task: TaskID | None = None

    def begin(self, standings: Sequence[Standing]) -> None:
        super().begin(standings)
        wanted = {standing.entry for standing in standings if not standing.current}
        if wanted:
            self._task = self._bar.add_task("", total=len(wanted))

    def work(self, entry: Entry) -> None:
        if self._task is not None:
            self._bar.update(self._task, description=printable(entry.text))

    def done(self, outcome: Outcome) -> None:
        super().done(outcome)
        if self._task is not None and (outcome.fresh or outcome.failed):
            self._bar.advance(self._task)

    def say(self, line: str) -> None:
        self._bar.console.print(printable(line), highlight=False, markup=False, soft_wrap=True)


@contextmanager
def _terminal(explain: bool) -> Iterator[Progress]:
    from rich.console import Console  # noqa: PLC0415 (only a terminal needs it)
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415
    from rich.progress import Progress as RichProgress  # noqa: PLC0415
    from rich.progress import Task as RichTask  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    class Rate(TextColumn):
        def render(self, task: RichTask) -> Text:
            return Text(f"{task.speed:.1f} a second" if task.speed else "")

    name = TextColumn("{task.description}", markup=False)
    columns = (name, BarColumn(), MofNCompleteColumn(), Rate(""), TimeRemainingColumn())
    with RichProgress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield _Bar(bar, explain=explain)


def explanation(standing: Standing) -> str:
    """Return the line that says why a PDF is built or not."""
    what = f"{standing.entry.text} for {standing.order.purpose}"
    return f"{what}: up to date" if standing.current else f"{what}: out of date, {'; '.join(standing.reasons)}"


def told(outcome: Outcome) -> str:
    """Return the line for a finished text."""
    made = [output for output in outcome.outputs if output.fresh]
    if made:
        pages = max(output.pages for output in made)
        return f"{outcome.entry.text}: {pages} {'page' if pages == 1 else 'pages'} in {outcome.seconds:.1f} s"
    return f"{outcome.entry.text}: {'not built, it has problems' if outcome.failed else 'up to date'}"


def summary(report: Report, seconds: float) -> str:
    """Return the line for a whole build: ``198 built (9.4 a second), 2 failed, 800 up to date``."""
    counts = _counts(report)
    built = f"{counts['built']} built"
    if counts["built"] > 1 and seconds > 0:
        built += f" in {seconds:.1f} s ({counts['built'] / seconds:.1f} a second)"
    words = [built, f"{counts['failed']} failed", f"{counts['up_to_date']} up to date"]
    return ", ".join(word for word in words if not word.startswith("0 ")) or "nothing to build"


def _counts(report: Report) -> dict[str, int]:
    states = [_state(outcome) for outcome in report.outcomes]
    return {name: states.count(name) for name in ("built", "failed", "up_to_date")}


def _state(outcome: Outcome) -> str:
    return "failed" if outcome.failed else "built" if outcome.fresh else "up_to_date"


class Json:
    """One JSON object for each text as it is finished, and one for all at the end, each on a line."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._standings: dict[Entry, list[Standing]] = {}

    def begin(self, standings: Sequence[Standing]) -> None:
        """Remember why each PDF is built."""
        self._standings = by_entry(standings)

    def work(self, entry: Entry) -> None:
        """Hear that a text was given to a worker."""

    def done(self, outcome: Outcome) -> None:
        """Write what became of a text."""
        reasons = {one.order.purpose.value: list(one.reasons) for one in self._standings.get(outcome.entry, [])}
        outputs = [
            {"path": one.name, "purpose": one.purpose, "pages": one.pages, "fresh": one.fresh}
            for one in outcome.outputs
        ]
        self._write(
            text=outcome.entry.text,
            state=_state(outcome),
            seconds=round(outcome.seconds, 3),
            reasons=reasons,
            outputs=outputs,
            problems=[_described(problem) for problem in outcome.problems],
        )

    def end(self, report: Report) -> None:
        """Write what became of all. Problems that belong to no text are told here."""
        of_texts = {problem for outcome in report.outcomes for problem in outcome.problems}
        others = [_described(problem) for problem in report.problems if problem not in of_texts]
        seconds = round(time.monotonic() - self._started, 3)
        self._write(**_counts(report), seconds=seconds, problems=others, exit_code=int(gravest(report.problems)))

    def stop(self, error: MastheadError | KeyboardInterrupt) -> None:
        """Write why the build was stopped before its end."""
        if isinstance(error, MastheadError):
            self._write(problems=[_described(problem) for problem in error.problems], exit_code=int(error.exit_code))
        else:
            self._write(problems=[], exit_code=int(ExitCode.INTERRUPTED))

    def _write(self, **values: Any) -> None:  # noqa: ANN401 (whatever JSON holds)
        click.echo(json.dumps(values))


def _described(problem: Problem) -> dict[str, object]:
    severity = "warning" if problem.severity is Severity.WARNING else "error"
    return {**asdict(problem.place), "severity": severity, "what": problem.what, "todo": problem.todo}
