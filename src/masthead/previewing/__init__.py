"""``masthead preview``: a document in the browser, set again after each save.

A page on this machine alone shows the PDF as PDF.js draws it, and what is wrong beside it. One thread sets the
texts that are open (:mod:`~masthead.previewing.desk`), another is told of saves, a third answers the browser. PDFs
are held in memory: a preview writes no file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from masthead.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["preview"]


def preview(
    document: str | None = None,
    *,
    workspace: Workspace | None = None,
    port: int = 0,
    poll: bool = False,
    tell: Callable[[str], object] = print,
) -> None:
    """Show the documents of *workspace* in the browser until Ctrl-C.

    Args:
        document: name of the document that is shown first, as for a build; the first of all where none is given.
        workspace: where the documents lie; around the current folder where none is given.
        port: the port on 127.0.0.1; a free one where it is 0.
        poll: look for saves again and again, where the system does not tell of them (a network folder).
        tell: hears the address of the page as soon as it can be opened.

    Raises:
        MastheadError: there is no such document, the port is taken, this Masthead came without PDF.js, or the
            machine does not tell of saves.
    """
    from masthead.previewing.serving import Service  # noqa: PLC0415 (brings the web server)

    service = Service(workspace or Workspace.around(), document=document, port=port, poll=poll)
    tell(service.address)
    service.run()
