"""What a save touches is built at once, and nothing else; an error keeps the last good PDF."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from threading import Condition, Event, Thread
from typing import TYPE_CHECKING, Any

import pytest
from conftest import FACTS, TEXT
from pypdf import PdfReader

from masthead.problem import MastheadError
from masthead.report import Silence
from masthead.watching import watch
from masthead.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from masthead.report import Outcome
    from masthead.watching import Turn

LIMIT = 120.0
"""Seconds that are waited for what must come: far more than it ever takes."""
TITLE = "title: A title\n"
OWN_STYLE = "@import 'new-york.css';\n"


@dataclass
class Office(Silence):
    """A workspace that is watched in a thread, and the turns that were heard of."""

    root: Path
    turns: list[Turn] = field(default_factory=list)
    heard: Condition = field(default_factory=Condition)
    stop: Event = field(default_factory=Event)
    on_done: Callable[[Outcome], object] = field(default=lambda _: None)

    def done(self, outcome: Outcome) -> None:
        """Call whom a test has set."""
        self.on_done(outcome)

    def run(self) -> None:
        """Watch until :attr:`stop` is set."""
        for turn in watch(workspace=Workspace(self.root), progress=lambda _: nullcontext(self), stop=self.stop):
            with self.heard:
                self.turns.append(turn)
                self.heard.notify_all()

    def after(self, save: Callable[[], object], until: Callable[[list[Turn]], object] = len) -> list[Turn]:
        """Save, and return the turns from then on as soon as *until* is true of them."""
        start = len(self.turns)
        save()
        with self.heard:
            assert self.heard.wait_for(lambda: until(self.turns[start:]), LIMIT)
            return self.turns[start:]

    def file(self, name: str) -> Path:
        """Return the path of a file of the workspace."""
        return self.root / name

    def pdf(self, number: int, language: str = "EN") -> Path:
        """Return the PDF of document *number*."""
        return self.root / f"build/A_RES_66_{number}-{language}.pdf"

    def add(self, number: int) -> None:
        """Write document *number*."""
        folder = self.root / f"content/d{number}"
        folder.mkdir(parents=True)
        (folder / "document.yaml").write_text(FACTS.replace("66/152", f"66/{number}"), encoding="utf-8")
        (folder / "en.yaml").write_text(TEXT.replace("language: en\n", ""), encoding="utf-8")

    def title(self, number: int, words: str) -> Callable[[], object]:
        """Return a function that gives document *number* the title *words*, in place."""
        return lambda: self.text(number).write_text(self.titled(words), encoding="utf-8")

    def titled(self, words: str) -> str:
        """Return a text with the title *words*."""
        return TEXT.replace("language: en\n", "").replace(TITLE, f"title: {words}\n")

    def text(self, number: int) -> Path:
        """Return the file of the text of document *number*."""
        return self.root / f"content/d{number}/en.yaml"

    def marks(self) -> dict[str, tuple[int, int]]:
        """Return of each PDF what it is known to be the same file by."""
        return {path.name: (path.stat().st_ino, path.stat().st_mtime_ns) for path in self.root.glob("build/*.pdf")}


def built(*texts: str) -> Callable[[list[Turn]], bool]:
    """Return whether *texts* were all built in some turns."""
    return lambda turns: set(texts) <= set(made(turns))


def made(turns: list[Turn]) -> list[str]:
    """Return the texts that were built in *turns*."""
    return [one.entry.text for turn in turns for one in turn.report.outcomes if one.fresh]


def said(turns: list[Turn]) -> list[str]:
    """Return the problems of *turns*, as they are told."""
    return [str(problem) for turn in turns for problem in turn.report.problems]


def words_of(pdf: Path) -> str:
    """Return the text of the first page of *pdf*, on one line."""
    return " ".join(PdfReader(pdf).pages[0].extract_text().split())


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Return a workspace of three documents, watched and warm."""
    office = Office(tmp_path_factory.mktemp("office"))
    for number in (1, 2, 3):
        office.add(number)
    thread = Thread(target=office.run)
    thread.start()
    with office.heard:
        assert office.heard.wait_for(lambda: office.turns, LIMIT)
    yield office
    office.stop.set()
    thread.join(LIMIT)
    assert not thread.is_alive()


