"""How many documents a second, in all and for each process that works on them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from benchmark.process import measured
from benchmark.table import WIDTH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

HEAD = f"{'':{WIDTH}}{'median':>9}{'minimum':>9}{'documents':>11}{'a second':>10}{'per core':>10}{'of bare':>9}"


@dataclass
class Rate:
    """Some documents, and how long they take each time that they are set."""

    name: str
    processes: int
    """How many work on them at the same time."""
    documents: int
    job: Callable[[], float]
    """Sets all of them, and returns the seconds."""
    once: bool = False
    """Whether it is done only once."""
    seconds: list[float] = field(default_factory=list)

    def take(self) -> None:
        """Set all of them once more."""
        self.seconds.append(self.job())

    @property
    def each(self) -> float:
        """Seconds of a processor for one document, at the median."""
        return median(self.seconds) * self.processes / self.documents


def rates(every: Sequence[Rate], against: Rate) -> Iterator[str]:
    """Give the table: *of bare* is what a processor does in a second, as a share of what it does in *against*."""
    yield HEAD
    for one in every:
        middle, least = median(one.seconds), min(one.seconds)
        numbers = f"{middle:9.2f}{least:9.2f}{one.documents:11}{one.documents / middle:10.2f}{1 / one.each:10.2f}"
        yield f"{one.name:{WIDTH}}{numbers}{against.each / one.each:9.2f}"


def at_once(commands: Sequence[Sequence[str]], number: int, folder: Path, variables: Mapping[str, str]) -> float:
    """Run all *commands* in *folder*, *number* at a time; return the seconds.

    Raises:
        FailedError: one did not end with exit code 0.
    """
    start = perf_counter()
    with ThreadPoolExecutor(number) as pool:
        list(pool.map(lambda command: measured(command, folder, variables), commands))
    return perf_counter() - start
