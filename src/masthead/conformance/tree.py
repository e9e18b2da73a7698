"""The structure tree of a PDF (ISO 32000-1, 14.7), walked once, whatever it refers to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from masthead.conformance.objects import (
    entries,
    get,
    has_keys,
    items,
    key,
    name,
    one_or_many,
    place,
    text,
    whole,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from masthead.conformance.content import Key

MOST_ELEMENTS = 300_000
"""Elements that are walked: some thousand pages."""
DEEPEST = 200
"""Elements within each other that are followed."""
STANDARD = words(
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl "
    "LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu "
    "WT WP Figure Formula Form"
)
"""The standard structure types of ISO 32000-1, 14.8.4."""
_HEADING = re.compile(r"H([1-9][0-9]{0,2})")


@dataclass(eq=False)
class Node:
    """An element of the structure."""

    element: Any
    role: str
    """As it is written."""
    kind: str
    """The standard type that the role comes down to; empty where it comes down to none."""
    parent: Node | None
    language: str | None
    """The language of its text: its own, or that of an element around it."""
    depth: int
    kids: list[Node] = field(default_factory=list)
    marks: list[tuple[Key, int]] = field(default_factory=list)
    """Its marked content: the page or form that holds it, and the MCID."""
    annotations: list[Key] = field(default_factory=list)
    """Annotations that belong to it."""
    others: int = 0
    """Kids that are nothing that a kid may be."""

    @property
    def where(self) -> str:
        """Place and role, as ``object 14 (P)``."""
        return f"{place(self.element, 'an element')} ({self.role})"

    @property
    def kinds(self) -> list[str]:
        """The standard types of its kids; NonStruct and Private are looked through, they are nothing to a reader."""
        found = []
        for kid in self.kids:
            found += kid.kinds if kid.kind in ("NonStruct", "Private") else [kid.kind]
        return found

    @property
    def above(self) -> str:
        """The standard type of the element around it, NonStruct and Private looked through."""
        node = self.parent
        while node and node.kind in ("NonStruct", "Private"):
            node = node.parent
        return node.kind if node else ""

    @property
    def heading(self) -> int:
        """Level of a numbered heading, 0 for anything else. H7 and deeper count by their role (ISO 14289-1, 7.4.3)."""
        match = _HEADING.fullmatch(self.kind) or _HEADING.fullmatch(self.role)
        return int(match[1]) if match else 0

    def says(self, *at: str) -> bool:
        """Say whether it has a text under one of the keys, as ``/Alt``."""
        return any((text(get(self.element, one)) or "").strip() for one in at)

    def attribute(self, owner: str, called: str) -> Any:  # noqa: ANN401 (an object of a PDF)
        """Return an attribute of *owner*, as ``Scope`` of ``Table``."""
        for attributes in one_or_many(get(self.element, "/A")):
            if name(get(attributes, "/O")) == owner and (found := get(attributes, f"/{called}")) is not None:
                return found
        return None


@dataclass
class Tree:
    """A structure tree."""

    root: Any
    nodes: list[Node] = field(default_factory=list)
    """All elements, in the order in which they are read."""
    faults: list[tuple[str, str]] = field(default_factory=list)
    """What is wrong with the tree itself: place, and what."""
    circular: list[str] = field(default_factory=list)
    """Roles that are mapped to each other in a ring."""
    cut: str = ""
    """Why it was not walked to its end."""

    def of_kind(self, *kinds: str) -> list[Node]:
        """Return the elements of the standard types *kinds*."""
        return [node for node in self.nodes if node.kind in kinds]

    @cached_property
    def owners(self) -> dict[Key, Node]:
        """The elements that annotations belong to."""
        return {annotation: node for node in self.nodes for annotation in node.annotations}

    def parents(self) -> Iterator[tuple[int, Any]]:
        """Give the entries of the parent tree (ISO 32000-1, 14.7.4.4): number and value."""
        waiting, seen = [get(self.root, "/ParentTree")], set[tuple[int, int]]()
        while waiting and len(seen) < MOST_ELEMENTS:
            leaf = waiting.pop()
            if not has_keys(leaf) or (key(leaf)[0] and key(leaf) in seen):
                continue
            seen.add(key(leaf))
            numbers = items(get(leaf, "/Nums"))
            yield from (
                (n, value) for n, value in zip(numbers[::2], numbers[1::2], strict=False) if whole(n) is not None
            )
            waiting += items(get(leaf, "/Kids"))


def grown(root: Any, pages: list[Any]) -> Tree:  # noqa: ANN401
    """Return the tree below *root*, a structure tree root or None."""
    tree = Tree(root)
    roles = {role[1:]: name(mapped) for role, mapped in entries(get(root, "/RoleMap"))}
    known = frozenset(map(key, pages))
    seen: set[Key] = set()
    waiting: list[tuple[Any, Node | None, Any]] = [(kid, None, None) for kid in reversed(one_or_many(get(root, "/K")))]
    while waiting:
        element, parent, page = waiting.pop()
        depth = parent.depth + 1 if parent else 0
        if len(tree.nodes) >= MOST_ELEMENTS or depth > DEEPEST:
            tree.cut = f"has more than {MOST_ELEMENTS} elements, or more than {DEEPEST} within each other"
            continue
        if key(element)[0] and key(element) in seen:
            tree.faults.append((place(element), "stands in the structure more than once, or within itself"))
            continue
        seen.add(key(element))
        node = _node(tree, element, parent, depth, roles)
        page = _first(get(element, "/Pg"), page)
        waiting += reversed([(kid, node, page) for kid in _sorted_out(node, page, known)])
    return tree


def _node(tree: Tree, element: Any, parent: Node | None, depth: int, roles: dict[str, str]) -> Node:  # noqa: ANN401
    role = name(get(element, "/S"))
    language = text(get(element, "/Lang"))
    inherited = parent.language if parent else None
    node = Node(element, role, _kind(tree, role, roles), parent, inherited if language is None else language, depth)
    tree.nodes.append(node)
    if parent:
        parent.kids.append(node)
    return node


def _kind(tree: Tree, role: str, roles: dict[str, str]) -> str:
    """Follow the role map to a standard type (ISO 32000-1, 14.8.4)."""
    passed = [role]
    while role not in STANDARD:
        role = roles.get(role, "")
        if role in passed:
            tree.circular.append(role)
            return ""
        if not role:
            return ""
        passed.append(role)
    return role


def _first(*found: Any) -> Any:  # noqa: ANN401
    """Return the first of the objects that is there."""
    return next((each for each in found if each is not None), None)


def _sorted_out(node: Node, page: Any, known: frozenset[Key]) -> Iterator[Any]:  # noqa: ANN401
    """Give the kids of a node that are elements; keep its marked content and its annotations."""
    for kid in one_or_many(get(node.element, "/K")):
        kind, mcid = name(get(kid, "/Type")), whole(get(kid, "/MCID"))
        if whole(kid) is not None:
            node.marks.append((key(page), kid))
        elif kind == "OBJR":
            node.annotations.append(key(get(kid, "/Obj")))
        elif kind == "MCR" or (mcid is not None and not name(get(kid, "/S"))):
            holder = _first(get(kid, "/Stm"), get(kid, "/Pg"), page)
            node.marks.append((key(holder), -1 if mcid is None else mcid))
        elif has_keys(kid) and name(get(kid, "/S")):
            yield kid
        else:
            node.others += 1
    if node.marks and key(page) not in known:
        node.others += 1
