"""The words of the page in Spanish, Russian and Arabic (Chinese has a module of its own)."""

from __future__ import annotations

import datetime as dt

import icu
import pytest

from masthead.language import LabelError, language
from masthead.markup import Run
from masthead.typography import set_type

ES, RU, AR = language("es"), language("ru"), language("ar")
RULE_SETS = {
    "es": "%spellout-ordinal-masculine-adjective",
    "ru": "%spellout-ordinal-feminine",
    "ar": "%spellout-ordinal-feminine",
}


@pytest.mark.parametrize("code", RULE_SETS)
def test_ordinals_agree_with_icu(code: str) -> None:
    """Ordinals are ICU's, two spaces in a row aside; past 100 ICU gives Arabic cardinals, the page has ordinals."""
    icu_format = icu.RuleBasedNumberFormat(icu.URBNFRuleSetTag.SPELLOUT, icu.Locale(code))
    theirs = {n: " ".join(icu_format.format(n, RULE_SETS[code]).split()) for n in range(1, 200)}
    differ = [n for n in theirs if theirs[n] != language(code).ordinal(n)]
    assert differ == (list(range(101, 200)) if code == "ar" else [])


@pytest.mark.parametrize("number", range(101, 200))
def test_arabic_ordinals_past_a_hundred(number: int) -> None:
    """Past 100 an Arabic ordinal is that of the rest, "after the hundred"."""
    assert AR.ordinal(number) == f"{AR.ordinal(number - 100)} بعد المائة"


ADOPTED, ISSUED = dt.date(2011, 12, 19), dt.date(2012, 3, 13)
OF_66_152 = {
    "es": [
        "Sexagésimo sexto período de sesiones",
        "Tema 69 b) del programa",
        "Resolución aprobada por la Asamblea General el 19_de diciembre de 2011",
        "[*sobre la base del informe de la Tercera Comisión (A/66/462/Add.2)*]",
        "La Asamblea General,",
        "89^a^ sesión plenaria",
        "19_de diciembre de 2011",
        "Distr. general",
        "13_de marzo de 2012",
    ],
    "ru": [
        "Шестьдесят шестая сессия",
        "Пункт 69 b) повестки дня",
        "Резолюция, принятая Генеральной Ассамблеей 19_декабря 2011_года",
        "[*по докладу Третьего комитета (A/66/462/Add.2)*]",
        "Генеральная Ассамблея,",
        "89\u2011е пленарное заседание",
        "19_декабря 2011_года",
        "Distr.: General",
        "13_March 2012",
    ],
    "ar": [
        "الدورة السادسة والستون",
        "البند 69 (ب) من جدول الأعمال",
        "قرار اتخذته الجمعية العامة في 19 كانون الأول/ديسمبر 2011",
        "[*بناء على تقرير اللجنة الثالثة (A/66/462/Add.2)*]",
        "إن الجمعية العامة،",
        "الجلسة العامة 89",
        "19 كانون الأول/ديسمبر 2011",
        "Distr.: General",
        "13_March 2012",
    ],
    "zh": [
        "第六十六届会议",
        "议程项目69(b)",
        "2011年12月19日大会决议",
        "[根据第三委员会的报告 (A/66/462/Add.2)]",
        "大会，",
        "第89次全体会议",
        "2011年12月19日",
        "Distr.: General",
        "13_March 2012",
    ],
}


@pytest.mark.parametrize("code", OF_66_152)
def test_lines_of_the_66th_session(code: str) -> None:
    """The lines of A/RES/66/152 come out in each language (here _ is a no-break space)."""
    words = language(code)
    lines = [
        words.session(66),
        words.agenda_items(["69 (b)"]),
        words.adoption("general-assembly", ADOPTED),
        words.committee_report("third", "A/66/462/Add.2"),
        words.formula("general-assembly") + words.formula_comma,
        words.meeting(89),
        words.date(ADOPTED),
        words.distribution("general"),
        words.issue_date(ISSUED),
    ]
    assert lines == [line.replace("_", "\u00a0") for line in OF_66_152[code]]


