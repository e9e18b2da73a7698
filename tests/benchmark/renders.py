"""Long documents in a process that is warm.

``python -m benchmark.renders FOLDER ...`` takes stages that :mod:`benchmark.stage` set, the shortest first, and writes
as JSON, for each, the seconds of processor time that a page took from YAML to PDF in every round: a document of
minutes meets whatever else the machine does. The first is set once before that, which is not counted, and once more
after the others.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from pathlib import Path

from masthead import garbage
from masthead.entry import entries
from masthead.pressroom import PressRoom
from masthead.workspace import Workspace


class Desk:
    """The press room of one stage."""

    def __init__(self, stage: Path) -> None:
        workspace = Workspace(stage / "workspace")
        self._room, self._entry = PressRoom(workspace), entries(workspace)[0]
        self.seconds: list[float] = []

    def set(self, *, counted: bool = True) -> None:
        """Set the document once."""
        gc.collect()
        start = time.process_time()
        (copy,) = self._room.printed(self._entry).copies.values()
        if counted:
            self.seconds.append((time.process_time() - start) / copy.pages)


if __name__ == "__main__":
    garbage.spare()
    desks = [Desk(Path(name)) for name in sys.argv[1:]]
    desks[0].set(counted=False)
    for desk in (*desks, desks[0]):
        desk.set()
    sys.stdout.write(json.dumps([desk.seconds for desk in desks]))
