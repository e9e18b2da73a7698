"""What the export writes beyond the published files is read back: every kind of block, notes, votes, choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml
from exported import CIRCLE, EVERYTHING, export
from test_export_akn import COUNCIL, DRAFT, KINDS

from masthead.akn import Import, import_files
from masthead.document import load
from masthead.entry import entries
from masthead.export import Format, rendered
from masthead.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

SPECIAL = """\
language: en
type: resolution
symbol: A/RES/73/8
organ: general-assembly
session: 73
issued: 2018-11-07
adopted: {on: 2018-11-01, meeting: 29}
job_number: 18-18606
layout: new-york
footnote_policy: repeat
title: A long title
running_title: Short
job_dates: [2018-11-07, 2018-11-09]
preamble:
  - {heading: First heading, number: I, level: 2}
  - quotation: ["“Quoted in front.”"]
  - "*Recalling* it,[^a]"
operative:
  - First.[^a]
  - text: "Second:"
    points: [{text: "Deep:", points: ["x[^*]", y], closing: and so on;}]
  - {heading: Three, number: "3", level: 3}
  - Third.
  - {heading: Four, number: d, level: 4}
  - Fourth.
annexes:
  - {title: Numbered, numbered: true, body: [One., Two.]}
  - {title: Bare, body: [One., Two., Three., Four., Five.]}
footnotes: {a: First note., "*": Star.}
"""


def again(folder: Path, text: str) -> tuple[Import, Workspace]:
    """Export a document and import what was written."""
    (folder / "first" / "content").mkdir(parents=True)
    (folder / "first.xml").write_text(export(Workspace(folder / "first"), Format.AKN, text), encoding="utf-8")
    workspace = Workspace(folder / "second")
    workspace.content.mkdir(parents=True)
    return import_files([folder / "first.xml"], workspace=workspace), workspace


def data(done: Import, number: int = 1) -> dict[str, object]:
    """Return the data of one of the files that were written: 0 the facts, 1 the text."""
    read: dict[str, object] = yaml.load(done.written[number].read_bytes(), yaml.BaseLoader)  # noqa: S506 (texts only)
    return read


def contents(text: str, *keys: str) -> dict[str, object]:
    """Return some keys of a document of ours, quotation marks as they are typed."""
    typed = text.replace("“", '\\"').replace("”", '\\"')
    read = yaml.load(typed, yaml.BaseLoader)  # noqa: S506 (texts only)
    return {key: read[key] for key in keys if key in read}


@pytest.mark.parametrize("kind", KINDS)
def test_exported_and_imported_again_it_is_the_same(tmp_path: Path, kind: str) -> None:
    """YAML that the importer wrote comes back from Akoma Ntoso byte for byte, whatever the kind of document."""
    once, workspace = again(tmp_path, KINDS[kind])
    for file in once.written:
        (file.parent / "circle.svg").write_text(CIRCLE, encoding="utf-8")
    files = []
    for entry in entries(workspace):
        document = load(workspace, entry)
        files.append(tmp_path / f"{document.file_name}.xml")
        files[-1].write_bytes(rendered(document, Format.AKN, workspace))
    third = Workspace(tmp_path / "third")
    third.content.mkdir(parents=True)
    twice = import_files(files, workspace=third)
    assert [file.read_bytes() for file in twice.written] == [file.read_bytes() for file in once.written]


def test_every_kind_of_block_comes_back(tmp_path: Path) -> None:
    """Points at four levels, headings, preambular words, quotations, tables with notes: as the author typed them."""
    found = data(again(tmp_path, EVERYTHING)[0])
    wanted = contents(EVERYTHING, "preamble", "operative", "footnotes")
    found["operative"] = str(found["operative"]).replace("7 \\\\* 7", "7 * 7")  # a lone asterisk may be escaped
    assert found["operative"] == str(wanted["operative"])
    assert [found[key] for key in ("preamble", "footnotes")] == [wanted[key] for key in ("preamble", "footnotes")]


def test_a_picture_is_told_of(tmp_path: Path) -> None:
    """A picture is no part of the file: it is told that it has to be put beside the document."""
    (told,) = again(tmp_path, EVERYTHING)[0].problems
    assert told.what == 'the picture "circle.svg" is not in the file'
    assert told.place.line


@pytest.mark.parametrize("policy", ["reprint", "repeat"])
def test_headings_notes_and_annexes_come_back(tmp_path: Path, policy: str) -> None:
    """Levels of numbered headings, a note that is called twice, and whether each annex is numbered, are kept."""
    done = again(tmp_path, SPECIAL.replace("policy: repeat", f"policy: {policy}"))[0]
    found = data(done)
    assert not done.problems
    wanted = contents(SPECIAL, "preamble", "operative", "footnotes", "annexes", "title")
    assert {key: found[key] for key in wanted} == wanted


def test_choices_of_the_author_come_back(tmp_path: Path) -> None:
    """Layout, policy of notes, running title and days of the job are kept."""
    done = again(tmp_path, SPECIAL)[0]
    facts, text = data(done, 0), data(done)
    assert (facts["layout"], facts["footnote_policy"], facts["job_number"]) == ("new-york", "repeat", "18-18606")
    assert (text["running_title"], text["job_dates"]) == ("Short", ["2018-11-07", "2018-11-09"])


def test_votes_come_back(tmp_path: Path) -> None:
    """The figures of a recorded vote and the lists of who voted how are kept."""
    done = again(tmp_path, COUNCIL)[0]
    assert data(done, 0)["vote"] == {"in_favour": "26", "against": "15", "abstaining": "6"}
    assert data(done)["votes"] == {"in_favour": "Many", "against": "Some", "abstaining": "Few"}
    assert "printed" not in data(done)


def test_a_draft_has_its_title_beside_its_sponsors(tmp_path: Path) -> None:
    """Sponsors and title of a draft are told apart."""
    found = data(again(tmp_path, DRAFT.replace("sponsors:", "title: Peace\nsponsors:"))[0])
    assert (found["title"], found["sponsors"]) == ("Peace", "Algeria[^*]")
