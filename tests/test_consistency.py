"""Consistency: facts that cannot all be true, and facts that a language has no words for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masthead import source
from masthead.document.consistency import contradictions, unprintable
from masthead.document.model import Facts
from masthead.document.validation import validated
from masthead.language import codes, language
from masthead.language.ordinal import LAST

FACTS = {
    "type": "resolution", "symbol": "A/RES/66/152", "organ": "general-assembly", "session": "66",
    "issued": "2012-03-13", "adopted": "{on: 2011-12-19, meeting: 89}",
}  # fmt: skip


def facts(**changes: str) -> tuple[Facts, source.Source]:
    """Return facts with some changed, and the file that they stand in."""
    read = source.parse("a.yaml", "".join(f"{key}: {value}\n" for key, value in (FACTS | changes).items()))
    found, problems = validated(read, Facts)
    assert not problems
    assert found
    return found, read


def roman(number: int) -> str:
    """Return the Roman numeral of 1 to 99."""
    tens, ones = divmod(number, 10)
    ten, one = "XLC", "IVX"
    return "".join(
        letters[0] * (digit % 5 if digit % 5 != 4 else 0) if digit < 4 else
        {4: letters[0] + letters[1], 9: letters[0] + letters[2]}.get(digit, letters[1] + letters[0] * (digit - 5))
        for digit, letters in ((tens, ten), (ones, one))
    )  # fmt: skip


@given(st.integers(1, LAST), st.integers(1, 999), st.sampled_from(["", "S-", "ES-"]))
def test_symbol_and_session_agree(session: int, number: int, kind: str) -> None:
    """A symbol of the session contradicts nothing, a symbol of any other session does."""
    symbol = f"A/RES/{kind}{session}/{number}"
    assert contradictions(*facts(symbol=symbol, session=f"{kind}{session}")) == []
    (problem,) = contradictions(*facts(symbol=symbol, session=f"{kind}{session + 1}"))
    assert (
        problem.what == f"session {kind}{session + 1} contradicts symbol {symbol}, which is of session {kind}{session}"
    )
    assert problem.place.line == 4


@given(st.integers(1, 30), st.sampled_from(["", "S-"]))
def test_roman_sessions(session: int, kind: str) -> None:
    """The Roman numerals of the sessions until 1975 are the sessions in figures."""
    found = facts(symbol=f"A/RES/3314 ({kind}{roman(session)})", session=f"{kind}{session}")
    assert contradictions(*found) == []


def test_number_agrees_with_the_symbol() -> None:
    """A number that is given must be the one that follows from the symbol."""
    assert contradictions(*facts(number="66/152")) == []
    (problem,) = contradictions(*facts(number="66/153"))
    assert problem.what == 'number "66/153" contradicts symbol A/RES/66/152, which is number 66/152'


@pytest.mark.parametrize(("issued", "right"), [("2011-12-18", False), ("2011-12-19", True), ("2030-01-01", True)])
def test_adoption_comes_before_issue(issued: str, right: bool) -> None:
    """A resolution is issued on the day of its adoption or later."""
    assert (not contradictions(*facts(issued=issued))) is right


@pytest.mark.parametrize("code", codes())
@pytest.mark.parametrize(
    ("session", "right"),
    [("1", True), ("199", True), ("200", False), ("S-99", True), ("ES-200", False), ("999", False)],
)
def test_sessions_with_words(code: str, session: str, right: bool) -> None:
    """A session that a language has no ordinal for is told, not printed."""
    found = facts(session=session, symbol=f"A/RES/{session}/1")
    assert (not unprintable(*found, language(code))) is right


@pytest.mark.parametrize("code", codes())
@pytest.mark.parametrize(
    ("item", "right"),
    [("9", True), ("9 (a)", True), ("9 (z)", True), ("9 (zz)", True), ("9 (az)", False), ("[9, 9 (ab)]", False)],
)
def test_agenda_items_with_letters(code: str, item: str, right: bool) -> None:
    """The letters of an agenda item are one, or the same one twice; others are told, not printed. Arabic has 28."""
    right = right and not (code == "ar" and item == "9 (zz)")
    assert (not unprintable(*facts(agenda_item=item), language(code))) is right
