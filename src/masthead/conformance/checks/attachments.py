"""Files within the file (ISO 19005-3, 6.8; Matterhorn, checkpoint 21)."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any

import pikepdf

from masthead.conformance.clause import archive, basic, matterhorn, printing
from masthead.conformance.dates import instant
from masthead.conformance.objects import get, has_keys, key, name, one_or_many, place, text, whole
from masthead.conformance.rules import Fault, rule
from masthead.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from masthead.conformance.opened import Opened

RELATIONSHIPS = ("Source", "Data", "Alternative", "Supplement", "Unspecified")
"""The values of AFRelationship that ISO 19005-3, annex E names."""
_MIME = re.compile(r"[-\w+.]+/[-\w+.]+")


def _embedding(file: Opened) -> Iterator[tuple[str, Any, str]]:
    """Give the file specifications that embed a file: place, dictionary, name of the file."""
    for where, specification in file.having("/EF"):
        if has_keys(specification.get("/EF")):
            yield where, specification, text(get(specification, "/UF")) or text(get(specification, "/F")) or "a file"


def _streams(file: Opened) -> Iterator[tuple[str, Any, str]]:
    """Give the embedded files: place, stream, name of the file."""
    for where, specification, called in _embedding(file):
        for stream in {key(each): each for each in specification.get("/EF").values()}.values():
            if isinstance(stream, pikepdf.Stream):
                yield place(stream, where), stream, called


@rule(archive("6.8"), todo="say its type, or application/octet-stream")
def types_told(file: Opened) -> Iterator[Fault]:
    """An embedded file says of which type it is."""
    for where, stream, called in _streams(file):
        if not _MIME.fullmatch(name(get(stream, "/Subtype"))):
            yield Fault(where, f"{called}: Subtype is no MIME type")


@rule(archive("6.8"), matterhorn("21-001"), matterhorn("28-016"), todo="write the name of the file under F and UF")
def files_named(file: Opened) -> Iterator[Fault]:
    """An embedded file has its name under F and under UF."""
    for where, specification, called in _embedding(file):
        for at in ("/F", "/UF"):
            if not text(get(specification, at)):
                yield Fault(where, f"{called}: its file specification has no {at[1:]}")


@rule(archive("6.8"), todo="say what the file is to the document under AFRelationship")
def relationships_told(file: Opened) -> Iterator[Fault]:
    """An embedded file says what it is to the document: its source, its data, an alternative, a supplement."""
    for where, specification, called in _embedding(file):
        if name(get(specification, "/AFRelationship")) not in RELATIONSHIPS:
            yield Fault(
                where, f"{called}: AFRelationship is {name(get(specification, '/AFRelationship')) or 'missing'}"
            )


@rule(archive("6.8"), todo="name the file under AF, in the catalogue or in what it belongs to")
def files_associated(file: Opened) -> Iterator[Fault]:
    """An embedded file belongs to the document or to a part of it: it stands in an array AF."""
    held = {key(each) for _, holder in file.having("/AF") for each in one_or_many(holder.get("/AF"))}
    for where, specification, called in _embedding(file):
        if key(specification) not in held:
            yield Fault(where, f"{called} stands in no array AF")


@rule(archive("6.8"), todo="write when the file was last changed under Params, ModDate", severity=Severity.WARNING)
def files_dated(file: Opened) -> Iterator[Fault]:
    """An embedded file says when it was last changed. The clause recommends it."""
    for where, stream, called in _streams(file):
        if instant(text(get(stream, "/Params", "/ModDate")) or "") is None:
            yield Fault(where, f"{called}: Params has no ModDate")


@rule(basic("7.11.4"), todo="embed the file anew")
def files_whole(file: Opened) -> Iterator[Fault]:
    """An embedded file is as long as its Size says, and has the MD5 that its CheckSum says."""
    for where, stream, called in _streams(file):
        size, checksum = whole(get(stream, "/Params", "/Size")), get(stream, "/Params", "/CheckSum")
        data = file.read(stream) if size is not None or checksum is not None else b""
        if size is not None and size != len(data):
            yield Fault(where, f"{called}: Size is {size}, it has {len(data)} bytes")
        digest = hashlib.md5(data, usedforsecurity=False).digest()
        if isinstance(checksum, pikepdf.String) and bytes(checksum) != digest:
            yield Fault(where, f"{called}: its CheckSum is that of another file")


@rule(printing("6.7"), todo="take the file out")
def nothing_embedded(file: Opened) -> Iterator[Fault]:
    """A file for print has no files within it."""
    for where, _, called in _embedding(file):
        yield Fault(where, f"{called} is embedded")
