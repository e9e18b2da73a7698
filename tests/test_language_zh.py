"""The words of the page in Chinese, held against published documents and against ICU."""

from __future__ import annotations

import datetime as dt
import os
import re
from dataclasses import dataclass
from pathlib import Path

import icu
import pytest
from lxml import etree

from masthead.language import LabelError, language
from masthead.markup import Run
from masthead.typography import set_type

SHARED = Path(os.environ.get("MASTHEAD_SHARED") or Path(__file__).parents[2] / "shared")
FILES = sorted((SHARED / "real" / "akn").glob("*.zh.akn.xml"))
ZH = language("zh")
ORGANS = {"A/HRC": "human-rights-council", "S/RES": "security-council"}

# What the files print otherwise, by the line that is derived, and why the line is right.
OTHERWISE = {
    # The file leaves words out, as 229 of 309 do.
    "2024年3月25日安全理事会第9586次会议通过": "2024年3月25日9586次会议通过",
    "全会": "全体会议",  # the other word of decisions; 70 of 142 print 全会
}


def squeezed(text: str) -> str:
    """Return the text without any space."""
    return re.sub(r"\s+", "", text)


@dataclass(frozen=True)
class Cover:
    """What one file says of itself: the attributes of its elements and the lines that it prints."""

    root: etree._Element

    @property
    def organ(self) -> str:
        """The organ that the symbol names."""
        symbol = self.texts("docNumber")[0]
        return next((organ for start, organ in ORGANS.items() if symbol.startswith(start)), "general-assembly")

    @property
    def printed(self) -> set[str]:
        """Every line of the cover page and of the conclusions."""
        lines = self.root.xpath("//*[local-name()='coverPage' or local-name()='conclusions']//*")
        return {squeezed("".join(line.itertext())) for line in lines}

    def texts(self, name: str) -> list[str]:
        """Return the texts of all elements of a name."""
        return [squeezed("".join(found.itertext())) for found in self.root.xpath(f"//*[local-name()='{name}']")]

    def values(self, path: str) -> list[str]:
        """Return the values of attributes on the cover page and in the conclusions."""
        pages = ("coverPage", "conclusions")
        return [str(found) for page in pages for found in self.root.xpath(f"//*[local-name()='{page}']//{path}")]

    def adopted(self) -> dt.date:
        """Return the day of adoption."""
        return dt.date.fromisoformat(self.values("*[@refersTo='#adoptionDate']/@date")[0])

    def meeting(self) -> int:
        """Return the number of the meeting."""
        titles = self.values("*[@refersTo='#adoptionMeeting' or @name='adoptionMeeting']/@title")
        return int(re.sub(r"\D", "", titles[0]))


def derived(cover: Cover) -> list[str]:
    """Return the lines that the facts of a file make."""
    lines = [ZH.united_nations, *adoption(cover), *bracketed(cover), *agenda(cover)]
    lines += [ZH.session(int(value), organ=cover.organ) for value in cover.values("*[local-name()='session']/@value")]
    return [squeezed(line) for line in lines]


def adoption(cover: Cover) -> list[str]:
    """Return the lines of the adoption; a decision has a date and a meeting, but no line of its own."""
    organ, day, meeting = cover.organ, cover.adopted(), cover.meeting()
    if organ == "security-council":
        return [ZH.adoption(organ, day, meeting=meeting), ZH.numbered_resolution(2728, 2024), ZH.organ(organ)]
    resumed = any("续会" in text for text in cover.printed)
    closing = [ZH.date(day), ZH.meeting(meeting, organ=organ, resumed=resumed)]
    if ZH.decision in cover.printed:
        return [*closing, ZH.decision, ZH.plenary]
    return [*closing, ZH.adoption(organ, day), ZH.organ(organ)]


def bracketed(cover: Cover) -> list[str]:
    """Return the line that names what the text was adopted on."""
    documents = cover.values("*[@name='originating document']/text()")
    if not documents:
        return []
    symbols, _, paragraph = documents[0].partition("，第")
    number = paragraph.removesuffix("段") or None
    if cover.values("*[@refersTo='#fifthCommittee']/@refersTo"):
        return [ZH.committee_report("fifth", symbols.split("和"), number)]
    return [ZH.without_committee(symbols.split("和"), paragraph=number)]


def agenda(cover: Cover) -> list[str]:
    """Return the line of the agenda."""
    items = cover.values("*[@name='agenda item']/@title")
    return [ZH.agenda_items([re.sub(r"(\d)\s*\(", r"\1 (", item)]) for item in items]


