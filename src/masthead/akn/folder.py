"""All languages of one symbol, put into one folder: facts once, a text for each language."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, get_args

from pydantic import ValidationError

from masthead.akn.alike import alike
from masthead.akn.typed import typed
from masthead.document.furniture import Heads, furnish
from masthead.document.model import Facts, Line, Text
from masthead.document.numbering import NONE
from masthead.markup import Run, plain
from masthead.problem import Place, Problem, Severity, quoted
from masthead.symbol import Symbol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from masthead.akn.file import Imported

_LINES: tuple[str, ...] = get_args(Line)
_OF_THE_TEXT = ("number", "formula", "meeting", "adopted", "vote", "statement")
"""Lines of the text column: where the file has none, none is printed."""


def name(symbol: str) -> str:
    """Return the name of the folder of *symbol*: A-RES-78-255, S-RES-2728-2024."""
    return re.sub(r"[^\w.]+", "-", str(Symbol.parse(symbol))).strip("-")


class Folder:
    """The documents of one symbol. What their languages contradict each other in is told, not averaged."""

    def __init__(self, files: Sequence[Imported]) -> None:
        self.files = sorted(files, key=lambda imported: imported.language.code)
        self.problems: list[Problem] = []
        self._tell_of_twins()
        self.facts = self._reconciled()

    @property
    def name(self) -> str:
        """The name of the folder."""
        return name(self.files[0].symbol)

    def data(self) -> Iterator[tuple[str, dict[str, object]]]:
        """Give the name and the data of each file: the facts, then the texts."""
        order = list(Facts.model_fields)
        yield "document.yaml", {key: self.facts[key] for key in order if key in self.facts}
        for imported in self.files:
            yield f"{imported.language.code}.yaml", self._text(imported)

    def _tell_of_twins(self) -> None:
        """Keep one file a language."""
        kept: dict[str, Imported] = {}
        for imported in self.files:
            code = imported.language.code
            if code in kept:
                what = f"{imported.symbol} in {imported.language.name} is in {kept[code].file.name} as well"
                todo = "import it alone; this file was left out"
                self.problems.append(Problem(Place(str(imported.file), 1), what, todo))
            else:
                kept[code] = imported
        self.files = list(kept.values())

    def _reconciled(self) -> dict[str, object]:
        """Return each fact as most files have it."""
        facts: dict[str, object] = {}
        for key in Facts.model_fields:
            given = [(imported, imported.cover.facts[key]) for imported in self.files if key in imported.cover.facts]
            given = [(imported, value) for imported, value in given if self._valid(imported, key, value)]
            if not given:
                continue
            counts = Counter(repr(value) for _, value in given)
            keeper, kept = max(given, key=lambda item: (counts[repr(item[1])], _fullness(item[1])))
            facts[key] = _whole(kept, [value for _, value in given])
            for imported, value in given:
                if _contradicts(value, facts[key]):
                    self._tell(imported, keeper, key, value, kept)
        return facts

    def _valid(self, imported: Imported, key: str, value: object) -> bool:
        """Say whether a value can be a fact; tell of it where it cannot."""
        field = Facts.model_fields[key]
        probe: dict[str, object] = {"type": "resolution", "symbol": imported.symbol, "organ": "general-assembly"}
        try:
            Facts.model_validate({**probe, key: value})
        except ValidationError:
            what = f"{key.replace('_', ' ')} {quoted(_said(value))} cannot be read ({_short(field.description)})"
            self._warn(imported, key, what, "add it to document.yaml by hand")
            return False
        return True

    def _tell(self, imported: Imported, keeper: Imported, key: str, value: object, kept: object) -> None:
        other = f"{keeper.file.name}:{keeper.cover.places.get(key, 1)}"
        what = f"{key.replace('_', ' ')} is {quoted(_said(value))} here and {quoted(_said(kept))} in {other}"
        self._warn(imported, key, what, "check it; the other one was taken")

    def _warn(self, imported: Imported, key: str, what: str, todo: str) -> None:
        """Note what is wrong with a fact, at the line that it was read from."""
        place = Place(str(imported.file), imported.cover.places.get(key, 1))
        self.problems.append(Problem(place, what, todo, severity=Severity.WARNING))

    def _text(self, imported: Imported) -> dict[str, object]:
        """Return a text in the order of the model, with the lines that it prints otherwise than they are derived."""
        cover = imported.cover
        text: dict[str, object] = {**cover.texts, **imported.text}
        text |= {key: value for key, value in (("votes", cover.votes), ("job_dates", cover.job_dates)) if value}
        if imported.notes:
            notes = imported.notes
            text["footnotes"] = {key: note[0] if len(note) == 1 else note for key, note in notes.items()}
        annexes = text.get("annexes")
        if isinstance(annexes, list):
            for n, annex in enumerate(annexes):
                _set_line(annex, imported.language.annex(n + 1, len(annexes)))
        if printed := self._printed(imported, text):
            text["printed"] = printed
        return {key: text[key] for key in Text.model_fields if key in text}

    def _printed(self, imported: Imported, text: dict[str, object]) -> dict[str, str]:
        """Return the lines of the file that derivation does not give back, spaces aside."""
        parts = text.get("parts")
        facts = Facts.model_validate(self.facts)
        furniture = furnish(facts, Heads(), imported.language, len(parts) if isinstance(parts, list) else 1)
        derived = {line: plain(getattr(furniture, line)) for line in _LINES if hasattr(furniture, line)}
        if not _has_preamble(text):
            derived["formula"] = plain(furniture.formula_alone)
        printed = {}
        for line in _LINES:
            source = imported.cover.lines.get(line, "")
            if source and alike(source) != alike(derived.get(line, "")):
                printed[line] = typed([Run(" ".join(source.split()))], imported.language)
            elif not source and line in _OF_THE_TEXT and derived.get(line) and self._prints(facts, line):
                printed[line] = NONE
        return printed

    def _prints(self, facts: Facts, line: str) -> bool:
        return line != "formula" or facts.type in ("resolution", "draft-resolution")


def _has_preamble(text: dict[str, Any]) -> bool:
    """Say whether preambular paragraphs follow the formula, at once or at the start of sections."""
    parts = text.get("parts")
    first: dict[str, list[object]] = parts[0] if isinstance(parts, list) and parts else text
    preamble, operative = first.get("preamble", []), first.get("operative", [])
    paragraphs = [
        block for block in preamble if isinstance(block, str) or (isinstance(block, dict) and "text" in block)
    ]
    return bool(paragraphs) or any(isinstance(block, dict) and "preambular" in block for block in operative)


def _set_line(annex: dict[str, object], derived: str) -> None:
    """Keep the line of an annex where it is not the derived one."""
    line = annex.pop("_line", NONE)
    body: dict[str, object] = {key: annex.pop(key) for key in ("title", "numbered", "body") if key in annex}
    if "title" in body:
        annex["title"] = body["title"]
    if alike(str(line)) != alike(derived):
        annex["line"] = line
    annex.update(body)


def _fullness(value: object) -> int:
    return len(value) if isinstance(value, dict) else 0


def _whole(kept: object, values: list[object]) -> object:
    """Return a mapping with what other files say of the same and it leaves out."""
    if not isinstance(kept, dict):
        return kept
    whole = dict(kept)
    for value in values:
        if isinstance(value, dict) and not _contradicts(value, whole):
            whole = {**value, **whole}
    return whole


def _contradicts(value: object, kept: object) -> bool:
    """Say whether two facts cannot both be true; what one leaves out is no contradiction."""
    if isinstance(value, dict) and isinstance(kept, dict):
        return any(value[key] != kept[key] for key in value.keys() & kept.keys())
    return value != kept


def _said(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {_said(inner)}" for key, inner in value.items())
    return ", ".join(_said(inner) for inner in value) if isinstance(value, list) else str(value)


def _short(description: str | None) -> str:
    return " ".join((description or "").split()).partition(".")[0].lower()
