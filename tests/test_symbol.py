"""The grammar of document symbols, and finding them in running text."""

from __future__ import annotations

import csv
import os
import pickle
import re
import time
from pathlib import Path
from urllib.parse import unquote

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from masthead.symbol import BODIES, LONGEST, NATURES, SUFFIXES, Symbol, SymbolError, find_symbols

FORMS = {  # symbol: file name, nature, session, year, number before the title
    "A/RES/66/152": ("A_RES_66_152", "RES", "66", None, "66/152"),
    "A/RES/S-13/2": ("A_RES_S-13_2", "RES", "S-13", None, "S-13/2"),
    "A/RES/ES-11/1": ("A_RES_ES-11_1", "RES", "ES-11", None, "ES-11/1"),
    "A/RES/3201 (S-VI)": ("A_RES_3201_(S-VI)", "RES", "S-VI", None, "3201 (S-VI)"),
    "A/RES/2252 (ES-V)": ("A_RES_2252_(ES-V)", "RES", "ES-V", None, "2252 (ES-V)"),
    "A/RES/3367 A (XXX)": ("A_RES_3367_A_(XXX)", "RES", "XXX", None, "3367 A (XXX)"),
    "A/RES/31/16 A": ("A_RES_31_16_A", "RES", "31", None, "31/16 A"),
    "A/RES/79/252 A-B": ("A_RES_79_252_A-B", "RES", "79", None, "79/252 A-B"),
    "A/RES/46/36 A-E/Corr.1": ("A_RES_46_36_A-E_Corr.1", "RES", "46", None, "46/36 A-E"),
    "A/RES/77/5/Corr.1": ("A_RES_77_5_Corr.1", "RES", "77", None, "77/5"),
    "A/HRC/RES/59/25": ("A_HRC_RES_59_25", "RES", "59", None, "59/25"),
    "A/HRC/RES/S-30/1": ("A_HRC_RES_S-30_1", "RES", "S-30", None, "S-30/1"),
    "E/RES/2024/20": ("E_RES_2024_20", "RES", None, 2024, "2024/20"),
    "E/RES/1503 (XLVIII)": ("E_RES_1503_(XLVIII)", "RES", "XLVIII", None, "1503 (XLVIII)"),
    "S/RES/2771 (2025)": ("S_RES_2771_(2025)", "RES", None, 2025, "2771 (2025)"),
    "A/DEC/78/401": ("A_DEC_78_401", "DEC", "78", None, "78/401"),
    "A/66/462/Add.2": ("A_66_462_Add.2", None, "66", None, None),
    "A/66/462*": ("A_66_462", None, "66", None, None),
    "A/66/462/Add.2**": ("A_66_462_Add.2", None, "66", None, None),
    "A/3251": ("A_3251", None, None, None, None),
    "A/2029": ("A_2029", None, None, None, None),
    "A/78/L.96": ("A_78_L.96", "L", "78", None, None),
    "A/79/PV.1": ("A_79_PV.1", "PV", "79", None, None),
    "A/ES-11/L.1/Add.1": ("A_ES-11_L.1_Add.1", "L", "ES-11", None, None),
    "A/C.3/80/L.20/Rev.1": ("A_C.3_80_L.20_Rev.1", "L", "80", None, None),
    "A/80/5 (Vol. II)/Corr.1": ("A_80_5_(Vol._II)_Corr.1", None, "80", None, None),
    "A/AC.109/2010/18": ("A_AC.109_2010_18", None, None, 2010, None),
    "A/CN.10/2025/INF/1": ("A_CN.10_2025_INF_1", "INF", None, 2025, None),
    "A/CONF.157/24 (Part I)": ("A_CONF.157_24_(Part_I)", None, None, None, None),
    "A/HRC/WG.6/34/ITA/3": ("A_HRC_WG.6_34_ITA_3", None, "34", None, None),
    "A/79/876-S/2025/230": ("A_79_876-S_2025_230", None, "79", None, None),
    "E/CN.4/2001/2": ("E_CN.4_2001_2", None, None, 2001, None),
    "E/CN.4/2001/2-E/CN.4/Sub.2/2000/46": ("E_CN.4_2001_2-E_CN.4_Sub.2_2000_46", None, None, 2001, None),
    "E/CN.4/Sub.2/AC.2/1987/WP.4/Add.1": ("E_CN.4_Sub.2_AC.2_1987_WP.4_Add.1", "WP", None, 1987, None),
    "S/2024/173": ("S_2024_173", None, None, 2024, None),
    "S/PRST/2024/1": ("S_PRST_2024_1", "PRST", None, 2024, None),
    "S/PV.9854 (Resumption 1)": ("S_PV.9854_(Resumption_1)", "PV", None, None, None),
    "S/Agenda/8979": ("S_Agenda_8979", None, None, None, None),
    "ST/SGB/2013/4/Amend.1": ("ST_SGB_2013_4_Amend.1", None, None, 2013, None),
    "CRC/C/ITA/CO/5-6": ("CRC_C_ITA_CO_5-6", None, None, None, None),
    "ECE/TRANS/WP.29/2019/34/Rev.1": ("ECE_TRANS_WP.29_2019_34_Rev.1", None, None, 2019, None),
    "FCCC/SBSTA/2005/INF.6": ("FCCC_SBSTA_2005_INF.6", "INF", None, 2005, None),
    "ICCD/COP(14)/23/Add.1": ("ICCD_COP(14)_23_Add.1", None, None, None, None),
    "A/66/53/Summary": ("A_66_53_Summary", None, "66", None, None),
    "CCPR/C/115/D/2155/2012": ("CCPR_C_115_D_2155_2012", None, "115", None, None),
    "TD/B/68/4": ("TD_B_68_4", None, "68", None, None),
    "UNEP/EA.5/Res.14": ("UNEP_EA.5_Res.14", None, None, None, None),
}

