"""Addresses in own styles and templates: what leads out of the workspace is told at its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import ROOT

from masthead.address import outside_addresses
from masthead.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def told(workspace: Workspace) -> Callable[[str, str], list[str]]:
    """Return a function that writes a file into the workspace and returns what is told of all files."""

    def write(name: str, text: str) -> list[str]:
        path = workspace.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return [str(problem).partition(" is not")[0] for problem in outside_addresses(workspace)]

    return write


SHEETS = {
    'p { background: url("http://example.org/a.png") }': '1:22: "http://example.org/a.png"',
    "p {\n  background: url( https://example.org/a.png ) }": '2:20: "https://example.org/a.png"',
    "p { background: url(//example.org/a.png) }": '1:21: "//example.org/a.png"',
    "@font-face { src: url(file:///etc/a.woff) }": '1:23: "file:///etc/a.woff"',
    "@import 'http://example.org/a.css';": '1:10: "http://example.org/a.css"',
    "@IMPORT URL(ftp://example.org/a.css);": '1:13: "ftp://example.org/a.css"',
    "p { background: url(../../a.png) }": '1:21: "../../a.png"',
    "/* url(http://a) */ p { background: url(../b/../../a.png) }": '1:41: "../b/../../a.png"',
}


@pytest.mark.parametrize("sheet", SHEETS)
def test_sheet_that_asks_for_more(told: Callable[[str, str], list[str]], sheet: str) -> None:
    """An address of the network or the disc, or one that climbs out, is told at its place in the sheet."""
    assert told("styles/own.css", sheet) == [f"styles/own.css:{SHEETS[sheet]}"]


@pytest.mark.parametrize(
    "sheet",
    [
        "p { background: url(a.png) }",
        "p { background: url(../content/a.png) }",
        "p { background: url(data:image/png;base64,xx) }",
        "p { fill: url(#gradient) }",
        "@import 'body.css';",
        "@namespace svg url(http://www.w3.org/2000/svg);",
        "/* @import 'http://example.org/a.css'; */",
        "p::before { content: 'http://example.org' }",
    ],
)
def test_sheet_that_stays_at_home(told: Callable[[str, str], list[str]], sheet: str) -> None:
    """What lies in the workspace, in the sheet itself or in a comment is right."""
    assert told("styles/own.css", sheet) == []


TEMPLATES = {
    '<link rel="stylesheet" href="http://example.org/a.css">': '1:30: "http://example.org/a.css"',
    "<link rel=attachment href=file:///etc/passwd>": '1:27: "file:///etc/passwd"',
    "<p>\n<img alt='' src='https://example.org/{{ x }}.png'>": '2:18: "https://example.org/{{ x }}.png"',
    '<base href="http://example.org/">': '1:13: "http://example.org/"',
    '<p style="background: url(http://example.org/a.png)">': '1:27: "http://example.org/a.png"',
    "<style>@import 'http://example.org/a.css';</style>": '1:17: "http://example.org/a.css"',
    '<img src="../a.png">': '1:11: "../a.png"',
}


@pytest.mark.parametrize("template", TEMPLATES)
def test_template_that_asks_for_more(told: Callable[[str, str], list[str]], template: str) -> None:
    """A tag that asks for something outside is told at its place in the template."""
    assert told("templates/own.html", template) == [f"templates/own.html:{TEMPLATES[template]}"]


@pytest.mark.parametrize(
    "template",
    [
        '<a href="https://example.org">x</a>',
        '<link rel="canonical" href="https://example.org">',
        '<img src="{{ item.file | address }}">',
        "{# <img src='http://example.org'> #}<!-- <img src='http://example.org'> -->",
        '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
    ],
)
def test_template_that_stays_at_home(told: Callable[[str, str], list[str]], template: str) -> None:
    """A link that a reader may follow asks for nothing."""
    assert told("templates/own.html", template) == []


def test_all_files_are_looked_through(workspace: Workspace, told: Callable[[str, str], list[str]]) -> None:
    """Sheets in folders are looked at too; what is no text, too large or leads outside is left to the engine."""
    told("styles/deep/own.css", "@import 'http://example.org/a.css';")
    (workspace.root / "styles" / "link.css").symlink_to("/etc/hostname")
    (workspace.root / "styles" / "odd.css").write_bytes(b"\xff\xfe url(http://odd)")
    found = told("styles/large.css", "url(http://large)" + " " * 1_100_000)
    assert found == ['styles/deep/own.css:1:10: "http://example.org/a.css"', 'styles/odd.css:1:8: "http://odd"']


def test_own_files_of_the_program_stay_at_home() -> None:
    """The program's own styles and templates ask for nothing outside, wherever they are looked at from."""
    assert outside_addresses(Workspace(ROOT)) == []
