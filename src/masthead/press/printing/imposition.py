"""Imposition: which page stands where on which side of a sheet. Lengths are in pt; places count from the lower left.

A document read from right to left is bound on its right: its pages follow each other from right to left, on a
sheet of a booklet as on one of two or four pages.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from masthead.order import MM, Imposition, Paper, usage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from masthead.order import Order

Size = tuple[float, float]
"""Width and height."""
SIZES: dict[Paper, Size] = {Paper.A4: (210 * MM, 297 * MM), Paper.LETTER: (612.0, 792.0)}
"""Formats of paper, upright (ISO 216; ANSI/ASME Y14.1)."""
EVEN = 0.5
"""Difference in pt that no cutter keeps to: pages that are off by less are as large as their place."""
_GRIDS = {Imposition.BOOKLET: (2, 1), Imposition.TWO_UP: (2, 1), Imposition.FOUR_UP: (2, 2), None: (1, 1)}
"""Columns and rows of pages."""


@dataclass(frozen=True)
class Box:
    """A rectangle, by its edges."""

    left: float
    bottom: float
    right: float
    top: float

    def grown(self, by: float) -> Box:
        """Return the box with every edge further out."""
        return Box(self.left - by, self.bottom - by, self.right + by, self.top + by)

    def within(self, other: Box) -> Box:
        """Return the part of the box that lies in *other*."""
        left, bottom = max(self.left, other.left), max(self.bottom, other.bottom)
        return Box(left, bottom, max(left, min(self.right, other.right)), max(bottom, min(self.top, other.top)))

    @property
    def size(self) -> Size:
        """Width and height."""
        return self.right - self.left, self.top - self.bottom


@dataclass(frozen=True)
class Placed:
    """A page on a side: where its trimmed lower left corner stands, how it is scaled, and where it may print."""

    page: int
    """Its number, from 0."""
    x: float
    y: float
    scale: float
    window: Box


@dataclass(frozen=True)
class Side:
    """One side of a sheet as it is trimmed, which is one page of the PDF."""

    size: Size
    pages: tuple[Placed, ...]
    folded: bool = False
    """Whether the sheet is folded in the middle of its width."""


def booklet(count: int, *, right_to_left: bool = False) -> list[tuple[int, int]]:
    """Return the pages, left and right, of the sides of a booklet of *count* pages, from the outermost sheet.

    Sheets lie in each other and are stitched through the spine: the first side bears the last page and the first,
    its back the second and the last but one. Pages beyond *count* are blank: sheets bear four.
    """
    last = -(-count // 4) * 4 - 1
    sides = [(last - n, n) if n % 2 == 0 else (n, last - n) for n in range((last + 1) // 2)]
    return [side[::-1] for side in sides] if right_to_left else sides


def in_order(count: int, columns: int, rows: int, *, right_to_left: bool = False) -> list[tuple[int, ...]]:
    """Return the pages of each side row by row, in the order in which they are read."""
    per_side = columns * rows
    sides = []
    for start in range(0, count, per_side):
        lines = [range(start + row * columns, start + (row + 1) * columns) for row in range(rows)]
        sides.append(tuple(page for line in lines for page in (reversed(line) if right_to_left else line)))
    return sides


def impose(sizes: Sequence[Size], order: Order, *, right_to_left: bool = False) -> list[Side]:
    """Return the sides of all sheets in printing order.

    Args:
        sizes: the trimmed size of every page.
        order: imposition, paper, bleed and creep.
        right_to_left: whether the document is read from right to left.

    Raises:
        MastheadError: a bleed is wanted and the pages do not reach the edges of the sheet (ExitCode.USAGE).
    """
    if order.imposition is None:
        return [_side(sizes, (n,), (1, 1), size, order) for n, size in enumerate(sizes)]
    columns, rows = grid = _GRIDS[order.imposition]
    if order.imposition is Imposition.BOOKLET:
        pages: Sequence[tuple[int, ...]] = booklet(len(sizes), right_to_left=right_to_left)
    else:
        pages = in_order(len(sizes), columns, rows, right_to_left=right_to_left)
    largest = max(width for width, _ in sizes), max(height for _, height in sizes)
    sides = [_side(sizes, side, grid, largest, order) for side in pages]
    return _crept(sides, order.creep * MM) if order.imposition is Imposition.BOOKLET else sides


def _side(sizes: Sequence[Size], pages: Sequence[int], grid: tuple[int, int], largest: Size, order: Order) -> Side:
    """Return a side with *pages* in the cells of *grid*, each in the middle of its cell."""
    columns, rows = grid
    sheet, scale = _sheet((largest[0] * columns, largest[1] * rows), order)
    width, height = sheet[0] / columns, sheet[1] / rows
    placed = []
    for place, page in enumerate(pages):
        if page < len(sizes):
            left, bottom = place % columns * width, (rows - 1 - place // columns) * height
            cell = Box(left, bottom, left + width, bottom + height)
            placed.append(_placed(page, sizes[page], scale, cell, _open(cell, sheet, order.bleed * MM)))
    return Side(sheet, tuple(placed))


def _sheet(needed: Size, order: Order) -> tuple[Size, float]:
    """Return the size of a sheet, and the scale at which what needs the size *needed* stands on it.

    Paper lies as what stands on it does, or across where that is larger so. Nothing is ever enlarged.
    """
    if order.paper is None:
        return needed, 1.0
    upright = SIZES[order.paper]
    ways = [upright, upright[::-1]] if needed[1] >= needed[0] else [upright[::-1], upright]
    scale, sheet = max(((_fit(needed, way), way) for way in ways), key=lambda fit: fit[0])
    if order.bleed and any(abs(part * scale - edge) > EVEN for part, edge in zip(needed, sheet, strict=True)):
        what = f"the pages do not reach the edge of {order.paper} paper: there is nothing that could bleed over it"
        raise usage("--bleed", what, "leave --bleed out, or leave --paper out for sheets of the size of the pages")
    return sheet, scale


def _fit(needed: Size, sheet: Size) -> float:
    return min(1.0, sheet[0] / needed[0], sheet[1] / needed[1])


def _open(cell: Box, sheet: Size, bleed: float) -> Box:
    """Return *cell*, opened by *bleed* where it lies at the edge of *sheet* and not beside another page."""
    return Box(
        cell.left - bleed * (cell.left == 0),
        cell.bottom - bleed * (cell.bottom == 0),
        cell.right + bleed * (abs(cell.right - sheet[0]) < EVEN),
        cell.top + bleed * (abs(cell.top - sheet[1]) < EVEN),
    )


def _placed(page: int, size: Size, scale: float, cell: Box, window: Box) -> Placed:
    width, height = size[0] * scale, size[1] * scale
    x, y = (cell.left + cell.right - width) / 2, (cell.bottom + cell.top - height) / 2
    return Placed(page, x, y, scale, window)


def _crept(sides: Sequence[Side], creep: float) -> list[Side]:
    """Return the sides of a booklet with the pages of each sheet moved to the spine by its share of *creep*.

    An inner sheet stands out beyond those around it, and is trimmed by as much when the booklet is cut.
    """
    innermost = max(len(sides) // 2 - 1, 1)
    return [_moved(side, creep * (n // 2) / innermost) for n, side in enumerate(sides)]


def _moved(side: Side, by: float) -> Side:
    spine = side.size[0] / 2
    pages = (replace(placed, x=placed.x + (by if placed.window.left < spine - EVEN else -by)) for placed in side.pages)
    return replace(side, pages=tuple(pages), folded=True)
