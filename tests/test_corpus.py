"""Every file of the corpus, from its XML to its PDF: the words on the pages are the words of the XML."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

import pytest
from conftest import SHARED
from corpus import Words, arabic, latin, of_pdf, of_xml, squeezed, words

from masthead.akn import import_files
from masthead.building import build
from masthead.conformance import examine

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from masthead.workspace import Workspace

FILES = sorted((SHARED / "real" / "akn").glob("*.xml"))
NAMES = [file.name.removesuffix(".akn.xml") for file in FILES] or ["none"]


def differences(expected: list[str], found: list[str]) -> list[str]:
    """Return where two sequences of words differ, each place with the words before it."""
    matcher = SequenceMatcher(None, expected, found, autojunk=False) if expected != found else None
    return [
        f"{' '.join(expected[max(0, a - 3) : a])} [{' '.join(expected[a:b])} -> {' '.join(found[c:d])}]"
        for op, a, b, c, d in (matcher.get_opcodes() if matcher else [])
        if op != "equal"
    ]


def compared(expected: Words, found: Words) -> list[str]:
    """Return the differences of text and notes, in words and in characters."""
    notes = "".join(expected.notes), "".join(found.notes)
    return [
        *differences(words(expected.text), words(found.text)),
        *differences(words(notes[0]), words(notes[1])),
        *differences(list(squeezed(expected.text)), list(squeezed(found.text))),
        *differences(list(squeezed(notes[0])), list(squeezed(notes[1]))),
    ]


def compared_leftwards(expected: Words, found: Words) -> list[str]:
    """Return the differences of an Arabic document: its letters in their order, and all Latin letters and digits."""
    pairs = [(expected.text, found.text), ("".join(expected.notes), "".join(found.notes))]
    return [
        difference
        for wanted, got in pairs
        for part in (arabic, latin)
        for difference in differences(list(part(wanted)), list(part(got)))
    ]


@pytest.mark.parametrize("name", NAMES)
def test_the_words_of_the_page_are_the_words_of_the_xml(
    name: str, shared: Path, workspace: Workspace, record_property: Callable[[str, object], None]
) -> None:
    """A file is imported and built; its PDF has the same words in the same order, and the same notes.

    It is PDF/A-3a and PDF/UA-1, as our own checks, pikepdf.pdfa and qpdf judge it.
    """
    file = shared / "real" / "akn" / f"{name}.akn.xml"
    import_files([file], workspace=workspace)
    report = build(workspace=workspace)
    assert not [problem for problem in report.problems if problem.severity.value == "error"]
    expected = of_xml(file)
    leftwards = report.outputs[0].path.stem.endswith("-AR")
    if leftwards:  # the number of the title is no Arabic letter to begin with
        expected.text = re.sub("^[^\u0600-\u06ff]*", "", expected.text)
    first = arabic(expected.text)[:120] if leftwards else squeezed(expected.text)[:40]
    found = of_pdf(report.outputs[0].path, first, leftwards=leftwards)
    different = (compared_leftwards if leftwards else compared)(expected, found)
    record_property("corpus", (name, len(expected.all()), len(different)))
    assert not different
    assert not examine(report.outputs[0].path, name=name).problems
