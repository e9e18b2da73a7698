"""Where a PDF stands: up to date, or out of date and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from masthead import equipment, maker

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from masthead.entry import Entry
    from masthead.ledger import Ledger
    from masthead.order import Order
    from masthead.record import Record
    from masthead.workspace import Workspace


@dataclass(frozen=True)
class Standing:
    """How the PDF of a text stands that was ordered."""

    entry: Entry
    order: Order
    record: Record | None
    """What the PDF that is there was made from; None where nothing is known of it."""
    reasons: tuple[str, ...]
    """Why it is out of date, each a few words; none when it is up to date."""

    @property
    def current(self) -> bool:
        """Whether the PDF is what a build would make."""
        return not self.reasons


def by_entry(standings: Iterable[Standing]) -> dict[Entry, list[Standing]]:
    """Return *standings* text by text."""
    found: dict[Entry, list[Standing]] = {}
    for standing in standings:
        found.setdefault(standing.entry, []).append(standing)
    return found


def standings(workspace: Workspace, ledger: Ledger, found: Sequence[Entry], orders: Sequence[Order]) -> list[Standing]:
    """Return how the PDFs of the texts *found* stand, for each text in the order of *orders*.

    Everything that the records name is looked at once, by its content.
    """
    records = ledger.records([entry.text for entry in found])
    equipment.remember(ledger.equipment())
    wanted = [(entry, order, records.get((entry.text, order.purpose))) for entry in found for order in orders]
    inspector = _Inspector(ledger, _now(workspace, (record for _, _, record in wanted if record)))
    return [Standing(entry, order, record, tuple(inspector.reasons(record, order))) for entry, order, record in wanted]


def _now(workspace: Workspace, records: Iterable[Record]) -> dict[str, str | None]:
    """Return the digest of everything that *records* name, as it is now."""
    names: set[str] = set()
    for record in records:
        names.update(record.reads)
        names.add(record.output)
    files = workspace.digests_now(name for name in names if not equipment.is_equipment(name))
    return files | {name: equipment.digest_now(name) for name in names if equipment.is_equipment(name)}


class _Inspector:
    """Holds records against what is there now."""

    def __init__(self, ledger: Ledger, now: Mapping[str, str | None]) -> None:
        self._ledger = ledger
        self._now = now

    def reasons(self, record: Record | None, order: Order) -> Iterator[str]:
        """Give why the PDF of *record* is not what *order* asks for."""
        if record is None:
            yield "no build of it is on record"
            return
        if record.order != repr(order):
            yield "it is ordered otherwise now"
        if record.maker != maker.key():
            yield from maker.difference(self._ledger.parts(record.maker), maker.parts())
        for name, digest in record.reads.items():
            if self._now[name] != digest:
                yield _changed(name, digest, self._now[name])
        if self._now[record.output] != record.pdf:
            is_gone = self._now[record.output] is None
            yield f"{record.output} is gone" if is_gone else f"{record.output} was altered after it was built"


def _changed(name: str, before: str | None, now: str | None) -> str:
    what = "was added" if before is None else "is gone" if now is None else "has changed"
    if name.startswith(equipment.FACE):
        return f"the face {name.removeprefix(equipment.FACE)} {what}"
    return f"{name.removeprefix(equipment.LIBRARY)} {what}"
