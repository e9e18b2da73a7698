"""From the data of a YAML file to the content model, every fault in the words of an author, at its place."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ValidationError

from masthead.document import model as models
from masthead.problem import MOST, Problem, quoted
from masthead.suggestion import suggestion

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pydantic_core import ErrorDetails

    from masthead.source import Data, Path, Source

M = TypeVar("M", bound=BaseModel)

_KINDS = {
    "string_type": ("a text", "write words after it, in quotes where they start with a sign"),
    "list_type": ("a list", "start each item on a line of its own with a dash"),
    "dict_type": ("a mapping", "write key: value lines under it"),
    "model_type": ("a mapping", "write key: value lines under it"),
    "model_attributes_type": ("a mapping", "write key: value lines under it"),
    "date_type": ("a date", "write year-month-day, such as 2011-12-19"),
    "int_type": ("a whole number", "write it in figures"),
}
_NAMES = {str: "a text", list: "a list", dict: "a mapping"}
_KINDS_OF_BLOCK = frozenset({"plain", "paragraph", "heading", "preambular", "quotation", "figure", "table", "spanning"})
_INNER: dict[str, type[BaseModel]] = {
    "paragraph": models.Paragraph,
    "heading": models.Heading,
    "preambular": models.Preambular,
    "quotation": models.Quotation,
    "figure": models.Figure,
    "table": models.Table,
    "spanning": models.Spanning,
    "parts": models.Part,
    "votes": models.Votes,
    "annexes": models.Annex,
    "adopted": models.Adopted,
    "report": models.Report,
}
"""The models within a document by the steps that lead into them: keys and kinds of block."""


def validated(source: Source, model: type[M]) -> tuple[M | None, list[Problem]]:
    """Return the model of what *source* holds, or None and the problems that it has."""
    try:
        return model.model_validate(source.data), []
    except ValidationError as error:
        details = error.errors(include_url=False)[:MOST]
        return None, [_problem(source, model, detail) for detail in details]


_HARMLESS: dict[str, Data] = {
    "type": "resolution",
    "issued": "9999-12-31",
    "adopted": {"on": "0001-01-01", "meeting": "1"},
}
"""Facts that no other fact can contradict, in place of wrong ones while the others are looked at."""


def salvaged(source: Source, model: type[M]) -> M | None:
    """Return as much of *model* as *source* has right, so that it can be checked further; None if it is too little.

    Keys of other models, and keys that are wrong, are left out; for those that must be there, what contradicts
    nothing is put in. Lists are never shortened: the places in the file are found by the positions in them.
    """
    data = deepcopy(source.data)
    if not isinstance(data, dict):
        return None
    data = {key: value for key, value in data.items() if key in model.model_fields}
    for _ in range(2):
        try:
            return model.model_validate(data)
        except ValidationError as error:
            if error.error_count() > MOST:
                break
            _drop(data, [_path(detail) for detail in error.errors(include_url=False)])
            data = {key: value for key, value in _HARMLESS.items() if key in model.model_fields} | data
    return None


def _drop(data: dict[str, Data], paths: Iterable[Path]) -> None:
    """Delete from *data* what each path leads to; for an item of a list, the key of the list."""
    for path in paths:
        node: Data = data
        found: tuple[dict[str, Data], str] | None = None
        for step in path:
            if isinstance(node, dict) and isinstance(step, str) and step in node:
                found, node = (node, step), node[step]
            elif isinstance(node, list) and isinstance(step, int) and step < len(node):
                node = node[step]
        if found:
            del found[0][found[1]]


def _problem(source: Source, model: type[BaseModel], details: ErrorDetails) -> Problem:
    loc, kind = details["loc"], details["type"]
    path = _path(details)
    if kind == "missing":
        what = f'"{path[-1]}" is missing'
        return Problem(source.place(path[:-1]), what, f"add it ({_description(model, loc)})")
    if kind == "extra_forbidden":
        return Problem(source.key_place(path), f"unknown key {quoted(path[-1])}", _other_key(model, loc))
    if kind == "string_pattern_mismatch" and loc[-1] == "[key]":
        what = f"{quoted(details['input'])} cannot be a key"
        return Problem(source.key_place(source.real(path)), what, "a key is one word without brackets")
    what, todo = _value(_name(source.real(path)), details, _description(model, loc))
    return Problem(source.place(path), what, todo)


def _path(details: ErrorDetails) -> Path:
    """Return where in the file a fault lies: its location without the steps that name a kind of block.

    Such a step follows the position in a list, and some kinds are called like a key.
    """
    loc = details["loc"]
    before = (None, *loc)
    return tuple(
        step for last, step in zip(before, loc, strict=False) if not (isinstance(last, int) and step in _KINDS_OF_BLOCK)
    )


def _value(name: str, details: ErrorDetails, description: str) -> tuple[str, str]:
    """Say what is wrong with the value of *name*."""
    kind, given, context = details["type"], details["input"], details.get("ctx", {})
    if given is None or kind in ("too_short", "string_too_short"):
        return f"{name} is empty", f"fill it in or delete it ({description})"
    if kind == "wrong":
        return f"{name}: {context['what']}", context["todo"]
    if kind in _KINDS:
        return _wrong_kind(name, details)
    if kind in ("enum", "literal_error"):
        known = str(context["expected"]).replace("'", "").replace(" or ", ", ").split(", ")
        todo = suggestion(str(given), known, f"choose from: {', '.join(known)}")
        return f"{name}: {quoted(given)} is not known", todo
    return _wrong_form(name, details), description if kind != "string_too_long" else "divide it into paragraphs"


def _wrong_kind(name: str, details: ErrorDetails) -> tuple[str, str]:
    expected, todo = _KINDS[details["type"]]
    if details["loc"][-1:] in (("paragraph",), ("spanning",)):
        expected = "a text or a mapping"
    given = next((word for known, word in _NAMES.items() if isinstance(details["input"], known)), "a value")
    return f"{name} must be {expected}, not {given}", todo


def _wrong_form(name: str, details: ErrorDetails) -> str:
    if details["type"] == "string_too_long":
        longest = details["ctx"]["max_length"]
        return f"{name} has {len(details['input']):,} characters, and {longest:,} are the most that it may have"
    if details["type"] == "string_pattern_mismatch":
        return f"{name}: {quoted(details['input'])} has not the right form"
    return f"{name}: {details['msg'].lower()}"


def _name(real: Path) -> str:
    """Return what a path leads to, as messages call it."""
    key = next((step for step in reversed(real) if isinstance(step, str)), None)
    if key is None:
        return "the file"
    return quoted(key) if isinstance(real[-1], str) else f"item {int(real[-1]) + 1} of {quoted(key)}"


def _owner(model: type[BaseModel], path: Sequence[str | int]) -> type[BaseModel]:
    """Return the model that has the key at the end of *path*."""
    inner = [_INNER[step] for step in path[:-1] if isinstance(step, str) and step in _INNER]
    return inner[-1] if inner else model


def _description(model: type[BaseModel], path: Sequence[str | int]) -> str:
    """Return the first sentence that the JSON Schema says of the key at *path*."""
    for end in range(len(path), 0, -1):
        field = _owner(model, path[:end]).model_fields.get(str(path[end - 1]))
        if field and field.description:
            return first_sentence(field.description)
    return "see `masthead schema`"


def first_sentence(description: str) -> str:
    """Return the first sentence of a description as a part of a message."""
    text = re.split(r"\.\s+(?=[A-Z])", " ".join(description.split()))[0].rstrip(".")
    return text[0].lower() + text[1:]


def _other_key(model: type[BaseModel], path: Sequence[str | int]) -> str:
    owner = _owner(model, path)
    known = list(owner.model_fields)
    if owner is _INNER["paragraph"]:  # what starts no other block is taken for a paragraph
        known += [key for kind, block in _INNER.items() if kind in _KINDS_OF_BLOCK for key in block.model_fields]
    known = list(dict.fromkeys(known))
    return suggestion(str(path[-1]), known, f"known keys here: {', '.join(known)}")
