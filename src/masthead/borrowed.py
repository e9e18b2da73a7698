"""A ledger borrowed from an object store, where SQLite cannot write: fetched, written here, and given back.

Who gives it back while another build has done so takes that one's ledger and adds its own records: nobody's are lost.
"""

from __future__ import annotations

import shutil
import tempfile
import weakref
from pathlib import Path
from typing import TYPE_CHECKING

from masthead.ledger import NAME, Ledger
from masthead.storage import unwritten

if TYPE_CHECKING:
    from masthead.workspace import Workspace

ATTEMPTS = 8
"""How often others may be quicker before it is given up."""


def ledger_of(workspace: Workspace) -> Ledger:
    """Return the ledger of *workspace*, wherever that lies."""
    return Ledger(workspace.folder / NAME) if workspace.folder else Borrowed(workspace)


class Borrowed(Ledger):
    """The ledger of a workspace that lies in an object store."""

    def __init__(self, workspace: Workspace) -> None:
        self._storage = workspace.storage
        home = tempfile.mkdtemp(prefix="masthead-")
        weakref.finalize(self, shutil.rmtree, home, ignore_errors=True)
        super().__init__(Path(home) / "ledger")
        self._fetch()

    def _fetch(self) -> None:
        found = self._storage.read_versioned(NAME)
        self._version = found[1] if found else None
        self._file.unlink(missing_ok=True)
        if found:
            self._file.write_bytes(found[0])

    def commit(self, *, last: bool = True) -> None:
        """Write all that was kept and give the ledger back.

        Args:
            last: whether the run ends with it.

        Raises:
            MastheadError: the store does not take it.
        """
        kept = dict(self._kept)
        for _ in range(ATTEMPTS if kept else 0):
            super().commit(last=last)
            if self._storage.write_if(NAME, self._file.read_bytes(), self._version):
                self._fetch()
                return
            self._fetch()
            self._kept = dict(kept)
        if kept:
            raise unwritten(NAME, "other builds write it all the time")
