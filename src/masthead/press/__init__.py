"""The press: from HTML to a proved PDF. Only here is WeasyPrint known.

A layout is proved before a byte is written (:mod:`masthead.press.proof`). Where the engine loses a note or
parts it from its call, the page breaks are planned anew (:mod:`masthead.press.paging`) and the text is laid out
again; where that does not help, nothing is printed and the problem names the note.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from masthead.document.passages import passages
from masthead.press.engine import Engine
from masthead.press.paging import plan
from masthead.press.parting import part
from masthead.press.proof import prove
from masthead.press.reading import read
from masthead.problem import ExitCode, MastheadError, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from masthead.document import Document
    from masthead.press.laid import Laid
    from masthead.press.proof import Fault
    from masthead.typeset import Sheet

__all__ = ["Engine", "Printed", "press"]

SPARE = (0.0, 0.0, 3.0, 12.0, 24.0)
"""Height in pt that each new attempt leaves free on every page. The first may still lack the height of a note
that the engine had lost, so the second plans again with what the first has shown."""


@dataclass(frozen=True)
class Printed:
    """A proved PDF."""

    pdf: bytes
    pages: int
    warnings: tuple[Problem, ...]
    attempts: int
    """How many layouts it took: 1 when the engine's own was right."""


@dataclass(frozen=True)
class _Layout:
    engine_document: Any
    laid: Laid
    faults: list[Fault]

    @property
    def rank(self) -> tuple[int, int]:
        """Fewer fatal faults are better, then fewer others."""
        return sum(fault.fatal for fault in self.faults), len(self.faults)


def press(sheet: Sheet, document: Document, engine: Engine) -> Printed:
    """Print *sheet*, the HTML of *document*, and return the PDF.

    Raises:
        MastheadError: a style or template asks for something outside the workspace, or no layout could be
            proved; each problem names the passage or note.
    """
    engine.problems.clear()
    best, attempts = None, 0
    for layout in _layouts(sheet, document, engine):
        attempts += 1
        _refuse(engine)
        best = layout if best is None or layout.rank < best.rank else best
        if not best.faults:
            break
    assert best is not None  # noqa: S101 (there is always a first layout)
    problems = [_problem(fault) for fault in best.faults]
    if any(fault.fatal for fault in best.faults):
        raise MastheadError(problems)
    pdf: bytes = best.engine_document.write_pdf()
    _refuse(engine)
    warnings = (*problems, *engine.problems.values())
    return Printed(pdf, len(best.laid.pages), warnings, attempts)


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
