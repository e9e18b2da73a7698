"""Faces: found by fontconfig, asked for their characters, shown alone."""

from __future__ import annotations

import io
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pypdf
import pytest

from masthead import font, remedy
from masthead.problem import ExitCode, MastheadError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SERIF = "Liberation Serif"
OLD, NEW = 0x112EB, 0x20000


def line(name: str, *, version: int = NEW, slant: int = 0, weight: int = 80, charset: str = "20-7e") -> str:
    """Return one line as fc-list answers it, without the family."""
    return f"{slant}\t{weight}\t0\t{version}\t{charset}\t/fonts/{name}\n"


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    """Forget the faces of the test before."""
    for memory in (font.installed, font._listing):
        memory.cache_clear()
    yield
    for memory in (font.installed, font._listing):
        memory.cache_clear()


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Return what sets fc-list's answer: families and the lines of each."""

    def install(families: dict[str, list[str]]) -> None:
        text = "".join(f"{family}\t{line}" for family, lines in families.items() for line in lines)
        monkeypatch.setattr(font, "_fc_list", lambda: text)

    monkeypatch.setattr(remedy, "install", lambda name, **_: f"install {name}")
    return install


@pytest.mark.parametrize("order", [1, -1])
def test_newest_copy_counts(answers: Callable[..., None], order: int) -> None:
    """Of two installed copies of a face the one with the higher version counts, whichever is listed first."""
    copies = [line("1.07.ttf", version=OLD), line("2.1.ttf", version=NEW)]
    answers({SERIF: copies[::order]})
    (face,) = font.installed(SERIF)
    assert (face.path, face.version) == (Path("/fonts/2.1.ttf"), 2.0)


def test_each_style_is_a_face(answers: Callable[..., None]) -> None:
    """Faces come upright before italic and light before bold, in the words of CSS."""
    styles = [(100, 200), (0, 200), (100, 80), (0, 80)]
    answers({SERIF: [line(f"{slant}.ttf", slant=slant, weight=weight) for slant, weight in styles]})
    found = [(face.slant, face.weight) for face in font.installed(SERIF)]
    assert found == [("normal", 400), ("normal", 700), ("italic", 400), ("italic", 700)]


def test_real_faces() -> None:
    """On a machine that is set up, Liberation Serif 2 has its four styles and the letters of French and Russian."""
    faces = font.installed(SERIF)
    assert len(faces) == 4
    for face in faces:
        assert face.path.is_file()
        assert face.version >= 2
        assert all(letter in face.coverage for letter in "éœЯ№\u202f")


def test_family_that_is_not_installed() -> None:
    """A family that is not installed has no faces."""
    assert font.installed("No Such Family") == ()


def test_family_with_several_names(answers: Callable[..., None]) -> None:
    """A family is found by each of its names, in whichever order the language of the machine puts them."""
    answers({"思源宋体,Noto Serif CJK SC": [line("a.ttc")]})
    assert [face.path.name for face in font.installed("Noto Serif CJK SC")] == ["a.ttc"]


