"""The ledger: a record of every PDF in ``build/``, so that a build with nothing to do does nothing.

One SQLite file, ``build/.ledger.sqlite``. It may be deleted at any time: the next build makes everything anew. A
crash leaves it as it was before or after a commit; two builds at once take turns. Where it is damaged it is put
away and begun again, which costs a build and never a wrong page: a record only ever says that digests are the same.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from masthead import equipment, maker
from masthead.order import Purpose
from masthead.problem import ExitCode, MastheadError, Place, Problem
from masthead.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

NAME = "build/.ledger.sqlite"
EDITION = 1
"""Of the tables. A ledger of another edition is begun again."""
OURS = 0x4D48_4C44
"""By which SQLite knows a ledger of Masthead from the file of another program (``application_id``)."""
LARGEST = 1024 * 1024 * 1024
"""Bytes of the largest ledger that is looked into: that of a million documents."""
PATIENCE = 20.0
"""Seconds to wait for another build that writes."""
FEW = 400
"""Texts that are asked for by name; for more the whole ledger is read, which is quicker."""

_TABLES = """
CREATE TABLE file (id INTEGER PRIMARY KEY, name TEXT NOT NULL, digest TEXT, UNIQUE (name, digest));
CREATE TABLE pdf (
    text TEXT, purpose TEXT, output TEXT, ordered TEXT, digest TEXT, pages INTEGER, maker TEXT, warnings TEXT,
    files TEXT, PRIMARY KEY (text, purpose)
) WITHOUT ROWID;
CREATE INDEX pdf_by_output ON pdf (output);
CREATE TABLE maker (key TEXT PRIMARY KEY, parts TEXT) WITHOUT ROWID;
CREATE TABLE equipment (path TEXT PRIMARY KEY, touched TEXT, digest TEXT) WITHOUT ROWID;
"""
_SENSELESS = (sqlite3.Error, ValueError, TypeError, KeyError, RecursionError)
"""What a ledger may raise in which nonsense stands."""
_COLUMNS = "text, purpose, output, ordered, digest, pages, maker, warnings, files"

_NO_ROOM = frozenset({
    sqlite3.SQLITE_PERM, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN,
})  # fmt: skip
"""How SQLite says that the machine does not take a write; whatever else is wrong lies in the ledger itself."""

Key = tuple[str, Purpose]
"""A text and the purpose that its PDF was made for."""


class Ledger:
    """The records of one workspace.

    Args:
        file: where the ledger lies; it is made with the first commit.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._kept: dict[Key, Record | None] = {}

    def records(self, texts: Sequence[str] | None = None) -> dict[Key, Record]:
        """Return the records of *texts*, or of all; empty where the ledger cannot be read."""
        if not self._is_there():
            return {}
        try:
            with closing(self._connection()) as connection:
                connection.execute("BEGIN")  # both tables as they were at one moment
                return dict(_records(connection, texts))
        except _SENSELESS:
            return {}

    def parts(self, key: str) -> Mapping[str, str]:
        """Return the parts of the maker called *key*; none where it is not known."""
        found = self._lines("SELECT parts FROM maker WHERE key = ?", key)
        try:
            return {str(name): str(part) for name, part in json.loads(found[0][0]).items()} if found else {}
        except (*_SENSELESS, AttributeError):
            return {}

    def equipment(self) -> dict[str, tuple[str, str]]:
        """Return of each file of the machine when it was touched last, and its digest."""
        lines = self._lines("SELECT path, touched, digest FROM equipment")
        return {path: (touched, digest) for path, touched, digest in lines if _are_texts(path, touched, digest)}

    def owners(self, outputs: Sequence[str]) -> list[str]:
        """Return the texts whose PDFs are called one of *outputs*."""
        places = ", ".join(["CAST(? AS TEXT)"] * len(outputs))
        question = f"SELECT text FROM pdf WHERE output IN ({places})"  # noqa: S608 (constants)
        return [text for (text,) in self._lines(question, *map(_bytes, outputs)) if _are_texts(text)]

    def keep(self, text: str, purpose: Purpose, record: Record) -> None:
        """Keep the record of *text*; it is written with the next commit."""
        self._kept[text, purpose] = record

    def strike(self, text: str, purpose: Purpose) -> None:
        """Take the record of *text* out; that is written with the next commit."""
        self._kept[text, purpose] = None

    @property
    def waiting(self) -> int:
        """How many records wait for a commit."""
        return len(self._kept)

    def commit(self, *, last: bool = True) -> None:
        """Write all that was kept, whole or not at all.

        Args:
            last: whether the run ends with it; what no record names any more is then forgotten.

        Raises:
            MastheadError: the disc does not take it; the ledger is as it was.
        """
        if not self._kept:
            return
        try:
            self._write(last)
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF in _NO_ROOM:
                raise _fault(error) from error
            self._begin_again(last)
        except OSError as error:
            raise _fault(error) from error
        self._kept.clear()

    def _write(self, last: bool) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        if self._file.is_symlink():
            self._file.unlink()  # what it leads to is somebody else's
        with closing(self._connection()) as connection:
            connection.execute("BEGIN IMMEDIATE")
            _prepare(connection)
            for (text, purpose), record in self._kept.items():
                _put(connection, text, purpose, record)
            connection.execute("INSERT OR REPLACE INTO maker VALUES (?, ?)", (maker.key(), json.dumps(maker.parts())))
            rows = [(_bytes(path), *marks) for path, marks in equipment.remembered().items()]
            connection.executemany("INSERT OR REPLACE INTO equipment VALUES (CAST(? AS TEXT), ?, ?)", rows)
            if last:
                _tidy(connection)
            connection.execute("COMMIT")

    def _lines(self, question: str, *values: str | bytes) -> list[Any]:
        if not self._is_there():
            return []
        try:
            with closing(self._connection()) as connection:
                return connection.execute(question, values).fetchall() if _is_ours(connection) else []
        except _SENSELESS:
            return []

    def _is_there(self) -> bool:
        """Say whether there is a file that may be a ledger. No link is followed: it leads to another's file."""
        return not self._file.is_symlink() and self._file.is_file() and self._file.stat().st_size <= LARGEST

    def _connection(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._file, timeout=PATIENCE, isolation_level=None)
        connection.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA trusted_schema = OFF")
        return connection

    def _begin_again(self, last: bool) -> None:
        """Put a damaged ledger away and write what is kept into a new one."""
        try:
            for ending in ("", "-journal"):
                self._file.with_name(self._file.name + ending).unlink(missing_ok=True)
            self._write(last)
        except (sqlite3.Error, OSError) as error:
            raise _fault(error) from error


