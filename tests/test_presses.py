"""Three presses: which PDFs are built for whom, how they are called, when they are built again."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pikepdf
import pypdf
import pypdfium2
import pytest
from conftest import FACTS, ROOT, TEXT

from masthead.building import build
from masthead.order import Imposition, Order, Paper, Purpose
from masthead.problem import MastheadError
from masthead.settings import settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import CommandLine

    from masthead.workspace import Workspace

ALL = [Order(Purpose.ARCHIVE), Order(Purpose.PRINT), Order(Purpose.SCREEN)]
NAMES = ["A_RES_66_152-EN.pdf", "A_RES_66_152-EN.print.pdf", "A_RES_66_152-EN.screen.pdf"]


def test_names_say_whom_for(workspace: Workspace, write: Callable[..., str]) -> None:
    """The archive's PDF has the name of the document, the others say for whom they are."""
    write()
    report = build(orders=ALL, workspace=workspace)
    assert [output.path.name for output in report.outputs] == NAMES
    assert [output.purpose for output in report.outputs] == list(Purpose)


def test_command_builds_several_at_once(masthead: CommandLine, workspace: Workspace, write: Callable[..., str]) -> None:
    """--for may be given several times; the paths are printed in the order asked for."""
    write()
    done = masthead("build", "--for", "screen", "--for", "print")
    assert done.stdout == f"build/{NAMES[2]}\nbuild/{NAMES[1]}\n"
    assert not (workspace.output / NAMES[0]).exists()


def test_together_as_alone(workspace: Workspace, write: Callable[..., str]) -> None:
    """What is built beside others has the bytes of what is built alone, in a language of either direction."""
    write()
    text = TEXT.replace("language: en", "language: ar").replace("A title", "عنوان (أ) من القرار 64/171")
    (workspace.content / "ar.yaml").write_text(FACTS + text, encoding="utf-8")
    together = {output.path.name: output.path.read_bytes() for output in build(orders=ALL, workspace=workspace).outputs}
    for path in workspace.output.glob("*.pdf"):
        path.unlink()
    for order in reversed(ALL):
        build(orders=[order], workspace=workspace)
    assert {path.name: path.read_bytes() for path in workspace.output.glob("*.pdf")} == together
    assert len(together) == 6


def test_each_is_up_to_date_by_itself(workspace: Workspace, write: Callable[..., str]) -> None:
    """Only what is missing, altered or ordered otherwise is made again; the others stay."""
    write()
    build(orders=ALL, workspace=workspace)
    assert not any(output.fresh for output in build(orders=ALL, workspace=workspace).outputs)
    (workspace.output / NAMES[1]).write_bytes(b"altered")
    assert [output.fresh for output in build(orders=ALL, workspace=workspace).outputs] == [False, True, False]
    marked = [Order(Purpose.PRINT, marks=("crop",)), *ALL[::2]]
    assert [output.fresh for output in build(orders=marked, workspace=workspace).outputs] == [True, False, False]


def test_a_profile_concerns_print_alone(workspace: Workspace, write: Callable[..., str]) -> None:
    """An ICC profile of the workspace is no source of the archival PDF, and puts the print alone out of date."""
    write()
    (alone,) = build(workspace=workspace).outputs
    data = alone.path.read_bytes()
    alone.path.unlink()
    profile = workspace.root / "house.icc"
    shutil.copy(ROOT / "styles" / "profiles" / "FOGRA39L_coated.icc", profile)
    orders = [Order(Purpose.PRINT, profile="house.icc"), Order()]
    build(orders=orders, workspace=workspace)
    assert alone.path.read_bytes() == data
    changed = bytearray(profile.read_bytes())
    changed[47] ^= 1  # a flag of its header: whether it may be used by itself
    profile.write_bytes(changed)
    assert [output.fresh for output in build(orders=orders, workspace=workspace).outputs] == [True, False]


