"""The words of the page in each language, held against real documents and against ICU."""

from __future__ import annotations

import datetime as dt
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import icu
import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from masthead import language as languages
from masthead.language import (
    LabelError,
    Language,
    UnknownLanguageError,
    UnknownPhraseError,
    WordDataError,
    codes,
    language,
    parse,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

SHARED = Path(os.environ.get("MASTHEAD_SHARED") or Path(__file__).parents[2] / "shared")
OLD, NOW = dt.date(2012, 3, 13), dt.date(2025, 4, 1)
DAYS = st.dates(dt.date(1946, 1, 1), dt.date(2100, 12, 31))
FR, EN = language("fr"), language("en")


def plain(printed: str) -> str:
    """The characters as a text file has them: no marks, plain spaces, straight apostrophes."""
    return re.sub(r"[*^]", "", printed).replace("\u00a0", " ").replace("’", "'")


# ---- the resolution of 2012


SEED_LINES = {
    "Assemblée générale": FR.organ("general-assembly"),
    "Distr. générale": FR.distribution("general"),
    "13 mars 2012": FR.issue_date(OLD),
    "Soixante-sixième session": FR.session(66),
    "Point 69, b, de l'ordre du jour": FR.agenda_items(["69 (b)"], OLD),
    "Résolution adoptée par l'Assemblée générale le 19 décembre 2011": FR.adoption(
        "general-assembly", dt.date(2011, 12, 19), OLD
    ),
    "[sur la base du rapport de la Troisième Commission (A/66/462/Add.2)]": FR.committee_report(
        "third", "A/66/462/Add.2", None, OLD
    ),
    "L'Assemblée générale,": FR.formula("general-assembly") + FR.formula_comma,
    "89e séance plénière": FR.meeting(89),
    "19 décembre 2011": FR.date(dt.date(2011, 12, 19)),
}


@pytest.mark.parametrize("line", SEED_LINES)
def test_lines_of_a_resolution_of_2012(line: str) -> None:
    """Every derived line of A/RES/66/152 in French comes out word for word."""
    assert plain(SEED_LINES[line]) == line


def test_lines_stand_in_the_resolution_itself() -> None:
    """The lines above are those of the document, not of this test."""
    file = SHARED / "seed" / "A_RES_66_152.fr.txt"
    if not file.exists():
        pytest.skip("the text of A/RES/66/152 is not beside the repository (MASTHEAD_SHARED)")
    text = plain(file.read_text(encoding="utf-8")).splitlines()
    assert set(SEED_LINES) <= {line.strip() for line in text}


def test_marks_of_a_resolution_of_2012() -> None:
    """Brackets stay roman, the letter of the item is italic, ordinal endings are raised, dates do not break."""
    assert FR.committee_report("third", "A/66/462/Add.2", None, OLD) == (
        "[*sur la base du rapport de la Troisième Commission (A/66/462/Add.2)*]"
    )
    assert FR.agenda_items(["69 (b)"], OLD) == "Point 69, *b*, de l’ordre du jour"
    assert FR.meeting(89) == "89^e^ séance plénière"
    assert FR.date(dt.date(2025, 4, 1)) == "1^er^\u00a0avril 2025"


# ---- lines that other documents print


@pytest.mark.parametrize(
    ("printed", "line"),
    [
        (FR.session(80), "Quatre-vingtième session"),
        (EN.session(80), "Eightieth session"),
        (EN.session("66"), "Sixty-sixth session"),
        (EN.session("S-32"), "Thirty-second special session"),
        (EN.session("ES-11"), "Eleventh emergency special session"),
        (FR.session("ES-11"), "Onzième session extraordinaire d’urgence"),
        (FR.session(80, resumed=True), "Quatre-vingtième session (reprise)"),
        (EN.session(2025, organ="economic-and-social-council"), "2025 session"),
        (EN.session(59, organ="human-rights-council"), "Fifty-ninth session"),
        (EN.agenda_items(["33 (b)"], dt.date(2014, 4, 1)), "Agenda item 33 (*b*)"),
        (EN.agenda_items(["33 (b)"], NOW), "Agenda item 33 (b)"),
        (EN.agenda_items(["33 (b)"]), "Agenda item 33 (b)"),
        (EN.agenda_items(["14", "117"]), "Agenda items 14 and 117"),
        (EN.agenda_items(["131 (aa)"]), "Agenda item 131 (aa)"),
        (FR.agenda_items(["31 (b)"], NOW), "Point 31 b) de l’ordre du jour"),
        (FR.agenda_items(["14", "117"]), "Points 14 et 117 de l’ordre du jour"),
        (FR.agenda_items(["9", "69 (b)", "70"], OLD), "Points 9, 69, *b*, et 70 de l’ordre du jour"),
        (FR.agenda_items(["69 (b)", "70", "71"], OLD), "Points 69, *b*, 70 et 71 de l’ordre du jour"),
        (EN.adoption("general-assembly", NOW), "Resolution adopted by the General Assembly on 1\u00a0April 2025"),
        (
            EN.adoption("general-assembly", NOW, count=2),
            "Resolutions adopted by the General Assembly on 1\u00a0April 2025",
        ),
        (
            FR.adoption("human-rights-council", NOW),
            "Résolution adoptée par le Conseil des droits de l’homme le 1^er^\u00a0avril 2025",
        ),
        (
            EN.adoption("security-council", dt.date(2024, 3, 25), meeting=9586),
            "Adopted by the Security Council at its 9586th meeting, on 25\u00a0March 2024",
        ),
        (
            FR.adoption("security-council", dt.date(2024, 3, 25), meeting=9586),
            "Adoptée par le Conseil de sécurité à sa 9586^e^ séance, le 25\u00a0mars 2024",
        ),
        (FR.numbered_resolution(2728, 2024), "Résolution 2728 (2024)"),
        (
            EN.committee_report("third", "A/79/458/Add.2", 31),
            "[*on the report of the Third Committee (A/79/458/Add.2, para. 31)*]",
        ),
        (
            FR.committee_report("fourth", "A/77/400", 14),
            (
                "[*sur la base du rapport de la Commission des questions politiques spéciales et de la décolonisation "
                "(Quatrième Commission) (A/77/400, par. 14)*]"
            ),
        ),
        (
            EN.committee_report("sixth", ["A/78/1", "A/78/1/Corr.1"], 9),
            "[*on the report of the Sixth Committee (A/78/1 and A/78/1/Corr.1, para. 9)*]",
        ),
        (
            EN.without_committee(["A/68/L.39", "A/68/L.39/Add.1"], dt.date(2014, 4, 1)),
            "[*without reference to a Main Committee (A/68/L.39 and Add.1)*]",
        ),
        (
            EN.without_committee(["A/79/L.63", "A/79/L.63/Add.1"], NOW),
            "[*without reference to a Main Committee (A/79/L.63 and A/79/L.63/Add.1)*]",
        ),
        (
            EN.without_committee(["A/68/L.3", "A/68/L.39"], dt.date(2014, 4, 1)),
            "[*without reference to a Main Committee (A/68/L.3 and A/68/L.39)*]",
        ),
        (FR.without_committee(["A/65/L.76"]), "[*sans renvoi à une grande commission (A/65/L.76)*]"),
        (EN.meeting(80), "80th plenary meeting"),
        (EN.meeting(55, resumed=True), "55th (resumed) plenary meeting"),
        (FR.meeting(55, resumed=True), "55^e^ séance plénière (reprise)"),
        (FR.meeting(1), "1^re^ séance plénière"),
        (EN.meeting(34, organ="human-rights-council"), "34th meeting"),
        (FR.original("en"), "Original: anglais"),
        (EN.original("es"), "Original: Spanish"),
        (FR.translation, "Français"),
        (FR.committee("third"), "Troisième Commission"),
        (FR.annex(), "Annexe"),
        (FR.annex(2), "Annexe II"),
        (EN.annex(1, total=1), "Annex"),
        (EN.annex(4, total=4), "Annex IV"),
        (EN.recycle, "Please recycle"),
        (FR.resumed, "(reprise)"),
        (FR.paragraph_number(12), "12."),
        (EN.month(7), "July"),
        (EN.join(["A", "B", "C"]), "A, B and C"),
        (FR.vote_without, "[Adoptée sans vote.]"),
    ],
)
def test_printed_lines(printed: str, line: str) -> None:
    """A line comes out as documents print it, with its marks and no-break spaces."""
    assert printed == line


@pytest.mark.parametrize(
    ("number", "english"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (12, "12th"), (13, "13th"), (103, "103rd"), (111, "111th")],
)
def test_english_meetings(number: int, english: str) -> None:
    """English ordinal figures follow the last digits; eleven to thirteen have th."""
    assert EN.meeting(number) == f"{english} plenary meeting"


@pytest.mark.parametrize(
    ("code", "labels"),
    [
        ("en", ["(a)", "(z)", "(aa)", "(i)", "(iv)", "a.", "ii."]),
        ("fr", ["a)", "z)", "aa)", "i)", "iv)", "a.", "ii."]),
    ],
)
def test_labels_of_sub_paragraphs(code: str, labels: list[str]) -> None:
    """Letters, then Roman numerals, then letters again, each with its language's parentheses."""
    places = [(1, 1), (1, 26), (1, 27), (2, 1), (2, 4), (3, 1), (4, 2)]
    assert [language(code).point(*place) for place in places] == labels


def test_labels_come_to_an_end() -> None:
    """Past the last label, or before the first, an error says how far the series goes."""
    for index in (0, 53):
        with pytest.raises(LabelError, match=f"from 1 to 52, not to {index}"):
            EN.point(1, index)


@pytest.mark.parametrize("session", ["", "0", "66th", "s-30", "ES11", "S-"])
def test_a_session_that_is_none(session: str) -> None:
    """What is no session is refused with the forms that are."""
    with pytest.raises(ValueError, match="66, S-30 or ES-11"):
        EN.session(session)


@pytest.mark.parametrize("item", ["", "69b", "69 b", "69 (B)", "69 (ab)", "69 (b) "])
def test_an_agenda_item_that_is_none(item: str) -> None:
    """What is no agenda item is refused with the form that is."""
    with pytest.raises(ValueError, match=r"69 or 69 \(b\)"):
        FR.agenda_items([item])


def test_security_council_names_its_meeting() -> None:
    """The adoption line of the Security Council cannot be printed without the meeting."""
    with pytest.raises(ValueError, match="needs the number of the meeting"):
        FR.adoption("security-council", NOW)


# ---- dates


def epoch(day: dt.date) -> float:
    """The day's noon in UTC, in seconds since 1970, which is what ICU formats."""
    return float((day - dt.date(1970, 1, 1)).days * 86_400 + 43_200)


@given(day=DAYS)
@example(day=dt.date(2025, 12, 1))
@example(day=dt.date(2024, 2, 29))
def test_dates_agree_with_icu(day: dt.date) -> None:
    """A date is ICU's long date, except that French prints the first of a month as an ordinal."""
    for code, locale in (("en", "en_GB"), ("fr", "fr_FR")):
        icu_format = icu.DateFormat.createDateInstance(icu.DateFormat.kLong, icu.Locale(locale))
        icu_format.setTimeZone(icu.TimeZone.getGMT())
        theirs, ours = icu_format.format(epoch(day)), language(code).date(day).replace("\u00a0", " ")
        assert (theirs == ours) is not (code == "fr" and day.day == 1)
        assert theirs == ours.replace("^er^", "")


@pytest.mark.parametrize("code", codes())
@given(day=DAYS, other=DAYS)
def test_different_days_have_different_dates(code: str, day: dt.date, other: dt.date) -> None:
    """A date names its day, month and year in every language, and no other day has the same."""
    words = language(code)
    assert all(part in words.date(day) for part in (str(day.day), words.month(day.month), str(day.year)))
    assert (words.date(day) == words.date(other)) == (day == other)


@pytest.mark.parametrize("code", ["en", "fr"])
@given(day=DAYS)
def test_dates_can_be_read_back(code: str, day: dt.date) -> None:
    """Day, month and year of a printed date can be told; day and month stand on one line."""
    months = {language(code).month(number): number for number in range(1, 13)}
    match = re.fullmatch(r"(\d+)(?:\^er\^)?\u00a0(\S+) (\d{4})", language(code).date(day))
    assert match
    assert dt.date(int(match[3]), months[match[2]], int(match[1])) == day


# ---- typed text


def spaced(code: str, text: str) -> str:
    """The text after the spacing rules of a language."""
    for rule in language(code).typography.spacing:
        text = rule.find.sub(rule.replace, text)
    return text


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("planète ; mots: fin", "planète_; mots_: fin"),
        ("planète; (A/66/53) : fin:", "planète_; (A/66/53)_: fin_:"),
        ("vraiment ? oui ! 6,5 %", "vraiment_? oui_! 6,5_%"),
        ("vraiment? oui!", "vraiment? oui!"),
        ("« mot » «mot»", "«_mot_» «_mot_»"),
        ("« mot »: fin", "«_mot_»_: fin"),
        ("Supplément n° 53, n^o^ 7, n^os^ 5 et 10", "Supplément n°_53, n^o^_7, n^os^_5 et 10"),
        ("no. 5 et no 5", "no. 5 et no 5"),
        ("le 25 juin 1993, du 20 au 24 avril", "le 25_juin 1993, du 20 au 24_avril"),
        ("le 1er août, le 1^er^ août", "le 1er_août, le 1^er^_août"),
        ("à 12:30, https://un.org/a;b", "à 12:30, https://un.org/a;b"),
        ("paragraphe 3 mais", "paragraphe 3 mais"),
    ],
)
def test_french_spaces(typed: str, printed: str) -> None:
    """French binds high punctuation, numbers and months with no-break spaces (here _), and nothing else."""
    assert spaced("fr", typed) == printed.replace("_", "\u00a0")


