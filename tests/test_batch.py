"""Batches: many texts at once by several workers, of which any may die at any moment."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import Executor, Future
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from conftest import FACTS, TEXT
from harm import harmed
from pypdf import PdfReader

from masthead import batch, maker
from masthead.building import build
from masthead.entry import survey
from masthead.job import Job, perform
from masthead.ledger import NAME, Ledger
from masthead.order import Order, Purpose
from masthead.pools import local
from masthead.pressroom import PressRoom
from masthead.problem import ExitCode
from masthead.report import Silence
from masthead.standing import standings
from masthead.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from masthead.report import Outcome, Report


DIED = (
    "the process that set it died, also when it set nothing else; "
    "look for something enormous in it, or give the machine more memory"
)


def fill(root: Path, number: int) -> Workspace:
    """Return a workspace in *root* with so many documents of one page."""
    (root / "content").mkdir(parents=True)
    for each in range(1, number + 1):
        text = (FACTS + TEXT).replace("66/152", f"66/{each}")
        (root / "content" / f"doc-{each:04}.yaml").write_text(text, encoding="utf-8")
    return Workspace(root)


def add(workspace: Workspace, name: str, more: str = "", *, symbol: str = "", title: str = "A title") -> None:
    """Add a document called *name*."""
    number = symbol or f"66/{1000 + len(list(workspace.content.iterdir()))}"
    text = (FACTS + TEXT).replace("66/152", number).replace("A title", title)
    (workspace.content / f"{name}.yaml").write_text(text + more, encoding="utf-8")


def pdfs(workspace: Workspace) -> dict[str, bytes]:
    """Return every file in ``build/`` but the ledger and the schemas, hidden ones too."""
    files = (path for path in workspace.output.rglob("*") if path.is_file())
    found = {path.relative_to(workspace.output).as_posix(): path.read_bytes() for path in files}
    return {name: data for name, data in found.items() if not name.startswith((".ledger", "schema/"))}


def states(report: Report) -> dict[str, str]:
    """Return what became of each document."""
    return {one.entry.document: "failed" if one.failed else "built" if one.fresh else "kept" for one in report.outcomes}


class Harming(Executor):
    """Two workers in which some documents do harm (:mod:`harm`), made by way of the seam that anybody may use."""

    window = 4

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._inner = local(2)()

    def submit(self, call: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        """Let the harm come before the call."""
        return self._inner.submit(harmed, self._folder, call, *arguments, **named)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let the workers go."""
        self._inner.shutdown(wait, cancel_futures=cancel_futures)


