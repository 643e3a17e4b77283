"""``claimcheck corpus``: the labelled passages, validated and counted."""

from __future__ import annotations

from typing import Annotated

import typer

from claimcheck.cli.output import Format, failures_in_one_line, print_out

EXIT_INVALID = 1

corpus_app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="The labelled passages of a checkout: check them, count them.",
)


@corpus_app.command()
def validate() -> None:
    """Check every labelled line; exit status 1 names each one that breaks a rule."""
    from claimcheck.corpus import faults, load_passages

    with failures_in_one_line():
        found = faults(load_passages())
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
