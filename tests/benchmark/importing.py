"""Import beside build: how long each file of a sample takes to be read, and its document to be built.

``python -m benchmark.importing FOLDER`` works in FOLDER, on the real files where they are at hand (``../shared`` or
MASTHEAD_SHARED), else on the founding document as Masthead exports it, and writes as JSON: the seconds of each file,
and the memory of the process in kB after each of three imports of the whole sample.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import shutil
import sys
import time
from pathlib import Path

from benchmark.stage import CONTENT
from masthead.akn import import_files
from masthead.building import build
from masthead.export import export_files
from masthead.workspace import Workspace

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("MASTHEAD_SHARED", ROOT.parent / "shared"))
PASSES = 3


def sample(folder: Path) -> list[Path]:
    """Return the files that are read."""
    real = sorted((SHARED / "real" / "akn").glob("*.xml"))
    if real:
        return real
    workspace = Workspace(folder / "own")
    shutil.copytree(CONTENT, workspace.content / CONTENT.name)
    return list(export_files(to="akn", workspace=workspace).paths)


def times(files: list[Path], folder: Path) -> tuple[list[float], list[float]]:
    """Return the seconds that each file takes to be imported, and its document to be built; each is alone."""
    imports, builds = [], []
    for number, file in enumerate([files[0], *files]):
        workspace = Workspace(folder / str(number))
        workspace.content.mkdir(parents=True)
        gc.collect()
        start = time.perf_counter()
        import_files([file], workspace=workspace)
        middle = time.perf_counter()
        build(workspace=workspace)
        if number:  # the first is not counted
            imports.append(middle - start)
            builds.append(time.perf_counter() - middle)
    return imports, builds


def memory(files: list[Path], folder: Path) -> list[int]:
    """Return the memory in use after each of the passes, in kB."""
    used = []
    for number in range(PASSES):
        workspace = Workspace(folder / f"all-{number}")
        workspace.content.mkdir(parents=True)
        import_files(files, workspace=workspace)
        gc.collect()
        used.append(_in_use())
    return used


def _in_use() -> int:
    """Return the memory of this process in kB: now on Linux, its peak elsewhere."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return pages * os.sysconf("SC_PAGE_SIZE") // 1024


if __name__ == "__main__":
    place = Path(sys.argv[1])
    found = sample(place)
    used = memory(found, place)
    imported, built = times(found, place)
    sys.stdout.write(json.dumps({"import": imported, "build": built, "memory": used}))
