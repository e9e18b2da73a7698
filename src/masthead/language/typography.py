"""What a language's data say about the marks and spaces of typed text. Held here, applied elsewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from masthead.language.words import Words


@dataclass(frozen=True, slots=True)
class Quotes:
    """Quotation marks with the no-break spaces that belong inside them; *inner* ones stand within the others."""

    opening: str
    closing: str
    inner_opening: str
    inner_closing: str


@dataclass(frozen=True, slots=True)
class Spacing:
    """One rule for plain typed text: ``find.sub(replace, text)``. Doing it twice changes nothing more."""

    find: re.Pattern[str]
    replace: str
    source: str


@dataclass(frozen=True, slots=True)
class Typography:
    """The habits of print that typed text is given.

    *spacing* is applied in its order. Group 1 of *superscripts* is set superscript. *note_call* is ``before``
    or ``after`` the punctuation. *opening* is how the first words of a paragraph of a resolution are set.
    """

    quotes: Quotes
    apostrophe: str
    spacing: tuple[Spacing, ...]
    superscripts: tuple[re.Pattern[str], ...]
    note_call: str
    opening: str


def typography(words: Words) -> Typography:
    """Build the typography of a language; ``{months}`` in a rule means any of its month names."""
    months = "|".join(re.escape(month) for month in words.under("month").values())
    spacing = (
        Spacing(re.compile(rule.find.replace("{months}", f"(?:{months})")), rule.replace, rule.source)
        for rule in words.rules["spacing"]
    )
    return Typography(
        quotes=Quotes(*(words.text(f"quotes.{name}") for name in Quotes.__slots__)),
        apostrophe=words.text("apostrophe"),
        spacing=tuple(spacing),
        superscripts=tuple(re.compile(rule.find) for rule in words.rules["superscripts"]),
        note_call=words.text("note_call"),
        opening=words.text("opening"),
    )
