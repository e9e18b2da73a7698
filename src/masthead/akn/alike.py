"""Lines held against each other: what counts as the same line, printed by the derivation or by a file."""

from __future__ import annotations

import re
import unicodedata

_CYRILLIC = str.maketrans("аеосрх", "aeocpx")
"""Cyrillic letters that files have where the Latin letter of an item or point is meant; they look the same."""


def alike(line: str) -> str:
    """Return a line for comparison: without spaces, with one kind of hyphen, apostrophe and raised letter."""
    bare = re.sub("[\\s\u200b\u200e\u200f\u2067\u2069\u00ad]", "", unicodedata.normalize("NFKC", line))
    return bare.replace("\u2011", "-").replace("\u2010", "-").replace("\u2019", "'").translate(_CYRILLIC)
