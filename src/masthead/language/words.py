"""The printed words of one language as its data file holds them: each with its source, some with a date.

A data file is a tree. A *leaf* is a text, a mapping with ``print``, or a list of such mappings (forms that changed
with time). A list of mappings with ``find`` holds rules. Everything else is a group. ``source``, ``verified`` and
``reason`` may stand at any level and hold for all that is below, until a lower level says otherwise.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_ABOUT = frozenset({"source", "verified", "reason"})
_FORM = _ABOUT | {"print", "until"}
_RULE = _ABOUT | {"find", "replace"}


class WordDataError(ValueError):
    """A data file breaks a rule of its shape; the message names the key."""


class _UnknownError(KeyError):
    """A name that is not known; the message gives the nearest ones that are."""

    what = "name"

    def __init__(self, name: str, known: Iterable[str]) -> None:
        self.name = name
        self.known = tuple(known)
        self.nearest = tuple(difflib.get_close_matches(name, self.known, cutoff=0.4)) or self.known[:3]
        super().__init__(name)

    def __str__(self) -> str:
        return f"unknown {self.what} {self.name!r}; the nearest known: {', '.join(self.nearest)}"


class UnknownLanguageError(_UnknownError):
    """No data file has this language code."""

    what = "language"


class UnknownPhraseError(_UnknownError):
    """The language has no words under this key."""

    what = "phrase"


class Unverified(NamedTuple):
    """A printed text that no official document or manual has confirmed yet."""

    key: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Form:
    """One printed text. *until* is its last day (of issue, inclusive); a *reason* means: not verified."""

    text: str
    source: str
    reason: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """The forms of one phrase, oldest first. The last has no end."""

    key: str
    forms: tuple[Form, ...]

    def on(self, day: date | None = None) -> str:
        """Return the text printed in a document issued on *day*; without a day, the present form."""
        return next(form.text for form in self.forms if form.until is None or (day and day <= form.until))


@dataclass(frozen=True, slots=True)
class Rule:
    """A regular expression and what is printed for its match."""

    find: str
    replace: str
    source: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """All entries and rules of one language, by dotted key such as ``agenda.one``."""

    entries: Mapping[str, Entry]
    rules: Mapping[str, tuple[Rule, ...]]

    def text(self, key: str, on: date | None = None) -> str:
        """Return the text under *key* with its placeholders; raise ``UnknownPhraseError``."""
        if key not in self.entries:
            raise UnknownPhraseError(key, self.entries)
        return self.entries[key].on(on)

    def under(self, group: str) -> dict[str, str]:
        """Return the present texts of the group, keyed by the rest of their key, in the order of the file."""
        start = f"{group}."
        return {key.removeprefix(start): e.on() for key, e in self.entries.items() if key.startswith(start)}

    def unverified(self) -> Iterator[Unverified]:
        """Yield what is not verified, in the order of the file, rules last."""
        for key, entry in self.entries.items():
            yield from (Unverified(key, form.text, form.reason) for form in entry.forms if form.reason)
        for key, rules in self.rules.items():
            yield from (Unverified(key, rule.find, rule.reason) for rule in rules if rule.reason)


def read(tree: Mapping[str, Any]) -> Words:
    """Return the words of a data file's tree, whose scalars are all texts; raise ``WordDataError``."""
    entries: dict[str, Entry] = {}
    rules: dict[str, tuple[Rule, ...]] = {}
    for key, leaf, about in _leaves(tree, "", {}):
        if all("find" in item for item in leaf):
            rules[key] = tuple(_rule(key, {**about, **item}) for item in leaf)
        else:
            entries[key] = _entry(key, [{**about, **item} for item in leaf])
    return Words(entries, rules)


def _leaves(
    node: Any,  # noqa: ANN401 - a YAML node: text, list or mapping
    key: str,
    about: Mapping[str, str],
) -> Iterator[tuple[str, list[dict[str, str]], Mapping[str, str]]]:
    """Yield every leaf as (key, forms or rules, what its groups say about it)."""
    if isinstance(node, str):
        yield key, [{"print": node}], about
    elif isinstance(node, list):
        yield key, node, about
    elif "print" in node:
        yield key, [node], about
    else:
        about = {**about, **{name: node[name] for name in _ABOUT & node.keys()}}
        for name in (name for name in node if name not in _ABOUT):
            yield from _leaves(node[name], f"{key}.{name}" if key else name, about)


def _entry(key: str, items: list[dict[str, str]]) -> Entry:
    """Build the entry; its dates must rise and its last form must have none."""
    forms = tuple(_form(key, item) for item in items)
    ends = [form.until for form in forms if form.until]
    if len(ends) != len(forms) - 1 or forms[-1].until or ends != sorted(set(ends)):
        raise WordDataError(f"{key}: forms stand oldest first, each but the last with its own 'until'")
    return Entry(key, forms)


def _form(key: str, item: dict[str, str]) -> Form:
    """Build one form of an entry."""
    source, reason = _origin(key, item, _FORM)
    until = date.fromisoformat(item["until"]) if "until" in item else None
    return Form(item["print"], source, reason, until)


def _rule(key: str, item: dict[str, str]) -> Rule:
    """Build one rule; a rule without ``replace`` only marks."""
    source, reason = _origin(key, item, _RULE)
    return Rule(item["find"], item.get("replace", ""), source, reason)


def _origin(key: str, item: dict[str, str], allowed: frozenset[str]) -> tuple[str, str]:
    """Return source and reason; refuse unknown names, a missing source, doubt without a reason."""
    if stray := item.keys() - allowed:
        raise WordDataError(f"{key}: unknown {', '.join(sorted(stray))}")
    if not item.get("source"):
        raise WordDataError(f"{key}: every word carries its source")
    doubted = item.get("verified", "true") == "false"
    if doubted and not item.get("reason"):
        raise WordDataError(f"{key}: what is not verified says why")
    return item["source"], item["reason"] if doubted else ""
