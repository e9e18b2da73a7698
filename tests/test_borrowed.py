"""Builds over an object store: documents are read from it, PDFs and the ledger are written to it."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from conftest import FACTS, TEXT, command

from masthead.borrowed import Borrowed, ledger_of
from masthead.building import build
from masthead.ledger import Ledger
from masthead.order import Order, Purpose
from masthead.problem import ExitCode, MastheadError
from masthead.record import Record
from masthead.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

TEXT_NAME = "content/doc.yaml"
RECORD = Record("build/doc.pdf", repr(Order()), "d1", 3, {TEXT_NAME: "d2"}, "maker", [])


@pytest.fixture
def office(tmp_path: Path) -> Workspace:
    """Return a workspace in an object store, with three documents."""
    folder = tmp_path / "office" / "content"
    folder.mkdir(parents=True)
    for number in (1, 2, 3):
        text = (FACTS + TEXT).replace("66/152", f"66/{number}")
        (folder / f"doc-{number}.yaml").write_text(text, encoding="utf-8")
    return Workspace(f"file://{tmp_path}/office")


def test_build_over_a_store(office: Workspace, tmp_path: Path) -> None:
    """Documents of a store are built into it, once, and make the bytes that a folder with the same files makes."""
    first = build(workspace=office)
    assert first.exit_code is ExitCode.OK
    assert [str(output.path) for output in first.outputs] == [f"build/A_RES_66_{n}-EN.pdf" for n in (1, 2, 3)]
    assert not any(outcome.fresh for outcome in build(workspace=Workspace(office.address)).outcomes)
    folder = Workspace(tmp_path / "folder")
    for name in office.files("content"):
        folder.write(name, office.read(name))
    build(workspace=folder)
    for output in first.outputs:
        assert office.read(output.name) == folder.read(output.name)
    office.write("content/doc-2.yaml", office.read("content/doc-2.yaml").replace(b"A title", b"Another"))
    assert [one.entry.document for one in build(workspace=office).outcomes if one.fresh] == ["doc-2"]
    assert office.files("build/.aside") == []


def test_workers_write_to_the_store(office: Workspace) -> None:
    """Workers open the store by its address, and the command line builds over it."""
    done = subprocess.run(
        command("build", "-C", office.address, "-j2"), check=False, capture_output=True, encoding="utf-8"
    )
    assert done.stdout.split() == [f"build/A_RES_66_{n}-EN.pdf" for n in (1, 2, 3)]
    assert done.returncode == 0
    assert all(office.read(name).startswith(b"%PDF-") for name in done.stdout.split())


def test_ledger_is_given_back(office: Workspace) -> None:
    """A record that was committed is in the ledger of the store, and nothing is left on this machine."""
    ledger = ledger_of(office)
    assert isinstance(ledger, Borrowed)
    ledger.keep(TEXT_NAME, Purpose.ARCHIVE, RECORD)
    assert ledger_of(office).records() == {}
    ledger.commit()
    assert ledger_of(office).records() == {(TEXT_NAME, Purpose.ARCHIVE): RECORD}


def test_nobodys_records_are_lost(office: Workspace) -> None:
    """Of two builds that borrowed the ledger at the same time each finds the records of both in the end."""
    one, two = ledger_of(office), ledger_of(office)
    one.keep("content/one.yaml", Purpose.ARCHIVE, RECORD)
    two.keep("content/two.yaml", Purpose.ARCHIVE, replace(RECORD, pages=2))
    one.commit()
    two.commit()
    assert sorted(text for text, _ in ledger_of(office).records()) == ["content/one.yaml", "content/two.yaml"]
    one.strike("content/two.yaml", Purpose.ARCHIVE)
    one.commit()
    assert [text for text, _ in ledger_of(office).records()] == ["content/one.yaml"]


def test_ledger_that_others_always_write(office: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where others are always quicker it is given up in words."""
    ledger = ledger_of(office)
    ledger.keep(TEXT_NAME, Purpose.ARCHIVE, RECORD)
    monkeypatch.setattr(type(office.storage), "write_if", lambda *_: False)
    with pytest.raises(MastheadError) as raised:
        ledger.commit()
    assert raised.value.exit_code is ExitCode.OUTPUT
    assert str(raised.value).startswith(
        "build/.ledger.sqlite: cannot be written (other builds write it all the time); "
    )


def test_folder_has_its_ledger_at_home(workspace: Workspace) -> None:
    """The ledger of a folder is a file in it."""
    assert type(ledger_of(workspace)) is Ledger


def test_check_over_a_store(office: Workspace) -> None:
    """Documents of a store are checked where they lie."""
    office.write("content/doc-2.yaml", office.read("content/doc-2.yaml") + b"colour: blue\n")
    done = subprocess.run(command("check", "-C", office.address), check=False, capture_output=True, encoding="utf-8")
    assert done.stdout.startswith('content/doc-2.yaml:14:1: unknown key "colour"; ')
