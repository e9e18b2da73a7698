"""From a document to HTML: Jinja2 templates say of what a page consists, in which order.

A text of the document reaches a template as text. It is escaped on the way out, so no mark-up and no template
code in it is ever carried out.
"""

from __future__ import annotations

import traceback
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from jinja2 import BaseLoader, StrictUndefined, TemplateNotFound
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from masthead import mark
from masthead.compiled import Compiled
from masthead.document.content import NoteCall
from masthead.document.furniture import issue
from masthead.markup import Run
from masthead.problem import MastheadError, Place, Problem
from masthead.settings import settings
from masthead.tabular import tabulated
from masthead.workspace import BUILT_IN, OutsideError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from jinja2 import Environment

    from masthead.document import Document
    from masthead.document.content import Note
    from masthead.workspace import Workspace

ROOT = "https://workspace.invalid/"
"""Stands for the workspace in addresses; the name can never lead to a machine (RFC 2606)."""


@dataclass(frozen=True)
class Sheet:
    """What the press prints: HTML and the address of its style sheet."""

    html: str
    style: str


def typeset(document: Document, workspace: Workspace) -> Sheet:
    """Return *document* as HTML with the style sheet of its edition.

    Raises:
        MastheadError: a template of the workspace has a fault.
    """
    html = rendered(
        f"{document.facts.type.value}.html",
        workspace,
        document=document,
        facts=document.facts,
        furniture=document.furniture,
        content=document.content,
        language=document.language,
        layout=document.layout.value,
        issue=issue(document.facts),
        **_marks(document, workspace),
    )
    return Sheet(html, address(f"styles/{document.layout.value}.css"))


def rendered(name: str, workspace: Workspace, **values: object) -> str:
    """Return what the template *name* makes of *values*, in the sandbox.

    Raises:
        MastheadError: the template has a fault.
    """
    try:
        return _environment(workspace).get_template(name).render(**values)
    except MastheadError:
        raise
    except Exception as error:  # a template is a program, and a faulty one may raise anything
        raise _fault(error, name) from error


def address(name: str) -> str:
    """Return the address that stands for the file called *name* in HTML and CSS."""
    return ROOT + quote(name)


def _marks(document: Document, workspace: Workspace) -> dict[str, Markup]:
    """Return the emblem, recycle mark, barcode and QR code as HTML."""
    furniture = document.furniture
    emblem = settings(workspace).emblem
    marks = {
        "emblem": _picture(address(emblem), document.language.spoken("emblem")),
        "qr_code": Markup(mark.qr_code(furniture.address)),  # noqa: S704 (drawn by us)
    }
    if furniture.job_number:
        marks["barcode"] = Markup(mark.barcode(furniture.job_number.removeprefix("GE.")))  # noqa: S704 (drawn by us)
    return marks


def _picture(source: str, alternative: str) -> Markup:
    return Markup('<img src="{}" alt="{}">').format(source, alternative)


def inline(parts: Iterable[Run | NoteCall]) -> Markup:
    """Return printed text as HTML; a note stands where it is called, the style sheet moves it to the foot."""
    return Markup().join(_call(part) if isinstance(part, NoteCall) else _run(part) for part in _joined(parts))


def _joined(parts: Iterable[Run | NoteCall]) -> Iterator[Run | NoteCall]:
    """Join a run that is a mere space to a neighbour: alone, the engine would set a U+200B beside it."""
    waiting: Run | None = None
    space = ""
    for part in parts:
        if isinstance(part, Run) and not part.text.strip(" "):
            if waiting:
                waiting = replace(waiting, text=waiting.text + part.text)
            else:
                space += part.text
            continue
        if waiting:
            yield waiting
        waiting = replace(part, text=space + part.text) if isinstance(part, Run) else None
        if isinstance(part, NoteCall):
            yield part
        else:
            space = ""
    if waiting or space:
        yield waiting or Run(space)


def characters(parts: Iterable[object]) -> str:
    """Return the characters of printed text without style and notes."""
    return "".join(part.text for part in parts if isinstance(part, Run))


def _run(run: Run) -> Markup:
    html = _whole(run.text)
    if run.raised:
        html = Markup('<span class="raised">{}</span>').format(html)
    if run.italic:
        html = Markup("<em>{}</em>").format(html)
    if run.bold:
        html = Markup("<strong>{}</strong>").format(html)
    if run.address:
        html = Markup('<a href="{}">{}</a>').format(run.address, html)
    if run.language:
        html = Markup('<span lang="{}">{}</span>').format(run.language, html)
    return html


def _whole(text: str) -> Markup:
    """Set words with a no-break hyphen as whole words with a plain one: Times faces lack U+2011."""
    if "\u2011" not in text:
        return escape(text)
    words = [
        Markup('<span class="whole">{}</span>').format(word.replace("\u2011", "-")) if "\u2011" in word else word
        for word in text.split(" ")
    ]
    return Markup(" ").join(words)


def _call(call: NoteCall) -> Markup:
    if call.note.kind == "table":
        return Markup('<a class="letter" href="#{}"><em>{}</em></a>').format(call.note.id, call.note.printed_mark)
    if call.again:
        html = Markup('<a class="again{}" href="#{}">{}</a>')
        return html.format(_asterisk(call.note), call.note.id, call.note.printed_mark)
    return _note(call.note)


def _note(note: Note) -> Markup:
    html = Markup('<span class="note{}" id="{}" data-number="{}">{}</span>')
    return html.format(_asterisk(note), note.id, note.printed_mark, _paragraphs(note))


def _asterisk(note: Note) -> str:
    """Return the class that tells asterisks from figures: they are not raised (E/2025/L.20)."""
    return "" if note.mark.strip("*") else " asterisk"


def _paragraphs(note: Note) -> Markup:
    """Return the paragraphs of a note; each but the first starts a line."""
    return Markup("<br>").join(inline(paragraph) for paragraph in note.paragraphs)


class _Loader(BaseLoader):
    """Finds templates in the workspace first, then among the program's own."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return the text of a template, its name, and the promise that it stays as it is."""
        del environment
        try:
            name, data = self.workspace.shared("templates", template)
        except (FileNotFoundError, OutsideError):
            raise TemplateNotFound(template) from None
        return data.decode(), name.removeprefix(BUILT_IN), lambda: True


def _environment(workspace: Workspace) -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        loader=_Loader(workspace),
        bytecode_cache=Compiled(),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=False,
        keep_trailing_newline=True,
    )
    environment.filters["inline"] = inline
    environment.filters["characters"] = characters
    environment.filters["address"] = address
    environment.filters["tabulated"] = tabulated
    return environment


def _fault(error: Exception, template: str) -> MastheadError:
    """Return the problem of a template, at its line where that is known."""
    name, line = getattr(error, "name", None) or template, getattr(error, "lineno", None) or 0
    for frame in traceback.extract_tb(error.__traceback__):
        if frame.filename.startswith("templates/"):
            name, line = frame.filename.removeprefix("templates/"), frame.lineno or 0
    said = getattr(error, "message", None) or str(error) or type(error).__name__
    todo = "mend the template, or delete it to use the program's own"
    return MastheadError([Problem(Place(f"templates/{name}", line), f"the template cannot be used ({said})", todo)])
