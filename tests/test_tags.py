"""The structure of PDFs: what a screen reader hears, in which order, and what it is told to leave out."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pikepdf
import pytest
import tagged
from corpus import of_xml
from printed import PAGES
from tagged import Annotation, Structure, Tag

from masthead.akn import import_files
from masthead.building import build
from masthead.document import load
from masthead.entry import survey
from masthead.press import Engine, archival
from masthead.typeset import typeset
from masthead.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PARTS = PAGES / "parts-2025.yaml"
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")


@pytest.fixture(scope="session")
def resolution(founding: Path) -> Structure:
    """Return the structure of the founding document."""
    return tagged.read(founding)


@pytest.fixture(scope="session")
def composite(tmp_path_factory: pytest.TempPathFactory) -> Structure:
    """Return the structure of a text with parts, headings, points to four levels, a table and an annex."""
    return tagged.read(_built(PARTS.read_text(encoding="utf-8"), tmp_path_factory.mktemp("parts")))


@pytest.fixture(scope="session")
def translations(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the PDFs of A/RES/79/275 in six languages."""
    root = tmp_path_factory.mktemp("six")
    (root / "content").mkdir()
    import_files(sorted((shared / "real" / "akn").glob("A_RES_79_275.*.xml")), workspace=Workspace(root))
    report = build(workspace=Workspace(root))
    return {output.path.stem[-2:].lower(): output.path for output in report.outputs}


def _built(text: str, root: Path) -> Path:
    (root / "content").mkdir(exist_ok=True)
    (root / "content" / "doc.yaml").write_text(text, encoding="utf-8")
    (output,) = build(workspace=Workspace(root)).outputs
    return output.path


def words(text: str) -> list[str]:
    """Return the words of *text*; every hyphen is one."""
    return re.sub("[\u00ad\u200b]", "", text.replace("\u2011", "-")).split()


def test_masthead_is_heard_in_its_order(resolution: Structure) -> None:
    """The masthead says United Nations, the organ, the whole symbol, then the emblem and the rest."""
    masthead = resolution.root.tags[0]
    assert masthead.role == "Sect"
    said = [tag.entries.get("Alt") or tag.text for tag in masthead.tags]
    assert said == [
        "Nations Unies", "Assemblée générale", "A/RES/66/152", "Emblème", "Distr. générale", "13\u00a0mars 2012"
    ]  # fmt: skip


def test_symbol_is_whole(resolution: Structure) -> None:
    """The large letter of the symbol and its rest are one word to a reader."""
    (symbol,) = [tag for tag in resolution.root.walk() if "ActualText" in tag.entries]
    assert symbol.text == "A/RES/66/152"
    assert symbol.kids == ["A", "/RES/66/152"]


def test_language_is_told(resolution: Structure, translations: dict[str, Path]) -> None:
    """The document names its language, a passage in another language its own."""
    assert resolution.root.entries["Lang"] == "fr"
    arabic = tagged.read(translations["ar"])
    assert arabic.root.entries == {"Lang": "ar", "WritingMode": "RlTb"}
    (block,) = [tag for tag in arabic.root.walk() if tag.entries.get("Lang") == "en"]
    assert block.text.startswith("Distr.: General")


def test_words_in_another_language_say_which(write: Callable[..., str], workspace: Workspace) -> None:
    """Words that the author marks as being in another language are a passage of that language."""
    write(replace=("to go on", "to go on [en *toute* hâte](lang:fr)"))
    (output,) = build(workspace=workspace).outputs
    said = [
        (tag.entries["Lang"], tag.text) for tag in tagged.read(output.path).root.all("Span") if "Lang" in tag.entries
    ]
    assert " ".join(text for _, text in said) == "en  toute  hâte"
    assert {language for language, _ in said} == {"fr"}


def test_notes_are_read_where_they_are_called(resolution: Structure) -> None:
    """Behind each call, and before the text goes on, stands its note, with an ID of its own."""
    paragraph = next(tag for tag in resolution.root.all("P") if tag.text.startswith("Réaffirmant"))
    call, note = (tag for tag in paragraph.tags if tag.role in ("Reference", "Note"))
    at = paragraph.kids.index(note)
    assert paragraph.kids[at - 1] is call
    assert note.text.split() == ["1", "A/CONF.157/24", "(Part", "I),", "chap.", "III."]
    assert str(paragraph.kids[at + 1]).startswith(", pour favoriser")
    names = [tag.entries["ID"] for tag in resolution.root.all("Note")]
    assert len(names) == len(set(names)) == 5


