"""TRI-15: what a passage says of the research as a whole, beside the records and reviews."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.schema import ClaimType, ConceptKind, Trial
from claimcheck.text import fold
from claimcheck.verdicts import sources as src
from claimcheck.verdicts.case import CELL_PRODUCTS, Case
from claimcheck.verdicts.records import named, still_open
from claimcheck.verdicts.rule import Hit, rule
from claimcheck.verdicts.unstated import NO_DIFFERENCE

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
_WORDS = {"one": 1, "two": 2, "three": 3}
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NAMED_OPEN = 8
_PEOPLE = re.compile(
    r"\b(\d[\d,]{0,8}) (?:[\w-]+ )?(?:people|persons|patients|participants|volunteers|children|"
    r"adults|men|women|subjects) (?:took part|joined|entered it|(?:were|was|had been) (?:enrolled|"
    r"randomi[sz]ed|included|recruited))\b"
)
#: Share of those who began a trial that may be told as its size.
_ABOUT_AS_MANY = 0.7


@rule(
    "TRI-15",
    title="What it says of the research does not fit the records",
    version=7,
    severity=2,
    sources=(src.FTC_HEALTH, src.AHPRA),
    example="We have only found 1 current trial of stem cells in autism.",
    not_when=(
        "There are only a handful of trials of stem cells in autism.",
        "In the largest trial of stem cells in autism both groups improved alike.",
    ),
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


_EXOSOMES = "exosomes"


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
        and (_speaks_of_exosomes(case) or not set(trial.interventions) <= {_EXOSOMES})
    )


def _speaks_of_exosomes(case: Case) -> bool:
    """Who speaks of cells need not know of trials of what cells give off."""
    return case.claim.concept_id(ConceptKind.INTERVENTION) == _EXOSOMES


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
    if case.has(ClaimType.DISCLAIMER) or NO_DIFFERENCE.search(case.folded):
        return
    largest = case.trials[widest.largest_controlled.trial]
    people = widest.largest_controlled.enrollment
    if _mentions(case, largest, people) or _may_mean(case, people):
        return
    others = [
        trial
        for trial in map(case.trials.__getitem__, widest.trials)
        if trial.controlled
        and trial.enrollment
        and trial.id != largest.id
        and trial.enrollment.count >= people * 3 // 4
    ]
    # A study that is known from its publication alone may be the one that is meant.
    if any(trial.size > people for trial in others):
        return
    also = f" Others with one, of about its size: {named(others)}." if others else ""
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


def _may_mean(case: Case, people: int) -> bool:
    """Whether the block tells of about as many: more people begin a trial than end it."""
    told = [
        int(found.replace(",", "")) for found in _PEOPLE.findall(fold(case.page.quote(case.block)))
    ]
    return any(people * _ABOUT_AS_MANY <= count <= people for count in told)


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


RULES = (research,)
