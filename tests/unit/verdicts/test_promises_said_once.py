"""A passage that is flagged for something graver is not flagged for the same in weaker words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from claimcheck.schema import (
    ClaimType,
    Gathered,
    Genre,
    PrimaryResult,
    SaidPassage,
    Saying,
    Speaker,
)
from claimcheck.verdicts import Judge
from claimcheck.verdicts.case import Case
from claimcheck.verdicts.rules import RULES
from tests.unit.verdicts.made_cases import (
    condition,
    figure,
    made,
    outcome,
    profile,
    result,
    treatment,
    trial,
)

T = ClaimType
_BY_ID = {rule.card.id: rule for rule in RULES}
#: So many blocks that models know whose page it is.
_ABOVE = ("Oxygen, and autism, and speech.", *(f"Part {number} of it." for number in range(8)))
_PAIR = ("hbot", "autism")


@dataclass(frozen=True, kw_only=True)
class _Passage:
    """A seller's passage on oxygen in autism, of which records may have been looked up in vain."""

    quote: str
    types: tuple[ClaimType, ...] = (T.EFFICACY,)
    looked_up: bool = True
    missed: bool = False
    """Whether a trial of it missed its goal."""
    shares: Mapping[str, float | None] = field(default_factory=dict)
    """Shares that it gives, each with how many people were counted."""
    of_patient: bool = False
    measured: bool = False


def _case(of: _Passage) -> Case:
    goal = trial(results=(result(PrimaryResult.NOT_MET),)) if of.missed else trial()
    fields: dict[str, Any] = {"speaker": Speaker.PATIENT} if of.of_patient else {}
    at = of.quote.lower().index("oxygen")
    named = [treatment("hbot", of.quote[at : at + 6]), condition("autism", "autism")]
    if of.measured:
        named.append(outcome("speech_language", "speech"))
    missed = (goal.id,) if of.missed else ()
    figures = tuple(
        figure(of.quote, raw, 80, 80, denominator=denominator)
        for raw, denominator in of.shares.items()
    )
    return made(
        of.quote,
        *named,
        profiles=(profile(primary_not_met=missed),) if of.looked_up else (),
        trials=(goal,) if of.missed else (),
        genre=Genre.SELLS,
        types=of.types,
        figures=figures,
        above=_ABOVE,
        **fields,
    )


def _judged(case: Case, heard: Saying | None = None) -> set[str]:
    """The rules by which a passage is flagged."""
    claim = case.claim
    gathered = Gathered(
        matches={claim.id: ()},
        pairs={claim.id: (_PAIR,) if case.profiles else ()},
        profiles=dict.fromkeys([_PAIR], *case.profiles) if case.profiles else {},
        trials=case.trials,
        reviews=(),
    )
    said = [] if heard is None else [_said(case, heard)]
    [verdict] = Judge().judge(case.page, [claim], gathered, sayings=said).verdicts
    return {finding.rule for finding in verdict.findings}


def _said(case: Case, heard: Saying) -> SaidPassage:
    claim = case.claim
    return SaidPassage(
        start=claim.start, end=claim.end, quote=claim.quote, block=claim.block, says={heard: 0.9}
    )


