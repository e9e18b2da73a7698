"""The properties of XMP that PDF/A-3 knows without a description (XMP Specification, September 2005)."""

from __future__ import annotations

from masthead.conformance.objects import words
from masthead.conformance.xmp import PREFIXES

PREDEFINED: dict[str, frozenset[str] | None] = {
    PREFIXES["dc"]: words(
        "contributor coverage creator date description format identifier language publisher relation rights source "
        "subject title type"
    ),
    PREFIXES["xmp"]: words(
        "Advisory BaseURL CreateDate CreatorTool Identifier Label MetadataDate ModifyDate Nickname Rating Thumbnails"
    ),
    PREFIXES["xmpMM"]: words(
        "DerivedFrom DocumentID History InstanceID LastURL ManagedFrom Manager ManageTo ManageUI ManagerVariant "
        "RenditionClass RenditionOf RenditionParams SaveID VersionID Versions"
    ),
    PREFIXES["xmpRights"]: frozenset(["Certificate", "Marked", "Owner", "UsageTerms", "WebStatement"]),
    PREFIXES["pdf"]: frozenset(["Keywords", "PDFVersion", "Producer"]),
    PREFIXES["pdfaid"]: frozenset(["part", "conformance", "amd", "corr"]),
    PREFIXES["pdfaExtension"]: frozenset(("schemas",)),
    PREFIXES["photoshop"]: None,
    "http://ns.adobe.com/xap/1.0/bj/": None,
    "http://ns.adobe.com/xap/1.0/t/pg/": None,
    "http://ns.adobe.com/xmp/1.0/DynamicMedia/": None,
    "http://ns.adobe.com/camera-raw-settings/1.0/": None,
    "http://ns.adobe.com/tiff/1.0/": None,
    "http://ns.adobe.com/exif/1.0/": None,
    "http://ns.adobe.com/exif/1.0/aux/": None,
}
"""By the address of a schema: the names of its properties; None for the schemas of pictures and films, whose
properties are not told apart here."""
