"""The cover page, which is the masthead of the first page, and the preface with number and title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from masthead.document.model import Organ, Type
from masthead.export.akn.inline import cut
from masthead.export.akn.metadata import NAMES_OF_LANGUAGES, committee_term
from masthead.export.akn.tree import add, line
from masthead.typeset import characters

if TYPE_CHECKING:
    import datetime as dt

    from lxml.etree import _Element as Element

    from masthead.document import Document
    from masthead.document.content import Part, PrintedText
    from masthead.export.akn.inline import Inlines
    from masthead.markup import Inline

CONCEPTS = {
    Organ.GENERAL_ASSEMBLY: "generalAssembly",
    Organ.SECURITY_COUNCIL: "securityCouncil",
    Organ.HUMAN_RIGHTS_COUNCIL: "humanRightsCouncil",
    Organ.ECONOMIC_AND_SOCIAL_COUNCIL: "economicAndSocialCouncil",
}
_BRACKETED = re.compile(r"[(（](.*)[)）]")
_DASH = re.compile(r"\s*[–—-]\s*")


def cover(parent: Element, document: Document, inlines: Inlines) -> None:
    """Write the masthead, each line as a paragraph of the cover page."""
    page = add(parent, "coverPage", eId="coverPage_1")
    furniture = document.furniture
    publisher = add(add(page, "p"), "span", refersTo="#publisher", class_="upperLeft")
    inlines.fill(add(publisher, "docAuthority", refersTo="#publisher"), furniture.united_nations)
    add(add(page, "p", class_="upperRight"), "docNumber", str(furniture.symbol), refersTo="#symbol")
    body = add(page, "p", class_="upperLeft")
    add(body, "img", src="")
    inlines.fill(add(body, "docAuthority", refersTo="#issuingBody", class_="rightBig"), furniture.organ)
    _distribution(page, document, inlines)
    _kind(page, document, inlines)
    _session(page, document, inlines)
    _adoption(page, document, inlines)


def _distribution(page: Element, document: Document, inlines: Inlines) -> None:
    furniture, facts = document.furniture, document.facts
    if furniture.distribution:
        reference = f"#{facts.distribution.value}Distribution"
        status = add(add(page, "p"), "docStatus", refersTo=reference, class_="rightSmall")
        inlines.fill(status, furniture.distribution)
    if facts.issued:
        day = add(
            add(page, "p"), "docDate", date=facts.issued.isoformat(), class_="rightSmall", refersTo="#dateOfIssuance"
        )
        inlines.fill(day, furniture.issued)
    if furniture.translation:
        _inline(page, furniture.translation, "languageOfExpression", inlines, _language(document.language.code))
    if furniture.original:
        _inline(page, furniture.original, "originalLanguage", inlines, _language(facts.original or "").lower())


def _language(code: str) -> str:
    return f"#{NAMES_OF_LANGUAGES.get(code, code)}"


def _kind(page: Element, document: Document, inlines: Inlines) -> None:
    """Write the lines over the session: the Human Rights Council, or a decision and its committee."""
    furniture = document.furniture
    if furniture.subsidiary_organ:
        inlines.fill(add(add(page, "p"), "docAuthority", refersTo="#subsidiaryBody"), furniture.subsidiary_organ)
    if furniture.decision_word:
        inlines.fill(add(add(page, "p"), "docType"), furniture.decision_word)
    if furniture.committee:
        term = committee_term(document.facts) or "noMainCommittee"
        inlines.fill(add(add(page, "p"), "docProponent", refersTo=f"#{term}"), furniture.committee)


def _session(page: Element, document: Document, inlines: Inlines) -> None:
    furniture, facts = document.furniture, document.facts
    if furniture.session:
        reference = f"#{CONCEPTS[facts.organ]}"
        session = add(add(page, "p"), "session", refersTo=reference, value=facts.session, eId="coverPage_1__session_1")
        inlines.fill(session, furniture.session)
    if furniture.session_dates and facts.session_dates:
        _days(add(add(page, "p"), "event", refersTo="#session"), furniture.session_dates, facts.session_dates, inlines)
    if furniture.agenda_item:
        item = add(line(page), "inline", title=", ".join(facts.agenda_item or ()) or None, name="agenda item")
        inlines.fill(item, furniture.agenda_item)
    if furniture.agenda_title:
        _inline(page, furniture.agenda_title, "agenda item name", inlines)
    if furniture.category:
        _inline(page, furniture.category, "decision type", inlines)


def _days(event: Element, text: Inline, days: list[dt.date], inlines: Inlines) -> None:
    """Write the first and the last day of a session, parted by the dash; UNxml leaves the dash out."""
    dash = _DASH.search(characters(text))
    start, end = dash.span() if dash else (len(characters(text)),) * 2
    first, between, last = cut(text, start, end)
    for name, day, part in (("startDate", days[0], first), ("endDate", days[1], last)):
        inlines.fill(add(event, "date", date=day.isoformat(), refersTo=f"#{name}"), part)
    event[0].tail = "".join(run.text for run in between) or None


def _inline(page: Element, text: Inline, name: str, inlines: Inlines, reference: str | None = None) -> None:
    inlines.fill(add(line(page), "inline", refersTo=reference, name=name), text)


def _adoption(page: Element, document: Document, inlines: Inlines) -> None:
    furniture = document.furniture
    council = document.facts.organ is Organ.SECURITY_COUNCIL
    if furniture.resolution_number:
        title = add(line(page), "docTitle", refersTo="#resolutionNumber")
        inlines.fill(title, furniture.resolution_number)
    if furniture.adoption and council:
        _adoption_of_council(add(line(page), "docTitle", refersTo="#adoption"), document, inlines)
    elif furniture.adoption:
        inlines.fill(add(line(page), "docTitle"), furniture.adoption)
    if furniture.origin:
        term = committee_term(document.facts)
        proponent = add(line(page), "docProponent", refersTo=f"#{term}" if term else None)
        _marked(proponent, furniture.origin, [(_bracketed(furniture.origin), "originating document")], inlines)


def _bracketed(text: Inline) -> tuple[int, int] | None:
    found = _BRACKETED.search(characters(text))
    return found.span(1) if found else None


def _adoption_of_council(title: Element, document: Document, inlines: Inlines) -> None:
    """Write "Adopted by the Security Council at its 9586th meeting, on 25 March 2024" with its meeting and day."""
    text = document.furniture.adoption
    marks: list[tuple[tuple[int, int] | None, str]] = []
    for adopted in (document.facts.adopted or ())[:1]:
        if adopted.meeting:
            marks.append((meeting_span(text, adopted.meeting), "adoptionMeeting"))
        date = characters(text).find(document.language.date(adopted.on))
        span = (date, date + len(document.language.date(adopted.on))) if date >= 0 else None
        marks.append((span, adopted.on.isoformat()))
    _marked(title, text, marks, inlines)


def meeting_span(text: Inline, number: int) -> tuple[int, int] | None:
    """Return where *text* names the meeting: its number and the letters at its end."""
    found = re.search(rf"(?<!\d){number}(?!\d)(?:[-‑]?[a-zа-яё]{{1,3}}|[ºª°.])?", characters(text))
    return found.span() if found else None


def _marked(element: Element, text: Inline, marks: list[tuple[tuple[int, int] | None, str]], inlines: Inlines) -> None:
    """Write *text* with an element around each of the spans that were found; a day is called by its date."""
    at = 0
    for span, name in sorted((span, name) for span, name in marks if span):
        inlines.fill(element, cut(text, at, span[0])[1], linked=False)
        within = cut(text, *span)[1]
        if re.fullmatch(r"\d{4}-\d\d-\d\d", name):
            inner = add(element, "docDate", date=name, refersTo="#adoptionDate")
        else:
            title = "".join(run.text for run in within) if name == "adoptionMeeting" else None
            inner = add(element, "inline", name=name, title=title)
        inlines.fill(inner, within, linked=False)
        at = span[1]
    inlines.fill(element, cut(text, at, len(characters(text)))[1], linked=False)


def preface(parent: Element, document: Document, inlines: Inlines) -> None:
    """Write number and title; the sponsors of a draft and the title of a statement stand here too."""
    furniture, content, kind = document.furniture, document.content, document.facts.type
    heads: list[tuple[Inline | PrintedText, str, bool]] = []
    heads += [(content.sponsors.text, "sponsors", False)] if content.sponsors else []
    heads += [(furniture.statement, "#title1", True)] if furniture.statement else []
    reference = "#decisionTitle" if kind is Type.DECISION else "#resolutionTitle"
    heads += [(content.title.text, reference, True)] if content.title else []
    if not heads and not furniture.number:
        return
    paragraph = line(add(parent, "preface"))
    if furniture.number:
        number = add(paragraph, "docNumber", refersTo="decisionNumber" if kind is Type.DECISION else None)
        inlines.fill(number, furniture.number)
    for text, refers, bold in heads:
        title = add(paragraph, "docTitle", refersTo=refers)
        inlines.fill(add(title, "span", class_="bold") if bold else title, text)


def letter_of_part(parent: Element, part: Part, inlines: Inlines) -> None:
    """Write the letter of a part of a composite, and its title where it has one."""
    paragraph = line(add(parent, "preface"))
    add(paragraph, "docNumber", part.letter)
    if part.title:
        title = add(paragraph, "docTitle", refersTo="#resolutionTitle")
        inlines.fill(add(title, "span", class_="bold"), part.title.text)
