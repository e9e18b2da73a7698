"""Every place where a workspace can lie keeps files in the same way, whole or not at all, and nothing outside."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from stores import address, credentials, s3, storage

from masthead import bucket, disc
from masthead.entry import Entry, survey
from masthead.problem import ExitCode, MastheadError
from masthead.storage import ASIDE, OutsideError, TooLargeError, digest, fresh_run, is_aside, is_plain
from masthead.workspace import Workspace

if TYPE_CHECKING:
    from masthead.storage import Storage

__all__ = ["address", "credentials", "s3", "storage"]

LIMIT = 1000
PLAIN = ["a", "content/A-RES-1-1/fr.yaml", "build/a b.pdf", "é/%20", "a#b", "a?b=c", "*", "a\\b", ".hidden", "ملف/文件"]
OUTSIDE = ["../x", "/etc/passwd", "a/../../x", "content/../../x", "..", "a\0b"]
UNCLEAR = ["", "a/", "a//b", "./a", "a/.", "a/../b", "/"]


@pytest.mark.parametrize("name", PLAIN)
def test_what_is_written_is_read(storage: Storage, name: str) -> None:
    """A file is read as it was written last, and its digest is that of its bytes."""
    storage.write(name, b"one")
    storage.write(name, b"two")
    assert storage.read(name, LIMIT) == b"two"
    assert storage.digests([name]) == {name: digest(b"two")}
    assert storage.kind(name) == "file"
    assert storage.files("") == [name]


@pytest.mark.parametrize("name", ["none", "content/none", "content/a/below", "content", ""])
def test_what_is_no_file(storage: Storage, name: str) -> None:
    """What is not there, lies below a file or is a folder is not read and has no digest."""
    storage.write("content/a", b"")
    with pytest.raises(FileNotFoundError):
        storage.read(name, LIMIT)
    assert storage.digests([name]) == {name: None}


def test_limit(storage: Storage) -> None:
    """A file above the limit is not read, one that just reaches it is; an empty one is a file like any other."""
    storage.write("a", b"123")
    storage.write("empty", b"")
    assert storage.read("a", 3) == b"123"
    assert storage.read("empty", 0) == b""
    with pytest.raises(TooLargeError):
        storage.read("a", 2)


def test_digest_of_what_is_too_large(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file above the limit of what is compared has no digest."""
    monkeypatch.setattr(disc, "LARGEST_COMPARED", 2)
    monkeypatch.setattr(bucket, "LARGEST_COMPARED", 2)
    storage.write("a", b"123")
    storage.write("b", b"12")
    assert storage.digests(["a", "b"]) == {"a": None, "b": digest(b"12")}


@pytest.mark.parametrize("name", OUTSIDE)
def test_nothing_outside(storage: Storage, name: str) -> None:
    """No name leads out: nothing there is read, written, listed or looked for."""
    with pytest.raises(OutsideError):
        storage.read(name, LIMIT)
    with pytest.raises(OutsideError):
        storage.write(name, b"")
    with pytest.raises((OutsideError, MastheadError)):
        storage.names([name])
    assert storage.digests([name]) == {name: None}
    assert storage.kind(name) is None


@pytest.mark.parametrize("name", UNCLEAR)
def test_nothing_is_written_under_a_name_with_detours(storage: Storage, name: str) -> None:
    """Where it is not clear what a file would be called, it is not written."""
    with pytest.raises(OutsideError):
        storage.write(name, b"")
    with pytest.raises(OutsideError):
        storage.take_in(storage.put_aside(b""), name)
    assert all(is_aside(file) for file in storage.files(""))


_PART = st.text(st.characters(exclude_characters="/"), min_size=1, max_size=12)
_NAME = st.text(max_size=12) | st.lists(_PART, min_size=1, max_size=4).map("/".join)


