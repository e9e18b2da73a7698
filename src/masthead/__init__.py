"""Masthead typesets official documents: content in YAML, the printed page as PDF."""

from __future__ import annotations

__version__ = "0.1.0"