WRONG = {  # text: (a word of what is wrong, a word of what to do)
    "": ("empty", "A/RES/66/152"),
    "  ": ("empty", "A/RES/66/152"),
    "A" * (LONGEST + 1): ("101 characters", "at most 100"),
    "А/RES/66/152": ("character 1 of the symbol is CYRILLIC CAPITAL LETTER A", "Latin"),
    "A/66/152\x07": ("character 9 of the symbol is U+0007", "Latin"),
    "A/66\n/152": ("character 5 of the symbol is U+000A", "Latin"),
    "A_66_152": ("LOW LINE", "slashes"),
    "A\\66": ("REVERSE SOLIDUS", "slashes"),
    "A//152": ('"A//152" has an empty part', "every slash"),
    "A/66/": ("empty part", "every slash"),
    "/A/66": ('begins with ""', "capitals"),
    "../A/66": ('begins with ".."', "capitals"),
    "A/../../66": ('".."', "A/C.3/80/L.20/Rev.1"),
    "a/66/152": ('begins with "a"', "capitals"),
    "64/171": ('begins with "64"', "capitals"),
    "S/he": ('"he" in "S/he"', "A/C.3/80/L.20/Rev.1"),
    "A/66/0": ('"0"', "A/C.3/80/L.20/Rev.1"),
    "A/66/1***": ('"1*"', "A/C.3/80/L.20/Rev.1"),
    "N/A": ("ends before the number of the document", "A/66/462"),
    "A": ("ends before the number of the document", "A/66/462"),
    "A/C.3": ("ends before the number of the document", "A/66/462"),
    "A/ES-11": ("ends before the number of the document", "A/66/462"),
    "A/Res/66/152": ('"Res" in "A/Res/66/152" is spelled RES', "write RES"),
    "A/66/462/ADD.2": ('"ADD" in "A/66/462/ADD.2" is spelled Add', "write Add.2"),
    "E/CN.4/SUB.2/1": ('"SUB" in "E/CN.4/SUB.2/1" is spelled Sub', "write Sub.2"),
    "A/66/462/Add": ('"Add" in "A/66/462/Add" has no number', "Add.1"),
    "A/66/Add.2/462": ('"462" in "A/66/Add.2/462" stands behind a suffix', "before Add.2"),
    "S/RES/2771": ('"2771" in "S/RES/2771" is not the number of a resolution', "S/RES/2771 (2025)"),
    "A/RES/66": ('"66" in "A/RES/66" is not the number of a resolution', "A/RES/66/152"),
    "A/RES/79/252/A": ("ends before the number of the document", "A/66/462"),
    "A/66/53 A": ('"A/66/53 A" has a letter', "A/RES/79/252 A-B"),
    "A/79/876-S/he": ('"he" in "S/he"', "A/C.3/80/L.20/Rev.1"),
}

