"""``masthead new``: a commented document to start from."""

from __future__ import annotations

import re
from importlib import resources
from typing import TYPE_CHECKING

from masthead import schemas
from masthead.language import codes
from masthead.problem import ExitCode, MastheadError, Place, Problem, quoted
from masthead.suggestion import suggestion
from masthead.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

_NAME = re.compile(r"\w[\w.() -]{0,99}")
_SYMBOLS = {
    "document.yaml": re.compile(r"(A)-(RES)-((?:S-|ES-)?[1-9]\d{0,2})-([1-9]\d{0,3})"),
    "human-rights-council.yaml": re.compile(r"(A-HRC)-(RES)-((?:S-)?[1-9]\d{0,2})-([1-9]\d{0,3})"),
    "security-council.yaml": re.compile(r"(S)-(RES)-([1-9]\d{0,4})-((?:19|20)\d\d)"),
}
"""Names that are symbols with dashes for their slashes, by the facts that a document of that name starts from."""


def new(name: str, *, language: str = "en", workspace: Workspace | None = None) -> list[Path]:
    """Write a document called *name* with a text in *language*, and return its files.

    It is complete: it can be built as it is and then be changed line by line. A name such as A-RES-80-1 gives it
    its symbol and session. The schemas that an editor completes from are put into ``build/schema/``.

    Raises:
        MastheadError: the name cannot be one of a folder, is taken, or the language is not known.
    """
    workspace = workspace or Workspace.around_or_at()
    _check(name, language, workspace)
    folder = workspace.content / name
    files = {"document.yaml": _facts(name, workspace), f"{language}.yaml": _text(name, language)}
    for file, text in files.items():
        workspace.write(folder / file, text.encode())
    schemas.provide(workspace)
    return [folder / file for file in files]


def _facts(name: str, workspace: Workspace) -> str:
    """Return the starting facts, with the symbol that *name* stands for, else with one that is not taken."""
    file, found = _organ(name)
    body, act, first, second = found.groups() if found else ("A", "RES", "80", _free_number(workspace))
    council = body == "S"
    symbol = f"S/RES/{first} ({second})" if council else f"{body.replace('-', '/')}/{act}/{first}/{second}"
    text = re.sub(r"(?m)^symbol: .*$", f"symbol: {symbol}", _starter(file))
    return text if council else re.sub(r"(?m)^session: .*$", f"session: {first}", text)


def _organ(name: str) -> tuple[str, re.Match[str] | None]:
    """Return the file of starting facts for a document called *name*, and its symbol where the name is one."""
    matches = ((file, pattern.fullmatch(name)) for file, pattern in _SYMBOLS.items())
    return next(((file, found) for file, found in matches if found), ("document.yaml", None))


def _free_number(workspace: Workspace) -> str:
    """Return the highest number up to 999 that no document of session 80 has."""
    files = [*workspace.content.glob("*.yaml"), *workspace.content.glob("*/document.yaml")]
    taken = {number for file in files for number in re.findall(rb"A/RES/80/(\d+)", file.read_bytes())}
    return next(str(number) for number in range(999, -1, -1) if str(number).encode() not in taken)


def _text(name: str, language: str) -> str:
    """Return the starting text in *language*, in English where none was written for it; a council gives no title."""
    try:
        text = _starter(f"{language}.yaml")
    except FileNotFoundError:
        text = _starter("en.yaml")
    untitled = _organ(name)[0] == "security-council.yaml"
    return re.sub(r"(?ms)^title: .*?(?=^preamble:)", "", text) if untitled else text


def _starter(name: str) -> str:
    return (resources.files("masthead") / "starters" / name).read_text(encoding="utf-8")


def _check(name: str, language: str, workspace: Workspace) -> None:
    if not _NAME.fullmatch(name) or name.strip(" .") != name:
        todo = "use letters, figures, dashes and full stops, such as A-RES-66-152"
        raise _wrong(f"content/{name}", f"{quoted(name)} cannot be the name of a document", todo)
    taken = next((p for p in (workspace.content / name, workspace.content / f"{name}.yaml") if p.exists()), None)
    if taken:
        todo = "choose another name; another language is one more file in its folder, such as fr.yaml"
        raise _wrong(workspace.name(taken), "there is a document of that name", todo)
    if language not in codes():
        todo = suggestion(language, codes(), f"choose from: {', '.join(codes())}")
        raise _wrong("--language", f"language {quoted(language)} is not known", todo)


def _wrong(place: str, what: str, todo: str) -> MastheadError:
    return MastheadError([Problem(Place(place), what, todo, exit_code=ExitCode.USAGE)])
