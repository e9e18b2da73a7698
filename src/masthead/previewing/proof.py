"""A proof: what the page shows of one text, and what is wrong with it."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from masthead.problem import Severity, printable
from masthead.workspace import BUILT_IN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from masthead.problem import Problem

MOST_BYTES = 256 * 1024 * 1024
"""Bytes of the PDFs that are held; those that were looked at longest ago go first."""


class State(StrEnum):
    """What is being done about a text."""

    WAITING = "waiting"
    """It was asked for; its turn has not come."""
    SETTING = "setting"
    SET = "set"
    FAULTY = "faulty"
    """It could not be set; the PDF is that of the last time it could, if there was one."""
    MISSING = "missing"
    """The workspace has no such text, or none any more."""


@dataclass(frozen=True)
class Proof:
    """A text as it was last set. A new one takes its place; it never changes."""

    state: State = State.WAITING
    pdf: bytes = b""
    """The last good PDF; empty where there is none."""
    digest: str = ""
    """SHA-256 of the PDF in hexadecimal."""
    pages: int = 0
    seconds: float = 0.0
    """How long it took to set."""
    problems: tuple[Problem, ...] = ()
    reads: frozenset[str] = frozenset()
    """Names of the files that it was made from or that were looked for in vain."""

    def as_data(self, address: str) -> dict[str, object]:
        """Return what the page is told of this proof of the text at *address*."""
        return {
            "address": address,
            "state": self.state.value,
            "pdf": self.digest or None,
            "pages": self.pages,
            "seconds": round(self.seconds, 3),
            "problems": told(self.problems),
        }


class Drawer:
    """Holds proofs by address, in a bounded amount of memory."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._proofs: OrderedDict[str, Proof] = OrderedDict()
        self._most_bytes = most_bytes

    def get(self, address: str) -> Proof:
        """Return the proof at *address*; one that waits where there is none."""
        return self._proofs.get(address, Proof())

    def put(self, address: str, proof: Proof, in_use: Collection[str] = ()) -> None:
        """Put *proof* at *address*, and let go of old ones, but for those *in_use*, where memory is short."""
        self._proofs[address] = proof
        self._proofs.move_to_end(address)
        size = sum(len(each.pdf) for each in self._proofs.values())
        for old in [each for each in self._proofs if each != address and each not in in_use]:
            if size <= self._most_bytes:
                break
            size -= len(self._proofs.pop(old).pdf)

    def drop(self, addresses: Iterable[str]) -> None:
        """Let go of the proofs at *addresses*."""
        for address in addresses:
            self._proofs.pop(address, None)

    def touched(self, names: Collection[str]) -> set[str]:
        """Return the addresses whose proofs a change of the files called *names* puts out of date.

        One with errors always is: what it would have read next is not known.
        """
        return {
            address
            for address, proof in self._proofs.items()
            if proof.state is State.FAULTY or touches(names, proof.reads)
        }


def touches(names: Iterable[str], reads: frozenset[str]) -> bool:
    """Say whether *reads* holds one of *names*, or a file in a folder that is called so.

    In a checkout the program's own templates and styles lie in the workspace, under the names of its own.
    """
    return any(
        name in reads or f"{BUILT_IN}{name}" in reads or any(read.startswith(f"{name}/") for read in reads)
        for name in names
    )


def told(problems: Iterable[Problem]) -> list[dict[str, str]]:
    """Return *problems* for the page, which shows each word as text."""
    return [
        {
            "severity": "warning" if problem.severity is Severity.WARNING else "error",
            "place": str(problem.place),
            "what": printable(problem.what),
            "todo": printable(problem.todo),
        }
        for problem in problems
    ]
