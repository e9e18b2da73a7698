"""Form fields: that they do nothing by themselves and have names (ISO 19005-3, 6.4; Matterhorn, 25 and 28)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from masthead.conformance.clause import archive, matterhorn, printing
from masthead.conformance.marginal import subtype, told, within
from masthead.conformance.objects import get, items, key, text
from masthead.conformance.rules import Fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from masthead.conformance.opened import Opened


@rule(archive("6.4.1"), todo="take the action out")
def passive_fields(file: Opened) -> Iterator[Fault]:
    """Form fields do nothing: neither A nor AA."""
    for where, annotation, _ in file.annotations():
        if subtype(annotation) == "Widget" and ("/A" in annotation or "/AA" in annotation):
            yield Fault(told(where, annotation), "a form field has an action")


@rule(archive("6.4.1"), todo="set NeedAppearances to false")
def appearances_kept(file: Opened) -> Iterator[Fault]:
    """The appearances of form fields are those in the file."""
    if get(file.root, "/AcroForm", "/NeedAppearances") is True:
        yield Fault("the form", "NeedAppearances is true")


@rule(archive("6.4.2"), printing("6.26"), todo="take the XFA form out")
def no_xfa(file: Opened) -> Iterator[Fault]:
    """There is no XFA form."""
    if get(file.root, "/AcroForm", "/XFA") is not None or get(file.root, "/NeedsRendering") is True:
        yield Fault("the catalogue", "the file has an XFA form")


@rule(matterhorn("25-001"), todo="take the XFA form out")
def no_dynamic_xfa(file: Opened) -> Iterator[Fault]:
    """There is no XFA form whose pages are made when it is opened."""
    parts = get(file.root, "/AcroForm", "/XFA")
    packets = b"".join(map(file.read, items(parts) or [parts]))
    if b"<dynamicRender>required" in packets:
        yield Fault("the form", "the XFA form has a dynamicRender that is required")


@rule(matterhorn("28-005"), todo="name the field under TU")
def fields_described(file: Opened) -> Iterator[Fault]:
    """Form fields have a name to be read aloud: TU, or Alt of their element."""
    belonging = file.tree.owners
    for where, annotation in file.seen:
        owner = belonging.get(key(annotation))
        named = (
            text(get(annotation, "/TU")) or text(get(annotation, "/Parent", "/TU")) or (owner and owner.says("/Alt"))
        )
        if subtype(annotation) == "Widget" and not named:
            yield Fault(where, "a form field has no TU")


@rule(matterhorn("28-010"), todo="put the field into a Form element")
def fields_tagged(file: Opened) -> Iterator[Fault]:
    """Form fields belong to a Form element."""
    belonging = file.tree.owners
    for where, annotation in file.seen:
        if subtype(annotation) == "Widget" and not within(belonging.get(key(annotation)), "Form"):
            yield Fault(where, "a form field belongs to no Form element")
