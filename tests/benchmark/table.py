"""Medians, minima and ratios as plain lines, and the marks that they have to reach."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from benchmark.subjects import Subject

WIDTH = 40
HEAD = f"{'':{WIDTH}}{'median':>9}{'minimum':>9}{'ratio':>8}{'of minima':>11}"


@dataclass(frozen=True)
class Mark:
    """A figure that has to be reached."""

    what: str
    value: str
    bound: str
    met: bool

    def __str__(self) -> str:
        """Return one line, which ends in ``met`` or ``MISSED``."""
        return f"{self.what:{WIDTH}}{self.value:>9}{self.bound:>13}   {'met' if self.met else 'MISSED'}"


def ratio(times: Sequence[float], others: Sequence[float]) -> float:
    """Return the ratio of two medians."""
    return median(times) / median(others)


def row(name: str, times: Sequence[float], others: Sequence[float]) -> str:
    """Return the line of *times*, in seconds, against those of *others*."""
    minima = min(times) / min(others)
    return f"{name:{WIDTH}}{median(times):9.3f}{min(times):9.3f}{ratio(times, others):8.2f}{minima:11.2f}"


def commands(subjects: Sequence[Subject], against: Subject) -> Iterator[str]:
    """Give the lines of whole commands, with the peak memory of each and the PDF that it made."""
    yield f"{HEAD}{'CPU':>8}{'memory, MB':>12}{'pages':>7}{'kB':>6}"
    others = against.seconds
    for subject in subjects:
        if not subject.runs:
            yield f"{subject.name:{WIDTH}}{subject.missing}"
            continue
        cpu, memory = median(run.cpu for run in subject.runs), median(run.megabytes for run in subject.runs)
        yield f"{row(subject.name, subject.seconds, others)}{cpu:8.3f}{memory:12.0f}{_pdf(subject)}"


def renders(times: Mapping[str, Sequence[float]], against: str) -> Iterator[str]:
    """Give the lines of renders in one process; *times* by name, in seconds."""
    yield HEAD
    yield from (row(name, seconds, times[against]) for name, seconds in times.items())


def _pdf(subject: Subject) -> str:
    """Return pages and size of what a command made."""
    return f"{subject.pages:7}{subject.pdf.stat().st_size / 1000:6.0f}" if subject.pdf else ""
