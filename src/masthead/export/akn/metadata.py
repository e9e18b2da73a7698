"""What an Akoma Ntoso file says of the document: names, dates, how it was adopted, terms, the foot of page 1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from masthead.document.model import NotePolicy, Organ, Type
from masthead.export.akn.naming import UNKNOWN, Naming, identification
from masthead.export.akn.tree import add, un
from masthead.typeset import characters

if TYPE_CHECKING:
    import datetime as dt

    from lxml.etree import _Element as Element

    from masthead.document import Document
    from masthead.document.model import Count, Facts

NAMES_OF_LANGUAGES = {
    "en": "English", "fr": "French", "es": "Spanish", "ru": "Russian", "ar": "Arabic", "zh": "Chinese",
}  # fmt: skip
ONTOLOGY = "/akn/ontology"
TERMS = (
    ("TLCOrganization", "source", "organization/un/DGACM", "DGACM"),
    ("TLCConcept", "dateOfIssuance", "concept/un/dateOfIssuance", "Date of issuance"),
    ("TLCConcept", "dateOfAdoption", "concept/un/dateOfAdoption", "Date of adoption"),
    ("TLCConcept", "symbol", "reference/un/symbol", "Symbol"),
    ("TLCRole", "publisher", "role/un/publisher", "Publisher"),
    ("TLCRole", "issuingBody", "role/un/issuingBody", "Issuing body"),
    ("TLCRole", "subsidiaryBody", "role/un/subsidiaryBody", "Subsidiary body"),
    ("TLCRole", "author", "role/un/author", "Author"),
    ("TLCRole", "editor", "role/un/editor", "Editor"),
    ("TLCRole", "distribution", "concept/un/{distribution}Distribution", "{Distribution} distribution"),
    ("TLCOrganization", "ga", "organization/un/generalAssembly", "General Assembly"),
    ("TLCOrganization", "sc", "organization/un/securityCouncil", "Security Council"),
    ("TLCOrganization", "hrc", "organization/un/generalAssembly/humanRightsCouncil", "Human Rights Council"),
    ("TLCOrganization", "ecosoc", "organization/un/economicAndSocialCouncil", "Economic and Social Council"),
    ("TLCTerm", "resolutionTitle", "reference/un/resolutionTitle", "Resolution title"),
    ("TLCTerm", "decisionTitle", "reference/un/decisionTitle", "Decision title"),
    ("TLCTerm", "memberState", "organization/un/memberState", "Member State"),
    ("TLCTerm", "inFavour", "concept/un/voting/inFavour", "In favour"),
    ("TLCTerm", "against", "concept/un/voting/against", "Against"),
    ("TLCTerm", "abstaining", "concept/un/voting/abstaining", "Abstaining"),
)
"""The terms that a file may refer to: kind, id, place in the ontology, name."""
_OWN_TERMS = {
    "ga": {Organ.GENERAL_ASSEMBLY, Organ.HUMAN_RIGHTS_COUNCIL},
    "sc": {Organ.SECURITY_COUNCIL},
    "hrc": {Organ.HUMAN_RIGHTS_COUNCIL},
    "subsidiaryBody": {Organ.HUMAN_RIGHTS_COUNCIL},
    "ecosoc": {Organ.ECONOMIC_AND_SOCIAL_COUNCIL},
}
"""Terms that belong to the documents of some organs."""


def meta(parent: Element, document: Document) -> None:
    """Write all that the file says of *document*."""
    element = add(parent, "meta")
    identification(element, Naming.of(document))
    _workflow(element, document.facts)
    _analysis(element, document.facts)
    _references(element, document)
    _presentation(element, document)


def _workflow(parent: Element, facts: Facts) -> None:
    """Write the steps that the facts tell of; the day of a draft is not among them."""
    steps: list[tuple[dt.date, str, str | None, str | None]] = []
    steps += [(UNKNOWN, "draftResolution", symbol, None) for symbol in facts.drafts or ()]
    day = facts.adopted[0].on if facts.adopted else UNKNOWN
    if facts.report:
        paragraph = str(facts.report.paragraph) if facts.report.paragraph else None
        steps += [(day, "recommendedForAdoption", symbol, paragraph) for symbol in facts.report.symbol]
    steps += [(adopted.on, "adopted", None, None) for adopted in facts.adopted or ()]
    if steps:
        element = add(parent, "workflow", source="#un")
        for on, outcome, symbol, paragraph in steps:
            add(element, "step", date=on.isoformat(), outcome=outcome, as_=symbol, by="", refersTo=paragraph)


def _analysis(parent: Element, facts: Facts) -> None:
    if facts.vote is None:
        return
    parliamentary = add(add(parent, "analysis", source="#un"), "parliamentary")
    outcome = "adoptedWithoutVote" if isinstance(facts.vote, str) else "adoptedRecordedVote"
    voting = add(parliamentary, "voting", outcome=outcome)
    add(voting, "quorum", value="")
    if not isinstance(facts.vote, str):
        _counts(voting, facts.vote)


def _counts(voting: Element, count: Count) -> None:
    for name, value in (("inFavour", count.in_favour), ("against", count.against), ("abstaining", count.abstaining)):
        add(voting, "count", value=str(value), refersTo=name)


def _references(parent: Element, document: Document) -> None:
    facts = document.facts
    element = add(parent, "references", source="#DGACM")
    distribution = facts.distribution.value
    for tag, name, href, shown in TERMS:
        if facts.organ not in _OWN_TERMS.get(name, {facts.organ}) or _of_other_type(name, facts.type):
            continue
        place = f"{ONTOLOGY}/{href.format(distribution=distribution)}"
        add(element, tag, eId=name, href=place, showAs=shown.format(Distribution=distribution.capitalize()))
    committee = committee_term(facts)
    if committee:
        add(element, "TLCTerm", eId=committee, href=f"#{committee}", showAs=_words(document) or committee)
    if facts.original:
        name = NAMES_OF_LANGUAGES.get(facts.original, facts.original)
        add(element, "TLCTerm", eId=name.lower(), href=f"{ONTOLOGY}/concept/un/language/{name.lower()}", showAs=name)


def _of_other_type(name: str, kind: Type) -> bool:
    return name == ("resolutionTitle" if kind is Type.DECISION else "decisionTitle")


def _words(document: Document) -> str:
    return characters(document.furniture.committee or document.furniture.origin).strip("[]")


def committee_term(facts: Facts) -> str | None:
    """Return the term of the Main Committee that a text comes from; None where nothing tells."""
    committee = facts.report.committee if facts.report else facts.committee
    if committee:
        return f"{committee.value}Committee"
    return "noMainCommittee" if facts.drafts or facts.type is Type.DECISION else None


def _presentation(parent: Element, document: Document) -> None:
    furniture = document.furniture
    element = add(parent, "presentation", source="#un")
    foot = add(element, un("footerFirstPage"))
    code = add(add(foot, un("footerFirstPageLeft")), un("internalCode"))
    number = f"{furniture.job_number} ({furniture.job_letter})" if furniture.job_number else ""
    add(code, "docketNumber", number, refersTo="#publicationJobNumber")
    add(code, "img", alt="bar code", class_="barCode", src="")
    right = add(foot, un("footerFirstPageRight"))
    add(right, "img", alt="Please recycle", class_="image", src="")
    add(right, "img", alt="embedded QR code", class_="qrCode", src="")
    edition = {name: value for name, value in _edition(document).items() if value}
    if edition:
        add(element, un("edition"), **edition)


def _edition(document: Document) -> dict[str, str]:
    """Return what the author chose, and no rule gives."""
    facts, content, furniture = document.facts, document.content, document.furniture
    own = characters(content.title.text) if content.title else ""
    running = characters(furniture.running_title)
    return {
        "layout": facts.layout.value if facts.layout else "",
        "footnotePolicy": "" if facts.footnote_policy is NotePolicy.REPRINT else facts.footnote_policy.value,
        "runningTitle": "" if running == own else running,
        "jobDates": furniture.job_dates,
    }
