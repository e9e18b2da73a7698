"""The guard of the preview: whom the server answers, what can be asked, and what the browser may do with it."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest
from previewed import QuickPress, ask, heard, listening, offered, port_of, served

from masthead.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from masthead.previewing.serving import Service


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Return a preview that tests share which only ask; ``one/en`` is open in it."""
    workspace = Workspace(tmp_path_factory.mktemp("standing"))
    workspace.content.mkdir()
    offered(workspace)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("masthead.previewing.desk.PressRoom", QuickPress)
        with served(workspace) as service, listening(service, "one/en") as news:
            heard(news, "proof", state="set")
            yield service


def test_the_page_is_served(standing: Service) -> None:
    """The address answers with the page, whose script and style are files of the server."""
    answer = ask(standing)
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert b'src="/static/main.js"' in answer.body
    assert ask(standing, "/static/main.js").headers["content-type"] == "text/javascript; charset=utf-8"
    assert ask(standing, "/static/pdfjs/pdf.worker.min.mjs").headers["content-type"] == "text/javascript; charset=utf-8"


def test_it_listens_on_this_machine_alone(standing: Service) -> None:
    """The socket is bound to 127.0.0.1: another address of this machine finds nothing there."""
    assert standing._socket.getsockname()[0] == "127.0.0.1"
    with pytest.raises(OSError, match=r"refused|unreachable|assign"):
        socket.create_connection(("127.0.0.2", port_of(standing)), timeout=5)


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "LocalHost", "[::1]"])
def test_names_of_this_machine_are_answered(standing: Service, name: str) -> None:
    """The page answers to each name that this machine has for itself, with the port."""
    assert ask(standing, Host=f"{name}:{port_of(standing)}").status == 200


@pytest.mark.parametrize("host", ["evil.example", "evil.example:{port}", "127.0.0.1", "localhost:1", "127.0.0.1.evil:{port}", ""])  # fmt: skip  # noqa: E501
@pytest.mark.parametrize("path", ["/", "/events", "/pdf/one/en", "/static/main.js"])
def test_other_hosts_are_refused(standing: Service, host: str, path: str) -> None:
    """A name that leads here by DNS, or another port, is refused whatever it asks for."""
    answer = ask(standing, path, Host=host.format(port=port_of(standing)))
    assert (answer.status, answer.body) == (421, b"This preview answers to 127.0.0.1 alone.\n")


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1", "https://127.0.0.1:{port}"])
def test_other_origins_are_refused(standing: Service, origin: str) -> None:
    """A page that another server gave is refused; so is one without a home."""
    answer = ask(standing, "/pdf/one/en", Origin=origin.format(port=port_of(standing)))
    assert (answer.status, answer.body) == (403, b"This preview answers to its own page alone.\n")


def test_its_own_origin_is_answered(standing: Service) -> None:
    """The preview's own page may say where it comes from."""
    origin = f"http://127.0.0.1:{port_of(standing)}"
    assert ask(standing, "/static/main.js", Origin=origin, Sec_Fetch_Site="same-origin").status == 200


@pytest.mark.parametrize(
    ("path", "site", "mode", "dest", "status"),
    [
        ("/", "cross-site", "navigate", "document", 200),
        ("/", "none", "navigate", "document", 200),
        ("/", "cross-site", "navigate", "iframe", 403),
        ("/", "cross-site", "no-cors", "image", 403),
        ("/static/main.js", "cross-site", "no-cors", "script", 403),
        ("/static/main.js", "same-site", "no-cors", "script", 403),
        ("/static/main.js", "cross-site", "navigate", "document", 403),
        ("/events", "same-site", "cors", "empty", 403),
        ("/static/main.js", "same-origin", "no-cors", "script", 200),
    ],
)
def test_other_sites_may_only_lead_here(  # noqa: PLR0917 (a row of the table)
    standing: Service, path: str, site: str, mode: str, dest: str, status: int
) -> None:
    """A link elsewhere may open the page; nothing else is given to another site, or to another server of this one."""
    headers = {"Sec_Fetch_Site": site, "Sec_Fetch_Mode": mode, "Sec_Fetch_Dest": dest}
    assert ask(standing, path, **headers).status == status


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("path", ["/", "/pdf/one/en", "/events", "/nothing"])
def test_nothing_can_be_written(standing: Service, method: str, path: str) -> None:
    """Only GET and HEAD exist."""
    answer = ask(standing, path, method)
    assert (answer.status, answer.headers["allow"], answer.body) == (405, "GET, HEAD", b"A preview can only be read.\n")


@pytest.mark.parametrize(
    "path",
    [
        "/secret.txt", "/pdf/secret.txt", "/pdf/../secret.txt", "/pdf/%2e%2e/secret.txt", "/pdf/content/one/en.yaml",
        "/pdf/one%2Fen", "/pdf/one/../one/en", "/pdf//etc/passwd", "/static/../serving.py", "/static/..%2fserving.py",
        "/static/%2e%2e/serving.py", "/static//etc/passwd", "/static/pdfjs/.gitignore", "/static/", "/static/pdfjs",
        "/content/one/en.yaml", "/events/x", "/pdf/", "/pdf", "/pdf/one/en%00", "/pdf/one/en/", "/..", "/%00",
    ],
)  # fmt: skip
def test_nothing_else_is_served(standing: Service, path: str) -> None:
    """What is not a text of the catalogue or a file of the page is not there, however it is written."""
    answer = ask(standing, path)
    assert (answer.status, answer.body) == (404, b"There is nothing here.\n")


@pytest.mark.parametrize(
    ("path", "host"), [("/", ""), ("/static/main.js", ""), ("/nothing", ""), ("/", "evil.example")]
)
def test_every_answer_binds_the_browser(standing: Service, path: str, host: str) -> None:
    """Whatever is answered, the browser may run and fetch the server's own files alone, and guess no type."""
    answer = ask(standing, path, **({"Host": host} if host else {}))
    assert answer.headers["content-security-policy"] == (
        "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert not {"server", "access-control-allow-origin", "set-cookie"} & answer.headers.keys()
