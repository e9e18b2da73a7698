"""A loop that only calculates: what two processes of this machine can do beside one, whatever the program.

``python -m benchmark.calculation`` runs it once and writes when it began and ended, as JSON, in the words of
:mod:`benchmark.bare`.
"""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING

from benchmark.bare import Span, whole
from benchmark.process import PYTHON, TESTS, together

if TYPE_CHECKING:
    from collections.abc import Mapping

STEPS = 15_000_000
"""A second or two."""


def calculated(processes: int, variables: Mapping[str, str]) -> float:
    """Return the seconds that as many *processes* take, each of which does the same work."""
    command = [PYTHON, "-m", "benchmark.calculation"]
    return whole([Span(**json.loads(answer)) for answer in together([command] * processes, TESTS, variables)])


def _loop() -> int:
    total = 0
    for step in range(STEPS):
        total += step * step % 7
    return total


if __name__ == "__main__":
    began = time.monotonic()
    _loop()
    sys.stdout.write(json.dumps({"start": began, "end": time.monotonic(), "seconds": []}))
