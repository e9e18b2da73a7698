"""Conformance: a PDF is held against what it claims, and says by which clause it fails."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pikepdf
import pytest
from conftest import FACTS, TEXT
from pikepdf import Name
from spoiled import SPOILERS, sound
from spoiled.spoiling import PRINT, both, font, page, put, xmp

import masthead
from masthead.building import build
from masthead.cli import main
from masthead.conformance import Claim, Standard, examine
from masthead.conformance.files import parted
from masthead.order import Purpose, order
from masthead.problem import MastheadError, Severity
from masthead.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def checked(*arguments: object) -> int | str | None:
    """Run ``masthead check`` and return its exit code."""
    with pytest.raises(SystemExit) as stopped:
        main(["check", *map(str, arguments)])
    return stopped.value.code


def test_founding_document_keeps_what_it_claims(founding: Path) -> None:
    """The PDF of the founding document claims PDF/A-3a and PDF/UA-1, and no judge that is here finds anything."""
    verdict = examine(founding, name="founding.pdf")
    assert [str(claim) for claim in verdict.claims] == ["PDF/A-3a", "PDF/UA-1"]
    assert verdict.problems == []


def test_press_for_printing_houses_keeps_what_it_claims(tmp_path: Path) -> None:
    """A document for print claims PDF/X-4 and has no finding: as it is, with marks and bleed, and as a booklet."""
    root = tmp_path / "content"
    root.mkdir()
    (root / "doc.yaml").write_text(FACTS + TEXT, encoding="utf-8")
    for more in ({}, {"marks": "crop,cross", "bleed": "3mm"}, {"imposition": "booklet", "creep": "0.3mm"}):
        report = build(orders=[order(Purpose.PRINT, **more)], workspace=Workspace(tmp_path))
        verdict = examine(report.outputs[0].path, name="print.pdf")
        assert (verdict.claims, verdict.problems) == (PRINT, [])


def test_finding_names_clause_place_and_remedy() -> None:
    """A finding is a problem of the file: the clauses, the object, what is wrong, what to do."""
    (problem,) = examine(SPOILERS["widths_agree"].spoiled(), name="a.pdf", independent=False).problems[:1]
    assert str(problem) == (
        "a.pdf: ISO 19005-3, 6.2.11.5; Matterhorn 1.1, 31-016: object 17: AAAAAA+Squares: code 0001 is 502 wide in the "
        "dictionary, 500 in the program; write the widths of the font program"
    )


def test_clauses_of_the_claims_alone() -> None:
    """A check of several standards names the clauses of those that the file claims."""
    data = SPOILERS["widths_agree"].spoiled()
    for standard, cited in [(Standard.ARCHIVE, "ISO 19005-3, 6.2.11.5"), (Standard.ACCESS, "Matterhorn 1.1, 31-016")]:
        finding = examine(data, name="a.pdf", against=[Claim(standard, "B")], independent=False).findings[0]
        assert [str(clause) for clause in finding.clauses] == [cited]


@pytest.mark.parametrize("level", ["B", "U"])
def test_lower_levels_ask_for_less(level: str) -> None:
    """A PDF/A-3b or -3u need not be tagged; a 3u must say which characters its codes are."""
    unmarked = both(lambda pdf: put(pdf.Root, MarkInfo=None), lambda pdf: put(font(pdf), ToUnicode=None))
    data = sound.altered(unmarked)
    found = examine(data, name="a.pdf", against=[Claim(Standard.ARCHIVE, level)], independent=False).findings
    assert {finding.check for finding in found} == ({"to_unicode_there"} if level == "U" else set())


def test_claims_are_read_from_the_xmp() -> None:
    """What a file claims is what its XMP says; what is not examined here is told."""
    data = sound.altered(xmp("<pdfaid:part>3", "<pdfaid:part>2"))
    verdict = examine(data, name="a.pdf", independent=False)
    assert (verdict.claims, verdict.unclaimed) == ((Claim(Standard.ACCESS),), ("PDF/A-2a",))
    assert "a.pdf: warning: PDF/A-2a is claimed and not examined" in str(verdict.problems[0])
    assert examine(sound.sheet(), name="a.pdf", independent=False).claims == PRINT


def test_file_that_claims_nothing_is_told_so() -> None:
    """A file without claims is held against PDF 1.7 alone, and is told so by a warning."""
    data = sound.altered(lambda pdf: put(pdf.Root, Metadata=None))
    verdict = examine(data, name="a.pdf", independent=False)
    assert verdict.lines[0] == "a.pdf: claims no standard that is examined here"
    (problem,) = verdict.problems
    assert (problem.severity, problem.what[:29]) == (Severity.WARNING, "the file claims no standard, ")


def test_what_is_not_examined_is_told() -> None:
    """A font whose glyphs our checks do not follow is named in a warning, and is no fault."""
    data = sound.altered(lambda pdf: put(font(pdf), Encoding=Name("/UniGB-UCS2-H")))
    verdict = examine(data, name="a.pdf", against=[Claim(Standard.ACCESS)], independent=False)
    (problem,) = verdict.problems
    assert str(problem) == (
        "a.pdf: warning: object 17: AAAAAA+Squares, a font of type Type0 (its glyphs and widths): not examined; "
        "ask a judge that looks into it, as veraPDF"
    )


def test_faults_of_one_kind_are_told_ten_times() -> None:
    """Who has more faults of one kind than ten mends these first."""
    data = sound.altered(lambda pdf: page(pdf).Contents.write(b" ".join(b"odd%d" % n for n in range(99))))
    found = [finding for finding in examine(data, name="a.pdf").findings if finding.check == "known_operators"]
    assert len(found) == 10


def test_files_and_documents_are_told_apart() -> None:
    """What ends in .pdf is a file on the disc, anything else a document."""
    names, files = parted(["A-RES-66-152", "build/a.pdf", "B.PDF"])
    assert (names, [str(file) for file in files]) == (["A-RES-66-152"], ["build/a.pdf", "B.PDF"])


def test_check_of_a_sound_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A sound file is told what each judge says, our own checks told apart from the independent ones; exit code 0."""
    path = tmp_path / "sound.pdf"
    path.write_bytes(sound.archive())
    assert checked(path) == 0
    out, err = capsys.readouterr()
    lines = out.splitlines()
    assert lines[0] == f"{path}: claims PDF/A-3a, PDF/UA-1"
    assert lines[1].startswith(f"{path}: masthead (our own), PDF/A-3a and PDF/UA-1: passes (")
    assert all("(independent)" in line for line in lines[2:])
    assert err == "No problems.\n"


