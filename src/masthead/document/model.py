"""The content model: which keys a document has, and what each may hold.

The facts of a document stand once, for all languages; its text stands once for each language. The same classes
check the YAML and give the JSON Schema that editors complete from.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from masthead.document.elements import (
    Block,
    Figure,
    Heading,
    Paragraph,
    Point,
    Preambular,
    Quotation,
    Spanning,
    Table,
    TableCell,
)
from masthead.document.mapping import Model
from masthead.document.values import (
    AgendaItems,
    Date,
    JobNumber,
    Key,
    LanguageCode,
    MarkedText,
    NoteTexts,
    Number,
    Session,
    Symbols,
    SymbolText,
    Tally,
    one_or_more,
)

__all__ = [
    "Adopted",
    "AdoptedEach",
    "Annex",
    "Block",
    "Committee",
    "Count",
    "Distribution",
    "Facts",
    "Figure",
    "Heading",
    "Layout",
    "Line",
    "Model",
    "NotePolicy",
    "Organ",
    "Paragraph",
    "Part",
    "Point",
    "Preambular",
    "Quotation",
    "Report",
    "SingleFile",
    "Spanning",
    "Table",
    "TableCell",
    "Text",
    "Type",
    "Votes",
]

Line = Literal[
    "united_nations",
    "organ",
    "subsidiary_organ",
    "distribution",
    "issued",
    "translation",
    "original",
    "committee",
    "session",
    "session_dates",
    "agenda_item",
    "resolution_number",
    "adoption",
    "origin",
    "number",
    "formula",
    "statement",
    "meeting",
    "adopted",
    "vote",
]
"""The names of the derived lines that a text may print otherwise."""


class Type(StrEnum):
    """What kind of document this is."""

    RESOLUTION = "resolution"
    DECISION = "decision"
    """A decision; its text stands under ``body`` and is not numbered."""
    PRESIDENTIAL_STATEMENT = "presidential-statement"
    """A statement by the President of the Security Council, under ``body``."""
    DRAFT_RESOLUTION = "draft-resolution"
    """A draft, with its sponsors in place of an adoption."""


class Organ(StrEnum):
    """The organ that issues the document."""

    GENERAL_ASSEMBLY = "general-assembly"
    SECURITY_COUNCIL = "security-council"
    HUMAN_RIGHTS_COUNCIL = "human-rights-council"
    ECONOMIC_AND_SOCIAL_COUNCIL = "economic-and-social-council"


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
    GENEVA = "geneva"
    """The page of Geneva, on A4: Human Rights Council."""


class NotePolicy(StrEnum):
    """What is printed where a footnote is called again."""

    REPRINT = "reprint"
    """A new number and a new note with the same text (UN Editorial Manual, footnotes, since chap-05)."""
    REPEAT = "repeat"
    """The number of the first call again, and no second note (older manuals)."""


class Adopted(Model):
    """The meeting that adopted the text."""

    on: Date
    """Day of adoption, year-month-day."""
    meeting: Number | None = None
    """Number of the meeting."""
    resumed: bool = False
    """Whether it was a resumed meeting."""


class Count(Model):
    """The result of a recorded vote; who voted how stands in the text, under ``votes``."""

    in_favour: Tally
    """Votes in favour."""
    against: Tally
    """Votes against."""
    abstaining: Tally
    """Abstentions."""


AdoptedEach = Annotated[
    list[Adopted],
    BeforeValidator(one_or_more, json_schema_input_type=Adopted | list[Adopted]),
    Field(min_length=1),
]


class Report(Model):
    """The report that the resolution was adopted on."""

    committee: Committee | None = None
    """The Main Committee, in English and in lower case. Left out, the report is one that no Main Committee made."""
    symbol: Symbols
    """Symbol of the report. It may be a list: a report and its corrigendum."""
    paragraph: Number | None = None
    """Number of the paragraph of the report that recommends the resolution."""


class Facts(Model):
    """What holds for a document in every language. It stands once, in document.yaml; each text in a file beside it."""

    type: Type
    """Kind of document."""
    symbol: SymbolText
    """Document symbol, as printed."""
    organ: Organ
    """Organ that issues the document."""
    session: Session | None = None
    """Session of the organ: a number, or S- or ES- and a number for a special or emergency special session. The
    Security Council has none; a session of the Economic and Social Council is called after its year."""
    resumed: bool = False
    """Whether the session was resumed."""
    session_dates: Annotated[list[Date], Field(min_length=2, max_length=2)] | None = None
    """First and last day of the session, printed beside it by the Human Rights Council."""
    agenda_item: AgendaItems | None = None
    """Agenda item, such as 69 (b), or a list of items."""
    distribution: Distribution = Distribution.GENERAL
    """Distribution category."""
    issued: Date | None = None
    """Date under the distribution, year-month-day. It also decides which edition of the page is used. A decision has
    none: its day of adoption stands for it."""
    original: LanguageCode | None = None
    """Language of the original by its code, such as en, where the masthead names it."""
    adopted: AdoptedEach | None = None
    """Day and meeting of adoption; a list where the parts of a composite were adopted at different meetings."""
    vote: Literal["without"] | Count | None = None
    """How it was adopted, where the document says so (Human Rights Council): ``without`` a vote, or the count."""
    committee: Committee | None = None
    """Main Committee that recommended a decision; without one it is the plenary's."""
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


