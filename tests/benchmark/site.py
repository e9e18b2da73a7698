"""Where a run of the benchmark works, how far it goes, and what each part of it comes to."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from benchmark.process import answer, environment, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from benchmark.table import Mark


@dataclass(frozen=True)
class Chapter:
    """What a part of the benchmark came to."""

    lines: Sequence[str]
    marks: Sequence[Mark] = ()


@dataclass
class Site:
    """A folder to work in, and the extent of the run."""

    folder: Path
    rounds: int
    """Rounds that are counted, of what takes a second."""
    documents: int
    """How many are built at once."""
    records: int
    """How many there are where nothing is to be done, and how many one worker sets for its memory to be seen."""
    _stages: dict[int, tuple[Path, str]] = field(default_factory=dict)

    @cached_property
    def variables(self) -> Mapping[str, str]:
        """The variables of every run."""
        return environment(self.folder)

    @property
    def few_rounds(self) -> int:
        """Rounds that are counted, of what takes a minute."""
        return min(3, self.rounds)

    def staged(self, copies: int) -> tuple[Path, str]:
        """Return the stage with *copies* of the text, and the name of its style sheet; it is set the first time."""
        if copies not in self._stages:
            folder = self.folder / str(copies)
            folder.mkdir()
            say(f"  a stage is set: copies of the text: {copies}")
            style = answer("benchmark.stage", str(folder), str(copies), variables=self.variables)
            self._stages[copies] = folder, style
        return self._stages[copies]

    def answer(self, module: str, *arguments: object) -> Any:
        """Return what *module* of the benchmark measured."""
        return json.loads(answer(f"benchmark.{module}", *map(str, arguments), variables=self.variables))
