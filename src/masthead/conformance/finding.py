"""What came out of an examination: findings by clause, and what each judge says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from masthead.problem import Place, Problem, Severity, ordered

if TYPE_CHECKING:
    from masthead.conformance.clause import Claim, Clause


@dataclass(frozen=True)
class Finding:
    """A clause that a file does not keep, by our own checks."""

    check: str
    """Name of the check."""
    clauses: tuple[Clause, ...]
    """The clauses not kept, of those that the file claims to keep."""
    where: str
    what: str
    todo: str
    severity: Severity = Severity.ERROR

    def problem(self, name: str) -> Problem:
        """Return the finding as a problem of the file called *name*."""
        cited = "; ".join(map(str, self.clauses))
        where = f"{self.where}: " if self.where else ""
        return Problem(Place(name), f"{cited}: {where}{self.what}", self.todo, self.severity)


class State(Enum):
    """What a judge says of a file."""

    PASSES = "passes"
    FAILS = "fails"
    UNDECIDED = "not decided"
    """It met constructs that it does not know; the file may be right."""
    ABSENT = "not asked"
    """The judge is not on this machine, or has no opinion on what the file claims."""


@dataclass(frozen=True)
class Judgement:
    """What one judge says of one standard. Only :data:`OURS` is not independent of this program."""

    judge: str
    subject: str
    """What was judged, as ``PDF/A-3b``."""
    state: State
    remarks: tuple[str, ...] = ()
    """What it found, or what was set aside and by which clause."""

    @property
    def independent(self) -> bool:
        """Whether the judge was written by others."""
        return self.judge != OURS

    def __str__(self) -> str:
        """Return who says what of which standard, on one line."""
        kind = "independent" if self.independent else "our own"
        remarks = f" ({'; '.join(self.remarks)})" if self.remarks else ""
        return f"{self.judge} ({kind}), {self.subject}: {self.state.value}{remarks}"


OURS = "masthead"
"""Name of our own checks among the judges."""


@dataclass(frozen=True)
class Verdict:
    """The result of an examination."""

    name: str
    """How the file is called in messages."""
    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]
    judges: tuple[Judgement, ...]
    unexamined: tuple[str, ...] = ()
    """Parts of the file that our own checks do not look into; other judges may."""
    unclaimed: tuple[str, ...] = ()
    """Standards that the file claims and that are not examined here, as PDF/A-2b."""

    @property
    def problems(self) -> list[Problem]:
        """Findings of all judges in the program's form; those of others carry the name of the judge."""
        found = [finding.problem(self.name) for finding in self.findings]
        return ordered([*found, *self._foreign(), *self._notes()])

    @property
    def lines(self) -> list[str]:
        """What the file claims and what every judge says, a line each."""
        claims = ", ".join(map(str, self.claims)) or "no standard that is examined here"
        return [f"{self.name}: claims {claims}", *(f"{self.name}: {judgement}" for judgement in self.judges)]

    def _foreign(self) -> list[Problem]:
        found = []
        for judgement in self.judges:
            if judgement.independent and judgement.state in (State.FAILS, State.UNDECIDED):
                severity = Severity.ERROR if judgement.state is State.FAILS else Severity.WARNING
                what = f"{judgement.judge} (independent), {judgement.subject}: {'; '.join(judgement.remarks)}"
                found.append(Problem(Place(self.name), what, "see what it found", severity))
        return found

    def _notes(self) -> list[Problem]:
        place, todo = Place(self.name), "ask a judge that looks into it, as veraPDF"
        notes = [Problem(place, f"{part}: not examined", todo, Severity.WARNING) for part in self.unexamined]
        notes += [
            Problem(place, f"{claim} is claimed and not examined", todo, Severity.WARNING) for claim in self.unclaimed
        ]
        if not self.claims and not self.unclaimed:
            what = "the file claims no standard, so only what every PDF must keep was examined"
            notes.append(Problem(place, what, "build it for an archive or for print if it should", Severity.WARNING))
        return notes
