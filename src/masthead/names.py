"""Names of PDFs: each belongs to one text, so that no document is printed over another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from masthead.entry import survey
from masthead.order import Purpose
from masthead.problem import MastheadError, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from masthead.entry import Entry
    from masthead.ledger import Ledger
    from masthead.workspace import Workspace


class Names:
    """The names that are taken.

    Args:
        workspace: where the documents lie; needed where some were built before.
        ledger: knows which names earlier builds gave.
        order: the texts of this build: of two that want one name, the one that stands first gets it.
    """

    def __init__(
        self,
        workspace: Workspace | None = None,
        ledger: Ledger | None = None,
        order: Sequence[Entry] = (),
    ) -> None:
        self._workspace = workspace
        self._ledger = ledger
        self._now: dict[str, Entry] = {}
        self._order = {entry: place for place, entry in enumerate(order)}

    def take(self, name: str, entry: Entry) -> Entry | None:
        """Give *name* to *entry*; return the text that loses it, because it comes later and was only quicker.

        Raises:
            MastheadError: another text has it.
        """
        other = self._now.get(name)
        loser = other if other and self._place(entry) < self._place(other) else None
        owner = None if loser else other or self._earlier(name, entry)
        if owner and owner != entry:
            raise MastheadError([clash(name, owner, entry)])
        self._now[name] = entry
        return loser

    def _place(self, entry: Entry) -> int:
        return self._order.get(entry, len(self._order))

    def _earlier(self, name: str, entry: Entry) -> Entry | None:
        """Return another text that an earlier build gave *name* to, if it would be given it again."""
        if self._workspace is None or self._ledger is None:
            return None
        outputs = [f"build/{of_purpose(name, purpose)}" for purpose in Purpose]
        others = set(self._ledger.owners(outputs)) - {entry.text}
        there = [other for other in survey(self._workspace)[0] if other.text in others] if others else []
        return next((other for other in there if _has_still(self._workspace, other, name)), None)


def clash(name: str, owner: Entry, entry: Entry) -> Problem:
    """Return the problem of *entry*, whose PDF would be called as that of *owner*."""
    what = f"its PDF would be {name}, and so would that of {owner.text}"
    return Problem(Place(entry.text), what, "give one of them another symbol or language, or delete it")


def of_purpose(name: str, purpose: Purpose) -> str:
    """Return what the PDF *name* is called for *purpose*; that of the archive has no further word."""
    return name if purpose is Purpose.ARCHIVE else f"{name.removesuffix('.pdf')}.{purpose}.pdf"


def _has_still(workspace: Workspace, entry: Entry, name: str) -> bool:
    """Say whether the PDF of *entry* would be called *name* now; where that cannot be seen, it is."""
    from masthead.document import load  # noqa: PLC0415 (only where two documents meet)

    try:
        return load(workspace, entry).file_name == name
    except MastheadError:
        return True