def test_english_spaces() -> None:
    """English binds the day to its month, and leaves punctuation alone."""
    assert spaced("en", "on 27 March 2014; No. 53: 3 Marches") == "on 27\u00a0March 2014; No. 53: 3 Marches"


@pytest.mark.parametrize("code", codes())
@given(text=st.text("a1 \u00a0;:!?%«»n°^oer/.([", max_size=20).map(lambda text: f"{text} mai 3 May"))
def test_spacing_twice_is_spacing_once(code: str, text: str) -> None:
    """Text that was spaced once is left alone the second time, so text copied from a printed page is safe."""
    once = spaced(code, text)
    assert spaced(code, once) == once


@pytest.mark.parametrize(
    ("text", "raised"),
    [("89e séance, 1er mai, 1re et 62es", ["e", "er", "re", "es"]), ("au XVIIIe siècle", ["e"]), ("Ce 3 mai", [])],
)
def test_french_superscripts(text: str, raised: list[str]) -> None:
    """The endings of ordinal figures are raised, in Arabic and in Roman figures, and no other letters."""
    patterns = FR.typography.superscripts
    assert [match[1] for pattern in patterns for match in pattern.finditer(text)] == raised


def test_marks_of_typed_text() -> None:
    """Quotation marks carry their inner spaces; the note call stands before or after the punctuation."""
    french, english = FR.typography, EN.typography
    assert (french.quotes.opening, french.quotes.closing) == ("«\u00a0", "\u00a0»")
    assert (english.quotes.opening, english.quotes.closing) == ("“", "”")
    assert (french.note_call, english.note_call) == ("before", "after")
    assert {french.apostrophe, english.apostrophe} == {"’"}
    assert {french.opening, english.opening} == {"italic"}
    assert english.superscripts == ()


