"""The press for printing houses: a PDF as WeasyPrint writes it made into PDF/X-4 (ISO 15930-7).

In one pass over the open PDF: colours are separated, pages are imposed on sheets with their marks, what only a
screen has use for is left out, and the file says what it is made for. Pages are placed with pikepdf, which holds the
PDF open for the separation anyway: each becomes a form, and its patterns stay in their places. (pypdf merges the
content of pages instead, which takes 17 s for two to a sheet of 100 pages; this takes 0.07 s.)
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import astuple
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Page, Pdf

from masthead.order import MM
from masthead.press.printing import identity, sheet
from masthead.press.printing.imposition import Box, impose
from masthead.press.printing.ink import Plates
from masthead.press.printing.separation import Separation
from masthead.press.printing.space import UnknownColourError
from masthead.problem import ExitCode, MastheadError, Place, Problem

if TYPE_CHECKING:
    from pikepdf import Object

    from masthead.order import Order
    from masthead.press.printing.imposition import Placed, Side
    from masthead.press.printing.profile import Profile

PDF_VERSION = "1.6"
"""The version of PDF that PDF/X-4 is made of (ISO 15930-7)."""
RIGHT_TO_LEFT = ("ar", "fa", "he", "ur")
"""Languages whose documents are bound on the right, by the code that theirs begins with."""
_ROOT_KEPT = ("/Type", "/Pages", "/Lang")


def for_print(pdf: bytes, order: Order, profile: Profile) -> bytes:
    """Return *pdf* as PDF/X-4, the same bytes for the same input.

    No link, bookmark, action or attachment is left in it: on paper they are nothing, and PDF/X-4 forbids most.

    Args:
        pdf: what WeasyPrint writes without a variant and without tags.
        order: marks, bleed, imposition, paper and creep.
        profile: the printing condition.

    Raises:
        MastheadError: a bleed has no room (ExitCode.USAGE), or a colour cannot be separated (ExitCode.ENGINE).
    """
    source = hashlib.sha256(pdf).digest()
    how = hashlib.sha256(repr((source, astuple(order))).encode() + profile.data).digest()
    with Pdf.open(io.BytesIO(pdf)) as opened:
        try:
            _Press(opened, order, profile).run()
        except UnknownColourError as error:
            raise _unknown(error) from error
        identity.intend(opened, profile)
        identity.identify(opened, source, how)
        return _saved(opened)


def _unknown(error: UnknownColourError) -> MastheadError:
    what = f"a colour cannot be brought to CMYK ({error})"
    todo = "save the picture that it comes from as plain SVG, or as PNG or JPEG in RGB"
    return MastheadError([Problem(Place("PDF/X-4"), what, todo, exit_code=ExitCode.ENGINE)])


def _saved(pdf: Pdf) -> bytes:
    """Return the bytes of *pdf*; its identifier is a digest of its content."""
    written = io.BytesIO()
    pdf.save(
        written,
        fix_metadata_version=False,
        force_version=PDF_VERSION,
        object_stream_mode=ObjectStreamMode.generate,
        deterministic_id=True,
    )
    return written.getvalue()


class _Press:
    def __init__(self, pdf: Pdf, order: Order, profile: Profile) -> None:
        self._pdf, self._order = pdf, order
        self._separation = Separation(pdf, Plates(profile))
        self._right_to_left = _right_to_left(pdf.Root)

    def run(self) -> None:
        pages = list(self._pdf.pages)
        trims = [Box(*(float(edge) for edge in page.trimbox)) for page in pages]
        sides = impose([trim.size for trim in trims], self._order, right_to_left=self._right_to_left)
        contents = [self._separation.content(page, links="/Annots" in page.obj) for page in pages]
        self._separation.finish()
        sheets = [self._sheet(side, pages, trims, contents) for side in sides]
        del self._pdf.pages[:]
        self._pdf.pages.extend(sheets)
        self._tidy()

    def _sheet(self, side: Side, pages: list[Page], trims: list[Box], contents: list[bytes]) -> Page:
        """Return a page of the print: the pages on one side of a sheet, its boxes and marks."""
        boxes = sheet.boxes(side, self._order)
        if _alone(side) and boxes.media == trims[side.pages[0].page] == _media(pages[side.pages[0].page]):
            page = side.pages[0].page
            return self._page(boxes, pages[page].resources, contents[page])
        resources, calls = Dictionary(XObject=Dictionary()), []
        for placed in side.pages:
            form = self._form(placed, pages[placed.page], trims[placed.page], contents[placed.page])
            resources.XObject[f"/Page{placed.page + 1}"] = form
            calls.append(_call(placed, trims[placed.page], boxes.trim))
        if self._order.marks:
            resources.ColorSpace = Dictionary({f"/{sheet.REGISTRATION}": self._registration})
        content = b"".join((*calls, sheet.marks(side, self._order)))
        return self._page(boxes, resources, content)

    def _form(self, placed: Placed, page: Page, trim: Box, content: bytes) -> Object:
        """Return *page* as a form that prints within the window of its place alone."""
        x, y, scale = placed.x, placed.y, placed.scale
        bleed = self._order.bleed * MM
        width, height = trim.size
        seen = Box(x, y, x + width * scale, y + height * scale).grown(bleed).within(placed.window)
        edges = (
            trim.left + (seen.left - x) / scale, trim.bottom + (seen.bottom - y) / scale,
            trim.left + (seen.right - x) / scale, trim.bottom + (seen.top - y) / scale,
        )  # fmt: skip
        form = self._pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, Resources=page.resources)
        form.BBox = _array(Box(*edges))
        return form

    def _page(self, boxes: sheet.Boxes, resources: Object, content: bytes) -> Page:
        page = Dictionary(
            Type=Name.Page,
            MediaBox=_array(boxes.media),
            BleedBox=_array(boxes.bleed),
            TrimBox=_array(boxes.trim),
            Resources=resources,
            Contents=self._pdf.make_stream(content),
        )
        if self._separation.transparent:
            page.Group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=Name.DeviceCMYK)
        return Page(self._pdf.make_indirect(page))

    @cached_property
    def _registration(self) -> Object:
        """The colour that is printed on every plate (ISO 32000-1, 8.6.6.4)."""
        every = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1)
        return self._pdf.make_indirect(Array([Name.Separation, Name.All, Name.DeviceCMYK, every]))

    def _tidy(self) -> None:
        """Leave out of the catalogue what only a screen has use for."""
        root = self._pdf.Root
        for key in [key for key in root.keys() if key not in _ROOT_KEPT]:  # noqa: SIM118 (a PDF's dictionary)
            del root[key]
        if self._right_to_left:
            root.ViewerPreferences = Dictionary(Direction=Name.R2L)


def _alone(side: Side) -> bool:
    return len(side.pages) == 1 and not side.folded and (side.pages[0].x, side.pages[0].y) == (0, 0)


def _media(page: Page) -> Box:
    return Box(*(float(edge) for edge in page.mediabox))


def _call(placed: Placed, page: Box, trim: Box) -> bytes:
    """Return the content that draws a placed page on the side whose trimmed part is *trim*."""
    x = trim.left + placed.x - page.left * placed.scale
    y = trim.bottom + placed.y - page.bottom * placed.scale
    return f"q {placed.scale:.6f} 0 0 {placed.scale:.6f} {x:.4f} {y:.4f} cm /Page{placed.page + 1} Do Q\n".encode()


def _array(box: Box) -> Array:
    return Array([Decimal(f"{edge:.4f}").normalize() + 0 for edge in astuple(box)])


def _right_to_left(root: Object) -> bool:
    said = root.get("/ViewerPreferences", Dictionary()).get("/Direction")
    language = str(root.get("/Lang", "")).lower().partition("-")[0]
    return bool(said == "/R2L") if said is not None else language in RIGHT_TO_LEFT
