"""What an author most likely meant."""

from __future__ import annotations

import difflib
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST, MOST = 80, 2000
"""Letters of a word, and words, that are compared at most: a guess is worth no more time."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the one of *known* that *word* was most likely meant to be, or None."""
    close = {name.casefold(): name for name in islice(known, MOST)}
    found = difflib.get_close_matches(word[:LONGEST].casefold(), close, n=1, cutoff=0.6)
    return close[found[0]] if found else None


def suggestion(word: str, known: Iterable[str], otherwise: str) -> str:
    """Return what to do about an unknown *word*: take the nearest of *known*; where none is near, *otherwise*."""
    close = nearest(word, known)
    return f'did you mean "{close}"?' if close else otherwise
