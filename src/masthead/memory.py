"""What a watch holds in memory from turn to turn, so that a save costs little more than to set its text."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from masthead import equipment
from masthead.entry import CONTENT
from masthead.ledger import NAME, Ledger
from masthead.order import Order
from masthead.pressroom import IN_MOTION, PressRoom
from masthead.problem import ExitCode, MastheadError, Place, Problem, Severity
from masthead.standing import Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from masthead.entry import Entry
    from masthead.ledger import Key
    from masthead.order import Purpose
    from masthead.pressroom import Impression
    from masthead.record import Record
    from masthead.report import Outcome, Progress, Report
    from masthead.workspace import Reads, Workspace

_NEW = "no build of it is on record"


class Room(PressRoom):
    """A press room that knows what was read for a text that could not be printed."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.is_warm = False
        """Whether a text was printed here before."""
        self.in_vain: dict[str, Reads] = {}

    def printed(self, entry: Entry, orders: Sequence[Order] = (Order(),)) -> Impression:
        """Print as a press room does; where a text or an order of it fails, keep what was read.

        Raises:
            MastheadError: also for a fault of the program: others can be set, and the watch goes on.
        """
        self.is_warm = True
        with self.workspace.recording() as self.in_vain[entry.text], _told(entry):
            impression = super().printed(entry, orders)
        if not impression.refusals:
            del self.in_vain[entry.text]
        return impression


@contextmanager
def _told(entry: Entry) -> Iterator[None]:
    """Turn whatever keeps the text of *entry* from being printed into problems of it."""
    try:
        yield
    except MastheadError:
        raise
    except FileNotFoundError as error:
        raise MastheadError([Problem(Place(entry.text), IN_MOTION, "build again")]) from error
    except Exception as error:
        what = f"{type(error).__name__}: {error}; this is a fault of the program"
        todo = f"run `masthead build -v {entry.text}` and report what it prints"
        raise MastheadError([Problem(Place(entry.text), what, todo, exit_code=ExitCode.ENGINE)]) from error


class Memory(Ledger):
    """A ledger that holds its records in memory too."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace.root / NAME)
        self._workspace = workspace
        self.known: dict[Key, Record] = {}
        self.faulty: dict[str, Reads | None] = {}
        """Texts that could not be printed, and what was read for them; None where that is not known."""
        self.in_motion: set[str] = set()
        """Those of them that were only saved again meanwhile."""

    def keep(self, text: str, purpose: Purpose, record: Record) -> None:
        """Keep the record of *text*, here and for the next commit."""
        super().keep(text, purpose, record)
        self.know((text, purpose), record)

    def strike(self, text: str, purpose: Purpose) -> None:
        """Take the record of *text* out, here and with the next commit."""
        super().strike(text, purpose)
        self.known.pop((text, purpose), None)

    def know(self, key: Key, record: Record) -> None:
        """Hold *record* in memory. Most names and digests are those of other records: each is held once."""
        reads = {sys.intern(name): digest and sys.intern(digest) for name, digest in record.reads.items()}
        self.known[key] = replace(record, reads=reads)

    def learn(self, report: Report, standings: Sequence[Standing]) -> None:
        """Hold what a build found on record, and what it made."""
        for one in standings:
            if one.record:
                self.know((one.entry.text, one.order.purpose), one.record)
        fresh = [outcome.entry.text for outcome in report.outcomes if outcome.fresh]
        for key, record in self.records(fresh).items() if fresh else ():
            self.know(key, record)

    def note(self, report: Report, room: Room) -> None:
        """Note which texts of a build have problems, and what was read for them in *room*."""
        for outcome in report.outcomes:
            text = outcome.entry.text
            self.faulty.pop(text, None)
            self.in_motion.discard(text)
            if outcome.failed:
                self.faulty[text] = room.in_vain.pop(text, None)
            if is_in_motion(outcome):
                self.in_motion.add(text)

    def lose(self, text: str, orders: Sequence[Order]) -> None:
        """Let go of what is held in memory of a text that was deleted."""
        self.faulty.pop(text, None)
        for order in orders:
            self.known.pop((text, order.purpose), None)

    def read(self, name: str) -> bool:
        """Say whether a text was made from the file called *name*, or may have been."""
        in_vain = any(reads is None or name in reads for reads in self.faulty.values())
        return in_vain or any(name in record.reads for record in self.known.values())

    def standings(self, entries: Iterable[Entry], orders: Sequence[Order], names: frozenset[str]) -> Iterator[Standing]:
        """Give how the texts stand that *names* touch: those made from one, those that are new, those to try again."""
        now = self._workspace.digests_now(names)
        words = [(order, repr(order)) for order in orders]
        for entry in entries:
            retried = self._may_be_mended(entry.text, names)
            own = [(order, self.known.get((entry.text, order.purpose)), ordered) for order, ordered in words]
            reasons = [_reasons(record, ordered, now) for _, record, ordered in own]
            if retried:
                reasons = [why or self._doubts(record) for why, (_, record, _) in zip(reasons, own, strict=True)]
            if retried or (any(reasons) and entry.text not in self.faulty):
                for why, (order, record, _) in zip(reasons, own, strict=True):
                    yield Standing(entry, order, record, why)

    def _may_be_mended(self, text: str, names: frozenset[str]) -> bool:
        """Say whether a text that could not be printed is worth another attempt."""
        if text not in self.faulty:
            return False
        reads = self.faulty[text]
        return reads is None or any(name in reads or not name.startswith(CONTENT) for name in names)

    def _doubts(self, record: Record | None) -> tuple[str, ...]:
        """Return why the PDF of a text that had problems must be made again; nothing where it need not."""
        if record is None:
            return (_NEW,)
        files = {name: value for name, value in record.reads.items() if not equipment.is_equipment(name)}
        is_current = self._workspace.current(files) and self._workspace.kind(record.output) is not None
        return () if is_current else ("it had problems",)


def _reasons(record: Record | None, ordered: str, now: Reads) -> tuple[str, ...]:
    """Return why the PDF of *record* is out of date, by the digests of some files as they are now."""
    if record is None or record.order != ordered:
        return (_NEW,)
    reads = record.reads
    return tuple([f"{name} has changed" for name, digest in now.items() if name in reads and reads[name] != digest])


class Ear:
    """Hears how a build goes on, keeps how its texts stand, and passes on what others shall hear."""

    def __init__(self, listener: Progress) -> None:
        self.standings: Sequence[Standing] = ()
        self._listener = listener

    def begin(self, standings: Sequence[Standing]) -> None:
        """Keep *standings*."""
        self.standings = standings
        self._listener.begin(standings)

    def work(self, entry: Entry) -> None:
        """Pass it on."""
        self._listener.work(entry)

    def done(self, outcome: Outcome) -> None:
        """Pass it on, but for a text that the next turn builds."""
        if not is_in_motion(outcome):
            self._listener.done(outcome)


def is_in_motion(outcome: Outcome) -> bool:
    """Say whether the text was saved again while it was built, and nothing else is wrong."""
    errors = [problem for problem in outcome.problems if problem.severity is Severity.ERROR]
    return bool(errors) and all(problem.what == IN_MOTION for problem in errors)
