"""The symbol of a United Nations document: ``A/RES/66/152``, ``S/RES/2771 (2025)``, ``A/66/462/Add.2``.

A symbol is a body, the parts below it and the suffixes, between slashes; joint symbols stand behind a hyphen:

    symbol = single { "-" single }          single = body { "/" part } { "/" suffix } [ "*" | "**" ]
    part   = ( number | session | word [ "." number ] | word "(" number ")" ) [ " " letters ] [ " (" aside ")" ]

Where the rules come from:

* the tables of bodies, natures and suffixes, the session in the symbols of the General Assembly since 1976 and
  the year in those of the Council: the guide to document symbols of the United Nations library;
* the hyphen of ``252 A-B`` and the space before a parenthesis: the mastheads of published documents;
* the address: the links inside documents published since 2025.

A reissue for technical reasons keeps its symbol and gains an asterisk. It has the file name and the address of
the symbol that it replaces.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterator

NATURES: Final = {
    "CRP": "conference room paper",
    "DEC": "decision, in file names only: a printed decision has no symbol of its own",
    "INF": "information series",
    "L": "limited distribution, as a rule a draft",
    "NGO": "statement by a non-governmental organization",
    "PET": "petition",
    "PRST": "statement by the President of the Security Council",
    "PV": "verbatim record of a meeting",
    "R": "restricted distribution",
    "RES": "resolution",
    "SR": "summary record of a meeting",
    "WP": "working paper",
}
SUFFIXES: Final = {
    "Add": "addendum",
    "Amend": "amendment of an adopted text",
    "Corr": "corrigendum",
    "Rev": "revision, in place of an earlier text",
    "Summary": "summarized version; the only suffix without a number",
}
SUBBODIES: Final = ("AC", "C", "CN", "CONF", "GC", "PC", "SC", "Sub", "WG")
BODIES: Final = (
    "A|S|E|T|ST|AT|BWC|CAC|CAT|CCPR|CCW|CD|CED|CEDAW|CERD|CLCS|CMW|CRC|CRPD|CTOC|DP|ECE|FCCC|HRI|HSP|ICCD|ISBA|JIU"
    "|LOS|NPT|PBC|PCNICC|SPLOS|TD|UNCTAD|UNEP|UNW|WFC"
)
"""The bodies whose symbols become links in running text; a masthead may name any other."""
LONGEST: Final = 100
"""Characters, joint symbols together; the longest in the real documents that were measured has 25."""

_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "‐": "-", "‑": "-"})
_BREAKS = str.maketrans({"\n": " "})
_FOREIGN = re.compile(r"[^A-Za-z0-9./()*, -]")
_JOINT = re.compile(r"(?<=[0-9)*])-(?=[A-Z]{1,12}/)")

_YEAR = r"(?:19[4-9][0-9]|20[0-9]{2})"
_SESSION = r"(?:ES|S)-[1-9][0-9]{0,2}"
_ROMAN = r"(?:ES-|S-)?[IVXLC]{1,8}"
_N = r"[1-9][0-9]{0,5}"
_LETTERS = r"[A-Z](?:-[A-Z])?"
_WORD = r"[A-Z][A-Za-z]{0,15}(?:\.(?:[A-Z][A-Za-z]{0,7}|[0-9]{1,6}[A-Z]?)){0,2}(?:\([0-9]{1,4}\))?"
_CORE = rf"(?:{_SESSION}|{_N}(?:-{_N})?|{_WORD})"
_PART = re.compile(rf"({_CORE})(?: ?({_LETTERS}))?(?: ?\(([A-Z0-9][\w .,-]*)\))?")
_ACT = re.compile(
    rf"(?:(?P<session>{_SESSION}|{_N})/)?(?P<number>{_N}(?: {_LETTERS})?)"
    rf"(?(session)| \((?:{_YEAR}|{_ROMAN})\))"
)
"""What follows RES or DEC: session and number, or number and, in parentheses, session or year."""

_OLD_ACT = rf"RES/{_N}(?: ?[A-Z])? ?\((?:{_YEAR}|{_ROMAN})\)"
_ACT_PARTS = rf"RES/(?:{_SESSION}|{_N})/{_N} ?[A-Z][-–][A-Z](?![A-Za-z0-9])"
_VOLUME = r"(?: ?\((?:Vol\.|Sect\.|Resumption) [0-9A-Z]{1,6}\))?"  # links leave (Part I) out
_CITED = rf"(?:{BODIES})(?:/(?:{_OLD_ACT}|{_ACT_PARTS}|{_CORE}{_VOLUME})){{1,11}}+"
_CITATION = re.compile(  # an address is matched first and passed over: the symbols in it are its own
    r"(?:[a-z]{2,8}://|www\.)\S*"
    r"|(?<![A-Za-zÀ-ɏ0-9_/.=&?#@%-])"
    rf"(?P<symbol>{_CITED}(?:-{_CITED}){{0,3}})(?![A-Za-z0-9_/@=])"
)


class SymbolError(ValueError):
    """A text is not a symbol: ``what`` is wrong with it and what ``todo``, the two halves of a Problem."""

    def __init__(self, what: str, todo: str) -> None:
        super().__init__(what, todo)
        self.what = what
        self.todo = todo

    def __str__(self) -> str:
        """Return ``what; what to do``."""
        return f"{self.what}; {self.todo}"


@dataclass(frozen=True)
class Symbol:
    """One document symbol. The first of joint symbols answers for them all; ``also`` holds the others.

    ``parts`` begins with the body and ``suffixes`` follow it, each as it is printed between two slashes; ``mark``
    is the asterisk, or two, of a reissue.
    """

    parts: tuple[str, ...]
    suffixes: tuple[str, ...] = ()
    mark: str = ""
    also: tuple[Symbol, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Symbol:
        """Return the symbol that *text* prints, with no-break spaces and dashes made plain.

        Raises SymbolError, which names the part that is wrong.
        """
        first, *others = (_single(piece) for piece in _JOINT.split(_clean(text)))
        return replace(first, also=tuple(others))

    def __str__(self) -> str:
        """Return the printed form, joint symbols on one line."""
        return "-".join(symbol.large + symbol.rest for symbol in self.each)

    @property
    def each(self) -> tuple[Symbol, ...]:
        """The joint symbols one by one, as a masthead stacks them; else the symbol alone."""
        return (replace(self, also=()), *self.also)

    @property
    def large(self) -> str:
        """The body, which a masthead prints in 20 pt."""
        return self.parts[0]

    @property
    def rest(self) -> str:
        """What a masthead prints in 10 pt behind the body; of joint symbols only the first."""
        return "".join(f"/{part}" for part in (*self.parts[1:], *self.suffixes)) + self.mark

    @property
    def file_name(self) -> str:
        """The stem of the document's files, safe on every system: ``S_RES_2771_(2025)``. No part holds a _."""
        return str(self).replace("*", "").replace("/", "_").replace(" ", "_")

    @property
    def nature(self) -> str | None:
        """A key of NATURES: a whole part anywhere (RES, INF), or the word of the last part (L.20)."""
        whole = (part for part in self.parts[1:] if part in NATURES)
        last = _word(self.parts[-1])
        return next(whole, last if last in NATURES else None)

    @property
    def session(self) -> str | None:
        """``66``, ``S-13``, ``ES-11``, or ``S-VI`` in parentheses; the document's own number is none."""
        if aside := re.search(rf"\(({_ROMAN})\)$", self.parts[-1]):
            return aside[1]
        session = rf"{_SESSION}|[1-9][0-9]{{0,2}}"
        return next((part for part in self.parts[1:-1] if re.fullmatch(session, part)), None)

    @property
    def year(self) -> int | None:
        """The year in parentheses, or the year that stands before the document's own number."""
        if aside := re.search(rf"\(({_YEAR})\)$", self.parts[-1]):
            return int(aside[1])
        return next((int(part) for part in self.parts[1:-1] if re.fullmatch(_YEAR, part)), None)

    @property
    def number(self) -> str | None:
        """The number of a resolution or decision within its session, with its letters: ``152``, ``252 A-B``."""
        return self._act["number"] if self._act else None

    @property
    def title_number(self) -> str | None:
        """What stands before the title of a resolution or decision: ``66/152``, ``ES-11/1``, ``2771 (2025)``."""
        return self._act[0] if self._act else None

    @property
    def printed_number(self) -> str | None:
        """What is printed before the title: of a composite, 79/252 A-B, the number without its letters (counted)."""
        return re.sub(r" [A-Z]-[A-Z]$", "", self.title_number) if self.title_number else None

    @property
    def parent(self) -> Symbol:
        """The document that the suffixes add to, correct or revise."""
        return replace(self, suffixes=(), mark="", also=tuple(symbol.parent for symbol in self.also))

    def address(self, language: str) -> str:
        """Return the public web address of the document in *language* (``en``); of joint symbols the first's.

        The links of published documents drop the spaces and leave the parentheses as they are.
        """
        path = (self.large + self.rest).replace("*", "").replace(" ", "")
        return f"https://docs.un.org/{quote(language, safe='')}/{quote(path, safe='/()')}"

    @property
    def _act(self) -> re.Match[str] | None:
        return _ACT.fullmatch(_after_act(self.parts) or "")


