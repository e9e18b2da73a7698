"""What counts in a document: dates, months, and the labels of paragraphs, sub-paragraphs and annexes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from masthead.language.phrases import Phrases, fields

if TYPE_CHECKING:
    import datetime as dt


class LabelError(ValueError):
    """A series of labels (letters, Roman numerals) is at its end."""


@dataclass(frozen=True, eq=False)
class Labels(Phrases):
    """The words of one language, with its dates and labels."""

    def date(self, day: dt.date) -> str:
        """Return a date; U+00A0 keeps day and month on one line."""
        month = self.month(day.month)
        return self.phrase("date", day=self._figures("day", day.day), month=month, year=day.year)

    def month(self, number: int) -> str:
        """Return the name of a month, 1 to 12, in the form that a date asks for."""
        return self.phrase(f"month.{number}")

    def annex(self, number: int | None = None, total: int | None = None) -> str:
        """Return the heading of an annex; an only annex (no *number*, or one in *total*) has none."""
        if number is None or total == 1:
            return self.phrase("annex.single")
        return self._label("annex.numbered", number)

    def point(self, level: int, index: int) -> str:
        """Return the label of the *index*-th sub-paragraph at *level*, both from 1: "(a)", "(i)"."""
        return self._label(f"point.{level}", index)

    def paragraph_number(self, number: int) -> str:
        """Return the label of an operative paragraph."""
        return self.phrase("paragraph_number", number=number)

    def _series(self, name: str, index: int) -> str:
        """Return the *index*-th label of a series, from 1; raise ``LabelError`` past its end."""
        labels = " ".join(self.words.under(f"series.{name}").values()).split()
        if not 1 <= index <= len(labels):
            raise LabelError(f"the series of {name} labels runs from 1 to {len(labels)}, not to {index}")
        return labels[index - 1]

    def _label(self, key: str, index: int) -> str:
        """Fill the pattern under *key* with the figures and the series that it names."""
        pattern = self.words.text(key)
        series = {name: self._series(name, index) for name in fields(pattern) - {"number"}}
        return pattern.format(number=index, **series)
