"""``masthead schema``: the content model as JSON Schema, from which editors complete and explain keys."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from masthead.workspace import digest

if TYPE_CHECKING:
    from masthead.workspace import Workspace

Kind = Literal["facts", "text", "document"]
KINDS: tuple[Kind, ...] = get_args(Kind)
FOLDER = "build/schema"
"""Where a build puts the schemas; the first line of each YAML file leads an editor there."""

KEPT = Path(__file__).parent / "schema"
"""The schemas that come with the program; ``python -m masthead.schemas`` draws them up anew."""
_TITLES: dict[Kind, str] = {
    "facts": "Facts of a Masthead document",
    "text": "Text of a Masthead document in one language",
    "document": "A Masthead document in a single file",
}


def schema(kind: Kind = "document") -> dict[str, Any]:
    """Return the JSON Schema of a YAML file.

    Args:
        kind: ``facts`` for ``document.yaml``, ``text`` for a language file, ``document`` for a single file.
    """
    found: dict[str, Any] = json.loads(as_text(kind))
    return found


@cache
def as_text(kind: Kind) -> str:
    """Return a schema as it is written to files. It comes with the program: to draw it up takes 18 ms."""
    return (KEPT / f"{kind}.json").read_text(encoding="utf-8")


def drawn_up(kind: Kind) -> str:
    """Return a schema as the content model has it now: what comes with the program must be the same."""
    from masthead.document.model import Facts, Model, SingleFile, Text  # noqa: PLC0415 (a model takes time to build)

    models: dict[Kind, type[Model]] = {"facts": Facts, "text": Text, "document": SingleFile}
    about = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": _TITLES[kind]}
    return json.dumps(models[kind].model_json_schema() | about, indent=2) + "\n"


def missing(workspace: Workspace) -> bool:
    """Say whether one of the schemas is not in the workspace."""
    return not all(workspace.kind(_name(kind)) == "file" for kind in KINDS)


def provide(workspace: Workspace) -> None:
    """Write the schemas into the workspace where they are missing or of another version of the program.

    Raises:
        MastheadError: the folder cannot be written.
    """
    for kind in KINDS:
        data = as_text(kind).encode()
        if workspace.digest_now(_name(kind)) != digest(data):
            workspace.write(_name(kind), data)


def _name(kind: Kind) -> str:
    return f"{FOLDER}/{kind}.json"


if __name__ == "__main__":
    for each in KINDS:
        (KEPT / f"{each}.json").write_text(drawn_up(each), encoding="utf-8")
