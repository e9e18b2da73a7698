"""Documents: from YAML to a checked model with everything that follows from its facts.

A document is a folder in ``content/`` with ``document.yaml`` (the facts, once) and one file a language
(``fr.yaml``), or a single file that holds both. :func:`entries` finds them, :func:`load` reads one text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from masthead.document.composition import Composer
from masthead.document.consistency import contradictions, unprintable, wanting
from masthead.document.desk import Desk
from masthead.document.furniture import Furniture, furnish, layout
from masthead.document.model import Facts, Layout, NotePolicy, Type
from masthead.document.notes import Notes
from masthead.document.reading import Reading, reading
from masthead.entry import Entry, entries
from masthead.language import language as known
from masthead.problem import MastheadError, Place, Problem, Severity

if TYPE_CHECKING:
    from masthead.document.content import Content
    from masthead.document.furniture import Heads
    from masthead.language import Language
    from masthead.workspace import Workspace

__all__ = ["Document", "Entry", "Layout", "entries", "load"]

SUBSTITUTE = "en"
"""Language that a text is checked in when its own is not known, so that its other faults come out too."""


@dataclass(frozen=True)
class Document:
    """A document in one language, ready to be typeset."""

    entry: Entry
    facts: Facts
    language: Language
    layout: Layout
    furniture: Furniture
    content: Content
    place: Place
    warnings: tuple[Problem, ...] = ()

    @property
    def has_formula(self) -> bool:
        """Whether the enacting formula is printed: over resolutions and drafts, not over statements and decisions."""
        return self.facts.type in (Type.RESOLUTION, Type.DRAFT_RESOLUTION)

    @property
    def file_name(self) -> str:
        """Name of its PDF: the symbol with ``_`` for ``/``, then the language (``A_RES_66_152-FR.pdf``)."""
        return f"{self.furniture.symbol.file_name}-{self.language.code.upper()}.pdf"


def load(workspace: Workspace, entry: Entry) -> Document:
    """Read, check and complete one text of a document.

    Raises:
        MastheadError: with every problem that its files have.
    """
    read = reading(workspace, entry)
    problems = [*read.problems, *_faults_of_facts(read)]
    composed = _composed(workspace, read, problems)
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise MastheadError(problems)
    assert read.language is not None  # noqa: S101 (what is not there is an error)
    assert read.facts is not None  # noqa: S101
    assert composed is not None  # noqa: S101
    content, heads = composed
    furniture = furnish(read.facts, heads, read.language, len(content.parts))
    edition = layout(read.facts)
    place = content.title.place if content.title else Place(entry.text)
    return Document(entry, read.facts, read.language, edition, furniture, content, place, tuple(problems))


def _faults_of_facts(read: Reading) -> list[Problem]:
    if read.facts is None or read.facts_source is None:
        return []
    found = contradictions(read.facts, read.facts_source)
    if read.text and read.text_source:
        found += wanting(read.facts, read.text, read.facts_source, read.text_source)
    if read.text and read.text_source and read.text.job_dates and not read.facts.job_number:
        todo = "add job_number to the facts, or leave the dates out"
        place = read.text_source.key_place(("job_dates",))
        found.append(Problem(place, "job dates are given and no job number", todo))
    return found + (unprintable(read.facts, read.facts_source, read.language) if read.language else [])


def _composed(workspace: Workspace, read: Reading, problems: list[Problem]) -> tuple[Content, Heads] | None:
    """Compose as much of the text as could be read, and add what is wrong with it to *problems*."""
    if read.text is None or read.text_source is None:
        return None
    desk = Desk(workspace, read.text_source, read.language or known(SUBSTITUTE))
    notes = Notes(desk, read.text.footnotes, read.facts.footnote_policy if read.facts else NotePolicy.REPRINT)
    composer = Composer(desk, notes)
    try:
        content = composer.compose(read.text)
        heads = composer.heads(read.text, content.title)
        if read.whole:
            notes.tell_of_uncalled()
    except MastheadError:
        return None
    finally:
        problems += desk.problems
    return content, heads
