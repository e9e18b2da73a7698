"""Records: what a PDF was made from, so that it is made again when that changes and only then."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from masthead import record
from masthead.entry import Entry
from masthead.order import Order, Purpose
from masthead.record import Record
from masthead.workspace import digest

if TYPE_CHECKING:
    from pathlib import Path

    from masthead.workspace import Workspace

ENTRY = Entry("doc", "content/doc.yaml", "content/doc.yaml")


@pytest.fixture
def made(workspace: Workspace) -> Record:
    """Return the record of a PDF that was just made."""
    (workspace.content / "doc.yaml").write_bytes(b"typed")
    workspace.write(workspace.output / "doc.pdf", b"printed")
    reads = {"content/doc.yaml": digest(b"typed"), "styles/body.css": None}
    made = Record("build/doc.pdf", repr(Order()), digest(b"printed"), 1, reads, record.maker())
    record.keep(workspace, ENTRY, Purpose.ARCHIVE, made)
    return made


def file(workspace: Workspace) -> Path:
    """Return the file of the only record."""
    (path,) = (workspace.output / ".record").iterdir()
    return path


def test_up_to_date(workspace: Workspace, made: Record) -> None:
    """A PDF is up to date while nothing that it was made from has changed."""
    assert record.current(workspace, ENTRY, Order()) == made


@pytest.mark.parametrize(
    ("name", "data"), [("content/doc.yaml", b"changed"), ("styles/body.css", b"new"), ("build/doc.pdf", b"touched")]
)
def test_out_of_date(workspace: Workspace, made: Record, name: str, data: bytes) -> None:
    """It is out of date when its text, a style that was not there, or the PDF itself is another one."""
    assert made
    workspace.write(workspace.root / name, data)
    assert record.current(workspace, ENTRY, Order()) is None


def test_deleted_pdf_is_made_again(workspace: Workspace, made: Record) -> None:
    """A PDF that is gone is out of date, and so is one that another version of the program made."""
    record.keep(workspace, ENTRY, Purpose.ARCHIVE, replace(made, maker="another version"))
    assert record.current(workspace, ENTRY, Order()) is None
    record.keep(workspace, ENTRY, Purpose.ARCHIVE, made)
    (workspace.output / "doc.pdf").unlink()
    assert record.current(workspace, ENTRY, Order()) is None


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "5", "{}", '{"output": 5}', "[" * 100_000, "\udcff",
     '{"output": 5, "pdf": "", "pages": 1, "reads": {}, "maker": ""}',
     '{"output": "build/doc.pdf", "pdf": "", "pages": 1, "reads": [], "maker": ""}'],
)  # fmt: skip
def test_damaged_record_is_none(workspace: Workspace, made: Record, text: str) -> None:
    """A record that was damaged, or never written, means that the PDF is made again."""
    assert made
    file(workspace).write_text(text, encoding="utf-8", errors="surrogateescape")
    assert record.current(workspace, ENTRY, Order()) is None
    file(workspace).unlink()
    assert record.current(workspace, ENTRY, Order()) is None


def test_record_that_leads_outside_is_none(workspace: Workspace, made: Record) -> None:
    """A record that names a file outside the workspace opens nothing there."""
    outside = replace(made, output="/etc/hostname", reads={"../../etc/passwd": ""})
    record.keep(workspace, ENTRY, Purpose.ARCHIVE, outside)
    assert record.current(workspace, ENTRY, Order()) is None


def test_name_that_is_no_text(workspace: Workspace, made: Record) -> None:
    """A file whose name is not UTF-8 has a record like any other."""
    name = os.fsdecode(b"content/\xff.yaml")
    entry = Entry("odd", name, name)
    record.keep(workspace, entry, Purpose.ARCHIVE, made)
    assert record.current(workspace, entry, Order()) == made


def test_maker_is_the_same_each_time() -> None:
    """The key of the program, its libraries and the faces does not change by itself."""
    first = record.maker()
    record.maker.cache_clear()
    assert record.maker() == first
