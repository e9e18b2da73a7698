"""The content model: which keys a document has, and what each may hold.

The facts of a document stand once, for all languages; its text stands once for each language. The same classes
check the YAML and give the JSON Schema that editors complete from.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, WithJsonSchema

from masthead.document.values import (
    AgendaItems,
    Cell,
    Date,
    JobNumber,
    Key,
    MarkedText,
    Number,
    PlainText,
    Session,
    SymbolText,
)


class Model(BaseModel):
    """A mapping with known keys only."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Type(StrEnum):
    """What kind of document this is."""

    RESOLUTION = "resolution"


class Organ(StrEnum):
    """The organ that issues the document."""

    GENERAL_ASSEMBLY = "general-assembly"


class Committee(StrEnum):
    """A Main Committee of the General Assembly."""

    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    FOURTH = "fourth"
    FIFTH = "fifth"
    SIXTH = "sixth"


class Distribution(StrEnum):
    """Who the document is for (UN Editorial Manual, masthead)."""

    GENERAL = "general"
    LIMITED = "limited"


class Layout(StrEnum):
    """An edition of the printed page."""

    GENERAL_ASSEMBLY = "general-assembly"
    """Headings centred, organ name between two rules: General Assembly resolutions of 2011 to 2014."""
    NEW_YORK = "new-york"
    """Headings on the left under a masthead that hangs from its rule: New York documents of today."""


class NotePolicy(StrEnum):
    """What is printed where a footnote is called again."""

    REPRINT = "reprint"
    """A new number and a new note with the same text (UN Editorial Manual, footnotes, since chap-05)."""
    REPEAT = "repeat"
    """The number of the first call again, and no second note (older manuals)."""


class Adopted(Model):
    """The meeting that adopted the resolution."""

    on: Date
    """Day of adoption, year-month-day."""
    meeting: Number
    """Number of the plenary meeting."""


class Report(Model):
    """The committee report that the resolution was adopted on."""

    committee: Committee
    """The Main Committee, in English and in lower case."""
    symbol: SymbolText
    """Symbol of the report."""
    paragraph: Number | None = None
    """Number of the paragraph of the report that recommends the resolution."""


class Facts(Model):
    """What holds for a document in every language."""

    type: Type
    """Kind of document."""
    symbol: SymbolText
    """Document symbol, as printed."""
    organ: Organ
    """Organ that issues the document."""
    session: Session
    """Session of the organ: a number, or S- or ES- and a number for a special or emergency special session."""
    agenda_item: AgendaItems | None = None
    """Agenda item, such as 69 (b), or a list of items."""
    distribution: Distribution = Distribution.GENERAL
    """Distribution category."""
    issued: Date
    """Date under the distribution, year-month-day. It also decides which edition of the page is used."""
    adopted: Adopted
    """Day and meeting of adoption."""
    report: Report | None = None
    """Committee report that the resolution was adopted on."""
    drafts: list[SymbolText] | None = Field(default=None, min_length=1)
    """Drafts adopted without reference to a Main Committee."""
    number: str | None = None
    """Number of the resolution, such as 66/152. It follows from the symbol; given here, it is checked."""
    job_number: JobNumber | None = None
    """Job number of the print shop, such as 13-45517. Left out, neither it nor a barcode is printed."""
    footnote_policy: NotePolicy = NotePolicy.REPRINT
    """What is printed where a footnote is called a second time."""
    layout: Layout | None = None
    """Edition of the page; by default the one in use on the date of issue."""


def _kind(value: Any) -> str:  # noqa: ANN401 (any piece of YAML)
    """Tell a block by the key that only its kind has."""
    if isinstance(value, str):
        return "plain"
    keys = value if isinstance(value, dict) else {}
    kinds = ("heading", "quotation", "figure", "table")
    return next((kind for kind in kinds if kind in keys), "paragraph")


def _point_kind(value: Any) -> str:  # noqa: ANN401 (any piece of YAML)
    return "plain" if isinstance(value, str) else "paragraph"


class Paragraph(Model):
    """A paragraph with sub-paragraphs."""

    text: MarkedText
    """Text that comes before the sub-paragraphs, with inline marks."""
    points: list[Point] | None = Field(default=None, min_length=1)
    """Sub-paragraphs, lettered or numbered by their place; they may have sub-paragraphs in turn."""


Point = Annotated[
    Annotated[MarkedText, Tag("plain")] | Annotated[Paragraph, Tag("paragraph")], Discriminator(_point_kind)
]
"""A sub-paragraph: a plain text, or a text with sub-paragraphs of the next level."""
Paragraph.model_rebuild()


class Heading(Model):
    """A heading between paragraphs."""

    heading: MarkedText
    """Text of the heading, with inline marks; its number is part of the text."""
    level: Annotated[Literal["1", "2", "3"], WithJsonSchema({"enum": [1, 2, 3, "1", "2", "3"]})] = "1"
    """1 is the highest."""


class Quotation(Model):
    """A passage quoted as paragraphs of its own."""

    quotation: list[MarkedText] = Field(min_length=1)
    """Paragraphs of the quotation, with inline marks."""


class Figure(Model):
    """A picture."""

    figure: PlainText
    """File of the picture, relative to the folder of the document."""
    alternative: PlainText
    """What the picture shows, for a reader who cannot see it."""
    caption: MarkedText | None = None
    """Text under the picture, with inline marks."""


class Table(Model):
    """A table with one row of column heads."""

    table: list[Annotated[list[Cell], Field(min_length=1)]] = Field(min_length=1)
    """Rows of cells, with inline marks; the first row holds the column heads."""
    caption: MarkedText | None = None
    """Text above the table, with inline marks."""


Block = Annotated[
    Annotated[MarkedText, Tag("plain")]
    | Annotated[Paragraph, Tag("paragraph")]
    | Annotated[Heading, Tag("heading")]
    | Annotated[Quotation, Tag("quotation")]
    | Annotated[Figure, Tag("figure")]
    | Annotated[Table, Tag("table")],
    Discriminator(_kind),
]
"""A plain text (a paragraph) or one of the blocks."""


class Annex(Model):
    """An annex of the document."""

    title: MarkedText
    """Title under the word Annex, with inline marks."""
    body: list[Block] = Field(min_length=1)
    """Blocks of the annex; its paragraphs are numbered only where their text has a number."""


class Text(Model):
    """The text of a document in one language."""

    title: MarkedText
    """Title, without the number of the resolution."""
    running_title: MarkedText | None = None
    """Shorter title for the heads of the pages; by default the title."""
    agenda_title: MarkedText | None = None
    """Title of the agenda item, printed under it in today's layout."""
    job_dates: list[Date] | None = Field(default=None, min_length=1, max_length=2)
    """One or two days that the print shop puts behind the job number, in today's layout (2018-11-07 as 071118)."""
    preamble: list[MarkedText] = Field(default_factory=list)
    """Preambular paragraphs, each with its opening words in italics."""
    operative: list[Block] = Field(min_length=1)
    """Operative paragraphs; they are numbered by their place."""
    annexes: list[Annex] | None = Field(default=None, min_length=1)
    """Annexes."""
    footnotes: dict[Key, MarkedText] = Field(default_factory=dict, json_schema_extra={"additionalProperties": False})
    """Notes by the key that calls them: [^key] in a text."""


class SingleFile(Facts, Text):
    """A document in one language, facts and text in one file."""

    language: str = Field(examples=["fr"])
    """Language of the text by its code, such as en or fr."""