def find_symbols(text: str) -> Iterator[tuple[int, int, Symbol]]:
    """Yield (start, end, symbol) for the symbols that running *text* cites, in any language, from left to right.

    Only the bodies of BODIES count, and a lone number after A, S, E or T needs three digits ("A/4 paper").
    A number without its symbol (64/171) is none, nor is anything inside an address. Linear in the text's length.
    """
    plain = text.translate(_SPACES).translate(_BREAKS)
    for found in _CITATION.finditer(plain):
        if found["symbol"] and (symbol := _cited(found["symbol"])):
            yield *found.span(), symbol


def _cited(text: str) -> Symbol | None:
    try:
        symbol = Symbol.parse(text)
    except SymbolError:
        return None
    body, number, *more = symbol.parts
    short = len(body) == 1 and number.isdigit() and len(number) < 3 and not more
    return None if short else symbol


def _clean(text: str) -> str:
    if len(text) > LONGEST:
        raise SymbolError(f"the symbol has {len(text)} characters", f"write at most {LONGEST}, such as A/RES/66/152")
    plain = text.translate(_SPACES).replace("–", "-")
    if foreign := _FOREIGN.search(plain):
        name = unicodedata.name(foreign[0], f"U+{ord(foreign[0]):04X}")
        what = f"character {foreign.start() + 1} of the symbol is {name}, which no symbol holds"
        raise SymbolError(what, "write Latin letters, digits, slashes and dots, such as A/RES/66/152")
    if not plain.strip():
        raise SymbolError("the symbol is empty", "write one such as A/RES/66/152")
    return " ".join(filter(None, plain.split(" ")))


