"""The press for a person at a screen: small, with its first page first, links live.

It has the structure of the archival PDF, so that a screen reader reads it as well, and none of its attachments.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf

from masthead.press.archival import describe, drop_empty_resources, tagged_by
from masthead.press.metadata import Standards
from masthead.press.tags import Tags
from masthead.press.tracking import tracked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from masthead.language import Language


def write(engine_document: Any, language: Language) -> bytes:  # noqa: ANN401 (WeasyPrint is not typed)
    """Return *engine_document* as a small PDF, linearised (ISO 32000-1, annex F)."""
    with tagged_by(_Tags(language)):
        written = engine_document.write_pdf(pdf_tags=True, finisher=_finish)
    return linearised(written)


class _Tags(Tags):
    """Tags a document and tells the tracking of its texts once."""

    def __call__(self, pdf: Any, document: Any, version: object, streams: Sequence[Any]) -> None:  # noqa: ANN401
        super().__call__(pdf, document, version, streams)
        for stream in streams:
            tracked(stream.stream)


def _finish(document: Any, pdf: Any) -> None:  # noqa: ANN401
    drop_empty_resources(pdf)
    _lead_straight(pdf)
    describe(document.metadata, pdf, Standards())


def _lead_straight(pdf: Any) -> None:  # noqa: ANN401
    """Let links within the document lead to their places and not to names, which a linearised file cannot pack."""
    names = pdf.catalog.pop("Names", {}).get("Dests", {}).get("Names", [])
    places = {name.string: place for name, place in zip(names[::2], names[1::2], strict=True)}
    for made in pdf.objects:
        if isinstance(made, dict) and made.get("Type") == "/Annot" and "Dest" in made:
            made["Dest"] = places[made["Dest"].string]


def linearised(pdf: bytes) -> bytes:
    """Return *pdf* with what its first page needs in front and all of it packed."""
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        document.save(
            out,
            linearize=True,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return out.getvalue()
