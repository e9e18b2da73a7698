"""Schemas: what editors complete from says the same as the check."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from conftest import FACTS, ROOT, TEXT
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from masthead import schemas, source
from masthead.document.model import Facts, Model, SingleFile, Text
from masthead.document.validation import validated
from masthead.schemas import KINDS, Kind, as_text, drawn_up, missing, provide, schema

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from masthead.workspace import Workspace

MODELS: dict[Kind, type[Model]] = {"facts": Facts, "text": Text, "document": SingleFile}
STARTERS = ROOT / "src" / "masthead" / "starters"
FILES = sorted([*(ROOT / "content").rglob("*.yaml"), *STARTERS.glob("*.yaml")])
FACTS_ONLY = [line for line in FACTS.splitlines(keepends=True) if not line.startswith("agenda")]


class _Editor(yaml.SafeLoader):
    """Reads YAML as editors do, by the core schema of YAML 1.2: whole numbers are numbers, dates are texts."""


_Editor.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in rules if tag.endswith(":int")]
    for sign, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def kind(path: Path) -> Kind:
    """Return the kind of a file of a document's folder."""
    return "text" if len(path.stem) == 2 else "facts"


def faults(data: Any, of: Kind) -> list[str]:
    """Return what a validator of JSON Schema says of *data*."""
    return [error.message for error in Draft202012Validator(schema(of)).iter_errors(data)]


@pytest.mark.parametrize("of", KINDS)
def test_schema_is_one(of: Kind) -> None:
    """A schema is one of the draft that it names, has a title, and is the same text each time."""
    Draft202012Validator.check_schema(schema(of))
    assert schema(of)["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    assert schema(of)["title"]
    assert as_text(of) == as_text(of)
    assert json.loads(as_text(of)) == schema(of)
    assert as_text(of).isascii()


@pytest.mark.parametrize("of", KINDS)
def test_schema_is_that_of_the_model(of: Kind) -> None:
    """The schema that comes with the program is that of the model; else run `python -m masthead.schemas`."""
    assert as_text(of) == drawn_up(of)


@pytest.mark.parametrize("path", FILES, ids=[path.relative_to(ROOT).as_posix() for path in FILES])
def test_real_content_is_right(path: Path) -> None:
    """Every document and every starter is right by its schema, read as an editor reads it and as the program does."""
    text = path.read_text(encoding="utf-8")
    assert faults(yaml.load(text, Loader=_Editor), kind(path)) == []  # noqa: S506 (a safe loader)
    assert faults(source.parse(path.name, text).data, kind(path)) == []


@pytest.mark.parametrize("path", FILES, ids=[path.relative_to(ROOT).as_posix() for path in FILES])
def test_first_line_leads_to_the_schema(path: Path, workspace: Workspace) -> None:
    """The first line of each YAML file leads an editor to the schema of its kind, where a build puts it."""
    provide(workspace)
    line = path.read_text(encoding="utf-8").splitlines()[0]
    found = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", line)
    assert found
    target = (workspace.content / "any" / found[1]).resolve()
    assert target == workspace.root / "build" / "schema" / f"{kind(path)}.json"
    assert json.loads(target.read_bytes()) == schema(kind(path))


def fields(node: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Give every property in a schema with the way to it."""
    if isinstance(node, dict):
        for name, field in node.get("properties", {}).items():
            yield f"{path}/{name}", field
        for key, child in node.items():
            yield from fields(child, f"{path}/{key}")
    elif isinstance(node, list):
        for child in node:
            yield from fields(child, path)


@pytest.mark.parametrize("of", KINDS)
def test_every_field_is_described(of: Kind) -> None:
    """Every key of every schema says in a sentence what it is for."""
    described = {path: field.get("description", "") for path, field in fields(schema(of))}
    assert len(described) > 10
    assert [path for path, words in described.items() if not words.endswith((".", ". "))] == []


WRONG = {
    "facts": [
        "colour: blue", "adopted: {on: 2011-12-19, meeting: 89, place: x}", "report: {committee: third}",
        "organ: general-asembly", "session: 010", "adopted: {on: 2011-12-19, meeting: 0}", "agenda_item: [69(b)]",
        "agenda_item: []", "job_number: 12345", "layout: york", "issued: [x]", "distribution: secret", "drafts: []",
    ],
    "text": [
        "colour: blue", "title: [x]", "operative: x", "operative: [[x]]", "operative: [{text: x, pionts: [y]}]",
        "operative: [{heading: x, level: 5}]", "operative: [{heading: x, text: y}]", "operative: []",
        "operative: [{figure: x.png}]", "operative: [{table: [[]]}]", "operative: [{quotation: []}]",
        "annexes: [{titel: x, body: [y]}]", "annexes: [{title: x, body: [{txt: y}]}]", "footnotes: {a b: x}",
        "footnotes: [x]", "preamble: x", f"title: {'x' * 20_001}",
    ],
}  # fmt: skip
CASES = [(of, line) for of, lines in WRONG.items() for line in lines]


@pytest.mark.parametrize(("of", "line"), CASES, ids=[f"{of} {line[:50]}" for of, line in CASES])
def test_schema_refuses_what_the_check_refuses(of: Kind, line: str) -> None:
    """What the check finds wrong in a file, an editor marks too; without it both find nothing."""
    right = "".join(FACTS_ONLY) if of == "facts" else TEXT.replace("language: en\n", "")
    key = line.partition(":")[0]
    rest = re.sub(rf"(?m)^{key}:.*\n(?:[ -].*\n)*", "", right)
    for text, wrong in ((right, False), (f"{line}\n{rest}", True)):
        read = source.parse("a.yaml", text)
        _, problems = validated(read, MODELS[of])
        assert bool(problems) is wrong
        assert bool(faults(read.data, of)) is wrong


def test_schemas_are_provided_once(workspace: Workspace) -> None:
    """Schemas are written where they are missing or of another version, and otherwise left alone."""
    assert missing(workspace)
    provide(workspace)
    assert not missing(workspace)
    paths = {name: workspace.root / schemas.FOLDER / f"{name}.json" for name in KINDS}
    paths["text"].write_text("of another version", encoding="utf-8")
    before = paths["facts"].stat().st_ino
    provide(workspace)
    assert paths["text"].read_text(encoding="utf-8") == as_text("text")
    assert paths["facts"].stat().st_ino == before
