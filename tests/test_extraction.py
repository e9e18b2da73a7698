"""``masthead extract``: a PDF gives back what it was made from, and nothing that it should not."""

from __future__ import annotations

import shutil
import zlib
from hashlib import md5
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdf
import pytest
from conftest import FACTS, ROOT, TEXT

from masthead import extraction
from masthead.building import build
from masthead.extraction import extract
from masthead.order import Order, Purpose
from masthead.problem import MastheadError
from masthead.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import CommandLine


def test_gives_back_every_byte(founding: Path, tmp_path: Path) -> None:
    """The facts and the text come back as they were, by the names that they had in their workspace."""
    extract(founding, into=tmp_path / "restored")
    for name in ("document.yaml", "fr.yaml"):
        restored = tmp_path / "restored" / "content" / "A-RES-66-152" / name
        assert restored.read_bytes() == (ROOT / "content" / "A-RES-66-152" / name).read_bytes()


def test_a_build_from_it_is_the_same_pdf(founding: Path, tmp_path: Path) -> None:
    """What was taken out of a PDF builds that PDF, byte for byte."""
    extract(founding, into=tmp_path)
    report = build(workspace=Workspace(tmp_path))
    assert report.outputs[0].path.read_bytes() == founding.read_bytes()


def test_own_styles_pictures_and_settings_are_carried(workspace: Workspace, write: Callable[..., str]) -> None:
    """A document with a style sheet, a picture and settings of the workspace is built again without the workspace."""
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    (workspace.content / "doc.svg").write_text(drawing)
    (workspace.root / "logo.svg").write_text(drawing.replace("h9v9", "h9v5"))
    (workspace.root / "masthead.yaml").write_text("emblem: logo.svg\n")
    (workspace.root / "styles").mkdir()
    sheet = (ROOT / "styles" / "body.css").read_text(encoding="utf-8")
    (workspace.root / "styles" / "body.css").write_text(f"{sheet}\np {{ color: #222 }}\n")
    write(more="  - figure: doc.svg\n    alternative: A triangle\n")
    (before,) = build(workspace=workspace).outputs
    names = {path.as_posix() for path in extract(before.path, into=workspace.root / "x")}
    folder = (workspace.root / "x").as_posix()
    wanted = ("content/doc.yaml", "content/doc.svg", "logo.svg", "masthead.yaml", "styles/body.css")
    assert names == {f"{folder}/{name}" for name in wanted}
    (after,) = build(workspace=Workspace(workspace.root / "x")).outputs
    assert after.path.read_bytes() == before.path.read_bytes()


def test_files_of_one_name_are_told_apart(workspace: Workspace, write: Callable[..., str]) -> None:
    """Two files with the same last name are carried under two names, and come back to their places."""
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    for name in ("content/mill.svg", "mill.svg"):
        (workspace.root / name).write_text(drawing)
    (workspace.root / "masthead.yaml").write_text("emblem: mill.svg\n")
    write(more="  - figure: mill.svg\n    alternative: A mill\n")
    (output,) = build(workspace=workspace).outputs
    assert {"content-mill.svg", "mill.svg"} <= set(pypdf.PdfReader(output.path).attachments)
    extract(output.path, into=workspace.root / "x")
    assert (workspace.root / "x" / "content" / "mill.svg").read_text() == drawing


def test_sources_are_related_as_sources(founding: Path) -> None:
    """Each attachment says that it is the source, what kind of file it is, how large, and from which day."""
    with pikepdf.open(founding) as pdf:
        files = list(pdf.Root.AF)
        assert [str(file.UF) for file in files] == ["document.yaml", "fr.yaml"]
        for file in files:
            assert file.AFRelationship == "/Source"
            stream = file.EF.F
            data = stream.read_bytes()
            assert stream.Subtype == "/application/yaml"
            assert stream.Params.Size == len(data)
            assert bytes(stream.Params.CheckSum) == md5(data, usedforsecurity=False).digest()
            assert str(stream.Params.ModDate) == "D:20120313000000Z"


