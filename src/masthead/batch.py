"""A batch: the texts of a build that are out of date, given to workers and taken in as they are finished."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from masthead import maker
from masthead.inline import Inline
from masthead.job import Delivery, Job, Worker, perform
from masthead.names import Names, clash, of_purpose
from masthead.pressroom import PressRoom
from masthead.problem import ExitCode, MastheadError, Place, Problem, Severity
from masthead.record import Record, noted
from masthead.report import Outcome, Output, output, place
from masthead.running import WorkerDiedError, run
from masthead.standing import by_entry
from masthead.storage import fresh_run

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from masthead.entry import Entry
    from masthead.job import Proof
    from masthead.ledger import Ledger
    from masthead.order import Purpose
    from masthead.report import Progress
    from masthead.running import Done, Pool
    from masthead.standing import Standing
    from masthead.workspace import Workspace

AT_A_TIME = 64
"""Records that wait before the ledger is written: so many documents a crash has built anew."""
WORTH_A_START = 3
"""Texts for each worker that are worth its start."""
WINDOW = 16
"""Jobs in flight where a pool does not say how many workers it has."""


class Batch:
    """One run over what is out of date among *standings*.

    Args:
        workspace: where the documents lie.
        ledger: is told of each PDF that is made.
        standings: those of all texts of the build.
        progress: is told how the run goes on.
    """

    def __init__(self, workspace: Workspace, ledger: Ledger, standings: Sequence[Standing], progress: Progress) -> None:
        self._workspace, self._ledger, self._progress = workspace, ledger, progress
        self._standings = by_entry(standings)
        self._wanted = [entry for entry, own in self._standings.items() if not all(one.current for one in own)]
        self._names = Names(workspace, ledger, self._wanted)
        self._outcomes: dict[Entry, Outcome] = {}
        self._refused: dict[str, list[Entry]] = {}
        """Texts that would have a name that is another's, by the name."""
        self._name = fresh_run()

    def built(self, pool: Pool | None, room: PressRoom | None, problems: list[Problem]) -> dict[Entry, Outcome]:
        """Build all, and return what became of each text; what befell the ledger is added to *problems*.

        Args:
            pool: makes the workers; this process works in *room* where there is none.
            room: a warm press room.
            problems: those of the whole build.

        Raises:
            MastheadError: *pool* has no workers.
        """
        try:
            with closing(self._run(pool, room)) as finished:
                for done in finished:
                    outcome = self._taken_in(done)
                    self._outcomes[outcome.entry] = outcome
                    self._progress.done(outcome)
                    if self._ledger.waiting >= AT_A_TIME:
                        self._commit(problems, last=False)
        finally:
            self._commit(problems, last=True)
            self._workspace.sweep(self._name)
        return self._outcomes

    def _run(self, pool: Pool | None, room: PressRoom | None) -> Generator[Done[Job, Delivery], None, None]:
        if pool is None:
            worker = Worker(room or PressRoom(self._workspace))
            return run(Inline, worker.perform, self._jobs(), window=1)
        return run(pool, perform, self._jobs(), window=getattr(pool, "window", WINDOW))

    def _jobs(self) -> Iterator[Job]:
        """Give the jobs; one is made when a worker is free for it."""
        for entry in self._wanted:
            self._progress.work(entry)
            orders = tuple(one.order for one in self._standings[entry] if not one.current)
            yield Job(self._name, self._workspace.address, entry, orders, maker.key())

    def _commit(self, problems: list[Problem], *, last: bool) -> None:
        try:
            self._ledger.commit(last=last)
        except MastheadError as error:
            problems.extend(error.problems)

    def _taken_in(self, done: Done[Job, Delivery]) -> Outcome:
        """Take in what a worker delivers: each PDF under its name, and a record of it."""
        entry, delivery = done.job.entry, done.result
        if delivery is None:
            if done.error and len(self._wanted) == 1 and not isinstance(done.error, WorkerDiedError):
                raise done.error  # nothing else is held up: let it be seen whole
            return Outcome(entry, (), (_fault(entry, done.error),), 0.0)
        problems = [*delivery.warnings, *delivery.problems]
        made: dict[Purpose, Output] = {}
        try:
            for one in self._outputs(entry, delivery):
                made[one.purpose] = one
        except MastheadError as error:  # what is in its place already stays there
            problems += error.problems
            for proof in delivery.proofs:
                self._workspace.discard(proof.aside)
        for standing in self._standings[entry]:
            if standing.current:
                made[standing.order.purpose] = output(self._workspace, standing)
        own = [standing.order.purpose for standing in self._standings[entry]]
        outputs = tuple(made[purpose] for purpose in own if purpose in made)
        return Outcome(entry, outputs, tuple(problems), delivery.seconds)

    def _outputs(self, entry: Entry, delivery: Delivery) -> Iterator[Output]:
        """Put what was delivered in its place, and give each PDF when it is there.

        Raises:
            MastheadError: another text has the name, or the disc does not take the PDF.
        """
        if delivery.proofs:
            self._give_name(delivery.name, entry)
        for proof in delivery.proofs:
            yield self._output(entry, delivery, proof)

    def _give_name(self, name: str, entry: Entry) -> None:
        """Give *name* to *entry*. Who had it, being quicker, and who was refused it are told whose it is now.

        Raises:
            MastheadError: another text has the name.
        """
        refused = self._refused.setdefault(name, [])
        try:
            loser = self._names.take(name, entry)
        except MastheadError:
            refused.append(entry)
            raise
        if loser:
            for made in self._outcomes[loser].outputs:
                self._ledger.strike(loser.text, made.purpose)
            refused.append(loser)
            for other in refused:
                self._outcomes[other] = _refusal(self._outcomes[other], clash(name, entry, other))

    def _output(self, entry: Entry, delivery: Delivery, proof: Proof) -> Output:
        purpose = proof.order.purpose
        name = f"build/{of_purpose(delivery.name, purpose)}"
        self._workspace.take_in(proof.aside, name)
        record = Record(
            name, repr(proof.order), proof.digest, proof.pages, proof.reads, maker.key(), noted(delivery.warnings)
        )
        self._ledger.keep(entry.text, purpose, record)
        (reasons,) = (one.reasons for one in self._standings[entry] if one.order == proof.order)
        return Output(entry, name, place(self._workspace, name), purpose, proof.pages, fresh=True, reasons=reasons)


