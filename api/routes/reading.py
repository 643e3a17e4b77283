"""Pages to read: a trial, the rules, how it works, and links for a bookmarks bar."""

from __future__ import annotations

from collections.abc import Iterator

from fastapi import APIRouter, Request, Response

from api.access import Config
from api.origin import origin_of
from api.pages.bookmarklet import bookmarklet_page
from api.pages.how import how_page
from api.pages.lifetimes import lifetimes
from api.pages.rules import rule_page, rules_page
from api.pages.trial import concepts_of, pairs_of, trial_page
from api.plainly import PlainRoute
from api.rendering import html
from claimcheck.errors import TrialNotFound
from claimcheck.schema import EvidenceProfile, Reach, Trial
from claimcheck.verdicts.catalogue import card, cards
from claimcheck.verdicts.judge import rules_version

router = APIRouter(route_class=PlainRoute, default_response_class=Response)


@router.get("/trials/{trial:path}")
def show_trial(trial: str) -> Response:
    """One record in plain words."""
    from claimcheck.trials.library import record_of
    from claimcheck.trials.words import why_unaskable
    from claimcheck.vocabulary import load_vocabulary

    found = None if why_unaskable(trial) or not trial.isprintable() else record_of(trial)
    if found is None:
        raise TrialNotFound
    known = load_vocabulary()
    labels = {id_: known[id_].label for id_ in concepts_of(found.trial)}
    return html(trial_page(found.trial, found.changes, labels, _profiles(found.trial)))


def _profiles(trial: Trial) -> Iterator[EvidenceProfile]:
    """What the trials of its treatment and condition add up to, where they were looked for."""
    from claimcheck.trials import load_snapshot

    snapshot = load_snapshot()
    for pair in pairs_of(trial):
        profile = snapshot.profile(pair)
        if profile.reach is not Reach.NOT_GATHERED and profile.registered > 1:
            yield profile


@router.get("/rules")
def show_rules() -> Response:
    """All rules."""
    return html(rules_page(cards(), rules_version()))


@router.get("/rules/{rule}")
def show_rule(rule: str) -> Response:
    """One rule."""
    return html(rule_page(card(rule)))


@router.get("/how")
def show_how(settings: Config) -> Response:
    """Method, limits, quality, corrections, privacy."""
    from claimcheck.evaluation.published import published
    from claimcheck.trials import load_snapshot

    trials = load_snapshot().trials().values()
    return html(
        how_page(
            published(),
            lifetimes(settings),
            rules=len(cards()),
            trials=len(trials),
            copy_of=max(trial.snapshot_date for trial in trials),
        )
    )


@router.get("/bookmarklet")
def show_bookmarklet(request: Request) -> Response:
    """Links for the bookmarks bar."""
    return html(bookmarklet_page(origin_of(request)))
