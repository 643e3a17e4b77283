"""TRI-16: every trial number that the page names, one entry each, beside our copy of the records.

The half of TRI-14 that reads the whole page: numbers outside of claims, and in links, count too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from claimcheck.schema import (
    ConceptKind,
    OverallStatus,
    PrimaryResult,
    QuotedSpan,
    Reference,
    Span,
    Trial,
)
from claimcheck.verdicts import sources as src
from claimcheck.verdicts.cited import REGISTERS, record_of
from claimcheck.verdicts.leaning import related, status_words, tested
from claimcheck.verdicts.page.case import PageCase
from claimcheck.verdicts.page.rule import PageHit, page_rule
from claimcheck.verdicts.records import day_words

#: Looks like a ClinicalTrials.gov number, whatever its length.
_ALMOST = re.compile(r"\bnct[ \u00a0]?(\d{4,12})\b")
_DIGITS = 8
_CLOSED = frozenset(
    {
        OverallStatus.COMPLETED,
        OverallStatus.TERMINATED,
        OverallStatus.WITHDRAWN,
        OverallStatus.ACTIVE_NOT_RECRUITING,
    }
)
#: A page that asks its readers into a trial.
_SEEKS = re.compile(
    r"\b(?:we|(?:the|our) (?:trial|study|team)) (?:are|is) (?:(?:now|currently|also|still) )?"
    r"(?:recruiting|enrol+ing|(?:inviting|looking for|seeking) [^.;]{0,30}\b(?:participants|"
    r"volunteers|patients|children|families|people)\b[^.;]{0,60}\b(?:trial|study))\b|"
    r"\b(?:you|your (?:child|son|daughter)|children|patients) (?:can|may|could) (?:still )?"
    r"(?:take part|join|enrol|be enrol+ed) (?:in )?(?:the|our|this) (?:trial|study)\b|"
    r"\bwho can (?:take part|join the (?:trial|study))\b"
)


@page_rule(
    "TRI-16",
    title="Trial numbers that the page names",
    version=3,
    severity=0,
    sources=(src.CTGOV_DISCLAIMER,),
    example="Cord blood in autism was tested in NCT02847182.",
    not_when=("Our clinic has 27182 visitors a year.",),
)
def cited(case: PageCase) -> Iterator[PageHit]:
    """An entry for each number, in page order: those of other registers too."""
    named: dict[str, Reference] = {}
    for reference in case.page.references:
        if reference.kind in REGISTERS:
            named.setdefault(reference.id, reference)
    told: set[str] = set()
    for id_, reference in named.items():
        trial = record_of(case.trials, id_)
        if trial is None:
            found = _not_found(id_, case.trials)
            yield PageHit(message=found, spans=(_quoted(case, reference),))
        elif trial.id not in told:
            told.add(trial.id)
            yield PageHit(
                message=_record(case, id_, trial),
                spans=(_quoted(case, reference),),
                trials=(trial.id,),
            )
    yield from _malformed(case)


def _malformed(case: PageCase) -> Iterator[PageHit]:
    wrong: dict[str, re.Match[str]] = {}
    for found in _ALMOST.finditer(case.folded):
        if len(found[1]) != _DIGITS:
            wrong.setdefault(found[1], found)
    for digits, found in wrong.items():
        yield PageHit(
            message=f"NCT{digits} has {len(digits)} digits; a ClinicalTrials.gov number has "
            "eight, so nobody can look it up.",
            spans=(_quoted(case, Span(start=found.start(), end=found.end())),),
        )


def _quoted(case: PageCase, span: Span) -> QuotedSpan:
    return QuotedSpan(start=span.start, end=span.end, quote=case.page.quote(span))


def _not_found(id_: str, trials: Mapping[str, Trial]) -> str:
    newest: date | None = max((trial.snapshot_date for trial in trials.values()), default=None)
    copy = f"our copy of {day_words(newest)}" if newest else "our copy"
    return f"{id_} was not found in {copy}. It may be in the register all the same."


def _record(case: PageCase, id_: str, trial: Trial) -> str:
    """What the record is about, its size and design, its state, its result, and its topic."""
    other = f", now {trial.id}" if id_ != trial.id else ""
    parts = [_size(trial), _design(trial), _state(trial), _result(trial)]
    told = "; ".join(part for part in parts if part)
    day = day_words(trial.snapshot_date)
    first = f"{id_}{other}, in our copy of {day}: {_about(case, trial)}; {told}."
    return f"{first}{_off_topic(case, trial)}{_closed(case, trial)}"


def _about(case: PageCase, trial: Trial) -> str:
    labels = [case.vocabulary[one].label for one in trial.interventions]
    conditions = [case.vocabulary[one].label for one in trial.conditions]
    return f"{' and '.join(labels)} in {' and '.join(conditions)}" if labels else trial.title


def _size(trial: Trial) -> str:
    return f"{trial.enrollment.count} people" if trial.enrollment else "size not in our copy"


def _design(trial: Trial) -> str:
    if trial.placebo:
        return "with a placebo group"
    if trial.controlled:
        return "with a comparison group"
    return "no comparison group" if trial.controlled is False else ""


def _state(trial: Trial) -> str:
    if stopped := status_words(trial):
        return f"the trial {stopped}"
    return trial.overall_status.replace("_", " ").lower() if trial.overall_status else ""


def _result(trial: Trial) -> str:
    if trial.retracted:
        return "a paper on it was retracted"
    results = trial.standing_results
    if not results:
        return "results are posted" if trial.has_posted_results else "no result in our copy"
    doubt = "" if any(result.confirmed for result in results) else " (known only second-hand)"
    match tested(trial):
        case found if found == {PrimaryResult.MET}:
            return f"main goal reached{doubt}"
        case found if found == {PrimaryResult.NOT_MET}:
            return f"main goal not reached{doubt}"
        case found if found:
            return f"results differ on the main goal{doubt}"
        case _:
            return f"whether it helps was not tested, or is not clear{doubt}"


def _closed(case: PageCase, trial: Trial) -> str:
    """A remark where the page seeks people for its one trial and the record takes in no more."""
    named = {one.id for one in case.page.references if one.kind in REGISTERS}
    if len(named) > 1 or trial.overall_status not in _CLOSED or not _SEEKS.search(case.folded):
        return ""
    return (
        " The page speaks of taking part. By this record the trial takes nobody in any more: ask "
        "which number belongs to what is offered."
    )


def _off_topic(case: PageCase, trial: Trial) -> str:
    """A remark where the record is about none of the conditions that the page's claims are on."""
    on: Sequence[str] = sorted(
        {
            condition
            for claim in case.claims
            if (condition := claim.concept_id(ConceptKind.CONDITION)) is not None
        }
    )
    apart = bool(on) and not any(
        related(case.vocabulary, one, own) for one in on for own in trial.conditions
    )
    if not apart or not trial.conditions:
        return ""
    return f" This page speaks of {', '.join(case.vocabulary[one].label for one in on)}."
