"""Judges that others wrote: pikepdf.pdfa, veraPDF and qpdf. Each says what it says; nothing is hidden.

pikepdf.pdfa knows PDF/A-3b and lower levels by an allowlist: its approval can be trusted, its denial may be a false
alarm. For a file of level A or U what concerns the level alone is set aside, each by its clause, and named.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pikepdf

from masthead.conformance.clause import Claim, Standard
from masthead.conformance.finding import Judgement, State
from masthead.conformance.opened import limits, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

PATIENCE = 120
"""Seconds that a program is given."""
MOST = 10
"""Remarks of one judge that are told."""
LEVEL = "ISO_19005_3:6.6.4-3"
"""The rule by which pikepdf.pdfa says that a file claims another level than B."""
DESCRIBED = re.compile(
    r"XMP (property (pdfuaid:part|pdfaExtension:schemas)"
    r"|namespace (pdfaExtension|pdfaSchema|pdfaProperty)=http://www\.aiim\.org/pdfa/ns/[a-z]+[/#]) is not permitted"
)
"""What it says by rule 6.6.2.3.1-1 of the identification of PDF/UA and of the schema that describes it."""
FLAVOURS = {Standard.ARCHIVE: "3", Standard.ACCESS: "ua1"}
"""What veraPDF calls the standards that it knows, PDF/A without its level."""


def ask(data: bytes, claims: Sequence[Claim], *, describes_access: bool = False) -> tuple[Judgement, ...]:
    """Return what each judge says of a PDF that makes *claims*.

    Args:
        data: the PDF.
        claims: what it claims.
        describes_access: whether an extension schema in it describes pdfuaid:part, which 6.6.2.3.1 permits.
    """
    with tempfile.TemporaryDirectory(prefix="masthead-") as folder:
        path = Path(folder) / "examined.pdf"
        path.write_bytes(data)
        archives = [claim for claim in claims if claim.standard is Standard.ARCHIVE]
        found = [_pikepdf(data, claim, describes_access=describes_access) for claim in archives]
        found += [_verapdf(path, claim) for claim in claims if claim.standard in FLAVOURS]
        return (*found, _qpdf(data))


def _pikepdf(data: bytes, claim: Claim, *, describes_access: bool) -> Judgement:
    judge, subject = "pikepdf.pdfa", "PDF/A-3b"
    try:
        from pikepdf import pdfa  # noqa: PLC0415 (needs the extra pikepdf[pdfa])
    except ImportError:
        return Judgement(judge, subject, State.ABSENT, ("it is not installed",))
    report = pdfa.validate_written(BytesIO(data), "3b")
    aside, findings = [], []
    for finding in report.findings:
        reason = _set_aside(finding, claim, describes_access=describes_access)
        if reason:
            aside.append(reason)
        else:
            findings.append(finding)
    remarks = [f"{_clause(finding.rule)}: {finding.where}: {finding.message}" for finding in findings]
    remarks += [f"set aside: {reason}" for reason in dict.fromkeys(aside)]
    kinds = {finding.kind for finding in findings}
    state = State.FAILS if "violation" in kinds else State.UNDECIDED if kinds else State.PASSES
    return Judgement(judge, subject, state, _few(remarks))


def _set_aside(finding: Any, claim: Claim, *, describes_access: bool) -> str:  # noqa: ANN401 (pikepdf's own type)
    """Return why a finding of the judge for level B says nothing against a file of another level; empty if it does."""
    level = f"pdfaid:conformance is '{claim.level}', expected 'B'"
    if finding.rule == LEVEL and claim.level in ("A", "U") and finding.message == level:
        return f"ISO 19005-3, 6.6.4: the file claims level {claim.level}, which the judge does not know"
    if finding.rule == "ISO_19005_3:6.6.2.3.1-1" and describes_access and DESCRIBED.fullmatch(finding.message):
        return "ISO 19005-3, 6.6.2.3.1: an extension schema describes pdfuaid:part, which the judge does not read"
    return ""


def _clause(rule: str) -> str:
    """Return a rule of veraPDF as a citation; one of pikepdf's own as it is."""
    standard, _, clause = rule.partition(":")
    return f"ISO 19005-3, {clause}" if standard == "ISO_19005_3" else rule


def _verapdf(path: Path, claim: Claim) -> Judgement:
    flavour = FLAVOURS[claim.standard] + claim.level.lower()
    found = shutil.which("verapdf")
    if not found:
        return Judgement("veraPDF", str(claim), State.ABSENT, ("it is not on the path",))
    said = _run([found, "--format", "json", "--flavour", flavour, str(path)])
    try:
        results = [_result(job) for job in json.loads(said.stdout)["report"]["jobs"]]
    except (ValueError, LookupError, TypeError):
        results = []
    if not results or None in results:
        why = (said.stderr.strip().splitlines() or ["it gave no verdict"])[-1][:200]
        return Judgement("veraPDF", str(claim), State.ABSENT, (why,))
    remarks = [remark for _, found in filter(None, results) for remark in found]
    state = State.PASSES if all(passed for passed, _ in filter(None, results)) else State.FAILS
    return Judgement("veraPDF", str(claim), state, _few(remarks))


def _result(job: dict[str, Any]) -> tuple[bool, list[str]] | None:
    """Return whether a job of veraPDF's report passed, and the rules that it did not keep; None where it gave up.

    Since 1.26 a job has a list of results, one for each flavour that was asked for; before, it had one result.
    """
    found = job.get("validationResult")
    result = found[0] if isinstance(found, list) and found else found
    if not isinstance(result, dict):
        return None
    rules = [rule for rule in result.get("details", {}).get("ruleSummaries", []) if rule.get("failedChecks") != 0]
    told = [
        f"{rule.get('specification')}, {rule.get('clause')}-{rule.get('testNumber')}: {rule.get('description')}"
        for rule in rules
        if str(rule.get("status", "failed")).lower() == "failed"
    ]
    return result.get("compliant") is True, told


def _qpdf(data: bytes) -> Judgement:
    """Ask qpdf, as it comes with pikepdf, for what `qpdf --check` does: is all of it read, are its hints true."""
    said = StringIO()
    try:
        with limits(), pikepdf.open(BytesIO(data)) as pdf:
            remarks = [plain(problem) for problem in pdf.check_pdf_syntax()]
            sound = not pdf.is_linearized or pdf.check_linearization(said)
    except pikepdf.PdfError as error:
        return Judgement("qpdf", "syntax", State.FAILS, (plain(error),))
    if not sound:
        remarks += [plain(line) for line in said.getvalue().splitlines()] or ["its hints for the first page are wrong"]
    return Judgement("qpdf", "syntax", State.FAILS if remarks else State.PASSES, _few(remarks))


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return subprocess.CompletedProcess(command, 1, "", f"{type(error).__name__}: {error}")


def _few(remarks: Sequence[str]) -> tuple[str, ...]:
    more = (f"and {len(remarks) - MOST} more",) if len(remarks) > MOST else ()
    return (*remarks[:MOST], *more)
