"""Serves the preview on this machine until it is stopped."""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from threading import Event, Thread
from typing import TYPE_CHECKING

import uvicorn

from masthead.entry import survey
from masthead.previewing.application import application
from masthead.previewing.assets import assets
from masthead.previewing.catalogue import address
from masthead.previewing.desk import Desk
from masthead.previewing.events import Bulletin
from masthead.problem import ExitCode, MastheadError, Place, Problem
from masthead.saves import changes

if TYPE_CHECKING:
    from masthead.workspace import Workspace

HOST = "127.0.0.1"
"""The only address that is listened at: no other machine can ask, whatever the options."""
PATIENCE = 0.1
"""Seconds that a thread is waited for at the end. One that sets a long text is left: it has nothing to lose."""


CROWD = 200
"""Connections at the same time. A browser takes six and one that stays; whoever opens more is answered 503."""


class Service:
    """A preview of *workspace* that can be asked as soon as it is made, and answers once it runs.

    Args:
        workspace: where the documents lie.
        document: name of the document that is shown first; the first of all where there is none.
        port: the port; a free one where it is 0.
        poll: look for saves again and again, where the system does not tell of them.

    Raises:
        MastheadError: there is no such document, the port is taken, PDF.js is missing, or saves cannot be noticed.
    """

    def __init__(self, workspace: Workspace, *, document: str | None = None, port: int = 0, poll: bool = False) -> None:
        files = assets()
        chosen = address(survey(workspace, [document])[0][0]) if document else ""
        self._stop = Event()
        self._saves = changes(workspace, stop=self._stop, poll=poll)  # from here on nothing is missed
        self._socket = _listening(port)
        port = self._socket.getsockname()[1]
        self.address = f"http://{HOST}:{port}/" + (f"#/{chosen}" if chosen else "")
        """Where the page is."""
        self._desk = Desk(workspace, chosen)
        bulletin = Bulletin(self._desk)
        app = application(self._desk, bulletin, files, port)
        config = uvicorn.Config(
            app, log_config=None, access_log=False, ws="none", lifespan="off", server_header=False,
            timeout_graceful_shutdown=1, limit_concurrency=CROWD,
        )  # fmt: skip
        self._server = _Server(config, bulletin)

    def run(self) -> None:
        """Answer until Ctrl-C, or until :meth:`stop` is called."""
        watcher = Thread(target=self._watch, name="watcher", daemon=True)
        self._desk.start()
        watcher.start()
        try:
            with suppress(KeyboardInterrupt):  # how a preview ends
                self._server.run([self._socket])
        finally:
            self._stop.set()
            self._desk.stop(PATIENCE)
            watcher.join(PATIENCE)

    def stop(self) -> None:
        """End the run; called in another thread."""
        self._server.should_exit = True

    def _watch(self) -> None:
        for names in self._saves:
            self._desk.change(names)


class _Server(uvicorn.Server):
    """A server that does not wait for answers which never end."""

    def __init__(self, config: uvicorn.Config, bulletin: Bulletin) -> None:
        super().__init__(config)
        self._bulletin = bulletin

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._bulletin.close()
        await super().shutdown(sockets)


def _listening(port: int) -> socket.socket:
    try:
        return socket.create_server((HOST, port))
    except OSError as error:
        what = f"port {port} of this machine cannot be had ({os.strerror(error.errno or 0)})"
        todo = "name another, or leave --port out: a free one is taken then"
        raise MastheadError([Problem(Place("--port"), what, todo, exit_code=ExitCode.USAGE)]) from error
