"""``masthead check FILE.pdf``: PDFs on the disc, named as files among the documents of a workspace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from masthead.conformance import examine
from masthead.problem import MastheadError, ordered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from masthead.conformance import Verdict
    from masthead.problem import Problem


def parted(names: Sequence[str]) -> tuple[list[str], list[Path]]:
    """Return the documents among *names* and the PDFs, which are files on the disc and end in .pdf."""
    files = [Path(name) for name in names if name.lower().endswith(".pdf")]
    return [name for name in names if not name.lower().endswith(".pdf")], files


def examined(files: Sequence[Path]) -> tuple[list[Verdict], list[Problem]]:
    """Hold PDFs against what they claim; return the verdicts, and all problems. One that cannot be read stops none."""
    verdicts: list[Verdict] = []
    problems: list[Problem] = []
    for file in files:
        try:
            verdicts.append(examine(file, name=str(file)))
        except MastheadError as error:
            problems += error.problems
    return verdicts, ordered([*problems, *(problem for verdict in verdicts for problem in verdict.problems)])
