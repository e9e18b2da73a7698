"""Faces: which are installed, which characters they have, and a fontconfig that shows them and no others.

Faces are found by family through fontconfig's ``fc-list``, never by a guessed path. The families that Masthead
knows are data: ``faces.yaml``.
"""

from __future__ import annotations

import subprocess
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib import resources
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING

import yaml

from masthead import remedy
from masthead.coverage import Coverage, drawn
from masthead.problem import ExitCode, MastheadError, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SLANTS = {0: "normal", 100: "italic", 110: "oblique"}
"""fontconfig's slants in the words of CSS."""
WEIGHTS = {
    0: 100, 40: 200, 50: 300, 55: 350, 75: 380, 80: 400, 100: 500, 180: 600, 200: 700, 205: 800, 210: 900,
}  # fmt: skip
"""fontconfig's weights in those of CSS, as fontconfig's own table has them."""

FORMAT = "%{family}\t%{slant}\t%{weight}\t%{index}\t%{fontversion}\t%{charset}\t%{file}\n"
CACHES = ("/var/cache/fontconfig", "/opt/homebrew/var/cache/fontconfig", "/usr/local/var/cache/fontconfig")
"""Where Debian's and Homebrew's fontconfig keep what they know of each folder of fonts."""


_asking = Lock()
"""Held by who asks fontconfig: others wait for the answer and do not ask again."""


@dataclass(frozen=True)
class Face:
    """One installed face: a family in one slant and weight."""

    family: str
    slant: str
    """``normal``, ``italic`` or ``oblique``."""
    weight: int
    """As in CSS: 400 is regular, 700 bold."""
    path: Path
    index: int
    """Which face of the file this is; 0 but in collections."""
    version: float
    """Of the font's head table: 2.1 for Liberation 2.1.5."""
    coverage: Coverage


@dataclass(frozen=True)
class Family:
    """A family that Masthead knows: one entry of ``faces.yaml``, which explains the fields."""

    name: str
    use: str
    apt: tuple[str, ...]
    brew: str
    serves: Coverage
    source: str
    least: float = 0.0
    needed: bool = False

    @property
    def remedy(self) -> str:
        """What installs it on this machine."""
        return remedy.install(self.name, apt=self.apt, brew=self.brew)


@dataclass(frozen=True)
class Uncovered:
    """A character that no face in use has."""

    character: str
    name: str
    """Its name in Unicode."""
    todo: str
    """What makes it printable, or that nothing does."""

    @property
    def code(self) -> str:
        """Its code point, as ``U+2713``."""
        return f"U+{ord(self.character):04X}"

    def __str__(self) -> str:
        """Return ``✓ (U+2713 CHECK MARK)``."""
        return f"{self.character} ({self.code} {self.name})"


@cache
def known() -> tuple[Family, ...]:
    """Return the families that Masthead knows, the preferred ones first."""
    text = resources.files("masthead").joinpath("faces.yaml").read_text(encoding="utf-8")
    return tuple(_family(entry) for entry in yaml.load(text, Loader=yaml.CSafeLoader))


def _family(entry: dict[str, object]) -> Family:
    fields = entry | {"name": entry["family"], "apt": tuple(entry["apt"])}  # type: ignore[arg-type]
    fields["serves"] = Coverage.parse(str(entry["serves"]))
    del fields["family"]
    return Family(**fields)  # type: ignore[arg-type]


@cache
def installed(family: str) -> tuple[Face, ...]:
    """Return the installed faces of *family*, upright before italic, light before bold; none if it is not there.

    Where two copies of a face are installed, the one with the highest version counts, so that a page does not
    depend on which of them fontconfig meets first.

    Raises:
        MastheadError: fontconfig is not installed or does not work.
    """
    with _asking:
        lines = _listing().get(family, [])
    faces = sorted((_face(family, line) for line in lines), key=lambda face: (face.version, face.path))
    best = {(face.slant, face.weight): face for face in faces}
    order = list(SLANTS.values())
    return tuple(best[key] for key in sorted(best, key=lambda key: (order.index(key[0]), key[1])))


def ask() -> None:
    """Put the question to fontconfig already, while something else is done: a cold build waits 17 ms less."""
    if not _listing.cache_info().currsize:
        Thread(target=_asked, daemon=True).start()