_SHARE = (T.EFFICACY, T.QUANTIFIED)
_TOLD_BY_PATIENT = "My clinically proven way: oxygen for my autism, with promising results."
PROMISING = {
    "EFF-01": _Passage(
        quote="Promising results: oxygen cured my autism.",
        types=(T.CURE, T.AUTHORITY),
        of_patient=True,
    ),
    "EFF-03": _Passage(quote=_TOLD_BY_PATIENT, of_patient=True),
    "EFF-07": _Passage(quote="Oxygen eases autism, with promising results."),
    "EFF-12": _Passage(
        quote="Promising: oxygen repairs the brain in autism.", types=(T.MECHANISM,)
    ),
    "NUM-06": _Passage(
        quote="Promising results: 80% got better on oxygen for autism, as I did.",
        types=_SHARE,
        shares={"80%": None},
        missed=True,
        of_patient=True,
    ),
}
BENEFIT = {
    "EFF-01": _Passage(quote="Oxygen heals autism for ever.", types=(T.CURE,)),
    "EFF-03": _Passage(quote="Clinically proven: oxygen eases autism."),
    "EFF-12": _Passage(
        quote="Oxygen repairs the brain in autism.", types=(T.EFFICACY, T.MECHANISM)
    ),
    "TES-01": _Passage(
        quote="On oxygen his days with autism got better.", types=(T.EFFICACY, T.TESTIMONIAL)
    ),
    "NUM-06": _Passage(
        quote="80% with autism got better on oxygen.",
        types=_SHARE,
        shares={"80%": None},
        missed=True,
    ),
}
CAUSED = {
    "EFF-01": _Passage(quote="Thanks to the oxygen therapy autism was cured.", types=(T.CURE,)),
    "TES-01": _Passage(
        quote="Thanks to the oxygen therapy his days with autism got better.",
        types=(T.EFFICACY, T.TESTIMONIAL),
    ),
}
#: Of care that nobody looked up, so that words alone go too far.
_UNKNOWN: Mapping[str, Any] = {"looked_up": False}
_ARM = "80% gained speech on oxygen in autism and 40% of those without it"
HEARD = {
    "EFF-01": _Passage(quote="Oxygen heals autism for ever.", types=(T.CURE,), **_UNKNOWN),
    "EFF-03": _Passage(quote="Clinically proven: oxygen eases autism.", **_UNKNOWN),
    "EFF-05": _Passage(quote="Oxygen always helps in autism.", **_UNKNOWN),
    "EFF-07": _Passage(quote="Oxygen eases autism."),
    "EFF-10": _Passage(
        quote="Oxygen is the best way in autism.", types=(T.COMPARISON,), **_UNKNOWN
    ),
    "EFF-12": _Passage(
        quote="Oxygen repairs the brain in autism.", types=(T.MECHANISM,), **_UNKNOWN
    ),
    "EFF-13": _Passage(quote="Thanks to the oxygen therapy autism eases.", **_UNKNOWN),
    "EFF-14": _Passage(quote="Oxygen eases autism for life.", **_UNKNOWN),
    "NUM-01": _Passage(
        quote=f"{_ARM}.", types=_SHARE, shares={"80%": None}, measured=True, **_UNKNOWN
    ),
    "NUM-02": _Passage(
        quote="80% had success on oxygen in autism and 40% of those without it.",
        types=_SHARE,
        shares={"80%": 20},
        **_UNKNOWN,
    ),
    "NUM-04": _Passage(
        quote="80% of 20 with autism gained speech on oxygen.",
        types=_SHARE,
        shares={"80%": 20},
        measured=True,
        **_UNKNOWN,
    ),
    "NUM-06": _Passage(
        quote=f"{_ARM}, as I did.",
        types=_SHARE,
        shares={"80%": 20},
        measured=True,
        missed=True,
        of_patient=True,
    ),
    "TES-01": _Passage(
        quote="On oxygen his days with autism got better.",
        types=(T.TESTIMONIAL,),
        of_patient=True,
        **_UNKNOWN,
    ),
}


@pytest.mark.parametrize(
    ("rule", "graver", "passage"),
    [
        *(("EFF-06", graver, passage) for graver, passage in PROMISING.items()),
        *(("EFF-07", graver, passage) for graver, passage in BENEFIT.items()),
        *(("EFF-13", graver, passage) for graver, passage in CAUSED.items()),
    ],
)
def test_what_goes_too_far_in_a_graver_way_is_told_once(
    rule: str, graver: str, passage: _Passage
) -> None:
    """A cure is no mere benefit beside, and what is proven is not merely promising."""
    case = _case(passage)
    assert list(_BY_ID[rule].findings(case))
    told = _judged(case)
    assert graver in told
    assert rule not in told


@pytest.mark.parametrize("graver", HEARD)
@pytest.mark.parametrize(("rule", "heard"), [("EFF-20", Saying.WORKS), ("EFF-21", Saying.CAUSE)])
def test_what_plain_words_show_is_not_told_as_merely_heard(
    rule: str, heard: Saying, graver: str
) -> None:
    """A reader is told what the words say, and not beside it that models heard something."""
    case = _case(HEARD[graver])
    assert list(_BY_ID[rule].findings(replace(case, heard={heard: 0.9})))
    told = _judged(case, heard)
    assert graver in told
    assert rule not in told


@pytest.mark.parametrize(("rule", "heard"), [("EFF-20", Saying.WORKS), ("EFF-21", Saying.CAUSE)])
def test_what_is_only_heard_is_told_where_no_words_show_it(rule: str, heard: Saying) -> None:
    """Nothing graver stands there."""
    case = _case(_Passage(quote="Oxygen lifts the fog of autism.", types=(T.AUTHORITY,)))
    assert _judged(case, heard) == {rule}
    assert _judged(case) == set()
