"""The server of the preview: what it gives, what it tells, what it refuses to start with, and that it ends."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from previewed import QuickPress, ask, heard, listening, offered, port_of, served

from masthead.previewing import assets, events
from masthead.previewing.serving import Service
from masthead.problem import MastheadError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from masthead.workspace import Workspace


@pytest.fixture
def service(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    """Return a preview for one test."""
    monkeypatch.setattr("masthead.previewing.desk.PressRoom", QuickPress)
    offered(workspace)
    with served(workspace) as service:
        yield service


def test_a_pdf_is_given_once(service: Service) -> None:
    """The PDF of an open text has a tag, by which a browser that has it is not given it again."""
    assert ask(service, "/pdf/one/en").status == 404
    with listening(service, "one/en") as news:
        digest = heard(news, "proof", state="set")["pdf"]
        answer = ask(service, "/pdf/one/en")
        again = ask(service, "/pdf/one/en", If_None_Match=answer.headers["etag"])
        head = ask(service, "/pdf/one/en", "HEAD")
    assert (answer.status, answer.body, answer.headers["content-type"]) == (200, b"en: 1", "application/pdf")
    assert (answer.headers["etag"], answer.headers["cache-control"]) == (f'"{digest}"', "no-cache")
    assert (again.status, again.body) == (304, b"")
    assert (head.status, head.body, head.headers["content-length"]) == (200, b"", "5")


def test_the_news_begin_with_everything(service: Service) -> None:
    """A page that comes hears the catalogue, how far its texts are, and in time which texts have problems."""
    marks: dict[str, int] = {}
    proofs: dict[str, Any] = {}
    with listening(service, "one/en", "one/fr") as news:
        listed = next(news)
        for name, data in news:
            marks |= data if name == "marks" else {}
            proofs |= {data["address"]: data} if name == "proof" else {}
            if len(marks) == 3 and [proof["state"] for proof in proofs.values()] == ["set", "set"]:
                break
    texts = [{"address": "one/en", "name": "en"}, {"address": "one/fr", "name": "fr"}]
    bold = {"name": "<b>bold", "texts": [{"address": "%3Cb%3Ebold", "name": ""}]}
    assert listed == ("catalogue", {"documents": [bold, {"name": "one", "texts": texts}], "problems": []})
    assert [(proof["pages"], proof["problems"]) for proof in proofs.values()] == [(1, []), (1, [])]
    assert marks.keys() == {"one/en", "one/fr", "%3Cb%3Ebold"}
    assert marks["%3Cb%3Ebold"] > 0


def test_a_save_is_told(service: Service, workspace: Workspace) -> None:
    """A page hears of a save: the text is set again, and its new PDF is there."""
    path = workspace.content / "one" / "en.yaml"
    with listening(service, "one/en") as news:
        first = heard(news, "proof", state="set")
        path.write_text("FAULT", encoding="utf-8")
        faulty = heard(news, "proof", state="faulty")
        path.write_text("new: 1", encoding="utf-8")
        last = heard(news, "proof", state="set")
        assert ask(service, "/pdf/one/en").body == b"new: 1"
    problem = {"severity": "error", "place": "content/one/en.yaml:2:3", "what": "there is a fault", "todo": "mend it"}
    assert (faulty["pdf"], faulty["problems"]) == (first["pdf"], [problem])
    assert last["pdf"] != first["pdf"]


def test_a_new_document_is_told(service: Service, workspace: Workspace) -> None:
    """A page hears of a document that was added."""
    with listening(service) as news:
        heard(news, "catalogue")
        (workspace.content / "zz.yaml").write_text("x", encoding="utf-8")
        assert heard(news, "catalogue")["documents"][-1]["name"] == "zz"


def test_signs_that_no_page_shows_are_escaped(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names that would turn the line around, or hold bytes that are no text, are written out."""
    monkeypatch.setattr("masthead.previewing.desk.PressRoom", QuickPress)
    for name in ("a\u202eb", "\udcff"):
        (workspace.content / f"{name}.yaml").write_text("x", encoding="utf-8")
    with served(workspace) as service, listening(service, "%FF") as news:
        documents = heard(news, "catalogue")["documents"]
        assert heard(news, "proof", address="%FF", state="set")["pdf"]
        assert ask(service, "/pdf/%FF").body == b"x"
    assert [document["name"] for document in documents] == [r"a\u202eb", r"\udcff"]


def test_a_page_has_two_texts_at_most(service: Service) -> None:
    """A third text is refused."""
    answer = ask(service, "/events?open=a&open=b&open=c")
    assert (answer.status, answer.body) == (400, b"At most 2 texts can be open in a page.\n")


