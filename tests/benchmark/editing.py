"""From a save to its PDF, with ``masthead watch`` beside WeasyPrint's own warm render of the same page.

``python -m benchmark.editing FOLDER STYLE ROUNDS`` takes the stage that :mod:`benchmark.stage` set, with the name of
its style sheet, and writes as JSON the seconds of every round: ``edit`` from just before the text takes the place of
the older one (a rename, as editors save) to when the new PDF stands in ``build/``, which is looked for 1,000 times a
second; ``render`` what WeasyPrint alone takes, in a process of its own that is warm too (:mod:`benchmark.bare`).
They take turns; first rounds are not counted.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from benchmark.bare import Bare

if TYPE_CHECKING:
    from collections.abc import Iterator

UNCOUNTED = 3
LOOK = 0.001
"""Seconds between two looks at the PDF."""
LIMIT = 60.0
"""Seconds after which a PDF is not coming any more."""
REST = 0.3
"""Seconds between two saves: nobody saves sooner."""


class LateError(Exception):
    """There is no new PDF after :data:`LIMIT`."""


@contextmanager
def watching(root: Path) -> Iterator[None]:
    """Watch the workspace at *root*, in a process of its own, as soon as all is up to date."""
    command = [sys.executable, "-m", "masthead", "watch", "-C", str(root)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stderr
        for line in process.stderr:
            if "watching for saves" in line:
                break
        try:
            yield
        finally:
            process.terminate()
            process.stderr.close()


def edit(text: Path, pdf: Path, number: int) -> float:
    """Save *text* with another title, and return the seconds until *pdf* is another file.

    Raises:
        LateError: it is not.
    """
    aside = text.with_name(".editing")
    lines = text.read_text(encoding="utf-8").splitlines(keepends=True)
    at = next(place for place, line in enumerate(lines) if line.startswith("title:"))
    lines[at] = f"{lines[at].rstrip().partition(' (')[0]} ({number})\n"
    aside.write_text("".join(lines), encoding="utf-8")
    before = pdf.stat().st_ino
    start = time.perf_counter()
    os.replace(aside, text)  # noqa: PTH105 (nothing but the call is timed)
    while pdf.stat().st_ino == before:  # the older file is there until then, so that no other has its number
        if time.perf_counter() > start + LIMIT:
            raise LateError(pdf.name)
        time.sleep(LOOK)
    return time.perf_counter() - start


def measure(root: Path, bare: Bare, rounds: int) -> dict[str, list[float]]:
    """Return the seconds of *rounds* edits of the document in the workspace at *root*, and of as many renders."""
    times: dict[str, list[float]] = {"edit": [], "render": []}
    text = next(root.glob("content/*/fr.yaml"))
    with watching(root):
        pdf = next(root.glob("build/*.pdf"))
        for number in range(UNCOUNTED + rounds):
            bare.ask(["page.html"])
            times["render"] += bare.told().seconds
            times["edit"].append(edit(text, pdf, number))
            time.sleep(REST)
    return {name: seconds[UNCOUNTED:] for name, seconds in times.items()}


if __name__ == "__main__":
    stage, style_sheet, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    alone = Bare(stage / "page", style_sheet, os.environ)
    sys.stdout.write(json.dumps(measure(stage / "workspace", alone, count)))
    alone.close()
