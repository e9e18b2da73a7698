"""Conformance: whether a PDF keeps the standards that it claims to keep, clause by clause.

Our own checks are small functions, each registered with the clauses that it stands for
(:mod:`masthead.conformance.checks`). Beside them stand judges that others wrote (:mod:`masthead.conformance.judges`);
what each of them says is told apart from what we say. ``docs/conformance.md`` lists the clauses.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from masthead.conformance.clause import Claim, Clause, Standard
from masthead.conformance.finding import OURS, Finding, Judgement, State, Verdict
from masthead.problem import ExitCode, MastheadError, Place, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from masthead.conformance.opened import Opened

__all__ = ["Claim", "Clause", "Finding", "Judgement", "Standard", "State", "Verdict", "examine"]

LARGEST_FILE = 256 * 1024 * 1024
"""Bytes of the largest PDF that is examined."""


def examine(
    pdf: bytes | Path, *, name: str, against: Iterable[Claim] | None = None, independent: bool = True
) -> Verdict:
    """Examine a PDF for what it claims.

    Args:
        pdf: its bytes, or where it lies.
        name: how it is called in messages.
        against: the standards to hold it against, whatever it claims.
        independent: whether judges that others wrote are asked too.

    Raises:
        MastheadError: it cannot be read, is no PDF, or asks for a password.
    """
    from pikepdf import PasswordError, PdfError  # noqa: PLC0415 (heavy: only who examines a PDF needs it)

    from masthead.conformance import judges  # noqa: PLC0415
    from masthead.conformance.opened import limits, opened, plain  # noqa: PLC0415

    data = _bytes(pdf, name)
    try:
        with limits(), opened(data) as file:
            verdict = _held(file, name, None if against is None else tuple(against))
            if independent:
                described = bool(file.metadata and file.metadata.describes("pdfuaid:part"))
                asked = judges.ask(data, verdict.claims, describes_access=described)
                verdict = replace(verdict, judges=(*verdict.judges, *asked))
            return verdict
    except PasswordError as error:
        raise _refused(name, "it asks for a password", "open it, and save it without one") from error
    except PdfError as error:
        what = f"it cannot be read as a PDF ({plain(error)})"
        raise _refused(name, what, "build it anew, or name another file") from error


def _held(file: Opened, name: str, against: tuple[Claim, ...] | None) -> Verdict:
    """Hold a file against what it claims, by our own checks."""
    from masthead.conformance.claims import claimed, unexamined  # noqa: PLC0415
    from masthead.conformance.rules import every_rule  # noqa: PLC0415

    claims, others = claimed(file.metadata)
    claims = claims if against is None else against
    rules = [(rule, clauses) for rule in every_rule() if (clauses := rule.binding(claims))]
    findings = tuple(
        Finding(rule.name, clauses, fault.where, fault.what, rule.todo, rule.severity)
        for rule, clauses in rules
        for fault in rule.faults(file)
    )
    state = State.FAILS if any(found.severity is Severity.ERROR for found in findings) else State.PASSES
    subject = " and ".join(map(str, claims)) or "PDF 1.7"
    failed = len({found.check for found in findings if found.severity is Severity.ERROR})
    ours = Judgement(OURS, subject, state, (f"{len(rules)} checks, {failed} failed",))
    return Verdict(name, claims, findings, (ours,), tuple(unexamined(file)) if claims else (), others)


def _bytes(pdf: bytes | Path, name: str) -> bytes:
    """Return the bytes of a PDF.

    Raises:
        MastheadError: the file is not there, cannot be read, or is too large.
    """
    if isinstance(pdf, bytes):
        return pdf
    try:
        if pdf.stat().st_size > LARGEST_FILE:
            raise _refused(name, f"it is larger than {LARGEST_FILE // 1024**2} MB", "name a smaller file")
        return pdf.read_bytes()
    except FileNotFoundError as error:
        raise _refused(name, "there is no such file", "check its name; a document is named without .pdf") from error
    except OSError as error:
        raise _refused(name, f"it cannot be read ({error.strerror or error})", "give access to it") from error


def _refused(name: str, what: str, todo: str) -> MastheadError:
    return MastheadError([Problem(Place(name), what, todo, exit_code=ExitCode.CONTENT)])
