"""Marks in the content of a page: what is part of the text and what is an artifact (ISO 32000-1, 14.6 and 14.8.2.2).

The engine marks everything that it draws as text or as a picture. What the structure does not know is a running head
or a folio, a barcode, or the head of a table that is repeated: an artifact. Here, too, line ends are put right for
whoever copies the text (:mod:`masthead.press.tags.wording`).
"""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING, Any

import pydyf

from masthead.press.tags.wording import HYPHEN, Wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from masthead.press.tags.reader import PageMarks

_FONT = re.compile(rb"/(?P<face>\S+) (?P<size>\S+) Tf")
_LAST_GLYPH = re.compile(rb"(?P<before>\[.*)(?P<glyph>[0-9a-f]{4})>-?[0-9.]*\] TJ")
_MARK = re.compile(rb"(?:\S+ )*(?:BDC|BMC)")
_SOFT_HYPHEN = b"/Span <</ActualText <FEFF00AD>>> BDC"


class Glyphs:
    """The glyphs of the space and of the hyphen in each face of a document, in hexadecimal."""

    def __init__(self, fonts: Mapping[Any, Any]) -> None:
        self._widths: dict[bytes, Mapping[int, int]] = {font.hash.encode(): font.widths for font in fonts.values()}
        self._glyphs = {
            (font.hash.encode(), text): f"{glyph:04x}".encode()
            for font in fonts.values()
            for glyph, text in font.to_unicode.items()
            if text in (" ", HYPHEN)
        }

    def of(self, face: bytes, text: str) -> bytes | None:
        """Return the glyph of *text*; None where the face lacks it, or it was not used."""
        return self._glyphs.get((face, text))

    def width(self, face: bytes, glyph: bytes) -> int:
        """Return how wide *glyph* is, in thousandths of the size of its letters."""
        return self._widths[face].get(int(glyph, 16), 0)

    def face(self, text: str) -> bytes | None:
        """Return a face that has *text* and was used for it."""
        return next((face for face, drawn in self._glyphs if drawn == text), None)


def mark(items: list[Any], marks: PageMarks, glyphs: Glyphs) -> None:
    """Number the contents of a page in *items*, the operators of its stream, and make all else an artifact."""
    marked: list[Any] = []
    numbers = count()
    for sequence in _sequences(items):
        number = _number(sequence)
        if number is None:
            marked += sequence
        elif number in marks.contents:
            marks.contents[number].number = next(numbers)
            sequence[1] = pydyf.Dictionary({"MCID": marks.contents[number].number})
            marked += _worded(sequence, marks.wording.get(number), glyphs)
        else:
            marked += [*_artifact(marks.margins.get(number)), *sequence[3:]]
    items[:] = marked


def _sequences(items: Sequence[Any]) -> Iterator[list[Any]]:
    """Give the operators in pieces: each marked-content sequence that has a number, and what stands between them."""
    piece: list[Any] = []
    depth = 0
    for at, item in enumerate(items):
        if depth == 0 and _begins(items, at):
            yield piece
            piece = []
        piece.append(item)
        if depth == 0 and len(piece) == 3 and _number(piece) is not None:
            depth = 1
        elif depth and isinstance(item, bytes) and item.endswith((b"BDC", b"BMC")) and _MARK.fullmatch(item):
            depth += 1
        elif depth and item == b"EMC":
            depth -= 1
            if depth == 0:
                yield piece
                piece = []
    yield piece


def _begins(items: Sequence[Any], at: int) -> bool:
    """Say whether a sequence with a number begins at *at*: its tag, its properties, BDC."""
    return at + 2 < len(items) and items[at + 2] == b"BDC" and "MCID" in _properties(items[at + 1])


def _properties(item: object) -> Mapping[str, Any]:
    return item if isinstance(item, dict) else {}


def _number(sequence: Sequence[Any]) -> int | None:
    """Return the number of a marked-content sequence."""
    return _properties(sequence[1]).get("MCID") if len(sequence) > 2 and sequence[2] == b"BDC" else None


def _artifact(subtype: str | None) -> list[Any]:
    if subtype is None:
        return ["/Artifact", b"BMC"]
    return ["/Artifact", pydyf.Dictionary({"Type": "/Pagination", "Subtype": f"/{subtype}"}), b"BDC"]


def _worded(sequence: list[Any], wording: Wording | None, glyphs: Glyphs) -> list[Any]:
    """Put the words of the text in *sequence* right, where the end of a line has changed them."""
    if wording is None:
        return sequence
    shown = [at for at, item in enumerate(sequence) if _shows(item)]
    at = (shown or [0])[0 if wording is Wording.SPACE_LEFT else -1]
    fonts = [match for item in sequence[:at] if isinstance(item, bytes) and (match := _FONT.fullmatch(item))]
    if not fonts:
        return sequence
    done = _CHANGES[wording](sequence[at], fonts[-1]["face"], fonts[-1]["size"], glyphs)
    return [*sequence[:at], *done, *sequence[at + 1 :]]


def _spaced(shown: bytes, face: bytes, size: bytes, glyphs: Glyphs) -> list[bytes]:
    """Return what shows a text with a space behind it, in another face where that of the text was used for none."""
    if glyph := glyphs.of(face, " "):
        return [shown.removesuffix(b"] TJ") + b"<" + glyph + b">] TJ"]
    other = glyphs.face(" ")
    return [shown, _tf(other, size), b"[<%b>] TJ" % (glyphs.of(other, " ") or b"")] if other else [shown]


def _spaced_on_the_left(shown: bytes, face: bytes, size: bytes, glyphs: Glyphs) -> list[bytes]:
    """Return what shows a text with a space before it; the text stays in its place."""
    own = face if glyphs.of(face, " ") else glyphs.face(" ")
    glyph = glyphs.of(own, " ") if own else None
    if own is None or glyph is None:
        return [shown]
    space = b"[<%b>%d] TJ" % (glyph, glyphs.width(own, glyph))
    return [space, shown] if own == face else [_tf(own, size), space, _tf(face, size), shown]


def _tf(face: bytes, size: bytes) -> bytes:
    return b"/%b %b Tf" % (face, size)


def _divided(shown: bytes, face: bytes, size: bytes, glyphs: Glyphs) -> list[bytes]:
    """Return what shows a text with its last hyphen marked as one that is no character of the text."""
    del size
    last = _LAST_GLYPH.fullmatch(shown)
    if last is None or last["glyph"] != glyphs.of(face, HYPHEN):
        return [shown]
    text = [last["before"] + b">] TJ"] if last["before"].strip(b"[<") else []
    return [*text, _SOFT_HYPHEN, b"[<" + last["glyph"] + b">] TJ", b"EMC"]


_CHANGES = {Wording.SPACE: _spaced, Wording.SPACE_LEFT: _spaced_on_the_left, Wording.DIVIDED: _divided}


def _shows(item: object) -> bool:
    return isinstance(item, bytes) and item.endswith(b"] TJ")
