"""What the YAML parser found wrong, in an author's words, at the place that the author has to mend."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import yaml

if TYPE_CHECKING:
    from yaml._yaml import Mark

QUOTATION_MARKS = ("'", '"')
DEEPEST = 24
"""Levels that lists and mappings may stand within each other."""
TOO_DEEP = f"more than {DEEPEST} levels within each other", "flatten the document"
QUOTES = "put the text in quotes, or on its own lines under >-"


@dataclass(frozen=True)
class Fault:
    """A fault: the parser's words, the place, and what stands around it."""

    problem: str
    context: str
    mark: Mark
    """Where it begins: where a bracket or a quotation mark opens, else where the parser stopped."""
    line: str
    """The line of *mark*."""
    closed: str = ""
    """The sign just before, where it closes a text in quotes or a list or mapping in brackets."""
    closed_line: int = 0
    """The line of that sign, from 1."""

    @property
    def column(self) -> int:
        """The column of *mark*, from 0."""
        return self.mark.column

    @classmethod
    def of(cls, error: yaml.MarkedYAMLError, last: yaml.Event | None, text: str) -> Fault:
        """Describe an *error* of the parser that came after the event *last* of *text*."""
        stop = cast("Mark", error.problem_mark or error.context_mark)
        opening = cast("Mark", error.context_mark or stop)
        problem, context = error.problem or "", error.context or ""
        scanned = "scanning" in context
        closed, begin = _closed(last, opening.index if scanned else stop.index, text)
        mark = stop if "tab character" in problem or not (scanned or "flow" in context) else opening
        if begin is not None and closed in QUOTATION_MARKS:
            mark = begin
        elif "flow node" in context and isinstance(last, yaml.CollectionStartEvent):
            mark = cast("Mark", last.start_mark)
        line = text.split("\n")[mark.line] if mark.line <= text.count("\n") else ""
        closed_line = text.count("\n", 0, stop.index) + 1
        return cls(problem, context, mark, line, closed, closed_line)


def _closed(last: yaml.Event | None, at: int, text: str) -> tuple[str, Mark | None]:
    """Return the closing sign that stands just before *at* in the same line, and the start of what it closes."""
    if last is None or isinstance(last, yaml.StreamStartEvent):
        return "", None
    begin, end = cast("Mark", last.start_mark), cast("Mark", last.end_mark).index
    sign, between = text[end - 1 : end], text[end:at]
    plain = isinstance(last, yaml.ScalarEvent) and last.style not in QUOTATION_MARKS
    if plain or sign not in (*QUOTATION_MARKS, "]", "}") or between.strip(" \t"):
        return "", None
    return sign, begin


def explained(fault: Fault) -> tuple[str, str]:
    """Return what is wrong and what mends it."""
    if "nesting depth" in fault.problem:  # libyaml looks further ahead than the levels that are read
        return TOO_DEEP
    for known in (_indentation, _behind_a_close, _never_closed, _inside_a_text):
        if found := known(fault):
            return found
    return f"this is not YAML ({fault.problem})", "check the indentation and the quotation marks above this place"


def _indentation(fault: Fault) -> tuple[str, str] | None:
    tab = "\t" in fault.line[: fault.column + 1] and not fault.line[: fault.column].strip()
    if tab or "tab character" in fault.problem:
        return "a tab is used for indentation", "use spaces"
    if "block sequence entries" in fault.problem:
        return "a list starts on the line of its key", "start each item on a line of its own with a dash"
    return None


def _behind_a_close(fault: Fault) -> tuple[str, str] | None:
    """Explain words behind a closing quotation mark or bracket."""
    if not fault.closed:
        return None
    if fault.closed in QUOTATION_MARKS:
        what = f"the text in quotes that starts here ends on line {fault.closed_line}, and more words follow"
        todo = 'close it where it ends; inside "..." a quotation mark is written \\", inside \'...\' it is doubled'
        return what, todo
    return f"words follow a closing {fault.closed}", f"a text that starts with [ or {{ needs quotes: {QUOTES}"


def _never_closed(fault: Fault) -> tuple[str, str] | None:
    if "flow node" in fault.context:
        return "a bracket is opened and not closed", "close it with ] or }"
    if "flow" in fault.context:
        opened, closing = ("[", "]") if "sequence" in fault.context else ("{", "}")
        what = f"{opened} is opened here and not closed, or a comma is missing in it"
        return what, f"close it with {closing}; a text with a comma, a colon or a bracket needs quotes"
    if "quoted scalar" in fault.context and "end of stream" in fault.problem:
        return "a quotation mark is opened here and not closed", 'close it; inside "..." a mark is written \\"'
    return None


_INSIDE = (
    (
        "mapping values are not allowed",
        "a colon stands inside a plain text",
        f"{QUOTES}; or is there no colon behind the key above?",
    ),
    ("scanning an alias", "a text that starts with * is read as a YAML alias", QUOTES),
    ("scanning an anchor", "a text that starts with & is read as a YAML anchor", QUOTES),
    ("escape", "a backslash in double quotes starts an escape, and this is none", "double it, or use single quotes"),
    ("hexdecimal", "an escape in double quotes lacks figures", "double the backslash, or use single quotes"),
    ("simple key", "this line has no colon behind a key", "write key: value; a text of several lines stands under >-"),
    ("block scalar", "words follow > or | on its line", "start the text on the next line, indented"),
    ("scanning a tag", "a text that starts with ! is read as a YAML tag", QUOTES),
)
"""Signs that YAML takes for its own: words of the parser, what is wrong, what mends it."""


def _inside_a_text(fault: Fault) -> tuple[str, str] | None:
    if "cannot start any token" in fault.problem:
        return f"a plain text cannot start with {fault.line[fault.column : fault.column + 1]!r}", QUOTES
    words = f"{fault.context}; {fault.problem}"
    return next(((what, todo) for sign, what, todo in _INSIDE if sign in words), None)
