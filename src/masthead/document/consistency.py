"""Facts held against each other: what cannot all be true of one document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from masthead.document.model import Organ
from masthead.problem import Problem
from masthead.symbol import Symbol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from masthead.document.model import Facts
    from masthead.source import Source

_BODIES = {Organ.GENERAL_ASSEMBLY: "A"}


def contradictions(facts: Facts, source: Source) -> list[Problem]:
    """Return a problem for each fact in *source* that contradicts another."""
    return [*_symbol(facts, source), *_dates(facts, source), *_origin(facts, source)]


def _symbol(facts: Facts, source: Source) -> Iterator[Problem]:
    symbol = Symbol.parse(facts.symbol)
    if symbol.large != _BODIES[facts.organ]:
        what = f"symbol {symbol} is not one of the organ {facts.organ.value}"
        yield Problem(source.place(("symbol",)), what, f"its symbols start with {_BODIES[facts.organ]}/")
    elif not symbol.is_resolution:
        what = f"symbol {symbol} is not that of a resolution"
        yield Problem(source.place(("symbol",)), what, "a resolution has a symbol such as A/RES/66/152")
    if symbol.session and symbol.session != facts.session:
        what = f"session {facts.session} contradicts symbol {symbol}, which is of session {symbol.session}"
        yield Problem(source.place(("session",)), what, "mend the one that is wrong")
    if facts.number and facts.number != symbol.title_number:
        what = f"number {facts.number} contradicts symbol {symbol}, which is number {symbol.title_number}"
        yield Problem(source.place(("number",)), what, "mend the one that is wrong, or leave the number out")


def _dates(facts: Facts, source: Source) -> Iterator[Problem]:
    if facts.adopted.on > facts.issued:
        what = f"adoption on {facts.adopted.on} comes after the issue on {facts.issued}"
        yield Problem(source.place(("adopted", "on")), what, "mend the date that is wrong")


def _origin(facts: Facts, source: Source) -> Iterator[Problem]:
    if facts.report and facts.drafts:
        what = "both a committee report and drafts without a committee are given"
        yield Problem(source.key_place(("drafts",)), what, "keep the one that the resolution was adopted on")
