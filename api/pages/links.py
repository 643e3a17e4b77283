"""Links and small phrases that several parts of a report page share."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

from claimcheck.exports.addresses import web_address
from claimcheck.exports.words import design, outcome, people
from claimcheck.schema import Frozen, PrimaryResult, Registry, Source, SourceKind, Trial, Versions

#: How ``exports.words`` marks a result that only a second-hand page tells.
_UNCONFIRMED = " ?"


class SourceLink(Frozen):
    """A source by title and year, with its address if a browser may follow it."""

    words: str
    url: str | None
    second_hand: bool


class TrialLine(Frozen):
    """A trial in one line; ``anchor`` is its card further down, ``page`` the page about it."""

    id: str
    name: str | None
    anchor: str
    page: str
    url: str | None
    people: str
    design: str
    outcome: str
    unconfirmed: bool
    first: bool = False
    """Whether the page names the trial here for the first time."""
    found: str | None = None
    """What it found, in a sentence; only where the page first names the trial."""


def trial_page_address(id_: str) -> str:
    """Where this service tells of a trial."""
    return f"/trials/{quote(id_, safe='')}"


def record_words(trial: Trial) -> str:
    """The words of the link to the record itself."""
    if trial.registry is Registry.UNREGISTERED:
        return "The published study"
    return f"The record at {trial.registry}"


def source_link(source: Source) -> SourceLink:
    """A source as a link."""
    year = f" ({source.year})" if source.year and str(source.year) not in source.title else ""
    return SourceLink(
        words=f"{source.title}{year}",
        url=web_address(source.url),
        second_hand=source.kind is SourceKind.SECONDARY,
    )


def trial_line(trial: Trial, *, first: bool = False) -> TrialLine:
    """A trial in one line; with what it found where it is named ``first``."""
    told = [
        result for result in trial.all_results if result.primary is not PrimaryResult.NOT_POSTED
    ]
    return TrialLine(
        id=trial.id,
        name=trial.short_name,
        anchor=f"trial-{trial.id}",
        page=trial_page_address(trial.id),
        url=web_address(trial.url),
        people=people(trial),
        design=design(trial),
        outcome=_outcome(trial),
        unconfirmed=bool(told) and not any(result.confirmed for result in told),
        first=first,
        found=trial.all_results[0].summary if first and trial.all_results else None,
    )


def _outcome(trial: Trial) -> str:
    if trial.has_posted_results and not trial.all_results:
        return "results posted, not in our copy"
    return outcome(trial).removesuffix(_UNCONFIRMED)


def quoted(words: str) -> str:
    """The words in quotation marks, unless they bring their own."""
    return words if words[0] in '“"«' and words[-1] in '”"»' else f"“{words}”"


def day(when: date) -> str:
    """A date as people write it, as in "3 January 2026"."""
    return f"{when.day} {when:%B %Y}"


def snapshot_day(versions: Versions) -> str:
    """The date of our copy of the records."""
    return day(date.fromisoformat(versions.snapshot))
