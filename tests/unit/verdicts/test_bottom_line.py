"""The summary of a page: what is known comes first, and what was not judged is told with it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimcheck.checker import Checker
from claimcheck.schema import (
    Claim,
    ConceptKind,
    CountType,
    EvidenceLevel,
    EvidenceProfile,
    Judgement,
    LargestTrial,
    PageFinding,
    Reach,
    Trial,
    Verdict,
    VerdictWord,
)
from claimcheck.verdicts.case import Case
from claimcheck.verdicts.records import shown, telling
from claimcheck.verdicts.rules import RULES
from claimcheck.verdicts.wording import bottom_line
from claimcheck.vocabulary import ANY_CONDITION
from tests.unit.verdicts import test_conditions as conditions
from tests.unit.verdicts.conftest import Check

L = EvidenceLevel
BENEFIT = "Stem cells improve speech in children with autism."


@pytest.fixture(scope="module")
def case(checker: Checker) -> Case:
    """A benefit that the records deny, on a page that sells."""
    return next(conditions.cases_of(checker, BENEFIT))


@pytest.fixture(scope="module")
def bare(case: Case) -> EvidenceProfile:
    """A profile of the pair that holds nothing."""
    assert case.own is not None
    return case.own.model_copy(
        update={
            "reach": Reach.SELECTION,
            "registered": 0,
            "controlled": 0,
            "completed": 0,
            "with_results": 0,
            "recruiting": 0,
            "largest_controlled": None,
            "primary_met": (),
            "primary_not_met": (),
            "reviews": (),
            "trials": (),
            "best_level": L.NONE,
            "judged": None,
        }
    )


def _verdict(claim: Claim, **update: object) -> Verdict:
    told = {
        "claim": claim.id,
        "verdict": VerdictWord.NOT_CHECKABLE,
        "flagged": False,
        "severity": 0,
        "confidence": 0.9,
        "reason": "It sets off no rule.",
        **update,
    }
    return Verdict.model_validate(told)


def _line(
    case: Case,
    profile: EvidenceProfile,
    *,
    verdicts: tuple[Verdict, ...] | None = None,
    page: tuple[PageFinding, ...] = (),
    trials: dict[str, Trial] | None = None,
) -> str:
    told = verdicts or (_verdict(case.claim),)
    profiles = {(profile.intervention, profile.condition): profile}
    judgement = Judgement(verdicts=told, page_findings=page)
    return bottom_line([case.claim] * len(told), judgement, profiles, trials)


def _finding(case: Case, rule: str, severity: int) -> PageFinding:
    found = next(finding for rule_ in RULES for finding in rule_.findings(case))
    return PageFinding(
        rule=rule, version=1, severity=severity, message="A remark.", sources=found.sources
    )


@pytest.mark.parametrize(
    "held",
    [
        {"registered": 1, "trials": ("NCT00000001",)},
        {"trials": ("study-without-number",)},
        {"reviews": ("a-review",)},
    ],
    ids=["registered", "unregistered", "review"],
)
def test_whatever_is_held_counts_as_held(
    case: Case, bare: EvidenceProfile, held: dict[str, object]
) -> None:
    """Reviews and studies without a registration are records too."""
    assert _line(case, bare).startswith("We hold no trial records on the treatment of this page")
    assert "We hold no trial records" not in _line(case, bare.model_copy(update=held))


def test_a_known_null_is_told_before_a_trial_without_result(
    case: Case, bare: EvidenceProfile
) -> None:
    """The trials that missed their goal come first, registered or not."""
    profile = bare.model_copy(
        update={
            "registered": 1,
            "trials": ("NCT00000001", "one-2010", "two-2012"),
            "largest_controlled": LargestTrial(trial="NCT00000001", enrollment=80),
            "primary_not_met": ("one-2010", "two-2012"),
            "best_level": L.NEGATIVE,
        }
    )
    assert (
        "2 controlled trials (one-2010, two-2012) did not reach their main goal; the largest "
        "registered trial with a comparison group (NCT00000001, 80 people in its record) has no "
        "tested result in our copy." in _line(case, profile)
    )
    mixed = profile.model_copy(
        update={"primary_met": ("three-2009",), "best_level": L.LOW, "judged": L.LOW}
    )
    assert (
        "did not reach their main goal, and one did (three-2009); taken together, trials "
        "disagree on whether it helps." in _line(case, mixed)
    )


def test_no_trial_is_called_the_largest_beside_a_larger_one(
    case: Case, bare: EvidenceProfile
) -> None:
    """A study that is known from its publication alone counts as well."""
    trial = next(
        one
        for one in case.trials.values()
        if one.controlled and one.size > 1 and "autism" in one.conditions
    )
    profile = bare.model_copy(
        update={
            "registered": 1,
            "trials": ("NCT00000001", trial.id),
            "largest_controlled": LargestTrial(trial="NCT00000001", enrollment=trial.size - 1),
            "primary_met": ("NCT00000001",),
            "primary_not_met": (trial.id,),
            "best_level": L.LOW,
            "judged": L.LOW,
        }
    )
    told = _line(case, profile, trials={trial.id: trial})
    assert f"one controlled trial ({trial.id}) did not reach its main goal, and one did" in told
    assert "the largest" not in told
    largest = LargestTrial(trial="NCT00000001", enrollment=trial.size)
    as_large = profile.model_copy(update={"largest_controlled": largest})
    assert "the largest" in _line(case, as_large, trials={trial.id: trial})


def test_records_of_care_that_is_only_named_beside_it_are_not_told(
    case: Case, bare: EvidenceProfile
) -> None:
    """Where no flag names a treatment and hardly a claim does, nobody sells what it names."""
    denied = bare.model_copy(
        update={"reviews": ("a-review",), "best_level": L.NEGATIVE, "judged": L.NEGATIVE}
    )
    concepts = tuple(c for c in case.claim.concepts if c.kind is ConceptKind.CONDITION)
    unnamed = case.claim.model_copy(update={"concepts": concepts, "id": "unnamed"})
    finding = next(f for rule in RULES for f in rule.findings(case) if f.severity > 1)
    grave = _verdict(unnamed, flagged=True, severity=finding.severity, findings=(finding,))
    profiles = {("stem_cells", "autism"): denied}

    def told(*others: Claim) -> str:
        verdicts = (grave, *(_verdict(one) for one in others))
        return bottom_line([unnamed, *others], Judgement(verdicts=verdicts), profiles)

    assert "found no benefit" not in told(case.claim, *[unnamed] * 3)
    assert "found no benefit" in told(case.claim, *[unnamed] * 2)


def test_reviews_that_found_no_benefit_are_told(case: Case, bare: EvidenceProfile) -> None:
    """Where no trial but a review denies a benefit, the summary says so."""
    profile = bare.model_copy(
        update={"reviews": ("a-review",), "best_level": L.NEGATIVE, "judged": L.NEGATIVE}
    )
    assert "a review of controlled trials found no benefit." in _line(case, profile)


def test_the_denied_treatment_is_told_before_the_proven_one(
    case: Case, bare: EvidenceProfile
) -> None:
    """On a page with two treatments, the one that was found without benefit is named."""
    proven = bare.model_copy(
        update={"intervention": "other", "intervention_label": "other care", "registered": 9,
                "best_level": L.HIGH, "judged": L.HIGH}
    )  # fmt: skip
    denied = bare.model_copy(
        update={"reviews": ("a-review",), "best_level": L.NEGATIVE, "judged": L.NEGATIVE}
    )
    told = bottom_line(
        [case.claim],
        Judgement(verdicts=(_verdict(case.claim),)),
        {("other", "autism"): proven, ("stem_cells", "autism"): denied},
    )
    assert "found no benefit" in told


def test_proof_of_care_that_is_only_mentioned_is_not_told(
    case: Case, bare: EvidenceProfile
) -> None:
    """It would be taken for proof of what the page is about, of which nothing was gathered."""
    proven = bare.model_copy(
        update={"intervention": "other", "intervention_label": "other care", "registered": 9,
                "best_level": L.HIGH, "judged": L.HIGH}
    )  # fmt: skip
    judgement = Judgement(verdicts=(_verdict(case.claim),))
    unknown = bare.model_copy(update={"reach": Reach.NOT_GATHERED})
    profiles = {("stem_cells", "autism"): unknown, ("other", "autism"): proven}
    told = bottom_line([case.claim], judgement, profiles)
    assert "support a benefit" not in told
    assert "Trials of stem cells in autism were not gathered for our copy" in told
    alone = bottom_line([case.claim], judgement, {("other", "autism"): proven})
    assert "support a benefit" not in alone
    looked_up = bare.model_copy(update={"reach": Reach.SELECTION})
    known = bottom_line([case.claim], judgement, {**profiles, ("stem_cells", "autism"): looked_up})
    assert "not gathered" not in known
    own = proven.model_copy(update={"intervention": "stem_cells"})
    assert "support a benefit" in bottom_line(
        [case.claim], judgement, {("stem_cells", "autism"): own}
    )


@pytest.mark.parametrize(("unmatched", "is_told"), [(0, False), (1, False), (2, True), (5, True)])
def test_claims_without_a_trial_to_set_them_beside_are_told(
    case: Case, bare: EvidenceProfile, unmatched: int, is_told: bool
) -> None:
    """Nothing found among what could not be looked up is no praise."""
    held = bare.model_copy(update={"registered": 1, "trials": ("NCT00000001",)})
    none = {"verdict": VerdictWord.NO_MATCH_IN_SNAPSHOT}
    verdicts = tuple(_verdict(case.claim, **(none if n < unmatched else {})) for n in range(6))
    told = _line(case, held, verdicts=verdicts)
    plural = "passage" if unmatched == 1 else "passages"
    assert (f"no trial in our copy to set {unmatched} {plural} beside" in told) is is_told
    assert "no trial in our copy" not in _line(case, bare, verdicts=verdicts)


def test_results_that_came_by_chance_say_nothing_of_proven_care(
    case: Case, bare: EvidenceProfile
) -> None:
    """A stray study settles nothing, so it is no sentence of the summary."""
    stray = bare.model_copy(update={"trials": ("one-2010",), "primary_met": ("one-2010",)})
    assert "one-2010" not in _line(case, stray)


def test_planned_people_are_called_planned(case: Case, bare: EvidenceProfile) -> None:
    """A size that is only a plan is told as one, from the record or from its state."""
    trial = next(
        trial
        for trial in case.trials.values()
        if trial.enrollment and trial.enrollment.type is CountType.ESTIMATED
    )
    people = trial.size
    profile = bare.model_copy(
        update={
            "registered": 2,
            "trials": (trial.id,),
            "largest_controlled": LargestTrial(trial=trial.id, enrollment=people),
        }
    )
    assert f"({trial.id}, {people} people in its record)" in _line(case, profile)
    known = _line(case, profile, trials={trial.id: trial})
    assert f"({trial.id}, {people} people planned)" in known
    seeking = profile.model_copy(update={"recruiting": 2})
    assert f"({trial.id}, {people} people planned)" in _line(case, seeking)


@pytest.mark.parametrize(
    ("severity", "words"),
    [(3, "advice to stop or put off a medicine"), (2, "will not be needed any more")],
)
def test_advice_to_stop_a_medicine_is_always_told_first(
    case: Case, severity: int, words: str
) -> None:
    """However grave its passages are, a page that speaks against medicine is told so first."""
    assert case.own is not None
    advice = _finding(case, "EFF-15", severity)
    finding = next(f for rule in RULES for f in rule.findings(case) if f.severity > 1)
    grave = _verdict(
        case.claim,
        verdict=VerdictWord.GOES_BEYOND,
        flagged=True,
        severity=finding.severity,
        findings=(finding,),
    )
    for verdicts in ((grave,), (_verdict(case.claim),)):
        told = _line(case, case.own, verdicts=verdicts, page=(advice,))
        assert words in told.split(". ")[0]
        assert told.count("doctor") == 1
        assert "Taken as a whole" not in told


def test_advice_in_a_passage_is_told_as_well(check: Check) -> None:
    """A passage that can be read as advice to put care off is not one number among others."""
    told = check("Stop risperidone two weeks before you come.", BENEFIT).summary.bottom_line
    assert told.startswith("Words on this page can be read as advice to stop or put off")


def test_a_medicine_is_not_spoken_of_without_a_finding(check: Check) -> None:
    """A page without such words is told nothing of medicines."""
    assert "medicine" not in check(BENEFIT).summary.bottom_line


def test_what_was_left_is_told_in_the_same_breath(case: Case) -> None:
    """Agreement never stands alone where many passages were left for a person."""
    assert case.own is not None
    agrees = _verdict(case.claim, verdict=VerdictWord.MATCHES)
    left = _verdict(case.claim, for_review=True)
    told = _line(case, case.own, verdicts=(agrees,) * 5 + (left,) * 4)
    assert told.startswith(
        "We found no passage on this page that goes beyond the trial records, and 5 passages agree "
        "with them, but 4 passages were left for a person to read."
    )
    few = _line(case, case.own, verdicts=(agrees,) * 5 + (left,))
    assert "left for a person" not in few
    none = _line(case, case.own, verdicts=(left,) * 2)
    assert none.startswith("We flagged nothing, and were not sure of any passage. 2 passages were")


def _elsewhere(case: Case, condition: str, missed: tuple[str, ...], met: tuple[str, ...]) -> Case:
    """The claim of another condition, where only trials of the treatment in general are held."""
    assert case.own is not None
    general = case.own.model_copy(
        update={
            "condition": ANY_CONDITION,
            "condition_label": "any health condition",
            "primary_not_met": missed,
            "primary_met": met,
            "best_level": L.NONE,
            "judged": L.VERY_LOW,
        }
    )
    concepts = tuple(
        one.model_copy(update={"concept": condition}) if one.kind is ConceptKind.CONDITION else one
        for one in case.claim.concepts
    )
    claim = case.claim.model_copy(update={"concepts": concepts})
    return replace(case, claim=claim, profiles=(general,), matches=())


def test_trials_in_other_conditions_show_nothing_of_this_one(case: Case) -> None:
    """Where only other diseases were studied, the reason says so and cites none as a ground."""
    autism = "NCT02847182"
    told = _elsewhere(case, "stroke", (autism,), ())
    assert shown(told) == (
        "What our copy holds on stem cells does not settle this for stroke. Its trials were in "
        "other conditions and show nothing about stroke. Main goal not reached: NCT02847182 (180 "
        "people, autism)."
    )
    assert telling(told) == ()


def test_trials_of_the_own_condition_still_speak(case: Case) -> None:
    """A trial of the claim's own condition is no trial of another one."""
    told = _elsewhere(case, "autism", ("NCT02847182",), ())
    assert "other conditions" not in shown(told)
    assert telling(told) == ("NCT02847182",)


def test_a_promise_for_every_condition_is_told_where_trials_were_done(case: Case) -> None:
    """For “any disease” each trial is named with the one condition that it was in."""
    told = _elsewhere(case, ANY_CONDITION, ("NCT02847182",), ())
    assert "Each was in one condition and shows nothing about others." in shown(told)
    assert "NCT02847182 (180 people, autism)" in shown(told)


def test_the_page_of_another_condition_cites_no_stray_trial(check: Check) -> None:
    """On a page of exosomes for everything, a stroke line is not judged by a COVID-19 trial."""
    around = ("Exosomes", "", "Book a free consultation at our clinic.", "")
    report = check("Exosomes restore movement after stroke.", around=around)
    reasons = " ".join(claim.reason for claim in report.claims)
    cited = {trial for claim in report.claims for f in claim.findings for trial in f.trials}
    assert "NCT04493242" not in cited
    assert "NCT04493242" not in reasons or "show nothing about stroke" in reasons
