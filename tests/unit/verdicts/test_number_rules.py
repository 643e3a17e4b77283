"""NUM: figures and what they leave out, and the credit for a figure told with its limits."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimcheck.schema import FigureStanding, Report, ReportedClaim, VerdictWord
from tests.unit.verdicts.conftest import INFORMS

JudgePassage = Callable[..., tuple[ReportedClaim, ...]]
Check = Callable[..., Report]


def _fired(claims: tuple[ReportedClaim, ...]) -> dict[str, int]:
    return {f.rule: f.severity for claim in claims for f in claim.findings}


@pytest.mark.parametrize(
    "passage",
    [
        "We see an 87% success rate of stem cells in autism.",
        "Stem cells are effective in 85% of children with autism.",
        "Nearly 70% of our patients with autism show improvement after stem cells.",
    ],
)
def test_a_share_of_success_needs_an_outcome(judge_passage: JudgePassage, passage: str) -> None:
    """A share of people who "improved" is flagged while nobody says in what."""
    assert _fired(judge_passage(passage))["NUM-02"] == 2


@pytest.mark.parametrize(
    "passage",
    [
        "In 87% of children with autism speech improved after stem cells.",
        "On the SF-36, 70% of children with autism improved after stem cells.",
        "The CARS score improved in 70% of children with autism after stem cells.",
        "About 2% of children have autism, and stem cells are offered to them.",
        "Stem cells for autism: 20% off in May.",
    ],
)
def test_a_named_outcome_or_test_is_enough(judge_passage: JudgePassage, passage: str) -> None:
    """Where an outcome or a scale is named, or nothing is a result, the rule is silent."""
    assert "NUM-02" not in _fired(judge_passage(passage))


def test_a_sober_page_may_give_a_share_of_responses(judge_passage: JudgePassage) -> None:
    """What a page that informs reports is not asked for its outcome."""
    passage = "About 30% of children with autism improved after stem cells in one study."
    assert "NUM-02" not in _fired(judge_passage(passage, INFORMS))


@pytest.mark.parametrize(
    "passage",
    [
        "Side effects of stem cells in autism are rare.",
        "With stem cells in autism serious side effects occur very rarely.",
    ],
)
def test_words_for_how_often_are_information_only(
    judge_passage: JudgePassage, passage: str
) -> None:
    """A word such as “rare” is remarked upon and never flagged by itself."""
    fired = _fired(judge_passage(passage))
    assert fired.get("NUM-10", 0) == 0
    assert "NUM-10" in fired


@pytest.mark.parametrize(
    "passage",
    [
        "Side effects of stem cells are rare: 2 of 100 children with autism had a fever.",
        "Autism in adults is rarely treated with stem cells.",
    ],
)
def test_a_number_of_harms_is_no_word(judge_passage: JudgePassage, passage: str) -> None:
    """A counted harm, or "rare" of something else, is left alone."""
    assert "NUM-10" not in _fired(judge_passage(passage))


TOLD_WITH_ITS_LIMITS = [
    "In an uncontrolled study 8 of 12 toddlers with autism improved at 6 months after stem cells.",
    "8 of 12 toddlers with autism improved in an uncontrolled study; there was no control group.",
]


@pytest.mark.parametrize("passage", TOLD_WITH_ITS_LIMITS)
def test_a_right_figure_with_its_limits_is_credited_on_any_page(
    judge_passage: JudgePassage, passage: str
) -> None:
    """Even a seller who gives the record's figure and says what it lacks agrees with the record."""
    [claim] = judge_passage(passage)
    assert (claim.verdict, claim.flagged) == (VerdictWord.MATCHES, False)
    [finding] = claim.findings
    assert finding.rule == "CMB-06"
    [compared] = finding.compared
    assert (compared.improved, compared.of_how_many) == (8, 12)
    assert compared.standing is FigureStanding.INSIDE


@pytest.mark.parametrize(
    "passage",
    [
        "In an uncontrolled study 9 of 12 toddlers with autism improved after stem cells.",
        "8 of 12 children with autism improved with no control group, but stem cells work.",
        "8 of 12 toddlers with autism improved after our stem cells.",
    ],
)
def test_another_figure_or_a_promise_is_not_credited(
    judge_passage: JudgePassage, passage: str
) -> None:
    """A wrong figure, a right one sold, and a limit taken back agree with no record."""
    assert VerdictWord.MATCHES not in {claim.verdict for claim in judge_passage(passage)}


def test_the_message_gives_both_frames(judge_passage: JudgePassage) -> None:
    """Those who improved and those who did not are told for the page and for the record."""
    claims = judge_passage(
        "Improvement is seen in 60-80% of children with autism after stem cells."
    )
    [finding] = [f for claim in claims for f in claim.findings if f.rule == "NUM-06"]
    assert "8 of 12 (67%, not confirmed) improved at 6 months, 4 did not" in finding.message
    assert "60 to 80 of 100; for 20 to 40 of 100 it is not so" in finding.message


def test_a_share_of_another_product_is_set_apart(judge_passage: JudgePassage) -> None:
    """91% after bone-marrow cells does not bear out 90% after umbilical-cord cells."""
    claims = judge_passage(
        "Umbilical cord mesenchymal stem cells improved speech in 90% of children with autism."
    )
    [finding] = [f for claim in claims for f in claim.findings if f.rule == "NUM-06"]
    assert finding.severity == 3
    assert "NCT04294290" in finding.message
    assert "NCT01974973" not in finding.message


def test_shares_of_another_product_bear_nothing_out(judge_passage: JudgePassage) -> None:
    """A share of bone-marrow cells says nothing of a product that no record counts."""
    claims = judge_passage("Exosomes improved speech in 85% of children with autism.")
    compared = [one for c in claims for f in c.findings for one in f.compared]
    assert all(one.standing is FigureStanding.INCOMPARABLE for one in compared)


def test_a_count_of_the_treated_is_news_where_nobody_sells(judge_passage: JudgePassage) -> None:
    """An informing page may tell how many were treated; a seller leans on the number."""
    passage = "Over 9,000 children with autism were treated with stem cells."
    assert "NUM-08" in _fired(judge_passage(passage))
    assert "NUM-08" not in _fired(judge_passage(passage, around=INFORMS))
