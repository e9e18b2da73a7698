"""Documents: from YAML to a checked model with everything that follows from its facts.

A document is a folder in ``content/`` with ``document.yaml`` (the facts, once) and one file a language
(``fr.yaml``), or a single file that holds both. :func:`entries` finds them, :func:`load` reads one text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel

from masthead import source
from masthead.document.composition import Composer
from masthead.document.consistency import contradictions
from masthead.document.furniture import Furniture, furnish, layout
from masthead.document.model import Facts, Layout, SingleFile, Text
from masthead.document.validation import validated
from masthead.entry import Entry, entries
from masthead.language import UnknownLanguageError, codes, language
from masthead.problem import MastheadError, Place, Problem, Severity

if TYPE_CHECKING:
    from masthead.document.content import Content
    from masthead.language import Language
    from masthead.source import Source
    from masthead.workspace import Workspace

__all__ = ["Document", "Entry", "Layout", "entries", "load"]

M = TypeVar("M", bound=BaseModel)


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
    def file_name(self) -> str:
        """Name of its PDF: the symbol with ``_`` for ``/``, then the language (``A_RES_66_152-FR.pdf``)."""
        return f"{self.furniture.symbol.file_name}-{self.language.code.upper()}.pdf"


def load(workspace: Workspace, entry: Entry) -> Document:
    """Read, check and complete one text of a document.

    Raises:
        MastheadError: with every problem that its files have.
    """
    facts_source, facts, text_source, text, problems = _read(workspace, entry)
    tongue = _language(entry, text_source, text, problems)
    if facts and facts_source:
        problems += contradictions(facts, facts_source)
    if facts is None or text is None or text_source is None or tongue is None:
        raise MastheadError(problems)
    composer = Composer(workspace, text_source, tongue, facts.footnote_policy)
    content = composer.compose(text)
    problems += composer.problems
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if errors:
        raise MastheadError(problems)
    furniture = furnish(facts, text, tongue)
    place = text_source.place(("title",))
    return Document(entry, facts, tongue, layout(facts), furniture, content, place, tuple(problems))


Reading = tuple["Source | None", "Facts | None", "Source | None", "Text | None", list[Problem]]


def _read(workspace: Workspace, entry: Entry) -> Reading:
    """Read the facts and the text of *entry*, and every problem in the files that hold them."""
    if entry.facts == entry.text:
        single, whole, problems = _validated(workspace, entry.text, SingleFile)
        return single, whole, single, whole, problems
    facts_source, facts, problems = _validated(workspace, entry.facts, Facts)
    text_source, text, more = _validated(workspace, entry.text, Text)
    return facts_source, facts, text_source, text, problems + more


def _validated(workspace: Workspace, name: str, model: type[M]) -> tuple[Source | None, M | None, list[Problem]]:
    try:
        read = source.read(workspace, name)
    except MastheadError as error:
        return None, None, list(error.problems)
    return (read, *validated(read, model))


def _language(entry: Entry, read: Source | None, text: Text | None, problems: list[Problem]) -> Language | None:
    """Return the language of a text: named in a single file, else by the name of its file."""
    code, place = entry.text.rpartition("/")[2].removesuffix(".yaml"), Place(entry.text)
    if entry.facts == entry.text:
        if not isinstance(text, SingleFile) or read is None:
            return None
        code, place = text.language, read.place(("language",))
    try:
        return language(code)
    except UnknownLanguageError:
        todo = f"known languages: {', '.join(codes())}"
        problems.append(Problem(place, f'language "{code}" is not known', todo))
        return None
