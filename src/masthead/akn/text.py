"""From one Akoma Ntoso file to the text of a document in one language, under the keys of the model."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

from masthead.akn.body import Body
from masthead.akn.xml import child, children, name, plain, within
from masthead.language import LabelError
from masthead.problem import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from masthead.akn.account import Account
    from masthead.akn.body import Block
    from masthead.akn.marks import Marks
    from masthead.akn.said import Cover

Text = dict[str, object]
"""The text as it stands in the file of a language."""

_NUMBER = re.compile(r"\s*(?:[SE]+-)?\d+/\d+\.?\s*")
_LONGEST_LINE = 40
"""Characters of a line that may be the one over an annex."""
_BODIES = ("mainBody", "body", "debateBody")


class TextReader:
    """Reads the text column of one file.

    Args:
        root: the root of the file.
        marks: the marked texts of the file.
        cover: what the cover page said; lines that are printed otherwise than derived are added to it.
    """

    def __init__(self, root: Element, marks: Marks, cover: Cover) -> None:
        self._root = root
        self._marks = marks
        self._account: Account = marks.account
        self._cover = cover
        self._body = Body(marks)

    def read(self) -> Text:
        """Return the text, its keys in the order of the model."""
        text: Text = {}
        statements = list(within(self._root, "statement")) or [self._root]
        preface = child(self._collection(), "preface")
        if preface is not None:
            text |= self._preface(preface)
        parts = [self._part(statement) for statement in statements]
        if len(parts) > 1:
            text["parts"] = parts
        else:
            text |= {key: value for key, value in parts[0].items() if key not in text}
        annexes = [annex for doc in within(self._root, "doc") for annex in self._annexes(doc)]
        return text | ({"annexes": annexes} if annexes else {})

    def _collection(self) -> Element:
        return next(within(self._root, "documentCollection"), self._root)

    @property
    def _type(self) -> str:
        return str(self._cover.facts.get("type"))

    def _part(self, statement: Element) -> Text:
        """Return preface, preamble and operative part or body of a statement, wherever in it they stand."""
        part: Text = {}
        for element in children(statement):
            match name(element):
                case "preface":
                    part |= self._preface(element)
                case "preamble":
                    part["preamble"] = [*_list(part, "preamble"), *self._preamble(element)]
                case kind if kind in _BODIES:
                    key = "operative" if self._type in ("resolution", "draft-resolution") else "body"
                    part[key] = [*_list(part, key), *self._main(element, key)]
                case _:
                    pass
        order = ("title", "sponsors", "preamble", "operative", "body")
        return {key: part[key] for key in order if part.get(key)}

    def _main(self, element: Element, key: str) -> list[Block]:
        if key == "operative":
            return self._body.operative(element)
        blocks = self._body.unnumbered(element)
        return _quoted(blocks) if self._type == "presidential-statement" else blocks

    def _preface(self, preface: Element) -> Text:
        """Return the title, or the sponsors; the number before it is derived and kept where it is another."""
        found: Text = {}
        for element in within(preface, "docNumber", "docTitle"):
            if name(element) == "docNumber":
                if text := plain(element):
                    key = "letter" if re.fullmatch("[A-Z]", text) else "number"
                    self._cover.lines.setdefault(key, text)
                    self._account.take(element)
                continue
            typed = self._marks.text(element, keep_bold=False)
            if number := _NUMBER.match(typed) if "number" not in self._cover.lines else None:
                self._cover.lines["number"] = number[0].strip()
                typed = typed[number.end() :]
            if not typed:
                continue
            if self._type == "presidential-statement":
                self._cover.lines["statement"] = typed
            elif self._type == "draft-resolution" and element.get("refersTo") != "#resolutionTitle":
                found["sponsors"] = self._sponsors(typed)
            else:
                found["title"] = f"{found['title']} {typed}" if "title" in found else typed
        return found

    def _sponsors(self, typed: str) -> str:
        """Return the sponsors without the words that are derived behind them, notes and marks aside."""
        after = self._marks.language.draft_line[1]
        bare = re.sub(r"(\[\^[^\]]*\])|(?<!\\)\*", lambda found: found[1] or "", typed)
        end = re.sub(r"[*\s]", "", after)
        for cut in range(len(bare) - 1, 0, -1):
            rest = bare[cut:]
            if re.sub(r"\s|\[\^[^\]]*\]", "", rest) == end:
                self._account.derived(rest)
                return (bare[:cut] + "".join(re.findall(r"\[\^[^\]]*\]", rest))).strip()
        what = f"the line of the sponsors, {quoted(bare)}, does not end in {quoted(end)}"
        self._account.tell(self._root, what, "check it; the words are printed behind it")
        return bare

    def _preamble(self, preamble: Element) -> list[Block]:
        formula = child(preamble, "formula")
        if formula is not None:
            self._cover.lines["formula"] = plain(formula)
            self._account.take(formula)
        return [block for block in self._body.unnumbered(_without(preamble, formula), opening=True) if block]

    def _annexes(self, doc: Element) -> Iterator[Text]:
        """Give the annexes of an attachment; a line such as "Annex II" starts another."""
        bodies = [element for element in children(doc) if name(element) in (*_BODIES, "preface")]
        blocks = [block for element in bodies for block in self._body.unfinished(element)]
        for group in _groups(blocks, self._annex_lines()):
            yield self._annex(group)

    def _annex(self, blocks: list[dict[str, object]]) -> Text:
        """Return an annex: its line where it is one, its title, its blocks."""
        annex: Text = {}
        lines = self._annex_lines()
        if blocks and (line := _heading(blocks[0])) and _alike(line) in lines:
            annex["_line"] = line
            blocks = blocks[1:]
            if len(blocks) > 1 and (title := _heading(blocks[0])):
                annex["title"] = title
                blocks = blocks[1:]
        body, numbered = self._body.annex(blocks)
        return annex | ({"numbered": "true"} if numbered else {}) | {"body": body}

    def _annex_lines(self) -> set[str]:
        """Return the lines that stand over an annex in the language, as far as it counts."""
        language = self._marks.language
        lines = {_alike(language.annex())}
        for number in count(1):
            try:
                lines.add(_alike(language.annex(number, number + 1)))
            except LabelError:
                return lines
        return lines


def _without(element: Element, unwanted: Element | None) -> Element:
    """Return *element* after taking *unwanted* out of it; its text has been placed."""
    if unwanted is not None:
        before, tail = unwanted.getprevious(), unwanted.tail or ""  # remove() would take the tail along
        if before is None:
            element.text = (element.text or "") + tail
        else:
            before.tail = (before.tail or "") + tail
        element.remove(unwanted)
    return element


def _list(part: Text, key: str) -> list[object]:
    found = part.get(key, [])
    return found if isinstance(found, list) else []


def _heading(block: dict[str, object]) -> str | None:
    """Return the text of a heading, or of a paragraph that is short or bold as a whole."""
    heading, text = block.get("heading"), block.get("text")
    if isinstance(heading, str):
        return heading if "number" not in block else None
    if not isinstance(text, str) or block.get("_label") or "points" in block:
        return None
    whole = re.fullmatch(r"\*\*((?:[^*]|\\\*)+)\*\*", text)
    return whole[1] if whole else (text if len(text) < _LONGEST_LINE else None)


def _groups(blocks: list[dict[str, object]], lines: set[str]) -> Iterator[list[dict[str, object]]]:
    """Part *blocks* before each line of an annex."""
    group: list[dict[str, object]] = []
    for block in blocks:
        line = _heading(block)
        if group and line and _alike(line) in lines:
            yield group
            group = []
        group.append(block)
    if group:
        yield group


def _quoted(blocks: list[Block]) -> list[Block]:
    """Put the paragraphs of a statement that start with a quotation mark into a quotation."""
    quoted: list[Block] = []
    for block in blocks:
        typed = block if isinstance(block, str) else block.get("text")
        last = quoted[-1] if quoted else None
        if isinstance(typed, str) and typed.lstrip("*").startswith(('"', "“", "«", "”")):
            if isinstance(last, dict) and isinstance(inner := last.get("quotation"), list):
                inner.append(block)
            else:
                quoted.append({"quotation": [block]})
        else:
            quoted.append(block)
    return quoted


def _alike(line: str) -> str:
    return re.sub(r"[\s*]", "", line).casefold()
