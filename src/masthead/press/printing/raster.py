"""Pictures made of dots, separated: each in CMYK, or with black ink alone where it has no other colour."""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING

from pikepdf import Array, Name, Object, PdfError

from masthead.picture import MEGAPIXELS
from masthead.press.printing.space import UnknownColourError, family

if TYPE_CHECKING:
    from PIL.Image import Image

    from masthead.press.printing.ink import Inks

QUALITY = 95
"""Of a JPEG that has to be written again: no step is seen in print, at 300 dots an inch."""
_SPACES = {"L": Name.DeviceGray, "CMYK": Name.DeviceCMYK}


def separate(picture: Object, inks: Inks) -> None:
    """Bring the dots of *picture*, an image XObject, into *inks*; its soft mask is grey and stays.

    Raises:
        UnknownColourError: it has colours that no picture of WeasyPrint has.
    """
    if picture.get("/ImageMask", False):
        return
    space = family(picture.ColorSpace)
    if space in ("DeviceGray", "DeviceCMYK"):
        picture.ColorSpace = Name(f"/{space}")
    elif space == "DeviceRGB" and picture.BitsPerComponent == 8 and "/Decode" not in picture:
        _replace(picture, inks.picture(_opened(picture)))
    elif space not in ("Separation", "DeviceN"):
        raise UnknownColourError(f"a picture in {space}")


def _opened(picture: Object) -> Image:
    from PIL import Image  # noqa: PLC0415 (few documents have pictures)

    size = int(picture.Width), int(picture.Height)
    if size[0] * size[1] > MEGAPIXELS * 1_000_000 or isinstance(picture.get("/Mask"), Array):
        raise UnknownColourError("a picture with too many dots or a mask of colours")
    try:
        if _is_jpeg(picture):
            return Image.open(io.BytesIO(picture.read_raw_bytes()), formats=["JPEG"]).convert("RGB")
        return Image.frombytes("RGB", size, picture.read_bytes())
    except (ValueError, OSError, PdfError) as error:
        raise UnknownColourError("a picture of more than 8 bits a colour, or one that is not whole") from error


def _is_jpeg(picture: Object) -> bool:
    filters = picture.get("/Filter")
    return filters == "/DCTDecode" or (isinstance(filters, Array) and list(filters) == ["/DCTDecode"])


def _replace(picture: Object, dots: Image) -> None:
    """Write *dots* in place of those of *picture*: a JPEG as JPEG again, all others without loss."""
    picture.ColorSpace = _SPACES[dots.mode]
    if not _is_jpeg(picture):
        packed = zlib.compress(dots.tobytes(), 6)
        picture.write(packed, filter=Name.FlateDecode, decode_parms=None)
        return
    written = io.BytesIO()
    dots.save(written, "JPEG", quality=QUALITY, subsampling=0)
    picture.write(written.getvalue(), filter=Name.DCTDecode)
    if dots.mode == "CMYK":  # Adobe's way, which Pillow follows: the levels in the file are those of the paper
        picture.Decode = Array([1, 0] * 4)
