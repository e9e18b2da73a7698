"""The press for archives and screen readers: PDF/A-3a and PDF/UA-1 in one file.

The engine writes a page; structure, metadata, attachments and what the standards ask for beyond that come from here,
before a byte is written.
"""

from __future__ import annotations

import zlib
from contextlib import contextmanager
from functools import cache, partial
from importlib import import_module
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pydyf

from masthead.press.attachment import Source, attach
from masthead.press.metadata import Standards, xmp
from masthead.press.nesting import DEEPEST, depth, flattened
from masthead.press.tags import Tags
from masthead.problem import MastheadError, Place, Problem

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Sequence

    from masthead.language import Language

_IN_INKS = (b"/DeviceCMYK cs", b"/DeviceCMYK CS")
"""Operators that choose inks for what follows."""
INKS = (
    "a colour is given in inks (device-cmyk, or a CMYK picture), which a PDF for the archive cannot hold",
    "give it in sRGB, and save the picture in RGB; --for print brings every colour to inks",
)
NESTED = (
    f"a drawing has more groups within each other than the {DEEPEST} levels that a PDF for the archive can hold",
    "flatten the drawing",
)
LEVEL = 6
"""How hard streams are compressed. The engine's own 9 takes three times as long, for a fortieth of the bytes."""
_PRINTED = 4
"""Flag of an annotation that it is printed; no other may be set (ISO 19005-3, 6.3.2)."""


def write(engine_document: Any, language: Language, sources: Sequence[Source], on: dt.date) -> bytes:  # noqa: ANN401
    """Return *engine_document* as PDF/A-3a and PDF/UA-1, with the *sources* that it was made from.

    Args:
        engine_document: a laid WeasyPrint document.
        language: the language of its text.
        sources: files to attach; none leaves the PDF without them.
        on: the day of issue, which is the date of all files in it.
    """
    finisher = partial(_finish, sources=sources, on=on)
    with tagged_by(Tags(language)):
        pdf: bytes = engine_document.write_pdf(pdf_tags=True, pdf_identifier=True, finisher=finisher)
    return pdf


@contextmanager
def tagged_by(tags: Callable[[Any, Any, object, Sequence[Any]], None]) -> Iterator[None]:
    """Let *tags* write the structure in place of the engine's own."""
    module = import_module("weasyprint.pdf")
    own, module.add_tags = module.add_tags, tags  # type: ignore[attr-defined]
    try:
        yield
    finally:
        module.add_tags = own  # type: ignore[attr-defined]


def producer() -> str:
    """Return the name and release of the engine, as it signs its PDFs."""
    return f"WeasyPrint {import_module('weasyprint').VERSION}"


def _finish(document: Any, pdf: Any, *, sources: Sequence[Source], on: dt.date) -> None:  # noqa: ANN401
    """Add to *pdf* what the standards ask for, and take away what they forbid."""
    _refuse_inks(pdf)
    _flatten(pdf)
    drop_empty_resources(pdf)
    _smooth_nothing(pdf)
    describe(document.metadata, pdf, Standards(archival=True))
    pdf.catalog["OutputIntents"] = pydyf.Array([_output_intent(pdf)])
    for made in pdf.objects:
        if isinstance(made, dict) and made.get("Type") == "/Annot":
            made["F"] = _PRINTED
    if sources:
        attach(pdf, sources, on)
    _pack(pdf)


def _refuse_inks(pdf: Any) -> None:  # noqa: ANN401
    """Refuse colours in inks: what they look like depends on a press that an archive does not have (6.2.4.3)."""
    for made in pdf.objects:
        own = made.extra if isinstance(made, pydyf.Stream) else made
        if isinstance(own, dict) and own.get("ColorSpace") == "/DeviceCMYK":
            raise _fault(*INKS)
    for stream in _drawn(pdf):
        if any(operator in stream.stream for operator in _IN_INKS):
            raise _fault(*INKS)


def _flatten(pdf: Any) -> None:  # noqa: ANN401
    """Take away what nests needlessly, and refuse what nests deeper than an archive may (6.1.13)."""
    for stream in _drawn(pdf):
        flattened(stream.stream)
        if depth(stream.stream) > DEEPEST:
            raise _fault(*NESTED)


def _drawn(pdf: Any) -> Iterator[Any]:  # noqa: ANN401
    """Give the streams whose operators draw: pages, and what they draw as a whole."""
    for made in pdf.objects:
        if isinstance(made, pydyf.Stream) and b"q" in made.stream:
            yield made


def _fault(what: str, todo: str) -> MastheadError:
    return MastheadError([Problem(Place("PDF/A-3"), what, todo)])


def _smooth_nothing(pdf: Any) -> None:  # noqa: ANN401
    """Leave pictures as they are: a viewer must not make up dots between theirs (ISO 19005-3, 6.2.8.3)."""
    for made in pdf.objects:
        if isinstance(made, pydyf.Stream) and "Interpolate" in made.extra:
            made.extra["Interpolate"] = "false"


def _pack(pdf: Any) -> None:  # noqa: ANN401
    """Compress every stream once: the engine does it when it writes, and again to find the identifier of the file."""
    for made in pdf.objects:
        if isinstance(made, pydyf.Stream) and made.compress:
            made.compress = False
            made.stream = [zlib.compress(b"\n".join(map(_bytes, made.stream)), LEVEL)]
            made.extra["Filter"] = "/FlateDecode"


def _bytes(item: Any) -> bytes:  # noqa: ANN401
    """Return an operator or operand as the engine writes it."""
    data: bytes = pydyf._to_bytes(item)  # noqa: SLF001 (its numbers are written in its own way)
    return data


def describe(metadata: Any, pdf: Any, standards: Standards) -> None:  # noqa: ANN401
    """Put the *metadata* of the document into *pdf* as XMP, readable for who looks for it without reading the PDF."""
    metadata.generate_rdf_metadata = lambda *_: xmp(metadata, producer(), standards)
    metadata.include_in_pdf(pdf, "", None, None, compress=False)


def drop_empty_resources(pdf: Any) -> None:  # noqa: ANN401
    """Take away resource dictionaries with nothing in them, which checkers of PDF/A take for unknown keys."""
    for made in pdf.objects:
        if isinstance(made, dict):
            for key in ("Pattern", "Shading", "XObject", "ExtGState"):
                if made.get(key) == {}:
                    del made[key]


def _output_intent(pdf: Any) -> Any:  # noqa: ANN401
    """Return what the colours of the page mean: sRGB (ISO 19005-3, 6.2.3)."""
    profile = pydyf.Stream([_srgb()], pydyf.Dictionary({"N": 3}), compress=True)
    pdf.add_object(profile)
    name = pydyf.String("sRGB IEC61966-2.1")
    values = {"Type": "/OutputIntent", "S": "/GTS_PDFA1", "OutputConditionIdentifier": name, "Info": name}
    return pydyf.Dictionary(values | {"DestOutputProfile": profile.reference})


@cache
def _srgb() -> bytes:
    """Return the ICC profile that comes with the engine."""
    return (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()
