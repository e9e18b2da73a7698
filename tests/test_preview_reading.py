"""The preview in Chromium: how a reader moves: the list, the pages, zoom, keys, 300 pages."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pikepdf
import pytest
from browser import LONG, NO_LANGUAGE, Bench, bench, desk, drawn, words
from conftest import FACTS, TEXT
from playwright.sync_api import expect
from previewed import served, until

from masthead.pressroom import Copy, Impression

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from masthead.entry import Entry
    from masthead.order import Order
    from masthead.workspace import Workspace

__all__ = ["bench", "desk"]  # fixtures


def test_languages_are_chosen_in_the_list(desk: Bench) -> None:
    """Each language of a document is a link in the list; the browser's way back leads back."""
    desk.write("list/document", FACTS)
    for language in ("en", "fr"):
        desk.write(f"list/{language}", NO_LANGUAGE)
    page = desk.open("list/en")
    expect(words(page)).to_contain_text("United Nations")
    page.get_by_role("link", name="list, French").click()
    expect(words(page)).to_contain_text("Nations Unies")
    expect(page.get_by_role("link", name="list, French")).to_have_attribute("aria-current", "page")
    page.go_back()
    expect(words(page)).to_contain_text("United Nations")


def test_text_can_be_selected(desk: Bench) -> None:
    """The text of a page can be selected and copied."""
    page = desk.open("aa")
    expect(words(page)).to_contain_text("Decides")
    page.get_by_text("Decides", exact=True).dblclick()
    assert page.evaluate("getSelection().toString().trim()") == "Decides"


@pytest.mark.parametrize("density", [1, 2])
def test_pages_are_sharp(desk: Bench, density: int) -> None:
    """A canvas has as many dots as the screen has where it lies."""
    page = desk.open("aa", device_scale_factor=density)
    drawn(page)
    sizes = "each => [each.width, each.getBoundingClientRect().width]"
    width, shown = page.locator("canvas").first.evaluate(sizes)
    assert width == pytest.approx(shown * density, abs=2)
    page.keyboard.press("+")
    until(lambda: page.locator("canvas").first.evaluate(sizes)[0] > width * 1.1)


def test_zoom(desk: Bench) -> None:
    """Pages can be made larger and smaller, and as wide as there is room."""
    page = desk.open("aa")
    drawn(page)
    sheet = page.locator(".sheet").first

    def width() -> float:
        box = sheet.bounding_box()
        assert box
        return box["width"]

    fit, shown = width(), page.locator("#zoom").inner_text()
    page.get_by_role("button", name="Zoom in").click()
    assert width() == pytest.approx(fit * 1.15, abs=1)
    expect(page.get_by_role("button", name="Fit width")).to_have_attribute("aria-pressed", "false")
    page.keyboard.press("-")
    page.keyboard.press("-")
    assert width() == pytest.approx(fit / 1.15, abs=1)
    page.keyboard.press("0")
    assert (width(), page.locator("#zoom").inner_text()) == (fit, shown)


def test_the_page_is_walked_by_keys(desk: Bench) -> None:
    """Keys alone lead to the list, through it, to the pages, and to what the keys are."""
    desk.write("walk", FACTS + TEXT)
    desk.write("walked/document", FACTS)
    for language in ("en", "fr"):
        desk.write(f"walked/{language}", NO_LANGUAGE)
    page = desk.open("walk")
    drawn(page)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the pages")).to_be_focused()
    expect(page.get_by_role("link", name="Skip to the pages")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Pages of walk")).to_be_focused()
    page.keyboard.press("/")
    expect(page.get_by_label("Find a document")).to_be_focused()
    page.keyboard.type("walk")
    expect(page.locator("#found")).to_have_text(re.compile(r"^2 of \d+ documents$"))
    for key, name in [
        ("ArrowDown", "walk"), ("ArrowDown", "walked, English"), ("ArrowRight", "walked, French"), ("ArrowUp", "walk"),
        ("End", "walked, English"), ("ArrowLeft", "walked, English"), ("Home", "walk"), ("ArrowUp", "walk"),
    ]:  # fmt: skip
        page.keyboard.press(key)
        expect(page.get_by_role("link", name=name, exact=True)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#first .galley-title")).to_have_text("walked, English")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()


def test_pages_are_turned_by_keys(desk: Bench) -> None:
    """The keys j and k lead to the head of the next page and of the page before; a number leads to that page."""
    desk.write("turn", FACTS + TEXT + LONG)
    page = desk.open("turn")
    expect(page.locator("#first .total")).not_to_have_text("0")
    drawn(page)
    number = page.locator("#first .number")
    for key, expected in [("j", "2"), ("j", "3"), ("k", "2"), ("k", "1"), ("k", "1")]:
        page.keyboard.press(key)
        expect(number).to_have_value(expected)
    number.fill("3")
    number.press("Enter")
    expect(words(page, number=3)).to_contain_text("Recalls")
    expect(number).to_have_value("3")
    expect(page.locator("#first .scroller")).to_be_focused()


class LongPress:
    """A press whose every text has 300 empty pages."""

    def __init__(self, workspace: Workspace) -> None:
        del workspace

    def printed(self, entry: Entry, orders: Sequence[Order]) -> Impression:
        """Return 300 pages at once."""
        with pikepdf.new() as pdf:
            for _ in range(300):
                pdf.add_blank_page(page_size=(595, 842))
            pdf.save(data := io.BytesIO())
        return Impression(entry.text, {order: Copy(data.getvalue(), 300, {}) for order in orders}, (), ())

    def forget(self, names: Sequence[str]) -> None:
        """Have nothing to let go of."""


def test_only_pages_near_are_drawn(bench: Bench, workspace: Workspace, write: Callable[..., str],
                                   monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    """Of 300 pages a handful is drawn: those that are seen and those next to them, wherever one goes."""
    write("long")
    monkeypatch.setattr("masthead.previewing.desk.PressRoom", LongPress)
    with served(workspace) as service:
        desk = Bench(service, workspace, bench.browser)
        page = desk.open("long")
        expect(page.locator("#first .total")).to_have_text("300")
        drawn(page)
        for number in (300, 150):
            page.locator("#first .number").fill(str(number))
            page.locator("#first .number").press("Enter")
            expect(page.locator(f'[aria-label="Page {number}"] canvas')).to_be_attached()
            expect(page.locator('[aria-label="Page 1"] canvas')).to_have_count(0)
            assert page.locator("canvas").count() <= 5
        page.context.close()
    assert desk.faults == []
