"""Content streams, operator by operator (ISO 32000-1, 7.8.2), in constant memory and in linear time.

pikepdf reads a whole stream into a list of objects, some hundred bytes for every byte that a stranger's stream may
consist of. Here nothing is kept, and a number is left as it stands: few checks want one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(
    rb"""[\x00\t\n\x0c\r ]*+(?:%[^\r\n]*+[\x00\t\n\x0c\r ]*+)*+(?:
    (?P<number>[-+]?(?:\d+\.?\d*|\.\d+))(?=[\x00\t\n\x0c\r \[\]()<>/%]|$)
    |(?P<name>/[^\x00\t\n\x0c\r \[\]()<>{}/%]*)
    |(?P<hex><[0-9A-Fa-f\x00\t\n\x0c\r ]*>)
    |(?P<open><<|\[)
    |(?P<close>>>|\])
    |(?P<string>\()
    |(?P<word>[^\x00\t\n\x0c\r \[\]()<>{}/%]+)
    |(?P<other>[^\x00\t\n\x0c\r ])
    )""",
    re.VERBOSE,
)
_BLANK = re.compile(rb"[\x00\t\n\x0c\r ]+")
_PAREN = re.compile(rb"[()\\]")
_ESCAPE = re.compile(rb"\\(\r\n|[0-7]{1,3}|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_END_OF_IMAGE = re.compile(rb"[\x00\t\n\x0c\r ]EI(?=[\x00\t\n\x0c\r ]|$)")
DEEPEST = 64
"""Arrays and dictionaries within each other that are followed."""


class Shown(NamedTuple):
    """A string operand: its bytes."""

    data: bytes


Operand = bytes | Shown | list["Operand"] | dict[bytes, "Operand"]
"""A number or a name as it is written, a string, an array, a dictionary (its keys with their slash)."""


def operations(data: bytes) -> Iterator[tuple[bytes, list[Operand]]]:
    """Give each operator of a content stream with its operands; an inline image as ``EI``, with its dictionary."""
    at, operands, around = 0, list[Operand](), list[list[Operand]]()
    while match := _TOKEN.match(data, at):
        at, kind = match.end(), match.lastgroup
        if kind in ("number", "name"):
            operands.append(match[kind])
        elif kind == "hex":
            operands.append(_hexadecimal(match["hex"]))
        elif kind == "word" and not around:
            operator, operands, at = _operator(match["word"], operands, data, at)
            if operator != b"BI":
                yield operator, operands
            operands = []
        elif kind == "open":
            if len(around) == DEEPEST:
                return
            around.append(operands)
            operands = []
        elif kind == "close" and around:
            inner, operands = operands, around.pop()
            operands.append(_paired(inner) if match["close"] == b">>" else inner)
        elif kind == "string":
            shown, at = _string(data, at)
            operands.append(shown)
        else:
            operands.append(match[kind or 0])


def _operator(word: bytes, operands: list[Operand], data: bytes, at: int) -> tuple[bytes, list[Operand], int]:
    """Return an operator, its operands, and where to read on. What stands behind ``ID`` is a picture."""
    return (b"EI", [_paired(operands)], _end_of_image(data, at)) if word == b"ID" else (word, operands, at)


def _hexadecimal(written: bytes) -> Shown:
    try:
        return Shown(bytes.fromhex(written[1:-1].decode()))
    except ValueError:  # an odd number of figures, or blanks that only PDF knows
        digits = _BLANK.sub(b"", written[1:-1])
        return Shown(bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode()))


def _string(data: bytes, at: int) -> tuple[Shown, int]:
    """Read a string in parentheses, which may stand within each other; *at* is behind the first."""
    start, depth = at, 1
    while depth and (match := _PAREN.search(data, at)):
        at = match.end()
        if match[0] == b"\\":
            at += 1
        else:
            depth += 1 if match[0] == b"(" else -1
    if depth:
        return Shown(data[start:]), len(data)
    return Shown(_ESCAPE.sub(_unescaped, data[start : at - 1])), at


def _unescaped(match: re.Match[bytes]) -> bytes:
    sign = match[1]
    if sign[:1] in b"01234567":
        return bytes((int(sign, 8) & 255,))
    return _ESCAPED.get(sign, sign)


def _paired(flat: list[Operand]) -> dict[bytes, Operand]:
    return {one: other for one, other in zip(flat[::2], flat[1::2], strict=False) if isinstance(one, bytes)}


def _end_of_image(data: bytes, at: int) -> int:
    match = _END_OF_IMAGE.search(data, at)
    return match.end() if match else len(data)


def codes(operands: list[Operand]) -> Iterator[bytes]:
    """Give the bytes of every string among *operands* and in the arrays among them (``TJ``)."""
    for operand in operands:
        if isinstance(operand, Shown):
            yield operand.data
        elif isinstance(operand, list):
            yield from (part.data for part in operand if isinstance(part, Shown))