def test_beside_the_pdf(founding: Path, tmp_path: Path) -> None:
    """Without a folder, one beside the PDF with its name is made."""
    copy = tmp_path / "kept.pdf"
    shutil.copy(founding, copy)
    assert extract(copy)[0] == tmp_path / "kept" / "content" / "A-RES-66-152" / "document.yaml"


def test_nothing_is_written_over(founding: Path, tmp_path: Path) -> None:
    """Where one file is there already, none is written, unless it is asked for."""
    (tmp_path / "content" / "A-RES-66-152").mkdir(parents=True)
    mine = tmp_path / "content" / "A-RES-66-152" / "fr.yaml"
    mine.write_text("mine")
    with pytest.raises(MastheadError) as caught:
        extract(founding, into=tmp_path)
    assert str(caught.value.problems[0]) == (
        f"{mine}: it is there already; nothing of {founding.name} was extracted; "
        "extract into another folder with --into DIR, or write over it with --force"
    )
    assert [path.name for path in mine.parent.iterdir()] == ["fr.yaml"]
    extract(founding, into=tmp_path, force=True)
    assert mine.read_text(encoding="utf-8") != "mine"


@pytest.mark.parametrize("purpose", [Purpose.PRINT, Purpose.SCREEN])
def test_other_presses_carry_no_sources(workspace: Workspace, write: Callable[..., str], purpose: Purpose) -> None:
    """A PDF for print or screen says that it does not carry what it was made from."""
    write()
    (output,) = build(orders=[Order(purpose)], workspace=workspace).outputs
    with pytest.raises(MastheadError) as caught:
        extract(output.path)
    assert str(caught.value.problems[0]) == (
        f"{output.path}: it does not carry what it was made from; "
        "give a PDF that Masthead has built for the archive, not for print or screen"
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "it is not a PDF that can be read; give a PDF that Masthead has built"),
        (b"%PDF-1.7\nnothing of the kind", "it is not a PDF that can be read; give a PDF that Masthead has built"),
        (None, "it cannot be read (No such file or directory); give the path of a PDF"),
    ],
)
def test_what_is_no_pdf(masthead: CommandLine, workspace: Workspace, data: bytes | None, said: str) -> None:
    """A file that is no PDF, or is not there, is named; there is no traceback and no folder."""
    if data is not None:
        (workspace.root / "x.pdf").write_bytes(data)
    done = masthead("extract", "x.pdf")
    assert done.stderr == f"x.pdf: {said}\n"
    assert done.returncode == (1 if data is not None else 2)
    assert not (workspace.root / "x").exists()


def test_encrypted(founding: Path, tmp_path: Path) -> None:
    """A PDF that cannot be read without a password says so."""
    path = tmp_path / "locked.pdf"
    with pikepdf.open(founding) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(MastheadError, match="it is encrypted; ask whoever encrypted it"):
        extract(path)


def _spoiled(founding: Path, path: Path, change: Callable[[pikepdf.Pdf, Any], None]) -> Path:
    with pikepdf.open(founding) as pdf:
        change(pdf, pdf.Root.AF[0])
        pdf.save(path)
    return path


@pytest.mark.parametrize(
    "name",
    ["../outside.yaml", "/etc/outside.yaml", "content/../../x", "", ".", "content/a\\b", "content/a:b", "content/ ",
     "content/x\0y", "content/x\u202ey", ".git/hooks/pre-commit", "content/.git/x", ".vscode/tasks.json", "Makefile",
     "build/.record/x.json", "build/x.png", "content/./a.yaml", "content//a.yaml", "content/a.", "/content/a.yaml"],
)  # fmt: skip
def test_no_name_leads_outside(founding: Path, tmp_path: Path, name: str) -> None:
    """A name that leads out of the folder, or that no file can have, is refused before anything is written."""
    path = _spoiled(founding, tmp_path / "bad.pdf", lambda _, file: file.__setattr__("Desc", name))
    with pytest.raises(MastheadError, match="it carries a file with the name"):
        extract(path, into=tmp_path / "x")
    assert not (tmp_path / "x").exists()


