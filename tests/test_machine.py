"""The doctor: what a machine has, and what mends it."""

from __future__ import annotations

import os
import shutil
import sys
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace

import pytest

from masthead import font, machine, remedy
from masthead.coverage import Coverage
from masthead.machine import Finding, Library, State
from masthead.previewing.assets import PDFJS


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give remedies as plain words, and a language whose words are all verified but one."""
    monkeypatch.setattr(remedy, "install", lambda name, **_: f"install {name}")
    monkeypatch.setattr(remedy, "pip", lambda requirements: f"pip install {' '.join(requirements)}")
    unverified = SimpleNamespace(unverified=lambda: [("adopted", "принята", "no printed page seen")])
    language = SimpleNamespace(codes=lambda: ["ru"], language=lambda _code: unverified)
    monkeypatch.setitem(sys.modules, "masthead.language", language)


@pytest.fixture
def releases(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Return the mapping of the Python packages that are installed, by name."""
    versions: dict[str, str] = {}

    def version(name: str) -> str:
        if name not in versions:
            raise metadata.PackageNotFoundError(name)
        return versions[name]

    monkeypatch.setattr(metadata, "version", version)
    return versions


def test_this_machine_is_well(tmp_path: Path) -> None:
    """On the machine of the tests nothing that is needed is missing, and each fault has a command."""
    findings = machine.doctor(tmp_path)
    assert [finding for finding in findings if finding.state is State.MISSING] == []
    assert {"Pango", "HarfBuzz", "fontconfig", "fc-list", "Liberation Serif"} <= {found.what for found in findings}
    assert all(finding.command for finding in findings if finding.state is State.MISSING)


@pytest.mark.parametrize(("needed", "state"), [(True, State.MISSING), (False, State.ADVICE)])
def test_library_that_is_not_there(monkeypatch: pytest.MonkeyPatch, needed: bool, state: State) -> None:
    """A library that cannot be loaded is missing, or advised where WeasyPrint can do without."""
    library = Library("Panglossia", "panglossia", 3, "libpanglossia3", "panglossia", needed)
    monkeypatch.setattr(machine, "LIBRARIES", (library,))
    expected = Finding("Panglossia", state, "this library cannot be loaded", "install Panglossia")
    assert machine.doctor()[0] == expected


def test_viewer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """PDF.js is there, or advised: only the preview needs it."""
    monkeypatch.setattr(machine, "STATIC", tmp_path)
    finding = machine._viewer()
    assert (finding.what, finding.state) == ("PDF.js", State.ADVICE)
    assert finding.note == "not here; `masthead preview` needs it"
    assert finding.command.startswith("make -C ")
    (tmp_path / "pdfjs").mkdir()
    for name in PDFJS:
        (tmp_path / name).touch()
    assert machine._viewer().state is State.OK


def test_no_fc_list(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without fc-list that alone is reported: no face can be looked for."""
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    (finding,) = machine._faces()
    assert (finding.what, finding.state, finding.command) == ("fc-list", State.MISSING, "install fontconfig")


def face(version: float) -> font.Face:
    """Return a face of that version."""
    return font.Face("Bodoni", "normal", 400, Path("/fonts/bodoni.ttf"), 0, version, Coverage.parse("20-7e"))


def family(*, needed: bool = True) -> font.Family:
    """Return a family of which version 2 is wanted."""
    return font.Family("Bodoni", "titles", ("fonts-bodoni",), "", Coverage.parse("20-7e"), "", 2.0, needed)


@pytest.mark.parametrize(
    ("versions", "needed", "state", "note"),
    [
        ([], True, State.MISSING, "not installed; it is for titles"),
        ([], False, State.ADVICE, "not installed; it is for titles"),
        ([1.07], True, State.MISSING, "version 1.07 is too old: 2 or newer is needed"),
        ([1.07, 2.1], True, State.OK, "version 2.1"),
    ],
)
def test_family(monkeypatch: pytest.MonkeyPatch, versions: list[float], needed: bool, state: State, note: str) -> None:
    """A family is well in a version that will do; one that is absent is missing only if it is needed."""
    monkeypatch.setattr(font, "installed", lambda _name: tuple(map(face, versions)))
    finding = machine._family(family(needed=needed))
    command = "" if state is State.OK else "install Bodoni"
    assert finding == Finding("Bodoni", state, note, command)


@pytest.mark.parametrize(
    ("version", "bounds", "kept"),
    [
        ("70.0", "<71,>=70", True),
        ("71.0", "<71,>=70", False),
        ("69.9", "<71,>=70", False),
        ("15.0.0", ">=15", True),
        ("15", ">=15.0.0", True),
        ("8.10.1", ">=8.5", True),
        ("8.4.9", ">=8.5", False),
        ("1.0rc1", "==1.0", True),
        ("1.0", "!=1.0", False),
        ("1.0", "", True),
    ],
)
def test_bounds(version: str, bounds: str, kept: bool) -> None:
    """Versions are compared number by number, and zeros at the end do not count."""
    assert machine._within(version, bounds) is kept


def test_packages(monkeypatch: pytest.MonkeyPatch, releases: dict[str, str]) -> None:
    """Each package that the metadata asks for is there, absent or of the wrong version; extras are left out."""
    asked = ["click>=8.5", "rich>=15", "weasyprint[x]<71,>=70; python_version > '3'", 'moto; extra == "test"']
    monkeypatch.setattr(metadata, "requires", lambda _name: asked)
    releases.update({"click": "8.5.1", "weasyprint": "69.0"})
    assert list(machine._packages("masthead")) == [
        Finding("click", State.OK, "version 8.5.1"),
        Finding("rich", State.MISSING, "not installed", "pip install rich>=15"),
        Finding("weasyprint", State.MISSING, "version 69.0 is not <71,>=70", "pip install weasyprint<71,>=70"),
    ]


def test_not_installed() -> None:
    """Where the program runs from its folder alone, its packages cannot be checked, and that is said."""
    (finding,) = machine._packages("masthead-that-is-not-installed")
    assert (finding.what, finding.state) == ("Python packages", State.ADVICE)
    assert finding.command.startswith("pip install -e ")


def test_output_folder_to_be(tmp_path: Path) -> None:
    """A build folder that does not exist yet is well where it can be made."""
    assert machine._output(tmp_path / "new" / "build").state is State.OK


def test_output_folder_closed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A folder that cannot be written to is missing, and the command opens the one that exists."""
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    finding = machine._output(tmp_path / "build")
    assert (finding.state, finding.command) == (State.MISSING, f"chmod u+wx {tmp_path}")


def test_unverified_words() -> None:
    """Each word of a language that no printed page confirms is advice, with the reason."""
    assert machine.doctor()[-1] == Finding(
        "language ru: adopted", State.ADVICE, "“принята” is not verified: no printed page seen"
    )
