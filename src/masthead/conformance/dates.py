"""Dates as PDF writes them (ISO 32000-1, 7.9.4) and as XMP writes them (ISO 8601)."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

_PDF = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:(Z)|([-+])(\d\d)'?(\d\d)?'?)?(?:00'00'?)?")
_XMP = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:(Z)|([-+])(\d\d):(\d\d))?)?)?)?"
)


def instant(written: str) -> datetime | None:
    """Return the moment that a date of PDF or of XMP names, to the second; None where it is no date."""
    match = _PDF.fullmatch(written) or _XMP.fullmatch(written)
    if not match:
        return None
    *parts, _, sign, hours, minutes = match.groups()
    year, month, day, hour, minute, second = (int(part) if part else None for part in parts)
    east = timedelta(hours=int(hours or 0), minutes=int(minutes or 0)) * (-1 if sign == "-" else 1)
    try:
        zone = timezone(east) if sign else UTC
        return datetime(year or 1, month or 1, day or 1, hour or 0, minute or 0, second or 0, tzinfo=zone)
    except ValueError:
        return None
