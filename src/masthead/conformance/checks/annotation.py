"""Annotations: of which types they are, and that they are seen and printed (ISO 19005-3, 6.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf

from masthead.conformance.clause import archive
from masthead.conformance.marginal import subtype, told
from masthead.conformance.objects import box, get, has_keys, name, whole, words
from masthead.conformance.rules import Fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from masthead.conformance.opened import Opened

TYPES = words(
    "Text Link FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly StrikeOut Stamp Caret Ink "
    "Popup FileAttachment Widget PrinterMark TrapNet Watermark Redact"
)
"""The types of ISO 32000-1 that PDF/A-3 allows: not 3D, Sound, Screen and Movie."""
PRINT = 4
UNSEEN = 1 | 2 | 32 | 256
"""Flags (ISO 32000-1, table 165): printed; invisible, hidden, not viewed, viewed at times."""


@rule(archive("6.3.1"), todo="take the annotation out")
def annotation_types(file: Opened) -> Iterator[Fault]:
    """Annotations are of types that PDF 1.7 knows, and neither 3D, sound, screen nor movie."""
    for where, annotation, _ in file.annotations():
        if subtype(annotation) not in TYPES:
            yield Fault(told(where, annotation), f"an annotation is of type {subtype(annotation) or 'without a name'}")


@rule(archive("6.3.2"), todo="give the annotation flags: 4, it is printed")
def annotation_flags_there(file: Opened) -> Iterator[Fault]:
    """Annotations have flags."""
    for where, annotation, _ in file.annotations():
        if subtype(annotation) != "Popup" and whole(get(annotation, "/F")) is None:
            yield Fault(told(where, annotation), "an annotation has no flags (F)")


@rule(archive("6.3.2"), todo="set the flags to 4, it is printed")
def annotations_seen(file: Opened) -> Iterator[Fault]:
    """Annotations are printed and not hidden."""
    for where, annotation, _ in file.annotations():
        flags = whole(get(annotation, "/F"))
        if flags is not None and (not flags & PRINT or flags & UNSEEN):
            yield Fault(told(where, annotation), f"an annotation is hidden or is not printed (F is {flags})")


@rule(archive("6.3.3"), todo="give the annotation an appearance")
def appearances_there(file: Opened) -> Iterator[Fault]:
    """Annotations have an appearance; links, pop-ups and what has no size need none."""
    for where, annotation, _ in file.annotations():
        around = box(get(annotation, "/Rect"))
        sizeless = around is not None and around[0] == around[2] and around[1] == around[3]
        if subtype(annotation) not in ("Popup", "Link") and not sizeless and not has_keys(get(annotation, "/AP")):
            yield Fault(told(where, annotation), f"a {subtype(annotation)} annotation has no appearance (AP)")


@rule(archive("6.3.3"), todo="keep one appearance, N: a stream")
def one_appearance(file: Opened) -> Iterator[Fault]:
    """An appearance is the normal one alone, and a stream; for a button one stream a state."""
    for where, annotation, _ in file.annotations():
        look = get(annotation, "/AP")
        button = subtype(annotation) == "Widget" and name(get(annotation, "/FT")) == "Btn"
        stream = isinstance(get(look, "/N"), pikepdf.Stream)
        if has_keys(look) and (set(look.keys()) != {"/N"} or stream == button):
            yield Fault(told(where, annotation), "an appearance is not a single stream under N")
