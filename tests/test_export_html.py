"""HTML that stands alone: everything in it, nothing fetched, nothing run, in an order that can be read aloud."""

from __future__ import annotations

import re
from base64 import b64decode
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from exported import CIRCLE, EVERYTHING, READING, everything, export, in_order
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree, html

from masthead.export import Format, rendered

if TYPE_CHECKING:
    from masthead.workspace import Workspace


@pytest.fixture
def source(workspace: Workspace) -> str:
    """Return the document with every kind of block as HTML."""
    return export(workspace, Format.HTML)


@pytest.fixture
def page(source: str) -> html.HtmlElement:
    """Return that HTML as a tree."""
    return html.document_fromstring(source)


def value(element: html.HtmlElement, name: str) -> str:
    """Return an attribute of an element, empty where it has none."""
    return str(element.get(name) or "")


def words(page: html.HtmlElement) -> str:
    """Return what stands on the page, elements that start a line on lines of their own."""
    for element in page.iter("h1", "h2", "h3", "p", "td", "th", "li", "caption", "figcaption", "br", "span"):
        if element.tag != "span" or element.get("class") == "annex-line":
            element.tail = "\n" + (element.tail or "")
    return "".join(body.text_content() for body in page.iter("body"))


def test_every_word_once_in_order(page: html.HtmlElement) -> None:
    """The words stand once each, in the order in which the document is read, the notes behind them."""
    text = words(page)
    apart = [word for word in READING if word != "General Assembly"]
    in_order(text, *apart, "On everything", "Premier", "Second", "Note b")


def test_it_stands_alone(source: str, page: html.HtmlElement) -> None:
    """Pictures and styles are in it; nothing is fetched and nothing runs."""
    assert all(value(picture, "src").startswith("data:image/svg+xml;base64,") for picture in page.iter("img"))
    assert not list(page.iter("script", "link", "iframe", "object"))
    assert not re.search(r"@import|url\(|\bon\w+=", source)
    assert len(list(page.iter("style"))) == 1


def test_injected_marks_stay_text(page: html.HtmlElement) -> None:
    """Marks of HTML and of templates in a text are text."""
    text = words(page)
    assert "{{ 7 * 7 }} <script>alert(1)</script>;" in text
    assert "<b>walls</b>" in text
    assert page.findtext(".//title") == "A/RES/66/152: Gardens & <b>walls</b>"


def test_notes_are_linked_both_ways(page: html.HtmlElement) -> None:
    """Each call leads to its note and each note back to its first call; every id is there once."""
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    links = [value(link, "href")[1:] for link in page.iter("a") if value(link, "href").startswith("#")]
    assert set(links) <= set(ids)
    calls = [link for link in page.iter("a") if link.get("role") == "doc-noteref"]
    assert [call.text_content() for call in calls] == ["1", "2", "3", "a", "a"]
    for note in (element for element in page.iter("li", "p") if value(element, "id").startswith("note-")):
        back = value(next(note.iter("a")), "href")[1:]
        assert page.get_element_by_id(back).get("href") == f"#{note.get('id')}"