def test_no_fontconfig(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without fontconfig the machine is at fault, and the message names what to install."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MastheadError, match="fontconfig is not installed; install fontconfig") as caught:
        font.installed(SERIF)
    assert caught.value.exit_code is ExitCode.MACHINE


def test_fontconfig_that_fails(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """When fc-list fails, its own words are in the message."""
    (tmp_path / "fc-list").write_text("#!/bin/sh\necho no fonts today >&2\nexit 1\n")
    (tmp_path / "fc-list").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MastheadError, match="no fonts today"):
        font.installed(SERIF)


def test_ordinary_text_is_covered() -> None:
    """French, Spanish, Russian and transliterated text is covered, thin spaces and soft hyphens included."""
    text = "Réaffirmant « 66\u202f% » — ¿qué? № 5, Генеральная Ассамблея, al-Ḥasakah, co\xadopération, A/66\u2011L.1\n"
    assert font.uncovered(text, [SERIF]) == []


def test_uncovered_character(answers: Callable[..., None]) -> None:
    """A character that no face has is named once, with its code, its Unicode name and what has it."""
    answers({SERIF: [line("a.ttf")]})
    (found,) = font.uncovered("yes ✓ and ✓", [SERIF])
    assert str(found) == "✓ (U+2713 CHECK MARK)"
    assert found.todo == "FreeSerif has it: install FreeSerif"


def test_any_face_is_enough(answers: Callable[..., None]) -> None:
    """A character that one style or one of the other families has is covered."""
    bold = line("b.ttf", weight=200, charset="e9")
    answers({SERIF: [line("a.ttf"), bold], "Noto Naskh Arabic": [line("c.ttf", charset="639")]})
    assert font.uncovered("café ع", [SERIF, "Noto Naskh Arabic"]) == []


def test_installed_but_not_named(answers: Callable[..., None]) -> None:
    """When an installed family that the style sheet does not name has the character, that is the advice."""
    answers({SERIF: [line("a.ttf")], "Noto Naskh Arabic": [line("c.ttf", charset="639")]})
    (found,) = font.uncovered("ع", [SERIF])
    assert found.todo == "Noto Naskh Arabic has it: name that family in the style sheet"


@pytest.mark.parametrize(
    ("text", "family"), [("ع", "Noto Naskh Arabic"), ("会", "Noto Serif CJK SC"), ("\u1e25", SERIF)]
)
def test_advice_by_script(answers: Callable[..., None], text: str, family: str) -> None:
    """The advice names the preferred family of the script."""
    answers({})
    (found,) = font.uncovered(text, [SERIF])
    assert found.todo == f"{family} has it: install {family}"


def test_no_face_at_all(answers: Callable[..., None]) -> None:
    """A character that no known face has is said to be so, even one that has no name."""
    answers({})
    found = font.uncovered("\ue000𓀀", [SERIF])
    assert [(each.code, each.name) for each in found] == [
        ("U+E000", "no name"),
        ("U+13000", "EGYPTIAN HIEROGLYPH A001"),
    ]
    assert {each.todo for each in found} == {"no face that Masthead knows has it: write it another way"}


def test_long_text_is_quick() -> None:
    """A hundred thousand characters are looked through in a few milliseconds."""
    text = "Réaffirmant sa volonté « 66\u202f% » Привет " * 2500
    font.uncovered(text, [SERIF])
    times = []
    for _ in range(5):
        start = time.perf_counter()
        font.uncovered(text, [SERIF])
        times.append(time.perf_counter() - start)
    assert min(times) < 0.02


def test_known_families() -> None:
    """The face of the page is preferred and needed, symbols come last, and each family says where it is from."""
    families = font.known()
    assert [family.name for family in families] == [SERIF, "Noto Naskh Arabic", "Noto Serif CJK SC", "FreeSerif"]
    assert [family.needed for family in families] == [True, False, False, False]
    assert all(family.use and family.source and family.apt and family.brew for family in families)


def test_what_it_serves_is_what_it_has() -> None:
    """What faces.yaml says that Liberation Serif serves is in the installed face."""
    serves, has = font.known()[0].serves, font.installed(SERIF)[0].coverage
    points = [point for start, end in zip(serves.starts, serves.ends, strict=True) for point in range(start, end + 1)]
    assert len(points) > 2000
    assert all(chr(point) in has for point in points)


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Let fontconfig see Liberation Serif and nothing else."""
    file = tmp_path / "fonts.conf"
    file.write_text(font.configuration(font.installed(SERIF)), encoding="utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(file))
    return file


@pytest.mark.usefixtures("alone")
def test_configuration_shows_these_files_only() -> None:
    """Under the private configuration fontconfig lists the given files and no other."""
    faces = font.installed(SERIF)
    listed = subprocess.run(["fc-list", "--format=%{file}\n"], capture_output=True, check=True, text=True).stdout
    assert sorted(map(Path, listed.split())) == sorted(face.path for face in faces)


@pytest.mark.usefixtures("alone")
def test_no_stray_font_reaches_the_page() -> None:
    """Under it WeasyPrint sets even what names another family, or what no face has, in the given faces."""
    weasyprint = pytest.importorskip("weasyprint")
    fonts = pytest.importorskip("weasyprint.text.fonts")
    html = "<p style='font-family: DejaVu Sans, sans-serif'>Word <b>bold</b> <i>italic</i> ✓ ☃ 会</p>"
    pdf = weasyprint.HTML(string=html).write_pdf(font_config=fonts.FontConfiguration())
    (page,) = pypdf.PdfReader(io.BytesIO(pdf)).pages
    names = {name.partition("+")[2] for name in page._get_fonts()[0]}
    assert names == {"Liberation-Serif", "Liberation-Serif-Bold", "Liberation-Serif-Italic"}


def test_configuration_is_xml(answers: Callable[..., None]) -> None:
    """A path with signs that XML reserves comes back from the configuration as it was."""
    answers({SERIF: [line("R&D <1>.ttf")]})
    root = ET.fromstring(font.configuration(font.installed(SERIF)))  # noqa: S314 - it is our own
    assert [glob.text for glob in root.iterfind("selectfont/acceptfont/glob")] == ["/fonts/R&D <1>.ttf"]
