"""A job: one text to be printed, wherever a worker is. It goes out and comes back as a few hundred bytes.

The PDFs do not travel: a worker puts them aside in the workspace, and who gave the job takes them in under their
names, or throws them away. So a name is given in one place, and a worker may die at any moment.
"""

from __future__ import annotations

import platform
import threading
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from masthead import maker
from masthead.names import of_purpose
from masthead.pressroom import PressRoom
from masthead.problem import ExitCode, MastheadError, Place, Problem
from masthead.workspace import Reads, Workspace, digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from masthead.entry import Entry
    from masthead.order import Order
    from masthead.pressroom import Copy


@dataclass(frozen=True)
class Job:
    """What a worker is asked for."""

    run: str
    """Which run this belongs to; a worker starts each with style sheets and templates read anew."""
    address: str
    """Of the workspace."""
    entry: Entry
    orders: tuple[Order, ...]
    maker: str
    """Key of the program and libraries that the PDF shall be made by."""


@dataclass(frozen=True)
class Proof:
    """A copy that was put aside."""

    order: Order
    aside: str
    """Its name in the workspace for the time being."""
    digest: str
    """SHA-256 in hexadecimal."""
    pages: int
    reads: Reads


@dataclass(frozen=True)
class Delivery:
    """What became of a job."""

    name: str
    """What the PDF for the archive is called; empty where the text has faults."""
    proofs: tuple[Proof, ...]
    warnings: tuple[Problem, ...]
    problems: tuple[Problem, ...]
    """What kept the text, or an order, from being printed."""
    seconds: float


class Worker:
    """Does jobs in one press room."""

    def __init__(self, room: PressRoom) -> None:
        self._room = room

    def perform(self, job: Job) -> Delivery:
        """Print the text of *job* and put the copies aside.

        A fault of the document is part of the delivery; whatever else is raised is a fault of the program.
        """
        start = time.perf_counter()
        try:
            impression = self._room.printed(job.entry, job.orders)
            proofs = tuple(self._aside(job.run, impression.name, *copy) for copy in impression.copies.items())
        except MastheadError as error:
            return Delivery("", (), (), error.problems, time.perf_counter() - start)
        seconds = time.perf_counter() - start
        return Delivery(impression.name, proofs, impression.warnings, impression.refusals, seconds)

    def _aside(self, run: str, name: str, order: Order, copy: Copy) -> Proof:
        try:
            aside = self._room.workspace.put_aside(copy.pdf, run)
        except MastheadError as error:
            raise MastheadError(_named(error, f"build/{of_purpose(name, order.purpose)}")) from error
        return Proof(order, aside, digest(copy.pdf), copy.pages, copy.reads)


def _named(error: MastheadError, name: str) -> Iterator[Problem]:
    """Give the problems of *error* as those of the file that it was meant to be."""
    return (replace(problem, place=Place(name)) for problem in error.problems)


_worker: dict[tuple[str, str], Worker] = {}
"""The worker of the run that this process takes part in, by run and workspace."""
_alone = threading.Lock()
"""Pango and fontconfig set one text at a time in a process, however many threads it has."""


def perform(job: Job) -> Delivery:
    """Do *job* in this process, which stays warm for the next one of the same run."""
    with _alone:
        key = job.run, job.address
        try:
            if key not in _worker:
                _worker.clear()
                _worker[key] = _engaged(job)
        except MastheadError as error:
            return Delivery("", (), (), error.problems, 0.0)
        return _worker[key].perform(job)


def _engaged(job: Job) -> Worker:
    """Return a worker for the run of *job*.

    Raises:
        MastheadError: this process would print another page, or does not see the workspace.
    """
    if job.maker != maker.key():
        what = "this worker has another release of Masthead or of its libraries than the machine that sends the work"
        raise _unfit(what, "install the same there, then start the worker again")
    workspace = Workspace(job.address)
    if not workspace.kind("content"):
        what = f"this worker does not see {job.address}"
        raise _unfit(what, "share that folder with it under the same path, or keep the documents in an object store")
    return Worker(PressRoom(workspace))


def _unfit(what: str, todo: str) -> MastheadError:
    return MastheadError([Problem(Place(platform.node()), what, todo, exit_code=ExitCode.MACHINE)])
