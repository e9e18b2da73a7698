"""How the words of a language are found and put together: patterns, lists, ordinals, figures."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from string import Formatter
from typing import TYPE_CHECKING

from masthead.language.ordinal import OrdinalError, Ordinals

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from masthead.language.words import Rule, Unverified, Words

_COUNTS = {1: "one", 2: "two"}


@dataclass(frozen=True, eq=False)
class Phrases:
    """The words of one language and the few ways to combine them."""

    code: str
    words: Words = field(repr=False)

    def phrase(self, key: str, on: dt.date | None = None, /, **values: object) -> str:
        """Return the text under a dotted *key*, its placeholders filled; raise ``UnknownPhraseError``."""
        return self.words.text(key, on).format(**values)

    def unverified(self) -> Iterator[Unverified]:
        """Yield (key, printed text, reason) of all that no official source has confirmed."""
        return self.words.unverified()

    def ordinal(self, number: int, table: str = "session") -> str:
        """Return *number* (1 to 199) as an ordinal in words; the *table* is named for the use it serves."""
        if table not in self._ordinals:
            raise OrdinalError(f"no table of ordinals for {table!r}; there is {', '.join(self._ordinals)}")
        return self._ordinals[table].words(number)

    def join(self, items: Sequence[str]) -> str:
        """Return *items* as a list: "14 and 117"; a comma that an item ends in is not doubled."""
        comma = self.phrase("list.comma")
        first = [item.removesuffix(comma.rstrip()) for item in items[:-2]]
        return comma.join([*first, self.phrase("list.and").join(items[-2:])])

    @cached_property
    def _ordinals(self) -> dict[str, Ordinals]:
        rules: dict[str, dict[int, str]] = {}
        for key, text in self.words.under("ordinal").items():
            table, number = key.split(".")
            rules.setdefault(table, {})[int(number)] = text
        return {table: Ordinals(of_table) for table, of_table in rules.items()}

    def _own(self, organ: str, key: str) -> str:
        """Return *key* as the organ's own if it has words of its own there, else as it stands."""
        own = f"organ.{organ}.{key}"
        return own if own in self.words.entries or self.words.under(own) else key

    def _counted(self, group: str, count: int) -> str:
        """Return the key for *count* things: ``one``, ``two`` (if the language has it) or ``other``."""
        key = f"{group}.{_COUNTS.get(count, 'other')}"
        return key if key in self.words.entries else f"{group}.other"

    def _numbered(self, key: str, number: int) -> str:
        """Fill a pattern with a number: in figures, in words, or in words with a capital."""
        pattern = self.words.text(key)
        words = self.ordinal(number) if fields(pattern) & {"ordinal", "Ordinal"} else ""
        return pattern.format(number=number, ordinal=words, Ordinal=words[:1].upper() + words[1:])

    def _figures(self, use: str, number: int) -> str:
        """Return the figures of an ordinal for ``meeting`` or ``day``; the first rule that fits decides."""
        rules: tuple[Rule, ...] = self.words.rules.get(f"figures.{use}", ())
        for rule in rules:
            if re.fullmatch(rule.find, str(number)):
                return rule.replace.format(number=number)
        return str(number)


def fields(pattern: str) -> set[str]:
    """Return the names of the placeholders in a pattern."""
    return {name for _, name, _, _ in Formatter().parse(pattern) if name}
