"""From the inline elements of a paragraph to a text with marks, typed as a careful author types it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING

from masthead import markup
from masthead.akn.typed import typed
from masthead.akn.xml import UN, child, children, name
from masthead.markup import Call, Run
from masthead.problem import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lxml.etree import _Element as Element

    from masthead.akn.account import Account
    from masthead.language import Language

_OUR_LINKS = re.compile(r"https?://(?:docs\.un\.org|undocs\.org|www\.undocs\.org)/", re.IGNORECASE)
"""Links to documents: a symbol becomes one by itself, and the number of a resolution needs none."""
_SPACES = re.compile("[ \t\r\n]+")
_KEY = re.compile(r"[^\[\]\s^]{1,80}")
_EMPTY_MARK = re.compile(r"^\^?\(\)\^?\s*")
"""Parentheses of the number before a note, without the number: Arabic files have them."""


@dataclass(frozen=True)
class _Style:
    italic: bool = False
    bold: bool = False
    raised: bool = False
    address: str | None = None
    language: str | None = None


class Marks:
    """Reads the texts of one file; the notes that they call are kept in the order of the calls.

    Args:
        account: the account of the file.
        language: the language whose typographic rules give printed characters back.
    """

    def __init__(self, account: Account, language: Language) -> None:
        self.account = account
        self.language = language
        self.notes: dict[str, list[str]] = {}
        self.in_table = False
        self._in_note = False
        self._of_table: dict[str, str] = {}
        self._keys: dict[str, str] = {}

    def text(self, *elements: Element, opening: bool = False, keep_bold: bool = True) -> str:
        """Return the marked text of *elements*, one after the other.

        *opening* words are marked as such, whatever their style in the language; without *keep_bold* a text that is
        bold as a whole, as titles are, is not marked.
        """
        parts = [part for element in elements for part in (*self._parts(element, _Style()), Run(" "))]
        parts = list(_trimmed(_joined(_folded(_bare_calls(parts)))))
        if not keep_bold and all(part.bold for part in parts if isinstance(part, Run) and part.text.strip()):
            parts = [replace(part, bold=False) if isinstance(part, Run) else part for part in parts]
        if opening and parts and isinstance(parts[0], Run) and (parts[0].italic or parts[0].bold):
            parts[0] = replace(parts[0], italic=True, bold=False)
        text = typed(parts, self.language)
        self.account.read(elements[0], text)
        return text

    def _parts(self, element: Element, style: _Style) -> Iterator[Run | Call]:
        """Give what *element* holds, in order."""
        yield _run(self.account.text(element), style)
        for inner in element:
            if name(inner) == "authorialNote":
                yield from self._within_note(inner) if self._in_note else [self._note(inner)]
            elif name(inner) == "noteRef":
                yield from self._again(inner)
            elif name(inner) == "img":
                self._picture(inner)
            elif name(inner) == "eol":
                yield Run(" ")
            elif name(inner):
                yield from self._parts(inner, _styled(inner, style, self.language.code))
            yield _run(self.account.tail(inner), style)

    def _note(self, element: Element) -> Call:
        """Read a note; it is called by its number in the file, or the next that is free."""
        of_table = self.in_table and element.get(f"{{{UN}}}table") is not None
        key = self._key(element, self._of_table if of_table else self.notes)
        if not of_table:
            self.notes[key] = []
        self._keys[element.get("eId") or ""] = key
        paragraphs = list(children(element)) if child(element, "p") is not None else []
        self._in_note = True
        texts = [self.text(paragraph) for paragraph in paragraphs or [element]]
        self._in_note = False
        texts = [_EMPTY_MARK.sub("", text) for text in texts[:1]] + texts[1:]
        texts = [text for text in texts if text] or ["\u2014"]
        if of_table:
            self._of_table[key] = " ".join(texts)
            return Call(key)
        return Call(self._printed_again(element, key, texts) or self._new(key, texts))

    def _new(self, key: str, texts: list[str]) -> str:
        self.notes[key] = texts
        return key

    def _printed_again(self, element: Element, key: str, texts: list[str]) -> str | None:
        """Return the key of the note that is printed again here, as a note that is called twice may be."""
        kept = element.get(f"{{{UN}}}key") or ""
        if kept == key or self.notes.get(kept) != texts:
            return None
        del self.notes[key]
        for text in texts:
            self.account.derived(text)
        return kept

    def _within_note(self, element: Element) -> Iterator[Run | Call]:
        """Give a note within a note in brackets: a note calls no other."""
        self.account.tell(element, "a note stands within a note", "check it; its words stand in brackets there")
        yield from (Run(" ("), *self._parts(element, _Style()), Run(")"))

    def _key(self, element: Element, taken: Mapping[str, object]) -> str:
        """Return the key that the export kept, the asterisks of the mark, or the next number that is free."""
        mark = (element.get("marker") or "").strip()
        kept = element.get(f"{{{UN}}}key") or (mark if taken is self._of_table or not mark.strip("*") else "")
        if _KEY.fullmatch(kept) and kept not in taken:
            return kept
        return next(str(n) for n in count(len(taken) + 1) if str(n) not in taken)

    def _picture(self, element: Element) -> None:
        """Tell of a picture among words; a document has pictures between its paragraphs only."""
        if source := element.get("src"):
            what = f"the picture {quoted(source)} among the words of a paragraph could not be placed"
            self.account.tell(element, what, "bring it in by hand as a figure")

    def _again(self, element: Element) -> Iterator[Call]:
        """Call a note again; what leads to no note before it is told of."""
        key = self._keys.get((element.get("href") or "").removeprefix("#"))
        if key is not None:
            yield Call(key)
            return
        what = f"noteRef leads to {quoted(element.get('href') or 'nothing')}, and no note before it has that eId"
        self.account.tell(element, what, "call the note by hand; the call was left out")

    def notes_of_table(self) -> dict[str, str]:
        """Return the notes that stand under the table which has just been read."""
        notes, self._of_table = self._of_table, {}
        return notes


def _bare_calls(parts: list[Run | Call]) -> list[Run | Call]:
    """Take away the raised parentheses around a call: they are the form of the mark."""
    parts = [part for part in parts if isinstance(part, Call) or part.text]
    bare = list(parts)
    for n, part in enumerate(parts):
        if not isinstance(part, Call):
            continue
        around = [at for at in (n - 1, n + 1) if 0 <= at < len(parts)]
        for at, sign in zip((n - 1, n + 1), "()", strict=True):
            run = bare[at] if at in around else None
            if isinstance(run, Run) and run.raised and run.text.strip() == sign:
                bare[at] = replace(run, text="")
    return bare


def _styled(element: Element, style: _Style, own: str) -> _Style:
    """Return *style* as *element* changes it, in a text in the language *own*. A link goes before a language."""
    words = (element.get("class") or "").split()
    match name(element):
        case "i":
            return replace(style, italic=True)
        case "b":
            return replace(style, bold=True)
        case "sup":
            return replace(style, raised=True)
        case "a":
            address = element.get("href") or ""
            ours = _OUR_LINKS.match(address) or not markup.leads_out(address)
            return style if ours else replace(style, address=address, language=None)
        case _:
            language = element.get("{http://www.w3.org/XML/1998/namespace}lang", "")
            if markup.is_language(language) and not style.address:
                style = replace(style, language=None if language.partition("-")[0].lower() == own else language)
            return replace(style, italic=style.italic or "italic" in words, bold=style.bold or "bold" in words)


def _run(text: str, style: _Style) -> Run:
    return Run(text, style.italic, style.bold, style.raised, style.address, style.language)


def _folded(parts: Iterable[Run | Call]) -> Iterator[Run | Call]:
    """Fold line ends, tabs and spaces to single spaces; drop what is empty."""
    for part in parts:
        if isinstance(part, Call):
            yield part
        elif text := _SPACES.sub(
            " ", unicodedata.normalize("NFC", part.text).replace("\u00ad", "").replace("\ufeff", "")
        ):
            yield replace(part, text=text)


def _joined(parts: Iterable[Run | Call], *, styled_spaces: bool = True) -> list[Run | Call]:
    """Join runs of one style, two spaces to one; with *styled_spaces* a space takes the style before it."""
    joined: list[Run | Call] = []
    for part in parts:
        last = joined[-1] if joined else None
        if isinstance(part, Run) and isinstance(last, Run):
            doubled = last.text.endswith(" ") and part.text.startswith(" ")
            text = part.text[1:] if doubled else part.text
            if part.style == last.style or (styled_spaces and not text.strip(" ")):
                joined[-1] = replace(last, text=last.text + text)
            elif text:
                joined.append(replace(part, text=text))
        elif not isinstance(part, Run) or part.text:
            joined.append(part)
    return joined


def _trimmed(parts: list[Run | Call]) -> Iterator[Run | Call]:
    """Move spaces out of the ends of styled runs, and brackets that letters follow; drop spaces at the text's ends."""
    loose: list[Run | Call] = []
    for n, part in enumerate(parts):
        if isinstance(part, Call) or part.style == Run("").style:
            loose.append(part)
            continue
        after = parts[n + 1] if n + 1 < len(parts) else None
        letters = isinstance(after, Run) and after.text[:1].isalnum()
        start, core, end = _core(part.text, "([«“" if letters else "")
        loose += [Run(start), replace(part, text=core), Run(end)]
    merged = _joined((part for part in loose if not isinstance(part, Run) or part.text), styled_spaces=False)
    while merged and isinstance(merged[0], Run) and not merged[0].text.strip(" "):
        merged.pop(0)
    while merged and isinstance(merged[-1], Run) and not merged[-1].text.strip(" "):
        merged.pop()
    for n, part in enumerate(merged):
        if isinstance(part, Run):
            text = part.text.lstrip(" ") if n == 0 else part.text
            yield replace(part, text=text.rstrip(" ") if n == len(merged) - 1 else text)
        else:
            yield part


def _core(text: str, outside: str) -> tuple[str, str, str]:
    """Divide *text* into spaces, what is styled, and spaces and signs that stay *outside*."""
    core = text.lstrip(" ")
    start = text[: len(text) - len(core)]
    bare = core.rstrip(f" {outside}")
    return start, bare, core[len(bare) :]
