"""The document as a XeLaTeX source: the same words, notes, page size and face, for one pass.

The page is near the measured one, not equal to it: what is compared is the work, not the look. XeLaTeX draws no
SVG, so the emblem and the QR code are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from masthead.markup import Call, Run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from masthead.document import Document
    from masthead.document.content import NoteCall, Piece

HEAD = r"""\documentclass[10pt]{article}
\usepackage{fontspec}
\usepackage{fancyhdr}
\usepackage[paperwidth=612bp,paperheight=792bp,hmargin=123.12bp,top=79.42bp,bottom=74bp]{geometry}
\setmainfont{Liberation Serif}
\hyphenpenalty=10000 \exhyphenpenalty=10000 \emergencystretch=3em
\setlength{\parindent}{23.76bp} \setlength{\parskip}{6bp}
\fontsize{10bp}{12bp}\selectfont
\pagestyle{fancy} \fancyhf{} \cfoot{\bfseries\thepage}
"""

SIGNS = {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\u00a0": "~",
    **{sign: f"\\{sign}" for sign in "#$%&_{}"},
}  # fmt: skip


def tex_source(document: Document) -> str:
    """Return the source of *document*."""
    furniture = document.furniture
    heads = rf"\lhead{{\scriptsize {_inline(furniture.running_title)}}} \rhead{{{_escaped(str(furniture.symbol))}}}"
    body = "\n\n".join((*_masthead(document), *_text(document)))
    return f"{HEAD}{heads}\n\\begin{{document}}\n\\thispagestyle{{empty}}\n{body}\n\\end{{document}}\n"


def _masthead(document: Document) -> Iterator[str]:
    """Give the head of the first page."""
    furniture = document.furniture
    yield rf"\noindent {_inline(furniture.united_nations)}\hfill {_escaped(str(furniture.symbol))}"
    yield r"\noindent\rule{\textwidth}{.72bp}"
    yield rf"\noindent\textbf{{\LARGE {_inline(furniture.organ)}}}\hfill {_inline(furniture.distribution)}"
    yield rf"\noindent\hfill {_inline(furniture.issued)}"
    yield r"\noindent\rule{\textwidth}{2.88bp}"
    yield rf"\noindent {_inline(furniture.session)}\\{_inline(furniture.agenda_item)}"


def _text(document: Document) -> Iterator[str]:
    """Give title, preamble, operative paragraphs and closing lines."""
    furniture, content = document.furniture, document.content
    yield rf"{{\centering\large\bfseries {_inline(furniture.adoption)}\par}}"
    yield rf"{{\centering {_inline(furniture.origin)}\par}}"
    title = content.title.text if content.title else ()
    yield rf"{{\centering\large\bfseries {_inline(furniture.number)} {_inline(title)}\par}}"
    yield _inline(furniture.formula)
    yield from (_paragraph(piece) for piece in content.pieces() if piece is not content.title)
    yield rf"\begin{{flushright}}\itshape {_inline(furniture.meeting)}\\{_inline(furniture.adopted)}\end{{flushright}}"


def _paragraph(piece: Piece) -> str:
    label = getattr(piece, "label", "")
    return (rf"\makebox[23.76bp][l]{{{_escaped(label)}}}" if label else "") + _inline(piece.text)


def _inline(parts: Iterable[Run | NoteCall | Call]) -> str:
    """Return printed text in TeX; each note stands where it is called."""
    return "".join(_run(part) if isinstance(part, Run) else _note(part) for part in parts)


def _note(part: NoteCall | Call) -> str:
    if isinstance(part, Call):
        raise TypeError(f"a derived line calls the note {part.key}")
    if part.again:
        return rf"\textsuperscript{{{part.note.mark}}}"
    return rf"\footnote{{{_inline(part.note.text)}}}"


def _run(run: Run) -> str:
    text = _escaped(run.text)
    if run.raised:
        text = rf"\textsuperscript{{{text}}}"
    if run.italic:
        text = rf"\emph{{{text}}}"
    return rf"\textbf{{{text}}}" if run.bold else text


def _escaped(text: str) -> str:
    return "".join(SIGNS.get(sign, sign) for sign in text)
