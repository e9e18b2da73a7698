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

import re
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from math import inf
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import ModuleType

PIXELS = 96 / 72
"""CSS pixels in a pt."""
LEAST = 0.01
"""Less than this many pixels are nothing."""
UNSURE = 1.0
"""By how many pixels a word in its line may be narrower than by itself."""
_WORD = re.compile(" *[(\u00ab\u201c\u2018]*([0-9A-Za-z\u00c0-\u024f\u0370-\u052f]+)[.,;:]*")
"""Characters that no line end can part, with the spaces before them."""
_LONGEST = 200
"""Bytes of a text that are looked through for its first word."""
_MOST = 50_000
"""Words whose widths are kept."""
_SHAPED_BY = (
    "font_family", "font_size", "font_style", "font_weight", "font_stretch", "font_kerning", "font_variant_ligatures",
    "font_variant_position", "font_variant_caps", "font_variant_numeric", "font_variant_alternates",
    "font_variant_east_asian", "font_feature_settings", "font_variation_settings", "font_language_override", "lang",
    "letter_spacing", "word_spacing", "direction",
)  # fmt: skip
"""Properties that the width of a word depends on."""


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
        most, worth = _wanted(box) if type(box).__name__ == "LineBox" else (0.0, 0.0)
        if not most:
            return split(context, box, position_x, max_x, *rest)
        bottom_space, skip_stack, block, *aside, letter_style, line_style = rest

        def attempt(room: float) -> _Trial:
            lists = tuple(list(one) for one in aside)
            result = split(context, box, position_x, room, bottom_space, skip_stack, block, *lists, letter_style,
                           line_style)  # fmt: skip
            return _trial(inline, context, result, lists, max_x)

        rule = _Rule(max_x, most, worth, filled=box.style["text_align_last"] == "justify")
        chosen = rule.better(attempt, partial(_least_width, inline, context, box))
        for kept, found in zip(aside, chosen.aside, strict=True):
            kept[:] = found
        return chosen.split

    inline.split_inline_box = split_inline_box  # type: ignore[attr-defined]


@dataclass(frozen=True)
class _Rule:
    """How a line may be split. Widths in pixels."""

    max_x: float
    """Where it has to end."""
    most: float
    worth: float
    filled: bool
    """Whether the last line of its paragraph is justified too."""

    def better(self, attempt: Callable[[float], _Trial], least: Callable[[Any], float]) -> _Trial:
        """Return the engine's own line or the one with a word more.

        To split a line takes the engine long. It is asked for a word more only where the *least* width of what
        follows leaves that open.
        """
        plain = attempt(self.max_x)
        if plain.last or plain.over > -LEAST or self._hopeless(plain, least(plain.split[1])):
            return plain
        wide = attempt(self.max_x + self.most * (plain.spaces + 1))
        if wide.split[1] == plain.split[1] or wide.over <= LEAST or (wide.last and not self.filled):
            return plain
        return wide if self._worthy(plain, wide.each) else plain

    def _worthy(self, plain: _Trial, each: float) -> bool:
        """Say whether a word more is worth it that narrows *each* space by so much."""
        return each <= self.most and (not plain.spaces or -plain.each >= self.worth * each)

    def _hopeless(self, plain: _Trial, least: float) -> bool:
        """Say whether a word that is so wide *at least*, with the space before it, could never be worth it."""
        over = plain.over + least - UNSURE
        return over > 0 and not self._worthy(plain, over / (plain.spaces + 1))


def _trial(inline: ModuleType, context: Any, split: Any, aside: tuple[list[Any], ...], max_x: float) -> _Trial:  # noqa: ANN401
    line = split[0]
    trailing = inline.trailing_whitespace_size(context, line)
    over = line.position_x + line.width - trailing - max_x
    return _Trial(split, aside, over, inline.count_expandable_spaces(line) - (1 if trailing else 0))


def _least_width(inline: ModuleType, context: Any, box: Any, resume: Mapping[int, Any]) -> float:  # noqa: ANN401
    """Return the pixels that the first word behind a line takes at least, with the space before it; 0 if unknown.

    *resume* leads from *box*, the whole paragraph, to where the line has ended. A word that was met before, in this
    document or another, is not measured again.
    """
    text, style = _behind(box, resume)
    word = _least_word(text, style) if style else ""
    if not word:
        return 0.0
    known: dict[Any, float] = style.font_config.__dict__.setdefault("masthead_words", {})
    key = (word, *(style[name] for name in _SHAPED_BY))
    if key not in known:
        if len(known) > _MOST:
            known.clear()
        known[key] = _width(inline.create_layout(word, style, context, None, 0), style)
    return known[key]


def _width(layout: Any, style: Any) -> float:  # noqa: ANN401
    """Return the pixels that the text of *layout* takes in one line."""
    line, _ = layout.get_first_line()
    width, _ = import_module("weasyprint.text.line_break").line_size(line, style)
    return float(width)


def _least_word(text: str, style: Any) -> str:  # noqa: ANN401
    """Return the least that can follow a line, if *text* is what does; nothing where that cannot be told."""
    found = _WORD.match(text)
    if found is None or style["word_break"] == "break-all":
        return ""
    if style["hyphens"] != "auto":
        return found[0]
    least, before, _ = style["hyphenate_limit_chars"]
    if not text.startswith(" "):
        return ""  # the line may have ended within a word, which is hyphenated once more
    return found[0] if len(found[1]) < least else found[0][: found.start(1) + before] + style["hyphenate_character"]


def _behind(box: Any, resume: Mapping[int, Any] | None) -> tuple[str, Any]:  # noqa: ANN401
    """Return the text behind the place in *box* that *resume* leads to, and its style; None where no text stands.

    The text begins with the space before it.
    """
    while not hasattr(box, "text"):
        ((at, resume),) = (resume or {0: None}).items()
        if at >= len(getattr(box, "children", ())) or not box.children[at].is_in_normal_flow():
            return "", None
        box = box.children[at]
    (at,) = resume or (0,)
    data = box.text.encode()
    start = at - 1 if at and data[at - 1 : at] == b" " else at
    return data[start : start + _LONGEST].decode(errors="ignore"), box.style


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
        most = _wanted(line)[0] if over > LEAST else 0.0
        if most and most * inline.count_expandable_spaces(line) > over - LEAST:
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
