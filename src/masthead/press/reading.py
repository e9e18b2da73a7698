"""What a layout holds: every line of text with its place, every note, every call, read from WeasyPrint's boxes.

Distances are in pt from the top of the page; pages count from 1. Characters are counted without white space,
because spaces vanish where a line ends.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

PT = 0.75
"""Points in a CSS pixel, which WeasyPrint counts in."""

_INVISIBLE = str.maketrans("", "", "\u00ad\u2010")
"""Soft hyphens, and the hyphen that is drawn where one is used."""


def squeezed(text: str) -> str:
    """Return *text* without white space and soft hyphens: what can be compared across line ends."""
    return "".join(text.split()).translate(_INVISIBLE)


@dataclass
class Line:
    """A line of text of one piece. *start* counts the piece's characters on the lines before it."""

    piece: str
    page: int
    top: float
    bottom: float
    block: Block
    start: int = 0
    text: str = ""
    calls: list[str] = field(default_factory=list)


@dataclass(frozen=True, eq=False)
class Block:
    """The block that lines stand in, with what its style says about page breaks."""

    margin_top: float
    orphans: int
    widows: int
    forced: bool
    """A page break must stand before it, by its style and not by a plan."""
    joined_before: bool
    """No page break may stand before it."""
    joined_after: bool
    whole: bool
    """No page break may stand within it."""


@dataclass
class NotePart:
    """A note, or the part of one, at the foot of a page."""

    id: str
    page: int
    top: float
    bottom: float
    lines: list[tuple[float, str]] = field(default_factory=list)
    """Height in pt and characters of each line."""

    @property
    def text(self) -> str:
        """The characters of the note."""
        return "".join(text for _, text in self.lines)


@dataclass(frozen=True)
class Page:
    """The room of a page: where its text starts and must end, and the edges of its note area."""

    number: int
    top: float
    bottom: float
    notes_top: float
    """Top of the note area, without its margin; equal to *bottom* where there are no notes."""
    notes_extra: float
    """Height of the note area beyond the notes in it: margin, rule and space."""
    height: float


@dataclass
class Laid:
    """A layout: its pages, the lines of text and the notes, in order."""

    pages: list[Page] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    notes: list[NotePart] = field(default_factory=list)

    def text(self) -> dict[str, str]:
        """Return the characters of every piece, in the order in which the pieces begin."""
        texts: dict[str, str] = {}
        for line in self.lines:
            texts[line.piece] = texts.get(line.piece, "") + line.text
        return texts

    def calls(self) -> Iterator[tuple[str, Line]]:
        """Give the id of every note that is called, with the line of the call."""
        return ((note, line) for line in self.lines for note in line.calls)


def read(document: Any) -> Laid:  # noqa: ANN401 (WeasyPrint is not typed)
    """Return what the WeasyPrint *document* holds."""
    laid = Laid()
    for number, page in enumerate(document.pages, start=1):
        box = page._page_box  # noqa: SLF001 (the layout is read nowhere else)
        area = next((child for child in box.children if type(child).__name__ == "FootnoteAreaBox"), None)
        laid.pages.append(_page(number, box, area))
        for child in box.children:
            if child.element_tag == "html":
                _walk(child, number, "", _block(child), laid)
        for note in area.children if area else ():
            laid.notes.extend(_notes(note, number))
    starts: dict[str, int] = {}
    for line in laid.lines:
        line.start = starts.get(line.piece, 0)
        starts[line.piece] = line.start + len(line.text)
    return laid


def _page(number: int, box: Any, area: Any) -> Page:  # noqa: ANN401
    top, bottom = box.content_box_y() * PT, (box.content_box_y() + box.height) * PT
    inside = sum(note.margin_height() for note in area.children) * PT if area else 0.0
    extra = area.margin_height() * PT - inside if area else 0.0
    notes_top = (area.position_y + area.margin_top) * PT if area else bottom
    return Page(number, top, bottom, notes_top, extra, box.margin_height() * PT)


def piece_of(element: Any) -> str | None:  # noqa: ANN401 (elements of several libraries)
    """Return the id of the piece of text that *element* is or goes on with."""
    if element is None:
        return None
    found: str | None = element.get("data-of") or element.get("id")
    return found


def _walk(box: Any, page: int, piece: str, block: Block, laid: Laid) -> None:  # noqa: ANN401
    """Collect the lines below *box* in reading order."""
    if type(box).__name__ == "LineBox":
        line = Line(piece, page, box.position_y * PT, (box.position_y + box.height) * PT, block)
        for part, text, call in _texts(box, piece):
            if text and part != line.piece:
                if line.piece and line.text:
                    laid.lines.append(line)
                line = Line(part, page, line.top, line.bottom, block)
            line.text += squeezed(text)
            line.calls += [call] if call else []
        if line.piece and (line.text or line.calls):
            laid.lines.append(line)
        return
    for child in getattr(box, "children", ()):
        pseudo = "::" in (child.element_tag or "")
        own = None if pseudo else piece_of(child.element)
        inner = _block(child) if own and _stands_alone(child) else block
        _walk(child, page, own or piece, inner, laid)


def _stands_alone(box: Any) -> bool:  # noqa: ANN401
    """Say whether *box* is a block or a cell, not a part of a line."""
    return type(box).__name__ in ("BlockBox", "TableCellBox", "FlexBox", "GridBox")


def _texts(box: Any, piece: str) -> Iterator[tuple[str, str, str]]:  # noqa: ANN401
    """Give (piece, characters, id of a called note) for the text below *box*."""
    for child in box.children:
        tag = child.element_tag or ""
        if tag.endswith("::footnote-call"):
            yield piece, "", child.element.get("id") or ""
        elif tag.endswith("::footnote-marker"):
            continue
        elif hasattr(child, "text"):
            yield piece, child.text, ""
        elif hasattr(child, "children"):
            yield from _texts(child, piece_of(child.element) or piece)


def _notes(box: Any, page: int) -> Iterator[NotePart]:  # noqa: ANN401
    """Give the notes in a box of the note area."""
    if "note" in _classes(box):
        top = box.position_y * PT
        note = NotePart(piece_of(box.element) or "", page, top, top + box.margin_height() * PT)
        for line in _line_boxes(box):
            text = "".join(text for _, text, _ in _texts(line, "") if text)
            note.lines.append((line.height * PT, squeezed(text)))
        yield note
        return
    for child in box.children:
        yield from _notes(child, page)


def _line_boxes(box: Any) -> Iterator[Any]:  # noqa: ANN401
    for child in getattr(box, "children", ()):
        if type(child).__name__ == "LineBox":
            yield child
        else:
            yield from _line_boxes(child)


def _classes(box: Any) -> list[str]:  # noqa: ANN401
    return (box.element.get("class") or "").split() if box.element is not None else []


def _block(box: Any) -> Block:  # noqa: ANN401
    style = box.style
    margin = style["margin_top"]
    return Block(
        margin_top=margin.value * PT if hasattr(margin, "value") else 0.0,
        orphans=style["orphans"],
        widows=style["widows"],
        forced=style["break_before"] == "page" and "page-start" not in _classes(box),
        joined_before=style["break_before"] in ("avoid", "avoid-page"),
        joined_after=style["break_after"] in ("avoid", "avoid-page"),
        whole=style["break_inside"] in ("avoid", "avoid-page"),
    )
