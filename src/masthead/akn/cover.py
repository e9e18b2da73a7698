"""From the cover page and the metadata of a document to its facts and the lines it prints."""

from __future__ import annotations

import re
from string import ascii_lowercase
from typing import TYPE_CHECKING

from masthead.akn.alike import alike
from masthead.akn.conclusions import Conclusions
from masthead.akn.said import Cover, Facts
from masthead.akn.said import day as day_of
from masthead.akn.said import number as number_in
from masthead.akn.typed import typed
from masthead.akn.xml import UN, name, plain, within
from masthead.language import LabelError
from masthead.markup import Run
from masthead.symbol import Symbol, SymbolError

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from masthead.akn.account import Account
    from masthead.akn.marks import Marks

TYPES = {
    "resolution": "resolution",
    "decision": "decision",
    "presidentialStatement": "presidential-statement",
    "draftResolution": "draft-resolution",
}
_KINDS = {"RES": "resolution", "PRST": "presidential-statement", "DEC": "decision"}
"""Kinds of document by the nature that their symbol tells."""
_COMMITTEE = re.compile(r"#?(first|second|third|fourth|fifth|sixth)Committee")
_SYMBOL = re.compile(r"[AES]/[A-Za-z0-9./-]*[A-Za-z0-9](?: \([A-Za-z0-9. -]+\))?")
_REST = re.compile(r"[,،，]?\s*\D{0,20}?(\d{1,3})\D{0,3}")
_LANGUAGES = {
    "english": "en", "french": "fr", "spanish": "es", "russian": "ru", "arabic": "ar", "chinese": "zh",
    "anglais": "en", "français": "fr", "espagnol": "es", "russe": "ru", "arabe": "ar", "chinois": "zh",
    "inglés": "en", "francés": "fr", "español": "es", "ruso": "ru", "árabe": "ar", "chino": "zh",
}  # fmt: skip
_AUTHORITIES = {"publisher": "united_nations", "issuingBody": "organ", "subsidiaryBody": "subsidiary_organ"}
_PLAIN_LINES = {"session": "session", "docType": "decision_word"}
_FIRST_AND_LAST = 2
_CHOICES = {"layout": "layout", "footnote_policy": "footnotePolicy"}
_ORGANS = {"S": "security-council", "E": "economic-and-social-council"}


