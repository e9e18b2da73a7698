"""A workspace in an object store: the same one for every process, closed to everything outside, and never half."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import pytest
from stores import BUSY, FORBIDDEN, UNTOUCHED, credentials, impatient, office, request, s3, saying, server, told

from masthead.entry import Entry, survey
from masthead.problem import ExitCode, MastheadError
from masthead.remedy import pip
from masthead.storage import LARGEST_FILE, OutsideError, storage_at
from masthead.workspace import BUILT_IN, Workspace, program_folder

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

__all__ = ["credentials", "impatient", "office", "s3"]


def test_extra_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the library, an address is answered with the line that installs it; a folder needs none."""
    for module in ("masthead.bucket", "masthead.store"):
        monkeypatch.delitem(sys.modules, module, raising=False)
    monkeypatch.setitem(sys.modules, "obstore", None)
    assert told(lambda: Workspace("s3://office")) == (
        "s3://office: an object store needs the package obstore, which is not installed; "
        f"install it: {pip(['masthead[s3]'])}"
    )
    assert Workspace(".").folder == Path.cwd()


def test_nothing_is_loaded_for_a_folder() -> None:
    """A workspace in a folder does not load the library of object stores."""
    code = "import sys, masthead.workspace as w; w.Workspace('.').kind('a'); sys.exit('obstore' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("address", ["memory://a/b/", "file:///usr/"])
def test_another_process_finds_the_same_workspace(address: str) -> None:
    """The address of a workspace and a copy of it lead to the same place."""
    workspace = Workspace(address)
    assert workspace.address == address.rstrip("/")
    assert workspace == Workspace(workspace.address) == pickle.loads(pickle.dumps(workspace))  # noqa: S301 (its own)
    assert workspace != Workspace("memory://other")
    assert Workspace.around(address) == Workspace.around_or_at(address) == workspace


def test_what_is_written_by_one_is_read_by_another(office: str) -> None:
    """Two workspaces of one address have the same files."""
    Workspace(office).write("build/a.pdf", b"one")
    assert Workspace(f"{office}/").read("build/a.pdf") == b"one"
    assert Workspace(f"{office}/build").read("a.pdf") == b"one"


def test_what_needs_a_folder() -> None:
    """What gives a path is refused for a store, with the commands that work over one, but for the program's files."""
    workspace = Workspace("memory://paths")
    message = (
        "memory://paths: this needs a folder, and an object store has none; `masthead build` and "
        "`masthead check` work over a store; copy it into a folder for anything else"
    )
    actions: list[Callable[[], object]] = [
        lambda: workspace.root,
        lambda: workspace.content,
        lambda: workspace.output,
        lambda: workspace.path("content/a"),
        lambda: workspace.write(Path("a"), b""),
    ]
    assert {told(action, code=ExitCode.USAGE) for action in actions} == {message}
    assert workspace.folder is None
    assert workspace.path(f"{BUILT_IN}styles/body.css") == program_folder("styles") / "body.css"


def test_reads_are_recorded(office: str) -> None:
    """What is read from a store is recorded, and so is what is not there; the program's files come from its folders."""
    workspace = Workspace(office)
    workspace.write("styles/own.css", b"p {}")
    with workspace.recording() as reads:
        assert workspace.shared("styles", "own.css") == ("styles/own.css", b"p {}")
        assert workspace.shared("styles", "body.css")[0] == f"{BUILT_IN}styles/body.css"
        assert not workspace.holds("masthead.yaml")
    assert set(reads) == {"styles/own.css", "styles/body.css", f"{BUILT_IN}styles/body.css", "masthead.yaml"}
    assert workspace.current(reads)
    workspace.write("styles/body.css", b"")
    assert not workspace.current(reads)


