"""What spoils a PDF/A-3."""

from __future__ import annotations

import zlib
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from spoiled.sound import LETTERS, cmyk_profile, to_unicode
from spoiled.spoiling import (
    annotate,
    both,
    cid_font,
    draw,
    font,
    link,
    page,
    parsed,
    private,
    put,
    replaced,
    spoil,
    spoils,
    state,
    xmp,
)  # fmt: skip


def encrypted(*, accessibility: bool) -> tuple[tuple[str, Any], ...]:
    """Return how a file is saved that is encrypted, and opens without a password."""
    allow = pikepdf.Permissions(accessibility=accessibility)
    encryption = pikepdf.Encryption(owner="o", user="", R=3, allow=allow, aes=False, metadata=False)
    return ("encryption", encryption), ("stream_decode_level", None)


def as_it_is(pdf: pikepdf.Pdf) -> None:
    """Do nothing to a file but save it."""
    del pdf


# The file
spoil("header", raw=lambda data: b"%PDF-1.9" + data[8:])
spoil("header_comment", raw=lambda data: data.replace(data[9:15], b"%plain"[: 15 - 9], 1))
spoil("file_identifier", raw=lambda data: b"/XD".join(data.rsplit(b"/ID", 1)))
spoil("encryption", as_it_is, saving=encrypted(accessibility=True))
spoil("reading_aloud_allowed", as_it_is, also=("encryption",), saving=encrypted(accessibility=False))
spoil("nothing_behind", raw=lambda data: data + b"more")
spoil("no_outside_streams", lambda pdf: put(page(pdf).Resources.XObject.X0, F=String("other.bin")))
spoil("filters", lambda pdf: private(pdf, pdf.make_stream(b"\x80\x0b", Filter=Name.LZWDecode)))
spoil("readable_names", lambda pdf: private(pdf, parsed(b"<< /BaseFont /A#ff >>")))
spoil("permissions", lambda pdf: put(pdf.Root, Perms=Dictionary(Odd=1)))
spoil("no_requirements", lambda pdf: put(pdf.Root, Requirements=Array()))
spoil("no_presentations", lambda pdf: put(pdf.Root.Names, AlternatePresentations=Dictionary()))
spoil("undamaged", raw=lambda data: data[: data.rindex(b"startxref")] + b"startxref\n7\n%%EOF\n")

# Limits
spoil("numbers_within", lambda pdf: private(pdf, 2**31))
spoil("strings_within", lambda pdf: private(pdf, String("a" * 32768)))
spoil("names_within", lambda pdf: private(pdf, Name("/" + "a" * 128)))
spoil("nesting_within", lambda pdf: draw(pdf, "q " * 29 + "Q " * 29))
spoil("pages_within", lambda pdf: put(page(pdf), ArtBox=[0, 0, 2, 2]))
spoil("colourants_within", lambda pdf: private(pdf, parsed(b"[/DeviceN [" + b"/None " * 33 + b"] /DeviceCMYK << >>]")))


# Colour
def intent(pdf: pikepdf.Pdf) -> Any:
    """Return the output intent."""
    return pdf.Root.OutputIntents[0]


def icc_cmyk(pdf: pikepdf.Pdf) -> Any:
    """Return an ICCBased CMYK space."""
    return Array([Name.ICCBased, pdf.make_stream(cmyk_profile(), N=4)])


spoil("no_outside_profile", lambda pdf: put(intent(pdf), DestOutputProfileRef=Dictionary()))
spoil("colour_profiles_sound", lambda pdf: private(pdf, Array([Name.ICCBased, pdf.make_stream(b"no profile", N=3)])))
spoil("device_colours", lambda pdf: draw(pdf, "0 0 0 1 k 0 0 1 1 re f"))
spoil("colorants_described", lambda pdf: private(pdf, parsed(b"[/DeviceN [/Gold] /DeviceCMYK << >>]")))
spoil(
    "separations_agree",
    lambda pdf: private(pdf, parsed(b"[[/Separation /Gold /DeviceCMYK << >>] [/Separation /Gold /DeviceRGB << >>]]")),
)


@spoils("output_profile_sound")
def _(pdf: pikepdf.Pdf) -> None:
    profile = intent(pdf).DestOutputProfile
    profile.write(profile.read_bytes().replace(b"mntr", b"scnr", 1))


@spoils("one_output_profile")
def _(pdf: pikepdf.Pdf) -> None:
    other = Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFX, DestOutputProfile=pdf.make_stream(cmyk_profile(), N=4))
    pdf.Root.OutputIntents.append(other)


@spoils("overprinting")
def _(pdf: pikepdf.Pdf) -> None:
    put(page(pdf).Resources, ColorSpace=Dictionary(C0=icc_cmyk(pdf)))
    put(page(pdf).Resources.ExtGState, G1=Dictionary(OP=True, OPM=1))
    draw(pdf, "/G1 gs /C0 cs 0 0 0 1 sc 0 0 1 1 re f")


