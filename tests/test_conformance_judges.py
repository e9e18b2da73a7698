"""Judges that others wrote: what each says is told as its own word, and what is set aside is named."""

from __future__ import annotations

import json
import re
import sys
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from pikepdf import Dictionary
from spoiled import SPOILERS, sound
from spoiled.spoiling import ARCHIVE, PRINT, page, put, xmp

from masthead.conformance import State, examine
from masthead.conformance.judges import ask

if TYPE_CHECKING:
    from pathlib import Path

    from masthead.conformance import Judgement


def said(data: bytes, judge: str, *, described: bool = True) -> list[Judgement]:
    """Return what a judge says of a file that claims PDF/A-3a and PDF/UA-1."""
    return [found for found in ask(data, ARCHIVE, describes_access=described) if found.judge == judge]


def program(folder: Path, name: str, body: str) -> None:
    """Put a program that Python runs into *folder*."""
    path = folder / name
    path.write_text(f"#!{sys.executable}\n{body}\n", encoding="utf-8")
    path.chmod(0o755)


def verapdf(folder: Path, monkeypatch: pytest.MonkeyPatch, report: Any, *, said_to_error: str = "") -> None:
    """Put a veraPDF on the path that gives *report*; its arguments go to a file."""
    body = (
        "import sys, pathlib\n"
        f"pathlib.Path({str(folder / 'arguments')!r}).open('a').write(' '.join(sys.argv[1:-1]) + '\\n')\n"
        f"print({report if isinstance(report, str) else json.dumps(report)!r})\n"
        f"print({said_to_error!r}, file=sys.stderr)"
    )
    program(folder, "verapdf", body)
    monkeypatch.setenv("PATH", str(folder))


def test_level_and_described_schema_are_set_aside() -> None:
    """Of a sound PDF/A-3a pikepdf.pdfa, a judge of level B, says nothing beyond the level and the described schema."""
    (judgement,) = said(sound.archive(), "pikepdf.pdfa")
    assert judgement.state is State.PASSES
    assert [remark.split(":")[:2] for remark in judgement.remarks] == [
        ["set aside", " ISO 19005-3, 6.6.2.3.1"],
        ["set aside", " ISO 19005-3, 6.6.4"],
    ]


def test_schema_that_is_not_described_is_not_set_aside() -> None:
    """A property of PDF/UA without a schema that describes it is a fault to both of us."""
    data = SPOILERS["properties_known"].spoiled()
    (judgement,) = said(data, "pikepdf.pdfa", described=False)
    assert judgement.state is State.FAILS
    assert any("pdfuaid:part is not permitted" in remark for remark in judgement.remarks)


def test_other_properties_are_never_set_aside() -> None:
    """A property that nothing describes stays a finding of the judge."""
    (judgement,) = said(SPOILERS["properties_known"].spoiled(), "pikepdf.pdfa")
    assert judgement.state is State.FAILS
    assert any("pdf:Odd" in remark for remark in judgement.remarks)


def test_undescribed_schema_is_seen_by_examining() -> None:
    """Whether the schema is described is read in the file itself."""
    with pikepdf.open(BytesIO(sound.archive())) as pdf:
        xmp("<pdfaSchema:prefix>pdfuaid", "<pdfaSchema:prefix>other")(pdf)
        out = BytesIO()
        pdf.save(out, fix_metadata_version=False)
    (judgement,) = (found for found in examine(out.getvalue(), name="a.pdf").judges if found.judge == "pikepdf.pdfa")
    assert judgement.state is State.FAILS


def test_what_the_judge_does_not_know_is_a_warning() -> None:
    """Constructs outside the judge's list leave the file undecided: a warning, for it may be right."""
    with pikepdf.open(BytesIO(sound.archive())) as pdf:
        put(page(pdf).Resources, Pattern=Dictionary())
        out = BytesIO()
        pdf.save(out, fix_metadata_version=False)
    verdict = examine(out.getvalue(), name="a.pdf")
    (judgement,) = (found for found in verdict.judges if found.judge == "pikepdf.pdfa")
    assert judgement.state is State.UNDECIDED
    assert ["warning: pikepdf.pdfa (independent)" in str(problem) for problem in verdict.problems] == [True]


def test_fault_told_by_a_judge_bears_its_name() -> None:
    """A fault that an independent judge finds is told as its word, beside our own finding."""
    verdict = examine(SPOILERS["device_colours"].spoiled(), name="a.pdf")
    told = [str(problem) for problem in verdict.problems]
    assert any(line.startswith("a.pdf: ISO 19005-3, 6.2.4.3: page 1: DeviceCMYK") for line in told)
    assert any("pikepdf.pdfa (independent), PDF/A-3b: ISO 19005-3, 6.2.4.3" in line for line in told)


