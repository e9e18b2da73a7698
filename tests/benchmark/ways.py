"""What was tried to make a document come sooner: what was kept, measured without it, and what did not help.

``python -m benchmark.ways FOLDER ROUNDS`` takes the stage that :mod:`benchmark.stage` set and writes as JSON, for the
document as the program sets it and for each other way, the seconds that the processor worked in every round. The
document is set in today's layout of New York, where lines are narrowed. The ways take turns in changing order, each
after the garbage of the one before it is gone; Python looks for none meanwhile, unless that is what was tried.
"""

from __future__ import annotations

import gc
import json
import random
import shutil
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from benchmark.tried import AS_IT_IS
from masthead import mark, press
from masthead.compiled import Compiled
from masthead.document import load
from masthead.entry import entries
from masthead.glyphs import missing_glyphs
from masthead.press import Engine, archival, narrowing
from masthead.press.engine import weasyprint
from masthead.typeset import typeset
from masthead.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from contextlib import AbstractContextManager

RULES = "".join(f".never-{number} > p:first-child span {{ color: #123456 }}\n" for number in range(300))


class Tried:
    """The road from YAML to the archival PDF, as it is and with one thing otherwise."""

    def __init__(self, root: Path) -> None:
        self._workspace = Workspace(root)
        self._entry = entries(self._workspace)[0]
        self._engine = Engine(self._workspace)
        self._ruled = Engine(_with_rules(root))
        self._images: dict[str, Any] = {}

    def print(self, engine: Engine | None = None, run: Callable[..., Any] = press.press) -> None:
        """Print the document."""
        document = load(self._workspace, self._entry)
        missing_glyphs(document, self._workspace)
        run(typeset(document, self._workspace), document, engine or self._engine)

    def without(self) -> Mapping[str, Callable[[], None]]:
        """Return the ways without what was kept."""
        bare = press.press.__wrapped__  # type: ignore[attr-defined]
        return {
            "no room for frames (masthead.frames)": lambda: self.print(run=bare),
            "every line tried with a word more": self._patched(narrowing, "_least_width", lambda *_: 0.0),
            "streams compressed as the engine does, 9": self._patched(archival, "LEVEL", 9),
            "templates compiled anew": self._patched(Compiled, "load_bytecode", lambda *_: None),
            "the QR code drawn anew": self._before(mark.qr_code.cache_clear),
            "garbage looked for every 700 objects": self._within(_collecting(700)),
        }

    def ways(self) -> Mapping[str, Callable[[], None]]:
        """Return the ways that do not help."""
        html = weasyprint().HTML
        render = html.render

        def cached(read: Any, **options: Any) -> Any:
            return render(read, cache=self._images, **options)

        return {
            "pictures kept from document to document": self._patched(html, "render", cached),
            "300 rules more that match nothing": lambda: self.print(self._ruled),
            "what is loaded kept out of garbage": self._within(_frozen()),
            "garbage looked for every 200,000 objects": self._within(_collecting(200_000)),
        }

    def _patched(self, owner: Any, name: str, other: Any) -> Callable[[], None]:
        return self._within(lambda: patch.object(owner, name, other))

    def _within(self, context: Callable[[], AbstractContextManager[Any]]) -> Callable[[], None]:
        def run() -> None:
            with context():
                self.print()

        return run

    def _before(self, prepare: Callable[[], None]) -> Callable[[], None]:
        def run() -> None:
            prepare()
            self.print()

        return run


def _with_rules(root: Path) -> Workspace:
    """Return a copy of the workspace in *root* whose style sheets have rules that match nothing."""
    own = root.with_name("ruled")
    (own / "content").mkdir(parents=True)
    workspace = Workspace(own)
    _, body = workspace.shared("styles", "body.css")
    (own / "styles").mkdir()
    (own / "styles/body.css").write_text(body.decode() + RULES, encoding="utf-8")
    return workspace


def _collecting(objects: int) -> Callable[[], AbstractContextManager[None]]:
    @contextmanager
    def collecting() -> Iterator[None]:
        before = gc.get_threshold()
        gc.set_threshold(objects, *before[1:])
        gc.enable()
        yield
        gc.disable()
        gc.set_threshold(*before)

    return collecting


def _frozen() -> Callable[[], AbstractContextManager[None]]:
    @contextmanager
    def frozen() -> Iterator[None]:
        gc.freeze()
        yield
        gc.unfreeze()

    return frozen


def _timed(job: Callable[[], None]) -> float:
    gc.collect()
    start = time.process_time()
    job()
    return time.process_time() - start


def take(jobs: Mapping[str, Callable[[], None]], rounds: int) -> dict[str, list[float]]:
    """Return the seconds of *rounds* rounds of all *jobs*; a first round is not counted."""
    times: dict[str, list[float]] = {name: [] for name in jobs}
    order = random.Random(66152)  # noqa: S311 (the same order each time)
    for number in range(rounds + 1):
        for name in order.sample(list(jobs), len(jobs)):
            seconds = _timed(jobs[name])
            if number:
                times[name].append(seconds)
    return times


def _staged(stage: Path) -> Path:
    """Return a copy of the workspace on *stage* in today's layout."""
    root = stage / "tried" / "workspace"
    shutil.rmtree(root.parent, ignore_errors=True)
    shutil.copytree(stage / "workspace" / "content", root / "content")
    for facts in root.glob("content/*/document.yaml"):
        facts.write_text(facts.read_text(encoding="utf-8") + "layout: new-york\n", encoding="utf-8")
    return root


if __name__ == "__main__":
    tried, number = Tried(_staged(Path(sys.argv[1]))), int(sys.argv[2])
    gc.disable()
    as_it_is = {AS_IT_IS: tried.print}
    answers = {
        "without": take(as_it_is | dict(tried.without()), number),
        "ways": take(as_it_is | dict(tried.ways()), number),
    }
    sys.stdout.write(json.dumps(answers))
