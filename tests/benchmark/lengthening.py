"""A long document out of a short one: its text over and over, with notes in proportion."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from pathlib import Path

_CALL = re.compile(r"\[\^([^\]]+)\]")


def lengthen(file: Path, copies: int) -> None:
    """Write the text in the YAML *file* anew, with its paragraphs and notes *copies* times over, under one title."""
    text: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    for part in ("preamble", "operative"):
        text[part] = [_CALL.sub(rf"[^\1-{copy}]", words) for copy in range(copies) for words in text[part]]
    text["footnotes"] = {f"{key}-{copy}": words for copy in range(copies) for key, words in text["footnotes"].items()}
    file.write_text(yaml.safe_dump(text, allow_unicode=True, sort_keys=False, width=110), encoding="utf-8")
