"""The workspace: the only door to files, closed to everything outside, and writing whole files or none."""

from __future__ import annotations

import errno
import os
import pickle
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from masthead.problem import ExitCode, MastheadError
from masthead.workspace import BUILT_IN, OutsideError, TooLargeError, Workspace, digest, program_folder

if TYPE_CHECKING:
    from collections.abc import Callable


def test_nearest_folder_with_content_is_the_workspace(workspace: Workspace) -> None:
    """From any folder below, the workspace is the nearest one upwards that holds content/."""
    deep = workspace.content / "a" / "b"
    deep.mkdir(parents=True)
    assert Workspace.around(deep).root == workspace.root
    assert Workspace.around_or_at(deep).root == workspace.root


def test_no_workspace(tmp_path: Path) -> None:
    """Where there is no content/ up to the top, the error says how to make one; a new one begins where asked."""
    with pytest.raises(
        MastheadError, match=r"no folder named content is here or above; .*`masthead new NAME`"
    ) as raised:
        Workspace.around(tmp_path)
    assert raised.value.exit_code is ExitCode.USAGE
    assert Workspace.around_or_at(tmp_path).root == tmp_path.resolve()


def test_reads_are_recorded(workspace: Workspace) -> None:
    """What is read is recorded with its digest, and what is not there as nothing, in every open record."""
    (workspace.root / "a").write_bytes(b"one")
    with workspace.recording() as outer:
        workspace.read("a")
        with workspace.recording() as inner, pytest.raises(FileNotFoundError):
            workspace.read("b")
    assert outer == {"a": digest(b"one"), "b": None}
    assert inner == {"b": None}


def test_record_is_current_until_something_changes(workspace: Workspace) -> None:
    """A record is out of date when a file changed, went or came."""
    file = workspace.root / "a"
    file.write_bytes(b"one")
    reads = {"a": digest(b"one"), "b": None}
    assert workspace.current(reads)
    (workspace.root / "b").write_bytes(b"")
    assert not workspace.current(reads)
    (workspace.root / "b").unlink()
    file.write_bytes(b"two")
    assert not workspace.current(reads)
    file.unlink()
    assert not workspace.current(reads)


@pytest.mark.parametrize("name", ["/etc/passwd", "../x", "content/../../x", "a/../../x", "link", "link/passwd", "a\0b"])
def test_nothing_outside_is_read(workspace: Workspace, name: str) -> None:
    """No path and no link leads out of the workspace."""
    (workspace.root / "link").symlink_to("/etc")
    with pytest.raises(OutsideError):
        workspace.read(name)
    assert not workspace.current({name: digest(b"")})


@pytest.mark.parametrize("name", ["templates/../../pyproject.toml", "content/a", "../x", ""])
def test_only_the_folders_of_the_program_are_built_in(workspace: Workspace, name: str) -> None:
    """Of the program's own files, templates and styles can be read and nothing beside them."""
    with pytest.raises(OSError, match=r"."):
        workspace.read(BUILT_IN + name)
    assert workspace.read(f"{BUILT_IN}styles/body.css")


def test_folder_and_pipe_are_no_files(workspace: Workspace) -> None:
    """What is no ordinary file is not there; nobody waits at a pipe."""
    os.mkfifo(workspace.root / "pipe")
    for name in ("content", "pipe"):
        with pytest.raises(FileNotFoundError):
            workspace.read(name)


def test_limit(workspace: Workspace) -> None:
    """A file above the limit is not read."""
    (workspace.root / "a").write_bytes(b"123")
    assert workspace.read("a", limit=3) == b"123"
    with pytest.raises(TooLargeError):
        workspace.read("a", limit=2)


def test_own_style_goes_before_the_built_in(workspace: Workspace) -> None:
    """A style of the workspace is taken before the program's own; that it was not there is recorded."""
    with workspace.recording() as reads:
        assert workspace.shared("styles", "body.css")[0] == f"{BUILT_IN}styles/body.css"
    assert reads["styles/body.css"] is None
    (workspace.root / "styles").mkdir()
    (workspace.root / "styles" / "body.css").write_bytes(b"p {}")
    assert workspace.shared("styles", "body.css") == ("styles/body.css", b"p {}")
    assert not workspace.current(reads)
    with pytest.raises(OutsideError):
        workspace.shared("styles", "../content/a")