numbers = st.integers(1, 9999).map(str)
sessions = st.one_of(
    st.integers(31, 99).map(str), *(st.integers(1, 40).map(f"{kind}-{{}}".format) for kind in ("S", "ES"))
)
letters = st.sampled_from(["", " A", " A-B", " L"])
romans = st.sampled_from(["V", "XXX", "S-VI", "ES-V", "1967", "2025"])
asides = st.sampled_from(["", " (Part I)", " (Vol. II)", " (Sect. 29A)", " (Resumption 1)"])
suffixes = st.lists(st.sampled_from(sorted(SUFFIXES)[:4]).flatmap(lambda word: numbers.map(f"{word}.{{}}".format)))


@st.composite
def resolutions(draw: st.DrawFn) -> tuple[str, ...]:
    """Draw the parts of a resolution's symbol."""
    body = draw(st.sampled_from([("A",), ("S",), ("A", "HRC"), ("E", "ESCAP")]))
    number = draw(numbers) + draw(letters)
    new = (*body, "RES", draw(sessions), number)
    return draw(st.sampled_from([new, (*body, "RES", f"{number} ({draw(romans)})")]))


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, ...]:
    """Draw the parts of the symbol of a document that is no resolution."""
    words = st.sampled_from(["HRC", "C.3", "CN.4", "Sub.2", "WG.III", "INF", "PRST", "COP(14)", "MP.PP", "Agenda"])
    middle = draw(st.lists(st.one_of(words, sessions, numbers), max_size=3))
    nature = draw(st.sampled_from(["L", "PV", "SR", "WP", "CRP"]))
    last = draw(st.sampled_from(["", f"{nature}."])) + draw(numbers) + draw(asides)
    return (draw(st.sampled_from(BODIES.split("|"))), *middle, last)


singles = st.builds(
    Symbol,
    st.one_of(resolutions(), documents()),
    suffixes.map(lambda found: tuple(found[:2])),
    st.sampled_from(["", "*"]),
)
unmarked = st.builds(Symbol, st.one_of(resolutions(), documents()))


@pytest.mark.parametrize(("text", "expected"), FORMS.items())
def test_every_form_answers_with_its_parts(text: str, expected: tuple[object, ...]) -> None:
    """Each printed form is read as it stands and gives its file name, nature, session, year and title number."""
    symbol = Symbol.parse(text)
    assert str(symbol) == text
    assert (symbol.file_name, symbol.nature, symbol.session, symbol.year, symbol.title_number) == expected


@pytest.mark.parametrize(
    ("loose", "printed"),
    [
        ("S/RES/2771\u00a0(2025)", "S/RES/2771 (2025)"),
        ("S/RES/2771(2025)", "S/RES/2771 (2025)"),
        ("A/RES/79/252\u00a0A–B", "A/RES/79/252 A-B"),
        ("A/RES/46/36L", "A/RES/46/36 L"),
        ("A/RES/ES‑11/1", "A/RES/ES-11/1"),
        ("A/79/876–S/2025/230", "A/79/876-S/2025/230"),
        ("  A/66/152 ", "A/66/152"),
    ],
)
def test_spaces_and_dashes_are_made_plain(loose: str, printed: str) -> None:
    """No-break spaces, missing spaces, en dashes and no-break hyphens lead to the one printed form."""
    assert str(Symbol.parse(loose)) == printed


@pytest.mark.parametrize(("text", "words"), WRONG.items())
def test_a_wrong_symbol_is_told_what_is_wrong_and_what_to_do(text: str, words: tuple[str, str]) -> None:
    """What is no symbol is refused with the part that is wrong and an example of what is right."""
    with pytest.raises(SymbolError) as caught:
        Symbol.parse(text)
    assert words[0] in caught.value.what
    assert words[1] in caught.value.todo
    assert str(caught.value) == f"{caught.value.what}; {caught.value.todo}"


