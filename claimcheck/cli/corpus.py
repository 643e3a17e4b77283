"""``claimcheck corpus``: the labelled passages, validated and counted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimcheck.cli.output import Format, failures_in_one_line, print_out, progress, refuse

if TYPE_CHECKING:
    from claimcheck.review.importing import Intake

EXIT_INVALID = 1

corpus_app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="The labelled passages of a checkout: check them, count them.",
)


@corpus_app.command()
def validate() -> None:
    """Check every labelled line; exit status 1 names each one that breaks a rule."""
    from claimcheck.corpus import DECISIONS, faults, load_decided, load_passages
    from claimcheck.resources import corpus_path

    with failures_in_one_line():
        found = faults([*load_passages(), *load_decided(corpus_path(DECISIONS))])
    for fault in found:
        typer.echo(f"claimcheck: {fault}", err=True)
    if found:
        raise typer.Exit(EXIT_INVALID)
    print_out("Every labelled line keeps the rules.\n")


@corpus_app.command()
def stats(
    format_: Annotated[Format, typer.Option("--format", help="Text to read, or JSON.")] = (
        Format.TEXT
    ),
) -> None:
    """Count pages, sites and lines by label."""
    from claimcheck.corpus import count, load_passages

    with failures_in_one_line():
        counts = count(load_passages())
    if format_ is Format.JSON:
        print_out(f"{counts.model_dump_json(indent=2)}\n".encode())
        return
    head = f"{counts.pages:,} pages, {counts.groups:,} sites, {counts.lines:,} lines"
    flagged = f"{counts.should_flag:,} to be flagged, {counts.sure_flags:,} of them surely"
    rows = (f"{label:<14}{number:>7,}" for label, number in counts.by_label.items())
    print_out("\n".join((head, flagged, "", *rows, "")))


@corpus_app.command("import-decisions")
def import_decisions(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="What “review export” wrote, retold.")
    ],
    into: Annotated[
        Path | None,
        typer.Option("--into", metavar="FOLDER", help="By default corpus/decisions of a checkout."),
    ] = None,
) -> None:
    """Take retold decisions into the corpus, all or none; overturned flags become tests.

    Exit status 1 names each line that is not retold, copies the page, or breaks a rule.
    """
    from claimcheck.corpus import DECISIONS
    from claimcheck.resources import corpus_path

    with failures_in_one_line(), progress("Checking ..."):
        folder = into or corpus_path(DECISIONS)
        found = _intake(file, folder)
        if found.refused:
            for why in found.refused:
                typer.echo(f"claimcheck: {why}", err=True)
            raise typer.Exit(EXIT_INVALID)
        unmet = _take(found, folder)
    print_out(f"{len(found.pages):,} pages were taken in, and {len(found.cases):,} tests: ")
    print_out(f"the program does not pass {unmet:,} of them yet.\n")


def _intake(file: Path, folder: Path) -> Intake:
    from claimcheck.corpus import Part, load_decided, load_passages
    from claimcheck.review.importing import intake
    from claimcheck.review.lines import read_pages

    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        refuse(f"{file} cannot be read: {getattr(error, 'strerror', None) or error}.")
    labelled = [page for part in Part for page in load_passages(part)]
    return intake(read_pages(text, file.name), [*labelled, *load_decided(folder)])


def _take(found: Intake, folder: Path) -> int:
    """Write what is new; how many of the tests are not passed."""
    from claimcheck.corpus import DECIDED_FLAGS, DECIDED_PAGES
    from claimcheck.evaluation.decided import FlagCheck

    cases = FlagCheck().measured(found.cases, found.pages) if found.cases else []
    for name, rows in ((DECIDED_PAGES, found.pages), (DECIDED_FLAGS, cases)):
        with (folder / name).open("a", encoding="utf-8") as kept:
            kept.writelines(f"{row.model_dump_json()}\n" for row in rows)
    return sum(case.open for case in cases)
