"""One Akoma Ntoso file, read: its symbol and language, its facts, its text, and what was faulty in it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from masthead.akn import xml
from masthead.akn.account import Account
from masthead.akn.cover import CoverReader
from masthead.akn.marks import Marks
from masthead.akn.text import TextReader
from masthead.characters import allowed, forbidden
from masthead.language import codes, language
from masthead.problem import MastheadError, Place, Problem, quoted
from masthead.symbol import Symbol, SymbolError

if TYPE_CHECKING:
    from pathlib import Path

    from lxml.etree import _Element as Element

    from masthead.akn.said import Cover
    from masthead.language import Language

ISO = {"eng": "en", "fra": "fr", "fre": "fr", "spa": "es", "rus": "ru", "ara": "ar", "zho": "zh", "chi": "zh"}
"""Codes of ISO 639-2 that FRBRlanguage has, by those of this program."""
_IN_NAME = re.compile(r"[._-](ar|en|es|fr|ru|zh)(?:\.akn)?\.xml$")
_UNSEEN = re.compile("[\u00ad\ufeff]")
"""Soft hyphens and byte order marks, which files have and nobody misses."""
_LINE_ENDS = re.compile("[\u2028\u2029]")
_SCRIPTS = {
    "ar": re.compile("[\u0600-\u06ff]"),
    "zh": re.compile("[\u4e00-\u9fff]"),
    "ru": re.compile("[\u0400-\u04ff]"),
}


@dataclass
class Imported:
    """What one file holds."""

    file: Path
    symbol: str
    language: Language
    cover: Cover
    text: dict[str, object]
    notes: dict[str, list[str]]
    problems: list[Problem] = field(default_factory=list)


def read(file: Path) -> Imported:
    """Read one file.

    Raises:
        MastheadError: it is not well formed, or has no symbol or language.
    """
    root = xml.read(file)
    account = Account(file, root)
    _leave_out_forbidden(root, account)
    tongue = _language(file, root, account)
    marks = Marks(account, tongue)
    cover = CoverReader(root, marks).read()
    text = TextReader(root, marks, cover).read()
    symbol = str(cover.facts.get("symbol") or "")
    try:
        Symbol.parse(symbol)
    except SymbolError as error:
        raise MastheadError([Problem(Place(str(file), 1), error.what or "there is no symbol", error.todo)]) from None
    account.tell_of_remainder()
    _drop_uncalled(marks.notes, [text, cover.texts, cover.votes, cover.lines])
    account.tell_of_lost(text, marks.notes, cover.texts, cover.votes, cover.lines)
    _tell_of_faults(root, account)
    return Imported(file, symbol, tongue, cover, text, marks.notes, account.problems)


def _leave_out_forbidden(root: Element, account: Account) -> None:
    """Leave out characters that cannot stand in a document, and tell of those that are no mere hyphen or mark."""
    for element in root.iter():
        for part in ("text", "tail"):
            text = getattr(element, part) or ""
            if not any(forbidden(text)):
                continue
            setattr(element, part, allowed(_LINE_ENDS.sub(" ", text)))
            if found := next(forbidden(_UNSEEN.sub("", text)), None):
                account.tell(element, found[1], "it was left out")


def _language(file: Path, root: Element, account: Account) -> Language:
    """Return the language that the file says it is in, unless its script says otherwise."""
    said = next((e for e in xml.within(root, "FRBRlanguage")), None)
    code = ISO.get((said.get("language") or "").lower()) if said is not None else None
    if code is None and (found := _IN_NAME.search(file.name)):
        code = found[1]
    script = _script(root)
    if script and code != script and code in codes():
        what = f"the file says that it is in {language(code).name}, and its text is in {language(script).name}"
        account.tell(said if said is not None else root, what, f"check it; it is imported as {script}")
        code = script
    code = code or script
    if code not in codes():
        what = f"the language {quoted(code or 'of the file')} is not known"
        raise MastheadError([Problem(Place(str(file), 1), what, f"FRBRlanguage names one of {', '.join(ISO)}")])
    return language(code)


def _script(root: Element) -> str | None:
    """Return the language of the script that most of the text is in; None for Latin."""
    text = "".join("".join(body.itertext()) for body in xml.within(root, "mainBody", "preamble"))
    letters = sum(character.isalpha() for character in text)
    counts = {code: len(pattern.findall(text)) for code, pattern in _SCRIPTS.items()}
    best = max(counts, key=lambda code: counts[code])
    return best if letters and counts[best] > letters / 2 else None


def _drop_uncalled(notes: dict[str, list[str]], texts: object) -> None:
    """Drop notes whose call had no place, so that they are told of as that place is."""
    said = json.dumps(texts, ensure_ascii=False)
    for key in [key for key in notes if f"[^{key}]" not in said]:
        del notes[key]


def _tell_of_faults(root: Element, account: Account) -> None:
    """Tell of what the file has in the wrong place or leaves out, though nothing is lost by it."""
    for date in xml.within(root, "FRBRdate", "docDate"):
        if (date.get("date") or "").startswith("0001"):
            account.tell(date, "the date is 0001-01-01", "it was left out")
            break
    for statement in xml.within(root, "statement"):
        names = [xml.name(element) for element in xml.children(statement)]
        if "preamble" in names and "mainBody" in names and names.index("preamble") > names.index("mainBody"):
            account.tell(statement, "the preamble stands behind the main body", "it was put before it")
