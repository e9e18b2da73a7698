"""Orders from the command line: what is understood, and what the refusals say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masthead.order import MM, Imposition, Order, Paper, Purpose, order
from masthead.problem import ExitCode, MastheadError


def refusal(**words: str) -> str:
    """Return what is said of an order for a printing house that is refused."""
    with pytest.raises(MastheadError) as refused:
        order(Purpose.PRINT, **words)
    assert refused.value.exit_code is ExitCode.USAGE
    return str(refused.value)


def test_an_order_for_a_printing_house_is_read() -> None:
    """Each word of the command line becomes its field of the order."""
    words = {"marks": "cross,crop", "bleed": "3mm", "imposition": "booklet", "paper": "A4", "creep": "0.3 mm"}
    found = order(Purpose.PRINT, **words, profile="styles/paper.icc")
    expected = Order(Purpose.PRINT, ("crop", "cross"), 3, Imposition.BOOKLET, Paper.A4, 0.3, "styles/paper.icc")
    assert found == expected


@pytest.mark.parametrize("purpose", Purpose)
def test_an_order_without_words_is_plain(purpose: Purpose) -> None:
    """Words that are not given ask for nothing, whoever the PDF is for."""
    assert order(purpose) == Order(purpose)


@pytest.mark.parametrize("name", ["marks", "bleed", "imposition", "paper", "creep", "profile"])
def test_what_only_a_printing_house_can_use_is_refused_elsewhere(name: str) -> None:
    """An option that would do nothing is a mistake, and is told by its name."""
    with pytest.raises(MastheadError) as refused:
        order(Purpose.ARCHIVE, **{name: "x"})
    assert refused.value.exit_code is ExitCode.USAGE
    assert str(refused.value) == f"--{name}: this is for a printing house alone; add --for print or leave it out"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"marks": "crop,fold"},
         '--marks: there are no marks called "fold"; write --marks crop, --marks cross or --marks crop,cross'),
        ({"imposition": "3up"},
         ('--imposition: "3up" is not one that is known; '
          "write --imposition booklet, --imposition 2up or --imposition 4up")),
        ({"paper": "a3"}, '--paper: "a3" is not one that is known; write --paper a4 or --paper letter'),
        ({"bleed": "3"}, '--bleed: "3" is not a measure; write a number and its unit, mm, pt or in: --bleed 3mm'),
        ({"bleed": "3cm"}, '--bleed: "3cm" is not a measure; write a number and its unit, mm, pt or in: --bleed 3mm'),
        ({"bleed": "-3mm"}, '--bleed: "-3mm" is less than nothing; write a measure from 0mm to 10mm'),
        ({"bleed": "300mm"}, '--bleed: "300mm" has no room on a sheet; write a measure from 0mm to 10mm'),
        ({"bleed": "9" * 400 + "mm"},
         f'--bleed: "{"9" * 60}..." has no room on a sheet; write a measure from 0mm to 10mm'),
        ({"imposition": "2up", "creep": "1mm"},
         "--creep: only the sheets of a booklet creep; add --imposition booklet or leave --creep out"),
        ({"imposition": "booklet", "creep": "1in"},
         '--creep: "1in" has no room on a sheet; write a measure from 0mm to 10mm'),
    ],
)  # fmt: skip
def test_a_word_that_is_not_understood_is_refused(words: dict[str, str], said: str) -> None:
    """The refusal names the option, what was written and what may be written."""
    assert refusal(**words) == said


@given(st.floats(0, 10), st.sampled_from([("mm", 1.0), ("pt", 1 / MM), ("in", 25.4)]))
def test_a_measure_is_the_same_in_every_unit(millimetres: float, unit: tuple[str, float]) -> None:
    """A bleed in mm, pt or inches is read as the millimetres that it is."""
    number = f"{millimetres / unit[1] * 0.999:.9f}"
    assert order(Purpose.PRINT, bleed=number + unit[0]).bleed == pytest.approx(float(number) * unit[1], abs=1e-6)


@given(st.text(max_size=20))
def test_no_word_breaks_the_reading(word: str) -> None:
    """Whatever is typed, it is an order or it is refused in words."""
    for name in ("marks", "bleed", "imposition", "paper"):
        try:
            order(Purpose.PRINT, **{name: word})
        except MastheadError as error:
            assert f"--{name}" in str(error)  # noqa: PT017 (both outcomes are right)
