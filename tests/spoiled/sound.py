"""Small PDFs made by hand that keep every clause: PDF/A-3a with PDF/UA-1, and PDF/X-4.

They owe nothing to the press, so that a fault of the press and a fault of a check do not hide each other.
"""

from __future__ import annotations

import hashlib
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pikepdf import Array, Dictionary, Name, String
from PIL import ImageCms

if TYPE_CHECKING:
    from collections.abc import Callable

LETTERS = " ABCDEFGHI"
"""The characters of the font; the n-th has glyph n + 1 and is 500 + 10 n wide."""
SOURCE = b"title: Sound\n"
DATE = "D:20200101000000Z"
XMP = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<rdf:Description rdf:about="">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Sound</rdf:li></rdf:Alt></dc:title>
<pdf:Producer>By hand</pdf:Producer>
<xmp:CreateDate>2020-01-01T00:00:00Z</xmp:CreateDate>
{more}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""
ARCHIVE_XMP = """\
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>"""
PRINT_XMP = """\
<pdfxid:GTS_PDFXVersion xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">PDF/X-4</pdfxid:GTS_PDFXVersion><pdf:Trapped>False</pdf:Trapped>
<xmp:ModifyDate>2020-01-01T00:00:00Z</xmp:ModifyDate><xmp:MetadataDate>2020-01-01T00:00:00Z</xmp:MetadataDate>
<xmpMM:DocumentID>uuid:1</xmpMM:DocumentID><xmpMM:VersionID>1</xmpMM:VersionID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>"""


@cache
def font_program() -> bytes:
    """Return a TrueType font of squares."""
    names = [".notdef", *(f"glyph{n}" for n in range(1, len(LETTERS) + 1))]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(sign): names[n] for n, sign in enumerate(LETTERS, start=1)})
    pen = TTGlyphPen(None)
    for n, point in enumerate([(0, 0), (0, 400), (400, 400), (400, 0)]):
        (pen.lineTo if n else pen.moveTo)(point)
    pen.closePath()
    builder.setupGlyf(dict.fromkeys(names, pen.glyph()))
    builder.setupHorizontalMetrics({name: (500 + 10 * (n - 1), 0) for n, name in enumerate(names)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Squares", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.setupHead(unitsPerEm=1000, created=3660681600, modified=3660681600)
    data = BytesIO()
    builder.save(data)
    return data.getvalue()


def to_unicode(letters: str = LETTERS) -> bytes:
    """Return the ToUnicode CMap of the font."""
    pairs = "".join(f"<{n:04X}> <{ord(sign):04X}>\n" for n, sign in enumerate(letters, start=1))
    head = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n1 begincodespacerange\n<0000> <FFFF>\n"
    return f"{head}endcodespacerange\n{len(letters)} beginbfchar\n{pairs}endbfchar\nendcmap\nend\nend".encode()


def codes(text: str) -> str:
    """Return *text* as a hexadecimal string of the font's codes."""
    return "<" + "".join(f"{LETTERS.index(sign) + 1:04X}" for sign in text) + ">"


def _font(pdf: pikepdf.Pdf) -> Any:
    descriptor = pdf.make_indirect(Dictionary(
        Type=Name.FontDescriptor, FontName=Name("/AAAAAA+Squares"), Flags=4, FontBBox=[0, -200, 1000, 800],
        ItalicAngle=0, Ascent=800, Descent=-200, CapHeight=800, StemV=80, FontFile2=pdf.make_stream(font_program()),
    ))  # fmt: skip
    cid_font = pdf.make_indirect(Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name("/AAAAAA+Squares"), FontDescriptor=descriptor,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        CIDToGIDMap=Name.Identity, W=Array([1, [500 + 10 * n for n in range(len(LETTERS))]]),
    ))  # fmt: skip
    return pdf.make_indirect(Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/AAAAAA+Squares"), Encoding=Name("/Identity-H"),
        DescendantFonts=[cid_font], ToUnicode=pdf.make_stream(to_unicode()),
    ))  # fmt: skip


