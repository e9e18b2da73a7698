"""Facts held against each other, and against the words of a language: what cannot be true or cannot be printed."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from masthead.document.model import Adopted, Facts, Organ, Text, Type
from masthead.document.validation import first_sentence
from masthead.language import UnknownPhraseError
from masthead.language.ordinal import FIRST, LAST
from masthead.problem import Problem, quoted
from masthead.symbol import Symbol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pydantic import BaseModel

    from masthead.language import Language
    from masthead.source import Path, Source

_BODIES = {
    Organ.GENERAL_ASSEMBLY: "A",
    Organ.SECURITY_COUNCIL: "S",
    Organ.HUMAN_RIGHTS_COUNCIL: "A",
    Organ.ECONOMIC_AND_SOCIAL_COUNCIL: "E",
}
_NATURES = {Type.RESOLUTION: ("RES",), Type.PRESIDENTIAL_STATEMENT: ("PRST",), Type.DECISION: ("DEC",)}
_EXAMPLES = {"RES": "A/RES/66/152", "PRST": "S/PRST/2024/1", "DEC": "A/DEC/78/401"}
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def contradictions(facts: Facts, source: Source) -> list[Problem]:
    """Return a problem for each fact in *source* that contradicts another."""
    return [*_symbol(facts, source), *_dates(facts, source), *_origin(facts, source)]


def unprintable(facts: Facts, source: Source, language: Language) -> list[Problem]:
    """Return a problem for each fact in *source* that *language* has no words for, such as a 250th session."""
    problems = []
    session = facts.session
    if session and not _has_words(lambda: language.session(session, organ=facts.organ.value)):
        what = f'"session": {quoted(facts.session)} cannot be printed ({language.name})'
        problems.append(Problem(source.place(("session",)), what, f"sessions are counted from {FIRST} to {LAST}"))
    for n, item in enumerate(facts.agenda_item or []):
        if not _has_words(partial(language.agenda_items, [item])):
            what = f'"agenda_item": {quoted(item)} cannot be printed ({language.name})'
            problems.append(Problem(source.place(("agenda_item", n)), what, "write 69 or 69 (b); after (z) comes (aa)"))
    return problems


def _has_words(attempt: Callable[[], str]) -> bool:
    try:
        attempt()
    except (ValueError, UnknownPhraseError):
        return False
    return True


def _symbol(facts: Facts, source: Source) -> Iterator[Problem]:
    symbol = Symbol.parse(facts.symbol)
    if symbol.large != _BODIES[facts.organ]:
        what = f"symbol {symbol} is not one of the organ {facts.organ.value}"
        yield Problem(source.place(("symbol",)), what, f"its symbols start with {_BODIES[facts.organ]}/")
    elif (natures := _NATURES.get(facts.type)) and symbol.nature not in natures:
        what = f"symbol {symbol} is not that of a {facts.type.value.replace('-', ' ')}"
        todo = f"a {facts.type.value.replace('-', ' ')} has a symbol such as {_EXAMPLES[natures[0]]}"
        yield Problem(source.place(("symbol",)), what, todo)
    if symbol.session and facts.session and _in_figures(symbol.session) != facts.session:
        what = f"session {facts.session} contradicts symbol {symbol}, which is of session {symbol.session}"
        yield Problem(source.place(("session",)), what, "mend the one that is wrong")
    if facts.number and facts.number != symbol.title_number:
        what = f"number {quoted(facts.number)} contradicts symbol {symbol}, which is number {symbol.title_number}"
        yield Problem(source.place(("number",)), what, "mend the one that is wrong, or leave the number out")


def _in_figures(session: str) -> str:
    """Return a session with its Roman numeral, as symbols had it until 1976, in figures: ``S-VI`` is ``S-6``."""
    start, dash, numeral = session.rpartition("-")
    if not re.fullmatch("[IVXLC]+", numeral):
        return session
    values = [_ROMAN[letter] for letter in numeral]
    total = sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
    return f"{start}{dash}{total}"


def _dates(facts: Facts, source: Source) -> Iterator[Problem]:
    for n, adopted in enumerate(facts.adopted or []):
        if facts.issued and adopted.on > facts.issued:
            what = f"adoption on {adopted.on} comes after the issue on {facts.issued}"
            yield Problem(source.place(("adopted", n, "on")), what, "mend the date that is wrong")
    if facts.session_dates and facts.session_dates[0] > facts.session_dates[1]:
        what = "the session ends before it begins"
        yield Problem(source.place(("session_dates",)), what, "give its first day, then its last")


def wanting(facts: Facts, text: Text, facts_source: Source, text_source: Source) -> list[Problem]:
    """Return a problem for each key that a document of this kind cannot do without, or has too many of."""
    return [*_wanting_facts(facts, text, facts_source), *_wanting_texts(facts, text, text_source)]


def _wanting_facts(facts: Facts, text: Text, source: Source) -> Iterator[Problem]:
    council = facts.organ is Organ.SECURITY_COUNCIL
    needed = {
        "session": not council,
        "issued": facts.type is not Type.DECISION,
        "adopted": facts.type in (Type.RESOLUTION, Type.DECISION) and "adoption" not in text.printed,
    }
    for name, wanted in needed.items():
        if wanted and getattr(facts, name) is None and (name,) not in source.keys:
            yield _missing(source, (), name, Facts)
    resolution = council and facts.type is Type.RESOLUTION and "adoption" not in text.printed
    for n, adopted in enumerate(facts.adopted or []):
        if resolution and adopted.meeting is None:
            yield _missing(source, ("adopted", n), "meeting", Adopted)


def _wanting_texts(facts: Facts, text: Text, source: Source) -> Iterator[Problem]:
    untitled = facts.organ is Organ.SECURITY_COUNCIL or facts.type not in (Type.RESOLUTION, Type.DECISION)
    if not untitled and text.title is None and ("title",) not in source.keys:
        yield _missing(source, (), "title", Text)
    given = [name for name in ("operative", "body", "parts") if (name,) in source.keys]
    wanted = "operative" if facts.type in (Type.RESOLUTION, Type.DRAFT_RESOLUTION) else "body"
    if not given:
        yield _missing(source, (), wanted, Text)
    for name in given[1:]:
        what = f'both "{given[0]}" and "{name}" are given'
        yield Problem(source.key_place((name,)), what, f"keep one of them; a {facts.type.value} has {wanted}")
    if given == ["parts"] and ("preamble",) in source.keys:
        what = '"preamble" and "parts" are given'
        yield Problem(source.key_place(("preamble",)), what, "give each of the parts its own preamble")


def _missing(source: Source, path: Path, name: str, model: type[BaseModel]) -> Problem:
    description = first_sentence(model.model_fields[name].description or name)
    return Problem(source.place(path), f'"{name}" is missing', f"add it ({description})")


def _origin(facts: Facts, source: Source) -> Iterator[Problem]:
    if facts.report and facts.drafts:
        what = "both a committee report and drafts without a committee are given"
        yield Problem(source.key_place(("drafts",)), what, "keep the one that the resolution was adopted on")