# ---- the data


def nodes(code: str) -> Iterator[yaml.Node]:
    """All YAML nodes of a data file."""
    waiting: list[yaml.Node | None] = [
        yaml.compose((Path(languages.__file__).parent / f"{code}.yaml").read_text(encoding="utf-8"))
    ]
    while waiting:
        node = waiting.pop()
        assert node is not None
        yield node
        if isinstance(node, yaml.MappingNode):
            waiting.extend(part for pair in node.value for part in pair)
        elif isinstance(node, yaml.SequenceNode):
            waiting.extend(node.value)


@pytest.mark.parametrize("code", codes())
def test_no_key_is_given_twice(code: str) -> None:
    """YAML would let the second of two equal keys win in silence; the data have none."""
    for node in nodes(code):
        if isinstance(node, yaml.MappingNode):
            names = [name.value for name, _ in node.value]
            assert sorted(names) == sorted(set(names)), node.start_mark


@pytest.mark.parametrize("code", codes())
def test_every_word_has_a_source(code: str) -> None:
    """Each form and rule says where it was seen, and never by a path."""
    words = language(code).words
    sources = [form.source for entry in words.entries.values() for form in entry.forms]
    sources += [rule.source for rules in words.rules.values() for rule in rules]
    assert len(sources) > 120
    assert not [source for source in sources if len(source) < 8 or re.search(r"(^|\s)[/~.]", source)]


