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
from typing import TYPE_CHECKING, Any

from benchmark import marks, table
from benchmark.ledger import Ledger
from benchmark.process import FailedError, answer, environment, imports, measured
from benchmark.subjects import ARCHIVE, BARE, FOR, NOTHING, Subject, long_subjects, subjects

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from benchmark.process import Run
    from benchmark.table import Mark

COPIES = 46
"""Copies of the text in the long document: 100 pages, or one more."""
LONG_ROUNDS = 3
"""Rounds in which the presses are taken apart on the long document; on the short one there are three times *rounds*."""
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
        variables = environment(folder)
        short, long = (_staged(folder / str(copies), copies, variables) for copies in (1, COPIES))
        measures, many = _by_name(subjects(*short)), _by_name(long_subjects(*long))
        _take_turns(list(measures.values()), rounds, variables)
        _say("the long document")
        _take_turns(list(many.values()), 1, variables, first=1)
        _say("renders in one process")
        warm = _answer("warm", *map(str, short), str(rounds), variables=variables)
        _say("the presses, taken apart")
        taken = (short[0], 3 * rounds), (long[0], LONG_ROUNDS)
        ledgers = [Ledger(**_answer("passes", str(at), str(number), variables=variables)) for at, number in taken]
        _say("imports, and builds of what was imported")
        read = _answer("importing", str(folder / "imports"), variables=variables)
        loaded = imports(measures[NOTHING].command[1:], measures[NOTHING].folder, variables)
        reached = [
            *marks.commands(measures, loaded),
            *marks.importing(read),
            *(mark for one in ledgers for mark in one.marks()),
        ]
        _print_commands(measures, many, rounds)
        _print_rest({WARM[key]: times for key, times in warm.items()}, ledgers, reached)


def _staged(folder: Path, copies: int, variables: Mapping[str, str]) -> tuple[Path, str]:
    """Set a stage in *folder*, and return it with the name of its style sheet."""
    folder.mkdir()
    _say(f"a stage is set: copies of the text: {copies}")
    return folder, answer("benchmark.stage", str(folder), str(copies), variables=variables)


def _answer(module: str, *arguments: str, variables: Mapping[str, str]) -> Any:
    """Return what *module* of the benchmark measured."""
    return json.loads(answer(f"benchmark.{module}", *arguments, variables=variables))


def _by_name(every: Iterable[Subject]) -> dict[str, Subject]:
    return {subject.name: subject for subject in every}


def _rounds() -> int:
    parser = argparse.ArgumentParser(prog="bench.py", description="Measure Masthead, and others beside it.")
    parser.add_argument("--rounds", type=int, default=7, metavar="N", help="rounds that are counted (default: 7)")
    given: int = parser.parse_args().rounds
    if given < 1:
        parser.error("--rounds must be 1 or more")
    return given


def _take_turns(every: Sequence[Subject], rounds: int, variables: Mapping[str, str], first: int = 0) -> None:
    """Run all that are installed, once a round; every second round backwards, so that none is always first.

    Rounds are numbered from *first*; the one numbered 0 is not counted.
    """
    for number in range(first, rounds + 1):
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


def _print_commands(measures: Mapping[str, Subject], many: Mapping[str, Subject], rounds: int) -> None:
    print(f"A/RES/66/152 in French. {rounds} rounds in turn; seconds; ratios to {BARE}.")
    print(f"WeasyPrint {version('weasyprint')}, Python {platform.python_version()}, {os.cpu_count()} processors.")
    print("\nWhole commands. CPU is the median of processor time, memory the peak of the largest process.")
    print("\n".join(table.commands(list(measures.values()), measures[BARE])))
    print(f"\nThe same text {COPIES} times over in one document, with its notes. One round.")
    print("\n".join(table.commands(list(many.values()), many[BARE])))
    print(f"\nBuilds for each purpose, cold: processor time; ratios to {ARCHIVE}.")
    for every in (measures, many):
        builds = {name: [run.cpu for run in one.runs] for name, one in every.items() if name.startswith(FOR)}
        print("\n".join(table.renders(builds, ARCHIVE)))


def _print_rest(warm: Mapping[str, Sequence[float]], ledgers: Iterable[Ledger], reached: Iterable[Mark]) -> None:
    print("\nA document in a process that has already set it.")
    print("\n".join(table.renders(warm, WARM["weasyprint"])))
    print("\nWhat each pass of the presses adds in such a process: processor time, peak of memory, bytes of the PDF.")
    for ledger in ledgers:
        print("\n".join(ledger.lines()))
    print("\nMarks")
    print("\n".join(str(mark) for mark in reached))


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
