"""A font as it is used: its codes, its widths, and the program that is embedded (ISO 32000-1, 9.6 to 9.9)."""

from __future__ import annotations

import logging
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, Any

from masthead.conformance.cmap import characters
from masthead.conformance.objects import get, has_keys, items, name, number, place, whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from masthead.conformance.content import FontUse

logging.getLogger("fontTools").addHandler(logging.NullHandler())  # what is odd in a font is told as a fault, or not
IDENTITY = ("Identity-H", "Identity-V")
COMPOSITE = "Type0"


class Program:
    """An embedded font program: TrueType, OpenType or bare CFF."""

    def __init__(self, data: bytes) -> None:
        from fontTools.ttLib import TTFont  # noqa: PLC0415 (only a font that is embedded needs it)

        self._font: Any = None
        self._bare: Any = None
        if data[:4] in (b"\x00\x01\x00\x00", b"OTTO", b"true", b"ttcf"):
            self._font = TTFont(BytesIO(data), lazy=True, fontNumber=0)
        else:
            from fontTools.cffLib import CFFFontSet  # noqa: PLC0415

            fonts = CFFFontSet()
            fonts.decompile(BytesIO(data), None)
            self._bare = fonts[0]

    @property
    def _cff(self) -> Any:  # noqa: ANN401 (fontTools is not typed)
        if self._font is not None and "CFF " in self._font:
            return self._font["CFF "].cff[0]
        return self._bare

    @cached_property
    def glyphs(self) -> int:
        """How many glyphs it holds."""
        return int(self._font["maxp"].numGlyphs) if self._font is not None else len(self._bare.CharStrings)

    @cached_property
    def by_cid(self) -> dict[int, int] | None:
        """Of a CFF font that is keyed by CID: the glyph of each CID. None for other fonts: CID and glyph are one."""
        cff = self._cff
        if cff is None or not hasattr(cff, "ROS"):
            return None
        return {int(called[3:]) if called.startswith("cid") else 0: gid for gid, called in enumerate(cff.charset)}

    def width(self, glyph: int) -> float | None:
        """Return the advance of a glyph in thousandths of the size, or None where it has none."""
        if glyph >= self.glyphs:
            return None
        if self._font is not None and "hmtx" in self._font:
            per_em = self._font["head"].unitsPerEm or 1000
            return float(self._font["hmtx"].metrics[self._font.getGlyphName(glyph)][0] * 1000 / per_em)
        return self._drawn_width(glyph) if self._cff is not None else None

    def _drawn_width(self, glyph: int) -> float:
        """Return the advance that a CFF glyph sets: known only once it is drawn."""
        from fontTools.pens.basePen import NullPen  # noqa: PLC0415

        cff = self._cff
        drawing = cff.CharStrings[cff.charset[glyph]]
        drawing.draw(NullPen())
        matrix = getattr(cff, "FontMatrix", None) or [0.001]
        return float(drawing.width * matrix[0] * 1000)


class Typeface:
    """A font of the PDF, with what is shown in it."""

    def __init__(self, use: FontUse, read: Callable[[Any], bytes]) -> None:
        self.use, self.font, self._read = use, use.font, read
        self.subtype = name(get(self.font, "/Subtype"))
        self.called = name(get(self.font, "/BaseFont")) or "a font without a name"
        self.where = place(self.font, f"page {use.page}")

    @property
    def composite(self) -> bool:
        """Whether it is a composite font."""
        return self.subtype == COMPOSITE

    @cached_property
    def cid_font(self) -> Any:  # noqa: ANN401 (an object of a PDF)
        """The CIDFont of a composite font, or None."""
        return next(iter(items(get(self.font, "/DescendantFonts"))), None)

    @property
    def encoding(self) -> str:
        """Name of the encoding of a composite font, or of the CMap that is embedded for it."""
        encoding = get(self.font, "/Encoding")
        return name(get(encoding, "/CMapName")) if has_keys(encoding) else name(encoding)

    @property
    def examined(self) -> bool:
        """Whether its codes can be followed to its glyphs here: a composite font whose codes are its CIDs."""
        return self.composite and name(get(self.font, "/Encoding")) in IDENTITY

    @property
    def descriptor(self) -> Any:  # noqa: ANN401
        """The font descriptor."""
        return get(self.cid_font if self.composite else self.font, "/FontDescriptor")

    @cached_property
    def embedded(self) -> Any:  # noqa: ANN401
        """The stream of the font program, or None."""
        files = (get(self.descriptor, file) for file in ("/FontFile", "/FontFile2", "/FontFile3"))
        return next((file for file in files if has_keys(file)), None)

    @cached_property
    def program(self) -> Program | None:
        """The font program; None where there is none, or where it cannot be read."""
        data = self._read(self.embedded)
        try:
            return Program(data) if data and self.examined else None
        except Exception:  # noqa: BLE001 (a font program may be broken in any way; that it is gives a fault)
            return None

    @cached_property
    def codes(self) -> frozenset[int]:
        """The codes that are shown."""
        return self._split(self.use.strings)

    @cached_property
    def plain_codes(self) -> frozenset[int]:
        """The codes that are shown where no ActualText stands for them."""
        return self._split(self.use.plain)

    def _split(self, strings: set[bytes]) -> frozenset[int]:
        if not self.composite:
            return frozenset(code for string in strings for code in string)
        if not self.examined:
            return frozenset()
        return frozenset(
            int.from_bytes(string[n : n + 2], "big") for string in strings for n in range(0, len(string), 2)
        )

    @cached_property
    def to_unicode(self) -> dict[int, str] | None:
        """The characters of each code, or None where the font does not say."""
        stream = get(self.font, "/ToUnicode")
        return characters(self._read(stream)) if has_keys(stream) else None

    @cached_property
    def glyph_map(self) -> bytes | None:
        """The stream from CIDs to glyphs, two bytes each; None where both are one."""
        found = get(self.cid_font, "/CIDToGIDMap")
        return self._read(found) if has_keys(found) else None

    def glyph(self, code: int) -> int:
        """Return the glyph of a code: 0 is .notdef."""
        if self.glyph_map is not None:
            return int.from_bytes(self.glyph_map[2 * code : 2 * code + 2], "big")
        if self.program and self.program.by_cid is not None:
            return self.program.by_cid.get(code, 0)
        return code

    @cached_property
    def widths(self) -> dict[int, float]:
        """The widths that the CIDFont gives (ISO 32000-1, 9.7.4.3), of the codes in use alone."""
        found, rest = dict[int, float](), iter(items(get(self.cid_font, "/W")))
        for first in rest:
            low, second = whole(first), next(rest, None)
            if low is None:
                break
            if listed := items(second):
                found |= {low + n: number(width) or 0.0 for n, width in enumerate(listed) if low + n in self.codes}
            elif (high := whole(second)) is not None:
                width = number(next(rest, None)) or 0.0
                found |= {code: width for code in self.codes if low <= code <= high}
        return found

    def width(self, code: int) -> float:
        """Return the width that the font dictionary gives a code, in thousandths of the size."""
        default = number(get(self.cid_font, "/DW"))
        return self.widths.get(code, 1000.0 if default is None else default)
