"""Composition: marks read, paragraphs labelled, notes numbered, pictures and tables in their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import FACTS, TEXT

from masthead.document import Document, entries, load
from masthead.document.content import Figure, Heading, NoteCall, Paragraph, Quotation, Table
from masthead.markup import Run, plain
from masthead.problem import MastheadError

if TYPE_CHECKING:
    from collections.abc import Callable

    from masthead.workspace import Workspace

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>'


@pytest.fixture
def compose(workspace: Workspace, write: Callable[..., str]) -> Callable[..., Document]:
    """Return a function that composes a document with these keys in place of its own, in a language."""

    def composed(keys: str = "", language: str = "en", without: tuple[str, ...] = ()) -> Document:
        named = {line.partition(":")[0] for line in keys.splitlines() if line[:1].isalpha()} | set(without)
        text = "".join(f"{key}\n" for key in _keys(FACTS + TEXT) if key.partition(":")[0] not in named)
        write("doc", keys + text, replace=("language: en", f"language: {language}"))
        return load(workspace, *entries(workspace))

    return composed


def _keys(text: str) -> list[str]:
    keys: list[str] = []
    for line in text.splitlines():
        if line[:1].isalpha():
            keys.append(line)
        else:
            keys[-1] += f"\n{line}"
    return keys


def called(document: Document) -> list[tuple[int, str, bool]]:
    """Return (number, text, again) of every call in order."""
    return [
        (int(call.note.mark), "".join(run.text for run in call.note.text), call.again)
        for piece in document.content.pieces()
        for call in piece.calls
    ]


def test_every_piece_has_an_id_and_its_place(compose: Callable[..., Document]) -> None:
    """Each piece of text has an id of its own and knows where it was typed."""
    pieces = list(compose("title: A\npreamble: [b, c]\noperative: [d]\n").content.pieces())
    assert [str(piece.place) for piece in pieces] == [
        "content/doc.yaml:1:8", "content/doc.yaml:2:12", "content/doc.yaml:2:15", "content/doc.yaml:3:13",
    ]  # fmt: skip
    assert len({piece.id for piece in pieces}) == 4


def test_operative_paragraphs_are_numbered(compose: Callable[..., Document]) -> None:
    """Operative paragraphs are numbered past headings and quotations; a single one has no number."""
    blocks = compose("operative: [a, {heading: h}, b, {quotation: [q]}, {text: c}]\n").content.parts[0].operative
    assert [block.label for block in blocks if isinstance(block, Paragraph)] == ["1.", "2.", "3."]
    (single,) = compose("operative: [a]\n").content.parts[0].operative
    assert isinstance(single, Paragraph)
    assert single.label == ""


def test_sub_paragraphs_are_labelled_by_level(compose: Callable[..., Document]) -> None:
    """Sub-paragraphs have letters, then small Roman numerals, each level counted anew."""
    (block,) = (
        compose("operative: [{text: x, points: [a, {text: b, points: [c, d]}, {text: e, points: [f]}]}]\n")
        .content.parts[0]
        .operative
    )
    assert isinstance(block, Paragraph)
    assert [(point.label, [inner.label for inner in point.points]) for point in block.points] == [
        ("(a)", []), ("(b)", ["(i)", "(ii)"]), ("(c)", ["(i)"]),
    ]  # fmt: skip


def test_labels_end(compose: Callable[..., Document]) -> None:
    """Behind the last label of a level the list has to be divided; it is told once, at the first item too many."""
    last = compose(f"operative: [{{text: x, points: [{', '.join('p' * 52)}]}}]\n").content.parts[0].operative[0]
    assert isinstance(last, Paragraph)
    assert last.points[-1].label == "(zz)"
    with pytest.raises(MastheadError, match=r'^\S+:1:188: no sub-paragraph can follow "\(zz\)"; divide the list$'):
        compose(f"operative: [{{text: x, points: [{', '.join('p' * 60)}]}}]\n")


def test_annexes_end(compose: Callable[..., Document]) -> None:
    """An only annex has no number; more have Roman numerals; behind the last numeral it is told."""
    annex = "{title: t, body: [x]}"
    assert [a.line for a in compose(f"annexes: [{annex}]\n").content.annexes] == ["Annex"]
    assert [a.line for a in compose(f"annexes: [{annex}, {annex}]\n").content.annexes] == ["Annex I", "Annex II"]
    with pytest.raises(MastheadError, match='no annex can follow "Annex XXX"'):
        compose(f"annexes: [{', '.join([annex] * 33)}]\n")


def test_blocks_of_an_annex(compose: Callable[..., Document], workspace: Workspace) -> None:
    """An annex holds every kind of block; its paragraphs have no numbers."""
    (workspace.content / "p.svg").write_text(SVG, encoding="utf-8")
    body = "[{heading: h, level: 2}, p, {quotation: [q]}, {figure: p.svg, alternative: A line}, {table: [[a], [b]]}]"
    (annex,) = compose(f"annexes: [{{title: t, body: {body}}}]\n").content.annexes
    assert [type(block) for block in annex.blocks] == [Heading, Paragraph, Quotation, Figure, Table]
    heading, paragraph, _, figure, table = annex.blocks
    assert isinstance(heading, Heading)
    assert heading.level == 2
    assert isinstance(paragraph, Paragraph)
    assert paragraph.label == ""
    assert isinstance(figure, Figure)
    assert (figure.file, figure.alternative, figure.caption) == ("content/p.svg", "A line", None)
    assert isinstance(table, Table)
    assert [cell.characters for cell in (*table.head[0], *table.rows[0])] == ["a", "b"]


def test_empty_cell_is_right(compose: Callable[..., Document]) -> None:
    """A cell may be empty, another text may not."""
    table = compose('operative: [{table: [[a, ""], ["", b]]}]\n').content.parts[0].operative[0]
    assert isinstance(table, Table)
    assert [cell.characters for cell in (*table.head[0], *table.rows[0])] == ["a", "", "", "b"]
    with pytest.raises(MastheadError, match="this text prints nothing"):
        compose('operative: ["****[](https://a.org)"]\n'.replace("****", ""))


def test_notes_are_numbered_in_reading_order(compose: Callable[..., Document]) -> None:
    """Notes count through title, preamble, operative part, tables and annexes in the order of their calls."""
    document = compose(
        "title: A[^t]\npreamble: ['b[^p]']\noperative: [{table: [['c[^c]']]}]\n"
        "annexes: [{title: 'd[^a]', body: [x]}]\nfootnotes: {a: AA, c: CC, p: PP, t: TT}\n"
    )
    assert called(document) == [(1, "TT", False), (2, "PP", False), (3, "CC", False), (4, "AA", False)]
    assert [int(note.mark) for note in document.content.notes()] == [1, 2, 3, 4]


def test_note_called_again(compose: Callable[..., Document]) -> None:
    """A note that is called again is printed again, or its number repeated, as the policy says."""
    keys = "operative: ['a[^n] b[^m] c[^n]']\nfootnotes: {n: NN, m: MM}\n"
    assert called(compose(keys)) == [(1, "NN", False), (2, "MM", False), (3, "NN", False)]
    assert called(compose(keys + "footnote_policy: repeat\n")) == [(1, "NN", False), (2, "MM", False), (1, "NN", True)]


def test_calls_side_by_side_are_parted(compose: Callable[..., Document]) -> None:
    """Between two calls side by side stands a raised comma, lest 1 and 2 be read as 12."""
    (paragraph,) = compose("operative: ['a[^n][^m]']\nfootnotes: {n: NN, m: MM}\n").content.parts[0].operative
    assert isinstance(paragraph, Paragraph)
    _, first, comma, second = paragraph.text
    assert isinstance(first, NoteCall)
    assert isinstance(second, NoteCall)
    assert comma == Run(",\u00a0", raised=True)


def test_notes_of_asterisks(compose: Callable[..., Document]) -> None:
    """A key of asterisks is its own mark, is not counted, and is repeated where it is called again."""
    document = compose("title: A[^*]\noperative: ['a[^*] b[^n]']\nfootnotes: {'*': AA, n: NN}\n")
    calls = [(call.note.mark, call.again) for piece in document.content.pieces() for call in piece.calls]
    assert calls == [("*", False), ("*", True), ("1", False)]


def test_note_of_several_paragraphs(compose: Callable[..., Document]) -> None:
    """A note may be a list of paragraphs."""
    (note,) = compose("operative: ['a[^n]']\nfootnotes: {n: [One., Two.]}\n").content.notes()
    assert [plain(paragraph) for paragraph in note.paragraphs] == ["One.", "Two."]
    assert note.characters == "One. Two."


def test_notes_of_a_table_have_letters(compose: Callable[..., Document]) -> None:
    """Notes under a table are lettered in the order of their calls, apart from the footnotes."""
    (table,) = (
        compose(
            "operative: [{table: [['a[^y]', 'b[^n]'], ['c[^x]', 'd[^y]']], notes: {x: XX, y: YY}}]\n"
            "footnotes: {n: NN}\n"
        )
        .content.parts[0]
        .operative
    )
    assert isinstance(table, Table)
    assert [(note.mark, note.characters) for note in table.notes] == [("a", "YY"), ("b", "XX")]
    cells = [cell for row in (*table.head, *table.rows) for cell in row]
    assert [piece.printed for cell in cells for piece in cell.paragraphs] == ["aa", "b", "cb", "da"]


def test_note_of_a_table_that_is_not_called(compose: Callable[..., Document]) -> None:
    """A table note that no cell calls is told at its key."""
    with pytest.raises(MastheadError, match=r":1:\d+: table note \"x\" is given and never called; call it with"):
        compose("operative: [{table: [[a]], notes: {x: XX}}]\n")


def test_spans_are_counted_as_cells(compose: Callable[..., Document]) -> None:
    """A cell that spans columns or rows stands for as many cells in each row that it reaches."""
    rows = "[[{text: a, columns: 2}, b], [{text: c, rows: 2}, d, e], [f, g]]"
    (table,) = compose(f"operative: [{{table: {rows}, heads: 2}}]\n").content.parts[0].operative
    assert isinstance(table, Table)
    assert [[(cell.characters, cell.columns, cell.rows) for cell in row] for row in table.head] == [
        [("a", 2, 1), ("b", 1, 1)], [("c", 1, 2), ("d", 1, 1), ("e", 1, 1)],
    ]  # fmt: skip
    with pytest.raises(MastheadError, match="this row has 3 cells and the first has 2"):
        compose("operative: [{table: [[{text: a, rows: 2}, b], [c, d]]}]\n")


def test_parts_of_a_composite(compose: Callable[..., Document]) -> None:
    """Each part of a composite resolution has a letter and counts its paragraphs anew."""
    part = "{preamble: [x], operative: [a, b]}"
    content = compose(f"parts: [{part}, {part}]\n", without=("preamble", "operative")).content
    assert [(part.letter, part.id) for part in content.parts] == [("A", "part-a"), ("B", "part-b")]
    labels = [[block.label for block in part.operative if isinstance(block, Paragraph)] for part in content.parts]
    assert labels == [["1.", "2."], ["1.", "2."]]


def test_closing_words_follow_the_points(compose: Callable[..., Document]) -> None:
    """The words that end a sentence after its points come behind them in reading order."""
    content = compose("operative: [{text: a, points: [b, c], closing: d}]\n").content
    assert [piece.characters for piece in content.parts[0].pieces()][1:] == ["a", "b", "c", "d"]


def test_lines_can_be_printed_otherwise(compose: Callable[..., Document]) -> None:
    """What a text gives under printed: takes the place of the derived line."""
    furniture = compose("printed: {session: A *special* session, formula: The Assembly}\n").furniture
    assert plain(furniture.session) == "A special session"
    assert plain(furniture.formula) == plain(furniture.formula_alone) == "The Assembly"


def test_symbols_become_links(compose: Callable[..., Document]) -> None:
    """A document symbol in running text or in a note leads to the document; one that is a link already does not."""
    document = compose(
        "operative: ['See A/RES/64/171 and [A/66/53](https://a.org)[^n].']\nfootnotes: {n: See A/66/462.}\n"
    )
    (paragraph,) = document.content.parts[0].operative
    assert isinstance(paragraph, Paragraph)
    runs = [*paragraph.text, *next(iter(document.content.notes())).text]
    assert [(run.text, run.address) for run in runs if isinstance(run, Run) and run.address] == [
        ("A/RES/64/171", "https://docs.un.org/en/A/RES/64/171"),
        ("A/66/53", "https://a.org"),
        ("A/66/462", "https://docs.un.org/en/A/66/462"),
    ]


def test_unknown_language_hides_no_other_fault(workspace: Workspace, write: Callable[..., str]) -> None:
    """A text in a language that is not known is checked all the same."""
    write(replace=("language: en", "language: xx"), more="footnotes: {a: A note.}\n")
    with pytest.raises(MastheadError) as raised:
        load(workspace, *entries(workspace))
    assert [problem.place.line for problem in raised.value.problems] == [8, 14]