def test_the_first_turn_brings_all_up_to_date(office: Office) -> None:
    """A watch begins with what a build would do."""
    first = office.turns[0]
    assert not first.changed
    assert made([first]) == ["content/d1/en.yaml", "content/d2/en.yaml", "content/d3/en.yaml"]


def test_a_save_builds_its_text_and_no_other(office: Office) -> None:
    """One edit makes one PDF anew; the others are the same files as before."""
    before = office.marks()
    turns = office.after(office.title(1, "Saved in place"), built("content/d1/en.yaml"))
    assert made(turns) == ["content/d1/en.yaml"]
    assert turns[-1].changed == {"content/d1/en.yaml"}
    assert "Saved in place" in words_of(office.pdf(1))
    after = office.marks()
    assert {name for name in after if after[name] != before[name]} == {office.pdf(1).name}


def test_a_save_by_renaming_builds(office: Office) -> None:
    """Editors write a new file and let it take the place of the old one."""

    def save() -> None:
        aside = office.file("content/d1/en.yaml.Xq3")
        aside.write_text(office.titled("Saved aside"), encoding="utf-8")
        aside.replace(office.text(1))

    office.after(save, built("content/d1/en.yaml"))
    assert "Saved aside" in words_of(office.pdf(1))


def test_facts_build_every_language(office: Office) -> None:
    """A language that is added is built; the facts are those of both texts, and a language may go again."""
    french = office.file("content/d1/fr.yaml")
    office.after(lambda: shutil.copy(office.text(1), french), built("content/d1/fr.yaml"))
    assert office.pdf(1, "FR").is_file()
    facts = office.file("content/d1/document.yaml")
    later = facts.read_text(encoding="utf-8").replace("2012-03-13", "2012-03-14")
    both = built("content/d1/en.yaml", "content/d1/fr.yaml")
    assert sorted(made(office.after(lambda: facts.write_text(later, encoding="utf-8"), both))) == [
        "content/d1/en.yaml", "content/d1/fr.yaml",
    ]  # fmt: skip
    turns = office.after(french.unlink)
    assert [entry.text for entry in turns[-1].gone] == ["content/d1/fr.yaml"]
    assert office.pdf(1, "FR").is_file()


def test_a_document_comes_and_goes(office: Office) -> None:
    """A new document is built though its text comes later than its folder; when it is deleted that is told."""
    office.after(lambda: office.add(4), built("content/d4/en.yaml"))
    turns = office.after(lambda: shutil.rmtree(office.file("content/d4")), lambda turns: any(t.gone for t in turns))
    assert [entry.text for turn in turns for entry in turn.gone] == ["content/d4/en.yaml"]
    assert not made(turns)
    assert office.pdf(4).is_file()


def test_a_folder_that_is_moved_in_is_built(office: Office) -> None:
    """A document that comes whole, and goes whole, is one save."""
    office.add(5)
    office.after(lambda: None, built("content/d5/en.yaml"))
    aside = office.root.parent / "aside"
    turns = office.after(lambda: office.file("content/d5").rename(aside), lambda turns: any(t.gone for t in turns))
    assert [entry.text for turn in turns for entry in turn.gone] == ["content/d5/en.yaml"]
    office.pdf(5).unlink()
    office.after(lambda: aside.rename(office.file("content/d5")), built("content/d5/en.yaml"))
    assert office.pdf(5).is_file()
    office.after(lambda: shutil.rmtree(office.file("content/d5")), lambda turns: any(t.gone for t in turns))


