"""The ledger: records of PDFs in one SQLite file that may be deleted, damaged or written by two at once."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masthead import ledger as ledgers
from masthead import maker
from masthead.ledger import Ledger
from masthead.order import Order, Purpose
from masthead.problem import ExitCode, MastheadError
from masthead.record import Record

if TYPE_CHECKING:
    from pathlib import Path

    from masthead.workspace import Reads

TEXT = "content/doc.yaml"
RECORD = Record(
    "build/doc.pdf", repr(Order()), "d1", 3, {TEXT: "d2", "styles/body.css": None}, maker.key(), [["a", 1, 2, "b", "c"]]
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return where a ledger lies that is not there yet."""
    return tmp_path / "build" / "ledger"


def kept(file: Path, text: str = TEXT, record: Record = RECORD) -> Ledger:
    """Return a ledger that has just kept a record."""
    ledger = Ledger(file)
    ledger.keep(text, Purpose.ARCHIVE, record)
    ledger.commit()
    return ledger


def test_kept_and_found_again(file: Path) -> None:
    """A record is found again as it was kept, by its text and purpose, in another ledger of the same file."""
    kept(file)
    assert Ledger(file).records([TEXT]) == {(TEXT, Purpose.ARCHIVE): RECORD}
    assert Ledger(file).records(["content/other.yaml"]) == {}
    assert Ledger(file).records() == {(TEXT, Purpose.ARCHIVE): RECORD}
    assert Ledger(file).parts(maker.key()) == maker.parts()


def test_nothing_is_written_before_the_commit(file: Path) -> None:
    """Looking into a ledger makes no file, and neither does keeping a record without a commit."""
    ledger = Ledger(file)
    assert ledger.records() == {}
    ledger.keep(TEXT, Purpose.ARCHIVE, RECORD)
    assert ledger.waiting == 1
    assert not file.parent.exists()
    ledger.commit()
    assert ledger.waiting == 0


def test_newer_record_takes_the_place_of_the_older(file: Path) -> None:
    """Of each text and purpose there is one record; files that no record names any more are forgotten."""
    kept(file)
    newer = replace(RECORD, reads={TEXT: "d3"})
    kept(file, record=newer)
    assert Ledger(file).records() == {(TEXT, Purpose.ARCHIVE): newer}
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT name, digest FROM file").fetchall() == [(TEXT, "d3")]


def test_struck_out(file: Path) -> None:
    """A record that is struck out is gone, and no other."""
    kept(file)
    ledger = kept(file, "content/b.yaml")
    ledger.strike(TEXT, Purpose.ARCHIVE)
    ledger.commit()
    assert list(Ledger(file).records()) == [("content/b.yaml", Purpose.ARCHIVE)]


NAMES = st.text(st.characters(exclude_characters="\0", codec="utf-8"), min_size=1) | st.binary(min_size=1).map(
    lambda data: os.fsdecode(data.replace(b"\0", b"x"))
)
READS = st.dictionaries(NAMES, st.none() | st.text("0123456789abcdef", min_size=4, max_size=4), max_size=5)


@given(st.dictionaries(NAMES, READS, min_size=1, max_size=4))
def test_any_name_and_any_reads(tmp_path_factory: pytest.TempPathFactory, texts: dict[str, Reads]) -> None:
    """Names of files may hold whatever a disc lets them hold, bytes that are no text among it."""
    file = tmp_path_factory.mktemp("any") / "ledger"
    ledger = Ledger(file)
    for text, reads in texts.items():
        ledger.keep(text, Purpose.PRINT, replace(RECORD, reads=reads))
    ledger.commit()
    found = Ledger(file).records(list(texts))
    assert {text: record.reads for (text, _), record in found.items()} == texts


def test_many_texts_are_asked_for_at_once(file: Path) -> None:
    """The ledger is asked for a few texts and for very many alike."""
    texts = [f"content/{number}.yaml" for number in range(ledgers.FEW + 50)]
    ledger = Ledger(file)
    for text in texts:
        ledger.keep(text, Purpose.ARCHIVE, RECORD)
    ledger.commit()
    assert len(Ledger(file).records(texts)) == len(texts)
    assert len(Ledger(file).records(texts[:3])) == 3


@pytest.mark.parametrize("data", [b"", b"no ledger", b"SQLite format 3\0" + b"\xff" * 5000])
def test_damaged_ledger_is_begun_again(file: Path, data: bytes) -> None:
    """What is no ledger gives no record, and the next commit begins it again."""
    file.parent.mkdir()
    file.write_bytes(data)
    assert Ledger(file).records() == {}
    assert Ledger(file).equipment() == {}
    kept(file)
    assert Ledger(file).records() == {(TEXT, Purpose.ARCHIVE): RECORD}


@pytest.mark.parametrize("at", [100, 2000, 5000, 9000, 13000])
def test_flipped_bytes_give_no_wrong_record(file: Path, at: int) -> None:
    """A ledger with a damaged page gives records as they were kept, or none; the next commit mends it."""
    kept(file)
    data = bytearray(file.read_bytes())
    data[at : at + 64] = bytes(64)
    file.write_bytes(data)
    found = Ledger(file).records()
    assert all(record.pdf in {"d1", ""} or record == RECORD for record in found.values())
    kept(file)


