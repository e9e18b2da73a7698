"""Akoma Ntoso: documents as the United Nations publishes them, read into YAML.

:func:`import_files` reads AKN4UN, in the dialect of the published files and in that of the guideline.
"""

from __future__ import annotations

import os
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from masthead import schemas
from masthead.akn import file as akn_file
from masthead.akn import xml
from masthead.akn.folder import Folder, name
from masthead.akn.writing import written
from masthead.problem import ExitCode, MastheadError, Place, Problem, ordered
from masthead.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from masthead.akn.file import Imported

__all__ = ["Import", "import_files"]


@dataclass
class Import:
    """What an import has done."""

    written: list[Path] = field(default_factory=list)
    """The files of the documents; what was there already and the same was left as it is."""
    problems: list[Problem] = field(default_factory=list)
    """Faults of the files, and what could not be placed; warnings where a document was written in spite of them."""


def import_files(
    files: Sequence[Path | str],
    *,
    into: Path | str | None = None,
    force: bool = False,
    workspace: Workspace | None = None,
    say: Callable[[str], object] | None = None,
) -> Import:
    """Read Akoma Ntoso *files* and write one folder of YAML for each symbol.

    Args:
        files: files in any number of languages; all of one symbol come into one folder.
        into: the folder that the folders are put in, within the workspace; by default its ``content/``.
        force: whether files that are there already are written over.
        workspace: the workspace; by default the one around the current folder.
        say: is told of each folder when it is done.

    A file that cannot be read does not stop the others; its problem is in the result.
    """
    workspace = workspace or Workspace.around_or_at()
    done = Import()
    for group in _groups([Path(file) for file in files]):
        imported = list(_read(group, done))
        for folder in _folders(imported):
            target = (workspace.content if into is None else Path(into).absolute()) / folder.name
            done.problems += folder.problems
            if _write(folder, target, workspace, done, force=force) and say:
                say(f"{workspace.name(target)}: {', '.join(each.language.code for each in folder.files)}")
    if done.written:
        schemas.provide(workspace)
    done.problems = ordered(done.problems)
    return done


def _groups(files: Sequence[Path]) -> Iterator[list[Path]]:
    """Give the files that seem to be of one symbol together, so that only they are in memory at a time."""
    groups: dict[object, list[Path]] = defaultdict(list)
    for file in dict.fromkeys(files):
        groups[xml.symbol(file) or file].append(file)
    yield from groups.values()


def _read(files: Sequence[Path], done: Import) -> Iterator[Imported]:
    for file in files:
        try:
            imported = akn_file.read(file)
        except MastheadError as error:
            done.problems += error.problems
        else:
            done.problems += imported.problems
            yield imported


def _folders(files: Sequence[Imported]) -> Iterator[Folder]:
    """Give the folder of each symbol."""
    symbols: dict[str, list[Imported]] = defaultdict(list)
    for imported in files:
        symbols[name(imported.symbol)].append(imported)
    yield from map(Folder, symbols.values())


def _write(folder: Folder, target: Path, workspace: Workspace, done: Import, *, force: bool) -> bool:
    """Write the files of a folder, all or none of them, and say whether it was done.

    What is there already and the same stays as it is: so a further language can be brought in later.
    """
    where = os.path.relpath(workspace.output / "schema", target)
    files: list[Path] = []
    fresh: dict[Path, bytes] = {}
    for file_name, values in folder.data():
        schema = f"{where}/{'facts' if file_name == 'document.yaml' else 'text'}.json"
        data = written(values, schema, apart=file_name != "document.yaml").encode()
        files.append(target / file_name)
        if not files[-1].is_file() or files[-1].read_bytes() != data:
            fresh[files[-1]] = data
    taken = [file for file in fresh if file.exists()]
    if taken and not force:
        what = "this file is there already and not the same; nothing was written over"
        todo = "give --force to write over it, or --into for another folder"
        done.problems += [Problem(Place(workspace.name(file)), what, todo, exit_code=ExitCode.USAGE) for file in taken]
        return False
    for file, data in fresh.items():
        workspace.write(file, data)
    done.written += files
    return True
