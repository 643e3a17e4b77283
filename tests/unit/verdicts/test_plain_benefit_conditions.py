"""What a plain benefit hangs on: which treatment is meant, in whom, and what is said on top."""

from __future__ import annotations

from typing import Any

import pytest

from claimcheck.schema import (
    BlockKind,
    ClaimType,
    FigureKind,
    FigureUnit,
    MentionOrigin,
    PrimaryResult,
)
from claimcheck.verdicts.case import Case
from claimcheck.verdicts.overstated import (
    added_to_benefit,
    names_pair,
    reports_no_trial,
    states_benefit_plainly,
)
from claimcheck.vocabulary import ANY_CONDITION
from tests.unit.verdicts.made_cases import (
    Named,
    condition,
    figure,
    made,
    outcome,
    profile,
    result,
    treatment,
    trial,
)
from tests.unit.verdicts.made_pages import each

_AUTISM = condition("autism", "autism")
_OXYGEN = treatment("hbot", "oxygen")
_SENTENCE, _PAGE = MentionOrigin.SENTENCE, MentionOrigin.PAGE
_HEADING, _CONTEXT = MentionOrigin.HEADING, MentionOrigin.CONTEXT


def _names(quote: str, *named: Named, **fields: Any) -> bool:
    return names_pair(made(quote, *(named or (_OXYGEN, _AUTISM)), **fields))


def test_a_pair_is_named_by_both_its_halves() -> None:
    """In a passage that is no heading."""
    quote = "So oxygen eases autism."
    assert _names(quote)
    assert not _names(quote, _OXYGEN)
    assert not _names(quote, _AUTISM)
    assert not _names(quote, kind=BlockKind.HEADING)


@pytest.mark.parametrize(
    "words",
    [
        *each("So oxygen ", "helps|works in|improves|reduces|eases|relieves|prevents|lowers|"
                            "controls|"
              "protects from|treats|treated|restores|slows|lessens|cuts|keeps off|makes nil|"
              "gives way|"
              "brings less|lifts|stops|is for|are for|can do for|may do for|has been for|have been "
              "for|shown in|found in|effective in|of benefit in", " autism"),
        *each("So oxygen for autism", ".|!|?|;", ""),
    ],
)  # fmt: skip
def test_a_passage_states_something_by_a_verb_or_a_full_stop(words: str) -> None:
    """Without either it is a label."""
    assert _names(words)
    assert not _names("So oxygen for autism")
    assert not _names("So oxygen to treat autism")


@pytest.mark.parametrize(
    "words",
    [
        *each("Larch ", "boosts|enhances|strengthens|complements|combines with|adds to|added to|"
              "may add to|boosts all of the good", " oxygen and eases autism."),
        *each("Larch eases ", "sickness|nausea|vomiting|side effects|side-effects|aftereffects|"
              "after-effects|fatigue|tiredness|neuropathy|hair loss|sores|flushes|infections|"
              "complications|damage|nausea for long", " after oxygen in autism."),
        *each("Larch eases nausea ", "during|from|of|due to|caused by|with|after the|from your",
              " oxygen in autism."),
        *each("Larch eases autism ", "during|throughout|alongside|while on|while having|"
              "during the|during your|during their|during his|during her", " oxygen."),
        *each("If oxygen ", "is no longer|are not|was not|were not|has not|have not|do not|"
                            "does not|"
              "did not|can not|could not|fails to be|stops working and is|stop working and are|"
              "alone is not|isn't|not", " enough, larch eases autism."),
    ],
)  # fmt: skip
def test_a_treatment_may_be_named_for_another_s_sake(words: str) -> None:
    """What boosts it, eases its ill effects or comes next is another one."""
    assert not _names(words)
    assert _names("Larch or oxygen eases autism.")
    first = treatment("hbot", "Oxygen")
    assert not _names("Oxygen is not enough, larch eases autism.", first, _AUTISM)


@pytest.mark.parametrize(
    "words",
    each("So oxygen helps people ", "without|with no|free of|besides|apart from|other than|"
         "in addition to|without any", " autism"),
)  # fmt: skip
def test_a_condition_may_be_named_for_others(words: str) -> None:
    """Those who do not have it, or who have more than that."""
    assert not _names(words)
    assert _names("So oxygen helps people with autism")


