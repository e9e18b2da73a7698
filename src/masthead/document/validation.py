"""From the data of a YAML file to the content model, every fault in the words of an author, at its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from masthead.problem import Problem
from masthead.suggestion import nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic_core import ErrorDetails

    from masthead.source import Source

M = TypeVar("M", bound=BaseModel)

_KINDS = {
    "string_type": ("a text", "write words after it, in quotes where they start with a sign"),
    "list_type": ("a list", "start each item on a line of its own with a dash"),
    "dict_type": ("a mapping", "write key: value lines under it"),
    "model_type": ("a mapping", "write key: value lines under it"),
    "model_attributes_type": ("a mapping", "write key: value lines under it"),
}
_NAMES = {str: "a text", list: "a list", dict: "a mapping", type(None): "nothing"}


def validated(source: Source, model: type[M]) -> tuple[M | None, list[Problem]]:
    """Return the model of what *source* holds, or None and every problem that it has."""
    try:
        return model.model_validate(source.data), []
    except ValidationError as error:
        return None, [_problem(source, model, details) for details in error.errors(include_url=False)]


def _problem(source: Source, model: type[BaseModel], details: ErrorDetails) -> Problem:
    path, kind = details["loc"], details["type"]
    name = _name(path)
    if kind == "missing":
        what = f"{name} is missing"
        return Problem(source.place(path[:-1]), what, f"add it ({_description(model, path)})")
    if kind == "extra_forbidden":
        return Problem(source.key_place(_real(source, path)), f"unknown key {name}", _other_key(model, path))
    if kind == "string_pattern_mismatch" and path[-1] == "[key]":
        todo = "a key is one word without brackets"
        return Problem(source.key_place(path[:-1]), f'"{details["input"]}" cannot be a key', todo)
    what, todo = _value(name, kind, details, _description(model, path))
    return Problem(source.place(path), what, todo)


def _value(name: str, kind: str, details: ErrorDetails, description: str) -> tuple[str, str]:
    """Say what is wrong with a value."""
    context: dict[str, Any] = details.get("ctx", {})
    given = details["input"]
    if kind == "wrong":
        return f"{name}: {context['what']}", context["todo"]
    if kind in _KINDS:
        expected, todo = _KINDS[kind]
        return f"{name} must be {expected}, not {_NAMES.get(type(given), 'a value')}", todo
    if kind in ("enum", "literal_error"):
        known = str(context["expected"]).replace("'", "").replace(" or ", ", ").split(", ")
        close = nearest(str(given), known)
        suggestion = f'did you mean "{close}"?' if close else f"choose from: {', '.join(known)}"
        return f'{name}: "{given}" is not known', suggestion
    if kind in ("too_short", "string_too_short"):
        return f"{name} is empty", f"fill it in or delete the key ({description})"
    if kind == "string_pattern_mismatch":
        return f'{name}: "{given}" has not the right form', description
    return f"{name}: {details['msg'].lower()}", description


def _name(path: Sequence[str | int]) -> str:
    """Return the key that *path* ends with, as it is quoted in messages."""
    key = next((step for step in reversed(path) if isinstance(step, str) and step not in ("plain", "[key]")), "")
    return f'"{key}"' if key else "the file"


def _real(source: Source, path: Sequence[str | int]) -> tuple[str | int, ...]:
    """Leave out the steps of *path* that name a kind of block and stand in no file."""
    real: tuple[str | int, ...] = ()
    for step in path:
        if (*real, step) in source.values:
            real = (*real, step)
    return real


def _models(model: type[BaseModel]) -> dict[str, type[BaseModel]]:
    """Return the models within *model* by the steps that lead into them: keys and kinds of block."""
    from masthead.document import model as models  # noqa: PLC0415 (only when something is wrong)

    blocks: dict[str, type[BaseModel]] = {
        "paragraph": models.Paragraph,
        "heading": models.Heading,
        "quotation": models.Quotation,
        "figure": models.Figure,
        "table": models.Table,
        "annexes": models.Annex,
        "adopted": models.Adopted,
        "report": models.Report,
    }
    return {"": model, **blocks}


def _owner(model: type[BaseModel], path: Sequence[str | int]) -> type[BaseModel]:
    """Return the model that has the key at the end of *path*."""
    models = _models(model)
    inner = [models[step] for step in path[:-1] if isinstance(step, str) and step in models]
    return inner[-1] if inner else model


def _description(model: type[BaseModel], path: Sequence[str | int]) -> str:
    """Return the description of the key at *path*, as the JSON Schema has it."""
    for end in range(len(path), 0, -1):
        field = _owner(model, path[:end]).model_fields.get(str(path[end - 1]))
        if field and field.description:
            text = " ".join(field.description.split()).rstrip(".")
            return text[0].lower() + text[1:]
    return "see `masthead schema`"


def _other_key(model: type[BaseModel], path: Sequence[str | int]) -> str:
    known = _owner(model, path).model_fields
    close = nearest(str(path[-1]), known)
    return f'did you mean "{close}"?' if close else f"known keys here: {', '.join(known)}"
