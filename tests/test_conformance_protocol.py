"""The Matterhorn Protocol as data, and the page of the documentation that is made from it."""

from __future__ import annotations

import re

from conftest import ROOT

from masthead.conformance.clause import Standard
from masthead.conformance.protocol import checkpoints, listing
from masthead.conformance.rules import every_rule
from masthead.problem import Severity

CONDITIONS = {each.number: each for checkpoint in checkpoints() for each in checkpoint.conditions}
OURS = {clause.number for rule in every_rule() for clause in rule.clauses if clause.standard is Standard.MATTERHORN}


def test_protocol_is_whole() -> None:
    """The protocol has 31 checkpoints and 137 conditions: 87 for a machine, 48 for a person, 2 without a test."""
    assert [checkpoint.number for checkpoint in checkpoints()] == [f"{n:02}" for n in range(1, 32)]
    kinds = [condition.who for condition in CONDITIONS.values()]
    assert [kinds.count(kind) for kind in ("machine", "person", "nobody")] == [87, 48, 2]
    for checkpoint in checkpoints():
        numbers = [condition.number for condition in checkpoint.conditions]
        assert numbers == [f"{checkpoint.number}-{n:03}" for n in range(1, len(numbers) + 1)]


def test_every_condition_for_a_machine_is_settled() -> None:
    """Beside each condition that a machine can judge stands either a check of ours or the reason why none does."""
    machine = {number for number, condition in CONDITIONS.items() if condition.who == "machine"}
    assert machine == OURS | {number for number, condition in CONDITIONS.items() if condition.without}
    assert not OURS & {number for number, condition in CONDITIONS.items() if condition.without}


def test_documentation_is_what_the_data_say() -> None:
    """The page on conformance is made from the register of checks and the table of the protocol."""
    assert (ROOT / "docs" / "conformance.md").read_text(encoding="utf-8") == listing()


def test_clauses_look_like_clauses() -> None:
    """A clause is a number of its standard, and every check has a title and says what to do."""
    forms = {
        Standard.ARCHIVE: r"6\.\d+(\.\d+)*", Standard.ACCESS: r"7\.\d+", Standard.MATTERHORN: r"\d\d-\d{3}",
        Standard.PRINT: r"6\.\d+", Standard.PDF: r"\d+\.\d+(\.\d+)?|Annex C",
    }  # fmt: skip
    for rule in every_rule():
        assert all(re.fullmatch(forms[clause.standard], clause.number) for clause in rule.clauses), rule.name
        assert rule.clauses
        assert rule.todo
        assert rule.title[0].isupper()


def test_names_of_checks_are_their_own() -> None:
    """No two checks have one name."""
    names = [rule.name for rule in every_rule()]
    assert len(names) == len(set(names))


def test_what_is_advised_is_a_warning() -> None:
    """Only what a standard advises, and what was not read, is a warning; the rest are errors."""
    advised = {rule.name for rule in every_rule() if rule.severity is Severity.WARNING}
    assert advised == {"metadata_plain", "files_dated", "read_to_the_end"}
