"""The web application: the page, its files, the PDFs of the desk and the news."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from masthead.previewing.guard import Guard

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.types import ASGIApp

    from masthead.previewing.assets import Asset
    from masthead.previewing.desk import Desk
    from masthead.previewing.events import Bulletin

PDFS = "/pdf/"


def application(desk: Desk, bulletin: Bulletin, assets: Mapping[str, Asset], port: int) -> ASGIApp:
    """Return the application that serves *desk* at *port* of this machine.

    Four things can be asked for: ``/``, ``/static/NAME``, ``/pdf/ADDRESS`` and ``/events?open=ADDRESS``.
    """

    async def page(request: Request) -> Response:
        return _asset(request, "index.html")

    async def static(request: Request) -> Response:
        return _asset(request, request.path_params["name"])

    async def pdf(request: Request) -> Response:
        proof = desk.proof(_raw_address(request))
        if not proof.pdf:
            return _nothing()
        return _kept(request, proof.pdf, proof.digest, "application/pdf")

    def _asset(request: Request, name: str) -> Response:
        found = assets.get(name)
        return _kept(request, found.data, found.digest, found.media_type) if found else _nothing()

    routes = [
        Route("/", page),
        Route("/static/{name:path}", static),
        Route(f"{PDFS}{{address:path}}", pdf),
        Route("/events", bulletin.__call__),
    ]
    inner = Starlette(routes=routes, exception_handlers={404: _not_found})
    inner.router.redirect_slashes = False
    return Guard(inner, port)


def _raw_address(request: Request) -> str:
    """Return the address as the browser wrote it: it is looked up, never decoded."""
    raw: bytes = request.scope["raw_path"]
    return raw.removeprefix(PDFS.encode()).decode("ascii", "replace")


def _kept(request: Request, data: bytes, digest: str, media_type: str) -> Response:
    """Answer with *data*, or that the browser has it already. It asks each time."""
    tag = f'"{digest}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(data, headers=headers, media_type=media_type)


def _nothing() -> Response:
    return PlainTextResponse("There is nothing here.\n", 404)


async def _not_found(request: Request, error: Exception) -> Response:
    del request, error
    return _nothing()
