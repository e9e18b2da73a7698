"""The proof desk: which texts are set, when, and what is kept of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from previewed import QuickPress, until

from masthead.previewing.catalogue import address, catalogue
from masthead.previewing.desk import Desk
from masthead.previewing.proof import Drawer, Proof, State, touches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from masthead.workspace import Workspace


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch, workspace: Workspace) -> QuickPress:
    """Return the press that the desk of this test prints on."""
    press = QuickPress(workspace)
    monkeypatch.setattr("masthead.previewing.desk.PressRoom", lambda _: press)
    return press


@pytest.fixture
def desk(press: QuickPress, workspace: Workspace) -> Iterator[Desk]:
    """Return a desk at work over two documents: ``one``, and ``two`` in two languages."""
    assert press.workspace is workspace
    put(workspace, "one.yaml", "first")
    for name in ("document", "en", "fr"):
        put(workspace, f"two/{name}.yaml", name)
    desk = Desk(workspace)
    desk.start()
    yield desk
    desk.stop()


def put(workspace: Workspace, name: str, text: str) -> str:
    """Write a file of ``content/`` and return its name in the workspace."""
    path = workspace.content / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return f"content/{name}"


def settled(desk: Desk, *addresses: str) -> list[Proof]:
    """Wait until nothing is being set at *addresses* and return the proofs there."""
    until(lambda: not {desk.proof(each).state for each in addresses} & {State.WAITING, State.SETTING})
    return [desk.proof(each) for each in addresses]


def idle(desk: Desk) -> None:
    """Wait until every text was looked through, which comes after all that is to be set."""
    until(lambda: desk.surveyed and desk.marks().keys() == desk.catalogue.texts.keys())


def silent() -> None:
    """Hear of a change, and do nothing."""


def test_a_text_is_set_when_it_is_open(desk: Desk, press: QuickPress) -> None:
    """Only the text that is open is set; its PDF, pages and time are there."""
    with desk.reading(["one"], silent):
        proof = settled(desk, "one")[0]
        idle(desk)
    assert (proof.state, proof.pdf, proof.pages, proof.problems) == (State.SET, b"first", 1, ())
    assert press.printed_texts == ["content/one.yaml"]


def test_the_reader_is_called(desk: Desk) -> None:
    """Who reads a text is called when there is something new, and no more after leaving."""
    calls: list[int] = []
    with desk.reading(["one"], lambda: calls.append(1)):
        settled(desk, "one")
        idle(desk)
    until(lambda: calls)
    count = len(calls)
    desk.change([put(desk._workspace, "one.yaml", "second")])
    with desk.reading(["one"], silent):
        until(lambda: desk.proof("one").pdf == b"second")
    assert len(calls) == count


@pytest.mark.parametrize(
    ("name", "again"),
    [
        ("content/one.yaml", True),
        ("content", True),
        ("styles/own.css", True),
        ("styles/body.css", True),
        ("content/two/fr.yaml", False),
        ("styles/other.css", False),
        ("content/one.yam", False),
    ],
)
def test_a_text_is_set_again_only_for_what_it_read(desk: Desk, press: QuickPress, name: str, again: bool) -> None:
    """A change of a file that was read, looked for in vain, or lies in a folder of that name sets the text again."""
    with desk.reading(["one"], silent):
        settled(desk, "one")
        desk.change([name])
        until(lambda: name in press.forgotten)
        with desk.reading(["two/en"], silent):  # comes after what the change asks for
            settled(desk, "two/en")
        settled(desk, "one")
    assert press.printed_texts.count("content/one.yaml") == (2 if again else 1)


def test_facts_count_as_read(desk: Desk, press: QuickPress) -> None:
    """A change of the facts of a document sets each of its open texts again."""
    with desk.reading(["two/en", "two/fr"], silent):
        settled(desk, "two/en", "two/fr")
        desk.change([put(desk._workspace, "two/document.yaml", "changed")])
        until(lambda: len(press.printed_texts) == 4)
    assert sorted(press.printed_texts) == ["content/two/en.yaml"] * 2 + ["content/two/fr.yaml"] * 2


def test_the_last_good_pdf_is_kept(desk: Desk) -> None:
    """A text that cannot be set keeps its last PDF beside the problems; mended, it is set anew without them."""
    with desk.reading(["one"], silent):
        settled(desk, "one")
        desk.change([put(desk._workspace, "one.yaml", "FAULT")])
        until(lambda: desk.proof("one").state is State.FAULTY)
        faulty = desk.proof("one")
        desk.change([put(desk._workspace, "one.yaml", "mended")])
        until(lambda: desk.proof("one").state is State.SET)
        mended = desk.proof("one")
    assert (faulty.pdf, faulty.pages) == (b"first", 1)
    assert [str(problem) for problem in faulty.problems] == ["content/one.yaml:2:3: there is a fault; mend it"]
    assert (mended.pdf, mended.problems) == (b"mended", ())


def test_a_text_with_problems_is_set_again_after_any_change(desk: Desk, press: QuickPress) -> None:
    """What a faulty text would have read is not known, so any change sets it again."""
    put(desk._workspace, "one.yaml", "FAULT")
    with desk.reading(["one"], silent):
        assert settled(desk, "one")[0].pdf == b""
        desk.change(["templates/elsewhere.html"])
        until(lambda: len(press.printed_texts) == 2)


def test_a_closed_text_waits_until_it_is_opened(desk: Desk, press: QuickPress) -> None:
    """A text that nobody reads is not set when it changes, but when it is opened again."""
    with desk.reading(["one"], silent):
        settled(desk, "one")
    desk.change([put(desk._workspace, "one.yaml", "later")])
    with desk.reading(["two/en"], silent):
        settled(desk, "two/en")
        idle(desk)
    assert press.printed_texts.count("content/one.yaml") == 1
    with desk.reading(["one"], silent):
        until(lambda: desk.proof("one").pdf == b"later")


def test_an_unchanged_text_is_shown_at_once(desk: Desk, press: QuickPress) -> None:
    """A text that was set before and has not changed is there when it is opened again, without being set."""
    for _ in range(2):
        with desk.reading(["one"], silent):
            assert settled(desk, "one")[0].pdf == b"first"
            idle(desk)
    assert press.printed_texts == ["content/one.yaml"]


def test_a_fault_of_the_program_is_told(desk: Desk) -> None:
    """An error that nobody foresaw is a problem of that text, and others are set."""
    put(desk._workspace, "one.yaml", "BUG")
    with desk.reading(["one", "two/en"], silent):
        broken, well = settled(desk, "one", "two/en")
    (problem,) = broken.problems
    assert str(problem) == (
        "content/one.yaml: ZeroDivisionError: by nought; this is a fault of the program; "
        "run `masthead build -v` on this text and report what it prints"
    )
    assert well.state is State.SET


def test_a_deleted_text_is_missing(desk: Desk) -> None:
    """A text whose file is deleted while it is open is missing; its last PDF stays. When it is back, it is set."""
    path = desk._workspace.content / "one.yaml"
    with desk.reading(["one"], silent):
        settled(desk, "one")
        path.unlink()
        desk.change(["content/one.yaml"])
        until(lambda: desk.proof("one").state is State.MISSING)
        assert desk.proof("one").pdf == b"first"
        assert "one" not in desk.catalogue.texts
        desk.change([put(desk._workspace, "one.yaml", "back")])
        until(lambda: desk.proof("one").pdf == b"back")


def test_what_never_was_is_missing(desk: Desk) -> None:
    """A text that the workspace does not have is missing, and nothing is read for it."""
    with desk.reading(["../one"], silent):
        until(lambda: desk.proof("../one").state is State.MISSING)


def test_texts_that_are_not_open_are_looked_through(desk: Desk) -> None:
    """Every text has its count of problems without being set, and a new one after it changed."""
    with desk.reading([], silent):
        idle(desk)
        before = desk.marks()
        text = "type: resolution\nlanguage: en\n"
        desk.change([put(desk._workspace, "one.yaml", text)])
        until(lambda: desk.marks().get("one", 0) > before["one"])
    assert set(before) == {"one", "two/en", "two/fr"}
    assert all(before.values())


def test_the_first_text_is_set_before_anyone_asks(press: QuickPress, workspace: Workspace) -> None:
    """The text that the command names is being set while the browser still starts."""
    put(workspace, "one.yaml", "first")
    desk = Desk(workspace, "one")
    desk.start()
    assert settled(desk, "one")[0].pdf == b"first"
    desk.stop()
    assert press.printed_texts == ["content/one.yaml"]


def test_a_lull_is_used_to_sweep_up(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a text was set and nothing more is to be done, garbage is looked for, once."""
    swept: list[int] = []
    monkeypatch.setattr("masthead.previewing.desk.LULL", 0.01)
    monkeypatch.setattr("gc.collect", lambda: swept.append(1))
    with desk.reading(["one"], silent):
        settled(desk, "one")
        until(lambda: swept)
        desk.change(["styles/other.css"])
        idle(desk)
    assert swept == [1]


