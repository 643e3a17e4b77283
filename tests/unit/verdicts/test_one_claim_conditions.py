"""What is asked of one claim: its rivals, its patient, its page, its records and its wording."""

from __future__ import annotations

import re
from typing import Any

import pytest

from claimcheck.schema import (
    ClaimType,
    CueHit,
    EvidenceLevel,
    Genre,
    Hedge,
    Reach,
    Span,
)
from claimcheck.settings import WORDS_OF_A_PAGE
from claimcheck.verdicts.case import Case, Support
from tests.unit.verdicts.made_cases import condition, made, profile, treatment
from tests.unit.verdicts.made_pages import each

_QUOTE = "So oxygen lifts autism."
_OXYGEN, _AUTISM = treatment("hbot", "oxygen"), condition("autism", "autism")
_SELLS, _INFORMS = Genre.SELLS, Genre.INFORMS


@pytest.mark.parametrize(
    "heading",
    [
        *each("A phase ", "1|2|3|4|I|II|III|IV", " of it"),
        "On NCT00000001",
        *each("In 2021 a ", "trial|study|research paper|review|meta-analysis", ""),
        "In 1999 a trial",
    ],
)
def test_a_heading_may_name_a_study(heading: str) -> None:
    """Any of those above; what stands below is told of it."""
    assert made(_QUOTE, headings=(heading,), genre=_SELLS).tells_of_study
    assert made(_QUOTE, headings=(heading, "More"), genre=_SELLS).tells_of_study
    assert not made(_QUOTE, headings=("A trial",), genre=_SELLS).tells_of_study
    assert not made(_QUOTE, headings=("In 1812 a trial",), genre=_SELLS).tells_of_study


@pytest.mark.parametrize(
    "words",
    [
        *each("It did more ", "than|versus|vs|vs.|compared to|compared with|and", " placebo"),
        *each("It did more than ", "the placebo|sham|control|controls|a placebo|the good sham", ""),
        *each("It was so in ", "control|placebo|both|either|each|two", " groups"),
        *each("It was so in both ", "group|arms|arm", ""),
    ],
)
def test_groups_are_set_side_by_side(words: str) -> None:
    """In one of many ways; a rest that is rested is no group."""
    assert made(words).compares_groups
    assert not made("It did more than a rest").compares_groups


@pytest.mark.parametrize(
    "scale",
    each("", "Scores|scores|Subscale|subscales|Vane Scale|Vane scale|oxford scale|"
             "functional scales|"
         "Progression-free survival|progression-free survival|Event-free survival|"
         "event-free survival|Ashworth|Ash worth|ash worth|CARS|ATEC|VABS|SRS|ABC|KOOS|WOMAC|NPRS|"
         "SF-36|GMFM|EDSS|UPDRS|ALSFRS|HAM-D|MADRS", ""),
)  # fmt: skip
def test_a_scale_of_trials_tells_of_a_study_where_nothing_is_sold(scale: str) -> None:
    """Or where a page that sells weighs evidence again and again."""
    words = f"It is seen ({scale}) here."
    assert made(words).tells_of_study
    assert not made("It is seen here.").tells_of_study
    assert not made(words, genre=_SELLS).tells_of_study
    assert made(words, genre=_SELLS, signs={"evidence_weighed": 3}).tells_of_study
    assert not made(words, genre=_SELLS, signs={"evidence_weighed": 2}).tells_of_study
    assert not made(words, genre=_SELLS, signs={"other": 9}).tells_of_study


@pytest.mark.parametrize(
    ("of", "in_", "cells"),
    [
        ("stem_cells", "autism", True),
        ("exosomes", "autism", True),
        ("car_t", "autism", False),
        ("hsct", "autism", False),
        ("hbot", "autism", False),
        ("stem_cells", "leukaemia", False),
        ("stem_cells", None, True),
        (None, "autism", False),
    ],
)
def test_licensed_cells_stand_apart(of: str | None, in_: str | None, *, cells: bool) -> None:
    """And so does blood, where transplants are licensed care."""
    named = [treatment(of, "oxygen")] if of else []
    named += [condition(in_, "autism")] if in_ else []
    assert made(_QUOTE, *named).is_cell_product is cells


_MECHANISM = (ClaimType.MECHANISM,)


