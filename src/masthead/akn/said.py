"""What stands around the text of a file: facts, typed texts, and derived lines as they are printed."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from masthead.akn.xml import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from masthead.akn.account import Account

Facts = dict[str, object]
"""Facts as they stand in document.yaml: texts, lists of texts, mappings."""

_DATE = re.compile(r"(?!0001)\d{4}-\d{2}-\d{2}")


@dataclass
class Cover:
    """What the masthead of a file says: facts, typed texts, and derived lines as they are printed."""

    facts: Facts = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    votes: dict[str, str] = field(default_factory=dict)
    job_dates: list[str] = field(default_factory=list)
    lines: dict[str, str] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    """The line of the file that each fact was read from."""

    @contextmanager
    def reading(self, element: Element) -> Iterator[None]:
        """Note *element* as the place of every fact that is read meanwhile."""
        before = dict(self.facts)
        yield
        for key, value in self.facts.items():
            if key not in before or before[key] != value:
                self.places[key] = element.sourceline or 0

    def keep(self, element: Element, line: str | None, account: Account) -> None:
        """Keep a derived line as the file prints it, unless there is another of its name."""
        if line and (text := plain(element)) and self.lines.get(line, text) == text:
            self.lines[line] = text
            account.take(element)


def day(element: Element) -> str | None:
    """Return the date of an element; files have 0001-01-01 where it is not known."""
    date = element.get("date") or ""
    return date if _DATE.fullmatch(date) else None


def number(text: str) -> str | None:
    """Return the first number in a text."""
    found = re.search(r"[1-9]\d{0,5}", text)
    return found[0] if found else None
