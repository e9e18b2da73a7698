"""Coverage: sets of characters as fontconfig writes them, and which characters leave ink at all."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

SPACES = frozenset({"Cc", "Zl", "Zp", "Zs"})
"""Unicode's categories without ink. A space that a font lacks is no loss: HarfBuzz makes it from the plain one."""


@dataclass(frozen=True)
class Coverage:
    """A set of characters: ranges of code points in rising order, both ends included."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def parse(cls, text: str) -> Coverage:
        """Read hexadecimal ranges as fontconfig writes them: ``20-7e a0-36f 374``."""
        pairs = sorted(tuple(int(end, 16) for end in part.split("-")) for part in text.split())
        return cls(tuple(pair[0] for pair in pairs), tuple(pair[-1] for pair in pairs))

    def __contains__(self, character: str) -> bool:
        """Say whether *character* is in the set."""
        at = bisect_right(self.starts, ord(character)) - 1
        return at >= 0 and ord(character) <= self.ends[at]


UNDRAWN = Coverage.parse("ad 61c 180e 200b-200f 2011 202a-202e 2060-206f fe00-fe0f feff e0100-e01ef")
"""What is not drawn as itself: the marks that Unicode calls default-ignorable, and the no-break hyphen, which
is set as a plain one."""


def drawn(character: str) -> bool:
    """Say whether *character* needs a glyph of its own."""
    return unicodedata.category(character) not in SPACES and character not in UNDRAWN
