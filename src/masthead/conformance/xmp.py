"""XMP packets (ISO 16684-1, as ISO 19005-3, 6.6.2 wants them), read without entities and without a network."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XML = "http://www.w3.org/XML/1998/namespace"
PREFIXES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
}
"""Prefixes, each with the address of its schema."""
_HEADER = re.compile(rb"<\?xpacket\s+begin=(.*?)\?>", re.DOTALL)
Tree = etree._Element  # noqa: SLF001 (lxml gives its elements no other name)


SCHEMA_FIELDS = ("pdfaSchema:schema", "pdfaSchema:namespaceURI", "pdfaSchema:prefix")
FIELDS = ("pdfaProperty:name", "pdfaProperty:valueType", "pdfaProperty:category", "pdfaProperty:description")


@dataclass(frozen=True)
class Described:
    """A property that an extension schema describes (ISO 19005-3, 6.6.2.3.3)."""

    schema: dict[str, str]
    """Fields of the schema: schema, namespaceURI, prefix."""
    fields: dict[str, str]
    """Fields of the property: name, valueType, category, description."""

    @property
    def lacking(self) -> list[str]:
        """The fields that are missing or empty."""
        return [field for field in SCHEMA_FIELDS if not self.schema.get(field)] + [
            field for field in FIELDS if not self.fields.get(field)
        ]


class Packet:
    """A packet. Its properties are named as ``dc:title``, by the prefixes of :data:`PREFIXES`."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.fault = ""
        """Why it cannot be read; empty where it can."""
        self.header = found[1] if (found := _HEADER.search(data[:1000])) else b""
        self._root = self._parsed()

    def _parsed(self) -> Tree | None:
        if len(self.data) > 2_000_000:
            self.fault = "it is larger than 2 MB"
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
        try:
            root = etree.fromstring(self.data.strip(b"\x00 \t\r\n"), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            self.fault = f"it is not well-formed XML ({str(error).splitlines()[0]})"
            return None
        found = [root] if root.tag == f"{{{RDF}}}RDF" else root.findall(f".//{{{RDF}}}RDF")
        if len(found) != 1:
            self.fault = f"it has {len(found)} rdf:RDF elements, not one"
            return None
        return found[0]

    @cached_property
    def properties(self) -> dict[str, Tree | str]:
        """The properties of the document: an element, or the text of an attribute."""
        found: dict[str, Tree | str] = {}
        for description in self._descriptions():
            for called, value in description.attrib.items():
                if not str(called).startswith((f"{{{RDF}}}", f"{{{XML}}}")):
                    found[named(str(called))] = str(value)
            for element in description:
                if isinstance(element.tag, str):
                    found[named(element.tag)] = element
        return found

    def _descriptions(self) -> list[Tree]:
        return [] if self._root is None else self._root.findall(f"{{{RDF}}}Description")

    def text(self, called: str) -> str | None:
        """Return the text of a property; of an alternative the default, of a list its parts with semicolons."""
        value = self.properties.get(called)
        if value is None or isinstance(value, str):
            return value
        if not (listed := value.findall(f"*/{{{RDF}}}li")):
            return value.text or ""
        if value.find(f"{{{RDF}}}Alt") is not None:
            listed = [li for li in listed if li.get(f"{{{XML}}}lang") == "x-default"] or listed[:1]
        return "; ".join(li.text or "" for li in listed)

    def languages(self, called: str) -> list[str]:
        """Return the languages of the alternatives of a property; x-default for one that names none."""
        value = self.properties.get(called)
        if value is None or isinstance(value, str):
            return []
        return [str(li.get(f"{{{XML}}}lang", "x-default")) for li in value.findall(f"{{{RDF}}}Alt/{{{RDF}}}li")]

    @cached_property
    def described(self) -> list[Described]:
        """The properties that extension schemas describe; one without fields for a schema that describes none."""
        container = self.properties.get("pdfaExtension:schemas")
        if container is None or isinstance(container, str):
            return []
        found = []
        for schema in container.findall(f"{{{RDF}}}Bag/{{{RDF}}}li"):
            fields, inner = _fields(schema)
            listed = inner.get("pdfaSchema:property")
            properties = [] if listed is None else listed.findall(f"{{{RDF}}}Seq/{{{RDF}}}li")
            found += [Described(fields, _fields(each)[0]) for each in properties] or [Described(fields, {})]
        return found

    def describes(self, called: str) -> bool:
        """Say whether an extension schema describes a property, as pdfuaid:part, and leaves nothing out."""
        prefix, _, local = called.partition(":")
        return any(
            each.schema.get("pdfaSchema:namespaceURI") == PREFIXES[prefix]
            and each.schema.get("pdfaSchema:prefix") == prefix
            and each.fields.get("pdfaProperty:name") == local
            and not each.lacking
            for each in self.described
        )


def named(tag: str) -> str:
    """Return ``{address}name`` as ``prefix:name``; as it is where the schema has no prefix here."""
    address, _, local = tag.removeprefix("{").partition("}")
    return next((f"{prefix}:{local}" for prefix, known in PREFIXES.items() if known == address), tag)


def _fields(item: Tree) -> tuple[dict[str, str], dict[str, Tree]]:
    """Return the fields of a structure by their names: their texts, and their elements."""
    texts, elements = dict[str, str](), dict[str, Tree]()
    for holder in (item, *item.findall(f"{{{RDF}}}Description")):
        texts |= {named(str(at)): str(value) for at, value in holder.attrib.items() if f"{{{RDF}}}" not in str(at)}
        for element in _elements(holder):
            texts[named(str(element.tag))] = (element.text or "").strip()
            elements[named(str(element.tag))] = element
    return texts, elements


def _elements(holder: Tree) -> Iterator[Tree]:
    return (element for element in holder if isinstance(element.tag, str) and f"{{{RDF}}}" not in element.tag)
