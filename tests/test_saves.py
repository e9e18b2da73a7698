"""What is told of saves: every name that a text can be made from, once a burst, and nothing else."""

from __future__ import annotations

import os
import time
from threading import Event
from typing import TYPE_CHECKING

import pytest

from masthead import saves
from masthead.problem import MastheadError
from masthead.saves import changes
from masthead.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_an_object_store_is_not_watched() -> None:
    """Only folders on a disc can be watched."""
    with pytest.raises(MastheadError) as error:
        changes(Workspace("memory://office"))
    assert error.value.problems[0].what == "this needs a folder, and an object store has none"


def told(root: Path, save: Callable[[], object], *, poll: bool = False) -> list[set[str]]:
    """Return the bursts that are told of *save*, to the last, which is that of a file called last.txt."""
    root.joinpath("last.txt").write_text("x", encoding="utf-8")
    stop, bursts = Event(), []
    found = changes(Workspace(root), stop=stop, poll=poll)
    save()
    for names in found:
        bursts.append(set(names))
        if "last.txt" in names:
            stop.set()
        elif not stop.is_set():
            root.joinpath("last.txt").write_text("yy", encoding="utf-8")
    return bursts


@pytest.mark.parametrize("poll", [False, True])
def test_changes_name_what_was_added_moved_and_linked(tmp_path: Path, poll: bool) -> None:
    """A folder that is moved is told with all that lies in it; a linked file under the name of the link, too."""
    for folder in ("content/a", ".assets", "styles"):
        (tmp_path / folder).mkdir(parents=True)
    for name in ("content/a/document.yaml", "content/a/fr.yaml", ".assets/x.css"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / "styles/link.css").symlink_to("../.assets/x.css")

    def save() -> None:
        (tmp_path / "content/a").rename(tmp_path / "content/b")
        (tmp_path / ".assets/x.css").write_text("yy", encoding="utf-8")

    names = set.union(*told(tmp_path, save, poll=poll)) - {"last.txt"}
    assert names == {
        "content/a", "content/a/document.yaml", "content/a/fr.yaml",
        "content/b", "content/b/document.yaml", "content/b/fr.yaml", "styles/link.css",
    }  # fmt: skip


def test_a_file_that_is_emptied_or_gone_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor that empties a file and then writes it, or deletes it and renames another, saves once."""
    (tmp_path / "content").mkdir()
    text = tmp_path / "content/a.yaml"
    text.write_text("x", encoding="utf-8")
    monkeypatch.setattr(saves, "QUIET", 1500)
    monkeypatch.setattr(saves, "LONGEST", 60_000)

    def save() -> None:
        with text.open("w", encoding="utf-8") as file:
            time.sleep(0.1)
            file.write("yy")
        text.unlink()
        time.sleep(0.1)
        text.write_text("zzz", encoding="utf-8")

    assert told(tmp_path, save)[0] == {"content/a.yaml"}
    assert text.read_text(encoding="utf-8") == "zzz"


def test_a_name_that_is_no_utf8_loses_nothing(tmp_path: Path) -> None:
    """The system cannot tell of such a file, nor of what it had to tell with it: everything is looked at."""
    (tmp_path / "content").mkdir()
    names = [os.fsdecode(b"content/\xff.yaml"), "content/a.yaml"]

    def save() -> None:
        for name in names:
            (tmp_path / name).write_text("x", encoding="utf-8")

    assert set.union(*told(tmp_path, save)) - {"last.txt"} == set(names)


def test_a_huge_folder_beside_is_not_watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of a thousand folders is no folder of pictures, whatever it is called; content/ may be that large."""
    for name in ("content/a/b/c", "photos/a/b/c"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "x.png").write_text("x", encoding="utf-8")
    monkeypatch.setattr(saves, "MOST_FOLDERS", 3)

    def save() -> None:
        for name in ("photos/a/b/c/x.png", "content/a/b/c/x.png"):
            (tmp_path / name).write_text("yy", encoding="utf-8")

    assert set.union(*told(tmp_path, save)) - {"last.txt"} == {"content/a/b/c/x.png"}


def test_a_machine_that_watches_no_more_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system has no watches left, the message says how to get some or do without."""
    (tmp_path / "content").mkdir()

    def none_left(*_: object) -> None:
        raise OSError("OS file watch limit reached")

    monkeypatch.setattr("watchfiles._rust_notify.RustNotify", none_left)
    with pytest.raises(MastheadError) as error:
        changes(Workspace(tmp_path))
    assert str(error.value) == (
        f"{tmp_path}: the machine does not watch the folders of the workspace (OS file watch limit reached); "
        "let it watch more (on Linux: sysctl fs.inotify.max_user_watches), or run it with --poll"
    )