def test_settings_say_what_is_built(workspace: Workspace, write: Callable[..., str], masthead: CommandLine) -> None:
    """masthead.yaml orders presses and how the printing house wants its sheets; the command line goes before it."""
    (workspace.root / "masthead.yaml").write_text(
        "purposes: [print, screen]\nprint: {marks: crop, imposition: 2up, paper: a4}\n"
    )
    write()
    printing, screen = settings(workspace).orders()
    assert printing == Order(Purpose.PRINT, ("crop",), imposition=Imposition.TWO_UP, paper=Paper.A4)
    assert screen == Order(Purpose.SCREEN)
    assert masthead("build").stdout == f"build/{NAMES[1]}\nbuild/{NAMES[2]}\n"
    (page,) = pypdf.PdfReader(workspace.output / NAMES[1]).pages
    assert [round(float(side)) for side in (page.trimbox.width, page.trimbox.height)] == [842, 595]
    assert masthead("build", "--for", "print", "--imposition", "4up").returncode == 0
    (page,) = pypdf.PdfReader(workspace.output / NAMES[1]).pages
    assert [round(float(side)) for side in (page.trimbox.width, page.trimbox.height)] == [595, 842]


def test_settings_that_order_wrongly(workspace: Workspace, write: Callable[..., str], masthead: CommandLine) -> None:
    """A press that there is not is named at its line, and nothing is built."""
    (workspace.root / "masthead.yaml").write_text("purposes: [archive, paper]\n")
    write()
    done = masthead("build")
    assert done.returncode == 1
    assert done.stdout == ""
    assert 'masthead.yaml:1:21: item 2 of "purposes": "paper" is not known; choose from: archive, print, screen' in (
        done.stderr
    )
    (workspace.root / "masthead.yaml").write_text("purposes: [print]\nprint: {imposition: 3up}\n")
    done = masthead("build")
    assert (done.returncode, done.stdout) == (1, "")
    assert 'masthead.yaml:2:21: "3up" is not one that is known; write --imposition booklet' in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--marks", "crop"], "--marks: this is for a printing house alone; add --for print or leave it out"),
        (["--for", "print", "--imposition", "3up"], '--imposition: "3up" is not one that is known; '),
        (["--for", "print", "--bleed", "3"], '--bleed: "3" is not a measure; write a number and its unit'),
        (["--for", "print", "--bleed", "30mm"], '--bleed: "30mm" has no room on a sheet; '),
        (["--for", "print", "--creep", "1mm"], "--creep: only the sheets of a booklet creep; "),
        (["--for", "print", "--profile", "../x.icc"], "../x.icc: the ICC profile lies outside the workspace; "),
    ],
)
def test_orders_that_cannot_be_carried_out(
    masthead: CommandLine, workspace: Workspace, write: Callable[..., str], arguments: list[str], said: str
) -> None:
    """An order that is wrong says where, what, and what to do; no PDF is made."""
    write()
    done = masthead("build", *arguments)
    assert said in done.stderr
    assert done.returncode
    assert not list(workspace.output.glob("*.pdf"))


def test_an_order_that_cannot_be_carried_out_keeps_no_other(workspace: Workspace, write: Callable[..., str]) -> None:
    """Where the printing house's profile is no profile, that is told, and the archive's PDF is built all the same."""
    write()
    (workspace.root / "bad.icc").write_bytes(b"not a profile")
    report = build(orders=[Order(Purpose.PRINT, profile="bad.icc"), ALL[0]], workspace=workspace)
    assert [output.path.name for output in report.outputs] == NAMES[:1]
    assert [problem.place.file for problem in report.problems] == ["bad.icc"]
    assert report.exit_code


def test_no_purpose_at_all_is_refused(workspace: Workspace, write: Callable[..., str], masthead: CommandLine) -> None:
    """Settings that name nobody to build for are told of."""
    (workspace.root / "masthead.yaml").write_text("purposes: []\n")
    write()
    done = masthead("build")
    assert done.returncode == 1
    assert "masthead.yaml:1:11:" in done.stderr


