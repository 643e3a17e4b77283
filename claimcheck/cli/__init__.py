"""The command line; the only package that prints.

Exit status: 0 with an answer, 1 when this installation or its corpus is broken, 2 on bad usage, 3
when the page could not be read, or the registry or a server not asked (one line on stderr says why,
nothing stands on stdout), 130 when Ctrl-C stopped a batch.
"""

from __future__ import annotations

import io
import sys
from typing import Annotated

import typer

from claimcheck import __version__
from claimcheck.cli.batch import batch
from claimcheck.cli.checking import check
from claimcheck.cli.corpus import corpus_app
from claimcheck.cli.keys import keys_app
from claimcheck.cli.model import model_app
from claimcheck.cli.review import review_app
from claimcheck.cli.rules import rules_app
from claimcheck.cli.service import service_app
from claimcheck.cli.trials import trials_app

__all__ = ["app", "main"]

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def main() -> None:
    """Entry point of the ``claimcheck`` command."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A page may hold characters that the terminal's encoding lacks.
        sys.stdout.reconfigure(errors="replace")
    app()


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"claimcheck {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Print the version and stop."
        ),
    ] = False,
) -> None:
    """Set a clinic's marketing page beside the registered clinical trials, passage by passage."""


app.command()(check)
app.command()(batch)
app.add_typer(trials_app, name="trials")
app.add_typer(corpus_app, name="corpus")
app.add_typer(model_app, name="model")
app.add_typer(rules_app, name="rules")
app.add_typer(keys_app, name="keys")
app.add_typer(service_app, name="service")
app.add_typer(review_app, name="review")
