"""One pair, one wording: lists, flags and the summary say the same, of what the page offers."""

from __future__ import annotations

from typing import Any

import pytest

from claimcheck.exports.words import place, tally_words
from claimcheck.level_words import in_a_sentence, level_words
from claimcheck.schema import (
    BlockKind,
    EvidenceLevel,
    Finding,
    Judgement,
    PrimaryResult,
    Reach,
    Saying,
    VerdictWord,
    Zone,
)
from claimcheck.verdicts import sources as src
from claimcheck.verdicts.agreement import finding
from claimcheck.verdicts.page import judge_page
from claimcheck.verdicts.page.stacking import only_minor
from claimcheck.verdicts.records import shown
from claimcheck.verdicts.wording import bottom_line, reason_of
from tests.unit.verdicts.conftest import Check
from tests.unit.verdicts.made_cases import condition, made, profile, result, treatment, trial
from tests.unit.verdicts.made_pages import Told, case_of, findings, page
from tests.unit.verdicts.test_reader_words_conditions import _PLAIN

L = EvidenceLevel
_QUOTE = "Oxygen lifts autism."
_PAIR = (treatment("hbot", "Oxygen"), condition("autism", "autism"))
_MET = trial("NCT00000001", results=(result(PrimaryResult.MET),), placebo=True)
_MISSED = trial("NCT00000002", results=(result(PrimaryResult.NOT_MET),), placebo=True)
_DISAGREE = {"primary_met": (_MET.id,), "primary_not_met": (_MISSED.id,)}


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"best_level": L.HIGH, "primary_met": ("a", "b")}, "Several adequate trials agree"),
        ({"best_level": L.HIGH}, "Adequate trials, as reviews tell of them, agree"),
        ({"best_level": L.MODERATE, "primary_met": ("a",)}, "One controlled trial found a"),
        ({"best_level": L.MODERATE, "primary_met": ("a", "b")}, "2 controlled trials found a"),
        ({"best_level": L.MODERATE, **_DISAGREE}, "1 of 2 controlled trials found a benefit"),
        ({"best_level": L.MODERATE}, "Reviews of controlled trials found a benefit"),
        ({"best_level": L.LOW, **_DISAGREE}, "Trials disagree on whether it helps."),
        ({"best_level": L.VERY_LOW, **_DISAGREE}, "Trials disagree on whether it helps."),
        ({"best_level": L.LOW, "primary_met": ("a",)}, "benefit, from one trial, and it may"),
        (
            {"best_level": L.LOW, "primary_not_met": ("a",), "reviews": ("r",)},
            "A review sees some benefit where the one trial in our copy did not",
        ),
        ({"best_level": L.NEGATIVE}, "Reviews of controlled trials found no benefit."),
        ({"best_level": L.NEGATIVE, "primary_not_met": ("a",)}, "Tested against placebo in"),
        ({"best_level": L.NEGATIVE, **_DISAGREE}, "not every trial agrees"),
        ({"best_level": L.NEGATIVE, "judged": L.LOW, **_DISAGREE}, "Trials disagree on"),
        ({"best_level": L.NEGATIVE, "judged": L.LOW, "primary_not_met": ("a",)}, "it is open"),
        ({"best_level": L.LOW, "judged": L.HIGH}, "That is too little of the research"),
    ],
)
def test_a_level_is_worded_by_what_it_rests_on(fields: dict[str, Any], words: str) -> None:
    """The true number of trials, reviews where there are only these, both sides where two are."""
    assert words in level_words(profile(**fields))


@pytest.mark.parametrize("level", list(L))
def test_a_level_that_nobody_gathered_for_is_not_worded(level: EvidenceLevel) -> None:
    """Trials that came here by chance add up to nothing, not even to a no."""
    assert not level_words(profile(best_level=level, reach=Reach.NOT_GATHERED))


