"""Reads the structure of a PDF from its own objects: what a screen reader walks, with the text of every element.

Text comes from the content of the pages by the ToUnicode maps of their fonts and by ActualText alone; no place on
the page is looked at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Opened = tuple[object, "str | None"]
"""Marked content that is open: its MCID, ``artifact`` or None; its ActualText or None."""
MAPPED = re.compile(r"<([0-9a-f]{4})> <([0-9a-f]*)>")


@dataclass
class Tag:
    """An element of the structure: its role, its entries, its kids (elements, texts, and links)."""

    role: str
    entries: dict[str, Any] = field(default_factory=dict)
    kids: list[Tag | str | Annotation] = field(default_factory=list)
    pages: set[int] = field(default_factory=set)

    @property
    def text(self) -> str:
        """All text in the element, notes among it, as it is read."""
        if "ActualText" in self.entries:
            return str(self.entries["ActualText"])
        return "".join(kid.text if isinstance(kid, Tag) else kid for kid in self.kids if isinstance(kid, (Tag, str)))

    @property
    def own(self) -> str:
        """The text of the element without its notes and their calls."""
        parts = []
        for kid in self.kids:
            if isinstance(kid, Tag):
                parts.append("" if kid.role in ("Note", "Reference") else kid.own)
            elif isinstance(kid, str):
                parts.append(kid)
        return "".join(parts)

    @property
    def tags(self) -> list[Tag]:
        """The kids that are elements."""
        return [kid for kid in self.kids if isinstance(kid, Tag)]

    def walk(self) -> Iterator[Tag]:
        """Give the element and all below it, in reading order."""
        yield self
        for kid in self.tags:
            yield from kid.walk()

    def all(self, *roles: str) -> list[Tag]:
        """Return the elements of these roles, in reading order."""
        return [tag for tag in self.walk() if tag.role in roles]

    def shape(self) -> str:
        """Return the element and its elements in one line: ``L(LI(Lbl LBody(P)))``."""
        inner = " ".join(tag.shape() for tag in self.tags)
        return f"{self.role}({inner})" if inner else self.role


@dataclass(frozen=True)
class Annotation:
    """A link that an element holds: what it says, and where it leads."""

    says: str
    leads: str


@dataclass
class Structure:
    """The structure of a PDF and what is drawn outside it."""

    root: Tag
    artifacts: list[str]
    """The text of the artifacts of each page."""
    unmarked: list[str]
    """The text of each page that is neither content nor artifact."""


@cache
def read(path: Path) -> Structure:
    """Read the structure of a PDF."""
    with pikepdf.open(path) as pdf:
        texts = [_texts(page) for page in pdf.pages]
        pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
        root = _tag(pdf.Root.StructTreeRoot.K[0], texts, pages, 0)
        return Structure(root, [text.get("artifact", "") for text in texts], [text.get("none", "") for text in texts])


def _tag(element: Any, texts: list[dict[object, str]], pages: dict[Any, int], page: int) -> Tag:
    page = pages[element.Pg.objgen] if "/Pg" in element else page
    names = ("/Lang", "/Alt", "/ActualText", "/ID")
    tag = Tag(str(element.S)[1:], {name[1:]: str(element[name]) for name in names if name in element})
    owners = element.get("/A", pikepdf.Array())
    for owner in owners if isinstance(owners, pikepdf.Array) else [owners]:
        tag.entries |= {key[1:]: _plain(value) for key, value in owner.items() if key != "/O"}
    for kid in element.K:
        if isinstance(kid, int):
            tag.kids.append(texts[page].get(kid, ""))
            tag.pages.add(page)
        elif kid.get("/Type") == "/MCR":
            tag.kids.append(texts[pages[kid.Pg.objgen]].get(int(kid.MCID), ""))
            tag.pages.add(pages[kid.Pg.objgen])
        elif kid.get("/Type") == "/OBJR":
            leads = kid.Obj.get("/Dest") if "/Dest" in kid.Obj else kid.Obj.A.URI
            tag.kids.append(Annotation(str(kid.Obj.Contents), str(leads)))
        else:
            tag.kids.append(_tag(kid, texts, pages, page))
    return tag


def _plain(value: Any) -> Any:
    if isinstance(value, pikepdf.Array):
        return [_plain(item) for item in value]
    return str(value).removeprefix("/") if isinstance(value, (pikepdf.Name, pikepdf.String)) else value


def _texts(page: pikepdf.Page) -> dict[object, str]:
    """Return what a page draws, by MCID; ``artifact`` and ``none`` for what has none."""
    maps, texts, stack, face = _maps(page), dict[object, str](), list[Opened](), ""
    for instruction in pikepdf.parse_content_stream(page):
        operands, name = instruction.operands, str(instruction.operator)
        if name in ("BDC", "BMC"):
            stack.append(_opened(operands, texts, stack))
        elif name == "EMC":
            stack.pop()
        elif name == "Tf":
            face = str(operands[0])
        elif name == "TJ" and not any(actual is not None for _, actual in stack):
            key = next((key for key, _ in reversed(stack) if key is not None), "none")
            texts[key] = texts.get(key, "") + _shown(operands[0], maps[face])
    return texts


def _opened(operands: Any, texts: dict[object, str], stack: list[Opened]) -> Opened:
    """Open marked content; what it says of its text stands for what it draws."""
    properties: Any = operands[1] if len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary) else {}
    key: object = "artifact" if operands[0] == "/Artifact" else None
    key = int(properties["/MCID"]) if "/MCID" in properties else key
    if "/ActualText" not in properties:
        return key, None
    actual = str(properties["/ActualText"])
    around = next((outer for outer, _ in [*reversed(stack)] if outer is not None), key)
    texts[around] = texts.get(around, "") + actual
    return key, actual


def _maps(page: pikepdf.Page) -> dict[str, dict[int, str]]:
    fonts = page.Resources.get("/Font", pikepdf.Dictionary())
    return {
        name: {
            int(glyph, 16): bytes.fromhex(text).decode("utf-16-be")
            for glyph, text in MAPPED.findall(font.ToUnicode.read_bytes().decode())
        }
        for name, font in fonts.items()
    }


def _shown(items: Any, letters: dict[int, str]) -> str:
    shown = b"".join(bytes(item) for item in items if isinstance(item, pikepdf.String))
    return "".join(letters[int.from_bytes(shown[at : at + 2], "big")] for at in range(0, len(shown), 2))
