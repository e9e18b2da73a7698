"""Addresses in a workspace's own styles and templates that lead out of it, found at their place.

The engine would refuse them too, when it meets them. They are found here beforehand, so that ``masthead check``
tells of them and every message has its line. Nothing is ever fetched.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from masthead.problem import MOST, Place, Problem, quoted
from masthead.workspace import FOLDERS, program_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from masthead.workspace import Workspace

TODO = "copy the file into the workspace and name it there; nothing is ever fetched"

LARGEST = 1024 * 1024
"""Bytes of the largest file that is looked through."""

_PASSED_OVER = re.compile(r"/\*.*?\*/|<!--.*?-->|\{#.*?#\}|@namespace\b[^;{}]*;", re.DOTALL)
"""Comments, and names that look like addresses."""
_STYLE = re.compile(r"""url\(\s*["']?(?P<url>[^"')\s]+)|@import\s+["'](?P<sheet>[^"']+)["']""", re.IGNORECASE)
_TAG = re.compile(r"<(?!a\b|link\b(?![^<>]*(?:stylesheet|attachment)))[a-z][^<>]*>", re.IGNORECASE)
"""A tag that asks for what it names: no link in the text, and no mere hint at another page."""
_ATTRIBUTE = re.compile(
    r"""\b(?:href|src|srcset|data|poster)\s*=\s*(?:"([^"]+)"|'([^']+)'|([^"'\s>]+))""", re.IGNORECASE
)
_SCHEME = re.compile(r"(?!data:)[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def outside_addresses(workspace: Workspace) -> list[Problem]:
    """Return a problem for every address in the own styles and templates of *workspace* that leads out of it."""
    names = [name for name in _names(workspace) if name.endswith((".css", ".html"))]
    return [problem for name in names for problem in _in_file(workspace, name)][:MOST]


def _names(workspace: Workspace) -> Iterator[str]:
    for folder in FOLDERS:
        if not workspace.folder or workspace.folder / folder != program_folder(folder):
            yield from workspace.files(folder)


def _in_file(workspace: Workspace, name: str) -> Iterator[Problem]:
    try:
        typed = workspace.read(name, limit=LARGEST).decode(errors="replace")
    except OSError:  # what asks for it will tell
        return
    text = _PASSED_OVER.sub(_blank, typed)
    for at, address in sorted(_asked_for(text, in_tags=name.endswith(".html"))):
        if _leads_out(address, name):
            line = text.count("\n", 0, at) + 1
            place = Place(name, line, at - text.rfind("\n", 0, at))
            yield Problem(place, f"{quoted(address)} is not in the workspace", TODO)


def _asked_for(text: str, *, in_tags: bool) -> Iterator[tuple[int, str]]:
    """Give place and text of every address that is asked for: by a style, or in a template by a tag but a link."""
    for found in _STYLE.finditer(text):
        name = found.lastgroup or "url"
        yield found.start(name), found[name]
    for tag in _TAG.finditer(text) if in_tags else ():
        for found in _ATTRIBUTE.finditer(text, *tag.span()):
            group = found.lastindex or 1
            yield found.start(group), found[group]


def _leads_out(address: str, name: str) -> bool:
    """Say whether *address* in the file called *name* has a scheme or a host, or climbs above the workspace.

    In a style sheet it counts from the folder of the sheet, in a template from the workspace.
    """
    folder = posixpath.dirname(name) if name.endswith(".css") else ""
    climbs = posixpath.normpath(posixpath.join(folder, address)).startswith("../")
    return climbs or bool(_SCHEME.match(address))


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])
