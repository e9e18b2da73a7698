"""``masthead build``: documents to PDFs in ``build/``, only those that are out of date."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from masthead import record, schemas
from masthead.entry import survey
from masthead.names import Names
from masthead.problem import ExitCode, MastheadError, Problem, gravest, ordered
from masthead.record import Record
from masthead.workspace import Workspace, digest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from masthead.document import Document
    from masthead.entry import Entry
    from masthead.press import Engine, Printed


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
        return gravest(self.problems)


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

    A document with problems keeps the PDF of its last good build, and does not keep others from being built. The
    schemas that editors complete from are put into ``build/schema/`` where they are missing or out of date.

    Raises:
        MastheadError: a document does not exist.
    """
    workspace, progress = workspace or Workspace.around(), progress or Silence()
    found, problems = survey(workspace, documents)
    report, press_room = Report(problems=problems), _PressRoom(workspace)
    progress.begin(len(found))
    for entry in found:
        output = _up_to_date(workspace, entry, report)
        if output is None:
            progress.work(entry)
            output = _built(press_room, entry, report)
        if output:
            report.outputs.append(output)
        progress.done(entry, output)
    _provide_schemas(workspace, report)
    report.problems = ordered(report.problems)
    return report


def _up_to_date(workspace: Workspace, entry: Entry, report: Report) -> Output | None:
    kept = record.current(workspace, entry)
    if kept is None:
        return None
    report.problems.extend(kept.problems())
    return Output(entry, workspace.path(kept.output), kept.pages, fresh=False)


def _built(press_room: _PressRoom, entry: Entry, report: Report) -> Output | None:
    try:
        return press_room.build(entry, report)
    except MastheadError as error:
        report.problems.extend(error.problems)
        return None


def _provide_schemas(workspace: Workspace, report: Report) -> None:
    """Put the schemas where the first line of each YAML file looks for them; a build with nothing to do has them."""
    if any(output.fresh for output in report.outputs) or schemas.missing(workspace):
        try:
            schemas.provide(workspace)
        except MastheadError as error:
            report.problems.extend(error.problems)


class _PressRoom:
    """Builds one text after the other with one engine, which is started for the first that needs it."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    def build(self, entry: Entry, report: Report) -> Output:
        with self.workspace.recording() as reads:
            document = self._loaded(entry)
        path = self.workspace.output / document.file_name
        self._names.take(document.file_name, entry)
        with self.workspace.recording() as more:
            printed = self._printed(document)
        self.workspace.write(path, printed.pdf)
        warnings = [*document.warnings, *printed.warnings]
        name, noted = self.workspace.name(path), record.noted(warnings)
        made = Record(name, digest(printed.pdf), printed.pages, reads | more, record.maker(), noted)
        record.keep(self.workspace, entry, made)
        report.problems.extend(warnings)
        return Output(entry, path, printed.pages, fresh=True)

    def _loaded(self, entry: Entry) -> Document:
        from masthead.document import load  # noqa: PLC0415 (not needed where nothing is out of date)

        try:
            document = load(self.workspace, entry)
        except MastheadError as error:
            raise MastheadError([*self._common, *error.problems]) from error
        if self._common:
            raise MastheadError(self._common)
        return document

    def _printed(self, document: Document) -> Printed:
        from masthead.glyphs import missing_glyphs  # noqa: PLC0415 (as above)
        from masthead.press import press  # noqa: PLC0415
        from masthead.typeset import typeset  # noqa: PLC0415

        if missing := missing_glyphs(document, self.workspace):
            raise MastheadError(missing)
        return press(typeset(document, self.workspace), document, self._engine)

    @cached_property
    def _engine(self) -> Engine:
        from masthead.press import Engine  # noqa: PLC0415

        return Engine(self.workspace)

    @cached_property
    def _names(self) -> Names:
        return Names.kept(self.workspace)

    @cached_property
    def _common(self) -> list[Problem]:
        """What is wrong with the workspace, whatever the document."""
        from masthead.checking import workspace_problems  # noqa: PLC0415

        return workspace_problems(self.workspace)
