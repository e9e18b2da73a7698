"""Server-sent events: what a page is told of the texts that it has open, when there is something new.

Three events, each with JSON: ``catalogue`` (all documents and what is wrong with folders), ``marks`` (how many
problems texts have, by address: those that changed) and ``proof`` (one open text). A page that comes back is told
everything once.
"""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse

from masthead.previewing.proof import told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from starlette.requests import Request
    from starlette.types import Receive, Scope, Send

    from masthead.previewing.catalogue import Catalogue
    from masthead.previewing.desk import Desk
    from masthead.previewing.proof import Proof

MOST_PAGES = 32
"""Pages of the browser that are served at the same time."""
MOST_TEXTS = 2
"""Texts that a page has open: one, or two side by side."""
HEARTBEAT = 15.0
"""Seconds of silence after which a comment is sent, which shows a page that the server is there."""
PAUSE = 0.04
"""Seconds between two messages: what happens meanwhile comes with the next."""


class Bulletin:
    """Sends the news of *desk* to every page that listens."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._bells: set[asyncio.Event] = set()
        self._closed = False

    def close(self) -> None:
        """End all messages, so that the server can stop."""
        self._closed = True
        for bell in self._bells:
            bell.set()

    async def __call__(self, request: Request) -> Broadcast | PlainTextResponse:
        """Answer a page that asks for the news of the texts named by ``open``."""
        addresses = request.query_params.getlist("open")
        if len(addresses) > MOST_TEXTS:
            return PlainTextResponse(f"At most {MOST_TEXTS} texts can be open in a page.\n", 400)
        if len(self._bells) >= MOST_PAGES:
            todo = "close some, then load this one again"
            return PlainTextResponse(f"{MOST_PAGES} pages are open: {todo}.\n", 503, {"Retry-After": "5"})
        return Broadcast(self, addresses)

    async def broadcast(self, addresses: Sequence[str], receive: Receive, send: Send) -> None:
        """Send the news of the texts at *addresses* until the page goes or the server stops."""
        bell, loop = asyncio.Event(), asyncio.get_running_loop()
        self._bells.add(bell)
        gone = asyncio.create_task(_gone(receive, bell))
        try:
            with self.desk.reading(addresses, partial(_ring, loop, bell)):
                news = News(self.desk, addresses)
                while not (self._closed or gone.done()):
                    bell.clear()
                    if message := b"".join(news.fresh()):
                        await _say(send, message)
                        await asyncio.sleep(PAUSE)
                    await _patiently(bell, send)
        finally:
            gone.cancel()
            self._bells.discard(bell)
        await send({"type": "http.response.body", "body": b""})


class Broadcast:
    """The answer that does not end: it is sent as the news comes."""

    def __init__(self, bulletin: Bulletin, addresses: Sequence[str]) -> None:
        self._bulletin = bulletin
        self._addresses = addresses

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the answer (ASGI). One who only asks for its head is not a reader."""
        headers = [(b"content-type", b"text/event-stream; charset=utf-8"), (b"cache-control", b"no-store")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        if scope["method"] == "HEAD":
            await send({"type": "http.response.body", "body": b""})
            return
        await self._bulletin.broadcast(self._addresses, receive, send)


class News:
    """Knows what a page was told, and gives what is new since."""

    def __init__(self, desk: Desk, addresses: Sequence[str]) -> None:
        self._desk = desk
        self._addresses = list(dict.fromkeys(addresses))
        self._catalogue: Catalogue | None = None
        self._marks: dict[str, int] = {}
        self._proofs: dict[str, Proof] = {}

    def fresh(self) -> Iterator[bytes]:
        """Give the messages of what changed since the last time; before the workspace was surveyed, none."""
        if not self._desk.surveyed:
            return
        listed = self._desk.catalogue
        if listed is not self._catalogue:
            self._catalogue = listed
            yield _message("catalogue", {"documents": listed.as_data(), "problems": told(listed.problems)})
        marks = self._desk.marks()
        changed = {address: count for address, count in marks.items() if self._marks.get(address) != count}
        if changed:
            self._marks |= changed
            yield _message("marks", changed)
        for address in self._addresses:
            proof = self._desk.proof(address)
            if self._proofs.get(address) != proof:
                self._proofs[address] = proof
                yield _message("proof", proof.as_data(address))


def _message(event: str, data: object) -> bytes:
    """Return one event; JSON has no line breaks of its own, so no word in it can begin another event."""
    return f"event: {event}\ndata: {json.dumps(data)}\n\n".encode()


async def _say(send: Send, message: bytes) -> None:
    await send({"type": "http.response.body", "body": message, "more_body": True})


async def _patiently(bell: asyncio.Event, send: Send) -> None:
    """Wait for news; in a long silence, show that the server is there."""
    try:
        await asyncio.wait_for(bell.wait(), HEARTBEAT)
    except TimeoutError:
        await _say(send, b":\n\n")


async def _gone(receive: Receive, bell: asyncio.Event) -> None:
    """Wait until the page goes, then wake who waits for news."""
    while (await receive())["type"] != "http.disconnect":
        pass
    bell.set()


def _ring(loop: asyncio.AbstractEventLoop, bell: asyncio.Event) -> None:
    """Wake who waits for news; called in the thread of the desk, which may outlive the loop by a moment."""
    with suppress(RuntimeError):
        loop.call_soon_threadsafe(bell.set)
