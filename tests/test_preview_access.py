"""The preview in Chromium for everyone: by keys alone, read aloud, in a narrow window, in the dark."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from browser import NARROW, Bench, bench, chromium, desk, drawn, status
from conftest import FACTS, TEXT
from playwright.sync_api import expect
from previewed import until

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["bench", "desk"]  # fixtures


def test_every_control_has_a_name_and_shows_the_focus(desk: Bench) -> None:
    """Each thing that Tab leads to says what it is, and is outlined while it has the focus."""
    page = desk.open("aa")
    drawn(page)
    seen = []
    for _ in range(30):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate("""() => {
                const each = document.activeElement;
                const name = each.getAttribute('aria-label') ?? each.labels?.[0]?.textContent ?? each.textContent;
                return [each.tagName + ' ' + name.trim(), getComputedStyle(each).outlineStyle];
            }""")
        )
        if len(seen) > 1 and seen[-1] == seen[0]:
            break
    names = [name for name, _ in seen]
    assert {"BUTTON Zoom in", "BUTTON Zoom out", "BUTTON Fit width", "BUTTON Keys", "INPUT Page"} <= set(names)
    assert all(len(name.split(" ", 1)[1]) > 1 for name in names if not name.startswith("BODY"))
    assert {outline for name, outline in seen if not name.startswith("BODY")} == {"solid"}


def test_the_page_has_landmarks(desk: Bench) -> None:
    """A screen reader finds the parts of the page, and is told of the status and the problems when they change."""
    page = desk.open("aa")
    for role in ("banner", "main", "contentinfo"):
        expect(page.get_by_role(role)).to_have_count(1)
    expect(page.get_by_role("navigation", name="Documents")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Masthead preview")
    expect(status(page)).to_have_attribute("role", "status")
    expect(page.locator("#problems-list")).to_have_attribute("aria-live", "polite")


def test_a_narrow_window(desk: Bench) -> None:
    """At 390 pixels nothing must be scrolled sideways: the list is a menu, the page fits the width."""
    desk.write("narrow", FACTS + TEXT + "surplus: 1\n")
    page = desk.open("aa")
    page.set_viewport_size(NARROW)
    drawn(page)
    expect(page.get_by_role("navigation", name="Documents")).to_be_hidden()
    until(lambda: (page.locator(".sheet").first.bounding_box() or {"width": 0})["width"] > 300)
    assert sideways(page) == []
    page.get_by_role("button", name="Documents").click()
    expect(page.get_by_label("Find a document")).to_be_focused()
    assert sideways(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Documents")).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_role("link", name=re.compile("^narrow")).click()
    expect(page.get_by_role("navigation", name="Documents")).to_be_hidden()
    expect(page.locator("#problems .what")).to_be_visible()
    assert sideways(page) == []


def sideways(page: Page) -> list[str]:
    """Return what is wider than the window or than the box that it scrolls in."""
    found: list[str] = page.evaluate("""() =>
        [document.documentElement, ...document.querySelectorAll('.scroller, .list, .problems-list, .bar')]
            .filter(each => each.scrollWidth > each.clientWidth).map(each => each.className || each.tagName)
    """)
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_are_legible(desk: Bench, scheme: str) -> None:
    """In both schemes each text stands out against its ground by 4.5 to 1 (WCAG 2.2, 1.4.3)."""
    desk.write("legible", FACTS + TEXT + "surplus: 1\n")
    page = desk.open("legible", color_scheme=scheme)
    expect(page.locator("#problems .what")).to_be_visible()
    expect(page.locator(".mark").first).to_be_visible()
    ratios = page.evaluate(CONTRASTS)
    assert len(ratios) > 20
    assert {name: ratio for name, ratio in ratios.items() if ratio < 4.5} == {}
    dark = page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(31, 33, 36)"
    assert dark == (scheme == "dark")


CONTRASTS = """() => {
    const brush = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true});
    const light = colour => {
        brush.clearRect(0, 0, 1, 1);
        brush.fillStyle = colour;
        brush.fillRect(0, 0, 1, 1);
        const part = value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
        const [r, g, b, a] = brush.getImageData(0, 0, 1, 1).data;
        return a < 255 ? null : 0.2126 * part(r / 255) + 0.7152 * part(g / 255) + 0.0722 * part(b / 255);
    };
    const ground = each => {
        for (let at = each; at; at = at.parentElement) {
            const found = light(getComputedStyle(at).backgroundColor);
            if (found !== null) return found;
        }
    };
    const found = {};
    for (const each of document.querySelectorAll('body *:not(option)')) {
        const own = [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim());
        if (!own && !each.matches('input, select') || !each.checkVisibility() || each.closest('.textLayer')) continue;
        if (each.matches(':disabled')) continue;
        const [one, other] = [light(getComputedStyle(each).color), ground(each)].sort((a, b) => b - a);
        found[`${each.tagName} ${each.className} ${each.textContent.slice(0, 20)}`] = (one + 0.05) / (other + 0.05);
    }
    return found;
}"""


def test_colours_can_be_chosen(desk: Bench) -> None:
    """Dark can be chosen where the machine is set to light, and holds when the page is loaded again."""
    page = desk.open("aa", color_scheme="light")
    page.get_by_label("Colours").select_option("dark")
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    assert page.evaluate(ground) == "rgb(31, 33, 36)"
    page.reload()
    assert page.evaluate(ground) == "rgb(31, 33, 36)"
    page.get_by_label("Colours").select_option("auto")
    assert page.evaluate(ground) == "rgb(251, 250, 248)"


def test_chromium_can_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another Chromium than that on the path can be named for these tests."""
    monkeypatch.setenv("MASTHEAD_CHROMIUM", "/opt/own/chromium")
    assert chromium() == "/opt/own/chromium"
