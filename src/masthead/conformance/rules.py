"""The register of checks: each a small function, with the clauses that it stands for."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from masthead.conformance.clause import Claim, Clause, Standard
from masthead.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from masthead.conformance.opened import Opened

MOST = 10
"""Faults of one kind that are told; who has more mends these first."""


@dataclass(frozen=True)
class Fault:
    """A place in a PDF where a rule is not kept."""

    where: str
    """Page or object, as ``page 2`` or ``object 14``; empty for the whole file."""
    what: str


def times(count: int) -> str:
    """Return how often something was met, for a message."""
    return "once" if count == 1 else f"{count} times"


@dataclass(frozen=True)
class Rule:
    """A check: what it looks at, which clauses it stands for, and how its fault is mended."""

    clauses: tuple[Clause, ...]
    todo: str
    look: Callable[[Opened], Iterator[Fault]]
    severity: Severity = Severity.ERROR
    last: bool = False
    """Whether it looks when every other check has looked."""

    @property
    def name(self) -> str:
        """Name of the function that looks."""
        return self.look.__name__

    @property
    def title(self) -> str:
        """What must hold: the first line of the function's docstring, without its full stop."""
        return (self.look.__doc__ or "").strip().splitlines()[0].removesuffix(".")

    def binding(self, claims: Iterable[Claim]) -> tuple[Clause, ...]:
        """Return the clauses that a file with *claims* must keep."""
        held = tuple(claims)
        return tuple(
            clause for clause in self.clauses if clause.standard is Standard.PDF or any(map(clause.binds, held))
        )

    def faults(self, opened: Opened) -> list[Fault]:
        """Return the faults of a file, the first ten. A check that the file makes stumble says so: no traceback."""
        try:
            return list(islice(dict.fromkeys(self.look(opened)), MOST))
        except Exception as error:  # noqa: BLE001 (a PDF may be broken in ways that no check foresees)
            what = f"{self.title}: this cannot be told of so broken a file ({type(error).__name__})"
            return [Fault("", what)]


_RULES: list[Rule] = []


def rule(
    *clauses: Clause, todo: str, severity: Severity = Severity.ERROR, last: bool = False
) -> Callable[[Callable[[Opened], Iterator[Fault]]], Callable[[Opened], Iterator[Fault]]]:
    """Register the function below as a check of *clauses*. Its docstring begins with what must hold."""

    def register(look: Callable[[Opened], Iterator[Fault]]) -> Callable[[Opened], Iterator[Fault]]:
        _RULES.append(Rule(clauses, todo, look, severity, last))
        return look

    return register


def every_rule() -> tuple[Rule, ...]:
    """Return all checks, in the order in which they look."""
    from masthead.conformance import checks  # noqa: PLC0415 (importing the checks registers them)

    assert checks  # noqa: S101 (it was imported for what importing it does)
    return tuple(sorted(_RULES, key=lambda rule: rule.last))
