"""The presses taken apart: one layout, written with a pass and without it. :mod:`benchmark.passes` measures both."""

from __future__ import annotations

import gc
import io
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from pikepdf import Pdf

from masthead.document import load
from masthead.document.furniture import issue
from masthead.entry import entries
from masthead.order import Imposition, Order, Purpose
from masthead.press import Engine, archival, printing, screen
from masthead.press.calls import linked
from masthead.press.contrast import pale
from masthead.press.printing import profile
from masthead.press.tags import Tags
from masthead.pressroom import _sources
from masthead.typeset import typeset
from masthead.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

MARKED = Order(Purpose.PRINT, ("crop", "cross"), 3.0)
BOOKLET = Order(Purpose.PRINT, imposition=Imposition.BOOKLET)
FULL = Order(Purpose.PRINT, MARKED.marks, MARKED.bleed, Imposition.BOOKLET)


@dataclass(frozen=True)
class Writing:
    """A way to write a layout, or to alter what was written."""

    write: Callable[[Any], bytes]
    """Takes what *given* returns, and is measured."""
    given: Callable[[], bytes | None] = lambda: None
    """Returns the PDF that is altered, written once for each layout; it is not measured."""


class Stage:
    """The document of a workspace, laid out."""

    def __init__(self, root: Path) -> None:
        workspace = Workspace(root)
        self._engine = Engine(workspace)
        with workspace.recording() as reads:
            self._document = load(workspace, entries(workspace)[0])
            self._sheet = typeset(self._document, workspace)
        self._sources = _sources(workspace, reads)
        self._profile = profile.read(workspace, "")
        self.laid: Any = None
        self._kept: dict[str, bytes] = {}

    def lay_out(self) -> None:
        """Lay the document out anew."""
        self.laid = None
        self._kept.clear()
        gc.collect()
        self.laid = self._engine.lay_out(self._engine.parse(self._sheet.html), self._sheet.style)
        self._found = [(list(page.links), dict(page.anchors)) for page in self.laid.pages]

    def prepare(self, writing: Writing) -> bytes | None:
        """Return what *writing* is given, and take away what the last one left: its faces, the links of the calls."""
        self._restore()
        given = writing.given()
        self._restore()
        gc.collect()
        return given

    def _restore(self) -> None:
        self.laid.fonts = {}
        for page, (links, anchors) in zip(self.laid.pages, self._found, strict=True):
            page.links[:] = links
            page.anchors.clear()
            page.anchors.update(anchors)

    def plain(self, **options: Any) -> bytes:
        """Write as the engine does by itself."""
        written: bytes = self.laid.write_pdf(**options)
        return written

    def linked(self, **options: Any) -> bytes:
        """Write with the links between calls and notes."""
        linked(self.laid.pages)
        return self.plain(**options)

    def tagged(self, tags: Any = None, **options: Any) -> bytes:
        """Write with links and our tags; with *tags* in place of ours where they are given."""
        with archival.tagged_by(tags or Tags(self._document.language)):
            return self.linked(pdf_tags=True, **options)

    def judge(self) -> bytes:
        """Judge the contrast of the layout; nothing is written."""
        pale(self.laid.pages)
        return b""

    def archive(self, *, attached: bool) -> bytes:
        """Write for an archive, with or without the sources."""
        linked(self.laid.pages)
        sources = self._sources if attached else ()
        return archival.write(self.laid, self._document.language, sources, issue(self._document.facts))

    def screen(self) -> bytes:
        """Write for a screen."""
        linked(self.laid.pages)
        return screen.write(self.laid, self._document.language)

    def print(self, pdf: bytes, order: Order) -> bytes:
        """Make *pdf* ready for a printing house."""
        return printing.for_print(pdf, order, self._profile)

    def _once(self, name: str, write: Callable[[], bytes]) -> bytes:
        if name not in self._kept:
            self._kept[name] = write()
        return self._kept[name]

    def writings(self) -> Mapping[str, Writing]:
        """Return every way to write it, by name."""
        paper = partial(self._once, "paper", self.linked)
        tags = screen._Tags(self._document.language)
        draft = partial(self._once, "draft", lambda: self.tagged(tags, finisher=screen._finish))
        return {
            "plain": Writing(lambda _: self.plain()),
            "contrast": Writing(lambda _: self.judge()),
            "linked": Writing(lambda _: self.linked()),
            "engine tags": Writing(lambda _: self.linked(pdf_tags=True)),
            "marked": Writing(lambda _: self.tagged(lambda *_: None)),
            "tagged": Writing(lambda _: self.tagged()),
            "tracked": Writing(lambda _: self.tagged(tags)),
            "described": Writing(lambda _: self.archive(attached=False)),
            "archive": Writing(lambda _: self.archive(attached=True)),
            "screen": Writing(lambda _: self.screen()),
            "linear": Writing(screen.linearised, draft),
            "saved": Writing(_saved, paper),
            "plates": Writing(lambda pdf: self.print(pdf, Order(Purpose.PRINT)), paper),
            "marks": Writing(lambda pdf: self.print(pdf, MARKED), paper),
            "booklet": Writing(lambda pdf: self.print(pdf, BOOKLET), paper),
            "print": Writing(lambda _: self.print(self.linked(), FULL)),
        }


def _saved(pdf: bytes) -> bytes:
    """Open *pdf* and save it as the press for printing houses does, with nothing altered."""
    with Pdf.open(io.BytesIO(pdf)) as opened:
        return printing._saved(opened)