def test_written_whole(workspace: Workspace) -> None:
    """A file is written with its folders, replaces an older one, and leaves nothing beside it."""
    path = workspace.output / "a" / "b.pdf"
    workspace.write(path, b"one")
    workspace.write(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(path.parent.iterdir()) == [path]


def _full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("step", [(os, "fsync"), (os, "replace"), (Path, "mkdir")], ids=["write", "rename", "folder"])
def test_full_disc_harms_nothing(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, step: tuple[object, str]
) -> None:
    """Where the disc is full in the middle of a write, the older file is whole and no half one is left."""
    path = workspace.output / "a.pdf"
    workspace.write(path, b"old")
    monkeypatch.setattr(*step, _full)
    with pytest.raises(MastheadError, match=r"^build/a.pdf: cannot be written \(No space left on device\); ") as raised:
        workspace.write(path, b"new" * 1000)
    assert raised.value.exit_code is ExitCode.OUTPUT
    assert path.read_bytes() == b"old"
    assert list(workspace.output.iterdir()) == [path]


def test_interrupted_write_leaves_nothing(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C in the middle of a write leaves the older file and no half one."""

    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    path = workspace.output / "a.pdf"
    workspace.write(path, b"old")
    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        workspace.write(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(workspace.output.iterdir()) == [path]


@pytest.mark.parametrize("occupy", [Path.mkdir, Path.touch], ids=["the file is a folder", "the folder is a file"])
def test_place_that_is_taken(workspace: Workspace, occupy: Callable[[Path], None]) -> None:
    """A place that takes no file is told, and nothing else happens."""
    workspace.root.joinpath("build").mkdir()
    occupy(workspace.output / "a")
    path = workspace.output / "a" if (workspace.output / "a").is_dir() else workspace.output / "a" / "b"
    with pytest.raises(MastheadError, match="cannot be written"):
        workspace.write(path, b"")
    assert [file.name for file in workspace.output.iterdir()] == ["a"]


def test_written_by_name(workspace: Workspace) -> None:
    """A file is written by its name as by its path; nothing is left aside of either."""
    workspace.write("build/a/b.pdf", b"one")
    assert (workspace.output / "a" / "b.pdf").read_bytes() == b"one"
    assert workspace.files("build") == ["build/a/b.pdf"]


def test_digests_are_not_recorded(workspace: Workspace) -> None:
    """What only is compared with a record is no read."""
    (workspace.root / "a").write_bytes(b"one")
    names = ("a", "b", f"{BUILT_IN}styles/body.css", f"{BUILT_IN}styles/none", f"{BUILT_IN}content/a", "../x", "a\0")
    with workspace.recording() as reads:
        found = workspace.digests_now(names)
        assert workspace.digest_now("a") == digest(b"one")
    body = digest((program_folder("styles") / "body.css").read_bytes())
    assert found == dict.fromkeys(names) | {"a": digest(b"one"), f"{BUILT_IN}styles/body.css": body}
    assert tuple(found) == names
    assert not reads


def test_copy_is_the_same_workspace(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """The address of a workspace, and a copy in another process, lead to the same folder from everywhere."""
    monkeypatch.chdir(workspace.root)
    here = Workspace(".")
    copy = pickle.loads(pickle.dumps(here))  # noqa: S301 (its own)
    monkeypatch.chdir("/")
    assert here == copy == Workspace(here.address) == workspace
    assert here != Workspace(workspace.content)
    assert here.address == str(workspace.root)
    assert len({here, copy, workspace}) == 1


def test_names_in_messages(workspace: Workspace) -> None:
    """A path in the workspace is named from its root on, any other in full."""
    assert workspace.name(workspace.content / "a.yaml") == "content/a.yaml"
    assert workspace.name(Path("/elsewhere/a")) == "/elsewhere/a"
