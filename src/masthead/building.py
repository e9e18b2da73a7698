"""``masthead build``: documents to PDFs in ``build/``, only those that are out of date."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from masthead import record
from masthead.entry import entries
from masthead.problem import ExitCode, MastheadError, Place, Problem, Severity
from masthead.record import Record
from masthead.workspace import Workspace, digest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from masthead.entry import Entry
    from masthead.press import Engine


@dataclass(frozen=True)
class Output:
    """A PDF in ``build/``."""

    entry: Entry
    path: Path
    pages: int
    fresh: bool
    """Whether this build made it; False when it was up to date."""


@dataclass
class Report:
    """What a build did: the PDFs that are up to date now, and every problem."""

    outputs: list[Output] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def exit_code(self) -> ExitCode:
        """The gravest exit code among the errors; OK when there are none."""
        errors = [problem for problem in self.problems if problem.severity is Severity.ERROR]
        return max((problem.exit_code for problem in errors), default=ExitCode.OK)


class Progress(Protocol):
    """Is told how a build goes on. It must not raise and must not write to standard output."""

    def begin(self, total: int) -> None:
        """Hear how many texts there are."""

    def work(self, entry: Entry) -> None:
        """Hear that a text is set now; not called for one that is up to date."""

    def done(self, entry: Entry, output: Output | None) -> None:
        """Hear that a text is finished; without an output when it has errors."""


class Silence:
    """Progress that nobody hears."""

    def begin(self, total: int) -> None:
        """Say nothing."""

    def work(self, entry: Entry) -> None:
        """Say nothing."""

    def done(self, entry: Entry, output: Output | None) -> None:
        """Say nothing."""


def build(
    documents: Sequence[str] = (), *, workspace: Workspace | None = None, progress: Progress | None = None
) -> Report:
    """Build the PDFs of *documents*; of all in ``content/`` when none are named.

    A document with problems keeps the PDF of its last good build, and does not keep others from being built.

    Raises:
        MastheadError: a document does not exist.
    """
    workspace, progress = workspace or Workspace.around(), progress or Silence()
    report, press_room = Report(), _PressRoom(workspace)
    todo = entries(workspace, documents)
    progress.begin(len(todo))
    for entry in todo:
        output = _up_to_date(workspace, entry)
        if output is None:
            progress.work(entry)
            output = _built(press_room, entry, report)
        if output:
            report.outputs.append(output)
        progress.done(entry, output)
    report.problems = sorted(dict.fromkeys(report.problems), key=lambda problem: (problem.place, problem.what))
    return report


def _up_to_date(workspace: Workspace, entry: Entry) -> Output | None:
    kept = record.current(workspace, entry)
    return Output(entry, workspace.path(kept.output), kept.pages, fresh=False) if kept else None


def _built(press_room: _PressRoom, entry: Entry, report: Report) -> Output | None:
    try:
        return press_room.build(entry, report)
    except MastheadError as error:
        report.problems.extend(error.problems)
        return None


class _PressRoom:
    """Builds one text after the other with one engine, which is started for the first that needs it."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._engine: Engine | None = None
        self._taken: dict[str, Entry] = {}

    def build(self, entry: Entry, report: Report) -> Output:
        from masthead.document import load  # noqa: PLC0415 (not needed where nothing is out of date)
        from masthead.glyphs import missing_glyphs  # noqa: PLC0415
        from masthead.press import Engine, press  # noqa: PLC0415
        from masthead.typeset import typeset  # noqa: PLC0415

        with self.workspace.recording() as reads:
            document = load(self.workspace, entry)
            if missing := missing_glyphs(document, self.workspace):
                raise MastheadError(missing)
            sheet = typeset(document, self.workspace)
            self._engine = self._engine or Engine(self.workspace)
            printed = press(sheet, document, self._engine)
        path = self._take(document.file_name, entry)
        self.workspace.write(path, printed.pdf)
        name = self.workspace.name(path)
        record.keep(self.workspace, entry, Record(name, digest(printed.pdf), printed.pages, reads, record.maker()))
        report.problems.extend((*document.warnings, *printed.warnings))
        return Output(entry, path, printed.pages, fresh=True)

    def _take(self, file_name: str, entry: Entry) -> Path:
        """Reserve the name of a PDF; two documents may not have the same."""
        other = self._taken.setdefault(file_name, entry)
        if other != entry:
            what = f"its PDF would be {file_name}, and so would that of {other.text}"
            todo = "give one of them another symbol or language, or delete it"
            raise MastheadError([Problem(Place(entry.text), what, todo)])
        return self.workspace.output / file_name
