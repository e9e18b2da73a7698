"""Tracking: letters that stand apart by one measure are shown with that measure told once (ISO 32000-1, 9.3.2).

The engine tells it again behind every letter. That is most of what it writes of a page.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_FONT = re.compile(rb"/\S+ (\S+) Tf")
_PART = re.compile(rb"<([0-9a-f]*)>|(-?[0-9.]+)")
_DIGITS = 4
"""Hexadecimal digits of a glyph."""


def tracked(items: list[Any]) -> None:
    """Tell the tracking of each text in *items*, the operators of a page, once and not behind every letter."""
    told: list[Any] = []
    size, now = 0.0, b"0"
    for item in items:
        if isinstance(item, bytes):
            if found := _FONT.fullmatch(item):
                size = float(found[1])
            elif item in (b"q", b"Q"):
                now = b"unknown"
            elif item.endswith(b"] TJ"):
                measure, item = _set(item)  # noqa: PLW2901 (the same text, told otherwise)
                wanted = _number(-measure * size / 1000)
                if wanted != now:
                    told.append(wanted + b" Tc")
                    now = wanted
        told.append(item)
    items[:] = told


def _set(shown: bytes) -> tuple[float, bytes]:
    """Return the commonest distance in *shown*, in thousandths of the size, and what shows the rest."""
    glyphs = list(_glyphs(shown))
    distances = Counter(distance for _, distance in glyphs)
    measure, count = distances.most_common(1)[0] if distances else (0.0, 0)
    if not measure or 2 * count < len(glyphs) or not glyphs[0][0]:
        return 0.0, shown
    parts, run = [], b""
    for glyph, distance in glyphs:
        run += glyph
        if distance != measure:
            parts.append(b"<" + run + b">" + _number(distance - measure))
            run = b""
    rest = b"<" + run + b">" if run else b""
    return measure, b"[" + b"".join(parts) + rest + b"] TJ"


def _glyphs(shown: bytes) -> Iterator[tuple[bytes, float]]:
    """Give each glyph of a text with the distance behind it, and first the distance that the text begins with."""
    last, distance = b"", 0.0
    for string, number in _PART.findall(shown):
        if number:
            distance += float(number)
            continue
        for at in range(0, len(string), _DIGITS):
            if last or distance:
                yield last, distance
            last, distance = string[at : at + _DIGITS], 0.0
    yield last, distance


def _number(value: float) -> bytes:
    return f"{round(value, 4) + 0.0:.4f}".rstrip("0").rstrip(".").encode()
