"""The values of the content model: what a single key may hold, with the words for what it may not.

Every value comes as the text that was typed; here it becomes a date or a number, or stays a text.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from masthead.problem import quoted
from masthead.symbol import Symbol, SymbolError

LONGEST_TEXT = 20_000
"""Characters of one text: six printed pages without a paragraph."""


def wrong(what: str, todo: str) -> PydanticCustomError:
    """Return the error of a value, in the words of a :class:`~masthead.problem.Problem`."""
    return PydanticCustomError("wrong", "{what}; {todo}", {"what": what, "todo": todo})


def _symbol(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return str(Symbol.parse(value))
    except SymbolError as error:
        raise wrong(error.what, error.todo) from None


_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def _date(value: object) -> object:
    """Take a date only as year-month-day, and only if the calendar has it."""
    if not isinstance(value, str):
        return value
    try:
        if _DATE.fullmatch(value):
            return dt.date.fromisoformat(value)
    except ValueError:
        raise wrong(f"{value} is not a day of the calendar", "check month and day (year-month-day)") from None
    raise wrong(f"{quoted(value)} is not a date", "write year-month-day, such as 2011-12-19")


def _number(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(_NUMBER[1:-1], value):
        raise wrong(f"{quoted(value)} is not a whole number from 1 on", "write it in figures, without a leading zero")
    return value


def _tally(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(_TALLY[1:-1], value):
        raise wrong(f"{quoted(value)} is not a whole number from 0 on", "write it in figures")
    return value


def one_or_more(value: object) -> object:
    """Take a single value for a list of one."""
    return [value] if isinstance(value, (str, dict)) else value


SymbolText = Annotated[str, BeforeValidator(_symbol), Field(examples=["A/RES/66/152"])]
Date = Annotated[dt.date, BeforeValidator(_date), Field(examples=["2011-12-19"])]


def _typed(pattern: str, example: str) -> Any:  # noqa: ANN401 (a pydantic annotation)
    """Return the schema of a text that an editor's YAML may take for a number."""
    return WithJsonSchema({"type": ["string", "integer"], "pattern": pattern, "examples": [example]})


_NUMBER = r"^[1-9][0-9]{0,5}$"
_SESSION = r"^((S-|ES-)?[1-9][0-9]{0,2}|[12][0-9]{3})$"
_ITEM = r"^[1-9][0-9]{0,2}( \([a-z]{1,2}\))?$"
Number = Annotated[int, BeforeValidator(_number), _typed(_NUMBER, "89")]
Session = Annotated[str, Field(pattern=_SESSION), _typed(_SESSION, "66")]
Symbols = Annotated[
    list[SymbolText],
    BeforeValidator(one_or_more, json_schema_input_type=SymbolText | list[SymbolText]),
    Field(min_length=1),
]
AgendaItem = Annotated[str, Field(pattern=_ITEM), _typed(_ITEM, "69 (b)")]
AgendaItems = Annotated[
    list[AgendaItem],
    BeforeValidator(one_or_more, json_schema_input_type=AgendaItem | list[AgendaItem]),
    Field(min_length=1),
]
JobNumber = Annotated[str, Field(pattern=r"^(GE\.)?[0-9]{2}-[0-9]{5}$", examples=["13-45517"])]
_TALLY = r"^(0|[1-9][0-9]{0,3})$"
Tally = Annotated[int, BeforeValidator(_tally), _typed(_TALLY, "0")]
"""A count that may be none."""
Span = Annotated[Number, Field(le=50)]
LanguageCode = Annotated[str, Field(pattern=r"^[a-z]{2}$", examples=["en"])]
ParagraphNumber = Annotated[str, Field(min_length=1, max_length=20), _typed("", "3")]
Key = Annotated[str, Field(pattern=r"^[^\[\]\s^]{1,80}$")]
MarkedText = Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)]
"""A text with inline marks."""
NoteTexts = Annotated[
    list[MarkedText],
    BeforeValidator(one_or_more, json_schema_input_type=MarkedText | list[MarkedText]),
    Field(min_length=1),
]
"""The paragraphs of a note."""
Cell = Annotated[str, Field(max_length=LONGEST_TEXT)]
"""The text of a cell, with inline marks; it may be empty."""
CellTexts = Annotated[
    list[Cell], BeforeValidator(one_or_more, json_schema_input_type=Cell | list[Cell]), Field(min_length=1)
]
"""The paragraphs of a cell."""
PlainText = Annotated[str, Field(min_length=1, max_length=1000)]
"""A short text without marks."""
