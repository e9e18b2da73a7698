"""Import of Akoma Ntoso: what an author would have typed, faults told by line, and files that mean harm."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from masthead.akn import Import, import_files
from masthead.akn.xml import LARGEST

if TYPE_CHECKING:
    from masthead.workspace import Workspace

PLAIN = (Path(__file__).parent / "suite" / "akn" / "plain.xml").read_text(encoding="utf-8")
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def imported(workspace: Workspace, *texts: str, force: bool = False) -> Import:
    """Import files of these texts, named 0.xml, 1.xml and so on."""
    files = [workspace.root / f"{n}.xml" for n in range(len(texts))]
    for file, text in zip(files, texts, strict=True):
        file.write_text(text, encoding="utf-8")
    return import_files(files, workspace=workspace, force=force)


def text_of(workspace: Workspace, code: str = "en") -> dict[str, object]:
    """Return the data of the text in a language."""
    file = workspace.content / "A-RES-79-900" / f"{code}.yaml"
    data: dict[str, object] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return data


def told(done: Import) -> str:
    """Return all that was told, one problem a line."""
    return "\n".join(f"{Path(each.place.file).name}:{each.place.line}: {each.what}" for each in done.problems)


def test_a_plain_file_is_imported_without_a_word_to_say(workspace: Workspace) -> None:
    """A file without faults gives the facts and one text, and no problem."""
    done = imported(workspace, PLAIN)
    assert not done.problems
    assert [file.name for file in done.written] == ["document.yaml", "en.yaml"]


def test_flat_points_marks_and_links_are_as_an_author_types_them(workspace: Workspace) -> None:
    """Paragraphs (a) and (b) are points, brackets are escaped, a link that the page makes itself is left out."""
    imported(workspace, PLAIN)
    assert text_of(workspace)["preamble"] == ["*Recalling* the lamps,"]
    assert text_of(workspace)["operative"] == [
        {"text": "*Decides* as follows:", "points": [r"Lamps \[all\] stay lit;", "Keepers stay awake;"]},
        "See resolution 78/1.",
    ]


def test_the_same_file_gives_the_same_bytes(workspace: Workspace) -> None:
    """An import that is done again writes what it wrote before."""
    first = [file.read_bytes() for file in imported(workspace, PLAIN).written]
    assert [file.read_bytes() for file in imported(workspace, PLAIN, force=True).written] == first


def test_nothing_is_written_over_unless_forced(workspace: Workspace) -> None:
    """Files that are there already stay as they are, and each is told."""
    file = imported(workspace, PLAIN).written[1]
    file.write_text("mine", encoding="utf-8")
    done = imported(workspace, PLAIN)
    assert not done.written
    assert "is there already" in told(done)
    assert file.read_text(encoding="utf-8") == "mine"


def test_languages_that_contradict_each_other_are_told(workspace: Workspace) -> None:
    """Of two days of adoption one is kept, and the other is told with the names of both files."""
    french = PLAIN.replace('"eng"', '"fra"').replace('date="2024-12-24"', 'date="2024-12-25"')
    done = imported(workspace, PLAIN, french)
    line = PLAIN[: PLAIN.index("<conclusions")].count("\n") + 1
    (said,) = (said for said in told(done).splitlines() if "2024-12-25" in said and "2024-12-24" in said)
    assert re.search(rf"[01]\.xml:{line}: adopted is .* in [01]\.xml:{line}$", said)
    assert len(done.written) == 3


def test_a_text_that_has_no_place_is_told_by_its_line(workspace: Workspace) -> None:
    """Words on the cover page that nothing is known of are told where they stand."""
    done = imported(workspace, PLAIN.replace("    </coverPage>", "      <p>Zebra</p>\n    </coverPage>"))
    assert '0.xml:10: "Zebra" in <p> could not be placed' in told(done)


def test_a_date_that_is_not_known_is_left_out(workspace: Workspace) -> None:
    """The day 0001-01-01 stands for none; it is told and not imported."""
    done = imported(workspace, PLAIN.replace('date="2024-12-31"', 'date="0001-01-01"'))
    assert "0001-01-01" in told(done)
    assert "0001" not in done.written[0].read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("doctype", "said"),
    [
        ("<!DOCTYPE akomaNtoso>", "document type"),
        ('<!DOCTYPE akomaNtoso [<!ENTITY e SYSTEM "plain.xml">]>', "document type"),
    ],
)
def test_document_types_and_entities_are_refused(workspace: Workspace, doctype: str, said: str) -> None:
    """A file that declares a document type is refused, whatever it declares."""
    done = imported(workspace, PLAIN.replace(DECLARATION, f"{DECLARATION}{doctype}\n"))
    assert said in told(done)
    assert not done.written


@pytest.mark.parametrize("bad", ["", "<html/>", PLAIN.replace("</mainBody>", ""), "<b>" * 3000 + "</b>" * 3000])
def test_a_bad_file_does_not_stop_the_others(workspace: Workspace, bad: str) -> None:
    """A file that is empty, foreign, cut or too deep is told by its name; the next one is imported."""
    done = imported(workspace, bad, PLAIN)
    assert told(done).startswith("0.xml:")
    assert len(done.written) == 2


def test_a_file_over_the_limit_is_refused_unread(workspace: Workspace) -> None:
    """The size is asked before the file is read."""
    file = workspace.root / "large.xml"
    with file.open("wb") as stream:
        stream.truncate(LARGEST + 1)
    assert "are the most that are read" in told(import_files([file], workspace=workspace))


def test_a_symbol_cannot_lead_out_of_the_folder(workspace: Workspace) -> None:
    """A symbol with dots and strokes is no symbol, and nothing is written."""
    done = imported(workspace, PLAIN.replace("A/RES/79/900<", "../../../x<"))
    assert not done.written
    assert done.problems
