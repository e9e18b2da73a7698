"""The conclusions: meeting and day of the adoption, and how it was voted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from masthead.export.akn.cover import CONCEPTS, meeting_span
from masthead.export.akn.tree import add, line
from masthead.typeset import characters

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from masthead.document import Document
    from masthead.export.akn.inline import Inlines

VOTES = {"in_favour": "inFavour", "against": "against", "abstaining": "abstaining"}
"""The ways to vote, by their names in the language data."""


def conclusions(parent: Element, document: Document, part: int, inlines: Inlines) -> Element | None:
    """Write meeting and day of the adoption of a part; None where neither is printed."""
    closings, adopted = document.furniture.closings, document.facts.adopted or []
    if part >= len(closings) or not adopted:
        return None
    closing, fact = closings[part], adopted[min(part, len(adopted) - 1)]
    element = add(parent, "conclusions", eId=inlines.ids.new("conclusions"))
    event = add(add(element, "p"), "event", refersTo="#adoption")
    if closing.meeting and fact.meeting:
        span = meeting_span(closing.meeting, fact.meeting)
        title = characters(closing.meeting)[slice(*span)] if span else str(fact.meeting)
        inlines.fill(add(event, "location", title=title, refersTo="#adoptionMeeting"), closing.meeting)
        add(event, "eol")
    inlines.fill(add(event, "docDate", date=fact.on.isoformat(), refersTo="#adoptionDate"), closing.adopted)
    return element


def votes(parent: Element, closing: Element | None, document: Document, inlines: Inlines) -> None:
    """Write how the text was adopted, and who voted how, into the conclusions."""
    line_of_vote, facts = document.furniture.vote, document.facts
    if not line_of_vote and not document.content.votes:
        return
    if closing is None:
        closing = add(parent, "conclusions", eId=inlines.ids.new("conclusions"))
    if line_of_vote:
        outcome = "adoptedWithoutVote" if isinstance(facts.vote, str) else "adoptedRecordedVote"
        organ = CONCEPTS[facts.organ]
        vote = add(add(closing, "p"), "vote", by=f"#{organ}", as_="#author")
        inlines.fill(add(vote, "outcome", refersTo=f"#{outcome}"), line_of_vote)
    concepts = {document.language.vote_label(key): concept for key, concept in VOTES.items()}
    for listed in document.content.votes:
        refers = f"#{concepts[listed.label]}"
        line(closing, class_="votesLabel", refersTo=refers).text = listed.label
        inlines.fill(line(closing, class_="votes", refersTo=refers), listed.piece.text)
