"""TRI-08 and TRI-12: a cited trial told as a success that it was not, or that others own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from claimcheck.schema import ClaimType, ConceptKind, PrimaryResult, Span, Trial
from claimcheck.verdicts import sources as src
from claimcheck.verdicts.case import Case
from claimcheck.verdicts.cited import Cited, How, cited, match_of, place_words
from claimcheck.verdicts.ladder_words import beyond_words
from claimcheck.verdicts.leaning import (
    SUCCESS,
    is_main,
    related,
    reports_success,
    tested,
)
from claimcheck.verdicts.records import named
from claimcheck.verdicts.rule import Hit, rule

_LEANS = re.compile(
    r"\b(?:back(?:s|ed|ing)?|support(?:s|ed)?|prov(?:e|es|ed|en)|confirm\w*|show(?:s|ed|n)?|"
    r"demonstrat\w+|based on|according to|same|validat\w+|pioneered)\b"
)
_OURS = re.compile(r"\b(?:our|ours|us|we)\b")
_TOGETHER = re.compile(
    r"\b(?:partner\w*|collaborat\w*|together with|jointly|affiliat\w*|on behalf of|sponsor\w*|"
    r"our (?:[\w-]+ ){0,2}?(?:trial|study))\b"
)
_IN_CHARGE = re.compile(r"\((?P<place>[^)]+)\)$")
_NAMED = 3


@rule(
    "TRI-08",
    title="A result that the record does not show",
    version=3,
    severity=3,
    sources=(src.FTC_HEALTH,),
    example="The Duke ACT trial showed that stem cells improve social skills in autism.",
    not_when=(
        "The Duke ACT trial showed that stem cells did not improve social skills in autism.",
        "The Duke ACT trial asked whether stem cells improve social skills in autism.",
        "The trial NCT01343511 showed that stem cells improve scores in autism.",
    ),
    ask="What was the main goal of this trial, and was it reached?",
)
def null_as_success(case: Case) -> Iterator[Hit]:
    """The result on the main goal comes first; a retracted paper shows nothing."""
    if not reports_success(case):
        return
    span = case.says(SUCCESS)
    if span is None:
        yield from _no_longer(case)
        return
    for one in cited(case):
        if one.one:
            yield from _one_null(case, one, one.one, span)
        elif not case.sober:
            yield from _all_null(one, span)


def _no_longer(case: Case) -> Iterator[Hit]:
    """A retracted paper held up for something else than a benefit, as safety."""
    span = case.says(_LEANS)
    for one in cited(case) if span and not case.sober else ():
        if span and one.one and one.one.retracted:
            yield _retracted(one.one, span)


def _retracted(trial: Trial, span: Span) -> Hit:
    return Hit(
        span=span,
        message=f"The paper on {trial.id} was retracted by its journal. It shows nothing any more.",
        trials=(trial.id,),
    )


def _one_null(case: Case, one: Cited, trial: Trial, span: Span) -> Iterator[Hit]:
    if trial.retracted:
        yield _retracted(trial, span)
        return
    missed = [r for r in trial.standing_results if r.primary is PrimaryResult.NOT_MET]
    if missed and PrimaryResult.MET not in tested(trial):
        confirmed = any(result.confirmed for result in missed)
        plain = one.how in {How.NUMBER, How.NAME} and is_main(case, trial)
        plain = plain and _is_of_product(case, trial)
        doubt = "" if confirmed else " This is known only from a secondary page."
        yield Hit(
            span=span,
            message=f"{_meant(one)} {trial.id} as a success. The trial did not reach its main "
            f"goal: {missed[0].summary}{doubt}",
            severity=3 if confirmed and plain else 2,
            trials=(trial.id,),
        )


def _is_of_product(case: Case, trial: Trial) -> bool:
    claimed = case.claim.concept_id(ConceptKind.INTERVENTION)
    given = trial.interventions
    return claimed is None or any(related(case.vocabulary, own, claimed) for own in given)


def _meant(one: Cited) -> str:
    named = one.how in {How.NUMBER, How.NAME}
    return "It tells" if named else "Of the records in our copy its words fit one. It tells"


def _all_null(one: Cited, span: Span) -> Iterator[Hit]:
    """A place is named, and none of its controlled trials reached its main goal."""
    controlled = [trial for trial in one.trials if trial.controlled and tested(trial)]
    if not controlled or any(tested(trial) != {PrimaryResult.NOT_MET} for trial in controlled):
        return
    others = [t for t in one.trials if t.standing_results and not t.controlled]
    also = f" Without a comparison group: {named(others)}." if others else ""
    yield Hit(
        span=span,
        message="It names a place and no trial. Trials from there with a comparison group in our "
        f"copy did not reach their main goal: {named(controlled)}.{also}",
        severity=2,
        trials=tuple(trial.id for trial in (*controlled, *others)),
    )


@rule(
    "TRI-12",
    title="Somebody else's trial",
    severity=2,
    sources=(src.SIPP, src.COOK),
    example="Research from Duke University shows that our stem cell therapy works in autism.",
    not_when=(
        "Researchers at Duke University tested cord blood in autism.",
        "Our trial of stem cells in autism is run together with Duke University.",
    ),
    ask="Who ran the trial, and was it done with the product, dose and method that you offer?",
)
def borrowed(case: Case) -> Iterator[Hit]:
    """The trial's sponsor is not the one who offers, and the offer leans on it."""
    if not case.sells or case.sober or case.says(_TOGETHER) or not case.says(_OURS):
        return
    if not case.says(_LEANS) or case.has(ClaimType.DISCLAIMER):
        return
    for one in cited(case):
        trials = sorted(one.trials, key=lambda t: (not t.controlled, -t.size, t.id))
        if not trials[0].sponsor or one.how is How.FACTS or _is_own(case, trials):
            continue
        match = match_of(case, trials[0]) if one.one else None
        beyond = beyond_words(match) if match else None
        yield Hit(
            span=one.span,
            message=f"For {named(trials[:_NAMED])} our copy names {_in_charge(trials[0])}, and "
            "this page does not say that it is the same. A trial speaks for the product, dose and "
            f"people that it studied.{' ' + beyond if beyond else ''}",
            trials=tuple(trial.id for trial in trials),
        )
        return


def _in_charge(trial: Trial) -> str:
    """The sponsor; for a person, the place where that person works."""
    sponsor = trial.sponsor or ""
    found = _IN_CHARGE.search(sponsor)
    return found["place"] if found else sponsor


def _is_own(case: Case, trials: Iterable[Trial]) -> bool:
    """Whether the page itself seems to be that of the trial's sponsor."""
    page = case.page
    name = " ".join(part for part in (page.site_name, page.title, page.url, page.final_url) if part)
    return any(word.lower() in name.lower() for trial in trials for word in place_words(trial))


RULES = (null_as_success, borrowed)
