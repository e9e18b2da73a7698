"""Plain values out of the objects of a PDF, whatever a stranger has put there.

Every function takes any object and answers with nothing where its kind is not the one asked for, so that no check
has to ask first.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in pt."""


def words(listed: str) -> frozenset[str]:
    """Return the words of a list, as of names that a standard knows."""
    return frozenset(listed.split())


def has_keys(value: Any) -> bool:  # noqa: ANN401 (objects of a PDF are of many kinds)
    """Say whether *value* is a dictionary or a stream."""
    return isinstance(value, pikepdf.Dictionary | pikepdf.Stream)


def get(value: Any, *keys: str) -> Any:  # noqa: ANN401
    """Return what stands under *keys*, one within the other, or None."""
    for key in keys:
        if not has_keys(value):
            return None
        value = value.get(key)
    return value


def keys(value: Any) -> list[str]:  # noqa: ANN401
    """Return the keys of a dictionary or stream, with their slash."""
    return list(value.keys()) if has_keys(value) else []


def entries(value: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401
    """Give the keys and values of a dictionary or stream."""
    if has_keys(value):
        yield from value.items()


def items(value: Any) -> list[Any]:  # noqa: ANN401
    """Return what an array holds; nothing for anything else."""
    return list(value) if isinstance(value, pikepdf.Array) else []


def one_or_many(value: Any) -> list[Any]:  # noqa: ANN401
    """Return what an array holds, or the value itself where it may stand alone."""
    return list(value) if isinstance(value, pikepdf.Array) else [] if value is None else [value]


def name(value: Any) -> str:  # noqa: ANN401
    """Return a name without its slash; bytes that are not UTF-8 become U+FFFD."""
    if not isinstance(value, pikepdf.Name):
        return ""
    try:
        return str(value)[1:]
    except UnicodeDecodeError as error:
        return error.object.decode("utf-8", "replace")[1:]


def is_utf8(value: Any) -> bool:  # noqa: ANN401
    """Say whether a name is UTF-8 once its number signs are read."""
    return not isinstance(value, pikepdf.Name) or "\ufffd" not in name(value)


def text(value: Any) -> str | None:  # noqa: ANN401
    """Return a text string, or None where there is none."""
    return str(value) if isinstance(value, pikepdf.String) else None


def number(value: Any) -> float | None:  # noqa: ANN401
    """Return a number, or None where there is none."""
    return float(value) if isinstance(value, int | Decimal | float) and not isinstance(value, bool) else None


def whole(value: Any) -> int | None:  # noqa: ANN401
    """Return an integer, or None where there is none."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def box(value: Any) -> Box | None:  # noqa: ANN401
    """Return a rectangle with its corners in order, or None where there is none."""
    found = [number(item) for item in items(value)]
    if len(found) != 4 or None in found:
        return None
    x0, y0, x1, y1 = (item or 0.0 for item in found)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def key(value: Any) -> tuple[int, int]:  # noqa: ANN401
    """Return number and generation of an object; (0, 0) for one that stands within another."""
    return value.objgen if isinstance(value, pikepdf.Object) else (0, 0)


def place(value: Any, otherwise: str = "") -> str:  # noqa: ANN401
    """Return where an object is found, as ``object 14``; *otherwise* for one that stands within another."""
    found = key(value)[0]
    return f"object {found}" if found else otherwise
