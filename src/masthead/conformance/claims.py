"""What a file claims to be, and which of it is not examined here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from masthead.conformance.clause import Claim, Standard
from masthead.conformance.objects import name, one_or_many

if TYPE_CHECKING:
    from collections.abc import Iterator

    from masthead.conformance.opened import Opened
    from masthead.conformance.xmp import Packet


def claimed(packet: Packet | None) -> tuple[tuple[Claim, ...], tuple[str, ...]]:
    """Return the claims that are examined here, and the names of those that are not."""
    part, level, access, print_ = (
        (packet.text(called) or "").strip() if packet else ""
        for called in ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part", "pdfxid:GTS_PDFXVersion")
    )
    claims, others = [], []
    if part == "3":
        claims.append(Claim(Standard.ARCHIVE, level.upper()))
    elif part:
        others.append(f"PDF/A-{part}{level.lower()}")
    if access == "1":
        claims.append(Claim(Standard.ACCESS))
    elif access:
        others.append(f"PDF/UA-{access}")
    if print_ == "PDF/X-4":
        claims.append(Claim(Standard.PRINT))
    elif print_:
        others.append(print_)
    return tuple(claims), tuple(others)


def unexamined(file: Opened) -> Iterator[str]:
    """Give what our own checks do not look into, in words for a message."""
    for face in file.typefaces:
        if not face.examined:
            yield f"{face.where}: {face.called}, a font of type {face.subtype} (its glyphs and widths)"
    for where, image in file.having("/Filter"):
        if "JPXDecode" in map(name, one_or_many(image.get("/Filter"))):
            yield f"{where}: a JPEG 2000 picture"
    for where, holder in file.having("/ByteRange"):
        if holder.get("/Contents") is not None:
            yield f"{where}: a signature"
    for where, annotation, _ in file.annotations():
        if name(annotation.get("/Subtype")) == "PrinterMark":
            yield f"{where}: the appearance of a PrinterMark annotation"
