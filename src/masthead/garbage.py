"""Garbage: a command of a few seconds need not look for it."""

from __future__ import annotations

import atexit
import gc

OBJECTS = 200_000
"""How many new objects make Python look for garbage, in place of 700: a build of three pages makes 160,000."""


def spare() -> None:
    """Let a short command be over before Python looks for garbage, which takes a fifth of a cold build.

    Modules and style sheets stay to the end and are looked through again and again. In a long build the garbage of
    the documents before still goes: 120 documents of three pages take 142 MB in place of 103.
    """
    gc.set_threshold(OBJECTS)
    atexit.register(gc.freeze)  # what is there at the end goes with the process
