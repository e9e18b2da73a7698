"""What a worker needs to set a text, imported once by the process that forks the workers.

WeasyPrint is imported and the faces are listed, no more: Pango and fontconfig start threads with the first text, and
a thread does not survive a fork.
"""

from __future__ import annotations

import gc
import os
from contextlib import suppress
from importlib import import_module

PARENT = int(os.environ.get("MASTHEAD_PARENT", os.getppid()))
MODULES = (
    "masthead.cli", "masthead.document", "masthead.checking", "masthead.extraction", "masthead.glyphs", "masthead.job",
    "masthead.typeset", "masthead.press.attachment", "masthead.press.engine", "markdown_it.presets", "segno",
)  # fmt: skip
"""What is otherwise imported with the first text."""


def preload() -> None:
    """Import everything, unless who wants it is interrupted and gone: then end, before a worker is forked."""
    from masthead.problem import MastheadError  # noqa: PLC0415 (nothing is imported before the parent is known)

    for module in MODULES:
        import_module(module)
        _end_with_parent()
    with suppress(MastheadError):  # the first job tells of it, in the worker
        import_module("masthead.press.engine").weasyprint()
    _end_with_parent()
    gc.freeze()  # a worker that looks for garbage would copy the pages of memory that it shares with the others


def _end_with_parent() -> None:
    if os.getppid() != PARENT:
        os._exit(1)


preload()