@pytest.fixture(scope="module")
def serial(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Return a workspace of twelve documents that this process built one after the other."""
    workspace = fill(tmp_path_factory.mktemp("serial"), 12)
    assert build(workspace=workspace).exit_code is ExitCode.OK
    return workspace


def test_two_workers_make_the_same_bytes(serial: Workspace, tmp_path: Path) -> None:
    """Two processes make the PDFs that one makes, byte for byte, in the order of their names in the report."""
    workspace = fill(tmp_path / "w", 12)
    report = build(workspace=workspace, workers=2)
    assert [output.name for output in report.outputs] == [output.name for output in build(workspace=serial).outputs]
    assert pdfs(workspace) == pdfs(serial)
    assert set(states(build(workspace=workspace)).values()) == {"kept"}


def test_dying_worker_costs_its_own_document(tmp_path: Path) -> None:
    """Of documents that kill their worker only one that does so each time is not built; each failure is a row."""
    workspace = fill(tmp_path / "w", 8)
    for name in ("once-1", "poison-1", "poison-2", "fault-1"):
        add(workspace, name)
    add(workspace, "wrong", "colour: blue\n")
    report = build(workspace=workspace, pool=partial(Harming, tmp_path))
    assert {name for name, state in states(report).items() if state == "failed"} == {
        "fault-1", "poison-1", "poison-2", "wrong"
    }  # fmt: skip
    assert sum(state == "built" for state in states(report).values()) == 9
    assert [str(problem) for problem in report.problems if "poison-1" in problem.place.file] == [
        f"content/poison-1.yaml: {DIED}"
    ]
    (fault,) = [str(problem) for problem in report.problems if "fault-1" in problem.place.file]
    assert fault.startswith("content/fault-1.yaml: ZeroDivisionError: fault-1")
    assert fault.endswith("; this is a fault of the program: run `masthead build -v` with it alone, and report it")
    assert report.exit_code is ExitCode.ENGINE
    assert set(pdfs(workspace)) == {output.name.removeprefix("build/") for output in report.outputs}


def test_what_was_built_before_a_death_is_not_built_again(tmp_path: Path) -> None:
    """After a run with failures only what failed is out of date."""
    workspace = fill(tmp_path / "w", 5)
    add(workspace, "poison")
    build(workspace=workspace, pool=partial(Harming, tmp_path))
    found, _ = survey(workspace)
    standing = standings(workspace, Ledger(workspace.root / NAME), found, [Order()])
    assert [one.entry.document for one in standing if not one.current] == ["poison"]


def test_name_is_given_in_the_order_of_documents(tmp_path: Path) -> None:
    """Of documents that would make one PDF the first has it, however quick the others were."""
    for attempt in range(3):
        workspace = fill(tmp_path / str(attempt), 4)
        for number in range(4):
            add(workspace, f"a-{number}", symbol="66/900", title="abcd"[number] * 5)
        report = build(workspace=workspace, workers=2)
        assert {name for name, state in states(report).items() if state == "failed"} == {"a-1", "a-2", "a-3"}
        told = [str(problem).partition(";")[0] for problem in report.problems]
        assert told == [
            f"content/a-{number}.yaml: its PDF would be A_RES_66_900-EN.pdf, and so would that of content/a-0.yaml"
            for number in (1, 2, 3)
        ]
        assert "aaaaa" in PdfReader(workspace.output / "A_RES_66_900-EN.pdf").pages[0].extract_text()
        assert len(pdfs(workspace)) == 5
        assert states(build(["a-0"], workspace=workspace)) == {"a-0": "kept"}


def test_another_release_sets_nothing(workspace: Workspace, write: Callable[..., str]) -> None:
    """A worker with another program or other libraries is refused: it would print another page."""
    write()
    entry = survey(workspace)[0][0]
    delivery = perform(Job("run", workspace.address, entry, (Order(),), "another maker"))
    assert delivery.proofs == ()
    (problem,) = delivery.problems
    assert problem.what == (
        "this worker has another release of Masthead or of its libraries than the machine that sends the work"
    )
    assert problem.exit_code is ExitCode.MACHINE
    assert not workspace.output.exists()


def test_worker_that_does_not_see_the_folder(workspace: Workspace, write: Callable[..., str]) -> None:
    """A worker of another machine to which the folder of the workspace is not shared says so."""
    write()
    entry = survey(workspace)[0][0]
    delivery = perform(Job("run", f"{workspace.root}/elsewhere", entry, (Order(),), maker.key()))
    (problem,) = delivery.problems
    assert problem.what == f"this worker does not see {workspace.root}/elsewhere"
    assert problem.todo == ("share that folder with it under the same path, or keep the documents in an object store")


def test_worker_starts_each_run_anew(workspace: Workspace, write: Callable[..., str]) -> None:
    """A worker that lives on, as those of a cluster do, sees in the next run the style sheets of that run."""
    write()
    entry = survey(workspace)[0][0]
    style = workspace.root / "styles" / "body.css"
    told = []
    for run, colour in (("1", "navy"), ("1", "green"), ("2", "green")):
        workspace.write(style, f"p {{ color: {colour} }}".encode())
        delivery = perform(Job(run, workspace.address, entry, (Order(),), maker.key()))
        told.append([str(problem) for problem in delivery.problems])
    assert told == [[], ["styles/body.css: it was changed while it was read; build again"], []]
    assert workspace.digest_now(delivery.proofs[0].aside) == delivery.proofs[0].digest


def test_ledger_is_written_now_and_then(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A long run writes what it has done from time to time, so that a crash costs little."""
    monkeypatch.setattr(batch, "AT_A_TIME", 2)
    workspace = fill(tmp_path / "w", 5)
    ledger = workspace.root / NAME
    seen: list[int] = []

    class Watching(Silence):
        def done(self, outcome: Outcome) -> None:
            del outcome
            seen.append(len(Ledger(ledger).records()))

    build(workspace=workspace, progress=Watching())
    assert seen == [0, 0, 2, 2, 4]
    assert len(Ledger(ledger).records()) == 5


def test_interrupted_run_keeps_what_it_has(tmp_path: Path) -> None:
    """What was finished before Ctrl-C is on record, and nothing else is left in build/."""
    workspace = fill(tmp_path / "w", 12)

    class Impatient(Silence):
        def __init__(self) -> None:
            self.finished: list[str] = []

        def done(self, outcome: Outcome) -> None:
            self.finished += [output.name for output in outcome.outputs]
            if len(self.finished) == 3:
                raise KeyboardInterrupt

    impatient = Impatient()
    with pytest.raises(KeyboardInterrupt):
        build(workspace=workspace, workers=2, progress=impatient)
    assert set(pdfs(workspace)) == {name.removeprefix("build/") for name in impatient.finished}
    records = Ledger(workspace.root / NAME).records()
    assert {record.output for record in records.values()} == set(impatient.finished)


def test_two_builds_at_once(tmp_path: Path) -> None:
    """Two builds of one workspace at the same time both succeed, and the ledger knows every PDF."""
    workspace = fill(tmp_path / "w", 10)
    command = [sys.executable, "-m", "masthead", "build", "-j1"]
    builds = [subprocess.Popen(command, cwd=workspace.root, stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [process.wait() for process in builds] == [0, 0]
    assert set(states(build(workspace=workspace)).values()) == {"kept"}
    assert len(pdfs(workspace)) == 10


def test_fault_of_the_program_is_raised_where_one_text_is_built(
    workspace: Workspace, write: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault of the program is shown whole where one text is built, so that it can be reported."""
    write()

    def broken(*_: object) -> None:
        raise ZeroDivisionError("within")

    monkeypatch.setattr(PressRoom, "printed", broken)
    with pytest.raises(ZeroDivisionError, match="within"):
        build(workspace=workspace)


def test_copy_that_is_in_place_stays(workspace: Workspace, write: Callable[..., str]) -> None:
    """Where the disc takes the PDF for the archive and not that for a screen, the first is there and on record."""
    write()
    workspace.write(workspace.root / "styles" / "body.css", b"p { colr: red }")
    (workspace.output / "A_RES_66_152-EN.screen.pdf").mkdir(parents=True)
    orders = [Order(), Order(Purpose.SCREEN)]
    report = build(workspace=workspace, orders=orders)
    assert [output.name for output in report.outputs] == ["build/A_RES_66_152-EN.pdf"]
    assert [problem.place.file for problem in report.problems] == ["build/A_RES_66_152-EN.screen.pdf", "styles"]
    assert states(report) == {"doc": "failed"}
    assert not list((workspace.output / ".aside").iterdir())
    assert build(workspace=workspace, orders=orders[:1]).outputs[0].fresh is False


class Backwards(Executor):
    """Does its tasks when it has four of them, the last one first."""

    window = 4

    def __init__(self) -> None:
        self._waiting: list[tuple[Future[Any], Callable[[], Any]]] = []

    def submit(self, call: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        """Keep the task back until there are four."""
        future: Future[Any] = Future()
        self._waiting.append((future, partial(call, *arguments, **named)))
        if len(self._waiting) == self.window:
            while self._waiting:
                done, task = self._waiting.pop()
                done.set_result(task())
        return future


def test_who_is_quicker_changes_no_word(tmp_path: Path) -> None:
    """Of texts with one name the same is said, and the same PDF kept, in whichever order they are finished."""
    found = []
    for number, pool in enumerate((None, Backwards)):
        workspace = fill(tmp_path / str(number), 0)
        for name in "abcd":
            add(workspace, name, symbol="66/900", title=name * 5)
        report = build(workspace=workspace, pool=pool)
        found.append((states(report), [str(problem) for problem in report.problems], pdfs(workspace)))
    assert found[0] == found[1]
    assert found[0][0] == {"a": "built", "b": "failed", "c": "failed", "d": "failed"}
