"""Line ends as Word finds them: the spaces of a justified line may be narrowed to let one more word in.

The originals are set by Word. It takes the word that no longer fits if the spaces need to be narrowed by little, and
by much less than they would be widened without the word. WeasyPrint only ever widens, so its line breaking is
taught both here. A style sheet that gives no ``--narrowing`` keeps the engine's own lines.

    --narrowing: 0.7pt    the most by which a word space is narrowed
    --worth: 2            how many times more it would have to be widened, for a narrowing to be worth it

A fault of the engine is mended on the way: a text that stands before words in another style, and fits but for its
last space, was cut after its first word.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import ModuleType

PIXELS = 96 / 72
"""CSS pixels in a pt."""
LEAST = 0.01
"""Less than this many pixels are nothing."""


@dataclass(frozen=True)
class _Trial:
    """A line as the engine has split it, with all that it has put aside."""

    split: tuple[Any, ...]
    aside: tuple[list[Any], ...]
    over: float
    """Width in pixels by which it is too wide; less than 0 where it must be widened."""
    spaces: int

    @property
    def last(self) -> bool:
        """Whether nothing follows it in its paragraph."""
        return self.split[1] is None

    @property
    def each(self) -> float:
        """By how many pixels each of its spaces must be narrowed."""
        return self.over / self.spaces if self.spaces else inf


def install(inline: ModuleType) -> None:
    """Teach WeasyPrint's module ``layout.inline`` to narrow; once is enough."""
    if getattr(inline, "masthead_narrows", False):
        return
    inline.masthead_narrows = True  # type: ignore[attr-defined]
    _narrow(inline)
    _align(inline)
    _hang(inline)


def _narrow(inline: ModuleType) -> None:
    split = inline.split_inline_box

    def split_inline_box(context: Any, box: Any, position_x: float, max_x: float, *rest: Any) -> Any:  # noqa: ANN401
        """Split a line where it fits, or a word later where that is worth it."""
        most, worth = _wanted(box)
        if not most or type(box).__name__ != "LineBox":
            return split(context, box, position_x, max_x, *rest)
        bottom_space, skip_stack, block, *aside, letter_style, line_style = rest

        def attempt(room: float) -> _Trial:
            lists = tuple(list(one) for one in aside)
            result = split(context, box, position_x, room, bottom_space, skip_stack, block, *lists, letter_style,
                           line_style)  # fmt: skip
            return _trial(inline, context, result, lists, max_x)

        chosen = _better(attempt, max_x, most, worth, filled=box.style["text_align_last"] == "justify")
        for kept, found in zip(aside, chosen.aside, strict=True):
            kept[:] = found
        return chosen.split

    inline.split_inline_box = split_inline_box  # type: ignore[attr-defined]


def _better(attempt: Any, max_x: float, most: float, worth: float, *, filled: bool) -> _Trial:  # noqa: ANN401
    """Return the engine's own line or the one with a word more; *filled*: the last line is justified too."""
    plain: _Trial = attempt(max_x)
    if plain.last or plain.over > -LEAST:
        return plain
    wide: _Trial = attempt(max_x + most * (plain.spaces + 1))
    if wide.split[1] == plain.split[1] or wide.over <= LEAST or (wide.last and not filled):
        return plain
    worthy = wide.each <= most and (not plain.spaces or -plain.each >= worth * wide.each)
    return wide if worthy else plain


def _trial(inline: ModuleType, context: Any, split: Any, aside: tuple[list[Any], ...], max_x: float) -> _Trial:  # noqa: ANN401
    line = split[0]
    trailing = inline.trailing_whitespace_size(context, line)
    over = line.position_x + line.width - trailing - max_x
    return _Trial(split, aside, over, inline.count_expandable_spaces(line) - (1 if trailing else 0))


def _wanted(box: Any) -> tuple[float, float]:  # noqa: ANN401
    """Return the most that a space of *box* is narrowed by, in pixels, and what makes it worth it."""
    if box.style["text_align_all"] != "justify":
        return 0.0, 0.0
    return _value(box, "__narrowing") * PIXELS, _value(box, "__worth")


def _value(box: Any, name: str) -> float:  # noqa: ANN401
    """Return the number in a custom property, 0 where there is none."""
    numbers = [token for token in box.style[name] or () if token.type in ("dimension", "number")]
    return float(numbers[0].value) if numbers else 0.0


def _align(inline: ModuleType) -> None:
    align = inline.text_align

    def text_align(context: Any, line: Any, available_width: float, last: bool) -> Any:  # noqa: ANN401
        """Narrow the spaces of a line that was split a word later; the engine would let it overflow."""
        over = line.width - available_width
        spaces = inline.count_expandable_spaces(line)
        if over > LEAST and spaces and _wanted(line)[0] * spaces > over - LEAST:
            inline.justify_line(context, line, -over)
            return 0
        return align(context, line, available_width, last)

    inline.text_align = text_align  # type: ignore[attr-defined]


def _hang(inline: ModuleType) -> None:
    split = inline.split_first_line

    def split_first_line(text: str, style: Any, context: Any, max_width: float | None, *rest: Any, **named: Any) -> Any:  # noqa: ANN401
        """Let the space at the end of a text hang over the edge; the engine would cut it after its first word."""
        result = split(text, style, context, max_width, *rest, **named)
        length, resume = result[1:3]
        if resume is None or max_width is None or not text.endswith(" ") or " " in text[:length].strip(" "):
            return result
        bare = split(text.rstrip(" "), style, context, max_width, *rest, **named)
        if bare[2] is not None or bare[3] > max_width:
            return result
        return split(text, style, context, inf, *rest, **named)

    inline.split_first_line = split_first_line  # type: ignore[attr-defined]
