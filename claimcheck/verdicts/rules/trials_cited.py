"""TRI on trials that a passage cites: which record is meant, and whether it carries the words."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from claimcheck.schema import (
    ConceptKind,
    Dimension,
    MentionOrigin,
    OverallStatus,
    Span,
    Standing,
    Trial,
)
from claimcheck.text import fold
from claimcheck.verdicts import sources as src
from claimcheck.verdicts.case import Case
from claimcheck.verdicts.cited import How, cited, reading_of
from claimcheck.verdicts.leaning import is_main, leans, related, status_words
from claimcheck.verdicts.records import day_words
from claimcheck.verdicts.rule import Hit, rule
from claimcheck.vocabulary import Vocabulary

_MAIN = re.compile(r"\b(?:main|primary|chief|most important)\b")
_ONGOING = re.compile(
    r"\b(?:ongoing|recruiting|enrol\w+|current(?:ly)?|under ?way|in progress|running|active)\b"
)
_STILL_OPEN = re.compile(
    r"\b(?:still|currently|now|is) (?:open|recruiting|enrol\w+|running|under ?way)\b"
    r"(?! (?:label|access))|\b(?:join|enrol in|sign up for) (?:it|the (?:trial|study))\b"
)
_STATUS_TOLD = re.compile(
    r"\b(?:withdrawn|terminated|suspended|stopped|halted|cancel\w+|unknown|discontinued|never "
    r"(?:started|began)|ended early|retract\w*)\b"
)
_STUDIES_IN = re.compile(
    r"\b(?:trials?|stud(?:y|ies)|research) (?:in|of|for|on|with) "
    r"(?:(?:people|patients|children|adults) with )?(?=\w)"
)


@rule(
    "TRI-03",
    title="A trial of another condition",
    severity=3,
    sources=(src.FTC_HEALTH,),
    example="The trial NCT03818737 proves that our stem cells help in autism.",
    not_when=(
        "The trial NCT02847182 proves that our stem cells help in autism.",
        "The trial NCT03818737 was done in knee arthritis and says nothing about autism.",
    ),
    ask="Which trial was done in people with this condition?",
)
def other_condition(case: Case) -> Iterator[Hit]:
    """A trial in one condition does not show what happens in another."""
    if not leans(case):
        return
    wanted = _condition(case)
    for one in cited(case):
        if one.one and one.how is How.NUMBER and wanted and _apart(case, one.one, wanted):
            yield Hit(
                span=one.span,
                message=f"The record {one.one.id} is about {_about(case, one.one)}, not about "
                f"{case.vocabulary[wanted].label}. A trial in one condition does not show what "
                "happens in another.",
                trials=(one.one.id,),
            )
            return
    yield from _told_of_another(case)


def _told_of_another(case: Case) -> Iterator[Hit]:
    """“Studies in X” beside a promise for Y, in one passage."""
    found = _STUDIES_IN.search(case.folded)
    if not found or not case.promises or not case.sells:
        return
    mentions = [
        (mention.start(), concept.id)
        for mention in _conditions(case.vocabulary).finditer(case.folded)
        if (concept := case.vocabulary.find(ConceptKind.CONDITION, mention.group()))
    ]
    told = next((concept for start, concept in mentions if start == found.end()), None)
    if told is None:
        return
    apart = [one for _, one in mentions if not related(case.vocabulary, one, told)]
    if apart:
        yield Hit(
            span=Span(start=case.claim.start + found.start(), end=case.claim.start + found.end()),
            message=f"It leans on studies of {case.vocabulary[told].label} and speaks of "
            f"{case.vocabulary[apart[0]].label}. A study of one condition does not show what "
            "happens in another.",
            severity=2,
        )


@rule(
    "TRI-04",
    title="Not what the trial was set up to measure",
    severity=2,
    sources=(src.FTC_HEALTH,),
    example="The trial NCT04089579 found that stem cells improve sleep in autism.",
    not_when=(
        "The trial NCT04089579 found that stem cells improve social skills in autism.",
        "The trial NCT04089579 did not measure whether stem cells improve sleep in autism.",
    ),
    ask="Was this outcome registered before the trial began, and as its main one?",
)
def other_outcome(case: Case) -> Iterator[Hit]:
    """A benefit that the cited record did not plan to measure, or a minor one told as the main."""
    outcome = next((m for m in case.claim.concepts if m.kind is ConceptKind.OUTCOME), None)
    if outcome is None or outcome.origin is not MentionOrigin.SENTENCE or not leans(case):
        return
    for one in cited(case):
        trial = one.one
        if trial is None or not trial.primary_outcomes:
            continue
        primary = "; ".join(measured.measure for measured in trial.primary_outcomes)
        reading = reading_of(case, trial, Dimension.OUTCOME)
        if reading and reading.standing is Standing.BEYOND:
            known = "" if trial.secondary_outcomes is not None else " in our copy"
            yield Hit(
                span=outcome,
                message=f"The outcomes that {trial.id} lists{known} do not name "
                f"{case.vocabulary[outcome.concept].label}. Its main goal: {primary}.",
                trials=(trial.id,),
            )
        elif case.says(_MAIN) and _only_secondary(case, trial, outcome.concept):
            yield Hit(
                span=outcome,
                message=f"{trial.id} lists {case.vocabulary[outcome.concept].label} among its "
                f"further outcomes. Its main goal was another one: {primary}.",
                trials=(trial.id,),
            )


@rule(
    "TRI-05",
    title="Other people than the trial admitted",
    severity=2,
    sources=(src.FTC_HEALTH, src.AHPRA),
    example="The trial NCT02847182 showed that stem cells help adults with autism.",
    not_when=(
        "The trial NCT02847182 showed that stem cells help young children with autism.",
        "The trial NCT02847182 did not study whether stem cells help adults with autism.",
    ),
    ask="Were people of this age, and as severely affected, in the trial?",
)
def other_people(case: Case) -> Iterator[Hit]:
    """Ages, sex or severity outside what the cited record admitted."""
    if not leans(case):
        return
    for one in cited(case):
        reading = reading_of(case, one.one, Dimension.PEOPLE) if one.one else None
        if one.one and reading and reading.standing is Standing.BEYOND:
            yield Hit(
                span=one.span,
                message=f"The passage speaks of {reading.claimed}. The record {one.one.id} names "
                f"other people: {reading.recorded}.",
                trials=(one.one.id,),
            )


@rule(
    "TRI-11",
    title="A trial that was stopped, has ended, or is of unknown state",
    version=2,
    severity=2,
    sources=(src.CTGOV_STATUS,),
    example="The trial NCT01502488 shows how stem cells help in autism.",
    not_when=(
        "The trial NCT01502488 of stem cells in autism was withdrawn.",
        "The trial NCT02847182 shows how stem cells help in autism.",
    ),
    ask="Is this trial open, ended or stopped today, and what happened to the people in it?",
)
def stopped(case: Case) -> Iterator[Hit]:
    """A withdrawn, stopped or forgotten trial is cited and its state is not told."""
    if case.says(_STATUS_TOLD) or not (leans(case) or case.says(_ONGOING)):
        return
    for one in cited(case):
        trial = one.one
        if trial is None or (words := status_words(trial) or _ended(case, trial)) is None:
            continue
        known = trial.overall_status is OverallStatus.UNKNOWN and trial.standing_results
        if known:
            continue
        yield Hit(
            span=one.span,
            message=f"The record {trial.id} says that the trial {words} (our copy of "
            f"{day_words(trial.snapshot_date)}). The passage does not say so.",
            severity=1 if trial.overall_status is OverallStatus.UNKNOWN else 2,
            trials=(trial.id,),
        )


def _ended(case: Case, trial: Trial) -> str | None:
    """Where a trial that was completed is told as still open."""
    ended = trial.overall_status is OverallStatus.COMPLETED and case.says(_STILL_OPEN)
    return "was completed" if ended else None


def _condition(case: Case) -> str | None:
    return next(
        (
            mention.concept
            for mention in case.claim.concepts
            if mention.kind is ConceptKind.CONDITION and mention.origin is MentionOrigin.SENTENCE
        ),
        None,
    )


def _apart(case: Case, trial: Trial, condition: str) -> bool:
    own = trial.conditions
    return bool(own) and not any(related(case.vocabulary, one, condition) for one in own)


def _about(case: Case, trial: Trial) -> str:
    return ", ".join(case.vocabulary[own].label for own in trial.conditions)


@functools.cache
def _conditions(vocabulary: Vocabulary) -> re.Pattern[str]:
    aliases = {
        alias for c in vocabulary.of_kind(ConceptKind.CONDITION) for alias in map(fold, c.aliases)
    }
    ordered = sorted(aliases, key=lambda alias: (-len(alias), alias))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, ordered))})\b")


def _only_secondary(case: Case, trial: Trial, outcome: str) -> bool:
    further = {own for measured in trial.secondary_outcomes or () for own in measured.concepts}
    listed = any(related(case.vocabulary, own, outcome) for own in further)
    return listed and not is_main(case, trial)


RULES = (other_condition, other_outcome, other_people, stopped)
