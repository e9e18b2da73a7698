"""Reads the content streams of pages and forms into a :class:`~masthead.conformance.content.Content`.

A form is read once for each way in which it is drawn (within an artifact, within tagged content, in neither), so
that forms that draw each other cost no more than their number.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pikepdf

from masthead.conformance.colours import icc_profiles
from masthead.conformance.marking import EXEMPT, NEITHER
from masthead.conformance.objects import entries, get, has_keys, items, key, whole
from masthead.conformance.operators import HANDLERS, OPERATORS
from masthead.conformance.tokens import operations

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from masthead.conformance.content import Content, Key, Mark
    from masthead.conformance.tokens import Operand

DEEPEST = 28
"""Forms that draw each other are followed so far."""
PAINTING = frozenset(b"f F f* B B* b b* S s".split())
_BLACK: Any = pikepdf.Name.DeviceGray
"""The space that a page begins in (ISO 32000-1, 8.4.1). A form begins in that of what draws it."""


@dataclass(frozen=True)
class Marked:
    """The marked content around something, all of it together."""

    drawn: str
    """Whether it is drawn as an artifact, as tagged content, or as neither."""
    mark: Mark | None = None
    """The innermost sequence with an MCID."""
    replaced: bool = False
    """Whether an ActualText stands for it."""


@dataclass
class State:
    """The graphics state, as far as a check asks for it."""

    font: Any = None
    font_key: Hashable = None
    mode: int = 0
    fill: Any = None
    stroke: Any = None
    overprint: tuple[bool, bool] = (False, False)
    """Of filling and of stroking."""
    overprint_mode: int = 0


@dataclass(frozen=True)
class Spot:
    """Where a stream is drawn."""

    page: int
    resources: Any
    owner: Key
    """The page or form that the stream belongs to."""
    how: str = NEITHER
    depth: int = 0
    """0 for a page, 1 for a form on it, and so on."""
    borrowed: bool = False
    """Whether the resources are those of what draws the form, for it has none of its own."""


def read_page(content: Content, page: Any, index: int) -> None:  # noqa: ANN401 (an object of a PDF)
    """Read the streams of a page, and of its annotations."""
    parts, spot = get(page, "/Contents"), Spot(index, get(page, "/Resources"), key(page))
    content.colour(get(page, "/Group", "/CS"), spot.resources, index)
    Stream(content, spot).run(b"\n".join(map(content.read, items(parts) or [parts])))
    for annotation in items(get(page, "/Annots")):
        for look in _appearances(get(annotation, "/AP")):
            read_form(content, look, spot, EXEMPT)


def read_form(content: Content, form: Any, spot: Spot, how: str, resources: Any = None) -> None:  # noqa: ANN401
    """Read a form that is drawn *how* at *spot*, unless that was done. A glyph has the *resources* of its font."""
    if spot.depth > DEEPEST or (key(form), how) in content.seen:
        return
    content.seen.add((key(form), how))
    own = resources or get(form, "/Resources")
    inner = Spot(spot.page, spot.resources if own is None else own, key(form), how, spot.depth + 1, own is None)
    content.colour(get(form, "/Group", "/CS"), inner.resources, inner.page)
    Stream(content, inner).run(content.read(form))


def _appearances(look: Any) -> Iterator[Any]:  # noqa: ANN401
    """Give the streams of an appearance dictionary: one a kind, or one a state (ISO 32000-1, 12.5.5)."""
    for _, kind in entries(look):
        if isinstance(kind, pikepdf.Stream):
            yield kind
        else:
            yield from (state for _, state in entries(kind) if isinstance(state, pikepdf.Stream))


class Stream:
    """Reads one content stream."""

    def __init__(self, content: Content, spot: Spot) -> None:
        self.content, self.spot = content, spot
        self.index, self.resources, self.owner, self.depth = spot.page, spot.resources, spot.owner, spot.depth
        self.state = State() if spot.depth else State(fill=_BLACK, stroke=_BLACK)
        self.saved: list[State] = []
        self.around: list[Marked] = []
        """The open marked-content sequences."""

    def run(self, data: bytes) -> None:
        """Read the operators of *data*."""
        content = self.content
        for operator, operands in operations(data):
            content.left -= 1
            if content.left < 0:
                return
            if handler := HANDLERS.get(operator):
                handler(self, operands)
            elif operator in PAINTING:
                self.paint("a line or an area")
            elif operator not in OPERATORS:
                content.unknown[self.index, operator[:40].decode("latin-1")] = None

    @property
    def marked(self) -> Marked:
        """In which marked content something is drawn here."""
        return self.around[-1] if self.around else Marked(self.spot.how)

    def resource(self, kind: str, operands: list[Operand]) -> Any:  # noqa: ANN401
        """Return what the last of *operands* names among the resources; note where there is no such thing."""
        called = operands[-1] if operands else b""
        if not isinstance(called, bytes) or not called.startswith(b"/"):
            return None
        listed = get(self.resources, f"/{kind}")
        found = listed.get(called.decode("latin-1")) if has_keys(listed) and called.isascii() else None
        if found is None or self.spot.borrowed:
            self.content.missing[self.index, f"{kind} {called.decode('latin-1')}"] = None
        return found

    def paint(self, what: str) -> None:
        """Note that something is drawn, and in which colours."""
        if self.marked.drawn == NEITHER:
            self.content.loose[self.index, what] += 1
        for side, space in enumerate((self.state.fill, self.state.stroke)):
            if space is _BLACK:
                self.content.colour(space, self.resources, self.index)
            elif self.state.overprint_mode == 1 and self.state.overprint[side] and self._is_icc_cmyk(space):
                self.content.overprinted[self.index] = None

    def form(self, form: Any, how: str, resources: Any = None) -> None:  # noqa: ANN401
        """Read a form that is drawn here."""
        read_form(self.content, form, self.spot, how, resources)

    def _is_icc_cmyk(self, space: Any) -> bool:  # noqa: ANN401
        return any(whole(get(profile, "/N")) == 4 for profile in icc_profiles(space, self.resources))