def test_the_error_crosses_processes() -> None:
    """A SymbolError keeps its two halves when a worker process hands it back."""
    error = pickle.loads(pickle.dumps(SymbolError("this is wrong", "do that")))  # noqa: S301
    assert (error.what, error.todo) == ("this is wrong", "do that")


@given(st.lists(singles, min_size=1, max_size=2))
def test_what_is_printed_can_be_read_again(drawn: list[Symbol]) -> None:
    """Every symbol of the grammar, alone or joint, is the same after printing and parsing."""
    first, *others = drawn
    joinable = not re.search(r"[A-Z]$", str(first))  # a letter before the hyphen would be a range of letters
    symbol = Symbol(first.parts, first.suffixes, first.mark, tuple(others) if joinable else ())
    if len(str(symbol)) <= LONGEST:
        assert Symbol.parse(str(symbol)) == symbol


@given(singles)
def test_the_two_sizes_of_the_masthead_make_up_the_symbol(symbol: Symbol) -> None:
    """The large letters and the rest are the printed symbol, and the large ones hold no slash."""
    assert symbol.large + symbol.rest == str(symbol)
    assert "/" not in symbol.large


@given(singles)
def test_a_file_name_is_safe_and_gives_the_symbol_back(symbol: Symbol) -> None:
    """A file name holds no separator, space or star, and the symbol can be told from it, so none collide."""
    assert re.fullmatch(r"[A-Z][A-Za-z0-9.()_-]*[A-Za-z0-9)]", symbol.file_name)
    asides = re.sub(r"\([^)]*\)", lambda found: found[0].replace("_", " "), symbol.file_name)
    spaced = re.sub(r"_(?=\()|(?<=[0-9])_(?=[A-Z](?:-[A-Z])?(?:[_ ]|$))", " ", asides)
    assert spaced.replace("_", "/") == str(symbol).rstrip("*")


