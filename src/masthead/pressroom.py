"""The press room: from a text to its printed copies, one text after the other on one warm press.

It writes nothing. Who builds puts the copies into ``build/``; who previews holds them in memory.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from masthead import equipment
from masthead.order import Order
from masthead.problem import MastheadError, Place, Problem
from masthead.workspace import BUILT_IN, digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from masthead.document import Document
    from masthead.entry import Entry
    from masthead.press import Engine, Printed
    from masthead.press.attachment import Source
    from masthead.workspace import Reads, Workspace


IN_MOTION = "it was changed while it was read"
"""What is said of a file that was saved again while a text was made from it."""


@dataclass(frozen=True)
class Copy:
    """What one order came to."""

    pdf: bytes
    pages: int
    reads: Reads
    """Everything that it was made from, equipment of the machine included."""


@dataclass(frozen=True)
class Impression:
    """One text as it was printed."""

    name: str
    """What its PDF for the archive is called: ``A_RES_66_152-FR.pdf``."""
    copies: Mapping[Order, Copy]
    """The orders that could be carried out."""
    warnings: tuple[Problem, ...]
    refusals: tuple[Problem, ...]
    """Why others could not."""


class PressRoom:
    """Prints the texts of one workspace with one engine, which is started for the first text."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    def printed(self, entry: Entry, orders: Sequence[Order] = (Order(),)) -> Impression:
        """Lay out the text of *entry* once, and print a copy for each of *orders*.

        Raises:
            MastheadError: the document or the workspace has a fault.
        """
        with self.workspace.recording() as reads:
            document = self._loaded(entry)
            printed = self._printed(document, orders, lambda: _sources(self.workspace, dict(reads)))
        apart = {name for own in printed.reads for name in own}
        shared = {name: value for name, value in reads.items() if name not in apart}
        shared |= equipment.used(printed.families)
        copies = {
            order: Copy(pdf, printed.pages, shared | own)
            for order, pdf, own in zip(orders, printed.pdfs, printed.reads, strict=True)
            if pdf is not None
        }
        return Impression(document.file_name, copies, (*document.warnings, *printed.warnings), printed.refusals)

    def forget(self, names: Iterable[str]) -> None:
        """Let go of what was read from the files called *names*, which have changed, were added or deleted."""
        if "_engine" in self.__dict__:
            self._engine.forget(names)
        self.__dict__.pop("_common", None)

    def _loaded(self, entry: Entry) -> Document:
        from masthead.document import load  # noqa: PLC0415 (not needed where nothing is out of date)

        try:
            document = load(self.workspace, entry)
        except MastheadError as error:
            raise MastheadError([*self._common, *error.problems]) from error
        if self._common:
            raise MastheadError(self._common)
        return document

    def _printed(self, document: Document, orders: Sequence[Order], sources: Callable[[], Sequence[Source]]) -> Printed:
        from masthead.glyphs import missing_glyphs  # noqa: PLC0415 (as above)
        from masthead.press import press  # noqa: PLC0415
        from masthead.typeset import typeset  # noqa: PLC0415

        if missing := missing_glyphs(document, self.workspace):
            raise MastheadError(missing)
        return press(typeset(document, self.workspace), document, self._engine, orders, sources)

    @cached_property
    def _engine(self) -> Engine:
        from masthead.press import Engine  # noqa: PLC0415

        return Engine(self.workspace)

    @cached_property
    def _common(self) -> list[Problem]:
        """What is wrong with the workspace, whatever the document."""
        from masthead.checking import workspace_problems  # noqa: PLC0415

        return workspace_problems(self.workspace)


def _sources(workspace: Workspace, reads: Reads) -> list[Source]:
    """Return the files of the workspace among *reads*: what the document was made from, apart from the program.

    Raises:
        MastheadError: one is no longer what it was when it was read.
    """
    from masthead.extraction import may_be_source  # noqa: PLC0415 (only where something is built)
    from masthead.press.attachment import Source  # noqa: PLC0415 (as above)

    for name, value in reads.items():
        if _is_source(name, value) and not may_be_source(name):
            todo = "give it a name of plain letters and figures; folders that begin with a dot are not taken"
            raise MastheadError([Problem(Place(name), "a PDF for the archive cannot carry a file of this name", todo)])
    return [
        Source(name, _unchanged(workspace, name, value)) for name, value in reads.items() if _is_source(name, value)
    ]


def _unchanged(workspace: Workspace, name: str, value: str | None) -> bytes:
    """Return the bytes of the file called *name*, whose digest was *value* when it was read."""
    try:
        data = workspace.read(name)
    except FileNotFoundError:
        data = b""
    if digest(data) != value:
        raise MastheadError([Problem(Place(name), IN_MOTION, "build again")])
    return data


def _is_source(name: str, value: str | None) -> bool:
    return value is not None and not name.startswith(BUILT_IN)
