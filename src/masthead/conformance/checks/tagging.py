"""Tagging: that everything drawn is in the structure or is an artifact (ISO 19005-3, 6.7; Matterhorn, 01 and 02)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from masthead.conformance.clause import access, archive, matterhorn
from masthead.conformance.objects import entries, get, has_keys, items, key, name, place, whole
from masthead.conformance.rules import Fault, rule, times
from masthead.conformance.tree import STANDARD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from masthead.conformance.opened import Opened


@rule(archive("6.7.2.2", "A"), access("7.1"), todo="write MarkInfo with Marked true")
def marked(file: Opened) -> Iterator[Fault]:
    """The file says that it is tagged."""
    if get(file.root, "/MarkInfo", "/Marked") is not True:
        yield Fault("the catalogue", "MarkInfo has no Marked that is true")


@rule(archive("6.7.3.3", "A"), access("7.1"), todo="tag the file")
def structure_there(file: Opened) -> Iterator[Fault]:
    """The file has a structure with elements in it."""
    if not has_keys(file.tree.root) or not file.tree.nodes:
        yield Fault("the catalogue", "there is no StructTreeRoot with elements")


@rule(access("7.1"), todo="write the structure anew")
def structure_sound(file: Opened) -> Iterator[Fault]:
    """The structure is a tree: each element stands in it once, names the one around it, and has kids of known kinds."""
    for where, what in file.tree.faults:
        yield Fault(where, what)
    for node in file.tree.nodes:
        around = node.parent.element if node.parent else file.tree.root
        if key(get(node.element, "/P")) != key(around):
            yield Fault(node.where, "its P does not name the element around it")
        if node.others:
            yield Fault(node.where, "it has a kid that is no element, no content of a page and no annotation")


@rule(matterhorn("01-003"), todo="end the tagged content before the artifact begins")
def no_artifacts_within(file: Opened) -> Iterator[Fault]:
    """No artifact lies within tagged content."""
    for page in file.content.artifacts_within:
        yield Fault(f"page {page}", "an artifact lies within tagged content")


@rule(matterhorn("01-004"), todo="end the artifact before the tagged content begins")
def nothing_tagged_within(file: Opened) -> Iterator[Fault]:
    """No tagged content lies within an artifact."""
    for page in file.content.tagged_within:
        yield Fault(f"page {page}", "tagged content lies within an artifact")


@rule(matterhorn("01-005"), todo="tag it, or mark it as an artifact")
def nothing_loose(file: Opened) -> Iterator[Fault]:
    """Everything that is drawn belongs to the structure or is an artifact."""
    for (page, what), count in file.content.loose.items():
        yield Fault(f"page {page}", f"{what} is neither tagged nor an artifact, {times(count)}")
    owned = {mark for node in file.tree.nodes for mark in node.marks}
    strays = Counter(mark.page for at, mark in file.content.marks.items() if at not in owned)
    for page, count in strays.items():
        yield Fault(f"page {page}", f"content with an MCID belongs to no element of the structure, {times(count)}")


@rule(access("7.1"), todo="number the content of each page anew")
def content_found(file: Opened) -> Iterator[Fault]:
    """The content that elements name is on the page, and each piece of it has a number of its own."""
    for page, mcid in file.content.repeated:
        yield Fault(f"page {page}", f"MCID {mcid} stands there twice")
    seen = set()
    for node in file.tree.nodes:
        for mark in node.marks:
            if mark not in file.content.marks:
                yield Fault(node.where, f"it names MCID {mark[1]}, which is not there")
            elif mark in seen:
                yield Fault(node.where, f"it names MCID {mark[1]}, which another element names too")
            seen.add(mark)


@rule(access("7.1"), todo="write the parent tree anew")
def parents_found(file: Opened) -> Iterator[Fault]:
    """The parent tree leads from content and annotations back to the elements that they belong to."""
    entered = dict(file.tree.parents())
    holders = {key(page): page for page in file.pages}
    for node in file.tree.nodes:
        for holder, mcid in node.marks:
            number = whole(get(holders.get(holder), "/StructParents"))
            entry = None if number is None else entered.get(number)
            if holder in holders and not _leads(entry, mcid, key(node.element)):
                yield Fault(node.where, f"the parent tree does not lead from MCID {mcid} to it")
    for where, annotation, _ in file.annotations():
        number, owner = whole(get(annotation, "/StructParent")), file.tree.owners.get(key(annotation))
        if number is not None and owner and key(entered.get(number)) != key(owner.element):
            yield Fault(where, f"the parent tree does not lead from {place(annotation)} to its element")


def _leads(entry: object, mcid: int, element: tuple[int, int]) -> bool:
    listed = items(entry)
    return 0 <= mcid < len(listed) and key(listed[mcid]) == element


@rule(matterhorn("01-007"), todo="write Suspects false, or leave it out")
def no_suspects(file: Opened) -> Iterator[Fault]:
    """The file does not say of itself that its tags are doubtful."""
    if get(file.root, "/MarkInfo", "/Suspects") is True:
        yield Fault("the catalogue", "Suspects is true")


@rule(archive("6.7.3.4", "A"), matterhorn("02-001"), todo="map the type to a standard one in RoleMap")
def roles_standard(file: Opened) -> Iterator[Fault]:
    """Structure types are standard ones, or are mapped to standard ones."""
    for node in file.tree.nodes:
        if not node.kind and node.role not in file.tree.circular:
            yield Fault(node.where, f"the type {node.role} is mapped to no standard type")


@rule(archive("6.7.3.4", "A"), matterhorn("02-003"), todo="map the types to standard ones")
def no_rings(file: Opened) -> Iterator[Fault]:
    """No structure type is mapped to itself by way of others."""
    for role in dict.fromkeys(file.tree.circular):
        yield Fault("the role map", f"the type {role} is mapped in a ring")


@rule(archive("6.7.3.4", "A"), matterhorn("02-004"), todo="take the standard type out of RoleMap")
def standard_roles_kept(file: Opened) -> Iterator[Fault]:
    """No standard type is mapped to another."""
    for role, mapped in entries(get(file.tree.root, "/RoleMap")):
        if role[1:] in STANDARD and name(mapped) != role[1:]:
            yield Fault("the role map", f"the standard type {role[1:]} is mapped to {name(mapped)}")