def test_pages_are_bounded(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    """No more pages listen than the server has room for; one that leaves makes room."""
    monkeypatch.setattr(events, "MOST_PAGES", 1)
    with listening(service) as news:
        heard(news, "catalogue")
        answer = ask(service, "/events")
        assert (answer.status, answer.body) == (503, b"1 pages are open: close some, then load this one again.\n")


def test_the_head_of_the_news_ends(service: Service) -> None:
    """Who asks for the head of the news alone is answered at once."""
    answer = ask(service, "/events", "HEAD")
    assert (answer.status, answer.headers["content-type"]) == (200, "text/event-stream; charset=utf-8")


def test_silence_is_broken(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a long silence a comment shows that the server is there."""
    monkeypatch.setattr(events, "HEARTBEAT", 0.01)
    with socket.create_connection(("127.0.0.1", port_of(service)), timeout=30) as connection:
        connection.sendall(f"GET /events HTTP/1.1\r\nHost: localhost:{port_of(service)}\r\n\r\n".encode())
        received = b""
        while b"\r\n:\n\n" not in received:
            received += connection.recv(4096)


def test_a_preview_writes_nothing(service: Service, workspace: Workspace) -> None:
    """Setting texts in a preview leaves every folder of the workspace as it was."""
    before = sorted(workspace.root.rglob("*"))
    with listening(service, "one/en") as news:
        heard(news, "proof", state="set")
    assert sorted(workspace.root.rglob("*")) == before


def refusal(workspace: Workspace, **options: Any) -> str:
    """Return why no preview can be made."""
    with pytest.raises(MastheadError) as error:
        Service(workspace, **options)
    return str(error.value)


def test_a_port_that_is_taken_is_told(service: Service, workspace: Workspace) -> None:
    """A port that another program has is refused with what to do."""
    port = port_of(service)
    assert refusal(workspace, port=port) == (
        f"--port: port {port} of this machine cannot be had (Address already in use); "
        "name another, or leave --port out: a free one is taken then"
    )


def test_an_unknown_document_is_told(service: Service, workspace: Workspace) -> None:
    """A document that does not exist is refused before anything is served."""
    assert service.address
    assert refusal(workspace, document="on") == (
        'content: there is no document called "on"; did you mean "one"?'
    )  # fmt: skip


def test_without_pdfjs_nothing_is_served(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """A checkout where `make` never ran says that PDF.js is missing and how to get it."""
    monkeypatch.setattr(assets.assets, "__defaults__", (workspace.content,))
    assert refusal(workspace) == (
        "masthead preview: this Masthead came without PDF.js, which draws the pages "
        "(pdfjs/pdf.min.mjs, pdfjs/pdf.worker.min.mjs); "
        "run `make` in the folder that it was checked out in, or install the wheel of a release"
    )


def test_the_address_names_the_document(service: Service, workspace: Workspace) -> None:
    """The address leads to the text that was asked for: the first of a document, or one of them."""
    assert service.address == f"http://127.0.0.1:{port_of(service)}/"
    for document, expected in {"one": "one/en", "one/fr.yaml": "one/fr", "<b>bold": "%3Cb%3Ebold"}.items():
        other = Service(workspace, document=document)
        other._socket.close()
        assert other.address == f"http://127.0.0.1:{port_of(other)}/#/{expected}"


COMMAND = "from masthead.commands.preview import preview; preview()"


def test_ctrl_c_ends_it_at_once(workspace: Workspace) -> None:
    """The command prints the address alone; Ctrl-C ends it well while a page still listens."""
    (workspace.content / "one.yaml").write_text("x", encoding="utf-8")
    command = [sys.executable, "-c", COMMAND, "--no-browser", "one"]
    with subprocess.Popen(
        command, cwd=workspace.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        address = process.stdout.readline().strip()
        service = Service.__new__(Service)
        service.address = address
        with listening(service, "one") as news:
            heard(news, "proof", state="faulty")
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=30) == 0
        assert (process.stdout.read(), process.stderr.read() if process.stderr else "") == ("", "")
    assert address == f"http://127.0.0.1:{port_of(service)}/#/one"


def test_help_needs_no_server(workspace: Workspace) -> None:
    """The help of the command is there without the web server being loaded."""
    code = "import sys\nfrom masthead.commands.preview import preview\nimport masthead.previewing\n"
    code += "print(sorted({'starlette', 'uvicorn', 'weasyprint', 'watchfiles'} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", code], cwd=workspace.root, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
