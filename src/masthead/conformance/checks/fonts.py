"""Fonts: that they are whole, embedded, and as wide as they say (ISO 19005-3, 6.2.11; Matterhorn, checkpoint 31)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from masthead.conformance.clause import archive, matterhorn, printing
from masthead.conformance.objects import get, has_keys, items, name, whole
from masthead.conformance.rules import Fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from masthead.conformance.opened import Opened
    from masthead.conformance.typeface import Typeface

SUBTYPES = ("Type1", "MMType1", "TrueType", "Type3", "Type0")
FILE_SUBTYPES = ("Type1C", "CIDFontType0C", "OpenType")
CLOSE = 1.0
"""How far widths may differ, in thousandths of the size."""


@rule(archive("6.2.11.2"), todo="write the font dictionary anew")
def font_dictionaries(file: Opened) -> Iterator[Fault]:
    """Font dictionaries have their type, their kind and the name of the font."""
    for face in file.typefaces:
        if name(get(face.font, "/Type")) != "Font" or face.subtype not in SUBTYPES:
            yield Fault(face.where, f"{face.called} is no font of a kind that PDF knows")
        elif face.subtype != "Type3" and not name(get(face.font, "/BaseFont")):
            yield Fault(face.where, "a font has no BaseFont")


@rule(archive("6.2.11.2"), todo="write the font dictionary anew")
def simple_widths(file: Opened) -> Iterator[Fault]:
    """Simple fonts have FirstChar, LastChar and as many Widths as lie between them."""
    for face in file.typefaces:
        if not face.composite and face.subtype in SUBTYPES:
            first, last = whole(get(face.font, "/FirstChar")), whole(get(face.font, "/LastChar"))
            if first is None or last is None or len(items(get(face.font, "/Widths"))) != last - first + 1:
                yield Fault(face.where, f"{face.called}: FirstChar, LastChar and Widths do not agree")


@rule(archive("6.2.11.2"), todo="embed the font as TrueType, OpenType or CFF")
def font_files(file: Opened) -> Iterator[Fault]:
    """A font file says which format it has, if it says anything."""
    for face in file.typefaces:
        subtype = get(face.embedded, "/Subtype")
        if subtype is not None and name(subtype) not in FILE_SUBTYPES:
            yield Fault(face.where, f"{face.called}: the font file is of the unknown subtype {name(subtype)}")


@rule(archive("6.2.11.4.1"), matterhorn("31-009"), printing("6.5"), todo="embed the font")
def embedded(file: Opened) -> Iterator[Fault]:
    """Every font that is printed in is embedded."""
    for face in file.typefaces:
        if face.use.rendered and face.subtype != "Type3" and face.embedded is None:
            yield Fault(face.where, f"{face.called} is not embedded")


@rule(archive("6.2.11.4.1"), matterhorn("31-011"), printing("6.5"), todo="embed a font program with these glyphs")
def glyphs_there(file: Opened) -> Iterator[Fault]:
    """An embedded font can be read, and has every glyph that is printed."""
    for face in file.typefaces:
        if not face.examined or not face.use.rendered or face.embedded is None:
            continue
        if face.program is None:
            yield Fault(face.where, f"{face.called}: the font program cannot be read")
        elif lacking := sorted(code for code in face.codes if face.glyph(code) >= face.program.glyphs):
            yield Fault(face.where, f"{face.called}: there is no glyph for code {lacking[0]:04X}")


@rule(archive("6.2.11.4.2"), matterhorn("31-014"), todo="leave CIDSet out")
def cid_set_full(file: Opened) -> Iterator[Fault]:
    """A CIDSet lists every glyph that is embedded."""
    for face, listed, there in _cid_sets(file):
        if lacking := there - listed:
            yield Fault(face.where, f"{face.called}: CIDSet lacks {min(lacking)}, which is embedded")


@rule(archive("6.2.11.4.2"), matterhorn("31-015"), todo="leave CIDSet out")
def cid_set_true(file: Opened) -> Iterator[Fault]:
    """A CIDSet lists no glyph that is not embedded."""
    for face, listed, there in _cid_sets(file):
        if excess := listed - there:
            yield Fault(face.where, f"{face.called}: CIDSet lists {min(excess)}, which is not embedded")


def _cid_sets(file: Opened) -> Iterator[tuple[Typeface, set[int], set[int]]]:
    """Give the CIDs that a CIDSet lists and those that the font program has, where both can be told."""
    for face in file.typefaces:
        stream, program = get(face.descriptor, "/CIDSet"), face.program
        if has_keys(stream) and program and face.glyph_map is None:
            bits = file.read(stream)[:8192]
            listed = {8 * n + bit for n, byte in enumerate(bits) for bit in range(8) if byte & (128 >> bit)}
            yield face, listed, set(range(program.glyphs) if program.by_cid is None else program.by_cid)


@rule(archive("6.2.11.5"), matterhorn("31-016"), printing("6.5"), todo="write the widths of the font program")
def widths_agree(file: Opened) -> Iterator[Fault]:
    """Glyphs are as wide in the font dictionary as in the font program."""
    for face in file.typefaces:
        if not face.program or not face.use.rendered:
            continue
        for code in sorted(face.codes):
            width = face.program.width(face.glyph(code))
            if width is not None and abs(width - face.width(code)) > CLOSE:
                told = f"code {code:04X} is {face.width(code):g} wide in the dictionary, {width:g} in the program"
                yield Fault(face.where, f"{face.called}: {told}")


@rule(archive("6.2.11.8"), matterhorn("31-030"), todo="use a font that has the character")
def no_missing_glyphs(file: Opened) -> Iterator[Fault]:
    """Nothing shows .notdef, the box that stands for a missing character."""
    for face in file.typefaces:
        if face.examined and any(face.glyph(code) == 0 for code in face.codes):
            yield Fault(face.where, f"{face.called} shows .notdef")