def test_languages_have_the_same_phrases() -> None:
    """Each language has what English has: only tables, counts (one, two, other) and an organ's own words may differ."""
    own = re.compile(r"(ordinal|series)\..*|organ\.human-rights-council\.(session|agenda)\..*")
    keys = {
        code: {re.sub(r"\.(one|two|other)$", "", key) for key in language(code).words.entries if not own.fullmatch(key)}
        for code in codes()
    }
    assert not {code: theirs ^ keys["en"] for code, theirs in keys.items() if theirs != keys["en"]}


UNVERIFIED_IN_BOTH = {
    "organ.economic-and-social-council.adoption.one",
    "organ.economic-and-social-council.adoption.other",
    "organ.economic-and-social-council.meeting.plain",
    "organ.economic-and-social-council.meeting.resumed",
    "organ.human-rights-council.adoption.other",
    "organ.human-rights-council.meeting.resumed",
    "organ.secretariat.name",
    "distribution.restricted",
    "session.resumed",
    "agenda.lettered",
    "reference.addendum",
    "list.comma",
    "ordinal.session.101",
    "series.letter.27",
    "quotes.inner_opening",
    "quotes.inner_closing",
    "vote.recorded",
    "vote.in_favour",
    "vote.against",
    "vote.abstaining",
}
UNVERIFIED = {
    "en": UNVERIFIED_IN_BOTH,
    "fr": UNVERIFIED_IN_BOTH
    | {
        "organ.security-council.formula",
        "organ.security-council.meeting.resumed",
        "organ.economic-and-social-council.name",
        "organ.economic-and-social-council.formula",
        "organ.economic-and-social-council.session.regular",
        "distribution.limited",
        "original.language.ar",
        "original.language.es",
        "original.language.ru",
        "original.language.zh",
        "session.special",
        "session.emergency",
        "ordinal.session.81",
        "ordinal.session.102",
        "point.3",
        "point.4",
        "spacing",
        "draft",
        "organ.security-council.statement",
        "period.same_year",
        "period.other",
    },
}