def test_an_error_keeps_the_last_good_pdf(office: Office) -> None:
    """A fault is told with its line, the PDF stays byte for byte, and it is said when it is mended."""
    good, before = office.text(2).read_bytes(), office.pdf(2).read_bytes()
    broken = office.titled("x").replace("title:", "tytle:")
    turns = office.after(lambda: office.text(2).write_text(broken, encoding="utf-8"), said)
    assert said(turns) == [
        'content/d2/en.yaml:1:1: "title" is missing; add it (title, without the number of the resolution)',
        'content/d2/en.yaml:1:1: unknown key "tytle"; did you mean "title"?',
    ]
    assert turns[-1].stays == ("build/A_RES_66_2-EN.pdf",)
    assert office.pdf(2).read_bytes() == before
    mark = office.marks()
    turns = office.after(lambda: office.text(2).write_bytes(good), lambda turns: any(t.mended for t in turns))
    assert turns[-1].mended == ("content/d2/en.yaml",)
    assert not made(turns)  # it is again what the PDF was made from
    assert office.marks() == mark


def test_a_broken_text_does_not_hold_up_others(office: Office) -> None:
    """While one text has problems another is built, and the broken one is not tried again for it."""
    office.after(lambda: office.text(2).write_text("title: [", encoding="utf-8"), said)
    turns = office.after(office.title(3, "Beside a broken one"), built("content/d3/en.yaml"))
    assert [outcome.entry.text for turn in turns for outcome in turn.report.outcomes] == ["content/d3/en.yaml"]
    turns = office.after(office.title(2, "Mended"), built("content/d2/en.yaml"))
    assert turns[-1].mended == ("content/d2/en.yaml",)


def test_a_style_builds_all_that_read_it(office: Office) -> None:
    """A style that is added, changed or deleted puts every document in it out of date, though none had read it."""
    every = {f"content/d{number}/en.yaml" for number in (1, 2, 3)}
    style = office.file("styles/body.css")
    own = (Path(__file__).parents[1] / "styles/body.css").read_text(encoding="utf-8")

    def add() -> None:
        style.parent.mkdir()
        style.write_text(own, encoding="utf-8")

    assert set(made(office.after(add, built(*every)))) == every
    change = office.after(lambda: style.write_text(own + "\np { color: black }\n", encoding="utf-8"), built(*every))
    assert set(made(change)) == every
    assert set(made(office.after(lambda: shutil.rmtree(style.parent), built(*every)))) == every


def test_a_fault_of_all_is_told_once(office: Office) -> None:
    """A style that cannot be used is told once and builds nothing; what was held back is built when it is mended."""
    before, style = office.marks(), office.file("styles/body.css")
    own = (Path(__file__).parents[1] / "styles/body.css").read_text(encoding="utf-8")
    style.parent.mkdir()
    turns = office.after(lambda: style.write_text("p { background: url(//x.org/a.png) }", encoding="utf-8"), said)
    (problem,) = said(turns)
    what = 'styles/body.css:1:21: "//x.org/a.png" is not in the workspace'
    assert problem == f"{what}; copy the file into the workspace and name it there; nothing is ever fetched"
    assert office.marks() == before
    every = {f"content/d{number}/en.yaml" for number in (1, 2, 3)}
    turns = office.after(lambda: style.write_text(own, encoding="utf-8"), built(*every))
    assert "styles/body.css" in {name for turn in turns for name in turn.mended}
    office.after(lambda: shutil.rmtree(style.parent), built(*every))


def test_settings_that_order_more_build_more(office: Office) -> None:
    """Whom PDFs are for is asked again when the settings change; what is no longer ordered stays."""
    settings = office.file("masthead.yaml")
    office.after(
        lambda: settings.write_text("purposes: [archive, screen]\n", encoding="utf-8"),
        lambda _: all(office.pdf(n).with_suffix(".screen.pdf").is_file() for n in (1, 2, 3)),
    )
    turns = office.after(settings.unlink)
    assert {output.purpose.value for turn in turns for output in turn.report.outputs} <= {"archive"}
    office.after(office.title(1, "For the archive"), built("content/d1/en.yaml"))


