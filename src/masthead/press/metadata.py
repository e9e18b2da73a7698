"""What a PDF says of itself in XMP: title, author, dates, and the standards that it keeps.

Everything that the document information dictionary says is said here too, in the same words (ISO 19005-3, 6.6.3).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import escape

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}

_EXTENSION = """\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file keeps</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>"""
"""PDF/A knows no property of PDF/UA: whoever uses it describes it (ISO 19005-3, 6.6.2.3.2)."""


@dataclass(frozen=True)
class Standards:
    """The standards that a file says it keeps."""

    archival: bool = False
    """PDF/A-3a (ISO 19005-3)."""
    accessible: bool = True
    """PDF/UA-1 (ISO 14289-1)."""


def xmp(metadata: Any, producer: str, standards: Standards) -> bytes:  # noqa: ANN401 (WeasyPrint is not typed)
    """Return *metadata* of the engine as an rdf:RDF element."""
    names = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in _NAMESPACES.items())
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    lines = "\n".join(_properties(metadata, producer, standards))
    text = (
        f'<rdf:RDF xmlns:rdf="{rdf}">\n<rdf:Description rdf:about="" {names}>\n{lines}\n</rdf:Description>\n</rdf:RDF>'
    )
    return text.encode()


def _properties(metadata: Any, producer: str, standards: Standards) -> Iterator[str]:  # noqa: ANN401
    if standards.archival:
        yield "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"
    if standards.accessible:
        yield "<pdfuaid:part>1</pdfuaid:part>"
    yield "<dc:format>application/pdf</dc:format>"
    yield f"<dc:language><rdf:Bag><rdf:li>{escape(metadata.lang)}</rdf:li></rdf:Bag></dc:language>"
    yield f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(metadata.title)}</rdf:li></rdf:Alt></dc:title>'
    if metadata.authors:
        yield f"<dc:creator><rdf:Seq><rdf:li>{escape(', '.join(metadata.authors))}</rdf:li></rdf:Seq></dc:creator>"
    if metadata.description:
        text = escape(metadata.description)
        yield f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{text}</rdf:li></rdf:Alt></dc:description>'
    values = {
        "pdf:Keywords": ", ".join(metadata.keywords),
        "pdf:Producer": producer,
        "xmp:CreatorTool": metadata.generator,
        "xmp:CreateDate": metadata.created,
        "xmp:ModifyDate": metadata.modified,
        "xmp:MetadataDate": metadata.modified,
    }
    for name, value in values.items():
        if value:
            yield f"<{name}>{escape(value)}</{name}>"
    if standards.archival and standards.accessible:
        yield _EXTENSION
