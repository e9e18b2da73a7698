"""``masthead export``: documents as Akoma Ntoso, as HTML that stands alone, as plain text."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from masthead.entry import survey
from masthead.names import Names
from masthead.problem import ExitCode, MastheadError, Problem, gravest, ordered
from masthead.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from masthead.document import Document
    from masthead.entry import Entry


class Format(StrEnum):
    """What a document can be exported to."""

    AKN = "akn"
    HTML = "html"
    TEXT = "text"

    @property
    def ending(self) -> str:
        """The end of the names of its files."""
        return {"akn": ".akn.xml", "html": ".html", "text": ".txt"}[self.value]


@dataclass
class Exported:
    """What an export did: the files that it wrote, in order, and every problem."""

    paths: list[Path] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def exit_code(self) -> ExitCode:
        """The gravest exit code among the errors; OK when there are none."""
        return gravest(self.problems)


def export_files(
    documents: Sequence[str] = (),
    *,
    to: Format | str,
    output: Path | str | None = None,
    workspace: Workspace | None = None,
) -> Exported:
    """Write *documents* (all of ``content/`` when none are named), in all their languages, as files *to* a format.

    The files are put into the folder *output*, which is ``build/`` of the workspace when none is given, under the
    names of the PDFs. A document with problems is not exported and does not keep others from being exported.

    Raises:
        MastheadError: a document does not exist.
    """
    workspace, form = workspace or Workspace.around(), Format(to)
    folder = Path(output).resolve() if output is not None else workspace.output
    found, problems = survey(workspace, documents)
    exported, names = Exported(problems=problems), Names()
    for entry in found:
        try:
            document = _loaded(workspace, entry, names)
            path = folder / f"{document.file_name.removesuffix('.pdf')}{form.ending}"
            workspace.write(path, rendered(document, form, workspace))
            exported.paths.append(path)
            exported.problems.extend(document.warnings)
        except MastheadError as error:
            exported.problems.extend(error.problems)
    exported.problems = ordered(exported.problems)
    return exported


def _loaded(workspace: Workspace, entry: Entry, names: Names) -> Document:
    from masthead.document import load  # noqa: PLC0415 (--help needs none of it)

    document = load(workspace, entry)
    names.take(document.file_name, entry)
    return document


def rendered(document: Document, form: Format, workspace: Workspace) -> bytes:
    """Return *document* as the bytes of a file in a format; the same document gives the same bytes.

    Raises:
        MastheadError: a template of the workspace has a fault.
    """
    if form is Format.AKN:
        from masthead.export.akn import akn  # noqa: PLC0415 (a format is loaded when it is asked for)

        return akn(document)
    if form is Format.HTML:
        from masthead.export.page import page  # noqa: PLC0415

        return page(document, workspace).encode()
    from masthead.export.text import text  # noqa: PLC0415

    return text(document).encode()
