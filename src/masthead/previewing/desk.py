"""The proof desk: one thread that sets the texts which are open in a browser, again after each change.

All reading and setting happens in that thread, for the press is not made for two. Others look at finished proofs,
which never change, and are called when there is something new.
"""

from __future__ import annotations

import gc
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from threading import Condition, Thread
from typing import TYPE_CHECKING

from masthead.order import Order
from masthead.pressroom import PressRoom
from masthead.previewing.catalogue import Catalogue, catalogue
from masthead.previewing.examination import Examination, examined, unforeseen
from masthead.previewing.proof import Drawer, Proof, State, touches
from masthead.problem import MastheadError, ordered
from masthead.workspace import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from masthead.entry import Entry
    from masthead.pressroom import Copy
    from masthead.problem import Problem
    from masthead.workspace import Workspace

ORDER = Order()
"""A preview shows the PDF that a build makes where nothing else is ordered."""

LULL = 1.0
"""Seconds without work after which what was left of it is swept up."""
BREATH = 0.01
"""Seconds between two texts that are looked through, in which the server can answer."""


class Desk:
    """Keeps proofs of the texts that are open, and looks the others through when there is time.

    Args:
        workspace: where the documents lie.
        first: address of a text that is set before anyone asks for it.
    """

    def __init__(self, workspace: Workspace, first: str = "") -> None:
        self._workspace = workspace
        self._press_room = PressRoom(workspace)
        self._bell = Condition()
        self._stopping = False
        self._changed: set[str] = set()
        self._out_of_date: set[str] = set()
        self._open: Counter[str] = Counter({first: 1} if first else {})
        self._listeners: list[Callable[[], object]] = []
        self._drawer = Drawer()
        self._surveyed = self._littered = False
        self._catalogue = Catalogue()
        self._examined: dict[str, Examination] = {}
        self._thread = Thread(target=self._work, name="proof desk", daemon=True)

    def start(self) -> None:
        """Begin to work, in a thread of its own."""
        self._thread.start()

    def stop(self, patience: float = 0.5) -> None:
        """End the work; a text that is being set is waited for, but for no more than *patience* seconds."""
        with self._bell:
            self._stopping = True
            self._bell.notify_all()
        self._thread.join(patience)

    @contextmanager
    def reading(self, addresses: Sequence[str], heard: Callable[[], object]) -> Iterator[None]:
        """Keep the proofs at *addresses* up to date while the context lasts, and call *heard* after each change.

        *heard* is called in the thread of the desk: it must return at once and must not raise.
        """
        with self._bell:
            if not self._listeners:
                self._open.clear()  # what was set before anyone asked
            self._open.update(addresses)
            self._listeners.append(heard)
            self._bell.notify_all()
        try:
            yield
        finally:
            with self._bell:
                self._open = self._open - Counter(addresses)
                self._listeners.remove(heard)

    def change(self, names: Iterable[str]) -> None:
        """Hear that the files called *names* were changed, added or deleted."""
        with self._bell:
            self._changed.update(names)
            self._bell.notify_all()

    @property
    def catalogue(self) -> Catalogue:
        """The texts of the workspace, as they were last seen."""
        with self._bell:
            return self._catalogue

    @property
    def surveyed(self) -> bool:
        """Whether the workspace has been looked at yet."""
        with self._bell:
            return self._surveyed

    def proof(self, address: str) -> Proof:
        """Return the proof of the text at *address*, as far as it has come."""
        with self._bell:
            proof = self._drawer.get(address)
            known = address in self._catalogue.texts or not self._surveyed
            return proof if known else replace(proof, state=State.MISSING, problems=())

    def marks(self) -> dict[str, int]:
        """Return by address how many problems each text has that was set or looked through."""
        with self._bell:
            return {address: found.problems for address, found in self._examined.items()}

    def _work(self) -> None:
        while task := self._next_task():
            task()
            self._ring()

    def _ring(self) -> None:
        with self._bell:
            listeners = list(self._listeners)
        for heard in listeners:
            heard()

    def _next_task(self) -> Callable[[], None] | None:
        """Wait for something to do and return it; None when the work is over."""
        with self._bell:
            while not self._stopping:
                if task := self._waiting_task():
                    return task
                if not self._bell.wait(LULL if self._littered else None):
                    return self._tidy
        return None

    def _waiting_task(self) -> Callable[[], None] | None:
        """Return what comes next: changes, then open texts, then those that were never looked through."""
        if self._changed or not self._surveyed:
            return self._take_changes
        texts = self._catalogue.texts
        for address in self._open:
            waits = address in self._out_of_date or self._drawer.get(address).state is State.WAITING
            if waits and address in texts:
                return partial(self._set, address, texts[address])
        unseen = (address for address in texts if address not in self._examined)
        if self._listeners and (address := next(unseen, "")):
            return partial(self._examine, address, texts[address])
        return None

    def _take_changes(self) -> None:
        with self._bell:
            names, self._changed = frozenset(self._changed), set()
        self._press_room.forget(names)
        found = self._catalogue
        if not self._surveyed or any(name.startswith("content") for name in names):
            listed = catalogue(self._workspace)
            found = found if listed == found else listed  # pages are told only of another one
        with self._bell:
            gone = self._catalogue.texts.keys() - found.texts.keys() - self._open.keys()
            self._drawer.drop(gone)
            self._out_of_date |= self._drawer.touched(names)
            kept = {
                address: seen
                for address, seen in self._examined.items()
                if address in found.texts and not touches(names, seen.reads)
            }
            self._catalogue, self._examined, self._surveyed = found, kept, True

    def _set(self, address: str, entry: Entry) -> None:
        """Set the text of *entry*; where it cannot be, keep the PDF of the last time."""
        with self._bell:
            self._out_of_date.discard(address)
            before = self._drawer.get(address)
            self._drawer.put(address, replace(before, state=State.SETTING), self._open)
        self._ring()
        start = time.perf_counter()
        copy, problems = self._printed(entry)
        seconds, self._littered = time.perf_counter() - start, True
        own = frozenset({entry.facts, entry.text})
        proof = replace(before, state=State.FAULTY, problems=problems, reads=before.reads | own)
        if copy:
            reads = own | copy.reads.keys()
            proof = Proof(State.SET, copy.pdf, digest(copy.pdf), copy.pages, seconds, problems, reads)
        with self._bell:
            self._drawer.put(address, proof, self._open)
            self._examined[address] = Examination(len(problems), proof.reads)

    def _tidy(self) -> None:
        """Look for garbage while nobody waits, so that Python need not do it while a text is set."""
        self._littered = False
        gc.collect()

    def _printed(self, entry: Entry) -> tuple[Copy | None, tuple[Problem, ...]]:
        """Return the copy that the press makes of *entry*, if any, and what is wrong."""
        try:
            impression = self._press_room.printed(entry, (ORDER,))
        except MastheadError as error:
            return None, error.problems
        except Exception as error:  # noqa: BLE001 (a fault of the program must not end the thread: others are well)
            return None, (unforeseen(entry, error),)
        return impression.copies.get(ORDER), tuple(ordered((*impression.warnings, *impression.refusals)))

    def _examine(self, address: str, entry: Entry) -> None:
        found = examined(self._workspace, entry)
        with self._bell:
            self._examined[address] = found
            self._bell.wait(BREATH)
