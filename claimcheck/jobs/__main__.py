"""``python -m claimcheck.jobs worker``: one more worker for the queue."""

from __future__ import annotations

from typing import Annotated

import typer

from claimcheck.errors import ClaimcheckError
from claimcheck.jobs.logs import set_up_logs
from claimcheck.jobs.settings import JobSettings

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)


@app.callback()
def root() -> None:
    """Bulk work on the durable queue."""


@app.command()
def worker(
    stop_with_parent: Annotated[
        bool,
        typer.Option("--stop-with-parent", help="Also stop when standard input ends."),
    ] = False,
) -> None:
    """Take items from the queue until SIGTERM; what is in hand then is finished first."""
    from claimcheck.jobs.worker import run

    try:
        settings = JobSettings.from_environment()
        set_up_logs(settings.log_format)
        run(settings, stop_with_parent=stop_with_parent)
    except ClaimcheckError as error:
        # One line on standard error, and exit status 1.
        raise SystemExit(f"{error} {error.advice}".rstrip()) from error


if __name__ == "__main__":
    app()
