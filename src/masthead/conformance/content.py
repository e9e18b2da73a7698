"""What is drawn: what the content streams of all pages and forms hold, gathered once for every check that asks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from masthead.conformance.colours import device_spaces

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

Key = tuple[int, int]
"""Number and generation of an object."""


@dataclass
class Mark:
    """A marked-content sequence with an MCID (ISO 32000-1, 14.7.4.2)."""

    page: int
    shows_text: bool = False
    language: str | None = None
    properties: frozenset[str] = frozenset()
    """Which of ActualText, Alt and E it has."""


@dataclass
class FontUse:
    """A font, and the strings shown in it."""

    font: Any
    page: int
    strings: set[bytes] = field(default_factory=set)
    plain: set[bytes] = field(default_factory=set)
    """The strings among them that no ActualText of a marked-content sequence stands for, by MCID-less tags too."""
    rendered: bool = False
    """Whether any of it is shown other than in text rendering mode 3, which draws nothing."""


@dataclass
class Content:
    """What is drawn on the pages of a file. Pages count from 1."""

    read: Callable[[Any], bytes]
    """Gives the decoded bytes of a stream."""
    left: int
    """How many operators may still be read."""
    marks: dict[tuple[Key, int], Mark] = field(default_factory=dict)
    """By the page or form that holds the sequence, and its MCID."""
    repeated: dict[tuple[int, int], None] = field(default_factory=dict)
    """Page and MCID of sequences whose MCID stands twice in one stream."""
    artifacts_within: dict[int, None] = field(default_factory=dict)
    """Pages with an artifact within tagged content."""
    tagged_within: dict[int, None] = field(default_factory=dict)
    """Pages with tagged content within an artifact."""
    loose: Counter[tuple[int, str]] = field(default_factory=Counter)
    """By page and kind: how often something is drawn that is neither tagged nor an artifact."""
    unknown: dict[tuple[int, str], None] = field(default_factory=dict)
    """Operators that PDF does not know, by page."""
    missing: dict[tuple[int, str], None] = field(default_factory=dict)
    """Resources that a stream names and that its dictionary does not hold, by page."""
    nesting: dict[int, int] = field(default_factory=dict)
    """Deepest nesting of q and Q, by page."""
    colours: dict[tuple[int, str], None] = field(default_factory=dict)
    """Device spaces that colours come down to, by page."""
    states: dict[Hashable, tuple[Any, int]] = field(default_factory=dict)
    """Graphics states in use, with a page of theirs."""
    intents: dict[tuple[int, str], None] = field(default_factory=dict)
    """Rendering intents set in a stream, by page."""
    transparent: dict[int, None] = field(default_factory=dict)
    """Pages with something that shines through."""
    overprinted: dict[int, None] = field(default_factory=dict)
    """Pages that overprint in an ICCBased CMYK space with overprint mode 1."""
    fonts: dict[Hashable, FontUse] = field(default_factory=dict)
    forms: Counter[Key] = field(default_factory=Counter)
    """How often each form is drawn."""
    tagged_forms: dict[Key, int] = field(default_factory=dict)
    """Forms that hold an MCID, with a page of theirs."""
    seen: set[tuple[Key, str]] = field(default_factory=set)
    """Forms that have been read, with how they were drawn."""

    def colour(self, space: Any, resources: Any, page: int) -> None:  # noqa: ANN401 (an object of a PDF)
        """Note the device spaces that *space* comes down to."""
        for family in device_spaces(space, resources):
            self.colours[page, family] = None
