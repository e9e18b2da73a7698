"""The document as a Typst source: the same words, notes, page size and face.

Everything is written in Typst's code mode, where a text is a string in quotes and needs no other escape. The page
is near the measured one, not equal to it: what is compared is the work, not the look.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from masthead.markup import Call, Run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from masthead.document import Document
    from masthead.document.content import NoteCall, Piece
    from masthead.document.furniture import Furniture

HEAD = """\
#set document(title: {title})
#set page(
  width: 612pt, height: 792pt,
  margin: (left: 123.12pt, right: 123.12pt, top: 79.42pt, bottom: 74pt),
  header: context if here().page() > 1 {{ text(8pt, weight: "bold", {{ {running}; h(1fr); {symbol} }}) }},
  footer: context if here().page() > 1 {{ text(9pt, weight: "bold", counter(page).display("1/1", both: true)) }},
)
#set text(font: "Liberation Serif", size: 10pt, lang: {language}, hyphenate: false)
#set text(tracking: 0.33pt, top-edge: 0.8em, bottom-edge: -0.2em)
#set par(justify: true, leading: 2pt, spacing: 8pt, first-line-indent: (amount: 23.76pt, all: true))
#set footnote.entry(separator: line(length: 75pt, stroke: 0.5pt))
#show footnote.entry: set text(8.5pt)
#show align: set par(justify: false)
"""


def typst_source(document: Document) -> str:
    """Return the source of *document*; ``styles/marks/emblem.svg`` and ``qr-code.svg`` stand beside it."""
    furniture = document.furniture
    head = HEAD.format(
        title=_string(document.content.title.characters if document.content.title else ""),
        running=_inline(furniture.running_title),
        symbol=_string(str(furniture.symbol)),
        language=_string(document.language.code),
    )
    return head + "#{\n" + "\n".join((*_masthead(furniture), *_text(document))) + "\n}\n"


def _masthead(furniture: Furniture) -> Iterator[str]:
    """Give the head of the first page, and the QR code at its foot."""
    symbol = f"text(20pt, {_string(furniture.symbol.large)}); {_string(furniture.symbol.rest)}"
    yield f"block({{ {_inline(furniture.united_nations)}; h(1fr); {symbol} }})"
    yield "line(length: 100%, stroke: 0.72pt)"
    organ = f"text(16pt, weight: {_string('bold')}, {{ {_inline(furniture.organ)} }})"
    block = f"{{ {_inline(furniture.distribution)}; linebreak(); {_inline(furniture.issued)} }}"
    emblem = "image(width: 54.8pt, alt: {}, {})".format(_string("Emblem"), _string("styles/marks/emblem.svg"))
    yield f"grid(columns: (auto, 1fr, auto), gutter: 12pt, {emblem}, {organ}, {block})"
    yield "line(length: 100%, stroke: 2.88pt)"
    yield f"block({{ {_inline(furniture.session)}; linebreak(); {_inline(furniture.agenda_item)} }})"
    code = "image(width: 55pt, alt: {}, {})".format(_string("QR code"), _string("qr-code.svg"))
    yield f"place(bottom + right, dx: 60pt, dy: 20pt, {code})"


def _text(document: Document) -> Iterator[str]:
    """Give title, preamble, operative paragraphs and closing lines."""
    furniture, content = document.furniture, document.content
    bold = _string("bold")
    yield f"align(center, text(14pt, weight: {bold}, {{ {_inline(furniture.adoption)} }}))"
    yield f"align(center, {{ {_inline(furniture.origin)} }})"
    number, title = _inline(furniture.number), content.title.text if content.title else ()
    yield f"align(center, text(12pt, weight: {bold}, {{ {number}; {_string(' ')}; {_inline(title)} }}))"
    yield f"par({{ {_inline(furniture.formula)} }})"
    yield from (_paragraph(piece) for piece in content.pieces() if piece is not content.title)
    yield f"align(right, emph({{ {_inline(furniture.meeting)}; linebreak(); {_inline(furniture.adopted)} }}))"


def _paragraph(piece: Piece) -> str:
    label = getattr(piece, "label", "")
    number = f"box(width: 23.76pt, {_string(label)}); " if label else ""
    return f"par({{ {number}{_inline(piece.text)} }})"


def _inline(parts: Iterable[Run | NoteCall | Call]) -> str:
    """Return printed text as statements of a block; each note stands where it is called."""
    return "; ".join(_run(part) if isinstance(part, Run) else _note(part) for part in parts) or '""'


def _note(part: NoteCall | Call) -> str:
    if isinstance(part, Call):
        raise TypeError(f"a derived line calls the note {part.key}")
    if part.again:
        return f"super({_string(str(part.note.mark))})"
    return f"footnote({{ {_inline(part.note.text)} }})"


def _run(run: Run) -> str:
    text = _string(run.text)
    if run.raised:
        text = f"super({text})"
    if run.italic:
        text = f"emph({text})"
    if run.bold:
        text = f"strong({text})"
    return f"link({_string(run.address)}, {text})" if run.address else text


def _string(text: str) -> str:
    """Return *text* as a Typst string: its escapes are those of JSON."""
    return json.dumps(text, ensure_ascii=False)
