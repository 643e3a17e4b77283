"""A trial record on one card: what a list of hits tells of each."""

from __future__ import annotations

from datetime import date

from claimcheck.exports.words import design, outcome
from claimcheck.schema import Enrollment, Frozen, OverallStatus, Registry, Source, TrialHit


class TrialCard(Frozen):
    """One record in short; ``None`` means that the record, or our copy of it, does not say.

    ``design`` and ``results`` are plain words, as in the reports; ``matched`` are the words of the
    record that answered the question.
    """

    id: str
    registry: Registry
    title: str
    short_name: str | None
    status: OverallStatus | None
    enrollment: Enrollment | None
    design: str
    results: str
    with_results: bool
    """Whether any result, posted or published, is in our copy."""
    url: str | None
    sources: tuple[Source, ...]
    snapshot_date: date
    """Day on which the copies behind the record were read."""
    matched: tuple[str, ...]


def trial_card(hit: TrialHit) -> TrialCard:
    """The card of a hit."""
    trial = hit.trial
    return TrialCard(
        id=trial.id,
        registry=trial.registry,
        title=trial.title,
        short_name=trial.short_name,
        status=trial.overall_status,
        enrollment=trial.enrollment,
        design=design(trial),
        results=outcome(trial),
        with_results=trial.with_results,
        url=trial.url,
        sources=trial.sources,
        snapshot_date=trial.snapshot_date,
        matched=hit.matched,
    )
