"""The marks a machine reads at the foot of page 1: the barcode of the job number and the QR code of the address.

Both are returned as SVG text with a single path and nothing else: no words, so that nothing reaches the text
layer of the PDF (the Organization sets its barcode in a font and leaves ``*1345517*`` behind in the text), and no
quiet zone, because the measured boxes are those of the ink; the style sheet keeps the white space around them.
The drawing unit is the module, the narrowest bar or dot. How large a mark is on paper is the style sheet's to say:
a barcode 100.8 x 12.7 pt, a QR code 55 pt square (A/RES/68/262).
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BARCODE_RATIO = 12.7 / 100.8
"""Height of a barcode for its width, measured on A/RES/68/262."""

_JOB_NUMBER = re.compile(r"([0-9]{2})-([0-9]{5})")
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height:g}"><path d="{path}"/></svg>'


def barcode(job_number: str) -> str:
    """Return the Code 39 barcode of a job number as SVG text.

    ``13-45517`` is encoded as ``*1345517*``: the hyphen is dropped, the asterisks are the start and stop signs of
    the symbology, and there is no check digit. Wide bars are three modules, so nine signs make 143 modules, which
    is bar for bar what A/RES/68/262 prints. A Geneva number (``GE.19-13879``) is encoded without its prefix, which
    the caller leaves out.

    Raises:
        ValueError: The job number is not two digits, a hyphen and five digits.
    """
    modules = _code_39(_digits(job_number))
    width = len(modules)
    height = round(width * BARCODE_RATIO, 2)
    path = "".join(_bar(start, 0, length, height) for start, length in _dark_runs(modules))
    return _SVG.format(width=width, height=height, path=path)


@lru_cache(maxsize=1000)
def qr_code(address: str) -> str:
    """Return the QR code of an address as SVG text, at error correction level M.

    Level M is what the measured files of 2014 to January 2023 carry; those from September 2023 on carry L.

    Raises:
        ValueError: The address is empty, or longer than a QR code holds (2331 bytes at this level).
    """
    rows = _qr_rows(address)
    path = "".join(_bar(start, line, length, 1) for line, row in enumerate(rows) for start, length in _dark_runs(row))
    return _SVG.format(width=len(rows), height=len(rows), path=path)


def _digits(job_number: str) -> str:
    """Return the seven digits of a job number."""
    match = _JOB_NUMBER.fullmatch(job_number)
    if match is None:
        raise ValueError(
            f"{job_number!r} is not a job number: it has two digits, a hyphen and five digits, as in 13-45517"
        )
    return "".join(match.groups())


def _code_39(text: str) -> list[bool]:
    """Return the modules of a Code 39 symbol from left to right, true where there is ink."""
    from barcode.codex import Code39  # noqa: PLC0415 - most commands print no mark: do not pay for it at start-up

    (pattern,) = Code39(text, add_checksum=False).build()
    return [module == "1" for module in pattern]


def _qr_rows(address: str) -> list[list[bool]]:
    """Return the modules of a QR code row by row, true where there is ink."""
    import segno  # noqa: PLC0415 - most commands print no mark: do not pay for it at start-up

    if not address:
        raise ValueError("a QR code needs an address: the one given is empty")
    code = segno.make_qr(address, error="m", boost_error=False)
    return [[bool(module) for module in row] for row in code.matrix]


def _dark_runs(modules: Iterable[bool]) -> Iterator[tuple[int, int]]:
    """Yield the start and the length of each unbroken run of dark modules."""
    start = 0
    for dark, run in groupby(modules):
        length = len(list(run))
        if dark:
            yield start, length
        start += length


def _bar(x: int, y: int, width: int, height: float) -> str:
    """Return the path of a filled rectangle with its upper left corner at *x*, *y*."""
    return f"M{x} {y}h{width}v{height:g}h-{width}z"
