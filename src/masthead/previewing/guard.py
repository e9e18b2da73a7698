"""The guard: who may ask, and what a browser may do with the answer.

The preview answers pages that it served itself, and nobody else: another site in the same browser could otherwise
read documents by a name that leads to 127.0.0.1 (DNS rebinding) or by a request of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

METHODS = ("GET", "HEAD")
POLICY = (
    "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Content-Security-Policy: the page's own files and nothing else; no script and no style in the page itself."""
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Guard:
    """Refuses what did not come from the preview's own page.

    Args:
        app: the application that answers the rest.
        port: where the preview listens.
    """

    def __init__(self, app: ASGIApp, port: int) -> None:
        self._app = app
        self._hosts = {f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]")}
        if port == 80:  # browsers leave it out
            self._hosts |= {"127.0.0.1", "localhost", "[::1]"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse to (ASGI)."""
        if scope["type"] != "http":
            return
        app = self._refusal(scope) or self._app
        await app(scope, receive, _with_headers(send))

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        if [host.lower() for host in headers.getlist("host")] not in [[host] for host in self._hosts]:
            return PlainTextResponse("This preview answers to 127.0.0.1 alone.\n", 421)
        if scope["method"] not in METHODS:
            return PlainTextResponse("A preview can only be read.\n", 405, {"Allow": ", ".join(METHODS)})
        if self._foreign(headers.getlist("origin")) or not _at_home(headers, scope["path"]):
            return PlainTextResponse("This preview answers to its own page alone.\n", 403)
        return None

    def _foreign(self, origins: list[str]) -> bool:
        return any(origin.lower() not in {f"http://{host}" for host in self._hosts} for origin in origins)


def _at_home(headers: Headers, path: str) -> bool:
    """Say whether the browser asks for the preview's own page, or for a person who opens it.

    ``Sec-Fetch-Site: same-site`` is another server of this machine: no more at home than a site elsewhere.
    """
    if headers.get("sec-fetch-site", "none") in ("none", "same-origin"):
        return True
    opened = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
    return opened and path == "/"


def _with_headers(send: Send) -> Send:
    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(HEADERS)
        await send(message)

    return send_with_headers
