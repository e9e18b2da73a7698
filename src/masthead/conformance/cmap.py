"""ToUnicode CMaps (ISO 32000-1, 9.10.3): which characters the codes of a font stand for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLOCK = re.compile(rb"begin(bfchar|bfrange)\b(.*?)end\1", re.DOTALL)
_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
MOST_CODES = 65536
"""Codes of two bytes: no range is followed beyond them."""


def characters(data: bytes) -> dict[int, str]:
    """Return the characters of each code that a ToUnicode CMap maps."""
    found: dict[int, str] = {}
    for block in _BLOCK.finditer(data):
        tokens = list(_tokens(block[2]))
        found.update(_single(tokens) if block[1] == b"bfchar" else _ranged(tokens))
    return found


def _tokens(block: bytes) -> Iterator[bytes]:
    """Give the strings as bytes, and the brackets between them."""
    for match in _TOKEN.finditer(block):
        digits = b"".join(match[1].split()) if match[1] is not None else None
        yield match[0] if digits is None else bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())


def _single(tokens: list[bytes]) -> Iterator[tuple[int, str]]:
    for code, characters_ in zip(tokens[::2], tokens[1::2], strict=False):
        yield int.from_bytes(code, "big"), _decoded(characters_)


def _ranged(tokens: list[bytes]) -> Iterator[tuple[int, str]]:
    """Give what ranges map: ``<first> <last> <characters>``, or characters in brackets, one for each code."""
    rest = iter(tokens)
    for low, high, target in zip(rest, rest, rest, strict=False):
        first, last = int.from_bytes(low, "big"), int.from_bytes(high, "big")
        count = min(last - first + 1, MOST_CODES)
        if target == b"[":
            for n, each in enumerate(iter(lambda: next(rest, b"]"), b"]")):
                if n < count:
                    yield first + n, _decoded(each)
            continue
        for n in range(count):
            end = (int.from_bytes(target[-2:], "big") + n) & 0xFFFF
            yield first + n, _decoded(target[:-2] + end.to_bytes(2, "big"))


def _decoded(data: bytes) -> str:
    return data.decode("utf-16-be", "replace")