@pytest.mark.parametrize(
    ("code", "labels"),
    [
        ("es", ["a)", "z)", "i)", "iv)"]),
        ("ru", ["a)", "z)", "i)", "iv)"]),
        ("ar", ["(أ)", "(ض)", "’1‘", "’4‘"]),
    ],
)
def test_labels_of_two_levels(code: str, labels: list[str]) -> None:
    """Spanish and Russian set one parenthesis behind Latin letters, Arabic two about its own, then figures in marks."""
    assert [language(code).point(*place) for place in [(1, 1), (1, 26), (2, 1), (2, 4)]] == labels


def test_arabic_letters_come_to_an_end() -> None:
    """The Arabic alphabet has 28 letters, and the label after the last is refused, not guessed."""
    assert len({AR.point(1, index) for index in range(1, 29)}) == 28
    with pytest.raises(LabelError, match="from 1 to 28, not to 29"):
        AR.point(1, 29)


@pytest.mark.parametrize(
    ("code", "annexes"),
    [
        ("es", ["Anexo", "Anexo I", "Anexo II", "Anexo IX"]),
        ("ru", ["Приложение", "Приложение I", "Приложение II", "Приложение IX"]),
        ("ar", ["المرفق", "المرفق الأول", "المرفق الثاني", "المرفق التاسع"]),
    ],
)
def test_annexes(code: str, annexes: list[str]) -> None:
    """A single annex has no number; Arabic counts several in words."""
    words = language(code)
    assert [words.annex(), *(words.annex(n, total=9) for n in (1, 2, 9))] == annexes


SAME_YEAR, OVER_NEW_YEAR = (dt.date(2024, 9, 9), dt.date(2024, 10, 11)), (dt.date(2024, 12, 9), dt.date(2025, 1, 11))


@pytest.mark.parametrize(
    ("code", "first", "other"),
    [
        ("es", "9_de septiembre a 11_de octubre de 2024", "9_de diciembre de 2024 a 11_de enero de 2025"),
        ("ru", "9_сентября — 11_октября 2024_года", "9_декабря 2024_года — 11_января 2025_года"),
        (
            "ar",
            "9 أيلول/سبتمبر - 11 تشرين الأول/أكتوبر 2024",
            "9 كانون الأول/ديسمبر 2024 - 11 كانون الثاني/يناير 2025",
        ),
    ],
)
def test_periods(code: str, first: str, other: str) -> None:
    """A period names its year once, unless it goes over New Year."""
    printed = [language(code).period(*days).replace("\u00a0", "_") for days in (SAME_YEAR, OVER_NEW_YEAR)]
    assert printed == [first, other]


@pytest.mark.parametrize(
    ("code", "typed", "printed"),
    [
        (
            "es",
            "el 9 de mayo, núm. 53, párrafo 2, párr. 4 y 10 de ellos",
            "el 9_de mayo, núm._53, párrafo_2, párr._4 y 10 de ellos",
        ),
        ("es", "\"uno\" y 'dos', l'Alfàs", "“uno” y ‘dos’, l’Alfàs"),
        ("ru", "от 9 мая 2024 года, пункт 5, статьи 8, 9 майских", "от 9_мая 2024_года, пункт_5, статьи_8, 9 майских"),
        ("ru", "56 234 300 долл., в 2024 году", "56_234_300_долл., в 2024_году"),
        ("ru", 'проект "Сад", ("Лес")', "проект «Сад», («Лес»)"),
        ("ar", 'المعنون "البساتين" و ("الوديان")', "المعنون ”البساتين“ و (”الوديان“)"),
    ],
)
def test_plain_typing_is_set(code: str, typed: str, printed: str) -> None:
    """Straight marks become the language's; a day, a year and a number keep to their word (here _), others do not."""
    parts = set_type((Run(typed),), language(code).typography)
    assert "".join(part.text for part in parts if isinstance(part, Run)) == printed.replace("_", "\u00a0")
