"""What spoils a PDF/UA-1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pikepdf import Array, Dictionary, Name, String

from spoiled.spoiling import (
    ON_PAGE,
    add,
    annotate,
    both,
    draw,
    element,
    elements,
    link,
    page,
    private,
    put,
    spoil,
    spoils,
    tag,
    xmp,
)  # fmt: skip

if TYPE_CHECKING:
    import pikepdf

# Metadata and the title bar
spoil("access_part", xmp("<pdfuaid:part>1", "<pdfuaid:part>2"))
spoil("title_there", both(xmp(">Sound<", "> <"), lambda pdf: put(pdf.trailer.Info, Title=None)))
spoil("title_preference_there", lambda pdf: put(pdf.Root.ViewerPreferences, DisplayDocTitle=None))
spoil("title_shown", lambda pdf: put(pdf.Root.ViewerPreferences, DisplayDocTitle=False))


# Annotations
def xfa(pdf: pikepdf.Pdf) -> None:
    """Give the file an XFA form that makes its pages."""
    form = pdf.make_stream(b"<config><dynamicRender>required</dynamicRender></config>")
    put(pdf.Root, AcroForm=Dictionary(Fields=Array(), XFA=form))


SAID = String("Said")
spoil("no_dynamic_xfa", xfa, also=("no_xfa",))
spoil("fields_described", lambda pdf: tag(pdf, annotate(pdf, "Widget", ON_PAGE), "Form"))
spoil("fields_tagged", lambda pdf: annotate(pdf, "Widget", ON_PAGE, TU=SAID))
spoil("annotations_tagged", lambda pdf: annotate(pdf, "Text", ON_PAGE, Contents=SAID))
spoil("annotations_described", lambda pdf: tag(pdf, annotate(pdf, "Text", ON_PAGE), "Annot"))
spoil("no_trap_networks", lambda pdf: tag(pdf, annotate(pdf, "TrapNet", ON_PAGE, Contents=SAID), "Annot"))
spoil("tab_order_there", lambda pdf: put(page(pdf), Tabs=None))
spoil("tab_order_by_structure", lambda pdf: put(page(pdf), Tabs=Name.R))
spoil("links_tagged", lambda pdf: annotate(pdf, "Link", ON_PAGE, Contents=SAID))
spoil("links_described", lambda pdf: put(link(pdf), Contents=None))
spoil("media_typed", lambda pdf: private(pdf, Dictionary(S=Name.MCD, Alt=Array([String(""), SAID]))))
spoil("media_described", lambda pdf: private(pdf, Dictionary(S=Name.MCD, CT=String("audio/wav"))))
spoil("printers_marks_apart", lambda pdf: tag(pdf, annotate(pdf, "PrinterMark", ON_PAGE), "P"))

# Tagging
spoil("marked", lambda pdf: put(pdf.Root, MarkInfo=None))
spoil("structure_sound", lambda pdf: put(element(pdf, "H2"), P=pdf.Root.StructTreeRoot))
spoil("nothing_loose", lambda pdf: draw(pdf, "0 0 1 1 re f", artifact=False))
spoil("content_found", lambda pdf: draw(pdf, "/P <</MCID 0>> BDC 0 0 1 1 re f EMC", artifact=False))
spoil("no_suspects", lambda pdf: put(pdf.Root.MarkInfo, Suspects=True))
spoil("roles_standard", lambda pdf: add(pdf, "Odd"))
spoil("no_rings", both(lambda pdf: add(pdf, "Odd"), lambda pdf: roles(pdf, Odd=Name.Other, Other=Name.Odd)))
spoil("standard_roles_kept", lambda pdf: roles(pdf, P=Name.Span))


def roles(pdf: pikepdf.Pdf, **mapped: Any) -> None:
    """Give the file a role map."""
    put(pdf.Root.StructTreeRoot, RoleMap=Dictionary(**mapped))


@spoils("structure_there")
def _(pdf: pikepdf.Pdf) -> None:
    put(pdf.Root, StructTreeRoot=None)
    put(page(pdf), Annots=None)
    page(pdf).Contents.write(b"")


@spoils("no_artifacts_within")
def _(pdf: pikepdf.Pdf) -> None:
    data = page(pdf).Contents.read_bytes()
    page(pdf).Contents.write(data.replace(b" EMC", b" /Artifact BMC 0 0 1 1 re f EMC EMC", 1))


@spoils("nothing_tagged_within")
def _(pdf: pikepdf.Pdf) -> None:
    page(pdf).Contents.write(b"/Artifact BMC\n" + page(pdf).Contents.read_bytes() + b"\nEMC")


@spoils("parents_found")
def _(pdf: pikepdf.Pdf) -> None:
    listed = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    listed[0] = listed[1]


@spoils("tagged_forms_drawn_once")
def _(pdf: pikepdf.Pdf) -> None:
    form = pdf.make_stream(b"/P <</MCID 0>> BDC 0 0 1 1 re f EMC", Type=Name.XObject, Subtype=Name.Form,
                           BBox=[0, 0, 1, 1], Resources=Dictionary())  # fmt: skip
    put(page(pdf).Resources.XObject, X1=form)
    draw(pdf, "/X1 Do /X1 Do", artifact=False)
    add(pdf, "P", Dictionary(Type=Name.MCR, MCID=0, Pg=page(pdf), Stm=form))


@spoils("read_to_the_end")
def _(pdf: pikepdf.Pdf) -> None:
    around = element(pdf, "Document")
    for _ in range(250):
        inner = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Div, P=around, K=Array()))
        around.K.append(inner)
        around = inner


# Nesting
spoil("tables_nested", lambda pdf: add(pdf, "Table", add(pdf, "P")))
spoil("lists_nested", lambda pdf: add(pdf, "L", add(pdf, "P")))
spoil("contents_nested", lambda pdf: add(pdf, "TOC", add(pdf, "P")))
spoil("ruby_nested", lambda pdf: add(pdf, "Ruby", add(pdf, "P")))
spoil("warichu_nested", lambda pdf: add(pdf, "Warichu", add(pdf, "P")))


@spoils("tables_regular")
def _(pdf: pikepdf.Pdf) -> None:
    rows = [add(pdf, "TR", *[add(pdf, "TD") for _ in range(count)]) for count in (1, 2)]
    add(pdf, "Table", *rows)


# Meaning
spoil("figures_described", lambda pdf: put(element(pdf, "Figure"), Alt=None))
spoil("formulas_described", lambda pdf: add(pdf, "Formula"))
spoil("first_heading", lambda pdf: put(element(pdf, "H1"), S=Name.H2))
spoil("no_heading_skipped", lambda pdf: put(element(pdf, "H2"), S=Name.H3))
spoil("one_kind_of_heading", lambda pdf: add(pdf, "H"))
spoil("heads_of_tables", lambda pdf: put(element(pdf, "TH"), A=None))
spoil("notes_identified", lambda pdf: put(element(pdf, "Note"), ID=None))
spoil("notes_told_apart", lambda pdf: add(pdf, "Note", ID=String("n1")))


@spoils("one_plain_heading")
def _(pdf: pikepdf.Pdf) -> None:
    for role in ("H1", "H2"):
        put(element(pdf, role), S=Name.P)
    add(pdf, "Sect", add(pdf, "H"), add(pdf, "H"))


# Languages
def speak(pdf: pikepdf.Pdf, *, but: str = "", title: str = "en", bookmarks: bool = False) -> None:
    """Take the language from the file and give it to each of its parts, *but* to the elements of one role."""
    put(pdf.Root, Lang=None)
    if not bookmarks:
        put(pdf.Root, Outlines=None)
    xmp("x-default", title)(pdf)
    silent = {found.objgen for found in elements(pdf, but)}
    for kid in element(pdf, "Document").K:
        if kid.objgen not in silent:
            put(kid, Lang=String("en"))


@spoils("annotations_in_a_language")
def _(pdf: pikepdf.Pdf) -> None:
    speak(pdf)
    tag(pdf, annotate(pdf, "Text", ON_PAGE, Contents=SAID), "Annot")


spoil("language_tags", lambda pdf: put(element(pdf, "H1"), Lang=String("in English")))
spoil("text_in_a_language", lambda pdf: speak(pdf, but="H1"))
spoil("alternatives_in_a_language", lambda pdf: speak(pdf, but="Figure"))
spoil("bookmarks_in_a_language", lambda pdf: speak(pdf, bookmarks=True))
spoil("fields_in_a_language", both(speak, lambda pdf: private(pdf, Dictionary(TU=SAID))))
spoil("metadata_in_a_language", lambda pdf: speak(pdf, title="x-default"))
