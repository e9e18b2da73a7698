"""Types an official PDF of the New York layout off: from its glyphs to the YAML of a document.

A paragraph begins where a line is indented, a raised small figure calls a note, a note begins where one stands at
the foot of the page. Only what line ends depend on is kept: words, italics, calls, hyphens that do not break.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from printed import Glyph, Print, Sheet

COLUMN = 123.38
"""Left edge of the text column."""
INDENTED = 140.0
"""Left of this a line goes on with its paragraph."""
RIGHT = 488.7
"""Right edge of the text column."""
SPACE = 2.82
"""Natural word space of the files."""
NUMBER = re.compile(r"\d{1,2}\.[ \u202f]+")
Line = list["Glyph"]


def typed_off(printed: Print) -> Mapping[str, object]:
    """Return the text of *printed* under the keys of a document."""
    paragraphs = [_marked(lines) for lines in _paragraphs(list(_body(printed)))]
    agenda = [line for line in _bold(printed[1], 10, 59) if "session" not in line]
    text = {
        "title": " ".join(_bold(printed[1], 12, COLUMN - 2)),
        "preamble": [text for text in paragraphs[1:] if not NUMBER.match(text)],
        "operative": [NUMBER.sub("", text, count=1) for text in paragraphs if NUMBER.match(text)],
        "footnotes": {str(n): text for n, text in enumerate(_notes(printed), start=1)},
    }
    return text | ({"agenda_title": " ".join(agenda)} if agenda else {})


def _bold(page: Sheet, size: float, left: float) -> list[str]:
    """Return the bold lines of a size, from an edge on."""
    rows = [row.strip() for row in page.rows if row.text.strip()]
    bold = [row for row in rows if abs(row.size - size) < 0.2 and row.glyphs[0].style == "bold" and row.baseline > 200]
    return ["".join(glyph.text for glyph in row.glyphs if glyph.x >= left).strip() for row in bold]


def _body(printed: Print) -> Iterator[Line]:
    """Give the lines from the enacting formula to the closing, with the calls in their places."""
    begun = False
    for page in printed.pages:
        rows = [row.strip() for row in page.rows if row.text.strip()]
        for above, row in pairwise([rows[0], *rows]):
            begun = begun or row.text.startswith("The General Assembly,")
            if row.text.endswith("plenary meeting"):
                return
            if begun and abs(row.size - 9.96) < 0.2 and row.x > COLUMN - 2 and 70 < row.baseline < 735:
                calls = above.glyphs if 6 < above.size < 7 and row.baseline - above.baseline < 5 else ()
                yield sorted([*row.glyphs, *(call for call in calls if call.text.strip())], key=lambda glyph: glyph.x)


def _paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    paragraph: list[Line] = []
    for line in lines:
        if line[0].x > INDENTED and paragraph:
            yield paragraph
            paragraph = []
        paragraph.append(line)
    yield paragraph


def _notes(printed: Print) -> Iterator[str]:
    for page in printed.pages:
        numbers = {round(row.baseline + 3) for row in page.rows if row.text.strip().isdigit() and row.size < 6}
        note: list[Line] = []
        for row in page.rows:
            line = row.strip() if row.text.strip() else row
            if abs(line.size - 8.52) > 0.2 or line.glyphs[0].style == "bold" or not 400 < line.baseline < 740:
                continue
            if round(line.baseline) in numbers and note:
                yield _marked(note)
                note = []
            note.append(list(line.glyphs))
        if note:
            yield _marked(note)


def _marked(lines: list[Line]) -> str:
    """Join lines to text with marks."""
    text = _marks(lines[0])
    for above, line in pairwise(lines):
        following = _marks(line)
        if _carried_over(above, line):
            following = following.replace("-", "\u2011", 1)
        text += ("" if text.endswith("-") else " ") + following
    return re.sub(" +", " ", text.replace("* *", " ")).translate(str.maketrans("“”’", '""\''))


def _marks(line: Line) -> str:
    """Return the characters of a line; italics stand between asterisks, a call is [^number]."""
    text = "".join(_piece(glyph) for glyph in line)
    text = re.sub(r"\*( +)\*", r"\1", text.replace("**", ""))
    return re.sub(r"\]\[\^", "", text)


def _piece(glyph: Glyph) -> str:
    if glyph.size < 7 and glyph.text.strip():
        return f"[^{glyph.text}]"
    return f"*{glyph.text}*" if glyph.style == "italic" and glyph.text.strip() else glyph.text


def _carried_over(above: Line, line: Line) -> bool:
    """Say whether the first part of a hyphenated word would have had room in the line above: it does not break."""
    part, hyphen, _ = "".join(glyph.text for glyph in line).partition("-")
    if not hyphen or " " in part:
        return False
    gaps = [after.x - glyph.x for glyph, after in pairwise(above) if glyph.text == " " and after.text.strip()]
    end = above[-1].x + above[-1].advance - sum(gap - SPACE for gap in gaps if gap < 14)
    return end + SPACE + line[len(part)].x + line[len(part)].advance - line[0].x < RIGHT
