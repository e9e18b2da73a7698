"""Counts the pages of PDFs: ``python -m benchmark.pages PDF ...`` writes their numbers as JSON."""

from __future__ import annotations

import json
import sys

from pypdf import PdfReader

if __name__ == "__main__":
    sys.stdout.write(json.dumps([len(PdfReader(name).pages) for name in sys.argv[1:]]))
