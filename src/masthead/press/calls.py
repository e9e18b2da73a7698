"""Links between the calls of notes and the notes, which the engine does not make.

The call of a note leads to the note, the mark before the note leads back to its (first) call. Where a template makes
the call an ordinary link to the note (a second call, or one in a table), only the way back is added here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from masthead.press.reading import piece_of
from masthead.press.tags.roles import classes_of

if TYPE_CHECKING:
    from collections.abc import Iterator

Surface = tuple[float, float, float, float]
"""Left, upper, right and lower edge in px on the page."""
CALL = "call-"
"""Before the id of a note: the place where it is called."""
_ROOM = 2.0
"""Pixels by which the surface of a link is larger than the small figures that it lies over, on every side."""


def linked(pages: list[Any]) -> None:
    """Give the laid *pages* links from calls to notes and back."""
    known: set[str] = set()
    for page in pages:
        page.links[:] = [_over(*link) for link in page.links if link[3].link]  # one over the whole, none over each part
        for box in _boxes(page._page_box):  # noqa: SLF001 (as in masthead.press.reading)
            tag, note = box.element_tag or "", _note_of(box)
            if tag.endswith("::footnote-marker"):
                _link(page, box, CALL + note)
            elif tag.endswith("::footnote-call") or _calls(box):
                if note not in known:
                    known.add(note)
                    page.anchors[CALL + note] = _surface(box)
                if tag.endswith("::footnote-call"):
                    _link(page, box, note)
    _leave_targets(pages)


def _leave_targets(pages: list[Any]) -> None:
    """Leave of the places on *pages* that have a name those that a link leads to."""
    wanted = {target for page in pages for kind, target, _, _ in page.links if kind == "internal"}
    for page in pages:
        for name in page.anchors.keys() - wanted:
            del page.anchors[name]


def _over(kind: str, target: str, surface: Surface, box: Any) -> tuple[str, str, Surface, Any]:  # noqa: ANN401
    """Return a link as it was; one that calls a note or stands before it with a surface that has room for a finger."""
    return kind, target, _surface(box) if _calls(box) else surface, box


def _boxes(box: Any) -> Iterator[Any]:  # noqa: ANN401 (boxes of the engine)
    """Give the boxes within *box* that stand in a line and belong to an element."""
    for child in getattr(box, "children", ()):
        child = getattr(child, "_box", child)  # noqa: PLW2901 (a placeholder stands for what is positioned)
        if type(child).__name__.startswith("Inline") and child.element is not None:
            yield child
        yield from _boxes(child)


def _note_of(box: Any) -> str:  # noqa: ANN401
    """Return the id of the note that *box* belongs to or leads to."""
    target: str = box.element.get("href", "").removeprefix("#")
    return target or piece_of(box.element) or ""


def _calls(box: Any) -> bool:  # noqa: ANN401
    """Say whether *box* is an ordinary link that calls a note."""
    return box.element_tag == "a" and bool(classes_of(box.element) & {"again", "letter"})


def _surface(box: Any) -> Surface:  # noqa: ANN401
    """Return the surface over the figures of *box*."""
    size = box.style["font_size"]
    baseline = box.position_y + box.baseline
    left, right = box.position_x, box.position_x + box.margin_width()
    return left - _ROOM, baseline - 0.7 * size - _ROOM, right + _ROOM, baseline + _ROOM


def _link(page: Any, box: Any, target: str) -> None:  # noqa: ANN401
    if box.children:
        page.links.append(("internal", target, _surface(box), box))
