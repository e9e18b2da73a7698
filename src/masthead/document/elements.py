"""The blocks of the content model: what a text is made of, whatever kind of document it is in."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, WithJsonSchema, model_validator

from masthead.document.mapping import Model
from masthead.document.values import (
    Cell,
    CellTexts,
    Key,
    MarkedText,
    ParagraphNumber,
    PlainText,
    Span,
    Tally,
    wrong,
)


def _kind(value: Any) -> str:  # noqa: ANN401 (any piece of YAML)
    """Tell a block by the key that only its kind has."""
    if isinstance(value, str):
        return "plain"
    keys = value if isinstance(value, dict) else {}
    kinds = ("heading", "preambular", "quotation", "figure", "table")
    return next((kind for kind in kinds if kind in keys), "paragraph")


def _point_kind(value: Any) -> str:  # noqa: ANN401 (any piece of YAML)
    return "plain" if isinstance(value, str) else "paragraph"


class Paragraph(Model):
    """A paragraph that is more than a text: with sub-paragraphs, or with a number of its own."""

    text: MarkedText | None = None
    """Text that comes before the sub-paragraphs, with inline marks. It may only be left out where there are some."""
    number: ParagraphNumber | None = None
    """Number or letter printed instead of the one that follows from its place. A whole number is printed as the
    language prints it (3 as "3.", of a sub-paragraph as "(c)"), and counting goes on from it; ``none`` prints no
    number and is not counted; anything else is printed as it is."""
    points: list[Point] | None = Field(default=None, min_length=1)
    """Sub-paragraphs, lettered or numbered by their place; they may have sub-paragraphs in turn."""
    closing: MarkedText | None = None
    """Text after the sub-paragraphs that ends the sentence, with inline marks."""

    @model_validator(mode="after")
    def _says_something(self) -> Paragraph:
        if not self.text and not self.points:
            raise wrong("a paragraph without text and points", "write its text or delete it")
        if self.closing and not self.points:
            raise wrong("closing words without points before them", "add the points, or put all into text")
        return self


Point = Annotated[
    Annotated[MarkedText, Tag("plain")] | Annotated[Paragraph, Tag("paragraph")], Discriminator(_point_kind)
]
"""A sub-paragraph: a plain text, or a text with sub-paragraphs of the next level."""
Paragraph.model_rebuild()


class Heading(Model):
    """A heading between paragraphs."""

    heading: MarkedText
    """Text of the heading, with inline marks."""
    number: PlainText | None = None
    """Number or letter of the heading, such as I or A, as it is printed."""
    level: Annotated[Literal["1", "2", "3", "4"], WithJsonSchema({"enum": [1, 2, 3, 4, "1", "2", "3", "4"]})] = "1"
    """1 is the highest."""


class Preambular(Model):
    """A preambular paragraph among the operative ones, as at the start of a section."""

    preambular: MarkedText
    """Text of the paragraph, with inline marks."""


class Quotation(Model):
    """A passage quoted as paragraphs of its own."""

    quotation: list[Block] = Field(min_length=1)
    """Blocks of the quotation. Its paragraphs are numbered only where they have a ``number``."""


class Figure(Model):
    """A picture."""

    figure: PlainText
    """File of the picture, relative to the folder of the document."""
    alternative: PlainText
    """What the picture shows, for a reader who cannot see it."""
    caption: MarkedText | None = None
    """Text under the picture, with inline marks."""


class Spanning(Model):
    """A cell that spans columns or rows, or has several paragraphs."""

    text: CellTexts = Field(default_factory=lambda: [""])
    """Text of the cell, or a list of its paragraphs, with inline marks."""
    columns: Span = 1
    """How many columns it spans."""
    rows: Span = 1
    """How many rows it spans."""


def _cell_kind(value: Any) -> str:  # noqa: ANN401 (any piece of YAML)
    return "plain" if isinstance(value, str) else "spanning"


TableCell = Annotated[Annotated[Cell, Tag("plain")] | Annotated[Spanning, Tag("spanning")], Discriminator(_cell_kind)]
"""A cell: a plain text, or one that spans columns or rows."""


class Table(Model):
    """A table."""

    table: list[Annotated[list[TableCell], Field(min_length=1)]] = Field(min_length=1)
    """Rows of cells, with inline marks."""
    heads: Tally = 1
    """How many of the first rows hold column heads."""
    caption: MarkedText | None = None
    """Text above the table, with inline marks."""
    notes: dict[Key, MarkedText] = Field(default_factory=dict, json_schema_extra={"additionalProperties": False})
    """Notes under the table by the key that calls them ([^key]); they are lettered a, b, c."""


Block = Annotated[
    Annotated[MarkedText, Tag("plain")]
    | Annotated[Paragraph, Tag("paragraph")]
    | Annotated[Heading, Tag("heading")]
    | Annotated[Preambular, Tag("preambular")]
    | Annotated[Quotation, Tag("quotation")]
    | Annotated[Figure, Tag("figure")]
    | Annotated[Table, Tag("table")],
    Discriminator(_kind),
]
"""A plain text (a paragraph) or one of the blocks."""
Quotation.model_rebuild()
