"""Pictures: a file that cannot be printed is told before a page is set."""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageFile

from masthead import picture
from masthead.picture import picture_fault

if TYPE_CHECKING:
    from masthead.workspace import Workspace


def raster(kind: str, size: tuple[int, int] = (9, 9)) -> bytes:
    """Return a small picture."""
    file = io.BytesIO()
    Image.new("RGB", size, "navy").save(file, kind)
    return file.getvalue()


def drawing(inside: str = "", before: str = "") -> bytes:
    """Return a drawing with some elements inside."""
    return f'{before}<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{inside}</svg>'.encode()


def chain(count: int) -> str:
    """Return groups each of which draws the one before it twice."""
    steps = "".join(f'<g id="a{n + 1}"><use href="#a{n}"/><use href="#a{n}"/></g>' for n in range(count))
    return f'<defs><path id="a0" d="M0 0h9"/>{steps}</defs><use href="#a{count}"/>'


LADDER = "".join(f'<g id="a{n}"><use href="#a{n + 1}"/></g>' for n in range(999))
CIRCLE = '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'


def deep_png() -> bytes:
    """Return a PNG file with 16 bits a dot."""
    file = io.BytesIO()
    Image.new("I;16", (9, 9), 4000).save(file, "PNG")
    return file.getvalue()


PNG, JPEG = raster("PNG"), raster("JPEG")
RIGHT = {
    "twice.svg": drawing(chain(3)),
    "gradient.svg": drawing('<linearGradient id="a"/><linearGradient id="b" href="#a"/><path fill="url(#b)"/>'),
    "a.png": PNG,
    "a.jpg": JPEG,
    "A.JPEG": JPEG,
    "a.svg": drawing('<path d="M0 0h9"/><use href="#x"/><image href="data:image/png;base64,"/>'),
    "link.svg": drawing('<a href="https://example.org"><path d="M0 0h9"/></a>'),
    "filled.svg": drawing('<style>path { fill: url(#g) }</style><path fill="url(#g)" d="M0 0h9"/>'),
}
WRONG = {
    "none.png": (None, "is missing"),
    "a.gif": (b"GIF89a", "is of no kind that can be printed"),
    "a.yaml": (b"a: b", "is of no kind that can be printed"),
    "empty.png": (b"", "is not a whole PNG file"),
    "page.png": (b"<html>", "is not a whole PNG file"),
    "half.png": (PNG[: len(PNG) // 2], "is not a whole PNG file"),
    "half.jpg": (JPEG[: len(JPEG) // 2], "is not a whole JPEG file"),
    "other.png": (JPEG, "is not a whole PNG file"),
    "half.svg": (drawing()[:-3], "is not SVG (unclosed token"),
    "page.svg": (b"<html/>", "is not SVG"),
    "latin.svg": (b'<?xml version="1.0" encoding="nonsense"?><svg/>', "is not SVG"),
    "bomb.svg": (drawing("&b;", '<!DOCTYPE svg [<!ENTITY b "bb">]>'), "defines entities of its own"),
    "disc.svg": (drawing("&b;", '<!DOCTYPE svg [<!ENTITY b SYSTEM "file:///etc/passwd">]>'), "defines entities"),
    "deep.svg": (drawing("<g>" * 99 + "</g>" * 99), "has more than 60 groups within each other"),
    "bits.png": (deep_png(), "has 16 bits a dot for each colour"),
    "million.svg": (drawing(chain(20)), "draws more than 200,000 elements"),
    "chain.svg": (
        drawing("".join(f'<g id="a{n}"><use href="#a{n + 1}"/></g>' for n in range(999))),
        "has more than 60",
    ),
    "itself.svg": (drawing('<g id="a"><use href="#a"/></g>'), "has a part that refers to itself"),
    "circle.svg": (
        drawing('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'),
        "has a part that refers to itself",
    ),
    "pattern.svg": (drawing('<pattern id="a"><path fill="url(#a)"/></pattern>'), "has a part that refers to itself"),
    "net.svg": (drawing('<image href="http://example.org/a.png"/>'), 'asks for "http://example.org/a.png"'),
    "file.svg": (drawing('<use href="file:///etc/a.svg#x"/>'), 'asks for "file:///etc/a.svg#x"'),
    "host.svg": (drawing('<image href="//example.org/a.png"/>'), 'asks for "//example.org/a.png"'),
    "up.svg": (drawing('<image href="../../a.png"/>'), 'asks for "../../a.png"'),
    "style.svg": (drawing("<style>@import 'http://a.org/a.css'</style>"), 'asks for "http://a.org/a.css"'),
    "fill.svg": (drawing('<path style="fill: url(http://a.org/#g)"/>'), 'asks for "http://a.org/#g"'),
}


@pytest.mark.parametrize("name", RIGHT)
def test_right_picture(workspace: Workspace, name: str) -> None:
    """A whole picture of a kind that is printed has no fault."""
    (workspace.root / name).write_bytes(RIGHT[name])
    assert picture_fault(workspace, name, name) is None


@pytest.mark.parametrize("name", WRONG)
def test_wrong_picture(workspace: Workspace, name: str) -> None:
    """A picture that is broken, of another kind, or asks for anything outside itself is told, with what to do."""
    data, expected = WRONG[name]
    if data is not None:
        (workspace.root / name).write_bytes(data)
    fault = picture_fault(workspace, name, name)
    assert fault
    assert fault[0].startswith(f'picture "{name}" {expected}')
    assert fault[1]


@pytest.mark.parametrize("name", ["../a.png", "/etc/a.png", "link.png"])
def test_picture_outside(workspace: Workspace, name: str) -> None:
    """A picture outside the workspace is not opened, not even through a link."""
    (workspace.root.parent / "a.png").write_bytes(PNG)
    (workspace.root / "link.png").symlink_to(workspace.root.parent / "a.png")
    assert picture_fault(workspace, name, name) == (
        f'picture "{name}" lies outside the workspace',
        "copy it into the workspace",
    )


@pytest.mark.parametrize("size", [(8000, 8000), (40000, 40000)])
def test_too_many_dots(workspace: Workspace, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]) -> None:
    """A picture with more dots than a page needs is refused before it is unpacked."""
    head = bytearray(PNG)
    head[16:24] = size[0].to_bytes(4) + size[1].to_bytes(4)
    head[29:33] = zlib.crc32(head[12:29]).to_bytes(4)
    (workspace.root / "a.png").write_bytes(head)
    monkeypatch.setattr(Image.Image, "load", None)
    fault = picture_fault(workspace, "a.png", "a.png")
    assert fault == (
        'picture "a.png" has more dots than can be printed',
        f"make it smaller than {picture.MEGAPIXELS} million dots",
    )


def test_half_a_picture_is_an_error_for_us_only(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a picture is told even after the engine has asked its library to be lenient, and it may stay lenient."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    (workspace.root / "a.png").write_bytes(PNG[: len(PNG) // 2])
    assert picture_fault(workspace, "a.png", "a.png")
    assert ImageFile.LOAD_TRUNCATED_IMAGES
