"""What the registered trials show: statements, pictures of their sizes, and each trial."""

from __future__ import annotations

from api.pages.links import (
    SourceLink,
    TrialLine,
    day,
    record_words,
    source_link,
    trial_line,
)
from claimcheck.exports.pictures import Picture, on_service, trials_pictures
from claimcheck.exports.words import telling
from claimcheck.schema import EvidenceProfile, Frozen, Report, Trial, TrialResult


class ProfileCard(Frozen):
    """What the records of one treatment and condition add up to."""

    heading: str
    statement: str
    tally: str | None
    reasons: tuple[str, ...]
    picture: Picture | None = None


class ResultLine(Frozen):
    """What one source says came out of a trial."""

    summary: str
    numbers: tuple[str, ...]
    limits: tuple[str, ...]
    harms: tuple[str, ...]
    retracted: bool
    confirmed: bool
    source: SourceLink


class TrialCard(Frozen):
    """One trial with its results and where they are from."""

    line: TrialLine
    record: str
    title: str
    who: str
    intervention: str | None
    results: tuple[ResultLine, ...]
    notes: tuple[str, ...]
    sources: tuple[SourceLink, ...]
    seen: str


class Evidence(Frozen):
    """The whole section."""

    profiles: tuple[ProfileCard, ...]
    trials: tuple[TrialCard, ...]


def evidence(report: Report) -> Evidence:
    """The trials that the report carries, the most telling first."""
    trials = sorted(report.trials.values(), key=telling)
    pictures = trials_pictures(report.evidence, report.trials, link=on_service)
    return Evidence(
        profiles=tuple(map(profile_card, report.evidence, pictures)),
        trials=tuple(_card(trial) for trial in trials),
    )


def profile_card(profile: EvidenceProfile, picture: Picture | None = None) -> ProfileCard:
    """What the records of a pair add up to, in the words of its statement."""
    return ProfileCard(
        heading=_capital(f"{profile.intervention_label} for {profile.condition_label}"),
        statement=profile.statement,
        tally=_tally(profile),
        reasons=profile.reasons,
        picture=picture,
    )


def _tally(profile: EvidenceProfile) -> str | None:
    """What the statement leaves out; nothing where there is nothing to count."""
    if not profile.completed and not profile.with_results:
        return None
    return f"Of these, {profile.completed} are completed and {profile.with_results} have results."


def _capital(words: str) -> str:
    """A capital at the start, unless the first word has its own, as in "iPSC"."""
    first = words.split(maxsplit=1)[0]
    return words[0].upper() + words[1:] if first.islower() else words


def _card(trial: Trial) -> TrialCard:
    return TrialCard(
        line=trial_line(trial),
        record=record_words(trial),
        title=trial.title,
        who=", ".join(filter(None, (trial.sponsor, trial.country))),
        intervention=trial.intervention,
        results=tuple(map(result_line, trial.all_results)),
        notes=trial.notes,
        sources=tuple(source_link(source) for source in trial.sources),
        seen=day(trial.snapshot_date),
    )


def result_line(result: TrialResult) -> ResultLine:
    """One result with its source."""
    return ResultLine(
        summary=result.summary,
        numbers=result.numbers,
        limits=result.limits,
        harms=result.harms,
        retracted=bool(result.retracted),
        confirmed=result.confirmed,
        source=source_link(result.source),
    )
