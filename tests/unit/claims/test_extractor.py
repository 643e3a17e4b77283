"""What is asserted, what is denied, by whom, and about what."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.claims import RuleExtractor
from claimcheck.claims.confidence import CueConfidence
from claimcheck.schema import Claim, ClaimType, Denied, Hedge, MentionOrigin, Speaker
from tests.unit.claims.conftest import make_page

Extract = Callable[..., tuple[Claim, ...]]
T = ClaimType


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Stem cell therapy improves speech in autism.", {T.EFFICACY}),
        ("In 70% of children the infusion improved sleep.", {T.EFFICACY, T.QUANTIFIED}),
        ("Autism can be cured with our cells.", {T.CURE}),
        ("The infusion has no side effects.", {T.SAFETY}),
        ("Our laboratory is FDA-registered.", {T.REGULATORY}),
        ("Exosomes repair damaged brain tissue.", {T.MECHANISM}),
        ("Unlike drugs, the cells act on the causes in the brain.", {T.COMPARISON, T.MECHANISM}),
        ("Only three places left in May!", {T.URGENCY}),
        ("The treatment is not a cure.", {T.DISCLAIMER}),
        ("Results may vary.", {T.DISCLAIMER}),
        ("Over 9,000 procedures performed by leading experts.", {T.AUTHORITY}),
    ],
)
def test_each_type_is_recognised(extract: Extract, text: str, types: set[ClaimType]) -> None:
    """A plain sentence of each type gets that type."""
    assert types <= set(extract(text)[0].types)


@pytest.mark.parametrize(
    "text",
    [
        "The prevalence of autism continues to increase with improved diagnostics.",
        "The aim of the trial is to find out whether the cells improve speech.",
        "Oligodendrocytes form the myelin sheath of axons.",
        "We are open from Monday to Friday.",
        "Is it safe for children?",
        "About 1 in 36 children have autism.",
        "Research shows that 60% of people will have depression at some time.",
        "The risks and side effects of ozone therapy are outlined here.",
        "Personal testimonials.",
        "We go through the doses and routes of stem cells in autism.",
        "It rests on the idea of like cures like.",
    ],
)
def test_background_aims_and_questions_are_no_claims(extract: Extract, text: str) -> None:
    """Biology, prevalence, study aims and questions are left alone."""
    assert extract(text) == ()


def test_a_denied_cure_does_not_undo_the_benefit(extract: Extract) -> None:
    """Words like "Not a cure, but it improves speech" is a disclaimer and a benefit claim."""
    claim = extract("The therapy is not a cure, but it improves speech and attention.")[0]
    assert {T.DISCLAIMER, T.EFFICACY} <= set(claim.types)
    assert claim.denied == (Denied.CURE,)


@pytest.mark.parametrize(
    "text",
    [
        "The infusion was no better than a placebo for improving social skills.",
        "It was not found to be more effective than placebo.",
        "There is no evidence that stem cells improve autism.",
        "No clinical improvement in speech was significant.",
        "The main goal of the trial was not met.",
    ],
)
def test_a_null_result_is_a_disclaimer_only(extract: Extract, text: str) -> None:
    """Words of benefit inside a denial are not read as a claim of benefit."""
    claim = extract(text)[0]
    assert claim.types == (T.DISCLAIMER,)
    assert Denied.EFFICACY in claim.denied


def test_bullets_complete_their_lead_in(extract: Extract) -> None:
    """A bare noun in a list takes the claim of the sentence that leads in."""
    claims = extract(
        "Clinical observations show improvements in the following areas:",
        "- attention and concentration;",
        "- use of speech;",
    )
    bullets = claims[1:]
    assert [claim.quote for claim in bullets] == ["attention and concentration;", "use of speech;"]
    assert all(T.EFFICACY in claim.types for claim in bullets)
    assert all(claim.context == claims[1].context for claim in bullets)


def test_bullets_take_the_hedge_of_their_lead_in(extract: Extract) -> None:
    """Words like "The cells may:" hedges every bullet under it."""
    claims = extract("Stem cells may help by:", "- repairing damaged neurons;")
    assert claims[-1].hedge is Hedge.WEAK


def test_a_list_of_disease_changes_is_no_claim(extract: Extract) -> None:
    """Bullets under a heading about the disease are background."""
    assert not extract(
        "# What happens in the brain",
        "Among the key changes are:",
        "- chronic neuroinflammation;",
        "- deficit of axonal myelination;",
    )


def test_yes_answers_the_question(extract: Extract) -> None:
    """A one-word answer claims what was asked."""
    claim = extract("Is the stem cell infusion safe?", "Yes.")[0]
    assert (claim.quote, T.SAFETY in claim.types) == ("Yes.", True)


def test_no_denies_what_was_asked(extract: Extract) -> None:
    """Words like "No." to "can it cure" is a disclaimer that denies a cure."""
    claim = extract("Can stem cells cure autism?", "No.")[0]
    assert (claim.types, claim.denied) == ((T.DISCLAIMER,), (Denied.CURE,))


def test_testimonials_stay_apart_and_keep_their_speaker(extract: Extract) -> None:
    """Two stories are two claims, each a patient's."""
    claims = extract(
        "> “My son speaks more. He became calmer after the infusion.”",
        "> “Our daughter sleeps better since the treatment.”",
    )
    assert [claim.speaker for claim in claims] == [Speaker.PATIENT] * 2
    assert all(T.TESTIMONIAL in claim.types for claim in claims)


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("In this guide we look at how stem cells improve speech.", T.EFFICACY),
        ("Here you can find relief: stem cells improve speech.", T.EFFICACY),
        ("We look at the cause, and stem cells improve speech.", T.EFFICACY),
        ("Autism was once incurable; stem cells cure it.", T.CURE),
    ],
)
def test_what_is_announced_or_was_once_so_still_claims(
    extract: Extract, text: str, type_: T
) -> None:
    """How it helps presupposes that it does, and a cure is sold as an end of the incurable."""
    assert type_ in extract(text)[0].types


