"""Names of PDFs: each belongs to one text, so that no document is printed over another."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from masthead import record
from masthead.entry import survey
from masthead.order import Purpose
from masthead.problem import MastheadError, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from masthead.entry import Entry
    from masthead.workspace import Workspace


class Names:
    """The names that are taken.

    Args:
        workspace: where the documents lie; needed where some were built before.
        before: texts that were built before, by the name of their PDF.
    """

    def __init__(self, workspace: Workspace | None = None, before: Mapping[str, Entry] | None = None) -> None:
        self._workspace = workspace
        self._before = dict(before or {})
        self._now: dict[str, Entry] = {}

    @classmethod
    def kept(cls, workspace: Workspace) -> Names:
        """Return the names that earlier builds of *workspace* gave to documents that are still there."""
        found, _ = survey(workspace)
        kept = ((record.kept(workspace, entry, purpose), entry, purpose) for entry in found for purpose in Purpose)
        return cls(workspace, {_given(made.output, purpose): entry for made, entry, purpose in kept if made})

    def take(self, name: str, entry: Entry) -> None:
        """Give *name* to *entry*.

        Raises:
            MastheadError: another text has it.
        """
        other = self._now.get(name) or self._earlier(name, entry)
        if other and other != entry:
            what = f"its PDF would be {name}, and so would that of {other.text}"
            todo = "give one of them another symbol or language, or delete it"
            raise MastheadError([Problem(Place(entry.text), what, todo)])
        self._now[name] = entry

    def _earlier(self, name: str, entry: Entry) -> Entry | None:
        before = self._before.get(name)
        return before if before and before != entry and self._has_still(before, name) else None

    def _has_still(self, entry: Entry, name: str) -> bool:
        """Say whether the PDF of *entry* would be called *name* now; where that cannot be seen, it is."""
        from masthead.document import load  # noqa: PLC0415 (only where two documents meet)

        if self._workspace is None:
            return False
        try:
            return load(self._workspace, entry).file_name == name
        except MastheadError:
            return True


def of_purpose(name: str, purpose: Purpose) -> str:
    """Return what the PDF *name* is called for *purpose*; that of the archive has no further word."""
    return name if purpose is Purpose.ARCHIVE else f"{name.removesuffix('.pdf')}.{purpose}.pdf"


def _given(output: str, purpose: Purpose) -> str:
    """Return the name that was given to a document whose PDF for *purpose* is the file *output*."""
    name = PurePosixPath(output).name
    return name if purpose is Purpose.ARCHIVE else f"{name.removesuffix(f'.{purpose}.pdf')}.pdf"
