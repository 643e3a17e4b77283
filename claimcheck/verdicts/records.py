"""What the records say of a claim's treatment and condition, in sentences for a reader."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import assert_never

from claimcheck.level_words import in_a_sentence, level_words
from claimcheck.schema import (
    Allocation,
    ConceptKind,
    CountType,
    EvidenceLevel,
    EvidenceProfile,
    MentionOrigin,
    OverallStatus,
    PrimaryResult,
    Reach,
    Trial,
)
from claimcheck.verdicts.case import LICENSED_CELLS, Case, Support, support_of
from claimcheck.vocabulary import ANY_CONDITION

#: Trials named in one sentence; the report lists all of them further down.
_NAMED = 3
#: No harm was seen, or a finding of a laboratory from which nobody felt anything.
_SILENT = re.compile(r"^No |\bno symptoms\b")
_MILD = re.compile(r"\b(?:mild|infusion reaction)", re.IGNORECASE)
_OPEN = frozenset(
    {
        OverallStatus.RECRUITING,
        OverallStatus.ENROLLING_BY_INVITATION,
        OverallStatus.NOT_YET_RECRUITING,
        OverallStatus.ACTIVE_NOT_RECRUITING,
    }
)
_NEAR = frozenset({MentionOrigin.SENTENCE, MentionOrigin.CONTEXT})
#: "No side effects", as on a badge or in a cell of a table.
_BARE_WORDS = 5
_POINTS_TO_IT = re.compile(
    r"\b(?:it|its|they|them|we|treatments?|therap(?:y|ies)|procedures?|protocols?|programmes?|"
    r"programs?|methods?|injections?|infusions?|sessions?|dos(?:e|es|ing)|drips?|cells?|capsules?|"
    r"tablets?|drops|stud(?:y|ies)|trials?)\b"
)


def shown(case: Case) -> str:
    """One to three sentences on what the records show of the claim's own pair."""
    profile = case.own
    if profile is None:
        return "It names no treatment and condition that our copy of the trial records can answer."
    what = pair_words(profile)
    match case.support:
        case Support.SUPPORTED:
            return f"Adequate controlled trials support {what}."
        case Support.NEGATIVE:
            return _not_met(case, profile)
        case Support.UNCERTAIN:
            return _left_open(case, profile)
        case Support.NO_RESULTS:
            return (
                f"For {what}, our copy holds {_count(profile.registered, 'registered trial')} and "
                "no "
                "result of any of them."
            )
        case Support.UNREGISTERED:
            return f"{profile.statement.split(' It holds')[0]} {_of_class(case)}".rstrip()
        case Support.UNKNOWN:
            return _unknown(profile)
    assert_never(case.support)


def _unknown(profile: EvidenceProfile) -> str:
    what = pair_words(profile)
    if profile.trials and not profile.with_results:
        held = _count(len(profile.trials), "trial")
        return (
            f"For {what}, our copy holds {held} and no result of any of them; others may exist, "
            "so it cannot settle this."
        )
    if profile.reach is Reach.NOT_GATHERED:
        return f"Trials of {what} were not gathered for our copy, so it cannot settle this."
    return f"What our copy holds on {what} does not settle this."


def telling(case: Case) -> tuple[str, ...]:
    """Ids of the trials that ``shown`` speaks of, the most telling first; may be empty."""
    profile = case.own
    if profile is None:
        return ()
    if case.support is Support.UNREGISTERED:
        widest = case.widest
        return _largest(case.trials, widest.primary_not_met) if widest else ()
    missed = [id_ for id_ in profile.primary_not_met if not of_other_condition(case, id_)]
    told = _largest(case.trials, missed)
    named = (*told, *_largest(case.trials, _clearly_met(case, profile))) if told else ()
    return named or tuple(match.trial for match in case.matches[:_NAMED])


def pair_words(profile: EvidenceProfile) -> str:
    """The pair as in "stem cells in autism"."""
    return f"{profile.intervention_label} in {profile.condition_label}"


def of_condition(case: Case) -> tuple[EvidenceProfile, ...]:
    """Profiles of the claim's own condition: one of the treatment in general proves nothing."""
    own = case.own
    return tuple(p for p in case.profiles if own and p.condition == own.condition)


