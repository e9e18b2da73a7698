"""From a save to the PDF: Masthead's watch beside WeasyPrint's own warm render, and Typst's watch."""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from statistics import median
from typing import TYPE_CHECKING

from benchmark.process import say
from benchmark.site import Chapter
from benchmark.table import HEAD, Mark, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmark.site import Site

TIMES, MORE = 1.1, 0.030
"""An edit may take so many times WeasyPrint's own render, and so many seconds more (issue 5)."""


def measure(site: Site) -> Chapter:
    """Measure on a copy of the stage: its text is edited."""
    stage, style = site.staged(1)
    folder, rounds = shutil.copytree(stage, site.folder / "saving"), 3 * site.rounds
    told: dict[str, list[float]] = site.answer("editing", folder, style, rounds)
    times = {
        "masthead watch, from the save to the PDF": told["edit"],
        "weasyprint, its own warm render": told["render"],
    }
    if find_spec("typst"):
        say("  typst's watch")
        times["typst's watch, from the save to the PDF"] = site.answer("typst_watch", "edits", folder / "page", rounds)
    head = f"A title edited, three pages. {rounds} rounds in turn, Typst after them; seconds; ratios to the render."
    return Chapter([head, HEAD, *(row(name, own, told["render"]) for name, own in times.items())], [_mark(**told)])


def _mark(edit: Sequence[float], render: Sequence[float]) -> Mark:
    bound = TIMES * median(render) + MORE
    took = median(edit)
    return Mark("edit to PDF, ms", f"{took * 1000:.0f}", f"<= {bound * 1000:.0f}", took <= bound)
