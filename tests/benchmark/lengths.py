"""Short documents and long ones: 3, 30 and 300 pages, the same text over and over with its notes in proportion.

Whole commands, cold; then the processor time of Masthead's renders in one process, without its start
(:mod:`benchmark.renders`).
"""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from benchmark.process import say
from benchmark.site import Chapter
from benchmark.subjects import ARCHIVE, BARE, long_subjects
from benchmark.table import WIDTH, Mark, commands
from benchmark.turns import count_pages, run_once

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from benchmark.site import Site
    from benchmark.subjects import Subject

COPIES = {3: 1, 30: 13, 300: 137}
"""Pages, and how many copies of the text come nearest to them."""
ROUNDS = {3: 3, 30: 3, 300: 2}
REACH = 1.25
"""How many times as long a page may take in 300 pages as in 30 (issue 5)."""
Lengths = dict[int, dict[str, "Subject"]]
"""By pages and by name."""
Figures = dict[int, float]
"""Milliseconds a page or megabytes, by pages."""


def measure(site: Site) -> Chapter:
    """Measure all lengths in turn."""
    found = {pages: _subjects(site, copies) for pages, copies in COPIES.items()}
    for number in range(max(ROUNDS.values()) + 1):
        for pages, every in found.items():
            if number <= min(ROUNDS[pages], site.rounds) and (number or pages == min(COPIES)):
                _run(pages, every, number, site)
    for every in found.values():
        count_pages(list(every.values()), site.variables)
    say("  the same in one process")
    warm = _warm(site)
    installed = [name for name in found[30] if all(one[name].runs for one in found.values())]
    cold = {name: _per_page(found, name) for name in installed}
    memory = {name: _memory(found, name) for name in installed}
    across = [
        *_across("ms a page", {**cold, "masthead, warm, processor time": warm}),
        *_across("MB at the peak", memory),
    ]
    return Chapter([*_tables(found), *across], list(_marks(cold[ARCHIVE], warm)))


def _subjects(site: Site, copies: int) -> dict[str, Subject]:
    """Return who sets the text; of the builds that for the archive, which is what a plain one makes."""
    every = {one.name: one for one in long_subjects(*site.staged(copies))}
    return {name: one for name, one in every.items() if name == ARCHIVE or not one.name.startswith("masthead")}


def _run(pages: int, every: Mapping[str, Subject], number: int, site: Site) -> None:
    """Run each once; a round numbered 0 is not counted."""
    say(f"  {pages} pages, round {number}" if number else "  a round that is not counted")
    present = [one for one in every.values() if one.command]
    for one in present if number % 2 else reversed(present):
        run = run_once(one, site.variables)
        if run and number:
            one.runs.append(run)


def _warm(site: Site) -> Figures:
    """Return the processor time of a page in a process that has already set one."""
    stages = [site.staged(COPIES[pages])[0] for pages in (30, 300)]
    told: list[list[float]] = site.answer("renders", *stages)
    return {pages: 1000 * median(own) for pages, own in zip((30, 300), told, strict=True)}


def _per_page(found: Lengths, name: str) -> Figures:
    subjects = {pages: every[name] for pages, every in found.items()}
    return {pages: 1000 * median(one.seconds) / one.pages for pages, one in subjects.items()}


def _memory(found: Lengths, name: str) -> Figures:
    return {pages: median(run.megabytes for run in every[name].runs) for pages, every in found.items()}


def _tables(found: Lengths) -> Iterator[str]:
    for pages, every in found.items():
        rounds = max(len(one.runs) for one in every.values())
        yield f"Some {pages} pages: {COPIES[pages]} x the text in one document. {rounds} rounds in turn."
        yield from commands(list(every.values()), every[BARE])


def _across(what: str, rows: Mapping[str, Figures]) -> Iterator[str]:
    """Give a table of *what* with a column for each length."""
    yield f"{what:{WIDTH}}" + "".join(f"{f'{pages} pages':>11}" for pages in COPIES) + f"{'300 / 30':>11}"
    for name, own in rows.items():
        cells = "".join(f"{own[pages]:11.1f}" if pages in own else f"{'':11}" for pages in COPIES)
        yield f"{name:{WIDTH}}{cells}{own[300] / own[30]:11.2f}"


def _marks(cold: Figures, warm: Figures) -> Iterator[Mark]:
    for how, times in {"whole commands": cold, "warm, CPU": warm}.items():
        grown = times[300] / times[30]
        yield Mark(f"a page in 300 / in 30, {how}", f"{grown:.2f}", "<= 1.25", grown <= REACH)
