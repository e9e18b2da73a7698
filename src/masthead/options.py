"""Options and arguments that commands of the command line share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from masthead import console

if TYPE_CHECKING:
    from collections.abc import Callable

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
