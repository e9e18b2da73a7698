"""Pictures: whether a file of the workspace is one that can be printed, before the engine is asked."""

from __future__ import annotations

import io
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING

from masthead.drawing import drawing_fault
from masthead.problem import quoted
from masthead.workspace import OutsideError, TooLargeError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from masthead.drawing import What
    from masthead.workspace import Workspace

ENDINGS = {".svg": "SVG", ".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG"}
"""The kinds of pictures that are printed, by the end of their file's name."""
MEGAPIXELS = 60
"""Dots of the largest picture: a whole page at 800 dots an inch."""
_BITS_AT, _BITS = 24, 16
"""Where a PNG file says how many bits a dot has for each colour, and how many the engine prints as nonsense."""


def picture_fault(workspace: Workspace, name: str, given: str) -> What | None:
    """Return what is wrong with the picture *name*, called *given* in messages; None when it can be printed."""
    shown = f"picture {quoted(given)}"
    kind = next((kind for ending, kind in ENDINGS.items() if name.lower().endswith(ending)), None)
    try:
        data = workspace.read(name)
    except OutsideError:
        return f"{shown} lies outside the workspace", "copy it into the workspace"
    except TooLargeError:
        return f"{shown} is too large a file", "save it with fewer dots"
    except OSError:
        if "://" in given:
            return f"{shown} is an address, and nothing is ever fetched", "copy the picture into the workspace"
        return f"{shown} is missing: there is no {name}", "put it there or mend its name"
    if kind is None:
        return f"{shown} is of no kind that can be printed", f"use {', '.join(ENDINGS)}"
    found = drawing_fault(data) if kind == "SVG" else _raster_fault(data, kind)
    return (f"{shown} {found[0]}", found[1]) if found else None


def _raster_fault(data: bytes, kind: str) -> What | None:
    from PIL import Image  # noqa: PLC0415 (few documents have pictures)

    try:
        with _strictly(), Image.open(io.BytesIO(data), formats=[kind]) as image:
            too_large = image.width * image.height > MEGAPIXELS * 1_000_000
            if not too_large:
                image.load()
    except Image.DecompressionBombError:
        too_large = True
    except Exception:  # noqa: BLE001 (a broken file makes the library raise nearly anything)
        return f"is not a whole {kind} file", f"save it again as {kind}"
    if kind == "PNG" and data[_BITS_AT] == _BITS:
        return f"has {_BITS} bits a dot for each colour", "save it with 8"
    todo = f"make it smaller than {MEGAPIXELS} million dots"
    return ("has more dots than can be printed", todo) if too_large else None


@contextmanager
def _strictly() -> Iterator[None]:
    """Have half a picture be an error, whatever the engine has asked of the library, and warnings be none."""
    from PIL import Image, ImageFile  # noqa: PLC0415

    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before
