"""What a PDF/X-4 says of itself: document information, XMP metadata and the printing condition it is made for.

Nothing here is read from a clock or drawn by chance: identifiers are digests of what is printed, so that the same
order gives the same bytes. WeasyPrint's own variant takes both, which is why two runs of it differ.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from uuid import UUID
from xml.sax.saxutils import escape

from pikepdf import Array, Dictionary, Name, String

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

    from masthead.press.printing.profile import Profile

VERSION = "PDF/X-4"
EPOCH = "19700101"
"""The day that a document without a date is given: PDF/X-4 asks for one, and today's would be another each day."""

_DATE = re.compile(r"(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:([+-]\d\d)'?(\d\d)'?|Z)?.*")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PACKET = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">
{}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""
_DUBLIN_CORE = {"title": "Alt", "creator": "Seq", "description": "Alt"}


def identify(pdf: Pdf, source: bytes, print_: bytes) -> None:
    """Write the document information and the XMP metadata of *pdf*, which say the same (ISO 15930-7).

    Args:
        pdf: what is altered; its information holds the title, the author and the dates.
        source: digest of what is printed, at least 16 bytes: it becomes the identifier of the document.
        print_: digest of what is printed and of how: the identifier of this very file.
    """
    info = pdf.docinfo
    created, modified = (_date(info.get(key)) for key in ("/CreationDate", "/ModDate"))
    created = created or modified or _date(String(EPOCH))
    info.CreationDate, info.ModDate = String(_pdf_date(created)), String(_pdf_date(modified or created))
    info.Title = info.get("/Title", String("Untitled"))
    info.Trapped = Name("/False")
    packet = _packet(info, created, modified or created, source, print_)
    pdf.Root.Metadata = pdf.make_stream(packet.encode(), Type=Name.Metadata, Subtype=Name.XML)


def intend(pdf: Pdf, profile: Profile) -> None:
    """Name the printing condition of *pdf*, with its ICC profile (ISO 15930-7; ISO 32000-1, 14.11.5)."""
    embedded = pdf.make_stream(profile.packed, N=4, Alternate=Name.DeviceCMYK)
    embedded.write(profile.packed, filter=Name.FlateDecode)
    condition = profile.description or profile.condition
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(profile.condition),
        OutputCondition=String(condition),
        Info=String(condition),
        DestOutputProfile=embedded,
    )
    if profile.registry:
        intent.RegistryName = String(profile.registry)
    pdf.Root.OutputIntents = Array([intent])


def _packet(info: Dictionary, created: list[str], modified: list[str], source: bytes, print_: bytes) -> str:
    """Return the XMP packet: what *info* says, with the dates in full, the identifiers and the claim of PDF/X-4."""
    said = {
        key: _text(info.get(f"/{key}")) for key in ("Title", "Author", "Subject", "Keywords", "Creator", "Producer")
    }
    listed = {"title": said["Title"], "creator": said["Author"], "description": said["Subject"]}
    fields = {
        "pdf:Keywords": said["Keywords"],
        "pdf:Producer": said["Producer"],
        "pdf:Trapped": "False",
        "pdfxid:GTS_PDFXVersion": VERSION,
        "xmp:CreateDate": _xmp_date(created),
        "xmp:CreatorTool": said["Creator"],
        "xmp:MetadataDate": _xmp_date(modified),
        "xmp:ModifyDate": _xmp_date(modified),
        "xmpMM:DocumentID": f"uuid:{UUID(bytes=source[:16], version=5)}",
        "xmpMM:InstanceID": f"uuid:{UUID(bytes=print_[:16], version=5)}",
        "xmpMM:RenditionClass": "default",
        "xmpMM:VersionID": "1",
    }
    lines = ["<dc:format>application/pdf</dc:format>"]
    lines += [_listed(name, text) for name, text in listed.items() if text]
    lines += [f"<{name}>{escape(text)}</{name}>" for name, text in fields.items() if text]
    return _PACKET.format("\n".join(lines))


def _listed(name: str, text: str) -> str:
    kind = _DUBLIN_CORE[name]
    language = ' xml:lang="x-default"' if kind == "Alt" else ""
    return f"<dc:{name}><rdf:{kind}><rdf:li{language}>{escape(text)}</rdf:li></rdf:{kind}></dc:{name}>"


def _text(value: Object | None) -> str:
    return _NOT_XML.sub("", str(value)) if value is not None else ""


def _date(value: Object | None) -> list[str]:
    """Return year, month, day, hour, minute, second and zone of a date in a PDF (ISO 32000-1, 7.9.4); or nothing."""
    found = _DATE.fullmatch(str(value)) if value is not None else None
    if not found:
        return []
    year, *parts = found.groups()[:6]
    start = ("01", "01", "00", "00", "00")
    zone = f"{found[7]}:{found[8]}" if found[7] else "Z"
    return [year, *(part or first for part, first in zip(parts, start, strict=True)), zone]


def _pdf_date(date: list[str]) -> str:
    *parts, zone = date
    return f"D:{''.join(parts)}{zone if zone == 'Z' else zone.replace(':', chr(39)) + chr(39)}"


def _xmp_date(date: list[str]) -> str:
    year, month, day, hour, minute, second, zone = date
    return f"{year}-{month}-{day}T{hour}:{minute}:{second}{zone}"
