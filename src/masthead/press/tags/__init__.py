"""Writes the logical structure into a PDF: structure elements, the way from marks to them, link annotations."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

import pydyf

from masthead.press.tags.groups import Drawn, gathered
from masthead.press.tags.marking import Glyphs, mark
from masthead.press.tags.reader import tagged
from masthead.press.tags.structure import Content, Element, Link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from masthead.language import Language


class Tags:
    """Stands in for the engine's own tags while it writes the PDF of a document in *language*."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def __call__(self, pdf: Any, document: Any, version: object, streams: Sequence[Any]) -> None:  # noqa: ANN401
        """Tag the *pdf* of *document*, whose pages are drawn in *streams*; the engine calls this."""
        del version
        found = tagged(document.pages, [stream._tags for stream in streams])  # noqa: SLF001 (the engine hands them over)
        found.root.language = self._language.code
        if self._language.direction == "rtl":
            found.root.attribute("Layout", WritingMode="RlTb")
        glyphs = Glyphs(document.fonts)
        for stream, marks in zip(streams, found.pages, strict=True):
            gathered(stream.stream, Drawn(pdf, stream._resources["XObject"]))  # noqa: SLF001 (as above)
            mark(stream.stream, marks, glyphs)
        _Writer(pdf, self._language).write(found.root)
        pdf.catalog["ViewerPreferences"] = self._preferences()
        pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})

    def _preferences(self) -> Any:  # noqa: ANN401 (pydyf is not typed)
        preferences = pydyf.Dictionary({"DisplayDocTitle": "true"})
        if self._language.direction == "rtl":
            preferences["Direction"] = "/R2L"
        return preferences


class _Writer:
    """Makes the objects of a structure."""

    def __init__(self, pdf: Any, language: Language) -> None:  # noqa: ANN401
        self._pdf = pdf
        self._language = language
        self._pages = pdf.page_references
        self._content: dict[int, dict[int, Any]] = {}
        """For each page: what structure element each of its numbers belongs to."""
        self._annotations: list[tuple[Any, Any]] = []
        self._ids: dict[str, Any] = {}

    def write(self, root: Element) -> None:
        """Write the whole structure."""
        tree = self._add({"Type": "/StructTreeRoot"})
        tree["K"] = pydyf.Array([self._element(root, tree).reference])
        tree["ParentTree"] = self._parents().reference
        tree["ParentTreeNextKey"] = len(self._pages) + len(self._annotations)
        if self._ids:
            names = [part for name in sorted(self._ids) for part in (pydyf.String(name), self._ids[name])]
            tree["IDTree"] = self._add({"Names": pydyf.Array(names)}).reference
        self._pdf.catalog["StructTreeRoot"] = tree.reference

    def _add(self, values: dict[str, Any]) -> Any:  # noqa: ANN401
        made = pydyf.Dictionary(values)
        self._pdf.add_object(made)
        return made

    def _element(self, element: Element, parent: Any) -> Any:  # noqa: ANN401
        made = self._add({"Type": "/StructElem", "S": f"/{element.role}", "P": parent.reference})
        for key, text in (("Lang", element.language), ("Alt", element.alternative), ("ActualText", element.actual)):
            if text:
                made[key] = pydyf.String(text)
        if element.id:
            made["ID"] = pydyf.String(element.id)
            self._ids[element.id] = made.reference
        if element.attributes:
            made["A"] = _attributes(element.attributes)
        page = next((kid.page for kid in element.kids if isinstance(kid, Content)), None)
        if page is not None:
            made["Pg"] = self._pages[page]
        made["K"] = pydyf.Array(self._kid(kid, made, page) for kid in element.kids if _is_drawn(kid))
        return made

    def _kid(self, kid: Element | Content | Link, parent: Any, page: int | None) -> Any:  # noqa: ANN401
        """Return *kid* as it stands among the kids of *parent*, most of whose content is on *page*."""
        if isinstance(kid, Element):
            return self._element(kid, parent).reference
        if isinstance(kid, Link):
            self._annotations.append((kid.annotation, parent.reference))
            kid.annotation["Contents"] = pydyf.String(self._says(kid))
            return _dictionary(Type="/OBJR", Obj=kid.annotation.reference, Pg=self._pages[kid.page])
        self._content.setdefault(kid.page, {})[kid.number] = parent.reference
        if kid.page == page:
            return kid.number
        return _dictionary(Type="/MCR", Pg=self._pages[kid.page], MCID=kid.number)

    def _says(self, link: Link) -> str:
        """Return what a link is, for who cannot see it."""
        return link.mark if link.way == "address" else self._language.spoken(link.way, mark=link.mark)

    def _parents(self) -> Any:  # noqa: ANN401
        """Write the tree that leads from a page and a number, or an annotation, to the structure element."""
        numbers: list[Any] = []
        for page in range(len(self._pages)):
            own = self._content.get(page, {})
            references = self._add_array([own[number] for number in sorted(own)])
            numbers += [page, references.reference]
        for key, (annotation, element) in zip(count(len(self._pages)), self._annotations):
            annotation["StructParent"] = key
            numbers += [key, element]
        return self._add({"Nums": pydyf.Array(numbers)})

    def _add_array(self, values: list[Any]) -> Any:  # noqa: ANN401
        made = pydyf.Array(values)
        self._pdf.add_object(made)
        return made


def _is_drawn(kid: Element | Content | Link) -> bool:
    """Say whether *kid* is there; what was drawn in one with something else has no number of its own."""
    return not isinstance(kid, Content) or kid.number >= 0


def _dictionary(**values: Any) -> Any:  # noqa: ANN401
    return pydyf.Dictionary(values)


def _attributes(owners: dict[str, dict[str, object]]) -> Any:  # noqa: ANN401
    made = [
        pydyf.Dictionary({"O": f"/{owner}"} | {name: _value(value) for name, value in values.items()})
        for owner, values in owners.items()
    ]
    return made[0] if len(made) == 1 else pydyf.Array(made)


def _value(value: object) -> Any:  # noqa: ANN401
    """Return an attribute's value as the PDF has it: names as names, IDs and numbers in arrays."""
    if isinstance(value, list):
        return pydyf.Array(pydyf.String(one) if isinstance(one, str) else one for one in value)
    return f"/{value}" if isinstance(value, str) else value