def test_check_of_files_and_documents(
    workspace: Workspace, write: Callable[..., str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Files and documents are checked in one go; a problem of either gives exit code 1."""
    write("wrong", "title: [")
    path = tmp_path / "loose.pdf"
    path.write_bytes(SPOILERS["nothing_loose"].spoiled())
    assert checked("wrong", path, tmp_path / "none.pdf", "-C", workspace.root) == 1
    out = capsys.readouterr().out
    assert f"{path}: Matterhorn 1.1, 01-005: page 1: a line or an area is neither tagged nor an artifact, once; " in out
    assert f"{tmp_path / 'none.pdf'}: there is no such file; " in out
    assert "content/wrong.yaml:" in out


def test_files_need_no_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A PDF is checked wherever one stands."""
    (tmp_path / "a.pdf").write_bytes(sound.archive())
    monkeypatch.chdir(tmp_path)
    assert checked("a.pdf") == 0


def test_folder_is_no_file(tmp_path: Path) -> None:
    """A folder with the name of a PDF is refused in words."""
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(MastheadError, match="it cannot be read"):
        examine(tmp_path / "a.pdf", name="a.pdf")


def test_too_large_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file beyond the limit is refused before it is read."""
    monkeypatch.setattr("masthead.conformance.LARGEST_FILE", 1024**2)
    path = tmp_path / "a.pdf"
    path.write_bytes(bytes(1024**2 + 1))
    with pytest.raises(MastheadError, match="it is larger than 1 MB"):
        examine(path, name="a.pdf")


def test_examining_puts_the_limits_of_qpdf_back() -> None:
    """Limits that hold while a file is examined do not hold afterwards."""
    before = pikepdf.settings.get_qpdf_limits()
    examine(sound.archive(), name="a.pdf", independent=False)
    assert pikepdf.settings.get_qpdf_limits() == before


def test_documents_alone_import_no_pdf_library() -> None:
    """Who asks for help, or checks documents, does not wait for pikepdf."""
    code = "import sys, masthead.cli, masthead.conformance.files; print('pikepdf' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout == "False\n"


def test_a_pdf_is_examined_from_the_package(founding: Path) -> None:
    """The package itself examines a PDF, as the README says."""
    found = masthead.examine(founding, name="a.pdf")
    assert [str(claim) for claim in found.claims] == ["PDF/A-3a", "PDF/UA-1"]
    assert found.problems == []
