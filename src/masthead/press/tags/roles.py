"""Roles: what each element of the HTML is in the structure of a PDF (ISO 32000-1, 14.8.4; PDF/UA-1, 7)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_ROLES: Mapping[str, str] = {
    "header": "Sect",
    "footer": "Sect",
    "section": "Sect",
    "aside": "Sect",
    "article": "Art",
    "nav": "TOC",
    "blockquote": "BlockQuote",
    "p": "P",
    "q": "Quote",
    "code": "Code",
    "a": "Link",
    "ul": "L",
    "ol": "L",
    "dl": "L",
    "li": "LI",
    "li::marker": "Lbl",
    "dt": "LI",
    "dd": "LI",
    "table": "Table",
    "caption": "Caption",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "figure": "Div",
    "figcaption": "Caption",
    "img": "Figure",
    "{http://www.w3.org/2000/svg}svg": "Figure",
} | {f"h{level}": f"H{level}" for level in range(1, 7)}  # fmt: skip

_ROLES_OF_CLASSES: Mapping[str, str] = {"note": "Note", "table-note": "Note", "label": "Lbl"}
_IN_CONTENTS: Mapping[str, Mapping[str, str | None]] = {
    "TOC": {"ol": None, "ul": None, "li": "TOCI"},
    "TOCI": {"ol": "TOC", "ul": "TOC"},
}
"""What lists are within a table of contents (``nav``)."""
_CALL, _MARKER = "::footnote-call", "::footnote-marker"

_NUMBERING = (
    (re.compile(r"\(?[0-9\u0660-\u0669]+[.)]?"), "Decimal"),
    (re.compile(r"\(?[ivx]+[.)]"), "LowerRoman"),
    (re.compile(r"\(?[IVX]+[.)]"), "UpperRoman"),
    (re.compile(r"\(?[^\W\d_]+[.)]"), "LowerAlpha"),
)


def role_of(element: Any, tag: str, around: str) -> str | None:  # noqa: ANN401 (elements of the engine)
    """Return the role of the part *tag* of *element* (``p``, ``span::footnote-call``) in one of the role *around*.

    None where it has none of its own.
    """
    if tag.endswith(_CALL):
        return "Reference"
    if tag.endswith(_MARKER):
        return "Lbl"
    if "::" in tag:
        return _ROLES.get(tag)
    if tag == "a" and (found := _role_of_link(classes_of(element), around)):
        return found
    if around in ("TOC", "TOCI") and tag in _IN_CONTENTS[around]:
        return _IN_CONTENTS[around][tag]
    named = (_ROLES_OF_CLASSES[name] for name in classes_of(element) if name in _ROLES_OF_CLASSES)
    return next(named, _ROLES.get(tag))


def _role_of_link(classes: frozenset[str], around: str) -> str | None:
    """Return what a link is beyond a link: the call of a note, the mark before one, an entry of a table of contents."""
    if "letter" in classes and around == "Note":
        return "Lbl"
    return "Reference" if classes & {"again", "letter"} or around == "TOCI" else None


def classes_of(element: Any) -> frozenset[str]:  # noqa: ANN401
    """Return the classes of *element*."""
    return frozenset(element.get("class", "").split())


def numbering(label: str) -> str:
    """Return how the items of a list are numbered whose first has *label* (ISO 32000-1, table 347).

    Letters of any script count as letters: there is no value for those of the Cyrillic and Arabic alphabets.
    """
    text = label.strip()
    return next((name for pattern, name in _NUMBERING if pattern.fullmatch(text)), "None")


def scope(element: Any) -> str:  # noqa: ANN401
    """Return what a head of a table stands over: a ``Column`` or a ``Row``."""
    return "Row" if element.get("scope", "").startswith("row") else "Column"
