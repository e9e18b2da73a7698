"""Files within a PDF: what a document was made from, so that it can be made again (ISO 19005-3, 6.8)."""

from __future__ import annotations

from codecs import BOM_UTF16_BE
from dataclasses import dataclass
from hashlib import md5
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import pydyf

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

_KINDS: Mapping[str, str] = {
    ".yaml": "application/yaml",  # RFC 9512
    ".html": "text/html",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}


@dataclass(frozen=True)
class Source:
    """A file that a document was made from."""

    name: str
    """Its name in the workspace, parted by ``/``."""
    data: bytes


def attach(pdf: Any, sources: Sequence[Source], on: dt.date) -> None:  # noqa: ANN401 (pydyf is not typed)
    """Put *sources* into *pdf* as what it was made from, dated *on*.

    A file is known by its last name, which any viewer can save it under; its name in the workspace is its
    description.
    """
    files = [(shown, _file(pdf, shown, source, on).reference) for shown, source in _shown(sources)]
    names = pydyf.Dictionary(
        {"Names": pydyf.Array(part for shown, file in files for part in (pydyf.String(shown), file))}
    )
    pdf.add_object(names)
    pdf.catalog.setdefault("Names", pydyf.Dictionary())["EmbeddedFiles"] = names.reference
    pdf.catalog["AF"] = pydyf.Array(file for _, file in files)


def _shown(sources: Sequence[Source]) -> list[tuple[str, Source]]:
    """Return *sources* by the names that they are shown under, in order of these: a name tree is sorted."""
    last = [PurePosixPath(source.name).name for source in sources]
    names: list[str] = []
    for name, source in zip(last, sources, strict=True):
        shown = name if last.count(name) == 1 else source.name.replace("/", "-")
        names.append(shown if shown not in names else f"{len(names)}-{shown}")
    return sorted(zip(names, sources, strict=True), key=lambda pair: _key(pair[0]))


def _key(name: str) -> bytes:
    """Return *name* as the engine writes it, by which names are in order (ISO 32000-1, 7.9.6)."""
    return name.encode() if name.isascii() else BOM_UTF16_BE + name.encode("utf-16-be")


def _file(pdf: Any, shown: str, source: Source, on: dt.date) -> Any:  # noqa: ANN401
    kind = _KINDS.get(PurePosixPath(source.name).suffix.lower(), "application/octet-stream")
    day = pydyf.String(f"D:{on:%Y%m%d}000000Z")
    parameters = {
        "Size": len(source.data),
        "CheckSum": f"<{md5(source.data, usedforsecurity=False).hexdigest()}>",
        "CreationDate": day,
        "ModDate": day,
    }
    extra = {
        "Type": "/EmbeddedFile",
        "Subtype": "/" + kind.replace("/", "#2f").replace("+", "#2b"),
        "Params": pydyf.Dictionary(parameters),
    }
    stream = pydyf.Stream([source.data], pydyf.Dictionary(extra), compress=True)
    pdf.add_object(stream)
    file = pydyf.Dictionary(
        {
            "Type": "/Filespec",
            "F": pydyf.String(shown),
            "UF": pydyf.String(shown),
            "Desc": pydyf.String(source.name),
            "AFRelationship": "/Source",
            "EF": pydyf.Dictionary({"F": stream.reference, "UF": stream.reference}),
        }
    )
    pdf.add_object(file)
    return file
