"""``python -m masthead``: the command line."""

from __future__ import annotations

from masthead.cli import main

main()
