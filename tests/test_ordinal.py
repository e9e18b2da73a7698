"""Ordinal numbers in words, as the session line prints them."""

from __future__ import annotations

import icu
import pytest
from hypothesis import given
from hypothesis import strategies as st

from masthead.language import OrdinalError, Ordinals, codes, language

NUMBERS = range(1, 200)
RULE_SETS = {"en": "%spellout-ordinal-verbose", "fr": "%spellout-ordinal-feminine"}

# Where ICU prints other words than the United Nations (hyphens) or wrong ones ("quatre-vingt-et-unième").
ICU_DIFFERS: dict[str, dict[int, str]] = {
    "en": {},
    "fr": {
        21: "vingt-et-unième",
        31: "trente-et-unième",
        41: "quarante-et-unième",
        51: "cinquante-et-unième",
        61: "soixante-et-unième",
        71: "soixante-et-onzième",
        81: "quatre-vingt-et-unième",
        91: "quatre-vingt-et-onzième",
        101: "cent-et-unième",
        111: "cent-et-onzième",
        121: "cent vingt-et-unième",
        131: "cent trente-et-unième",
        141: "cent quarante-et-unième",
        151: "cent cinquante-et-unième",
        161: "cent soixante-et-unième",
        171: "cent soixante-et-onzième",
        181: "cent quatre-vingt-et-unième",
        191: "cent quatre-vingt-et-onzième",
    },
}


def in_icu(code: str) -> dict[int, str]:
    """ICU's words for all numbers that a table covers."""
    spellout = icu.RuleBasedNumberFormat(icu.URBNFRuleSetTag.SPELLOUT, icu.Locale(code))
    return {number: spellout.format(number, RULE_SETS[code]) for number in NUMBERS}


@pytest.mark.parametrize("code", RULE_SETS)
def test_words_agree_with_icu(code: str) -> None:
    """ICU prints the same words except at the named numbers; where it comes to agree, the list is to be cut."""
    words = {number: language(code).ordinal(number) for number in NUMBERS}
    assert {n: theirs for n, theirs in in_icu(code).items() if theirs != words[n]} == ICU_DIFFERS[code]


@pytest.mark.parametrize(
    ("number", "english", "french"),
    [
        (1, "first", "première"),
        (12, "twelfth", "douzième"),
        (21, "twenty-first", "vingt et unième"),
        (61, "sixty-first", "soixante et unième"),
        (66, "sixty-sixth", "soixante-sixième"),
        (70, "seventieth", "soixante-dixième"),
        (71, "seventy-first", "soixante et onzième"),
        (79, "seventy-ninth", "soixante-dix-neuvième"),
        (80, "eightieth", "quatre-vingtième"),
        (81, "eighty-first", "quatre-vingt-unième"),
        (91, "ninety-first", "quatre-vingt-onzième"),
        (99, "ninety-ninth", "quatre-vingt-dix-neuvième"),
        (100, "one hundredth", "centième"),
        (101, "one hundred and first", "cent unième"),
        (111, "one hundred and eleventh", "cent onzième"),
        (121, "one hundred and twenty-first", "cent vingt et unième"),
        (199, "one hundred and ninety-ninth", "cent quatre-vingt-dix-neuvième"),
    ],
)
def test_known_ordinals(number: int, english: str, french: str) -> None:
    """The words are the ones that a person would write."""
    assert (language("en").ordinal(number), language("fr").ordinal(number)) == (english, french)


@pytest.mark.parametrize("code", codes())
@given(number=st.integers(1, 199), other=st.integers(1, 199))
def test_different_sessions_have_different_words(code: str, number: int, other: int) -> None:
    """Two numbers share their words only if they are the same number."""
    words = language(code).ordinal
    assert (words(number) == words(other)) == (number == other)


@pytest.mark.parametrize("code", codes())
@given(number=st.integers(1, 199))
def test_words_lead_back_to_the_number(code: str, number: int) -> None:
    """From the words alone, cut at the front as a reader would, the number can be told."""
    tables = {language(code).ordinal(n): n for n in NUMBERS}
    line = language(code).session(number)
    if code in ("ar", "zh"):  # the ordinal stands behind a word or within one
        assert language(code).ordinal(number) in line
        assert tables[language(code).ordinal(number)] == number
        return
    start = line[0].lower() + line[1:]
    assert max((words for words in tables if start.startswith(f"{words} ")), key=len) == language(code).ordinal(number)
    assert tables[language(code).ordinal(number)] == number


@pytest.mark.parametrize("number", [0, -1, 200])
def test_no_words_outside_the_range(number: int) -> None:
    """A number below 1 or above 199 is refused, not guessed."""
    with pytest.raises(OrdinalError, match="run from 1 to 199"):
        language("en").ordinal(number)


def test_a_table_with_a_gap_says_so() -> None:
    """A number between two plain words of a table has no words, and the error names it."""
    with pytest.raises(OrdinalError, match="no words for 2"):
        Ordinals({1: "first", 3: "third"}).words(2)


def test_a_table_may_begin_late() -> None:
    """A number before the first one of a table has no words either."""
    with pytest.raises(OrdinalError, match="no words for 2"):
        Ordinals({3: "third"}).words(2)


def test_units_may_come_before_tens() -> None:
    """A table of another language sets the smaller ordinal where it belongs: Arabic, the units first."""
    table = Ordinals({9: "التاسعة", 70: "السبعون", 71: "{-70} والسبعون"})
    assert table.words(79) == "التاسعة والسبعون"


def test_an_unknown_table_is_refused() -> None:
    """Asking for a table that the language does not have names the ones it has."""
    with pytest.raises(OrdinalError, match="'meeting'; there is session"):
        language("fr").ordinal(3, "meeting")
