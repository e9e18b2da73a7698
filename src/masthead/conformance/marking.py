"""Marked content (ISO 32000-1, 14.6): what a stream says of what it draws."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from masthead.conformance.content import Mark
from masthead.conformance.objects import get, text, whole
from masthead.conformance.tokens import Shown

if TYPE_CHECKING:
    from masthead.conformance.stream import Stream
    from masthead.conformance.tokens import Operand

ARTIFACT, TAGGED, NEITHER, EXEMPT = "artifact", "tagged", "neither", "exempt"
"""How something is drawn. Appearances of annotations, soft masks, patterns and glyphs are exempt: only what uses
them is content of the page."""


def begin(stream: Stream, operands: list[Operand]) -> None:
    """Open a marked-content sequence: ``BMC`` and ``BDC``."""
    properties = _properties(stream, operands) if len(operands) > 1 else {}
    around, mcid = stream.marked, properties.get("MCID")
    inner = replace(around, replaced=around.replaced or "ActualText" in properties)
    if operands[:1] == [b"/Artifact"]:
        inner = replace(inner, drawn=ARTIFACT)
        if around.drawn == TAGGED:
            stream.content.artifacts_within[stream.index] = None
    elif isinstance(mcid, int):
        inner = replace(inner, drawn=TAGGED, mark=_mark(stream, mcid, properties))
        if around.drawn == ARTIFACT:
            stream.content.tagged_within[stream.index] = None
    stream.around.append(inner)


def _mark(stream: Stream, mcid: int, properties: dict[str, Any]) -> Mark:
    content, at = stream.content, (stream.owner, mcid)
    if at in content.marks and stream.depth == 0:
        content.repeated[stream.index, mcid] = None
    if stream.depth:
        content.tagged_forms[stream.owner] = stream.index
    found = frozenset(properties) & {"ActualText", "Alt", "E"}
    return content.marks.setdefault(at, Mark(stream.index, language=properties.get("Lang"), properties=found))


def _properties(stream: Stream, operands: list[Operand]) -> dict[str, Any]:
    """Return MCID (an integer) and the texts of a property list, written here or kept among the resources."""
    written = operands[1]
    found: dict[str, Any] = {}
    if isinstance(written, dict):
        for at, value in written.items():
            if isinstance(value, Shown):
                found[at[1:].decode("latin-1")] = value.data.decode("latin-1")
            elif isinstance(value, bytes) and value.isdigit() and len(value) < 10:
                found[at[1:].decode("latin-1")] = int(value)
        return found
    listed = stream.resource("Properties", operands)
    for called in ("Lang", "ActualText", "Alt", "E"):
        if (said := text(get(listed, f"/{called}"))) is not None:
            found[called] = said
    if (mcid := whole(get(listed, "/MCID"))) is not None:
        found["MCID"] = mcid
    return found


def end(stream: Stream, operands: list[Operand]) -> None:
    """Close a marked-content sequence: ``EMC``."""
    del operands
    if stream.around:
        stream.around.pop()
