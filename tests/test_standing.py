"""Standings: a PDF is up to date while nothing that it was made from has changed, else it is said what has."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from masthead import equipment, maker
from masthead.entry import Entry
from masthead.ledger import NAME, Ledger
from masthead.order import Imposition, Order, Purpose
from masthead.record import Record
from masthead.standing import standings
from masthead.workspace import digest

if TYPE_CHECKING:
    from collections.abc import Callable

    from masthead.workspace import Workspace

ENTRY = Entry("doc", "content/doc.yaml", "content/doc.yaml")
FACE = "face:Liberation Serif"


@pytest.fixture
def record(workspace: Workspace) -> Record:
    """Return the record of a PDF that was just made."""
    (workspace.content / "doc.yaml").write_bytes(b"typed")
    workspace.write(workspace.output / "doc.pdf", b"printed")
    reads = {"content/doc.yaml": digest(b"typed"), "styles/body.css": None, FACE: equipment.digest_now(FACE)}
    return Record("build/doc.pdf", repr(Order()), digest(b"printed"), 1, reads, maker.key())


@pytest.fixture
def reasons(workspace: Workspace) -> Callable[..., tuple[str, ...]]:
    """Return a function that keeps a record and says why the PDF is out of date then."""

    def found(record: Record | None = None, order: Order | None = None) -> tuple[str, ...]:
        ledger = Ledger(workspace.root / NAME)
        if record:
            ledger.keep(ENTRY.text, Purpose.ARCHIVE, record)
            ledger.commit()
        (standing,) = standings(workspace, ledger, [ENTRY], [order or Order()])
        assert standing.current == (not standing.reasons)
        return standing.reasons

    return found


def test_up_to_date(record: Record, reasons: Callable[..., tuple[str, ...]]) -> None:
    """A PDF is up to date while nothing that it was made from has changed."""
    assert reasons(record) == ()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("content/doc.yaml", "content/doc.yaml has changed"),
        ("styles/body.css", "styles/body.css was added"),
        ("build/doc.pdf", "build/doc.pdf was altered after it was built"),
    ],
)
def test_changed(
    workspace: Workspace, record: Record, reasons: Callable[..., tuple[str, ...]], name: str, said: str
) -> None:
    """It is out of date when its text, a style that was not there, or the PDF itself is another one."""
    assert reasons(record) == ()
    workspace.write(workspace.root / name, b"other")
    assert reasons() == (said,)


@pytest.mark.parametrize("name", ["content/doc.yaml", "build/doc.pdf"])
def test_gone(workspace: Workspace, record: Record, reasons: Callable[..., tuple[str, ...]], name: str) -> None:
    """It is out of date when what it was made from, or the PDF itself, is gone."""
    (workspace.root / name).unlink()
    assert reasons(record) == (f"{name} is gone",)


def test_touched_and_not_changed(workspace: Workspace, record: Record, reasons: Callable[..., tuple[str, ...]]) -> None:
    """A file that is saved with the same bytes puts nothing out of date: contents count, not times."""
    workspace.write(workspace.content / "doc.yaml", b"typed")
    assert reasons(record) == ()


def test_changed_behind_the_clock(
    workspace: Workspace, record: Record, reasons: Callable[..., tuple[str, ...]]
) -> None:
    """A file with other bytes of the same number and with the time of the old one is noticed all the same."""
    path = workspace.content / "doc.yaml"
    before = path.stat()
    path.write_bytes(b"tyqed")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert reasons(record) == ("content/doc.yaml has changed",)


def test_never_built(reasons: Callable[..., tuple[str, ...]]) -> None:
    """Without a record the PDF is made."""
    assert reasons() == ("no build of it is on record",)


def test_ordered_otherwise(record: Record, reasons: Callable[..., tuple[str, ...]]) -> None:
    """Another order for the same purpose makes another PDF."""
    assert reasons(record, Order(imposition=Imposition.BOOKLET)) == ("it is ordered otherwise now",)


def test_another_maker(record: Record, reasons: Callable[..., tuple[str, ...]]) -> None:
    """A PDF that another release made is out of date, whatever is known of that release."""
    assert reasons(replace(record, maker="another")) == ("the program or its libraries have changed",)


def test_another_face(record: Record, reasons: Callable[..., tuple[str, ...]]) -> None:
    """A face with other contents puts out of date what is set in it, and one that went as well."""
    other = record.reads | {FACE: "0" * 64, "face:No Such Family": "0" * 64}
    assert reasons(replace(record, reads=other)) == (
        "the face Liberation Serif has changed",
        "the face No Such Family is gone",
    )


def test_library_that_went(record: Record, reasons: Callable[..., tuple[str, ...]]) -> None:
    """A library that set the text and was replaced since is named."""
    other = record.reads | {"library:/usr/lib/libpango-1.0.so.0.1": "0" * 64}
    assert reasons(replace(record, reads=other)) == ("/usr/lib/libpango-1.0.so.0.1 is gone",)


def test_record_that_leads_outside(record: Record, reasons: Callable[..., tuple[str, ...]]) -> None:
    """A record that names files outside the workspace tells nothing of them but that they differ."""
    outside = replace(record, output="/etc/hostname", reads={"../../etc/passwd": "0" * 64})
    assert reasons(outside) == ("../../etc/passwd is gone", "/etc/hostname is gone")


def test_folder_of_pdfs_on_another_disc(
    workspace: Workspace,
    record: Record,
    reasons: Callable[..., tuple[str, ...]],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Where build/ is a link to a folder elsewhere, the PDFs there are looked at."""
    elsewhere = tmp_path_factory.mktemp("disc")
    for file in workspace.output.iterdir():
        file.rename(elsewhere / file.name)
    workspace.output.rmdir()
    workspace.output.symlink_to(elsewhere)
    assert reasons(record) == ()
    (elsewhere / "doc.pdf").write_bytes(b"touched")
    assert reasons() == ("build/doc.pdf was altered after it was built",)
