"""Line ends as Word finds them, on paragraphs whose widths are known.

A digit is half as wide as its size and a space a quarter, so at 10 pt a word of four digits measures 20 pt and a
space 2.5 pt: the widths below are sums that can be checked by hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from masthead.press import narrowing
from masthead.press.engine import Engine, weasyprint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from masthead.workspace import Workspace

WORDS = "1111 2222 3333 4444 5555 66"


@pytest.fixture
def lines(workspace: Workspace) -> Any:
    """Return a function that sets a paragraph so many pt wide and returns the words and width of its lines."""
    engine = Engine(workspace)

    def of(width: float, style: str, text: str = WORDS) -> list[tuple[str, float]]:
        face = 'font: 10pt "Liberation Serif"; font-kerning: none'
        rules = f"body {{ margin: 0; width: {width}pt; {face}; text-align: justify; {style} }}"
        sheet = f"@page {{ size: 500pt 500pt; margin: 0 }} {rules}"
        html = engine.parse(f"<body>{text}</body>")
        page = html.render(stylesheets=[weasyprint().CSS(string=sheet)]).pages[0]
        return [(words.strip(), round(right, 2)) for words, right in _lines(page._page_box)]

    return of


def test_a_word_is_let_in_where_that_narrows_little(lines: Any) -> None:
    """Four words and three spaces measure 87.5 pt; on 86 pt each space gives half a pt, for 8 pt and more saved."""
    assert lines(86, "--narrowing: 0.6pt; --worth: 2")[0] == ("1111 2222 3333 4444", 86.0)


def test_no_space_is_narrowed_by_more_than_is_allowed(lines: Any) -> None:
    """Where half a pt each is too much, the line ends a word earlier and its spaces are widened."""
    assert lines(86, "--narrowing: 0.4pt; --worth: 2")[0] == ("1111 2222 3333", 86.0)


def test_a_narrowing_must_be_worth_it(lines: Any) -> None:
    """Without the last word two spaces would be widened by 10.5 pt each: 21 times as much as 0.5 pt, but not 22."""
    assert lines(86, "--narrowing: 0.6pt; --worth: 20")[0][0] == "1111 2222 3333 4444"
    assert lines(86, "--narrowing: 0.6pt; --worth: 22")[0][0] == "1111 2222 3333"


def test_the_last_line_is_never_narrowed(lines: Any) -> None:
    """The end of a paragraph is not justified, so its words stand at their natural distance."""
    text = "1111 2222 3333 4444"
    assert lines(86, "--narrowing: 0.6pt; --worth: 2", text) == [("1111 2222 3333", 86.0), ("4444", 20.0)]


def test_a_line_that_a_page_cuts_off_is_narrowed_again(lines: Any) -> None:
    """The first part of a parted paragraph is justified to its end, and holds the words it held before."""
    text = "1111 2222 3333 4444"
    assert lines(86, "--narrowing: 0.6pt; --worth: 2; text-align-last: justify", text) == [(text, 86.0)]


def test_words_in_italics_are_let_in_too(lines: Any) -> None:
    """What stands within a line in a style of its own counts like the rest."""
    text = "1111 <em>2222</em> 3333 <em>4444</em> 5555 66"
    assert lines(86, "--narrowing: 0.6pt; --worth: 2", text)[0] == ("1111 2222 3333 4444", 86.0)


def test_without_a_rule_lines_end_as_ever(lines: Any) -> None:
    """A style sheet that says nothing of narrowing keeps the lines of the engine."""
    assert lines(86, "")[0] == ("1111 2222 3333", 86.0)


def test_text_that_is_not_justified_is_not_narrowed(lines: Any) -> None:
    """A ragged line has no spaces to give."""
    assert lines(86, "text-align: start; --narrowing: 0.6pt; --worth: 2")[0] == ("1111 2222 3333", 65.0)


@pytest.mark.parametrize("tenths", range(870, 896, 2))
def test_a_space_before_other_words_may_hang_over_the_edge(lines: Any, tenths: int) -> None:
    """A text that fits but for its last space is not cut after its first word because italics follow it."""
    words = [words for words, _ in lines(tenths / 10, "", "1111 2222 3333 4444 <em>5555</em>")]
    assert words in (["1111 2222 3333", "4444 5555"], ["1111 2222 3333 4444", "5555"])


LONG = (
    "11 2222 333333 44 55555 6 7777777 88 999 1010 1212 13131313 14 15 16161 17 18181818 19 20 2121 22222 23 242424 25"
)


def test_what_is_left_out_for_its_width_would_not_have_been_worth_it(
    lines: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lines end the same whether each is tried with a word more or only those whose next word leaves it open."""
    texts = (LONG, LONG.replace(" 7", " <em>7</em>"), LONG.replace("55555 6", "55555<b>5</b> 6 (\u00ab\u00a06"))
    widths = range(900, 1100, 23)
    found = [lines(width / 10, "--narrowing: 0.9pt; --worth: 2", text) for width in widths for text in texts]
    monkeypatch.setattr(narrowing, "_least_width", lambda *_: 0.0)
    assert found == [lines(width / 10, "--narrowing: 0.9pt; --worth: 2", text) for width in widths for text in texts]


def test_hyphenated_text_is_narrowed_by_its_parts(lines: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where words are hyphenated, what may follow a line is the first part of a word, and not the whole."""
    style = "--narrowing: 0.9pt; --worth: 2; hyphens: auto; hyphenate-limit-chars: 5 2 3"
    text = '<p lang="en" style="margin: 0">International cooperation and multilateral negotiations characteristically'
    found = [lines(width / 10, style, text) for width in range(800, 1100, 17)]
    monkeypatch.setattr(narrowing, "_least_width", lambda *_: 0.0)
    assert found == [lines(width / 10, style, text) for width in range(800, 1100, 17)]


def test_few_lines_are_split_twice(lines: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine is asked for a word more only where that is open; a word is measured once, whatever follows."""
    measured: list[str] = []
    real = narrowing._width

    def counted(layout: Any, style: Any) -> float:
        measured.append(layout.text)
        return real(layout, style)

    monkeypatch.setattr(narrowing, "_width", counted)
    lines(100, "--narrowing: 0.9pt; --worth: 2", f"{LONG} {LONG} {LONG}")
    assert measured
    assert len(measured) == len(set(measured))


def _lines(box: Any) -> Iterator[tuple[str, float]]:
    """Give the words of each line and where the last of them ends, in pt."""
    if type(box).__name__ == "LineBox":
        texts = [bit for bit in box.descendants() if hasattr(bit, "text")]
        yield "".join(bit.text for bit in texts), (texts[-1].position_x + texts[-1].width) * 0.75
        return
    for child in getattr(box, "children", ()):
        yield from _lines(child)
