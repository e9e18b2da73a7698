"""A document as one HTML file that stands alone: styles and pictures are in it, nothing is fetched, nothing runs.

Notes stand at the end, each linked from its call and back to it. Line ends of the printed page, running heads,
barcode and the words about paper are left out: they belong to paper.
"""

from __future__ import annotations

from base64 import b64encode
from functools import partial
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from masthead.document.content import Heading, NoteCall, Quotation
from masthead.settings import EMBLEM, settings
from masthead.typeset import rendered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from masthead.document import Document
    from masthead.document.content import Block, Content, Note
    from masthead.markup import Run
    from masthead.workspace import Workspace

KINDS = {"svg": "svg+xml", "png": "png", "jpg": "jpeg", "jpeg": "jpeg"}
"""Kinds of pictures by the end of a file's name, as data addresses call them."""
STYLES = "styles/"
DEEPEST = 6
"""The deepest level of headings that HTML has."""


def page(document: Document, workspace: Workspace) -> str:
    """Return *document* as HTML; the same document gives the same characters.

    Raises:
        MastheadError: a template of the workspace has a fault.
    """
    emblem = settings(workspace).emblem
    values = {
        "document": document,
        "facts": document.facts,
        "furniture": document.furniture,
        "content": document.content,
        "language": document.language,
        "main": _main(document),
        "ranks": _ranks(document.content),
        "notes": [*document.content.notes()],
        "reading": reading,
        "picture": partial(_picture, workspace),
        "emblem": _picture(workspace, emblem),
        "neutral": emblem == EMBLEM,
        "style": Markup(_style(workspace)),  # noqa: S704 (the style sheet of the workspace, unable to end itself)
    }
    return rendered("export.html", workspace, **values)


def reading(parts: Iterable[Run | NoteCall]) -> Markup:
    """Return printed text as HTML in which the call of a note is a link to it."""
    return Markup().join(_call(part) if isinstance(part, NoteCall) else _run(part) for part in parts)


def _run(run: Run) -> Markup:
    html: Markup = escape(run.text)
    for tag, there in (("sup", run.raised), ("em", run.italic), ("strong", run.bold)):
        if there:
            html = Markup(f"<{tag}>{{}}</{tag}>").format(html)  # noqa: S704 (a tag of the three above)
    if run.address:
        html = Markup('<a href="{}">{}</a>').format(run.address, html)
    return Markup('<span lang="{}">{}</span>').format(run.language, html) if run.language else html


def _call(call: NoteCall) -> Markup:
    """Return the call of a note; the first one is where the note leads back to."""
    name = Markup("") if call.again else Markup(' id="call-{}"').format(call.note.ordinal)
    html = Markup('<a class="call" href="#{}"{} role="doc-noteref">{}</a>')
    return html.format(call.note.id, name, _mark(call.note))


def _mark(note: Note) -> Markup:
    """Return the mark of a note, raised unless it is of asterisks (E/2025/L.20)."""
    return escape(note.printed_mark) if not note.mark.strip("*") else Markup("<sup>{}</sup>").format(note.printed_mark)


def _main(document: Document) -> str:
    """Return which line is the heading of the document; where it has none, its symbol is."""
    lines, content = document.furniture, document.content
    there = {
        "title": content.title,
        "resolution_number": lines.resolution_number,
        "statement": lines.statement,
        "sponsors": content.sponsors,
    }
    return next((name for name, line in there.items() if line), "symbol")


def _ranks(content: Content) -> Mapping[str, int]:
    """Return the level in HTML of each heading within the text, by its id; no level is left out on the way down."""
    ranks: dict[str, int] = {}
    for part in content.parts:
        _rank((*part.preamble, *part.operative), 2 if part.letter else 1, ranks)
    for annex in content.annexes:
        _rank(annex.blocks, 2, ranks)
    return ranks


def _rank(blocks: Iterable[Block], base: int, ranks: dict[str, int]) -> None:
    """Put headings under a heading of rank *base*."""
    before = base
    for heading in _headings(blocks):
        before = ranks[heading.id] = min(base + heading.level, before + 1, DEEPEST)


def _headings(blocks: Iterable[Block]) -> Iterator[Heading]:
    for block in blocks:
        if isinstance(block, Heading):
            yield block
        elif isinstance(block, Quotation):
            yield from _headings(block.blocks)


def _picture(workspace: Workspace, name: str) -> str:
    """Return the picture called *name* as an address that holds it."""
    own = name.startswith(STYLES)
    data = workspace.shared("styles", name.removeprefix(STYLES))[1] if own else workspace.read(name)
    kind = KINDS[name.rpartition(".")[2].lower()]
    return f"data:image/{kind};base64,{b64encode(data).decode('ascii')}"


def _style(workspace: Workspace) -> str:
    """Return the style sheet, in which nothing ends the element that holds it."""
    return workspace.shared("styles", "export.css")[1].decode().replace("</", "<\\/")
