"""Options and arguments that commands of the command line share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from masthead import console

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from masthead.order import Order
    from masthead.workspace import Workspace

Command = Any  # click's decorators take and give functions and commands alike
verbose_option: Callable[[Command], Command] = click.option(
    "-v", "--verbose", is_flag=True, expose_value=False, callback=console.speak_up,
    help="Show where in the program an error arose (its traceback).",
)  # fmt: skip
workspace_option: Callable[[Command], Command] = click.option(
    "-C", "--workspace", "folder", default=".", show_default=True, metavar="FOLDER",
    help="The workspace, or a folder in it: the nearest folder upwards that holds content/ is taken.",
)  # fmt: skip
documents_argument: Callable[[Command], Command] = click.argument("documents", nargs=-1, metavar="[DOCUMENT ...]")

purposes_option: Callable[[Command], Command] = click.option(
    "--for", "purposes", multiple=True, type=click.Choice(["archive", "print", "screen"]),
    help="Whom the PDF is for; may be given several times. archive where neither this nor masthead.yaml says more.",
)  # fmt: skip
json_option: Callable[[Command], Command] = click.option(
    "--json", "as_json", is_flag=True, help="For programs: one JSON object a line on standard output."
)

PRINT_OPTIONS = {
    "marks": ("MARKS", "Marks at the edges: crop, cross or crop,cross."),
    "bleed": ("MEASURE", "Room for ink beyond the edge of the page, such as 3mm."),
    "imposition": ("KIND", "Pages on sheets: booklet, 2up or 4up."),
    "paper": ("FORMAT", "Sheets of a4 or letter; else as large as the pages need."),
    "creep": ("MEASURE", "How far the innermost sheet of a booklet stands out, such as 0.5mm."),
    "profile": ("FILE", "ICC profile of the printing condition (CMYK), a file of the workspace."),
}


def printing_options(command: Command) -> Command:
    """Give *command* the options that a printing house may ask for."""
    for name, (metavar, words) in reversed(PRINT_OPTIONS.items()):
        command = click.option(f"--{name}", default="", metavar=metavar, help=f"For print. {words}")(command)
    return command


def ordered(workspace: Workspace, purposes: Sequence[str], words: Mapping[str, str]) -> Sequence[Order]:
    """Return what the command line orders; for the rest the settings hold. Nothing where it orders nothing.

    Args:
        workspace: has the settings.
        purposes: whom PDFs are for.
        words: what was said for a printing house, by the names of the options.

    Raises:
        MastheadError: a word is not one that is known, or the settings have a fault.
    """
    if not purposes and not any(words.values()):
        return ()
    from masthead.order import Purpose  # noqa: PLC0415 (a build without options needs neither)
    from masthead.settings import settings  # noqa: PLC0415

    return settings(workspace).orders([Purpose(purpose) for purpose in purposes], **words)
