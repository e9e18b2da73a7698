"""A document as Akoma Ntoso, in the dialect of the UNxml files that the United Nations itself publishes.

What that dialect has no form for stands in the namespace ``akn4un`` or in a form of Akoma Ntoso of its own:

* ``subheading/@akn4un:level`` in a ``subpart`` or ``subsection``: 3 or 4, the level of a numbered heading. Of those
  without a number the class tells: H1, H23, H4, H56.
* ``container/@akn4un:level`` and ``@akn4un:number``: a heading within the preamble.
* ``hcontainer/@name="preamble"``: around a ``crossHeading`` that stands in the main body itself.
* ``authorialNote/@akn4un:key``: key of a note in the YAML, where it is not its number.
* ``authorialNote/@akn4un:table="letter"``: a note under a table; ``noteRef`` calls a note once more.
* ``hcontainer/@name="quotation"``: quoted blocks. ``container/@name="figure"`` and ``paragraph/@class="figure"``:
  a picture; ``img/@alt`` says what it shows, the paragraph behind it is its caption.
* ``p/@class="votesLabel"`` and ``p/@class="votes"``, both with ``@refersTo``: who voted how.
* ``akn4un:edition`` within ``presentation``: ``@layout``, ``@footnotePolicy``, ``@runningTitle``, ``@jobDates`` where
  they are not those that follow from the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from masthead.document.model import Type
from masthead.export.akn.body import annexes, body
from masthead.export.akn.conclusions import conclusions, votes
from masthead.export.akn.cover import cover, letter_of_part, preface
from masthead.export.akn.inline import Inlines
from masthead.export.akn.metadata import meta
from masthead.export.akn.naming import Naming, identification
from masthead.export.akn.preamble import preamble
from masthead.export.akn.tree import Ids, add, root, serialised

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from masthead.document import Document
    from masthead.document.content import Part

NAMES = {
    Type.RESOLUTION: "resolution",
    Type.DECISION: "decision",
    Type.PRESIDENTIAL_STATEMENT: "presidentialStatement",
    Type.DRAFT_RESOLUTION: "draftResolution",
}
"""What UNxml calls the types of documents."""


def akn(document: Document) -> bytes:
    """Return *document* as an Akoma Ntoso file; the same document gives the same bytes."""
    tree = root()
    inlines = Inlines(Ids(), document.language.note_call_separator)
    if document.content.parts[0].letter:
        _collection(tree, document, inlines)
    else:
        _statement(tree, document, inlines)
    return serialised(tree)


def _statement(parent: Element, document: Document, inlines: Inlines) -> None:
    """Write an ordinary document: one part, with everything around it."""
    statement = add(parent, "statement", name=NAMES[document.facts.type])
    part = document.content.parts[0]
    meta(statement, document)
    cover(statement, document, inlines)
    preface(statement, document, inlines)
    preamble(statement, document, part, inlines)
    body(statement, part.operative, inlines)
    closing = conclusions(statement, document, 0, inlines)
    votes(statement, closing, document, inlines)
    _attachments(statement, document, inlines)


def _collection(parent: Element, document: Document, inlines: Inlines) -> None:
    """Write a composite such as A/RES/79/252 A-B: the cover first, each part as a statement behind it."""
    collection = add(parent, "documentCollection", name="publication")
    meta(collection, document)
    cover(collection, document, inlines)
    preface(collection, document, inlines)
    listing = add(collection, "collectionBody")
    word = "Resolution" if document.facts.type is Type.RESOLUTION else "Part"
    for n, part in enumerate(document.content.parts):
        component = add(listing, "component", eId=f"comp_def_{n}")
        add(component, "documentRef", eId=f"compRef_{n}", href=f"comp_{n}", showAs=f"{word} {part.letter}")
    votes(collection, None, document, inlines)
    _attachments(collection, document, inlines)
    components = add(parent, "components")
    for n, part in enumerate(document.content.parts):
        _part(add(components, "component", eId=f"comp_{n}"), document, n, part, inlines)


def _part(parent: Element, document: Document, n: int, part: Part, inlines: Inlines) -> None:
    statement = add(parent, "statement", name=NAMES[document.facts.type])
    identification(add(statement, "meta"), Naming.of(document, n))
    letter_of_part(statement, part, inlines)
    preamble(statement, document, part, inlines)
    body(statement, part.operative, inlines)
    conclusions(statement, document, n, inlines)


def _attachments(parent: Element, document: Document, inlines: Inlines) -> None:
    """Write the annexes, all of them in one attachment, as UNxml has them."""
    if not document.content.annexes:
        return
    attachment = add(add(parent, "attachments"), "attachment", eId="att_1")
    doc = add(attachment, "doc", name="annex")
    identification(add(doc, "meta"), Naming.of(document), "annex")
    annexes(doc, document.content.annexes, inlines)
