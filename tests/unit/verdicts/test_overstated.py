"""The credit "agrees with the record": kept for a tested benefit, stated plainly."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimcheck.checker import Checker
from claimcheck.schema import Block, BlockKind, ConceptKind, MentionOrigin, VerdictWord
from claimcheck.verdicts.case import Case
from claimcheck.verdicts.ladder import word_of
from claimcheck.verdicts.overstated import added_to_benefit, reports_no_trial
from claimcheck.verdicts.overstated_words import added_by_words
from claimcheck.verdicts.rules import RULES
from claimcheck.verdicts.young import speaks_of_young_unrecorded
from tests.unit.verdicts import test_conditions as conditions
from tests.unit.verdicts.conftest import INFORMS, SELLS, JudgePassage

W = VerdictWord
HOSPITAL = ("Larkmoor Hospital", "", "Information for patients and their families.", "")
KETAMINE = ("Ketamine for depression", "", "Book a free consultation at our clinic.", "")
ADHD = ("Medicines for ADHD", "", "Information for parents from Larkmoor Hospital.", "")

PLAIN = [
    "Inhaled steroids prevent asthma attacks.",
    "CBT helps many people with OCD.",
    "Hearing aids improve hearing and quality of life for adults with hearing loss.",
    "CPAP reduces daytime sleepiness in sleep apnoea.",
    "Semaglutide helps adults with obesity to lose weight.",
    "The MMR vaccine prevents measles.",
    "Methylphenidate reduces symptoms of ADHD in children.",
    "Nicotine patches help people to stop smoking.",
    "Pelvic floor training reduces leaks in stress incontinence.",
    "Antidepressants reduce symptoms of depression better than placebo.",
    "Ketamine can ease symptoms of depression that other medicines did not help.",
]


@pytest.mark.parametrize("passage", PLAIN)
def test_proven_care_stated_plainly_agrees(judge_passage: JudgePassage, passage: str) -> None:
    """A benefit that the records support, said in plain words, keeps its credit."""
    [claim] = judge_passage(passage, HOSPITAL)
    assert (claim.verdict, claim.flagged) == (W.MATCHES, False)
    assert [finding.rule for finding in claim.findings] == ["CMB-06"]


MORE = [
    "Ketamine brings full remission of depression to most of our patients, and it stays away.",
    "Ketamine ends depression for good.",
    "Ketamine relieves depression in 9 out of 10 people.",
    "Three quarters of our clients say that ketamine eased their depression.",
    "Ketamine eases depression in teenagers.",
    "From the age of nine ketamine eases depression.",
    "Ketamine eases depression better than any tablet.",
    "Ketamine is the most powerful medicine ever made to ease depression.",
    "Ketamine is a safe way to ease depression.",
    "FDA-approved ketamine eases depression.",
    "Ketamine can ease depression by up to 80%.",
    "Ketamine eases depression within an hour of the first drip.",
    "With ketamine relief from depression can start today.",
    "With ketamine you can come off your antidepressants and ease depression.",
    "Ketamine eases depression without tablets.",
    "Ketamine is guaranteed to ease depression.",
    "Our compounded ketamine has the same active ingredient and eases depression.",
    "Ketamine works for everyone with depression.",
    "Ketamine eases depression, OCD and autism.",
    "Ketamine eased depression in mice.",
    "It lifts the mood and brings relief.",
]


@pytest.mark.parametrize("passage", MORE)
def test_more_than_the_benefit_gets_no_credit(judge_passage: JudgePassage, passage: str) -> None:
    """What goes past the benefit that was tested is never said to agree with the record."""
    found = judge_passage(passage, KETAMINE)
    assert W.MATCHES not in {claim.verdict for claim in found}


def test_what_was_added_is_named(judge_passage: JudgePassage) -> None:
    """The reader is told that the benefit has support, and what the passage adds to it."""
    [claim] = judge_passage("Inhaled steroids prevent asthma attacks for life.", HOSPITAL)
    assert (claim.verdict, claim.flagged) == (W.NOT_CHECKABLE, False)
    assert claim.reason == (
        "Adequate controlled trials support inhaled corticosteroids in asthma. This passage also "
        "speaks of a cure, or an effect that lasts or is complete, which we could not settle from "
        "the records."
    )


def test_support_is_not_told_of_another_treatment(judge_passage: JudgePassage) -> None:
    """What is known of the page's treatment is not said of one that the passage names instead."""
    found = judge_passage("Fenbrol eases depression within an hour.", KETAMINE)
    assert not any("Adequate controlled trials" in claim.reason for claim in found)


@pytest.mark.parametrize(
    "words",
    [
        "not a cure, but it eases pain",
        "no one can guarantee a result, yet it eases pain",
        "it eases pain more than placebo",
        "it works better than a sham device",
        "rapid-acting insulin lowers blood sugar",
        "keep your vaccines up to date",
        "never stop your inhaler",
        "it helps people with depression to sleep",
    ],
)
def test_sober_wording_adds_nothing(words: str) -> None:
    """What is denied, set against placebo, or only looks alike is no addition."""
    assert added_by_words(words) is None


