"""Colour spaces of a PDF (ISO 32000-1, 8.6), told by the inks that they are printed with."""

from __future__ import annotations

from typing import Any

from pikepdf import Name

COMPONENTS = {"DeviceRGB": 3, "DeviceGray": 1, "DeviceCMYK": 4, "Lab": 3}
"""Colour spaces that are brought to inks, and how many numbers a colour has in each."""
KEPT = frozenset({"Separation", "DeviceN", "Pattern"})
"""Colour spaces that stay: inks of their own, and patterns, which have colours of their own."""

_PLAIN = {"CalRGB": "DeviceRGB", "CalGray": "DeviceGray"}
_BY_COMPONENTS = {1: "DeviceGray", 3: "DeviceRGB", 4: "DeviceCMYK"}


class UnknownColourError(ValueError):
    """A colour that cannot be brought to inks."""


def family(space: Any) -> str:  # noqa: ANN401 (any object may stand where a colour space should)
    """Return the device colour space that *space* is printed as, ``Lab``, or its own name where it is none."""
    name = str(space if isinstance(space, Name) else space[0]).removeprefix("/")
    if name == "ICCBased":
        return _BY_COMPONENTS.get(int(space[1].get("/N", 0)), name)
    return _PLAIN.get(name, name)