def test_judge_without_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the packages of pikepdf[pdfa] the judge is not asked, and that is said."""
    monkeypatch.setitem(sys.modules, "pikepdf.pdfa", None)
    monkeypatch.delattr("pikepdf.pdfa", raising=False)
    (judgement,) = said(sound.archive(), "pikepdf.pdfa")
    assert (judgement.state, judgement.remarks) == (State.ABSENT, ("it is not installed",))


def test_programs_that_are_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """VeraPDF is asked where it is on the path; where it is not, that is said and is no problem."""
    monkeypatch.setenv("PATH", str(tmp_path))
    verdict = examine(sound.archive(), name="a.pdf")
    assert verdict.problems == []
    absent = [line for line in verdict.lines if "not asked (it is not on the path)" in line]
    assert [line.split(" (")[0] for line in absent] == ["a.pdf: veraPDF", "a.pdf: veraPDF"]


def test_verapdf_is_asked_for_each_claim(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """VeraPDF is asked for PDF/A-3a and for PDF/UA-1; it knows no PDF/X."""
    result = {"compliant": True, "details": {"ruleSummaries": []}}
    verapdf(tmp_path, monkeypatch, {"report": {"jobs": [{"validationResult": [result]}]}})
    assert [found.state for found in said(sound.archive(), "veraPDF")] == [State.PASSES, State.PASSES]
    asked = (tmp_path / "arguments").read_text(encoding="utf-8").splitlines()
    assert asked == ["--format json --flavour 3a", "--format json --flavour ua1"]
    assert [found.judge for found in ask(sound.sheet(), PRINT)] == ["qpdf"]


@pytest.mark.parametrize("listed", [True, False])
def test_verapdf_finds_something(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, listed: bool) -> None:
    """The rules that veraPDF finds broken are told by clause, in reports of old and of new."""
    kept = {"specification": "ISO 19005-3:2012", "clause": "6.1.2", "testNumber": 1, "failedChecks": 0}
    rules = [{**kept, "clause": "6.1.3", "description": "An ID", "failedChecks": 1}, kept]
    result = {"compliant": False, "details": {"ruleSummaries": rules}}
    verapdf(tmp_path, monkeypatch, {"report": {"jobs": [{"validationResult": [result] if listed else result}]}})
    judgement = said(sound.archive(), "veraPDF")[0]
    assert (judgement.state, judgement.remarks) == (State.FAILS, ("ISO 19005-3:2012, 6.1.3-1: An ID",))


@pytest.mark.parametrize("report", ["no JSON", {}, {"report": {"jobs": [{"taskException": {}}]}}, {"report": 1}])
def test_verapdf_gives_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, report: Any) -> None:
    """A veraPDF that gives no verdict has not been asked; its last words are told."""
    verapdf(tmp_path, monkeypatch, report, said_to_error="Java is too old")
    judgement = said(sound.archive(), "veraPDF")[0]
    assert (judgement.state, judgement.remarks) == (State.ABSENT, ("Java is too old",))


def test_program_that_hangs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that does not answer is not waited for for ever."""
    program(tmp_path, "verapdf", "import time; time.sleep(30)")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("masthead.conformance.judges.PATIENCE", 0.2)
    judgement = said(sound.archive(), "veraPDF")[0]
    assert judgement.state is State.ABSENT
    assert judgement.remarks[0].startswith("TimeoutExpired: ")


def test_qpdf_finds_damage() -> None:
    """What qpdf finds is told, without the name of a file that nobody has seen."""
    (judgement,) = said(sound.archive(), "qpdf")
    assert (judgement.state, judgement.remarks) == (State.PASSES, ())
    broken = sound.archive().replace(b"startxref", b"startxxxx")
    (judgement,) = said(broken, "qpdf")
    assert judgement.state is State.FAILS
    assert judgement.remarks
    assert not [remark for remark in judgement.remarks if "BytesIO" in remark]


def test_qpdf_finds_wrong_hints() -> None:
    """A linearised file whose hints are not true is no sound one."""
    out = BytesIO()
    with pikepdf.open(BytesIO(sound.archive())) as pdf:
        pdf.save(out, linearize=True)
    (judgement,) = said(out.getvalue(), "qpdf")
    assert judgement.state is State.PASSES
    spoiled = re.sub(rb"/E \d", b"/E 9", out.getvalue(), count=1)
    (judgement,) = said(spoiled, "qpdf")
    assert judgement.state is State.FAILS
