"""Posted results in plain words with their figures, as a ``TrialResult``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from claimcheck.schema import (
    Allocation,
    Masking,
    OutcomeType,
    PostedAnalysis,
    PostedOutcome,
    PostedResults,
    PostedRow,
    PostedValue,
    PrimaryResult,
    Trial,
    TrialResult,
)
from claimcheck.text import fold
from claimcheck.trials import comparisons
from claimcheck.trials.comparisons import Role
from claimcheck.trials.directions import counts_people, responders
from claimcheck.trials.pvalues import written

#: A record may post hundreds of figures; a reader is shown those of the first primary outcomes.
_MOST_OUTCOMES = 4
_MOST_ROWS = 3
_MOST_ANALYSES = 3
_FEW = 30
_LONGEST = 200
_ABBREVIATION = re.compile(r" \([A-Z]{1,4}\)$")
_NEGATED = re.compile(r"\b(?:no|non|not|without)\b")
_AFFIRMED = re.compile(r"\b(?:yes|responders?|improved|remission|response)\b")


def retell(trial: Trial, posted: PostedResults) -> TrialResult:
    """One sentence, the figures behind it, and what limits them."""
    primary = [one for one in posted.outcomes if one.type is OutcomeType.PRIMARY]
    improved, analysed = _improved(primary, trial)
    return TrialResult(
        primary=posted.reading,
        summary=_summary(primary, posted),
        numbers=tuple(_numbers(primary)),
        limits=tuple(_limits(trial, posted, primary)),
        improved=improved,
        analysed=analysed,
        harms=tuple(_harms(posted)),
        posted=True,
        source=trial.sources[0],
        confirmed=True,
    )


def statistic(analysis: PostedAnalysis) -> str:
    """Estimate, interval and p-value in one line, such as "p = 0.65"."""
    parts = []
    if analysis.estimate:
        parts.append(f"{_estimate_name(analysis)} {analysis.estimate}")
    if analysis.lower is not None and analysis.upper is not None:
        percent = analysis.interval_percent
        named = f"{percent:g}% interval" if percent else "interval"
        parts.append(f"{named} {analysis.lower:g} to {analysis.upper:g}")
    if analysis.p_value:
        parts.append(written(analysis.p_value))
    return ", ".join(parts) or "no figures"


def _estimate_name(analysis: PostedAnalysis) -> str:
    name = _ABBREVIATION.sub("", analysis.estimate_type or "estimate")
    # "Hazard Ratio" reads as a sentence, "F" and "t" stay as they are.
    return name.lower() if len(name) > 1 and not name.isupper() else name


def _summary(primary: Sequence[PostedOutcome], posted: PostedResults) -> str:
    if len(primary) == 1:
        return f'Main outcome "{_short(primary[0].measure)}": {posted.why}'
    like = [one for one in primary if one.reading is posted.reading]
    first = next((one for one in like if posted.why.startswith(one.why)), None)
    if first is None:
        return f"{len(primary)} main outcomes: {posted.why}"
    return f'{len(primary)} main outcomes, of which "{_short(first.measure)}": {posted.why}'


def _numbers(primary: Iterable[PostedOutcome]) -> Iterable[str]:
    shown = [one for one in primary if one.rows][:_MOST_OUTCOMES]
    for outcome in shown:
        for row in outcome.rows[:_MOST_ROWS]:
            yield f"{_what(outcome, row)}: {_values(outcome, row)}"
        for analysis in outcome.analyses[:_MOST_ANALYSES]:
            yield f"{_short(outcome.measure)}, {' against '.join(analysis.groups)}: " + statistic(
                analysis
            )


def _what(outcome: PostedOutcome, row: PostedRow) -> str:
    parts = (_short(outcome.measure), row.title, outcome.time_frame and _short(outcome.time_frame))
    return ", ".join(part for part in parts if part)


def _values(outcome: PostedOutcome, row: PostedRow) -> str:
    return "; ".join(f"{value.group}: {_value(outcome, value)}" for value in row.values)


def _value(outcome: PostedOutcome, value: PostedValue) -> str:
    if counts_people(outcome) and value.analysed is not None:
        return f"{value.value} of {value.analysed} people"
    spread = f" ± {value.spread}" if value.spread else ""
    if value.lower and value.upper:
        spread = f" ({value.lower} to {value.upper})"
    unit = f" {outcome.unit}" if outcome.unit else ""
    of = f", {value.analysed} people" if value.analysed is not None else ""
    return f"{value.value}{spread}{unit}{of}"


def _limits(trial: Trial, posted: PostedResults, primary: Sequence[PostedOutcome]) -> Iterable[str]:
    if trial.allocation is Allocation.NA:
        yield "There was no comparison group."
    elif trial.allocation is Allocation.NON_RANDOMIZED:
        yield "People were not assigned to the groups by chance."
    if trial.masking is Masking.NONE:
        yield "Everybody knew which treatment was given."
    if trial.placebo is False and trial.allocation is not Allocation.NA:
        yield "There was no placebo."
    people = _analysed(primary)
    if people is not None and people < _FEW:
        yield f"Only {people} people were analysed."
    if posted.limitations:
        yield f'The record itself names limits: "{_short(posted.limitations)}"'
    for paper in trial.publications or ():
        if paper.retracted:
            named = f"PubMed {paper.pmid}" if paper.pmid else _short(paper.citation)
            yield f"A paper that the record names was retracted ({named})."


def _analysed(primary: Sequence[PostedOutcome]) -> int | None:
    """People in the first row of the first primary outcome that has figures."""
    for outcome in primary:
        for row in outcome.rows:
            counts = [value.analysed for value in row.values]
            if counts and None not in counts:
                return sum(count for count in counts if count is not None)
    return None


def _harms(posted: PostedResults) -> Iterable[str]:
    groups = posted.adverse_events.groups if posted.adverse_events else ()
    for group in groups:
        if group.serious is not None and group.serious_at_risk:
            yield (
                f"{group.title}: {group.serious} of {group.serious_at_risk} people had a serious "
                "adverse event."
            )
        if group.deaths and group.deaths_at_risk:
            yield f"{group.title}: {group.deaths} of {group.deaths_at_risk} people died."


def _improved(primary: Sequence[PostedOutcome], trial: Trial) -> tuple[int | None, int | None]:
    """People who improved in the treated group, where one primary outcome counts just these."""
    counted = [pair for one in primary if (pair := _responders(one, trial))]
    return counted[0] if len(counted) == 1 else (None, None)


def _responders(outcome: PostedOutcome, trial: Trial) -> tuple[int, int] | None:
    if outcome.reading is PrimaryResult.NOT_POSTED or not responders(outcome):
        return None
    rows = outcome.rows
    if len(rows) > 1:
        rows = tuple(row for row in rows if _AFFIRMED.search(fold(row.title or "")))
        rows = tuple(row for row in rows if not _NEGATED.search(fold(row.title or "")))
    if len(rows) != 1:
        return None
    value = _treated_value(rows[0], trial)
    if value is None or value.number is None or not value.analysed:
        return None
    whole = value.number.is_integer() and 0 <= value.number <= value.analysed
    return (int(value.number), value.analysed) if whole else None


def _treated_value(row: PostedRow, trial: Trial) -> PostedValue | None:
    if len(row.values) == 1:
        return row.values[0]
    known = comparisons.roles([value.group for value in row.values], trial)
    sides = comparisons.pair([value.group for value in row.values], known)
    treated = [
        value
        for value in row.values
        if known.get(value.group) is Role.TREATED or (sides and value.group == sides[0])
    ]
    return treated[0] if len(treated) == 1 else None


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
