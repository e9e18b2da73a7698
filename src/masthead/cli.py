"""The command line: arguments, exit codes, and who hears what. Every command is a function of the package.

Standard output carries results and nothing else; progress, problems of a build and faults go to standard error.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from masthead import __version__, console, garbage
from masthead.options import documents_argument, printing_options, verbose_option, workspace_option
from masthead.problem import ExitCode, gravest
from masthead.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from masthead.order import Order

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(context_settings=CONTEXT)
@click.version_option(__version__, prog_name="masthead")
@verbose_option
def masthead() -> None:
    """Typeset official documents: content in YAML becomes the PDF that an organisation would print.

    A document is a folder in content/: document.yaml holds its facts, fr.yaml, en.yaml ... its text in each
    language. PDFs come out in build/.

    \b
    masthead new A-RES-80-1      write a document to start from
    masthead check               list every problem
    masthead build               make the PDFs that are out of date

    \b
    Exit codes: 0 all is well, 1 a document has problems, 2 the command was called wrongly,
    3 something is missing on this machine, 4 a file could not be written,
    5 a page could not be set, 130 interrupted.
    """  # noqa: D301 (click wants the backspace itself)


@masthead.command(short_help="Make the PDFs that are out of date.")
@documents_argument
@click.option(
    "--for",
    "purposes",
    multiple=True,
    type=click.Choice(["archive", "print", "screen"]),
    help="Whom the PDF is for; may be given several times. archive where neither this nor masthead.yaml says more.",
)
@printing_options
@workspace_option
@verbose_option
def build(documents: tuple[str, ...], purposes: tuple[str, ...], folder: str, **words: str) -> None:
    """Build the PDFs of DOCUMENTS; of all in content/ when none is named.

    \b
    --for archive    PDF/A-3a and PDF/UA-1 in one file, with its sources: to keep, publish, read aloud
    --for print      PDF/X-4 for a printing house: CMYK, black as black ink alone; NAME.print.pdf
    --for screen     small and quick to open; NAME.screen.pdf

    What is up to date is not built again. A document with problems keeps the PDF of its last good build. The paths
    of the PDFs are printed, one a line; problems go to standard error, as file:line:column: what; what to do.

    \b
    masthead build                              all documents
    masthead build A-RES-66-152                 one document in all its languages
    masthead build A-RES-66-152/fr.yaml         one language of it
    masthead build content/A-RES-66-152         the path does as well
    masthead build --for print --marks crop,cross --bleed 3mm
    masthead build --for print --imposition booklet --paper a4
    """  # noqa: D301 (click wants the backspace itself)
    from masthead.building import build as build_documents  # noqa: PLC0415 (--help needs none of it)
    from masthead.progress import progress  # noqa: PLC0415

    workspace = Workspace.around(folder)
    orders = _orders(workspace, purposes, words) if purposes or any(words.values()) else ()
    with progress() as shown:
        report = build_documents(documents, orders=orders, workspace=workspace, progress=shown)
    for output in report.outputs:
        click.echo(workspace.name(output.path))
    console.tell(report.problems, to_error=True)
    sys.exit(report.exit_code)


def _orders(workspace: Workspace, purposes: tuple[str, ...], words: dict[str, str]) -> Sequence[Order]:
    """Return what the command line orders; for the rest the settings hold."""
    from masthead.order import Purpose  # noqa: PLC0415 (a build without options needs neither)
    from masthead.settings import settings  # noqa: PLC0415

    return settings(workspace).orders([Purpose(purpose) for purpose in purposes], **words)


@masthead.command(short_help="List every problem, without building.")
@documents_argument
@workspace_option
@verbose_option
def check(documents: tuple[str, ...], folder: str) -> None:
    """List every problem of DOCUMENTS; of all in content/ when none is named. No file is written.

    Each problem is one line on standard output: file:line:column: what is wrong; what to do. DOCUMENTS are named as
    for `masthead build`.

    What ends in .pdf is a file, wherever it lies: it is held against the standards that it claims to keep (PDF/A-3,
    PDF/UA-1, PDF/X-4). Each problem names its clause. Before the problems stands what each judge says: our own checks,
    pikepdf.pdfa and qpdf, and veraPDF where it is on the path.

    \b
    masthead check                              all documents
    masthead check A-RES-66-152                 one document
    masthead check build/A_RES_66_152-FR.pdf    a PDF
    """  # noqa: D301 (click wants the backspace itself)
    from masthead.conformance.files import examined, parted  # noqa: PLC0415

    names, files = parted(documents)
    verdicts, problems = examined(files)
    if names or not files:
        from masthead.checking import check as check_documents  # noqa: PLC0415 (PDFs need none of it)

        problems += check_documents(names, workspace=Workspace.around(folder))
    for verdict in verdicts:
        click.echo("\n".join(verdict.lines))
    console.tell(problems)
    if not problems:
        click.echo("No problems.", err=True)
    sys.exit(gravest(problems))


@masthead.command(short_help="Write documents as Akoma Ntoso, HTML or plain text.")
@click.option(
    "-t", "--to", "form", required=True, type=click.Choice(["akn", "html", "text"]), help="Format of the files."
)
@click.option("-o", "--output", metavar="DIR", help="Folder that the files are put in, instead of build/.")
@documents_argument
@workspace_option
@verbose_option
def export(form: str, output: str | None, documents: tuple[str, ...], folder: str) -> None:
    """Write DOCUMENTS in all their languages as files of another format; all of content/ when none is named.

    The files have the names of the PDFs: A_RES_66_152-FR.akn.xml, .html, .txt. Their paths are printed, one a line;
    problems go to standard error. A document with problems is not exported. DOCUMENTS are named as for
    `masthead build`.

    \b
    masthead export --to akn A-RES-66-152       Akoma Ntoso, as the United Nations publishes it
    masthead export --to html A-RES-66-152      a page of the web, whole in one file
    masthead export --to text --output out      plain text of all documents, in the folder out
    """  # noqa: D301 (click wants the backspace itself)
    from masthead.export import export_files  # noqa: PLC0415 (--help needs none of it)

    workspace = Workspace.around(folder)
    exported = export_files(documents, to=form, output=output, workspace=workspace)
    for path in exported.paths:
        click.echo(workspace.name(path))
    console.tell(exported.problems, to_error=True)
    sys.exit(exported.exit_code)


@masthead.command("import", short_help="Bring in documents from Akoma Ntoso.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE.xml ...")
@click.option(
    "--into", metavar="DIR", type=click.Path(path_type=Path), help="Folder for the documents, instead of content/."
)
@click.option("--force", is_flag=True, help="Write over files that are there already.")
@workspace_option
@verbose_option
def import_(files: tuple[Path, ...], into: Path | None, force: bool, folder: str) -> None:
    """Read Akoma Ntoso files (AKN4UN, as the United Nations publishes them) and write them as YAML.

    All languages of a symbol go into one folder: the facts once, one text a language. Faults of the files, facts on
    which the languages contradict each other, and any text that could not be placed are told with their line. A file
    that cannot be read does not stop the others. Nothing that is there already is written over without --force;
    another language of a document may come later. The files of the documents are printed, one a line.

    \b
    masthead import A_RES_78_255.*.xml          all languages of a resolution into one folder
    masthead import old/*.xml --into old-yaml   a folder of files into another folder
    """  # noqa: D301 (click wants the backspace itself)
    from masthead.akn import import_files  # noqa: PLC0415 (--help needs none of it)

    workspace = Workspace.around_or_at(folder)
    done = import_files(files, into=into, force=force, workspace=workspace, say=partial(click.echo, err=True))
    for path in done.written:
        click.echo(workspace.name(path))
    console.tell(done.problems, to_error=True)
    sys.exit(gravest(done.problems))


@masthead.command(short_help="Get back what a PDF was made from.")
@click.argument("pdf", metavar="FILE.pdf", type=click.Path(path_type=Path))
@click.option("--into", metavar="DIR", help="Folder for the files, instead of one beside the PDF with its name.")
@click.option("-f", "--force", is_flag=True, help="Write over files that are there already.")
@verbose_option
def extract(pdf: Path, into: str | None, force: bool) -> None:
    """Write the files that FILE.pdf was made from into a folder: its YAML, and the pictures, templates and styles used.

    A PDF that was built for the archive carries them. The folder is a workspace: `masthead build` makes the same PDF
    in it, byte for byte. The paths of the files are printed, one a line; all are written, or none.

    \b
    masthead extract build/A_RES_66_152-FR.pdf              into build/A_RES_66_152-FR/
    masthead extract A_RES_66_152-FR.pdf --into restored    into restored/
    """  # noqa: D301 (click wants the backspace itself)
    from masthead.extraction import extract as take_out  # noqa: PLC0415 (--help needs none of it)

    for path in take_out(pdf, into=into, force=force):
        click.echo(path)


@masthead.command(short_help="Write a document to start from.")
@click.argument("name")
@click.option("-l", "--language", default="en", show_default=True, metavar="CODE", help="Language of the text.")
@workspace_option
@verbose_option
def new(name: str, language: str, folder: str) -> None:
    """Write a commented document called NAME into content/, ready to be built and to be changed.

    A NAME that is a symbol with dashes for its slashes gives the document that symbol. Where no content/ is found,
    it is made in FOLDER. The files are printed, one a line.

    \b
    masthead new A-RES-80-1                     in English, with the symbol A/RES/80/1
    masthead new A-RES-80-1 --language fr       in French
    """  # noqa: D301 (click wants the backspace itself)
    from masthead.starter import new as start  # noqa: PLC0415

    workspace = Workspace.around_or_at(folder)
    for path in start(name, language=language, workspace=workspace):
        click.echo(workspace.name(path))


@masthead.command(short_help="Print the JSON Schema of the content.")
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


@masthead.command(short_help="Say what is missing on this machine.")
@workspace_option
@verbose_option
def doctor(folder: str) -> None:
    """Say what is missing on this machine, and the exact command that installs it.

    \b
    ok         is there
    missing    nothing can be set before this is mended
    advice     some documents need this, others do not
    """  # noqa: D301 (click wants the backspace itself)
    from masthead.machine import State  # noqa: PLC0415
    from masthead.machine import doctor as examine  # noqa: PLC0415

    findings = examine(Workspace.around_or_at(folder).root)
    for finding in findings:
        note = f": {finding.note}" if finding.note else ""
        click.echo(f"{finding.state.value:8}{finding.what}{note}")
        if finding.command:
            click.echo(f"{'':8}{finding.command}")
    missing = sum(finding.state is State.MISSING for finding in findings)
    click.echo(
        f"{missing or 'Nothing'} of what every document needs {'are' if missing > 1 else 'is'} missing.", err=True
    )
    sys.exit(ExitCode.MACHINE if missing else ExitCode.OK)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit with one of :class:`~masthead.problem.ExitCode`."""
    garbage.spare()
    sys.exit(console.run(masthead, arguments))
