"""Nothing to do over a thousand documents, and one of a thousand edited; :mod:`benchmark.records` sets the stage."""

from __future__ import annotations

import subprocess
from statistics import median
from typing import TYPE_CHECKING

from benchmark.process import PYTHON, answer, imports, say
from benchmark.site import Chapter
from benchmark.subjects import Subject
from benchmark.table import HEAD, Mark, row
from benchmark.turns import run_once

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from benchmark.site import Site

QUICK = 0.5
"""Seconds that a build with nothing to do over a thousand documents may take (issue 5)."""
HEAVY = ("weasyprint", "jinja2")
"""What such a build does not import (issue 5)."""


def measure(site: Site) -> Chapter:
    """Measure builds with nothing to do, and with one document edited, in turn."""
    workspace = site.folder / "thousand"
    workspace.mkdir()
    say(f"  documents and records are written: {site.records}")
    edited = workspace / answer("benchmark.records", str(workspace), str(site.records), variables=site.variables)
    command = [PYTHON, "-m", "masthead", "build"]
    nothing, one = (Subject(name, command, workspace) for name in ("nothing to do", "one of them edited"))
    for number in range(site.rounds + 1):
        _edit(edited, number)
        for subject in (one, nothing):  # what was edited is built, and then there is nothing to do
            run = run_once(subject, site.variables)
            if run and number:
                subject.runs.append(run)
    _check(command, workspace, site)
    loaded = imports(command[1:], workspace, site.variables)
    head = f"masthead build over {site.records} documents. {site.rounds} rounds in turn; ratios to nothing to do."
    lines = [head, HEAD, *(row(each.name, each.seconds, nothing.seconds) for each in (nothing, one))]
    return Chapter(lines, _marks(site.records, nothing, loaded))


def _check(command: list[str], workspace: Path, site: Site) -> None:
    """See that there is really nothing to do."""
    done = subprocess.run(command, cwd=workspace, env=site.variables, check=True, capture_output=True, encoding="utf-8")
    assert f"{site.records} up to date" in done.stderr.splitlines(), done.stderr


def _marks(records: int, nothing: Subject, loaded: Iterable[str]) -> list[Mark]:
    seconds, found = median(nothing.seconds), [name for name in HEAVY if name in loaded]
    return [
        Mark(f"nothing to do, {records} documents", f"{seconds * 1000:.0f} ms", "< 500 ms", seconds < QUICK),
        Mark("... imports WeasyPrint or Jinja2", ", ".join(found) or "no", "no", not found),
    ]


def _edit(file: Path, number: int) -> None:
    """Alter a word of the first paragraph; each *number* is another text."""
    text = file.read_text(encoding="utf-8")
    aside = file.with_suffix(".saved")
    aside.write_text(text.replace("sa volonté", f"sa volonté {number}", 1), encoding="utf-8")
    aside.replace(file)