@pytest.mark.parametrize(
    "words",
    each("", "It|They|This|These|The treatment|The therapy|The medicine|The medication|The drug|"
         "The vaccine|The operation|The procedure|The surgery|The device|The training|"
         "The exercise|The exercises|The tablet|The injection|Here so often it", " eases autism."),
)  # fmt: skip
@pytest.mark.parametrize("origin", [_HEADING, _CONTEXT])
def test_a_passage_points_back_to_what_stands_above(words: str, origin: MentionOrigin) -> None:
    """Another subject may be another treatment."""
    above = {"above": ("All of oxygen",)}
    named = (treatment("hbot", "oxygen", origin), _AUTISM)
    assert _names(words, *named, **above)
    assert not _names(words, treatment("hbot", "oxygen", _PAGE), _AUTISM, **above)
    assert not _names("Larch eases autism.", *named, **above)


@pytest.mark.parametrize(
    ("of", "in_", "for_", "names"),
    [
        (_SENTENCE, _HEADING, None, True),
        (_SENTENCE, _PAGE, None, False),
        (_SENTENCE, _PAGE, _SENTENCE, True),
        (_SENTENCE, _PAGE, _HEADING, False),
        (_HEADING, _SENTENCE, None, True),
        (_HEADING, _HEADING, None, False),
        (_HEADING, _HEADING, _SENTENCE, True),
        (_HEADING, _HEADING, _HEADING, False),
    ],
)
def test_the_passage_itself_says_of_what_it_speaks(
    of: MentionOrigin, in_: MentionOrigin, for_: MentionOrigin | None, *, names: bool
) -> None:
    """By the condition, by the outcome, or by the treatment under a heading on the condition."""
    sleep = (outcome("sleep", "sleep", for_),) if for_ else ()
    named = (treatment("hbot", "oxygen", of), condition("autism", "autism", in_), *sleep)
    assert _names("It helps.", *named, above=("Of oxygen, autism and sleep",)) is names


def test_words_around_a_mention_are_those_of_the_passage() -> None:
    """A mention that stands before it or behind has none."""
    early = condition("autism", "ASD", _CONTEXT)
    assert _names("So oxygen helps those without pain.", _OXYGEN, early, before="ASD, ")
    before = treatment("hbot", "oxygen")
    assert _names("It eases autism.", before, _AUTISM, before="So oxygen: ")


def _added(quote: str, *named: Named, **fields: Any) -> str | None:
    return added_to_benefit(made(quote, *(named or (_OXYGEN, _AUTISM)), **fields))


@pytest.mark.parametrize(
    ("type_", "end", "added"),
    [
        (ClaimType.COMPARISON, "now", "how it compares with other care"),
        (ClaimType.COMPARISON, "beside a rest, measured against placebo", None),
        (ClaimType.SAFETY, "now", "safety"),
        (ClaimType.SAFETY, "beside a rest, measured against placebo", "safety"),
        (ClaimType.EFFICACY, "now", None),
    ],
)
def test_a_comparison_with_placebo_is_no_addition(
    type_: ClaimType, end: str, added: str | None
) -> None:
    """Whatever else is read in the passage is one."""
    assert _added(f"So oxygen eases autism {end}.", types=(type_,)) == added


_COUNTED = "So oxygen eases autism, with 67 seen."
_MORE = "how many it helps, or how much"


def _counting(kind: FigureKind, unit: FigureUnit = FigureUnit.PERCENT) -> str | None:
    told = figure(_COUNTED, "67", 67, 67, kind=kind, unit=unit)
    return _added(_COUNTED, figures=(told,))


@pytest.mark.parametrize("unit", list(FigureUnit))
def test_a_share_a_fold_a_ratio_and_points_are_results(unit: FigureUnit) -> None:
    """A count and a quantity of something else are none, unless people are counted."""
    shares = {FigureUnit.PERCENT, FigureUnit.FOLD, FigureUnit.RATIO, FigureUnit.POINTS}
    assert _counting(FigureKind.OTHER, unit) == (_MORE if unit in shares else None)
    assert _counting(FigureKind.RESPONDERS, unit) == _MORE


@pytest.mark.parametrize(
    "kind",
    [
        FigureKind.PRICE,
        FigureKind.DISCOUNT,
        FigureKind.DOSE,
        FigureKind.PREVALENCE,
        FigureKind.PARTICIPANTS,
        FigureKind.AGE,
        FigureKind.DURATION,
    ],
)
def test_what_is_no_result_is_none_in_per_cent(kind: FigureKind) -> None:
    """A discount of 67% helps nobody with an illness."""
    assert _counting(kind) is None


