"""Optional content: layers that are shown or not (ISO 19005-3, 6.9; Matterhorn, checkpoint 20)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from masthead.conformance.clause import archive, matterhorn, printing
from masthead.conformance.objects import get, has_keys, items, key, text
from masthead.conformance.rules import Fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from masthead.conformance.opened import Opened

DEEPEST = 32
"""Groups within groups of an order that are followed."""


def _chosen(file: Opened) -> list[Any]:
    """Return the configuration that holds when the file is opened, where there is one."""
    found = get(file.root, "/OCProperties", "/D")
    return [found] if has_keys(found) else []


def _others(file: Opened) -> list[Any]:
    return [each for each in items(get(file.root, "/OCProperties", "/Configs")) if has_keys(each)]


@rule(archive("6.9"), matterhorn("20-002"), printing("6.24"), todo="name the configuration")
def configuration_named(file: Opened) -> Iterator[Fault]:
    """The configuration of layers that holds first has a name."""
    if any(not text(get(each, "/Name")) for each in _chosen(file)):
        yield Fault("the catalogue", "the configuration D of the layers has no Name")


@rule(archive("6.9"), matterhorn("20-001"), printing("6.24"), todo="name the configuration")
def other_configurations_named(file: Opened) -> Iterator[Fault]:
    """Further configurations of layers have names."""
    if any(not text(get(each, "/Name")) for each in _others(file)):
        yield Fault("the catalogue", "a configuration among the Configs of the layers has no Name")


@rule(archive("6.9"), printing("6.24"), todo="give each configuration a name of its own")
def configurations_told_apart(file: Opened) -> Iterator[Fault]:
    """No two configurations of layers have one name."""
    names = Counter(found for each in (*_chosen(file), *_others(file)) if (found := text(get(each, "/Name"))))
    yield from (
        Fault("the catalogue", f"{count} configurations are called {n}") for n, count in names.items() if count > 1
    )


@rule(archive("6.9"), matterhorn("20-003"), printing("6.24"), todo="take the key AS out")
def layers_stay(file: Opened) -> Iterator[Fault]:
    """No layer is switched by itself."""
    if any(get(each, "/AS") is not None for each in (*_chosen(file), *_others(file))):
        yield Fault("the catalogue", "a configuration of the layers has the key AS")


@rule(archive("6.9"), todo="list every layer under Order")
def layers_listed(file: Opened) -> Iterator[Fault]:
    """An order of layers lists all of them."""
    layers = {key(each) for each in items(get(file.root, "/OCProperties", "/OCGs"))}
    for each in (*_chosen(file), *_others(file)):
        if get(each, "/Order") is not None and (lacking := layers - set(_ordered(get(each, "/Order")))):
            yield Fault("the catalogue", f"Order lacks {len(lacking)} of the layers")


def _ordered(order: Any, depth: int = 0) -> Iterator[tuple[int, int]]:  # noqa: ANN401 (an object of a PDF)
    for each in items(order) if depth < DEEPEST else ():
        if has_keys(each):
            yield key(each)
        else:
            yield from _ordered(each, depth + 1)
