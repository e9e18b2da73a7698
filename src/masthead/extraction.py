"""``masthead extract``: the files that a PDF was made from, out of the PDF itself.

A PDF for the archive carries its sources (:mod:`masthead.press.attachment`). A PDF may come from anyone, so what it
carries is measured before it is unpacked, held against its digest, and put nowhere but below the folder asked for.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from hashlib import md5
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from masthead.picture import ENDINGS
from masthead.problem import ExitCode, MastheadError, Place, Problem
from masthead.workspace import FOLDERS, LARGEST_FILE, SETTINGS, Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pikepdf

MOST_FILES = 1000
"""Files that are taken out of one PDF at most."""
LARGEST = 4 * LARGEST_FILE
"""Bytes that they have at most together."""
_UNFIT = frozenset('\\:*?"<>|')
"""Signs that some file system does not take in a name."""


def may_be_source(name: str) -> bool:
    """Say whether a file called *name* in a workspace can be carried by a PDF, and be put back from it.

    It lies in the folders of a workspace, is its settings, or a picture; it is written in one way only, and any file
    system takes it. Nothing hidden is carried, and nothing that a build makes.
    """
    parts = name.split("/")
    known = parts[0] in ("content", *FOLDERS) if len(parts) > 1 else name == SETTINGS
    picture = name.lower().endswith(tuple(ENDINGS)) and parts[0] != "build"
    return all(map(_is_fit, parts)) and (known or picture)


def _is_fit(part: str) -> bool:
    """Say whether *part* of a name is visible, plain, and taken by every file system."""
    plain = part.isprintable() and part == part.strip() and not _UNFIT & {*part}
    return bool(part) and plain and not part.startswith(".") and not part.endswith(".")


@dataclass(frozen=True)
class Extracted:
    """A file that a PDF carries: its name in the workspace and its bytes."""

    name: str
    data: bytes


def extract(pdf: Path | str, *, into: Path | str | None = None, force: bool = False) -> list[Path]:
    """Write the files that *pdf* was made from into a folder, and return their paths.

    All are written, or none. The folder is a workspace: ``masthead build`` makes the same PDF in it, byte for byte.

    Args:
        pdf: a PDF that Masthead has built for the archive.
        into: the folder; one beside the PDF with its name where none is given.
        force: write over files that are there already.

    Raises:
        MastheadError: the PDF cannot be read or carries no sources, one of them is damaged or has a name that leads
            elsewhere, or a file is there already.
    """
    pdf = Path(pdf)
    found = list(sources(pdf))
    folder = Path(into) if into is not None else pdf.with_suffix("")
    if folder == pdf:
        raise _fault(pdf, "its name has no ending, so there is no name for the folder", "name one with --into DIR")
    workspace = Workspace(folder)
    places = [(_inside(workspace, file.name, pdf), file.data) for file in found]
    there = {path for path, _ in places if path.exists()}
    if there and not force:
        raise MastheadError([_existing(pdf, path) for path, _ in places if path in there])
    _write(workspace, places, there)
    return [folder / file.name for file in found]


def _write(workspace: Workspace, places: list[tuple[Path, bytes]], there: set[Path]) -> None:
    """Write all files; where one cannot be written, leave none that was not *there* before."""
    written: list[Path] = []
    try:
        for path, data in places:
            written.append(path)
            workspace.write(path, data)
    except MastheadError:
        for path in written:
            if path not in there:
                path.unlink(missing_ok=True)
        raise


def sources(pdf: Path) -> Iterator[Extracted]:
    """Give the files that *pdf* was made from, each held against its digest.

    Raises:
        MastheadError: it cannot be read, carries none, or one of them is damaged.
    """
    import pikepdf  # noqa: PLC0415 (--help needs none of it)

    from masthead.conformance.opened import limits  # noqa: PLC0415 (as above)

    try:
        with limits(), pikepdf.open(BytesIO(_bytes(pdf))) as document:
            yield from _sources(document, pdf)
    except pikepdf.PasswordError as error:
        raise _fault(pdf, "it is encrypted", "ask whoever encrypted it for a copy that is not") from error
    except pikepdf.PdfError as error:
        raise _fault(pdf, "it is not a PDF that can be read", "give a PDF that Masthead has built") from error


def _bytes(pdf: Path) -> bytes:
    try:
        if pdf.stat().st_size > LARGEST:
            raise _fault(pdf, "it is too large", f"give a PDF of at most {LARGEST >> 20} MB")
        return pdf.read_bytes()
    except OSError as error:
        raise _fault(pdf, f"it cannot be read ({error.strerror})", "give the path of a PDF", ExitCode.USAGE) from error


def _sources(document: pikepdf.Pdf, pdf: Path) -> Iterator[Extracted]:
    files = [file for file in _array(document.Root.get("/AF")) if file.get("/AFRelationship") == "/Source"]
    if not files:
        what = "it does not carry what it was made from"
        raise _fault(pdf, what, "give a PDF that Masthead has built for the archive, not for print or screen")
    if len(files) > MOST_FILES:
        raise _fault(pdf, f"it carries {len(files)} files", "give a PDF that Masthead has built")
    room, names = LARGEST, set[str]()
    for file in files:
        name = _name(file, pdf)
        if name in names:
            raise _fault(pdf, f"it carries {name} twice", "give a PDF that Masthead has built")
        names.add(name)
        data = _unpacked(file, name, pdf, min(room, LARGEST_FILE))
        room -= len(data) or 1
        yield Extracted(name, data)


def _array(value: Any) -> list[Any]:  # noqa: ANN401 (objects of a PDF)
    import pikepdf  # noqa: PLC0415 (as above)

    items = list(value) if isinstance(value, pikepdf.Array) else []
    return [item for item in items if isinstance(item, pikepdf.Dictionary)]


def _name(file: Any, pdf: Path) -> str:  # noqa: ANN401
    """Return the name in the workspace that *file* says it had; refuse one that leads out of it."""
    import pikepdf  # noqa: PLC0415 (as above)

    said = file.get("/Desc")
    name = str(said) if isinstance(said, pikepdf.String) else ""
    if not may_be_source(name):
        raise _fault(pdf, f"it carries a file with the name {name!a}", "give a PDF that Masthead has built")
    return name


def _unpacked(file: Any, name: str, pdf: Path, most: int) -> bytes:  # noqa: ANN401
    """Return the bytes of *file*, of which there are at most *most*."""
    import pikepdf  # noqa: PLC0415 (as above)

    stream = file.EF.get("/F") if isinstance(file.get("/EF"), pikepdf.Dictionary) else None
    if not isinstance(stream, pikepdf.Stream):
        raise _fault(pdf, f"{name} is not in it", "take another copy of the PDF")
    data = _inflated(stream, most)
    parameters = stream.get("/Params")
    given = parameters.get("/CheckSum") if isinstance(parameters, pikepdf.Dictionary) else None
    whole = data is not None and isinstance(given, pikepdf.String) and bytes(given) == _sum(data)
    if data is None or not whole:
        raise _fault(pdf, f"{name} is damaged in it", "take another copy of the PDF")
    return data


def _sum(data: bytes) -> bytes:
    return md5(data, usedforsecurity=False).digest()


def _inflated(stream: Any, most: int) -> bytes | None:  # noqa: ANN401
    """Return what *stream* holds; None where it is packed in another way than ours, damaged, or larger than *most*."""
    raw: bytes = stream.read_raw_bytes()
    if most <= 0:
        return None
    if stream.get("/Filter") is None:
        return raw if len(raw) <= most else None
    if stream.get("/Filter") != "/FlateDecode" or "/DecodeParms" in stream:
        return None
    unpacking = zlib.decompressobj()
    try:
        data = unpacking.decompress(raw, most)
    except zlib.error:
        return None
    return data if unpacking.eof else None


def _inside(workspace: Workspace, name: str, pdf: Path) -> Path:
    """Return where *name* lies in *workspace*; refuse a link that leads out of it."""
    try:
        return workspace.path(name)
    except OSError as error:
        raise _fault(pdf, f"{name} would be written outside {workspace.root}", "extract into a new folder") from error


def _existing(pdf: Path, path: Path) -> Problem:
    todo = "extract into another folder with --into DIR, or write over it with --force"
    return Problem(Place(str(path)), f"it is there already; nothing of {pdf.name} was extracted", todo)


def _fault(pdf: Path, what: str, todo: str, exit_code: ExitCode = ExitCode.CONTENT) -> MastheadError:
    return MastheadError([Problem(Place(str(pdf)), what, todo, exit_code=exit_code)])
