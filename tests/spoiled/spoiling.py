"""How a sound PDF is spoiled: the register of spoilers, and what they share."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

from masthead.conformance import Claim, Standard
from spoiled import sound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ARCHIVE = (Claim(Standard.ARCHIVE, "A"), Claim(Standard.ACCESS))
PRINT = (Claim(Standard.PRINT),)
AS_IT_IS = {"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.none}
"""How a spoiled file is written: its streams stay as they are."""
OFF_PAGE = [-40, -40, -20, -20]
"""Where an annotation is that no reader meets."""
ON_PAGE = [40, 40, 60, 60]


@dataclass(frozen=True)
class Spoiler:
    """What spoils a file for one check."""

    check: str
    act: Callable[[pikepdf.Pdf], None] | None = None
    raw: Callable[[bytes], bytes] | None = None
    """Done to the bytes of the file."""
    print: bool = False
    """Whether the file for print is spoiled, not the one for an archive."""
    also: frozenset[str] = frozenset()
    """Checks that cannot but fail with it."""
    saving: tuple[tuple[str, Any], ...] = ()

    @property
    def claims(self) -> tuple[Claim, ...]:
        """What the file is held against."""
        return PRINT if self.print else ARCHIVE

    def spoiled(self) -> bytes:
        """Return the spoiled file."""
        data = sound.sheet() if self.print else sound.archive()
        if self.act:
            with pikepdf.open(BytesIO(data)) as pdf:
                self.act(pdf)
                out = BytesIO()
                pdf.save(out, fix_metadata_version=False, **{**AS_IT_IS, **dict(self.saving)})
            data = out.getvalue()
        return self.raw(data) if self.raw else data


SPOILERS: dict[str, Spoiler] = {}


def spoils(check: str, *, also: tuple[str, ...] = (), **more: Any) -> Callable[[Any], Any]:
    """Register the function below as what spoils a file for *check*."""

    def register(act: Any) -> Any:
        assert check not in SPOILERS
        SPOILERS[check] = Spoiler(check, act, also=frozenset(also), **more)
        return act

    return register


def spoil(check: str, act: Any = None, **more: Any) -> None:
    """Register a short way to spoil a file for *check*."""
    spoils(check, **more)(act)


def both(*acts: Callable[[Any], object]) -> Callable[[pikepdf.Pdf], None]:
    """Return what does one act after the other."""

    def act(pdf: pikepdf.Pdf) -> None:
        for each in acts:
            each(pdf)

    return act


def replaced(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    """Return what replaces bytes of a file, which must be there."""

    def act(data: bytes) -> bytes:
        assert old in data
        return data.replace(old, new)

    return act


def put(holder: Any, **values: Any) -> None:
    """Put values into a dictionary; None takes the key out."""
    for key, value in values.items():
        if value is None:
            del holder[f"/{key}"]
        else:
            holder[f"/{key}"] = value


def private(pdf: pikepdf.Pdf, value: Any) -> None:
    """Put a value where nothing looks but what looks at everything."""
    pdf.Root["/Private"] = value


def page(pdf: pikepdf.Pdf) -> Any:
    """Return the only page."""
    return pdf.pages[0].obj


def draw(pdf: pikepdf.Pdf, more: str, *, artifact: bool = True) -> None:
    """Draw more on the page."""
    drawn = f"\n/Artifact BMC {more} EMC" if artifact else f"\n{more}"
    stream = page(pdf).Contents
    stream.write(stream.read_bytes() + drawn.encode())


def font(pdf: pikepdf.Pdf) -> Any:
    """Return the font."""
    return page(pdf).Resources.Font.F0


def cid_font(pdf: pikepdf.Pdf) -> Any:
    """Return its CIDFont."""
    return font(pdf).DescendantFonts[0]


def state(pdf: pikepdf.Pdf) -> Any:
    """Return the graphics state of the page."""
    return page(pdf).Resources.ExtGState.G0


def link(pdf: pikepdf.Pdf) -> Any:
    """Return the link on the page."""
    return page(pdf).Annots[0]


def annotate(pdf: pikepdf.Pdf, subtype: str, rectangle: list[int] = OFF_PAGE, **more: Any) -> Any:
    """Add an annotation with flags and an appearance, and return it."""
    look = Dictionary(N=pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 1, 1]))
    keys: dict[str, Any] = {"Rect": rectangle, "F": 4, "AP": look, **more}
    given = {key: value for key, value in keys.items() if value is not None}
    made = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name(f"/{subtype}"), **given))
    if "/Annots" not in page(pdf):
        page(pdf)["/Annots"] = Array()
    page(pdf).Annots.append(made)
    if subtype == "Widget":
        pdf.Root["/AcroForm"] = Dictionary(Fields=Array([made]))
    return made


def elements(pdf: pikepdf.Pdf, role: str) -> Iterator[Any]:
    """Give the elements of a role."""
    for found in pdf.objects:
        if isinstance(found, Dictionary) and found.get("/S") == f"/{role}" and "/P" in found:
            yield found


def element(pdf: pikepdf.Pdf, role: str) -> Any:
    """Return the first element of a role."""
    return next(elements(pdf, role))


def add(pdf: pikepdf.Pdf, role: str, *kids: Any, **more: Any) -> Any:
    """Add an element to the end of the document, or around *kids* that were added before; return it."""
    document = element(pdf, "Document")
    made = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{role}"), P=document, **more))
    made["/K"] = Array(list(kids))
    for kid in kids:
        if "/P" in kid:
            kid["/P"] = made
    inner = [kid.objgen for kid in kids]
    document["/K"] = Array([kid for kid in document.K if kid.objgen not in inner] + [made])
    return made


def tag(pdf: pikepdf.Pdf, annotation: Any, role: str, **more: Any) -> Any:
    """Add an element that an annotation belongs to."""
    return add(pdf, role, Dictionary(Type=Name.OBJR, Obj=annotation, Pg=page(pdf)), **more)


def xmp(old: str, new: str) -> Callable[[pikepdf.Pdf], None]:
    """Return what replaces words of the XMP, which must be there."""

    def act(pdf: pikepdf.Pdf) -> None:
        packet = pdf.Root.Metadata.read_bytes().decode()
        assert old in packet
        pdf.Root.Metadata.write(packet.replace(old, new).encode())

    return act


def parsed(written: bytes) -> Any:
    """Return an object from how a PDF writes it."""
    return Object.parse(written)


def string(text: str) -> Any:
    """Return a string object."""
    return String(text)
