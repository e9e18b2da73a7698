"""What stands on the pages of A/RES/66/152 in French: words, order, pages, heads, links, faces, metadata."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pypdf
import pytest
import yaml
from printed import FOUNDING, Print, founding_with

if TYPE_CHECKING:
    from pathlib import Path

SYMBOL = "A/RES/66/152"
TITLE = "Renforcement de la coopération internationale dans le domaine des droits de l’homme"
MASTHEAD = [
    f"Nations Unies {SYMBOL}",
    "Assemblée générale",
    "Distr. générale",
    "13 mars 2012",
    "Soixante-sixième session",
    "Point 69, b, de l’ordre du jour",
    "Résolution adoptée par l’Assemblée générale le 19 décembre 2011",
    "[sur la base du rapport de la Troisième Commission (A/66/462/Add.2)]",
    "66/152. Renforcement de la coopération internationale dans le",
    "domaine des droits de l’homme",
    "L’Assemblée générale,",
]
HEADS = ["", f"{SYMBOL} {TITLE}", f"{TITLE} {SYMBOL}"]
FOLIOS = ["", "2/3", "3/3"]
RECYCLE = "Merci de recycler"
STYLE = FOUNDING.parents[1] / "styles" / "general-assembly.css"
PREAMBLE_PAGES = [1] * 4 + [2] * 5
OPERATIVE_PAGES = [2] * 6 + [3] * 6
NOTE_PAGES = {"vienne": 1, "millenaire": 1, "conseil": 1, "durban": 1, "sous-commission": 2}


@pytest.fixture(scope="session")
def reader(founding: Path) -> pypdf.PdfReader:
    """Return the founding document as pypdf reads it."""
    return pypdf.PdfReader(founding)


@pytest.fixture(scope="session")
def pages(reader: pypdf.PdfReader) -> list[str]:
    """Return the text of each page, in the order in which it is drawn."""
    return [page.extract_text() for page in reader.pages]


@pytest.fixture(scope="session")
def seed(founding: Path) -> Print:
    """Return the founding document as it looks."""
    return Print(founding)


@pytest.fixture(scope="session")
def typed() -> Any:
    """Return the text of the founding document as it was typed."""
    return yaml.safe_load((FOUNDING / "fr.yaml").read_text(encoding="utf-8"))


def lines(page: str) -> list[str]:
    """Return the lines of a page, with one plain space wherever there is any."""
    return [" ".join(line.split()) for line in page.splitlines()]


def squeezed(text: str) -> str:
    """Return *text* without spaces, marks and calls, its apostrophes straight: as typed and as printed alike."""
    return re.sub(r"\[\^[\w-]+\]|[\s*^]", "", text).replace("’", "'")


def without_calls(page: str) -> str:
    """Return the text of a page without the numbers of its notes, squeezed."""
    return re.sub(r"(?<=homme)\d|(?<=2000)2|(?<=2011)3|(?<=Durban)4", "", squeezed(page))


def test_three_pages_of_us_letter(reader: pypdf.PdfReader) -> None:
    """New York documents are printed on US Letter in every language."""
    assert [(page.mediabox.width, page.mediabox.height) for page in reader.pages] == [(612, 792)] * 3


def test_the_words_are_those_of_the_seed(pages: list[str], shared: Path) -> None:
    """Page after page every word of the seed is printed, in its order, and nothing else but heads and folios."""
    added = {MASTHEAD[0], RECYCLE, *HEADS, *FOLIOS}
    printed = "\n".join(line for page in pages for line in lines(page) if line not in added)
    text = (shared / "seed" / "A_RES_66_152.fr.txt").read_text(encoding="utf-8")
    seed = re.sub(r"[*^]", "", text.translate(str.maketrans("¹²³⁴⁵", "12345")))
    assert printed.replace("-\n", "-").replace("’", "'").split() == seed.split()


def test_the_page_is_read_from_the_masthead_to_the_notes(pages: list[str]) -> None:
    """A reader who copies the page or has it read out meets masthead, text, imprint and notes, in this order."""
    first = lines(pages[0])
    assert first[: len(MASTHEAD)] == MASTHEAD
    at = first.index(RECYCLE)
    assert first[at - 1] == "effectives de tous les droits de l’homme,"
    assert [line[0] for line in first[at + 1 :]] == ["1", "2", "3", "c", "4"]


@pytest.mark.parametrize(("part", "numbers"), [("preamble", PREAMBLE_PAGES), ("operative", OPERATIVE_PAGES)])
def test_each_paragraph_stands_whole_on_its_page(
    part: str, numbers: list[int], pages: list[str], typed: dict[str, list[str]]
) -> None:
    """Page 1 ends with the fourth preambular paragraph, page 2 with operative paragraph 6, as in the original."""
    for paragraph, number in zip(typed[part], numbers, strict=True):
        assert squeezed(paragraph) in without_calls(pages[number - 1])


@pytest.mark.parametrize("tracking", ["0.31pt", "0.325pt", "0.345pt"])
def test_pages_break_there_with_room_to_spare(tracking: str, typed: dict[str, list[str]], tmp_path: Path) -> None:
    """A line more or less on a page, as letters set closer or wider give, does not move the end of a page."""
    style = STYLE.read_text(encoding="utf-8")
    assert style.count("--tracking: 0.335pt;") == 1
    (tmp_path / "styles").mkdir()
    wider = style.replace("--tracking: 0.335pt;", f"--tracking: {tracking};")
    (tmp_path / "styles" / STYLE.name).write_text(wider, encoding="utf-8")
    reader = pypdf.PdfReader(founding_with(tmp_path))
    first, second, third = (without_calls(page.extract_text()) for page in reader.pages)
    assert squeezed(typed["preamble"][3]) in first
    assert squeezed(typed["preamble"][4]) in second
    assert squeezed(typed["operative"][5]) in second
    assert squeezed(typed["operative"][6]) in third


def test_each_note_stands_at_the_foot_of_the_page_that_calls_it(
    pages: list[str], typed: dict[str, dict[str, str]]
) -> None:
    """Notes 1 to 4 stand on page 1, note 5 on page 2, each after the text of its page."""
    for number, (key, text) in enumerate(typed["footnotes"].items(), start=1):
        page = squeezed(pages[NOTE_PAGES[key] - 1])
        assert page.index(f"{number}{squeezed(text)}") > page.index("l'homme")
    assert sum("A/CONF.157/24" in page for page in pages) == 1


@pytest.mark.parametrize("number", [1, 2, 3])
def test_heads_and_folios_alternate(number: int, seed: Print) -> None:
    """Symbol and folio stand at the outer edge: left on even pages, right on odd ones; page 1 has neither."""
    page = seed[number]
    head = [row.text for row in page.rows if row.baseline < 65 and number > 1]
    foot = [row.strip() for row in page.rows if row.baseline > 730]
    assert "".join(head).replace(" ", "") == HEADS[number - 1].replace(" ", "")
    assert "".join(row.text for row in foot) == FOLIOS[number - 1]
    assert all((row.x < 100) == (number == 2) for row in foot)


def test_the_closing_ends_the_text(pages: list[str]) -> None:
    """Meeting and day of adoption follow the last operative paragraph."""
    third = lines(pages[2])
    assert third[third.index("session.") + 1 :] == ["89e séance plénière", "19 décembre 2011", HEADS[2], FOLIOS[2]]


def test_the_type_is_french(pages: list[str]) -> None:
    """Apostrophes are curved, and no-break spaces stand before ; and : and within «n° 53» and dates."""
    text = "\n".join(pages)
    assert "'" not in text
    assert '"' not in text
    assert re.findall(r"[^\u00a0][;:]", text) == []
    assert text.count("\u00a0;") == 11
    assert "Supplément n°\u00a053" in text
    assert "19\u00a0décembre 2011" in text
    assert "l’Assemblée" in text


def test_the_ordinal_ending_is_raised(seed: Print) -> None:
    """The e of 89e is smaller than its number and stands higher."""
    closing = next(row for row in seed[3].rows if "séance plénière" in row.text)
    ending = next(row for row in seed[3].rows if row.text == "e")
    assert ending.size < 0.7 * closing.size
    assert 3 < closing.baseline - ending.baseline < 5
    assert closing.x < ending.x < closing.right


@pytest.mark.parametrize("stray", ["\u200b", "\u00ad", "*", "\ufffd", "1345517"])
def test_marks_leave_nothing_in_the_text(stray: str, pages: list[str]) -> None:
    """Neither emblem nor barcode nor QR code puts a character where a reader would hear it."""
    assert not any(stray in page for page in pages)


def test_a_barcode_leaves_nothing_in_the_text(tmp_path: Path) -> None:
    """A document with a job number says it once, without the asterisks of Code 39."""
    text = pypdf.PdfReader(founding_with(tmp_path, job_number="12-34567")).pages[0].extract_text()
    assert text.count("12-34567") == 1
    assert "1234567" not in text
    assert "*" not in text


def test_marks_are_drawn_as_vectors(reader: pypdf.PdfReader) -> None:
    """No page holds a picture made of dots."""
    assert all(not page.images for page in reader.pages)


def test_only_one_family_is_used_and_it_is_embedded(reader: pypdf.PdfReader) -> None:
    """Every face is cut from Liberation Serif and travels with the file."""
    resources: list[Any] = [page["/Resources"] for page in reader.pages]
    for resource in resources:
        for font in resource["/Font"].values():
            assert re.fullmatch(r"/[A-Z]{6}\+Liberation-Serif(-Bold|-Italic)?", font.get_object()["/BaseFont"])
            descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
            assert "/FontFile2" in descriptor.get_object()


def test_links_lead_to_documents_and_do_not_show(reader: pypdf.PdfReader, seed: Print) -> None:
    """The symbols are links, which the original has not; the page looks as it does without."""
    addresses = {
        annotation["/A"]["/URI"]
        for page in reader.pages
        for annotation in page.annotations or []
        if annotation["/Subtype"] == "/Link" and "/URI" in annotation.get("/A", {})
    }
    names = ["A/66/462/Add.2", "A/CONF.157/24", "A/66/53", "E/CN.4/2001/2"]
    assert addresses <= {f"https://docs.un.org/fr/{name}" for name in names}
    assert f"https://docs.un.org/fr/{names[1]}" in addresses
    assert {glyph.colour for page in seed.pages for glyph in page.glyphs} == {(0.0, 0.0, 0.0)}


def test_the_outline_names_the_resolution(reader: pypdf.PdfReader) -> None:
    """A viewer shows the title with its number, which leads to page 1."""
    [entry] = reader.outline
    assert isinstance(entry, pypdf.generic.Destination)
    assert (entry.title or "").replace("\u00a0", " ") == f"66/152. {TITLE}"
    assert reader.get_destination_page_number(entry) == 0


def test_metadata_come_from_the_facts(reader: pypdf.PdfReader) -> None:
    """Title, author, subject, date and language are those of the document, not of the day of the build."""
    metadata = reader.metadata
    assert metadata is not None
    assert metadata.title == f"{SYMBOL}: {TITLE}"
    assert metadata.author == "Nations Unies, Assemblée générale"
    assert metadata.subject == TITLE
    assert metadata.keywords == SYMBOL
    assert str(metadata["/CreationDate"]).startswith("D:20120313")
    assert str(metadata["/ModDate"]).startswith("D:20120313")
    assert str(reader.root_object["/Lang"]) == "fr"


@pytest.fixture(scope="session")
def today(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Return the lines of page 1 of the same text as a resolution of the eightieth session."""
    facts = {"symbol": "A/RES/80/152", "session": "80", "agenda_item": "31 (b)"}
    dates = {"issued": "2025-12-19", "adopted": "{on: 2025-12-16, meeting: 64}"}
    path = founding_with(tmp_path_factory.mktemp("today"), **facts, **dates)
    return lines(pypdf.PdfReader(path).pages[0].extract_text())


@pytest.mark.parametrize(
    "line",
    [
        "Quatre-vingtième session",
        "Point 31 b) de l’ordre du jour",
        "19 décembre 2025",
        "Résolution adoptée par l’Assemblée générale",
        "le 16 décembre 2025",
    ],
)
def test_a_resolution_of_today_has_the_lines_of_today(line: str, today: list[str]) -> None:
    """Session, item and dates follow from the facts, and their form from the date of issue."""
    assert line in today


def test_a_layout_can_be_asked_for(tmp_path: Path) -> None:
    """The key ``layout`` puts a document of 2012 on the page of today."""
    page = Print(founding_with(tmp_path, layout="new-york"))[1]
    assert page.words("Distr. générale").x == pytest.approx(397, abs=0.5)
