"""Chromium before a preview: pages of it that a test has opened, and whether they met an error."""

from __future__ import annotations

import os
import shutil
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from conftest import FACTS, TEXT
from playwright.sync_api import expect, sync_playwright
from previewed import PATIENCE, port_of, served

from masthead.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page, ViewportSize

    from masthead.previewing.serving import Service

expect.set_options(timeout=PATIENCE * 1000)
NO_LANGUAGE = TEXT.replace("language: en\n", "")
"""The text of a language file."""
LONG = "".join(f'  - "*Recalls* for the {number}th time what was said{" again" * 30};"\n' for number in range(40))
"""Paragraphs that make a text three pages long."""
WIDE: ViewportSize = {"width": 1280, "height": 800}
NARROW: ViewportSize = {"width": 390, "height": 780}
SWITCHES = [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run", "--disable-quic",
]  # fmt: skip
"""What Chromium is told: no window, and no word to anyone but the page."""


def chromium() -> str:
    """Return where Chromium is; without one, skip, but where a machine judges a change, fail."""
    found = os.environ.get("MASTHEAD_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if found:
        return found
    if os.environ.get("CI"):
        pytest.fail("Chromium is not here; requirements/machine.sh installs it for `make test`")
    pytest.skip("Chromium is not on the path, and MASTHEAD_CHROMIUM names none")


@contextmanager
def launched() -> Iterator[Browser]:
    """Give a Chromium with a profile of its own."""
    path = chromium()
    with (
        sync_playwright() as playwright,
        closing(playwright.chromium.launch(executable_path=path, args=SWITCHES)) as (browser),
    ):
        yield browser


@dataclass
class Bench:
    """A preview over a workspace, and the pages of it that a test has opened."""

    service: Service
    workspace: Workspace
    browser: Browser
    faults: list[str] = field(default_factory=list)
    """Errors in the console, and requests to other machines."""

    def write(self, name: str, text: str) -> Path:
        """Write a file of ``content/`` and return its path."""
        path = self.workspace.content / f"{name}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def open(self, address: str, **options: Any) -> Page:
        """Open the text at *address* in a profile of its own."""
        page = self.browser.new_context(viewport=WIDE, **options).new_page()
        home = f"http://127.0.0.1:{port_of(self.service)}/"
        page.on("console", lambda said: self.faults.extend([said.text] * (said.type == "error")))
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("request", lambda asked: self.faults.extend([asked.url] * (not asked.url.startswith(home))))
        page.goto(f"{home}#/{address}")
        return page


@contextmanager
def opened(folder: Path) -> Iterator[Bench]:
    """Give a preview over a workspace in *folder*, which holds the document ``aa``, and a browser for it."""
    workspace = Workspace(folder)
    workspace.content.mkdir()
    (workspace.content / "aa.yaml").write_text(FACTS + TEXT, encoding="utf-8")
    with launched() as browser, served(workspace) as service:
        yield Bench(service, workspace, browser)


@contextmanager
def flawless(bench: Bench) -> Iterator[Bench]:
    """Give *bench*; afterwards no page of it may have met an error or asked another machine, and all are closed."""
    yield bench
    for context in bench.browser.contexts:
        context.close()
    faults, bench.faults = bench.faults, []
    assert faults == []


def words(page: Page, galley: str = "#first", number: int = 1) -> Locator:
    """Return the text that lies over a drawn page."""
    return page.locator(f"{galley} .sheet:nth-child({number}) .textLayer")


def status(page: Page) -> Locator:
    """Return the status line."""
    return page.locator("#status")


def drawn(page: Page) -> None:
    """Wait until the first page is drawn."""
    expect(page.locator("#first .sheet:nth-child(1) canvas")).to_be_attached()


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """Return the preview that these tests share; each writes documents of its own."""
    with opened(tmp_path_factory.mktemp("preview")) as bench:
        yield bench


@pytest.fixture
def desk(bench: Bench) -> Iterator[Bench]:
    """Return the preview for one test."""
    with flawless(bench):
        yield bench