@pytest.mark.parametrize(
    "fields",
    [
        {"best_level": L.LOW},
        {"best_level": L.VERY_LOW},
        {"best_level": L.LOW, **_DISAGREE},
        {"best_level": L.VERY_LOW, **_DISAGREE},
        {"best_level": L.NEGATIVE, "judged": L.LOW, "primary_not_met": (_MISSED.id,)},
    ],
)
def test_a_flag_and_the_summary_say_what_the_list_says(fields: dict[str, Any]) -> None:
    """Word for word, where the records leave it open."""
    pair = profile(**{"trials": (_MET.id, _MISSED.id), "primary_met": (), **fields})
    told = in_a_sentence(level_words(pair))
    case = made(_QUOTE, *_PAIR, profiles=(pair,), trials=(_MET, _MISSED))
    assert told in shown(case)
    if pair.primary_met or not pair.primary_not_met:
        judgement = Judgement(verdicts=(_PLAIN,))
        assert told in bottom_line([case.claim], judgement, {("hbot", "autism"): pair})


def test_a_trial_of_a_part_of_the_condition_is_told_with_it() -> None:
    """A hip is set against a knee only by name, in a flag as in the summary."""
    hip = _MET.model_copy(update={"conditions": ("hip_osteoarthritis",)})
    knee = _MISSED.model_copy(update={"conditions": ("knee_osteoarthritis",)})
    pair = profile("prp", "osteoarthritis", best_level=L.LOW, **_DISAGREE)
    named = (treatment("prp", "Plasma"), condition("osteoarthritis", "arthritis"))
    case = made("Plasma lifts arthritis.", *named, profiles=(pair,), trials=(hip, knee))
    assert f"One that did: {hip.id} (size unknown, hip osteoarthritis)" in shown(case)
    line = bottom_line(
        [case.claim],
        Judgement(verdicts=(_PLAIN,)),
        {("prp", "osteoarthritis"): pair},
        {hip.id: hip, knee.id: knee},
    )
    assert f"one did ({hip.id}, in hip osteoarthritis)" in line


def _line(*pairs: Any) -> str:
    claims = [made(_QUOTE, *_PAIR).claim]
    held = {(one.intervention, one.condition): one for one in pairs}
    return bottom_line(claims, Judgement(verdicts=(_PLAIN,)), held)


def test_a_result_of_other_care_is_not_told_for_that_of_what_is_offered() -> None:
    """The trials of what the page offers come first, also where others deny more."""
    other = profile("physiotherapy", best_level=L.NEGATIVE, primary_not_met=("a",), registered=9)
    own = profile(best_level=L.VERY_LOW)
    assert "physiotherapy" not in _line(other, own)
    assert "For hyperbaric oxygen in autism" in _line(other, own)
    alone = _line(other)
    assert "We hold no trial of hyperbaric oxygen in autism. For physiotherapy" in alone


@pytest.mark.parametrize(("concept", "tells"), [("surgery", False), ("hbot", True)])
def test_that_nothing_was_gathered_of_usual_care_is_not_told(concept: str, tells: bool) -> None:
    """A passage that sets something against an operation is no claim about operations."""
    pair = profile(
        concept, best_level=L.NONE, registered=0, with_results=0, reach=Reach.NOT_GATHERED
    )
    case = made(
        "Surgery lifts autism.",
        treatment(concept, "Surgery"),
        condition("autism", "autism"),
        profiles=(pair,),
    )
    flag = Finding(
        start=case.claim.start,
        end=case.claim.end,
        quote=case.claim.quote,
        rule="EFF-20",
        version=1,
        severity=2,
        message="It is told as a fact.",
        sources=(src.CAP_12,),
    )
    told = reason_of(case, VerdictWord.GOES_BEYOND, (flag,))
    assert told.startswith("It is told as a fact.")
    assert ("not gathered" in told) is tells


def test_of_a_pair_without_a_record_nothing_is_left_open_by_records() -> None:
    """What whoever looked in vain thought of it is no trial."""
    empty = profile(
        best_level=L.NONE, judged=L.VERY_LOW, registered=0, with_results=0, reach=Reach.SELECTION
    )
    assert _line(empty).endswith("We hold no trial of hyperbaric oxygen in autism.")


