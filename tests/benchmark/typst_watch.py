"""Typst warm: many documents in one process, and its own watch, from the save to the PDF.

``python -m benchmark.typst_watch batch FOLDER`` sets the sources ``page-*.typ`` one after the other with one
``Compiler``, which keeps what it has worked out of one text for the next, and writes the seconds of each as JSON; the
first is not counted.

``python -m benchmark.typst_watch edits FOLDER NUMBER`` runs ``Compiler.watch`` in a process of its own. So many times
the title in ``page.typ`` is altered and the file saved by renaming; it writes the seconds until the PDF is whole.
Typst writes it in place: it is looked for every millisecond, and whole when its end is there.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

from benchmark.process import PYTHON

END = b"%%EOF"
WORD = "Renforcement"
"""First of the title."""
PATIENCE = 30.0
"""Seconds to wait for a PDF."""
CALM = 0.3
"""Seconds between a PDF and the next save."""


def batch(folder: Path) -> list[float]:
    """Return the seconds of each source but the first."""
    import typst  # noqa: PLC0415 (the program is run only where there is Typst)

    first, *sources = sorted(folder.glob("page-*.typ"))
    compiler = typst.Compiler(str(first))
    compiler.compile(output=str(first.with_suffix(".warm.pdf")))
    seconds = []
    for source in sources:
        start = time.perf_counter()
        compiler.compile(input=str(source), output=str(source.with_suffix(".warm.pdf")))
        seconds.append(time.perf_counter() - start)
    return seconds


def edits(folder: Path, number: int) -> list[float]:
    """Return the seconds from each save to the PDF."""
    source, pdf = folder / "page.typ", folder / "watch.pdf"
    text = source.read_text(encoding="utf-8")
    program = f"import typst; typst.Compiler({str(source)!r}).watch({str(pdf)!r})"
    pdf.unlink(missing_ok=True)
    watch = subprocess.Popen([PYTHON, "-c", program], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(pdf, None)
        return [_edit(source, pdf, text.replace(WORD, f"{WORD} ({count})")) for count in range(number + 1)][1:]
    finally:
        watch.kill()
        watch.wait()
        source.write_text(text, encoding="utf-8")


def _edit(source: Path, pdf: Path, text: str) -> float:
    time.sleep(CALM)
    aside, before = source.with_suffix(".saved"), _state(pdf)
    aside.write_text(text, encoding="utf-8")
    start = time.perf_counter()
    aside.replace(source)
    _wait(pdf, before)
    return time.perf_counter() - start


def _wait(pdf: Path, before: tuple[int, int] | None) -> None:
    limit = time.monotonic() + PATIENCE
    while _state(pdf) in (None, before) or not pdf.read_bytes().rstrip().endswith(END):
        if time.monotonic() > limit:
            raise TimeoutError(pdf)
        time.sleep(0.001)


def _state(pdf: Path) -> tuple[int, int] | None:
    try:
        facts = pdf.stat()
    except OSError:
        return None
    return facts.st_mtime_ns, facts.st_size


if __name__ == "__main__":
    job, place = sys.argv[1], Path(sys.argv[2])
    sys.stdout.write(json.dumps(batch(place) if job == "batch" else edits(place, int(sys.argv[3]))))