def test_calls_and_notes_lead_to_each_other(founding: Path, resolution: Structure) -> None:
    """A call is a link to its note, the mark before the note a link back; both places are in the PDF."""
    calls, notes = resolution.root.all("Reference"), resolution.root.all("Note")
    assert [call.shape() for call in calls] == ["Reference(Link)"] * 5
    with pikepdf.open(founding) as pdf:
        names = pdf.Root.Names.Dests.Names
        places = {str(names[at]): names[at + 1] for at in range(0, len(names), 2)}
        for number, (call, note) in enumerate(zip(calls, notes, strict=True), start=1):
            (there,) = [kid for kid in call.tags[0].kids if isinstance(kid, Annotation)]
            (back,) = [kid for kid in note.tags[0].tags[0].kids if isinstance(kid, Annotation)]
            assert note.tags[0].shape() == "Lbl(Link)"
            assert there == Annotation(f"Note {number}", f"note-{number}")
            assert back == Annotation(f"Retour à l’appel de la note {number}", f"call-note-{number}")
            foot, line = places[there.leads], places[back.leads]
            assert foot[0].objgen == line[0].objgen, "on one page"
            assert float(foot[3]) < float(line[3]), "the note stands below its call"


def test_numbered_paragraphs_are_a_list(resolution: Structure) -> None:
    """Operative paragraphs are items of a list that is numbered in figures; their numbers are labels."""
    (run,) = resolution.root.all("L")
    assert run.entries["ListNumbering"] == "Decimal"
    assert [item.shape() for item in run.tags] == ["LI(Lbl LBody(P))"] * 12
    assert [item.tags[0].text for item in run.tags] == [f"{number}. " for number in range(1, 13)]


def test_points_lie_within_their_paragraph(composite: Structure) -> None:
    """Points are lists within the item that they belong to; closing words end the item that they close."""
    first = composite.root.all("L")[0]
    fourth = "L(LI(Lbl LBody(P)))"
    third = f"L(LI(Lbl LBody(P {fourth})))"
    second = f"L(LI(Lbl LBody(P {third} P)))"
    first_level = f"L(LI(Lbl LBody(P {second})))"
    assert first.tags[0].shape() == f"LI(Lbl LBody(P {first_level} P))"
    assert [run.entries["ListNumbering"] for run in first.all("L")] == [
        "Decimal", "LowerAlpha", "LowerRoman", "LowerAlpha", "LowerRoman"
    ]  # fmt: skip
    assert first.tags[0].tags[1].tags[-1].text.startswith("ending the sentence of the paragraph")
    assert first.tags[1].text.split() == ["2.", "Decides", "to", "grind", "on."]


def test_headings_leave_no_level_out(composite: Structure) -> None:
    """Title, parts and headings have levels from 1 on, each at most one deeper than the one before."""
    headings = composite.root.all("H1", "H2", "H3", "H4", "H5", "H6")
    levels = [int(heading.role[1]) for heading in headings]
    assert levels == [1, 2, 2, 3, 4, 5, 2, 2]
    assert headings[0].text == "79/952. Questions relating to\u00a0mills"
    assert headings[1].text == "A Of water\u00a0mills"


def test_bookmarks_name_headings_without_their_notes(write: Callable[..., str], workspace: Workspace) -> None:
    """Bookmarks lead to title, headings and annexes by their words; the mark of a note is none of these."""
    write(
        replace=("A title", '"A title[^*]"'),
        more='  - heading: "Sub[^b] head"\n    number: I.\nannexes: [{title: Of more, body: [Text.]}]\n'
        'footnotes: {"*": The star note., b: The b note.}\n',
    )
    (output,) = build(workspace=workspace).outputs
    with pikepdf.open(output.path) as pdf, pdf.open_outline() as outline:
        found = [(item.title, [child.title for child in item.children]) for item in outline.root]
    assert found == [("66/152. A title", ["I. Sub head", "Annex Of more"])]


