"""Spoiled PDFs: one for every check, each a sound file with one thing done to it."""

from __future__ import annotations

from spoiled import access, archive, sheets
from spoiled.spoiling import SPOILERS, Spoiler

__all__ = ["SPOILERS", "Spoiler", "access", "archive", "sheets"]