def test_headings_leave_no_level_out(page: html.HtmlElement) -> None:
    """There is one first heading, and each goes at most one level down."""
    levels = [int(str(element.tag)[1]) for element in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_draft_without_a_title_has_a_first_heading(workspace: Workspace) -> None:
    """Where a document has no title, the line of its sponsors is the first heading."""
    facts = "type: draft-resolution\nsymbol: S/2024/173\norgan: security-council\nissued: 2024-02-20\n"
    text = "language: en\nsponsors: Algeria\noperative: [Decides.]\n"
    page = html.document_fromstring(export(workspace, Format.HTML, facts + text))
    assert [element.text_content() for element in page.iter("h1")] == ["Algeria: draft resolution"]


def test_tables_can_be_read_aloud(page: html.HtmlElement) -> None:
    """Heads say that they are heads of columns, spans are kept, and a wide table moves in a frame of its own."""
    heads = [(head.get("scope"), head.get("colspan")) for head in page.iter("th")]
    assert heads == [("col", None), ("colgroup", "2")]
    assert [cell.get("rowspan") for cell in page.iter("td")].count("2") == 1
    (table,) = page.iter("table")
    (frame,) = (element for element in page.iter("div") if element.get("class") == "table")
    assert list(frame) == [table]
    assert frame.get("tabindex") == "0"
    assert page.get_element_by_id(value(frame, "aria-labelledby")).tag == "caption"


def test_labels_are_the_printed_ones(page: html.HtmlElement) -> None:
    """Paragraphs and points have the numbers and letters that the PDF prints."""
    labels = [str(element.text).strip() for element in page.iter("span") if element.get("class") == "label"]
    assert " ".join(labels) == "(a) (b) (i) (ii) 1. 2. (a) (b) (i) (ii) a. b. i. ii. 3. 1. 2. 3. 7."


@pytest.mark.parametrize(("code", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_language_and_direction(workspace: Workspace, code: str, direction: str) -> None:
    """The page says its language and its direction; the symbol runs from left to right in both."""
    small = f"{EVERYTHING[: EVERYTHING.index('preamble:')]}operative: [x.]\n".replace("[^n]", "")
    page = html.document_fromstring(export(workspace, Format.HTML, small.replace("language: en", f"language: {code}")))
    assert (page.get("lang"), page.get("dir")) == (code, direction)
    assert next(page.iter("bdi")).get("dir") == "ltr"


def test_the_workspace_may_have_its_own_page(workspace: Workspace) -> None:
    """A template and a style sheet of the workspace go before the program's; a style cannot end its element."""
    for folder, name, data in (
        ("styles", "export.css", "p::after { content: '</style><script>' }"),
        ("templates", "export.html", "<html><style>{{ style }}</style>"),
    ):
        (workspace.root / folder).mkdir()
        (workspace.root / folder / name).write_text(data, encoding="utf-8")
    assert export(workspace, Format.HTML) == "<html><style>p::after { content: '<\\/style><script>' }</style>"


def test_the_same_document_gives_the_same_page(workspace: Workspace, source: str) -> None:
    """Exporting twice gives the same bytes."""
    assert export(workspace, Format.HTML) == source


def test_the_emblem_of_the_workspace(workspace: Workspace) -> None:
    """An emblem that the settings name stands in the page, as in the PDF."""
    (workspace.root / "masthead.yaml").write_text("emblem: content/circle.svg\n", encoding="utf-8")
    (workspace.content / "circle.svg").write_text(CIRCLE, encoding="utf-8")
    page = html.document_fromstring(export(workspace, Format.HTML))
    emblem = next(page.iter("img"))
    assert b64decode(value(emblem, "src").partition(",")[2]).decode() == CIRCLE


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(typed=st.text("<>&\"'{}%#;/!-ab1 ", min_size=1, max_size=40).filter(str.strip))
def test_any_title_is_the_same_everywhere(workspace: Workspace, typed: str) -> None:
    """Whatever signs a title has, each format holds the characters that the document prints."""
    text = EVERYTHING.replace("Gardens[^n] & <b>walls</b>", "TITLE").replace("[^a]", "[^a][^n]")
    text = text.replace('"TITLE"', "'x" + typed.replace("'", "''") + "'")
    document = everything(workspace, text)
    assert document.content.title
    printed = " ".join(document.content.title.characters.split())
    page = html.document_fromstring(rendered(document, Format.HTML, workspace).decode())
    assert " ".join(page.get_element_by_id(document.content.title.id).text_content().split()) == printed
    root = etree.fromstring(rendered(document, Format.AKN, workspace))
    titles = root.xpath("//*[@refersTo='#resolutionTitle']")
    assert isinstance(titles, list)
    assert [" ".join("".join(title.itertext()).split()) for title in titles if isinstance(title, etree._Element)] == [
        printed
    ]
