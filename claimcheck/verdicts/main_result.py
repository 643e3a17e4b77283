"""The last sentence of the bottom line: what the records show of the page's main question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claimcheck.level_words import in_a_sentence, reviews_named
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
from claimcheck.verdicts.records import open_words, pair_words
from claimcheck.vocabulary import ANY_CONDITION, Vocabulary, load_vocabulary

#: Trials named in one sentence; the report lists all of them further down.
_NAMED = 2
#: One claim in so many.
_HARDLY = 5
#: So many flags make a second question of a page, if the first has not more than twice as many.
_SEVERAL, _NEARLY = 2, 2
_UNCLEAR = "posted results that do not say by themselves whether it met its main goal"
_SAYS_SOMETHING = frozenset({Support.SUPPORTED, Support.UNCERTAIN, Support.NEGATIVE})


def holds_records(profile: EvidenceProfile) -> bool:
    """Whether our copy holds anything on a pair: registered trials, other studies or reviews."""
    return bool(profile.registered or profile.trials or profile.reviews)


def main_result(
    profiles: Mapping[tuple[str, str], EvidenceProfile],
    claims: Sequence[Claim],
    flagged: Sequence[Claim],
    trials: Mapping[str, Trial],
    vocabulary: Vocabulary | None = None,
) -> str:
    """One or two sentences on what most flags are about; empty without a record of it.

    One more follows on a second condition that nearly as many are about. A result that is known
    comes before a trial that has none, one of what the page offers before one of other care.
    ``trials`` may lack any record.
    """
    words = _Words(vocabulary or load_vocabulary(), trials)
    # What trials found in other diseases says nothing of the one that a page is about.
    held = [p for p in profiles.values() if _can_tell(p) and p.condition != ANY_CONDITION]
    told = _conditions(flagged)
    main = told.most_common(1)[0][0] if told else next((p.condition for p in held), None)
    # Of a knee the trials of knees tell more than those of every joint.
    named = {one for one in told if main and words.is_a(one, main)} | {main}
    of_main = [profile for profile in held if profile.condition in named]
    if _is_of_other_care(flagged, claims):
        return ""
    sold = _most_named(flagged)
    offered = sold or _most_named(claims)
    if not of_main:
        return _unknown(profiles, offered, main)
    of_offered = [p for p in of_main if offered and words.are_kin(p.intervention, offered)]
    best = max(of_offered or of_main, key=_weight)
    proven = support_of(best) is Support.SUPPORTED
    if of_offered or offered is None:
        # Where no flag names what is proven, it is care beside what is sold.
        if proven and flagged and not sold:
            return ""
        of_offer = [one for one in flagged if _is_of(words, one, offered)]
        also = _second(words, _conditions(of_offer), main, held, offered)
        return " ".join(map(words.told, (best, *also)))
    if proven:
        return _unknown(profiles, offered, best.condition)
    none = words.none_of(offered, best, profiles) if sold or not flagged else ""
    return " ".join(filter(None, (none, words.told(best))))


def _second(
    words: _Words,
    told: Counter[str],
    main: str | None,
    held: Sequence[EvidenceProfile],
    offered: str | None,
) -> Sequence[EvidenceProfile]:
    """What is known of the offer in another condition that nearly as many flags are about.

    Some benefit in brain injury would else be read as one in autism.
    """
    if main is None or offered is None:
        return ()
    enough = max(_SEVERAL, told[main] / _NEARLY)
    for condition, count in told.most_common():
        kin = words.is_a(condition, main) or words.is_a(main, condition)
        if count < enough or kin:
            continue
        of_it = [p for p in held if p.condition == condition]
        if found := [p for p in of_it if words.are_kin(p.intervention, offered)]:
            best = max(found, key=_weight)
            if support_of(best) is not Support.SUPPORTED:
                return (best,)
    return ()


def _conditions(claims: Sequence[Claim]) -> Counter[str]:
    return Counter(filter(None, (one.concept_id(ConceptKind.CONDITION) for one in claims)))


def _is_of(words: _Words, claim: Claim, offered: str | None) -> bool:
    """Whether a claim names what is offered, a kind of it or no treatment."""
    named = claim.concept_id(ConceptKind.INTERVENTION)
    return offered is None or named is None or words.are_kin(named, offered)


def _most_named(claims: Sequence[Claim]) -> str | None:
    named = Counter(filter(None, (one.concept_id(ConceptKind.INTERVENTION) for one in claims)))
    return named.most_common(1)[0][0] if named else None


def _is_of_other_care(flagged: Sequence[Claim], claims: Sequence[Claim]) -> bool:
    """Whether no flag names a treatment, and hardly a claim: what is named is named beside it."""
    naming = sum(one.concept_id(ConceptKind.INTERVENTION) is not None for one in claims)
    return bool(flagged) and _most_named(flagged) is None and naming * _HARDLY <= len(claims)


def _unknown(
    profiles: Mapping[tuple[str, str], EvidenceProfile], offered: str | None, condition: str | None
) -> str:
    """Proof of care that is only mentioned would be taken for proof of what the page is about."""
    profile = profiles.get((offered, condition)) if offered and condition else None
    if profile is None or profile.reach is not Reach.NOT_GATHERED:
        return ""
    return f"Trials of {pair_words(profile)} were not gathered for our copy, so we cannot tell."


def _can_tell(profile: EvidenceProfile) -> bool:
    """Whether there is a word on a benefit, or at least a registered trial to name.

    Studies and reviews that came here by chance settle nothing of care that is known to work.
    """
    return profile.registered > 0 or support_of(profile) in _SAYS_SOMETHING


def _weight(profile: EvidenceProfile) -> tuple[bool, bool, bool, int, int]:
    """The widest profile with a result that denies a benefit, or else with any, comes first.

    A pair that somebody gathered comes before one whose trials came here by chance.
    """
    support = support_of(profile)
    denied = bool(profile.primary_not_met) or support is Support.NEGATIVE
    return (
        denied and profile.reach is not Reach.NOT_GATHERED,
        denied,
        support in _SAYS_SOMETHING,
        profile.registered,
        len(profile.trials) + len(profile.reviews),
    )


@dataclass(frozen=True)
class _Words:
    """Sentences of the summary; names of conditions and records that it may lack."""

    vocabulary: Vocabulary
    trials: Mapping[str, Trial]

    def is_a(self, id_: str, broader: str) -> bool:
        """Whether one concept is the other or narrower; of strangers nothing is known."""
        known = self.vocabulary.concepts
        return id_ == broader or (
            id_ in known and broader in known and self.vocabulary.is_a(id_, broader)
        )

    def are_kin(self, one: str, other: str) -> bool:
        """Whether one treatment is the other, or a kind of it."""
        return self.is_a(one, other) or self.is_a(other, one)

    def none_of(
        self,
        offered: str,
        told: EvidenceProfile,
        profiles: Mapping[tuple[str, str], EvidenceProfile],
    ) -> str:
        """That other care was tested must not be taken for a test of what the page offers."""
        own = profiles.get((offered, told.condition))
        concept = self.vocabulary.concepts.get(offered)
        if concept is None or (own and holds_records(own)):
            return ""
        return f"We hold no trial of {concept.label} in {told.condition_label}."

    def told(self, profile: EvidenceProfile) -> str:
        """The sentence on one pair."""
        what, support = pair_words(profile), support_of(profile)
        if support is Support.SUPPORTED:
            return f"For {what}, adequate trials support a benefit."
        largest = profile.largest_controlled
        met, missed = profile.primary_met, profile.primary_not_met
        if largest and largest.trial in {*met, *missed}:
            return f"For {what}, {self._largest_tested(profile, largest)}."
        if known := self._known(profile):
            return f"For {what}, {'; '.join(filter(None, (known, self._and_then(profile))))}."
        if support is Support.NEGATIVE:
            reviews = in_a_sentence(reviews_named(profile))
            return f"For {what}, {reviews} of controlled trials found no benefit."
        if largest:
            return f"For {what}, {self._largest_untested(largest, profile)}."
        if not holds_records(profile):
            return f"We hold no trial of {what}."
        if support is Support.UNCERTAIN:
            return f"For {what}, {_left_open(profile)}."
        return f"For {what}, our copy holds no registry record of a trial with a comparison group."

    def _and_then(self, profile: EvidenceProfile) -> str:
        """What must follow on results that are known: where they leave the question."""
        if profile.primary_met:
            unknown = support_of(profile) is not Support.UNCERTAIN
            return "this alone does not settle whether it helps" if unknown else _left_open(profile)
        largest = profile.largest_controlled
        return self._largest_untested(largest, profile) if largest else ""

    def _largest_tested(self, profile: EvidenceProfile, largest: LargestTrial) -> str:
        if self._has_wider(profile, largest):
            left = self._and_then(profile) if profile.primary_met else ""
            return "; ".join(filter(None, (self._known(profile), left)))
        people = f"{largest.enrollment} people{self._in(profile, largest.trial)}"
        named = f"the largest trial with a comparison group ({largest.trial}, {people})"
        if largest.trial in profile.primary_not_met:
            return f"{named} did not reach its main goal"
        open_ = f"; {_left_open(profile)}" if support_of(profile) is not Support.UNKNOWN else ""
        return f"{named} reached its main goal{open_}"

    def _has_wider(self, profile: EvidenceProfile, largest: LargestTrial) -> bool:
        """Whether a study that is known from its publication alone has more people."""
        trials = filter(None, map(self.trials.get, profile.trials))
        return any(
            one.controlled and not one.retracted and one.size > largest.enrollment for one in trials
        )

    def _known(self, profile: EvidenceProfile) -> str:
        """The trials with a tested result, those that missed their main goal first."""
        met, missed = profile.primary_met, profile.primary_not_met
        if not missed:
            tested = self._trials(profile, met)
            return f"{tested} reached {_their(met)} main goal" if met else ""
        first = f"{self._trials(profile, missed)} did not reach {_their(missed)} main goal"
        others = f"{len(met)} did" if len(met) > 1 else "one did"
        return f"{first}, and {others} ({self._ids(profile, met)})" if met else first

    def _trials(self, profile: EvidenceProfile, ids: Sequence[str]) -> str:
        number = "one controlled trial" if len(ids) == 1 else f"{len(ids)} controlled trials"
        return f"{number} ({self._ids(profile, ids)})"

    def _ids(self, profile: EvidenceProfile, ids: Sequence[str]) -> str:
        more = len(ids) - _NAMED
        named = ", ".join(f"{id_}{self._in(profile, id_)}" for id_ in ids[:_NAMED])
        return f"{named} and {more} more" if more > 0 else named

    def _in(self, profile: EvidenceProfile, id_: str) -> str:
        """The condition of a trial that tells of a part of the pair alone: a hip is no knee."""
        trial = self.trials.get(id_)
        conditions = trial.conditions if trial else ()
        known = next((one for one in conditions if one in self.vocabulary.concepts), None)
        if known is None or profile.condition in conditions:
            return ""
        return f", in {self.vocabulary[known].label}"

    def _largest_untested(self, largest: LargestTrial, profile: EvidenceProfile) -> str:
        trial = self.trials.get(largest.trial)
        size = f"{largest.enrollment} people{_planned(profile, trial)}"
        unclear = trial and any(r.primary is PrimaryResult.UNCLEAR for r in trial.all_results)
        return (
            f"the largest registered trial with a comparison group ({largest.trial}, {size}) has "
            + (_UNCLEAR if unclear else "no tested result in our copy")
        )


def _left_open(profile: EvidenceProfile) -> str:
    """As the list of the report words it."""
    return f"taken together, {open_words(profile)}"


def _their(ids: Sequence[str]) -> str:
    return "its" if len(ids) == 1 else "their"


def _planned(profile: EvidenceProfile, trial: Trial | None) -> str:
    """Whether the people of a trial are a plan; where that is not known, whose number it is."""
    if trial is None or trial.enrollment is None or trial.enrollment.type is None:
        seeking = profile.registered and profile.recruiting == profile.registered
        return " planned" if seeking else " in its record"
    return " planned" if trial.enrollment.type is CountType.ESTIMATED else ""