# Graphics
def picture(pdf: pikepdf.Pdf, **more: Any) -> None:
    """Put a picture into the file."""
    keys: dict[str, Any] = {"ColorSpace": Name.DeviceGray, "BitsPerComponent": 8, **more}
    private(pdf, pdf.make_stream(b"\0", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, **keys))


spoil("known_operators", lambda pdf: draw(pdf, "odd"))
spoil("resources_there", lambda pdf: draw(pdf, "/G9 gs"))
spoil("no_transfer_functions", lambda pdf: put(state(pdf), TR=Name.Identity))
spoil("halftones", lambda pdf: private(pdf, Dictionary(HalftoneType=6)))
spoil("rendering_intents", lambda pdf: draw(pdf, "/Odd ri"))
spoil("no_other_pictures", lambda pdf: picture(pdf, Alternates=Array()))
spoil("no_interpolation", lambda pdf: picture(pdf, Interpolate=True))
spoil("bits", lambda pdf: picture(pdf, BitsPerComponent=3))
spoil("no_postscript", lambda pdf: put(page(pdf).Resources.XObject.X0, Subtype2=Name.PS))
spoil("no_reference_forms", lambda pdf: put(page(pdf).Resources.XObject.X0, Ref=Dictionary()))
spoil("blend_modes", lambda pdf: put(state(pdf), BM=Name.Odd))


@spoils("blending_space")
def _(pdf: pikepdf.Pdf) -> None:
    grey = parsed(b"[/CalGray << /WhitePoint [1 1 1] >>]")
    colour = parsed(b"[/CalRGB << /WhitePoint [1 1 1] >>]")
    put(page(pdf).Resources, ColorSpace=Dictionary(DefaultGray=grey, DefaultRGB=colour))
    put(pdf.Root, OutputIntents=None)
    put(state(pdf), ca=0.5)


# Fonts
def cmap(pdf: pikepdf.Pdf, written: bytes = b"", wmode: int = 0, **info: Any) -> None:
    """Embed a CMap for the font; what *info* says of its characters differs from the font."""
    said: dict[str, Any] = {"Registry": String("Adobe"), "Ordering": String("Identity"), "Supplement": 0} | info
    encoding = pdf.make_stream(
        written, Type=Name.CMap, CMapName=Name.Own, WMode=wmode, CIDSystemInfo=Dictionary(**said)
    )
    put(font(pdf), Encoding=encoding)


spoil("font_dictionaries", lambda pdf: put(font(pdf), Type=Name.Odd))
spoil("font_files", lambda pdf: put(cid_font(pdf).FontDescriptor.FontFile2, Subtype=Name.Odd))
spoil("registries_agree", lambda pdf: cmap(pdf, Registry=String("Other")))
spoil("orderings_agree", lambda pdf: cmap(pdf, Ordering=String("Other")))
spoil("supplements_agree", both(cmap, lambda pdf: put(cid_font(pdf).CIDSystemInfo, Supplement=3)))
spoil("glyph_map_there", lambda pdf: put(cid_font(pdf), CIDToGIDMap=None))
spoil("glyph_map_sound", lambda pdf: put(cid_font(pdf), CIDToGIDMap=Name.Odd))
spoil("cmaps_embedded", lambda pdf: put(font(pdf), Encoding=Name.Odd))
spoil("directions_agree", lambda pdf: cmap(pdf, b"/WMode 1 def"))
spoil("cmaps_stand_alone", lambda pdf: cmap(pdf, b"/Odd usecmap"))
spoil("embedded", lambda pdf: put(cid_font(pdf).FontDescriptor, FontFile2=None))
spoil("cid_set_full", lambda pdf: put(cid_font(pdf).FontDescriptor, CIDSet=pdf.make_stream(b"\x80")))
spoil("cid_set_true", lambda pdf: put(cid_font(pdf).FontDescriptor, CIDSet=pdf.make_stream(b"\xff\xff")))
spoil("widths_agree", lambda pdf: put(cid_font(pdf), W=Array([1, [502] * 10])))


@spoils("simple_widths")
def _(pdf: pikepdf.Pdf) -> None:
    program = pdf.make_stream(b"\1\0\4\1", Subtype=Name.Type1C)
    descriptor = Dictionary(Type=Name.FontDescriptor, FontName=Name.Simple, FontFile3=program)
    simple = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Simple, Encoding=Name.WinAnsiEncoding,
                        FontDescriptor=descriptor)  # fmt: skip
    put(page(pdf).Resources.Font, F1=simple)
    draw(pdf, "BT /F1 9 Tf (A) Tj ET")


@spoils("glyphs_there")
def _(pdf: pikepdf.Pdf) -> None:
    put(font(pdf), ToUnicode=pdf.make_stream(to_unicode() + b"\n1 beginbfchar\n<00FF> <0041>\nendbfchar"))
    draw(pdf, "BT /F0 9 Tf <00FF> Tj ET")


@spoils("no_missing_glyphs")
def _(pdf: pikepdf.Pdf) -> None:
    put(font(pdf), ToUnicode=pdf.make_stream(to_unicode() + b"\n1 beginbfchar\n<0000> <0041>\nendbfchar"))
    cid_font(pdf).W.extend([0, [490]])
    draw(pdf, "BT /F0 9 Tf <0000> Tj ET")


