"""Type: what a printer of the language sets for what was typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masthead.language import codes, language
from masthead.markup import Call, Inline, Run, parse, plain
from masthead.typography import set_type

NBSP = "\u00a0"


def printed(text: str, code: str) -> str:
    """Return the characters that *text* is printed as in a language."""
    return plain(set_type(parse(text), language(code).typography))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "yes".', "He said “yes”."),
        ('("yes")', "(“yes”)"),
        ("\"a 'b' c\"", "“a ‘b’ c”"),
        ("the States' rights and one's own", "the States’ rights and one’s own"),
        ("'tis the '80s", "’tis the ’80s"),
        ('*"Recalling"* it', "“Recalling” it"),
        ('"*Recalling*"', "“Recalling”"),
        ("18 December 2009", f"18{NBSP}December 2009"),
    ],
)
def test_english(text: str, expected: str) -> None:
    """English quotation marks curl towards the text, apostrophes to the left, and a day stays with its month."""
    assert printed(text, "en") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("l'homme", "l’homme"),
        ('dit "oui"', f"dit «{NBSP}oui{NBSP}»"),
        ("humains;", f"humains{NBSP};"),
        ("humains :", f"humains{NBSP}:"),
        ("Supplément n° 53", f"Supplément n°{NBSP}53"),
        ("18 décembre", f"18{NBSP}décembre"),
    ],
)
def test_french(text: str, expected: str) -> None:
    """French has « », and no-break spaces before ; and :, inside the marks, behind n° and in a date."""
    assert printed(text, "fr") == expected


def test_superscripts_of_french() -> None:
    """The ending of an ordinal is raised, in italics too; what is raised already stays as it is."""
    rules = language("fr").typography
    assert set_type(parse("La 89e séance"), rules) == (Run("La 89"), Run("e", raised=True), Run(" séance"))
    assert set_type(parse("*89e*"), rules) == (Run("89", italic=True), Run("e", italic=True, raised=True))
    assert set_type(parse("89^e^"), rules) == (Run("89"), Run("e", raised=True))


def test_rules_see_the_whole_paragraph() -> None:
    """A rule reaches over the beginning of italics and over a call; neither is moved or lost."""
    rules = language("fr").typography
    assert set_type(parse("*droits*;"), rules) == (Run("droits", italic=True), Run(f"{NBSP};"))
    inline = set_type(parse('"a[^n]" ;'), rules)
    assert [part for part in inline if isinstance(part, Call)] == [Call("n")]
    assert plain(inline) == f"«{NBSP}a{NBSP}»{NBSP};"


def test_nothing_is_set_for_nothing() -> None:
    """A text without parts has none afterwards."""
    assert set_type((), language("en").typography) == ()


PARTS = st.lists(
    st.builds(Run, st.text(st.sampled_from("ab 1e.,;:!?%'\"«»()-/" + NBSP + "é\ufdd0"), max_size=12), st.booleans())
    | st.builds(Call, st.sampled_from("ab")),
    max_size=8,
).map(tuple)


@pytest.mark.parametrize("code", codes())
@given(inline=PARTS)
def test_no_letter_and_no_call_is_lost(inline: Inline, code: str) -> None:
    """Setting type changes marks and spaces only: letters, digits and calls stay, in their order and style."""
    done = set_type(inline, language(code).typography)

    def solid(parts: Inline) -> list[object]:
        return [
            item
            for part in parts
            for item in (
                [part] if isinstance(part, Call) else [(sign, part.italic) for sign in part.text if sign.isalnum()]
            )
        ]

    assert solid(done) == solid(inline)


@pytest.mark.parametrize("code", codes())
@given(text=st.text(st.sampled_from("ab 1.,;:!?%«»()" + NBSP), max_size=30))
def test_set_twice_is_set_once(code: str, text: str) -> None:
    """What is set already stays as it is."""
    once = printed(text, code)
    assert printed(once, code) == once