@pytest.mark.parametrize("code", UNVERIFIED)
def test_what_is_not_verified(code: str) -> None:
    """The list of doubtful words is exactly the known one, each with its text and a reason."""
    doubtful = list(language(code).unverified())
    assert {item.key for item in doubtful} == UNVERIFIED[code]
    assert len(doubtful) == len(UNVERIFIED[code])
    assert all(item.text and len(item.reason) > 20 for item in doubtful)


def test_a_limited_document_in_french_is_in_doubt() -> None:
    """The doubtful French line for limited distribution is given with its printed text."""
    assert ("distribution.limited", "Distr. limitée") in [item[:2] for item in FR.unverified()]


@pytest.mark.parametrize("code", codes())
def test_the_language_itself(code: str) -> None:
    """A language knows its code, name, direction and job letter, and is read once."""
    expected = {
        "ar": ("العربية", "rtl", "A"),
        "en": ("English", "ltr", "E"),
        "es": ("Español", "ltr", "S"),
        "fr": ("Français", "ltr", "F"),
        "ru": ("Русский", "ltr", "R"),
        "zh": ("中文", "ltr", "C"),
    }[code]
    words = language(code)
    assert (words.code, words.name, words.direction, words.letter) == (code, *expected)
    assert language(code) is words


def test_an_unknown_language() -> None:
    """An unknown code is a KeyError that names the nearest known ones first."""
    with pytest.raises(KeyError) as error:
        language("fra")
    assert isinstance(error.value, UnknownLanguageError)
    assert error.value.nearest[0] == "fr"
    assert str(error.value).startswith("unknown language 'fra'; the nearest known: fr")


def test_an_unknown_phrase() -> None:
    """An unknown organ is an error that names the nearest known key."""
    with pytest.raises(UnknownPhraseError, match=r"nearest known: organ\.general-assembly\.name"):
        FR.organ("general-asembly")