class CoverReader:
    """Reads what stands around the text of one file."""

    def __init__(self, root: Element, marks: Marks) -> None:
        self._root = root
        self._marks = marks
        self._account: Account = marks.account
        self._found = Cover()

    def read(self) -> Cover:
        """Return facts and lines; what says nothing that is known stays unplaced and is told of."""
        for cover in within(self._root, "coverPage"):
            for element in cover.iter():
                with self._found.reading(element):
                    self._element(element)
        for element in within(self._root, "docketNumber"):
            with self._found.reading(element):
                self._job(plain(element))
        Conclusions(self._root, self._marks, self._found).read()
        self._edition()
        self._statement()
        return self._found

    @property
    def _facts(self) -> Facts:
        return self._found.facts

    def _element(self, element: Element) -> None:
        """Place what one element of the cover page says."""
        refers = (element.get("refersTo") or "").removeprefix("#")
        match name(element):
            case "docAuthority" | "session" | "docType":
                self._line(element, _AUTHORITIES.get(refers) or _PLAIN_LINES.get(name(element)))
            case "docNumber" | "docStatus" | "docDate":
                self._block_at_the_right(element, refers)
            case "inline":
                self._inline(element)
            case "docTitle":
                self._title(element, refers)
            case "docProponent":
                self._proponent(element, refers)
            case "event":
                days = [day for part in within(element, "date") if (day := day_of(part))]
                if len(days) == _FIRST_AND_LAST:
                    self._facts["session_dates"] = days
                    self._account.take(element)
            case _:
                pass

    def _block_at_the_right(self, element: Element, refers: str) -> None:
        """Place symbol, distribution and date of issue."""
        if refers == "symbol":
            self._facts["symbol"] = plain(element)
            self._account.take(element)
        elif name(element) == "docStatus":
            self._facts["distribution"] = "limited" if "limited" in refers.lower() else "general"
            self._line(element, "distribution")
        elif name(element) == "docDate" and refers != "adoptionDate":
            if day := day_of(element):
                self._facts["issued"] = day
            self._line(element, "issued")

    def _inline(self, element: Element) -> None:
        match element.get("name"):
            case "agenda item":
                if items := self._agenda_items(element):
                    self._facts["agenda_item"] = items[0] if len(items) == 1 else items
                self._line(element, "agenda_item")
            case "agenda item name":
                self._text(element, "agenda_title")
            case "decision type":
                self._text(element, "category")
            case "originalLanguage":
                if code := _LANGUAGES.get(plain(element).partition(":")[2].strip().lower()):
                    self._facts["original"] = code
                self._line(element, "original")
            case "languageOfExpression":
                self._line(element, "translation")
            case _:
                pass

    def _agenda_items(self, element: Element) -> list[str]:
        """Return the items of an agenda line; an attribute that leaves a letter out is made whole by the line."""
        line, items = plain(element), _items(element.get("title") or "") or _items(plain(element))
        if len(items) != 1 or items[0].endswith(")"):
            return items
        organ = "human-rights-council" if "HRC" in str(self._facts.get("symbol")) else "general-assembly"
        for letter in ascii_lowercase:
            item = f"{items[0]} ({letter})"
            try:
                if alike(self._marks.language.agenda_items([item], organ=organ)) == alike(line):
                    return [item]
            except LabelError:
                break
        return items

    def _title(self, element: Element, refers: str) -> None:
        if refers == "resolutionNumber":
            self._line(element, "resolution_number")
            return
        adopted = next((date for date in within(element, "docDate")), None)
        meeting = next((part for part in within(element, "inline") if part.get("name") == "adoptionMeeting"), None)
        if adopted is not None and (day := day_of(adopted)):
            found = {"on": day}
            if meeting is not None and (number := number_in(meeting.get("title") or plain(meeting))):
                found["meeting"] = number
            self._facts["adopted"] = found
        self._line(element, "adoption")

    def _proponent(self, element: Element, refers: str) -> None:
        """Read the bracketed line, or who recommended a decision."""
        origin = next((part for part in within(element, "inline") if part.get("name") == "originating document"), None)
        committee = _COMMITTEE.fullmatch(refers)
        if origin is None:
            if committee:
                self._facts["committee"] = committee[1]
            self._line(element, "committee")
            return
        text = plain(origin)
        symbols = [symbol for found in _SYMBOL.findall(text) if (symbol := _symbol(found))]
        rest = _REST.fullmatch(_after_last(text, _SYMBOL))
        paragraph = {"paragraph": rest[1]} if rest else {}
        if symbols and (committee or paragraph):
            of = {"committee": committee[1]} if committee else {}
            self._facts["report"] = {**of, "symbol": symbols[0] if len(symbols) == 1 else symbols, **paragraph}
        elif symbols:
            self._facts["drafts"] = symbols
        self._line(element, "origin")

    def _edition(self) -> None:
        """Read what an author chose and no rule gives, as the export writes it."""
        for element in self._root.iter(f"{{{UN}}}edition"):
            for key, attribute in _CHOICES.items():
                if value := element.get(attribute):
                    self._facts[key] = value
            if title := element.get("runningTitle"):
                self._found.texts["running_title"] = typed([Run(title)], self._marks.language)
            if days := [_day_of_job(day) for day in (element.get("jobDates") or "").split()]:
                self._found.job_dates = days

    def _statement(self) -> None:
        """Tell the kind of document and its organ, which follow from its symbol, and the day of issue."""
        symbol = _symbol(str(self._facts.get("symbol", "")))
        self._facts["type"] = self._kind(symbol)
        self._day_of_issue()
        parts = symbol.split("/") if symbol else ["A"]
        hrc = parts[:2] == ["A", "HRC"]
        self._facts["organ"] = "human-rights-council" if hrc else _ORGANS.get(parts[0], "general-assembly")
        if symbol and (session := Symbol.parse(symbol).session):
            self._facts["session"] = session
        elif (element := next(within(self._root, "session"), None)) is not None and element.get("value"):
            self._facts["session"] = element.get("value")

    def _kind(self, symbol: str | None) -> str:
        """Return the kind of document: that of the symbol, where the file calls it another."""
        statement = next(within(self._root, "statement"), self._root)
        said = TYPES.get(statement.get("name") or "resolution", "draft-resolution")
        kind = _KINDS.get(Symbol.parse(symbol).nature or "", "draft-resolution") if symbol else said
        if kind != said:
            what = f"the file calls {symbol} a {said.replace('-', ' ')}"
            self._account.tell(statement, what, f"check it; it is imported as a {kind.replace('-', ' ')}")
        return kind

    def _day_of_issue(self) -> None:
        """Take the day of publication in the metadata where the cover page has no day of issue."""
        if "issued" in self._facts or self._facts["type"] == "decision":
            return
        dates = [date for date in within(self._root, "FRBRdate") if date.get("name") in ("publication", "adoption")]
        found = next(
            (date for date in sorted(dates, key=lambda date: date.get("name") != "publication") if day_of(date)), None
        )
        if found is not None:
            self._facts["issued"] = day_of(found)
            what = f"the cover page has no day of issue; {day_of(found)} is that of {found.get('name')}"
            self._account.tell(found, what, "check it in document.yaml")

    def _job(self, text: str) -> None:
        if found := re.match(r"(?:GE\.)?\d{2}-\d{5}", text):
            self._facts["job_number"] = found[0]

    def _line(self, element: Element, line: str | None) -> None:
        self._found.keep(element, line, self._account)

    def _text(self, element: Element, key: str) -> None:
        if text := self._marks.text(element):
            self._found.texts.setdefault(key, text)


def _day_of_job(figures: str) -> str:
    """Return the day that a print shop writes as 071118."""
    return f"20{figures[4:]}-{figures[2:4]}-{figures[:2]}"


def _items(text: str) -> list[str]:
    """Return the agenda items of a text in Latin letters: 31 (b)."""
    found = re.findall(r"([1-9]\d{0,2})(?:\s*\(?([a-z]{1,2})\))?", text)
    return [f"{number} ({letter})" if letter else number for number, letter in found]


def _symbol(text: str) -> str | None:
    try:
        return str(Symbol.parse(text))
    except SymbolError:
        return None


def _after_last(text: str, pattern: re.Pattern[str]) -> str:
    last = 0
    for found in pattern.finditer(text):
        last = found.end()
    return text[last:]
