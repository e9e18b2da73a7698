"""Templates as Python code: those of the program are compiled once for all, like its modules.

To compile what a document needs takes twice as long as to fill it in. So the code of the program's own templates is
kept where Python keeps that of its modules, in ``__pycache__`` beside them, and is found by a digest of the text that
it was compiled from. Code of templates in a workspace is kept in memory alone: what lies in a workspace may have come
from anywhere, and is never run as it is.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import cache
from importlib.util import cache_from_source
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import jinja2
from jinja2 import BytecodeCache

from masthead import __version__
from masthead.workspace import program_folder

if TYPE_CHECKING:
    from types import CodeType

    from jinja2.bccache import Bucket


class Compiled(BytecodeCache):
    """Keeps what templates were compiled to, so that each is compiled once and yet read for every document."""

    _kept: ClassVar[dict[tuple[str, str], CodeType]] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return what a template is known by: its *name*, and with it a digest of its text."""
        del filename
        return name

    def load_bytecode(self, bucket: Bucket) -> None:
        """Find the code of a template, in memory or beside the program's own template of its name."""
        bucket.code = self._kept.get((bucket.key, bucket.checksum))
        if bucket.code is None:
            with suppress(OSError), kept_at(bucket.key).open("rb") as file:
                bucket.load_bytecode(file)
        if bucket.code is not None:
            self._kept[bucket.key, bucket.checksum] = bucket.code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template: on the disc, too, if it is the program's own."""
        assert bucket.code is not None  # noqa: S101 (Jinja2 hands over what it has compiled)
        self._kept[bucket.key, bucket.checksum] = bucket.code
        own = program_folder("templates") / bucket.key
        if sys.dont_write_bytecode or not own.is_file():
            return
        if self.get_source_checksum(own.read_text(encoding="utf-8")) == bucket.checksum:
            _write(kept_at(bucket.key), bucket.bytecode_to_string())


@cache
def kept_at(name: str) -> Path:
    """Return where the code of the program's template *name* is kept. Another release keeps its code apart."""
    release = f"{__version__}jinja{jinja2.__version__}"
    tag = "".join(sign for sign in release if sign.isalnum())
    return Path(cache_from_source(str(program_folder("templates") / name), optimization=tag))


def _write(path: Path, data: bytes) -> None:
    """Put *data* at *path*, whole or not at all; where the folder of the program may not be written, do nothing."""
    aside = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True, parents=True)
        aside.write_bytes(data)
        aside.replace(path)
