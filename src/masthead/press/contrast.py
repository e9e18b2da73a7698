"""Contrast: whether text can be told from the paper by those who see little (WCAG 2.2, 1.4.3).

The Matterhorn Protocol leaves this to a person (04-001); what colours a style sheet gives can be measured all the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from masthead.problem import Place, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LEAST = 4.5
"""The least contrast between letters and what they stand on."""
_WHITE = (1.0, 1.0, 1.0)
Colour = tuple[float, float, float]
"""Red, green and blue from 0 to 1."""


def pale(pages: Iterable[Any]) -> list[Problem]:
    """Return a warning for each pair of colours on the laid *pages* in which text is hard to read."""
    pairs: dict[tuple[Colour, Colour], str] = {}
    for page in pages:
        for text, colour, ground in _texts(page._page_box, _WHITE):  # noqa: SLF001 (as in masthead.press.reading)
            if colour and ground:
                pairs.setdefault((colour, ground), text)
    return [
        _problem(text, colour, ground)
        for (colour, ground), text in pairs.items()
        if contrast(colour, ground) < LEAST
    ]  # fmt: skip


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast of two colours: 1 for none, 21 for black on white (WCAG 2.2, contrast ratio)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _texts(
    box: Any,  # noqa: ANN401 (boxes of the engine)
    ground: Colour | None,
) -> Iterator[tuple[str, Colour | None, Colour | None]]:
    """Give every text in *box* with its colour and that of what it stands on; None for one that cannot be told."""
    for child in getattr(box, "children", ()):
        child = getattr(child, "_box", child)  # noqa: PLW2901 (a placeholder stands for what is positioned)
        if type(child).__name__ == "TextBox":
            if child.text.strip():
                yield child.text, _seen(child.style["color"], ground), ground
        else:
            painted = child.style["background_color"]
            yield from _texts(child, ground if painted == "currentcolor" else _seen(painted, ground))


def _seen(colour: Any, ground: Colour | None) -> Colour | None:  # noqa: ANN401
    """Return what is seen of a *colour* that may let through what it stands on; None where it cannot be told."""
    alpha = float(colour.alpha)
    if alpha == 0 or ground is None:
        return ground if alpha == 0 else None
    try:
        parts = [float(part) for part in colour.to("srgb").coordinates]
    except (NotImplementedError, TypeError, ValueError):  # inks, and spaces that the engine brings to none other
        return None
    red, green, blue = (alpha * part + (1 - alpha) * under for part, under in zip(parts, ground, strict=True))
    return red, green, blue


def _problem(text: str, colour: Colour, ground: Colour) -> Problem:
    shown = " on ".join("#" + "".join(f"{round(part * 255):02x}" for part in each) for each in (colour, ground))
    what = f'text is set in {shown}, a contrast of {contrast(colour, ground):.1f} to 1: "{text.strip()[:40]}"'
    todo = f"set it darker: readers who see little need {LEAST} to 1 (WCAG 2.2, 1.4.3)"
    return Problem(Place("styles"), what, todo, Severity.WARNING)
