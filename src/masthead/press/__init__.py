"""The press: from HTML to proved PDFs. Only here is WeasyPrint known, and what is mended after it.

A document is laid out once and written for each purpose that is ordered: by :mod:`masthead.press.archival`,
:mod:`masthead.press.printing` and :mod:`masthead.press.screen`.

A layout is proved before a byte is written (:mod:`masthead.press.proof`). Where the engine loses a note or
parts it from its call, the page breaks are planned anew (:mod:`masthead.press.paging`) and the text is laid out
again; where that does not help, nothing is printed and the problem names the note.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from masthead.document.furniture import issue
from masthead.document.passages import passages
from masthead.frames import roomy
from masthead.order import Order, Purpose
from masthead.press import archival
from masthead.press.calls import linked
from masthead.press.contrast import pale
from masthead.press.engine import Engine
from masthead.press.lettering import Faces
from masthead.press.paging import plan
from masthead.press.parting import part
from masthead.press.proof import prove
from masthead.press.reading import read
from masthead.problem import ExitCode, MastheadError, Place, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from masthead.document import Document
    from masthead.press.attachment import Source
    from masthead.press.laid import Laid
    from masthead.press.proof import Fault
    from masthead.typeset import Sheet
    from masthead.workspace import Reads

__all__ = ["Engine", "Printed", "press"]

SPARE = (0.0, 0.0, 3.0, 12.0, 24.0)
"""Height in pt that each new attempt leaves free on every page. The first may still lack the height of a note
that the engine had lost, so the second plans again with what the first has shown."""


@dataclass(frozen=True)
class Printed:
    """A proved document."""

    pdfs: tuple[bytes | None, ...]
    """The PDF of each order; None for one that could not be carried out."""
    reads: tuple[Reads, ...]
    """What was read to write each, beyond what all share: the profile of a printing condition."""
    refusals: tuple[Problem, ...]
    """Why orders could not be carried out."""
    pages: int
    warnings: tuple[Problem, ...]
    attempts: int
    """How many layouts it took: 1 when the engine's own was right."""
    families: tuple[str, ...]
    """Families of the faces on its pages."""


@dataclass(frozen=True)
class _Layout:
    engine_document: Any
    laid: Laid
    faults: list[Fault]

    @property
    def rank(self) -> tuple[int, int]:
        """Fewer fatal faults are better, then fewer others."""
        return sum(fault.fatal for fault in self.faults), len(self.faults)


@roomy
def press(
    sheet: Sheet,
    document: Document,
    engine: Engine,
    orders: Sequence[Order] = (Order(),),
    sources: Callable[[], Sequence[Source]] = tuple,
) -> Printed:
    """Print *sheet*, the HTML of *document*, as it was ordered, and return the PDFs.

    *sources* gives the files that the document was made from; it is asked for the archive alone, when all of them
    have been read. An order that cannot be carried out keeps no other from being so.

    Raises:
        MastheadError: a style or template asks for something outside the workspace, or no layout could be
            proved; each problem names the passage or note.
    """
    layout, attempts = _proved(sheet, document, engine)
    if not layout.engine_document.metadata.title:
        todo = "give the page a <title> in its head; the program's own templates/head.html has one"
        raise MastheadError([Problem(Place("templates"), "the page has no title, which every PDF must have", todo)])
    linked(layout.engine_document.pages)
    attached = sources() if any(order.purpose is Purpose.ARCHIVE for order in orders) else ()
    done = [_carried_out(layout.engine_document, document, engine, order, attached) for order in orders]
    _refuse(engine)
    refusals = tuple(problem for one in done for problem in one.problems)
    warnings = (*map(_problem, layout.faults), *engine.problems.values(), *pale(layout.engine_document.pages))
    pdfs, reads = tuple(one.pdf for one in done), tuple(one.reads for one in done)
    families = sorted({face.family for face in layout.engine_document.fonts.values()})
    return Printed(pdfs, reads, refusals, len(layout.laid.pages), warnings, attempts, tuple(families))


@dataclass(frozen=True)
class _Done:
    """What became of an order."""

    pdf: bytes | None
    reads: Reads
    problems: Sequence[Problem]


def _carried_out(
    engine_document: Any,  # noqa: ANN401 (WeasyPrint is not typed)
    document: Document,
    engine: Engine,
    order: Order,
    sources: Sequence[Source],
) -> _Done:
    with engine.workspace.recording() as reads:
        try:
            return _Done(_written(engine_document, document, engine, order, sources), reads, [])
        except MastheadError as error:
            return _Done(None, reads, error.problems)


def _proved(sheet: Sheet, document: Document, engine: Engine) -> tuple[_Layout, int]:
    """Return the best layout, and how many were tried."""
    engine.problems.clear()
    best, attempts = None, 0
    for layout in _layouts(sheet, document, engine):
        attempts += 1
        _refuse(engine)
        best = layout if best is None or layout.rank < best.rank else best
        if not best.faults:
            break
    assert best is not None  # noqa: S101 (there is always a first layout)
    if any(fault.fatal for fault in best.faults):
        raise MastheadError([_problem(fault) for fault in best.faults])
    return best, attempts


def _written(
    engine_document: Any,  # noqa: ANN401 (WeasyPrint is not typed)
    document: Document,
    engine: Engine,
    order: Order,
    sources: Sequence[Source],
) -> bytes:
    """Return the PDF of one *order*. The engine keeps the faces of what it wrote before: they are let go."""
    engine_document.fonts = Faces() if document.language.direction == "rtl" else {}
    if order.purpose is Purpose.ARCHIVE:
        return archival.write(engine_document, document.language, sources, issue(document.facts))
    if order.purpose is Purpose.SCREEN:
        from masthead.press import screen  # noqa: PLC0415 (only this order needs pikepdf)

        return screen.write(engine_document, document.language)
    from masthead.press.printing import for_print, profile  # noqa: PLC0415 (as above)

    plain = engine_document.write_pdf()
    return for_print(plain, order, profile.read(engine.workspace, order.profile))


def _layouts(sheet: Sheet, document: Document, engine: Engine) -> Iterator[_Layout]:
    """Give the engine's own layout, then layouts with planned page breaks, each from what the last has shown."""
    html = engine.parse(sheet.html)
    original = deepcopy(html.etree_element)
    layout = _laid(engine.lay_out(html, sheet.style), document)
    yield layout
    for spare in SPARE:
        html.etree_element = deepcopy(original)
        part(html.etree_element, plan(layout.laid, spare=spare))
        layout = _laid(engine.lay_out(html, sheet.style), document)
        yield layout


def _laid(engine_document: Any, document: Document) -> _Layout:  # noqa: ANN401 (WeasyPrint is not typed)
    laid = read(engine_document)
    return _Layout(engine_document, laid, prove(laid, passages(document), list(document.content.notes())))


def _refuse(engine: Engine) -> None:
    errors = [problem for problem in engine.problems.values() if problem.severity is Severity.ERROR]
    if errors:
        raise MastheadError(errors)


def _problem(fault: Fault) -> Problem:
    if fault.fatal:
        return Problem(fault.place, fault.what, fault.todo, exit_code=ExitCode.ENGINE)
    return Problem(fault.place, fault.what, "move the call or shorten the note", Severity.WARNING)
