"""What passages on benefit must and must not be flagged for: proof, praise, aims and limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from claimcheck.schema import (
    ClaimType,
    EvidenceProfile,
    Genre,
    Hedge,
    MentionOrigin,
    PrimaryResult,
    Reference,
    ReferenceKind,
    Registry,
    TrialMatch,
)
from claimcheck.verdicts.case import Case
from claimcheck.verdicts.ended import disease_ended
from claimcheck.verdicts.rule import Rule
from claimcheck.verdicts.rules.efficacy import benefit, hype, mechanism, proven
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
_OPEN = (profile(),)
_PAGE = MentionOrigin.PAGE


def _told(
    rule: Rule,
    quote: str,
    *named: Named,
    profiles: Sequence[EvidenceProfile] = _OPEN,
    genre: Genre = Genre.SELLS,
    **fields: Any,
) -> list[tuple[str, int]]:
    """What a rule quotes from a passage on a page that sells, and how much it weighs."""
    case = made(quote, *(named or (_OXYGEN, _AUTISM)), profiles=profiles, genre=genre, **fields)
    return [(finding.quote, finding.severity) for finding in rule.findings(case)]


def test_what_leaves_no_doubt_is_called_proven() -> None:
    """In learned words too, where a page sells; whoever sells nothing may sum up so."""
    quote = "The data leave no doubt that oxygen eases autism."
    assert _told(proven, quote) == [("leave no doubt that", 3)]
    assert _told(proven, quote, genre=Genre.UNCLEAR) == []


def test_no_doubt_reads_like_a_denial_and_is_none() -> None:
    """Whatever the passage was read to be; plain words of proof need a claim that asserts."""
    doubtless = "The data leave no doubt that oxygen eases autism."
    plain = "That oxygen eases autism is clinically proven."
    for types in ((ClaimType.EFFICACY, ClaimType.DISCLAIMER), (ClaimType.SAFETY,)):
        assert _told(proven, doubtless, types=types) == [("leave no doubt that", 3)]
        assert _told(proven, plain, types=types) == []


def test_usual_care_may_be_called_proven_where_no_record_is_held() -> None:
    """Where its records leave it open, it may not."""
    quote = "Statins are clinically proven in autism."
    named = (treatment("statins", "Statins"), _AUTISM)
    looked_up = (profile("statins"),)
    assert _told(proven, quote, *named, profiles=()) == []
    assert _told(proven, quote, *named, profiles=looked_up) == [("clinically proven", 3)]


def test_a_miracle_that_no_drug_is_raises_no_hope() -> None:
    """The same word held out as what the treatment is does."""
    assert _told(hype, "So oxygen is a miracle that eases autism.") == [("miracle", 1)]
    assert _told(hype, "No known drug is a miracle that eases autism, nor is oxygen.") == []


@pytest.mark.parametrize(
    "quote",
    [
        "Conventional drugs ease autism, and oxygen is given too.",
        "We use oxygen for children with autism.",
        "Its deficiency causes autism, and oxygen falls.",
        "In autism both groups had the same gains with oxygen.",
        "No known drug can ease autism, nor can oxygen.",
        "Many conditions involve oxygen, as autism does.",
        "In autism its effect wears off, with oxygen too.",
        "The aim: oxygen that eases autism.",
        "It helps to know what oxygen does in autism.",
        "A proposed mechanism is that oxygen eases autism.",
        "Parents often read stories of oxygen and autism that got better.",
        "The nurse took three tubes of blood for autism and oxygen.",
        "Beside oxygen the boy with autism also got a new teacher.",
        "55% with autism gained on oxygen, 41% on lessons (Anders et al., 2023).",
    ],
)
def test_what_holds_out_no_benefit_states_none(quote: str) -> None:
    """A subject, other care, an offer, a limit, an aim or a turn in somebody's life."""
    assert _told(benefit, quote) == []
    assert _told(benefit, "With oxygen autism eases.") == [("With oxygen autism eases.", 2)]


def test_a_paper_with_both_its_groups_is_told_whole() -> None:
    """Without the paper the same figures are a seller's own."""
    figures = "55% with autism gained on oxygen, 41% on lessons"
    assert _told(benefit, f"{figures} (Anders et al., 2023).") == []
    assert len(_told(benefit, f"{figures}.")) == 1


