"""Actions: that opening and reading a file sets nothing off (ISO 19005-3, 6.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from masthead.conformance.clause import archive, printing
from masthead.conformance.objects import get, has_keys, items, name, one_or_many
from masthead.conformance.rules import Fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from masthead.conformance.opened import Opened

ALLOWED = frozenset(("GoTo", "GoToR", "GoToE", "Thread", "URI", "Named", "SubmitForm"))
NAMED = frozenset(("NextPage", "PrevPage", "FirstPage", "LastPage"))


def actions(file: Opened) -> Iterator[tuple[str, Any]]:
    """Give all actions: of links, of bookmarks, of opening the file, and those that follow others."""
    waiting = [(where, holder.get("/A")) for where, holder in file.having("/A")]
    waiting += [(where, holder.get("/OpenAction")) for where, holder in file.having("/OpenAction")]
    for where, holder in file.having("/AA"):
        waiting += [(where, action) for action in holder.get("/AA").values()] if has_keys(holder.get("/AA")) else []
    waiting += [(where, action) for where, action in file.having("/Next") if get(action, "/S") is not None]
    waiting += [("the catalogue", script) for script in items(get(file.root, "/Names", "/JavaScript", "/Names"))]
    for where, found in waiting:
        for action in one_or_many(found):
            if has_keys(action) and get(action, "/S") is not None and get(action, "/O") is None:
                yield where, action


@rule(archive("6.5.1"), todo="take the action out")
def harmless_actions(file: Opened) -> Iterator[Fault]:
    """Actions only lead somewhere: no scripts, no programs, no media."""
    for where, action in actions(file):
        if name(get(action, "/S")) not in ALLOWED:
            yield Fault(where, f"an action is of type {name(get(action, '/S')) or 'without a name'}")


@rule(archive("6.5.1"), todo="take the action out")
def named_actions(file: Opened) -> Iterator[Fault]:
    """Named actions turn to the next, the previous, the first or the last page."""
    for where, action in actions(file):
        if name(get(action, "/S")) == "Named" and name(get(action, "/N")) not in NAMED:
            yield Fault(where, f"a named action is {name(get(action, '/N')) or 'without a name'}")


@rule(archive("6.5.2"), printing("6.18"), todo="take the key AA out")
def nothing_set_off(file: Opened) -> Iterator[Fault]:
    """Neither the file nor a page has actions that are set off by themselves."""
    for where, holder in [("the catalogue", file.root), *file.numbered()]:
        if get(holder, "/AA") is not None:
            yield Fault(where, "it has additional actions (AA)")


@rule(printing("6.18"), todo="take the action out")
def no_actions(file: Opened) -> Iterator[Fault]:
    """A file for print has no actions and no scripts."""
    for where, action in actions(file):
        yield Fault(where, f"an action of type {name(get(action, '/S'))}")