def local(workers: int | None, standings: Sequence[Standing]) -> Pool | None:
    """Return a pool of processes of this machine; None where this one alone is asked for, or as quick.

    Args:
        workers: how many at most; None for as many as are worth their start.
        standings: what is to be built is among them.
    """
    texts = len({standing.entry for standing in standings if not standing.current})
    if workers == 1 or texts == 1:
        return None
    from masthead import pools  # noqa: PLC0415 (only for several texts)

    workers = min(workers or min(pools.usable_processors(), texts // WORTH_A_START), texts)
    return pools.local(workers) if workers > 1 else None


def _refusal(outcome: Outcome, problem: Problem) -> Outcome:
    """Return *outcome* as that of a text whose PDF would be another's."""
    warnings = (warning for warning in outcome.problems if warning.severity is Severity.WARNING)
    return Outcome(outcome.entry, (), (*warnings, problem), outcome.seconds)


def _fault(entry: Entry, error: BaseException | None) -> Problem:
    """Return the problem of a text whose job came to nothing."""
    if isinstance(error, WorkerDiedError):
        what = "the process that set it died, also when it set nothing else"
        todo = "look for something enormous in it, or give the machine more memory"
    else:
        what = f"{type(error).__name__}: {error}"
        todo = "this is a fault of the program: run `masthead build -v` with it alone, and report it"
    return Problem(Place(entry.text), what, todo, exit_code=ExitCode.ENGINE)