@pytest.mark.parametrize(
    "body",
    each("", "brain|nerve|neurons|myelin|axons|synapses|glia|astrocytes|immunity|inflammation|"
         "cytokines|tissue|cell|gene|metabolism|microcirculation|blood|cause|network|regeneration|"
         "repair|plasticity|pathway|receptor|mechanism|disturbances", ""),
)  # fmt: skip
def test_a_treatment_acts_in_the_body(body: str) -> None:
    """Said as a thing that it does; a thing outside of the body is none."""
    words = f"It acts on this: {body}."
    assert made(words, types=_MECHANISM).acts
    assert made(words, types=_MECHANISM, hedge=Hedge.WEAK).acts
    assert not made(words, types=_MECHANISM, hedge=Hedge.STRONG).acts
    assert not made(words, types=_MECHANISM, genre=_INFORMS).acts
    assert not made(words, types=(*_MECHANISM, ClaimType.DISCLAIMER)).acts
    assert not made("It acts on this: tea.", types=_MECHANISM).acts


@pytest.mark.parametrize(
    "words",
    each("Larch is better ", "than|unlike|instead of|rather than|compared to|compared with|"
         "in contrast to|versus|vs|vs.|than a very good old", " oxygen."),
)  # fmt: skip
def test_a_treatment_may_be_the_rival(words: str) -> None:
    """Where it stands right behind a word that sets it against the own one."""
    assert made(words, _OXYGEN).names_rival
    assert not made("Larch is better with oxygen.", _OXYGEN).names_rival
    assert not made(words, condition("autism", "oxygen")).names_rival


def test_what_stands_above_a_passage_is_no_rival_in_it() -> None:
    """The words before a mention are those of the passage."""
    case = made("It is better than rest.", treatment("hbot", "HBOT"), before="HBOT ")
    assert not case.names_rival


def _told_of(claimed: str | None, words: str) -> bool:
    """Whether records of the claim's own pair still speak for it."""
    in_ = claimed or "autism"
    named = (condition(claimed, "It"),) if claimed else ()
    pair = profile("hbot", in_)
    case = made(words, treatment("hbot", "eased"), *named, profiles=(pair,))
    return case.own is not None


@pytest.mark.parametrize("who", ["patient", "sufferer", "survivor", "warrior"])
def test_a_patient_of_another_disease_speaks_for_that(who: str) -> None:
    """Her short name stands before the word for her."""
    assert not _told_of("autism", f"It eased me. - Ida, COPD {who}")
    assert _told_of("copd", f"It eased me. - Ida, COPD {who}")
    assert _told_of("autism", f"It eased me. - Ida, BREE {who}")
    assert _told_of("autism", f"It eased me. - Ida, non-COPD {who}")
    assert _told_of("autism", f"It eased me. - Ida, of COPD, no {who}")


@pytest.mark.parametrize(
    ("claimed", "told"),
    [("crohns", True), ("ibd", True), ("psoriasis", False)],
)
def test_a_patient_of_a_wider_disease_may_have_this_one(claimed: str, *, told: bool) -> None:
    """And one of a narrower disease has the wider."""
    assert _told_of(claimed, "It eased me. - Ida, IBD patient") is told
    assert _told_of("neurodevelopmental", "It eased me. - Ida, ASD patient")


def test_a_patient_of_any_disease_may_speak_where_none_is_claimed() -> None:
    """Then it cannot be another one."""
    pair = profile("hbot", "any_condition")
    case = made("It eased me. - Ida, IBD patient", treatment("hbot", "eased"), profiles=(pair,))
    assert case.own is pair


@pytest.mark.parametrize(
    "words",
    [
        *each("", "The|This|Our|The good old", " study says it."),
        *each("The ", "trial|research", " says it."),
    ],
)
def test_a_study_may_be_what_a_passage_speaks_of(words: str) -> None:
    """Where it holds out no benefit."""
    assert made(words, types=_MECHANISM).speaks_of_study
    assert not made(words).speaks_of_study
    assert not made("Some study says it.", types=_MECHANISM).speaks_of_study


@pytest.mark.parametrize(
    ("in_", "without"),
    [
        ("autism", True),
        ("cerebral_palsy", True),
        ("down_syndrome", True),
        ("neurodevelopmental", True),
        ("psoriasis", False),
        (None, False),
    ],
)
def test_no_cure_is_known_of_some_conditions(in_: str | None, *, without: bool) -> None:
    """Then words alone go too far, unless the page informs."""
    named = (condition(in_, "autism"),) if in_ else ()
    case = made(_QUOTE, *named)
    assert (case.support, case.without_cure) == (Support.UNKNOWN, without)
    assert case.unshown is without
    assert not made(_QUOTE, *named, genre=_INFORMS).unshown


