"""Object stores by their address, and what is said of one that cannot be used."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest
from stores import BUSY, CUT_OFF, FORBIDDEN, UNTOUCHED, credentials, impatient, office, s3, saying, server, told

from masthead.entry import survey
from masthead.problem import ExitCode, MastheadError
from masthead.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MEND = "mend the network or the address of the store in AWS_ENDPOINT, then try again"

__all__ = ["credentials", "impatient", "office", "s3"]


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("s3://", "s3://: this is no address of a workspace; write "),
        ("s4://a/b", "s4://a/b: this is no address of a workspace; write "),
        ("http://host/a", "http://host/a: this is no address of a workspace; write "),
        ("file://host/a", "file://host/a: this is no address of a workspace; write "),
        ("s3://[a/b", "s3://[a/b: this is no address of a workspace; write "),
        ("az://a/b?sig=secret", "az://a/b: this is no address of a workspace; write "),
        ("s3://a/b#c", "s3://a/b: this is no address of a workspace; write "),
    ],
)
def test_addresses_that_are_none(address: str, message: str) -> None:
    """What is no address of a store is told with what one looks like, and no key in it is repeated."""
    todo = "s3://BUCKET/FOLDER, gs://BUCKET/FOLDER, az://CONTAINER/FOLDER or file:///FOLDER"
    assert told(lambda: Workspace(address), code=ExitCode.USAGE) == message + todo


def test_no_key_in_an_address() -> None:
    """Credentials in an address are refused and not repeated."""
    assert told(lambda: Workspace("s3://key:secret@bucket/a"), code=ExitCode.USAGE) == (
        "s3://: an address holds no name and no password; "
        "give them in the environment: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
    )


def test_folder_that_is_not_there(tmp_path: Path) -> None:
    """A folder that is to be used as a store must be there."""
    address = (tmp_path / "none").as_uri()
    assert told(lambda: Workspace(address)).startswith(f"{address}: the store cannot be used: ")


def test_no_credentials(credentials: pytest.MonkeyPatch) -> None:
    """Half of the credentials are as good as none: it is told before anything is sent."""
    credentials.delenv("AWS_ACCESS_KEY_ID")
    what = "no credentials were found; give them in the environment"
    s3 = f"s3://office: {what}: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
    assert told(lambda: Workspace("s3://office")) == s3
    azure = f"az://office/a: {what}: AZURE_STORAGE_ACCOUNT_NAME and AZURE_STORAGE_ACCOUNT_KEY"
    assert told(lambda: Workspace("az://office/a")) == azure


def test_plain_http_only_where_it_was_asked_for(s3: str, impatient: pytest.MonkeyPatch) -> None:
    """A store is spoken to with encryption unless its given address says http."""
    impatient.setenv("AWS_ENDPOINT", s3)
    assert Workspace("s3://office").kind("none") is None
    impatient.setenv("AWS_ENDPOINT", s3.replace("http:", "https:"))
    assert told(lambda: Workspace("s3://office").kind("none")).startswith("s3://office: the store does not answer; ")


def test_store_that_is_not_there(impatient: pytest.MonkeyPatch) -> None:
    """A store that cannot be reached is told in words, whatever was asked of it."""
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        impatient.setenv("AWS_ENDPOINT", f"http://127.0.0.1:{nobody.getsockname()[1]}")
        workspace = Workspace("s3://office/a")
        actions: list[Callable[[], object]] = [
            lambda: workspace.read("content/a"),
            lambda: workspace.digests_now(f"content/{number}" for number in range(100)),
            lambda: workspace.holds("content"),
            lambda: workspace.files("content"),
            lambda: survey(workspace),
            lambda: workspace.storage.read_versioned("build/a"),
        ]
        assert {told(action) for action in actions} == {f"s3://office/a: the store does not answer; {MEND}"}
        cannot = f"cannot be written (the store does not answer); {MEND}; {UNTOUCHED}"
        assert told(lambda: workspace.write("build/a", b""), code=ExitCode.OUTPUT) == f"build/a: {cannot}"
        assert told(lambda: workspace.put_aside(b""), code=ExitCode.OUTPUT) == f"build: {cannot}"
        workspace.sweep()


@pytest.mark.parametrize(
    ("answer", "what", "todo"),
    [
        (FORBIDDEN, "the store refuses access", "give credentials that may list, read and write there"),
        (BUSY, "the store answers SlowDown", "try again later"),
        (CUT_OFF, "the store does not answer", MEND),
    ],
)
def test_store_that_fails(impatient: pytest.MonkeyPatch, answer: str, what: str, todo: str) -> None:
    """A store that refuses, is busy or breaks off in the middle is told in words; half a file is never read."""
    with server(saying(answer)) as endpoint:
        impatient.setenv("AWS_ENDPOINT", endpoint)
        workspace = Workspace("s3://office/a")
        assert told(lambda: workspace.read("content/a")) == f"s3://office/a: {what}; {todo}"
        assert told(lambda: workspace.digest_now("content/a")) == f"s3://office/a: {what}; {todo}"


def test_busy_store_is_asked_again(credentials: pytest.MonkeyPatch) -> None:
    """What a store could not answer at once is asked again."""
    answers = iter([BUSY, CUT_OFF.replace("100", "9")])

    def answer(connection: socket.socket) -> None:
        saying(next(answers))(connection)

    with server(answer) as endpoint:
        credentials.setenv("AWS_ENDPOINT", endpoint)
        assert Workspace("s3://office/a").read("content/a") == b"only this"


def test_no_bucket(office: str) -> None:
    """An address with a bucket that does not exist is told, by reading as by writing."""
    assert office
    workspace = Workspace("s3://nobody/a")
    message = "there is no such bucket"
    assert told(lambda: workspace.read("a")) == f"s3://nobody/a: {message}; make it, or mend the address"
    assert told(lambda: survey(workspace)) == f"s3://nobody/a: {message}; make it, or mend the address"
    assert told(lambda: workspace.write("build/a", b""), code=ExitCode.OUTPUT) == (
        f"build/a: cannot be written ({message}); make it, or mend the address; {UNTOUCHED}"
    )


@pytest.mark.parametrize("value", ["127.0.0.1:1", "some words", "ftp://host", "http://"])
def test_endpoint_that_is_no_address(credentials: pytest.MonkeyPatch, value: str) -> None:
    """An endpoint in the environment that is no address of a host is told of, with the name of its variable."""
    credentials.setenv("AWS_ENDPOINT", value)
    with pytest.raises(MastheadError) as raised:
        Workspace("s3://office/w").kind("content")
    assert raised.value.exit_code is ExitCode.USAGE
    assert str(raised.value) == (
        "AWS_ENDPOINT: this is no address of a host; "
        "write it as https://HOST or https://HOST:PORT, or take it out of the environment"
    )