@pytest.mark.parametrize(("share", "recorded"), [(49.5, True), (50.5, True), (49.4, False)])
def test_half_a_point_is_rounding(share: float, *, recorded: bool) -> None:
    """On either side of what a record counts."""
    counted = result(PrimaryResult.NOT_A_TEST, numbers=("CGI: 6 of 12 improved",))
    record = trial(results=(counted,), interventions=("hbot",), conditions=("autism",))
    told = figure(_COUNTED, "67", share, share)
    added = _added(
        _COUNTED, _OXYGEN, _AUTISM, figures=(told,), trials=(record,),
        profiles=(profile(trials=(record.id,)),),
    )  # fmt: skip
    assert (added is None) is recorded


@pytest.mark.parametrize(
    ("low", "high", "of", "recorded"),
    [
        (67, 67, "hbot", True),
        (66.5, 67, "hbot", True),
        (66.4, 67, "hbot", False),
        (68, 68, "hbot", False),
        (66, 66, "hbot", False),
        (None, 67, "hbot", False),
        (67, None, "hbot", False),
        (67, 67, "chelation", False),
    ],
)
def test_a_share_is_recorded_where_a_record_of_the_pair_counts_it(
    low: float | None, high: float | None, of: str, *, recorded: bool
) -> None:
    """The same share, not a range, and of the same treatment."""
    counted = result(PrimaryResult.NOT_A_TEST, numbers=("CGI: 8 of 12 improved",))
    record = trial(results=(counted,), interventions=(of,), conditions=("autism",))
    told = figure(_COUNTED, "67", low, high)
    added = _added(
        _COUNTED, _OXYGEN, _AUTISM, figures=(told,), trials=(record,),
        profiles=(profile(trials=(record.id,)),),
    )  # fmt: skip
    assert (added is None) is recorded


@pytest.mark.parametrize(
    ("quote", "own", "other"),
    [
        ("So oxygen eases autism and asthma.", "autism", "asthma"),
        ("So oxygen eases autism and ASD.", "autism", None),
        ("So oxygen eases knee osteoarthritis.", "osteoarthritis", None),
        ("So oxygen eases osteoarthritis.", "knee_osteoarthritis", None),
        ("So oxygen eases autism in an asthma-like fog.", "autism", None),
        ("So oxygen eases autism and asthma.", ANY_CONDITION, None),
        ("So oxygen eases autism and asthma.", None, None),
    ],
)
def test_a_second_condition_is_an_addition(quote: str, own: str | None, other: str | None) -> None:
    """One of another kind than the first, as a word of its own."""
    named = (condition(own, "So"),) if own else ()
    added = _added(quote, _OXYGEN, *named)
    assert added == (f"another condition ({other})" if other else None)
    assert _added(quote, *named, treatment("hbot", "So")) == added
    if own == "autism":
        assert _added(quote, *named) == added


def test_the_name_of_a_treatment_names_no_second_condition() -> None:
    """An asthma inhaler in autism is one thing for one condition."""
    assert (
        _added("So asthma drops ease autism.", treatment("hbot", "asthma drops"), _AUTISM) is None
    )


def _quarrel(words: str) -> Case:
    return made(words)


@pytest.mark.parametrize(
    "words",
    each("", "We disagree|We dispute it|We reject it|We object|He objects|We objected|"
         "Contrary to them|It is wrong|It is wrongly said|We challenge it|He challenges it|"
         "We challenged it|We are challenging it|It is unfair|They are mistaken", "."),
)  # fmt: skip
def test_a_quarrel_reports_no_trial(words: str) -> None:
    """It sounds like a null result and is none."""
    assert reports_no_trial(_quarrel(words))
    assert not reports_no_trial(_quarrel("We agree."))


@pytest.mark.parametrize(
    ("quote", "plainly"),
    [
        ("So oxygen eases autism.", True),
        ("So oxygen eases autism for good.", False),
        ("So oxygen for autism", False),
    ],
)
def test_a_benefit_is_stated_plainly_with_its_pair_and_nothing_more(
    quote: str, *, plainly: bool
) -> None:
    """Both are needed."""
    assert states_benefit_plainly(made(quote, _OXYGEN, _AUTISM)) is plainly


def test_a_clinic_s_own_count_reports_no_trial() -> None:
    """Whatever it found in its own patients."""
    assert reports_no_trial(made("Four in ten of our patients felt no change."))


def test_a_name_inside_of_a_word_names_no_condition() -> None:
    """As in a compound."""
    assert _added("So oxygen eases autism in a non-asthma room.") is None
