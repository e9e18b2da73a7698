"""Standards, and the clauses of them that a check is named by."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Standard(Enum):
    """A standard that a PDF is held against; the value is how its clauses are cited."""

    ARCHIVE = "ISO 19005-3"
    """PDF/A-3, edition 2012."""
    ACCESS = "ISO 14289-1"
    """PDF/UA-1, edition 2014, cited where the Matterhorn Protocol has no condition for a rule."""
    MATTERHORN = "Matterhorn 1.1"
    """PDF/UA-1 again, by the failure conditions of the Matterhorn Protocol 1.1."""
    PRINT = "ISO 15930-7"
    """PDF/X-4, edition 2010."""
    PDF = "ISO 32000-1"
    """PDF 1.7, edition 2008: what every file is held against, whatever it claims."""


@dataclass(frozen=True)
class Claim:
    """A standard that a file says of itself it keeps, in its XMP."""

    standard: Standard
    level: str = ""
    """Conformance level of PDF/A: A, B or U."""

    def __str__(self) -> str:
        """Return the name that the standard goes by, as PDF/A-3a."""
        names = {Standard.ARCHIVE: f"PDF/A-3{self.level.lower()}", Standard.ACCESS: "PDF/UA-1"}
        return names.get(self.standard, "PDF/X-4" if self.standard is Standard.PRINT else "PDF")


@dataclass(frozen=True)
class Clause:
    """A clause of a standard, or a failure condition of the Matterhorn Protocol."""

    standard: Standard
    number: str
    levels: str = ""
    """Conformance levels of PDF/A that it holds for, as ``AU``; empty for all."""

    def __str__(self) -> str:
        """Return the citation, as ``ISO 19005-3, 6.1.3``."""
        return f"{self.standard.value}, {self.number}"

    def binds(self, claim: Claim) -> bool:
        """Say whether a file that makes *claim* must keep this clause."""
        standard = Standard.ACCESS if self.standard is Standard.MATTERHORN else self.standard
        return claim.standard is standard and (not self.levels or claim.level in self.levels)


def archive(number: str, levels: str = "") -> Clause:
    """Return a clause of ISO 19005-3:2012, PDF/A-3."""
    return Clause(Standard.ARCHIVE, number, levels)


def access(number: str) -> Clause:
    """Return a clause of ISO 14289-1:2014, PDF/UA-1."""
    return Clause(Standard.ACCESS, number)


def matterhorn(number: str) -> Clause:
    """Return a failure condition of the Matterhorn Protocol 1.1, as ``13-004``."""
    return Clause(Standard.MATTERHORN, number)


def printing(number: str) -> Clause:
    """Return a clause of ISO 15930-7:2010, PDF/X-4, numbered as in its table of contents."""
    return Clause(Standard.PRINT, number)


def basic(number: str) -> Clause:
    """Return a clause of ISO 32000-1:2008, PDF 1.7."""
    return Clause(Standard.PDF, number)