def test_a_burst_ends_in_its_last_state(office: Office) -> None:
    """Of twenty saves no half of one is built: each turn is one of the states, and the last one is built."""

    def save() -> None:
        for number in range(20):
            aside = office.file("content/d1/.en.yaml.new")
            aside.write_text(office.titled(f"State {number} of it"), encoding="utf-8")
            aside.replace(office.text(1))

    turns = office.after(save, lambda _: "State 19 of it" in words_of(office.pdf(1)))
    assert not said(turns)
    assert len(turns) < 20


def test_a_save_while_a_build_runs_is_built_after_it(office: Office) -> None:
    """What changes while a text is built leads to one more turn."""

    def once(_: Outcome) -> None:
        office.on_done = lambda _: None
        office.title(1, "Second thought")()

    office.on_done = once
    office.after(office.title(1, "First thought"), lambda _: "Second thought" in words_of(office.pdf(1)))
    assert "Second thought" in words_of(office.pdf(1))


def test_a_save_while_its_text_is_read_is_built_quietly(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that changes under the hands of the press is no problem: the next turn has it."""
    from masthead import typeset  # noqa: PLC0415 (the module, not the function that others import)

    real, waiting = typeset.typeset, [office.title(1, "Overtaken")]

    def late(*arguments: Any) -> Any:
        sheet = real(*arguments)
        if waiting:
            waiting.pop()()
        return sheet

    monkeypatch.setattr(typeset, "typeset", late)
    turns = office.after(office.title(1, "Too slow"), lambda _: "Overtaken" in words_of(office.pdf(1)))
    assert not said(turns)
    assert not any(turn.mended for turn in turns)


def test_what_does_not_matter_builds_nothing(office: Office, tmp_path: Path) -> None:
    """Swap files, backups, build/, hidden folders, links out of the workspace, and a save of the same bytes."""
    outside = tmp_path / "outside.yaml"
    outside.write_text("x", encoding="utf-8")
    before = len(office.turns)
    for name in ("content/d1/.en.yaml.swp", "content/d1/4913", "content/d1/en.yaml~", "content/d1/#en.yaml#"):
        office.file(name).write_text("x", encoding="utf-8")
        office.file(name).unlink()
    office.file("build/other.txt").write_text("x", encoding="utf-8")
    office.file("notes.txt").write_text("x", encoding="utf-8")
    office.file(".git").mkdir()
    office.file(".git/index").write_text("x", encoding="utf-8")
    office.file("content/d1/out").symlink_to(tmp_path)
    outside.write_text("y", encoding="utf-8")
    office.text(2).write_bytes(office.text(2).read_bytes())
    office.after(office.title(3, "What matters"), built("content/d3/en.yaml"))
    assert made(office.turns[before:]) == ["content/d3/en.yaml"]
    assert len(office.turns) == before + 1


def test_a_fault_of_a_template_is_not_tried_with_every_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of many texts that a template touches one is tried first; what keeps it from being set is told once."""
    monkeypatch.setattr("masthead.watching.WORTH_WORKERS", 2)
    office, stop = Office(tmp_path), Event()
    for number in (1, 2, 3):
        office.add(number)
    turns = watch(workspace=Workspace(tmp_path), stop=stop)
    next(turns)
    template = tmp_path / "templates/head.html"
    template.parent.mkdir()
    template.write_text("{% if %}", encoding="utf-8")
    turn = next(turns)
    assert [outcome.entry.text for outcome in turn.report.outcomes] == ["content/d1/en.yaml"]
    assert [problem.place.file for problem in turn.report.problems] == ["templates/head.html"]
    shutil.rmtree(template.parent)
    assert next(turns).mended == ("content/d1/en.yaml",)
    stop.set()
    assert not list(turns)


def test_only_named_documents_are_watched(tmp_path: Path) -> None:
    """Who names documents is told of no other; when one is deleted the watch goes on with the rest."""
    office, stop = Office(tmp_path), Event()
    for number in (1, 2, 3):
        office.add(number)
    turns = watch(["d1", "d2"], workspace=Workspace(tmp_path), stop=stop)
    assert made([next(turns)]) == ["content/d1/en.yaml", "content/d2/en.yaml"]
    office.title(3, "Of no interest")()
    shutil.rmtree(tmp_path / "content/d2")
    turn = next(turns)
    assert [entry.text for entry in turn.gone] == ["content/d2/en.yaml"]
    assert said([turn]) == ['content: there is no document called "d2"; documents here: d1, d3']
    office.title(1, "Of interest")()
    assert made([next(turns)]) == ["content/d1/en.yaml"]
    stop.set()
    assert not list(turns)


def test_a_name_that_no_document_has_ends_the_watch(tmp_path: Path) -> None:
    """A slip in a name is told at once, as a build tells it."""
    Office(tmp_path).add(1)
    with pytest.raises(MastheadError, match='there is no document called "d9"'):
        next(watch(["d9"], workspace=Workspace(tmp_path)))


def test_an_empty_workspace_waits_for_its_first_document(tmp_path: Path) -> None:
    """A watch may begin before there is anything to build."""
    (tmp_path / "content").mkdir()
    stop = Event()
    turns = watch(workspace=Workspace(tmp_path), stop=stop)
    assert said([next(turns)]) == [
        "content: there is no document here; `masthead new NAME` writes a document to start from"
    ]
    Office(tmp_path).add(1)
    assert any(made([turn]) == ["content/d1/en.yaml"] for turn in turns)


COMMAND = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)  # whatever runs the tests may have it ignored
from masthead.cli import main
main()
"""


@contextmanager
def running(root: Path, *options: str) -> Iterator[subprocess.Popen[str]]:
    """Run ``masthead watch`` over *root* in a process of its own, until it is ended."""
    start = [sys.executable, "-c", COMMAND, "watch", "-C", str(root), *options]
    with subprocess.Popen(start, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") as process:
        try:
            yield process
        finally:
            process.kill()


def test_the_command_says_what_it_did_and_ends_with_ctrl_c(tmp_path: Path) -> None:
    """Paths of PDFs are printed as they are made, a line with the time of day says why, and Ctrl-C ends it."""
    office = Office(tmp_path)
    office.add(1)
    with running(tmp_path) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline() == "build/A_RES_66_1-EN.pdf\n"
        assert process.stderr.readline()[8:] == " 1 built; watching for saves, Ctrl-C ends it\n"
        before = office.pdf(1).read_bytes()
        office.title(1, "By command")()
        assert process.stdout.readline() == "build/A_RES_66_1-EN.pdf\n"
        assert "By command" in words_of(office.pdf(1))
        line = process.stderr.readline()
        assert re.fullmatch(r"\d\d:\d\d:\d\d content/d1/en.yaml: build/A_RES_66_1-EN.pdf, 1 page in [\d.]+ s\n", line)
        office.text(1).write_text("title: [", encoding="utf-8")
        line = process.stderr.readline()
        assert line[8:] == (
            " content/d1/en.yaml: not built, it has problems; build/A_RES_66_1-EN.pdf is of the last good build\n"
        )
        assert process.stderr.readline().startswith("content/d1/en.yaml:1:8: ")
        assert office.pdf(1).read_bytes() != before
        process.send_signal(signal.SIGINT)
        assert process.wait(LIMIT) == 130
        assert process.stderr.read().lstrip("\n") == "Interrupted; every PDF in build/ is a whole one.\n"


def test_the_command_tells_programs_and_ends_with_a_signal(tmp_path: Path) -> None:
    """With --json each line is an object: of each text, of what a turn was about, of its end."""
    office = Office(tmp_path)
    office.add(1)
    with running(tmp_path, "--json", "--for", "screen", "--poll") as process:
        assert process.stdout
        lines = (json.loads(line) for line in process.stdout)
        assert [next(lines)["state"], next(lines)["changed"], next(lines)["built"]] == ["built", [], 1]
        shutil.rmtree(tmp_path / "content/d1")
        about, end = next(lines), next(lines)
        assert about["deleted"] == ["content/d1/en.yaml"]
        assert (end["built"], end["exit_code"]) == (0, 2)
        process.send_signal(signal.SIGTERM)
        assert process.wait(LIMIT) == 130
