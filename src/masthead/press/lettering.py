"""Letters: which characters a glyph stands for, by the tables of its face.

The engine notes for each glyph the characters that it was first drawn for. That fails where a text runs from right to
left: a bracket is drawn as its mirror image, and a letter with a vowel sign is one cluster of two glyphs. There the
face itself is asked: its character map, and what it substitutes for the forms and ligatures of Arabic letters.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fontTools.ttLib import TTFont


class Faces(dict[Any, Any]):
    """The faces of a document: each is told what its glyphs stand for when the engine adds it."""

    def __setitem__(self, key: object, font: Any) -> None:  # noqa: ANN401 (faces of the engine)
        """Add *font*."""
        font.to_unicode = _Characters(_characters(font.file_content, font.index))
        super().__setitem__(key, font)


class _Characters(dict[int, str]):
    """What each glyph that is drawn stands for."""

    def __init__(self, known: Mapping[int, str]) -> None:
        super().__init__()
        self._known = known

    def __setitem__(self, glyph: int, text: str) -> None:
        """Note *glyph*, drawn for *text*: the face knows better. A glyph without text waits for a better place."""
        if text := self._known.get(glyph, text):
            super().__setitem__(glyph, text)


@cache
def _characters(file: bytes, index: int) -> Mapping[int, str]:
    """Return the characters of every glyph of a face that its tables tell."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 (only text from right to left needs it)

    face = TTFont(BytesIO(file), fontNumber=index, lazy=True)
    known: dict[str, str] = {}
    for code, name in sorted(face.getBestCmap().items(), key=lambda pair: _is_form(pair[0])):
        known.setdefault(name, _plain(chr(code)))
    for _ in range(2):  # a ligature may be made of forms, and a form of a ligature
        for name, parts in _substitutes(face):
            if all(part in known for part in parts):
                known.setdefault(name, "".join(known[part] for part in parts))
    return {face.getGlyphID(name): text for name, text in known.items()}


def _is_form(code: int) -> bool:
    """Say whether *code* is one of the presentation forms, kept in Unicode for older files."""
    return 0xFB50 <= code <= 0xFDFF or 0xFE70 <= code <= 0xFEFC


def _plain(character: str) -> str:
    """Return the letters of a presentation form; the no-break space is a space to whoever copies Arabic."""
    return unicodedata.normalize("NFKC", character) if _is_form(ord(character)) else character


def _substitutes(face: TTFont) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give each glyph that the face puts in the place of others, with these."""
    if "GSUB" not in face:
        return
    for lookup in face["GSUB"].table.LookupList.Lookup:
        for subtable in lookup.SubTable:
            table = getattr(subtable, "ExtSubTable", subtable)
            if table.LookupType == 1:
                for name, form in table.mapping.items():
                    yield form, (name,)
            elif table.LookupType == 4:
                for first, ligatures in table.ligatures.items():
                    for ligature in ligatures:
                        yield ligature.LigGlyph, (first, *ligature.Component)
