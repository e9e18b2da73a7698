"""``python -m masthead``: the command line."""

from __future__ import annotations

from masthead.cli import main

if __name__ == "__main__":  # a worker process imports this module under another name
    main()
