"""``claimcheck keys``: who may use the service, and for what."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from claimcheck.cli.output import Format, failures_in_one_line, print_out, refuse
from claimcheck.cli.service import DatabaseOption, open_store

if TYPE_CHECKING:
    from claimcheck.schema import ApiKey, Scope

keys_app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Keys of the service: make them, list them, revoke them.",
)

Named = Annotated[str, typer.Option("--name", metavar="NAME", help="What the key is for.")]


@keys_app.command()
def create(
    owner: Annotated[
        str,
        typer.Option(
            "--owner",
            metavar="NAME",
            help="Whose it is; keys of one owner see the same reports and batches.",
        ),
    ],
    name: Named,
    scopes: Annotated[
        list[str],
        typer.Option(
            "--scope",
            metavar="[check|bulk|review]",
            help="What it may be used for; more than one can be.",
        ),
    ],
    items_per_day: Annotated[
        int | None,
        typer.Option(
            "--items-per-day",
            metavar="N",
            min=1,
            help="Items of batches between two midnights UTC.",
        ),
    ] = None,
    days: Annotated[
        int | None,
        typer.Option("--days", metavar="N", min=1, max=36_500, help="How long it is valid."),
    ] = None,
    database: DatabaseOption = None,
) -> None:
    """Make a key and print it; what is kept of it opens nothing."""
    _check_words(owner=owner, name=name)
    wanted = tuple(dict.fromkeys(map(_scope, scopes)))
    with failures_in_one_line(), open_store(database) as store:
        key, token = store.keys.create(
            owner=owner,
            name=name,
            scopes=wanted,
            items_per_day=items_per_day,
            expires_at=None if days is None else datetime.now(UTC) + timedelta(days=days),
        )
    print_out(f"{token}\n")
    typer.echo(f"claimcheck: this is key {key.id}; it is shown this once.", err=True)


def _scope(said: str) -> Scope:
    # Here, so that other commands start quickly.
    from claimcheck.schema import Scope

    try:
        return Scope(said)
    except ValueError:
        refuse(f"“{said}” is no scope; there are {', '.join(Scope)}.")


@keys_app.command("list")
def list_(
    format_: Annotated[Format, typer.Option("--format", help="Text to read, or JSON.")] = (
        Format.TEXT
    ),
    database: DatabaseOption = None,
) -> None:
    """List every key, without its secret."""
    with failures_in_one_line(), open_store(database) as store:
        keys = store.keys.all()
    if format_ is Format.JSON:
        told = [key.model_dump(mode="json") for key in keys]
        print_out(f"{json.dumps(told, ensure_ascii=False, indent=2)}\n".encode())
        return
    print_out("".join(f"{_line(key)}\n" for key in keys) or "There are no keys.\n")


@keys_app.command()
def revoke(
    id_: Annotated[str, typer.Argument(metavar="ID", help="The id of a key, as “list” shows it.")],
    database: DatabaseOption = None,
) -> None:
    """Close a key for good; exit status 2 when there is no such key."""
    with failures_in_one_line(), open_store(database) as store:
        known = store.keys.revoke(id_)
    if not known:
        refuse(f"There is no key {id_}")
    print_out(f"Key {id_} opens nothing any more.\n")


def _check_words(**given: str) -> None:
    for option, words in given.items():
        if not words.strip() or not words.isprintable() or len(words) > _LONGEST:
            refuse(f"--{option} needs 1 to {_LONGEST} characters in one line")


_LONGEST = 100


def _line(key: ApiKey) -> str:
    limit = "" if key.items_per_day is None else f", {key.items_per_day:,} items a day"
    scopes = " ".join(key.scopes)
    return f"{key.id}  {key.owner} / {key.name}: {scopes}{limit}, {_validity(key)}"


def _validity(key: ApiKey) -> str:
    if key.revoked_at is not None:
        return f"revoked on {key.revoked_at:%Y-%m-%d}"
    if key.expires_at is None:
        return "valid until it is revoked"
    word = "valid until" if key.is_active(datetime.now(UTC)) else "out of date since"
    return f"{word} {key.expires_at:%Y-%m-%d}"
