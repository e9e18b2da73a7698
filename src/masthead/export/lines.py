"""Lines of plain text: how wide they are on a terminal, and where they may be broken."""

from __future__ import annotations

import unicodedata

from masthead.symbol import find_symbols

WIDTH = 72
"""Columns of a page of plain text."""
_HELD = "\ue000"
"""Stands for a space within a document symbol while lines are broken; no text holds it (private use)."""
_NOT_FIRST = frozenset("，。、；：？！）》〉」』】〕”’…—·％%,.;:?!)]}")
_NOT_LAST = frozenset("（《〈「『【〔“‘([{")


def width(text: str) -> int:
    """Return the columns that *text* takes: a Chinese character takes two, a combining mark none."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def wrapped(text: str, first: str = "", rest: str | None = None, columns: int = WIDTH) -> list[str]:
    """Return *text* as lines of at most *columns*, the first after *first*, the others after *rest*.

    Lines break at spaces and between Chinese characters, never within a document symbol and never at a no-break
    space. A word that is wider than a line stands in one of its own.
    """
    rest = first if rest is None else rest
    lines, line, used = [], first, width(first)
    start = True
    for gap, word in _words(_held(text)):
        space = gap if not start else ""
        if not start and used + len(space) + width(word) > columns:
            lines.append(line)
            line, used, space = rest, width(rest), ""
        line += space + word
        used += len(space) + width(word)
        start = False
    return [piece.replace(_HELD, " ").rstrip(" ") for piece in (*lines, line)]


def _held(text: str) -> str:
    """Return *text* with the spaces in its document symbols held together."""
    for start, end, _ in find_symbols(text):
        text = text[:start] + text[start:end].replace(" ", _HELD) + text[end:]
    return text


def _words(text: str) -> list[tuple[str, str]]:
    """Return what cannot be broken, each with the space before it."""
    words: list[tuple[str, str]] = []
    for n, spaced in enumerate(text.split(" ")):
        gap = " " if n else ""
        for piece in _pieces(spaced):
            words.append((gap, piece))
            gap = ""
    return words


def _pieces(word: str) -> list[str]:
    """Return *word* where it may be broken: around Chinese characters, but for their punctuation."""
    pieces = [""]
    for character in word:
        before = pieces[-1][-1:]
        breakable = _is_wide(character) or _is_wide(before)
        if before and breakable and character not in _NOT_FIRST and before not in _NOT_LAST:
            pieces.append("")
        pieces[-1] += character
    return pieces


def _is_wide(character: str) -> bool:
    return bool(character) and unicodedata.east_asian_width(character) in "WF"
