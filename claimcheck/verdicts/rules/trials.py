"""TRI: what a passage says of trials, beside the records."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.schema import ClaimType, ConceptKind, MentionOrigin, Span, Trial
from claimcheck.verdicts import sources as src
from claimcheck.verdicts.case import BENEFIT, CELL_PRODUCTS, Case, Support
from claimcheck.verdicts.records import named, still_open, telling
from claimcheck.verdicts.rule import Hit, rule

_LISTED = re.compile(
    r"\b(?:(?:listed|registered|registration|published) (?:on|with|at|in|by) (?:the )?(?:us )?"
    r"(?:clinicaltrials\.gov|nih|national institutes of health)|"
    r"(?:nih|clinicaltrials\.gov)[- ](?:listed|registered|approved|recogni[sz]ed))"
)
_ID = re.compile(r"\bnct\s?(\d{4,12})\b")
_ID_DIGITS = 8
_SOME_TRIALS = re.compile(
    r"\b(?:(?:clinical|published|scientific|numerous|many|several|dozens of|recent|international) "
    r"(?:\w+ )?(?:trials?|studies|research|observations)|studies|research|trials)\b"
    r"(?:\W+[\w-]+){0,4}?\W+(?:show|prove|confirm|demonstrate|support|suggest|indicat)\w*"
)
_LARGEST = re.compile(
    r"\b(?:largest|biggest)\b(?:[\w, -]{0,30}?)\b(?:study|trial)\b(?: to date| so far| ever)?"
)
_ONLY_CURRENT = re.compile(
    r"\bonly (?:found )?(?P<count>\d+|one|two|three) (?:current|ongoing|active|open|running) "
    r"(?:clinical )?(?:trials?|stud(?:y|ies))\b"
)
_FIRST_REVIEW = re.compile(
    r"\bfirst(?:[- ]ever)? (?:meta-analysis|systematic review|review)(?: of its kind)?\b"
)
_REFERENCES = re.compile(r"\b(?:references|bibliography|sources|literature|further reading)\b")
_WORDS = {"one": 1, "two": 2, "three": 3}
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NAMED_OPEN = 8


@rule(
    "TRI-01",
    title="A trial listing used as a seal",
    severity=3,
    sources=(src.CTGOV_DISCLAIMER, src.FDA_ALERT, src.SIPP),
    example="Our stem cell protocol for autism is listed on ClinicalTrials.gov.",
    not_when=(
        "You can read the full study details on ClinicalTrials.gov.",
        "Ask whether the stem cell study is registered on ClinicalTrials.gov.",
    ),
    ask="What is the registration number, and who checks the safety of the study?",
)
def listed(case: Case) -> Iterator[Hit]:
    """Sponsors list studies themselves; a listing is no review and no approval."""
    span = case.says(_LISTED)
    if span and case.has(ClaimType.REGULATORY) and not case.sober and not case.advises:
        of_study = case.speaks_of_study
        if not case.sells and (of_study or _ID.search(case.folded)):
            return
        yield Hit(
            severity=1 if of_study else 3,
            span=span,
            message="It uses a listing as a mark of quality. Anybody who runs a study lists it "
            "themselves; a listing is no review and no approval.",
        )


@rule(
    "TRI-06",
    title="A product that no registered trial studied",
    severity=2,
    sources=(src.FTC_HEALTH, src.FDA_PATIENTS),
    example="iPSC therapy improves speech in autism.",
    not_when=("No trial has tested whether iPSC therapy improves speech in autism.",),
    ask="Which registered trial studied exactly this product, given in this way?",
    unless=("EFF-01",),
)
def product(case: Case) -> Iterator[Hit]:
    """Trials of other cells cannot stand in for a product without a record."""
    if case.support is not Support.UNREGISTERED or case.own is None or case.sober:
        return
    if not _relies_on_product(case):
        return
    mention = next(
        (m for m in case.claim.concepts if m.kind is ConceptKind.INTERVENTION and _inside(case, m)),
        None,
    )
    yield Hit(
        span=mention or case.cue_span(*BENEFIT, ClaimType.MECHANISM),
        message="Trials of other products cannot stand in for one that has no record of its own.",
        trials=telling(case),
    )


def _relies_on_product(case: Case) -> bool:
    told = (
        case.promises or case.acts or (case.has(ClaimType.SAFETY) and case.sells and not case.sober)
    )
    return told and not case.has(ClaimType.DISCLAIMER)


def _inside(case: Case, span: Span) -> bool:
    return case.claim.start <= span.start and span.end <= case.claim.end


@rule(
    "TRI-07",
    title="Registered, and no result",
    version=2,
    severity=2,
    sources=(src.TRIALSTRACKER,),
    example="Exosomes improve speech in autism.",
    not_when=("Trials of exosomes in autism are still running, and nobody knows the result.",),
    ask="When will the result be published, and where?",
    unless=("EFF-01",),
)
def no_results(case: Case) -> Iterator[Hit]:
    """A record without a result supports no claim."""
    if case.support is not Support.NO_RESULTS or case.own is None or case.sober:
        return
    if _relies_on_product(case):
        yield Hit(
            span=case.cue_span(*BENEFIT, ClaimType.MECHANISM),
            message="A registered trial without a result supports no claim.",
            trials=tuple(match.trial for match in case.matches),
        )


@rule(
    "TRI-13",
    title="Trials without a number",
    severity=1,
    sources=(src.ISSCR, src.FDA_PATIENTS),
    example="Numerous clinical studies confirm that stem cells help in autism.",
    not_when=("Clinical trials did not confirm that stem cells help in autism.",),
    ask="Which studies? Please give the registration number or the paper of each.",
)
def unnamed(case: Case) -> Iterator[Hit]:
    """A trial that is not named can be neither checked nor ruled out."""
    span = case.says(_SOME_TRIALS)
    if not span or not case.has(ClaimType.AUTHORITY) or case.sober or _ID.search(case.folded):
        return
    if not case.unsupported:
        return
    if case.has(*BENEFIT, ClaimType.SAFETY, ClaimType.REGULATORY) and not case.has(
        ClaimType.DISCLAIMER
    ):
        yield Hit(
            span=span, message="It leans on studies that it does not name, so nobody can check."
        )


@rule(
    "TRI-14",
    title="A trial number that does not fit",
    severity=2,
    sources=(src.CTGOV_DISCLAIMER,),
    example="Our stem cell treatment of autism is registered as NCT03818737.",
    not_when=("Cord blood in autism was tested in NCT02847182.",),
    ask="Which trial is meant?",
)
def misfit(case: Case) -> Iterator[Hit]:
    """An id is checked for its form, for being in our copy, and for its topic."""
    if any(_REFERENCES.search(step.lower()) for step in case.block.heading_path[-1:]):
        return
    for found in _ID.finditer(case.folded):
        span = Span(start=case.claim.start + found.start(), end=case.claim.start + found.end())
        if len(found[1]) != _ID_DIGITS:
            yield Hit(
                span=span, message="A ClinicalTrials.gov number has eight digits; this has not."
            )
            continue
        trial = case.trials.get(f"NCT{found[1]}")
        if trial is not None and (other := _other_topic(case, trial)):
            yield Hit(span=span, message=other, trials=(trial.id,))


def _other_topic(case: Case, trial: Trial) -> str | None:
    condition = next(
        (
            mention.concept
            for mention in case.claim.concepts
            if mention.kind is ConceptKind.CONDITION and mention.origin is MentionOrigin.SENTENCE
        ),
        None,
    )
    is_a = case.vocabulary.is_a
    if condition is None or any(
        is_a(own, condition) or is_a(condition, own) for own in trial.conditions
    ):
        return None
    about = ", ".join(case.vocabulary[own].label for own in trial.conditions)
    wanted = case.vocabulary[condition].label
    return f"The record {trial.id} is about {about}, not about {wanted}."


@rule(
    "TRI-15",
    title="What it says of the research does not fit the records",
    version=2,
    severity=2,
    sources=(src.FTC_HEALTH, src.AHPRA),
    example="We have only found 1 current trial of stem cells in autism.",
    not_when=("There are only a handful of trials of stem cells in autism.",),
    ask="Which other trials of the same treatment are there, and what did they find?",
)
def research(case: Case) -> Iterator[Hit]:
    """Counts, superlatives and firsts are held against the records and reviews in our copy."""
    condition = case.claim.concept_id(ConceptKind.CONDITION)
    if condition is None or not case.profiles:
        return
    yield from _only(case, condition)
    yield from _larger(case)
    yield from _earlier(case, condition)


def _only(case: Case, condition: str) -> Iterator[Hit]:
    span = case.says(_ONLY_CURRENT)
    found = _ONLY_CURRENT.search(case.folded)
    if span is None or found is None:
        return
    said = _WORDS.get(found["count"]) or int(found["count"])
    running = [trial for trial in case.trials.values() if _runs(case, trial, condition)]
    if len(running) <= said:
        return
    listed_ids = [trial.id for trial in sorted(running, key=lambda trial: trial.id)]
    yield Hit(
        span=span,
        message=f"Our copy lists {len(running)} studies of {_subject(case)} in "
        f"{case.vocabulary[condition].label} as recruiting or about to start "
        f"({', '.join(listed_ids[:_NAMED_OPEN])}); the status of some may be out of date.",
        trials=tuple(listed_ids),
    )


def _runs(case: Case, trial: Trial, condition: str) -> bool:
    day = case.page.retrieved_at.date()
    return (
        still_open(trial, since=f"{day.year - 1}-{day.month:02}")
        and any(case.vocabulary.is_a(own, condition) for own in trial.conditions)
        and _is_subject(case, trial.interventions)
    )


def _subject(case: Case) -> str:
    """The treatments whose research the passage speaks of, in words."""
    return "cells or cell products" if case.is_cell_product else case.profiles[0].intervention_label


def _is_subject(case: Case, interventions: tuple[str, ...]) -> bool:
    """Whether research on these treatments is what the passage speaks of: other cells count too."""
    wanted = CELL_PRODUCTS if case.is_cell_product else (case.profiles[0].intervention,)
    is_a = case.vocabulary.is_a
    return any(is_a(own, broader) for own in interventions for broader in wanted)


def _larger(case: Case) -> Iterator[Hit]:
    span = case.says(_LARGEST)
    widest = case.widest
    if span is None or widest is None or widest.largest_controlled is None:
        return
    if case.has(ClaimType.DISCLAIMER):
        return
    largest = case.trials[widest.largest_controlled.trial]
    people = widest.largest_controlled.enrollment
    if _mentions(case, largest, people):
        return
    others = [
        trial
        for trial in map(case.trials.__getitem__, widest.trials)
        if trial.enrollment and trial.id != largest.id and trial.enrollment.count >= people * 3 // 4
    ]
    also = f" Others of its size: {named(others)}." if others else ""
    yield Hit(
        span=span,
        message=f"The largest trial with a comparison group in our copy is {named([largest])}, and "
        f"this page does not speak of it.{also}",
        trials=(largest.id, *(trial.id for trial in others)),
    )


def _mentions(case: Case, trial: Trial, people: int) -> bool:
    names = [trial.id, *([trial.short_name] if trial.short_name else [])]
    text = case.page.text
    return any(name in text for name in names) or bool(re.search(rf"\b{people}\b", text))


def _earlier(case: Case, condition: str) -> Iterator[Hit]:
    span = case.says(_FIRST_REVIEW)
    if span is None:
        return
    dated = [
        review
        for review in case.reviews
        if review.meta_analysis
        and review.year
        and condition in review.conditions
        and _is_subject(case, review.interventions)
    ]
    year = _own_year(case)
    before = [review for review in dated if year is None or (review.year or year) < year]
    if before and (year is not None or len(before) > 1):
        first = min(before, key=lambda review: review.year or 0)
        yield Hit(
            span=span,
            message=f"An earlier one is in our copy: {first.title}. {first.summary}",
            sources=first.sources,
        )


def _own_year(case: Case) -> int | None:
    """The year that the passage, or the nearest heading, gives."""
    for text in (case.claim.quote, *reversed(case.block.heading_path)):
        if found := _YEAR.search(text):
            return int(found.group())
    return None


RULES = (listed, product, no_results, unnamed, misfit, research)