def test_old_proofs_go_when_memory_is_short() -> None:
    """What was put away longest ago goes first, but not what is open."""
    drawer = Drawer(most_bytes=10)
    for name in ("a", "b", "c"):
        drawer.put(name, Proof(State.SET, pdf=b"1234"), in_use={"a"})
    assert [drawer.get(name).state for name in "abc"] == [State.SET, State.WAITING, State.SET]


@pytest.mark.parametrize(
    ("name", "expected"), [("a/b", True), ("a", True), ("a/b/c", False), ("styles/x.css", True), ("x.css", False)]
)
def test_what_a_change_touches(name: str, expected: bool) -> None:
    """A change touches what was read: the file, one in the folder of that name, the program's own in a checkout."""
    assert touches([name], frozenset({"a/b", "masthead:styles/x.css"})) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("a b.yaml", "a%20b"), ("a#b?c.yaml", "a%23b%3Fc"), ("ä.yaml", "%C3%A4"), ("<b>.yaml", "%3Cb%3E")],
)
def test_addresses_are_escaped(workspace: Workspace, name: str, expected: str) -> None:
    """The address of a text stands in a URL as it is."""
    put(workspace, name, "x")
    assert list(catalogue(workspace).texts) == [expected]


def test_an_address_names_document_and_language(workspace: Workspace) -> None:
    """A document in a folder has one address a language, one in a single file its own name."""
    for name in ("one.yaml", "two/document.yaml", "two/fr.yaml", "two/en.yaml"):
        put(workspace, name, "x")
    found = catalogue(workspace)
    assert [address(entry) for entry in found.texts.values()] == ["one", "two/en", "two/fr"]
    assert found.as_data() == [
        {"name": "one", "texts": [{"address": "one", "name": ""}]},
        {"name": "two", "texts": [{"address": "two/en", "name": "en"}, {"address": "two/fr", "name": "fr"}]},
    ]


def test_an_empty_workspace_says_so(workspace: Workspace) -> None:
    """Without a document the catalogue is empty and holds the problem that says what to do."""
    found = catalogue(workspace)
    assert [str(problem) for problem in found.problems] == [
        "content: there is no document here; `masthead new NAME` writes a document to start from"
    ]
    assert not found.texts
