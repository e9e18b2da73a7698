"""The maker: the program and its libraries, known by what they contain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from masthead import maker

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_key_is_the_same_each_time() -> None:
    """The key does not change by itself."""
    first = maker.key()
    maker.key.cache_clear()
    maker.parts.cache_clear()
    assert maker.key() == first


def test_parts_name_the_release_of_the_engine() -> None:
    """The engine is known by its release and by the digests that its installer kept."""
    from importlib.metadata import version  # noqa: PLC0415

    release, _, digest = maker.parts()["weasyprint"].partition(" ")
    assert release == version("weasyprint")
    assert len(digest) == 64
    assert len(maker.parts()["masthead"]) == 64


def test_difference_in_words() -> None:
    """What differs between two makers is said part by part."""
    before = {"masthead": "a", "weasyprint": "70.0 a", "pyphen": "1 a", "segno": "1 a", "pydyf": "1 a"}
    now = {"masthead": "b", "weasyprint": "70.1 b", "pyphen": "1 b", "jinja2": "3 a", "pydyf": "1 a"}
    assert maker.difference(before, now) == [
        "jinja2 3 is new",
        "the program has changed",
        "pyphen 1 was installed anew and differs",
        "segno 1 is gone",
        "weasyprint 70.0 is 70.1 now",
    ]
    assert maker.difference(now, now) == []
    assert maker.difference({}, now) == ["the program or its libraries have changed"]


def test_where_a_library_is_installed_does_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library is the same in another folder, by another installer, compiled or not; with another file it is not."""
    own = "segno/__init__.py,sha256=abc,10"
    records = {
        "one": f"{own}\n../../../bin/segno,sha256=one,200\nsegno-1.dist-info/INSTALLER,sha256=pip,4\n",
        "two": f"segno/__pycache__/__init__.cpython-311.pyc,,\n../../../bin/segno,sha256=two,220\n{own}\n",
        "three": f"{own}\nsegno/more.py,sha256=def,10\n",
    }
    keys = {}
    for name, record in records.items():
        folder = tmp_path / name / "segno-1.dist-info"
        folder.mkdir(parents=True)
        (folder / "RECORD").write_text(record, encoding="utf-8")
        monkeypatch.setattr("sys.path", [str(tmp_path / name)])
        keys[name] = dict(maker._libraries())["segno"]
    assert keys["one"] == keys["two"] != keys["three"]
