"""Sober sentences that must never be flagged, and selling sentences that must never be missed.

Each was found by somebody who tried to fool the rules.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimcheck.checks import check_html
from claimcheck.schema import Report, ReportedClaim, VerdictWord
from tests.unit.verdicts.conftest import SELLS

JudgePassage = Callable[..., tuple[ReportedClaim, ...]]
Check = Callable[..., Report]

PLAIN = ("Stem cells and autism", "", "Many families write to us about stem cells.", "")

REPORTED_OR_DENIED = [
    "You may read that stem cells have no side effects. That is not true.",
    "No clinic can say that there are no side effects of stem cells.",
    "The statement that there are no side effects is wrong.",
    "Claims such as “no side effects” should make you careful.",
    "Myth: stem cells are 100% safe. Fact: infections happen.",
    "The company was fined for saying that stem cells cure autism.",
    "If a clinic tells you that stem cells cure autism, leave.",
    "Myth: stem cells cure autism.",
    "The advert said: “Autism can be reversed.” The regulator upheld the complaint.",
    "Many adverts say the cells are FDA approved; they are not.",
    "Some websites describe their laboratories as FDA registered.",
    "The only FDA-approved stem cell products are for blood disorders.",
    "The FDA has approved cord blood products only for blood disorders.",
    "Not one controlled trial has found that stem cells improve autism.",
    "Social skills improved by the same amount in both groups.",
    "Children who got placebo improved as much as children who got stem cells.",
    "If the trial shows a benefit of stem cells in autism, a larger study will follow.",
    "In a 2020 phase 1 study of 12 children, no serious side effects of stem cells were seen.",
    "A complete cure for autism doesn't exist.",
    "Curing autism isn't possible.",
    "Autism in adults is treated with respect.",
    "Ask the clinic for the IND number that the FDA gave.",
    "We evaluate how safe and effective stem cells are in autism.",
    "It is not proven that stem cells help in autism.",
]


@pytest.mark.parametrize("passage", REPORTED_OR_DENIED)
def test_what_is_reported_or_denied_is_not_flagged(
    judge_passage: JudgePassage, passage: str
) -> None:
    """A page that tells what others claim, or denies it, makes no claim of its own."""
    claims = judge_passage(passage, PLAIN)
    assert [(c.quote, [f.rule for f in c.findings]) for c in claims if c.flagged] == []


def test_a_list_of_warnings_is_not_a_list_of_claims(check: Check) -> None:
    """What stands under a warning is what readers are warned of."""
    report = check(
        "Claims to be careful with",
        "- We cure autism with stem cells",
        "- 100% safe",
        "- FDA approved stem cells",
        around=PLAIN,
    )
    assert [claim.quote for claim in report.claims if claim.flagged] == []
    assert report.page_findings == ()


NOT_TO_BE_MISSED = [
    "Stem cells don't have any side effects.",
    "Side effects are absent.",
    "It does not have side effects.",
    "Our stem cells never caused a single adverse reaction.",
    "Side-effect-free stem cell therapy.",
    "Rejection of the stem cells is impossible.",
    "Is there a risk with stem cells? No.",
    "Our stem cell therapy has FDA approval.",
    "Approved by the U.S. Food and Drug Administration, our stem cells help in autism.",
    "The FDA approves our stem cells.",
    "Stem cells reverse autism in 80% of children.",
    "85 percent of children with autism improve after stem cells.",
    "4 in 5 children improve after stem cells.",
    "Stem cells in autism: success in 85% of cases.",
    "9 out of 10 families see results with our stem cells.",
    "Clinical trials have proven that stem cells help in autism.",
    "After stem cells children lose the autism diagnosis.",
    "Autism disappears after our stem cell course.",
    "We guarantee results with stem cells in autism.",
    "HBOT cures autism.",
    "Our MMS drops cure autism.",
    "With HBOT 80% of children with autism improved.",
    "Fecal transplants reverse autism.",
]


@pytest.mark.parametrize("passage", NOT_TO_BE_MISSED)
def test_what_a_seller_says_is_not_missed(judge_passage: JudgePassage, passage: str) -> None:
    """A plain cure, absence of risk, approval or percentage is flagged however it is worded."""
    assert any(claim.flagged for claim in judge_passage(passage))


@pytest.mark.parametrize(
    ("label", "value"),
    [("Side effects", "None"), ("0", "Side effects"), ("Any side effects?", "None.")],
)
def test_a_label_and_its_value_are_read_together(label: str, value: str) -> None:
    """A counter, a pair of label and value, or a one-word answer can say that there is no risk."""
    page = f"""<html><body><main><h1>Stem cell therapy for autism</h1>
    <p>Book a free consultation at our clinic today.</p>
    <div><h3>{label}</h3></div><div><p>{value}</p></div></main></body></html>"""
    flagged = [claim for claim in check_html(page).claims if claim.flagged]
    assert any("safety" in claim.types for claim in flagged)


CREDIT_SEEKERS = [
    "There is no better treatment for autism than stem cells.",
    "Without our stem cells there will be no improvement in autism.",
    "Conventional therapy does not help autism.",
    "Some doctors say stem cells are ineffective in autism, but our patients prove otherwise.",
    "Not proven, but stem cells work: 8 of 12 children with autism improved.",
]


@pytest.mark.parametrize("passage", CREDIT_SEEKERS)
def test_sales_talk_gets_no_credit(judge_passage: JudgePassage, passage: str) -> None:
    """Words of denial in a sales pitch are not agreement with a trial that found no benefit."""
    for around in (SELLS, PLAIN):
        verdicts = {claim.verdict for claim in judge_passage(passage, around)}
        assert VerdictWord.MATCHES not in verdicts


@pytest.mark.parametrize(
    "passage",
    [
        "98% of patients have no complications after cataract surgery.",
        "Modern tablets cure hepatitis C.",
        "Exercise programmes reduce pain in knee osteoarthritis.",
        "Insulin lowers blood sugar in diabetes.",
        "Vaccines do not cause autism.",
        "Holoclar is approved by the EMA.",
    ],
)
def test_proven_care_is_left_alone_even_where_it_is_sold(
    judge_passage: JudgePassage, passage: str
) -> None:
    """Care that the copy does not cover is not judged by trials of something else."""
    assert [c.quote for c in judge_passage(passage) if c.flagged and c.severity > 1] == []


def test_a_page_without_records_is_not_called_clean(check: Check) -> None:
    """Where the copy holds nothing on a treatment, the bottom line says so."""
    report = check(
        "Hyperbaric oxygen helps children with ADHD to relax.",
        around=("Hyperbaric oxygen for ADHD", ""),
    )
    assert "We hold no trial records" in report.summary.bottom_line
