"""Akoma Ntoso files as hostile input: entities, network and document types are off; faults come with their line."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from lxml import etree

from masthead.problem import MastheadError, Place, Problem, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml.etree import _Element as Element

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
UN = "http://un.org/akn4un"
"""The namespace of what the United Nations adds."""
LARGEST = 50 * 1024 * 1024
"""Bytes of the largest file that is read; the largest of the corpus has half a megabyte."""
_SYMBOL = re.compile(rb'<docNumber[^>]*refersTo="#symbol"[^>]*>([^<]*)<')


def read(file: Path) -> Element:
    """Return the root of an Akoma Ntoso file.

    Raises:
        MastheadError: it cannot be read, is too large, is not well formed, or is not Akoma Ntoso.
    """
    root = _parsed(file, _bytes(file))
    if name(root) != "akomaNtoso":
        what = f"this is no Akoma Ntoso file: its root is {quoted(name(root))}"
        raise _wrong(file, what, f"give files whose root is akomaNtoso in the namespace {NAMESPACE}", root)
    return root


def symbol(file: Path) -> str | None:
    """Return the symbol that *file* seems to have, without reading it as XML; None where none is found."""
    try:
        found = _SYMBOL.search(_bytes(file))
    except MastheadError:
        return None
    return found[1].decode(errors="replace").strip() if found else None


def _bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            if size > LARGEST:
                what = f"the file has {size:,} bytes, and {LARGEST:,} are the most that are read"
                raise _wrong(file, what, "divide it into documents")
            return stream.read()
    except OSError as error:
        raise _wrong(file, f"the file cannot be read ({error.strerror})", "check its name and its rights") from None


def _parsed(file: Path, data: bytes) -> Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        said = (error.msg or "no element was found").partition(", line ")[0].strip()
        place = Place(str(file), line or 1, column or 1)
        raise MastheadError([Problem(place, f"the file is not well formed ({said})", "mend the file")]) from None
    if root.getroottree().docinfo.doctype:
        todo = "delete the line <!DOCTYPE ...>; a document needs no entities"
        raise _wrong(file, "the file declares a document type", todo, None, 1)
    return root


def _wrong(file: Path, what: str, todo: str, element: Element | None = None, line: int = 0) -> MastheadError:
    return MastheadError([Problem(place(file, element) if element is not None else Place(str(file), line), what, todo)])


def place(file: Path, element: Element) -> Place:
    """Return the line of *element* in *file*."""
    return Place(str(file), element.sourceline or 0)


def name(element: Element) -> str:
    """Return the name of an element without the namespace of Akoma Ntoso; empty for a comment."""
    return element.tag.removeprefix(f"{{{NAMESPACE}}}") if isinstance(element.tag, str) else ""


def children(element: Element, *names: str) -> Iterator[Element]:
    """Give the elements right within *element*, of these names or all."""
    return (child for child in element if name(child) and (not names or name(child) in names))


def child(element: Element, *names: str) -> Element | None:
    """Return the first element within *element* of one of these names."""
    return next(children(element, *names), None)


def within(element: Element, *names: str) -> Iterator[Element]:
    """Give all elements below *element* of these names, in the order of the file."""
    return (found for found in element.iter() if name(found) in names)


def plain(element: Element) -> str:
    """Return the text of an element with single spaces, no-break ones as they are; without its notes."""
    return re.sub(" {2,}", " ", "".join(_texts(element))).strip()


def _texts(element: Element) -> Iterator[str]:
    yield _folded(element.text)
    for inner in element:
        if name(inner) == "eol":
            yield " "
        elif name(inner) and name(inner) != "authorialNote":
            yield from _texts(inner)
        yield _folded(inner.tail)


def _folded(text: str | None) -> str:
    return (text or "").replace("\n", " ").replace("\r", " ").replace("\t", " ")