class Annex(Model):
    """An annex of the document."""

    title: MarkedText | None = None
    """Title under the word Annex, with inline marks."""
    line: MarkedText | None = None
    """The line over the annex, where it is not the one of its place ("Annex I"); ``none`` prints none."""
    numbered: bool = False
    """Whether its paragraphs are numbered by their place; else a paragraph has a number only where it is typed."""
    body: list[Block] = Field(min_length=1)
    """Blocks of the annex."""


class Part(Model):
    """A part of a composite resolution such as A/RES/79/252 A-B; its letter follows from its place."""

    title: MarkedText | None = None
    """Title under the letter, with inline marks."""
    preamble: list[Block] = Field(default_factory=list)
    """Preambular paragraphs."""
    operative: list[Block] = Field(min_length=1)
    """Operative paragraphs; they are numbered by their place."""


class Votes(Model):
    """Who voted how, each a list of names as it is printed."""

    in_favour: MarkedText | None = None
    """States that voted in favour."""
    against: MarkedText | None = None
    """States that voted against."""
    abstaining: MarkedText | None = None
    """States that abstained."""


class Text(Model):
    """The text of a document in one language.

    A translator adds a file beside document.yaml, called after the language (ar, en, es, fr, ru or zh, such as
    fr.yaml), and types words only: dates, session, committee, numbers, letters and quotation marks are set by the
    language from the facts. An existing text comes in by ``masthead import`` from Akoma Ntoso.
    """

    title: MarkedText | None = None
    """Title, without the number of the resolution. Resolutions and statements of the Security Council have none."""
    running_title: MarkedText | None = None
    """Shorter title for the heads of the pages; by default the title."""
    agenda_title: MarkedText | None = None
    """Title of the agenda item, printed under it in today's layout."""
    category: MarkedText | None = None
    """Kind of a decision, as the masthead prints it (Elections and appointments)."""
    sponsors: MarkedText | None = None
    """Who submits a draft: the names before "draft resolution", with asterisk notes called as [^*]."""
    job_dates: list[Date] | None = Field(default=None, min_length=1, max_length=2)
    """One or two days that the print shop puts behind the job number, in today's layout (2018-11-07 as 071118)."""
    preamble: list[Block] = Field(default_factory=list)
    """Preambular paragraphs, each with its opening words in italics."""
    operative: list[Block] | None = Field(default=None, min_length=1)
    """Operative paragraphs; they are numbered by their place."""
    body: list[Block] | None = Field(default=None, min_length=1)
    """Text of a decision or statement; its paragraphs are numbered only where they have a ``number``."""
    parts: list[Part] | None = Field(default=None, min_length=1)
    """Parts A, B ... of a composite resolution, in place of preamble and operative paragraphs."""
    votes: Votes | None = None
    """Who voted how, after a recorded vote."""
    annexes: list[Annex] | None = Field(default=None, min_length=1)
    """Annexes."""
    footnotes: dict[Key, NoteTexts] = Field(default_factory=dict, json_schema_extra={"additionalProperties": False})
    """Notes by the key that calls them: [^key] in a text. A note of several paragraphs is a list. Keys of asterisks
    (*, **) print asterisks; all others are numbered in the order of their calls."""
    printed: dict[Line, MarkedText] = Field(default_factory=dict, json_schema_extra={"additionalProperties": False})
    """Lines around the text that are printed otherwise than they are derived, by their names; ``none`` prints none."""


class SingleFile(Facts, Text):
    """A document in one language, facts and text in one file."""

    language: str = Field(examples=["fr"])
    """Language of the text by its code, such as en or fr."""