@given(name=_NAME, data=st.binary(max_size=20))
@example(name="a#1", data=b"")
@example(name="a" * 300, data=b"")
@example(name="/".join(["a" * 200] * 6), data=b"")
@example(name="\x1b[1m", data=b"")
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_odd_names(storage: Storage, name: str, data: bytes) -> None:
    """Whatever a file is called, it is either kept under that name, or refused and not there."""
    try:
        storage.write(name, data)
    except (OutsideError, MastheadError):
        assert storage.digests([name]) == {name: None}
        with pytest.raises(OSError):  # noqa: PT011 (of several kinds)
            storage.read(name, LIMIT)
    else:
        assert is_plain(name)
        assert "\0" not in name
        assert storage.read(name, LIMIT) == data
        assert storage.digests([name]) == {name: digest(data)}
        assert name in storage.files("")


def test_many_digests(storage: Storage) -> None:
    """Digests of many files come with their names, in their order, and those that are missing with them."""
    names = [f"content/{number:02}" for number in range(40)]
    for name in names[::2]:
        storage.write(name, name.encode())
    found = storage.digests([*names, "../x"])
    assert list(found) == [*names, "../x"]
    assert found == {name: digest(name.encode()) if name in names[::2] else None for name in found}


@pytest.fixture
def filled(storage: Storage) -> Storage:
    """Return a storage with documents in it."""
    for name in ("content/b/fr.yaml", "content/b/document.yaml", "content/b/plans/a.svg", "content/a.yaml", "styles/x"):
        storage.write(name, b"")
    return storage


def test_kinds(filled: Storage) -> None:
    """A name is that of a file or of a folder, or nothing has it."""
    kinds = {name: filled.kind(name) for name in ("", "content", "content/b", "content/a.yaml", "content/a", "x")}
    assert kinds == {
        "": "folder",
        "content": "folder",
        "content/b": "folder",
        "content/a.yaml": "file",
        "content/a": None,
        "x": None,
    }


def test_what_folders_hold(filled: Storage) -> None:
    """A folder gives the names in it and not what lies deeper, sorted; what is no folder gives none."""
    expected = {
        "": [("content", "folder"), ("styles", "folder")],
        "content": [("a.yaml", "file"), ("b", "folder")],
        "content/b": [("document.yaml", "file"), ("fr.yaml", "file"), ("plans", "folder")],
        "content/a.yaml": [],
        "content/none": [],
    }
    for folder, names in expected.items():
        assert filled.names([folder]) == {folder: names}
    assert filled.names(expected) == expected


def test_what_many_folders_of_one_hold(filled: Storage) -> None:
    """Many folders are listed at once with the same outcome as one by one."""
    folders = [f"content/{name}" for name in "bcdefg"]
    filled.write("content/g/fr.yaml", b"")
    assert filled.names(folders) == {name: found for each in folders for name, found in filled.names([each]).items()}


def test_all_files_below(filled: Storage) -> None:
    """All files below a folder are given with their full names, sorted."""
    assert filled.files("content") == [
        "content/a.yaml",
        "content/b/document.yaml",
        "content/b/fr.yaml",
        "content/b/plans/a.svg",
    ]
    assert filled.files("none") == []


def test_taken_in_from_aside(storage: Storage) -> None:
    """What was put aside takes the place of the older file, and is aside no longer."""
    storage.write("build/a.pdf", b"old")
    first, second = storage.put_aside(b"new"), storage.put_aside(b"new")
    assert first != second
    assert re.fullmatch("build/[.]aside/[0-9a-f]{32}", first)
    storage.take_in(first, "build/a.pdf")
    storage.take_in(second, "build/deep/er/b.pdf")
    assert storage.files("build") == ["build/a.pdf", "build/deep/er/b.pdf"]
    assert storage.read("build/a.pdf", LIMIT) == b"new"


def test_what_was_put_aside_is_discarded(storage: Storage) -> None:
    """What nobody wants any more goes; to discard it twice does no harm, and it can no longer be taken in."""
    storage.write("build/a.pdf", b"old")
    aside = storage.put_aside(b"new")
    storage.discard(aside)
    storage.discard(aside)
    with pytest.raises(MastheadError, match=r"^build/a\.pdf: cannot be written \(") as raised:
        storage.take_in(aside, "build/a.pdf")
    assert raised.value.exit_code is ExitCode.OUTPUT
    assert storage.files("build") == ["build/a.pdf"]
    assert storage.read("build/a.pdf", LIMIT) == b"old"


