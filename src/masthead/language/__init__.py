"""The languages of the page. Their words are data: one file per language, each word with its source.

``language("fr").session(66)`` returns "Soixante-sixième session". A language is added by adding its file.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from masthead.language.labels import LabelError
from masthead.language.model import Language
from masthead.language.ordinal import OrdinalError, Ordinals
from masthead.language.typography import Quotes, Spacing, Typography
from masthead.language.words import (
    UnknownLanguageError,
    UnknownPhraseError,
    Unverified,
    WordDataError,
    Words,
    read,
)

__all__ = [
    "LabelError",
    "Language",
    "OrdinalError",
    "Ordinals",
    "Quotes",
    "Spacing",
    "Typography",
    "UnknownLanguageError",
    "UnknownPhraseError",
    "Unverified",
    "WordDataError",
    "Words",
    "codes",
    "language",
    "parse",
]

_HERE = Path(__file__).parent


class _TextLoader(yaml.CSafeLoader):
    """A safe loader without guesses: ``no``, ``1`` and ``2014-12-31`` all stay the texts that they are."""

    yaml_implicit_resolvers = {}  # noqa: RUF012 - emptied, never filled


@cache
def codes() -> tuple[str, ...]:
    """Return the codes of the languages there are, in alphabetical order."""
    return tuple(sorted(file.stem for file in _HERE.glob("*.yaml")))


@cache
def language(code: str) -> Language:
    """Return a language, read once; raise ``UnknownLanguageError`` (a ``KeyError``) with the nearest codes."""
    if code not in codes():
        raise UnknownLanguageError(code, codes())
    return parse(code, (_HERE / f"{code}.yaml").read_text(encoding="utf-8"))


def parse(code: str, text: str) -> Language:
    """Return the language that a data file's *text* describes; raise ``WordDataError`` for a wrong shape."""
    loader = _TextLoader(text)
    try:
        words = read(loader.get_single_data())
    finally:
        loader.dispose()
    block = words.text("block_language")
    return Language(code, words, None if block == code else language(block))
