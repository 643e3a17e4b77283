"""``claimcheck service``: the database of the service, looked after by hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimcheck.cli.output import failures_in_one_line, print_out, progress, refuse_taken

if TYPE_CHECKING:
    from claimcheck.storage import ServiceStore

service_app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="The database of the service: keys, reports and batches.",
)

DatabaseOption = Annotated[
    str | None,
    typer.Option(
        "--database",
        metavar="URL",
        envvar="CLAIMCHECK_DATABASE_URL",
        help="sqlite:///… or postgresql://…; by default a file in the data folder.",
    ),
]
File = Annotated[Path, typer.Argument(metavar="FILE")]


def open_store(url: str | None) -> ServiceStore:
    """The store, which is loaded here so that ``--help`` stays quick; raises ``StoreFailed``."""
    from claimcheck.storage import ServiceStore

    return ServiceStore.open(url or None)


@service_app.command()
def migrate(database: DatabaseOption = None) -> None:
    """Make the tables, or bring those of an older version up to date."""
    with failures_in_one_line(), open_store(database) as store:
        store.ping()
        where = store.url.render_as_string(hide_password=True)
    print_out(f"{where} is up to date.\n")


@service_app.command()
def purge(database: DatabaseOption = None) -> None:
    """Delete what has expired: reports, batches, and uploads that never ended."""
    with failures_in_one_line(), open_store(database) as store, progress("Deleting ..."):
        gone = store.purge()
    print_out(f"Deleted {gone.reports:,} reports, {gone.batches:,} batches, ")
    print_out(f"{gone.uploads:,} uploads that never ended.\n")


@service_app.command()
def backup(file: File, database: DatabaseOption = None) -> None:
    """Write all of it to a new FILE while the service goes on; keep it as safe as the database."""
    refuse_taken(file)
    with failures_in_one_line(), progress("Writing ..."):
        from claimcheck.storage.backup import backup as write

        rows = write(database or None, file)
    print_out(f"{file} holds {sum(rows.values()):,} rows.\n")


@service_app.command()
def restore(file: File, database: DatabaseOption = None) -> None:
    """Read FILE into a database without any rows; what waited in it is put on the queue again."""
    with failures_in_one_line(), progress("Reading ..."):
        from claimcheck.storage.backup import restore as read

        rows = read(file, database or None)
    print_out(f"{sum(rows.values()):,} rows were read.\n")
