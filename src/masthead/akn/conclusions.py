"""From the conclusions of a document: the meeting and the day of its adoption, and who voted how."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from masthead import markup
from masthead.akn.alike import alike
from masthead.akn.said import day, number
from masthead.akn.typed import typed
from masthead.akn.xml import plain, within
from masthead.markup import Run
from masthead.problem import quoted

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from masthead.akn.account import Account
    from masthead.akn.marks import Marks
    from masthead.akn.said import Cover

VOTES = {"inFavour": "in_favour", "against": "against", "abstaining": "abstaining"}
"""The ways to vote, as files refer to them, by their keys in the YAML."""
_FIGURES = re.compile(r"\d{1,3}")


class Conclusions:
    """Reads the conclusions of one file into what its cover says."""

    def __init__(self, root: Element, marks: Marks, found: Cover) -> None:
        self._root = root
        self._marks = marks
        self._account: Account = marks.account
        self._found = found
        self._adopted: list[dict[str, object]] = []

    def read(self) -> None:
        """Read all conclusions of the file; those of a composite differ where its parts were adopted apart."""
        for conclusions in within(self._root, "conclusions"):
            with self._found.reading(conclusions):
                self._closing(conclusions)
                self._votes(conclusions)
                self._rest(conclusions)
                if each := self._adopted:
                    self._found.facts["adopted"] = each[0] if all(adopted == each[0] for adopted in each) else each
        self._count()

    def _closing(self, conclusions: Element) -> None:
        """Read the closing lines: the meeting and the day, and how it was voted."""
        date = next(within(conclusions, "docDate"), None)
        meeting = next(filter(_is_meeting, within(conclusions, "location", "inline")), None)
        found: dict[str, object] = {}
        if date is not None:
            self._close(date, "adopted")
            if on := day(date):
                found["on"] = on
        if meeting is not None:
            self._close(meeting, "meeting")
            if counted := number(meeting.get("title") or plain(meeting)):
                found["meeting"] = counted
            if "(" in plain(meeting):
                found["resumed"] = "true"
        if "on" in found:
            self._adopted.append(found)
        for outcome in within(conclusions, "outcome"):
            if (outcome.get("refersTo") or "").endswith("WithoutVote"):
                self._found.facts["vote"] = "without"
            self._found.keep(outcome, "vote", self._account)

    def _votes(self, conclusions: Element) -> None:
        """Read who voted how; the words over the names are derived."""
        for element in within(conclusions, "p"):
            key = VOTES.get((element.get("refersTo") or "").removeprefix("#"))
            if key and element.get("class") == "votesLabel":
                if alike(plain(element)) == alike(self._marks.language.vote_label(key)):
                    self._account.take(element)
            elif key and key not in self._found.votes and (text := self._marks.text(element)):
                self._found.votes[key] = _without_bracket(text)

    def _rest(self, conclusions: Element) -> None:
        """Read a recorded vote that the file gives as plain text; other words are printed behind the closing lines."""
        rest = self._account.rest(conclusions)
        line = f"{self._found.lines.get('vote', '')} {rest}".strip()
        if not self._recorded(line) and rest:
            self._found.lines["vote"] = line
            what = f"{quoted(rest)} stands behind the closing lines"
            self._account.tell(conclusions, what, "check it; it is printed there as one paragraph")

    def _recorded(self, line: str) -> bool:
        """Read the line of a recorded vote with its lists, where its words are those of the language."""
        language = self._marks.language
        count = [str(int(number)) for number in re.findall(r"\d{1,3}", line)[: len(VOTES)]]
        names = ("in_favour", "against", "abstaining")
        labels = [r"\s*".join(map(re.escape, language.vote_label(name).replace(" ", ""))) for name in names]
        found = re.fullmatch(r"(.*?)\s*" + "".join(rf"{label}\s*(.*?)\s*" for label in labels) + r"\]?", line)
        if not found or len(count) != len(names):
            return False
        if alike(found[1]) != alike(markup.plain(markup.parse(language.vote_recorded(*map(int, count))))):
            return False
        self._found.facts["vote"] = dict(zip(names, count, strict=True))
        self._found.lines["vote"] = found[1]
        self._found.votes = {
            name: typed([Run(found[n])], language) for n, name in enumerate(names, start=2) if found[n]
        }
        return True

    def _count(self) -> None:
        """Read the figures of a recorded vote."""
        found = {
            VOTES[refers]: str(int(value))
            for element in within(self._root, "count")
            if (refers := (element.get("refersTo") or "").removeprefix("#")) in VOTES
            and _FIGURES.fullmatch(value := element.get("value") or "")
        }
        if len(found) == len(VOTES) and "vote" in self._found.lines and "vote" not in self._found.facts:
            self._found.facts["vote"] = found

    def _close(self, element: Element, line: str) -> None:
        text = plain(element)
        if self._found.lines.setdefault(line, text) == text or element.get("date") or element.get("title"):
            self._account.take(element)


def _without_bracket(votes: str) -> str:
    """Return a list of votes without the bracket behind the last, which the line before the lists opens."""
    closed = votes.endswith("\\]") and votes.count("[") < votes.count("]")
    return votes.removesuffix("\\]") if closed else votes


def _is_meeting(element: Element) -> bool:
    return element.get("refersTo") == "#adoptionMeeting" or element.get("name") == "adoptionMeeting"