@given(st.text(max_size=120) | st.text(alphabet="AESRT./- ()*169dLVI", max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text breaks the parser: it is a symbol that prints and reads, or a SymbolError without control characters."""
    answer = _read(text)
    assert str(answer).isprintable()
    assert isinstance(answer, SymbolError) or _read(str(answer)) == answer


def _read(text: str) -> Symbol | SymbolError:
    try:
        return Symbol.parse(text)
    except SymbolError as error:
        return error


def test_joint_symbols_are_one_symbol_of_several() -> None:
    """Joint symbols stack in a masthead one by one, and each answers for itself."""
    joint = Symbol.parse("A/65/98/Add.1-S/2010/1/Add.2*")
    assert [str(symbol) for symbol in joint.each] == ["A/65/98/Add.1", "S/2010/1/Add.2*"]
    assert (joint.large, joint.rest, joint.also[0].year) == ("A", "/65/98/Add.1", 2010)
    assert str(joint.parent) == "A/65/98-S/2010/1"


def test_the_parent_is_the_symbol_without_suffixes() -> None:
    """An addendum, its corrigendum and its reissue lead to the document they belong to."""
    symbol = Symbol.parse("A/80/5 (Vol. II)/Add.1/Corr.2*")
    assert symbol.suffixes == ("Add.1", "Corr.2")
    assert str(symbol.parent) == "A/80/5 (Vol. II)"
    assert symbol.parent.parent == symbol.parent


def test_numbers_of_resolutions_keep_their_letters() -> None:
    """The number within the session is what follows it, letters and all; other documents have none."""
    texts = ("A/RES/66/152", "A/RES/79/252 A–B", "A/RES/3201 (S-VI)", "S/RES/2771 (2025)", "A/66/462")
    assert [Symbol.parse(text).number for text in texts] == ["152", "252 A-B", "3201", "2771", None]


@pytest.mark.parametrize("nature", sorted(set(NATURES) - {"RES", "DEC"}))
def test_every_nature_is_told_from_the_last_part(nature: str) -> None:
    """Each nature of the table is recognised before its number, and a suffix does not hide it."""
    assert Symbol.parse(f"E/CN.4/2001/{nature}.3/Rev.1").nature == nature


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("A/RES/66/152", "A/RES/66/152"),
        ("S/RES/2811 (2025)", "S/RES/2811(2025)"),
        ("A/80/5 (Vol. II)", "A/80/5(Vol.II)"),
        ("A/66/462/Add.2*", "A/66/462/Add.2"),
        ("A/79/876-S/2025/230", "A/79/876"),
    ],
)
def test_the_address_is_that_of_published_links(text: str, path: str) -> None:
    """An address has the language and the symbol without spaces and stars; joint symbols share the first's."""
    assert Symbol.parse(text).address("fr") == f"https://docs.un.org/fr/{path}"


def test_a_language_cannot_leave_its_place_in_the_address() -> None:
    """A strange language is percent-encoded rather than taken for a path."""
    assert Symbol.parse("A/3251").address("../?") == "https://docs.un.org/..%2F%3F/A/3251"


CITED = {
    "(A/66/53), see A/66/462/Add.2.": ["A/66/53", "A/66/462/Add.2"],
    "resolution S/RES/1325\u00a0(2000), and\nS/RES/2771\n(2025);": ["S/RES/1325 (2000)", "S/RES/2771 (2025)"],
    "A/RES/66/152 (2011) or A/66/53 (XX)": ["A/RES/66/152", "A/66/53"],
    "A/RES/2200 (XXI), A/RES/217 A (III)": ["A/RES/2200 (XXI)", "A/RES/217 A (III)"],
    "in A/RES/79/252 A–B and A/RES/79/252 A new era": ["A/RES/79/252 A-B", "A/RES/79/252"],
    "A/RES/66/152 E-Government": ["A/RES/66/152"],
    "A/CONF.157/24 (Part I), chap. III": ["A/CONF.157/24"],
    "(A/80/5 (Vol. II)).": ["A/80/5 (Vol. II)"],
    "A/79/876-S/2025/230, annex": ["A/79/876-S/2025/230"],
    "A/66/1–A/66/5": ["A/66/1", "A/66/5"],
    "*A/66/53* and A/RES/ES‑11/1": ["A/66/53", "A/RES/ES-11/1"],
    "Voir A/78/L.96 et A/HRC/59/42/Add.1\u00a0;": ["A/78/L.96", "A/HRC/59/42/Add.1"],
    "Véanse S/PRST/2014/13; S/INF/69, y CRC/C/ITA/CO/5-6": ["S/PRST/2014/13", "S/INF/69", "CRC/C/ITA/CO/5-6"],
    "см. «S/2017/507», а также S/2019/990": ["S/2017/507", "S/2019/990"],
    "انظر A/78/662، الفقرة 83، وA/HRC/51/6 و\u200eA/3251\u200e": ["A/78/662", "A/HRC/51/6", "A/3251"],
    "见A/78/662，第83段；A/ES-11/L.1和A/ES-11/L.1/Add.1号文件": ["A/78/662", "A/ES-11/L.1", "A/ES-11/L.1/Add.1"],
    "http://example.org/A/66/53 A/66/54 www.example.org/?s=S/2024/1": ["A/66/54"],
}
INNOCENT = (
    *("and/or", "1/2", "64/171 du 18 décembre", "S/he", "N/A", "I/O", "24/7", "12/10/2011", "18/A/2011", "TCP/IP"),
    *("influenza A/H1N1", "A/4 paper", "A/C.3", "Pyla/Pile", "km/h", "S/RES/2771", "A/RES/64", "A/B/C", "XA/66/53"),
    *("https://undocs.org/A/66/53", "(http://example.org/a,A/66/53)", "example.org/A/66/53", "?symbol=A/66/53"),
    *("A/66/53/", "A/66/53/x", "A/66/53x", "éA/66/53", "A/66//53", "A/66 /53", "А/66/53", "A/٦٦/٥٣", "a/66/53"),
)


@pytest.mark.parametrize(("text", "expected"), CITED.items())
def test_symbols_are_found_in_running_text(text: str, expected: list[str]) -> None:
    """Symbols are found in all six languages, with their parentheses and without the punctuation around them."""
    assert [str(symbol) for _, _, symbol in find_symbols(text)] == expected


@pytest.mark.parametrize("text", INNOCENT)
def test_what_only_looks_like_a_symbol_is_left_alone(text: str) -> None:
    """Slashes between words, bare numbers, dates, addresses and broken symbols are no citations."""
    assert [str(symbol) for _, _, symbol in find_symbols(f"see {text} here")] == []


@given(st.lists(st.tuples(st.sampled_from(["", " ", "(", "和", "، ", "\n", "A", "/"]), unmarked.map(str)), max_size=4))
def test_a_span_reads_as_its_symbol(pieces: list[tuple[str, str]]) -> None:
    """Spans follow one another, and the text of each is, spaces aside, the symbol that comes with it."""
    text = "".join(part for piece in pieces for part in piece)
    end = 0
    for start, stop, symbol in find_symbols(text):
        assert end <= start < stop
        assert Symbol.parse(text[start:stop].replace("\n", " ")) == symbol
        end = stop


@given(unmarked.filter(lambda symbol: len(symbol.parts) > 2 and not re.search(r"\(Part| [A-Z]$| [A-Z]-", str(symbol))))
def test_a_cited_symbol_is_found_whole(symbol: Symbol) -> None:
    """Whatever the masthead of a known body prints is found whole when a text cites it."""
    text = f"see ({symbol})."
    if len(str(symbol)) <= LONGEST and "DEC" not in symbol.parts:
        assert list(find_symbols(text)) == [(5, len(text) - 2, symbol)]


@pytest.mark.parametrize(
    "piece", ["A/", "A/1/", "(A/66/1 ", "A/RES/1 (", "A/66/1-", "A/A.A.A(1)", "http:", "ES-1/", "a"]
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    """Eight times the text takes about eight times as long, not sixty-four."""

    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        times = []
        for _ in range(2):
            begun = time.perf_counter()
            sum(1 for _ in find_symbols(text))
            times.append(time.perf_counter() - begun)
        return min(times)

    assert seconds(100_000) < 24 * seconds(12_500) + 0.05


@pytest.fixture(scope="module")
def real() -> Path:
    """Return the folder of real documents, which are not part of this project."""
    shared = Path(os.environ.get("MASTHEAD_SHARED", Path(__file__).parents[2] / "shared"))
    if not (shared / "real").is_dir():
        pytest.skip("the real documents are not here: MASTHEAD_SHARED names their folder")
    return shared / "real"


@pytest.mark.parametrize("manifest", ["manifest-akn.tsv", "manifest-pdf.tsv"])
def test_the_symbols_of_real_documents_are_read(real: Path, manifest: str) -> None:
    """Every symbol of the real documents is read and printed as it stands, and their file names are distinct."""
    with (real / manifest).open(encoding="utf-8", newline="") as lines:
        listed = {row["symbol"] for row in csv.DictReader(lines, delimiter="\t")}
    symbols = {text for text in listed if not re.fullmatch(r"S_PRST_2024_\d-\w+", text)}  # two are names of files
    assert len(symbols) >= 18
    assert {str(Symbol.parse(text)) for text in symbols} == symbols
    assert len({Symbol.parse(text).file_name for text in symbols}) == len(symbols)


@pytest.mark.parametrize("name", ["A_80_604_Add1-EN.pdf", "A_80_1-EN.pdf", "A_RES_78_323-EN.pdf", "A_RES_73_8-EN.pdf"])
def test_addresses_are_those_of_real_links(real: Path, name: str) -> None:
    """The address of every symbol that a real document links to is the real link, but for older hosts."""
    pages = pypdf.PdfReader(real / "pdf" / name).pages
    marks = [mark.get_object() for page in pages for mark in page.get("/Annots") or ()]
    links = {str(mark["/A"]["/URI"]) for mark in marks if "/URI" in mark.get("/A", {})}
    paths = [found[1] for link in links if (found := re.search(r"un(?:docs)?\.org/(?:en/)?([A-Z]+/.+)", link))]
    assert len(paths) >= 6
    assert [Symbol.parse(unquote(path)).address("en") for path in paths] == [
        f"https://docs.un.org/en/{path}" for path in paths
    ]