@pytest.mark.parametrize(
    ("words", "added"),
    [
        ("not only a cure, it is permanent", "a cure, or an effect that lasts or is complete"),
        ("two thirds of our patients improve", "how many of the clinic's own patients it helped"),
        ("our kids improve in 9 in ten cases", "how many of the clinic's own patients it helped"),
        ("it halves the pain", "how many it helps, or how much"),
        ("it is just as good", "how it compares with other care"),
        ("it improves sight with no risk", "safety"),
        ("it lowers pain as much as 40%", "the most that can be reached"),
        ("relief after a single session", "how fast it works"),
        ("you no longer need glasses", "doing without other care"),
        ("less insulin is needed", "doing without other care"),
    ],
)
def test_each_addition_has_its_name(words: str, added: str) -> None:
    """The words that a reader is shown fit what the passage adds."""
    assert added_by_words(words) == added


def _case(checker: Checker, passage: str, around: tuple[str, ...]) -> Case:
    return next(conditions.cases_of(checker, passage, around))


@pytest.fixture(scope="module")
def plain(checker: Checker) -> Case:
    """A supported benefit, stated plainly."""
    return _case(checker, PLAIN[0], HOSPITAL)


def _with_origin(case: Case, origin: MentionOrigin) -> Case:
    concepts = tuple(
        one.model_copy(update={"origin": origin}) if one.kind is ConceptKind.INTERVENTION else one
        for one in case.claim.concepts
    )
    return replace(case, claim=case.claim.model_copy(update={"concepts": concepts}))


def test_the_treatment_must_be_named(plain: Case) -> None:
    """A treatment that only the rest of the page names is not known to be the one meant."""
    assert word_of(plain, ()) is W.MATCHES
    for origin in (MentionOrigin.PAGE, MentionOrigin.HEADING, MentionOrigin.CONTEXT):
        assert word_of(_with_origin(plain, origin), ()) is W.NOT_CHECKABLE


def test_a_sentence_that_points_back_is_about_its_heading(judge_passage: JudgePassage) -> None:
    """“It lowers blood sugar” under “Insulin” is about insulin; another subject is not."""
    around = ("Type 1 diabetes", "", "Information on type 1 diabetes from Larkmoor Hospital.", "",
              "Insulin therapy", "")  # fmt: skip
    [claim] = judge_passage("It lowers blood sugar.", around)
    assert claim.verdict is W.MATCHES
    found = judge_passage("Cinnamon lowers blood sugar.", around)
    assert W.MATCHES not in {claim.verdict for claim in found}


def test_a_heading_states_nothing(plain: Case) -> None:
    """A heading only names what follows; it agrees with no record."""
    heading = Block.model_validate({**plain.block.model_dump(), "kind": BlockKind.HEADING})
    assert word_of(replace(plain, block=heading), ()) is W.NOT_CHECKABLE


def test_another_finding_on_the_passage_leaves_no_credit(checker: Checker, plain: Case) -> None:
    """A passage on which any rule remarks, however lightly, is not said to agree."""
    flagged = _case(checker, "Stem cells cure autism.", SELLS)
    rule = next(rule for rule in RULES if any(rule.findings(flagged)))
    [finding, *_] = rule.findings(flagged)
    light = finding.model_copy(update={"severity": 0})
    assert word_of(plain, ()) is W.MATCHES
    assert word_of(plain, (light,)) is W.NOT_CHECKABLE


def test_a_treatment_that_fails_or_does_harm_is_not_the_one_that_helps(
    judge_passage: JudgePassage,
) -> None:
    """What comes after a treatment, against its ill effects or on top of it is something else."""
    for passage in (
        "If hearing aids are no longer enough, an implant improves hearing loss.",
        "Ginger helps with sickness during chemotherapy for cancer.",
        "Mistletoe boosts the power of chemotherapy to shrink cancer.",
        "For people without asthma inhaled steroids improve stamina.",
    ):
        found = judge_passage(passage, HOSPITAL)
        assert W.MATCHES not in {claim.verdict for claim in found}, passage


def test_children_need_records_of_children(checker: Checker) -> None:
    """Records of adults, or that do not say of whom, show nothing of the young."""
    for passage, around, unrecorded in (
        ("Methylphenidate reduces symptoms of ADHD in children.", ADHD, False),
        ("Methylphenidate reduces symptoms of ADHD in babies.", ADHD, True),
        ("Methylphenidate reduces symptoms of ADHD in adults.", ADHD, False),
        ("Ketamine eases depression in adults aged 30 and over.", KETAMINE, False),
        ("Ketamine eases depression in 12-year-olds.", KETAMINE, True),
        ("Ketamine eases depression at any age.", KETAMINE, True),
        ("Semaglutide helps teenagers with obesity to lose weight.", HOSPITAL, True),
    ):
        case = _case(checker, passage, around)
        assert speaks_of_young_unrecorded(case) is unrecorded, passage


def test_the_own_share_and_a_quarrel_are_no_null_result(checker: Checker) -> None:
    """A clinic's own count, or its quarrel with a verdict, agrees with no trial."""
    around = ("PRP for knee osteoarthritis", *INFORMS[1:])
    for passage, told in (
        ("About four in ten of our patients say that PRP made no difference.", True),
        ("We disagree that there is no evidence for PRP in knee osteoarthritis.", True),
        ("A trial found no benefit of PRP in knee osteoarthritis.", False),
    ):
        case = _case(checker, passage, around)
        assert reports_no_trial(case) is told, passage


def test_a_share_that_a_record_counts_adds_nothing(checker: Checker) -> None:
    """The figure of a record of the pair is no addition; another figure is."""
    around = ("Stem cells and autism", *INFORMS[1:])
    counted = _case(checker, "In 67% of children with autism stem cells improved speech.", around)
    other = _case(checker, "In 97% of children with autism stem cells improved speech.", around)
    assert added_to_benefit(counted) is None
    assert added_to_benefit(other) == "how many it helps, or how much"
