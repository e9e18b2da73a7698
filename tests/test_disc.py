"""A folder on a disc: no link leads out of it, nobody waits at a pipe, and a full disc harms nothing."""

from __future__ import annotations

import errno
import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from masthead.problem import ExitCode, MastheadError
from masthead.workspace import OutsideError, digest

if TYPE_CHECKING:
    from masthead.workspace import Workspace


def _full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_nothing_is_swept_up_elsewhere(workspace: Workspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where build/.aside is a link, nothing is deleted where it leads."""
    monkeypatch.setattr("masthead.storage.LEFT_BEHIND", -3600)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    file = elsewhere / ("a" * 32)
    file.touch()
    workspace.output.mkdir()
    (workspace.output / ".aside").symlink_to(elsewhere)
    workspace.sweep()
    assert file.exists()


def test_nobody_waits_for_the_digest_of_a_pipe(workspace: Workspace) -> None:
    """What is no ordinary file has no digest."""
    os.mkfifo(workspace.root / "pipe")
    with socket.socket(socket.AF_UNIX) as place:
        place.bind(os.path.relpath(workspace.root / "socket"))
        names = ("pipe", "socket", "content")
        assert workspace.digests_now(names) == dict.fromkeys(names)


def test_links_within_the_workspace(workspace: Workspace) -> None:
    """A link is followed as long as it stays in the workspace, be it a file's or a folder's."""
    (workspace.content / "a").write_bytes(b"one")
    (workspace.root / "link").symlink_to("content/a")
    (workspace.root / "folder").symlink_to(workspace.content)
    for name in ("link", "folder/a", "folder/../content/a", "content/../link"):
        assert workspace.read(name) == b"one"
        assert workspace.digest_now(name) == digest(b"one")


def test_link_that_is_turned_around(workspace: Workspace) -> None:
    """A folder that was read from and has become a link out of the workspace is no longer read from."""
    folder = workspace.root / "folder"
    folder.mkdir()
    (folder / "passwd").touch()
    assert workspace.digest_now("folder/passwd") == digest(b"")
    (folder / "passwd").unlink()
    folder.rmdir()
    folder.symlink_to("/etc")
    assert workspace.digest_now("folder/passwd") is None
    with pytest.raises(OutsideError):
        workspace.read("folder/passwd")


@pytest.mark.parametrize("step", [(os, "fsync"), (Path, "mkdir")], ids=["write", "folder"])
def test_full_disc_keeps_nothing_aside(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, step: tuple[object, str]
) -> None:
    """Where the disc is full while something is put aside, no half of it is left."""
    monkeypatch.setattr(*step, _full)
    with pytest.raises(MastheadError) as raised:
        workspace.put_aside(b"new" * 1000)
    todo = "make room or give write access, then build again; the file that was there is untouched"
    assert str(raised.value) == f"build: cannot be written (No space left on device); {todo}"
    assert raised.value.exit_code is ExitCode.OUTPUT
    assert workspace.files("build") == []


def test_full_disc_while_something_is_taken_in(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where what lies aside cannot be taken in, the older file is whole, and it can be taken in later."""
    workspace.write("build/a.pdf", b"old")
    aside = workspace.put_aside(b"new")
    with monkeypatch.context() as full:
        full.setattr(os, "replace", _full)
        with pytest.raises(MastheadError, match=r"^build/a.pdf: cannot be written \(No space left on device\); make"):
            workspace.take_in(aside, "build/a.pdf")
    assert workspace.read("build/a.pdf") == b"old"
    workspace.take_in(aside, "build/a.pdf")
    assert workspace.read("build/a.pdf") == b"new"


def test_taken_in_to_another_disc(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a folder in build/ lies on another disc, a file is copied there, and takes its place in one step too."""
    replace = os.replace

    def refuse(source: Path, target: Path) -> None:
        if source.parent != target.parent:
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
        replace(source, target)

    aside = workspace.put_aside(b"new")
    monkeypatch.setattr(os, "replace", refuse)
    workspace.take_in(aside, "build/a/b.pdf")
    assert workspace.read("build/a/b.pdf") == b"new"
    assert workspace.files("build") == ["build/a/b.pdf"]


def test_nothing_is_taken_in_where_no_file_can_be(workspace: Workspace) -> None:
    """A folder, or a file where a folder should be, is told, and what lies aside stays there."""
    (workspace.output / "a").mkdir(parents=True)
    (workspace.output / "b").touch()
    aside = workspace.put_aside(b"new")
    with pytest.raises(MastheadError, match=r"^build/a: cannot be written \(Is a directory\); "):
        workspace.take_in(aside, "build/a")
    with pytest.raises(MastheadError, match=r"; build/b is not a folder: move it away, then build again$"):
        workspace.take_in(aside, "build/b/c")
    assert workspace.files("build") == [aside, "build/b"]


def test_link_in_circles_is_no_file(workspace: Workspace) -> None:
    """A link that leads to itself is a file that is not there."""
    (workspace.root / "loop").symlink_to("loop")
    with pytest.raises(OSError, match="loop"):
        workspace.read("loop")


def test_folder_that_cannot_be_listed(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that may not be read is told of; one that is not there holds nothing."""
    assert workspace.names(["none"]) == {"none": []}

    def refuse(_: str) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(MastheadError, match=r"^content: the folder cannot be read \(Permission denied\)"):
        workspace.names(["content"])
