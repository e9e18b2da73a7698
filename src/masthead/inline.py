"""An executor without workers: each task is done at once, where it is submitted."""

from __future__ import annotations

from concurrent.futures import Executor, Future
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


class Inline(Executor):
    """Does a task before its future is given out."""

    def submit(
        self, task: Callable[Parameters, Result], /, *arguments: Parameters.args, **named: Parameters.kwargs
    ) -> Future[Result]:
        """Do *task* and return its finished future; Ctrl-C is raised at once."""
        future: Future[Result] = Future()
        try:
            future.set_result(task(*arguments, **named))
        except Exception as error:  # noqa: BLE001 (whatever a task raises is its result)
            future.set_exception(error)
        return future
