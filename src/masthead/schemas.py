"""``masthead schema``: the content model as JSON Schema, from which editors complete and explain keys."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal, get_args

if TYPE_CHECKING:
    from masthead.workspace import Workspace

Kind = Literal["facts", "text", "document"]
KINDS: tuple[Kind, ...] = get_args(Kind)
FOLDER = "build/schema"
"""Where a build puts the schemas; the first line of each YAML file leads an editor there."""

_TITLES = {
    "facts": "Facts of a Masthead document",
    "text": "Text of a Masthead document in one language",
    "document": "A Masthead document in a single file",
}


def schema(kind: Kind = "document") -> dict[str, Any]:
    """Return the JSON Schema of a YAML file.

    Args:
        kind: ``facts`` for ``document.yaml``, ``text`` for a language file, ``document`` for a single file.
    """
    from masthead.document.model import Facts, SingleFile, Text  # noqa: PLC0415 (a model takes time to build)

    model = {"facts": Facts, "text": Text, "document": SingleFile}[kind]
    found = model.model_json_schema()
    found["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    found["title"] = _TITLES[kind]
    return found


def as_text(kind: Kind) -> str:
    """Return a schema as it is written to files: the same text each time."""
    return json.dumps(schema(kind), ensure_ascii=False, indent=2) + "\n"


def provide(workspace: Workspace) -> None:
    """Write the schemas into the workspace where they are missing or of another version of the program.

    Raises:
        MastheadError: the folder cannot be written.
    """
    for kind in KINDS:
        path, text = workspace.root / FOLDER / f"{kind}.json", as_text(kind)
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            workspace.write(path, text.encode())
