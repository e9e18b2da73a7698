"""``masthead build``: documents to PDFs in ``build/``, only those that are out of date, by one worker or many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from masthead import font, schemas
from masthead.borrowed import ledger_of
from masthead.entry import survey
from masthead.order import Order
from masthead.problem import MastheadError, ordered
from masthead.report import Report, Silence, kept
from masthead.standing import by_entry, standings
from masthead.workspace import SETTINGS, Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from masthead.pressroom import PressRoom
    from masthead.report import Progress
    from masthead.running import Pool


def build(  # noqa: PLR0913 (all by name)
    documents: Sequence[str] = (),
    *,
    orders: Sequence[Order] = (),
    workspace: Workspace | None = None,
    progress: Progress | None = None,
    pool: Pool | None = None,
    workers: int | None = 1,
    room: PressRoom | None = None,
) -> Report:
    """Build the PDFs of *documents*; of all in ``content/`` when none are named.

    A document with problems keeps the PDF of its last good build, and does not keep others from being built. The
    schemas that editors complete from are put into ``build/schema/`` where they are missing or out of date.

    Args:
        documents: their names.
        orders: whom the PDFs are for; what the settings of the workspace say where there are none.
        workspace: where the documents lie; around the current folder where none is given.
        progress: is told how the build goes on.
        pool: returns the :class:`concurrent.futures.Executor` that texts are set by: :mod:`masthead.cluster` has
            one, and any other does as well. Where none is given this machine sets them.
        workers: how many processes of this machine; 1 is this one, None as many as are worth their start.
        room: sets texts in this process; who builds again and again gives a warm one, and tells it what to forget.

    Raises:
        MastheadError: a document does not exist, or the workers that were asked for cannot be had.
    """
    workspace, progress = workspace or Workspace.around(), progress or Silence()
    found, problems = survey(workspace, documents)
    ledger = ledger_of(workspace)
    stand = standings(workspace, ledger, found, orders or _standing_orders(workspace))
    progress.begin(stand)
    outcomes = {entry: kept(workspace, own) for entry, own in by_entry(stand).items() if all(s.current for s in own)}
    for outcome in outcomes.values():
        progress.done(outcome)
    if len(outcomes) < len(found):
        font.ask()
        from masthead.batch import Batch, local  # noqa: PLC0415 (a build with nothing to do needs none of it)

        outcomes |= Batch(workspace, ledger, stand, progress).built(pool or local(workers, stand), room, problems)
    report = Report([outcomes[entry] for entry in found if entry in outcomes], problems)
    _provide_schemas(workspace, report)
    report.problems = ordered([*problems, *(problem for one in report.outcomes for problem in one.problems)])
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


def _provide_schemas(workspace: Workspace, report: Report) -> None:
    """Put the schemas where the first line of each YAML file looks for them; a build with nothing to do has them."""
    if any(output.fresh for output in report.outputs) or schemas.missing(workspace):
        try:
            schemas.provide(workspace)
        except MastheadError as error:
            report.problems.extend(error.problems)
