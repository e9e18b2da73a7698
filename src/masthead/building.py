"""``masthead build``: documents to PDFs in ``build/``, only those that are out of date."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from masthead import record, schemas
from masthead.entry import survey
from masthead.names import Names, of_purpose
from masthead.order import Order, Purpose
from masthead.problem import ExitCode, MastheadError, Place, Problem, gravest, ordered
from masthead.record import Record
from masthead.workspace import BUILT_IN, SETTINGS, Workspace, digest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from masthead.document import Document
    from masthead.entry import Entry
    from masthead.press import Engine, Printed
    from masthead.press.attachment import Source
    from masthead.workspace import Reads


@dataclass(frozen=True)
class Output:
    """A PDF in ``build/``."""

    entry: Entry
    path: Path
    purpose: Purpose
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
        """Hear that a text is finished, with its last output; without one when it has errors."""


class Silence:
    """Progress that nobody hears."""

    def begin(self, total: int) -> None:
        """Say nothing."""

    def work(self, entry: Entry) -> None:
        """Say nothing."""

    def done(self, entry: Entry, output: Output | None) -> None:
        """Say nothing."""


def build(
    documents: Sequence[str] = (),
    *,
    orders: Sequence[Order] = (),
    workspace: Workspace | None = None,
    progress: Progress | None = None,
) -> Report:
    """Build the PDFs of *documents*; of all in ``content/`` when none are named.

    A document with problems keeps the PDF of its last good build, and does not keep others from being built. The
    schemas that editors complete from are put into ``build/schema/`` where they are missing or out of date.

    Args:
        documents: their names.
        orders: whom the PDFs are for; what the settings of the workspace say where there are none.
        workspace: where the documents lie; around the current folder where none is given.
        progress: is told how the build goes on.

    Raises:
        MastheadError: a document does not exist.
    """
    workspace, progress = workspace or Workspace.around(), progress or Silence()
    found, problems = survey(workspace, documents)
    report, press_room = Report(problems=problems), _PressRoom(workspace)
    orders = orders or _standing_orders(workspace)
    progress.begin(len(found))
    for entry in found:
        outputs = _outputs(press_room, entry, orders, report, progress)
        report.outputs += outputs
        progress.done(entry, max(outputs, key=lambda output: output.fresh, default=None))
    _provide_schemas(workspace, report)
    report.problems = ordered(report.problems)
    return report


def _standing_orders(workspace: Workspace) -> Sequence[Order]:
    """Return what the settings order; a fault in them is told with each document."""
    if not workspace.holds(SETTINGS):
        return (Order(),)
    from masthead.settings import settings  # noqa: PLC0415 (most workspaces have none)

    try:
        return settings(workspace).orders()
    except MastheadError:
        return (Order(),)


def _sources(workspace: Workspace, reads: Reads) -> list[Source]:
    """Return the files of the workspace among *reads*: what the document was made from, apart from the program.

    Raises:
        MastheadError: one is no longer what it was when it was read.
    """
    from masthead.extraction import may_be_source  # noqa: PLC0415 (only where something is built)
    from masthead.press.attachment import Source  # noqa: PLC0415 (as above)

    for name, value in reads.items():
        if _is_source(name, value) and not may_be_source(name):
            todo = "give it a name of plain letters and figures; folders that begin with a dot are not taken"
            raise MastheadError([Problem(Place(name), "a PDF for the archive cannot carry a file of this name", todo)])
    found = [Source(name, workspace.read(name)) for name, value in reads.items() if _is_source(name, value)]
    for source in found:
        if digest(source.data) != reads[source.name]:
            raise MastheadError([Problem(Place(source.name), "it was changed while it was read", "build again")])
    return found


def _is_source(name: str, value: str | None) -> bool:
    return value is not None and not name.startswith(BUILT_IN)


def _outputs(
    press_room: _PressRoom, entry: Entry, orders: Sequence[Order], report: Report, progress: Progress
) -> list[Output]:
    """Return the PDFs of *entry*, one for each order: those that are up to date as they are, the others built."""
    kept = {order: record.current(press_room.workspace, entry, order) for order in orders}
    wanted = [order for order, made in kept.items() if made is None]
    fresh: dict[Order, Output] = {}
    if wanted:
        progress.work(entry)
        try:
            fresh = press_room.build(entry, wanted, report)
        except MastheadError as error:
            report.problems += error.problems
            return []
    current = {order: made for order, made in kept.items() if made}
    if not wanted:
        report.problems += next(iter(current.values())).problems()
    path = press_room.workspace.path
    for order, made in current.items():
        fresh[order] = Output(entry, path(made.output), order.purpose, made.pages, fresh=False)
    return [fresh[order] for order in orders if order in fresh]


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

    def build(self, entry: Entry, orders: Sequence[Order], report: Report) -> dict[Order, Output]:
        """Build the PDFs of *entry* that *orders* ask for: it is laid out once, and written for each.

        An order that cannot be carried out is told of, and keeps no other from being so.

        Raises:
            MastheadError: the document has a fault.
        """
        with self.workspace.recording() as reads:
            document = self._loaded(entry)
        self._names.take(document.file_name, entry)
        with self.workspace.recording() as more:
            printed = self._printed(document, orders, lambda: _sources(self.workspace, reads | more))
        apart = {name for own in printed.reads for name in own}
        shared = {name: value for name, value in (reads | more).items() if name not in apart}
        warnings = [*document.warnings, *printed.warnings]
        report.problems.extend(warnings)
        report.problems.extend(printed.refusals)
        made = {}
        for order, pdf, own in zip(orders, printed.pdfs, printed.reads, strict=True):
            if pdf is None:
                continue
            path = self.workspace.output / of_purpose(document.file_name, order.purpose)
            self.workspace.write(path, pdf)
            name, noted = self.workspace.name(path), record.noted(warnings)
            kept = Record(name, repr(order), digest(pdf), printed.pages, shared | own, record.maker(), noted)
            record.keep(self.workspace, entry, order.purpose, kept)
            made[order] = Output(entry, path, order.purpose, printed.pages, fresh=True)
        return made

    def _loaded(self, entry: Entry) -> Document:
        from masthead.document import load  # noqa: PLC0415 (not needed where nothing is out of date)

        try:
            document = load(self.workspace, entry)
        except MastheadError as error:
            raise MastheadError([*self._common, *error.problems]) from error
        if self._common:
            raise MastheadError(self._common)
        return document

    def _printed(self, document: Document, orders: Sequence[Order], sources: Callable[[], Sequence[Source]]) -> Printed:
        from masthead.glyphs import missing_glyphs  # noqa: PLC0415 (as above)
        from masthead.press import press  # noqa: PLC0415
        from masthead.typeset import typeset  # noqa: PLC0415

        if missing := missing_glyphs(document, self.workspace):
            raise MastheadError(missing)
        return press(typeset(document, self.workspace), document, self._engine, orders, sources)

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
