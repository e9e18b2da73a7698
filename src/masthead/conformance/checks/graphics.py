"""Graphics states, pictures, forms and transparency (ISO 19005-3, 6.2.2 and 6.2.5 to 6.2.10)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pikepdf

from masthead.conformance.checks.colour import ARCHIVE, output_profile
from masthead.conformance.clause import archive, matterhorn, printing
from masthead.conformance.objects import get, items, name, place, words
from masthead.conformance.rules import Fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from masthead.conformance.opened import Opened

INTENTS = ("RelativeColorimetric", "AbsoluteColorimetric", "Perceptual", "Saturation")
MODES = words(
    "Normal Compatible Multiply Screen Overlay Darken Lighten ColorDodge ColorBurn HardLight SoftLight Difference "
    "Exclusion Hue Saturation Color Luminosity"
)
"""The blend modes of ISO 32000-1, 11.3.5."""


def _objects(file: Opened, subtype: str) -> Iterator[tuple[str, Any]]:
    """Give the XObjects of *subtype*: Image, Form, PS."""
    for where, drawn in file.having("/Subtype"):
        if isinstance(drawn, pikepdf.Stream) and name(drawn.get("/Subtype")) == subtype:
            yield where, drawn


def _states(file: Opened) -> Iterator[tuple[str, Any]]:
    """Give the graphics states in use."""
    for state, page in file.content.states.values():
        yield place(state, f"page {page}"), state


@rule(archive("6.2.2"), todo="draw with the operators of PDF 1.7")
def known_operators(file: Opened) -> Iterator[Fault]:
    """Pages are drawn with the operators of PDF 1.7 alone."""
    for page, operator in file.content.unknown:
        yield Fault(f"page {page}", f"the operator {operator!r} is unknown")


@rule(archive("6.2.2"), todo="name it in the resources")
def resources_there(file: Opened) -> Iterator[Fault]:
    """Everything that a stream draws with is in its resources."""
    for page, missing in file.content.missing:
        yield Fault(f"page {page}", f"the resources lack {missing}")


@rule(archive("6.2.5"), printing("6.13"), todo="take the transfer function out")
def no_transfer_functions(file: Opened) -> Iterator[Fault]:
    """Graphics states have no transfer function and no halftone phase."""
    for where, state in _states(file):
        for key in ("/TR", "/HTP"):
            if key in state:
                yield Fault(where, f"a graphics state has the key {key[1:]}")
        if "/TR2" in state and name(state.get("/TR2")) != "Default":
            yield Fault(where, "a graphics state has a TR2 other than Default")


@rule(archive("6.2.5"), printing("6.13"), todo="use a halftone of type 1 or 5 without a name")
def halftones(file: Opened) -> Iterator[Fault]:
    """Halftones are of type 1 or 5 and have no name."""
    for where, halftone in file.having("/HalftoneType"):
        if halftone.get("/HalftoneType") not in (1, 5) or "/HalftoneName" in halftone:
            yield Fault(where, "a halftone is of another type than 1 and 5, or has a name")


@rule(archive("6.2.6"), todo="use one of the four intents of PDF 1.7")
def rendering_intents(file: Opened) -> Iterator[Fault]:
    """Rendering intents are the four of PDF 1.7."""
    named = [(f"page {page}", intent) for page, intent in file.content.intents]
    named += [(where, name(state.get("/RI"))) for where, state in _states(file) if "/RI" in state]
    named += [(where, name(image.get("/Intent"))) for where, image in _objects(file, "Image") if "/Intent" in image]
    yield from (
        Fault(where, f"the rendering intent {intent} is unknown") for where, intent in named if intent not in INTENTS
    )


@rule(archive("6.2.8"), printing("6.16"), todo="take the key out")
def no_other_pictures(file: Opened) -> Iterator[Fault]:
    """No picture has others that may be shown in its place: no Alternates, no OPI."""
    for where, image in _objects(file, "Image"):
        for key in ("/Alternates", "/OPI"):
            if key in image:
                yield Fault(where, f"a picture has the key {key[1:]}")


@rule(archive("6.2.8"), todo="set Interpolate to false")
def no_interpolation(file: Opened) -> Iterator[Fault]:
    """No picture is interpolated."""
    for where, image in _objects(file, "Image"):
        if image.get("/Interpolate") is True:
            yield Fault(where, "a picture is interpolated")


@rule(archive("6.2.8"), todo="use 1, 2, 4, 8 or 16 bits")
def bits(file: Opened) -> Iterator[Fault]:
    """Pictures have 1, 2, 4, 8 or 16 bits a component; masks have one."""
    for where, image in _objects(file, "Image"):
        found = image.get("/BitsPerComponent")
        allowed = (None, 1) if image.get("/ImageMask") is True else (None, 1, 2, 4, 8, 16)
        if found not in allowed:
            yield Fault(where, f"a picture has {found} bits a component")


@rule(archive("6.2.9"), printing("6.14"), todo="draw it with PDF's own operators")
def no_postscript(file: Opened) -> Iterator[Fault]:
    """There is no PostScript in the file, and no form stands for another: no PS, no OPI."""
    yield from (Fault(where, "a PostScript XObject") for where, _ in _objects(file, "PS"))
    for where, form in _objects(file, "Form"):
        if name(form.get("/Subtype2")) == "PS" or "/PS" in form or "/OPI" in form:
            yield Fault(where, "a form has PostScript, or stands for another (OPI)")


@rule(archive("6.2.9"), matterhorn("30-001"), printing("6.7"), todo="put what it refers to into the file")
def no_reference_forms(file: Opened) -> Iterator[Fault]:
    """No form refers to a page of another file."""
    yield from (Fault(where, "a form has the key Ref") for where, form in _objects(file, "Form") if "/Ref" in form)


@rule(archive("6.2.10"), printing("6.20"), todo="use a blend mode of PDF 1.7")
def blend_modes(file: Opened) -> Iterator[Fault]:
    """Blend modes are those of PDF 1.7."""
    for where, state in _states(file):
        for mode in map(name, items(state.get("/BM")) or [state.get("/BM", pikepdf.Name.Normal)]):
            if mode not in MODES:
                yield Fault(where, f"the blend mode {mode or 'without a name'} is unknown")


@rule(archive("6.2.10"), todo="add an output intent, or a group with a colour space to the page")
def blending_space(file: Opened) -> Iterator[Fault]:
    """A page on which something shines through says in which colour space it is blended."""
    if output_profile(file, ARCHIVE):
        return
    for page in file.content.transparent:
        if get(file.pages[page - 1], "/Group", "/CS") is None:
            yield Fault(f"page {page}", "something shines through, and the page has no group with a colour space")


@rule(matterhorn("30-002"), todo="draw the form once, or tag it where it is drawn")
def tagged_forms_drawn_once(file: Opened) -> Iterator[Fault]:
    """A form with tagged content in it is drawn once: its content has one place in the structure."""
    content = file.content
    for form, page in content.tagged_forms.items():
        if content.forms[form] > 1:
            yield Fault(
                f"page {page}", f"object {form[0]}: a form with tagged content is drawn {content.forms[form]} times"
            )
