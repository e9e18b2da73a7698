"""WeasyPrint alone, in a process of its own that stays warm: nothing of Masthead is imported there.

``python -m benchmark.bare FOLDER STYLE`` prints pages in FOLDER with one font configuration and style sheets that
are parsed once. It reads lines from standard input, each the names of HTML files, and answers each line with one of
JSON: when the first page of the line was begun and the last one ended, as :func:`time.monotonic` has it for all
processes of a machine, and the seconds of each page. A PDF is written beside each page.
"""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmark.process import PYTHON, TESTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True)
class Span:
    """A stretch of work."""

    start: float
    end: float
    seconds: Sequence[float]
    """Of each page."""


class Bare:
    """Such a process. It is ended by :meth:`close`."""

    def __init__(self, page: Path, style: str, variables: Mapping[str, str]) -> None:
        command = [PYTHON, "-m", "benchmark.bare", str(page), style]
        pipes: Any = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "encoding": "utf-8"}
        self._process = subprocess.Popen(command, cwd=TESTS, env=variables, **pipes)

    def ask(self, names: Sequence[str]) -> None:
        """Let it print the pages in the files *names*, and go on at once."""
        assert self._process.stdin
        self._process.stdin.write(" ".join(names) + "\n")
        self._process.stdin.flush()

    def told(self) -> Span:
        """Wait for the answer."""
        assert self._process.stdout
        return Span(**json.loads(self._process.stdout.readline()))

    def close(self) -> None:
        """End it."""
        self._process.communicate()


def whole(spans: Sequence[Span]) -> float:
    """Return the seconds from the first start to the last end of *spans*, which ran at the same time."""
    return max(span.end for span in spans) - min(span.start for span in spans)


def _serve(page: Path, style: str) -> None:
    import weasyprint  # noqa: PLC0415 (who asks must stay small)
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    fonts = FontConfiguration()
    sheet = weasyprint.CSS(filename=page / style, font_config=fonts)

    def print_one(name: str) -> float:
        start = time.perf_counter()
        html = weasyprint.HTML(string=(page / name).read_text(encoding="utf-8"), base_url=page.as_uri() + "/")
        html.write_pdf((page / name).with_suffix(".bare.pdf"), stylesheets=[sheet], font_config=fonts)
        return time.perf_counter() - start

    for line in sys.stdin:
        gc.collect()
        start = time.monotonic()
        seconds = [print_one(name) for name in line.split()]
        print(json.dumps({"start": start, "end": time.monotonic(), "seconds": seconds}), flush=True)  # noqa: T201


if __name__ == "__main__":
    _serve(Path(sys.argv[1]), sys.argv[2])