def day_words(day: date) -> str:
    """A day as in "22 November 2026"."""
    return f"{day.day} {day:%B %Y}"


def still_open(trial: Trial, *, since: str) -> bool:
    """Listed as running or about to run, and not planned to have ended before ``since``.

    ``since`` is a date as yyyy-MM; records are often not updated after their planned end.
    """
    ends = trial.completion_date
    return trial.overall_status in _OPEN and (ends is None or ends >= since)


def recorded_harms(case: Case) -> tuple[tuple[str, str], ...]:
    """(trial id, harm) that records of the pair or of its class name, the graver ones first.

    None where the treatment is named only elsewhere on the page and the passage does not point to
    it: it may speak of a scan, a meal or a day off.
    """
    if not _speaks_of_treatment(case):
        return ()
    of_pair = dict.fromkeys(id_ for profile in case.profiles for id_ in profile.trials)
    harms = [
        (id_, harm if result.confirmed else f"{harm} (not confirmed)")
        for id_ in of_pair
        for result in case.trials[id_].all_results
        for harm in result.harms
        if not _SILENT.search(harm)
    ]
    return tuple(sorted(harms, key=lambda one: _MILD.search(one[1]) is not None))


def _speaks_of_treatment(case: Case) -> bool:
    near = any(
        mention.kind is ConceptKind.INTERVENTION and mention.origin in _NEAR
        for mention in case.claim.concepts
    )
    bare = len(case.folded.split()) <= _BARE_WORDS
    return near or bare or _POINTS_TO_IT.search(case.folded) is not None


def named(trials: Iterable[Trial]) -> str:
    """Trials as "NCT… (180 people), NCT… (137 people, not confirmed)"."""
    return ", ".join(_named(trial) for trial in trials)


def _named(trial: Trial, how: str = "") -> str:
    size = trial.enrollment
    planned = " planned" if size and size.type is CountType.ESTIMATED else ""
    noun = "person" if size and size.count == 1 else "people"
    people = f"{size.count} {noun}{planned}" if size else "size unknown"
    tests = {PrimaryResult.MET, PrimaryResult.NOT_MET}
    tested = [r for r in trial.all_results if r.primary in tests]
    doubt = bool(tested) and not any(result.confirmed for result in tested)
    remark = ", not confirmed" if doubt else ""
    return f"{trial.id} ({people}{how}{remark})"


def of_other_condition(case: Case, trial: str) -> bool:
    """Whether a trial is known to be of no condition that the claim is about."""
    claimed = case.claim.concept_id(ConceptKind.CONDITION)
    studied = case.trials[trial].conditions
    if claimed is None or claimed == ANY_CONDITION or not studied:
        return False
    is_a = case.vocabulary.is_a
    return not any(is_a(one, claimed) or is_a(claimed, one) for one in studied)


def _elsewhere(case: Case, profile: EvidenceProfile) -> str:
    """What trials in other conditions found, and that it shows nothing about the claim's own.

    Empty where the profile is of one condition, or a trial of the claim's own missed its goal.
    """
    missed = profile.primary_not_met
    if profile.condition != ANY_CONDITION or not missed:
        return ""
    claimed = case.claim.concept_id(ConceptKind.CONDITION) or ANY_CONDITION
    everywhere = claimed == ANY_CONDITION
    if not all(everywhere or of_other_condition(case, id_) for id_ in missed):
        return ""
    what = profile.intervention_label
    if everywhere:
        first = f"No trial in our copy shows that {what} would help in every condition."
        about = "Each was in one condition and shows nothing about others"
    else:
        label = case.vocabulary[claimed].label
        first = f"What our copy holds on {what} does not settle this for {label}."
        about = f"Its trials were in other conditions and show nothing about {label}"
    met = [
        id_ for id_ in _clearly_met(case, profile) if everywhere or of_other_condition(case, id_)
    ]
    reached = f"; main goal reached: {_with_conditions(case, met)}" if met else ""
    return f"{first} {about}. Main goal not reached: {_with_conditions(case, missed)}{reached}."


