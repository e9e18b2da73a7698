"""ICC profiles: what a printing condition makes of ink, read from a file and judged before anything is printed."""

from __future__ import annotations

import io
import re
import zlib
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, cast

from masthead.problem import MastheadError, Place, Problem
from masthead.workspace import OutsideError, TooLargeError

if TYPE_CHECKING:
    from masthead.workspace import Workspace

OWN = "profiles/FOGRA39L_coated.icc"
"""The profile that comes with the program, in ``styles/``: offset on coated paper, ISO 12647-2 (FOGRA39)."""
LARGEST = 8 * 1024 * 1024
"""Bytes of the largest profile that is read; those of printing houses have 0.5 to 3 MB."""
HEADER = 128
"""Bytes of the header of every profile (ISO 15076-1, 7.2)."""
REGISTRY = "http://www.color.org"
"""The registry of printing conditions of the International Color Consortium."""

_REGISTERED = re.compile(r"(?<![A-Z])FOGRA ?(27|28|29|30|39|4[0-7]|51|52)(?!\d)")
_CLASSES = {b"scnr": "a scanner", b"mntr": "a screen", b"link": "a pair of devices", b"spac": "a colour space",
            b"abst": "an effect", b"nmcl": "named colours"}  # fmt: skip
_RELATIVE, _OUTPUT = 1, 1

What = tuple[str, str]
"""What is wrong with a profile, and what mends it."""


@dataclass(frozen=True)
class Profile:
    """A CMYK profile of a printing condition, which pictures can be separated with."""

    name: str
    """Name of the file, for messages."""
    data: bytes
    description: str
    """What the profile calls itself."""

    @property
    def condition(self) -> str:
        """Identifier of the printing condition in the ICC's registry; ``Custom`` where it is in none."""
        found = _REGISTERED.search(self.description.upper())
        return f"FOGRA{found[1]}" if found else "Custom"

    @property
    def registry(self) -> str:
        """Address of the registry that knows :attr:`condition`; empty where none does."""
        return REGISTRY if self.condition != "Custom" else ""

    @cached_property
    def packed(self) -> bytes:
        """The profile compressed with zlib (5 ms): done once for all documents of a build."""
        return zlib.compress(self.data)

    @cached_property
    def opened(self) -> Any:  # noqa: ANN401 (Pillow's core of a profile is not typed)
        """The profile as Pillow has it."""
        from PIL import ImageCms  # noqa: PLC0415 (only where something is printed for a printing house)

        return ImageCms.ImageCmsProfile(io.BytesIO(self.data))


def read(workspace: Workspace, name: str) -> Profile:
    """Return the ICC profile *name* of the workspace; the program's own where *name* is empty.

    Raises:
        MastheadError: there is no such file, or no pictures can be separated with it.
    """
    return _judged(*_read(workspace, name))


@lru_cache(maxsize=4)
def _judged(name: str, data: bytes) -> Profile:
    """Return a profile that can be printed with. Judging takes 10 ms: once for all documents of a build."""
    fault = _header_fault(data)
    profile = Profile(name, data, "" if fault else _description(data))
    if fault := fault or _engine_fault(profile):
        raise _problem(name, *fault)
    return profile


def _read(workspace: Workspace, name: str) -> tuple[str, bytes]:
    try:
        if not name:
            return workspace.shared("styles", OWN)
        return name, workspace.read(name, limit=LARGEST)
    except OutsideError:
        fault = "the ICC profile lies outside the workspace", "copy it into the workspace and name it from there"
    except TooLargeError:
        fault = f"the file is larger than {LARGEST // 1024 // 1024} MB", "name an ICC profile of a printing condition"
    except FileNotFoundError:
        fault = "there is no such ICC profile in the workspace", "put it there or mend its name"
    except OSError as error:
        fault = f"the ICC profile cannot be read ({error.strerror or error})", "give read access to it"
    raise _problem(name, *fault)


def _problem(name: str, what: str, todo: str) -> MastheadError:
    return MastheadError([Problem(Place(name), what, todo)])


def _header_fault(data: bytes) -> What | None:
    """Return what the header says against a profile (ISO 15076-1, 7.2; ISO 15930-7 asks for a printer's in CMYK)."""
    ask = "ask the printing house for the ICC profile of its paper"
    if len(data) < HEADER or data[36:40] != b"acsp":
        return "this is not an ICC profile", ask
    if int.from_bytes(data[:4], "big") != len(data):
        return "the ICC profile is not whole", "copy it again"
    if data[8] not in (2, 4):
        return f"this is an ICC profile of version {data[8]}, and PDF/X-4 knows versions 2 and 4", ask
    if data[12:16] != b"prtr":
        of = _CLASSES.get(data[12:16], "something else")
        return f"this is the ICC profile of {of}, not of a printing press", ask
    if data[16:20] != b"CMYK":
        space = data[16:20].decode("ascii", "replace").strip()
        return f"this is an ICC profile for {space}, not for CMYK", ask
    return None


def _description(data: bytes) -> str:
    from PIL import ImageCms  # noqa: PLC0415 (as above)

    try:
        found = ImageCms.ImageCmsProfile(io.BytesIO(data)).profile.profile_description
    except (ImageCms.PyCMSError, OSError, ValueError):
        found = None
    return (found or "").strip()


def _engine_fault(profile: Profile) -> What | None:
    """Return what keeps colours from being separated with a profile whose header is right: broken or no tables."""
    from PIL import ImageCms  # noqa: PLC0415 (as above)

    try:
        if profile.opened.profile.is_intent_supported(_RELATIVE, _OUTPUT):
            separation(profile, "RGB")
            return None
    except (ImageCms.PyCMSError, OSError, ValueError):
        return "the ICC profile is broken", "copy it again"
    return "the ICC profile has no table from colours to ink", "ask the printing house for one that has"


def separation(profile: Profile, mode: str, *, quick: bool = False) -> Any:  # noqa: ANN401 (not typed)
    """Return Pillow's transform to the ink of *profile*: relative colorimetric with black point compensation.

    Args:
        profile: the printing condition.
        mode: ``RGB`` for sRGB, or ``LAB``.
        quick: for pictures: a table is computed first, which a single colour is not worth (0.2 ms against 11 ms).
    """
    from PIL import ImageCms  # noqa: PLC0415 (as above)

    source = ImageCms.createProfile("sRGB" if mode == "RGB" else "LAB")
    flags = ImageCms.Flags.BLACKPOINTCOMPENSATION
    flags = flags if quick else flags | ImageCms.Flags.NOOPTIMIZE
    intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
    built = ImageCms.buildTransform(source, profile.opened, mode, "CMYK", renderingIntent=intent, flags=flags)
    built.output_profile = cast("Any", _Unsaid())  # Pillow would write it out with every colour: a millisecond each
    return built


class _Unsaid:
    """Stands for a profile that is not handed on with what was separated: the print embeds it once."""

    def tobytes(self) -> bytes:
        """Return nothing."""
        return b""
