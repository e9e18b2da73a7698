"""Separation: every colour of a PDF brought to the plates of a printing press.

Pages, forms, patterns, shadings, pictures and soft masks are visited through the resources that name them, each
once, from a list and not by recursion. What is named by nothing is not written afterwards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, Object, Stream

from masthead.press.printing import gradient, raster
from masthead.press.printing.colour import Rewriting
from masthead.press.printing.ink import Lightness
from masthead.press.printing.space import KEPT, UnknownColourError, family

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import Page, Pdf

    from masthead.press.printing.ink import Inks


class Separation:
    """Separates one PDF.

    Args:
        pdf: what is altered.
        plates: the inks of its pages; soft masks are in grey.
    """

    def __init__(self, pdf: Pdf, plates: Inks) -> None:
        self.transparent = False
        """Whether anything lies over something else that shines through (ISO 32000-1, 11)."""
        self._pdf = pdf
        self._plates, self._lightness = plates, Lightness()
        self._seen: set[tuple[int, int]] = set()
        self._waiting: list[tuple[Object, Inks]] = []
        self._resources: list[Object] = []
        self._states: dict[str, Object] = {}

    def content(self, page: Page, *, links: bool) -> bytes:
        """Return the content of *page* in inks, and separate all that it names.

        Raises:
            UnknownColourError: it has a colour that cannot be separated.
        """
        parts = page.obj.get("/Contents", Array())
        streams = [parts] if isinstance(parts, Stream) else list(parts)
        resources = page.resources
        rewriting = Rewriting(self._plates, self._spaces(resources), links=links)
        rewritten = rewriting.page(b"\n".join(stream.read_bytes() for stream in streams))
        self._name_states(resources, rewriting.used)
        self._enter(resources, self._plates)
        while self._waiting:
            self._form(*self._waiting.pop())
        return rewritten

    def finish(self) -> None:
        """Take away the colour spaces that nothing asks for any more, and dictionaries that are empty."""
        for resources in self._resources:
            spaces = resources.get("/ColorSpace", Dictionary())
            for name in [name for name, space in spaces.items() if family(space) not in KEPT]:
                del spaces[name]
            for kind in ("/ColorSpace", "/Pattern", "/Shading", "/XObject"):
                if kind in resources and not resources[kind].keys():
                    del resources[kind]

    def _new(self, found: Object) -> bool:
        """Say whether *found* is met for the first time; an object without a number of its own always is."""
        if not found.is_indirect:
            return True
        new = found.objgen not in self._seen
        self._seen.add(found.objgen)
        return new

    def _enter(self, resources: Object, inks: Inks) -> None:
        if not self._new(resources):
            return
        self._resources.append(resources)
        for shading in _named(resources, "/Shading"):
            self._shading(shading, inks)
        for pattern in _named(resources, "/Pattern"):
            self._pattern(pattern, inks)
        for found in _named(resources, "/XObject"):
            self._x_object(found, inks)
        for state in _named(resources, "/ExtGState"):
            self._state(state, inks)

    def _x_object(self, found: Object, inks: Inks) -> None:
        if found.get("/Subtype") == "/Form":
            self._waiting.append((found, inks))
        elif self._new(found):
            self.transparent |= "/SMask" in found
            raster.separate(found, inks)

    def _pattern(self, pattern: Object, inks: Inks) -> None:
        if pattern.get("/PatternType") == 1:
            self._waiting.append((pattern, inks))
        else:
            self._shading(pattern.Shading, inks)

    def _state(self, state: Object, inks: Inks) -> None:
        """Separate the soft mask of a graphics state; its lightness counts, or how much of it is covered."""
        shines = any(float(state.get(key, 1)) < 1 for key in ("/ca", "/CA"))
        self.transparent |= shines or state.get("/BM", Name.Normal) not in ("/Normal", "/Compatible")
        mask = state.get("/SMask")
        if isinstance(mask, Dictionary):
            self.transparent = True
            luminous = mask.get("/S") == "/Luminosity"
            if luminous and "/BC" in mask:
                raise UnknownColourError("a soft mask with a backdrop")
            self._waiting.append((mask.G, self._lightness if luminous else inks))

    def _form(self, form: Object, inks: Inks) -> None:
        """Rewrite the content of a form or of the tile of a pattern."""
        if not self._new(form):
            return
        resources = form.get("/Resources", Dictionary())
        rewriting = Rewriting(inks, self._spaces(resources))
        tile = form.get("/PatternType") == 1
        content = form.read_bytes()
        form.write(rewriting.page(content) if tile else rewriting.form(content))
        if rewriting.used and "/Resources" not in form:
            form.Resources = resources
        self._name_states(resources, rewriting.used)
        if group := form.get("/Group"):
            self.transparent = True
            group.CS = Name(inks.space)
        self._enter(resources, inks)

    def _spaces(self, resources: Object) -> dict[str, str]:
        return {name: family(space) for name, space in resources.get("/ColorSpace", Dictionary()).items()}

    def _name_states(self, resources: Object, names: set[str]) -> None:
        """Put the graphics states called *names* into *resources*: ``Overprint`` and a flag each, fill and stroke."""
        if names and "/ExtGState" not in resources:
            resources.ExtGState = Dictionary()
        for name in sorted(names):
            if name not in self._states:
                fill, stroke = (flag == "1" for flag in name[-2:])
                state = Dictionary(Type=Name.ExtGState, op=fill, OP=stroke, OPM=1)
                self._states[name] = self._pdf.make_indirect(state)
            resources.ExtGState[f"/{name}"] = self._states[name]

    def _shading(self, shading: Object, inks: Inks) -> None:
        if self._new(shading):
            gradient.separate(shading, inks)


def _named(resources: Object, kind: str) -> Iterator[Object]:
    yield from resources.get(kind, Dictionary()).values()
