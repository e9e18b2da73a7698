"""Colours that look alike everywhere: output intents, profiles, device colours (ISO 19005-3, 6.2.3 and 6.2.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from masthead.conformance.clause import archive, printing
from masthead.conformance.colours import Profile, separations
from masthead.conformance.objects import get, has_keys, items, key, name, place
from masthead.conformance.rules import Fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from masthead.conformance.opened import Opened

ARCHIVE, PRINT = "GTS_PDFA1", "GTS_PDFX"
"""Subtypes of output intents: of PDF/A and of PDF/X."""
INPUT = ("prtr", "mntr", "scnr", "spac")
OUTPUT = ("prtr", "mntr")
"""Device classes of profiles that colours may come from and go to."""
MATCHING = {"DeviceRGB": "RGB", "DeviceCMYK": "CMYK"}
"""The space of the output profile that a device space needs; any will do for DeviceGray."""
MOST_VERSION = 4


def intents(file: Opened, subtype: str = "") -> list[Any]:
    """Return the output intents of a file, those of one subtype where it is given."""
    found = items(get(file.root, "/OutputIntents"))
    return [intent for intent in found if not subtype or name(get(intent, "/S")) == subtype]


def output_profile(file: Opened, subtype: str) -> Profile | None:
    """Return the profile that the output intent of *subtype* embeds, or None."""
    for intent in intents(file, subtype):
        if has_keys(profile := get(intent, "/DestOutputProfile")):
            return Profile(profile, file.read(profile))
    return None


def _profile_faults(profile: Profile, classes: tuple[str, ...]) -> Iterator[Fault]:
    if not profile.whole or not profile.channels:
        yield Fault(profile.where, "it is no ICC profile of a space that PDF knows")
    elif profile.kind not in classes or profile.version > MOST_VERSION:
        yield Fault(profile.where, f"the profile is of class {profile.kind}, version {profile.version}")
    elif profile.components != profile.channels:
        yield Fault(profile.where, f"N is {profile.components}, the {profile.space} profile has {profile.channels}")


@rule(archive("6.2.3"), todo="embed a monitor or printer profile of ICC version 2 or 4")
def output_profile_sound(file: Opened) -> Iterator[Fault]:
    """The profile of the output intent is an ICC profile of a monitor or a printer, and N agrees with it."""
    profile = output_profile(file, ARCHIVE)
    if profile:
        yield from _profile_faults(profile, OUTPUT)


@rule(archive("6.2.3"), todo="let all output intents name one profile")
def one_output_profile(file: Opened) -> Iterator[Fault]:
    """All output intents with a profile have the same one."""
    found = {key(profile) for intent in intents(file) if has_keys(profile := get(intent, "/DestOutputProfile"))}
    if len(found) > 1:
        yield Fault("the catalogue", f"its output intents have {len(found)} different profiles")


@rule(archive("6.2.3"), printing("6.4"), todo="embed the profile")
def no_outside_profile(file: Opened) -> Iterator[Fault]:
    """No output intent refers to a profile outside the file."""
    for intent in intents(file):
        if get(intent, "/DestOutputProfileRef") is not None:
            yield Fault(place(intent, "the catalogue"), "an output intent has the key DestOutputProfileRef")


@rule(archive("6.2.4.2"), printing("6.4"), todo="embed a profile of ICC version 2 or 4")
def colour_profiles_sound(file: Opened) -> Iterator[Fault]:
    """ICCBased colours have an ICC profile whose components are as many as N says."""
    for where, space in file.spaces("ICCBased"):
        stream = items(space)[1]
        if not has_keys(stream):
            yield Fault(where, "an ICCBased colour space has no profile")
        else:
            yield from _profile_faults(Profile(stream, file.read(stream)), INPUT)


@rule(archive("6.2.4.2"), todo="set OPM to 0, or use DeviceCMYK")
def overprinting(file: Opened) -> Iterator[Fault]:
    """Nothing overprints with mode 1 in an ICCBased CMYK colour."""
    for page in file.content.overprinted:
        yield Fault(f"page {page}", "an ICCBased CMYK colour overprints while OPM is 1")


def _without_intent(file: Opened, subtype: str) -> Iterator[Fault]:
    profile = output_profile(file, subtype)
    space = profile.space if profile else ""
    for page, family in file.content.colours:
        if not space or MATCHING.get(family, space) != space:
            told = f"the output profile is {space}" if space else "there is no output profile"
            yield Fault(f"page {page}", f"{family} is used, and {told}")


@rule(archive("6.2.4.3"), todo="add an output intent of that space, or use ICCBased colours")
def device_colours(file: Opened) -> Iterator[Fault]:
    """Device colours are used only where the output intent, or a default colour space, says how they look."""
    yield from _without_intent(file, ARCHIVE)


@rule(printing("6.4"), todo="convert the colours to those of the output intent")
def printed_colours(file: Opened) -> Iterator[Fault]:
    """Device colours are those of the printing condition."""
    yield from _without_intent(file, PRINT)


@rule(archive("6.2.4.4"), todo="describe each spot colour under Colorants")
def colorants_described(file: Opened) -> Iterator[Fault]:
    """Each spot colour of a DeviceN space has an entry among its Colorants."""
    for where, space in file.spaces("DeviceN"):
        parts = items(space)
        described = get(parts[4] if len(parts) > 4 else None, "/Colorants")
        for colorant in map(name, items(parts[1])):
            if (
                colorant not in ("Cyan", "Magenta", "Yellow", "Black", "None")
                and get(described, f"/{colorant}") is None
            ):
                yield Fault(where, f"the spot colour {colorant} has no entry among the Colorants")


@rule(archive("6.2.4.4"), printing("6.4"), todo="give the colour one alternate space and one tint transform")
def separations_agree(file: Opened) -> Iterator[Fault]:
    """Spot colours of one name have the same alternate space and tint transform."""
    seen: dict[str, tuple[bytes, bytes]] = {}
    for family in ("Separation", "DeviceN"):
        for where, space in file.spaces(family):
            for called, spot in separations(space):
                alternate, tint = items(spot)[2:4]
                value = (alternate.unparse(resolved=True), tint.unparse(resolved=True))
                if seen.setdefault(called, value) != value:
                    yield Fault(where, f"the spot colour {called} is defined in two ways")
