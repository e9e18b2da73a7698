"""Facts held against each other, and against the words of a language: what cannot be true or cannot be printed."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from masthead.document.model import Organ
from masthead.language import UnknownPhraseError
from masthead.language.ordinal import FIRST, LAST
from masthead.problem import Problem, quoted
from masthead.symbol import Symbol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from masthead.document.model import Facts
    from masthead.language import Language
    from masthead.source import Source

_BODIES = {Organ.GENERAL_ASSEMBLY: "A"}
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def contradictions(facts: Facts, source: Source) -> list[Problem]:
    """Return a problem for each fact in *source* that contradicts another."""
    return [*_symbol(facts, source), *_dates(facts, source), *_origin(facts, source)]


def unprintable(facts: Facts, source: Source, language: Language) -> list[Problem]:
    """Return a problem for each fact in *source* that *language* has no words for, such as a 250th session."""
    problems = []
    if not _has_words(lambda: language.session(facts.session)):
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
    elif not symbol.is_resolution:
        what = f"symbol {symbol} is not that of a resolution"
        yield Problem(source.place(("symbol",)), what, "a resolution has a symbol such as A/RES/66/152")
    if symbol.session and _in_figures(symbol.session) != facts.session:
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
    if facts.adopted.on > facts.issued:
        what = f"adoption on {facts.adopted.on} comes after the issue on {facts.issued}"
        yield Problem(source.place(("adopted", "on")), what, "mend the date that is wrong")


def _origin(facts: Facts, source: Source) -> Iterator[Problem]:
    if facts.report and facts.drafts:
        what = "both a committee report and drafts without a committee are given"
        yield Problem(source.key_place(("drafts",)), what, "keep the one that the resolution was adopted on")
