"""Every check can fail, and fails alone: a sound PDF is spoiled for one of them at a time."""

from __future__ import annotations

import pytest
from spoiled import SPOILERS, sound
from spoiled.spoiling import ARCHIVE, PRINT

from masthead.conformance import Claim, Standard, State, examine
from masthead.conformance.judges import ask
from masthead.conformance.rules import every_rule

NOT_JUDGED = {"header_comment", "nothing_behind", "schemas_described", "information_agrees", "files_dated"}
"""Checks by clauses of PDF/A-3b that pikepdf.pdfa does not make, or that part 3 only advises."""
RULES = {rule.name: rule for rule in every_rule()}


@pytest.mark.parametrize(("data", "claims"), [(sound.archive, ARCHIVE), (sound.sheet, PRINT)])
def test_sound_file_has_no_finding(data: object, claims: object) -> None:
    """A sound file claims its standards and has no finding."""
    verdict = examine(data(), name="sound.pdf", independent=False)  # type: ignore[operator]
    assert (verdict.claims, verdict.problems) == (claims, [])


def test_every_check_has_a_spoiler() -> None:
    """No check is without a file that makes it fail, and no spoiler is without a check."""
    assert set(SPOILERS) == set(RULES)


@pytest.mark.parametrize("check", sorted(RULES))
def test_check_fails(check: str) -> None:
    """A file spoiled for a check fails with the clauses of this check and with no others."""
    spoiler = SPOILERS[check]
    verdict = examine(spoiler.spoiled(), name="spoiled.pdf", against=spoiler.claims, independent=False)
    assert {finding.check for finding in verdict.findings} == {check} | spoiler.also
    (clauses,) = {finding.clauses for finding in verdict.findings if finding.check == check}
    expected = [
        clause
        for clause in RULES[check].clauses
        if clause.standard is Standard.PDF or any(clause.binds(claim) for claim in spoiler.claims)
    ]
    assert list(clauses) == expected
    told = [str(problem) for problem in verdict.problems]
    assert any(all(str(clause) in line for clause in clauses) for line in told)


LEVEL_B = [
    name
    for name, rule in RULES.items()
    if not SPOILERS[name].print and any(clause.binds(Claim(Standard.ARCHIVE, "B")) for clause in rule.clauses)
]


@pytest.mark.parametrize("check", sorted({*LEVEL_B} - NOT_JUDGED))
def test_independent_judge_agrees(check: str) -> None:
    """What our check finds pikepdf.pdfa does not approve; where it calls it a fault, it is one of the same clause."""
    judgements = ask(SPOILERS[check].spoiled(), ARCHIVE, describes_access=True)
    (judgement,) = (found for found in judgements if found.judge == "pikepdf.pdfa")
    assert judgement.state in (State.FAILS, State.UNDECIDED)
    if judgement.state is State.FAILS:
        numbers = [clause.number for clause in RULES[check].clauses if clause.standard is Standard.ARCHIVE]
        assert any(f"ISO 19005-3, {number}" in remark for number in numbers for remark in judgement.remarks)
