"""A PDF that is being examined: its bytes, its objects, and what is read of it once for all checks.

Files come from strangers. Streams are decoded only up to a limit, trees are walked without recursion, and whatever
is cut short is kept as a note.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import settings

from masthead.conformance import xmp
from masthead.conformance.content import Content
from masthead.conformance.marginal import shown
from masthead.conformance.objects import get, has_keys, items, place
from masthead.conformance.stream import read_page
from masthead.conformance.tree import Tree, grown
from masthead.conformance.typeface import Typeface
from masthead.conformance.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Iterator

_STREAM = re.compile(r"stream <_io\.BytesIO object at 0x[0-9a-f]+>:? ?")
LARGEST = 64 * 1024 * 1024
"""Bytes that one stream may have once it is decoded."""
MOST_DECODED = 4 * LARGEST
"""Bytes of all streams that are decoded."""
MOST_OBJECTS = 1_000_000
MOST_PAGES = 10_000
MOST_OPERATIONS = 5_000_000
"""Operators of all streams that are read: some thousand pages."""


@contextmanager
def limits() -> Iterator[None]:
    """Hold qpdf to limits that no bomb gets past. They are the process's own, so they are put back afterwards."""
    before = settings.set_qpdf_limits(
        flate_max_memory=LARGEST, png_max_memory=LARGEST, tiff_max_memory=LARGEST, run_length_max_memory=LARGEST,
        dct_max_memory=LARGEST, doc_max_warnings=1000, max_stream_filters=4,
    )  # fmt: skip
    try:
        yield
    finally:
        settings.set_qpdf_limits(**before)  # type: ignore[arg-type]


class Opened:
    """An opened PDF. Everything but its objects is read when a check first asks for it."""

    def __init__(self, data: bytes, pdf: pikepdf.Pdf) -> None:
        self.data, self.pdf = data, pdf
        self.root: Any = pdf.trailer.get("/Root")
        self.cut: dict[str, None] = {}
        """What was not looked into because there is too much of it, or because it cannot be read."""
        self._decoded = 0

    def read(self, stream: Any) -> bytes:  # noqa: ANN401 (an object of a PDF)
        """Return the decoded bytes of a stream; nothing where it is none, is broken or is too large."""
        if not isinstance(stream, pikepdf.Stream) or self._decoded > MOST_DECODED:
            return b""
        try:
            data = stream.read_bytes()
        except (pikepdf.PdfError, RuntimeError):
            self.cut[f"{place(stream)} cannot be decoded, or is larger than {LARGEST // 1024**2} MB"] = None
            return b""
        self._decoded += len(data)
        if self._decoded > MOST_DECODED:
            self.cut[f"streams hold more than {MOST_DECODED // 1024**2} MB; what lies behind is not read"] = None
        return data

    @cached_property
    def pages(self) -> list[Any]:
        """The page dictionaries, the first ten thousand."""
        try:
            found = [page.obj for _, page in zip(range(MOST_PAGES + 1), self.pdf.pages, strict=False)]
        except (pikepdf.PdfError, RuntimeError):
            self.cut["the tree of pages is broken"] = None
            return []
        if len(found) > MOST_PAGES:
            self.cut[f"there are more than {MOST_PAGES} pages; what lies behind is not read"] = None
        return found[:MOST_PAGES]

    def numbered(self) -> Iterator[tuple[str, Any]]:
        """Give the pages, each with its place, as ``page 1``."""
        for n, page in enumerate(self.pages, start=1):
            yield f"page {n}", page

    def annotations(self) -> Iterator[tuple[str, Any, Any]]:
        """Give the annotations: place, annotation, page."""
        for where, page in self.numbered():
            for annotation in items(get(page, "/Annots")):
                if has_keys(annotation):
                    yield where, annotation, page

    @cached_property
    def seen(self) -> list[tuple[str, Any]]:
        """The annotations that a reader meets: place, annotation."""
        return list(shown(self))

    @cached_property
    def content(self) -> Content:
        """What is drawn."""
        content = Content(self.read, MOST_OPERATIONS)
        for n, page in enumerate(self.pages, start=1):
            read_page(content, page, n)
        if content.left < 0:
            self.cut["the pages hold more operators than are read; what lies behind is not examined"] = None
        return content

    @cached_property
    def tree(self) -> Tree:
        """The logical structure."""
        return grown(get(self.root, "/StructTreeRoot"), self.pages)

    @cached_property
    def typefaces(self) -> list[Typeface]:
        """The fonts in which text is shown."""
        return [Typeface(use, self.read) for use in self.content.fonts.values()]

    @cached_property
    def metadata(self) -> xmp.Packet | None:
        """The XMP of the document, or None where there is none."""
        stream = get(self.root, "/Metadata")
        return xmp.Packet(self.read(stream)) if isinstance(stream, pikepdf.Stream) else None

    @property
    def information(self) -> Any:  # noqa: ANN401
        """The document information dictionary."""
        return self.pdf.trailer.get("/Info")

    @property
    def values(self) -> list[tuple[str, Any]]:
        """All values of all objects that are neither arrays nor dictionaries, each with its place."""
        return self._walked.values

    def having(self, wanted: str) -> list[tuple[str, Any]]:
        """Return the dictionaries and streams with a key *wanted*, each with its place."""
        return self._walked.by_key.get(wanted, [])

    def spaces(self, family: str) -> list[tuple[str, Any]]:
        """Return the colour spaces of *family* that stand in arrays, each with its place."""
        return self._walked.spaces.get(family, [])

    @cached_property
    def _walked(self) -> Walk:
        walk = Walk()
        for n, top in enumerate(self.pdf.objects):
            if n == MOST_OBJECTS:
                self.cut[f"there are more than {MOST_OBJECTS} objects; what lies behind is not read"] = None
                break
            walk.take(place(top, "the trailer"), top)
        return walk


def plain(told: object) -> str:
    """Return what qpdf tells of a file, without the name that it gives to bytes in memory."""
    return _STREAM.sub("", " ".join(str(told).split()))[:200]


@contextmanager
def opened(data: bytes) -> Iterator[Opened]:
    """Open a PDF that needs no password.

    Raises:
        pikepdf.PdfError: it is none, is broken beyond reading, or asks for a password.
    """
    with pikepdf.open(BytesIO(data)) as pdf:
        yield Opened(data, pdf)
