"""WeasyPrint, and how it is reached: imported late, with our fonts alone, and with one door for addresses."""

from __future__ import annotations

import ctypes.util
import logging
import os
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path, PurePosixPath
from types import ModuleType
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from masthead import font
from masthead.press import narrowing
from masthead.problem import ExitCode, MastheadError, Place, Problem, Severity
from masthead.remedy import install
from masthead.typeset import ROOT
from masthead.workspace import BUILT_IN, OutsideError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from masthead.workspace import Reads, Workspace

PANGO = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
"""Debian packages of the libraries that WeasyPrint opens."""


@cache
def weasyprint() -> Any:  # noqa: ANN401 (WeasyPrint is not typed)
    """Import WeasyPrint, once.

    Raises:
        MastheadError: the libraries that it opens are not on this machine.
    """
    with _our_fonts_only(), _no_library_search(), _seldom_needed_later():
        try:
            import weasyprint as module  # noqa: PLC0415 (half a second that only a real build spends)
        except OSError as error:
            todo = install("Pango", apt=PANGO, brew="pango")
            what = f"the text engine cannot be opened ({error})".splitlines()[0]
            raise MastheadError([Problem(Place("Pango"), what, todo, exit_code=ExitCode.MACHINE)]) from error
    narrowing.install(import_module("weasyprint.layout.inline"))
    return module


@contextmanager
def _no_library_search() -> Iterator[None]:
    """Let libraries be opened by name alone while WeasyPrint is imported.

    For each name that is not a file, the search of ctypes runs gcc, ld and ldconfig: a third of the import. On
    Linux the names of the libraries themselves, which WeasyPrint tries too, are enough.
    """
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None  # noqa: ARG005
    try:
        yield
    finally:
        ctypes.util.find_library = search


SELDOM = ("fontTools.subset", "fontTools.varLib.instancer")
"""What WeasyPrint imports and needs only for a variable font, or where HarfBuzz cannot make a subset of a font."""


class _Later(ModuleType):
    """Stands for a module of functions; the first that is called imports it."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)

        def call(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401 (fontTools is not typed)
            return getattr(import_module(self.__name__), name)(*arguments, **named)

        return call


@contextmanager
def _seldom_needed_later() -> Iterator[None]:
    """Keep the modules of :data:`SELDOM` out of the import of WeasyPrint: a quarter of its time, and 12 MB."""
    stands = {name: _Later(name) for name in SELDOM if name not in sys.modules}
    sys.modules |= stands
    try:
        yield
    finally:
        for name in stands:
            del sys.modules[name]


@contextmanager
def _our_fonts_only() -> Iterator[None]:
    """Show fontconfig the faces that Masthead knows and no others, while it is read.

    A page then looks the same whatever else is installed, and a cold start is quicker.
    """
    faces = [face for family in font.known() for face in font.installed(family.name)]
    if not faces:
        yield
        return
    before = os.environ.get("FONTCONFIG_FILE")
    with tempfile.TemporaryDirectory(prefix="masthead-") as folder:
        file = Path(folder) / "fonts.conf"
        file.write_text(font.configuration(faces), encoding="utf-8")
        os.environ["FONTCONFIG_FILE"] = str(file)
        try:
            yield
        finally:
            del os.environ["FONTCONFIG_FILE"]
            if before is not None:
                os.environ["FONTCONFIG_FILE"] = before


class _Log(logging.Handler):
    """Keeps what WeasyPrint says of style sheets and pictures."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


@dataclass(frozen=True)
class _Parsed:
    """A style sheet as the engine holds it."""

    sheet: Any
    reads: Reads
    """What it was read from, the sheets that it imports and fonts counted."""
    problems: dict[str, Problem]

    @property
    def files(self) -> set[str]:
        """The names of what it was read from, alike in the workspace and in the program."""
        return {name.removeprefix(BUILT_IN) for name in self.reads}


