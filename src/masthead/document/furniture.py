"""What stands around the text and follows from the facts: masthead, adoption line, closing lines, running heads."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING

from masthead import markup
from masthead.citation import linked
from masthead.document.model import Layout, Organ, Type
from masthead.symbol import Symbol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from masthead.document.model import Adopted, Count, Facts
    from masthead.language import Language
    from masthead.markup import Inline, Run

_LAST_OF_ASSEMBLY_LAYOUT = dt.date(2014, 12, 31)
"""Last day of the General Assembly layout. Measured: in use on 1 April 2014 (A/RES/68/262), out of use on
18 October 2018 (A/RES/73/3). The day of the change has not been seen; ``layout:`` overrides it."""


@dataclass(frozen=True)
class Heads:
    """The lines that are typed for a place outside the text column, as they are printed."""

    running: tuple[Run, ...] = ()
    """Head of the pages."""
    agenda: tuple[Run, ...] = ()
    """Under the agenda item."""
    category: tuple[Run, ...] = ()
    """Kind of a decision."""
    job_dates: tuple[dt.date, ...] = ()
    """Behind the job number."""
    printed: Mapping[str, tuple[Run, ...]] = field(default_factory=dict)
    """Derived lines that the text prints otherwise, by their names."""


@dataclass(frozen=True)
class Closing:
    """The lines at the end of a part: the meeting, and the day of its adoption."""

    meeting: Inline
    adopted: Inline


@dataclass(frozen=True)
class Furniture:
    """The lines that are derived, each as it is printed; an empty one is not printed."""

    symbol: Symbol
    united_nations: Inline
    organ: Inline
    """The organ in the masthead; for the Human Rights Council that is the General Assembly."""
    subsidiary_organ: Inline
    """The organ under it, in the session block."""
    distribution: Inline
    issued: Inline
    translation: Inline
    """The language of a translation."""
    original: Inline
    """The language of the original."""
    decision_word: Inline
    committee: Inline
    """Who recommended a decision: the plenary or a Main Committee."""
    category: Inline
    session: Inline
    session_dates: Inline
    agenda_item: Inline
    agenda_title: Inline
    resolution_number: Inline
    """The number of a Security Council resolution, "Resolution 2771 (2025)"."""
    adoption: Inline
    origin: Inline
    """The bracketed line: the committee report, or the drafts adopted without one."""
    number: Inline
    """What stands before the title: "66/152."."""
    statement: Inline
    """The title of a presidential statement."""
    formula: Inline
    """The enacting formula with the comma that leads on to the preamble."""
    formula_alone: Inline
    """The enacting formula where no preamble follows."""
    meeting: Inline
    adopted: Inline
    vote: Inline
    running_title: Inline
    recycle: Inline
    closings: tuple[Closing, ...]
    """The closing lines of each part."""
    job_number: str | None
    job_letter: str
    job_dates: str
    """The days behind the job number, each as ddmmyy, such as 090123 120123."""
    address: str
    """Where the document is published; the QR code holds it."""

    @property
    def lines(self) -> Iterator[Inline]:
        """Every line with marks, in the order of the fields."""
        inlines = (getattr(self, entry.name) for entry in fields(self) if entry.type == "Inline")
        yield from inlines
        for closing in self.closings:
            yield from (closing.meeting, closing.adopted)


def issue(facts: Facts) -> dt.date:
    """Return the day that decides between forms that changed with time: of issue, else of adoption."""
    if facts.issued:
        return facts.issued
    return facts.adopted[0].on if facts.adopted else dt.date.max


def layout(facts: Facts) -> Layout:
    """Return the edition of the page: the one asked for, or the one in use on the date of issue."""
    if facts.layout:
        return facts.layout
    if facts.organ is Organ.HUMAN_RIGHTS_COUNCIL:
        return Layout.GENEVA
    old = facts.organ is Organ.GENERAL_ASSEMBLY and issue(facts) <= _LAST_OF_ASSEMBLY_LAYOUT
    return Layout.GENERAL_ASSEMBLY if old else Layout.NEW_YORK


def furnish(facts: Facts, heads: Heads, language: Language, parts: int = 1) -> Furniture:
    """Derive every line around a text of *parts* parts from its facts, in the words of *language*."""
    derived = {name: markup.parse(line) for name, line in _lines(facts, language, parts).items()}
    derived |= heads.printed
    derived["origin"] = linked(derived["origin"], language.code)
    if "formula" in heads.printed:
        derived["formula_alone"] = heads.printed["formula"]
    symbol = Symbol.parse(facts.symbol)
    closings = tuple(
        Closing(markup.parse(_meeting(adopted, facts, language)), markup.parse(language.date(adopted.on)))
        for adopted in _each(facts, parts)
    )
    return Furniture(
        symbol=symbol,
        agenda_title=heads.agenda,
        category=heads.category,
        running_title=heads.running,
        closings=tuple(_printed(closing, heads.printed) for closing in closings),
        job_number=facts.job_number,
        job_letter=language.letter,
        job_dates=" ".join(f"{day:%d%m%y}" for day in heads.job_dates),
        address=symbol.address(language.code),
        **derived,
    )


def _lines(facts: Facts, language: Language, parts: int) -> dict[str, str]:
    """Return the derived lines in inline markup, by the names of their fields."""
    on = issue(facts)
    formula = language.opening_words(language.formula(facts.organ.value))
    first, *_ = [*_each(facts, parts), None]
    return {
        **_masthead(facts, language, on),
        **_session(facts, language, on),
        **_adoption(facts, language, parts),
        "formula": formula + language.formula_comma,
        "formula_alone": formula,
        "meeting": _meeting(first, facts, language) if first else "",
        "adopted": language.date(first.on) if first else "",
        "vote": _vote(facts.vote, language) if facts.vote else "",
        "recycle": language.recycle,
    }


def _masthead(facts: Facts, language: Language, on: dt.date) -> dict[str, str]:
    subsidiary = facts.organ is Organ.HUMAN_RIGHTS_COUNCIL
    head = Organ.GENERAL_ASSEMBLY if subsidiary else facts.organ
    original = facts.original
    return {
        "united_nations": language.united_nations,
        "organ": language.organ(head.value),
        "subsidiary_organ": language.organ(facts.organ.value) if subsidiary else "",
        "distribution": language.distribution(facts.distribution.value, on) if facts.issued else "",
        "issued": language.issue_date(facts.issued) if facts.issued else "",
        "translation": language.translation if original and original != language.code else "",
        "original": language.original(original) if original else "",
    }


def _session(facts: Facts, language: Language, on: dt.date) -> dict[str, str]:
    organ, items, days = facts.organ.value, facts.agenda_item, facts.session_dates
    decision = facts.type is Type.DECISION
    committee = language.committee(facts.committee.value) if facts.committee else language.plenary
    return {
        "decision_word": language.decision if decision else "",
        "committee": committee if decision else "",
        "session": language.session(facts.session, facts.resumed, organ=organ) if facts.session else "",
        "session_dates": language.period(days[0], days[1]) if days else "",
        "agenda_item": language.agenda_items(items, on, organ=organ) if items else "",
    }


def _adoption(facts: Facts, language: Language, parts: int) -> dict[str, str]:
    symbol, on = Symbol.parse(facts.symbol), issue(facts)
    council = facts.organ is Organ.SECURITY_COUNCIL
    resolution = facts.type is Type.RESOLUTION
    number = language.title_number(symbol.printed_number) if symbol.printed_number and not council else ""
    numbered = resolution and council and symbol.number and symbol.year
    adopted = facts.adopted[0] if facts.adopted and resolution else None
    return {
        "resolution_number": language.numbered_resolution(int(symbol.number or 0), symbol.year or 0)
        if numbered
        else "",
        "adoption": language.adoption(facts.organ.value, adopted.on, on, count=parts, meeting=adopted.meeting)
        if adopted
        else "",
        "origin": _origin(facts, language) if resolution else "",
        "number": number if facts.type in (Type.RESOLUTION, Type.DECISION) else "",
        "statement": language.statement(facts.organ.value) if facts.type is Type.PRESIDENTIAL_STATEMENT else "",
    }


def _origin(facts: Facts, language: Language) -> str:
    on, report = issue(facts), facts.report
    if report and report.committee:
        return language.committee_report(report.committee.value, report.symbol, report.paragraph, on)
    if report:
        return language.without_committee(report.symbol, on, report.paragraph)
    return language.without_committee(facts.drafts, on) if facts.drafts else ""


def _each(facts: Facts, parts: int) -> list[Adopted]:
    """Return the adoption of each part whose closing is printed; the Security Council prints none."""
    if not facts.adopted or facts.organ is Organ.SECURITY_COUNCIL:
        return []
    return [facts.adopted[min(n, len(facts.adopted) - 1)] for n in range(parts)]


def _meeting(adopted: Adopted, facts: Facts, language: Language) -> str:
    if adopted.meeting is None:
        return ""
    return language.meeting(adopted.meeting, issue(facts), organ=facts.organ.value, resumed=adopted.resumed)


def _vote(vote: str | Count, language: Language) -> str:
    if isinstance(vote, str):
        return language.vote_without
    return language.vote_recorded(vote.in_favour, vote.against, vote.abstaining)


def _printed(closing: Closing, printed: Mapping[str, Inline]) -> Closing:
    """Return *closing* with the lines that the text prints otherwise."""
    own = {name: printed[name] for name in ("meeting", "adopted") if name in printed}
    return replace(closing, **own)
