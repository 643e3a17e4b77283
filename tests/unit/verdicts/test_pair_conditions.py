"""What speaks for a claim: its own pair or the treatment as a whole, and what that adds up to."""

from __future__ import annotations

from typing import Any

import pytest

from claimcheck.schema import (
    ClaimType,
    CueHit,
    EvidenceLevel,
    EvidenceProfile,
    Genre,
    Hedge,
    Reach,
    Speaker,
)
from claimcheck.verdicts.case import Support, support_of
from claimcheck.vocabulary import ANY_CONDITION
from tests.unit.verdicts.made_cases import condition, made, profile, treatment

_QUOTE = "So oxygen lifts autism."
_PAIR = (treatment("hbot", "oxygen"), condition("autism", "autism"))
_CELLS = (treatment("stem_cells", "oxygen"), condition("autism", "autism"))
_L, _S = EvidenceLevel, Support
_CHANCE = {"reach": Reach.SELECTION}
_NOTHING = {"best_level": _L.NONE, "registered": 0, "with_results": 0}
_SHOWN = {"best_level": _L.HIGH, "judged": _L.HIGH}


@pytest.mark.parametrize(
    ("fields", "support"),
    [
        ({"best_level": _L.HIGH}, _S.SUPPORTED),
        ({"best_level": _L.MODERATE}, _S.SUPPORTED),
        ({"best_level": _L.LOW}, _S.UNCERTAIN),
        ({"best_level": _L.VERY_LOW}, _S.UNCERTAIN),
        ({"best_level": _L.NEGATIVE}, _S.NEGATIVE),
        ({"best_level": _L.HIGH, **_CHANCE}, _S.UNKNOWN),
        ({"best_level": _L.LOW, **_CHANCE}, _S.UNKNOWN),
        ({"best_level": _L.NEGATIVE, **_CHANCE}, _S.NEGATIVE),
        ({**_SHOWN, **_CHANCE}, _S.SUPPORTED),
        ({"best_level": _L.HIGH, "judged": _L.LOW}, _S.UNKNOWN),
        ({"best_level": _L.HIGH, "judged": _L.NONE}, _S.UNKNOWN),
        ({"best_level": _L.LOW, "judged": _L.HIGH}, _S.UNKNOWN),
        ({"best_level": _L.NEGATIVE, "judged": _L.LOW}, _S.UNCERTAIN),
        ({"best_level": _L.NEGATIVE, "judged": _L.NEGATIVE}, _S.NEGATIVE),
        (_NOTHING, _S.UNREGISTERED),
        ({**_NOTHING, **_CHANCE}, _S.UNKNOWN),
        ({**_NOTHING, **_CHANCE, "judged": _L.NONE}, _S.UNCERTAIN),
        ({**_NOTHING, **_CHANCE, "judged": _L.VERY_LOW}, _S.UNCERTAIN),
        ({**_NOTHING, **_CHANCE, "judged": _L.NEGATIVE}, _S.UNCERTAIN),
        ({**_NOTHING, **_CHANCE, "judged": _L.LOW}, _S.UNKNOWN),
        ({**_NOTHING, "judged": _L.NONE}, _S.UNREGISTERED),
        ({"best_level": _L.NONE, "with_results": 1}, _S.UNCERTAIN),
        ({"best_level": _L.NONE, "with_results": 0}, _S.NO_RESULTS),
        ({"best_level": _L.NONE, "with_results": 0, **_CHANCE, "judged": _L.LOW}, _S.UNKNOWN),
    ],
)
def test_what_a_profile_adds_up_to(fields: dict[str, Any], support: Support) -> None:
    """The milder of two views, and little where trials came here by chance."""
    assert support_of(profile(**fields)) is support


def test_without_a_profile_nothing_is_known() -> None:
    """Nobody looked."""
    assert support_of(None) is Support.UNKNOWN


