"""``make bench``: how long Masthead takes, and how long others take, side by side in one run.

The programs take turns, round after round, so that what else the machine does slows all of them alike. Read ratios
first, minima second. A first round is not counted. Progress goes to standard error; each chapter is printed to
standard output when it is finished, and all marks at the end.
"""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
import time
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from benchmark import lengths, many, marks, patched, saving, steady, table, thousand, tried
from benchmark.ledger import Ledger
from benchmark.process import imports, say
from benchmark.site import Chapter, Site
from benchmark.subjects import ARCHIVE, BARE, FOR, NOTHING, subjects
from benchmark.turns import take_turns

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmark.table import Mark

COPIES = 46
"""Copies of the text in the document that the presses are taken apart on: 100 pages, or one more."""
LONG_ROUNDS = 1
"""Rounds in which they are; on the short document there are as many as of everything."""
WARM = {
    "masthead": "masthead, from YAML to PDF",
    "press": "masthead, from HTML to PDF with proof",
    "weasyprint": "weasyprint, from HTML to PDF",
}


def main() -> None:
    """Measure, and print the tables."""
    given, start = _given(), time.monotonic()
    reached: list[Mark] = []
    print(f"WeasyPrint {version('weasyprint')}, Python {platform.python_version()}, {os.cpu_count()} processors.")
    try:
        with tempfile.TemporaryDirectory(prefix="masthead-bench-", ignore_cleanup_errors=True) as name:
            site = Site(Path(name), given.rounds, given.documents, given.records)
            for chapter in given.only or CHAPTERS:
                say(f"{time.monotonic() - start:.0f} s: {chapter}")
                found = CHAPTERS[chapter](site)
                if found.lines:
                    print("", *found.lines, sep="\n", flush=True)
                reached += found.marks
    finally:  # what was measured before something broke is told
        print("\nMarks", *reached, sep="\n")
    say(f"{time.monotonic() - start:.0f} s: done")


def _given() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.py", description="Measure Masthead, and others beside it.")
    parser.add_argument("--rounds", type=_count, default=4, metavar="N", help="rounds that are counted (default: 4)")
    several = partial(_count, least=5)
    parser.add_argument("--documents", type=several, default=200, metavar="N", help="built at once (default: 200)")
    parser.add_argument("--records", type=several, default=1000, metavar="N", help="up to date (default: 1000)")
    parser.add_argument("--only", action="append", choices=CHAPTERS, help="one chapter; may be given several times")
    return parser.parse_args()


def _count(word: str, least: int = 1) -> int:
    number = int(word)
    if number < least:
        raise argparse.ArgumentTypeError(f"must be {least} or more")
    return number


def _one(site: Site) -> Chapter:
    """Measure one document of three pages: whole commands."""
    measures = {subject.name: subject for subject in subjects(*site.staged(1))}
    take_turns(list(measures.values()), site.rounds, site.variables)
    loaded = imports(measures[NOTHING].command[1:], measures[NOTHING].folder, site.variables)
    builds = {name: [run.cpu for run in one.runs] for name, one in measures.items() if name.startswith(FOR)}
    lines = [
        f"A/RES/66/152 in French. {site.rounds} rounds in turn; seconds; ratios to {BARE}.",
        "Whole commands. CPU is the median of processor time, memory the peak of the largest process.",
        *table.commands(list(measures.values()), measures[BARE]),
        f"Builds for each purpose, cold: processor time; ratios to {ARCHIVE}.",
        *table.renders(builds, ARCHIVE),
    ]
    return Chapter(lines, marks.commands(measures, loaded))


def _warm(site: Site) -> Chapter:
    """Measure the same document in a process that has already set it."""
    warm = site.answer("warm", *site.staged(1), 3 * site.rounds)
    times = {WARM[key]: seconds for key, seconds in warm.items()}
    head = f"A document in a process that has already set it. {3 * site.rounds} rounds in turn."
    lines = [head, *table.renders(times, WARM["weasyprint"])]
    return Chapter(lines, [marks.renders(warm["masthead"], warm["weasyprint"])])


def _passes(site: Site) -> Chapter:
    """Take the presses apart."""
    lines = ["What each pass of the presses adds in such a process: processor time, peak of memory, bytes of the PDF."]
    reached: list[Mark] = []
    for copies, rounds in ((1, site.rounds), (COPIES, LONG_ROUNDS)):
        ledger = Ledger(**site.answer("passes", site.staged(copies)[0], rounds))
        lines += ledger.lines()
        reached += ledger.marks()
    return Chapter(lines, reached)


def _importing(site: Site) -> Chapter:
    """Measure imports, and builds of what was imported."""
    return Chapter([], marks.importing(site.answer("importing", site.folder / "imports")))


CHAPTERS: dict[str, Callable[[Site], Chapter]] = {
    "one": _one,
    "warm": _warm,
    "saving": saving.measure,
    "many": many.measure,
    "thousand": thousand.measure,
    "lengths": lengths.measure,
    "steady": steady.measure,
    "passes": _passes,
    "importing": _importing,
    "tried": tried.measure,
    "patched": patched.measure,
}
"""What is measured, in this order."""


if __name__ == "__main__":
    main()
