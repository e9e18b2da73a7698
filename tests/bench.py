"""``make bench``: how long Masthead takes, and how long others take, side by side in one run.

The programs take turns, round after round, so that what else the machine does slows all of them alike. Read ratios
first, minima second. A first round is not counted. Progress goes to standard error, the tables to standard output.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmark import table
from benchmark.process import FailedError, answer, environment, imports, measured
from benchmark.subjects import BARE, BUILD, HELP, NOTHING, Subject, subjects
from benchmark.table import Mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from benchmark.process import Run

TENTH = 0.1
FLAT = 1.1
WARM = {
    "masthead": "masthead, from YAML to PDF",
    "press": "masthead, from HTML to PDF with proof",
    "weasyprint": "weasyprint, from HTML to PDF",
}


def main() -> None:
    """Measure, and print the tables."""
    rounds = _rounds()
    with tempfile.TemporaryDirectory(prefix="masthead-bench-") as name:
        folder = Path(name)
        stage, variables = folder / "stage", environment(folder)
        stage.mkdir()
        _say("the stage is set")
        style = answer("benchmark.stage", str(stage), variables=variables)
        measures = {subject.name: subject for subject in subjects(stage, style)}
        _take_turns(list(measures.values()), rounds, variables)
        _say("renders in one process")
        warm = json.loads(answer("benchmark.warm", str(stage), style, str(rounds), variables=variables))
        _say("imports, and builds of what was imported")
        read = json.loads(answer("benchmark.importing", str(folder / "imports"), variables=variables))
        loaded = imports(measures[NOTHING].command[1:], measures[NOTHING].folder, variables)
        marks = [*_marks(measures, loaded), *_import_marks(read)]
        _print(measures, {WARM[key]: times for key, times in warm.items()}, marks, rounds)


def _rounds() -> int:
    parser = argparse.ArgumentParser(prog="bench.py", description="Measure Masthead, and others beside it.")
    parser.add_argument("--rounds", type=int, default=7, metavar="N", help="rounds that are counted (default: 7)")
    given: int = parser.parse_args().rounds
    if given < 1:
        parser.error("--rounds must be 1 or more")
    return given


def _take_turns(every: Sequence[Subject], rounds: int, variables: Mapping[str, str]) -> None:
    """Run all that are installed, once a round; every second round backwards, so that none is always first."""
    for number in range(rounds + 1):
        _say(f"round {number} of {rounds}" if number else "a round that is not counted")
        present = [subject for subject in every if subject.command]
        for subject in present if number % 2 == 0 else reversed(present):
            run = _run(subject, variables)
            if run and number:
                subject.runs.append(run)


def _run(subject: Subject, variables: Mapping[str, str]) -> Run | None:
    """Run *subject* once; another program that fails is left out from now on, one of ours ends it all."""
    subject.prepare()
    try:
        return measured(subject.command, subject.folder, variables)
    except FailedError as error:
        if subject.needed:
            sys.exit(str(error))
        _say(str(error))
        subject.give_up("does not work here")
        return None


def _marks(measures: Mapping[str, Subject], loaded: Iterable[str]) -> list[Mark]:
    """Hold what was measured against what was promised."""
    build, bare, helped, nothing = (
        [run.seconds for run in measures[name].runs] for name in (BUILD, BARE, HELP, NOTHING)
    )
    cold = table.ratio(build, bare)
    engine = "weasyprint" in loaded
    return [
        Mark(f"{BUILD} / {BARE}, cold", f"{cold:.2f}", "<= 1.00", cold <= 1),
        _quick(HELP, median(helped), 0.150),
        _quick(NOTHING, median(nothing), 0.200),
        Mark("... imports WeasyPrint", "yes" if engine else "no", "no", not engine),
    ]


def _import_marks(read: Mapping[str, list[float]]) -> list[Mark]:
    """Hold imports against builds of the same documents, and the memory of the last pass against that of the first."""
    share = median(read["import"]) / median(read["build"])
    whole = sum(read["import"]) / sum(read["build"])
    first, *_, last = read["memory"]
    files = len(read["import"])
    return [
        Mark(f"import / build, median of {files} files", f"{share:.3f}", "< 0.100", share < TENTH),
        Mark(f"import / build, all {files} files", f"{whole:.3f}", "< 0.100", whole < TENTH),
        Mark(
            "memory after the third import of all / after the first",
            f"{last / first:.2f}",
            "< 1.10",
            last < first * FLAT,
        ),
    ]


def _quick(name: str, seconds: float, bound: float) -> Mark:
    return Mark(name, f"{seconds * 1000:.0f} ms", f"< {bound * 1000:.0f} ms", seconds < bound)


def _print(
    measures: Mapping[str, Subject], warm: Mapping[str, Sequence[float]], marks: Sequence[Mark], rounds: int
) -> None:
    everything = list(measures.values())
    print(f"A/RES/66/152 in French. {rounds} rounds in turn; seconds; ratios to {BARE}.")
    print(f"WeasyPrint {version('weasyprint')}, Python {platform.python_version()}, {os.cpu_count()} processors.")
    print("\nWhole commands. CPU is the median of processor time, memory the peak of the largest process.")
    print("\n".join(table.commands(everything, measures[BARE])))
    print("\nA document in a process that has already set it.")
    print("\n".join(table.renders(warm, WARM["weasyprint"])))
    print("\nMarks")
    print("\n".join(str(mark) for mark in marks))


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
