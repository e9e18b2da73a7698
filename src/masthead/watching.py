"""``masthead watch``: what a save touches is built at once, everything warm in memory.

First all that is out of date is built, as ``masthead build`` does. From then on the records of what each text was
made from are held in memory, so that a save costs little more than to set the texts that read the file. What lies
in ``build/`` is not watched: a PDF that is deleted there is made again by the next build, or with the next save
that touches its text.
"""

from __future__ import annotations

import gc
import time
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from masthead.batch import Batch, local
from masthead.building import build
from masthead.checking import workspace_problems
from masthead.entry import CONTENT, survey
from masthead.memory import Ear, Memory, Room, is_in_motion
from masthead.problem import MastheadError, ordered
from masthead.report import Report, Silence, kept
from masthead.saves import changes
from masthead.standing import Standing, by_entry
from masthead.workspace import BUILT_IN, FOLDERS, SETTINGS, Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from threading import Event

    from masthead.entry import Entry
    from masthead.order import Order
    from masthead.problem import Problem
    from masthead.report import Outcome, Progress

    Listeners = Callable[[int], AbstractContextManager[Progress]]

__all__ = ["Turn", "changes", "watch"]

MANY = 1000
"""Changed files in one burst from which on everything is looked at: the system may have lost count of them."""
WORTH_WORKERS = 16
"""Texts that workers, which start cold, are sooner done with than this process."""


@dataclass(frozen=True)
class Turn:
    """What a burst of saves led to."""

    changed: frozenset[str]
    """Names of the files that changed; none in the first turn, which brings all up to date."""
    report: Report
    """The texts that were touched, and what is wrong."""
    mended: tuple[str, ...]
    """Names of the texts and files that had problems and have none any more."""
    gone: tuple[Entry, ...]
    """Texts that were deleted. Their PDFs stay."""
    stays: tuple[str, ...]
    """PDFs of the last good build, of texts that have problems now."""
    seconds: float
    """From when the burst was known to the end."""


def watch(  # noqa: PLR0913 (all by name)
    documents: Sequence[str] = (),
    *,
    orders: Sequence[Order] | Callable[[], Sequence[Order]] = (),
    workspace: Workspace | None = None,
    progress: Listeners | None = None,
    stop: Event | None = None,
    poll: bool = False,
) -> Iterator[Turn]:
    """Build the PDFs of *documents* that are out of date, then again and again those that a save touches.

    Args:
        documents: their names; all in ``content/`` when none are named, and those that are added.
        orders: whom the PDFs are for, or a function that says so and is asked again when the settings change; what
            the settings say where there are none.
        workspace: where the documents lie, a folder on a disc; around the current folder where none is given.
        progress: makes who is told how a turn goes on, from the number of its texts.
        stop: ends the watch when it is set; a turn that has begun is finished.
        poll: look for changes again and again, where the system does not tell of them.

    Yields:
        The first turn, and one for each burst of saves that touched a text or something that was wrong.

    Raises:
        MastheadError: a document does not exist, or the workspace cannot be watched.
    """
    workspace = workspace or Workspace.around()
    saves = changes(workspace, stop=stop, poll=poll)  # before the first turn: what is saved during it is told
    desk = _Desk(workspace, documents, orders if callable(orders) else lambda: orders, progress or _silence)
    yield desk.first()
    desk.warm_up()
    for names in saves:
        if turn := desk.turn(names):
            yield turn
            gc.collect()  # while nobody waits, so that Python need not do it while a page is set


def _silence(texts: int) -> AbstractContextManager[Progress]:
    del texts
    return nullcontext(Silence())


