"""No word of an Akoma Ntoso file is lost in silence: wherever it stands, it is in the YAML or it is told."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from masthead.akn import import_files

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
