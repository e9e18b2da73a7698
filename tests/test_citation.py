"""Citations: document symbols in printed text become links by themselves."""

from __future__ import annotations

from masthead.citation import linked
from masthead.markup import Call, Run, parse, plain


def test_a_symbol_becomes_a_link_and_nothing_else_does() -> None:
    """The symbol alone is a link, in the style of the words around it."""
    before, symbol, after = linked(parse("*See A/66/53, chap. II*"), "fr")
    assert symbol == Run("A/66/53", italic=True, address="https://docs.un.org/fr/A/66/53")
    assert (before, after) == (Run("See ", italic=True), Run(", chap. II", italic=True))


def test_links_calls_and_superscripts_stay_as_they_are() -> None:
    """What an author has linked keeps its address, and nothing raised becomes a link."""
    inline = parse("[A/66/53](https://example.org)[^note] ^A/66/53^")
    assert linked(inline, "en") == inline
    assert Call("note") in inline


def test_no_character_changes() -> None:
    """The text stays the same to the letter."""
    inline = parse("(A/78/L.96 and A/78/L.96/Add.1), S/RES/2771 (2025).")
    assert plain(linked(inline, "en")) == plain(inline)
    assert sum(1 for part in linked(inline, "en") if isinstance(part, Run) and part.address) == 3
