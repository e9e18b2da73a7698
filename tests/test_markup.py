"""Inline marks: five of them, and every other character is itself."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from masthead.markup import AddressError, Call, Inline, Run, calls, parse, plain

WORDS = st.text(st.characters(exclude_characters="*^[]\\ \t\r\n\u00a0\u202f", exclude_categories=["Cc", "Cs", "Z"]))
MARKS = st.sampled_from(
    ["*", "**", "^", "[^", "[^a]", "[", "](", "](https://a.org)", ")", "\\", " ", "a", "é", "\u00a0"]
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", (Run("plain"),)),
        ("*italic*", (Run("italic", italic=True),)),
        ("**bold**", (Run("bold", bold=True),)),
        ("***both***", (Run("both", italic=True, bold=True),)),
        ("89^e^ séance", (Run("89"), Run("e", raised=True), Run(" séance"))),
        ("*a^e^*", (Run("a", italic=True), Run("e", italic=True, raised=True))),
        ("end[^note].", (Run("end"), Call("note"), Run("."))),
        ("*in[^a] it*", (Run("in", italic=True), Call("a"), Run(" it", italic=True))),
        ("[a *b*](https://a.org/x)", (Run("a ", address="https://a.org/x"), Run("b", italic=True, address="https://a.org/x"))),
        ("[du *passé*](lang:fr-CA)", (Run("du ", language="fr-CA"), Run("passé", italic=True, language="fr-CA"))),
        ("[mail](mailto:a@b.org)", (Run("mail", address="mailto:a@b.org"),)),
        ("[x](https://é.org/ü y)", (Run("[x](https://é.org/ü y)"),)),
        ("[x](https://é.org/ü?a=1&b=2)", (Run("x", address="https://xn--9ca.org/%C3%BC?a=1&b=2"),)),
    ],
)  # fmt: skip
def test_marks(text: str, expected: Inline) -> None:
    """Each mark gives its style, its call or its link; marks stand within each other."""
    assert parse(text) == expected


@pytest.mark.parametrize(
    "text",
    ["2 * 3 * 4", "x ^ y", "~~x~~", "89^e séance", "^ a ^", "[^two words]", "[^]", "[a] (b)", "[a]", "*", "**",
     "_a_ __b__", "`code`", "# no heading", "<b>&amp;</b>", "{{ x }} {% y %}", "![picture](x.png", "<https://a.org>",
     "http://a.org"],
)  # fmt: skip
def test_what_is_no_mark(text: str) -> None:
    """A mark that is not closed, and everything else that Markdown knows, is the characters that were typed."""
    assert parse(text) == (Run(text),)


@given(WORDS)
def test_words_are_themselves(text: str) -> None:
    """A text without marks and spaces comes out as it is."""
    assert plain(parse(text)) == text


@given(st.lists(st.sampled_from("*^[]\\ab"), min_size=1).map("".join))
def test_backslash_prints_any_mark(text: str) -> None:
    """A text in which a backslash stands before every mark is printed as that text."""
    typed = "".join(sign if sign.isalpha() else f"\\{sign}" for sign in text)
    assert parse(typed) == (Run(text),)


@example("****[](https://a.org)***^")
@given(st.lists(MARKS, max_size=30).map("".join))
def test_any_text_can_be_read(text: str) -> None:
    """Whatever is typed is read, but for bad addresses: no letter is lost, no two neighbours have one style."""
    try:
        inline = parse(text)
    except AddressError:
        return
    letters = "".join(part.text if isinstance(part, Run) else part.key for part in inline)
    assert letters.count("é") == text.count("é")
    assert all(part.text for part in inline if isinstance(part, Run))
    styles = [part.style if isinstance(part, Run) else part for part in inline]
    assert all(before != after or isinstance(after, Call) for before, after in pairwise(styles))


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        (" a \n\t b ", "a b"),
        ("a\u00a0b", "a\u00a0b"),
        ("a \u00a0 b", "a\u00a0b"),
        ("a\u202f\u00a0b", "a\u202fb"),
        ("a" + "\u00a0" * 9999 + "b", "a\u00a0b"),
    ],
)
def test_spaces_are_folded(text: str, printed: str) -> None:
    """Spaces and line ends side by side are one space, and a no-break one where one of them is."""
    assert plain(parse(text)) == printed


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JavaScript:x", "data:text/html,x", "file:///etc/passwd", "ftp://a.org", "//a.org",
     "page", "#x", "http://", "https:///x", "https://:80/", "https://[::1", "http://a.org:99999/", "mailto:",
     "mailto:x", "mailto:/x@y/z", "lang:", "lang:x", "lang:fr/x", "lang:fr;x", "language:fr"],
)  # fmt: skip
def test_addresses_that_are_refused(address: str) -> None:
    """A link leads to a host on the web or to a mailbox; each that does not is named as it was typed."""
    with pytest.raises(AddressError) as raised:
        parse(f"[a]({address}) and [b](https://a.org) and [c]({address})")
    assert raised.value.addresses == (address, address)


def test_calls_are_listed_in_order() -> None:
    """The keys of the called notes come in the order of their calls, each as often as it is called."""
    assert list(calls(parse("a[^x] *b[^y]* c[^x]"))) == ["x", "y", "x"]