def _asked() -> None:
    with suppress(MastheadError), _asking:  # who needs a face is told
        _listing()


@cache
def _listing() -> dict[str, list[str]]:
    """Return what fontconfig says of each installed family, a line of :data:`FORMAT` for a face.

    It is asked once, for all: four questions take longer than one answer about every font of a full machine.
    """
    lines: dict[str, list[str]] = {}
    for line in _fc_list().splitlines():
        names, _, face = line.partition("\t")
        for name in names.split(","):
            lines.setdefault(name, []).append(face)
    return lines


def _face(family: str, line: str) -> Face:
    """Read what stands after the family. The version is a fixed-point number with 16 bits after the point."""
    slant, weight, index, version, charset, path = line.split("\t", 5)
    return Face(
        family=family,
        slant=SLANTS.get(int(slant), "oblique"),
        weight=WEIGHTS.get(round(float(weight)), round(float(weight))),
        path=Path(path),
        index=int(index),
        version=round(int(version) / 0x10000, 3),
        coverage=Coverage.parse(charset),
    )


def _fc_list() -> str:
    """Ask fontconfig for every face; a variable font answers with the instances that it names."""
    command = ["fc-list", f"--format={FORMAT}", ":variable=false"]
    try:
        done = subprocess.run(command, capture_output=True, check=True, encoding="utf-8", errors="surrogateescape")
    except FileNotFoundError:
        raise _broken("fontconfig is not installed") from None
    except subprocess.CalledProcessError as error:
        raise _broken(f"fontconfig does not work: {error.stderr.strip()}") from error
    return done.stdout


def _broken(what: str) -> MastheadError:
    todo = remedy.install("fontconfig", apt=["fontconfig"], brew="fontconfig")
    return MastheadError([Problem(Place("fc-list"), what, todo, exit_code=ExitCode.MACHINE)])


def uncovered(text: str, families: Sequence[str]) -> list[Uncovered]:
    """Return the characters of *text* that no installed face of *families* has, in the order of Unicode.

    One face that has a character is enough: where the italic lacks it, the upright one is drawn.

    Raises:
        MastheadError: fontconfig is not installed or does not work.
    """
    coverages = {face.coverage for family in families for face in installed(family)}
    missing = [sign for sign in set(text) if not any(sign in coverage for coverage in coverages)]
    return [_uncovered(sign) for sign in sorted(missing) if drawn(sign)]


def _uncovered(character: str) -> Uncovered:
    return Uncovered(character, unicodedata.name(character, "no name"), _todo(character))


def _todo(character: str) -> str:
    for family in known():
        if any(character in face.coverage for face in installed(family.name)):
            return f"{family.name} has it: name that family in the style sheet"
    for family in known():
        if character in family.serves:
            return f"{family.name} has it: {family.remedy}"
    return "no face that Masthead knows has it: write it another way"


def configuration(faces: Iterable[Face]) -> str:
    """Return a fontconfig configuration (XML) in which the files of *faces* are the only fonts.

    With it a character that these faces lack cannot fall to a stray font of the machine, and nothing in the
    machine's own configuration (hinting, substitutes, made-up italics) reaches the page. It is for the variable
    ``FONTCONFIG_FILE``, which takes a whole path, and must stand there when WeasyPrint is imported and when
    its FontConfiguration is made; afterwards it may go.
    """
    paths = sorted({face.path for face in faces})
    folders = sorted({path.parent for path in paths})
    caches = [folder for folder in CACHES if Path(folder).is_dir()]
    lines = [
        '<?xml version="1.0"?>',
        '<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">',
        "<fontconfig>",
        *(f"<dir>{escape(str(folder))}</dir>" for folder in folders),
        "<selectfont><rejectfont><glob>*</glob></rejectfont></selectfont>",
        *(f"<selectfont><acceptfont><glob>{escape(str(path))}</glob></acceptfont></selectfont>" for path in paths),
        *(f"<cachedir>{folder}</cachedir>" for folder in caches),
        '<cachedir prefix="xdg">fontconfig</cachedir>',
        "<config><rescan><int>0</int></rescan></config>",
        "</fontconfig>",
        "",
    ]
    return "\n".join(lines)