@pytest.mark.parametrize(
    "change",
    ["files = '[99]'", "files = '{'", "warnings = '[[1]]'", "purpose = 'stone'", "files = 5", "warnings = '7'"],
)
def test_senseless_record_is_none(file: Path, change: str) -> None:
    """A record that makes no sense means that the PDF is made again."""
    kept(file)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(f"UPDATE pdf SET {change}")  # noqa: S608 (from the list above)
        connection.commit()
    assert Ledger(file).records() == {}


def test_ledger_of_another_edition_is_begun_again(file: Path) -> None:
    """The tables of a later release are not read; a commit makes them anew."""
    kept(file)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA user_version = 99")
    assert Ledger(file).records() == {}
    kept(file, "content/b.yaml")
    assert list(Ledger(file).records()) == [("content/b.yaml", Purpose.ARCHIVE)]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE pdf SET files = '[1,'",
        "DROP TABLE pdf",
        "UPDATE maker SET parts = '['",
        "UPDATE pdf SET output = x'00'",
        "UPDATE pdf SET pages = x'00'",
        "UPDATE file SET name = x'00'",
        "PRAGMA application_id = 1",
        "CREATE VIEW more AS SELECT 1",
        "CREATE TRIGGER ours AFTER INSERT ON pdf BEGIN DELETE FROM file; END",
    ],
)
def test_spoilt_ledger_is_mended_by_the_next_commit(file: Path, change: str) -> None:
    """Whatever was done to a ledger, it gives no wrong record, and the next commit makes a good one."""
    kept(file)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(change)
        connection.commit()
    ledger = Ledger(file)
    assert ledger.parts(maker.key()) in ({}, maker.parts())
    assert ledger.records() in ({}, {(TEXT, Purpose.ARCHIVE): RECORD})
    assert ledger.owners(["build/doc.pdf"]) in ([], [TEXT])
    kept(file)
    assert Ledger(file).records() == {(TEXT, Purpose.ARCHIVE): RECORD}


def test_linked_ledger_is_nobodys(file: Path, tmp_path: Path) -> None:
    """Where the ledger is a link, what it leads to is neither read nor written; a file takes its place."""
    other = tmp_path / "other.sqlite"
    kept(other)
    before = other.read_bytes()
    file.parent.mkdir()
    file.symlink_to(other)
    assert Ledger(file).records() == {}
    kept(file, "content/b.yaml")
    assert other.read_bytes() == before
    assert not file.is_symlink()
    assert list(Ledger(file).records()) == [("content/b.yaml", Purpose.ARCHIVE)]


def test_endless_view_is_not_asked(file: Path) -> None:
    """A table that was made a view without an end is not read."""
    kept(file)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("DROP TABLE pdf")
        endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
        connection.execute(f"CREATE VIEW pdf AS {endless}")
        connection.commit()
    assert Ledger(file).records() == {}
    kept(file)
    assert Ledger(file).records() == {(TEXT, Purpose.ARCHIVE): RECORD}


def test_ledger_that_cannot_be_written(file: Path) -> None:
    """Where the ledger cannot be written the error says so."""
    file.parent.touch()
    with pytest.raises(MastheadError) as raised:
        kept(file)
    assert raised.value.exit_code is ExitCode.OUTPUT
    assert str(raised.value).startswith("build/.ledger.sqlite: cannot be written (")
    assert str(raised.value).endswith(
        "; make room or give write access; until then these PDFs are built anew each time"
    )


WRITER = """
import sys
from pathlib import Path
from masthead.ledger import Ledger
from masthead.order import Purpose
from masthead.record import Record
for number in range(40):
    ledger = Ledger(Path(sys.argv[1]))
    ledger.keep(f"{sys.argv[2]}-{number}", Purpose.ARCHIVE, Record("a", "", "", 1, {f"{sys.argv[2]}{number}": "d"}, ""))
    ledger.commit()
"""


def writer(file: Path, name: str) -> subprocess.Popen[bytes]:
    """Start a process that commits forty records, one after the other."""
    return subprocess.Popen([sys.executable, "-c", WRITER, str(file), name])


def test_two_write_at_once(file: Path) -> None:
    """Of two processes that commit to one ledger at the same time neither loses a record."""
    writers = [writer(file, name) for name in "ab"]
    assert [process.wait() for process in writers] == [0, 0]
    assert len(Ledger(file).records()) == 80


def test_killed_while_it_writes(file: Path) -> None:
    """A process that is killed in the middle of its commits leaves a ledger that can be read and written."""
    for name in "abcd":
        process = writer(file, name)
        while not any(text.startswith(f"{name}-") for text, _ in Ledger(file).records()):
            assert process.poll() is None
        process.kill()
        process.wait()
        reads = {text: list(record.reads) for (text, _), record in Ledger(file).records().items() if text != TEXT}
        assert all(names == [text.replace("-", "")] for text, names in reads.items())
        kept(file)
