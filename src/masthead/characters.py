"""Characters that no text holds: unseen ones that change what is read, or that no page can carry."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

TODO = "delete it; it is often pasted along unseen"

_PLANES = "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))
_FORBIDDEN = re.compile(
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls but tab and line ends
    "\u00ad"  # soft hyphens come with text from other pages, break searches, and take the engine minutes in a table
    "\u2028\u2029"  # line ends that an editor does not count
    "\u202a-\u202e\u2066-\u2069"  # directions that are opened: left open, they turn round the text that follows
    "\ud800-\udfff\ufeff\ufff9-\ufffc\ufffe\uffff\ufdd0-\ufdef" + _PLANES + "]"
)
_KINDS = {"Cc": "a control character", "Cs": "half a surrogate pair", "Cn": "no character at all"}


def forbidden(text: str) -> Iterator[tuple[int, str]]:
    """Give place (from 0) and description of each character of *text* that cannot stand in a document."""
    return ((found.start(), _described(found[0])) for found in _FORBIDDEN.finditer(text))


def allowed(text: str) -> str:
    """Return *text* without the characters that cannot stand in a document."""
    return _FORBIDDEN.sub("", text)


def _described(sign: str) -> str:
    name = unicodedata.name(sign, "") or _KINDS[unicodedata.category(sign)]
    return f"character U+{ord(sign):04X} ({name}) cannot stand in a document"
