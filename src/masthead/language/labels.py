"""What counts in a document: dates, months, and the labels of paragraphs, sub-paragraphs and annexes."""

from __future__ import annotations

import string
from dataclasses import dataclass
from functools import cached_property
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

    def period(self, first: dt.date, last: dt.date) -> str:
        """Return the days from *first* to *last*, such as "9 September–11 October 2024"."""
        same_year = first.year == last.year
        key = "same_month" if same_year and first.month == last.month else "same_year" if same_year else "other"
        return self.phrase(
            f"period.{key}",
            first=self.date(first),
            last=self.date(last),
            first_day=self._figures("day", first.day),
            first_day_month=self.day_month(first),
        )

    def day_month(self, day: dt.date) -> str:
        """Return a date without its year."""
        return self.phrase("day_month", day=self._figures("day", day.day), month=self.month(day.month))

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

    def letter_of(self, index: int) -> str:
        """Return the letter of the *index*-th note under a table, from 1: "a". It is Latin in every language."""
        if index > len(string.ascii_lowercase):
            raise LabelError(f"the notes of a table run from a to z, not to the {index}th")
        return string.ascii_lowercase[index - 1]

    def note_mark(self, number: str) -> str:
        """Return the number of a footnote as its call prints it: "1", "(1)"."""
        return self.phrase("note_call_form", number=number)

    @property
    def note_call_separator(self) -> str:
        """What stands between two calls side by side."""
        return self.phrase("note_call_separator")

    @cached_property
    def _labels_of(self) -> dict[str, list[str]]:
        """The labels of every series by its name."""
        found: dict[str, list[str]] = {}
        for key, labels in self.words.under("series").items():
            found.setdefault(key.partition(".")[0], []).extend(labels.split())
        return found

    def _series(self, name: str, index: int) -> str:
        """Return the *index*-th label of a series, from 1; raise ``LabelError`` past its end."""
        labels = self._labels_of[name]
        if not 1 <= index <= len(labels):
            raise LabelError(f"the series of {name} labels runs from 1 to {len(labels)}, not to {index}")
        return labels[index - 1]

    def _label(self, key: str, index: int) -> str:
        """Fill the pattern under *key* with the figures and the series that it names."""
        pattern = self.words.text(key)
        series = {name: self._series(name, index) for name in fields(pattern) - {"number"}}
        return pattern.format(number=index, **series)
