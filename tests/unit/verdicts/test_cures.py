"""A cure of a disease that has none, in any treatment; and what only looks like one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimcheck.schema import Report, ReportedClaim
from claimcheck.verdicts.incurable import _BY_CONCEPT, _BY_NAME
from claimcheck.vocabulary import load_vocabulary

JudgePassage = Callable[..., tuple[ReportedClaim, ...]]
Check = Callable[..., Report]


def _sells(what: str) -> tuple[str, ...]:
    return (
        f"Larch oil for {what}",
        "",
        f"Book a free consultation at our clinic and get a treatment plan for your {what}.",
        "",
    )


def _cures(claims: tuple[ReportedClaim, ...]) -> list[str]:
    return [
        finding.message
        for claim in claims
        for finding in claim.findings
        if finding.rule == "EFF-01"
    ]


@pytest.mark.parametrize(
    ("what", "passage"),
    [
        ("multiple sclerosis", "Larch oil cures multiple sclerosis."),
        ("Parkinson's disease", "Parkinson's disease can be cured with larch oil."),
        ("asthma", "Our drops are a permanent cure for asthma."),
        ("psoriasis", "We give a permanent cure in psoriasis."),
        ("COPD", "Larch oil completely cures COPD."),
        ("lupus", "Lupus can be cured for good with our drops."),
        ("type 1 diabetes", "Our drops cure type 1 diabetes."),
        ("coeliac disease", "Our drops cure coeliac disease."),
        ("kidney failure", "Our drops cure kidney failure."),
        ("Alzheimer's disease", "Our drops cure Alzheimer's disease."),
        ("Crohn's disease", "Our drops are a permanent cure for Crohn's disease."),
        ("rheumatoid arthritis", "Our drops cure rheumatoid arthritis for good."),
        ("HIV", "Our drops cure HIV."),
        ("pulmonary fibrosis", "Our drops cure pulmonary fibrosis."),
    ],
)
def test_no_treatment_is_known_to_cure_these(
    judge_passage: JudgePassage, what: str, passage: str
) -> None:
    """Nobody gathered larch oil, and yet health services say that such a cure is not known."""
    [told] = _cures(judge_passage(passage, around=_sells(what)))
    assert "no cure for" in told


@pytest.mark.parametrize(
    ("what", "passage"),
    [
        ("eczema", "We give a permanent cure in eczema."),
        ("perianal fistula", "Our drops are a permanent cure for perianal fistula."),
        ("juvenile arthritis", "Our drops cure juvenile arthritis."),
        ("lung disease", "Our drops cure lung disease."),
    ],
)
def test_a_document_is_cited_only_for_its_own_disease(
    judge_passage: JudgePassage, what: str, passage: str
) -> None:
    """What merely shares a concept with a disease without cure is not told to have none."""
    told = _cures(judge_passage(passage, around=_sells(what)))
    assert not any("no cure for" in message for message in told)


@pytest.mark.parametrize(
    ("what", "passage"),
    [
        # Real courses of such diseases.
        ("Crohn's disease", "Infliximab brings four in ten people with Crohn's into remission."),
        ("rheumatoid arthritis", "With early treatment up to half reach full remission."),
        ("Parkinson's disease", "A pacemaker can reverse tremor within seconds."),
        ("kidney failure", "A transplant frees people from dialysis for good."),
        ("kidney failure", "Acute kidney injury is often reversed within weeks."),
        ("asthma", "Inhalers reverse the narrowing of the airways within minutes."),
        ("asthma", "Many children grow out of asthma."),
        ("peanut allergy", "Most children outgrow peanut allergy or tolerate small amounts."),
        # Denied, asked, hoped for.
        ("multiple sclerosis", "Multiple sclerosis cannot be cured, but it can be treated."),
        ("multiple sclerosis", "We hope that research will cure multiple sclerosis one day."),
        ("dementia", "There is no pill that reverses dementia."),
        # Diseases that can be cured, and one whose remission is real.
        ("hepatitis C", "The tablets cure hepatitis C."),
        ("type 2 diabetes", "Weight loss can put type 2 diabetes into remission."),
    ],
)
def test_what_is_real_is_no_cure(judge_passage: JudgePassage, what: str, passage: str) -> None:
    """Remission, relief, transplants, denials and hopes are left alone even where a page sells."""
    assert _cures(judge_passage(passage, around=_sells(what))) == []


def test_a_page_that_informs_may_speak_of_cures(judge_passage: JudgePassage) -> None:
    """A report on somebody's cure is no offer."""
    around = (
        "Multiple sclerosis: what is known",
        "",
        "Systematic reviews of randomised trials found that the evidence is weak.",
        "Be wary of unproven treatments and talk to your doctor.",
        "",
    )
    assert _cures(judge_passage("Larch oil cures multiple sclerosis.", around=around)) == []


@pytest.mark.parametrize(
    "passage",
    [
        "Stem cells help, and autism does not have to be forever.",
        "With stem cells 70% of the children improve and leave the spectrum.",
        "Stem cells help your child to say goodbye to autism.",
        "After stem cells many children improve and no longer meet the criteria.",
    ],
)
def test_the_end_of_a_disease_is_a_cure(judge_passage: JudgePassage, passage: str) -> None:
    """Where a page that sells says so, the word "cure" is not needed."""
    assert _cures(judge_passage(passage))


@pytest.mark.parametrize(
    "passage",
    [
        "Many children improve, and stem cells switch off autism completely.",
        "With stem cells 70% of the children improve, and it ends cerebral palsy.",
        "After stem cells many children improve, and autism simply vanishes.",
        "After stem cells many children improve, and autism is a thing of the past.",
    ],
)
def test_the_disease_that_is_named_comes_to_its_end(
    judge_passage: JudgePassage, passage: str
) -> None:
    """What wipes it out stands before its name, and what it does behind."""
    assert _cures(judge_passage(passage))


@pytest.mark.parametrize(
    "passage",
    [
        "Stem cells may one day end autism.",
        "Stem cells help to end the stigma of autism.",
        "Stem cells end autism research funding gaps.",
        "Stem cells fix autism symptoms for a while.",
    ],
)
def test_what_belongs_to_the_disease_may_end(judge_passage: JudgePassage, passage: str) -> None:
    """A hope, a stigma, symptoms: not the disease."""
    assert _cures(judge_passage(passage)) == []


@pytest.mark.parametrize(
    "passage",
    [
        "Some children lose the diagnosis as they grow up.",
        "Stem cells help, and tantrums do not have to be forever.",
        "In the trial of stem cells 3 of 40 children no longer met the criteria, 4 with placebo.",
        "We believe that autism need not be cured.",
        "A supplement of research money may one day show whether autism can be left behind.",
    ],
)
def test_what_ends_by_itself_or_in_a_trial_is_none(
    judge_passage: JudgePassage, passage: str
) -> None:
    """Growing up, symptoms, and results beside a comparison group."""
    assert _cures(judge_passage(passage)) == []


def test_every_condition_without_a_cure_is_known_and_has_a_source() -> None:
    """Each is a concept of the vocabulary, and a page that was read says it of each."""
    vocabulary = load_vocabulary()
    for concept, source in _BY_CONCEPT.items():
        assert vocabulary[concept].label
        assert source.url
        assert source.date_seen
    assert all(told.label and told.source.url and told.source.date_seen for _, told in _BY_NAME)
