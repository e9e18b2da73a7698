"""Names of PDFs: no document is printed over another, in one build or in a later one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from masthead.entry import Entry
from masthead.ledger import NAME, Ledger
from masthead.names import Names
from masthead.order import Purpose
from masthead.problem import MastheadError
from masthead.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable

    from masthead.workspace import Workspace

PDF = "A_RES_66_152-EN.pdf"
ONE, TWO = (Entry(name, f"content/{name}.yaml", f"content/{name}.yaml") for name in ("one", "two"))


@pytest.fixture
def built(workspace: Workspace, write: Callable[..., str]) -> Workspace:
    """Return a workspace with two documents of one symbol, of which the first was built."""
    write("one")
    write("two")
    ledger = Ledger(workspace.root / NAME)
    ledger.keep(ONE.text, Purpose.ARCHIVE, Record(f"build/{PDF}", "", "", 1, {}, ""))
    ledger.commit()
    return workspace


def names_of(workspace: Workspace) -> Names:
    """Return the names that earlier builds gave."""
    return Names(workspace, Ledger(workspace.root / NAME))


def test_name_belongs_to_the_first_who_takes_it() -> None:
    """A name is taken once; who has it may take it again."""
    names = Names()
    names.take(PDF, ONE)
    names.take(PDF, ONE)
    with pytest.raises(MastheadError, match=f"^content/two.yaml: its PDF would be {PDF}, and so would that of .*one"):
        names.take(PDF, TWO)


def test_name_of_an_earlier_build_is_kept(built: Workspace) -> None:
    """A name that an earlier build gave to a document is its own, though another one is built first now."""
    names = names_of(built)
    with pytest.raises(MastheadError, match=r"content/one\.yaml"):
        names.take(PDF, TWO)
    names.take(PDF, ONE)


def test_document_that_moved_on_gives_its_name_away(built: Workspace, write: Callable[..., str]) -> None:
    """A document with another symbol now has no claim on the name of its last PDF."""
    write("one", replace=("A/RES/66/152", "A/RES/66/153"))
    names_of(built).take(PDF, TWO)


def test_document_that_is_gone_gives_its_name_away(built: Workspace) -> None:
    """A document that was deleted has no claim on the name of its PDF."""
    (built.content / "one.yaml").unlink()
    names_of(built).take(PDF, TWO)


def test_broken_document_keeps_its_name(built: Workspace) -> None:
    """A document that has faults now keeps the PDF of its last good build."""
    (built.content / "one.yaml").write_text("title: [", encoding="utf-8")
    with pytest.raises(MastheadError, match=r"content/one\.yaml"):
        names_of(built).take(PDF, TWO)


def test_ledger_that_is_gone_gives_nobody_a_name(built: Workspace) -> None:
    """Without a ledger whoever comes first has the name."""
    (built.root / NAME).unlink()
    names_of(built).take(PDF, TWO)


def test_name_goes_to_the_text_that_stands_first() -> None:
    """Of two texts of one build the one that stands first gets the name, whichever is finished first."""
    names = Names(order=[ONE, TWO])
    assert names.take(PDF, TWO) is None
    assert names.take(PDF, ONE) == TWO
    with pytest.raises(MastheadError, match=r"so would that of content/one\.yaml"):
        names.take(PDF, TWO)