# ---- other languages, to show that their words are data too


RUSSIAN = """
source: counted on UNxml, General Assembly sessions 75-80
block_language: en
translation: Russian
organ: {general-assembly: {adoption: {other: "Резолюция, принятая Генеральной Ассамблеей {date}"},
    meeting: {plain: "{number}-е пленарное заседание"}}}
session: {regular: "{Ordinal} сессия", emergency: "{Ordinal} чрезвычайная специальная сессия"}
agenda: {line: {one: "Пункт {items} повестки дня", other: "Пункты {items} повестки дня"},
    lettered: "{number} {letter})"}
ordinal: {session: {9: девятая, 11: одиннадцатая, 70: семидесятая, 71: "семьдесят {-70}"}}
series: {letter: {1: a b c}}
list: {and: " и ", comma: ", "}
date: "{day}\\u00a0{month} {year} года"
month: {4: апреля, no: нет}
"""
ARABIC = """
source: counted on UNxml, General Assembly sessions 75-80
block_language: en
agenda: {line: {one: "البند {items} من جدول الأعمال", two: "البندان {items} من جدول الأعمال",
    other: "البنود {items} من جدول الأعمال"}, lettered: "{number} ({letter})"}
series: {letter: {1: أ ب ج}}
list: {and: " و ", comma: "، "}
point: {1: "({letter})", 2: "’{number}‘"}
"""
CHINESE = """
source: counted on UNxml, General Assembly sessions 75-80
block_language: en
session: {regular: "第{ordinal}届会议"}
ordinal: {session: {9: 九, 70: 七十, 71: "七十{-70}"}}
date: "{year}年{month}月{day}日"
month: {3: 3}
annex: {single: 附件, numbered: "附件{figure}"}
series: {figure: {1: 一 二 三}}
"""


def test_russian_is_data() -> None:
    """Cases, an English Distr. block and Latin letters need no code."""
    russian, day = parse("ru", RUSSIAN), dt.date(2025, 4, 1)
    assert russian.session(79) == "Семьдесят девятая сессия"
    assert russian.session("ES-11") == "Одиннадцатая чрезвычайная специальная сессия"
    assert russian.agenda_items(["31 (b)"]) == "Пункт 31 b) повестки дня"
    assert russian.adoption("general-assembly", day) == (
        "Резолюция, принятая Генеральной Ассамблеей 1\u00a0апреля 2025 года"
    )
    assert russian.meeting(62) == "62-е пленарное заседание"
    assert (russian.distribution("general"), russian.issue_date(day)) == ("Distr.: General", "1\u00a0April 2025")
    assert (russian.translation, russian.original("en")) == ("Russian", "Original: English")
    assert russian.phrase("month.no") == "нет"


def test_arabic_is_data() -> None:
    """The dual, and letters of another alphabet, need no code."""
    arabic = parse("ar", ARABIC)
    assert arabic.agenda_items(["31 (b)"]) == "البند 31 (ب) من جدول الأعمال"
    assert arabic.agenda_items(["14", "117"]) == "البندان 14 و 117 من جدول الأعمال"
    assert [arabic.point(1, 3), arabic.point(2, 1)] == ["(ج)", "’1‘"]


def test_chinese_is_data() -> None:
    """Another order, and figures of another script, need no code."""
    chinese = parse("zh", CHINESE)
    assert chinese.session(79) == "第七十九届会议"
    assert chinese.date(dt.date(2025, 3, 25)) == "2025年3月25日"
    assert chinese.annex(2, total=3) == "附件二"


@pytest.mark.parametrize(
    ("data", "error"),
    [
        ("name: Nobody", "name: every word carries its source"),
        ("name: {print: N, source: a book, verified: 'false'}", "name: what is not verified says why"),
        ("name: {print: N, source: a book, untill: '2014-12-31'}", "name: unknown untill"),
        ("name: [{print: N, source: a book}, {print: M, source: a book}]", "name: forms stand oldest first"),
        ("name: [{print: N, source: a book, until: 2014-12-31}]", "name: forms stand oldest first"),
    ],
)
def test_data_of_a_wrong_shape(data: str, error: str) -> None:
    """A data file that breaks the shape is refused with the key and the rule."""
    with pytest.raises(WordDataError, match=error):
        parse("xx", data)