def _with_conditions(case: Case, ids: Iterable[str]) -> str:
    trials = [case.trials[id_] for id_ in _largest(case.trials, ids)]
    return ", ".join(_named(trial, _in(case, trial)) for trial in trials)


def _in(case: Case, trial: Trial) -> str:
    """The condition of a trial, to follow its size."""
    known = next((one for one in trial.conditions if one != ANY_CONDITION), None)
    return f", {case.vocabulary[known].label}" if known else ""


def _not_met(case: Case, profile: EvidenceProfile) -> str:
    if elsewhere := _elsewhere(case, profile):
        return elsewhere
    ids = _largest(case.trials, profile.primary_not_met)
    if not ids:
        return f"Reviews of controlled trials found no benefit of {pair_words(profile)}."
    trials = "trial" if len(ids) == 1 else "trials"
    return (
        f"Controlled {trials} of {pair_words(profile)} that did not reach the main goal: "
        f"{_missed(case, profile, ids)}.{_met(case, profile)}"
    )


def _met(case: Case, profile: EvidenceProfile) -> str:
    """The controlled trials that did reach their main goal: both sides are told."""
    ids = _largest(case.trials, _clearly_met(case, profile))
    first = "One that did" if len(ids) == 1 else "Those that did"
    trials = [case.trials[id_] for id_ in ids]
    told = ", ".join(
        _named(trial, f"{_narrower(case, profile, trial)}{_how(case, trial)}") for trial in trials
    )
    return f" {first}: {told}." if ids else ""


def _missed(case: Case, profile: EvidenceProfile, ids: Iterable[str]) -> str:
    trials = [case.trials[id_] for id_ in ids]
    return ", ".join(_named(trial, _narrower(case, profile, trial)) for trial in trials)


def _narrower(case: Case, profile: EvidenceProfile, trial: Trial) -> str:
    """The condition of a trial that tells of a part of the pair alone: a hip is no knee."""
    return "" if profile.condition in {ANY_CONDITION, *trial.conditions} else _in(case, trial)


def _clearly_met(case: Case, profile: EvidenceProfile) -> list[str]:
    return [
        id_
        for id_ in profile.primary_met
        if case.trials[id_].controlled and id_ not in profile.primary_not_met
    ]


def _how(case: Case, trial: Trial) -> str:
    """What a reader must know of a success: another kind of cells, or groups that were chosen."""
    is_a = case.vocabulary.is_a
    other = next(
        (one for one in trial.interventions if any(is_a(one, kind) for kind in LICENSED_CELLS)),
        None,
    )
    if other and case.is_cell_product:
        return f", {case.vocabulary[other].label}"
    return ", groups not drawn by lot" if trial.allocation is Allocation.NON_RANDOMIZED else ""


def _left_open(case: Case, profile: EvidenceProfile) -> str:
    if elsewhere := _elsewhere(case, profile):
        return elsewhere
    first = f"For {pair_words(profile)}, {open_words(profile)}."
    ids = _largest(case.trials, profile.primary_not_met)
    if ids:
        missed = _missed(case, profile, ids)
        return f"{first} Main goal not reached: {missed}.{_met(case, profile)}"
    settles_little = profile.best_level is EvidenceLevel.VERY_LOW and not profile.trials_disagree
    return f"{first} No trial of adequate size in our copy settles it." if settles_little else first


def open_words(profile: EvidenceProfile) -> str:
    """What the list of the report says of the pair, as a part of a sentence."""
    told = in_a_sentence(level_words(profile))
    return told or "the records leave open whether it helps"


def _of_class(case: Case) -> str:
    widest = case.widest
    if widest is None or support_of(widest) is not Support.NEGATIVE:
        return ""
    return _not_met(case, widest)


def _largest(trials: Mapping[str, Trial], ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(ids, key=lambda id_: (-trials[id_].size, id_))[:_NAMED])


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def unknown_here(profile: EvidenceProfile) -> bool:
    """Whether nobody gathered trials of the pair, and none that came by chance speaks for it."""
    return profile.reach is Reach.NOT_GATHERED and not (profile.primary_met or profile.reviews)
