"""YAML read as it was typed, each value with its place."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from masthead import source
from masthead.characters import allowed
from masthead.problem import MastheadError, Place

if TYPE_CHECKING:
    from masthead.source import Data
    from masthead.workspace import Workspace

TREE = """\
title: A title
operative:
  - One
  - text: "Été, then two"
    points: [a, b]
notes: {a: x, "b": 'y'}
folded: >-
  é [^a] and
  [^b] and [^a]
"""


@pytest.mark.parametrize("word", ["no", "12:30", "010", "1e3", "0x1F", "~", "null", "2012-03-13", "1_000", "=", ".inf"])
def test_nothing_is_guessed(word: str) -> None:
    """A plain word stays the word that was typed."""
    assert source.parse("a.yaml", f"key: {word}\n").data == {"key": word}


def test_nothing_typed_is_nothing() -> None:
    """A key without a value has none; an empty text has to be put in quotes."""
    assert source.parse("a.yaml", "a:\nb: ''\nc: [x, '']\n").data == {"a": None, "b": "", "c": ["x", ""]}


TEXTS = st.text().map(allowed).map(lambda text: text.replace("\r", ""))
VALUES = st.recursive(
    TEXTS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3), max_leaves=8
)


@given(st.dictionaries(TEXTS, VALUES, min_size=1, max_size=4))
def test_all_that_can_be_typed_is_read(data: dict[str, Data]) -> None:
    """Texts, lists and mappings that are written as YAML are read as they were, in NFC."""

    def composed(node: Data) -> Data:
        match node:
            case dict():
                return {unicodedata.normalize("NFC", key): composed(value) for key, value in node.items()}
            case list():
                return [composed(value) for value in node]
        return unicodedata.normalize("NFC", node) if node is not None else None

    expected = composed(data)
    if yaml.safe_dump(expected).count(":") != yaml.safe_dump(data).count(":"):
        return  # two keys that differ in their composition only are one
    typed = yaml.safe_dump(data, allow_unicode=True, default_style='"')
    assert source.parse("a.yaml", typed).data == expected


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        (("title",), 1, 8),
        (("operative",), 3, 3),
        (("operative", 0), 3, 5),
        (("operative", 1), 4, 5),
        (("operative", 1, "text"), 4, 11),
        (("operative", 1, "points", 1), 5, 17),
        (("notes", "b"), 6, 20),
        (("operative", 1, "nowhere"), 4, 5),
        (("nowhere",), 1, 1),
    ],
)
def test_every_value_has_its_place(path: tuple[str | int, ...], line: int, column: int) -> None:
    """A value is found at its line and column; where a path leads nowhere, what holds it is."""
    assert source.parse("a.yaml", TREE).place(path) == Place("a.yaml", line, column)


def test_every_key_has_its_place() -> None:
    """A key is found where it stands, in braces too; one that is not there is found at what would hold it."""
    read = source.parse("a.yaml", TREE)
    assert read.key_place(("operative", 1, "points")) == Place("a.yaml", 5, 5)
    assert read.key_place(("notes", "b")) == Place("a.yaml", 6, 15)
    assert read.key_place(("notes", "c")) == Place("a.yaml", 6, 8)


@pytest.mark.parametrize(
    ("snippet", "nth", "line", "column"),
    [("[^a]", 0, 8, 5), ("[^b]", 0, 9, 3), ("[^a]", 1, 9, 12), ("[^a]", 2, 7, 9), ("[^c]", 0, 7, 9)],
)
def test_places_within_a_folded_text(snippet: str, nth: int, line: int, column: int) -> None:
    """The nth place of some characters is found inside a folded text; what is not there is at its beginning."""
    assert source.parse("a.yaml", TREE).place(("folded",), snippet, nth) == Place("a.yaml", line, column)


def test_line_ends_of_windows() -> None:
    """Places are right whatever the line ends are."""
    read = source.parse("a.yaml", TREE.replace("\n", "\r\n"))
    assert read.data == source.parse("a.yaml", TREE).data
    assert read.place(("folded",), "[^b]") == Place("a.yaml", 9, 3)


def test_faults_that_can_be_passed_over() -> None:
    """The reader goes on behind a doubled key, an alias or a tag: of two values of one key the first one counts."""
    read = source.parse("a.yaml", "a: one\na: two\nb: *c\nd: !x e\n")
    assert read.data == {"a": "one", "b": "*c", "d": "e"}
    assert [problem.place.line for problem in read.problems] == [2, 3, 4]


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("content/none.yaml", "the file does not exist; check its name"),
        ("content/out.yaml", "the file lies outside the workspace; move it into content/"),
        ("content", "the file does not exist; check its name"),
    ],
)
def test_file_that_is_not_there(workspace: Workspace, name: str, what: str) -> None:
    """A file that is missing, or a link that leads outside, is told of."""
    (workspace.content / "out.yaml").symlink_to("/etc/hostname")
    with pytest.raises(MastheadError) as raised:
        source.read(workspace, name)
    assert str(raised.value) == f"{name}: {what}"


def test_file_that_may_not_be_read(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file without read access is told of."""

    def refuse(*_: object, **__: object) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(workspace, "read", refuse)
    with pytest.raises(MastheadError, match=r"cannot be read \(Permission denied\); give read access"):
        source.read(workspace, "content/a.yaml")
