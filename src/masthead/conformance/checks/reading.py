"""Whether the file could be examined at all: these look last, when every other check has looked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from masthead.conformance.clause import basic
from masthead.conformance.opened import plain
from masthead.conformance.rules import Fault, rule
from masthead.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from masthead.conformance.opened import Opened


@rule(basic("7.5"), todo="write the file anew", last=True)
def undamaged(file: Opened) -> Iterator[Fault]:
    """The file is not damaged: nothing had to be guessed to read it."""
    assert file.content  # noqa: S101 (what is read late is damaged late)
    for warning in file.pdf.get_warnings():
        yield Fault("", f"the file is damaged ({plain(warning)})")


@rule(basic("Annex C"), todo="ask a program that holds more of a file", severity=Severity.WARNING, last=True)
def read_to_the_end(file: Opened) -> Iterator[Fault]:
    """Everything was looked into: nothing is too large, too deep or too broken for that."""
    if file.tree.cut:
        yield Fault("the structure", file.tree.cut)
    for cut in file.cut:
        yield Fault("", cut)
