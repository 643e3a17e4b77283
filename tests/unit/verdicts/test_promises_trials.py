"""What passages on trials must and must not be flagged for, beside the records that they cite."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from claimcheck.schema import (
    Allocation,
    ClaimType,
    Dimension,
    DimensionReading,
    EvidenceLevel,
    EvidenceProfile,
    Finding,
    Genre,
    Masking,
    MentionOrigin,
    OverallStatus,
    Phase,
    PrimaryResult,
    Reference,
    ReferenceKind,
    Registry,
    Standing,
    Trial,
    TrialMatch,
    TrialOutcome,
)
from claimcheck.verdicts.case import Case
from claimcheck.verdicts.rule import Rule
from claimcheck.verdicts.rules.trials import listed, misfit, no_results, product
from claimcheck.verdicts.rules.trials_cited import (
    other_condition,
    other_outcome,
    other_people,
    stopped,
)
from claimcheck.verdicts.rules.trials_design import early, weak_proof
from claimcheck.verdicts.rules.trials_success import borrowed, null_as_success
from tests.unit.verdicts.made_cases import (
    Named,
    condition,
    made,
    outcome,
    profile,
    result,
    treatment,
    trial,
)

_OXYGEN, _AUTISM = treatment("hbot", "oxygen"), condition("autism", "autism")
_PAGE = MentionOrigin.PAGE
_OPEN = (profile(),)
_ONE, _TWO = "NCT00000001", "NCT00000002"
_MET, _MISSED = result(PrimaryResult.MET), result(PrimaryResult.NOT_MET)
_OUTCOMES = (TrialOutcome(measure="Sleep", concepts=("sleep",)),)
_FURTHER = (TrialOutcome(measure="Words", concepts=("speech_language",)),)


def _case(
    quote: str,
    *named: Named,
    trials: Sequence[Trial] = (),
    profiles: Sequence[EvidenceProfile] = _OPEN,
    genre: Genre = Genre.SELLS,
    matches: tuple[TrialMatch, ...] = (),
    **fields: Any,
) -> Case:
    """A passage on a page that sells, with each number of a register in its block as a link."""
    case = made(
        quote,
        *(named or (_OXYGEN, _AUTISM)),
        trials=trials,
        profiles=profiles,
        genre=genre,
        **fields,
    )
    references = tuple(
        Reference(start=found.start(), end=found.end(), kind=ReferenceKind.NCT, id=found.group())
        for found in re.finditer(r"NCT\d{8}\b", case.page.text)
    )
    page = case.page.model_copy(update={"references": references})
    return replace(case, page=page, matches=matches)


def _found(rule: Rule, quote: str, *named: Named, **fields: Any) -> list[Finding]:
    return list(rule.findings(_case(quote, *named, **fields)))


def _quotes(rule: Rule, quote: str, *named: Named, **fields: Any) -> list[str]:
    return [finding.quote for finding in _found(rule, quote, *named, **fields)]


def _match(dimension: Dimension, standing: Standing) -> TrialMatch:
    reading = DimensionReading(standing=standing, claimed="adults", recorded="children")
    return TrialMatch(
        trial=_ONE,
        registry=Registry.CLINICALTRIALS_GOV,
        dimensions={dimension: reading},
        first_beyond=None,
        matched_alias="oxygen",
    )


def test_a_study_s_own_page_may_say_that_it_is_listed() -> None:
    """Where nothing is sold and nothing else is said."""
    types: dict[str, Any] = {"types": (ClaimType.REGULATORY,)}
    bare = "It is registered at ClinicalTrials.gov."
    more = "Oxygen for autism is registered at ClinicalTrials.gov."
    above = ("On oxygen and autism.",)
    far = (treatment("hbot", "oxygen", _PAGE), condition("autism", "autism", _PAGE))
    unclear: dict[str, Any] = {"genre": Genre.UNCLEAR, "above": above, **types}
    assert _found(listed, bare, *far, **unclear) == []
    assert len(_found(listed, more, treatment("hbot", "Oxygen"), _AUTISM, **unclear)) == 1
    assert [f.severity for f in _found(listed, bare, *far, above=above, **types)] == [3]


def test_safety_leans_on_a_product_where_it_is_sold() -> None:
    """A page that sells nothing, or tells of a study, does not."""
    none = (profile(registered=0, with_results=0, best_level=EvidenceLevel.NONE),)
    quote = "So oxygen is without danger in autism."
    safe: dict[str, Any] = {"types": (ClaimType.SAFETY,), "profiles": none}
    assert _quotes(product, quote, **safe) == ["oxygen"]
    assert _quotes(product, quote, genre=Genre.UNCLEAR, **safe) == []
    assert _quotes(product, quote, headings=("A phase 1 trial",), **safe) == []


def _overdue(*days: str | None) -> str:
    ids = [f"NCT0000000{number}" for number in range(1, len(days) + 1)]
    trials = [trial(id_, completion_date=day) for id_, day in zip(ids, days, strict=True)]
    held = profile(with_results=0, best_level=EvidenceLevel.NONE, overdue_results=tuple(ids))
    [found] = _found(no_results, "So oxygen eases autism.", trials=trials, profiles=(held,))
    return found.message


def test_a_trial_whose_result_is_overdue_is_named_with_the_year_of_its_end() -> None:
    """Where the record tells it, and three of them at most."""
    ended = "Ended more than a year ago, and no result in our copy"
    assert ended not in _overdue()
    assert _overdue("2019-05").endswith(f"{ended}: NCT00000001 (2019).")
    assert _overdue(None).endswith(f"{ended}: NCT00000001.")
    named = "NCT00000001 (2019), NCT00000002 (2020), NCT00000003 (2021)."
    assert _overdue("2019", "2020", "2021", "2022").endswith(f"{ended}: {named}")


def test_a_number_with_too_many_digits_is_told_below_no_heading_too() -> None:
    """In a list of references it is left alone."""
    quote = "For oxygen in autism see NCT123456789."
    assert _quotes(misfit, quote) == ["NCT123456789"]
    assert _quotes(misfit, quote, headings=("References",)) == []


def test_a_number_is_quoted_where_it_stands_and_else_the_passage_is() -> None:
    """A short line after a passage on a study belongs to it."""
    asthma = (trial(conditions=("asthma",)),)
    inside = f"A study of oxygen in autism is {_ONE}"
    assert _quotes(misfit, inside, trials=asthma) == [_ONE]
    first = f"{_ONE} is a study of oxygen in autism."
    assert _quotes(misfit, first, trials=asthma) == [_ONE]
    beside = "A study of oxygen in autism."
    assert _quotes(misfit, beside, after=f" See {_ONE}.", trials=asthma) == [beside]


def test_a_number_that_is_not_held_is_told_only_where_something_was_gathered() -> None:
    """It may be in the register all the same."""
    quote = f"A study of oxygen in autism is {_ONE}."
    assert [f.severity for f in _found(misfit, quote)] == [0]
    assert _found(misfit, quote, profiles=()) == []


@pytest.mark.parametrize("topics", [("autism", "asthma"), ("neurodevelopmental",)])
def test_a_trial_on_the_same_or_a_broader_topic_fits(topics: tuple[str, ...]) -> None:
    """Whatever else it is about."""
    fits = (trial(conditions=topics),)
    assert _found(misfit, f"A study of oxygen in autism is {_ONE}.", trials=fits) == []
    proves = f"The trial {_ONE} proves that oxygen helps in autism."
    assert _found(other_condition, proves, trials=fits) == []
    assert _found(other_condition, proves, trials=(trial(),)) == []


def test_another_condition_is_told_of_what_the_passage_itself_names() -> None:
    """By the number of a trial, and beside a condition in the same sentence."""
    asthma = trial(conditions=("asthma",), short_name="VANE LAKE")
    proves = f"The trial {_ONE} proves that oxygen helps in autism."
    assert _quotes(other_condition, proves, trials=(asthma,)) == [_ONE]
    far = (_OXYGEN, condition("autism", "autism", _PAGE))
    bare = f"The trial {_ONE} proves that oxygen helps."
    assert _found(other_condition, bare, *far, trials=(asthma,), above=("On autism.",)) == []
    by_name = "The VANE LAKE trial proves that oxygen helps in autism."
    held = (profile(trials=(_ONE,)),)
    assert _found(other_condition, by_name, trials=(asthma,), profiles=held) == []


def test_studies_in_one_condition_beside_a_promise_for_another() -> None:
    """Only a promise of a seller leans on them, and the studied condition is the one named so."""
    quote = "Studies in asthma show that oxygen helps with autism."
    [found] = _found(other_condition, quote)
    assert "studies of asthma and speaks of autism" in found.message
    assert _found(other_condition, quote, genre=Genre.UNCLEAR) == []
    assert _found(other_condition, quote, types=(ClaimType.AUTHORITY,)) == []
    mice = "Studies in mice show that oxygen helps with autism and asthma."
    assert _found(other_condition, mice) == []


_SLEEP = outcome("sleep", "sleep")
_WORDS = outcome("speech_language", "words")


def test_an_outcome_beyond_the_record_is_told_of_what_the_sentence_names() -> None:
    """And whether the record, or only our copy, lists no further ones."""
    quote = f"The trial {_ONE} found that oxygen improves words in autism."
    beyond = (_match(Dimension.OUTCOME, Standing.BEYOND),)
    sets: dict[str, Any] = {"matches": beyond, "trials": (trial(primary_outcomes=_OUTCOMES),)}
    [found] = _found(other_outcome, quote, _OXYGEN, _AUTISM, _WORDS, **sets)
    assert f"The outcomes that {_ONE} lists in our copy do not name" in found.message
    sets["trials"] = (trial(primary_outcomes=_OUTCOMES, secondary_outcomes=()),)
    [found] = _found(other_outcome, quote, _OXYGEN, _AUTISM, _WORDS, **sets)
    assert f"The outcomes that {_ONE} lists do not name" in found.message
    far = outcome("speech_language", "words", _PAGE)
    assert _found(other_outcome, quote, _OXYGEN, _AUTISM, far, **sets) == []


def test_a_further_outcome_is_not_the_main_one() -> None:
    """Where the record lists it among the further ones, and not as its main one."""
    quote = f"The main goal of {_ONE} was words, and oxygen improved words in autism."
    of = (_OXYGEN, _AUTISM, _WORDS)
    both = (*_OUTCOMES, *_FURTHER)

    def found(**fields: Any) -> int:
        return len(_found(other_outcome, quote, *of, trials=(trial(**fields),)))

    assert found(primary_outcomes=_OUTCOMES, secondary_outcomes=_FURTHER) == 1
    assert found(primary_outcomes=_FURTHER, secondary_outcomes=both) == 0
    assert found(primary_outcomes=_OUTCOMES, secondary_outcomes=_OUTCOMES) == 0
    assert found(primary_outcomes=_OUTCOMES) == 0


def test_a_place_is_no_trial_that_could_have_other_people() -> None:
    """Our copy may lack the one that is meant."""
    duke = (trial(sponsor="Duke University", conditions=("autism",)),)
    held = (profile(trials=(_ONE,)),)
    sets: dict[str, Any] = {"trials": duke, "profiles": held}
    sets["matches"] = (_match(Dimension.PEOPLE, Standing.BEYOND),)
    place = "Duke showed that oxygen helps adults with autism."
    assert _found(other_people, place, **sets) == []
    assert _found(null_as_success, place, **sets) == []
    number = f"The trial {_ONE} showed that oxygen helps adults with autism."
    assert _quotes(other_people, number, **sets) == [_ONE]


def test_only_a_trial_that_was_completed_is_no_longer_open() -> None:
    """One that is recruiting may be told so."""
    quote = f"Join the trial of oxygen in autism, {_ONE} is still open."
    done = (trial(overall_status=OverallStatus.COMPLETED),)
    assert _quotes(stopped, quote, trials=done) == [_ONE]
    runs = (trial(overall_status=OverallStatus.RECRUITING),)
    assert _found(stopped, quote, trials=runs) == []


@pytest.mark.parametrize(
    ("design", "words"),
    [
        ({"allocation": Allocation.NA, "masking": Masking.NONE}, "had no comparison group"),
        ({"allocation": Allocation.NON_RANDOMIZED, "masking": Masking.NONE},
         "were not assigned by chance"),
        ({"masking": Masking.NONE}, "knew who was given what"),
    ],
)  # fmt: skip
def test_the_gravest_weakness_of_a_design_is_told(design: dict[str, Any], words: str) -> None:
    """That there was no comparison group comes first."""
    quote = f"The trial {_ONE} proves that oxygen eases autism."
    [found] = _found(weak_proof, quote, trials=(trial(**design),))
    assert words in found.message


@pytest.mark.parametrize(
    ("phases", "is_early"),
    [
        ((Phase.EARLY_PHASE1,), True),
        ((Phase.PHASE1,), True),
        ((Phase.EARLY_PHASE1, Phase.PHASE1), True),
        ((Phase.PHASE1, Phase.PHASE2), False),
        ((), False),
        (None, False),
    ],
)
def test_an_early_trial_has_no_later_phase(
    phases: tuple[Phase, ...] | None, *, is_early: bool
) -> None:
    """And some phase is known of it."""
    quote = f"The trial {_ONE} showed that oxygen eases autism."
    assert bool(_found(early, quote, trials=(trial(phases=phases),))) is is_early


_SHOWED = f"The trial {_ONE} showed that oxygen helps in autism."


def test_a_goal_that_one_result_reached_is_not_told_as_missed() -> None:
    """Of results that all missed it one confirmed is enough for the full weight."""

    def weights(*results: Any) -> list[int]:
        record = trial(results=results, interventions=("hbot", "melatonin"))
        return [f.severity for f in _found(null_as_success, _SHOWED, trials=(record,))]

    doubtful = result(PrimaryResult.NOT_MET, confirmed=False)
    assert weights(_MISSED) == [3]
    assert weights(_MISSED, _MET) == []
    assert weights(_MISSED, doubtful) == [3]
    assert weights(doubtful) == [2]


def test_a_trial_that_is_named_is_the_one_that_is_told() -> None:
    """One that only fits the words is told with that doubt."""
    named = trial(short_name="VANE LAKE", results=(_MISSED,), interventions=("hbot",))
    held = (profile(trials=(_ONE,)),)
    quote = "The VANE LAKE trial showed that oxygen helps in autism."
    [found] = _found(null_as_success, quote, trials=(named,), profiles=held)
    assert found.message.startswith(f"It tells {_ONE} as a success.")
    assert found.severity == 3


def _of_place(*trials: Trial) -> list[Finding]:
    held = (profile(trials=tuple(one.id for one in trials)),)
    quote = "Researchers at Duke showed that oxygen helps in autism."
    return _found(null_as_success, quote, trials=trials, profiles=held)


def _duke(number: int = 1, **fields: Any) -> Trial:
    return trial(f"NCT0000000{number}", sponsor="Duke University", **fields)


def test_a_place_is_held_against_its_controlled_trials() -> None:
    """All that tested a benefit must have missed their goal; those without a group stand beside."""
    chance: dict[str, Any] = {"allocation": Allocation.RANDOMIZED}
    missed = _duke(1, results=(_MISSED,), **chance)
    [found] = _of_place(missed)
    assert found.trials == (_ONE,)
    untested = _duke(2, **chance)
    assert [f.trials for f in _of_place(missed, untested)] == [(_ONE,)]
    reached = _duke(2, results=(_MET,), **chance)
    assert _of_place(missed, reached) == []
    alone = _duke(2, results=(_MET,))
    [found] = _of_place(missed, alone)
    assert found.trials == (_ONE, _TWO)
    assert f"Without a comparison group: {_TWO}" in found.message
    bare = _duke(2)
    [found] = _of_place(missed, bare)
    assert found.trials == (_ONE,)
    assert _of_place(_duke(1, results=(_MISSED,)), _duke(2)) == []


def test_of_trials_that_others_own_the_telling_ones_come_first() -> None:
    """Controlled ones, then large ones, then by their number; three are told with their size."""
    chance: dict[str, Any] = {"allocation": Allocation.RANDOMIZED}

    def size(count: int) -> dict[str, Any]:
        return {"enrollment": {"count": count}}

    trials = (
        _duke(5, **size(900)),
        _duke(4, **size(20), **chance),
        _duke(3, **size(10), **chance),
        _duke(2, **size(10), **chance),
    )
    held = (profile(trials=tuple(one.id for one in trials)),)
    quote = "Studies at Duke show that our oxygen helps in autism."
    [found] = _found(borrowed, quote, trials=trials, profiles=held)
    assert [id_[-1] for id_ in found.trials] == ["4", "2", "3", "5"]
    told = "NCT00000004 (20 people), NCT00000002 (10 people), NCT00000003 (10 people) our copy"
    assert told in found.message