def test_levels_that_an_author_leaves_out_are_closed(tmp_path: Path) -> None:
    """A heading of the third level under the title is one of the second to a reader."""
    text = PARTS.read_text(encoding="utf-8")
    skipped = text.replace("      - heading: Of wood\n        number: A.\n        level: 2\n", "")
    headings = tagged.read(_built(skipped, tmp_path)).root.all("H1", "H2", "H3", "H4")
    assert [heading.role for heading in headings][:5] == ["H1", "H2", "H2", "H3", "H4"]


def test_cells_know_their_heads(composite: Structure) -> None:
    """A head says what it stands over, a cell which heads stand over it, also where heads span columns and rows."""
    (table,) = composite.root.all("Table")
    assert table.shape().startswith("Table(THead(TR(TH TH TH) TR(TH(Reference(Link)) TH)) TBody(")
    heads = {head.entries["ID"]: head.own for head in table.all("TH")}
    assert all(head.entries["Scope"] == "Column" for head in table.all("TH"))
    row = table.all("TBody")[0].tags[0]
    assert [[heads[name] for name in cell.entries["Headers"]] for cell in row.tags] == [
        ["Mill"], ["Year"], ["Difference", "Sacks"], ["Difference", "Share"]
    ]  # fmt: skip
    assert [head.entries.get("ColSpan", 1) for head in table.all("TH")] == [1, 1, 2, 1, 1]
    assert [head.entries.get("RowSpan", 1) for head in table.all("TH")] == [2, 2, 1, 1, 1]


def test_notes_of_a_table_are_called_and_lead_back(composite: Structure) -> None:
    """The letters in a table are links to the notes under it, and the letters of these lead back."""
    said = [kid for tag in composite.root.all("Link") for kid in tag.kids if isinstance(kid, Annotation)]
    assert Annotation("Note b", "note-2") in said
    assert Annotation("Back to the call of note b", "call-note-2") in said
    notes = [note.text.strip() for note in composite.root.all("Note")]
    assert notes == ["a Of wheat.", "b Without what the mice have eaten."]


def test_links_over_letters_have_room(composite: Structure, tmp_path: Path) -> None:
    """The surface of a link to a note is at least 7 pt high and wider than its letter, so that it can be met."""
    path = _built(PARTS.read_text(encoding="utf-8"), tmp_path)
    with pikepdf.open(path) as pdf:
        rectangles = [
            [float(side) for side in link.Rect]
            for page in pdf.pages
            for link in page.get("/Annots", [])
            if "note-" in str(link.get("/Dest", ""))
        ]
    assert len(rectangles) == len(composite.root.all("Note")) * 2
    assert all(abs(right - left) > 4 and abs(upper - lower) > 5.5 for left, lower, right, upper in rectangles)


def test_running_heads_and_folios_are_artifacts(resolution: Structure) -> None:
    """What the margins repeat is not read, nor are rules, barcode and QR code; everything drawn is one or the other."""
    title = "Renforcement de la coopération internationale dans le domaine des droits de l’homme"
    assert resolution.artifacts == ["", f"A/RES/66/152{title}2/3", f"{title}A/RES/66/1523/3"]
    assert resolution.unmarked == ["", "", ""]
    assert not [tag for tag in resolution.root.all("Figure") if tag.entries["Alt"] != "Emblème"]


def test_imprint_is_read_last(composite: Structure) -> None:
    """Job number and recycling words stand at the foot of page 1 and are heard at the end."""
    assert [tag.text for tag in composite.root.tags[-1].tags] == ["24-29442 (E)", "Please recycle"]


def test_paragraph_over_two_pages_is_one(write: Callable[..., str], workspace: Workspace) -> None:
    """A paragraph that a page break divides is one paragraph, with content on both pages."""
    long = " ".join(f"word{number}" for number in range(900))
    write(replace=("to go on.", f"to go on. {long}."))
    (output,) = build(workspace=workspace).outputs
    (paragraph,) = [tag for tag in tagged.read(output.path).root.all("P") if "word7" in tag.text]
    assert len(paragraph.pages) == output.pages > 1
    assert [word for word in words(paragraph.text) if word.startswith("word")] == words(f"{long}.")


