"""How Akoma Ntoso names a document: as a work, as its text in one language, and as a file."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from masthead.document.furniture import issue
from masthead.document.model import Organ
from masthead.export.akn.tree import add

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from masthead.document import Document
    from masthead.symbol import Symbol

LANGUAGES = {"en": "eng", "fr": "fra", "es": "spa", "ru": "rus", "ar": "ara", "zh": "zho"}
"""ISO 639-2 codes of the official languages."""
UNKNOWN = dt.date(1, 1, 1)
"""What UNxml writes for a day that is not known."""
ACTORS = {
    Organ.GENERAL_ASSEMBLY: "unga",
    Organ.SECURITY_COUNCIL: "unsc",
    Organ.HUMAN_RIGHTS_COUNCIL: "unga-hrc",
    Organ.ECONOMIC_AND_SOCIAL_COUNCIL: "unecosoc",  # a guess: UNxml has no files of this organ
}
"""The organ in the name of a work."""
AUTHORS = {
    Organ.GENERAL_ASSEMBLY: "ga",
    Organ.SECURITY_COUNCIL: "sc",
    Organ.HUMAN_RIGHTS_COUNCIL: "ga",
    Organ.ECONOMIC_AND_SOCIAL_COUNCIL: "ecosoc",  # a guess, as above
}


@dataclass(frozen=True)
class Naming:
    """How a work is named: the address of the work, its days, its language."""

    work: str
    adopted: dt.date
    published: dt.date
    language: str
    author: str

    @classmethod
    def of(cls, document: Document, part: int | None = None) -> Naming:
        """Return the names of *document*, or of one of its parts."""
        facts = document.facts
        published = min(issue(facts), facts.issued or dt.date.max)
        published = UNKNOWN if published == dt.date.max else published
        each = facts.adopted or []
        adopted = each[min(part or 0, len(each) - 1)].on if each else published
        number = iri_number(document.furniture.symbol)
        if part is not None:
            number += document.content.parts[part].letter
        work = f"/akn/un/statement/deliberation/{ACTORS[facts.organ]}/{adopted.isoformat()}/{number}"
        language = LANGUAGES.get(document.language.code, "und")
        return cls(work, adopted, published, language, AUTHORS[facts.organ])


def iri_number(symbol: Symbol) -> str:
    """Return what names a document within the days of its organ: ``66-152``, ``2771-2025``, ``ES-11-1``."""
    parts = symbol.parts[1:]
    named = next((parts[n + 1 :] for n, part in enumerate(parts) if part in ("RES", "DEC", "PRST")), parts)
    number = re.sub(r" [A-Z](-[A-Z])?$", "", "/".join((*named, *symbol.suffixes)))
    return re.sub(r"[^A-Za-z0-9]+", "-", number).strip("-")


def identification(parent: Element, naming: Naming, component: str = "") -> None:
    """Write the names of work, expression and manifestation; *component* is an annex."""
    main = f"!main/{component}"
    expression = f"{naming.work}/{naming.language}@"
    element = add(parent, "identification", source="#DGACM")
    addresses = f"{naming.work}/{main}", f"{naming.work}/"
    work = _level(element, "FRBRWork", addresses, naming.adopted, "adoption")
    add(work, "FRBRauthor", href=naming.author, as_="author")
    add(work, "FRBRcountry", value="un")
    addresses = f"{expression}{main}", f"{expression}/"
    text = _level(element, "FRBRExpression", addresses, naming.published, "publication")
    add(text, "FRBRauthor", href=naming.author, as_="issuer")
    add(text, "FRBRlanguage", language=naming.language)
    addresses = f"{expression}/{main.removesuffix('/')}.xml", f"{expression}.xml"
    file = _level(element, "FRBRManifestation", addresses, naming.published, "markup")
    add(file, "FRBRauthor", href="DGACM", as_="editor")


def _level(parent: Element, tag: str, addresses: tuple[str, str], day: dt.date, name: str) -> Element:
    element = add(parent, tag)
    add(element, "FRBRthis", value=addresses[0])
    add(element, "FRBRuri", value=addresses[1])
    add(element, "FRBRdate", date=day.isoformat(), name=name)
    return element
