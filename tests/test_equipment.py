"""Equipment: faces and libraries of the machine that a page was set with, known by their content."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from masthead import equipment
from masthead.entry import survey
from masthead.pressroom import PressRoom

if TYPE_CHECKING:
    from collections.abc import Callable

    from masthead.workspace import Workspace


def test_library_is_known_by_its_content(tmp_path: Path) -> None:
    """A library that is replaced by another one of the same name and size is another one; a copy of it is not."""
    library = tmp_path / "libpango.so"
    library.write_bytes(b"first")
    name = equipment.LIBRARY + str(library)
    first = equipment.digest_now(name)
    replacement = tmp_path / "new"
    replacement.write_bytes(b"other")
    replacement.replace(library)
    assert equipment.digest_now(name) not in (None, first)
    library.write_bytes(b"first")
    assert equipment.digest_now(name) == first
    library.unlink()
    assert equipment.digest_now(name) is None


def test_untouched_file_is_not_read_again(tmp_path: Path) -> None:
    """A face of many megabytes is read again only when it was touched."""
    library = tmp_path / "libpango.so"
    library.write_bytes(b"first")
    name = equipment.LIBRARY + str(library)
    first = equipment.digest_now(name)
    facts = library.stat()
    assert equipment.remembered()[str(library)][1] == first
    mark = f"{facts.st_size} {facts.st_ino} {facts.st_mtime_ns} {facts.st_ctime_ns}"
    assert equipment.remembered()[str(library)][0] == mark
    os.utime(library, ns=(0, 0))
    assert equipment.digest_now(name) == first
    assert equipment.remembered()[str(library)][0] != mark


def test_what_an_earlier_process_found_is_taken_over() -> None:
    """What the ledger remembers of a file holds until this process looks itself."""
    equipment.remember({"/no/such/file": ("mark", "digest")})
    assert equipment.remembered()["/no/such/file"] == ("mark", "digest")
    assert equipment.digest_now("library:/no/such/file") is None


def test_a_document_records_what_it_was_set_with(workspace: Workspace, write: Callable[..., str]) -> None:
    """The families on its pages and the libraries that set them are among what a document read, and no others."""
    write()
    entry = survey(workspace)[0][0]
    (copy,) = PressRoom(workspace).printed(entry).copies.values()
    faces = {name for name in copy.reads if name.startswith(equipment.FACE)}
    assert faces == {"face:Liberation Serif"}
    if sys.platform == "linux":
        libraries = {Path(name).name.partition(".")[0] for name in copy.reads if name.startswith(equipment.LIBRARY)}
        assert {"libpango-1", "libharfbuzz", "libfontconfig"} <= libraries
    assert all(equipment.digest_now(name) == copy.reads[name] for name in copy.reads if equipment.is_equipment(name))


def test_family_that_is_not_installed() -> None:
    """A family without a face has no digest."""
    assert equipment.digest_now("face:No Such Family") is None
    assert equipment.digest_now("face:Liberation Serif") is not None


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says which libraries a process has loaded")
def test_libraries_are_told_once(workspace: Workspace, write: Callable[..., str]) -> None:
    """Each library of this process is named by its whole path."""
    write()
    PressRoom(workspace).printed(survey(workspace)[0][0])
    names = [name.removeprefix(equipment.LIBRARY) for name in equipment.used([])]
    assert names == sorted(set(names))
    assert all(Path(name).is_file() for name in names)


@pytest.mark.parametrize("path", ["/dev/zero", "/etc/passwd", "/proc/self/environ", "pipe/libpango.so"])
def test_only_libraries_are_looked_at(path: str, tmp_path: Path) -> None:
    """A ledger from elsewhere that names a device, a pipe or another file gets no answer, and at once."""
    (tmp_path / "pipe").mkdir()
    os.mkfifo(tmp_path / "pipe" / "libpango.so")
    whole = path if path.startswith("/") else str(tmp_path / path)
    assert equipment.digest_now(equipment.LIBRARY + whole) is None
