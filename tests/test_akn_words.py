"""No word of an Akoma Ntoso file is lost in silence: wherever it stands, it is in the YAML or it is told."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from masthead.akn import import_files
from masthead.document import load
from masthead.entry import entries
from masthead.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from masthead.workspace import Workspace

PLAIN = Path(__file__).parent / "suite" / "akn" / "plain.xml"
LISTS = """\
<paragraph><num>1.</num><list><intro><p>Decides:</p></intro>
<point><num>(a)</num><content><p>First:</p></content></point>
<sublist><intro><p>as follows,</p></intro><point><num>(i)</num><content><p>Deep;</p></content></point>
<wrapUp><p>and no more;</p></wrapUp></sublist></list></paragraph>"""


def places() -> Iterator[tuple[bytes, str]]:
    """Give the file with a word of its own at the start of, and behind, each element outside the metadata."""
    source = PLAIN.read_bytes()
    for n in range(len(list(within(etree.fromstring(source))))):
        for attribute in ("text", "tail"):
            root = etree.fromstring(source)
            element = list(within(root))[n]
            setattr(element, attribute, f" Zebra {getattr(element, attribute) or ''}")
            yield etree.tostring(root), f"{etree.QName(element).localname}-{n}-{attribute}"


def within(root: Element) -> Iterator[Element]:
    """Give the elements below the statement whose text is text of the document."""
    statement = root[0]
    for child in statement[1:]:
        yield from (element for element in child.iter("{*}*") if etree.QName(element).localname != "eol")


CASES = list(places())


@pytest.mark.parametrize("data", [data for data, _ in CASES], ids=[name for _, name in CASES])
def test_a_word_at_any_place_is_kept_or_told(data: bytes, workspace: Workspace) -> None:
    """A stray word is in one of the files that are written, or in a problem."""
    file = workspace.root / "stray.xml"
    file.write_bytes(data)
    done = import_files([file], workspace=workspace)
    said = [problem.what for problem in done.problems] + [file.read_text(encoding="utf-8") for file in done.written]
    assert "Zebra" in " ".join(said)


def test_the_last_words_of_a_list_within_a_list_are_kept(workspace: Workspace) -> None:
    """First and last words of a sublist stay with the point that it belongs to."""
    head, _, rest = PLAIN.read_text(encoding="utf-8").partition("<mainBody>")
    file = workspace.root / "lists.xml"
    file.write_text(f"{head}<mainBody>{LISTS}</mainBody>{rest.partition('</mainBody>')[2]}", encoding="utf-8")
    text = import_files([file], workspace=workspace).written[1].read_text(encoding="utf-8")
    assert "as follows," in text
    assert "and no more;" in text


STRAYS = {
    "unknown element": (
        "<mainBody>",
        "<mainBody><foreign>Zebra <x>crossing</x></foreign>",
        ["Zebra", "crossing"],
    ),
    "image text": ("<mainBody>", "<mainBody><tblock><toc><tocItem>Zebra</tocItem></toc></tblock>", ["Zebra"]),
    "own namespace": ("</preamble>", '<x:y xmlns:x="urn:x">Zebra</x:y></preamble>', ["Zebra"]),
    "conclusions": (
        "</conclusions>",
        "<p>Zebra <signature>crossing</signature></p></conclusions>",
        ["Zebra", "crossing"],
    ),
    "second formula": ("</preamble>", "<formula><p>Zebra crossing</p></formula></preamble>", ["Zebra crossing"]),
    "second session": ("</session>", "</session><session>Zebra</session>", ["Zebra"]),
    "event without days": ("</coverPage>", "<p><event>Zebra</event></p></coverPage>", ["Zebra"]),
    "note in a number": ("<num>1.</num>", "<num>1.<authorialNote><p>Zebra</p></authorialNote></num>", ["Zebra"]),
    "note in a line": ("<session>", "<session><authorialNote><p>Zebra</p></authorialNote>", ["Zebra"]),
    "long number": ("<num>2.</num>", f"<num>{'Zebra ' * 6}</num>", ["Zebra " * 5 + "Zebra"]),
    "heading in a point": (
        "</mainBody>",
        "<list><point><num>(a)</num><heading>Zebra</heading></point></list></mainBody>",
        ["Zebra"],
    ),
    "table in a point": (
        "</mainBody>",
        (
            "<paragraph><list><point><content><table><tr><td>Zebra<authorialNote><p>crossing</p></authorialNote></td></tr>"
            "</table></content></point></list></paragraph></mainBody>"
        ),
        ["Zebra", "crossing"],
    ),
    "note in a note": (
        "</mainBody>",
        (
            "<paragraph><content><p>a<authorialNote>b<authorialNote>Zebra</authorialNote></authorialNote></p>"
            "</content></paragraph></mainBody>"
        ),
        ["Zebra"],
    ),
    "twin asterisks": (
        "</mainBody>",
        (
            '<paragraph><content><p>a<authorialNote marker="*"><p>Zebra</p></authorialNote> b'
            '<authorialNote marker="*"><p>crossing</p></authorialNote></p></content></paragraph></mainBody>'
        ),
        ["Zebra", "crossing"],
    ),
    "words of an introduction": (
        "</preamble>",
        (
            "<container><blockList><listIntroduction><i>Zebra</i> crossing</listIntroduction><item><p>one</p></item>"
            "</blockList></container></preamble>"
        ),
        ["Zebra", "crossing"],
    ),
    "closing without points": (
        "</mainBody>",
        "<paragraph><list><wrapUp><p>Zebra</p></wrapUp></list></paragraph></mainBody>",
        ["Zebra"],
    ),
    "raised link": (
        "</mainBody>",
        '<paragraph><content><p><sup><a href="https://example.org/">Zebra</a></sup></p></content></paragraph></mainBody>',
        ["Zebra"],
    ),
    "components": (
        "</akomaNtoso>",
        "<components><component><foreign>Zebra</foreign></component></components></akomaNtoso>",
        ["Zebra"],
    ),
}
"""What may stand in a file: what is replaced, by what, and the words that must not be lost."""


@pytest.mark.parametrize("stray", STRAYS)
def test_no_words_are_lost_in_odd_places(stray: str, workspace: Workspace) -> None:
    """Words in places that nothing is known of are in the document, or told with a line; the document loads."""
    old, new, words = STRAYS[stray]
    file = workspace.root / "stray.xml"
    file.write_text(PLAIN.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    done = import_files([file], workspace=workspace)
    said = " ".join(each.what for each in done.problems if each.place.line)
    typed = " ".join(file.read_text(encoding="utf-8") for file in done.written)
    assert not [word for word in words if word not in said and word not in typed]
    assert load(workspace, entries(workspace)[0])


@pytest.mark.parametrize(
    ("inner", "typed"),
    [
        ('<i>See</i> <span xml:lang="fr">mot</span>', "*See* [mot](lang:fr)"),
        ('<i>See</i> <span xml:lang="en">word</span>', "*See* word"),
        ('<i>See</i> <span xml:lang="fr_FR">mot</span>', "*See* mot"),
        (
            '<i>See</i> <a href="https://example.org/x"><span xml:lang="fr">mot</span></a>',
            "*See* [mot](https://example.org/x)",
        ),
        (
            '<i>See</i> <span xml:lang="fr"><a href="https://example.org/x">mot</a></span>',
            "*See* [mot](https://example.org/x)",
        ),
    ],
)
def test_language_of_words_is_kept_where_a_text_can_tell_it(workspace: Workspace, inner: str, typed: str) -> None:
    """The language of words is kept beside their style; a link goes before it, and the document's own is not told."""
    file = workspace.root / "told.xml"
    paragraph = f"<paragraph><content><p>{inner}</p></content></paragraph></mainBody>"
    file.write_text(PLAIN.read_text(encoding="utf-8").replace("</mainBody>", paragraph, 1), encoding="utf-8")
    done = import_files([file], workspace=workspace)
    assert any(typed in file.read_text(encoding="utf-8") for file in done.written)