def test_screen_opens_fast(workspace: Workspace, write: Callable[..., str]) -> None:
    """The PDF for a screen is linearised, smaller than the archive's, and its links are live."""
    write(replace=("to go on", "to go on,[^a] as in A/RES/64/171"), more="footnotes: {a: Of the past.}\n")
    archive, _, screen = (output.path for output in build(orders=ALL, workspace=workspace).outputs)
    with pikepdf.open(screen) as pdf:
        assert pdf.is_linearized
        assert pdf.check_linearization()
        links = [link for page in pdf.pages for link in page.get("/Annots", [])]
        assert {str(link.A.URI) for link in links if "/A" in link} == {"https://docs.un.org/en/A/RES/64/171"}
        within = [link for link in links if "/Dest" in link]
        assert [link.Dest[0].objgen == pdf.pages[0].objgen for link in within] == [True, True]
        heights = {str(link.Contents): (float(link.Rect[3]), float(link.Dest[3])) for link in within}
        assert heights["Note 1"][1] < heights["Note 1"][0], "a call leads down to its note"
        assert heights["Back to the call of note 1"][1] > heights["Back to the call of note 1"][0]
        assert "/AF" not in pdf.Root
        assert "/Names" not in pdf.Root
    assert screen.stat().st_size < archive.stat().st_size


@pytest.mark.parametrize("purpose", [Purpose.PRINT, Purpose.SCREEN])
def test_pages_look_the_same(workspace: Workspace, write: Callable[..., str], purpose: Purpose) -> None:
    """Each press prints the same page: no letter stands elsewhere, whatever the PDF is for."""
    write(more="  - text: 'Further decides:'\n    points: [To go, To come]\n")
    outputs = build(orders=[Order(), Order(purpose)], workspace=workspace).outputs
    places = []
    for output in outputs:
        with pypdfium2.PdfDocument(output.path) as pdf:
            textpage = pdf[0].get_textpage()
            boxes = [tuple(round(side, 1) for side in textpage.get_charbox(at)) for at in range(textpage.count_chars())]
            places.append((textpage.get_text_bounded(), boxes))
    assert len(places) == 2
    assert places[0] == places[1]


def test_every_pdf_is_sound(workspace: Workspace, write: Callable[..., str]) -> None:
    """Qpdf finds no fault in the PDF of any press, with and without imposition."""
    write()
    booklet = Order(Purpose.PRINT, ("crop", "cross"), 3.0, Imposition.BOOKLET)
    paths = [output.path for output in build(orders=ALL, workspace=workspace).outputs]
    assert not _faults(paths)
    assert not _faults([build(orders=[booklet], workspace=workspace).outputs[0].path])


def _faults(paths: list[Path]) -> list[str]:
    found = []
    for path in paths:
        with pikepdf.open(path) as pdf:
            found += pdf.check_pdf_syntax()
            found += [] if not pdf.is_linearized or pdf.check_linearization() else [f"{path.name}: hints"]
    return found


def test_a_long_document_for_a_screen_is_sound(workspace: Workspace, write: Callable[..., str]) -> None:
    """Many pages with headings, links and notes are linearised with true hints, and hardly larger than before."""
    paragraphs = "".join(
        f"  - {{heading: Part {number}}}\n  - 'As in A/RES/64/{number},[^n{number}] {'words and more words ' * 60}.'\n"
        for number in range(1, 60)
    )
    notes = "".join(f"  n{number}: Note {number}.\n" for number in range(1, 60))
    write(more=f"{paragraphs}footnotes:\n{notes}")
    archive, screen = (output.path for output in build(orders=ALL[::2], workspace=workspace).outputs)
    assert not _faults([screen])
    with pikepdf.open(archive) as pdf:
        assert len(pdf.pages) > 20
        sources = sum(len(file.EF.F.read_raw_bytes()) for file in pdf.Root.AF)
    assert screen.stat().st_size < (archive.stat().st_size - sources) * 1.25


def test_unknown_words_of_settings_are_told(workspace: Workspace) -> None:
    """A word for the printing house that there is not is refused with the words that there are."""
    (workspace.root / "masthead.yaml").write_text("print: {trim: 3mm}\n")
    with pytest.raises(MastheadError, match="trim"):
        settings(workspace)
