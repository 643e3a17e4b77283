"""The last sentence of the bottom line: what the records show of the page's main question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from claimcheck.schema import (
    Claim,
    ConceptKind,
    CountType,
    EvidenceProfile,
    LargestTrial,
    PrimaryResult,
    Reach,
    Trial,
)
from claimcheck.verdicts.case import Support, support_of
from claimcheck.verdicts.records import pair_words
from claimcheck.vocabulary import ANY_CONDITION

#: Trials named in one sentence; the report lists all of them further down.
_NAMED = 2
_UNCLEAR = "posted results that do not say by themselves whether it met its main goal"
_LEFT_OPEN = "taken together, the records leave open whether it helps"
_SAYS_SOMETHING = frozenset({Support.SUPPORTED, Support.UNCERTAIN, Support.NEGATIVE})


def holds_records(profile: EvidenceProfile) -> bool:
    """Whether our copy holds anything on a pair: registered trials, other studies or reviews."""
    return bool(profile.registered or profile.trials or profile.reviews)


def main_result(
    profiles: Mapping[tuple[str, str], EvidenceProfile],
    claims: Sequence[Claim],
    flagged: Sequence[Claim],
    trials: Mapping[str, Trial],
) -> str:
    """One sentence on the condition that most flags are about; empty without a record of it.

    A result that is known comes before a trial that has none. ``trials`` may lack any record.
    """
    # What trials found in other diseases says nothing of the one that a page is about.
    held = [p for p in profiles.values() if _can_tell(p) and p.condition != ANY_CONDITION]
    told = Counter(filter(None, (one.concept_id(ConceptKind.CONDITION) for one in flagged)))
    main = told.most_common(1)[0][0] if told else next((p.condition for p in held), None)
    of_main = [profile for profile in held if profile.condition == main]
    if not of_main:
        return ""
    best = max(of_main, key=_weight)
    if support_of(best) is Support.SUPPORTED and best.intervention != (
        offered := _most_named(flagged or claims)
    ):
        return _unknown(profiles, offered, best.condition)
    return _told(best, trials)


def _most_named(claims: Sequence[Claim]) -> str | None:
    named = Counter(filter(None, (one.concept_id(ConceptKind.INTERVENTION) for one in claims)))
    return named.most_common(1)[0][0] if named else None


def _unknown(
    profiles: Mapping[tuple[str, str], EvidenceProfile], offered: str | None, condition: str
) -> str:
    """Proof of care that is only mentioned would be taken for proof of what the page is about."""
    profile = profiles.get((offered, condition)) if offered else None
    if profile is None or profile.reach is not Reach.NOT_GATHERED:
        return ""
    return f"Trials of {pair_words(profile)} were not gathered for our copy, so we cannot tell."


def _can_tell(profile: EvidenceProfile) -> bool:
    """Whether there is a word on a benefit, or at least a registered trial to name.

    Studies and reviews that came here by chance settle nothing of care that is known to work.
    """
    return profile.registered > 0 or support_of(profile) in _SAYS_SOMETHING


def _weight(profile: EvidenceProfile) -> tuple[bool, bool, int, int]:
    """The widest profile with a result that denies a benefit, or else with any, comes first."""
    support = support_of(profile)
    denied = bool(profile.primary_not_met) or support is Support.NEGATIVE
    return (
        denied,
        support in _SAYS_SOMETHING,
        profile.registered,
        len(profile.trials) + len(profile.reviews),
    )


def _told(profile: EvidenceProfile, trials: Mapping[str, Trial]) -> str:
    what, support = pair_words(profile), support_of(profile)
    if support is Support.SUPPORTED:
        return f"For {what}, adequate trials support a benefit."
    largest = profile.largest_controlled
    met, missed = profile.primary_met, profile.primary_not_met
    if largest and largest.trial in {*met, *missed}:
        return f"For {what}, {_largest_tested(profile, largest)}."
    if known := _known(met, missed):
        return f"For {what}, {'; '.join(filter(None, (known, _and_then(profile, trials))))}."
    if support is Support.NEGATIVE:
        return f"For {what}, reviews of controlled trials found no benefit."
    if largest:
        return f"For {what}, {_largest_untested(largest, profile, trials)}."
    if support is Support.UNCERTAIN:
        return f"For {what}, {_LEFT_OPEN}."
    return f"For {what}, our copy holds no registry record of a trial with a comparison group."


def _and_then(profile: EvidenceProfile, trials: Mapping[str, Trial]) -> str:
    """What must follow on results that are known: where they leave the question."""
    if profile.primary_met:
        unknown = support_of(profile) is not Support.UNCERTAIN
        return "this alone does not settle whether it helps" if unknown else _LEFT_OPEN
    largest = profile.largest_controlled
    return _largest_untested(largest, profile, trials) if largest else ""


def _largest_tested(profile: EvidenceProfile, largest: LargestTrial) -> str:
    people = f"{largest.enrollment} people"
    named = f"the largest trial with a comparison group ({largest.trial}, {people})"
    if largest.trial in profile.primary_not_met:
        return f"{named} did not reach its main goal"
    open_ = f"; {_LEFT_OPEN}" if support_of(profile) is not Support.UNKNOWN else ""
    return f"{named} reached its main goal{open_}"


def _known(met: Sequence[str], missed: Sequence[str]) -> str:
    """The trials with a tested result, those that missed their main goal first."""
    if not missed:
        return f"{_trials(met)} reached {_their(met)} main goal" if met else ""
    first = f"{_trials(missed)} did not reach {_their(missed)} main goal"
    others = f"{len(met)} did" if len(met) > 1 else "one did"
    return f"{first}, and {others} ({_ids(met)})" if met else first


def _trials(ids: Sequence[str]) -> str:
    number = "one controlled trial" if len(ids) == 1 else f"{len(ids)} controlled trials"
    return f"{number} ({_ids(ids)})"


def _their(ids: Sequence[str]) -> str:
    return "its" if len(ids) == 1 else "their"


def _ids(ids: Sequence[str]) -> str:
    more = len(ids) - _NAMED
    return f"{', '.join(ids[:_NAMED])} and {more} more" if more > 0 else ", ".join(ids)


def _largest_untested(
    largest: LargestTrial, profile: EvidenceProfile, trials: Mapping[str, Trial]
) -> str:
    trial = trials.get(largest.trial)
    size = f"{largest.enrollment} people{_planned(profile, trial)}"
    unclear = trial and any(r.primary is PrimaryResult.UNCLEAR for r in trial.all_results)
    return (
        f"the largest registered trial with a comparison group ({largest.trial}, {size}) has "
        + (_UNCLEAR if unclear else "no tested result in our copy")
    )


def _planned(profile: EvidenceProfile, trial: Trial | None) -> str:
    """Whether the people of a trial are a plan; where that is not known, whose number it is."""
    if trial is None or trial.enrollment is None or trial.enrollment.type is None:
        seeking = profile.registered and profile.recruiting == profile.registered
        return " planned" if seeking else " in its record"
    return " planned" if trial.enrollment.type is CountType.ESTIMATED else ""
