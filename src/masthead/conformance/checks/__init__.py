"""The checks, a module a concern. Importing this package registers them."""

from __future__ import annotations

from masthead.conformance.checks import (
    actions,
    annotation,
    attachments,
    characters,
    cmaps,
    colour,
    filing,
    fonts,
    forms,
    graphics,
    layers,
    limits,
    links,
    meaning,
    metadata,
    nesting,
    reading,
    sheets,
    speech,
    tagging,
)

__all__ = [
    "actions",
    "annotation",
    "attachments",
    "characters",
    "cmaps",
    "colour",
    "filing",
    "fonts",
    "forms",
    "graphics",
    "layers",
    "limits",
    "links",
    "meaning",
    "metadata",
    "nesting",
    "reading",
    "sheets",
    "speech",
    "tagging",
]
