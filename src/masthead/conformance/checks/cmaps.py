"""Composite fonts: that codes lead to glyphs in one way only (ISO 19005-3, 6.2.11.3; Matterhorn, 31-001 to 31-008)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from masthead.conformance.clause import archive, matterhorn
from masthead.conformance.objects import get, has_keys, name, text, whole, words
from masthead.conformance.rules import Fault, rule
from masthead.conformance.typeface import IDENTITY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from masthead.conformance.opened import Opened
    from masthead.conformance.typeface import Typeface

PREDEFINED = words(
    "GB-EUC GBpc-EUC GBK-EUC GBKp-EUC GBK2K UniGB-UCS2 UniGB-UTF16 B5pc HKscs-B5 ETen-B5 ETenms-B5 CNS-EUC "
    "UniCNS-UCS2 UniCNS-UTF16 83pv-RKSJ 90ms-RKSJ 90msp-RKSJ 90pv-RKSJ Add-RKSJ EUC Ext-RKSJ UniJIS-UCS2 "
    "UniJIS-UCS2-HW UniJIS-UTF16 KSC-EUC KSCms-UHC KSCms-UHC-HW KSCpc-EUC UniKS-UCS2 UniKS-UTF16 Identity"
)
"""The CMaps of ISO 32000-1, table 118, without the direction at their end; H and V stand alone."""
_WMODE = re.compile(rb"/WMode\s+(\d)\s+def")
_USED = re.compile(rb"/([^\s/]+)\s+usecmap")


def _predefined(cmap: str) -> bool:
    return cmap in ("H", "V") or (cmap[-2:] in ("-H", "-V") and cmap[:-2] in PREDEFINED)


def _composite(file: Opened) -> Iterator[Typeface]:
    return (face for face in file.typefaces if face.composite)


def _collections(file: Opened, at: str) -> Iterator[tuple[Typeface, object, object]]:
    """Give a value of the character collections of a CIDFont and of the CMap embedded for it."""
    for face in _composite(file):
        encoding = get(face.font, "/Encoding")
        if has_keys(encoding) and face.encoding not in IDENTITY:
            ours, theirs = get(face.cid_font, "/CIDSystemInfo", at), get(encoding, "/CIDSystemInfo", at)
            yield face, ours, theirs


@rule(archive("6.2.11.3.1"), matterhorn("31-001"), todo="name the registry of the font in its CMap")
def registries_agree(file: Opened) -> Iterator[Fault]:
    """A font and its CMap name the same registry of characters."""
    for face, ours, theirs in _collections(file, "/Registry"):
        if text(ours) is None or text(ours) != text(theirs):
            yield Fault(face.where, f"{face.called}: the Registry of font and CMap differ")


@rule(archive("6.2.11.3.1"), matterhorn("31-002"), todo="name the ordering of the font in its CMap")
def orderings_agree(file: Opened) -> Iterator[Fault]:
    """A font and its CMap name the same ordering of characters."""
    for face, ours, theirs in _collections(file, "/Ordering"):
        if text(ours) is None or text(ours) != text(theirs):
            yield Fault(face.where, f"{face.called}: the Ordering of font and CMap differ")


@rule(archive("6.2.11.3.1"), matterhorn("31-003"), todo="use a CMap of the supplement of the font")
def supplements_agree(file: Opened) -> Iterator[Fault]:
    """The supplement of a font is none that its CMap does not reach."""
    for face, ours, theirs in _collections(file, "/Supplement"):
        mine, its = whole(ours), whole(theirs)
        if mine is None or its is None or mine > its:
            yield Fault(face.where, f"{face.called}: the Supplement of the font is beyond that of the CMap")


def _second_kind(file: Opened) -> Iterator[Typeface]:
    return (
        face for face in _composite(file) if name(get(face.cid_font, "/Subtype")) == "CIDFontType2" and face.embedded
    )


@rule(archive("6.2.11.3.2"), matterhorn("31-005"), todo="add CIDToGIDMap to the CIDFont")
def glyph_map_there(file: Opened) -> Iterator[Fault]:
    """An embedded CIDFont of type 2 says which glyphs its CIDs are."""
    for face in _second_kind(file):
        if get(face.cid_font, "/CIDToGIDMap") is None:
            yield Fault(face.where, f"{face.called}: there is no CIDToGIDMap")


@rule(archive("6.2.11.3.2"), matterhorn("31-004"), todo="write Identity, or a stream")
def glyph_map_sound(file: Opened) -> Iterator[Fault]:
    """CIDToGIDMap is a stream or the name Identity."""
    for face in _second_kind(file):
        found = get(face.cid_font, "/CIDToGIDMap")
        if found is not None and not has_keys(found) and name(found) != "Identity":
            yield Fault(face.where, f"{face.called}: CIDToGIDMap is neither a stream nor Identity")


@rule(archive("6.2.11.3.3"), matterhorn("31-006"), todo="embed the CMap")
def cmaps_embedded(file: Opened) -> Iterator[Fault]:
    """A CMap that PDF does not define is embedded."""
    for face in _composite(file):
        encoding = get(face.font, "/Encoding")
        if not has_keys(encoding) and not _predefined(name(encoding)):
            yield Fault(face.where, f"{face.called}: the CMap {name(encoding)} is not embedded")


@rule(archive("6.2.11.3.3"), matterhorn("31-007"), todo="write one direction in both")
def directions_agree(file: Opened) -> Iterator[Fault]:
    """An embedded CMap and its dictionary say the same writing direction."""
    for face in _composite(file):
        encoding = get(face.font, "/Encoding")
        if has_keys(encoding):
            match = _WMODE.search(file.read(encoding))
            if int(match[1] if match else 0) != (whole(get(encoding, "/WMode")) or 0):
                yield Fault(face.where, f"{face.called}: WMode of the CMap and of its dictionary differ")


@rule(archive("6.2.11.3.3"), matterhorn("31-008"), todo="embed a CMap that stands alone")
def cmaps_stand_alone(file: Opened) -> Iterator[Fault]:
    """An embedded CMap builds on no others than those that PDF defines."""
    for face in _composite(file):
        encoding = get(face.font, "/Encoding")
        used = [match.decode("latin-1") for match in _USED.findall(file.read(encoding))] if has_keys(encoding) else []
        used += [name(get(encoding, "/UseCMap")) or name(get(encoding, "/UseCMap", "/CMapName"))]
        for called in used:
            if called and not _predefined(called):
                yield Fault(face.where, f"{face.called}: the CMap builds on {called}")
