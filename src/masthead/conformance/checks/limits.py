"""What a program must be able to hold of a file (ISO 19005-3, 6.1.13)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pikepdf

from masthead.conformance.clause import archive
from masthead.conformance.objects import box, get, is_utf8, items, name
from masthead.conformance.rules import Fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from masthead.conformance.opened import Opened

WHOLE = range(-(2**31), 2**31)
LARGEST, SMALLEST = Decimal("3.403e38"), Decimal("1.175e-38")
"""Limits of real numbers, without their sign."""
LONGEST_STRING, LONGEST_NAME = 32767, 127
"""In bytes."""
DEEPEST = 28
"""How deep q may be nested."""
BOXES = ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox")
MOST_COLOURANTS = 32
NARROWEST, WIDEST = 3, 14400
"""Limits of page boxes in pt."""


@rule(archive("6.1.13"), todo="write a number within the limits")
def numbers_within(file: Opened) -> Iterator[Fault]:
    """Numbers are within the limits: integers of 32 bits, reals as large and as small as single precision holds."""
    for where, value in file.values:
        if isinstance(value, bool):
            continue
        if isinstance(value, int) and value not in WHOLE:
            yield Fault(where, f"the integer {value} is out of range")
        if isinstance(value, Decimal) and (abs(value) > LARGEST or 0 < abs(value) < SMALLEST):
            yield Fault(where, f"the number {value:.3E} is out of range")


@rule(archive("6.1.13"), todo="shorten the string")
def strings_within(file: Opened) -> Iterator[Fault]:
    """Strings are no longer than 32,767 bytes."""
    for where, value in file.values:
        if isinstance(value, pikepdf.String) and len(bytes(value)) > LONGEST_STRING:
            yield Fault(where, f"a string has {len(bytes(value))} bytes")


@rule(archive("6.1.13"), todo="shorten the name")
def names_within(file: Opened) -> Iterator[Fault]:
    """Names are no longer than 127 bytes."""
    for where, value in file.values:
        if isinstance(value, pikepdf.Name) and is_utf8(value) and len(name(value).encode()) > LONGEST_NAME:
            yield Fault(where, f"a name has {len(name(value).encode())} bytes")


@rule(archive("6.1.13"), todo="draw with fewer q within each other")
def nesting_within(file: Opened) -> Iterator[Fault]:
    """The operator q is nested no deeper than 28 times."""
    for page, depth in file.content.nesting.items():
        if depth > DEEPEST:
            yield Fault(f"page {page}", f"q is nested {depth} deep")


@rule(archive("6.1.13"), todo="give the page another size")
def pages_within(file: Opened) -> Iterator[Fault]:
    """Boxes of pages are between 3 and 14,400 units wide and high."""
    for where, page in file.numbered():
        for key in BOXES:
            if found := box(get(page, key)):
                sides = found[2] - found[0], found[3] - found[1]
                if min(sides) < NARROWEST or max(sides) > WIDEST:
                    yield Fault(where, f"its {key[1:]} is {sides[0]:g} by {sides[1]:g}")


@rule(archive("6.1.13"), todo="use fewer colourants")
def colourants_within(file: Opened) -> Iterator[Fault]:
    """A DeviceN colour space has no more than 32 colourants."""
    for where, space in file.spaces("DeviceN"):
        if (count := len(items(items(space)[1]))) > MOST_COLOURANTS:
            yield Fault(where, f"a DeviceN colour space has {count} colourants")
