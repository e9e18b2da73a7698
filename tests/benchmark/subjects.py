"""What is measured: Masthead's commands, and the commands that make the same pages without it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import TYPE_CHECKING

from benchmark.process import PYTHON

if TYPE_CHECKING:
    from pathlib import Path

    from benchmark.process import Run

BUILD, BARE, HELP, NOTHING = "masthead build", "weasyprint", "masthead --help", "masthead build, nothing to do"
FOR = "masthead build --for "
ARCHIVE, ALL_THREE = f"{FOR}archive", f"{FOR}each of the three"
PRESSES = {
    "archive": "A_RES_66_152-FR.pdf",
    "print": "A_RES_66_152-FR.print.pdf",
    "screen": "A_RES_66_152-FR.screen.pdf",
}
"""What a build for each purpose makes; each has a workspace of its own, called as the purpose is."""
ALL = "all"
"""The workspace of a build for all purposes."""
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass
class Subject:
    """A command that is run in every round, and its runs."""

    name: str
    command: list[str]
    """Empty where it is not installed."""
    folder: Path
    pdf: Path | None = None
    """What it makes."""
    emptied: Path | None = None
    """Folder that is deleted before each run."""
    needed: bool = True
    """Whether there is nothing to compare without it."""
    missing: str = "not installed"
    """What is said when it has no runs."""
    runs: list[Run] = field(default_factory=list)
    pages: int = 0
    """Of the PDF that it made; counted when all is measured."""

    @property
    def seconds(self) -> list[float]:
        """How long each run took."""
        return [run.seconds for run in self.runs]

    def prepare(self) -> None:
        """Take away what the last run made, so that the next one starts cold."""
        if self.emptied:
            shutil.rmtree(self.emptied, ignore_errors=True)

    def give_up(self, why: str) -> None:
        """Leave it out of all further rounds."""
        self.command, self.missing = [], why


def subjects(stage: Path, style: str) -> list[Subject]:
    """Return everything that is measured on the stage in the folder *stage*.

    A build with nothing to do comes after the build that did it.
    """
    return [*_masthead(stage / "workspace"), *_presses(stage), _all(stage), *_others(stage / "page", style)]


def long_subjects(stage: Path, style: str) -> list[Subject]:
    """Return what is measured on the stage of the long document."""
    return [*_presses(stage), *_others(stage / "page", style)]


def _masthead(workspace: Path) -> list[Subject]:
    masthead, build = [PYTHON, "-m", "masthead"], workspace / "build"
    return [
        Subject(BUILD, [*masthead, "build"], workspace, build / "A_RES_66_152-FR.pdf", emptied=build),
        Subject(NOTHING, [*masthead, "build"], workspace),
        Subject(HELP, [*masthead, "--help"], workspace),
    ]


def _presses(stage: Path) -> list[Subject]:
    """Return a build for each purpose."""
    return [
        Subject(
            f"{FOR}{purpose}",
            _build(purpose),
            stage / purpose,
            stage / purpose / "build" / pdf,
            stage / purpose / "build",
        )
        for purpose, pdf in PRESSES.items()
    ]


def _all(stage: Path) -> Subject:
    """Return a build for all purposes, which lays the document out once."""
    return Subject(ALL_THREE, _build(*PRESSES), stage / ALL, emptied=stage / ALL / "build")


def _build(*purposes: str) -> list[str]:
    return [PYTHON, "-m", "masthead", "build", *(word for purpose in purposes for word in ("--for", purpose))]


def _others(page: Path, style: str) -> list[Subject]:
    """Return the bare engine, and other programs on the same pages."""
    bare = [PYTHON, "-m", "weasyprint", "--quiet", "page.html", "weasyprint.pdf", "-s", style]
    strict = typst("page.typ", "typst-a.pdf", "a-3a", "ua-1")
    browser = chromium(page, "linked.html", "chromium.pdf", "chromium")
    return [
        Subject(BARE, bare, page, page / "weasyprint.pdf"),
        Subject("typst", typst("page.typ", "typst.pdf"), page, page / "typst.pdf", needed=False),
        Subject("typst, PDF/A-3a and PDF/UA-1", strict, page, page / "typst-a.pdf", needed=False),
        Subject("xelatex, one pass", xelatex("page.tex"), page, page / "page.pdf", needed=False),
        Subject("chromium, no footnotes", browser, page, page / "chromium.pdf", page / "chromium", needed=False),
    ]


def typst(source: str, pdf: str, *standards: str) -> list[str]:
    """Return the command that sets *source* in a process of its own; none where Typst is not installed."""
    program = f"import typst; typst.compile({source!r}, output={pdf!r}, pdf_standards={[*standards]})"
    return [PYTHON, "-c", program] if find_spec("typst") else []


def xelatex(source: str) -> list[str]:
    """Return the command that sets *source*; none where XeLaTeX is not installed."""
    found = shutil.which("xelatex")
    return [found, "-interaction=batchmode", "-halt-on-error", source] if found else []


def chromium(page: Path, source: str, pdf: str, profile: str) -> list[str]:
    """Return the command that prints *source* in the folder *page*; none where Chromium is not installed.

    *profile* is a folder in *page* for what it keeps; two that run at once need two.
    """
    found = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    if not found:
        return []
    alone = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    quiet = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={page / profile}"]
    return [found, *quiet, *alone, "--no-pdf-header-footer", f"--print-to-pdf={pdf}", (page / source).as_uri()]
