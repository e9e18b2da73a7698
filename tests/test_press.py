"""The press as a whole: documents dense with notes come out with every word and every note, or not at all."""

from __future__ import annotations

import json
import re
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from conftest import FACTS
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from masthead.document import Document, load
from masthead.document.passages import passages
from masthead.entry import entries
from masthead.press import Engine, press
from masthead.press.proof import prove
from masthead.press.reading import read
from masthead.problem import ExitCode, MastheadError
from masthead.typeset import Sheet, typeset
from masthead.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from masthead.press import Printed

HEAD = f"{FACTS}language: en\ntitle: A title\n"
TEXT = "Reaffirming its determination to promote international cooperation in accordance with the Charter"
WORDS = TEXT.split()


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Return a workspace for documents that are made on the way."""
    root = tmp_path_factory.mktemp("press")
    (root / "content").mkdir()
    return Workspace(root)


@pytest.fixture(scope="module")
def engine(workspace: Workspace) -> Engine:
    """Return one engine for all of them."""
    return Engine(workspace)


def document(workspace: Workspace, preamble: list[str], operative: Sequence[object], notes: dict[str, str],
             layout: str = "new-york") -> Document:  # fmt: skip
    """Return a document with these paragraphs and notes."""
    text = {"layout": layout, "preamble": preamble, "operative": operative, "footnotes": notes}
    (workspace.content / "doc.yaml").write_text(HEAD + _yaml(text), encoding="utf-8")
    return load(workspace, entries(workspace, ["doc"])[0])


def _yaml(values: Mapping[str, object]) -> str:
    """Write *values* as YAML: each as the JSON that YAML takes too."""
    return "".join(f"{key}: {json.dumps(value)}\n" for key, value in values.items() if value)


@st.composite
def dense(draw: st.DrawFn, longest: int) -> tuple[list[str], list[str], dict[str, str]]:
    """Give paragraphs in which every tenth word or so calls a note of up to *longest* words.

    Every call and every note carries its number, so that they are found in the PDF again.
    """
    notes: dict[str, str] = {}

    def paragraph() -> str:
        words = []
        for at in range(draw(st.integers(4, 90))):
            word = WORDS[at % len(WORDS)]
            if draw(st.integers(0, 9)) == 0:
                key = "k" + "".join("abcdefghij"[int(figure)] for figure in str(len(notes)))
                length = draw(st.integers(1, longest))
                notes[key] = " ".join([f"begin{key}", *(WORDS[n % len(WORDS)] for n in range(length)), f"end{key}"])
                word = f"call{key}[^{key}]"
            words.append(word)
        return " ".join(words)

    preamble = [paragraph() for _ in range(draw(st.integers(1, 6)))]
    operative = [paragraph() for _ in range(draw(st.integers(1, 6)))]
    return preamble, operative, notes


def marks(pdf: bytes) -> dict[str, list[int]]:
    """Return the pages, from 1, of every mark such as ``callk12``."""
    found: dict[str, list[int]] = {}
    for number, page in enumerate(PdfReader(BytesIO(pdf)).pages, start=1):
        for mark in re.findall(r"(?:call|begin|end)k+[a-z]+", page.extract_text()):
            found.setdefault(mark, []).append(number)
    return found


def check(made: Document, printed: Printed) -> int:
    """Hold the PDF against the document, by its text alone; return how many notes stand late."""
    late, found = 0, marks(pdf_of(printed))
    for note in made.content.notes():
        called, begins, ends = (found.pop(f"{part}{note.key}") for part in ("call", "begin", "end"))
        assert len(called) == len(begins) == len(ends) == 1, note
        late += begins != called
    assert not found
    reported = sum("stands on page" in problem.what for problem in printed.warnings)
    assert reported == late
    return late


fuzz = settings(
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],  # an example is told as it is: shrinking it would take minutes
    suppress_health_check=list(HealthCheck),
)


KINDS = ((12, "new-york", 14), (40, "general-assembly", 14), (200, "new-york", 5))
"""Longest note in words, layout, number of documents."""


def pdf_of(printed: Printed) -> bytes:
    """Return the only PDF that was ordered."""
    (pdf,) = printed.pdfs
    assert pdf is not None
    return pdf


def test_no_note_is_lost_and_none_is_late(workspace: Workspace, engine: Engine) -> None:
    """Of a thousand notes in documents dense with them, each is printed once, all but one on the page of its call."""
    counts = {"notes": 0, "late": 0}
    for longest, layout, examples in KINDS:

        @settings(fuzz, max_examples=examples)
        @given(dense(longest), st.just(layout))
        def holds(parts: tuple[list[str], list[str], dict[str, str]], layout: str) -> None:
            made = document(workspace, *parts, layout)
            printed = press(typeset(made, workspace), made, engine)
            counts["notes"] += len(parts[2])
            counts["late"] += check(made, printed)

        holds()
    assert counts["notes"] >= 1000
    assert counts["late"] <= counts["notes"] // 1000


def test_a_note_of_several_pages_is_printed_whole(workspace: Workspace, engine: Engine) -> None:
    """A note longer than two pages starts with its call, goes on on the following pages and ends."""
    long = " ".join(["beginka", *(WORDS * 130), "endka"])
    made = document(workspace, [f"Recalling callka[^k] {' '.join(WORDS * 20)}"], ["*Decides* so."], {"k": long})
    printed = press(typeset(made, workspace), made, engine)
    assert marks(pdf_of(printed)) == {"callka": [1], "beginka": [1], "endka": [3]}
    assert printed.warnings == ()


def test_the_last_note_may_be_longer_than_its_page(workspace: Workspace, engine: Engine) -> None:
    """A long note called in the last line of the document loses nothing."""
    long = " ".join(["beginka", *(WORDS * 80), "endka"])
    made = document(workspace, ["*Recalling* it,"], ["*Decides* callka[^k]"], {"k": long})
    printed = press(typeset(made, workspace), made, engine)
    assert marks(pdf_of(printed)) == {"callka": [1], "beginka": [1], "endka": [2]}


def test_a_remedy_is_tried_where_the_engine_parts_a_note_from_its_call(workspace: Workspace, engine: Engine) -> None:
    """The engine alone puts a note of this document on a later page; the press lays it out again and does not."""
    filler = " ".join(WORDS * 5)
    paragraphs = [f"{filler} call{n}k[^k{n}] {filler}" for n in range(30)]
    notes = {f"k{n}": " ".join([f"begin{n}k", *(WORDS * (n % 7 + 1))]) for n in range(30)}
    found = 0
    for drop in range(11, 19):
        made = document(workspace, paragraphs[drop:], ["*Decides* so."], dict(list(notes.items())[drop:]))
        sheet = typeset(made, workspace)
        laid = read(engine.lay_out(engine.parse(sheet.html), sheet.style))
        own = prove(laid, passages(made), list(made.content.notes()))
        printed = press(sheet, made, engine)
        found += bool(own)
        assert (printed.attempts > 1) == bool(own)
        assert printed.warnings == ()
    assert found


def test_a_template_that_drops_a_paragraph_prints_nothing(workspace: Workspace, engine: Engine) -> None:
    """Words of the document that do not reach the page are an error with their place, whoever lost them."""
    made = document(workspace, ["*Recalling* it,", "*Noting* that,"], ["*Decides* so."], {})
    sheet = typeset(made, workspace)
    spoiled = Sheet(re.sub(r'<p id="text-3">.*?</p>', "", sheet.html), sheet.style)
    with pytest.raises(MastheadError) as caught:
        press(spoiled, made, engine)
    assert caught.value.exit_code is ExitCode.ENGINE
    assert str(caught.value) == (
        'content/doc.yaml:11:31: words are missing from the page near "Notingthat,"; '
        "shorten the passage or the note, or move the call; nothing was printed"
    )


def test_a_lost_note_is_an_error_that_names_it(workspace: Workspace, engine: Engine) -> None:
    """A note that a template hides is named by number and key, and nothing is printed."""
    made = document(workspace, ["*Recalling* it[^lost],"], ["*Decides* so."], {"lost": "See A/66/53."})
    sheet = typeset(made, workspace)
    spoiled = Sheet(sheet.html.replace('class="note"', 'class="note" style="display: none"'), sheet.style)
    with pytest.raises(MastheadError, match=r"the call of footnote 1 \(lost\) is not on any page"):
        press(spoiled, made, engine)


def test_a_hidden_note_text_is_found(workspace: Workspace, engine: Engine) -> None:
    """A note whose call is printed and whose text is not is the same catastrophe."""
    made = document(workspace, ["*Recalling* it[^lost],"], ["*Decides* so."], {"lost": "See A/66/53."})
    sheet = typeset(made, workspace)
    spoiled = Sheet(sheet.html.replace("See ", ""), sheet.style)
    with pytest.raises(MastheadError, match=r"footnote 1 \(lost\) is lost or shortened"):
        press(spoiled, made, engine)


def test_a_table_of_several_pages_repeats_its_head(workspace: Workspace, engine: Engine) -> None:
    """The column heads stand on every page of a table, the caption stays with it, every cell and note stands once."""
    rows = [["Item", "Amount"], *([f"Row {n}x[^k{n}]", str(n)] for n in range(70))]
    notes = {f"k{n}": f"Noted {n}x." for n in range(70)}
    table = {"table": rows, "caption": "Table 1"}
    made = document(workspace, ["*Recalling* it,"], ["*Decides* so;", table, "*Decides also* so."], notes)
    printed = press(typeset(made, workspace), made, engine)
    texts = [page.extract_text() for page in PdfReader(BytesIO(pdf_of(printed))).pages]
    with_rows = [number for number, text in enumerate(texts) if re.search(r"Row \d+x", text)]
    assert len(with_rows) > 2
    assert all("Amount" in texts[number] for number in with_rows)
    assert "Table 1" in texts[with_rows[0]]
    for n in range(70):
        pages = [[number for number, text in enumerate(texts) if f"{word} {n}x" in text] for word in ("Row", "Noted")]
        assert pages[0] == pages[1]
        assert len(pages[0]) == 1


def test_a_word_wider_than_the_page_is_an_error(workspace: Workspace, engine: Engine) -> None:
    """A word that would be cut at the edge of the paper is named and nothing is printed."""
    made = document(workspace, ["*Recalling* it,"], [f"*Decides* {'x' * 3000}."], {})
    with pytest.raises(MastheadError, match="text runs over the right edge of page 1"):
        press(typeset(made, workspace), made, engine)


def test_a_page_without_words_is_an_error(workspace: Workspace, engine: Engine) -> None:
    """A template that prints nothing of the document is found out, and is no fault of the program."""
    made = document(workspace, ["*Recalling* it,"], ["*Decides* so."], {})
    with pytest.raises(MastheadError, match="words are missing"):
        press(Sheet("<p>plain", typeset(made, workspace).style), made, engine)
