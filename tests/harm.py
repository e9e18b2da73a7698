"""Harm that a document does to the worker that sets it. Workers import this module by its name."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from masthead.job import Job


def harmed(folder: Path, call: Callable[..., Any], *arguments: Any) -> Any:
    """Do *call*, whose last argument is a job, unless the name of its document says otherwise.

    ``poison`` kills the worker each time, ``once`` the first time, ``fault`` raises what no program should raise.
    """
    document = document_of(arguments)
    if document.startswith("poison") or (document.startswith("once") and _is_first(folder / document)):
        os.kill(os.getpid(), signal.SIGKILL)
    if document.startswith("fault"):
        raise ZeroDivisionError(document)
    return call(*arguments)


def document_of(arguments: tuple[Any, ...]) -> str:
    """Return the name of the document of the job among *arguments*; empty where there is none."""
    job: Job | None = arguments[-1] if arguments else None
    return job.entry.document if job else ""


def _is_first(mark: Path) -> bool:
    with suppress(FileExistsError):
        mark.touch(exist_ok=False)
        return True
    return False
