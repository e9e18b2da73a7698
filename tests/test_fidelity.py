"""Lines break as the Organization's do: its documents are typed off, set anew and held against the originals.

Nothing of them is kept: they are read where they lie, beside the repository, and the tests skip where they are not.
"""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING, Any

import pypdf
import pytest
import yaml
from official import typed_off
from printed import Print

from masthead.akn import import_files
from masthead.building import build
from masthead.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

FACTS = {
    "A_RES_73_8": """\
symbol: A/RES/73/8
session: 73
agenda_item: 43
issued: 2018-11-05
adopted: {on: 2018-11-01, meeting: 30}
drafts: [A/73/L.3]
job_number: 18-18418
""",
    "A_RES_ES-11_1": """\
symbol: A/RES/ES-11/1
session: ES-11
agenda_item: 5
issued: 2022-03-18
adopted: {on: 2022-03-02, meeting: 1}
drafts: [A/ES-11/L.1, A/ES-11/L.1/Add.1]
job_number: 22-04067
""",
    "A_RES_78_323": """\
symbol: A/RES/78/323
session: 78
agenda_item: 69
issued: 2024-08-14
adopted: {on: 2024-08-13, meeting: 103}
drafts: [A/78/L.96]
job_number: 24-14711
""",
}
HEAD = "type: resolution\norgan: general-assembly\nlanguage: en\n"
FROM_XML = ("A_RES_ES-11_1", "A_RES_78_323", "S_RES_2771", "A_HRC_RES_59_25")
"""Documents whose XML and whose official PDF are both at hand."""


@pytest.fixture(scope="session", params=FACTS)
def comparison(request: pytest.FixtureRequest, shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Return what the measuring tool says of an official document and the same text set by Masthead."""
    original, tool = shared / "real" / "pdf" / f"{request.param}-EN.pdf", shared / "measure" / "fidelity.py"
    if not (original.is_file() and tool.is_file()):
        pytest.skip(f"the official PDF of {request.param} or the measuring tool is not here")
    root = tmp_path_factory.mktemp(request.param)
    (root / "content").mkdir()
    text = yaml.safe_dump(dict(typed_off(Print(original))), allow_unicode=True)
    (root / "content" / "document.yaml").write_text(HEAD + FACTS[request.param] + text, encoding="utf-8")
    report = build(workspace=Workspace(root))
    assert not report.problems
    return _tool(tool).compare(str(original), str(report.outputs[0].path))


def test_lines_break_where_the_original_breaks(comparison: dict[str, Any]) -> None:
    """Of the line ends inside paragraphs, at least 95 in 100 are the original's (F1)."""
    assert comparison["soft_breaks_f1"] >= 0.95


def test_words_stand_where_the_original_has_them(comparison: dict[str, Any]) -> None:
    """The words are the same, on the same pages, and most stand within a pt."""
    assert comparison["text"] > 0.98
    assert comparison["same_page"] > 0.97
    assert comparison["pages"][0] == comparison["pages"][1]
    assert comparison["dx_pt"]["median"] < 0.5
    assert comparison["dy_pt"]["median"] < 0.5


@pytest.fixture(scope="session", params=FROM_XML)
def from_xml(request: pytest.FixtureRequest, shared: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Any]:
    """Return what the tool says of an official document and of the page made from its XML: of all, and of page 1."""
    name, real = request.param, shared / "real"
    original, xml, tool = real / "pdf" / f"{name}-EN.pdf", real / "akn" / f"{name}.en.akn.xml", shared / "measure"
    if not (original.is_file() and xml.is_file() and (tool / "fidelity.py").is_file()):
        pytest.skip(f"the official PDF or the XML of {name} or the measuring tool is not here")
    root = tmp_path_factory.mktemp(name)
    (root / "content").mkdir()
    import_files([xml], workspace=Workspace(root))
    report = build(workspace=Workspace(root))
    assert not report.problems
    ours, compare = report.outputs[0].path, _tool(tool / "fidelity.py").compare
    return compare(str(original), str(ours)), compare(_page_1(original, root, "theirs"), _page_1(ours, root, "ours"))


def test_the_page_made_from_xml_is_the_official_one(from_xml: tuple[dict[str, Any], dict[str, Any]]) -> None:
    """Words and pages are the same, 95 of 100 lines end alike, and on page 1 words stand within a pt and a half."""
    whole, first = from_xml
    assert whole["text"] >= 0.99
    assert whole["pages"][0] == whole["pages"][1]
    assert whole["soft_breaks_f1"] >= 0.95
    assert first["dx_pt"]["median"] <= 1.5
    assert first["dy_pt"]["median"] <= 1.5


def _page_1(path: Path, folder: Path, name: str) -> str:
    """Write page 1 of a PDF by itself; return where."""
    writer = pypdf.PdfWriter()
    writer.add_page(pypdf.PdfReader(path).pages[0])
    writer.write(folder / f"{name}.pdf")
    return str(folder / f"{name}.pdf")


def _tool(path: Path) -> Any:
    """Import the measuring tool by its path."""
    spec = importlib.util.spec_from_file_location("fidelity", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
