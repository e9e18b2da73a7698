"""What the presses print keeps the standards that it claims: by our own checks, and by judges that others wrote."""

from __future__ import annotations

import re
import shutil
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pytest
import tagged
from conftest import FACTS, TEXT
from pikepdf import pdfa
from PIL import Image
from printed import PAGES

from masthead.akn import import_files
from masthead.building import build
from masthead.conformance import State, examine
from masthead.order import Imposition, Order, Purpose
from masthead.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path


def purpose(path: Path) -> str:
    """Return whom a PDF is for, by its name."""
    return next((word for word in ("print", "screen") if path.name.endswith(f".{word}.pdf")), "archive")


ORDERS = [
    Order(Purpose.ARCHIVE),
    Order(Purpose.PRINT, ("crop", "cross"), 3.0),
    Order(Purpose.SCREEN),
]


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return a document of every kind, written by every press."""
    root = tmp_path_factory.mktemp("presses")
    (root / "content").mkdir()
    for page in PAGES.glob("*.yaml"):
        shutil.copy(page, root / "content")
    report = build(orders=ORDERS, workspace=Workspace(root))
    return [output.path for output in report.outputs]


def test_every_press_keeps_what_it_claims(printed: list[Path]) -> None:
    """No check of ours finds a fault in any kind of document from any press; qpdf and pikepdf.pdfa find none either."""
    assert len(printed) == 3 * len(list(PAGES.glob("*.yaml")))
    for path in printed:
        verdict = examine(path, name=path.name)
        assert verdict.problems == [], path.name
        states = {judgement.judge: judgement.state for judgement in verdict.judges if judgement.judge != "veraPDF"}
        assert set(states.values()) == {State.PASSES}, path.name
        assert ("pikepdf.pdfa" in states) == (purpose(path) == "archive"), path.name


def test_claims(printed: list[Path]) -> None:
    """The archive's PDF claims PDF/A-3a and PDF/UA-1, the screen's PDF/UA-1, the printing house's PDF/X-4."""
    claims = {purpose(path): [str(claim) for claim in examine(path, name="x").claims] for path in printed}
    assert claims == {"archive": ["PDF/A-3a", "PDF/UA-1"], "print": ["PDF/X-4"], "screen": ["PDF/UA-1"]}


@pytest.mark.parametrize("kind", ["booklet", "2up", "4up"])
def test_imposed_sheets_keep_what_they_claim(tmp_path: Path, kind: str) -> None:
    """Sheets with several pages are PDF/X-4 as well."""
    (tmp_path / "content").mkdir()
    shutil.copy(PAGES / "gardens-2025.yaml", tmp_path / "content")
    order = Order(Purpose.PRINT, ("crop", "cross"), imposition=Imposition(kind))
    (output,) = build(orders=[order], workspace=Workspace(tmp_path)).outputs
    assert examine(output.path, name="x").problems == []


