"""What a build did, text by text."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from masthead.problem import ExitCode, Problem, Severity, gravest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from masthead.entry import Entry
    from masthead.order import Purpose
    from masthead.standing import Standing
    from masthead.workspace import Workspace


@dataclass(frozen=True)
class Output:
    """A PDF in ``build/``."""

    entry: Entry
    name: str
    """Its name in the workspace: ``build/A_RES_66_152-FR.pdf``."""
    path: Path
    """Where it lies; in an object store, its name."""
    purpose: Purpose
    pages: int
    fresh: bool
    """Whether this build made it; False when it was up to date."""
    reasons: tuple[str, ...] = ()
    """Why it was made; none when it was up to date."""


@dataclass(frozen=True)
class Outcome:
    """What became of one text."""

    entry: Entry
    outputs: tuple[Output, ...]
    """Its PDFs that are up to date now."""
    problems: tuple[Problem, ...]
    """Errors and warnings."""
    seconds: float
    """How long it took to set; 0 when there was nothing to do."""

    @property
    def failed(self) -> bool:
        """Whether a PDF that was ordered could not be made."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def fresh(self) -> bool:
        """Whether a PDF was made."""
        return any(output.fresh for output in self.outputs)


def kept(workspace: Workspace, standings: Sequence[Standing]) -> Outcome:
    """Return the outcome of a text whose PDFs, one for each of *standings*, are all up to date."""
    outputs = tuple(output(workspace, standing) for standing in standings)
    record = standings[0].record
    return Outcome(standings[0].entry, outputs, tuple(record.problems()) if record else (), 0.0)


def output(workspace: Workspace, standing: Standing) -> Output:
    """Return the PDF of *standing*, which is up to date."""
    assert standing.record  # noqa: S101 (that is what up to date means)
    name, pages = standing.record.output, standing.record.pages
    return Output(standing.entry, name, place(workspace, name), standing.order.purpose, pages, fresh=False)


def place(workspace: Workspace, name: str) -> Path:
    """Return where the PDF called *name* lies; its name where the workspace is an object store."""
    return workspace.folder / name if workspace.folder else Path(name)


@dataclass
class Report:
    """What a build did: every text, and every problem."""

    outcomes: list[Outcome] = field(default_factory=list)
    """One for each text, in the order of their names."""
    problems: list[Problem] = field(default_factory=list)
    """All problems, those of folders that hold no text among them."""

    @property
    def outputs(self) -> list[Output]:
        """The PDFs that are up to date now."""
        return [output for outcome in self.outcomes for output in outcome.outputs]

    @property
    def exit_code(self) -> ExitCode:
        """The gravest exit code among the errors; OK when there are none."""
        return gravest(self.problems)


class Progress(Protocol):
    """Is told how a build goes on. It must not raise and must not write to standard output."""

    def begin(self, standings: Sequence[Standing]) -> None:
        """Hear how the PDF of each text and order stands; those that are not current will be built."""

    def work(self, entry: Entry) -> None:
        """Hear that a text was given to a worker; not called for one that is up to date."""

    def done(self, outcome: Outcome) -> None:
        """Hear what became of a text. Those that are up to date come first, the others as they are finished."""


class Silence:
    """Progress that nobody hears."""

    def begin(self, standings: Sequence[Standing]) -> None:
        """Say nothing."""

    def work(self, entry: Entry) -> None:
        """Say nothing."""

    def done(self, outcome: Outcome) -> None:
        """Say nothing."""
