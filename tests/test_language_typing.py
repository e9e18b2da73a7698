"""Plain typing of published paragraphs comes back with the characters that they print, in all six languages."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from masthead.language import language
from masthead.markup import Run
from masthead.typography import set_type

SHARED = Path(os.environ.get("MASTHEAD_SHARED") or Path(__file__).parents[2] / "shared")
FILES = sorted((SHARED / "real" / "akn").glob("*.akn.xml"))
NO_BREAK = str.maketrans("\u00a0\u202f", "  ")
TYPED = str.maketrans("’‘“”„«»", '\'\'"""""')


@cache
def paragraphs(code: str) -> tuple[str, ...]:
    """Return the paragraphs of the text of every published file of a language."""
    files = [file for file in FILES if file.name.endswith(f".{code}.akn.xml")]
    found = [p for file in files for p in etree.parse(file).getroot().iter("{*}p")]
    body = [p for p in found if not p.xpath("ancestor::*[local-name()='coverPage' or local-name()='conclusions']")]
    texts = [re.sub(r"[ \t\n]+", " ", "".join(p.itertext())).strip() for p in body]
    return tuple(text for text in texts if text)


def typed(text: str) -> str:
    """Return a paragraph as a keyboard has it: straight marks, plain spaces, none inside quotation marks."""
    return re.sub(r"«\s*|\s*»", '"', text).translate(TYPED).translate(NO_BREAK)


def printed(code: str, text: str) -> str:
    """Return what a language makes of a typed paragraph."""
    return "".join(part.text for part in set_type((Run(text),), language(code).typography) if isinstance(part, Run))


@pytest.mark.skipif(not FILES, reason="no published files beside the repository (MASTHEAD_SHARED)")
@pytest.mark.parametrize(
    ("code", "all_marks", "every_character"),
    [("ar", 1, 0.91), ("en", 1, 0.96), ("es", 1, 0.74), ("fr", 1, 0.79), ("ru", 1, 0.8), ("zh", 1, 0.94)],
)
def test_typing_comes_back(code: str, all_marks: float, every_character: float) -> None:
    """Quotation marks and apostrophes come back, and no-break spaces as far as the published texts agree on them."""
    texts = paragraphs(code)
    back = [(text, printed(code, typed(text))) for text in texts]
    marked = [(old.translate(NO_BREAK), new.translate(NO_BREAK)) for old, new in back if re.search("[’‘“”„«»]", old)]
    assert len(texts) > 100
    assert sum(old == new for old, new in marked) / len(marked) >= all_marks
    assert sum(old.replace("\u202f", "\u00a0") == new for old, new in back) / len(back) >= every_character