@pytest.mark.parametrize("answer", [FORBIDDEN, BUSY, ""], ids=["refuses", "is busy", "breaks off"])
def test_write_that_fails_half_way(impatient: pytest.MonkeyPatch, office: str, s3: str, answer: str) -> None:
    """Where a store does not take a file to its end, the older one is whole and the message says so."""
    Workspace(office).write("build/a.pdf", b"old")
    with server(saying(answer)) as endpoint:
        impatient.setenv("AWS_ENDPOINT", endpoint)
        workspace = Workspace(office)
        for action in (lambda: workspace.write("build/a.pdf", b"new" * 100_000), lambda: workspace.put_aside(b"new")):
            message = told(action, code=ExitCode.OUTPUT)
            assert message.partition(": ")[2].startswith("cannot be written (the store ")
            assert message.endswith(f"; {UNTOUCHED}")
    impatient.setenv("AWS_ENDPOINT", s3)
    assert Workspace(office).read("build/a.pdf") == b"old"
    assert Workspace(office).files("build") == ["build/a.pdf"]


def test_survey_in_s3(office: str, s3: str) -> None:
    """Documents are found in S3, also where another program has put empty files that stand for folders."""
    workspace = Workspace(office)
    folder = office.removeprefix("s3:/")
    for name in ("content/", "content/A/", "content/A/document.yaml", "content/A/en.yaml", "content/b.yaml"):
        request(s3, "PUT", f"{folder}/{name}")
    expected = [Entry("A", "content/A/document.yaml", "content/A/en.yaml"), Entry("b", *["content/b.yaml"] * 2)]
    assert survey(workspace) == survey(workspace, ["content"]) == survey(workspace, ["./content/"]) == (expected, [])
    assert survey(workspace, ["./content/A/en.yaml"])[0] == expected[:1]
    with pytest.raises(MastheadError, match=r'^content: there is no document called "c"; documents here: A, b$'):
        survey(workspace, ["c"])


def test_name_in_a_store_that_no_file_can_have(office: str, s3: str) -> None:
    """What another program has put there under a name that cannot be used is told when it is met."""
    request(s3, "PUT", f"{office.removeprefix('s3:/')}/content/a%01")
    what = r"a file in the store has a name that cannot be used: Error parsing Path "
    assert told(lambda: survey(Workspace(office))).startswith(f"{office}: {what}")


@pytest.mark.parametrize("name", ["link/passwd", "link", "content/out/passwd"])
def test_links_lead_nowhere_out_of_a_folder(tmp_path: Path, name: str) -> None:
    """In a folder that is used as a store, no link leads out of it: nothing is read or written there."""
    (tmp_path / "content").mkdir()
    (tmp_path / "link").symlink_to("/etc")
    (tmp_path / "content" / "out").symlink_to("/etc")
    storage = storage_at(tmp_path.as_uri())
    with pytest.raises(OutsideError):
        storage.read(name, LARGEST_FILE)
    with pytest.raises(OutsideError):
        storage.write(f"{name}/x", b"")
    assert storage.digests([name]) == {name: None}


def test_nobody_waits_at_a_pipe(tmp_path: Path) -> None:
    """In a folder that is used as a store, what is no ordinary file is not there."""
    os.mkfifo(tmp_path / "pipe")
    storage = storage_at(tmp_path.as_uri())
    assert storage.digests(["pipe"]) == {"pipe": None}
    with pytest.raises(FileNotFoundError):
        storage.read("pipe", LARGEST_FILE)


def test_ctrl_c_is_heard_while_a_store_is_waited_for(credentials: pytest.MonkeyPatch) -> None:
    """Nobody who wants to stop has to wait until a store has answered."""
    end = Event()

    def silence(connection: socket.socket) -> None:
        connection.recv(65536)
        os.kill(os.getpid(), signal.SIGINT)
        end.wait(5)
        end.set()

    with server(silence) as endpoint:
        credentials.setenv("AWS_ENDPOINT", endpoint)
        workspace = Workspace("s3://office")
        with pytest.raises(KeyboardInterrupt):
            workspace.read("content/a")
        assert not end.is_set()
        end.set()