_OTHER = profile("hbot", "psoriasis", **_SHOWN)


def _general(**fields: Any) -> EvidenceProfile:
    return profile("hbot", ANY_CONDITION, **fields)


_OPEN = _general()
_NULL = _general(best_level=_L.NEGATIVE)
_GOOD = _general(**_SHOWN)


@pytest.mark.parametrize("general", [_OPEN, _NULL])
def test_the_treatment_as_a_whole_speaks_where_nobody_looked_the_pair_up(
    general: EvidenceProfile,
) -> None:
    """If it was found without support."""
    vague = profile(best_level=_L.LOW, **_CHANCE)
    assert made(_QUOTE, *_PAIR, profiles=(_OTHER, vague, general)).own is general


@pytest.mark.parametrize(
    ("pair", "general"),
    [
        ({"best_level": _L.LOW, **_CHANCE}, _GOOD),
        ({"best_level": _L.LOW, **_CHANCE}, _OTHER),
        ({"best_level": _L.LOW, "judged": _L.HIGH, **_CHANCE}, _NULL),
        ({"best_level": _L.NEGATIVE, **_CHANCE}, _NULL),
        ({"best_level": _L.LOW}, _NULL),
    ],
)
def test_a_pair_speaks_for_itself_where_somebody_looked_or_something_was_found(
    pair: dict[str, Any], general: EvidenceProfile
) -> None:
    """And where the treatment as a whole is no less known."""
    own = profile(**pair)
    assert made(_QUOTE, *_PAIR, profiles=(_OTHER, own, general)).own is own


def test_without_a_pair_the_treatment_as_a_whole_speaks() -> None:
    """Whatever it says; a pair with another condition never does."""
    assert made(_QUOTE, *_PAIR, profiles=(_OTHER, _GOOD)).own is _GOOD
    assert made(_QUOTE, *_PAIR, profiles=(_OTHER,)).own is None


def test_nothing_speaks_for_a_rival() -> None:
    """The passage is about another treatment then."""
    words = "Larch is better than oxygen in autism."
    assert made(words, *_PAIR, profiles=(profile(),)).own is None


def test_the_widest_class_has_records() -> None:
    """Of the claim's own condition."""
    own, wide = profile("cord_blood", "autism"), profile("stem_cells", "autism")
    empty = profile("stem_cells", "autism", registered=0)
    named = (treatment("cord_blood", "oxygen"), condition("autism", "autism"))
    other = profile("stem_cells", "psoriasis")
    assert made(_QUOTE, *named, profiles=(own, wide, other)).widest is wide
    assert made(_QUOTE, *named, profiles=(own, empty)).widest is own
    assert made(_QUOTE, *named, profiles=(empty,)).widest is None


def test_cells_are_unsupported_where_nothing_is_known_of_them() -> None:
    """Regulators say so; where nothing was matched not even that is known."""
    vague = {"best_level": _L.LOW, **_CHANCE}
    assert made(_QUOTE, *_CELLS, profiles=(profile("stem_cells", **vague),)).unsupported
    assert not made(_QUOTE, *_CELLS).unsupported
    assert not made(_QUOTE, *_PAIR, profiles=(profile(**vague),)).unsupported
    assert made(_QUOTE, *_PAIR, profiles=(profile(),)).unsupported
    assert not made(_QUOTE, *_PAIR, profiles=(profile(**_SHOWN),)).unsupported


def test_what_is_unsupported_is_unshown_in_every_condition() -> None:
    """What is shown is not, even where no cure is known."""
    skin = (_PAIR[0], condition("psoriasis", "autism"))
    assert made(_QUOTE, *skin, profiles=(profile(condition="psoriasis"),)).unshown
    assert not made(_QUOTE, *_PAIR, profiles=(profile(**_SHOWN),)).unshown


_BOTH = {"primary_met": ("NCT00000001",), "primary_not_met": ("NCT00000002",)}


