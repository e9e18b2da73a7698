"""Masthead typesets official documents: content in YAML, the printed page as PDF.

Every command of the command line is a function of the same name here (``import`` and ``export`` are
``import_files`` and ``export_files``, and a PDF is checked by ``examine``)::

    import masthead

    report = masthead.build(["A-RES-66-152"])

The functions are loaded when they are first used, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from masthead.akn import Import, import_files
    from masthead.building import build
    from masthead.checking import check
    from masthead.conformance import Verdict, examine
    from masthead.export import Exported, export_files
    from masthead.extraction import extract
    from masthead.machine import doctor
    from masthead.order import Order, Purpose
    from masthead.previewing import preview
    from masthead.problem import ExitCode, MastheadError, Place, Problem, Severity
    from masthead.report import Report
    from masthead.schemas import schema
    from masthead.starter import new
    from masthead.watching import Turn, watch
    from masthead.workspace import Workspace

__all__ = [
    "ExitCode",
    "Exported",
    "Import",
    "MastheadError",
    "Order",
    "Place",
    "Problem",
    "Purpose",
    "Report",
    "Severity",
    "Turn",
    "Verdict",
    "Workspace",
    "build",
    "check",
    "doctor",
    "examine",
    "export_files",
    "extract",
    "import_files",
    "new",
    "preview",
    "schema",
    "watch",
]

__version__ = "0.1.0"

_HOMES = {
    "export_files": "export",
    "examine": "conformance",
    "Verdict": "conformance",
    "extract": "extraction",
    "Order": "order",
    "Purpose": "order",
    "Exported": "export",
    "import_files": "akn",
    "Import": "akn",
    "build": "building",
    "Report": "report",
    "check": "checking",
    "doctor": "machine",
    "new": "starter",
    "preview": "previewing",
    "schema": "schemas",
    "watch": "watching",
    "Turn": "watching",
    "Workspace": "workspace",
    "ExitCode": "problem",
    "MastheadError": "problem",
    "Place": "problem",
    "Problem": "problem",
    "Severity": "problem",
}


def __getattr__(name: str) -> object:
    """Load what is asked for from the module that it lives in."""
    if name not in _HOMES:
        msg = f"module 'masthead' has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(f"masthead.{_HOMES[name]}"), name)