def test_a_form_holds_to_its_last_day() -> None:
    """The last day of a form is inclusive; the next day has the next form."""
    forms = "[{print: a, until: 2014-12-31}, {print: b, until: 2015-12-31}, {print: c}]"
    word = parse("xx", f"{{block_language: xx, source: a book, w: {forms}}}").phrase
    days = [dt.date(1946, 1, 1), dt.date(2014, 12, 31), dt.date(2015, 1, 1), dt.date(2016, 1, 1)]
    assert [word("w", day) for day in days] == ["a", "a", "b", "c"]
    assert word("w") == "c"


# ---- published documents


def masthead(file: Path) -> dict[str, str]:
    """The masthead and closing of a published document: each part's text, and the days, by their kind."""
    found: dict[str, str] = {}
    wholes = (part for part in ET.parse(file).iter() if part.tag.endswith(("}coverPage", "}conclusions")))  # noqa: S314
    for part in (part for whole in wholes for part in whole.iter()):
        tag, kind = part.tag.rpartition("}")[2], (part.get("name") or part.get("refersTo") or "").lstrip("#")
        key = tag if tag in {"session", "docTitle", "docProponent"} else kind
        found.setdefault(key, " ".join("".join(part.itertext()).replace("’", "'").split()))
        if tag == "docProponent":
            found["committee"] = kind.removesuffix("Committee")
        if day := part.get("date"):
            found.setdefault(f"{key} day", day)
    return {key: text for key, text in found.items() if key and text}


SESSIONS = {EN.session(f"{kind}{n}"): f"{kind}{n}" for kind in ("", "S-", "ES-") for n in range(1, 100)}


def derived(words: Language, facts: dict[str, str]) -> dict[str, str]:
    """The lines in a language, derived from the facts that an English masthead states."""
    organ = "human-rights-council" if "subsidiaryBody" in facts else "general-assembly"
    issued, adopted = (dt.date.fromisoformat(facts[f"{kind} day"]) for kind in ("dateOfIssuance", "adoptionDate"))
    meeting, count = facts["adoptionMeeting"], 2 if facts["docTitle"].startswith("Resolutions") else 1
    lines = {
        "publisher": words.united_nations,
        "issuingBody": words.organ("general-assembly"),
        "generalDistribution": words.distribution("general"),
        "dateOfIssuance": words.issue_date(issued),
        "session": words.session(SESSIONS[facts["session"]], organ=organ),
        "agenda item": words.agenda_items(re.findall(r"\d+(?: \([a-z]\))?", facts["agenda item"]), issued),
        "docTitle": words.adoption(organ, adopted, issued, count=count),
        "adoptionMeeting": words.meeting(
            int(re.sub(r"\D.*", "", meeting)), issued, organ=organ, resumed="resumed" in meeting
        ),
        "adoptionDate": words.date(adopted),
    }
    if origin := facts.get("originating document"):
        symbols, _, paragraph = origin.partition(", para. ")
        lines["docProponent"] = (
            words.without_committee(symbols.split(" and "), issued, paragraph or None)
            if facts["committee"] == "noMain"
            else words.committee_report(facts["committee"], symbols, paragraph or None, issued)
        )
    return {key: plain(line) for key, line in lines.items()}


RESOLUTIONS = sorted((SHARED / "real" / "akn").glob("A_*RES_*.en.akn.xml"))


@pytest.mark.skipif(not RESOLUTIONS, reason="no published documents beside the repository (MASTHEAD_SHARED)")
@pytest.mark.parametrize("code", ["en", "fr"])
def test_published_mastheads(code: str) -> None:
    """From the facts of published resolutions, every line of their mastheads comes out as published.

    The lines of all six languages are held against the XML in the tests of its import.
    """
    held = 0
    for file in RESOLUTIONS:
        translation = file.with_name(file.name.replace(".en.", f".{code}."))
        if translation.exists():
            published, lines = masthead(translation), derived(language(code), masthead(file))
            common = published.keys() & lines.keys()
            assert {key: lines[key] for key in common} == {key: published[key] for key in common}, file.name
            held += len(common)
    assert held > 80
