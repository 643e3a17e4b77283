"""What the registered trials show: statements, a picture of their sizes, and each trial."""

from __future__ import annotations

from collections.abc import Sequence

from api.pages.links import SourceLink, TrialLine, day, source_link, trial_line
from claimcheck.schema import EvidenceProfile, Frozen, Report, Trial, TrialResult


class ProfileCard(Frozen):
    """What the records of one treatment and condition add up to."""

    heading: str
    statement: str
    tally: str | None
    reasons: tuple[str, ...]


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
    title: str
    who: str
    intervention: str | None
    results: tuple[ResultLine, ...]
    notes: tuple[str, ...]
    sources: tuple[SourceLink, ...]
    seen: str


class Bar(Frozen):
    """One trial in the picture; lengths in units of the drawing."""

    y: int
    width: float
    css: str
    label: str


class Row(Frozen):
    """A line of words in the picture."""

    y: int
    words: str


class Picture(Frozen):
    """Bars as long as the trials are large, those with a comparison group above the others."""

    width: int
    height: int
    bars: tuple[Bar, ...]
    headings: tuple[Row, ...]
    summary: str


class Evidence(Frozen):
    """The whole section."""

    profiles: tuple[ProfileCard, ...]
    picture: Picture | None
    trials: tuple[TrialCard, ...]


_WIDTH = 340
"""The text column of a phone, so that the words in the picture keep their size there."""
_HEADING_HEIGHT = 30
_BAR_HEIGHT = 36
_THINNEST = 3.0
_COMPARED = "Tested against a comparison group"
_ALONE = "Not tested against a comparison group"


def evidence(report: Report) -> Evidence:
    """The trials that the report carries, the most telling first."""
    trials = sorted(report.trials.values(), key=_telling)
    return Evidence(
        profiles=tuple(_profile(profile) for profile in report.evidence),
        picture=_picture([trial for trial in trials if _drawn(trial)]),
        trials=tuple(_card(trial) for trial in trials),
    )


def _telling(trial: Trial) -> tuple[bool, bool, int, str]:
    """Compared and reported first, then the larger ones."""
    return (not trial.controlled, not trial.with_results, -_size(trial), trial.id)


def _size(trial: Trial) -> int:
    return trial.enrollment.count if trial.enrollment else 0


def _drawn(trial: Trial) -> bool:
    """A picture of what was found needs a size and a result that our copy holds."""
    return bool(trial.all_results) and _size(trial) > 0


def _profile(profile: EvidenceProfile) -> ProfileCard:
    return ProfileCard(
        heading=_capital(f"{profile.intervention_label} for {profile.condition_label}"),
        statement=profile.statement,
        tally=_tally(profile),
        reasons=profile.reasons,
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
        title=trial.title,
        who=", ".join(filter(None, (trial.sponsor, trial.country))),
        intervention=trial.intervention,
        results=tuple(_result(result) for result in trial.all_results),
        notes=trial.notes,
        sources=tuple(source_link(source) for source in trial.sources),
        seen=day(trial.snapshot_date),
    )


def _result(result: TrialResult) -> ResultLine:
    return ResultLine(
        summary=result.summary,
        numbers=result.numbers,
        limits=result.limits,
        harms=result.harms,
        retracted=bool(result.retracted),
        confirmed=result.confirmed,
        source=source_link(result.source),
    )


def _picture(trials: Sequence[Trial]) -> Picture | None:
    if not trials:
        return None
    bars: list[Bar] = []
    headings: list[Row] = []
    y = 0
    largest = max(map(_size, trials))
    for words, compared in ((_COMPARED, True), (_ALONE, False)):
        group = [trial for trial in trials if bool(trial.controlled) is compared]
        if not group:
            continue
        headings.append(Row(y=y, words=words))
        y += _HEADING_HEIGHT
        for trial in group:
            bars.append(_bar(trial, y, largest))
            y += _BAR_HEIGHT
    return Picture(
        width=_WIDTH,
        height=y,
        bars=tuple(bars),
        headings=tuple(headings),
        summary=" ".join(f"{bar.label}." for bar in bars),
    )


def _bar(trial: Trial, y: int, largest: int) -> Bar:
    line = trial_line(trial)
    found = f"{line.outcome}, not confirmed" if line.unconfirmed else line.outcome
    return Bar(
        y=y,
        width=round(max(_THINNEST, _WIDTH * _size(trial) / largest), 1),
        css="compared" if trial.controlled else "alone",
        label=f"{trial.id}: {_size(trial)}, {found}",
    )
