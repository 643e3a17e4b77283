"""The verdict words: "not found", "not supported" and "contradicted" are three answers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimcheck.schema import Report, ReportedClaim, VerdictWord
from tests.unit.verdicts.conftest import INFORMS, SELLS

JudgePassage = Callable[..., tuple[ReportedClaim, ...]]
Check = Callable[..., Report]
W = VerdictWord


@pytest.mark.parametrize(
    ("passage", "word"),
    [
        ("Stem cells improve speech in children with autism.", W.CONTRADICTED),
        ("Stem cells may improve speech in children with autism.", W.GOES_BEYOND),
        ("In 70% of children with autism speech improved after stem cells.", W.GOES_BEYOND),
        ("iPSC therapy improves speech in autism.", W.NO_MATCH_IN_SNAPSHOT),
        ("Exosomes improve speech in autism.", W.REGISTERED_NO_RESULTS),
        ("Stem cells improve walking in children with cerebral palsy.", W.GOES_BEYOND),
        ("Stem cells cure tinnitus.", W.NO_MATCH_IN_SNAPSHOT),
        ("Our stem cell therapy for autism has no side effects.", W.CONTRADICTED),
        ("Our stem cells come from an FDA-registered laboratory.", W.GOES_BEYOND),
        ("Only three places left in May!", W.NOT_CHECKABLE),
    ],
)
def test_the_word_for_a_flagged_passage(
    judge_passage: JudgePassage, passage: str, word: VerdictWord
) -> None:
    """Each kind of distance between passage and record has its own word."""
    claim = judge_passage(passage)[0]
    assert (claim.flagged, claim.verdict) == (True, word)


@pytest.mark.parametrize(
    ("passage", "word"),
    [
        ("Stem cell therapy is not a cure for autism.", W.DISCLAIMER),
        ("Stem cells were no better than placebo for social skills in autism.", W.DISCLAIMER),
        ("Stem cells can cause infection in children with autism.", W.DISCLAIMER),
        ("Behavioural therapy helps children with autism.", W.NOT_CHECKABLE),
        ("Behavioural therapy helps people with tinnitus.", W.NO_MATCH_IN_SNAPSHOT),
        ("Over twenty years of experience.", W.NOT_CHECKABLE),
    ],
)
def test_the_word_for_a_passage_that_is_not_flagged(
    judge_passage: JudgePassage, passage: str, word: VerdictWord
) -> None:
    """Cautions get credit; care with weak records or with none is left alone."""
    claim = judge_passage(passage)[0]
    assert (claim.flagged, claim.verdict) == (False, word)


def test_a_null_result_agrees_where_nothing_is_sold(judge_passage: JudgePassage) -> None:
    """A page that informs is told that it says what the record says."""
    passage = "Stem cells were no better than placebo for social skills in autism."
    claim = judge_passage(passage, INFORMS)[0]
    assert (claim.flagged, claim.verdict) == (False, W.MATCHES)
    assert "NCT02847182" in claim.findings[0].trials


@pytest.mark.parametrize(
    "passage",
    [
        "Parents say that stem cells improve speech in autism.",
        "In a small study stem cells improved speech in 8 of 12 children with autism.",
        "Stem cells may reduce inflammation in the brain.",
        "“After stem cells for autism my son speaks more.”",
    ],
)
def test_the_same_sentence_weighs_less_where_nothing_is_sold(
    judge_passage: JudgePassage, passage: str
) -> None:
    """A page that informs may tell what a page that sells may not promise."""
    assert not any(claim.flagged for claim in judge_passage(passage, INFORMS))


@pytest.mark.parametrize("around", [SELLS, INFORMS], ids=["sells", "informs"])
@pytest.mark.parametrize(
    "passage",
    ["Stem cells cure autism in most children.", "Stem cells for autism have no side effects."],
)
def test_a_cure_and_no_risk_are_flagged_wherever_they_stand(
    judge_passage: JudgePassage, passage: str, around: tuple[str, ...]
) -> None:
    """No kind of page makes a plain cure or a plain absence of risk right."""
    assert max(claim.severity for claim in judge_passage(passage, around)) == 3


def test_a_product_without_a_record_is_not_called_contradicted(judge_passage: JudgePassage) -> None:
    """Trials of other cells do not contradict a product that nobody registered."""
    claim = judge_passage("iPSC therapy improves speech in autism.")[0]
    assert "no registered trial of iPSC-derived cells in autism" in claim.reason
    assert "in our copy of" in claim.reason
    assert claim.matches == ()


def test_hedged_wording_weighs_less_than_plain_wording(judge_passage: JudgePassage) -> None:
    """The words "may help" are a smaller step beyond the record than "helps"."""
    plain = judge_passage("Stem cells improve speech in autism.")[0]
    hedged = judge_passage("Stem cells may improve speech in autism.")[0]
    assert plain.severity > hedged.severity > 0


def test_a_figure_stands_beside_the_shares_that_records_count(judge_passage: JudgePassage) -> None:
    """A claimed share is shown with the nearest counted share and the controlled trials."""
    claim = judge_passage("In 60-80% of children with autism speech improved after stem cells.")[0]
    [finding] = [finding for finding in claim.findings if finding.rule == "NUM-06"]
    assert "NCT04294290: 8 of 12 (67%, not confirmed)" in finding.message
    assert "NCT02847182" in finding.trials
    assert finding.severity == 2


def test_a_figure_above_every_counted_share_is_graver(judge_passage: JudgePassage) -> None:
    """A share that no record reaches is told apart from one that a record counts."""
    claim = judge_passage("In 99% of children with autism speech improved after stem cells.")[0]
    [finding] = [finding for finding in claim.findings if finding.rule == "NUM-06"]
    assert finding.severity == 3
    assert finding.message.startswith("It is higher than any share")


def test_agreement_names_the_record(check: Check) -> None:
    """A passage with the figures of a record is credited with that record."""
    report = check(
        "2021 Bone Marrow Study in Autism",
        "The median score on CARS dropped from 50 to 46.5 after bone marrow cells.",
        around=INFORMS,
    )
    [claim] = [claim for claim in report.claims if "46.5" in claim.quote]
    assert (claim.verdict, claim.flagged) == (W.MATCHES, False)
    assert [finding.rule for finding in claim.findings] == ["CMB-06"]
    assert claim.findings[0].trials == ("NCT03225651",)


def test_figures_known_only_second_hand_say_so(check: Check) -> None:
    """Agreement with a retold figure is not passed off as agreement with the record."""
    report = check(
        "2024 Phase II Trial of Cord Tissue Cells in Autism",
        "Infusion reactions occurred in 20.6% of the stem cell group and 2.9% of the placebo "
        "group.",
        around=INFORMS,
    )
    [claim] = [claim for claim in report.claims if "20.6" in claim.quote]
    assert claim.verdict is W.MATCHES
    assert "the record itself was not read" in claim.reason


def test_the_state_of_research_is_held_against_the_copy(judge_passage: JudgePassage) -> None:
    """Counts, superlatives and firsts that the copy does not bear out are questioned with it."""
    only = judge_passage("We have only found 1 current trial of stem cells in autism.")[0]
    largest = judge_passage("This is the largest study of stem cells in autism to date.")[0]
    first = judge_passage("In 2022 a team published the first-ever meta-analysis on autism.")[0]
    assert {claim.verdict for claim in (only, largest, first)} == {W.CONTRADICTED}
    assert "NCT06293950" in only.findings[0].trials
    assert "NCT02847182" in largest.findings[0].trials
    assert "PMID 34515938" in first.findings[0].message


def test_a_page_that_names_the_largest_trial_may_call_it_largest(check: Check) -> None:
    """A superlative is questioned only when the page does not speak of the larger trial."""
    report = check(
        "Duke ACT (NCT02847182) is the largest study of stem cells in autism to date.",
    )
    assert not any(f.rule == "TRI-15" for claim in report.claims for f in claim.findings)