@pytest.mark.parametrize(("state", "denied"), [("incurable", True), ("no longer incurable", False)])
def test_what_is_incurable_no_longer_denies_no_cure(
    extract: Extract, state: str, denied: bool
) -> None:
    """Only what is so still does."""
    claim = extract(f"Stem cells cure autism, which is {state}.")[0]
    assert (Denied.CURE in claim.denied) is denied


def test_who_tells_of_an_own_child_is_the_patient_without_any_mark(extract: Extract) -> None:
    """A page's own words on somebody else's child stay the page's."""
    own, others = extract(
        "Since the stem cells my son started to talk.",
        "After three weeks of stem cells he began to speak.",
    )
    assert (own.speaker, others.speaker) == (Speaker.PATIENT, Speaker.PAGE)


def test_what_is_said_of_testimonials_is_none(extract: Extract) -> None:
    """Their worth is weighed and nobody's story is told."""
    weighed = extract("Patients' testimonials are no substitute for scientific evidence.")
    assert all(T.TESTIMONIAL not in claim.types for claim in weighed)
    assert T.TESTIMONIAL in extract("Read our patients' testimonials.")[0].types


def test_the_subject_is_not_what_it_is_compared_with(extract: Extract) -> None:
    """Words like "Unlike mesenchymal cells, iPSC restore myelin" is about iPSC."""
    claim = extract("Unlike mesenchymal stem cells, iPSC restore myelin in autism.")[0]
    assert claim.intervention is not None
    assert "iPSC" in claim.intervention


def test_the_condition_is_inherited_from_the_page(extract: Extract) -> None:
    """A sentence that names no disease takes the one the page is about, and says so."""
    claims = extract("# Stem cells for autism", "The infusion improves attention.")
    mention = next(c for c in claims[-1].concepts if c.kind == "condition")
    assert mention.concept == "autism"
    assert mention.origin is not MentionOrigin.SENTENCE


_EXTRACTOR = RuleExtractor(confidence=CueConfidence(version="test", prior=0.5, precision={}))


@given(st.lists(st.text(min_size=1, max_size=80).filter(lambda s: s.strip() == s), max_size=6))
def test_quotes_verify_on_any_text(lines: list[str]) -> None:
    """Whatever the text, every claim, concept and figure quotes its own span."""
    page = make_page(*[line.replace("\n", " ") for line in lines if line[:2].strip()])
    for claim in _EXTRACTOR.extract(page).claims:
        assert page.quote(claim) == claim.quote
        assert all(page.quote(figure) == figure.raw for figure in claim.figures)
        assert all(page.quote(mention) == mention.quote for mention in claim.concepts)
