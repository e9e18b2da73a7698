"""What a screen reader must be told: alternatives, headings, heads of tables, notes (Matterhorn, 13 to 19)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pikepdf

from masthead.conformance.clause import matterhorn
from masthead.conformance.objects import get, items, name
from masthead.conformance.rules import Fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from masthead.conformance.opened import Opened
    from masthead.conformance.tree import Node

SCOPES = ("Row", "Column", "Both")


@rule(matterhorn("13-004"), todo="describe the picture under Alt")
def figures_described(file: Opened) -> Iterator[Fault]:
    """Figures have an alternative, or the text that they stand for."""
    for node in file.tree.of_kind("Figure"):
        if not node.says("/Alt", "/ActualText"):
            yield Fault(node.where, "a Figure has neither Alt nor ActualText")


@rule(matterhorn("17-002"), todo="say the formula under Alt")
def formulas_described(file: Opened) -> Iterator[Fault]:
    """Formulas have an alternative, or the text that they stand for."""
    for node in file.tree.of_kind("Formula"):
        if not node.says("/Alt", "/ActualText"):
            yield Fault(node.where, "a Formula has neither Alt nor ActualText")


@rule(matterhorn("14-002"), todo="begin with H1")
def first_heading(file: Opened) -> Iterator[Fault]:
    """The first numbered heading is H1."""
    first = next((node for node in file.tree.nodes if node.heading), None)
    if first and first.heading != 1:
        yield Fault(first.where, f"the first heading is H{first.heading}")


@rule(matterhorn("14-003"), todo="use the level that follows")
def no_heading_skipped(file: Opened) -> Iterator[Fault]:
    """No level of headings is left out on the way down."""
    before = None
    for node in file.tree.nodes:
        if node.heading:
            if before and node.heading > before + 1:
                yield Fault(node.where, f"H{node.heading} follows H{before}")
            before = node.heading


@rule(matterhorn("14-006"), todo="put each H into a Sect of its own")
def one_plain_heading(file: Opened) -> Iterator[Fault]:
    """No element has more than one H."""
    for node in file.tree.nodes:
        if node.kinds.count("H") > 1:
            yield Fault(node.where, "it has more than one H")


@rule(matterhorn("14-007"), todo="use H1 to H6 throughout, or H throughout")
def one_kind_of_heading(file: Opened) -> Iterator[Fault]:
    """Headings are numbered throughout or not at all."""
    plain = file.tree.of_kind("H")
    if plain and any(node.heading for node in file.tree.nodes):
        yield Fault(plain[0].where, "the file has H and numbered headings")


@rule(matterhorn("15-003"), todo="give TH a Scope, or TD its Headers")
def heads_of_tables(file: Opened) -> Iterator[Fault]:
    """Heads of a table say whether they stand over a row or a column, unless every cell names its heads."""
    for table in file.tree.of_kind("Table"):
        cells = [node for node in _below(table) if node.kind in ("TH", "TD")]
        known = {bytes(found) for node in cells if isinstance(found := get(node.element, "/ID"), pikepdf.String)}
        if all(_names_heads(cell, known) for cell in cells if cell.kind == "TD"):
            continue
        for cell in cells:
            if cell.kind == "TH" and name(cell.attribute("Table", "Scope")) not in SCOPES:
                yield Fault(cell.where, "a TH has no Scope, and not every TD names its heads")


def _names_heads(cell: Node, known: set[bytes]) -> bool:
    """Say whether a cell names its heads, and all of them are there."""
    heads = items(cell.attribute("Table", "Headers"))
    return bool(heads) and all(isinstance(head, pikepdf.String) and bytes(head) in known for head in heads)


def _below(node: Node) -> Iterator[Node]:
    waiting = list(node.kids)
    while waiting:
        found = waiting.pop()
        yield found
        if found.kind != "Table":
            waiting += found.kids


def _identifier(node: Node) -> bytes:
    found = get(node.element, "/ID")
    return bytes(found) if isinstance(found, pikepdf.String) else b""


@rule(matterhorn("19-003"), todo="give the Note an ID")
def notes_identified(file: Opened) -> Iterator[Fault]:
    """Notes have an ID."""
    for node in file.tree.of_kind("Note"):
        if not _identifier(node):
            yield Fault(node.where, "a Note has no ID")


@rule(matterhorn("19-004"), todo="give each Note an ID of its own")
def notes_told_apart(file: Opened) -> Iterator[Fault]:
    """No two notes have one ID."""
    counts = Counter(found for node in file.tree.of_kind("Note") if (found := _identifier(node)))
    for node in file.tree.of_kind("Note"):
        if counts[_identifier(node)] > 1:
            yield Fault(node.where, f"{counts[_identifier(node)]} Notes have one ID")
