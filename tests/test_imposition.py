"""Imposition: which page stands where, for every count of pages, and how a booklet creeps."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masthead.order import MM, Imposition, Order, Paper, Purpose
from masthead.press.printing.imposition import SIZES, Side, booklet, impose, in_order
from masthead.problem import ExitCode, MastheadError

A4, LETTER = SIZES[Paper.A4], SIZES[Paper.LETTER]
COUNTS = pytest.mark.parametrize("count", range(1, 21))
WAYS = pytest.mark.parametrize("right_to_left", [False, True])


def ordered(
    imposition: Imposition | None = None, paper: Paper | None = None, *, bleed: float = 0, creep: float = 0
) -> Order:
    """Return an order for a printing house, bleed and creep in mm."""
    return Order(Purpose.PRINT, imposition=imposition, paper=paper, bleed=bleed, creep=creep)


def numbers(side: Side) -> list[int]:
    """Return the numbers of the pages on *side*, from 1, as they stand: line by line from the upper left."""
    return [placed.page + 1 for placed in sorted(side.pages, key=lambda placed: (-placed.y, placed.x))]


@COUNTS
@WAYS
def test_a_booklet_bears_every_page_once(count: int, *, right_to_left: bool) -> None:
    """Each page stands on one side; what is missing to four pages a sheet is blank."""
    sides = booklet(count, right_to_left=right_to_left)
    assert sorted(page for side in sides for page in side) == list(range(-(-count // 4) * 4))
    placed = [page for side in impose([A4] * count, ordered(Imposition.BOOKLET)) for page in numbers(side)]
    assert sorted(placed) == list(range(1, count + 1))


@COUNTS
def test_the_pages_of_a_side_add_up(count: int) -> None:
    """The numbers of both pages of a side make one more than the pages of the booklet, and one of them is even."""
    total = -(-count // 4) * 4
    for left, right in booklet(count):
        assert (left + 1) + (right + 1) == total + 1
        assert (left + 1) % 2 == 0


@COUNTS
def test_a_folded_booklet_reads_in_order(count: int) -> None:
    """Sheets put into each other and leafed through show the pages from the first to the last."""
    sides = booklet(count)
    fronts, backs = sides[::2], sides[1::2]
    leaves = [(front[1], back[0]) for front, back in zip(fronts, backs, strict=True)]
    leaves += [(back[1], front[0]) for front, back in reversed(list(zip(fronts, backs, strict=True)))]
    assert [page for leaf in leaves for page in leaf] == list(range(len(sides) * 2))


def test_the_outermost_sheet_comes_first() -> None:
    """A booklet of eight pages is printed as 8 1, 2 7, 6 3, 4 5."""
    sides = impose([A4] * 8, ordered(Imposition.BOOKLET))
    assert [numbers(side) for side in sides] == [[8, 1], [2, 7], [6, 3], [4, 5]]


def test_a_booklet_from_right_to_left_is_the_mirror_image() -> None:
    """A document that is read from right to left has its spine on the right: 1 8, 7 2, 3 6, 5 4."""
    sides = impose([A4] * 8, ordered(Imposition.BOOKLET), right_to_left=True)
    assert [numbers(side) for side in sides] == [[1, 8], [7, 2], [3, 6], [5, 4]]


@COUNTS
@pytest.mark.parametrize(("columns", "rows"), [(2, 1), (2, 2)])
def test_pages_in_order_are_read_on(count: int, columns: int, rows: int) -> None:
    """Read line by line, the sides give the pages in their order; from right to left each line turns round."""
    sides = in_order(count, columns, rows)
    assert [page for side in sides for page in side][:count] == list(range(count))
    mirrored = in_order(count, columns, rows, right_to_left=True)
    lines = [side[at : at + columns] for side in mirrored for at in range(0, len(side), columns)]
    assert [page for line in lines for page in reversed(line)][:count] == list(range(count))


@pytest.mark.parametrize(
    ("imposition", "paper", "size"),
    [
        (None, None, A4),
        (Imposition.BOOKLET, None, (420 * MM, 297 * MM)),
        (Imposition.TWO_UP, None, (420 * MM, 297 * MM)),
        (Imposition.FOUR_UP, None, (420 * MM, 594 * MM)),
        (None, Paper.LETTER, LETTER),
        (Imposition.BOOKLET, Paper.A4, A4[::-1]),
        (Imposition.TWO_UP, Paper.LETTER, LETTER[::-1]),
        (Imposition.FOUR_UP, Paper.A4, A4),
    ],
)
def test_a_sheet_has_the_size_that_is_ordered(
    imposition: Imposition | None, paper: Paper | None, size: tuple[float, float]
) -> None:
    """Without paper a sheet is as large as its pages; with paper it lies as its pages need it."""
    assert all(side.size == pytest.approx(size) for side in impose([A4] * 5, ordered(imposition, paper)))


def test_letter_pages_side_by_side_make_a_tabloid_sheet() -> None:
    """Two Letter pages stand on 17 by 11 inches."""
    assert impose([LETTER] * 2, ordered(Imposition.TWO_UP))[0].size == (17 * 72, 11 * 72)


sizes = st.tuples(st.floats(100, 1300), st.floats(100, 1300))


@given(
    st.lists(sizes, min_size=1, max_size=9),
    st.sampled_from([None, *Imposition]),
    st.sampled_from([None, *Paper]),
    st.booleans(),
)
def test_pages_stand_in_the_middle_of_their_cells_and_nothing_is_enlarged(
    pages: list[tuple[float, float]],
    imposition: Imposition | None,
    paper: Paper | None,
    right_to_left: bool,
) -> None:
    """Whatever sizes are mixed, each page lies within its own part of the sheet, on its middle, at most full size."""
    for side in impose(pages, ordered(imposition, paper), right_to_left=right_to_left):
        for placed in side.pages:
            width, height = (part * placed.scale for part in pages[placed.page])
            cell = placed.window
            assert placed.scale <= 1
            assert placed.x + width / 2 == pytest.approx((cell.left + cell.right) / 2)
            assert placed.y + height / 2 == pytest.approx((cell.bottom + cell.top) / 2)
            assert width <= cell.size[0] + 0.01
            assert height <= cell.size[1] + 0.01


def test_pages_that_fit_their_paper_are_not_scaled() -> None:
    """A page of A5 on A4 stands in its middle at full size."""
    placed = impose([(A4[1] / 2, A4[0])], ordered(paper=Paper.A4))[0].pages[0]
    assert placed.scale == 1
    assert placed.x == pytest.approx((A4[0] - A4[1] / 2) / 2)


def test_inner_sheets_creep_to_the_spine_by_even_steps() -> None:
    """From the outermost sheet, which stays, each moves its pages in by the same step up to the whole creep."""
    sides = impose([A4] * 20, ordered(Imposition.BOOKLET, creep=2))
    inward = [side.pages[0].x for side in sides], [A4[0] - side.pages[1].x for side in sides]
    for moved in inward:
        assert moved[::2] == pytest.approx(moved[1::2])
        assert (moved[0], moved[-1]) == pytest.approx((0, 2 * MM))
        assert [after - before for before, after in pairwise(moved[::2])] == pytest.approx([0.5 * MM] * 4)


def test_a_page_is_cut_at_the_spine_when_it_creeps() -> None:
    """No page may print on its neighbour, however far it moves."""
    for side in impose([A4] * 20, ordered(Imposition.BOOKLET, creep=10, bleed=3)):
        left, right = side.pages
        assert left.window.right == right.window.left == pytest.approx(A4[0])


def test_a_bleed_is_open_at_the_edges_of_the_sheet_alone() -> None:
    """A page bleeds over the edges that are cut, not onto the page beside it."""
    left, right = impose([A4] * 2, ordered(Imposition.TWO_UP, bleed=3))[0].pages
    assert (left.window.left, right.window.right) == pytest.approx((-3 * MM, 2 * A4[0] + 3 * MM))
    assert left.window.right == right.window.left == pytest.approx(A4[0])


def test_a_bleed_without_room_is_refused() -> None:
    """Letter pages do not reach the edges of A4 paper, so nothing of them could bleed over these."""
    with pytest.raises(MastheadError) as refused:
        impose([LETTER], ordered(paper=Paper.A4, bleed=3))
    assert refused.value.exit_code is ExitCode.USAGE
    assert str(refused.value) == (
        "--bleed: the pages do not reach the edge of a4 paper: there is nothing that could bleed over it; "
        "leave --bleed out, or leave --paper out for sheets of the size of the pages"
    )
    assert impose([A4] * 2, ordered(Imposition.TWO_UP, Paper.A4, bleed=3))
