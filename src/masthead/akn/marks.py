"""From the inline elements of a paragraph to a text with marks, typed as a careful author types it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from masthead import markup
from masthead.akn.xml import child, children, name
from masthead.citation import linked
from masthead.markup import Call, Run
from masthead.typography import set_type

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lxml.etree import _Element as Element

    from masthead.akn.account import Account
    from masthead.language import Language

_OUR_LINKS = re.compile(r"https?://(?:docs\.un\.org|undocs\.org|www\.undocs\.org)/", re.IGNORECASE)
"""Links to documents: a symbol becomes one by itself, and the number of a resolution needs none."""
_SPACES = re.compile("[ \t\r\n]+")
_EMPTY_MARK = re.compile(r"^\^?\(\)\^?\s*")
"""Parentheses of the number before a note, without the number: Arabic files have them."""
_MARKS = re.compile(r"[\\*^\[\]]")


@dataclass(frozen=True)
class _Style:
    italic: bool = False
    bold: bool = False
    raised: bool = False
    address: str | None = None


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
        return self._typed(parts)

    def _parts(self, element: Element, style: _Style) -> Iterator[Run | Call]:
        """Give what *element* holds, in order."""
        yield _run(self.account.text(element), style)
        for inner in element:
            if name(inner) == "authorialNote":
                yield self._note(inner)
            elif name(inner) == "eol":
                yield Run(" ")
            elif name(inner):
                yield from self._parts(inner, _styled(inner, style))
            yield _run(self.account.tail(inner), style)

    def _note(self, element: Element) -> Call:
        """Read a note; it is called by its number in the file, or the next that is free."""
        key = str(len(self.notes) + 1)
        mark = (element.get("marker") or "").strip()
        if mark and not mark.strip("*"):
            key = mark
        self.notes.setdefault(key, [])
        paragraphs = list(children(element)) if child(element, "p") is not None else []
        texts = [self.text(paragraph) for paragraph in paragraphs] if paragraphs else [self.text(element)]
        texts = [_EMPTY_MARK.sub("", text) for text in texts[:1]] + texts[1:]
        self.notes[key] = [text for text in texts if text] or ["\u2014"]
        return Call(key)

    def _typed(self, parts: list[Run | Call]) -> str:
        """Return *parts* as typed: with plain quotes and spaces where the language gives the printed ones back.

        Where its habit of spacing is another than that of the file, the habit wins; other characters never change.
        Italics and bold that marks cannot say, such as of half a word beside a bracket, are given up.
        """
        typed = self._once(parts)
        for _ in range(3):
            again = self._once(list(self._printed(typed)))
            if again == typed:
                break
            typed = again
        return typed

    def _once(self, parts: list[Run | Call]) -> str:
        """Return *parts* as typed, before it is known whether that types the printed text the same."""
        for styled in (parts, [*parts[:1], *map(_unstyled, parts[1:])], list(map(_unstyled, parts))):
            candidates = [[_with_text(part, change) for part in styled] for change in (_plain, _plain_quotes, str)]
            for equal in (_characters, _squeezed):
                for candidate in map(_written, candidates):
                    if equal(self._printed(candidate)) == equal(styled):
                        return candidate
        return _written(list(map(_unstyled, parts)))

    def _printed(self, typed: str) -> Iterable[Run | Call]:
        try:
            return linked(set_type(markup.parse(typed), self.language.typography), self.language.code)
        except markup.AddressError:
            return ()


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


def _styled(element: Element, style: _Style) -> _Style:
    """Return *style* as *element* changes it."""
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
            return style if ours else replace(style, address=address)
        case _:
            return replace(style, italic=style.italic or "italic" in words, bold=style.bold or "bold" in words)


def _run(text: str, style: _Style) -> Run:
    return Run(text, style.italic, style.bold, style.raised, style.address)


def _folded(parts: Iterable[Run | Call]) -> Iterator[Run | Call]:
    """Fold line ends, tabs and spaces to single spaces; drop what is empty."""
    for part in parts:
        if isinstance(part, Call):
            yield part
        elif text := _SPACES.sub(
            " ", unicodedata.normalize("NFC", part.text).replace("\u00ad", "").replace("\ufeff", "")
        ):
            yield replace(part, text=text)


def _unstyled(part: Run | Call) -> Run | Call:
    return replace(part, italic=False, bold=False) if isinstance(part, Run) else part


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


def _with_text(part: Run | Call, change: Callable[[str], str]) -> Run | Call:
    return replace(part, text=change(part.text)) if isinstance(part, Run) else part


def _plain_quotes(text: str) -> str:
    """Return *text* with the quotation marks and apostrophes of a keyboard."""
    for printed, typed in (("\u2019", "'"), ("\u2018", "'"), ("\u201c", '"'), ("\u201d", '"')):
        text = text.replace(printed, typed)
    return re.sub("«[ \u00a0\u202f]?", '"', re.sub("[ \u00a0\u202f]?»", '"', text))


def _plain(text: str) -> str:
    """Return *text* with the quotes, apostrophes and spaces of a keyboard."""
    return _SPACES.sub(" ", _plain_quotes(text).replace("\u00a0", " ").replace("\u202f", " "))


def _written(parts: Iterable[Run | Call]) -> str:
    """Return *parts* with their marks."""
    return "".join(f"[^{part.key}]" if isinstance(part, Call) else _marked(part) for part in parts)


def _marked(run: Run) -> str:
    text = _MARKS.sub(r"\\\g<0>", run.text)
    if run.raised:
        text = "".join(f"^{word}^" if word.strip() else word for word in re.split("([ \u00a0\u202f]+)", text))
    if run.address:
        text = f"[{text}]({run.address.replace(')', '%29').replace('(', '%28')})"
    stars = "*" * (run.italic + 2 * run.bold)
    return f"{stars}{text}{stars}" if text.strip() else text


def _characters(parts: Iterable[Run | Call]) -> list[object]:
    """Return each printed character with its style, and each call: what must come back."""
    return [
        item
        for part in parts
        for item in (
            [part]
            if isinstance(part, Call)
            else [(character, part.italic, part.bold) for character in _one_kind(part.text)]
        )
    ]


def _one_kind(text: str) -> str:
    """Return *text* with one kind of no-break space, whose width is the habit of the language."""
    return text.replace("\u202f", "\u00a0")


def _squeezed(parts: Iterable[Run | Call]) -> list[object]:
    """Return the characters without spaces."""
    return [item for item in _characters(parts) if not isinstance(item, tuple) or not str(item[0]).isspace()]