@pytest.mark.parametrize(
    ("fields", "weakly"),
    [
        ({"best_level": _L.LOW, "judged": _L.LOW}, True),
        ({"best_level": _L.LOW, "judged": _L.LOW, **_BOTH}, True),
        ({"best_level": _L.LOW}, True),
        ({"best_level": _L.LOW, **_BOTH}, False),
        ({"best_level": _L.LOW, "judged": _L.HIGH}, False),
        ({"best_level": _L.VERY_LOW, "judged": _L.LOW}, False),
        ({"best_level": _L.VERY_LOW}, False),
    ],
)
def test_a_benefit_is_shown_weakly(fields: dict[str, Any], *, weakly: bool) -> None:
    """With low certainty, agreed on or not looked up, and with no trial against another."""
    assert made(_QUOTE, *_PAIR, profiles=(profile(**fields),)).shown_weakly is weakly
    assert not made(_QUOTE, *_PAIR).shown_weakly


_SAYS = {"speaker": Speaker.THIRD_PARTY}
_LIMIT, _BENEFIT = ClaimType.DISCLAIMER, ClaimType.EFFICACY
_CUE = CueHit(start=0, end=2, rule_or_pattern="disclaimer.no_control_group")
_OTHER_CUE = CueHit(start=0, end=2, rule_or_pattern="disclaimer.other")


@pytest.mark.parametrize(
    ("quote", "fields", "sober"),
    [
        (_QUOTE, {}, False),
        (_QUOTE, {"genre": Genre.INFORMS}, True),
        (_QUOTE, _SAYS, True),
        (_QUOTE, {**_SAYS, "genre": Genre.SELLS}, False),
        ("It did more than placebo.", {}, True),
        ("It did more than placebo.", {"genre": Genre.SELLS}, False),
        (
            "It did more than placebo.",
            {"genre": Genre.SELLS, "signs": {"trials_reported": 2, "evidence_weighed": 1}},
            True,
        ),
        (_QUOTE, {"headings": ("A phase 2 trial",), "genre": Genre.SELLS}, True),
        (_QUOTE, {"types": (_LIMIT, _BENEFIT), "hedge": Hedge.STRONG}, True),
        (_QUOTE, {"types": (_LIMIT, _BENEFIT), "hedge": Hedge.WEAK}, False),
        (_QUOTE, {"cues": (_CUE,)}, True),
        (_QUOTE, {"cues": (_OTHER_CUE,)}, False),
    ],
)
def test_a_sober_passage_reports_and_promises_nothing(
    quote: str, fields: dict[str, Any], *, sober: bool
) -> None:
    """By its page, its study, its limits, or by a word on what was not compared."""
    case = made(quote, **fields)
    assert (case.sober, case.promises) == (sober, not sober)


def test_doubt_alone_is_no_limit() -> None:
    """It promises nothing, and reports nothing."""
    case = made(_QUOTE, hedge=Hedge.STRONG)
    assert (case.sober, case.promises) == (False, False)


@pytest.mark.parametrize(
    ("types", "hedge", "promises"),
    [
        ((_BENEFIT,), Hedge.NONE, True),
        ((ClaimType.CURE,), Hedge.NONE, True),
        ((ClaimType.SAFETY,), Hedge.NONE, False),
        ((_BENEFIT,), Hedge.WEAK, True),
        ((_BENEFIT,), Hedge.STRONG, False),
    ],
)
def test_a_promise_holds_out_a_benefit(
    types: tuple[ClaimType, ...], hedge: Hedge, *, promises: bool
) -> None:
    """Firmly, or as what may be."""
    assert made(_QUOTE, types=types, hedge=hedge).promises is promises


def test_what_acts_in_the_body_was_read_as_that() -> None:
    """A benefit with the same words is none."""
    assert made("It acts on nerves.", types=(ClaimType.MECHANISM,)).acts
    assert not made("It acts on nerves.").acts
