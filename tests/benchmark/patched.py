"""WeasyPrint as it was released, with each patch of ``docs/upstream``, and with all of them.

Each is a copy in a folder of its own and prints the same page in a process of its own that stays warm
(:mod:`benchmark.bare`). They take turns. Masthead itself runs on the release.
"""

from __future__ import annotations

import shutil
import subprocess
from contextlib import ExitStack, closing
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from benchmark import table
from benchmark.bare import Bare
from benchmark.process import TESTS, say
from benchmark.site import Chapter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmark.site import Site

PATCHES = TESTS.parent / "docs" / "upstream"
RELEASE, ALL = "weasyprint as released", "with all patches"


def measure(site: Site) -> Chapter:
    """Measure the release and the patched copies; without git, which applies the patches, nothing."""
    if not shutil.which("git"):
        return Chapter(["WeasyPrint with the patches of docs/upstream: git is not installed"])
    stage, style = site.staged(1)
    patches = sorted(PATCHES.glob("*.patch"))
    sets = {RELEASE: [], **{f"with {patch.stem}": [patch] for patch in patches}, ALL: patches}
    copies = {name: _copy(site.folder / "patched" / str(n), own) for n, (name, own) in enumerate(sets.items())}
    times, pdfs = _take_turns(stage / "page", style, copies, site)
    same = "the same" if len(pdfs) == 1 else "NOT the same"
    head = f"WeasyPrint with the patches of docs/upstream, three pages: {4 * site.rounds} rounds in turn; {same} bytes."
    return Chapter([head, *table.renders(times, RELEASE)])


def _copy(folder: Path, patches: Sequence[Path]) -> Path:
    """Put a copy of WeasyPrint with *patches* into *folder*, and return the folder."""
    spec = find_spec("weasyprint")
    assert spec
    assert spec.origin
    shutil.copytree(Path(spec.origin).parent, folder / "weasyprint", ignore=shutil.ignore_patterns("__pycache__"))
    for patch in patches:
        subprocess.run(["git", "apply", str(patch)], cwd=folder, check=True)
    return folder


def _take_turns(
    page: Path, style: str, copies: Mapping[str, Path], site: Site
) -> tuple[dict[str, list[float]], set[str]]:
    """Return the seconds of each copy's rounds, of which the first is not counted, and the digests of all PDFs."""
    times: dict[str, list[float]] = {name: [] for name in copies}
    digests = set()
    with ExitStack() as stack:
        started = {
            name: stack.enter_context(closing(Bare(page, style, {**site.variables, "PYTHONPATH": str(folder)})))
            for name, folder in copies.items()
        }
        for number in range(4 * site.rounds + 1):
            say(f"  round {number} of {4 * site.rounds}" if number else "  a round that is not counted")
            for name, one in started.items() if number % 2 else reversed(started.items()):
                one.ask(["page.html"])
                seconds = one.told().seconds
                times[name] += seconds if number else []
                digests.add(sha256((page / "page.bare.pdf").read_bytes()).hexdigest())
    return times, digests
