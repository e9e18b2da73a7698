"""What the importer types: texts come back as the same characters from marks, from typography and from YAML."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from masthead import markup
from masthead.akn.typed import typed
from masthead.akn.writing import written
from masthead.characters import allowed
from masthead.language import codes, language
from masthead.markup import Call, Run
from masthead.source import read
from masthead.typography import set_type
from masthead.workspace import Workspace

SIGNS = "abcz XYZ 0129 .,;:!?'\"()[]{}*_^\\/-–—#&<>|`~%@«»“”‘’ éñ法в ا \u00a0"
WORDS = st.text(st.sampled_from(SIGNS), max_size=12) | st.text(st.characters(codec="utf-8"), max_size=8)


def clean(text: str) -> str:
    """Return *text* as the importer takes it from a file: allowed characters, composed, single spaces."""
    return " ".join(allowed(unicodedata.normalize("NFC", text)).split())


TEXTS = WORDS.map(clean)
RUNS = st.builds(Run, TEXTS, st.booleans(), st.booleans(), st.booleans()) | st.builds(Call, st.sampled_from(["1", "*"]))


def characters(parts: object) -> str:
    """Return the printed characters without spaces, with one kind of quotation mark, and the calls."""
    assert isinstance(parts, (list, tuple))
    text = "".join(f"\ue000{part.key}" if isinstance(part, Call) else part.text for part in parts)
    return "".join(text.split()).translate(dict.fromkeys(map(ord, "'\"‘’“”«»「」『』"), "'"))


@given(st.lists(RUNS, max_size=5), st.sampled_from(codes()))
def test_characters_come_back_from_typing(parts: list[Run | Call], code: str) -> None:
    """Typing the marks of a text and setting it gives its characters and calls back, whatever they are."""
    chosen = language(code)
    again = set_type(markup.parse(typed(parts, chosen)), chosen.typography)
    assert characters(list(again)) == characters(parts)


KEYS = st.sampled_from(["text", "note", "a", "1", "*", "?"])
VALUES = st.recursive(
    st.text(st.sampled_from(SIGNS + "\n"), min_size=1, max_size=200).map(clean).filter(bool) | TEXTS.filter(bool),
    lambda inner: st.lists(inner, min_size=1, max_size=4) | st.dictionaries(KEYS, inner, min_size=1, max_size=3),
    max_leaves=8,
)


@settings(max_examples=60)
@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=3), st.booleans())
def test_yaml_is_read_as_it_was_written(data: dict[str, object], apart: bool) -> None:
    """Texts that look like numbers, marks of YAML or nothing at all are read as the texts that they are."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "doc.yaml"
        file.write_text(written(data, "schema.json", apart=apart), encoding="utf-8")
        workspace = Workspace(Path(folder))
        assert read(workspace, workspace.name(file)).data == data