class Engine:
    """Lays out the HTML of one workspace. What it was asked to fetch and may not is a problem afterwards."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.problems: dict[str, Problem] = {}
        self._module = weasyprint()
        self._fonts = self._no_fonts()
        self._sheets: dict[str, _Parsed] = {}
        self._fetcher = _fetcher_class()(self)

    def parse(self, html: str) -> Any:  # noqa: ANN401 (WeasyPrint is not typed)
        """Return WeasyPrint's reading of *html*; its ``etree_element`` may be altered before each layout."""
        return self._module.HTML(string=html, base_url=ROOT, url_fetcher=self._fetcher)

    def lay_out(self, html: Any, style: str) -> Any:  # noqa: ANN401
        """Return the WeasyPrint document of parsed *html* in the style sheet at the address *style*."""
        from cssselect2 import ElementWrapper  # noqa: PLC0415 (comes with WeasyPrint)

        html.wrapper_element = ElementWrapper.from_html_root(html.etree_element, content_language=None)
        log, logger = _Log(), logging.getLogger("weasyprint")
        logger.addHandler(log)
        try:
            return html.render(stylesheets=[self._sheet(style)], font_config=self._fonts)
        finally:
            logger.removeHandler(log)
            for line in log.lines:
                self._note(line)

    def _no_fonts(self) -> Any:  # noqa: ANN401
        """Return a configuration of fonts that no style sheet has added any to."""
        with _our_fonts_only():
            return self._module.text.fonts.FontConfiguration()

    def forget(self, names: Iterable[str]) -> None:
        """Let go of what was read from the files called *names*: the next document reads it anew.

        The files have changed, were added or deleted; they are called as the workspace records them. A font that a
        style sheet brings cannot be let go alone, so all sheets are read again.
        """
        changed = {name.removeprefix(BUILT_IN) for name in names}
        stale = [address for address, sheet in self._sheets.items() if changed & sheet.files]
        fonts = any(not name.endswith(".css") for address in stale for name in self._sheets[address].files)
        for address in list(self._sheets) if fonts else stale:
            del self._sheets[address]
        if fonts:
            self._fonts = self._no_fonts()

    def _sheet(self, address: str) -> Any:  # noqa: ANN401
        """Return a parsed style sheet. It is read once; what it read is recorded for every document in it."""
        if address not in self._sheets:
            with self.workspace.recording() as reads:
                sheet = self._module.CSS(url=address, url_fetcher=self._fetcher, font_config=self._fonts)
            self._sheets[address] = _Parsed(sheet, reads, dict(self.problems))
        parsed = self._sheets[address]
        for name, value in parsed.reads.items():
            self.workspace.record(name, value)
        self.problems.update(parsed.problems)
        return parsed.sheet

    def _note(self, line: str) -> None:
        """Keep a remark of the engine: a file that it cannot use is an error, a rule that it ignores a warning."""
        if any(url in line for url in self.problems):
            return  # said already, in better words
        unusable = line.startswith("Failed to load")
        todo = "replace the file" if unusable else "mend the style sheet or template"
        severity = Severity.ERROR if unusable else Severity.WARNING
        self.problems[line] = Problem(Place("styles"), line, todo, severity)

    def fetch(self, url: str) -> tuple[str, bytes]:
        """Return the name and bytes of the workspace's file that *url* stands for.

        Raises:
            ValueError: it stands for none; this is kept as a problem.
        """
        name = unquote(urlsplit(url).path.lstrip("/"))
        try:
            return self._found(url, name)
        except OutsideError:
            what = f"a style sheet or template asks for {url}, which is not in the workspace"
            todo = "copy the file into the workspace and name it there; nothing is ever fetched"
        except OSError:
            what, todo = f"a style sheet or template asks for {name}, which is missing", "add the file"
        self.problems.setdefault(url, Problem(Place("styles"), what, todo))
        raise ValueError(url)

    def _found(self, url: str, name: str) -> tuple[str, bytes]:
        if not url.startswith(ROOT):
            raise OutsideError(url)
        if name.startswith("styles/"):
            return self.workspace.shared("styles", name.removeprefix("styles/"))
        return name, self.workspace.read(name)


_TYPES = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".css": "text/css"}


@cache
def _fetcher_class() -> Any:  # noqa: ANN401
    """Return the fetcher given to WeasyPrint: it knows the workspace and no other place."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415

    class WorkspaceFetcher(URLFetcher):  # type: ignore[misc]
        def __init__(self, engine: Engine) -> None:
            super().__init__(allowed_protocols=("data",))
            self._engine = engine

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:  # noqa: ANN401
            if url.startswith("data:"):
                return super().fetch(url, headers)
            name, data = self._engine.fetch(url)
            kind = _TYPES.get(PurePosixPath(name).suffix.lower(), "application/octet-stream")
            return URLFetcherResponse(url, data, {"Content-Type": kind})

    return WorkspaceFetcher
