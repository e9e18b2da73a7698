"""The second and later documents of one process: WeasyPrint alone, and Masthead with all that it does around it.

``python -m benchmark.warm FOLDER STYLE ROUNDS`` takes the stage that :mod:`benchmark.stage` set, with the name of
its style sheet, and writes the seconds of every round as JSON. Both print the same page from one font configuration
and parsed style sheets of their own; all take turns, each after the garbage of the one before it is gone.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from masthead.document import load
from masthead.entry import entries
from masthead.glyphs import missing_glyphs
from masthead.press import Engine, press
from masthead.press.engine import weasyprint
from masthead.typeset import typeset
from masthead.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

Jobs = dict[str, "Callable[[], object]"]


def _masthead(root: Path) -> Jobs:
    """Return the road from YAML to PDF, and its last stretch: layout, proof and PDF of HTML that is there."""
    workspace = Workspace(root)
    entry = entries(workspace)[0]
    engine = Engine(workspace)
    document = load(workspace, entry)
    sheet = typeset(document, workspace)

    def whole() -> object:
        fresh = load(workspace, entry)
        missing_glyphs(fresh, workspace)
        return press(typeset(fresh, workspace), fresh, engine)

    return {"masthead": whole, "press": lambda: press(sheet, document, engine)}


def _weasyprint(page: Path, style: str) -> Callable[[], object]:
    """Return WeasyPrint's own render of the same HTML, with nothing read or parsed twice that need not be."""
    module: Any = weasyprint()
    fonts = module.text.fonts.FontConfiguration()
    sheet = module.CSS(filename=page / style, font_config=fonts)
    html = (page / "page.html").read_text(encoding="utf-8")
    base = page.as_uri() + "/"

    def render() -> object:
        return module.HTML(string=html, base_url=base).write_pdf(stylesheets=[sheet], font_config=fonts)

    return render


def rounds(jobs: Jobs, number: int) -> dict[str, list[float]]:
    """Return the seconds of *number* rounds of all *jobs* in turn; a first round is not counted."""
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for counted in [False] + [True] * number:
        for name, job in jobs.items():
            gc.collect()
            start = time.perf_counter()
            job()
            if counted:
                times[name].append(time.perf_counter() - start)
    return times


if __name__ == "__main__":
    stage, style_sheet, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    all_jobs = _masthead(stage / "workspace") | {"weasyprint": _weasyprint(stage / "page", style_sheet)}
    sys.stdout.write(json.dumps(rounds(all_jobs, count)))
