"""Operators of content streams (ISO 32000-1, annex A): what each does to what reads the stream."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pikepdf

from masthead.conformance.content import FontUse
from masthead.conformance.marking import EXEMPT, begin, end
from masthead.conformance.objects import entries, get, has_keys, items, key, name, whole
from masthead.conformance.tokens import codes

if TYPE_CHECKING:
    from collections.abc import Callable

    from masthead.conformance.stream import Stream
    from masthead.conformance.tokens import Operand

OPERATORS = frozenset(
    b"b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k l m M MP n q Q "
    b"re RG rg ri s S sc SC scn SCN sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \"".split()
)
"""All operators of PDF 1.7."""


def _save(stream: Stream, operands: list[Operand]) -> None:
    del operands
    stream.saved.append(replace(stream.state))
    deepest = stream.content.nesting
    deepest[stream.index] = max(deepest.get(stream.index, 0), len(stream.saved))


def _restore(stream: Stream, operands: list[Operand]) -> None:
    del operands
    if stream.saved:
        stream.state = stream.saved.pop()


def _show(stream: Stream, operands: list[Operand]) -> None:
    """Show text: ``Tj``, ``TJ``, ``'`` and ``"``."""
    found = [data for data in codes(operands) if data]
    if not found or stream.state.font is None:
        return
    stream.paint("text")
    use = stream.content.fonts.setdefault(stream.state.font_key, FontUse(stream.state.font, stream.index))
    use.strings.update(found)
    use.rendered |= stream.state.mode != 3
    if not stream.marked.replaced:
        use.plain.update(found)
    if stream.marked.mark:
        stream.marked.mark.shows_text = True


def _font(stream: Stream, operands: list[Operand]) -> None:
    font = stream.resource("Font", operands[:1])
    stream.state.font = font
    stream.state.font_key = key(font) if key(font)[0] else (stream.owner, *operands[:1])
    if name(get(font, "/Subtype")) == "Type3":
        for _, glyph in entries(get(font, "/CharProcs")):
            stream.form(glyph, EXEMPT, get(font, "/Resources"))


def _mode(stream: Stream, operands: list[Operand]) -> None:
    """Set the text rendering mode: ``Tr``."""
    if operands and isinstance(operands[0], bytes) and operands[0].isdigit():
        stream.state.mode = int(operands[0][:2])


def _graphics_state(stream: Stream, operands: list[Operand]) -> None:
    """Set parameters from a dictionary: ``gs``."""
    set_, content = stream.resource("ExtGState", operands), stream.content
    if not has_keys(set_):
        return
    at = key(set_) if key(set_)[0] else (stream.owner, *operands[:1])
    content.states[at] = (set_, stream.index)
    mask = get(set_, "/SMask", "/G")
    if is_transparent(set_):
        content.transparent[stream.index] = None
    if isinstance(mask, pikepdf.Stream):
        stream.form(mask, EXEMPT)
    if has_keys(font := (items(get(set_, "/Font")) or [None])[0]):
        stream.state.font, stream.state.font_key = font, key(font)
    _overprint(stream, set_)


def is_transparent(state: Any) -> bool:  # noqa: ANN401
    """Say whether a graphics state lets anything shine through (ISO 32000-1, 11.6)."""
    if any(get(state, alpha) not in (None, 1) for alpha in ("/CA", "/ca")) or has_keys(get(state, "/SMask")):
        return True
    modes = items(get(state, "/BM")) or [get(state, "/BM")]
    return any(name(mode) not in ("", "Normal", "Compatible") for mode in modes)


def _overprint(stream: Stream, set_: Any) -> None:  # noqa: ANN401
    """Take over how inks overprint (ISO 32000-1, 8.6.7): OP holds for both unless op is there."""
    stroke, fill, mode = get(set_, "/OP"), get(set_, "/op"), whole(get(set_, "/OPM"))
    if stroke is not None or fill is not None:
        stream.state.overprint = (bool(stroke if fill is None else fill), bool(stroke))
    if mode is not None:
        stream.state.overprint_mode = mode


