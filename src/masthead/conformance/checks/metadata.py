"""Metadata: what a file says of itself in its XMP (ISO 19005-3, 6.6; Matterhorn, checkpoints 06 and 07)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf

from masthead.conformance.clause import archive, basic, matterhorn, printing
from masthead.conformance.dates import instant
from masthead.conformance.objects import get, name, text
from masthead.conformance.rules import Fault, rule
from masthead.conformance.schemas import PREDEFINED
from masthead.conformance.xmp import PREFIXES
from masthead.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from masthead.conformance.opened import Opened

PAIRS = (
    ("/Title", "dc:title"), ("/Author", "dc:creator"), ("/Subject", "dc:description"), ("/Keywords", "pdf:Keywords"),
    ("/Creator", "xmp:CreatorTool"), ("/Producer", "pdf:Producer"),
)  # fmt: skip
"""Entries of the information dictionary, each with the property of XMP that says the same."""
DATES = (("/CreationDate", "xmp:CreateDate"), ("/ModDate", "xmp:ModifyDate"))


@rule(archive("6.6.2.1"), matterhorn("06-001"), printing("6.10"), todo="add an XMP packet to the catalogue")
def metadata_there(file: Opened) -> Iterator[Fault]:
    """The file has an XMP packet, a stream of type Metadata and subtype XML."""
    stream = get(file.root, "/Metadata")
    kinds = name(get(stream, "/Type")), name(get(stream, "/Subtype"))
    if not isinstance(stream, pikepdf.Stream) or kinds != ("Metadata", "XML"):
        yield Fault("the catalogue", "it has no metadata stream of type Metadata and subtype XML")


@rule(archive("6.6.2.1"), printing("6.10"), todo="write the packet anew")
def metadata_readable(file: Opened) -> Iterator[Fault]:
    """The XMP packet is well-formed XML with one rdf:RDF."""
    if file.metadata and file.metadata.fault:
        yield Fault("the XMP", file.metadata.fault)


@rule(archive("6.6.2.1"), todo="write the packet in UTF-8")
def metadata_in_utf8(file: Opened) -> Iterator[Fault]:
    """The XMP packet is UTF-8."""
    data = file.metadata.data if file.metadata else b""
    if data.startswith((b"\xfe\xff", b"\xff\xfe")) or b"\0" in data.strip(b"\0"):
        yield Fault("the XMP", "it is not UTF-8")


@rule(archive("6.6.2.1"), todo="write the header of the packet with begin and id alone")
def packet_header(file: Opened) -> Iterator[Fault]:
    """The header of the XMP packet says neither bytes nor encoding."""
    header = file.metadata.header if file.metadata else b""
    for attribute in (b"bytes=", b"encoding="):
        if attribute in header:
            yield Fault("the XMP", f"its header has the attribute {attribute[:-1].decode()}")


@rule(basic("14.3.2"), todo="store it as it is, for programs that know no PDF to find it", severity=Severity.WARNING)
def metadata_plain(file: Opened) -> Iterator[Fault]:
    """The XMP packet is not compressed, so that programs that know no PDF find it.

    PDF/A-1 demanded it (6.7.2 there); part 3 does not, and PDF itself advises it.
    """
    if file.metadata and file.metadata.text("pdfaid:part") and get(file.root, "/Metadata", "/Filter") is not None:
        yield Fault("the XMP", "it is compressed")


@rule(archive("6.6.2.3.1"), todo="describe the property in an extension schema, or take it out")
def properties_known(file: Opened) -> Iterator[Fault]:
    """Properties in XMP are those that PDF/A-3 knows, or those that an extension schema in the packet describes."""
    if not file.metadata:
        return
    described = {
        (each.schema.get("pdfaSchema:namespaceURI"), each.fields.get("pdfaProperty:name"))
        for each in file.metadata.described
    }
    for called in file.metadata.properties:
        prefix, _, local = called.rpartition(":") if not called.startswith("{") else ("", "", called)
        address, local = (PREFIXES.get(prefix), local) if prefix else tuple(called[1:].split("}", 1))
        known = PREDEFINED.get(str(address), frozenset())
        if (known is not None and local not in known) and (address, local) not in described:
            yield Fault("the XMP", f"the property {called} is neither known nor described")


@rule(archive("6.6.2.3.3"), todo="write all fields of the schema")
def schemas_described(file: Opened) -> Iterator[Fault]:
    """Extension schemas have a name, an address, a prefix and properties with name, type, category and description."""
    for each in file.metadata.described if file.metadata else ():
        for field in each.lacking:
            yield Fault("the XMP", f"an extension schema or a property in it has no {field}")
        if each.fields.get("pdfaProperty:category", "internal") not in ("internal", "external"):
            yield Fault("the XMP", "the category of a property is neither internal nor external")


@rule(archive("6.6.3"), printing("6.10"), todo="write the same into both")
def information_agrees(file: Opened) -> Iterator[Fault]:
    """What the information dictionary says is what the XMP says."""
    if not file.metadata or file.metadata.fault:
        return
    for key, called in PAIRS:
        ours, theirs = text(get(file.information, key)), file.metadata.text(called)
        if ours is not None and ours != theirs:
            yield Fault("", f"{key[1:]} in the information dictionary is not {called} in the XMP")
    for key, called in DATES:
        ours, theirs = text(get(file.information, key)), file.metadata.text(called)
        if ours is not None and (instant(ours) is None or instant(ours) != instant(theirs or "")):
            yield Fault("", f"{key[1:]} in the information dictionary is not {called} in the XMP")


@rule(archive("6.6.4"), todo="write pdfaid:part 3")
def archive_part(file: Opened) -> Iterator[Fault]:
    """The file says that it is PDF/A, part 3."""
    if file.metadata and not file.metadata.fault and file.metadata.text("pdfaid:part") != "3":
        yield Fault("the XMP", f"pdfaid:part is {file.metadata.text('pdfaid:part') or 'missing'}, not 3")


@rule(archive("6.6.4"), todo="write pdfaid:conformance A, B or U")
def archive_level(file: Opened) -> Iterator[Fault]:
    """The file says which level of PDF/A it keeps: A, B or U."""
    if file.metadata and not file.metadata.fault and file.metadata.text("pdfaid:conformance") not in ("A", "B", "U"):
        yield Fault("the XMP", f"pdfaid:conformance is {file.metadata.text('pdfaid:conformance') or 'missing'}")


@rule(matterhorn("06-002"), todo="write pdfuaid:part 1")
def access_part(file: Opened) -> Iterator[Fault]:
    """The file says that it is PDF/UA, part 1."""
    if file.metadata and not file.metadata.fault and file.metadata.text("pdfuaid:part") != "1":
        yield Fault("the XMP", f"pdfuaid:part is {file.metadata.text('pdfuaid:part') or 'missing'}, not 1")


@rule(matterhorn("06-003"), printing("6.10"), todo="write dc:title")
def title_there(file: Opened) -> Iterator[Fault]:
    """The file has a title."""
    if file.metadata and not file.metadata.fault and not (file.metadata.text("dc:title") or "").strip():
        yield Fault("the XMP", "there is no dc:title")


@rule(matterhorn("07-001"), todo="write DisplayDocTitle true into ViewerPreferences")
def title_preference_there(file: Opened) -> Iterator[Fault]:
    """The file says whether its title or its name is shown in the title bar."""
    if get(file.root, "/ViewerPreferences", "/DisplayDocTitle") is None:
        yield Fault("the catalogue", "ViewerPreferences has no DisplayDocTitle")


@rule(matterhorn("07-002"), todo="write DisplayDocTitle true into ViewerPreferences")
def title_shown(file: Opened) -> Iterator[Fault]:
    """The title is what is shown in the title bar."""
    shown = get(file.root, "/ViewerPreferences", "/DisplayDocTitle")
    if shown is not None and shown is not True:
        yield Fault("the catalogue", "DisplayDocTitle is not true")
