"""What stands around the text and follows from the facts: masthead, adoption line, closing line, running heads."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from masthead import markup
from masthead.citation import linked
from masthead.document.model import Layout
from masthead.symbol import Symbol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from masthead.document.model import Facts
    from masthead.language import Language
    from masthead.markup import Inline, Run

_LAST_OF_ASSEMBLY_LAYOUT = dt.date(2014, 12, 31)
"""Last day of the General Assembly layout. Measured: in use on 1 April 2014 (A/RES/68/262), out of use on
18 October 2018 (A/RES/73/3). The day of the change has not been seen; ``layout:`` overrides it."""


@dataclass(frozen=True)
class Heads:
    """The titles that are typed for a place outside the text column, as they are printed."""

    running: tuple[Run, ...]
    """Head of the pages."""
    agenda: tuple[Run, ...] = ()
    """Under the agenda item."""
    job_dates: tuple[dt.date, ...] = ()
    """Behind the job number."""


@dataclass(frozen=True)
class Furniture:
    """The lines that are derived, each as it is printed."""

    united_nations: Inline
    symbol: Symbol
    organ: Inline
    distribution: Inline
    issued: Inline
    session: Inline
    agenda_item: Inline
    agenda_title: Inline
    adoption: Inline
    origin: Inline
    """The bracketed line: the committee report, or the drafts adopted without one."""
    number: str
    """Number of the resolution, such as 66/152."""
    formula: Inline
    """The enacting formula, «L’Assemblée générale», without its comma."""
    formula_comma: Inline
    meeting: Inline
    adopted: Inline
    running_title: Inline
    recycle: Inline
    job_number: str | None
    job_letter: str
    job_dates: str
    """The days behind the job number, each as ddmmyy, such as 090123 120123."""
    address: str
    """Where the document is published; the QR code holds it."""

    @property
    def lines(self) -> Iterator[Inline]:
        """Every line with marks, in the order of the fields."""
        return (value for field in fields(self) if isinstance(value := getattr(self, field.name), tuple))


def layout(facts: Facts) -> Layout:
    """Return the edition of the page: the one asked for, or the one in use on the date of issue."""
    if facts.layout:
        return facts.layout
    return Layout.GENERAL_ASSEMBLY if facts.issued <= _LAST_OF_ASSEMBLY_LAYOUT else Layout.NEW_YORK


def furnish(facts: Facts, heads: Heads, language: Language) -> Furniture:
    """Derive every line around the text from the facts of a document, in the words of *language*."""
    on, organ = facts.issued, facts.organ.value

    def line(printed: str | None) -> Inline:
        return markup.parse(printed or "")

    symbol = Symbol.parse(facts.symbol)
    return Furniture(
        united_nations=line(language.united_nations),
        symbol=symbol,
        organ=line(language.organ(organ)),
        distribution=line(language.distribution(facts.distribution.value, on)),
        issued=line(language.issue_date(on)),
        session=line(language.session(facts.session)),
        agenda_item=line(language.agenda_items(facts.agenda_item, on) if facts.agenda_item else None),
        agenda_title=heads.agenda,
        adoption=line(language.adoption(organ, facts.adopted.on, on)),
        origin=linked(line(_origin(facts, language)), language.code),
        number=symbol.title_number or "",
        formula=line(language.formula(organ)),
        formula_comma=line(language.formula_comma),
        meeting=line(language.meeting(facts.adopted.meeting, on)),
        adopted=line(language.date(facts.adopted.on)),
        running_title=heads.running,
        recycle=line(language.recycle),
        job_number=facts.job_number,
        job_letter=language.letter,
        job_dates=" ".join(f"{day:%d%m%y}" for day in heads.job_dates),
        address=symbol.address(language.code),
    )


def _origin(facts: Facts, language: Language) -> str | None:
    if facts.report:
        report = facts.report
        return language.committee_report(report.committee.value, report.symbol, report.paragraph, facts.issued)
    if facts.drafts:
        return language.without_committee(facts.drafts, facts.issued)
    return None