# Characters
def characters(pdf: pikepdf.Pdf, letters: str) -> None:
    """Let the codes of the font stand for *letters*."""
    put(font(pdf), ToUnicode=pdf.make_stream(to_unicode(letters)))


spoil("to_unicode_there", lambda pdf: put(font(pdf), ToUnicode=None))
spoil("codes_mapped", lambda pdf: characters(pdf, LETTERS[:-4]))
spoil("no_null", lambda pdf: characters(pdf, LETTERS[:-1] + "\0"))
spoil("no_byte_order_marks", lambda pdf: characters(pdf, LETTERS[:-1] + "\ufeff"))
spoil("no_private_characters", lambda pdf: characters(pdf, "\ue000" + LETTERS[1:]))

# Annotations and actions
spoil("annotation_types", lambda pdf: annotate(pdf, "Screen"))
spoil("annotation_flags_there", lambda pdf: put(link(pdf), F=None))
spoil("annotations_seen", lambda pdf: put(link(pdf), F=0))
spoil("appearances_there", lambda pdf: annotate(pdf, "Text", AP=None))
spoil("one_appearance", lambda pdf: put(annotate(pdf, "Text").AP, D=Dictionary()))
spoil("passive_fields", lambda pdf: annotate(pdf, "Widget", AA=Dictionary()))
spoil("appearances_kept", lambda pdf: put(pdf.Root, AcroForm=Dictionary(Fields=Array(), NeedAppearances=True)))
spoil("no_xfa", lambda pdf: put(pdf.Root, AcroForm=Dictionary(Fields=Array(), XFA=pdf.make_stream(b"<xdp/>"))))
spoil("harmless_actions", lambda pdf: put(link(pdf), A=Dictionary(S=Name.Launch)))
spoil("named_actions", lambda pdf: put(link(pdf), A=Dictionary(S=Name.Named, N=Name.Odd)))
spoil("nothing_set_off", lambda pdf: put(page(pdf), AA=Dictionary()))


# Metadata
def compressed(pdf: pikepdf.Pdf) -> None:
    """Compress the XMP, under a false type: qpdf writes what is metadata as it is."""
    packet = pdf.Root.Metadata
    packet.write(zlib.compress(packet.read_bytes()), filter=Name.FlateDecode)
    put(packet, Type=Name.Metadatx)


spoil("metadata_there", lambda pdf: put(pdf.Root, Metadata=None))
spoil("metadata_readable", xmp("</rdf:RDF>", "<rdf:RDF>"))
spoil("metadata_in_utf8", lambda pdf: pdf.Root.Metadata.write(
    b"\xfe\xff" + pdf.Root.Metadata.read_bytes().decode().encode("utf-16-be")))  # fmt: skip
spoil("packet_header", xmp(' id="W5M', ' bytes="9" id="W5M'))
spoil("metadata_plain", compressed, raw=replaced(b"/Metadatx", b"/Metadata"))
spoil("properties_known", xmp("<pdf:Producer>", "<pdf:Odd>1</pdf:Odd><pdf:Producer>"))
spoil("schemas_described", xmp("<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>", ""))
spoil("information_agrees", lambda pdf: put(pdf.trailer.Info, Title=String("Other")))
spoil("archive_part", xmp("<pdfaid:part>3", "<pdfaid:part>2"))
spoil("archive_level", xmp("<pdfaid:conformance>A", "<pdfaid:conformance>X"))


# Attachments
def attached(pdf: pikepdf.Pdf) -> Any:
    """Return the file specification of the attached file."""
    return pdf.Root.AF[0]


spoil("types_told", lambda pdf: put(attached(pdf).EF.F, Subtype=None))
spoil("files_named", lambda pdf: put(attached(pdf), F=None))
spoil("relationships_told", lambda pdf: put(attached(pdf), AFRelationship=None))
spoil("files_associated", lambda pdf: put(pdf.Root, AF=None))
spoil("files_dated", lambda pdf: put(attached(pdf).EF.F.Params, ModDate=None))
spoil("files_whole", lambda pdf: put(attached(pdf).EF.F.Params, Size=1))


# Layers
def layers(pdf: pikepdf.Pdf, more: Any = None, **first: Any) -> None:
    """Give the file a layer, with what *first* says of the configuration that holds first, and *more* ones."""
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Layer")))
    keys: dict[str, Any] = {"Name": String("Plain"), "Order": Array([layer]), **first}
    given = {key: value for key, value in keys.items() if value is not None}
    configs = Array([] if more is None else [more])
    put(pdf.Root, OCProperties=Dictionary(OCGs=Array([layer]), D=Dictionary(**given), Configs=configs))


spoil("configuration_named", lambda pdf: layers(pdf, Name=None))
spoil("other_configurations_named", lambda pdf: layers(pdf, Dictionary()))
spoil("configurations_told_apart", lambda pdf: layers(pdf, Dictionary(Name=String("Plain"))))
spoil("layers_stay", lambda pdf: layers(pdf, AS=Array()))
spoil("layers_listed", lambda pdf: layers(pdf, Order=Array()))
