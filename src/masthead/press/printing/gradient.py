"""Gradients, separated: the colours of their stops, between which the plates then go evenly.

Between two stops nothing is taken through the profile: an even way from black to white, say, would leave the black
plate and come back to it, and that would be seen as a band.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pikepdf import Array, Dictionary, Name

from masthead.press.printing.ink import ink_of
from masthead.press.printing.space import COMPONENTS, KEPT, UnknownColourError, family

if TYPE_CHECKING:
    from pikepdf import Object

    from masthead.press.printing.ink import Inks

AXIAL, RADIAL = 2, 3
"""The kinds of gradient that CSS and SVG know (ISO 32000-1, 8.7.4.5)."""
EXPONENTIAL, STITCHING = 2, 3
"""The kinds of function that they are made of (ISO 32000-1, 7.10)."""
DEEPEST = 8
"""Functions within each other that a gradient may have; WeasyPrint writes two."""


def separate(shading: Object, inks: Inks) -> None:
    """Bring the colours of *shading*, a shading dictionary, into *inks*.

    Raises:
        UnknownColourError: it is no axial or radial gradient between colours.
    """
    space = family(shading.ColorSpace)
    if space == inks.space.removeprefix("/") or space in KEPT:
        return
    if space not in COMPONENTS or shading.ShadingType not in (AXIAL, RADIAL):
        raise UnknownColourError(f"a gradient in {space}")
    shading.Function = _function(shading.Function, space, inks)
    if "/Background" in shading:
        shading.Background = _colour(shading.Background, space, inks)
    shading.ColorSpace = Name(inks.space)


def _function(function: Object, space: str, inks: Inks, depth: int = 0) -> Dictionary:
    """Return *function*, from a number to a colour, with the colours in inks."""
    if not isinstance(function, Dictionary) or depth > DEEPEST:
        raise UnknownColourError("a gradient of many parts")
    done = Dictionary({key: value for key, value in function.items() if key != "/Range"})
    if function.FunctionType == EXPONENTIAL:
        done.C0, done.C1 = (_colour(function[end], space, inks) for end in ("/C0", "/C1"))
    elif function.FunctionType == STITCHING:
        done.Functions = Array([_function(part, space, inks, depth + 1) for part in function.Functions])
    else:
        raise UnknownColourError("a gradient that is computed")
    return done


def _colour(numbers: Any, space: str, inks: Inks) -> Array:  # noqa: ANN401 (an array, typed as any object)
    ink = ink_of(inks, space, [float(number) for number in numbers])
    return Array([round(part, 3) for part in ink])
