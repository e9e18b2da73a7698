"""The doctor: what this machine has of all that Masthead needs, and the line that installs what it lacks."""

from __future__ import annotations

import ctypes
import ctypes.util
import importlib
import operator
import os
import re
import shlex
import shutil
from dataclasses import dataclass
from enum import Enum
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from masthead import font, remedy
from masthead.previewing.assets import PDFJS, STATIC

if TYPE_CHECKING:
    from collections.abc import Iterator


class State(Enum):
    """How grave a finding is."""

    OK = "ok"
    MISSING = "missing"
    """Nothing can be set before this is mended."""
    ADVICE = "advice"
    """Some documents need this, others do not."""


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    what: str
    state: State
    note: str = ""
    """Its version, or what is wrong or wanting."""
    command: str = ""
    """What mends it, ready to be typed; empty where it is well or where no command helps."""


@dataclass(frozen=True)
class Library:
    """A shared library that WeasyPrint loads: its name, ABI number and packages."""

    what: str
    stem: str
    abi: int
    apt: str
    brew: str
    needed: bool = True

    @property
    def loads(self) -> bool:
        """Whether it can be loaded, by the name that this system gives it or by a search of its folders."""
        names = (f"lib{self.stem}.so.{self.abi}", f"lib{self.stem}.{self.abi}.dylib")
        return any(map(_loads, names)) or _loads(ctypes.util.find_library(self.stem) or "")


LIBRARIES = (
    Library("Pango", "pango-1.0", 0, "libpango-1.0-0", "pango"),
    Library("Pango for FreeType", "pangoft2-1.0", 0, "libpangoft2-1.0-0", "pango"),
    Library("HarfBuzz", "harfbuzz", 0, "libharfbuzz0b", "harfbuzz"),
    Library("HarfBuzz Subset", "harfbuzz-subset", 0, "libharfbuzz-subset0", "harfbuzz", needed=False),
    Library("fontconfig", "fontconfig", 1, "libfontconfig1", "fontconfig"),
)
"""What WeasyPrint 70 opens when it is imported (its module ``text.ffi``), under Debian's and Homebrew's names.

Without HarfBuzz Subset it makes do with fontTools: the page is the same, the bytes of the PDF are not."""

REQUIREMENT = re.compile(r"(?P<name>[\w.-]+)(?:\[[^]]*\])?\s*(?P<bounds>[^;]*)(?P<marker>;.*)?")
BOUND = re.compile(r"(>=|<=|==|!=|<|>)\s*([\d.]+)")
COMPARE = {
    ">=": operator.ge, "<=": operator.le, "==": operator.eq, "!=": operator.ne, "<": operator.lt, ">": operator.gt,
}  # fmt: skip


def doctor(folder: Path | None = None) -> list[Finding]:
    """Return what was found on this machine, in the order in which it is best mended.

    Args:
        folder: the workspace whose ``build/`` must take the PDFs; the current folder when not given.
    """
    return [
        *(_library(library) for library in LIBRARIES),
        *_faces(),
        *_packages("masthead"),
        _viewer(),
        _output((folder or Path()) / "build"),
        *_languages(),
    ]


def _loads(name: str) -> bool:
    try:
        return bool(name) and ctypes.CDLL(name) is not None
    except OSError:
        return False


def _library(library: Library) -> Finding:
    if library.loads:
        return Finding(library.what, State.OK)
    state = State.MISSING if library.needed else State.ADVICE
    command = remedy.install(library.what, apt=[library.apt], brew=library.brew)
    return Finding(library.what, state, "this library cannot be loaded", command)


def _faces() -> Iterator[Finding]:
    """Look for ``fc-list`` and, by it, for each family that Masthead knows."""
    if not shutil.which("fc-list"):
        command = remedy.install("fontconfig", apt=["fontconfig"], brew="fontconfig")
        yield Finding("fc-list", State.MISSING, "without it no face can be found", command)
        return
    yield Finding("fc-list", State.OK)
    yield from map(_family, font.known())


def _family(family: font.Family) -> Finding:
    state = State.MISSING if family.needed else State.ADVICE
    version = max((face.version for face in font.installed(family.name)), default=None)
    if version is None:
        return Finding(family.name, state, f"not installed; it is for {family.use}", family.remedy)
    if version < family.least:
        note = f"version {version:g} is too old: {family.least:g} or newer is needed"
        return Finding(family.name, state, note, family.remedy)
    return Finding(family.name, State.OK, f"version {version:g}")


def _packages(distribution: str) -> Iterator[Finding]:
    """Hold the installed Python packages against what *distribution* asks for in its metadata."""
    try:
        requirements = metadata.requires(distribution) or []
    except metadata.PackageNotFoundError:
        command = remedy.pip(["-e", str(Path(__file__).parents[2])])
        yield Finding("Python packages", State.ADVICE, f"{distribution} runs without being installed", command)
        return
    yield from (_package(requirement) for requirement in requirements if "extra ==" not in requirement)


def _package(requirement: str) -> Finding:
    match = REQUIREMENT.match(requirement)
    name, bounds = match.group("name", "bounds") if match else (requirement, "")
    try:
        version = metadata.version(name)
    except metadata.PackageNotFoundError:
        return Finding(name, State.MISSING, "not installed", remedy.pip([f"{name}{bounds}"]))
    if _within(version, bounds):
        return Finding(name, State.OK, f"version {version}")
    return Finding(name, State.MISSING, f"version {version} is not {bounds}", remedy.pip([f"{name}{bounds}"]))


def _within(version: str, bounds: str) -> bool:
    """Say whether *version* keeps to *bounds*, such as ``<71,>=70``."""
    return all(COMPARE[sign](_numbers(version), _numbers(limit)) for sign, limit in BOUND.findall(bounds))


def _numbers(version: str) -> tuple[int, ...]:
    """Return the numbers of a release; zeros at the end do not count: 15 is 15.0."""
    release = re.match(r"\d+(?:\.\d+)*", version)
    digits = re.sub(r"(\.0+)+$", "", release[0] if release else "0")
    return tuple(map(int, digits.split(".")))


def _viewer() -> Finding:
    """Look for PDF.js, which draws the pages of a preview."""
    if all((STATIC / name).is_file() for name in PDFJS):
        return Finding("PDF.js", State.OK)
    place = shlex.quote(str(Path(__file__).parents[2]))
    return Finding("PDF.js", State.ADVICE, "not here; `masthead preview` needs it", f"make -C {place}")


def _output(folder: Path) -> Finding:
    """Look whether *folder*, or the nearest folder above it that exists, can be written to."""
    place = next(path for path in (folder.absolute(), *folder.absolute().parents) if path.exists())
    if os.access(place, os.W_OK | os.X_OK):
        return Finding(str(folder), State.OK, "can be written to")
    return Finding(str(folder), State.MISSING, "cannot be written to", shlex.join(["chmod", "u+wx", str(place)]))


def _languages() -> Iterator[Finding]:
    """List the words that no printed page has confirmed. The languages are read only when the doctor asks."""
    language = importlib.import_module("masthead.language")
    for code in language.codes():
        for key, text, reason in language.language(code).unverified():
            yield Finding(f"language {code}: {key}", State.ADVICE, f"“{text}” is not verified: {reason}")
