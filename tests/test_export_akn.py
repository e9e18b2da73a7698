"""Akoma Ntoso: valid, unambiguous, and the same document when it is read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from exported import EVERYTHING, READING, everything, export, in_order, schema
from lxml import etree

from masthead.akn import import_files
from masthead.document import load
from masthead.entry import entries
from masthead.export import Format, rendered
from masthead.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAMES = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0", "un": "http://un.org/akn4un"}
COMPOSITE = """\
language: en
type: resolution
symbol: A/RES/79/252 A-B
organ: general-assembly
session: 79
issued: 2024-12-31
adopted: [{on: 2024-12-24, meeting: 55, resumed: true}, {on: 2024-12-30, meeting: 56}]
title: Common system
parts:
  - preamble: ["*Recalling* it,[^a]"]
    operative: [First., Second.]
  - title: Another
    operative: [Only.]
annexes: [{body: [Annexed.]}]
footnotes: {a: A note.}
"""
STATEMENT = """\
language: en
type: presidential-statement
symbol: S/PRST/2024/1
organ: security-council
issued: 2024-03-04
body:
  - At the meeting the President made a statement.
  - quotation: ["“The Council recalls.", "“The Council decides.”"]
"""
DRAFT = """\
language: en
type: draft-resolution
symbol: S/2024/173
organ: security-council
issued: 2024-02-20
sponsors: "Algeria[^*]"
preamble: ["*Reaffirming* all,"]
operative: ["*Demands* it.", "*Decides* more."]
footnotes: {"*": Also others.}
"""
COUNCIL = """\
language: en
type: resolution
symbol: A/HRC/RES/59/25
organ: human-rights-council
session: 59
session_dates: [2025-06-16, 2025-07-08]
agenda_item: 3
issued: 2025-07-16
original: en
adopted: {on: 2025-07-08, meeting: 34}
vote: {in_favour: 26, against: 15, abstaining: 6}
title: Climate
agenda_title: Rights
operative: ["*Decides*."]
votes: {in_favour: Many, against: Some, abstaining: Few}
"""
DECISION = """\
language: en
type: decision
symbol: A/DEC/78/401
organ: general-assembly
session: 78
agenda_item: 3 (a)
adopted: {on: 2023-09-05, meeting: 1}
title: Appointment
category: Elections
body: [Members are appointed.]
"""
ECOSOC = """\
language: en
type: resolution
symbol: E/RES/2024/7
organ: economic-and-social-council
session: 2024
issued: 2024-07-30
adopted: {on: 2024-07-23, meeting: 40}
title: Gardens
operative: [One., Two.]
"""
SECURITY = """\
language: en
type: resolution
symbol: S/RES/2771 (2025)
organ: security-council
issued: 2025-01-31
adopted: {on: 2025-01-31, meeting: 9850}
preamble: ["*Recalling* S/RES/2728 (2024),"]
operative: [One., Two.]
"""
KINDS = {
    "everything": EVERYTHING, "composite": COMPOSITE, "statement": STATEMENT, "draft": DRAFT, "council": COUNCIL,
    "decision": DECISION, "ecosoc": ECOSOC, "security": SECURITY,
}  # fmt: skip


@pytest.fixture(scope="session")
def rules() -> etree.XMLSchema:
    """Return the schema of Akoma Ntoso."""
    return schema()


def tree(workspace: Workspace, text: str) -> etree._Element:
    """Return a document as the tree of its Akoma Ntoso file."""
    return etree.fromstring(export(workspace, Format.AKN, text).encode())


def found(root: etree._Element, path: str) -> list[str]:
    """Return the values, or the characters, of what *path* leads to."""
    results = root.xpath(path, namespaces=NAMES)
    assert isinstance(results, list)
    return [
        " ".join("".join(one.itertext()).split()) if isinstance(one, etree._Element) else str(one) for one in results
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_valid(workspace: Workspace, rules: etree.XMLSchema, kind: str) -> None:
    """Every kind of document gives a file that the schema of Akoma Ntoso accepts, with every id once."""
    root = tree(workspace, KINDS[kind])
    rules.assertValid(root)
    ids = found(root, "//@eId")
    assert len(ids) == len(set(ids))
    targets = set(ids) | {"authorialNote_1"}
    assert {href.removeprefix("#") for href in found(root, "//a:noteRef/@href")} <= targets


def test_every_word_once_in_order(workspace: Workspace) -> None:
    """The words stand once each, in the order in which the document is read; notes stand where they are called."""
    root = tree(workspace, EVERYTHING)
    for meta in root.iter("{*}meta"):
        meta.clear()
    for element in root.iter(
        *(f"{{*}}{tag}" for tag in ("p", "num", "heading", "subheading", "crossHeading", "caption"))
    ):
        element.tail = "\n" + (element.tail or "")
    apart = [word for word in READING if word not in {"General Assembly", "Gardens"}]
    in_order("".join(root.itertext()), *apart)


@pytest.mark.parametrize(
    ("kind", "work"),
    [
        ("everything", "unga/2011-12-19/66-152"),
        ("composite", "unga/2024-12-24/79-252"),
        ("statement", "unsc/2024-03-04/2024-1"),
        ("draft", "unsc/2024-02-20/2024-173"),
        ("council", "unga-hrc/2025-07-08/59-25"),
        ("decision", "unga/2023-09-05/78-401"),
        ("ecosoc", "unecosoc/2024-07-23/2024-7"),
        ("security", "unsc/2025-01-31/2771-2025"),
    ],
)
def test_names_of_works(workspace: Workspace, kind: str, work: str) -> None:
    """Works, expressions and manifestations are named as the United Nations names them."""
    root, stem = tree(workspace, KINDS[kind]), f"/akn/un/statement/deliberation/{work}"
    levels = found(root, "(//a:meta)[1]//a:FRBRthis/@value"), found(root, "(//a:meta)[1]//a:FRBRuri/@value")
    assert levels[0] == [f"{stem}/!main/", f"{stem}/eng@!main/", f"{stem}/eng@/!main.xml"]
    assert levels[1] == [f"{stem}/", f"{stem}/eng@/", f"{stem}/eng@.xml"]
    assert found(root, "(//a:meta)[1]//a:FRBRlanguage/@language") == ["eng"]


def test_days_come_from_the_facts(workspace: Workspace) -> None:
    """Adoption, publication and mark-up have the days of the facts: no clock is read."""
    days = found(tree(workspace, EVERYTHING), "(//a:meta)[1]//a:FRBRdate/@date")
    assert days == ["2011-12-19", "2012-03-13", "2012-03-13"]


def test_cover(workspace: Workspace) -> None:
    """The masthead stands on the cover page: what a reader sees as text, what a program needs as attributes."""
    root = tree(workspace, COUNCIL)
    assert found(root, "//a:docAuthority") == ["United Nations", "General Assembly", "Human Rights Council"]
    assert found(root, "//a:coverPage//a:docNumber") == ["A/HRC/RES/59/25"]
    assert found(root, "//a:session/@value") == ["59"]
    assert found(root, "//a:event[@refersTo='#session']/a:date/@date") == ["2025-06-16", "2025-07-08"]
    assert found(root, "//a:inline[@name='agenda item']/@title") == ["3"]
    assert found(root, "//a:inline[@name='agenda item name']") == ["Rights"]
    root = tree(workspace, EVERYTHING)
    assert found(root, "//a:docProponent/@refersTo") == ["#thirdCommittee"]
    assert found(root, "//a:inline[@name='originating document']") == ["A/66/462/Add.2, para. 33"]
    assert found(root, "//a:docketNumber") == ["11-46952 (E)"]


def test_conclusions(workspace: Workspace) -> None:
    """Meeting, day and vote stand in the conclusions; of a composite in those of each part."""
    root = tree(workspace, COUNCIL)
    assert found(root, "//a:location") == ["34th meeting"]
    assert found(root, "//a:location/@title") == ["34th"]
    assert found(root, "//a:outcome/@refersTo") == ["#adoptedRecordedVote"]
    assert found(root, "//a:count/@value") == ["26", "15", "6"]
    assert found(root, "//a:p[@class='votes']/@refersTo") == ["#inFavour", "#against", "#abstaining"]
    root = tree(workspace, COMPOSITE)
    assert found(root, "//a:components//a:conclusions//a:docDate/@date") == ["2024-12-24", "2024-12-30"]
    assert found(root, "//a:documentRef/@showAs") == ["Resolution A", "Resolution B"]


def test_the_council_says_when_it_adopted(workspace: Workspace) -> None:
    """The adoption line of the Security Council names meeting and day so that a program finds them."""
    root = tree(workspace, SECURITY)
    assert found(root, "//a:docTitle[@refersTo='#resolutionNumber']") == ["Resolution 2771 (2025)"]
    assert found(root, "//a:inline[@name='adoptionMeeting']/@title") == ["9850th"]
    assert found(root, "//a:docTitle/a:docDate/@date") == ["2025-01-31"]


def test_notes(workspace: Workspace) -> None:
    """A note stands where it is called, with its marker; called side by side, nothing stands between two notes."""
    root = tree(workspace, EVERYTHING)
    assert found(root, "//a:authorialNote/@marker") == ["1", "2", "3", "a"]
    assert found(root, "//a:noteRef/@marker") == ["a"]
    (first,) = (note for note in root.iter("{*}authorialNote") if note.get("marker") == "2")
    assert first.tail is None
    assert found(root, "//a:authorialNote[@marker='2']/a:p") == ["Premier paragraphe.", "Second paragraphe."]


def test_what_the_author_chose_is_kept(workspace: Workspace) -> None:
    """Choices that no rule gives back stand in the namespace of the United Nations."""
    assert found(tree(workspace, EVERYTHING), "//un:edition/@layout") == ["new-york"]
    plain = EVERYTHING.replace("layout: new-york\n", "")
    assert found(tree(workspace, plain), "//un:edition") == []


def test_language_of_words_is_kept(workspace: Workspace) -> None:
    """Words in another language say which one."""
    root = tree(workspace, EVERYTHING)
    assert "".join(found(root, "//a:span[@xml:lang='fr']//text()")) == "du passé"


def test_marks_of_xml_stay_text(workspace: Workspace) -> None:
    """What looks like an element or an entity is text."""
    root = tree(workspace, EVERYTHING.replace("Bread", "Bread &amp; ]]> <!DOCTYPE a> <b/>"))
    assert "Bread &amp; ]]> <!DOCTYPE a> <b/>" in found(root, "//a:point//a:p")
    assert found(root, "//a:script") == []


def test_the_same_document_gives_the_same_file(workspace: Workspace) -> None:
    """Exporting twice gives the same bytes."""
    document = everything(workspace)
    assert rendered(document, Format.AKN, workspace) == rendered(document, Format.AKN, workspace)


@pytest.mark.parametrize("kind", ["statement", "draft", "decision", "security", "composite"])
def test_read_again_it_is_the_same(tmp_path: Path, kind: str) -> None:
    """A document of ours, exported and imported twice, is the same YAML both times, byte for byte."""
    first = Workspace(tmp_path / "0")
    first.content.mkdir(parents=True)
    (tmp_path / "0.xml").write_text(export(first, Format.AKN, KINDS[kind]), encoding="utf-8")
    once, again = (Workspace(tmp_path / name) for name in "12")
    _imported([tmp_path / "0.xml"], once)
    _imported(list(_exported(once, tmp_path)), again)
    assert _yaml(once) == _yaml(again)
    assert _yaml(once)


def _imported(files: list[Path], workspace: Workspace) -> None:
    workspace.content.mkdir(parents=True, exist_ok=True)
    import_files(files, workspace=workspace)


def _exported(workspace: Workspace, folder: Path) -> Iterator[Path]:
    """Export all texts of *workspace*, and give the files."""
    for entry in entries(workspace):
        document = load(workspace, entry)
        path = folder / f"{document.file_name}.xml"
        path.write_bytes(rendered(document, Format.AKN, workspace))
        yield path


def _yaml(workspace: Workspace) -> dict[str, bytes]:
    files = workspace.content.rglob("*.yaml")
    return {path.relative_to(workspace.content).as_posix(): path.read_bytes() for path in files}
