"""What rules share: whose records speak, what they say in one word, and what is a study."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimcheck.checker import Checker
from claimcheck.schema import (
    ClaimType,
    ConceptKind,
    EvidenceLevel,
    EvidenceProfile,
    Genre,
    GenreSignal,
    Hedge,
    Reach,
    Speaker,
)
from claimcheck.verdicts.case import Case, Support, support_of
from claimcheck.verdicts.rules import RULES
from claimcheck.vocabulary import ANY_CONDITION
from tests.unit.verdicts import test_conditions as conditions
from tests.unit.verdicts.conftest import SELLS

L, R, S = EvidenceLevel, Reach, Support
BY_ID = {rule.card.id: rule for rule in RULES}
UNCLEAR = ("Stem cells and autism", "", "Many families write to us about stem cells.", "")
BENEFIT = "Stem cells improve speech in children with autism."


def _first(checker: Checker, passage: str, around: tuple[str, ...] = SELLS) -> Case:
    return next(conditions.cases_of(checker, passage, around))


@pytest.fixture(scope="module")
def case(checker: Checker) -> Case:
    """A benefit that the records deny, on a page that sells."""
    return _first(checker, BENEFIT)


@pytest.fixture(scope="module")
def profile(case: Case) -> EvidenceProfile:
    """What the records of stem cells in autism add up to."""
    assert case.own is not None
    return case.own


@pytest.mark.parametrize(
    ("level", "judged", "reach", "registered", "with_results", "support"),
    [
        (L.HIGH, None, R.SEARCHED, 3, 3, S.SUPPORTED),
        (L.MODERATE, L.HIGH, R.SELECTION, 3, 3, S.SUPPORTED),
        (L.LOW, None, R.SEARCHED, 3, 3, S.UNCERTAIN),
        (L.VERY_LOW, L.LOW, R.SEARCHED, 3, 3, S.UNCERTAIN),
        (L.NEGATIVE, None, R.SEARCHED, 3, 3, S.NEGATIVE),
        (L.NEGATIVE, L.NEGATIVE, R.SELECTION, 3, 3, S.NEGATIVE),
        # The person who looked it up and the records disagree: the milder word, or none.
        (L.HIGH, L.LOW, R.SEARCHED, 3, 3, S.UNKNOWN),
        (L.LOW, L.HIGH, R.SEARCHED, 3, 3, S.UNKNOWN),
        (L.NEGATIVE, L.HIGH, R.SEARCHED, 3, 3, S.UNKNOWN),
        (L.NEGATIVE, L.LOW, R.SEARCHED, 3, 3, S.UNCERTAIN),
        (L.LOW, L.NEGATIVE, R.SEARCHED, 3, 3, S.UNCERTAIN),
        # No trial, no result, a few by chance.
        (L.NONE, None, R.SEARCHED, 0, 0, S.UNREGISTERED),
        (L.NONE, None, R.SEARCHED, 2, 0, S.NO_RESULTS),
        (L.NONE, None, R.SEARCHED, 2, 1, S.UNCERTAIN),
        (L.NONE, None, R.SELECTION, 0, 0, S.UNKNOWN),
        (L.NONE, None, R.SELECTION, 2, 0, S.UNKNOWN),
        (L.NONE, None, R.SELECTION, 2, 1, S.UNKNOWN),
        (L.HIGH, None, R.SELECTION, 3, 3, S.UNKNOWN),
        (L.LOW, None, R.SELECTION, 3, 3, S.UNKNOWN),
        (L.NEGATIVE, None, R.SELECTION, 3, 3, S.NEGATIVE),
        # Looked up, and found with little or nothing; our copy holds no record of it.
        (L.NONE, L.NONE, R.SELECTION, 0, 0, S.UNCERTAIN),
        (L.NONE, L.VERY_LOW, R.SELECTION, 0, 0, S.UNCERTAIN),
        (L.NONE, L.NEGATIVE, R.NOT_GATHERED, 0, 0, S.UNCERTAIN),
        (L.NONE, L.LOW, R.SELECTION, 0, 0, S.UNKNOWN),
        (L.NONE, L.HIGH, R.SELECTION, 0, 0, S.UNKNOWN),
        (L.NONE, L.NONE, R.SEARCHED, 0, 0, S.UNREGISTERED),
        (L.NONE, L.LOW, R.SELECTION, 2, 1, S.UNCERTAIN),
    ],
)
def test_what_a_profile_says_in_one_word(
    profile: EvidenceProfile,
    level: EvidenceLevel,
    judged: EvidenceLevel | None,
    reach: Reach,
    registered: int,
    with_results: int,
    support: Support,
) -> None:
    """By the level of the records, who looked the pair up, and how much was read."""
    told = profile.model_copy(
        update={
            "best_level": level,
            "judged": judged,
            "reach": reach,
            "registered": registered,
            "with_results": with_results,
        }
    )
    assert support_of(told) is support


def test_without_a_profile_nothing_is_known() -> None:
    """Nobody looked."""
    assert support_of(None) is S.UNKNOWN


def _profile(of: EvidenceProfile, condition: str, level: EvidenceLevel, **more: object) -> (
    EvidenceProfile
):  # fmt: skip
    fields = {"condition": condition, "best_level": level, "judged": None, "reach": R.SEARCHED}
    return of.model_copy(update={**fields, **more})


@pytest.mark.parametrize(
    ("pair", "general", "speaks"),
    [
        ({"level": L.LOW}, L.NEGATIVE, "autism"),
        ({"level": L.HIGH, "reach": R.SELECTION, "judged": L.HIGH}, L.NEGATIVE, "autism"),
        ({"level": L.NONE, "reach": R.SELECTION, "judged": L.HIGH}, L.NEGATIVE, "autism"),
        ({"level": L.NONE, "registered": 0, "with_results": 0}, L.NEGATIVE, "autism"),
        ({"level": L.NEGATIVE, "reach": R.SELECTION}, L.LOW, "autism"),
        ({"level": L.LOW, "reach": R.SELECTION}, L.NEGATIVE, ANY_CONDITION),
        ({"level": L.LOW, "reach": R.SELECTION}, L.LOW, ANY_CONDITION),
        ({"level": L.LOW, "reach": R.SELECTION}, L.HIGH, "autism"),
        ({"level": L.LOW, "reach": R.SELECTION}, None, "autism"),
        (None, L.NEGATIVE, ANY_CONDITION),
        (None, L.HIGH, ANY_CONDITION),
        (None, None, None),
    ],
)
def test_whose_records_speak_for_a_claim(
    case: Case,
    profile: EvidenceProfile,
    pair: dict[str, object] | None,
    general: EvidenceLevel | None,
    speaks: str | None,
) -> None:
    """Its own pair, unless nobody looked that up and the treatment as a whole is unshown."""
    profiles = []
    if pair is not None:
        level = pair["level"]
        assert isinstance(level, EvidenceLevel)
        more = {key: value for key, value in pair.items() if key != "level"}
        profiles.append(_profile(profile, "autism", level, **more))
    if general is not None:
        profiles.append(_profile(profile, ANY_CONDITION, general))
    own = replace(case, profiles=tuple(profiles)).own
    assert (own.condition if own else None) == speaks


def test_a_null_result_that_came_by_chance_denies_nothing(
    case: Case, profile: EvidenceProfile
) -> None:
    """Unless a review, a search, or a result that somebody read says so too."""
    unread = case.trials["NCT02847182"].model_copy(update={"id": "NCT00000001", "results": ()})
    trials = {**case.trials, unread.id: unread}
    stray = {"reach": R.SELECTION, "reviews": (), "primary_not_met": (unread.id,)}

    def support(**more: object) -> Support:
        told = _profile(profile, "autism", L.NEGATIVE, **{**stray, **more})
        return replace(case, trials=trials, profiles=(told,)).support

    assert support() is S.UNKNOWN
    assert support(reviews=("123",)) is S.NEGATIVE
    assert support(reach=R.SEARCHED) is S.NEGATIVE
    assert support(judged=L.NEGATIVE) is S.NEGATIVE
    assert support(primary_not_met=(unread.id, "NCT02847182")) is S.NEGATIVE
    assert support(best_level=L.LOW) is S.UNKNOWN


def test_a_weak_benefit_is_one_that_nobody_doubts(case: Case, profile: EvidenceProfile) -> None:
    """Low certainty by the records and by the person, or by records that agree."""

    def weakly(**more: object) -> bool:
        fields = {"primary_met": ("a",), "primary_not_met": ()}
        told = _profile(profile, "autism", L.LOW, **{**fields, **more})
        return replace(case, profiles=(told,)).shown_weakly

    assert weakly()
    assert weakly(judged=L.LOW, primary_not_met=("b",))
    assert not weakly(judged=L.VERY_LOW)
    assert not weakly(best_level=L.MODERATE)
    assert not weakly(primary_not_met=("b",))
    assert not replace(case, profiles=()).shown_weakly


@pytest.mark.parametrize(
    ("intervention", "condition", "cells"),
    [
        ("stem_cells", "autism", True),
        ("exosomes", "autism", True),
        ("hsct", "autism", False),
        ("car_t", "autism", False),
        ("hbot", "autism", False),
        ("stem_cells", "leukaemia", False),
    ],
)
def test_cells_that_are_licensed_care_stand_apart(
    case: Case, intervention: str, condition: str, cells: bool
) -> None:
    """So does everything about the blood."""
    if condition not in {c.id for c in case.vocabulary.of_kind(ConceptKind.CONDITION)}:
        blood = [
            c.id
            for c in case.vocabulary.of_kind(ConceptKind.CONDITION)
            if c.organ_system == "blood"
        ]
        condition = blood[0]
    about = conditions.about(ConceptKind.INTERVENTION, intervention)
    told = conditions.about(ConceptKind.CONDITION, condition)(about(case))
    assert told.is_cell_product is cells


@pytest.mark.parametrize(
    ("condition", "known"),
    [
        ("autism", True),
        ("adhd", True),
        ("cerebral_palsy", True),
        ("down_syndrome", True),
        ("knee_osteoarthritis", False),
        (None, False),
    ],
)
def test_a_cure_is_held_to_be_unknown_for_some_conditions(
    case: Case, condition: str | None, known: bool
) -> None:
    """Those for which nobody knows one."""
    assert conditions.about(ConceptKind.CONDITION, condition)(case).without_cure is known


def test_a_softened_weight_is_never_none(case: Case) -> None:
    """One less where nothing is known, and at least 1."""
    silent = replace(case, profiles=())
    assert [case.softened(weight) for weight in (1, 2, 3)] == [1, 2, 3]
    assert [silent.softened(weight) for weight in (1, 2, 3)] == [1, 1, 2]


def _weighing(case: Case, signs: int, name: str = "trials_reported") -> Case:
    signals = tuple(
        GenreSignal(start=0, end=1, name=name, points_to=Genre.INFORMS) for _ in range(signs)
    )
    return replace(case, page=case.page.model_copy(update={"genre_signals": signals}))


@pytest.mark.parametrize(
    ("passage", "sells", "unclear"),
    [
        ("Stem cells improved speech in autism more than placebo.", False, True),
        ("Stem cells improved the CARS in autism.", False, True),
        ("Stem cells improved both groups of children with autism.", False, True),
        ("Stem cells improved speech in autism.", False, False),
    ],
)
def test_a_seller_who_sets_groups_side_by_side_tells_no_study(
    checker: Checker, passage: str, sells: bool, unclear: bool
) -> None:
    """Elsewhere, and where a page weighs evidence three times, it is a report."""
    case = _first(checker, passage)
    assert case.tells_of_study is sells
    assert _weighing(case, 2).tells_of_study is False
    assert _weighing(case, 3).tells_of_study is unclear
    assert _weighing(case, 3, "evidence_weighed").tells_of_study is unclear
    assert _weighing(case, 3, "prices").tells_of_study is False
    page = case.page.model_copy(update={"genre": Genre.UNCLEAR})
    assert replace(case, page=page).tells_of_study is unclear


def test_others_who_tell_report_where_nothing_is_sold(case: Case) -> None:
    """A seller who quotes somebody still sells."""
    told = replace(case, claim=case.claim.model_copy(update={"speaker": Speaker.THIRD_PARTY}))
    assert not told.tells_of_study
    page = case.page.model_copy(update={"genre": Genre.UNCLEAR})
    assert replace(told, page=page).tells_of_study


def test_a_limit_told_as_a_possibility_is_sober(case: Case) -> None:
    """Both together; one alone is not."""
    types = (*case.claim.types, ClaimType.DISCLAIMER)
    for kinds, hedge, sober in (
        (types, Hedge.STRONG, True),
        (types, Hedge.WEAK, False),
        (case.claim.types, Hedge.STRONG, False),
    ):
        claim = case.claim.model_copy(update={"types": kinds, "hedge": hedge})
        assert replace(case, claim=claim).sober is sober


def test_a_study_is_the_subject_unless_a_benefit_is_told(checker: Checker) -> None:
    """Something is said of the study, and not of the treatment."""
    case = _first(checker, "Our trial of stem cells in autism is approved by the FDA.")
    for type_, subject in ((ClaimType.REGULATORY, True), (ClaimType.EFFICACY, False)):
        claim = case.claim.model_copy(update={"types": (type_,)})
        assert replace(case, claim=claim).speaks_of_study is subject


def test_a_cue_is_quoted_and_without_one_the_whole(checker: Checker) -> None:
    """The words that showed the type, not those that showed another one."""
    case = _first(checker, "Stem cells cure autism and have no side effects.")
    place = case.cue_span(ClaimType.SAFETY)
    assert case.page.text[place.start : place.end] == "no side effects"
    whole = case.cue_span(ClaimType.URGENCY)
    assert (whole.start, whole.end) == (case.claim.start, case.claim.end)


def _with(case: Case, **fields: object) -> Case:
    return replace(case, claim=case.claim.model_copy(update=fields))


def test_a_rival_that_is_named_is_run_down_whatever_we_hold(checker: Checker) -> None:
    """Where nothing is known of the treatment a comparison weighs less, unless it names one."""
    rule = BY_ID["EFF-10"]
    named = next(conditions.cases_of(checker, "Our cells work better than chelation in autism."))
    assert (
        conditions.weight_of(rule, named)
        == conditions.weight_of(rule, conditions.CHANGES["not_held"](named))
        == 2
    )


def test_what_is_only_read_as_safety_is_not_called_safe(case: Case) -> None:
    """Without a word or a cue for it there is nothing to quote."""
    assert conditions.weight_of(BY_ID["SAF-01"], _with(case, types=(ClaimType.SAFETY,))) is None


def test_a_story_needs_a_patient_or_a_benefit(checker: Checker) -> None:
    """What the page itself tells of the day of a child is none."""
    story = BY_ID["TES-01"]
    case = conditions.example_of(checker, story)
    assert conditions.weight_of(story, case) == 2
    told = _with(case, types=(ClaimType.TESTIMONIAL,), speaker=Speaker.PAGE)
    assert conditions.weight_of(story, told) is None


def test_rules_of_an_agency_that_are_kept_are_no_finding_where_care_is_proven(
    checker: Checker,
) -> None:
    """Then it is a plain fact about how it is made."""
    rule = BY_ID["REG-02"]
    case = next(conditions.cases_of(checker, "Our stem cells comply with FDA regulations."))
    assert conditions.weight_of(rule, case) == 2
    assert conditions.weight_of(rule, conditions.CHANGES["shown"](case)) is None