def _draw(stream: Stream, operands: list[Operand]) -> None:
    """Draw a form or a picture: ``Do``."""
    drawn, content = stream.resource("XObject", operands), stream.content
    if name(get(drawn, "/Subtype")) == "Form":
        content.forms[key(drawn)] += 1
        stream.form(drawn, stream.marked.drawn)
        return
    stream.paint("a picture")
    content.colour(get(drawn, "/ColorSpace"), stream.resources, stream.index)
    if get(drawn, "/SMask") is not None:
        content.transparent[stream.index] = None


def _inline_image(stream: Stream, operands: list[Operand]) -> None:
    stream.paint("a picture")
    written = operands[0] if operands and isinstance(operands[0], dict) else {}
    space = written.get(b"/CS", written.get(b"/ColorSpace"))
    if isinstance(space, bytes):
        stream.content.colour(named(space), stream.resources, stream.index)


def _shade(stream: Stream, operands: list[Operand]) -> None:
    stream.paint("a shading")
    shading = stream.resource("Shading", operands)
    stream.content.colour(get(shading, "/ColorSpace"), stream.resources, stream.index)


def _intent(stream: Stream, operands: list[Operand]) -> None:
    if operands and isinstance(operands[0], bytes):
        stream.content.intents[stream.index, operands[0][1:].decode("latin-1")] = None


def _pattern(stream: Stream, operands: list[Operand]) -> None:
    """Look into the pattern that a colour names, if it names one: ``scn`` and ``SCN``."""
    if not operands or not isinstance(operands[-1], bytes) or not operands[-1].startswith(b"/"):
        return
    pattern = stream.resource("Pattern", operands)
    stream.content.colour(get(pattern, "/Shading", "/ColorSpace"), stream.resources, stream.index)
    if isinstance(pattern, pikepdf.Stream):
        stream.form(pattern, EXEMPT)


def named(written: bytes) -> Any:  # noqa: ANN401
    """Return the name that a stream writes as *written*, with its slash."""
    return pikepdf.Name(written.decode("ascii", "replace")) if len(written) > 1 else None


def _space(*, stroke: bool, space: Any = None) -> Callable[[Stream, list[Operand]], None]:  # noqa: ANN401
    """Return what sets a colour space: the one given, or the one that the operand names."""

    def set_(stream: Stream, operands: list[Operand]) -> None:
        chosen = space or (named(operands[0]) if operands and isinstance(operands[0], bytes) else None)
        if stroke:
            stream.state.stroke = chosen
        else:
            stream.state.fill = chosen
        stream.content.colour(chosen, stream.resources, stream.index)

    return set_


HANDLERS: dict[bytes, Callable[[Stream, list[Operand]], None]] = {
    b"q": _save, b"Q": _restore, b"BMC": begin, b"BDC": begin, b"EMC": end, b"gs": _graphics_state, b"Do": _draw,
    b"EI": _inline_image, b"sh": _shade, b"ri": _intent, b"Tf": _font, b"Tr": _mode,
    b"scn": _pattern, b"SCN": _pattern,
    **dict.fromkeys((b"Tj", b"TJ", b"'", b'"'), _show),
    b"cs": _space(stroke=False), b"CS": _space(stroke=True),
    b"g": _space(stroke=False, space=pikepdf.Name.DeviceGray), b"G": _space(stroke=True, space=pikepdf.Name.DeviceGray),
    b"rg": _space(stroke=False, space=pikepdf.Name.DeviceRGB), b"RG": _space(stroke=True, space=pikepdf.Name.DeviceRGB),
    b"k": _space(stroke=False, space=pikepdf.Name.DeviceCMYK), b"K": _space(stroke=True, space=pikepdf.Name.DeviceCMYK),
}  # fmt: skip