class _Desk:
    """Knows every text, what it was made from and what is wrong."""

    def __init__(
        self, workspace: Workspace, documents: Sequence[str], orders: Callable[[], Sequence[Order]], progress: Listeners
    ) -> None:
        self._workspace, self._documents, self._ask, self._progress = workspace, documents, orders, progress
        self._room, self._memory = Room(workspace), Memory(workspace)
        self._entries: dict[str, Entry] = {}
        """By the name of the text."""
        self._files: set[str] = set()
        """Names of texts and of files of facts."""
        self._orders: Sequence[Order] = ()
        self._loose: list[Problem] = []
        """What is wrong with folders in ``content/``."""
        self._common: list[Problem] = []
        """What is wrong with the settings, styles and templates. Until it is mended nothing is built for them."""
        self._held: frozenset[str] = frozenset()
        """Names of what changed since then."""

    def first(self) -> Turn:
        """Bring everything up to date."""
        start = time.perf_counter()
        if self._documents:
            survey(self._workspace, self._documents)  # a name that no document has ends the watch before it begins
        self._look()
        report = self._all(self._ask())
        report.problems += self._loose
        return self._turn(frozenset(), report, (), (), start)

    def warm_up(self) -> None:
        """Set the text that was saved last, for nobody, where none was set: the next one is then set at once."""
        if self._entries and not self._room.is_warm:
            latest = max(self._entries.values(), key=lambda entry: _saved(self._workspace, entry.text))
            with suppress(Exception):  # whatever it is, it is told when the text is built
                self._room.printed(latest, self._orders)
        gc.collect()
        gc.freeze()  # what is there now stays: it need not be looked through each time

    def turn(self, names: frozenset[str]) -> Turn | None:
        """Build what the files called *names* touch; return None where that is nothing."""
        start, wrong, loose = time.perf_counter(), self._wrong(), self._loose
        names = frozenset(name for name in names if self._matters(name))
        self._room.forget(names)
        gone = self._look() if self._has_moved(names) else ()
        report = self._report(names)
        report.problems += self._loose if self._loose != loose else []
        mended = wrong - self._wrong() - {entry.text for entry in gone}
        if report.outcomes or report.problems or gone or mended:
            return self._turn(names, report, tuple(sorted(mended)), gone, start)
        return None

    def _turn(
        self, names: frozenset[str], report: Report, mended: tuple[str, ...], gone: tuple[Entry, ...], start: float
    ) -> Turn:
        report.outcomes = [outcome for outcome in report.outcomes if not is_in_motion(outcome)]
        found = [problem for outcome in report.outcomes for problem in outcome.problems]
        report.problems = ordered([*report.problems, *found])
        stays = tuple(name for outcome in report.outcomes if outcome.failed for name in self._old_pdfs(outcome))
        return Turn(names, report, mended, gone, stays, time.perf_counter() - start)

    def _old_pdfs(self, outcome: Outcome) -> Iterator[str]:
        made = {output.purpose for output in outcome.outputs}
        for order in self._orders:
            record = self._memory.known.get((outcome.entry.text, order.purpose))
            if record and order.purpose not in made:
                yield record.output

    def _wrong(self) -> set[str]:
        """Return the names of texts and files that are known to have problems."""
        files = {problem.place.file for problem in (*self._loose, *self._common)}
        return files | (self._memory.faulty.keys() - self._memory.in_motion)

    def _report(self, names: frozenset[str]) -> Report:
        """Build what *names* touch. A fault of settings, styles or templates is told once, not with each text."""
        if any(not name.startswith(CONTENT) for name in names):
            self._common = workspace_problems(self._workspace)
            if self._common:
                self._held |= names
                return Report([], list(self._common))
        if not self._common:
            names, self._held = names | self._held, frozenset()
        try:
            if SETTINGS in names or len(names) > MANY or not self._orders:
                return self._all(self._ask())
            return self._touched(names)
        except MastheadError as error:  # what is ordered does not go together, or there are no workers
            self._held |= names
            return Report([], list(error.problems))

    def _touched(self, names: frozenset[str]) -> Report:
        """Build the texts that *names* touch; of many one alone first, which may show what is wrong with all."""
        found = self._memory.standings(self._entries.values(), self._orders, names)
        standings = sorted(found, key=lambda standing: standing.entry.text not in names)
        texts = by_entry(standings)
        if len(texts) < WORTH_WORKERS:
            return self._built(standings)
        first = self._built(next(iter(texts.values())))
        problems = [problem for outcome in first.outcomes for problem in outcome.problems]
        if first.outcomes[0].failed and not any(problem.place.file.startswith(CONTENT) for problem in problems):
            self._held |= names
            return first
        others = self._built(standings[len(self._orders) :])
        return Report([*first.outcomes, *others.outcomes], [*first.problems, *others.problems])

    def _all(self, orders: Sequence[Order]) -> Report:
        """Build all that is out of date, looking at everything."""
        if not self._entries:
            return Report()
        texts = list(self._entries) if self._documents else ()
        with self._progress(len(self._entries)) as listener:
            ear = Ear(listener)
            report = build(texts, orders=orders, workspace=self._workspace, progress=ear, workers=None, room=self._room)
        self._memory.learn(report, ear.standings)
        self._orders = list(dict.fromkeys(standing.order for standing in ear.standings))
        self._memory.note(report, self._room)
        return report

    def _built(self, standings: Sequence[Standing]) -> Report:
        """Build the texts of *standings*."""
        texts = by_entry(standings)
        outcomes = {entry: kept(self._workspace, own) for entry, own in texts.items() if all(s.current for s in own)}
        report = Report()
        if not texts:
            return report
        with self._progress(len(texts)) as listener:
            ear = Ear(listener)
            ear.begin(standings)
            for outcome in outcomes.values():
                ear.done(outcome)
            pool = local(None, standings) if len(texts) >= WORTH_WORKERS else None
            outcomes |= Batch(self._workspace, self._memory, standings, ear).built(pool, self._room, report.problems)
        report.outcomes = [outcomes[entry] for entry in texts]
        self._memory.note(report, self._room)
        return report

    def _look(self) -> tuple[Entry, ...]:
        """Look which texts there are, and return those that are gone."""
        before, self._entries, self._loose = self._entries, {}, []
        groups: list[tuple[str, ...]] = [(name,) for name in self._documents]
        for names in groups or [()]:
            try:
                found, problems = survey(self._workspace, names)
            except MastheadError as error:
                found, problems = [], list(error.problems)
            self._entries |= {entry.text: entry for entry in found}
            self._loose += problems
        self._files = {name for entry in self._entries.values() for name in (entry.text, entry.facts)}
        gone = tuple(entry for text, entry in before.items() if text not in self._entries)
        for entry in gone:
            self._memory.lose(entry.text, self._orders)
        return gone

    def _matters(self, name: str) -> bool:
        """Say whether a text can be made from the file called *name*."""
        return name == SETTINGS or name.startswith((CONTENT, *FOLDERS, BUILT_IN)) or self._memory.read(name)

    def _has_moved(self, names: frozenset[str]) -> bool:
        """Say whether there may be other texts than before."""
        inside = [name for name in names if name.startswith(CONTENT)]
        if self._loose or len(names) > MANY:
            return bool(inside)
        return any(self._moves(name, name in self._files) for name in inside)

    def _moves(self, name: str, known: bool) -> bool:
        kind = self._workspace.kind(name)
        return kind == "folder" or (kind is None if known else name.endswith((".yaml", ".yml")) and kind == "file")


def _saved(workspace: Workspace, name: str) -> int:
    try:
        return workspace.path(name).stat().st_mtime_ns
    except OSError:
        return 0
