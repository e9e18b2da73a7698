"""Many documents at once: one worker and two, beside bare WeasyPrint in one process and in two, and other programs.

The documents are three pages each, under symbols of their own (:mod:`benchmark.shelf`). All take turns. A build is
the whole command, from an empty ``build/``; WeasyPrint is warm, and has nothing to record, to prove or to tag.
"""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING

from benchmark.bare import Bare, whole
from benchmark.calculation import calculated
from benchmark.process import PYTHON, answer, say
from benchmark.rate import Rate, at_once, rates
from benchmark.site import Chapter
from benchmark.subjects import Subject, chromium, typst, xelatex
from benchmark.table import Mark, ratio
from benchmark.turns import run_once

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from benchmark.site import Site

ONE, TWO = "masthead build -j1", "masthead build -j2"
BARE, BARE_TWO = "bare weasyprint, warm, 1 process", "bare weasyprint, warm, 2 processes"
LOOP, LOOP_TWO = "a calculation, 1 process", "a calculation, 2 processes"
SAMPLE = 20
"""Documents that the slow ones are given."""
TWICE = 1.8
"""How many times quicker two workers are at least (issue 5)."""
OVERHEAD = 0.1
"""Share of WeasyPrint's own time that a document may take beyond it (issue 5)."""


class Many:
    """The documents, and those who set them."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._folder = site.folder / "many"
        self._folder.mkdir()
        say(f"  documents are written: {site.documents}")
        style = answer("benchmark.shelf", str(self._folder), str(site.documents), variables=site.variables)
        self._page = self._folder / "page"
        self._names = sorted(path.stem for path in self._page.glob("page-*.html"))
        self._bare = [Bare(self._page, style, site.variables) for _ in range(2)]
        self._print(self._names[:2], 2)  # not counted

    def measure(self) -> dict[str, Rate]:
        """Return how quick each of them is."""
        found = {rate.name: rate for rate in (*self._builds(), *self._engines(), *self._others())}
        turns = [rate for rate in found.values() if not rate.once]
        for number in range(1, self._site.few_rounds + 1):
            say(f"  round {number} of {self._site.few_rounds}")
            for rate in turns if number % 2 else reversed(turns):
                rate.take()
        for rate in found.values():
            if rate.once:
                say(f"  {rate.name}")
                rate.take()
        for bare in self._bare:
            bare.close()
        return found

    def _builds(self) -> list[Rate]:
        return [Rate(name, workers, len(self._names), self._build(workers)) for workers, name in ((1, ONE), (2, TWO))]

    def _build(self, workers: int) -> Callable[[], float]:
        workspace = self._folder / "workspace"
        command = [PYTHON, "-m", "masthead", "build", f"-j{workers}"]
        subject = Subject("", command, workspace, emptied=workspace / "build")

        def build() -> float:
            run = run_once(subject, self._site.variables)
            assert run
            made = len(list((workspace / "build").glob("*.pdf")))
            assert made == len(self._names), f"{made} of {len(self._names)} documents were built"
            return run.seconds

        return build

    def _engines(self) -> list[Rate]:
        share = max(2, len(self._names) // self._site.few_rounds)
        one, two = (self._shares(share) for _ in range(2))
        return [
            Rate(BARE, 1, share, lambda: self._print(next(one), 1)),
            Rate(BARE_TWO, 2, share, lambda: self._print(next(two), 2)),
            Rate(LOOP, 1, 1, lambda: calculated(1, self._site.variables)),
            Rate(LOOP_TWO, 2, 2, lambda: calculated(2, self._site.variables)),
        ]

    def _shares(self, size: int) -> Iterator[Sequence[str]]:
        """Give *size* names, and with each round the next ones: in all rounds together every document is printed."""
        for start in cycle(range(0, len(self._names) - size + 1, size)):
            yield self._names[start : start + size]

    def _print(self, names: Sequence[str], processes: int) -> float:
        """Let bare WeasyPrint print the pages called *names*, shared out among *processes*."""
        working = self._bare[:processes]
        for number, bare in enumerate(working):
            bare.ask([f"{name}.html" for name in names[number::processes]])
        return whole([bare.told() for bare in working])

    def _others(self) -> list[Rate]:
        """Return the other programs: a process for each document, two at a time."""
        page, sample = self._page, self._names[:SAMPLE]
        kinds = {
            "typst, cold, 2 at a time": [typst(f"{name}.typ", f"{name}.typst.pdf") for name in self._names],
            f"xelatex, 2 at a time ({len(sample)} documents)": [xelatex(f"{name}.tex") for name in sample],
            f"chromium, 2 at a time ({len(sample)} documents)": [
                chromium(page, f"{name.replace('page', 'linked')}.html", f"{name}.chromium.pdf", name)
                for name in sample
            ],
        }
        cold = [Rate(name, 2, len(one), self._at_once(one), once=True) for name, one in kinds.items() if all(one)]
        warm = Rate("typst, warm, 1 process (its Compiler)", 1, len(self._names) - 1, self._typst_warm, once=True)
        return [*cold, warm] if all(kinds["typst, cold, 2 at a time"]) else cold

    def _typst_warm(self) -> float:
        seconds: list[float] = self._site.answer("typst_watch", "batch", self._page)
        return sum(seconds)

    def _at_once(self, commands: Sequence[Sequence[str]]) -> Callable[[], float]:
        return lambda: at_once(commands, 2, self._page, self._site.variables)


def measure(site: Site) -> Chapter:
    """Measure, and hold it against what was promised."""
    found = Many(site).measure()
    turns = f"{site.few_rounds} rounds in turn, bare WeasyPrint with a share in each; the other programs once."
    head = f"{site.documents} documents of three pages. {turns}"
    loop = 2 * ratio(found[LOOP].seconds, found[LOOP_TWO].seconds)
    engine = ratio(found[BARE].seconds, found[BARE_TWO].seconds)
    ceiling = f"What two processes of this machine do beside one: a calculation {loop:.2f}x, WeasyPrint {engine:.2f}x."
    documents = [rate for rate in found.values() if rate.name not in (LOOP, LOOP_TWO)]
    return Chapter([head, *rates(documents, found[BARE]), ceiling], _marks(found))


def _marks(found: dict[str, Rate]) -> list[Mark]:
    twice = ratio(found[ONE].seconds, found[TWO].seconds)
    over = found[ONE].each / found[BARE].each - 1
    return [
        Mark("2 workers / 1 worker, whole commands", f"{twice:.2f}", ">= 1.80", twice >= TWICE),
        Mark("a document in a batch, over bare WeasyPrint", f"{over:.1%}", "<= 10%", over <= OVERHEAD),
    ]