def test_a_name_that_is_no_text(founding: Path, tmp_path: Path) -> None:
    """A name that is something else than a text is none."""
    path = _spoiled(founding, tmp_path / "bad.pdf", lambda _, file: file.__setattr__("Desc", pikepdf.Array([1, 2])))
    with pytest.raises(MastheadError, match="it carries a file with the name ''"):
        extract(path, into=tmp_path / "x")


def test_a_name_that_cannot_be_carried_is_told_by_the_build(workspace: Workspace, write: Callable[..., str]) -> None:
    """A file that could not be put back is told of by the build for the archive; for a screen it does not matter."""
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    (workspace.root / "our:logo.svg").write_text(drawing)
    (workspace.root / "masthead.yaml").write_text('emblem: "our:logo.svg"\n')
    write()
    (told,) = build(workspace=workspace).problems
    assert str(told) == (
        "our:logo.svg: a PDF for the archive cannot carry a file of this name; "
        "give it a name of plain letters and figures; folders that begin with a dot are not taken"
    )
    assert build(orders=[Order(Purpose.SCREEN)], workspace=workspace).outputs


@pytest.mark.parametrize("name", ["content/a-b/fr.yaml", "content/é.svg", "styles/x y.css", "masthead.yaml", "a/b.PNG"])
def test_names_that_are_carried(name: str) -> None:
    """Files in the folders of a workspace, its settings and pictures anywhere are carried."""
    assert extraction.may_be_source(name)


def test_a_pdf_without_an_ending(founding: Path, tmp_path: Path) -> None:
    """A PDF whose name has no ending gives no name for a folder: that is said before anything is written."""
    shutil.copy(founding, tmp_path / "kept")
    with pytest.raises(MastheadError, match="its name has no ending, so there is no name for the folder; name one"):
        extract(tmp_path / "kept")
    assert extract(tmp_path / "kept", into=tmp_path / "x")


def test_files_are_bounded_together(founding: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that are allowed each are refused where they are too much together."""
    data = b"\0" * 4096
    with pikepdf.open(founding) as pdf:
        pdf.Root.AF = pikepdf.Array()
        for number in range(3):
            stream = pikepdf.Stream(pdf, zlib.compress(data), Filter=pikepdf.Name.FlateDecode)
            stream.Params = pikepdf.Dictionary(CheckSum=pikepdf.String(md5(data, usedforsecurity=False).digest()))
            file = pikepdf.Dictionary(AFRelationship=pikepdf.Name.Source, EF=pikepdf.Dictionary(F=stream))
            file.Desc = f"content/{number}.yaml"
            pdf.Root.AF.append(file)
        pdf.save(tmp_path / "bombs.pdf", compress_streams=False)
    assert len(list(extraction.sources(tmp_path / "bombs.pdf"))) == 3
    monkeypatch.setattr(extraction, "_bytes", lambda path: path.read_bytes())
    monkeypatch.setattr(extraction, "LARGEST", 2 * len(data))
    with pytest.raises(MastheadError, match=r"content/2\.yaml is damaged in it"):
        list(extraction.sources(tmp_path / "bombs.pdf"))


def test_packed_objects_are_bounded(founding: Path, tmp_path: Path) -> None:
    """Objects that unpack to more than a PDF may have are refused, as `masthead check` refuses them."""
    with pikepdf.open(founding) as pdf:
        pdf.Root.Bomb = pikepdf.Array(pdf.make_indirect(pikepdf.String(b"A" * (1 << 20))) for _ in range(80))
        pdf.save(tmp_path / "bomb.pdf", object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert (tmp_path / "bomb.pdf").stat().st_size < 1 << 20
    before = pikepdf.settings.get_qpdf_limits()
    with pytest.raises(MastheadError):
        list(extraction.sources(tmp_path / "bomb.pdf"))
    assert pikepdf.settings.get_qpdf_limits() == before


def test_profile_of_the_printing_house(workspace: Workspace, write: Callable[..., str]) -> None:
    """Settings that order a print with a profile of the workspace build the archive's PDF without it, byte for byte."""
    shutil.copy(ROOT / "styles" / "profiles" / "FOGRA39L_coated.icc", workspace.root / "house.icc")
    (workspace.root / "masthead.yaml").write_text("purposes: [archive, print]\nprint: {profile: house.icc}\n")
    write()
    archive = build(workspace=workspace).outputs[0].path
    extract(archive, into=workspace.root / "x")
    report = build(workspace=Workspace(workspace.root / "x"))
    assert [output.path.read_bytes() == archive.read_bytes() for output in report.outputs] == [True]
    assert [problem.place.file for problem in report.problems] == ["house.icc"]


def test_no_link_leads_outside(founding: Path, tmp_path: Path) -> None:
    """A link in the folder that leads out of it is not followed."""
    (tmp_path / "x").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "x" / "content").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(MastheadError, match="would be written outside"):
        extract(founding, into=tmp_path / "x", force=True)
    assert not list((tmp_path / "elsewhere").iterdir())