def test_what_a_child_did_early_is_no_benefit_unless_it_was_treated() -> None:
    """A treatment in the same sentence did it; one elsewhere on the page, or an illness, did not.

    The illness may be named in the sentence all the same.
    """
    melatonin = (profile("melatonin"),)
    treated = "On melatonin the boy of the autism group walked at eleven months."
    named = (treatment("melatonin", "melatonin"), _AUTISM)
    assert len(_told(benefit, treated, *named, profiles=melatonin)) == 1
    untreated = "He walked at eleven months, his autism unseen."
    elsewhere = (treatment("hbot", "Oxygen", _PAGE), _AUTISM)
    assert _told(benefit, untreated, *elsewhere, above=("Oxygen here",)) == []


def test_what_is_aimed_at_is_no_working() -> None:
    """A repair that is only the aim is none; the same repair as a thing done is."""
    types = (ClaimType.MECHANISM,)
    assert (
        _told(mechanism, "The aim of oxygen is to repair the brain in autism.", types=types) == []
    )
    assert len(_told(mechanism, "So oxygen repairs the brain in autism.", types=types)) == 1


def _cites(*others: str) -> Case:
    """A passage that cites a trial which met its goal, beside others that missed theirs."""
    quote = "In NCT00000001 oxygen eased autism."
    met = trial(results=(result(PrimaryResult.MET),), conditions=("autism",))
    missed = [
        trial(id_, results=(result(PrimaryResult.NOT_MET),), conditions=("autism",))
        for id_ in others
    ]
    held = profile(primary_not_met=others, primary_met=(met.id,))
    case = made(
        quote,
        _OXYGEN,
        _AUTISM,
        profiles=(held,),
        trials=(met, *missed),
        genre=Genre.SELLS,
    )
    start = case.claim.start + quote.index("NCT")
    named = Reference(start=start, end=start + len(met.id), kind=ReferenceKind.NCT, id=met.id)
    matched = TrialMatch(
        trial=met.id,
        registry=Registry.CLINICALTRIALS_GOV,
        dimensions={},
        first_beyond=None,
        matched_alias="oxygen",
    )
    page = case.page.model_copy(update={"references": (named,)})
    return replace(case, page=page, matches=(matched,))


def test_a_trial_that_met_its_goal_is_set_beside_those_that_did_not() -> None:
    """Both are named; where none missed, what the passage says of its trial is so."""
    [finding] = benefit.findings(_cites("NCT00000002"))
    assert finding.severity == 1
    assert finding.trials == ("NCT00000001", "NCT00000002")
    assert list(benefit.findings(_cites())) == []


@pytest.mark.parametrize(
    ("quote", "named", "words"),
    [
        ("So oxygen ends autism.", (_OXYGEN, _AUTISM), "ends autism"),
        ("So oxygen kills tumour cells.", (condition("cancer", "blood", _PAGE),),
         "kills tumour cells"),
        ("So oxygen kills tumour cells.", (condition("autism", "blood", _PAGE),), None),
        ("So oxygen kills tumour cells.", (_OXYGEN,), None),
        ("So it beats oxygen in autism.", (_OXYGEN, _AUTISM), None),
        ("So it beats words in autism.", (outcome("speech_language", "words"), _AUTISM), None),
        ("So it ends the week.", (), None),
    ],
)  # fmt: skip
def test_the_end_of_a_disease_is_the_end_of_the_one_that_is_named(
    quote: str, named: tuple[Named, ...], words: str | None
) -> None:
    """Cells and lumps stand for a cancer alone, and nothing else that ends is a disease."""
    case = made(quote, *named, above=("A page on blood",))
    found = disease_ended(case)
    assert (found and case.page.quote(found)) == words


def test_an_end_that_may_come_is_not_told_as_one() -> None:
    """Any limit on it is enough."""
    for hedge in (Hedge.WEAK, Hedge.STRONG):
        assert disease_ended(made("So oxygen ends autism.", _OXYGEN, _AUTISM, hedge=hedge)) is None
