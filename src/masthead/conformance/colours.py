"""Colour spaces: what a space comes down to (ISO 32000-1, 8.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from masthead.conformance.objects import get, has_keys, items, key, name, place, text, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

DEVICE = {
    "DeviceGray": "DefaultGray", "G": "DefaultGray",
    "DeviceRGB": "DefaultRGB", "RGB": "DefaultRGB",
    "DeviceCMYK": "DefaultCMYK", "CMYK": "DefaultCMYK",
}  # fmt: skip
"""Device spaces, long and as inline images shorten them, each with the space that may stand in for it (8.6.5.6)."""
LONG = {"G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK"}
DEEPEST = 8
"""Spaces based on other spaces that are followed."""


def device_spaces(space: Any, resources: Any, depth: int = 0) -> Iterator[str]:  # noqa: ANN401
    """Give the device spaces that *space* comes down to, where *resources* put no default space in their place."""
    if depth > DEEPEST or space is None:
        return
    family = name(space)
    if family in DEVICE:
        if get(resources, "/ColorSpace", f"/{DEVICE[family]}") is None:
            yield LONG.get(family, family)
        return
    if family and family != "Pattern":
        yield from device_spaces(get(resources, "/ColorSpace", f"/{family}"), resources, depth + 1)
        return
    for base in _bases(space):
        yield from device_spaces(base, resources, depth + 1)


def _bases(space: Any) -> list[Any]:  # noqa: ANN401
    """Return the spaces that an array of a colour space is based on."""
    parts = items(space)
    family = name(parts[0]) if parts else ""
    if family in ("Indexed", "I", "Pattern"):
        return parts[1:2]
    if family in ("Separation", "DeviceN"):
        return parts[2:3]
    return parts[:1] if family in DEVICE else []


def icc_profiles(space: Any, resources: Any, depth: int = 0) -> Iterator[Any]:  # noqa: ANN401
    """Give the profile streams of the ICCBased spaces that *space* comes down to."""
    if depth > DEEPEST or space is None:
        return
    if named := name(space):
        yield from icc_profiles(get(resources, "/ColorSpace", f"/{named}"), resources, depth + 1)
        return
    parts = items(space)
    if parts and name(parts[0]) == "ICCBased" and len(parts) > 1:
        yield parts[1]
    for base in _bases(space):
        yield from icc_profiles(base, resources, depth + 1)


class Profile:
    """The header of an ICC profile (ICC.1:2010, 7.2): 128 bytes."""

    def __init__(self, stream: Any, data: bytes) -> None:  # noqa: ANN401
        self.where = place(stream, "a profile")
        self.key = key(stream)
        self.components = whole(get(stream, "/N"))
        self.whole = len(data) >= 132 and data[36:40] == b"acsp" and int.from_bytes(data[:4], "big") <= len(data)
        self.version = data[8] if self.whole else 0
        self.kind = data[12:16].decode("latin-1").strip()
        """Device class: prtr, mntr, scnr, spac."""
        self.space = data[16:20].decode("latin-1").strip()
        """RGB, CMYK, GRAY or Lab."""

    @property
    def channels(self) -> int:
        """Components of the space of the profile; 0 where it is none that PDF knows."""
        return {"GRAY": 1, "RGB": 3, "Lab": 3, "CMYK": 4}.get(self.space, 0)


def separations(space: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401
    """Give the name and the array of each spot colour in *space*, those of a DeviceN space included."""
    parts = items(space)
    if len(parts) < 4:
        return
    if name(parts[0]) == "Separation":
        yield name(parts[1]), space
    attributes = parts[4] if name(parts[0]) == "DeviceN" and len(parts) > 4 else None
    colorants = get(attributes, "/Colorants")
    if has_keys(colorants):
        for other in colorants.values():
            yield from separations(other)


def condition(intent: Any) -> str:  # noqa: ANN401
    """Return the identifier of the printing condition that an output intent names."""
    return text(get(intent, "/OutputConditionIdentifier")) or ""