class Maker:
    """Makes the tagged page: content with its MCIDs, and elements that name them."""

    def __init__(self, pdf: pikepdf.Pdf, page: Any) -> None:
        self.pdf, self.page = pdf, page
        self.drawn: list[str] = []
        self.parents: list[Any] = []
        self.root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))

    def element(self, role: str, *kids: Any, **more: Any) -> Any:
        """Return an element; a kid that is a text is drawn, and named by its MCID."""
        made = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{role}"), Pg=self.page, **more))
        listed = Array()
        for kid in kids:
            if isinstance(kid, str):
                listed.append(self._draw(role, kid, made))
            else:
                if kid.get("/Type") == Name.StructElem:
                    kid["/P"] = made
                listed.append(kid)
        made["/K"] = listed
        return made

    def _draw(self, role: str, text: str, owner: Any) -> int:
        mcid = len(self.parents)
        show = f"BT /F0 12 Tf 1 0 0 1 40 {700 - 20 * mcid} Tm {codes(text)} Tj ET"
        picture = f"q 10 0 0 10 40 {700 - 20 * mcid} cm /X0 Do Q"
        self.drawn.append(f"/{role} <</MCID {mcid}>> BDC {picture if role == 'Figure' else show} EMC")
        self.parents.append(owner)
        return mcid


def _structure(maker: Maker, link: Any) -> Any:
    """Return the element Document, with every kind of element that a document of ours has."""
    at = maker.element
    reference = Dictionary(Type=Name.OBJR, Obj=link, Pg=maker.page)
    scope = Dictionary(O=Name.Table, Scope=Name.Column)
    items = [at("LI", at("Lbl", "A"), at("LBody", at("P", "B"))) for _ in range(2)]
    rows = [at("TR", at("TH", "C", A=scope), at("TH", "D", A=scope)), at("TR", at("TD", "E"), at("TD", "F"))]
    return at(
        "Document",
        at("H1", "ABC"), at("H2", "BCD"),
        at("P", "AB ", at("Reference", at("Link", "C", reference)), at("Note", at("Lbl", "A"), "D", ID=String("n1"))),
        at("L", *items), at("Table", *rows), at("Figure", "A", Alt=String("A square")),
        at("TOC", at("TOCI", at("Reference", "ABC"))),
    )  # fmt: skip