def test_only_what_lies_aside_is_taken_in_or_discarded(storage: Storage) -> None:
    """No file of the workspace is moved or deleted by these means."""
    storage.write("content/a", b"one")
    for name in ("content/a", f"{ASIDE}/../../content/a", f"{ASIDE}/a"):
        with pytest.raises(OutsideError):
            storage.take_in(name, "build/a")
        with pytest.raises(OutsideError):
            storage.discard(name)
    assert storage.files("") == ["content/a"]


def test_swept_up(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was left aside more than a day ago is deleted, and nothing else, whatever lies beside it."""
    storage.sweep()
    aside = storage.put_aside(b"")
    storage.write(f"{ASIDE}/notes", b"")
    storage.sweep()
    assert storage.files("") == sorted([aside, f"{ASIDE}/notes"])
    monkeypatch.setattr("masthead.storage.LEFT_BEHIND", -3600)
    storage.sweep()
    assert storage.files("") == [f"{ASIDE}/notes"]


def test_swept_up_after_a_run(storage: Storage) -> None:
    """What a run has left aside is deleted when it ends; what others put aside meanwhile is not."""
    run, other = fresh_run(), fresh_run()
    first, second, nobodys = storage.put_aside(b"1", run), storage.put_aside(b"2", other), storage.put_aside(b"3")
    storage.sweep(run)
    assert storage.files("") == sorted([second, nobodys])
    assert first not in (second, nobodys)


def test_written_if_nobody_else_has(storage: Storage) -> None:
    """A file is made where there is none, and replaced where it is still the version that was read."""
    assert storage.read_versioned("build/a") is None
    assert storage.write_if("build/a", b"one", None)
    assert not storage.write_if("build/a", b"other", None)
    first = storage.read_versioned("build/a")
    assert first
    assert first[0] == b"one"
    assert storage.write_if("build/a", b"two", first[1])
    assert storage.read("build/a", LIMIT) == b"two"


def test_not_written_where_somebody_else_has(storage: Storage) -> None:
    """A version that was replaced or deleted in the meantime is not replaced; only a file:// cannot tell."""
    storage.write_if("build/a", b"one", None)
    first = storage.read_versioned("build/a")
    assert first
    storage.write("build/a", b"two")
    blind = storage.address.startswith("file:")
    assert storage.write_if("build/a", b"three", first[1]) is blind
    assert storage.write_if("build/none", b"three", first[1]) is blind
    assert storage.read("build/a", LIMIT) == (b"three" if blind else b"two")


def test_survey(filled: Storage) -> None:
    """Documents are found wherever the workspace lies, by name too."""
    workspace = Workspace(filled.address)
    single, french = (
        Entry("a", "content/a.yaml", "content/a.yaml"),
        Entry("b", "content/b/document.yaml", "content/b/fr.yaml"),
    )
    assert survey(workspace) == ([single, french], [])
    assert survey(workspace, ["b/fr"]) == survey(workspace, ["content/b/"]) == ([french], [])
    for number in range(10):
        filled.write(f"content/c{number}/document.yaml", b"")
        filled.write(f"content/c{number}/en.yaml", b"")
    found, problems = survey(workspace)
    assert [entry.document for entry in found] == ["a", "b", *(f"c{number}" for number in range(10))]
    assert not problems


def test_survey_of_nothing(storage: Storage) -> None:
    """An empty place says how to start."""
    with pytest.raises(MastheadError, match=r"^content: there is no document here; `masthead new NAME` writes a"):
        survey(Workspace(storage.address))


def test_nothing_that_is_written_on_condition_is_lost(storage: Storage) -> None:
    """Where many add to one file at the same time, each on what it has read, all that they add is in it."""
    if storage.address.startswith("file:"):
        pytest.skip("it cannot tell")

    def add(sign: bytes) -> None:
        for _ in range(4):
            done = False
            while not done:
                data, version = storage.read_versioned("build/a") or (b"", None)
                done = storage.write_if("build/a", data + sign, version)

    with ThreadPoolExecutor(4) as many:
        list(many.map(add, (b"a", b"b", b"c", b"d")))
    assert sorted(storage.read("build/a", LIMIT).decode()) == sorted("abcd" * 4)
