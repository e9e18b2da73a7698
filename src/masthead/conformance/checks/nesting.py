"""Which elements may stand within which: tables, lists, contents (Matterhorn, checkpoint 09)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from masthead.conformance.clause import access, matterhorn
from masthead.conformance.objects import whole
from masthead.conformance.rules import Fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from masthead.conformance.opened import Opened
    from masthead.conformance.tree import Node

ROWS = frozenset(("THead", "TBody", "TFoot"))
TABLES = {
    "Table": frozenset(("TR", "Caption", *ROWS)),
    "TR": frozenset(("TH", "TD")),
    **dict.fromkeys(ROWS, frozenset(("TR",))),
}
"""What elements of tables may hold (ISO 32000-1, table 337)."""
IN_TABLES = {
    "TR": frozenset(("Table", *ROWS)),
    "TH": frozenset(("TR",)),
    "TD": frozenset(("TR",)),
    **dict.fromkeys(ROWS, frozenset(("Table",))),
}
"""Where elements of tables may stand."""
LISTS = {"L": frozenset(("L", "LI", "Caption")), "LI": frozenset(("Lbl", "LBody"))}
"""What elements of lists may hold (ISO 32000-1, table 336)."""
IN_LISTS = {"LI": frozenset(("L",)), "LBody": frozenset(("LI",))}
CONTENTS = {"TOC": frozenset(("TOC", "TOCI", "Caption"))}
"""What tables of contents may hold (ISO 32000-1, table 333)."""
IN_CONTENTS = {"TOCI": frozenset(("TOC",))}
RUBY = {"Ruby": frozenset(("RB", "RT", "RP"))}
"""What annotations of East Asian characters may hold (ISO 32000-1, table 338)."""
IN_RUBY = dict.fromkeys(("RB", "RT", "RP"), frozenset(("Ruby",)))
WARICHU = {"Warichu": frozenset(("WT", "WP"))}
IN_WARICHU = dict.fromkeys(("WT", "WP"), frozenset(("Warichu",)))
MOST_CELLS = 100_000
"""Places of a table that are looked at."""


def _misplaced(
    file: Opened, within: Mapping[str, frozenset[str]], around: Mapping[str, frozenset[str]]
) -> Iterator[Fault]:
    for node in file.tree.nodes:
        for kid in node.kinds if node.kind in within else ():
            if kid not in within[node.kind]:
                yield Fault(node.where, f"{node.kind} holds {kid or 'an unknown type'}")
        if node.kind in around and node.above not in around[node.kind]:
            yield Fault(node.where, f"{node.kind} stands in {node.above or 'nothing'}")


def _misplaced_captions(nodes: list[Node], places: tuple[int, ...]) -> Iterator[Fault]:
    """Give the elements with more than one caption, or with one that is neither at a place of *places*."""
    for node in nodes:
        found = [n for n, kind in enumerate(node.kinds) if kind == "Caption"]
        if len(found) > 1 or any(n not in [place % len(node.kinds) for place in places] for n in found):
            yield Fault(node.where, "its Caption stands at the wrong place, or is not alone")


@rule(matterhorn("09-004"), todo="nest Table, TR, TH and TD")
def tables_nested(file: Opened) -> Iterator[Fault]:
    """Tables hold rows, rows hold cells, and neither stands elsewhere; a caption is first or last."""
    yield from _misplaced(file, TABLES, IN_TABLES)
    tables = file.tree.of_kind("Table")
    yield from _misplaced_captions(tables, (0, -1))
    for table in tables:
        kinds = table.kinds
        if kinds.count("THead") > 1 or kinds.count("TFoot") > 1:
            yield Fault(table.where, "it has more than one THead or TFoot")
        if {"THead", "TFoot"} & set(kinds) and "TBody" not in kinds:
            yield Fault(table.where, "it has a THead or TFoot and no TBody")


@rule(matterhorn("09-005"), todo="nest L, LI, Lbl and LBody")
def lists_nested(file: Opened) -> Iterator[Fault]:
    """Lists hold items, items hold a label and a body, and neither stands elsewhere; a caption is first."""
    yield from _misplaced(file, LISTS, IN_LISTS)
    yield from _misplaced_captions(file.tree.of_kind("L"), (0,))


@rule(matterhorn("09-006"), todo="nest TOC and TOCI")
def contents_nested(file: Opened) -> Iterator[Fault]:
    """Tables of contents hold entries, which stand nowhere else; a caption is first."""
    yield from _misplaced(file, CONTENTS, IN_CONTENTS)
    yield from _misplaced_captions(file.tree.of_kind("TOC"), (0,))


@rule(matterhorn("09-007"), todo="nest Ruby, RB, RT and RP")
def ruby_nested(file: Opened) -> Iterator[Fault]:
    """Ruby holds base and annotation, which stand nowhere else."""
    yield from _misplaced(file, RUBY, IN_RUBY)


@rule(matterhorn("09-008"), todo="nest Warichu, WT and WP")
def warichu_nested(file: Opened) -> Iterator[Fault]:
    """Warichu holds text and punctuation, which stand nowhere else."""
    yield from _misplaced(file, WARICHU, IN_WARICHU)


@rule(access("7.2"), todo="give all rows the same number of columns, cells that span several counted")
def tables_regular(file: Opened) -> Iterator[Fault]:
    """Rows of a table have as many columns as each other, and no two cells lie over each other."""
    for table in file.tree.of_kind("Table"):
        columns, overlapping = _columns(_rows(table))
        if overlapping:
            yield Fault(table.where, "two cells lie over each other")
        elif len(set(columns)) > 1:
            yield Fault(table.where, f"its rows have from {min(columns)} to {max(columns)} columns")


def _rows(table: Node) -> list[list[Node]]:
    """Return the cells of a table, row by row."""
    holders = [table, *(kid for kid in table.kids if kid.kind in ROWS)]
    rows = [row for holder in holders for row in holder.kids if row.kind == "TR"]
    return [[cell for cell in row.kids if cell.kind in ("TH", "TD")] for row in rows]


def _columns(rows: list[list[Node]]) -> tuple[list[int], bool]:
    """Return how many columns each row has, spans counted, and whether cells lie over each other."""
    taken: set[tuple[int, int]] = set()
    overlapping = False
    for n, row in enumerate(rows):
        column = 0
        for cell in row:
            while (n, column) in taken:
                column += 1
            wide, high = _span(cell, "ColSpan"), min(_span(cell, "RowSpan"), len(rows) - n)
            places = {(n + down, column + right) for down in range(high) for right in range(wide)}
            overlapping |= bool(places & taken)
            taken |= places
            if len(taken) > MOST_CELLS:
                return [], False
    counts = [0] * len(rows)
    for n, _ in taken:
        counts[n] += 1
    return counts, overlapping


def _span(cell: Node, called: str) -> int:
    return max(1, min(whole(cell.attribute("Table", called)) or 1, 1000))
