"""From a document to HTML: templates of the workspace, their faults, and text that stays text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from masthead.document import load
from masthead.document.content import Note, NoteCall
from masthead.entry import entries
from masthead.markup import Run
from masthead.problem import MastheadError, Place
from masthead.typeset import inline, typeset

if TYPE_CHECKING:
    from collections.abc import Callable

    from masthead.workspace import Workspace


def html_of(workspace: Workspace, write: Callable[..., str]) -> str:
    """Return the HTML of a small document."""
    write()
    return typeset(load(workspace, entries(workspace)[0]), workspace).html


@pytest.mark.parametrize(
    ("template", "line", "said"),
    [
        ("{{ 1 / 0 }}", 1, "division by zero"),
        ("\n{{ nothing }}", 2, "'nothing' is undefined"),
        ("\n\n{% if %}", 3, "Expected an expression, got 'end of statement block'"),
        ("{{ 1 + 'a' }}", 1, "unsupported operand type(s) for +: 'int' and 'str'"),
        ("{% for n in range(10 ** 9) %}{% endfor %}", 1, "Range too big"),
        ("{{ ().__class__ }}", 1, "access to attribute '__class__' of 'tuple' object is unsafe."),
    ],
)
def test_a_faulty_template_is_a_problem_with_its_line(
    workspace: Workspace, write: Callable[..., str], template: str, line: int, said: str
) -> None:
    """Whatever a template of the workspace does wrong is told with its file and line."""
    (workspace.root / "templates").mkdir()
    (workspace.root / "templates/resolution.html").write_text(template)
    with pytest.raises(MastheadError) as caught:
        html_of(workspace, write)
    (problem,) = caught.value.problems
    assert problem.place == Place("templates/resolution.html", line)
    assert said in problem.what
    assert problem.todo == "mend the template, or delete it to use the program's own"


@pytest.mark.parametrize("data", [b"\xff\xfe", b"{% include 'resolution.html' %}", b"{% include '../secret.html' %}"])
def test_a_template_that_cannot_be_read_is_a_problem(
    workspace: Workspace, write: Callable[..., str], data: bytes
) -> None:
    """A template that is not UTF-8, includes itself or reaches out of its folder prints nothing."""
    (workspace.root / "templates").mkdir()
    (workspace.root / "templates/resolution.html").write_bytes(data)
    (workspace.root / "secret.html").write_text("secret")
    with pytest.raises(MastheadError, match="the template cannot be used"):
        html_of(workspace, write)


def test_a_template_of_the_workspace_goes_before_the_program_s(workspace: Workspace, write: Callable[..., str]) -> None:
    """One template can be replaced, and it may go on using the program's others."""
    (workspace.root / "templates").mkdir()
    (workspace.root / "templates/masthead.html").write_text("<header>Ours</header>")
    html = html_of(workspace, write)
    assert "<header>Ours</header>" in html
    assert 'id="adoption"' in html


def test_a_space_alone_joins_its_neighbour() -> None:
    """A run that is a mere space would be set with a U+200B beside it, so it stands within the run before or after."""
    note = Note(1, "1", "1", "key", ((Run("See."),),), Place("f"))
    runs = (
        Run("one", italic=True),
        Run(" "),
        Run("two", bold=True),
        NoteCall(note),
        Run(" "),
        Run("three", italic=True),
    )
    assert inline(runs) == (
        '<em>one </em><strong>two</strong><span class="note" id="note-1" data-number="1">See.</span><em> three</em>'
    )


def test_a_no_break_hyphen_keeps_its_word_whole() -> None:
    """U+2011, which Times faces lack, is printed as a plain hyphen in a word that does not break."""
    assert inline([Run("of non\u2011intervention in")]) == 'of <span class="whole">non-intervention</span> in'


def test_characters_of_html_are_escaped() -> None:
    """What looks like mark-up in a text is printed as it stands, also in the address of a link."""
    run = Run("<b>&{{ x }}", address='https://example.org/"><script>')
    assert inline([run]) == '<a href="https://example.org/&#34;&gt;&lt;script&gt;">&lt;b&gt;&amp;{{ x }}</a>'
