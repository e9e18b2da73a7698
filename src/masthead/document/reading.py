"""The files of one text, read and held against the content model as far as they are right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from masthead import source
from masthead.document.model import Facts, Model, SingleFile, Text
from masthead.document.validation import salvaged, validated
from masthead.language import UnknownLanguageError, codes, language
from masthead.problem import MastheadError, Place, Problem, quoted
from masthead.suggestion import suggestion

if TYPE_CHECKING:
    from masthead.entry import Entry
    from masthead.language import Language
    from masthead.source import Source
    from masthead.workspace import Workspace

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Reading:
    """What the files of a text hold. A part that is too wrong to be looked at further is None."""

    facts_source: Source | None
    facts: Facts | None
    text_source: Source | None
    text: Text | None
    whole: bool
    """Whether nothing was left out of the text: every call of a note in the file is in it."""
    language: Language | None
    problems: tuple[Problem, ...]


def reading(workspace: Workspace, entry: Entry) -> Reading:
    """Read the facts and the text of *entry*, and every problem in the files that hold them."""
    if entry.facts == entry.text:
        return _single(workspace, entry)
    facts_source, facts, problems = _part(workspace, entry.facts, Facts)
    text_source, text, more = _part(workspace, entry.text, Text)
    tongue, unknown = _language(entry.text.rpartition("/")[2].removesuffix(".yaml"), Place(entry.text))
    return Reading(facts_source, facts, text_source, text, not more, tongue, (*problems, *more, *unknown))


def _single(workspace: Workspace, entry: Entry) -> Reading:
    read, whole, problems = _part(workspace, entry.text, SingleFile)
    if read is None:
        return Reading(None, None, None, None, False, None, tuple(problems))
    facts, text = (whole, whole) if whole else (salvaged(read, Facts), salvaged(read, Text))
    code = read.data.get("language") if isinstance(read.data, dict) else None
    tongue, unknown = _language(code, read.place(("language",))) if isinstance(code, str) else (None, [])
    return Reading(read, facts, read, text, not problems, tongue, (*problems, *unknown))


def _part(workspace: Workspace, name: str, model: type[M]) -> tuple[Source | None, M | None, list[Problem]]:
    """Read one file; give its model, or what of the model could be saved, and its problems."""
    try:
        read = source.read(workspace, name)
    except MastheadError as error:
        return None, None, list(error.problems)
    found, problems = validated(read, model)
    return read, found or salvaged(read, model), [*read.problems, *problems]


def _language(code: str, place: Place) -> tuple[Language | None, list[Problem]]:
    try:
        return language(code), []
    except UnknownLanguageError:
        todo = suggestion(code, codes(), f"known languages: {', '.join(codes())}")
        return None, [Problem(place, f"language {quoted(code)} is not known", todo)]
