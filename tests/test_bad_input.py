"""Bad input: each fault is told at its place with what to do, all of them at once, and nothing is harmed."""

from __future__ import annotations

import copy
import json
import re
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from conftest import FACTS, ROOT, TEXT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from masthead.checking import check
from masthead.document import entries, load
from masthead.document.model import SingleFile
from masthead.language import codes
from masthead.problem import ExitCode, MastheadError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from masthead.workspace import Workspace

SUITE = Path(__file__).parent / "suite"
_KEY = re.compile(r"^(?:\w+):.*\n(?:^(?![\w#]).*\n)*", re.MULTILINE)


@dataclass(frozen=True)
class Case:
    """A small document and what is expected of it; ``suite/README.md`` explains the form."""

    name: str
    document: str
    expected: tuple[str, ...]


def cases(kind: str) -> list[Case]:
    """Read the cases in a folder of the suite."""
    found = []
    for path in sorted((SUITE / kind).glob("*.txt")):
        for part in re.split(r"^=== ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            name, *lines = part.splitlines()
            typed = [line for line in lines if line and not line.startswith(("<<<", ">>>"))]
            left_out = {line[4:] for line in lines if line.startswith("<<< ")}
            expected = tuple(line[4:] for line in lines if line.startswith(">>> "))
            found.append(Case(name, _document(typed, left_out), expected))
    return found


def _document(typed: list[str], left_out: set[str]) -> str:
    """Put *typed* before the keys of a right document that it does not have and that are not *left_out*."""
    keys = left_out | {line.partition(":")[0] for line in typed if re.match(r"\w+:", line)}
    rest = [key[0] for key in _KEY.finditer(FACTS + TEXT) if key[0].partition(":")[0] not in keys]
    return "".join(f"{line}\n" for line in typed) + "".join(rest)


def problems(workspace: Workspace) -> list[str]:
    """Return the problems of a workspace as they are printed."""
    return [str(problem) for problem in check(workspace=workspace)]


def _filled(line: str) -> str:
    """Put the languages and keys that there are into an expected line."""
    return line.replace("{languages}", ", ".join(codes())).replace("{keys}", ", ".join(SingleFile.model_fields))


@pytest.mark.parametrize("case", cases("bad"), ids=lambda case: case.name)
def test_fault_is_told_at_its_place(case: Case, workspace: Workspace) -> None:
    """Each fault of the suite is told in these words at this place, and no other is told."""
    (workspace.content / "doc.yaml").write_text(case.document, encoding="utf-8")
    assert problems(workspace) == [f"content/doc.yaml:{_filled(line)}" for line in case.expected]


@pytest.mark.parametrize("case", cases("printed"), ids=lambda case: case.name)
def test_text_is_printed_as_it_is(case: Case, workspace: Workspace) -> None:
    """What looks like a number, a template or markup is printed as the characters that were typed."""
    (workspace.content / "doc.yaml").write_text(case.document, encoding="utf-8")
    document = load(workspace, *entries(workspace))
    assert tuple(piece.printed for piece in document.content.pieces()) == case.expected


RIGHT = (FACTS + TEXT).encode()
ENCODINGS = {
    "UTF-16": (RIGHT.decode().encode("utf-16"), ":1:1: the file is UTF-16; save it as UTF-8"),
    "UTF-16 without a mark": (
        RIGHT.decode().encode("utf-16-le"),
        ":1:1: the file is UTF-16 or UTF-32; save it as UTF-8",
    ),
    "UTF-32": (RIGHT.decode().encode("utf-32"), ":1:1: the file is UTF-32; save it as UTF-8"),
    "a BOM": (
        b"\xef\xbb\xbf" + RIGHT,
        ":1:1: the file starts with a byte order mark (BOM); save it as UTF-8 without BOM",
    ),
    "Latin-1": (
        RIGHT.replace(b"A title", b"\xc3\xa9 \xe9"),
        ":9:10: byte 0xE9 is not UTF-8; save the file as UTF-8",
    ),
    "a surrogate": (
        RIGHT.replace(b"A title", b"\xed\xa0\x80"),
        ":9:8: byte 0xED is not UTF-8; save the file as UTF-8",
    ),
    "nothing": (b"", ": the file is empty; `masthead new NAME` writes a document to start from"),
    "white space": (b" \n\n", ": the file is empty; `masthead new NAME` writes a document to start from"),
    "comments": (b"# one\n# two\n", ": the file holds only comments; write something, or delete the file"),
    "a word": (b"word\n", ":1:1: the file must be a mapping, not a text; write key: value lines under it"),
    "a list": (b"- a\n", ":1:1: the file must be a mapping, not a list; write key: value lines under it"),
    "20 MB": (
        RIGHT + b"#" * 20_000_000,
        ": the file is larger than 4 MB; divide it: a document has one file a language",
    ),
}


@pytest.mark.parametrize(("data", "expected"), ENCODINGS.values(), ids=ENCODINGS)
def test_file_that_cannot_be_read(data: bytes, expected: str, workspace: Workspace) -> None:
    """A file in another encoding, without content or too large is told of in one line, quickly."""
    (workspace.content / "doc.yaml").write_bytes(data)
    start = time.monotonic()
    assert problems(workspace) == [f"content/doc.yaml{expected}"]
    assert time.monotonic() - start < 1


@pytest.mark.parametrize(
    "sign", ["\x00", "\x07", "\x7f", "\x85", "\u00ad", "\u2028", "\u202e", "\ufeff", "\ufdd0", "\U0001fffe"]
)
def test_character_that_no_text_holds(sign: str, write: Callable[..., str], workspace: Workspace) -> None:
    """An unseen character that no page can carry is told of at its place, even in a comment."""
    write(replace=("A title", f"A {sign} title"), more=f"# {sign}\n")
    places = [problem.split(" ")[0] for problem in problems(workspace)]
    assert places == ["content/doc.yaml:9:10:", "content/doc.yaml:14:3:"]
    assert f"U+{ord(sign):04X}" in problems(workspace)[0]


TOWERS = {
    "brackets": "a: " + "[" * 100_000,
    "closed brackets": "a: " + "[" * 5_000 + "]" * 5_000,
    "braces": "a: " + "{a: " * 100_000,
    "dashes": "a:\n  " + "- " * 100_000,
}


@pytest.mark.parametrize("tower", TOWERS.values(), ids=TOWERS)
def test_tower_is_not_climbed(tower: str, workspace: Workspace) -> None:
    """Lists within lists without end are refused at once."""
    (workspace.content / "doc.yaml").write_text(tower, encoding="utf-8")
    start = time.monotonic()
    (problem,) = problems(workspace)
    assert "more than 24 levels within each other" in problem
    assert time.monotonic() - start < 1


@pytest.mark.parametrize("sign", ["[", "*", "[^", "\\n"])
def test_endless_text_is_refused_at_once(sign: str, write: Callable[..., str], workspace: Workspace) -> None:
    """A text of four megabytes is no text, whatever it is made of."""
    write(replace=('"*Decides* to go on."', f'"{sign * (3_900_000 // len(sign))}"'))
    start = time.monotonic()
    (problem,) = problems(workspace)
    assert "20,000 are the most that it may have; divide it into paragraphs" in problem
    assert time.monotonic() - start < 3


WORST = ["[", "*", "^", "[^", "](", "**a", "*[", "' ", '\\"', "\u00a0", "A/RES/", "1er "]


@pytest.mark.parametrize("sign", WORST)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_worst_text_takes_a_moment(sign: str, language: str, write: Callable[..., str], workspace: Workspace) -> None:
    """The longest text takes no more than a moment to read and set, whatever it is made of."""
    long = f'"x{sign * (19_000 // len(sign))}"'
    write(replace=("language: en", f"language: {language}"), more=f"running_title: {long}\n")
    start = time.monotonic()
    assert not problems(workspace)
    assert time.monotonic() - start < 3


def test_endless_faults_are_cut_short(write: Callable[..., str], workspace: Workspace) -> None:
    """Of twenty thousand faults in a file a hundred are told."""
    write(replace=('  - "*Decides* to go on."\n', "  - []\n" * 20_000))
    write("second", more="footnotes:\n" + "".join(f"  n{n}: A note.\n" for n in range(20_000)))
    assert len(problems(workspace)) == 200


def test_all_faults_of_all_files_are_told(workspace: Workspace, write: Callable[..., str]) -> None:
    """One run tells of every fault of every document, of folders, settings and styles too."""
    write("one", replace=("session: 66", "session: 67"))
    write("two", "title: [")
    (workspace.content / "three").mkdir()
    (workspace.content / "four").mkdir()
    (workspace.content / "four" / "document.yaml").write_text(FACTS + "colour: blue\n", encoding="utf-8")
    (workspace.content / "four" / "xx.yaml").write_text("title: A title[^a]\noperative: [Go on.]\n", encoding="utf-8")
    (workspace.content / "five.yml").write_text("", encoding="utf-8")
    (workspace.root / "masthead.yaml").write_text("emblem: none.svg\n", encoding="utf-8")
    (workspace.root / "styles").mkdir()
    (workspace.root / "styles" / "body.css").write_text("@import 'http://example.org/x.css';\n", encoding="utf-8")
    assert [problem.partition(" ")[0] for problem in problems(workspace)] == [
        "content/five.yml:",
        "content/four/document.yaml:8:1:",
        "content/four/xx.yaml:",
        "content/four/xx.yaml:1:15:",
        "content/one.yaml:4:10:",
        "content/three:",
        "content/two.yaml:1:8:",
        "masthead.yaml:1:9:",
        "styles/body.css:1:10:",
    ]


def test_no_name_is_given_twice(workspace: Workspace, write: Callable[..., str]) -> None:
    """Two documents whose PDFs would have one name are told of, and so is a folder beside a file of its name."""
    write("one")
    write("two")
    (workspace.content / "three").mkdir()
    write("three")
    pdf, todo = "A_RES_66_152-EN.pdf", "give one of them another symbol or language, or delete it"
    assert problems(workspace) == [
        "content/three: the folder has no document.yaml; add it; it holds the facts of the document",
        "content/three.yaml: there is three as well as three.yaml; keep one: a folder, or a single file",
        f"content/two.yaml: its PDF would be {pdf}, and so would that of content/one.yaml; {todo}",
    ]


def test_unknown_document(workspace: Workspace, write: Callable[..., str]) -> None:
    """A document that is not there is a fault of the call, with the nearest name that is there."""
    write("A-RES-66-152")
    with pytest.raises(MastheadError, match='no document called "A-RES-66-125"; did you mean "A-RES-66-152"') as raised:
        check(["A-RES-66-125"], workspace=workspace)
    assert raised.value.exit_code is ExitCode.USAGE


@pytest.mark.parametrize(("sign", "todo"), [("\U00010330", "FreeSerif has it"), ("\U0001f600", "write it another way")])
def test_character_without_a_face(sign: str, todo: str, workspace: Workspace, write: Callable[..., str]) -> None:
    """A character that no installed face has is told at its place with the package that has it."""
    write(replace=("A title", f"A {sign} title"), more=f"# {sign}\n")
    (problem,) = problems(workspace)
    assert problem.startswith(f"content/doc.yaml:9:10: no installed face has the character {sign} (U+{ord(sign):04X} ")
    assert todo in problem
    assert check(workspace=workspace)[0].exit_code is ExitCode.MACHINE


class _Typed(yaml.CSafeLoader):
    """Reads YAML without guesses."""

    yaml_implicit_resolvers = {}  # noqa: RUF012 (emptied, never filled)


FOUNDING = ROOT / "content" / "A-RES-66-152"
ODD = [
    "", " ", "*", "**a", "^", "[^", "[^a]", "[^vienne]", "](", "[x](y)", "[x](https://[)", "{{ x }}", "{% x %}", "</p>",
    '"', "'", "\0", "\x1b", "\ud800", "\ufdd0", "\u202e", "\u2713", "\u00a0", "\\", "\n", "\t", "e\u0301", "A/RES/1/1",
    "no", "~", "010", "12:30", "1e9", "-1", "2012-02-30", "S-30", "ES-0", "250", "69 (ab)", "../../x", "/etc",
    "x" * 500,
]  # fmt: skip
KEYS = ["text", "points", "heading", "level", "quotation", "figure", "table", "caption", "title", "footnotes", "[key]"]


def steps(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Give the path to every node below *node*."""
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for step, child in children:
        yield (*path, step)
        yield from steps(child, (*path, step))


def at(node: Any, path: tuple[Any, ...]) -> Any:
    """Return the node that *path* leads to."""
    return at(node[path[0]], path[1:]) if path else node


TEXTS = st.sampled_from(ODD) | st.text(max_size=20)
EMPTY: st.SearchStrategy[Any] = st.sampled_from(["null", "[]", "{}", "[[]]", "[{}]"]).map(json.loads)
CHANGES: list[Callable[[Any, Any, st.DrawFn], Any]] = [
    lambda _node, other, _draw: other,
    lambda _node, _other, draw: draw(TEXTS),
    lambda _node, _other, draw: draw(EMPTY),
    lambda node, _other, draw: f"{node}{draw(TEXTS)}" if isinstance(node, str) else draw(TEXTS),
    lambda node, other, _draw: [node, other],
    lambda node, _other, draw: {draw(st.sampled_from(KEYS)): node},
]
"""What a node becomes: another node, a text, nothing, a longer text, a list, a mapping."""


@st.composite
def mutated(draw: st.DrawFn, name: str) -> bytes:
    """Return a file of the founding document with some of its nodes deleted, swapped or of another kind."""
    tree = yaml.load((FOUNDING / name).read_text(encoding="utf-8"), Loader=_Typed)  # noqa: S506 (a safe loader)
    for _ in range(draw(st.integers(0, 3))):
        paths = list(steps(tree)) or [()]
        path = draw(st.sampled_from(paths))
        if not path:
            break
        holder, step = at(tree, path[:-1]), path[-1]
        other = copy.deepcopy(at(tree, draw(st.sampled_from(paths))))
        if draw(st.booleans()):
            holder[step] = draw(st.sampled_from(CHANGES))(holder[step], other, draw)
        elif isinstance(holder, dict) and draw(st.booleans()):
            holder[draw(st.sampled_from(KEYS) | TEXTS)] = other
        else:
            del holder[step]
    typed = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False)
    place = draw(st.integers(0, len(typed)))
    splinter = draw(st.just("") | st.sampled_from([*ODD, ": ", "- ", "{", "[", "}", "]", "#", "|", ">", "&a ", "!a "]))
    return (typed[:place] + splinter + typed[place:]).encode(errors="surrogatepass")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(facts=mutated("document.yaml"), text=mutated("fr.yaml"))
def test_nothing_but_problems_comes_out(facts: bytes, text: bytes, workspace: Workspace) -> None:
    """Whatever is in the files, checking them gives problems, each on one line at its place, and no other error."""
    folder = workspace.content / "doc"
    folder.mkdir(exist_ok=True)
    (folder / "document.yaml").write_bytes(facts)
    (folder / "fr.yaml").write_bytes(text)
    for problem in problems(workspace):
        assert re.fullmatch(r"content/doc/(document|fr)\.yaml(:\d+:\d+)?: [^\n]+; [^\n]+", problem)
