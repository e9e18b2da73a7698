"""The colours of a content stream, rewritten in the inks of the print.

Only the operators that set a colour are looked for, with one regular expression, and all else is copied as it is:
taking apart every operand takes ten times as long. What WeasyPrint writes is relied on: operands before their
operator with spaces between, text in ``<...>`` or in ``(...)`` with its brackets escaped.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from masthead.press.printing.ink import BLACK, ink_of
from masthead.press.printing.space import COMPONENTS, UnknownColourError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from masthead.press.printing.ink import Ink, Inks

_END = rb"(?![^\s\[(<])"
_SETTERS = (b"rg", b"RG", b"g", b"G", b"k", b"K", b"cs", b"CS", b"scn", b"SCN", b"sc", b"SC", b"q", b"Q")
_OPERATOR = re.compile(
    rb"\((?:[^\\()]|\\.)*\)|BI(?<![^\s\])>]BI)\s.*?\sEI" + _END + b"|"
    + b"|".join(rb"%b(?<![^\s\])>]%b)" % (name, name) + _END for name in _SETTERS),
    re.DOTALL,
)  # fmt: skip
"""Text in brackets, a picture amid the content, or an operator. Each way begins with a letter of its own, so that
Python's engine leaps from one such letter to the next: four times as quick as with what must stand before it first."""
_DEVICE = {b"rg": "DeviceRGB", b"g": "DeviceGray", b"k": "DeviceCMYK"}
_LINK = (0.0, 0.0, 1.0)
"""The blue of a link on a screen."""
BEGIN = b"0 0 0 1 k 0 0 0 1 K /Overprint11 gs\n"
"""What a page begins with: black, which is the colour of a new page anyway, in the black plate and overprinting."""


class Rewriting:
    """One content stream that is rewritten.

    Where black is set it overprints (ISO 32000-1, 8.6.7: OP, op and OPM 1), where another colour is set it does not;
    the fill and the stroke have one flag each, and so four graphics states are needed: ``Overprint01`` for a stroke
    alone. *used* holds the names of those that the stream asks for.

    Args:
        inks: what colours are brought to.
        spaces: family of each colour space that the stream's resources name.
        links: whether blue text is that of a link. On paper no link is live, and a printing house expects the text
            of a page on the black plate alone: blue text in three screens would cost a second plate and sharpness.
    """

    def __init__(self, inks: Inks, spaces: Mapping[str, str], *, links: bool = False) -> None:
        self.used: set[str] = set()
        self._inks, self._spaces, self._links = inks, spaces, links
        self._space = ["DeviceGray", "DeviceGray"]
        self._over: list[bool | None] = [None, None]
        self._saved: list[tuple[list[str], list[bool | None]]] = []

    def page(self, content: bytes) -> bytes:
        """Return the content of a page, which begins with black."""
        if not self._inks.overprints:
            return self.form(content)
        self._over = [True, True]
        self.used.add("Overprint11")
        return BEGIN + self.form(content)

    def form(self, content: bytes) -> bytes:
        """Return the content of a form or pattern, which begins with what holds where it is called.

        Raises:
            UnknownColourError: it sets a colour in a way that cannot be read.
        """
        done, at = [], 0
        for found in _OPERATOR.finditer(content):
            operator = found[0]
            if operator == b"q":
                self._saved.append((list(self._space), list(self._over)))
            elif operator == b"Q":
                self._restore()
            elif operator.startswith(b"BI"):
                _refuse_colour(operator)
            elif operator[0] != ord("("):
                text = operator == b"rg" and content[found.end() : found.end() + 4].split()[:1] == [b"BT"]
                done.append(self._set(content[at : found.start()], operator, text=text))
                at = found.end()
        return b"".join((*done, content[at:]))

    def _restore(self) -> None:
        if self._saved:
            self._space, self._over = self._saved.pop()

    def _set(self, before: bytes, operator: bytes, *, text: bool) -> bytes:
        """Return *before*, which ends with the operands of *operator*, with the colour in inks."""
        stroke = operator.isupper()
        lower = operator.lower()
        if lower == b"cs":
            return self._choose(before, operator, stroke=stroke)
        space = _DEVICE.get(lower) or self._space[stroke]
        count = COMPONENTS.get(space)
        if count is None:
            return before + operator + self._overprint(stroke=stroke, over=False)
        start, numbers = _operands(before, count)
        if text and self._links and numbers == _LINK:
            numbers = (0.0, 0.0, 0.0)
        ink = ink_of(self._inks, space, numbers)
        setter = self._inks.stroke if stroke else self._inks.fill
        return start + written(ink) + b" " + setter + self._overprint(stroke=stroke, over=ink == BLACK)

    def _choose(self, before: bytes, operator: bytes, *, stroke: bool) -> bytes:
        """Note the colour space of the colours that follow; one that is rewritten is not chosen any more."""
        start, name = _split(before, 1)
        space = self._spaces.get(name[0].decode("latin-1"), name[0].decode("latin-1").removeprefix("/"))
        self._space[stroke] = space
        return start if space in COMPONENTS else before + operator

    def _overprint(self, *, stroke: bool, over: bool) -> bytes:
        if not self._inks.overprints or self._over[stroke] is over:
            return b""
        self._over[stroke] = over
        name = f"Overprint{int(self._over[0] or 0)}{int(self._over[1] or 0)}"
        self._over = [flag or False for flag in self._over]
        self.used.add(name)
        return f" /{name} gs".encode()


def written(ink: Ink) -> bytes:
    """Return *ink* as the operands of a PDF operator, to a thousandth."""
    return b" ".join(f"{part:.3f}".rstrip("0").rstrip(".").encode() for part in ink)


def _split(before: bytes, count: int) -> tuple[bytes, list[bytes]]:
    """Return what stands before the last *count* operands, with the end of a line, and these."""
    parts = before.rsplit(None, count)
    if len(parts) < count:
        raise UnknownColourError(before[-40:].decode("latin-1"))
    return b"\n".join((*parts[:-count], b"")) or b"\n", parts[-count:]


def _operands(before: bytes, count: int) -> tuple[bytes, tuple[float, ...]]:
    start, words = _split(before, count)
    try:
        return start, tuple(float(word) for word in words)
    except ValueError:
        raise UnknownColourError(before[-40:].decode("latin-1")) from None


def _refuse_colour(picture: bytes) -> None:
    """Refuse a picture amid the content that is not a mask; WeasyPrint puts none there."""
    if not re.search(rb"/(?:IM|ImageMask)\s+true", picture.partition(b"ID")[0]):
        raise UnknownColourError("a picture amid the content")
