"""Links and notes: that they are read where they stand, and say what they are (Matterhorn, checkpoint 28)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from masthead.conformance.clause import matterhorn
from masthead.conformance.marginal import subtype, within
from masthead.conformance.objects import get, items, key, name, text
from masthead.conformance.rules import Fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from masthead.conformance.opened import Opened

ELSEWHERE = ("Widget", "Link", "PrinterMark")
"""Types that belong to other elements than Annot, or to none."""


@rule(matterhorn("28-002"), matterhorn("28-006"), todo="put the annotation into an Annot element")
def annotations_tagged(file: Opened) -> Iterator[Fault]:
    """Annotations belong to an Annot element; links and form fields have elements of their own."""
    belonging = file.tree.owners
    for where, annotation in file.seen:
        owner = belonging.get(key(annotation))
        if subtype(annotation) not in ELSEWHERE and (owner is None or owner.kind != "Annot"):
            yield Fault(where, f"a {subtype(annotation)} annotation belongs to no Annot element")


@rule(matterhorn("28-004"), todo="describe the annotation under Contents")
def annotations_described(file: Opened) -> Iterator[Fault]:
    """Annotations have a description: Contents, or Alt of their element."""
    belonging = file.tree.owners
    for where, annotation in file.seen:
        owner = belonging.get(key(annotation))
        described = (text(get(annotation, "/Contents")) or "").strip() or (owner and owner.says("/Alt"))
        if subtype(annotation) not in ELSEWHERE and not described:
            yield Fault(where, f"a {subtype(annotation)} annotation has no description")


@rule(matterhorn("28-007"), todo="take the annotation out")
def no_trap_networks(file: Opened) -> Iterator[Fault]:
    """There is no TrapNet annotation."""
    for where, annotation in file.seen:
        if subtype(annotation) == "TrapNet":
            yield Fault(where, "a TrapNet annotation")


@rule(matterhorn("28-008"), todo="write Tabs /S into the page")
def tab_order_there(file: Opened) -> Iterator[Fault]:
    """A page with annotations says in which order the tabulator key goes through them."""
    for where, page in file.numbered():
        if items(get(page, "/Annots")) and get(page, "/Tabs") is None:
            yield Fault(where, "it has annotations and no Tabs")


@rule(matterhorn("28-009"), todo="write Tabs /S into the page")
def tab_order_by_structure(file: Opened) -> Iterator[Fault]:
    """The tabulator key follows the structure."""
    for where, page in file.numbered():
        tabs = get(page, "/Tabs")
        if items(get(page, "/Annots")) and tabs is not None and name(tabs) != "S":
            yield Fault(where, f"Tabs is {name(tabs)}, not S")


@rule(matterhorn("28-011"), todo="put the link into a Link element")
def links_tagged(file: Opened) -> Iterator[Fault]:
    """Links belong to a Link element, so that they are read where they stand."""
    belonging = file.tree.owners
    for where, annotation in file.seen:
        if subtype(annotation) == "Link" and not within(belonging.get(key(annotation)), "Link"):
            yield Fault(where, "a link belongs to no Link element")


@rule(matterhorn("28-012"), todo="say where the link leads under Contents")
def links_described(file: Opened) -> Iterator[Fault]:
    """Links say in Contents where they lead."""
    for where, annotation in file.seen:
        if subtype(annotation) == "Link" and not (text(get(annotation, "/Contents")) or "").strip():
            yield Fault(where, "a link has no Contents")


@rule(matterhorn("28-014"), todo="add the type of the media, CT")
def media_typed(file: Opened) -> Iterator[Fault]:
    """Media say of which type they are."""
    for where, clip in _media(file):
        if text(get(clip, "/CT")) is None:
            yield Fault(where, "a media clip has no CT")


@rule(matterhorn("28-015"), todo="describe the media under Alt")
def media_described(file: Opened) -> Iterator[Fault]:
    """Media have a description."""
    for where, clip in _media(file):
        if not items(get(clip, "/Alt")):
            yield Fault(where, "a media clip has no Alt")


def _media(file: Opened) -> Iterator[tuple[str, Any]]:
    """Give the media clips of data (ISO 32000-1, 13.2.4.2)."""
    for where, clip in file.having("/S"):
        if name(clip.get("/S")) == "MCD":
            yield where, clip


@rule(matterhorn("28-017"), todo="take the annotation out of the structure")
def printers_marks_apart(file: Opened) -> Iterator[Fault]:
    """Printer's marks are no part of the structure."""
    belonging = file.tree.owners
    for where, annotation in file.seen:
        if subtype(annotation) == "PrinterMark" and key(annotation) in belonging:
            yield Fault(where, "a PrinterMark annotation belongs to the structure")