def test_a_changed_byte_is_found(founding: Path, tmp_path: Path) -> None:
    """A file that is not what its digest says is not handed out, nor is any other."""

    def change(pdf: pikepdf.Pdf, file: Any) -> None:
        data = file.EF.F.read_bytes()
        stream = pdf.make_stream(data.replace(b"66", b"67"))
        stream.Params = file.EF.F.Params
        file.EF.F = stream

    path = _spoiled(founding, tmp_path / "bad.pdf", change)
    with pytest.raises(MastheadError, match=r"content/A-RES-66-152/document\.yaml is damaged in it; take another copy"):
        extract(path, into=tmp_path / "x")
    assert not (tmp_path / "x").exists()


def test_a_bomb_is_not_unpacked(founding: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that unpacks to more than is allowed is refused without being held whole."""
    monkeypatch.setattr(extraction, "LARGEST_FILE", 1 << 16)

    def change(pdf: pikepdf.Pdf, file: Any) -> None:
        data = b"\0" * (1 << 24)
        stream = pikepdf.Stream(pdf, zlib.compress(data), Filter=pikepdf.Name.FlateDecode)
        stream.Params = pikepdf.Dictionary(CheckSum=pikepdf.String(md5(data, usedforsecurity=False).digest()))
        file.EF.F = stream

    path = tmp_path / "bomb.pdf"
    with pikepdf.open(founding) as pdf:
        change(pdf, pdf.Root.AF[0])
        pdf.save(path, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    with pytest.raises(MastheadError, match="is damaged in it"):
        extract(path, into=tmp_path / "x")


def test_a_name_that_comes_twice(founding: Path, tmp_path: Path) -> None:
    """Two files of one name are refused: the second would be written over the first."""
    path = _spoiled(founding, tmp_path / "bad.pdf", lambda pdf, file: pdf.Root.AF.append(file))
    with pytest.raises(MastheadError, match=r"it carries content/A-RES-66-152/document\.yaml twice"):
        extract(path, into=tmp_path / "x")


def test_a_full_disc_leaves_nothing(founding: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the second of two files cannot be written, the first is taken away again."""
    real = Workspace.write

    def write(self: Workspace, path: Path, data: bytes) -> None:
        if path.name == "fr.yaml":
            path = path / "under" / "a file"
            path.parent.parent.write_text("in the way")
        real(self, path, data)

    monkeypatch.setattr(Workspace, "write", write)
    with pytest.raises(MastheadError):
        extract(founding, into=tmp_path / "x")
    assert not [path for path in (tmp_path / "x").rglob("*") if path.is_file()]


def test_changed_while_it_was_read(
    workspace: Workspace, write: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that is saved between reading and attaching makes no PDF that says what is not so."""
    name = write()
    real = Workspace.read

    def read(self: Workspace, asked: str, **limits: int) -> bytes:
        data = real(self, asked, **limits)
        if asked == name:
            (self.root / name).write_text(f"{FACTS}{TEXT}# {len(data)}\n")
        return data

    monkeypatch.setattr(Workspace, "read", read)
    report = build(workspace=workspace)
    assert [str(problem) for problem in report.problems] == [
        "content/doc.yaml: it was changed while it was read; build again"
    ]
    assert not report.outputs
