"""YAML as a careful author types it: folded texts, plain scalars where they may be, the same bytes each time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

WIDTH = 100
"""Columns of a line, where the text has spaces to break it at."""
_SHORT = 88
"""Characters up to which a text stands on one line, and a list or mapping in brackets."""


class _Flow(list[Any]):
    """A list that is written in brackets."""


class _FlowMapping(dict[str, Any]):
    """A mapping that is written in braces."""


class _Dumper(yaml.SafeDumper):
    """Writes every scalar as the text that it is; the program reads them so."""

    yaml_implicit_resolvers = {}  # noqa: RUF012 (emptied, never filled)

    def choose_scalar_style(self) -> Any:  # noqa: ANN401 (the library's type)
        """Prefer double quotes, in which an apostrophe is not doubled; an empty text needs them."""
        style = super().choose_scalar_style()
        text = self.event.value if isinstance(self.event, yaml.ScalarEvent) else ""
        return '"' if not text or (style == "'" and not set(text) & set('"\\')) else style

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> Any:  # noqa: ANN401
        """Indent the items of a list under its key."""
        del indentless
        return super().increase_indent(flow, False)


def _text(dumper: _Dumper, value: str) -> yaml.ScalarNode:
    folded = len(value) > _SHORT and " " in value and not value.startswith(" ") and "\n" not in value
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=">" if folded else None)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(
    _Flow, lambda dumper, value: dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=True)
)
_Dumper.add_representer(
    _FlowMapping, lambda dumper, value: dumper.represent_mapping("tag:yaml.org,2002:map", value, flow_style=True)
)


def written(data: Mapping[str, object], schema: str, *, apart: bool) -> str:
    """Return *data* as YAML under a line that names its *schema*; top-level keys stand *apart* by an empty line."""
    parts = [
        yaml.dump(
            {key: _shaped(value)}, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=WIDTH,
            default_flow_style=False,
        )
        for key, value in data.items()
    ]  # fmt: skip
    return f"# yaml-language-server: $schema={schema}\n\n" + ("\n" if apart else "").join(parts)


def _shaped(value: object) -> object:
    """Mark what is short and simple to be written on one line."""
    if isinstance(value, dict):
        simple = all(isinstance(inner, str) for inner in value.values())
        if simple and _length(value) <= _SHORT and not any(str(inner).count(" ") > 3 for inner in value.values()):
            return _FlowMapping(value)
        return {key: _shaped(inner) for key, inner in value.items()}
    if isinstance(value, list):
        words = all(isinstance(inner, str) and inner.count(" ") <= 6 for inner in value)
        return _Flow(value) if words and _length(value) <= _SHORT else [_shaped(inner) for inner in value]
    return value


def _length(value: object) -> int:
    if isinstance(value, dict):
        return sum(len(key) + _length(inner) + 4 for key, inner in value.items())
    if isinstance(value, list):
        return sum(_length(inner) + 2 for inner in value)
    return len(str(value))
