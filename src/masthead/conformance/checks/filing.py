"""How the file itself is written: header, trailer, streams (ISO 19005-3, 6.1)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pikepdf

from masthead.conformance.clause import archive, matterhorn, printing
from masthead.conformance.objects import get, has_keys, is_utf8, items, name, one_or_many, place, whole, words
from masthead.conformance.rules import Fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from masthead.conformance.opened import Opened

FILTERS = words(
    "ASCIIHexDecode ASCII85Decode FlateDecode RunLengthDecode CCITTFaxDecode JBIG2Decode DCTDecode JPXDecode"
)
"""The filters of ISO 32000-1, table 6, without LZWDecode and Crypt."""
_HEADER = re.compile(rb"%PDF-1\.[0-7](?:\r\n|\r|\n)")


@rule(archive("6.1.2"), todo="write the file anew")
def header(file: Opened) -> Iterator[Fault]:
    """The file begins with %PDF-1.0 to %PDF-1.7 and the end of a line."""
    if not _HEADER.match(file.data):
        yield Fault("", "the file does not begin with the header of a PDF 1.0 to 1.7")


@rule(archive("6.1.2"), todo="write the file anew")
def header_comment(file: Opened) -> Iterator[Fault]:
    """The second line is a comment with four bytes above 127, so that no program takes the file for text."""
    match = _HEADER.match(file.data)
    comment = file.data[match.end() : match.end() + 5] if match else b"%\xff\xff\xff\xff"
    if comment[:1] != b"%" or len(comment) < 5 or min(comment[1:]) < 128:
        yield Fault("", "behind the header there is no comment with four bytes above 127")


@rule(archive("6.1.3"), printing("6.11"), todo="write the file anew, with an ID")
def file_identifier(file: Opened) -> Iterator[Fault]:
    """The trailer has an ID of two strings."""
    found = [part for part in items(file.pdf.trailer.get("/ID")) if isinstance(part, pikepdf.String) and bytes(part)]
    if len(found) != 2:
        yield Fault("", "the trailer has no ID of two strings")


@rule(archive("6.1.3"), printing("6.15"), todo="write the file without encryption")
def encryption(file: Opened) -> Iterator[Fault]:
    """The file is not encrypted."""
    if file.pdf.is_encrypted:
        yield Fault("", "the file is encrypted")


@rule(matterhorn("26-002"), todo="allow the content to be extracted for accessibility, or do not encrypt the file")
def reading_aloud_allowed(file: Opened) -> Iterator[Fault]:
    """An encrypted file lets programs for accessibility read it: bit 10 of P."""
    if file.pdf.is_encrypted and not (whole(get(file.pdf.trailer.get("/Encrypt"), "/P")) or 0) & 512:
        yield Fault("", "the file is encrypted, and bit 10 of its permissions is not set")


@rule(archive("6.1.3"), todo="cut off what stands behind it")
def nothing_behind(file: Opened) -> Iterator[Fault]:
    """Nothing but the end of a line stands behind the last %%EOF."""
    _, found, behind = file.data.rpartition(b"%%EOF")
    if not found:
        yield Fault("", "there is no %%EOF")
    elif behind not in (b"", b"\n", b"\r", b"\r\n"):
        yield Fault("", f"{len(behind)} bytes stand behind the last %%EOF")


@rule(archive("6.1.7.1"), printing("6.7"), todo="put the data into the file")
def no_outside_streams(file: Opened) -> Iterator[Fault]:
    """No stream takes its data from another file."""
    for key in ("/F", "/FFilter", "/FDecodeParms"):
        for where, stream in file.having(key):
            if isinstance(stream, pikepdf.Stream):
                yield Fault(where, f"a stream has the key {key[1:]}, for data outside the file")


@rule(archive("6.1.7.2"), printing("6.8"), todo="compress it with FlateDecode")
def filters(file: Opened) -> Iterator[Fault]:
    """Streams are compressed by filters that PDF knows, LZWDecode left out."""
    for where, stream in file.having("/Filter"):
        if not isinstance(stream, pikepdf.Stream):
            continue
        for n, used in enumerate(map(name, one_or_many(stream.get("/Filter")))):
            parameters = dict(enumerate(one_or_many(stream.get("/DecodeParms"))))
            crypt = used == "Crypt" and name(get(parameters.get(n), "/Name")) in ("", "Identity")
            if used not in FILTERS and not crypt:
                yield Fault(where, f"a stream is compressed by {used or 'a filter without a name'}")


@rule(archive("6.1.8"), todo="write the name in UTF-8")
def readable_names(file: Opened) -> Iterator[Fault]:
    """Names of fonts, of spot colours and of structure types are UTF-8."""
    for key in ("/BaseFont", "/FontName", "/S"):
        for where, holder in file.having(key):
            if not is_utf8(holder.get(key)):
                yield Fault(where, f"the name under {key[1:]} is not UTF-8")


@rule(archive("6.1.12"), todo="take the other permissions out")
def permissions(file: Opened) -> Iterator[Fault]:
    """A permissions dictionary has no keys but UR3 and DocMDP."""
    granted = get(file.root, "/Perms")
    for key in granted.keys() if has_keys(granted) else ():
        if key not in ("/UR3", "/DocMDP", "/Type"):
            yield Fault(place(granted, "the catalogue"), f"the permissions have the key {key[1:]}")


@rule(archive("6.11"), todo="take the key out")
def no_requirements(file: Opened) -> Iterator[Fault]:
    """The catalogue asks nothing of the program that reads the file."""
    if get(file.root, "/Requirements") is not None:
        yield Fault("the catalogue", "it has the key Requirements")


@rule(archive("6.10"), printing("6.18"), todo="take the key out")
def no_presentations(file: Opened) -> Iterator[Fault]:
    """There are no alternate presentations and no presentation steps."""
    if get(file.root, "/Names", "/AlternatePresentations") is not None:
        yield Fault("the catalogue", "its names include AlternatePresentations")
    for where, page in file.numbered():
        if get(page, "/PresSteps") is not None:
            yield Fault(where, "it has the key PresSteps")
