"""ICC profiles: the program's own, one of the workspace, and each that cannot be printed with."""

from __future__ import annotations

import os
import zlib
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageCms

from masthead.press.printing.profile import LARGEST, OWN, read, separation
from masthead.problem import MastheadError
from masthead.workspace import Workspace, digest, program_folder

if TYPE_CHECKING:
    from collections.abc import Callable

DATA = (program_folder("styles") / OWN).read_bytes()
OUTSIDE = "the ICC profile lies outside the workspace; copy it into the workspace and name it from there"
ASK = "ask the printing house for the ICC profile of its paper"


def with_header(at: int, value: bytes) -> bytes:
    """Return the program's own profile with other bytes in its header."""
    return DATA[:at] + value + DATA[at + len(value) :]


def without_tables(data: bytes) -> bytes:
    """Return a profile whose tables from colours to ink have other names."""
    return data.replace(b"B2A", b"XXX")


def refusal(workspace: Workspace, data: bytes) -> str:
    """Return what is said of a profile of the workspace with these bytes."""
    (workspace.root / "paper.icc").write_bytes(data)
    with pytest.raises(MastheadError) as refused:
        read(workspace, "paper.icc")
    return str(refused.value)


def test_the_programs_own_profile_is_read_through_the_workspace(workspace: Workspace) -> None:
    """Without a name it is FOGRA39, registered with the ICC, and the read is recorded."""
    with workspace.recording() as reads:
        profile = read(workspace, "")
    assert reads[f"masthead:styles/{OWN}"] == digest(DATA)
    found = (profile.description, profile.condition, profile.registry)
    assert found == ("FOGRA39L Coated", "FOGRA39", "http://www.color.org")
    assert zlib.decompress(profile.packed) == profile.data == DATA


def test_a_profile_of_the_workspace_is_read_and_recorded(workspace: Workspace) -> None:
    """A build that was made with it is out of date when it changes."""
    (workspace.root / "paper.icc").write_bytes(DATA)
    with workspace.recording() as reads:
        assert read(workspace, "paper.icc").name == "paper.icc"
    assert reads == {"paper.icc": digest(DATA)}


def test_a_condition_that_is_not_registered_is_called_custom(workspace: Workspace) -> None:
    """Nothing is claimed of the registry where the profile does not name a condition of it."""
    (workspace.root / "paper.icc").write_bytes(DATA.replace(b"FOGRA39L", b"HOUSE39L"))
    profile = read(workspace, "paper.icc")
    assert (profile.condition, profile.registry) == ("Custom", "")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda: b"", f"this is not an ICC profile; {ASK}"),
        (lambda: b"%PDF-1.7" * 40, f"this is not an ICC profile; {ASK}"),
        (lambda: DATA[:5000], "the ICC profile is not whole; copy it again"),
        (lambda: DATA + b"more", "the ICC profile is not whole; copy it again"),
        (lambda: with_header(8, b"\5"),
         f"this is an ICC profile of version 5, and PDF/X-4 knows versions 2 and 4; {ASK}"),
        (lambda: ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
         f"this is the ICC profile of a screen, not of a printing press; {ASK}"),
        (lambda: with_header(12, b"what"),
         f"this is the ICC profile of something else, not of a printing press; {ASK}"),
        (lambda: with_header(16, b"GRAY"), f"this is an ICC profile for GRAY, not for CMYK; {ASK}"),
        (lambda: with_header(128, b"\xff" * 200), "the ICC profile is broken; copy it again"),
        (lambda: without_tables(DATA),
         "the ICC profile has no table from colours to ink; ask the printing house for one that has"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_printed_with_is_refused(
    workspace: Workspace, spoil: Callable[[], bytes], said: str
) -> None:
    """The refusal says what the file is, and whom to ask for a right one."""
    assert refusal(workspace, spoil()) == f"paper.icc: {said}"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("none.icc", "there is no such ICC profile in the workspace; put it there or mend its name"),
        ("../paper.icc", OUTSIDE),
        ("/etc/passwd", OUTSIDE),
        ("content", "there is no such ICC profile in the workspace; put it there or mend its name"),
    ],
)
def test_a_name_that_leads_to_no_profile_is_refused(workspace: Workspace, name: str, said: str) -> None:
    """Nothing outside the workspace is read, and what is missing is named."""
    with pytest.raises(MastheadError) as refused:
        read(workspace, name)
    assert str(refused.value) == f"{name}: {said}"


def test_a_huge_file_is_not_read(workspace: Workspace) -> None:
    """A file beyond any profile's size is refused by its size alone."""
    with (workspace.root / "paper.icc").open("wb") as file:
        os.truncate(file.fileno(), LARGEST + 1)
    with pytest.raises(MastheadError, match="larger than 8 MB"):
        read(workspace, "paper.icc")


def test_a_separated_picture_carries_no_profile(workspace: Workspace) -> None:
    """The profile goes into the print once; it is not written out with every colour that is separated."""
    dot = Image.new("RGB", (1, 1), (10, 200, 30))
    separated = ImageCms.applyTransform(dot, separation(read(workspace, ""), "RGB"))
    assert separated is not None
    assert separated.mode == "CMYK"
    assert separated.info["icc_profile"] == b""
