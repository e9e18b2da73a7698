"""Languages: that a screen reader knows in which to speak (ISO 19005-3, 6.7.4; Matterhorn, checkpoint 11)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from masthead.conformance.clause import access, archive, matterhorn
from masthead.conformance.objects import get, has_keys, key, text
from masthead.conformance.rules import Fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from masthead.conformance.opened import Opened

TAG = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
"""A language tag (RFC 3066, 2.1)."""


def _speaks(file: Opened) -> bool:
    """Say whether the file has a language of its own, which holds for all its text."""
    return bool(text(get(file.root, "/Lang")))


@rule(archive("6.7.4", "A"), access("7.2"), todo="write the tag of a language, as fr or zh-Hans")
def language_tags(file: Opened) -> Iterator[Fault]:
    """Languages are written as tags."""
    for where, holder in file.having("/Lang"):
        found = text(holder.get("/Lang"))
        if found is not None and not TAG.fullmatch(found):
            yield Fault(where, f"the language {found[:20]!r} is no language tag")


@rule(matterhorn("11-001"), todo="write Lang into the catalogue")
def text_in_a_language(file: Opened) -> Iterator[Fault]:
    """All text of the pages is in a known language."""
    if _speaks(file):
        return
    for node in file.tree.nodes:
        marks = [file.content.marks[at] for at in node.marks if at in file.content.marks]
        if not node.language and any(mark.shows_text and not mark.language for mark in marks):
            yield Fault(node.where, "its text is in no known language")


@rule(matterhorn("11-002"), todo="write Lang into the catalogue")
def alternatives_in_a_language(file: Opened) -> Iterator[Fault]:
    """Alternatives, replaced texts and expansions are in a known language."""
    if _speaks(file):
        return
    for node in file.tree.nodes:
        marks = [file.content.marks[at] for at in node.marks if at in file.content.marks]
        silent = any(mark.properties and not mark.language for mark in marks)
        if not node.language and (silent or node.says("/Alt", "/ActualText", "/E")):
            yield Fault(node.where, "its Alt, ActualText or E is in no known language")


@rule(matterhorn("11-003"), todo="write Lang into the catalogue")
def bookmarks_in_a_language(file: Opened) -> Iterator[Fault]:
    """Bookmarks are in a known language."""
    if not _speaks(file) and has_keys(get(file.root, "/Outlines", "/First")):
        yield Fault("the bookmarks", "they are in no known language")


@rule(matterhorn("11-004"), todo="write Lang into the catalogue")
def annotations_in_a_language(file: Opened) -> Iterator[Fault]:
    """Descriptions of annotations are in a known language."""
    if _speaks(file):
        return
    spoken = {annotation for node in file.tree.nodes if node.language for annotation in node.annotations}
    for where, annotation, _ in file.annotations():
        if text(get(annotation, "/Contents")) and key(annotation) not in spoken and not get(annotation, "/Lang"):
            yield Fault(where, "the Contents of an annotation are in no known language")


@rule(matterhorn("11-005"), todo="write Lang into the catalogue")
def fields_in_a_language(file: Opened) -> Iterator[Fault]:
    """Names of form fields are in a known language."""
    if not _speaks(file):
        for where, holder in file.having("/TU"):
            if text(holder.get("/TU")) and not get(holder, "/Lang"):
                yield Fault(where, "the TU of a form field is in no known language")


@rule(matterhorn("11-006"), todo="write Lang into the catalogue, or name the language of the title")
def metadata_in_a_language(file: Opened) -> Iterator[Fault]:
    """Titles and descriptions in the XMP are in a known language."""
    if _speaks(file) or not file.metadata:
        return
    for called in file.metadata.properties:
        languages = file.metadata.languages(called)
        if languages and set(languages) == {"x-default"}:
            yield Fault("the XMP", f"{called} is in no known language")
