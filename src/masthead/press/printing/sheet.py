"""The printed sheet around the trimmed page: its boxes, and the marks that a printing house cuts and folds by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from masthead.order import MM
from masthead.press.printing.imposition import Box

if TYPE_CHECKING:
    from collections.abc import Iterator

    from masthead.order import Order
    from masthead.press.printing.imposition import Side

CLEAR = 3 * MM
"""Least distance of a mark from the trimmed edge, so that none is seen where the knife strays."""
LENGTH = 5 * MM
"""Length of a crop mark, and height of a registration target."""
AIR = 1 * MM
"""Between a mark and the edge of the medium."""
LINE = 0.25
"""Width in pt of the lines of marks."""
RING = 1.5 * MM
"""Radius of a registration target."""
REGISTRATION = "Registration"
"""Name in the resources of the colour that is printed on every plate."""
_H = 0.5523
_CIRCLE = (
    ((1, _H), (_H, 1), (0, 1)), ((-_H, 1), (-1, _H), (-1, 0)),
    ((-1, -_H), (-_H, -1), (0, -1)), ((_H, -1), (1, -_H), (1, 0)),
)  # fmt: skip
"""A circle as four curves: both handles and the end of each, in radii."""


@dataclass(frozen=True)
class Boxes:
    """The boxes of a page of a PDF: what is kept, what is printed, the medium (ISO 32000-1, 14.11.2)."""

    trim: Box
    bleed: Box
    media: Box


def boxes(side: Side, order: Order) -> Boxes:
    """Return the boxes of *side*; the medium begins at 0, 0 and has room for the bleed and for all marks."""
    bleed = order.bleed * MM
    margin = _gap(order) + LENGTH + AIR if order.marks else bleed
    width, height = side.size
    trim = Box(margin, margin, margin + width, margin + height)
    return Boxes(trim, trim.grown(bleed), Box(0, 0, width + 2 * margin, height + 2 * margin))


def marks(side: Side, order: Order) -> bytes:
    """Return the marks round *side* as content of a page; empty where none are ordered."""
    if not order.marks:
        return b""
    trim, gap = boxes(side, order).trim, _gap(order)
    lines: list[str] = []
    if "crop" in order.marks:
        lines += _crop(trim, gap)
    if "crop" in order.marks and side.folded:
        lines += _fold(trim, gap)
    if "cross" in order.marks:
        lines += (line for centre in _centres(trim, gap, folded=side.folded) for line in _target(*centre))
    colour = f"/{REGISTRATION} CS 1 SCN {LINE} w"
    return "\n".join(["q", colour, *lines, "Q\n"]).encode()


def _gap(order: Order) -> float:
    """Return the distance of marks from the trimmed edge: they begin where the bleed ends, or further out."""
    return max(order.bleed * MM, CLEAR)


def _crop(trim: Box, gap: float) -> Iterator[str]:
    """Draw two lines at each corner, in line with the edges that meet in it."""
    for x, out in ((trim.left, -1), (trim.right, 1)):
        for y, up in ((trim.bottom, -1), (trim.top, 1)):
            yield _line(x + out * gap, y, x + out * (gap + LENGTH), y)
            yield _line(x, y + up * gap, x, y + up * (gap + LENGTH))


def _fold(trim: Box, gap: float) -> Iterator[str]:
    """Draw a dashed line above and below the spine."""
    spine = (trim.left + trim.right) / 2
    yield "[2 1.5] 0 d"
    yield _line(spine, trim.bottom - gap, spine, trim.bottom - gap - LENGTH)
    yield _line(spine, trim.top + gap, spine, trim.top + gap + LENGTH)
    yield "[] 0 d"


def _centres(trim: Box, gap: float, *, folded: bool) -> Iterator[tuple[float, float]]:
    """Give the centres of the registration targets: the middle of each side, beside the fold of a folded sheet."""
    width, height = trim.size
    off = gap + LENGTH / 2
    x, y = trim.left + width / (4 if folded else 2), trim.bottom + height / 2
    yield x, trim.bottom - off
    yield x, trim.top + off
    yield trim.left - off, y
    yield trim.right + off, y


def _target(x: float, y: float) -> Iterator[str]:
    """Draw a cross in a ring, by which the plates are laid exactly over each other."""
    arm = LENGTH / 2
    yield _line(x - arm, y, x + arm, y)
    yield _line(x, y - arm, x, y + arm)
    yield f"{x + RING:.4f} {y:.4f} m"
    for curve in _CIRCLE:
        yield " ".join(f"{x + dx * RING:.4f} {y + dy * RING:.4f}" for dx, dy in curve) + " c"
    yield "s"


def _line(x0: float, y0: float, x1: float, y1: float) -> str:
    return f"{x0:.4f} {y0:.4f} m {x1:.4f} {y1:.4f} l S"
