"""What a job comes to, sealed for its way from the worker: as bytes, and in words.

An executor unpickles what its workers send where it keeps its own books; what cannot be read there, an exception
with arguments of its own, ends a process pool and all that it was doing. Sealed, it harms its own job alone.
"""

from __future__ import annotations

import pickle
import traceback
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Job = TypeVar("Job")

Sealed = tuple[bytes, str]
"""A pair of result and error, pickled, and the same in words for whom the bytes say nothing."""


class UnreadableError(Exception):
    """What a job came to cannot be taken out of its worker."""


def performed(task: Callable[[Job], object], job: Job) -> Sealed:
    """Do *task* for *job*, in the worker, and seal what comes of it."""
    try:
        return _sealed(task(job), None)
    except (Exception, SystemExit) as error:  # noqa: BLE001 (whatever a task raises is the error of its job)
        error.add_note(f"In the worker:\n{traceback.format_exc()}")
        return _sealed(None, error)


def opened(sealed: Sealed) -> tuple[Any, BaseException | None]:
    """Return the result and the error that were *sealed*; an UnreadableError where they cannot be read."""
    content, words = sealed
    try:
        result, error = pickle.loads(content)  # noqa: S301 (our own worker sealed it)
    except Exception as fault:  # noqa: BLE001 (pickling runs code of what is pickled)
        return None, _unreadable(fault, words)
    return result, error


def travels(*things: object) -> bool:
    """Say whether *things* can be sent to another process."""
    try:
        pickle.dumps(things)
    except Exception:  # noqa: BLE001 (as above)
        return False
    return True


def _sealed(result: object, error: BaseException | None) -> Sealed:
    words = traceback.format_exception_only(error)[0].strip() if error else f"a {type(result).__qualname__}"
    try:
        return pickle.dumps((result, error)), words
    except Exception as fault:  # noqa: BLE001 (as above)
        return pickle.dumps((None, _unreadable(fault, words))), words


def _unreadable(fault: Exception, words: str) -> UnreadableError:
    return UnreadableError(f"what the worker gives back cannot be read ({type(fault).__name__}: {fault}): {words}")
