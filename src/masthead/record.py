"""A record: what a PDF in ``build/`` was made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from masthead.problem import Place, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from masthead.workspace import Reads


@dataclass(frozen=True)
class Record:
    """How a PDF came about."""

    output: str
    """Name of the PDF in the workspace."""
    order: str
    """What was ordered from the press: an :class:`~masthead.order.Order` as it is written."""
    pdf: str
    """Its SHA-256 in hexadecimal."""
    pages: int
    reads: Reads
    maker: str
    """Key of the program and its libraries (:mod:`masthead.maker`)."""
    warnings: Sequence[Sequence[str | int]] = ()
    """What was warned of: file, line, column, what is wrong, what to do. A build that is up to date says it again."""

    def problems(self) -> list[Problem]:
        """Return the warnings as problems."""
        return [
            Problem(Place(str(file), int(line), int(column)), str(what), str(todo), Severity.WARNING)
            for file, line, column, what, todo in self.warnings
        ]


def noted(warnings: Iterable[Problem]) -> list[list[str | int]]:
    """Return *warnings* as a record keeps them."""
    return [[w.place.file, w.place.line, w.place.column, w.what, w.todo] for w in warnings]
