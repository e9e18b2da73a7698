"""Places where a workspace can lie, for tests: a disc, and an object store in a folder, in memory and behind S3."""

from __future__ import annotations

import http.client
import os
import socketserver
import subprocess
import sys
import uuid
from contextlib import contextmanager
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from masthead import store
from masthead.problem import ExitCode, MastheadError
from masthead.storage import storage_at

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from masthead.storage import Storage

PLACES = ("disc", "file", "memory", "s3")
UNTOUCHED = "the file that was there is untouched"

FORBIDDEN = "HTTP/1.1 403 Forbidden\nContent-Length: 0\nConnection: close\n\n"
BUSY = "HTTP/1.1 503 Service Unavailable\nContent-Length: 36\nConnection: close\n\n<Error><Code>SlowDown</Code></Error>"
CUT_OFF = 'HTTP/1.1 200 OK\nContent-Length: 100\nETag: "a"\nLast-Modified: Tue, 24 Nov 2026 10:00:00 GMT\n\nonly this'
"""What a store may answer."""

_MOTO = """\
from moto.server import ThreadedMotoServer
server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
server.start()
print(server.get_host_and_port()[1], flush=True)
input()
"""


def request(endpoint: str, method: str, path: str, body: bytes = b"") -> None:
    """Ask the S3 at *endpoint* for something that the library does not."""
    connection = http.client.HTTPConnection(endpoint.removeprefix("http://"))
    connection.request(method, path, body)
    assert connection.getresponse().status == 200
    connection.close()


@pytest.fixture(scope="session")
def s3() -> Iterator[str]:
    """Run an S3 in a process of its own, with a bucket called ``office``; give its endpoint."""
    command = [sys.executable, "-W", "ignore", "-c", _MOTO]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, encoding="utf-8", **pipes) as process:  # type: ignore[call-overload]
        endpoint = f"http://127.0.0.1:{process.stdout.readline().strip()}"
        request(endpoint, "PUT", "/office")
        yield endpoint
        process.stdin.close()


@pytest.fixture
def credentials(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Let the environment hold credentials and nothing else about a store."""
    for name in os.environ:
        if name.startswith(("AWS_", "AZURE_", "GOOGLE_")):
            monkeypatch.delenv(name)
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.setenv("AWS_REGION", "us-east-1")
    return monkeypatch


@pytest.fixture
def office(s3: str, credentials: pytest.MonkeyPatch) -> str:
    """Return an address in S3 with nothing in it."""
    credentials.setenv("AWS_ENDPOINT", s3)
    return f"s3://office/{uuid.uuid4().hex}"


@pytest.fixture
def impatient(credentials: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Let nothing be tried twice."""
    credentials.setattr(store, "RETRY", {"max_retries": 0})
    return credentials


@pytest.fixture(params=PLACES)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of an empty place, one of each kind after another."""
    if request.param == "s3":
        environment: pytest.MonkeyPatch = request.getfixturevalue("credentials")
        environment.setenv("AWS_ENDPOINT", request.getfixturevalue("s3"))
    name = uuid.uuid4().hex
    return {
        "disc": str(tmp_path.resolve()),
        "file": tmp_path.resolve().as_uri(),
        "memory": f"memory://{name}",
        "s3": f"s3://office/{name}",
    }[request.param]


@pytest.fixture
def storage(address: str) -> Storage:
    """Return the storage at each kind of place."""
    return storage_at(address)


@contextmanager
def server(answer: Callable[[socket.socket], None]) -> Iterator[str]:
    """Run a server that treats each connection by *answer*; give its address."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            answer(self.request)

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True

    with Server(("127.0.0.1", 0), Handler) as running:
        Thread(target=partial(running.serve_forever, 0.01), daemon=True).start()
        yield f"http://127.0.0.1:{running.server_address[1]}"
        running.shutdown()


def saying(text: str) -> Callable[[socket.socket], None]:
    """Return an answer that reads a request and says *text*, whatever was asked."""

    def answer(connection: socket.socket) -> None:
        connection.recv(65536)
        connection.sendall(text.replace("\n", "\r\n").encode())

    return answer


def told(action: Callable[[], object], *, code: ExitCode = ExitCode.MACHINE) -> str:
    """Return what *action* fails with."""
    with pytest.raises(MastheadError) as raised:
        action()
    assert raised.value.exit_code is code
    return str(raised.value)
