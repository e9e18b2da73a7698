"""The lines that one language prints: masthead, session, adoption, closing and labels.

Every line comes back in inline markup (``*italic*``, ``^superscript^``) as it is printed: apostrophes are curly,
no-break spaces are U+00A0. Such lines are final; the spacing rules for typed text must not run over them. *on* is the
day of issue, for words that changed with time; without it the present form is given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from masthead.language.labels import Labels
from masthead.language.phrases import fields
from masthead.language.typography import Typography, typography

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

GENERAL_ASSEMBLY = "general-assembly"
_SESSION = re.compile(r"(?P<kind>(?:E?S-)?)(?P<number>[1-9]\d*)")
_SESSION_KINDS = {"": "regular", "S-": "special", "ES-": "emergency"}
_ITEM = re.compile(r"(?P<number>\d+)(?: \((?P<letter>([a-z])\3?)\))?")


@dataclass(frozen=True, eq=False)
class Language(Labels):
    """One official language. *block* is the language of its Distr. block where that is another one."""

    block: Language | None = None

    @property
    def name(self) -> str:
        """Its own name: "Français"."""
        return self.phrase("name")

    @property
    def direction(self) -> str:
        """``ltr`` or ``rtl``."""
        return self.phrase("direction")

    @property
    def letter(self) -> str:
        """The letter of the job number: E, F, S, R, A or C."""
        return self.phrase("letter")

    @cached_property
    def typography(self) -> Typography:
        """Quotation marks, spaces and the like for typed text."""
        return typography(self.words)

    @property
    def united_nations(self) -> str:
        """The line above the thin rule."""
        return self.phrase("united_nations")

    def organ(self, key: str) -> str:
        """Return the name of an organ, such as ``general-assembly``."""
        return self.phrase(f"organ.{key}.name")

    def formula(self, key: str) -> str:
        """Return the enacting formula of an organ, without its comma and its italics."""
        return self.phrase(f"organ.{key}.formula")

    def opening_words(self, words: str) -> str:
        """Return *words* in the style that the language gives to the first words of a paragraph."""
        stars = {"italic": "*", "bold": "**", "bold-italic": "***"}[self.phrase("opening")]
        return f"{stars}{words}{stars}"

    @property
    def formula_comma(self) -> str:
        """The mark after the enacting formula; it is roman while the formula is italic."""
        return self.phrase("formula_comma")

    def distribution(self, key: str, on: dt.date | None = None) -> str:
        """Return the line for ``general``, ``limited`` or ``restricted`` distribution."""
        return self._of_block.phrase(f"distribution.{key}", on)

    def issue_date(self, day: dt.date) -> str:
        """Return the date of issue as the Distr. block prints it (in English where the block is English)."""
        return self._of_block.date(day)

    @property
    def translation(self) -> str:
        """The line of the Distr. block that names the language of a translation."""
        return self.phrase("translation")

    def original(self, language: str) -> str:
        """Return the line that names the original *language* (a code): "Original: anglais"."""
        block = self._of_block
        return block.phrase("original.line", language=block.phrase(f"original.language.{language}"))

    def session(self, session: int | str, resumed: bool = False, *, organ: str = GENERAL_ASSEMBLY) -> str:
        """Return the line of a regular (66), special ("S-30") or emergency special session ("ES-11")."""
        match = _SESSION.fullmatch(str(session))
        if not match:
            raise ValueError(f"a session is written 66, S-30 or ES-11, not {session!r}")
        kind = _SESSION_KINDS[match["kind"]]
        line = self._numbered(self._own(organ, f"session.{kind}"), int(match["number"]))
        return self.phrase("session.resumed", session=line) if resumed else line

    def agenda_items(self, items: Sequence[str], on: dt.date | None = None, *, organ: str = GENERAL_ASSEMBLY) -> str:
        """Return the agenda line of *items* such as ``["69 (b)"]``."""
        printed = self.join([self._agenda_item(item, on) for item in items])
        key = self._counted(self._own(organ, "agenda.line"), len(items))
        return self.phrase(key, on, items=printed)

    def adoption(
        self,
        organ: str,
        day: dt.date,
        on: dt.date | None = None,
        *,
        count: int = 1,
        meeting: int | None = None,
    ) -> str:
        """Return the line that says when *organ* adopted a text, or a text in *count* parts (A, B ...).

        The Security Council's line names the *meeting* too; without it ``ValueError`` is raised.
        """
        pattern = self.words.text(self._counted(f"organ.{organ}.adoption", count), on)
        values = {"date": self.date(day)}
        if fields(pattern) & {"meeting", "number"}:
            if meeting is None:
                raise ValueError(f"the adoption line of {organ} needs the number of the meeting")
            values |= {"meeting": self._figures("meeting", meeting), "number": str(meeting)}
        return pattern.format(**values)

    def title_number(self, number: str) -> str:
        """Return the number of a resolution or decision as it stands before the title: "66/152."."""
        return self.phrase("title_number", number=number)

    def statement(self, organ: str) -> str:
        """Return the title of a statement by the President of an organ."""
        return self.phrase(f"organ.{organ}.statement")

    @property
    def draft_line(self) -> tuple[str, str]:
        """What stands before and behind the sponsors of a draft resolution."""
        before, _, after = self.words.text("draft").partition("{sponsors}")
        return before, after

    @property
    def decision(self) -> str:
        """The word over a decision."""
        return self.phrase("decision")

    @property
    def plenary(self) -> str:
        """The word for a decision that no Main Committee recommended."""
        return self.phrase("plenary")

    @property
    def vote_without(self) -> str:
        """The line of a text that was adopted without a vote."""
        return self.phrase("vote.without")

    def vote_recorded(self, in_favour: int, against: int, abstaining: int) -> str:
        """Return the line that gives the count of a recorded vote."""
        return self.phrase("vote.recorded", in_favour=in_favour, against=against, abstaining=abstaining)

    def vote_label(self, key: str) -> str:
        """Return the words over a list of votes: ``in_favour``, ``against`` or ``abstaining``."""
        return self.phrase(f"vote.{key}")

    def numbered_resolution(self, number: int, year: int) -> str:
        """Return the title of a resolution that is cited by number and year: "Resolution 2728 (2024)"."""
        return self.phrase("numbered_resolution", number=number, year=year)

    def committee(self, key: str) -> str:
        """Return the name of a Main Committee, ``first`` to ``sixth``."""
        return self.phrase(f"committee.{key}.name")

    def committee_report(
        self,
        committee: str,
        symbols: str | Sequence[str],
        paragraph: int | str | None = None,
        on: dt.date | None = None,
    ) -> str:
        """Return the bracketed line that names a Main Committee's report (and its corrigendum, if any)."""
        name = self.phrase(f"committee.{committee}.report", on)
        references = self._references(symbols, paragraph, on)
        return self.phrase("committee_report", on, committee=name, references=references)

    def without_committee(
        self,
        symbols: str | Sequence[str],
        on: dt.date | None = None,
        paragraph: int | str | None = None,
    ) -> str:
        """Return the bracketed line of a text that came to the plenary without a Main Committee."""
        return self.phrase("without_committee", on, references=self._references(symbols, paragraph, on))

    def meeting(
        self,
        number: int,
        on: dt.date | None = None,
        *,
        organ: str = GENERAL_ASSEMBLY,
        resumed: bool = False,
    ) -> str:
        """Return the closing line that names the meeting: "80th plenary meeting"."""
        key = f"organ.{organ}.meeting.{'resumed' if resumed else 'plain'}"
        return self.phrase(key, on, meeting=self._figures("meeting", number), number=number)

    @property
    def resumed(self) -> str:
        """The word in parentheses for what is resumed."""
        return self.phrase("resumed")

    @property
    def recycle(self) -> str:
        """The words beside the recycling symbol."""
        return self.phrase("recycle")

    def spoken(self, key: str, *, mark: str = "") -> str:
        """Return what a screen reader says of an ``emblem``, the ``call`` of a note, or the way ``back`` to it."""
        return self.phrase(f"spoken.{key}", mark=mark)

    @property
    def _of_block(self) -> Language:
        return self.block or self

    def _agenda_item(self, item: str, on: dt.date | None) -> str:
        """Return one item as it stands in the agenda line; ``ValueError`` if it is not written ``69 (b)``."""
        match = _ITEM.fullmatch(item)
        if not match:
            raise ValueError(f"an agenda item is written 69 or 69 (b), not {item!r}")
        if not match["letter"]:
            return match["number"]
        place = ord(match["letter"][0]) - ord("a") + 1 + 26 * (len(match["letter"]) - 1)
        letter = self._series("letter", place)
        return self.phrase("agenda.lettered", on, number=match["number"], letter=letter)

    def _references(
        self,
        symbols: str | Sequence[str],
        paragraph: int | str | None,
        on: dt.date | None,
    ) -> str:
        """Return the symbols as a list, an addendum to the first perhaps shortened, with the paragraph."""
        first, *others = [symbols] if isinstance(symbols, str) else symbols
        printed = [first, *(self._addendum(symbol, first, on) for symbol in others)]
        if paragraph is None:
            return self.join(printed)
        return self.phrase("reference.paragraph", on, symbols=self.join(printed), paragraph=paragraph)

    def _addendum(self, symbol: str, first: str, on: dt.date | None) -> str:
        """Return *symbol* as it stands in a list after *first*, whose addendum it may be."""
        part = symbol.removeprefix(f"{first}/")
        if part == symbol:
            return symbol
        return self.phrase("reference.addendum", on, symbol=symbol, suffix=part)
