"""``masthead schema``, as the command line knows it."""

from __future__ import annotations

import click

from masthead.options import verbose_option


@click.command(short_help="Print the JSON Schema of the content.")
@click.argument("kind", type=click.Choice(["facts", "text", "document"]), default="document")
@verbose_option
def schema(kind: str) -> None:
    """Print the JSON Schema of the content model, which explains every key.

    \b
    masthead schema facts        document.yaml, the facts of a document in a folder
    masthead schema text         fr.yaml and the like, its text in one language
    masthead schema document     both in a single file (the default)

    `masthead build` keeps the three in build/schema/; the first line of a YAML file leads an editor there.
    """  # noqa: D301 (click wants the backspace itself)
    from masthead.schemas import KINDS, as_text  # noqa: PLC0415

    click.echo(as_text(next(known for known in KINDS if known == kind)), nl=False)
