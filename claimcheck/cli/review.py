"""``claimcheck review``: what moderators decided, taken out of the service."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimcheck.cli.output import failures_in_one_line, print_out, refuse_taken, write_new
from claimcheck.cli.service import DatabaseOption, open_store

if TYPE_CHECKING:
    from claimcheck.schema import ReviewPassage
    from claimcheck.storage import ServiceStore

review_app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="What moderators decided, and what readers report.",
)

_PIECE = 500
OwnerOption = Annotated[
    str, typer.Option("--owner", metavar="NAME", help="Whose queue; as in “claimcheck keys”.")
]


@review_app.command()
def export(
    owner: OwnerOption,
    output: Annotated[
        Path, typer.Option("--output", metavar="FILE", help="A new file, one page a line.")
    ],
    database: DatabaseOption = None,
) -> None:
    """Write decisions as lines of the corpus, to be retold before “corpus import-decisions”."""
    from claimcheck.exports.decisions import dump

    refuse_taken(output)
    with failures_in_one_line(), open_store(database) as store:
        passages = _decided(store, owner)
    write_new(output, dump(passages).encode())
    print_out(f"{output} holds {len(passages):,} decided passages. Their words are the page's: ")
    print_out("retell each line in “retold”, and fill in kind, topic and evidence of each page.\n")


@review_app.command()
def mistakes(
    owner: Annotated[
        str | None,
        typer.Option("--owner", metavar="NAME", help="Of whose reports; by default of nobody's."),
    ] = None,
    database: DatabaseOption = None,
) -> None:
    """List what readers say is wrong with reports, the newest first."""
    from claimcheck.exports.layout import plain

    with failures_in_one_line(), open_store(database) as store:
        found = store.reviews.mistakes(owner=owner, limit=_PIECE)
    for one in found:
        about = f"{one.report} {one.claim or ''}".strip()
        words = " ".join(plain(one.words).plain.split())
        print_out(f"{one.sent_at:%Y-%m-%d %H:%M}  {about}: {words}\n")
    if not found:
        print_out("Nobody has reported a mistake.\n")


def _decided(store: ServiceStore, owner: str) -> list[ReviewPassage]:
    found: list[ReviewPassage] = []
    while piece := store.reviews.decided(
        owner=owner, after=found[-1].id if found else None, limit=_PIECE
    ):
        found += piece
    return found
