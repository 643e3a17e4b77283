"""``claimcheck trials``: the records, and what they show."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimcheck.cli.output import (
    Format,
    failures_in_one_line,
    in_terminal,
    is_watched,
    print_out,
    progress,
    refuse,
    text_width,
)
from claimcheck.errors import TrialNotFound

if TYPE_CHECKING:
    from claimcheck.schema import EvidenceAnswer, PutReport, RejectedRecord
    from claimcheck.trials.store import RecordStore
    from claimcheck.trials.sync import SyncReport

trials_app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Registered trials: fill the store, search it, and see what records show.",
)

Store = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="URL",
        envvar="CLAIMCHECK_TRIALS_URL",
        help="Database of records: sqlite:///… or postgresql+psycopg://…; by default a file in "
        "the data folder.",
    ),
]
AsFormat = Annotated[Format, typer.Option("--format", help="Text to read, or JSON.")]


def _words(text: str | None) -> str | None:
    """What was typed, if it can be looked for: an empty question must not be answered "none"."""
    if text is None:
        return None
    from claimcheck.trials.words import why_unaskable

    if why := why_unaskable(text):
        raise typer.BadParameter(why)
    return text


Intervention = Annotated[
    str | None, typer.Option("--intervention", callback=_words, help="A treatment.")
]
Condition = Annotated[
    str | None, typer.Option("--condition", callback=_words, help="A health condition.")
]

#: Rejected records that are named one by one on stderr; the rest is counted.
_REJECTED_SHOWN = 20


@trials_app.command()
def sync(
    condition: Condition = None,
    intervention: Intervention = None,
    base_url: Annotated[
        str | None,
        typer.Option(
            "--base-url",
            metavar="URL",
            envvar="CLAIMCHECK_REGISTRY_URL",
            help="Another address of the registry's API.",
        ),
    ] = None,
    store: Store = None,
) -> None:
    """Copy records from ClinicalTrials.gov: all, or those on a condition or treatment.

    What was copied before is only asked for changes; a run that was cut off goes on where it was.
    """
    from claimcheck.trials.ctgov import CtGov
    from claimcheck.trials.sync import sync as synchronise

    with failures_in_one_line(), _opened(store) as records, _bar("records") as advance:
        registry = CtGov(base_url) if base_url else CtGov()
        report = synchronise(
            registry,
            records,
            condition=condition,
            intervention=intervention,
            on_page=lambda run: advance(run.new + run.changed + run.same + run.older, run.total),
        )
    _say_rejected(report.rejections, report.rejected)
    print_out(f"{_counts(report)} {report.pages} pages read, {report.rejected} not read.\n")
    if not report.finished:
        print_out("The register's data changed or ended early: run it again to copy the rest.\n")


@trials_app.command("import")
def import_(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH…", help="API v2 JSON or JSON lines, plain or .gz; folders."),
    ],
    read_on: Annotated[
        datetime | None,
        typer.Option(
            "--read-on",
            formats=["%Y-%m-%d"],
            help="Day on which the copies were made; today unless given.",
        ),
    ] = None,
    store: Store = None,
) -> None:
    """Read records from files into the store."""
    from claimcheck.trials.filling import import_files

    with failures_in_one_line(), _opened(store) as records, _bar("records") as advance:
        report = import_files(
            paths,
            records,
            read_on=(read_on or datetime.now(UTC)).date(),
            on_batch=lambda done: advance(done, None),
        )
    _say_rejected(report.rejected, len(report.rejected))
    print_out(f"{_counts(report.stored)} {len(report.rejected)} not read.\n")


@trials_app.command()
def search(
    query: Annotated[
        str | None, typer.Argument(metavar="QUERY", callback=_words, help="Words or an id.")
    ] = None,
    condition: Condition = None,
    intervention: Intervention = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000)] = 20,
    store: Store = None,
    format_: AsFormat = Format.TEXT,
) -> None:
    """Search copy and store by words, ids, condition and treatment; show what matched."""
    from claimcheck.exports.records import render_search
    from claimcheck.schema import TrialQuery

    if not (query or condition or intervention):
        refuse("Give words to look for, --condition or --intervention")
    from claimcheck.trials import load_snapshot
    from claimcheck.trials.finding import search_all

    with failures_in_one_line():
        asked = TrialQuery(text=query, condition=condition, intervention=intervention)
        answer = search_all(asked, load_snapshot(), limit=limit, store_url=store)
        if format_ is Format.JSON:
            print_out(f"{answer.model_dump_json(indent=2)}\n".encode())
        else:
            print_out(render_search(answer, width=text_width(), colour=in_terminal()))


@trials_app.command()
def show(
    id_: Annotated[
        str, typer.Argument(metavar="ID", callback=_words, help="An NCT id, or an id of our copy.")
    ],
    store: Store = None,
    format_: AsFormat = Format.TEXT,
) -> None:
    """Show one record: from our curated copy and the store, with what changed over time."""
    from claimcheck.exports.records import render_trial
    from claimcheck.trials.library import record_of

    with failures_in_one_line():
        found = record_of(id_, store_url=store)
        if found is None:
            raise TrialNotFound(f"{id_} is not in our copy.")
        if format_ is Format.JSON:
            print_out(f"{found.trial.model_dump_json(indent=2)}\n".encode())
        else:
            text = render_trial(
                found.trial, found.changes, width=text_width(), colour=in_terminal()
            )
            print_out(text)


@trials_app.command()
def evidence(
    intervention: Annotated[
        str, typer.Option("--intervention", callback=_words, help="A treatment.")
    ],
    condition: Annotated[
        str, typer.Option("--condition", callback=_words, help="A health condition.")
    ],
    offline: Annotated[bool, typer.Option("--offline", help="Never ask the registry.")] = False,
    store: Store = None,
    format_: AsFormat = Format.TEXT,
) -> None:
    """What records show for one treatment in one condition, and how sure that makes one."""
    with failures_in_one_line():
        with progress(f"Looking up {intervention} for {condition} ..."):
            answer = _answer(intervention, condition, offline=offline, store=store)
        if format_ is Format.JSON:
            print_out(f"{answer.model_dump_json(indent=2)}\n".encode())
            return
        from claimcheck.exports.evidence import render_evidence

        print_out(render_evidence(answer, width=text_width(), colour=in_terminal()))


def _answer(
    intervention: str, condition: str, *, offline: bool, store: str | None
) -> EvidenceAnswer:
    from claimcheck.settings import registry_lookups
    from claimcheck.trials.library import answer_for

    offline = offline or not registry_lookups()
    return answer_for(intervention, condition, offline=offline, store_url=store)


@contextlib.contextmanager
def _opened(url: str | None) -> Iterator[RecordStore]:
    """The store, its records read again where the vocabulary has changed since."""
    from claimcheck.trials.store import RecordStore

    with RecordStore.open(url) as records:
        if records.outdated:
            with progress("Reading the records again with the new vocabulary ..."):
                records.retag()
        yield records


@contextlib.contextmanager
def _bar(noun: str) -> Iterator[Callable[[int, int | None], None]]:
    """A progress bar on stderr, if somebody is watching."""
    if not is_watched():
        yield lambda done, total: None  # noqa: ARG005 (nobody is watching)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeElapsedColumn

    columns = ("{task.description}", BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as shown:
        task = shown.add_task(noun, total=None)
        yield lambda done, total: shown.update(task, completed=done, total=total)


def _say_rejected(rejected: tuple[RejectedRecord, ...], count: int) -> None:
    for record in rejected[:_REJECTED_SHOWN]:
        typer.echo(f"claimcheck: not read: {record.where}: {record.why}", err=True)
    rest = count - min(len(rejected), _REJECTED_SHOWN)
    if rest > 0:
        typer.echo(f"claimcheck: and {rest} more that could not be read.", err=True)


def _counts(stored: PutReport | SyncReport) -> str:
    return (
        f"{stored.new} new, {stored.changed} changed, {stored.same} unchanged, "
        f"{stored.older} older than what we have."
    )