@pytest.mark.parametrize(
    "words",
    [
        *each("", "Ask us|You are to ask us|Come and ask us|You should ask us|First, ask us|"
              "First: ask us|First; ask us|Come. Ask us|It is false|There is none|"
              "It isn't approved|"
              "It isn't yet approved|It is not approved|It was never approved|"
              "There is no approval|It is not licensed|It is not licenced|It is not registered",
              "."),
    ],
)  # fmt: skip
def test_a_passage_may_advise(words: str) -> None:
    """To ask, or by a denial of what a seller would claim."""
    assert made(words).advises
    assert not made("They ask us, and it is approved.").advises


def _with(*, genre: Genre = Genre.UNCLEAR, **fields: Any) -> Case:
    pair = profile(**fields)
    return made(_QUOTE, _OXYGEN, _AUTISM, profiles=(pair,), genre=genre)


def test_what_nothing_is_known_of_is_questionable_where_nobody_informs() -> None:
    """And weighs one less, but something."""
    unknown = made(_QUOTE, _OXYGEN, _AUTISM)
    assert unknown.questionable
    assert not made(_QUOTE, _OXYGEN, _AUTISM, genre=_INFORMS).questionable
    assert [unknown.softened(weight) for weight in (3, 2, 1)] == [2, 1, 1]
    left_open = _with()
    assert left_open.questionable
    assert _with(genre=_INFORMS).questionable
    assert [left_open.softened(weight) for weight in (3, 2, 1)] == [3, 2, 1]
    shown = _with(best_level=EvidenceLevel.HIGH, judged=EvidenceLevel.HIGH)
    assert not shown.questionable


def test_a_null_result_that_came_by_chance_denies_little() -> None:
    """Most proven care has one; a pair that was searched for stands."""
    null: dict[str, Any] = {"best_level": EvidenceLevel.NEGATIVE}
    assert _with(**null).support is Support.NEGATIVE
    assert _with(**null, reach=Reach.SELECTION).support is Support.UNKNOWN
    assert _with(**null, reach=Reach.SELECTION, reviews=("one",)).support is Support.NEGATIVE


@pytest.mark.parametrize(("more", "nothing"), [(0, True), (-1, False)])
def test_an_excerpt_is_too_short_to_tell_that_nothing_is_sold(more: int, *, nothing: bool) -> None:
    """The least number of words is enough."""
    rest = " ".join(["larch"] * (WORDS_OF_A_PAGE - len(_QUOTE.split()) + more))
    assert made(_QUOTE, below=(rest,)).sells_nothing is nothing
    assert not made(_QUOTE, below=(rest,), genre=_SELLS).sells_nothing


def test_a_claim_has_its_types_and_no_others() -> None:
    """Any of those that are asked for."""
    case = made(_QUOTE, types=(ClaimType.CURE, ClaimType.SAFETY))
    assert case.has(ClaimType.SAFETY)
    assert case.has(ClaimType.EFFICACY, ClaimType.CURE)
    assert not case.has(ClaimType.EFFICACY)


def test_words_that_are_found_have_their_place_on_the_page() -> None:
    """Nothing that is found has none."""
    case = made(_QUOTE, before="Well: ")
    assert case.says(re.compile("oxygen")) == Span(start=9, end=15)
    assert case.says(re.compile("larch")) is None
    assert case.says(re.compile("x*")) is None


def test_the_words_that_showed_a_type_are_its_cue() -> None:
    """The first of them; else the whole passage."""
    cues = (
        CueHit(start=0, end=2, rule_or_pattern="one", type=ClaimType.SAFETY),
        CueHit(start=3, end=9, rule_or_pattern="two", type=ClaimType.CURE),
    )
    case = made(_QUOTE, cues=cues)
    assert case.cue_span(ClaimType.CURE) == Span(start=3, end=9)
    assert case.cue_span(ClaimType.CURE, ClaimType.SAFETY) == Span(start=0, end=2)
    assert case.cue_span(ClaimType.EFFICACY) == Span(start=0, end=len(_QUOTE))
