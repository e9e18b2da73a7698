"""The preview in Chromium: what an author sees who edits, makes mistakes, mends them, and compares languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from browser import LONG, NO_LANGUAGE, Bench, bench, desk, status, words
from conftest import FACTS, TEXT
from playwright.sync_api import expect
from previewed import port_of, served, until

from masthead.workspace import program_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from masthead.workspace import Workspace

__all__ = ["bench", "desk"]  # fixtures


def test_a_document_is_shown(desk: Bench) -> None:
    """The pages of a document are drawn, with their text over them, and the status line says how it was set."""
    desk.write("shown", FACTS + TEXT)
    page = desk.open("shown")
    expect(words(page)).to_contain_text("Decides")
    expect(status(page)).to_have_text(re.compile(r"^Set in \d+\.\d\d s, 1 page$"))
    expect(page).to_have_title("shown · Masthead preview")
    expect(page.locator("#first .folio")).to_have_text("page  of 1")
    assert page.locator("#first .number").input_value() == "1"


def test_without_an_address_the_first_document_is_shown(desk: Bench) -> None:
    """Who opens the preview without naming a document sees the first of all."""
    page = desk.open("")
    expect(page.locator("#first .galley-title")).to_have_text("aa")
    expect(words(page)).to_contain_text("Decides")


def test_an_edit_changes_the_page(desk: Bench) -> None:
    """A saved edit is shown on the page."""
    path = desk.write("edit", FACTS + TEXT)
    page = desk.open("edit")
    expect(words(page)).to_contain_text("to go on")
    path.write_text((FACTS + TEXT).replace("to go on", "to turn back"), encoding="utf-8")
    expect(words(page)).to_contain_text("to turn back")


def test_the_last_good_page_stays(desk: Bench) -> None:
    """A broken file leaves the last good page with the problem under it; a mended one takes the problem away."""
    path = desk.write("broken", FACTS + TEXT)
    page = desk.open("broken")
    expect(words(page)).to_contain_text("to go on")
    path.write_text((FACTS + TEXT).replace("preamble:", "preamb:"), encoding="utf-8")
    expect(page.locator("#problems .severity")).to_have_text("Error")
    expect(page.locator("#problems .where")).to_have_text("content/broken.yaml:10:1")
    expect(page.locator("#problems .what")).to_have_text('unknown key "preamb"')
    expect(page.locator("#problems .todo")).to_have_text('did you mean "preamble"?')
    expect(page.locator("#problems-title")).to_have_text("1 problem")
    expect(status(page)).to_have_text("1 problem: showing the last good page")
    expect(page.get_by_role("link", name="broken, 1 problem")).to_be_visible()
    expect(words(page)).to_contain_text("to go on")
    path.write_text((FACTS + TEXT).replace("to go on", "to mend"), encoding="utf-8")
    expect(words(page)).to_contain_text("to mend")
    expect(page.locator("#problems")).to_be_hidden()
    expect(page.get_by_role("link", name="broken", exact=True)).to_be_visible()


def test_problems_alone_are_shown(desk: Bench) -> None:
    """A document that could never be set shows its problems and no page."""
    desk.write("never", "type: resolution\n")
    page = desk.open("never")
    expect(page.locator("#problems .where").first).to_have_text(re.compile(r"^content/never\.yaml"))
    expect(status(page)).to_have_text(re.compile(r"^\d+ problems: no page could be set yet$"))
    assert page.locator("canvas").count() == 0


def test_the_place_is_kept(desk: Bench) -> None:
    """After an edit the same place of the same page is seen, though nothing of the page was taken down meanwhile."""
    path = desk.write("place", FACTS + TEXT + LONG)
    page = desk.open("place")
    expect(words(page)).to_contain_text("to go on")
    scroller = page.locator("#first .scroller")
    scroller.evaluate("each => each.scrollTop = each.querySelector('[aria-label=\"Page 3\"]').offsetTop + 321")
    expect(words(page, number=3)).to_contain_text("Recalls")
    page.evaluate("""() => {
        const sheet = document.querySelector('[aria-label="Page 3"]');
        window.bare = 0;
        window.changes = 0;
        new MutationObserver(() => {
            window.changes += 1;
            if (!sheet.querySelector('canvas')) window.bare += 1;
        }).observe(sheet, {childList: true});
    }""")
    before = scroller.evaluate("each => each.scrollTop")
    path.write_text((FACTS + TEXT + LONG).replace("time what was", "time with emphasis what was"), encoding="utf-8")
    expect(words(page, number=3)).to_contain_text("emphasis")
    assert scroller.evaluate("each => each.scrollTop") == before
    assert page.locator("#first .number").input_value() == "3"
    assert page.evaluate("[window.changes > 0, window.bare]") == [True, 0]


def test_a_style_changes_the_page(bench: Bench, workspace: Workspace, write: Callable[..., str]) -> None:
    """A style sheet that is added to the workspace, changed or deleted is seen on the page."""
    write("styled")
    style = workspace.root / "styles" / "general-assembly.css"
    own = (program_folder("styles") / style.name).read_text(encoding="utf-8")
    width = "each => Math.round(each.style.getPropertyValue('--width'))"
    with served(workspace) as service:
        page = Bench(service, workspace, bench.browser).open("styled")
        expect(words(page)).to_contain_text("Decides")
        sheet = page.locator(".sheet").first
        before = sheet.evaluate(width)
        style.parent.mkdir()
        for points in (600, 620):
            style.write_text(f"{own}\n:root {{ --paper-width: {points}pt }}\n", encoding="utf-8")
            until(lambda points=points: sheet.evaluate(width) == points)  # type: ignore[misc]
        style.unlink()
        until(lambda: sheet.evaluate(width) == before)
        page.context.close()


def test_shorter_documents_lose_their_last_pages(desk: Bench) -> None:
    """When a document becomes shorter, the pages that it no longer has go, and what is left is seen."""
    path = desk.write("shorter", FACTS + TEXT + LONG)
    page = desk.open("shorter")
    expect(words(page)).to_contain_text("to go on")
    page.locator("#first .scroller").evaluate("each => each.scrollTop = each.scrollHeight")
    path.write_text(FACTS + TEXT, encoding="utf-8")
    expect(page.locator(".sheet")).to_have_count(1)
    expect(page.locator("#first .total")).to_have_text("1")
    expect(words(page)).to_contain_text("to go on")


def test_two_languages_stand_side_by_side(desk: Bench) -> None:
    """A second language is shown beside the first, and scrolls to the same part of the same page with it."""
    desk.write("two/document", FACTS)
    desk.write("two/en", NO_LANGUAGE + LONG)
    desk.write("two/fr", NO_LANGUAGE.replace("A title", "Un titre") + LONG.replace("Recalls", "Rappelle"))
    page = desk.open("two/en")
    expect(words(page)).to_contain_text("A title")
    page.get_by_role("combobox", name="Beside").select_option(label="French")
    expect(words(page, "#second")).to_contain_text("Un titre")
    expect(page.locator("#second .galley-title")).to_have_text("two, French")
    expect(status(page)).to_have_text(re.compile(r"^two, English: set in .* pages · two, French: set in .* pages$"))
    first, second = page.locator("#first .scroller"), page.locator("#second .scroller")
    top = "each => each.scrollTop"
    first.hover()
    page.mouse.wheel(0, 700)
    until(lambda: first.evaluate(top) >= 700)
    until(lambda: abs(second.evaluate(top) - first.evaluate(top)) < 4)  # pages are of almost the same width
    second.hover()
    page.mouse.wheel(0, -300)
    until(lambda: first.evaluate(top) < 404)
    page.keyboard.press("b")
    expect(page.locator("#second")).to_be_hidden()
    assert page.url.endswith("#/two/en")


def test_names_are_never_markup(desk: Bench) -> None:
    """Markup in the name of a document and in a problem is shown as it is written, and is not carried out."""
    name = "<img src=x onerror=alert(1)><b>bold"
    path = desk.write(name, (FACTS + TEXT) + "<i>bad</i>: 1\n")
    page = desk.open("aa")
    page.on("dialog", lambda dialog: desk.faults.append(dialog.message))
    page.get_by_role("link", name=name).click()
    expect(page.locator("#first .galley-title")).to_have_text(name)
    expect(page.locator("#problems .where")).to_have_text(f"content/{name}.yaml:14:1")
    expect(page.locator("#problems .what")).to_have_text('unknown key "<i>bad</i>"')
    assert page.locator(":is(#list, .galley, #problems) :is(b, img, i, script)").count() == 0
    path.unlink()
    expect(status(page)).to_have_text("This text is not there")
    expect(page.locator("#first .galley-title")).to_have_text(name)


def test_text_is_never_markup(desk: Bench) -> None:
    """Markup in the title of a document is printed as it is written, also in the text over the page."""
    title = "<b>A</b> <script>alert(2)</script>"
    desk.write("marked", (FACTS + TEXT).replace("A title", f"'{title}'"))
    page = desk.open("marked")
    page.on("dialog", lambda dialog: desk.faults.append(dialog.message))
    expect(words(page)).to_contain_text(title)
    assert page.locator(".galley :is(b, script)").count() == 0


def test_an_empty_workspace_says_what_to_do(bench: Bench, workspace: Workspace, write: Callable[..., str]) -> None:
    """Where there is no document yet, the page says how to write one, and shows the first as soon as it is there."""
    with served(workspace) as service:
        desk = Bench(service, workspace, bench.browser)
        page = desk.open("")
        expect(page.locator("#problems .what")).to_have_text("there is no document here")
        expect(page.locator("#problems .todo")).to_have_text("`masthead new NAME` writes a document to start from")
        expect(status(page)).to_have_text("No document is open")
        expect(page.locator("#found")).to_have_text("0 documents")
        write("first")
        expect(words(page)).to_contain_text("Decides")
        page.context.close()
    assert desk.faults == []


def test_the_page_comes_back_with_the_server(bench: Bench, workspace: Workspace, write: Callable[..., str]) -> None:
    """A page whose server went says so; when it is back, the page shows what was saved meanwhile."""
    write("back")
    with served(workspace) as service:
        page = Bench(service, workspace, bench.browser).open("back")
        expect(words(page)).to_contain_text("to go on")
    expect(status(page)).to_have_text("Not connected: waiting for masthead preview to come back")
    write("back", replace=("to go on", "to come back"))
    expect(words(page)).to_contain_text("to go on")
    with served(workspace, port=port_of(service)):
        expect(words(page)).to_contain_text("to come back")
        expect(status(page)).to_have_text(re.compile(r"^Set in"))
        page.context.close()