def _fault(error: Exception) -> MastheadError:
    todo = "make room or give write access; until then these PDFs are built anew each time"
    return MastheadError([Problem(Place(NAME), f"cannot be written ({error})", todo, exit_code=ExitCode.OUTPUT)])


def _prepare(connection: sqlite3.Connection) -> None:
    """Make the tables in a new file.

    Raises:
        sqlite3.DatabaseError: this is something else, or a ledger of another edition.
    """
    if _is_ours(connection):
        return
    if connection.execute("SELECT count(*) FROM sqlite_master").fetchone() != (0,):
        raise sqlite3.DatabaseError("no ledger of this edition")
    for statement in filter(str.strip, _TABLES.split(";")):
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {EDITION}")
    connection.execute(f"PRAGMA application_id = {OURS}")


def _is_ours(connection: sqlite3.Connection) -> bool:
    """Say whether this is a ledger of this edition, with its own tables and nothing that runs by itself."""
    marks = [connection.execute(f"PRAGMA {mark}").fetchone() for mark in ("application_id", "user_version")]
    if marks != [(OURS,), (EDITION,)]:
        return False
    parts = connection.execute("SELECT name, type FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'").fetchall()
    return dict(parts) == {
        "file": "table", "pdf": "table", "maker": "table", "equipment": "table", "pdf_by_output": "index",
    }  # fmt: skip


def _put(connection: sqlite3.Connection, text: str, purpose: Purpose, record: Record | None) -> None:
    if record is None:
        connection.execute("DELETE FROM pdf WHERE text = CAST(? AS TEXT) AND purpose = ?", (_bytes(text), purpose))
        return
    files = [_number(connection, name, digest) for name, digest in record.reads.items()]
    values = (
        _bytes(text), purpose, _bytes(record.output), record.order, record.pdf, record.pages, record.maker,
        _bytes(json.dumps(record.warnings)), json.dumps(files),
    )  # fmt: skip
    places = "CAST(? AS TEXT), ?, CAST(? AS TEXT), ?, ?, ?, ?, CAST(? AS TEXT), ?"
    connection.execute(f"INSERT OR REPLACE INTO pdf ({_COLUMNS}) VALUES ({places})", values)  # noqa: S608 (constants)


def _number(connection: sqlite3.Connection, name: str, digest: str | None) -> int:
    """Return the number of a file with this name and content; one that is not known yet is given the next."""
    values = (_bytes(name), digest)
    found = connection.execute("SELECT id FROM file WHERE name = CAST(? AS TEXT) AND digest IS ?", values).fetchone()
    if found:
        return int(found[0])
    added = connection.execute("INSERT INTO file (name, digest) VALUES (CAST(? AS TEXT), ?)", values)
    return int(added.lastrowid or 0)


def _tidy(connection: sqlite3.Connection) -> None:
    """Forget files and makers that no record names any more."""
    named = "SELECT CAST(value AS INTEGER) FROM pdf, json_each(pdf.files)"
    connection.execute(f"DELETE FROM file WHERE id NOT IN ({named})")  # noqa: S608 (a constant)
    connection.execute("DELETE FROM maker WHERE key NOT IN (SELECT maker FROM pdf)")


def _records(connection: sqlite3.Connection, texts: Sequence[str] | None) -> Iterator[tuple[Key, Record]]:
    if not _is_ours(connection):
        return
    rows = _rows(connection, texts)
    files = {number: (name, digest) for number, name, digest in connection.execute("SELECT id, name, digest FROM file")}
    for text, purpose, output, ordered, digest, pages, made_by, warnings, numbers in rows:
        reads = dict(files[number] for number in json.loads(numbers))
        if not _are_texts(text, output, ordered, digest, made_by, *reads) or not isinstance(pages, int):
            raise ValueError(text)
        record = Record(output, ordered, digest, pages, reads, made_by, json.loads(warnings))
        record.problems()  # raises where a warning has another shape
        yield (text, Purpose(purpose)), record


def _are_texts(*values: object) -> bool:
    return all(isinstance(value, str) for value in values)


def _rows(connection: sqlite3.Connection, texts: Sequence[str] | None) -> Iterable[Any]:
    question = f"SELECT {_COLUMNS} FROM pdf"  # noqa: S608 (constants)
    if texts is None or len(texts) > FEW:
        return connection.execute(question).fetchall()
    places = ", ".join(["CAST(? AS TEXT)"] * len(texts))
    return connection.execute(f"{question} WHERE text IN ({places})", [_bytes(text) for text in texts]).fetchall()


def _bytes(text: str) -> bytes:
    """Return *text* as SQLite keeps it; the name of a file may hold bytes that are not UTF-8."""
    return text.encode("utf-8", "surrogateescape")