@cache
def archive() -> bytes:
    """Return a PDF/A-3a that is a PDF/UA-1."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842)).obj
    link = pdf.make_indirect(Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=[40, 600, 60, 612], F=4, Contents=String("To the note"),
        Dest=Array([page, Name.Fit]), StructParent=1, Border=[0, 0, 0],
    ))  # fmt: skip
    maker = Maker(pdf, page)
    document = _structure(maker, link)
    document["/P"] = maker.root
    owner = _owner(document, link)
    maker.root["/K"] = Array([document])
    maker.root["/ParentTree"] = pdf.make_indirect(Dictionary(Nums=[0, Array(maker.parents), 1, owner]))
    maker.root["/ParentTreeNextKey"] = 2
    foot = f"/Artifact <</Type /Pagination /Subtype /Footer>> BDC BT /F0 9 Tf 1 0 0 1 40 20 Tm {codes('A')} Tj ET EMC"
    _page(pdf, page, "\n".join(["/G0 gs 0 0 0 rg", *maker.drawn, foot]))
    page.update(Dictionary(StructParents=0, Tabs=Name.S, Annots=[link]))
    _catalogue(pdf, maker.root, page)
    return _saved(pdf, ARCHIVE_XMP)


def _owner(element: Any, link: Any) -> Any:
    """Return the element that a link belongs to."""
    waiting = [element]
    while waiting:
        found = waiting.pop()
        for kid in found.K:
            if isinstance(kid, Dictionary):
                if kid.get("/Obj") == link:
                    return found
                if "/K" in kid:
                    waiting.append(kid)
    raise AssertionError


def _page(pdf: pikepdf.Pdf, page: Any, drawn: str) -> None:
    square = pdf.make_stream(b"0 0 1 1 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 1, 1],
                             Resources=Dictionary())  # fmt: skip
    state = pdf.make_indirect(Dictionary(Type=Name.ExtGState, ca=1, BM=Name.Normal))
    page["/Resources"] = Dictionary(
        Font=Dictionary(F0=_font(pdf)), XObject=Dictionary(X0=square), ExtGState=Dictionary(G0=state)
    )
    page["/Contents"] = pdf.make_stream(drawn.encode())


def _catalogue(pdf: pikepdf.Pdf, structure: Any, page: Any) -> None:
    params = Dictionary(ModDate=String(DATE), Size=len(SOURCE), CheckSum=String(_md5()))
    data = pdf.make_stream(SOURCE, Type=Name.EmbeddedFile, Subtype=Name("/application/yaml"), Params=params)
    source = pdf.make_indirect(Dictionary(
        Type=Name.Filespec, F=String("a.yaml"), UF=String("a.yaml"), AFRelationship=Name.Source,
        Desc=String("The text"), EF=Dictionary(F=data, UF=data),
    ))  # fmt: skip
    profile = pdf.make_stream(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(), N=3)
    intent = Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFA1, OutputConditionIdentifier=String("sRGB"),
                        Info=String("sRGB"), DestOutputProfile=profile)  # fmt: skip
    bookmarks = pdf.make_indirect(Dictionary(Type=Name.Outlines, Count=1))
    first = pdf.make_indirect(Dictionary(Title=String("ABC"), Parent=bookmarks, Dest=Array([page, Name.Fit])))
    bookmarks.update(Dictionary(First=first, Last=first))
    pdf.Root.update(Dictionary(
        Lang=String("en"), MarkInfo=Dictionary(Marked=True), StructTreeRoot=structure, Outlines=bookmarks,
        ViewerPreferences=Dictionary(DisplayDocTitle=True), OutputIntents=[intent], AF=[source],
        Names=Dictionary(EmbeddedFiles=Dictionary(Names=[String("a.yaml"), source])),
    ))  # fmt: skip


def _md5() -> bytes:
    return hashlib.md5(SOURCE, usedforsecurity=False).digest()


def _saved(pdf: pikepdf.Pdf, xmp: str, **information: Any) -> bytes:
    pdf.Root["/Metadata"] = pdf.make_stream(XMP.format(more=xmp).encode(), Type=Name.Metadata, Subtype=Name.XML)
    pdf.trailer["/Info"] = pdf.make_indirect(
        Dictionary(Title=String("Sound"), Producer=String("By hand"), CreationDate=String(DATE), **information)
    )
    data = BytesIO()
    pdf.save(data, deterministic_id=True, fix_metadata_version=False)
    return data.getvalue()


def cmyk_profile() -> bytes:
    """Return the header of an ICC profile of a printing press, without tables: enough for what is read of it."""
    head = bytearray(132)
    head[:4], head[8], head[12:16], head[16:20], head[36:40] = (132).to_bytes(4, "big"), 2, b"prtr", b"CMYK", b"acsp"
    return bytes(head)


@cache
def sheet() -> bytes:
    """Return a PDF/X-4."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(640, 900)).obj
    _page(pdf, page, f"/G0 gs 0 0 0 1 k 0 0 0 1 K BT /F0 12 Tf 1 0 0 1 40 700 Tm {codes('ABC')} Tj ET /X0 Do")
    page.update(Dictionary(TrimBox=[20, 20, 620, 880], BleedBox=[11, 11, 629, 889]))
    profile = pdf.make_stream(cmyk_profile(), N=4)
    intent = pdf.make_indirect(Dictionary(
        Type=Name.OutputIntent, S=Name.GTS_PDFX, OutputConditionIdentifier=String("FOGRA39"), Info=String("Coated"),
        DestOutputProfile=profile,
    ))  # fmt: skip
    pdf.Root["/OutputIntents"] = Array([intent])
    return _saved(pdf, PRINT_XMP, Trapped=Name("/False"))


def altered(act: Callable[[pikepdf.Pdf], object]) -> bytes:
    """Return the sound file for an archive with something done to it."""
    with pikepdf.open(BytesIO(archive())) as pdf:
        act(pdf)
        out = BytesIO()
        pdf.save(out, fix_metadata_version=False)
    return out.getvalue()