def _single(text: str) -> Symbol:
    stem = text.removesuffix("*").removesuffix("*")
    body, *rest = stem.split("/")
    if not re.fullmatch("[A-Z]{1,12}", body):
        raise SymbolError(f'"{text}" begins with "{body}"', "begin with the body in capitals: A, S, E, ST, CRC")
    parts = tuple(_part(part, text) for part in rest)
    own = tuple(takewhile(lambda part: _word(part) not in SUFFIXES, parts))
    symbol = Symbol((body, *own), parts[len(own) :], text[len(stem) :])
    _check(symbol, _after_act(symbol.parts))
    return symbol


def _part(part: str, text: str) -> str:
    """Return *part* of *text* as it is printed, with one space before letters and before a parenthesis."""
    if not part:
        raise SymbolError(f'"{text}" has an empty part', "put letters or a number behind every slash: A/RES/66/152")
    found = _PART.fullmatch(part)
    if not found:
        raise SymbolError(f'"{part}" in "{text}" is no part of a symbol', "write it as in A/C.3/80/L.20/Rev.1")
    core, letters, aside = found.groups()
    _check_word(core, text)
    return core + (f" {letters}" if letters else "") + (f" ({aside})" if aside else "")


def _check_word(part: str, text: str) -> None:
    word = _word(part)
    known = (*SUFFIXES, *SUBBODIES, *(() if "." in part else NATURES))  # UNEP/EA.5/Res.14 is right
    right = next((name for name in known if name.upper() == word.upper()), word)
    if word != right:
        raise SymbolError(f'"{word}" in "{text}" is spelled {right}', f"write {part.replace(word, right, 1)}")
    if word in SUFFIXES and word != "Summary" and not re.search(r"\.[0-9]+$", part):
        raise SymbolError(f'"{part}" in "{text}" has no number', f"number it: {word}.1")


def _check(symbol: Symbol, act: str | None) -> None:
    """Raise SymbolError where the parts are right one by one but not together; *act* follows RES or DEC."""
    last = symbol.parts[-1]
    if late := next((part for part in symbol.suffixes if _word(part) not in SUFFIXES), None):
        raise SymbolError(f'"{late}" in "{symbol}" stands behind a suffix', f"put it before {symbol.suffixes[0]}")
    if not re.match(r"[0-9]|[A-Za-z.]+\.[0-9]", last) or _word(last) in SUBBODIES:
        raise SymbolError(f'"{symbol}" ends before the number of the document', "add it: A/66/462, A/C.3/80/L.20")
    if act is None and re.search(r" [A-Z]", re.sub(r"\([^)]*\)", "", str(symbol))):
        raise SymbolError(f'"{symbol}" has a letter behind a number', "keep it for resolutions: A/RES/79/252 A-B")
    if act is not None and not _ACT.fullmatch(act):
        what = f'"{act}" in "{symbol}" is not the number of a resolution'
        raise SymbolError(what, "write the session before it or the year behind it: A/RES/66/152, S/RES/2771 (2025)")


def _after_act(parts: tuple[str, ...]) -> str | None:
    """Return the parts behind RES or DEC, with their slashes; None where neither is a part."""
    act = next((place for place, part in enumerate(parts) if part in {"RES", "DEC"}), None)
    return None if act is None else "/".join(parts[act + 1 :])


def _word(part: str) -> str:
    """Return the letters that *part* begins with: ``Add`` of ``Add.2``; none of a number."""
    return "".join(takewhile(str.isalpha, part))
