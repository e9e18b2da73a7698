"""The dialect of the guideline, and the faults that published files are known to have."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from masthead.akn import Import, import_files

if TYPE_CHECKING:
    from masthead.workspace import Workspace

SUITE = Path(__file__).parent / "suite" / "akn"
GUIDELINE = (SUITE / "guideline.xml").read_text(encoding="utf-8")
PLAIN = (SUITE / "plain.xml").read_text(encoding="utf-8")
MISPLACED = "the preamble stands behind the main body"


def imported(workspace: Workspace, text: str, name: str = "0.xml") -> Import:
    """Import a file of this text."""
    file = workspace.root / name
    file.write_text(text, encoding="utf-8")
    return import_files([file], workspace=workspace)


def data(done: Import, number: int = 1) -> dict[str, object]:
    """Return the data of one of the files that were written: 0 the facts, 1 the text."""
    read: dict[str, object] = yaml.safe_load(done.written[number].read_text(encoding="utf-8"))
    return read


def test_the_guideline_is_read(workspace: Workspace) -> None:
    """A publication around the statement, lower-case containers, no ids, preambular words within sections."""
    done = imported(workspace, GUIDELINE)
    assert done.written[1].name == "fr.yaml"
    text = data(done)
    assert text["title"] == "Phares"
    assert text["preamble"] == ["*Rappelant* les lampes,"]
    assert text["operative"] == [
        {"heading": "Lampes", "number": "I"},
        {"preambular": "*Constatant* la nuit,"},
        "*Décide* de veiller ;",
        {"heading": "Gardiens", "number": "II"},
        {"text": "*Prie* :", "points": ["Les uns ;", "Les autres ;"], "closing": "de rester."},
    ]


def test_a_preamble_behind_the_main_body_is_put_before_it(workspace: Workspace) -> None:
    """A preamble in the wrong place is read where it belongs, and told by the line of its statement."""
    (told,) = imported(workspace, GUIDELINE).problems
    assert (told.what, told.place.line) == (MISPLACED, 14)


def test_days_before_the_calendar_are_none(workspace: Workspace) -> None:
    """A day of adoption that is 0001-01-01 is no fact."""
    done = imported(workspace, PLAIN.replace('date="2024-12-24"', 'date="0001-01-01"'))
    assert "adopted" not in data(done, 0)
    assert [(each.what, each.place.line) for each in done.problems] == [("the date is 0001-01-01", 23)]
    assert data(done)["printed"] == {"meeting": "62nd plenary meeting", "adopted": "24 December 2024"}


@pytest.mark.parametrize(
    ("language", "name"), [('<FRBRlanguage language="eng"/>', "0.xml"), ("", "A_RES_79_900.en.akn.xml")]
)
def test_the_language_is_that_of_the_text(workspace: Workspace, language: str, name: str) -> None:
    """The metadata give the language, or else the name of the file."""
    done = imported(workspace, PLAIN.replace('<FRBRlanguage language="eng"/>', language), name)
    assert done.written[1].name == "en.yaml"


def test_a_language_that_the_script_denies(workspace: Workspace) -> None:
    """A text in Cyrillic letters whose file says English is Russian, and that is told."""
    russian = PLAIN.replace("Keepers stay awake", "Смотрители маяков не спят всю ночь, и лампы всегда горят ярко")
    russian = russian.replace("all", "все").replace("stay lit", "горят").replace("as follows", "следующее")
    russian = russian.replace("the lamps", "лампы").replace("The General Assembly", "Генеральная Ассамблея")
    done = imported(workspace, russian)
    assert done.written[1].name == "ru.yaml"
    assert "the file says that it is in English, and its text is in Русский" in [each.what for each in done.problems]


@pytest.mark.parametrize("mark", ["(ر)", "xyz"])
def test_a_label_that_no_language_has_is_kept_as_typed(workspace: Workspace, mark: str) -> None:
    """A number that is none in the language is printed as the file has it."""
    done = imported(workspace, PLAIN.replace("<num>2.</num>", f"<num>{mark}</num>"))
    assert data(done)["operative"][-1] == {"text": "See resolution 78/1.", "number": mark}  # type: ignore[index]


def test_a_number_that_leaps_is_kept(workspace: Workspace) -> None:
    """Where counting goes on from another number, that number is typed."""
    done = imported(workspace, PLAIN.replace("<num>2.</num>", "<num>5.</num>"))
    assert data(done)["operative"][-1] == {"text": "See resolution 78/1.", "number": 5}  # type: ignore[index]
