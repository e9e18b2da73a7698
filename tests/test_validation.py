"""Validation: the data of a file becomes a model, or problems in an author's words."""

from __future__ import annotations

import pytest

from masthead import source
from masthead.document.model import Facts, SingleFile, Text
from masthead.document.validation import salvaged, validated

FACTS = """\
type: resolution
symbol: A/RES/66/152
organ: general-assembly
session: 66
issued: 2012-03-13
adopted: {on: 2011-12-19, meeting: 89}
"""
TEXT = "title: A title\noperative: [One]\n"


def told(text: str, model: type[Facts | Text | SingleFile]) -> list[str]:
    """Return the problems of *text* without the name of the file."""
    _, problems = validated(source.parse("a.yaml", text), model)
    return [str(problem).removeprefix("a.yaml:") for problem in problems]


def test_right_file_becomes_the_model() -> None:
    """A file without faults is its model: numbers and dates are read from what was typed."""
    facts, problems = validated(source.parse("a.yaml", FACTS), Facts)
    assert not problems
    assert facts
    assert facts.adopted
    assert facts.adopted[0].meeting == 89
    assert facts.adopted[0].on.isoformat() == "2011-12-19"
    assert facts.session == "66"


def test_one_item_is_a_list_of_one() -> None:
    """An agenda item may stand alone or in a list."""
    alone, _ = validated(source.parse("a.yaml", FACTS + "agenda_item: 69 (b)\n"), Facts)
    listed, _ = validated(source.parse("a.yaml", FACTS + "agenda_item: [69 (b)]\n"), Facts)
    assert alone == listed
    assert alone
    assert alone.agenda_item == ["69 (b)"]


def test_optional_key_without_a_value_is_left_out() -> None:
    """A key that may be left out may stand there empty."""
    text, problems = validated(source.parse("a.yaml", TEXT + "running_title:\nannexes:\n"), Text)
    assert not problems
    assert text
    assert text.running_title is None


SIGN = "write words after it, in quotes where they start with a sign"
FAULTS = {
    "title: a\nannexes: [{title: b}]\n": '2:11: "body" is missing; add it (blocks of the annex)',
    TEXT + "tilte: x\n": '3:1: unknown key "tilte"; did you mean "title"?',
    TEXT + "annexes: []\n": '3:10: "annexes" is empty; fill it in or delete it (annexes)',
    "title: a\noperative:\n- {heading: h, level: 5}\n": '3:23: "level": "5" is not known; choose from: 1, 2, 3, 4',
    "title: a\noperative:\n- {table: [[a, [b]]]}\n": (
        '3:16: item 2 of "table" must be a text or a mapping, not a list; write key: value lines under it'
    ),
    "title: a\noperative:\n- {heading: {a: h}}\n": f'3:13: "heading" must be a text, not a mapping; {SIGN}',
    TEXT + "footnotes: {'[key]': x}\n": '3:13: "[key]" cannot be a key; a key is one word without brackets',
    TEXT + f"agenda_title: {'x' * 20_001}\n": (
        '3:15: "agenda_title" has 20,001 characters, and 20,000 are the most that it may have; '
        "divide it into paragraphs"
    ),
}


@pytest.mark.parametrize(("text", "expected"), FAULTS.items(), ids=FAULTS.values())
def test_fault_in_the_words_of_an_author(text: str, expected: str) -> None:
    """A fault names the key as it was typed, at its place, and says what to do."""
    assert told(text, Text) == [expected]


def test_block_called_like_its_key() -> None:
    """The kind of a block is no step on the way to a value, even where a key is called like it."""
    text = "title: a\noperative:\n- {heading: h, levle: 1}\n- {table: [[a]], capton: c}\n"
    assert told(text, Text) == [
        '3:16: unknown key "levle"; did you mean "level"?',
        '4:18: unknown key "capton"; did you mean "caption"?',
    ]


def test_what_is_right_is_salvaged() -> None:
    """Of a file with faults, what is right can be checked further: wrong and unknown keys are left out."""
    read = source.parse("a.yaml", TEXT + "running_title: [x]\ncolour: blue\nfootnotes: {a: x, b: {c: y}}\n")
    text = salvaged(read, Text)
    assert text
    assert text.running_title is None
    assert text.footnotes == {"a": ["x"]}


def test_halves_of_a_single_file_are_salvaged_apart() -> None:
    """In a single file the text is salvaged though the facts are wrong, and the facts though the text is."""
    read = source.parse("a.yaml", FACTS.replace("66\n", "[66]\n") + TEXT)
    facts, text = salvaged(read, Facts), salvaged(read, Text)
    assert facts
    assert text
    assert (facts.session, text.operative) == (None, ["One"])
    read = source.parse("a.yaml", FACTS + TEXT.replace("[One]", "One"))
    facts, text = salvaged(read, Facts), salvaged(read, Text)
    assert facts
    assert text
    assert (facts.session, text.operative) == ("66", None)


def test_lists_are_never_shortened() -> None:
    """A list with a wrong item is left out whole: places are found by the positions in it."""
    read = source.parse("a.yaml", TEXT + "preamble: [a, [b], c]\n")
    text = salvaged(read, Text)
    assert text
    assert text.preamble == []


def test_data_of_the_file_stay_as_they_are() -> None:
    """Salvaging changes nothing in what was read."""
    read = source.parse("a.yaml", TEXT + "footnotes: {a: x, b: {c: y}}\n")
    salvaged(read, Text)
    assert read.data == {"title": "A title", "operative": ["One"], "footnotes": {"a": "x", "b": {"c": "y"}}}
