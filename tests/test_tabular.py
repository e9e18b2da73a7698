"""Tables with spans: which column a cell stands in, and which columns hold figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from masthead.document.content import Cell, Piece, Table
from masthead.markup import Run
from masthead.problem import Place
from masthead.tabular import tabulated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from masthead.tabular import Placed


def cell(text: str, columns: int = 1, rows: int = 1) -> Cell:
    """Return a cell of one paragraph."""
    return Cell((Piece("text-1", (Run(text),) if text else (), Place("f")),), columns, rows)


def row(*texts: str) -> tuple[Cell, ...]:
    """Return a row of plain cells."""
    return tuple(map(cell, texts))


def figures(row: Sequence[Placed]) -> list[bool]:
    """Say of each cell whether it stands in a column of figures."""
    return [placed.figures for placed in row]


def test_a_column_of_figures_is_told_with_its_head() -> None:
    """Digits, spaces, signs and parentheses make a column of figures; one word in it makes it a column of words."""
    table = Table(None, (row("Mill", "2024", "Note"),), (row("Upper", "41 945.0", "12"), row("7", "(6.2)", "none")))
    placed = tabulated(table)
    assert figures(placed.head[0]) == [False, True, False]
    assert [figures(line) for line in placed.rows] == [[False, True, False], [False, True, False]]


def test_a_cell_that_spans_rows_pushes_those_below_it() -> None:
    """The second row of heads begins under the first column that is free."""
    head = ((cell("Mill", rows=2), cell("Year", rows=2), cell("Difference", columns=2)), row("Sacks", "Share"))
    placed = tabulated(Table(None, head, (row("Upper", "41 945.0", "(6 442.2)", "a tenth"),)))
    assert [one.first for one in placed.head[0]] == [0, 1, 2]
    assert [one.first for one in placed.head[1]] == [2, 3]
    assert figures(placed.head[0]) == [False, True, False]
    assert figures(placed.head[1]) == [True, False]


def test_an_empty_cell_is_no_word() -> None:
    """A column of figures may have gaps."""
    placed = tabulated(Table(None, (), (row("1"), row(""), row("–"))))
    assert [figures(line) for line in placed.rows] == [[True], [True], [True]]


def test_heads_without_rows_are_words() -> None:
    """A table of heads alone has no figures to stand over."""
    assert figures(tabulated(Table(None, (row("2024"),), ())).head[0]) == [False]


def test_a_row_higher_than_a_page_is_foreseen() -> None:
    """Long cells in narrow columns fill a page sooner; a table of short rows may be as long as it likes."""
    assert not tabulated(Table(None, (row("Head", "Head"),), tuple(row("words " * 20, "1") for _ in range(500)))).tall
    assert tabulated(Table(None, (row("Head", "Head"),), (row("words " * 400, "1"),))).tall


def test_figures_keep_their_line_where_there_is_room() -> None:
    """A few columns of millions have room side by side, thirty have not."""
    assert tabulated(Table(None, (), (row("Mill", *["41 945 000"] * 4),))).roomy
    assert not tabulated(Table(None, (), (row("Mill", *["41 945 000"] * 30),))).roomy


@given(st.lists(st.lists(st.tuples(st.integers(1, 3), st.integers(1, 3)), min_size=1, max_size=4), max_size=5))
def test_a_cell_begins_in_a_free_column(spans: list[list[tuple[int, int]]]) -> None:
    """However cells span, each begins behind the one before it, where none hangs down from above."""
    rows = tuple(tuple(cell("1", *span) for span in line) for line in spans)
    taken: set[tuple[int, int]] = set()
    for at, line in enumerate(tabulated(Table(None, (), rows)).rows):
        assert [placed.cell for placed in line] == list(rows[at])
        for placed in line:
            assert (at, placed.first) not in taken
            downs, alongs = range(placed.cell.rows), range(placed.cell.columns)
            taken |= {(at + down, placed.first + along) for down in downs for along in alongs}
