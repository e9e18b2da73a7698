"""What a printing house needs of a file (PDF/X-4, ISO 15930-7), where no check of PDF/A says it already."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from masthead.conformance.checks.colour import PRINT, intents, output_profile
from masthead.conformance.clause import printing
from masthead.conformance.colours import condition
from masthead.conformance.objects import Box, box, get, name, place, text
from masthead.conformance.rules import Fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from masthead.conformance.opened import Opened

NEAR = 0.01
"""How far a box may reach beyond the one around it, in pt: what rounding makes."""
BEYOND = ("PrinterMark", "TrapNet")
"""Annotations that printing itself needs."""
REQUIRED = ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate", "xmpMM:DocumentID", "xmpMM:VersionID",
            "xmpMM:RenditionClass")  # fmt: skip
"""Properties that the XMP of a file for print must have, dc:title left out."""


@rule(printing("6.11"), todo="write pdfxid:GTS_PDFXVersion PDF/X-4")
def print_version(file: Opened) -> Iterator[Fault]:
    """The file says that it is PDF/X-4."""
    if file.metadata and not file.metadata.fault and file.metadata.text("pdfxid:GTS_PDFXVersion") != "PDF/X-4":
        yield Fault("the XMP", "pdfxid:GTS_PDFXVersion is not PDF/X-4")


@rule(printing("6.10"), todo="write the property")
def print_properties(file: Opened) -> Iterator[Fault]:
    """The XMP says when the file was made and changed, which document it is and in which version."""
    for called in REQUIRED if file.metadata and not file.metadata.fault else ():
        if file.metadata and not file.metadata.text(called):
            yield Fault("the XMP", f"there is no {called}")


@rule(printing("6.4"), todo="add an output intent GTS_PDFX with a printer profile")
def printing_condition(file: Opened) -> Iterator[Fault]:
    """There is one output intent for print; it names its condition and embeds the profile of a printing press."""
    found = intents(file, PRINT)
    if len(found) != 1:
        yield Fault("the catalogue", f"there are {len(found)} output intents GTS_PDFX, not one")
        return
    profile = output_profile(file, PRINT)
    if not condition(found[0]):
        yield Fault(place(found[0], "the output intent"), "it has no OutputConditionIdentifier")
    if profile is None:
        yield Fault(place(found[0], "the output intent"), "it embeds no profile")
    elif not profile.whole or profile.kind != "prtr" or profile.components != profile.channels:
        yield Fault(profile.where, f"the profile is no output profile (class {profile.kind}, space {profile.space})")


@rule(printing("6.12"), todo="give the page one of TrimBox and ArtBox")
def trimmed(file: Opened) -> Iterator[Fault]:
    """A page says where it is trimmed: it has either a TrimBox or an ArtBox."""
    for where, page in file.numbered():
        count = sum(box(get(page, key)) is not None for key in ("/TrimBox", "/ArtBox"))
        if count != 1:
            yield Fault(where, "it has neither TrimBox nor ArtBox" if not count else "it has both TrimBox and ArtBox")


@rule(printing("6.12"), todo="let each box lie within the one around it")
def boxes_nested(file: Opened) -> Iterator[Fault]:
    """The trimmed page lies within its bleed, and the bleed within the sheet."""
    for where, page in file.numbered():
        kinds = [kind for kind in ("/MediaBox", "/BleedBox", "/TrimBox", "/ArtBox") if box(get(page, kind))]
        for around, within in pairwise(kinds):
            if not _holds(box(get(page, around)), box(get(page, within))):
                yield Fault(where, f"{within[1:]} reaches beyond {around[1:]}")


def _holds(outer: Box | None, inner: Box | None) -> bool:
    if outer is None or inner is None:
        return True
    low = all(a - NEAR <= b for a, b in zip(outer[:2], inner[:2], strict=True))
    return low and all(a + NEAR >= b for a, b in zip(outer[2:], inner[2:], strict=True))


@rule(printing("6.9"), todo="write Trapped False or True")
def trapping_told(file: Opened) -> Iterator[Fault]:
    """The file says whether it is trapped, in the information dictionary, and the XMP says the same."""
    told = get(file.information, "/Trapped")
    found = name(told) or text(told) or ""
    if found not in ("True", "False"):
        yield Fault("", f"Trapped in the information dictionary is {found or 'missing'}")
    elif file.metadata and file.metadata.text("pdf:Trapped") not in (None, found):
        yield Fault("the XMP", "pdf:Trapped is not what the information dictionary says")


@rule(printing("6.17"), todo="take the annotation out of what is printed")
def nothing_over_the_page(file: Opened) -> Iterator[Fault]:
    """No annotation lies within what is printed."""
    for where, annotation, page in file.annotations():
        edge = box(get(page, "/BleedBox")) or box(get(page, "/TrimBox")) or box(get(page, "/MediaBox"))
        if name(get(annotation, "/Subtype")) not in BEYOND and _touches(edge, box(get(annotation, "/Rect"))):
            yield Fault(where, f"a {name(get(annotation, '/Subtype'))} annotation lies within what is printed")


def _touches(edge: Box | None, around: Box | None) -> bool:
    if edge is None or around is None:
        return True
    return around[0] < edge[2] and edge[0] < around[2] and around[1] < edge[3] and edge[1] < around[3]