@pytest.mark.parametrize(
    ("quote", "whole"),
    [
        ("Oxygen made no difference in autism.", False),
        ("Nobody knows whether oxygen works in autism.", True),
    ],
)
def test_a_flat_no_agrees_with_a_part_of_what_is_open(quote: str, whole: bool) -> None:
    """That nobody knows is what all of the records say together."""
    named = (treatment("hbot", "xygen"), condition("autism", "autism"))
    pair = profile(best_level=L.LOW, **_DISAGREE)
    said = finding(made(quote, *named, profiles=(pair,), trials=(_MET, _MISSED))).message
    assert said.startswith("It says what the record says.") is whole
    assert said.startswith("It says what some of the records say.") is not whole


def test_nothing_is_called_minor_beside_a_grave_flag_of_which_we_are_less_sure() -> None:
    """It is not among the sure verdicts, and a reader sees it all the same."""
    minor = Told(quote="Ida sings.", rules={"TOK-03": 1})
    sure = case_of(page("Ida sings.", "We cure it."), minor)
    both = case_of(page("Ida sings.", "We cure it."), minor,
                   Told(quote="We cure it.", rules={"EFF-01": 3}))  # fmt: skip
    assert findings(only_minor, sure)
    unsure = type(sure)(
        page=sure.page,
        claims=sure.claims,
        verdicts=sure.verdicts,
        vocabulary=sure.vocabulary,
        flags=both.flags,
    )
    assert not findings(only_minor, unsure)


def test_nothing_is_called_minor_beside_a_serious_remark_on_the_page() -> None:
    """Whatever rule it comes from, also one that CMB-05 does not name."""
    minor = Told(quote="Ida sings.", rules={"TOK-03": 1})
    drops = "The worms behind it leave the brain with our drops."
    for saying, alone in ((Saying.AGAINST_CARE, False), (Saying.PROOF, True)):
        found = judge_page(case_of(page("Ida sings.", drops), minor, says={drops: saying}))
        assert ("CMB-05" in {one.rule for one in found}) is alone
        assert any(one.severity > 1 for one in found) is not alone


def test_a_layout_table_is_not_told_as_one() -> None:
    """Only a row is seen as a part of a table."""
    whole = page("Most trials did not look for harm.")
    block = whole.blocks[0].model_copy(update={"zone": Zone.TABLE, "heading_path": ("Harms",)})
    for kind, told in ((BlockKind.PARAGRAPH, "Harms"), (BlockKind.TABLE_ROW, "Harms, table")):
        one = whole.model_copy(update={"blocks": (block.model_copy(update={"kind": kind}),)})
        assert place(one, 0) == told


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"completed": 0}, "none entered as completed, 1 with results."),
        ({"completed": 0, "with_results": 0}, "none completed, none with results."),
        ({"completed": 2}, "2 completed, 1 with results."),
    ],
)
def test_no_number_of_trials_reads_as_a_contradiction(fields: dict[str, int], words: str) -> None:
    """A trial with results is over, whatever its entry says."""
    assert words in tally_words(profile(**fields))


def test_a_second_condition_of_nearly_as_many_flags_is_told_too(check: Check) -> None:
    """What is known of one must not be read as known of the other; one flag makes no question."""
    autism = (
        "Stem cells improve speech in children with autism.",
        "Stem cells improve eye contact in autism.",
        "Stem cells help 80% of children with autism.",
    )
    palsy = (
        "Stem cells improve walking in children with cerebral palsy.",
        "Stem cells help 70% of children with cerebral palsy.",
    )
    for count in (1, 2):
        line = check(*autism, *palsy[:count]).summary.bottom_line
        assert "For stem cells in autism, " in line
        assert ("For stem cells in cerebral palsy, " in line) is (count > 1)
