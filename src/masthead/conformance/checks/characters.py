"""Characters: that what is printed can be searched, copied and read aloud (ISO 19005-3, 6.2.11.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from masthead.conformance.clause import archive, matterhorn
from masthead.conformance.objects import get, name
from masthead.conformance.rules import Fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from masthead.conformance.opened import Opened

LATIN = ("WinAnsiEncoding", "MacRomanEncoding", "MacExpertEncoding")
"""Encodings whose characters every program knows (ISO 32000-1, 9.10.2)."""


def _private(sign: str) -> bool:
    """Say whether a character means only what a font makes of it."""
    return "\ue000" <= sign <= "\uf8ff" or ord(sign) >= 0xF0000


@rule(archive("6.2.11.7.2", "AU"), matterhorn("31-027"), todo="add ToUnicode to the font")
def to_unicode_there(file: Opened) -> Iterator[Fault]:
    """A font says which characters its codes are, unless its encoding says it."""
    for face in file.typefaces:
        encoding = get(face.font, "/Encoding")
        known = not face.composite and (name(encoding) or name(get(encoding, "/BaseEncoding"))) in LATIN
        if face.to_unicode is None and not known:
            yield Fault(face.where, f"{face.called} has no ToUnicode")


@rule(archive("6.2.11.7.2", "AU"), matterhorn("10-001"), matterhorn("17-003"), todo="map the code in ToUnicode")
def codes_mapped(file: Opened) -> Iterator[Fault]:
    """Every code that is shown stands for characters."""
    for face in file.typefaces:
        if face.to_unicode is None:
            continue
        if lacking := sorted(code for code in face.plain_codes if not face.to_unicode.get(code)):
            many = f" and {len(lacking) - 1} more" if len(lacking) > 1 else ""
            yield Fault(face.where, f"{face.called}: ToUnicode lacks code {lacking[0]:04X}{many}")


@rule(archive("6.2.11.7.2", "AU"), matterhorn("31-028"), todo="map the code to the character that it is")
def no_null(file: Opened) -> Iterator[Fault]:
    """No code stands for U+0000."""
    for face in file.typefaces:
        if any("\0" in signs for signs in (face.to_unicode or {}).values()):
            yield Fault(face.where, f"{face.called}: ToUnicode has U+0000")


@rule(archive("6.2.11.7.2", "AU"), matterhorn("31-029"), todo="map the code to the character that it is")
def no_byte_order_marks(file: Opened) -> Iterator[Fault]:
    """No code stands for U+FEFF or U+FFFE."""
    for face in file.typefaces:
        if any("\ufeff" in signs or "\ufffe" in signs for signs in (face.to_unicode or {}).values()):
            yield Fault(face.where, f"{face.called}: ToUnicode has U+FEFF or U+FFFE")


@rule(archive("6.2.11.7.3", "A"), todo="give the text an ActualText")
def no_private_characters(file: Opened) -> Iterator[Fault]:
    """A code that stands for a private character has an ActualText that says what it is."""
    for face in file.typefaces:
        for code in sorted(face.plain_codes):
            if any(map(_private, (face.to_unicode or {}).get(code, ""))):
                yield Fault(face.where, f"{face.called}: code {code:04X} stands for a private character")
