"""Inks: what a colour of the screen becomes on the plates of a printing press.

Black, white and every grey are printed with the black plate alone, for letters in four inks blur as soon as one
plate is a hair off. All other colours go through the profile of the printing condition.
"""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL.Image import Image

    from masthead.press.printing.profile import Profile

Ink = tuple[float, ...]
"""How much of each ink is printed, from 0 to 1: cyan, magenta, yellow and black, or a lightness alone."""
BLACK: Ink = (0.0, 0.0, 0.0, 1.0)
_LUMA = (0.3, 0.59, 0.11)
"""Weights of red, green and blue in a lightness (ISO 32000-1, 10.3.2)."""


class Inks(Protocol):
    """Brings colours into one colour space of the print."""

    space: str
    """Name of the colour space in a PDF."""
    fill: bytes
    stroke: bytes
    """Operators that set a colour of it."""
    overprints: bool
    """Whether black is printed over what lies beneath, which is not left blank for it."""

    def rgb(self, red: float, green: float, blue: float) -> Ink:
        """Return the ink of an sRGB colour, from 0 to 1."""

    def gray(self, lightness: float) -> Ink:
        """Return the ink of a grey, from 0 (black) to 1."""

    def cmyk(self, cyan: float, magenta: float, yellow: float, black: float) -> Ink:
        """Return the ink of a colour that was given in inks."""

    def lab(self, lightness: float, a: float, b: float) -> Ink:
        """Return the ink of a CIE L*a*b* colour: lightness from 0 to 100."""

    def picture(self, image: Image) -> Image:
        """Return an RGB picture in CMYK, or in grey where it has no other colour."""


class Plates:
    """Inks for the page: CMYK of one printing condition."""

    space, fill, stroke, overprints = "/DeviceCMYK", b"k", b"K", True

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.rgb = cache(self._rgb)
        self.lab = cache(self._lab)

    def gray(self, lightness: float) -> Ink:
        """Return a grey as a share of black ink."""
        return (0.0, 0.0, 0.0, 1 - lightness)

    def cmyk(self, cyan: float, magenta: float, yellow: float, black: float) -> Ink:
        """Return the ink as it is."""
        return (cyan, magenta, yellow, black)

    def _rgb(self, red: float, green: float, blue: float) -> Ink:
        levels = [_level(part) for part in (red, green, blue)]
        return self.gray(levels[0] / 255) if len(set(levels)) == 1 else self._through(self._single, "RGB", levels)

    def _lab(self, lightness: float, a: float, b: float) -> Ink:
        levels = [_level(lightness / 100), *(_level((part + 128) / 255) for part in (a, b))]
        if max(abs(a), abs(b)) < 0.5:
            return self.gray(_companded(lightness))
        return self._through(self._single_lab, "LAB", levels)

    @staticmethod
    def _through(transform: Any, mode: str, levels: list[int]) -> Ink:  # noqa: ANN401 (Pillow's is not typed)
        from PIL import Image, ImageCms  # noqa: PLC0415 (few documents have colours)

        dot = Image.new(mode, (1, 1), tuple(levels))
        separated = ImageCms.applyTransform(dot, transform)
        return tuple(level / 255 for level in separated.tobytes()) if separated else BLACK

    def picture(self, image: Image) -> Image:
        """Return an RGB picture in CMYK, or in grey where it has no other colour."""
        from PIL import ImageChops, ImageCms  # noqa: PLC0415 (as above)

        red, green, blue = image.split()
        if not any(ImageChops.difference(red, other).getbbox() for other in (green, blue)):
            return red
        return ImageCms.applyTransform(image, self._quick) or image

    @cached_property
    def _single(self) -> Any:  # noqa: ANN401
        return self._transform("RGB")

    @cached_property
    def _single_lab(self) -> Any:  # noqa: ANN401
        return self._transform("LAB")

    @cached_property
    def _quick(self) -> Any:  # noqa: ANN401
        return self._transform("RGB", quick=True)

    def _transform(self, mode: str, *, quick: bool = False) -> Any:  # noqa: ANN401
        from masthead.press.printing.profile import separation  # noqa: PLC0415 (as above)

        return separation(self.profile, mode, quick=quick)


class Lightness:
    """Inks for a soft mask, whose lightness says how much of what lies beneath is seen: grey (ISO 32000-1, 11.5.3)."""

    space, fill, stroke, overprints = "/DeviceGray", b"g", b"G", False

    def rgb(self, red: float, green: float, blue: float) -> Ink:
        """Return the lightness of an sRGB colour."""
        return (sum(weight * part for weight, part in zip(_LUMA, (red, green, blue), strict=True)),)

    def gray(self, lightness: float) -> Ink:
        """Return the grey as it is."""
        return (lightness,)

    def cmyk(self, cyan: float, magenta: float, yellow: float, black: float) -> Ink:
        """Return the lightness of inks on white paper (ISO 32000-1, 10.3.3)."""
        darkness = sum(weight * ink for weight, ink in zip(_LUMA, (cyan, magenta, yellow), strict=True)) + black
        return (1 - min(1, darkness),)

    def lab(self, lightness: float, a: float, b: float) -> Ink:  # noqa: ARG002 (their lightness is what a mask takes)
        """Return the lightness of a CIE L*a*b* colour as sRGB has it."""
        return (_companded(lightness),)

    def picture(self, image: Image) -> Image:
        """Return a picture in grey."""
        return image.convert("L")


def ink_of(inks: Inks, space: str, numbers: Sequence[float]) -> Ink:
    """Return what *inks* make of the colour that *numbers* are in the colour space *space*."""
    if space == "DeviceRGB":
        return inks.rgb(*numbers)
    if space == "DeviceGray":
        return inks.gray(*numbers)
    return inks.cmyk(*numbers) if space == "DeviceCMYK" else inks.lab(*numbers)


def _level(part: float) -> int:
    return min(255, max(0, round(part * 255)))


def _companded(lightness: float) -> float:
    """Return the level of the grey in sRGB (IEC 61966-2-1) that has this CIE lightness, from 0 to 1."""
    root = (lightness + 16) / 116
    linear = root**3 if lightness > 8 else lightness / 903.3
    return 12.92 * linear if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055