@pytest.mark.skipif(not FILES, reason="no published files beside the repository (MASTHEAD_SHARED)")
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name.partition(".")[0])
def test_lines_of_published_documents(file: Path) -> None:
    """Every line that the facts of a published file make is printed on it, spaces aside."""
    cover = Cover(etree.parse(file).getroot())
    lines = derived(cover)
    assert len(lines) >= 4
    assert not [line for line in lines if not {line, OTHERWISE.get(line)} & cover.printed]


def test_lines_of_the_66th_session() -> None:
    """The lines of a resolution of 2011 are those of A/RES/66/54."""
    day = dt.date(2011, 12, 2)
    assert ZH.session(66) == "第六十六届会议"
    assert ZH.adoption("general-assembly", day) == "2011年12月2日大会决议"
    assert ZH.formula("general-assembly") + ZH.formula_comma == "大会，"


@pytest.mark.parametrize("number", range(1, 200))
def test_session_ordinals(number: int) -> None:
    """Ordinals are those of ICU, except that the United Nations prints the zero of 101 to 109 as 零."""
    spelled = icu.RuleBasedNumberFormat(icu.URBNFRuleSetTag.SPELLOUT, icu.Locale("zh")).format(number)
    assert ZH.ordinal(number) == spelled.replace("〇", "零")


def test_dates() -> None:
    """Dates have the year first and no space; a period names both of its days."""
    first, last = dt.date(2024, 9, 9), dt.date(2024, 10, 11)
    assert [ZH.date(last), ZH.day_month(first)] == ["2024年10月11日", "9月9日"]
    assert ZH.period(first, last).startswith("2024年9月9日")
    assert ZH.period(first, last).endswith("10月11日")


def test_points() -> None:
    """Sub-paragraphs have Latin letters, then Chinese numerals in parentheses."""
    assert [ZH.point(1, n) for n in (1, 3, 26)] == ["(a)", "(c)", "(z)"]
    assert [ZH.point(2, n) for n in (1, 10, 11, 30)] == ["㈠", "㈩", "(十一)", "(三十)"]


def test_annexes() -> None:
    """One annex has no number; several have Chinese numerals up to thirty, as ICU spells them."""
    spell = icu.RuleBasedNumberFormat(icu.URBNFRuleSetTag.SPELLOUT, icu.Locale("zh")).format
    assert ZH.annex() == ZH.annex(1, total=1) == "附件"
    assert [ZH.annex(n, total=30) for n in range(1, 31)] == [f"附件{spell(n)}" for n in range(1, 31)]
    with pytest.raises(LabelError):
        ZH.annex(31, total=31)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('回顾"旧果园"和， 新果园', "回顾“旧果园”和，新果园"),
        ('"甲"和"乙"', "“甲”和“乙”"),
        ('（"甲"）、"乙"', "（“甲”）、“乙”"),
        ("题为\"关于'旧果园'的决议\"的项目", "题为“关于‘旧果园’的决议”的项目"),
        ("不超过100 000美元", "不超过100\u00a0000美元"),
    ],
)
def test_plain_typing_is_set(typed: str, printed: str) -> None:
    """Straight quotes become curly without a space to tell them; the space that a folded line leaves goes."""
    (run,) = set_type((Run(typed),), ZH.typography)
    assert isinstance(run, Run)
    assert run.text == printed


def body(file: Path) -> list[str]:
    """Return the paragraphs of a published file that hold curly double quotes."""
    found = ["".join(p.itertext()).strip() for p in etree.parse(file).getroot().iter("{*}p")]
    return [re.sub(r"\s+", " ", text) for text in found if "“" in text]


@pytest.mark.skipif(not FILES, reason="no published files beside the repository (MASTHEAD_SHARED)")
def test_quotes_of_published_documents() -> None:
    """Typed with straight quotes, paragraphs of published documents come back with the quotes that they print."""
    texts = [text for file in FILES for text in body(file)]
    assert len(texts) >= 16
    typed = [re.sub("[“”]", '"', text) for text in texts]
    back = [
        "".join(part.text for part in set_type((Run(text),), ZH.typography) if isinstance(part, Run)) for text in typed
    ]
    same = sum(re.sub("[^“”]", "", old) == re.sub("[^“”]", "", new) for old, new in zip(texts, back, strict=True))
    assert same == len(texts)
