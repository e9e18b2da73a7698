"""Commands take turns, round after round, so that what else the machine does slows all of them alike."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from benchmark.process import FailedError, answer, measured, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmark.process import Run
    from benchmark.subjects import Subject


def take_turns(every: Sequence[Subject], rounds: int, variables: Mapping[str, str], first: int = 0) -> None:
    """Run all that are installed, once a round; every second round backwards, so that none is always first.

    Rounds are numbered from *first*; the one numbered 0 is not counted. At the end the pages are counted.
    """
    for number in range(first, rounds + 1):
        say(f"  round {number} of {rounds}" if number else "  a round that is not counted")
        present = [subject for subject in every if subject.command]
        for subject in present if number % 2 == 0 else reversed(present):
            run = run_once(subject, variables)
            if run and number:
                subject.runs.append(run)
    count_pages(every, variables)


def run_once(subject: Subject, variables: Mapping[str, str]) -> Run | None:
    """Run *subject* once; another program that fails is left out from now on, one of ours ends it all."""
    subject.prepare()
    try:
        return measured(subject.command, subject.folder, variables)
    except FailedError as error:
        if subject.needed:
            sys.exit(str(error))
        say(str(error))
        subject.give_up("does not work here")
        return None


def count_pages(every: Sequence[Subject], variables: Mapping[str, str]) -> None:
    """Count the pages of what was made, in another process: this one must stay small."""
    made = {subject.name: str(subject.pdf) for subject in every if subject.runs and subject.pdf}
    counts = json.loads(answer("benchmark.pages", *made.values(), variables=variables))
    found = dict(zip(made, counts, strict=True))
    for subject in every:
        subject.pages = found.get(subject.name, 0)