@pytest.fixture(scope="session")
def archived(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return real documents in six languages, written for the archive."""
    root = tmp_path_factory.mktemp("archived")
    (root / "content").mkdir()
    files = sorted((shared / "real" / "akn").glob("A_RES_80_1.*.xml"))
    import_files([*files, shared / "real" / "akn" / "A_RES_79_298.ar.akn.xml"], workspace=Workspace(root))
    return [output.path for output in build(workspace=Workspace(root)).outputs]


def test_real_documents_keep_what_they_claim(archived: list[Path]) -> None:
    """In six languages, with tables and notes, no fault is found."""
    assert len({path.stem[-2:] for path in archived}) == 6
    for path in archived:
        assert examine(path, name=path.name).problems == [], path.name


def as_level_b(path: Path) -> bytes:
    """Return the PDF as its own claim of level B, without the claim of PDF/UA: what pikepdf.pdfa can judge."""
    out = BytesIO()
    with pikepdf.open(path) as pdf:
        xmp = pdf.Root.Metadata.read_bytes().decode()
        start, end = xmp.index("<pdfaExtension:schemas>"), xmp.index("</pdfaExtension:schemas>")
        xmp = xmp[:start] + xmp[end + len("</pdfaExtension:schemas>") :]
        for claim, without in (("conformance>A<", "conformance>B<"), ("<pdfuaid:part>1</pdfuaid:part>", "")):
            assert claim in xmp
            xmp = xmp.replace(claim, without)
        for prefix in ("pdfuaid", "pdfaExtension", "pdfaSchema", "pdfaProperty"):
            address = xmp.partition(f'xmlns:{prefix}="')[2].partition('"')[0]
            xmp = xmp.replace(f' xmlns:{prefix}="{address}"', "")
        pdf.Root.Metadata = pdf.make_stream(xmp.encode(), Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
        pdf.save(out)
    return out.getvalue()


def test_the_independent_judge_finds_nothing(printed: list[Path], archived: list[Path]) -> None:
    """With level A and PDF/UA set aside, pikepdf.pdfa has neither a violation nor a doubt about any archival PDF."""
    archival = [*archived, *(path for path in printed if purpose(path) == "archive")]
    assert len(archival) >= 15
    for path in archival:
        report = pdfa.validate_written(BytesIO(as_level_b(path)), "3b")
        assert report.findings == [], path.name


def test_an_own_style_may_use_what_a_page_can(tmp_path: Path) -> None:
    """Colours, pictures that let through, a gradient and a shadow of a workspace are PDF/A and PDF/X all the same.

    pikepdf.pdfa knows no gradients, and says so: it is not asked.
    """
    (tmp_path / "content").mkdir()
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><defs><linearGradient id="g">'
        '<stop offset="0" stop-color="#07f"/><stop offset="1" stop-color="#fff"/></linearGradient></defs>'
        '<rect width="9" height="9" fill="url(#g)" opacity="0.5"/></svg>'
    )
    (tmp_path / "content" / "mill.svg").write_text(drawing)
    text = f"{FACTS}{TEXT}  - figure: mill.svg\n    alternative: A mill\n  - table: [[A, B], [c, d]]\n"
    (tmp_path / "content" / "doc.yaml").write_text(text)
    (tmp_path / "styles").mkdir()
    rules = "td { background: rgb(0 80 255 / 20%); color: #300 } table { box-shadow: 2pt 2pt 3pt #888 }"
    blocks = (PAGES.parents[2] / "styles" / "blocks.css").read_text(encoding="utf-8")
    (tmp_path / "styles" / "blocks.css").write_text(f"{blocks}\n{rules}\n", encoding="utf-8")
    outputs = build(orders=ORDERS, workspace=Workspace(tmp_path)).outputs
    assert len(outputs) == 3
    for output in outputs:
        assert examine(output.path, name=output.path.name, independent=False).problems == [], output.path.name


TEMPLATE = """{% include "page.html" %}
<section>
<ul><li>one</li><li>two <ul><li>deep</li></ul></li></ul>
<ol style="list-style-position: outside"><li><p>in an item</p></li></ol>
<dl><dt>term</dt><dd>meaning</dd></dl>
<nav><ol><li><a href="#title">Contents</a></li></ol></nav>
<p id="title">He said <q>quoted</q>, <u>under</u> <code>code</code>, <a>no link</a>,
<a href="https://example.org/">a link that goes on and on over several lines of the column, for it is so long that it
must, <em>with</em> emphasis</a>.</p>
<table><tr class="continued"><th scope="row">a</th><td>b</td></tr><tr><th scope="row">c</th><td>d</td></tr></table>
<img src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='5' height='5'/%3E">
<div style="display: flex"><div>flex one</div><div>flex two</div></div>
<div style="columns: 2">in columns</div>
<h5>Heading</h5>
<p style="position: absolute">placed</p><p style="float: right">floating</p>
<div style="transform: rotate(5deg)">turned</div>
<div style="opacity: 0.9"><p>let through</p><p>and more</p></div>
<pre>as typed</pre><aside>aside</aside><article>article</article>
<svg width="9" height="9" xmlns="http://www.w3.org/2000/svg"><text y="9">drawn</text></svg>
</section>
"""


@pytest.mark.parametrize("purpose", ["archive", "screen"])
def test_any_html_of_an_own_template_is_tagged(tmp_path: Path, purpose: str) -> None:
    """What a template of a workspace holds, lists, links, columns, groups that let through, is content or artifact."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "doc.yaml").write_text(FACTS + TEXT, encoding="utf-8")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "resolution.html").write_text(TEMPLATE, encoding="utf-8")
    (output,) = build(orders=[Order(Purpose(purpose))], workspace=Workspace(tmp_path)).outputs
    assert examine(output.path, name="x", independent=False).problems == []
    root = tagged.read(output.path).root
    assert {"L", "LI", "Lbl", "LBody", "TOC", "TOCI", "Quote", "Code", "Link", "Art", "Sect"} <= {
        tag.role for tag in root.walk()
    }
    for words in ("in an item", "quoted", "flex two", "in columns", "turned", "as typed", "aside"):
        assert [tag for tag in root.all("P", "Quote", "LBody", "Sect") if words in tag.text], words
    content = b"".join(page.Contents.read_bytes() for page in pikepdf.open(output.path).pages)
    assert len(re.findall(rb"/Span\s*<</MCID \d+>>\s*BDC\s*/x\d+ Do\s*EMC", content)) == 1


PICTURES = {
    "rgb.png": ("RGB", "PNG"),
    "through.png": ("RGBA", "PNG"),
    "grey.png": ("L", "PNG"),
    "dots.png": ("1", "PNG"),
    "palette.png": ("P", "PNG"),
    "photo.jpg": ("RGB", "JPEG"),
}


def test_pictures_of_dots_keep_what_is_claimed(tmp_path: Path) -> None:
    """PNG and JPEG of every kind, as figures and as emblem, are PDF/A, PDF/X and PDF/UA; no viewer smooths them."""
    (tmp_path / "content").mkdir()
    figures = ""
    for name, (mode, form) in PICTURES.items():
        Image.new(mode, (8, 8), 1).save(tmp_path / "content" / name, form)
        figures += f"  - figure: {name}\n    alternative: A picture\n"
    shutil.copy(tmp_path / "content" / "through.png", tmp_path / "logo.png")
    (tmp_path / "masthead.yaml").write_text("emblem: logo.png\n")
    (tmp_path / "content" / "doc.yaml").write_text(FACTS + TEXT + figures, encoding="utf-8")
    report = build(orders=ORDERS, workspace=Workspace(tmp_path))
    assert len(report.outputs) == 3
    for output in report.outputs:
        assert examine(output.path, name=output.path.name).problems == [], output.path.name


def _styled(root: Path, rules: str, more: str = "") -> Workspace:
    (root / "content").mkdir()
    (root / "content" / "doc.yaml").write_text(FACTS + TEXT + more, encoding="utf-8")
    (root / "styles").mkdir()
    body = (PAGES.parents[2] / "styles" / "body.css").read_text(encoding="utf-8")
    (root / "styles" / "body.css").write_text(f"{body}\n{rules}\n", encoding="utf-8")
    return Workspace(root)


TABLE = "  - table: [[A, B], [c, 'd[^x]']]\n    notes: {x: Of it.}\n"


@pytest.mark.parametrize(
    "rules",
    [
        "main p { color: oklch(0.3 0.1 30) }",
        "main p { color: color(xyz 0.1 0.1 0.1) }",
        "main p { color: hsl(200 50% 20%) } td { background: rgb(0 0 0 / 0%) }",
        "table, .table { opacity: 0.8 }",
        "main p { text-decoration: underline } .table { box-shadow: 1pt 1pt 2pt #ccc }",
    ],
)
def test_styles_of_every_kind_are_archived(tmp_path: Path, rules: str) -> None:
    """Colours in other spaces than sRGB, and what lets through, are built, and keep what the PDF claims."""
    report = build(orders=ORDERS[::2], workspace=_styled(tmp_path, rules, TABLE))
    assert len(report.outputs) == 2, report.problems
    for output in report.outputs:
        assert examine(output.path, name="x", independent=False).problems == []


@pytest.mark.parametrize("where", ["style", "drawing", "picture"])
def test_inks_are_refused_in_an_archive(tmp_path: Path, where: str) -> None:
    """Colours in inks make no archival PDF, since none could say what they look like; the print is built."""
    rules = "main p { color: device-cmyk(0 0 0 1) }" if where == "style" else ""
    name = "mill.jpg" if where == "picture" else "mill.svg"
    workspace = _styled(tmp_path, rules, f"  - figure: {name}\n    alternative: A mill\n")
    fill = "device-cmyk(0 1 0 0)" if where == "drawing" else "black"
    (tmp_path / "content" / "mill.svg").write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path fill="{fill}" d="M0 0h9v9z"/></svg>'
    )
    Image.new("CMYK", (8, 8), (0, 255, 0, 0)).save(tmp_path / "content" / "mill.jpg", "JPEG")
    report = build(orders=ORDERS[:2], workspace=workspace)
    (told,) = [str(problem) for problem in report.problems if problem.place.file == "PDF/A-3"]
    assert told == (
        "PDF/A-3: a colour is given in inks (device-cmyk, or a CMYK picture), which a PDF for the archive cannot hold; "
        "give it in sRGB, and save the picture in RGB; --for print brings every colour to inks"
    )
    assert [output.purpose for output in report.outputs] == [Purpose.PRINT]


@pytest.mark.parametrize("head", ["<head></head>", "<head><title></title></head>"])
def test_a_page_without_a_title_is_refused(tmp_path: Path, head: str) -> None:
    """An own head without a title makes no PDF: every PDF must have one (Matterhorn Protocol 1.1, 06-003)."""
    workspace = _styled(tmp_path, "")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "head.html").write_text(head)
    report = build(workspace=workspace)
    assert not report.outputs
    assert str(report.problems[-1]).startswith("templates: the page has no title, which every PDF must have; give")


def test_a_head_with_a_title_alone_says_nothing_else(tmp_path: Path) -> None:
    """What an own head leaves out is left out of the metadata, too; the PDF keeps what it claims."""
    workspace = _styled(tmp_path, "")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "head.html").write_text("<head><title>Own &amp; short</title></head>")
    (output,) = build(workspace=workspace).outputs
    with pikepdf.open(output.path) as pdf:
        xmp = pdf.Root.Metadata.read_bytes()
    assert b"Own &amp; short" in xmp
    assert b"None" not in xmp
    assert examine(output.path, name="x").problems == []
