"""What posted results say: whether each outcome was a test of benefit, and whether it was met.

A reading is made only where the record's own words and figures carry it; everything else stays
"unclear", with the reason.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TypeAlias

from claimcheck.schema import (
    Allocation,
    InterventionModel,
    OutcomeType,
    PostedAnalysis,
    PostedOutcome,
    PostedResults,
    PrimaryResult,
    StudyType,
    Trial,
    TrialResult,
)
from claimcheck.text import fold
from claimcheck.trials import comparisons, retelling

Reading: TypeAlias = tuple[PrimaryResult, str]

_PAIR = 2
_HARMS = re.compile(
    r"\badverse\b|\bsafety\b|\btolerab\w+|\btoxicit\w+|\bdose[- ]limiting\b|\bdlts?\b|\bteaes?\b|"
    r"\bmaximum tolerated dose\b|\bmtd\b|\bside effects?\b|\binfusion[- ]related reactions?\b|"
    r"\banti-?drug antibod\w+|\bvital signs\b|\blaboratory abnormalit\w+"
)
_EFFICACY = re.compile(r"\befficacy\b|\beffectiveness\b|\befficacious\b")
_KINETICS = re.compile(
    r"\bpharmacokinetic\w*|\bpharmacodynamic\w*|\b(?:plasma|serum|blood|trough|observed|drug) "
    r"(?:drug )?concentrations?\b|\bc ?max\b|\bt ?max\b|\bauc\b|\bauc ?[\(0-9\[]|\bhalf-life\b|"
    r"\bc\d{1,3} ?h\b|\bbioavailab\w+|\bbioequivalen\w+"
)
_FEASIBILITY = re.compile(
    r"\bfeasib\w+|\bacceptab\w+|\busability\b|\brecruitment (?:rate|of)\b|\bretention rate\b|"
    r"\bdrop-?outs?\b|\bwillingness to participate\b"
)
#: "Baseline (day 1)", but not "baseline (day 1) to week 6".
_BEFORE_TREATMENT = re.compile(
    r"(?:at |during )?(?:baseline|enrol?lment|screening)(?: visit)?(?: only)?"
    r"(?: ?[\(\[](?:(?!\b(?:to|through|until|after|post|week|month)\b)[^()\[\]])*[\)\]])?"
)


def read_primary(outcome: PostedOutcome, trial: Trial) -> Reading:
    """Whether this posted outcome was met, and why, in one plain sentence.

    Works for any outcome; ``met`` needs a comparison of a treated with a comparison group in which
    chance is an unlikely reason (p < 0.05, or an interval without "no difference") *and* words that
    leave no doubt about which way is better.
    """
    if not outcome.posted:
        return PrimaryResult.NOT_POSTED, _not_posted(outcome)
    if untested := _not_a_test(outcome, trial):
        return PrimaryResult.NOT_A_TEST, untested
    if all(value.analysed == 0 for row in outcome.rows for value in row.values) and (
        not outcome.analyses
    ):
        return PrimaryResult.UNCLEAR, "The record lists this outcome without any figure."
    known = comparisons.roles(_groups(outcome), trial)
    readings = [_read_analysis(outcome, one, known) for one in _telling(outcome, known)]
    told = [reading for reading in readings if reading]
    if not told:
        return PrimaryResult.UNCLEAR, (
            "Results are posted without a statistical comparison between groups."
        )
    return _all_analyses(told)


def read_posted(posted: PostedResults, trial: Trial) -> PostedResults:
    """The posted results with every outcome read, and the primary ones taken together."""
    outcomes = []
    for outcome in posted.outcomes:
        reading, why = read_primary(outcome, trial)
        outcomes.append(outcome.model_copy(update={"reading": reading, "why": why}))
    reading, why = _together([one for one in outcomes if one.type is OutcomeType.PRIMARY])
    return posted.model_copy(update={"outcomes": tuple(outcomes), "reading": reading, "why": why})


def as_result(trial: Trial) -> TrialResult | None:
    """The posted primary outcomes as a result in plain words; ``None`` when none is posted."""
    posted = trial.posted
    if posted is None or posted.reading is PrimaryResult.NOT_POSTED:
        return None
    return retelling.retell(trial, posted)


def _not_posted(outcome: PostedOutcome) -> str:
    listed = len(outcome.analyses)
    rest = f", though it lists {listed} of its analyses" if listed else ""
    return f"The record marks this outcome as not posted{rest}."


def _not_a_test(outcome: PostedOutcome, trial: Trial) -> str | None:
    if alone := _without_comparison(outcome, trial):
        return alone
    measure = fold(outcome.measure)
    if _HARMS.search(measure) and not _EFFICACY.search(measure):
        return "It is about safety, so benefit was not tested."
    if _KINETICS.search(measure):
        return "It is about the drug's levels in the body, so benefit was not tested."
    if _FEASIBILITY.search(measure):
        return "It is about whether the treatment can be carried out, so benefit was not tested."
    if outcome.time_frame and _BEFORE_TREATMENT.fullmatch(fold(outcome.time_frame)):
        return "It was measured before the treatment, so benefit was not tested."
    return None


def _without_comparison(outcome: PostedOutcome, trial: Trial) -> str | None:
    if trial.study_type is StudyType.OBSERVATIONAL:
        return "The study observed people and assigned no treatment, so benefit was not tested."
    if trial.allocation is Allocation.NA or trial.intervention_model is (
        InterventionModel.SINGLE_GROUP
    ):
        return "Everybody was in the same group, so there was none to compare with."
    if len(trial.arms or ()) == 1:
        return "The record lists a single group, so there was none to compare with."
    if len(_groups(outcome)) == 1:
        return "Figures are posted for a single group, so nothing is compared."
    return None


def _groups(outcome: PostedOutcome) -> Sequence[str]:
    named = [value.group for row in outcome.rows for value in row.values]
    return list(dict.fromkeys([*named, *(one for each in outcome.analyses for one in each.groups)]))


def compared(outcome: PostedOutcome) -> tuple[PostedAnalysis, ...]:
    """Analyses between groups; those within one group compare nothing."""
    return tuple(one for one in outcome.analyses if len(one.groups) >= _PAIR)


def _telling(outcome: PostedOutcome, known: comparisons.Roles) -> Sequence[PostedAnalysis]:
    """The analyses that answer the question: against the comparison group before all others."""
    between = compared(outcome)
    main = [one for one in between if not comparisons.set_aside(one)] or between
    paired = [one for one in main if comparisons.pair(one.groups, known)]
    # The first of several alike gives its figures to the sentence; a p-value tells most.
    return sorted(paired or main, key=lambda one: one.p_value is None)


def _read_analysis(
    outcome: PostedOutcome, analysis: PostedAnalysis, known: comparisons.Roles
) -> Reading | None:
    """``None`` when the analysis holds neither a p-value nor an interval that can be read."""
    if comparisons.tests_non_inferiority(analysis):
        return _read_not_worse(analysis)
    differs = comparisons.significant(analysis)
    words = retelling.statistic(analysis)
    if differs is None:
        stated = analysis.p_value is not None or analysis.lower is not None
        return (
            (PrimaryResult.UNCLEAR, f"The statistics as posted cannot be read ({words}).")
            if stated
            else None
        )
    if not differs:
        return PrimaryResult.NOT_MET, f"No clear difference between the groups was found ({words})."
    if len(analysis.groups) > _PAIR:
        return PrimaryResult.UNCLEAR, (
            f"A difference among {len(analysis.groups)} groups was found ({words}); "
            "the record does not say which of them differ."
        )
    return _read_difference(outcome, analysis, known, words)


def _read_difference(
    outcome: PostedOutcome, analysis: PostedAnalysis, known: comparisons.Roles, words: str
) -> Reading:
    sides = comparisons.pair(analysis.groups, known)
    if sides is None:
        return PrimaryResult.UNCLEAR, (
            f"A difference was found ({words}); the record does not say which group is the "
            "comparison."
        )
    favoured = comparisons.favours_treated(outcome, analysis, *sides)
    if favoured is None:
        return PrimaryResult.UNCLEAR, (
            f"A difference was found ({words}); the record does not say which direction is better."
        )
    if favoured:
        return PrimaryResult.MET, f"{sides[0]} did better than {sides[1]} ({words})."
    return PrimaryResult.NOT_MET, f"{sides[1]}, the comparison, did better ({words})."


def _read_not_worse(analysis: PostedAnalysis) -> Reading:
    within = comparisons.within_margin(analysis)
    words = retelling.statistic(analysis)
    if within is None:
        return PrimaryResult.UNCLEAR, (
            "The question was whether one group does no worse than the other; the record does not "
            f"give a margin by which that can be read ({words})."
        )
    if within:
        return PrimaryResult.MET, f"The groups differ by less than the stated margin ({words})."
    return PrimaryResult.NOT_MET, f"The groups may differ by more than the margin ({words})."


def _all_analyses(readings: Sequence[Reading]) -> Reading:
    kinds = Counter(kind for kind, _ in readings)
    if len(kinds) == 1:
        return readings[0]
    if kinds[PrimaryResult.MET] and kinds[PrimaryResult.NOT_MET]:
        return PrimaryResult.UNCLEAR, (
            f"Mixed: of {len(readings)} comparisons {kinds[PrimaryResult.MET]} favoured the "
            f"treatment and {kinds[PrimaryResult.NOT_MET]} did not."
        )
    return next(one for one in readings if one[0] is PrimaryResult.UNCLEAR)


def _together(primary: Sequence[PostedOutcome]) -> Reading:
    """All primary outcomes as one answer; those that test nothing do not change it."""
    if not primary:
        return PrimaryResult.NOT_POSTED, "No primary outcome is posted."
    if len(primary) == 1:
        return primary[0].reading, primary[0].why
    waiting = [one for one in primary if one.reading is PrimaryResult.NOT_POSTED]
    beside = [one for one in primary if one.reading is PrimaryResult.NOT_A_TEST]
    open_ = [one for one in primary if one not in waiting and one not in beside]
    tested = [one for one in open_ if compared(one)]
    if len(waiting) == len(primary):
        return PrimaryResult.NOT_POSTED, waiting[0].why
    if tested:
        return _tested_together(tested, waiting, silent=len(open_) - len(tested))
    if open_:
        return PrimaryResult.UNCLEAR, open_[0].why
    if waiting:
        return PrimaryResult.UNCLEAR, (
            f"What is posted does not test benefit; {_outcomes(len(waiting))} not posted."
        )
    whys = dict.fromkeys(one.why for one in beside)
    return PrimaryResult.NOT_A_TEST, " ".join(whys) if len(whys) == 1 else (
        f"None of the {len(beside)} primary outcomes is a test of benefit: {beside[0].why}"
    )


def _tested_together(
    tested: Sequence[PostedOutcome], waiting: Sequence[PostedOutcome], *, silent: int
) -> Reading:
    kinds = Counter(one.reading for one in tested)
    met, not_met = kinds[PrimaryResult.MET], kinds[PrimaryResult.NOT_MET]
    rest = f" {_outcomes(silent)} posted without a comparison." if silent else ""
    if met and not_met:
        return PrimaryResult.UNCLEAR, (
            f"Mixed: of {len(tested)} primary outcomes that were compared, {met} "
            f"{_was(met)} met and {not_met} {_was(not_met)} not.{rest}"
        )
    if kinds[PrimaryResult.UNCLEAR]:
        first = next(one for one in tested if one.reading is PrimaryResult.UNCLEAR)
        return PrimaryResult.UNCLEAR, f"{first.why}{_counted(kinds, len(tested))}{rest}"
    if waiting and met:
        return PrimaryResult.UNCLEAR, (
            f"{met} primary outcome{'s' if met > 1 else ''} met, but {_outcomes(len(waiting))} "
            "not posted."
        )
    if waiting:
        rest += f" {_outcomes(len(waiting))} not posted."
    return tested[0].reading, f"{tested[0].why}{_counted(kinds, len(tested))}{rest}"


def _counted(kinds: Counter[PrimaryResult], tested: int) -> str:
    if tested == 1:
        return ""
    told = {
        PrimaryResult.MET: "met",
        PrimaryResult.NOT_MET: "not met",
        PrimaryResult.UNCLEAR: "unclear",
    }
    counts = ", ".join(f"{kinds[kind]} {words}" for kind, words in told.items() if kinds[kind])
    return f" Of {tested} primary outcomes that were compared: {counts}."


def _outcomes(count: int) -> str:
    return f"{count} primary outcome{' is' if count == 1 else 's are'}"


def _was(count: int) -> str:
    return "was" if count == 1 else "were"