def test_head_of_a_long_table_is_read_once(write: Callable[..., str], workspace: Workspace) -> None:
    """A table over several pages repeats its head on paper; to a reader it has one head, and each row once."""
    rows = "".join(f"      - [Mill {number}, '{number}']\n" for number in range(120))
    write(more=f"  - table:\n      - [Mill, Sacks]\n{rows}    caption: Mills by number\n")
    (output,) = build(workspace=workspace).outputs
    structure = tagged.read(output.path)
    (table,) = structure.root.all("Table")
    assert len(table.pages | {page for tag in table.walk() for page in tag.pages}) > 1
    assert [tag.text for tag in table.tags if tag.role == "Caption"] == ["Mills by number"]
    assert [head.text for head in table.all("TH")] == ["Mill", "Sacks"]
    assert [row.tags[0].text for row in table.all("TBody")[0].tags] == [f"Mill {number}" for number in range(120)]
    assert sum("MillSacks" in artifact for artifact in structure.artifacts) >= 1


def test_picture_says_what_it_shows(write: Callable[..., str], workspace: Workspace) -> None:
    """A picture is a figure with the words that the author gave, its place on the page, and a caption beside it."""
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    (workspace.content / "mill.svg").write_text(drawing)
    write(more="  - figure: mill.svg\n    alternative: A mill by a brook\n    caption: The old mill\n")
    (output,) = build(workspace=workspace).outputs
    root = tagged.read(output.path).root
    figure = next(tag for tag in root.all("Figure") if tag.entries["Alt"] != "Emblem")
    assert [tag.shape() for tag in root.tags if figure in tag.tags] == ["Div(Figure Caption)"]
    assert root.all("Caption")[0].text == "The old mill"
    assert figure.entries["Alt"] == "A mill by a brook"
    left, lower, right, upper = figure.entries["BBox"]
    assert 0 < left < right < 612
    assert 0 < lower < upper < 792


def test_contents_of_a_template_are_a_table_of_contents(write: Callable[..., str], workspace: Workspace) -> None:
    """A list in a nav element is a table of contents, its entries lead to what they name."""
    (workspace.root / "templates").mkdir()
    inner = '<ol><li><a href="#title">Deeper</a></li></ol>'
    outer = f'<nav><ol><li><a href="#title">Title</a>{inner}</li></ol></nav><p id="title">x</p>'
    template = f'{{% include "page.html" %}}{outer}'
    (workspace.root / "templates" / "resolution.html").write_text(template, encoding="utf-8")
    write()

    found, _ = survey(workspace, [])
    document = load(workspace, found[0])
    sheet, engine = typeset(document, workspace), Engine(workspace)
    laid = engine.lay_out(engine.parse(sheet.html), sheet.style)
    path = workspace.root / "contents.pdf"
    path.write_bytes(archival.write(laid, document.language, (), dt.date(2012, 3, 13)))
    (contents, _) = tagged.read(path).root.all("TOC")
    assert contents.shape() == "TOC(TOCI(Lbl Reference(Link) TOC(TOCI(Lbl Reference(Link)))))"


def leftwards(text: str) -> str:
    """Return *text*, which is drawn from left to right, as it is read from right to left."""
    turned = text[::-1].translate(str.maketrans("()[]«»", ")(][»«"))
    return re.sub(r"[0-9A-Za-z][0-9A-Za-z/.]*", lambda match: match[0][::-1], turned)


def read(tag: Tag, language: str) -> str:
    """Return the own text of an element, as a reader puts it together."""
    parts = []
    for kid in tag.kids:
        if isinstance(kid, Tag):
            parts.append("|" if kid.role in ("Note", "Reference", "Lbl") else read(kid, language))
        elif isinstance(kid, str):
            parts.append(leftwards(kid) if language == "ar" else kid)
    return "".join(parts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_is_read_as_it_was_typed(translations: dict[str, Path], shared: Path, language: str) -> None:
    """By its structure alone, without a look at the page, a PDF gives every paragraph word for word, spaces and all."""
    source = " ".join(words(of_xml(shared / "real" / "akn" / f"A_RES_79_275.{language}.akn.xml").text))
    paragraphs = [" ".join(words(read(tag, language))) for tag in tagged.read(translations[language]).root.all("P")]
    long = [text for text in paragraphs if len(text) > (40 if language == "zh" else 120)]
    assert len(long) > 20
    parts = [part for text in long for part in re.split(r"\s?\d+\s|[|0-9()\[\]-]+", text) if len(part) > 30]
    assert not [part for part in parts if part.strip() not in source][:5]
