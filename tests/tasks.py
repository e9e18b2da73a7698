"""Jobs for workers, good and bad. Workers import this module by its name."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn


@dataclass(frozen=True)
class Deed:
    """What a worker shall do, and how it goes."""

    number: int
    kind: str = "good"
    folder: str = ""
    """Where a worker leaves its marks."""


class HiddenError(Exception):
    """An exception that is pickled and cannot be read again."""

    def __init__(self, *numbers: int) -> None:
        if len(numbers) < 2:
            message = "HiddenError() wants more"
            raise TypeError(message)
        super().__init__(" and ".join(map(str, numbers)))


class Trap:
    """A result that is pickled, and is the end of who reads it."""

    def __reduce__(self) -> tuple[Any, ...]:
        return explode, ()


class Closed:
    """Something that cannot be pickled."""

    def __reduce__(self) -> NoReturn:
        message = "closed for good"
        raise TypeError(message)


def explode() -> NoReturn:
    """Raise what unpickling may raise."""
    message = "a trap"
    raise RuntimeError(message)


def do(deed: Deed) -> Any:
    """Do *deed*: return ten times its number, unless it is one of the others."""
    return KINDS[deed.kind](deed)


def pid(_: object) -> int:
    """Return which process this is."""
    return os.getpid()


def settings(_: object) -> tuple[bool, bool]:
    """Return whether Ctrl-C is ignored here, and whether it is held back."""
    ignored = signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    return ignored, signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ())


def _die(_: Deed) -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(60)
    raise AssertionError


def _die_once(deed: Deed) -> int:
    mark = Path(deed.folder, f"died-{deed.number}")
    if not mark.exists():
        mark.touch()
        _die(deed)
    return 10 * deed.number


def _fail(deed: Deed) -> NoReturn:
    message = f"no {deed.number}"
    raise ValueError(message)


def _hide(deed: Deed) -> NoReturn:
    raise HiddenError(deed.number, 2)


def _leave(_: Deed) -> NoReturn:
    raise SystemExit(3)


def _dawdle(deed: Deed) -> int:
    time.sleep(0.1)
    return 10 * deed.number


def _wait(deed: Deed) -> int:
    """Leave a mark with the number of the process, and wait until somebody says go on."""
    folder = Path(deed.folder)
    (folder / f"started-{deed.number}").write_text(str(os.getpid()), encoding="ascii")
    while not (folder / "go on").exists():
        time.sleep(0.02)
    return 10 * deed.number


KINDS = {
    "good": lambda deed: 10 * deed.number,
    "slow": _dawdle,
    "fails": _fail,
    "leaves": _leave,
    "hides": _hide,
    "trap": lambda _: Trap(),
    "closed": lambda _: Closed(),
    "dies": _die,
    "dies once": _die_once,
    "waits": _wait,
}
