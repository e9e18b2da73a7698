"""A preview as a browser meets it: served in a thread, asked over a socket, printed by a press of a few lines."""

from __future__ import annotations

import http.client
import json
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from threading import Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from masthead.pressroom import Copy, Impression
from masthead.previewing.serving import Service
from masthead.problem import MastheadError, Place, Problem
from masthead.workspace import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from masthead.entry import Entry
    from masthead.order import Order
    from masthead.workspace import Workspace

PATIENCE = 30.0
"""Seconds after which something that should happen is taken not to."""


@contextmanager
def served(workspace: Workspace, **options: Any) -> Iterator[Service]:
    """Give a preview of *workspace* that runs in a thread."""
    service = Service(workspace, **options)
    thread = Thread(target=service.run)
    thread.start()
    try:
        yield service
    finally:
        service.stop()
        thread.join(PATIENCE)
        assert not thread.is_alive()


def until(condition: Callable[[], object]) -> None:
    """Wait until *condition* holds."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.01)


@dataclass(frozen=True)
class Answer:
    """What the server answered."""

    status: int
    headers: dict[str, str]
    """With small letters."""
    body: bytes


def port_of(service: Service) -> int:
    """Return the port that *service* listens at."""
    port = urlsplit(service.address).port
    assert port
    return port


def ask(service: Service, path: str = "/", method: str = "GET", **headers: str) -> Answer:
    """Send a request just as it is given, ``_`` in the names of headers standing for ``-``, and return the answer."""
    with closing(http.client.HTTPConnection("127.0.0.1", port_of(service), timeout=PATIENCE)) as connection:
        connection.putrequest(method, path, skip_host="Host" in headers, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        response = connection.getresponse()
        found = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, found, response.read())


@contextmanager
def listening(service: Service, *addresses: str) -> Iterator[Iterator[tuple[str, Any]]]:
    """Give the events that a page hears which has the texts at *addresses* open: their names and data."""
    query = "&".join(f"open={quote(address, safe='')}" for address in addresses)
    with closing(http.client.HTTPConnection("127.0.0.1", port_of(service), timeout=PATIENCE)) as connection:
        connection.request("GET", f"/events?{query}")
        with connection.getresponse() as response:
            assert response.status == 200
            yield _events(response)


def _events(lines: Iterable[bytes]) -> Iterator[tuple[str, Any]]:
    name, end = "", time.monotonic() + PATIENCE
    for line in lines:
        assert time.monotonic() < end, "it was not told"
        word, _, value = line.decode("ascii").rstrip("\n").partition(": ")
        if word == "event":
            name = value
        if word == "data":
            yield name, json.loads(value)


def heard(events: Iterator[tuple[str, Any]], name: str, **values: object) -> Any:
    """Return the data of the next event called *name* whose data has these *values*."""
    for found, data in events:
        if found == name and all(data.get(key) == value for key, value in values.items()):
            return data
    raise AssertionError(name)


@dataclass
class QuickPress:
    """A press that prints at once: the PDF is the text's own YAML. A text with the word FAULT cannot be printed."""

    workspace: Workspace
    printed_texts: list[str] = field(default_factory=list)
    forgotten: set[str] = field(default_factory=set)

    def printed(self, entry: Entry, orders: Sequence[Order]) -> Impression:
        """Return the impression of *entry*; it looks for a style sheet of the workspace, too."""
        self.printed_texts.append(entry.text)
        data = self.workspace.read(entry.text)
        if b"BUG" in data:
            raise ZeroDivisionError("by nought")
        if b"FAULT" in data:
            raise MastheadError([Problem(Place(entry.text, 2, 3), "there is a fault", "mend it")])
        reads = {entry.text: digest(data), "styles/own.css": None, "masthead:styles/body.css": "0"}
        return Impression(entry.text, {order: Copy(data, 1, reads) for order in orders}, (), ())

    def forget(self, names: Iterable[str]) -> None:
        """Note what was let go of."""
        self.forgotten.update(names)


def offered(workspace: Workspace) -> None:
    """Write the documents ``one`` (two languages) and ``<b>bold``, and a file that is none of the preview's."""
    (workspace.content / "one").mkdir()
    for name in ("document", "en", "fr"):
        (workspace.content / "one" / f"{name}.yaml").write_text(f"{name}: 1", encoding="utf-8")
    (workspace.content / "<b>bold.yaml").write_text("FAULT", encoding="utf-8")
    (workspace.root / "secret.txt").write_text("secret", encoding="utf-8")