def test_what_could_not_be_placed_is_told_by_its_line(workspace: Workspace) -> None:
    """The remainder is told whole, by the line of its element; it says what to do."""
    long = "Zebra " * 40
    file = workspace.root / "stray.xml"
    text = PLAIN.read_text(encoding="utf-8").replace("    <preamble>", f"    <preamble>\n{long}")
    file.write_text(text, encoding="utf-8")
    (told,) = import_files([file], workspace=workspace).problems
    assert told.what == f'"{long.strip()}" in <preamble> could not be placed'
    assert told.place.line == text[: text.index("Zebra")].count("\n")
    assert told.todo == "bring it in by hand; it stands nowhere in the document"
    assert told.severity is Severity.WARNING


BLOCKS = (
    "paragraph",
    "list",
    "point",
    "sublist",
    "intro",
    "wrapUp",
    "section",
    "heading",
    "num",
    "content",
    "p",
    "table",
    "tr",
    "td",
    "container",
    "blockList",
    "item",
    "listIntroduction",
    "crossHeading",
    "hcontainer",
    "toc",
)
INLINES = ("b", "sup", "span", "authorialNote", "foo")
PLACES = st.recursive(
    st.just(" Z "),
    lambda inner: st.tuples(st.sampled_from(BLOCKS + INLINES), st.lists(inner, max_size=4)).map(
        lambda drawn: f"<{drawn[0]}>{''.join(drawn[1])}</{drawn[0]}>"
    ),
    max_leaves=12,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PLACES, st.sampled_from(["</preamble>", "</mainBody>", "</conclusions>"]))
def test_no_words_are_lost_anywhere(workspace: Workspace, body: str, place: str) -> None:
    """However elements are put into each other, each word is kept or told, and the document loads."""
    words = [f"zebra{n}q" for n in range(body.count(" Z "))]
    for word in words:
        body = body.replace(" Z ", f" {word} ", 1)
    file = workspace.root / "stray.xml"
    file.write_text(PLAIN.read_text(encoding="utf-8").replace(place, body + place, 1), encoding="utf-8")
    done = import_files([file], workspace=workspace, force=True)
    said = [each.what for each in done.problems] + [file.read_text(encoding="utf-8") for file in done.written]
    assert not [word for word in words if word not in " ".join(said)]
    assert load(workspace, entries(workspace)[0])
