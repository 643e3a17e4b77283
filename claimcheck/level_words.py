"""How sure one can be of a pair, in one sentence: lists, flags and summaries say the same."""

from __future__ import annotations

from typing import assert_never

from claimcheck.schema import EvidenceLevel, EvidenceProfile, Reach
from claimcheck.vocabulary import ANY_CONDITION

_WELL_SUPPORTED = frozenset({EvidenceLevel.HIGH, EvidenceLevel.MODERATE})
_OPEN = frozenset({EvidenceLevel.LOW, EvidenceLevel.VERY_LOW})
#: Of care that whoever looked it up found well supported, a few records must not sow doubt.
_TOO_FEW = (
    "That is too little of the research on it to tell how well it works; ask your own doctor what "
    "guidelines say."
)
#: Where whoever looked it up saw more than the trials at hand, no "no" is passed off as settled.
_OTHERS_SAW_MORE = (
    "What our copy holds showed no benefit; with what else is known, it is open whether it helps."
)


def level_words(profile: EvidenceProfile) -> str:
    """One sentence; empty where nobody gathered the trials, for then the level says nothing."""
    if profile.reach is Reach.NOT_GATHERED:
        return ""
    level = profile.best_level
    if profile.judged is EvidenceLevel.HIGH and level not in _WELL_SUPPORTED:
        return _TOO_FEW
    milder = level is EvidenceLevel.NEGATIVE and profile.judged not in {None, level}
    if profile.trials_disagree and (milder or level in _OPEN):
        return "Trials disagree on whether it helps."
    match level:
        case EvidenceLevel.HIGH:
            return _high(profile)
        case EvidenceLevel.MODERATE:
            return f"{_who_found(profile)} a benefit; further ones may still change its size."
        case EvidenceLevel.LOW:
            return _low(profile)
        case EvidenceLevel.VERY_LOW:
            return "Whether it helps is very uncertain."
        case EvidenceLevel.NEGATIVE:
            return _OTHERS_SAW_MORE if milder else _negative(profile)
        case EvidenceLevel.NONE:
            return _none(profile)
    assert_never(level)


def in_a_sentence(words: str) -> str:
    """The same words as a part of a longer sentence, without a full stop."""
    return f"{words[:1].lower()}{words[1:]}".removesuffix(".")


def _high(profile: EvidenceProfile) -> str:
    """With fewer than two trials at hand it is reviews that make the level."""
    if len(profile.primary_met) > 1:
        return "Several adequate trials agree that it helps."
    tell = "a review tells" if len(profile.reviews) == 1 else "reviews tell"
    return f"Adequate trials, as {tell} of them, agree that it helps."


def _who_found(profile: EvidenceProfile) -> str:
    """The true number of trials: a single one is not "trials"."""
    met = len(profile.primary_met)
    if not met:
        return f"{reviews_named(profile)} of controlled trials found"
    tested = met + len(profile.primary_not_met)
    if tested > met:
        return f"{met} of {tested} controlled trials found"
    return "One controlled trial found" if met == 1 else f"{met} controlled trials found"


def reviews_named(profile: EvidenceProfile) -> str:
    """Whoever pools trials, at the head of a sentence."""
    return "A review" if len(profile.reviews) == 1 else "Reviews"


def _low(profile: EvidenceProfile) -> str:
    if profile.reviews and profile.primary_not_met:
        see = "A review sees" if len(profile.reviews) == 1 else "Reviews see"
        trials = "the one trial" if len(profile.primary_not_met) == 1 else "trials"
        return f"{see} some benefit where {trials} in our copy did not, and it may well change."
    if len(profile.primary_met) == 1 and not profile.reviews:
        return "There is some evidence of benefit, from one trial, and it may well change."
    return "There is some evidence of benefit, but it may well change."


def _negative(profile: EvidenceProfile) -> str:
    if not profile.primary_not_met:
        return f"{reviews_named(profile)} of controlled trials found no benefit."
    if profile.primary_met:
        return "Most people were tested in trials that found no benefit; not every trial agrees."
    if not profile.placebo_controlled:
        return "Tested in enough people, it showed no benefit."
    return "Tested against placebo in enough people, it showed no benefit."


def _none(profile: EvidenceProfile) -> str:
    if not (profile.primary_met or profile.primary_not_met):
        return "No controlled trial has a result that shows whether it helps."
    if profile.condition == ANY_CONDITION:
        return "What a trial found in one condition says nothing about others."
    return (
        "No result of a controlled trial in it is confirmed, so our copy cannot say whether it "
        "helps."
    )
