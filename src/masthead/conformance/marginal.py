"""Annotations: where they are, whether a reader meets them, and what they belong to (ISO 32000-1, 12.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from masthead.conformance.objects import box, get, name, place, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from masthead.conformance.opened import Opened
    from masthead.conformance.tree import Node

HIDDEN = 2
"""The flag of an annotation that is not shown (ISO 32000-1, table 165)."""


def subtype(annotation: Any) -> str:  # noqa: ANN401 (an object of a PDF)
    """Return the type of an annotation."""
    return name(get(annotation, "/Subtype"))


def told(where: str, annotation: Any) -> str:  # noqa: ANN401
    """Return the place of an annotation: its page, and its object."""
    return f"{where}, {place(annotation)}" if place(annotation) else where


def shown(file: Opened) -> Iterator[tuple[str, Any]]:
    """Give the annotations that a reader meets: neither hidden nor outside of the page."""
    for where, annotation, page in file.annotations():
        around, edge = box(get(annotation, "/Rect")), box(get(page, "/CropBox")) or box(get(page, "/MediaBox"))
        outside = (
            around
            and edge
            and (around[0] > edge[2] or around[2] < edge[0] or around[1] > edge[3] or around[3] < edge[1])
        )
        if not outside and not (whole(get(annotation, "/F")) or 0) & HIDDEN:
            yield told(where, annotation), annotation


def within(node: Node | None, kind: str) -> bool:
    """Say whether *node* is an element of *kind*, or stands within one."""
    while node and node.kind != kind:
        node = node.parent
    return node is not None
