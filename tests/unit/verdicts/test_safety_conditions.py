"""What a word on safety hangs on: what was asked, who tells it, of what, and how sure it sounds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimcheck.checker import Checker
from claimcheck.schema import ClaimType, Finding, Hedge
from claimcheck.verdicts import sources as src
from claimcheck.verdicts.case import Case
from claimcheck.verdicts.rule import Rule
from claimcheck.verdicts.rules.safety import _ABSENT, by_origin, safe
from tests.unit.verdicts import test_conditions as conditions
from tests.unit.verdicts.conftest import INFORMS, SELLS

_UNCLEAR = ("Stem cells and autism", "", "Many families write to us about stem cells.", "")
_CHANGED = conditions.CHANGES

pytestmark = pytest.mark.usefixtures("short_pages_are_whole")


def _case(checker: Checker, passage: str, around: tuple[str, ...] = SELLS) -> Case:
    return list(conditions.cases_of(checker, passage, around))[-1]


def _weight(
    checker: Checker, passage: str, around: tuple[str, ...] = SELLS, rule: Rule = safe
) -> int | None:
    return conditions.weight_of(rule, _case(checker, passage, around))


def _finding(checker: Checker, passage: str) -> Finding:
    [finding] = safe.findings(_case(checker, passage))
    return finding


def _sensed(case: Case) -> Case:
    """The same, read as one on safety without a cue that could be quoted."""
    only = (ClaimType.SAFETY,)
    update = {"types": only, "by_rule": only, "cues": (), "hedge": Hedge.NONE}
    return replace(case, claim=case.claim.model_copy(update=update))


@pytest.mark.parametrize(
    ("passage", "weight"),
    [
        ("Are there any side effects?\n\nStem cells have no side effects at all.", 3),
        ("Do stem cells hurt?\n\nNo, stem cells are safe and gentle.", 1),
        ("Are there side effects of stem cells?\n\nNo other treatment is as safe.", 1),
        ("Are there side effects of stem cells?\n\nNo, stem cells are safe and gentle.", 3),
    ],
)
def test_a_no_counts_as_the_answer_to_a_question_after_harm(
    checker: Checker, passage: str, weight: int
) -> None:
    """A question, one after harm, and a plain no: without them the words stand for themselves."""
    assert _weight(checker, passage) == weight


@pytest.mark.parametrize(
    ("passage", "weight"),
    [
        ("Is there any risk?\n\nNo, and our stem cells help in autism.", 3),
        ("Is there any risk?\n\nNot at all, and our stem cells help in autism.", 3),
        ("Is there any risk? We tell you all. No, our stem cells help in autism.", None),
        ("Is there any risk?\n\nWe say no, and our stem cells help in autism.", None),
        ("Are stem cells safe?\n\nYes, our stem cells help in autism.", 1),
        ("Are stem cells safe?\n\nIt is, and our stem cells help in autism.", 1),
        ("Are stem cells safe?\n\nOf course, and our stem cells help in autism.", 1),
        ("Are stem cells safe?\n\nMany say yes, and our stem cells help in autism.", None),
        ("Are stem cells safe?\n\nOur stem cells help in autism.", None),
        ("Do you take cards?\n\nYes, our stem cells help in autism.", None),
        ("Are stem cells safe? We tell you all. Yes, our stem cells help in autism.", None),
    ],
)
def test_an_answer_begins_with_its_yes_or_no_right_behind_the_question(
    checker: Checker, passage: str, weight: int | None
) -> None:
    """Where the passage has no other word for safety the answer is all that there is."""
    assert conditions.weight_of(safe, _sensed(_case(checker, passage))) == weight


@pytest.mark.parametrize(
    ("headings", "weight"),
    [(("Our care", "Is it safe?"), 1), (("Is it safe?", "Our care"), None), ((), None)],
)
def test_an_answer_stands_right_under_its_question(
    checker: Checker, headings: tuple[str, ...], weight: int | None
) -> None:
    """The nearest heading asks; one further up has been answered by others."""
    case = _sensed(_case(checker, "Yes, our stem cells help in autism."))
    block = case.block.model_copy(update={"heading_path": headings})
    assert conditions.weight_of(safe, replace(case, block=block)) == weight


def test_a_label_and_its_value_are_read_together_where_cells_are_sold(checker: Checker) -> None:
    """By a rule, of cells, on a page that sells: each is needed."""
    case = _case(checker, "Complications\n\nNone")
    assert conditions.weight_of(safe, case) == 3
    assert conditions.weight_of(safe, _CHANGED["untreated"](case)) is None
    assert conditions.weight_of(safe, _CHANGED["unclear"](case)) is None
    by_model = case.claim.model_copy(update={"by_rule": ()})
    assert conditions.weight_of(safe, replace(case, claim=by_model)) is None


@pytest.mark.parametrize(
    "passage",
    [
        "Stem cells improve speech in autism with minimal side effects.",
        "Risks are looked at by our team, and our stem cells help in autism.",
    ],
)
def test_a_sentence_that_holds_a_label_is_none(checker: Checker, passage: str) -> None:
    """A label stands alone, without words before it or behind."""
    assert conditions.weight_of(safe, _sensed(_case(checker, passage))) is None


@pytest.mark.parametrize(
    ("passage", "around", "weight"),
    [
        ("No side effects of stem cells were seen in autism.", SELLS, 3),
        ("A phase 2 trial of stem cells\n\nNo side effects of stem cells were seen.", SELLS, None),
        ("With stem cells an infection is impossible, as was seen in children.", INFORMS, None),
        ("With stem cells an infection is impossible, as was seen in children.", _UNCLEAR, 3),
    ],
)
def test_what_one_study_saw_may_be_reported(
    checker: Checker, passage: str, around: tuple[str, ...], weight: int | None
) -> None:
    """Under its heading, or by a page that informs; others who rule harm out speak for all."""
    assert _weight(checker, passage, around) == weight


@pytest.mark.parametrize(
    ("passage", "weight"),
    [
        ("Stem cells may have no side effects.", None),
        ("Stem cells may have no side effects, we can promise.", 3),
        ("Stem cells can help, with full certainty without any side effects.", 3),
        ("Stem cells can help, without any doubt with no side effects.", 3),
        ("Stem cells can help, for sure with no side effects.", 3),
        ("Stem cells can help, and we are certain that they have no side effects.", 3),
        ("Stem cells can help; guaranteed no side effects.", 3),
    ],
)
def test_a_word_of_certainty_takes_the_doubt_out(
    checker: Checker, passage: str, weight: int | None
) -> None:
    """Whoever is sure of it does not report a possibility."""
    assert _weight(checker, passage, _UNCLEAR) == weight


@pytest.mark.parametrize(
    "passage",
    [
        "No stem cell treatment is free of side effects.",
        "As to stem cells having no side effects, the nurse names infections.",
        "On stem cells with no side effects, he mentioned fevers.",
        "On stem cells with no side effects, she warned of clots.",
        "About stem cells with no side effects, they recalled fevers.",
        "Stem cells have no side effects other than a mild fever.",
        "Stem cells have no side effects except a mild fever.",
        "Stem cells have no side effects apart from a mild fever.",
        "Stem cells have no side effects aside from a mild fever.",
        "Stem cells have no side effects beyond a mild fever.",
        "80 per cent of our children have no side effects of stem cells.",
        "Stem cells have no side effects in most children.",
        "Stem cells have no side effects as long as the dose is low.",
        "To wait with stem cells does no harm.",
        "X-rays before the stem cells carry no risk.",
    ],
)
def test_with_a_limit_no_risk_is_ruled_out(checker: Checker, passage: str) -> None:
    """Denied of all, answered, with an exception, for some, or of something else."""
    assert _weight(checker, passage) is None


@pytest.mark.parametrize(
    "passage",
    [
        "Stem cells have no side effects.",
        "Stem cells have no side effects beyond such trifles as a bruise.",
        "Stem cells have no side effects beyond a pleasant warmth.",
        "Our founder knows about stem cells: no side effects, he mentioned, were found.",
        "If you want to wait with stem cells, there is no risk.",
    ],
)
def test_a_limit_that_is_none_takes_nothing_back(checker: Checker, passage: str) -> None:
    """Trifles, one's own founder, and what follows in another breath."""
    assert _weight(checker, passage) == 3


def test_hardly_any_treatment_is_without_harm(checker: Checker) -> None:
    """So it is told, also where it was not read as a limit."""
    passage = "{} treatment is without side effects, and stem cells are one."
    for words, weight in (("Hardly any", None), ("The new", 3)):
        case = _case(checker, passage.format(words))
        assert conditions.weight_of(safe, _sensed(case)) == weight


@pytest.mark.parametrize(
    ("passage", "change", "weight"),
    [
        ("Stem cells are safe for autism.", None, 1),
        ("Stem cells are safe for autism.", "shown", None),
        ("Stem cells are safe for autism.", "study", None),
        ("Your own stem cells are safe for autism.", None, None),
    ],
)
def test_a_bare_safe_weighs_where_a_benefit_is_not_shown(
    checker: Checker, passage: str, change: str | None, weight: int | None
) -> None:
    """Not in a report, and where cells are one's own the rule on their source says it."""
    case = _case(checker, passage)
    assert conditions.weight_of(safe, _CHANGED[change](case) if change else case) == weight


@pytest.mark.parametrize(
    ("passage", "weight"),
    [
        ("Our stem cells are well tolerated in autism.", 1),
        ("We show the safety of stem cells in autism.", 1),
        ("The safety has been looked at, and our stem cells help in autism.", 1),
        ("We look after safety, and our stem cells help in autism.", None),
    ],
)
def test_words_that_call_it_safe_need_no_cue(
    checker: Checker, passage: str, weight: int | None
) -> None:
    """Somebody who looks after safety has not called the treatment safe."""
    assert conditions.weight_of(safe, _sensed(_case(checker, passage))) == weight


def test_a_cue_for_safety_is_enough_among_others(checker: Checker) -> None:
    """Few side effects beside a benefit: both were read by a cue, and one of them is on safety."""
    case = _case(checker, "Stem cells improve speech in autism, and few side effects are seen.")
    assert {cue.type for cue in case.claim.cues} > {ClaimType.SAFETY}
    assert conditions.weight_of(safe, case) == 1
    others = tuple(cue for cue in case.claim.cues if cue.type is not ClaimType.SAFETY)
    uncued = case.claim.model_copy(update={"cues": others})
    assert conditions.weight_of(safe, replace(case, claim=uncued)) is None


@pytest.mark.parametrize(
    ("cue", "absent"),
    [
        ("no trouble", True),
        ("trouble-free", True),
        ("fewer side effects", False),
        ("it never hurts", False),
        ("not painful", False),
        ("not invasive", False),
    ],
)
def test_a_cue_tells_of_no_harm_at_all_in_its_words(cue: str, absent: bool) -> None:
    """Less harm is some, and without pain is not without risk."""
    assert bool(_ABSENT.search(cue)) is absent


def test_a_cue_for_something_else_rules_no_harm_out(checker: Checker) -> None:
    """Whoever is "never alone" is not told that nothing can happen."""
    case = _case(checker, "Stem cells are safe in autism, and your child is never alone.")
    start = case.page.text.index("never alone")
    [cue] = case.claim.cues
    place = {"start": start, "end": start + len("never alone")}
    for rule, weight in (("efficacy.benefit", 1), ("safety.no_harm", 3)):
        other = cue.model_copy(update={"rule_or_pattern": rule, **place})
        told = case.claim.model_copy(update={"cues": (cue, other)})
        assert conditions.weight_of(safe, replace(case, claim=told)) == weight


def test_three_recorded_harms_are_named_with_the_warnings_on_cells(checker: Checker) -> None:
    """More would not be read; regulators and the survey of lasting harm are cited beside them."""
    called = _finding(checker, "Stem cells are safe for autism.")
    assert {src.FDA_ALERT, src.EMA_CAT, src.CONNOLLY} <= set(called.sources)
    finding = _finding(checker, "Stem cells have no side effects.")
    told = finding.message.split("name harms: ")[1]
    assert len(told.split("; ")) == 3
    assert finding.trials
    assert all(f"({id_})" in told for id_ in finding.trials)
    assert {src.FDA_ALERT, src.EMA_CAT, src.CONNOLLY} <= set(finding.sources)


def test_a_kind_of_harm_is_answered_by_records_of_that_kind(checker: Checker) -> None:
    """The kind stands behind the words found: a fit does not answer "no risk of rejection"."""
    any_risk = _finding(checker, "Stem cells carry no risk.")
    one_kind = _finding(checker, "Stem cells carry no risk of rejection.")
    assert any_risk.quote == one_kind.quote == "no risk"
    assert "Seizures" in any_risk.message
    assert "Seizures" not in one_kind.message


@pytest.mark.parametrize(
    "passage",
    [
        "Because they are natural, stem cells are safe for autism.",
        "Your own adult somatic cells are safe stem cells for autism.",
        "Coming from newborn cords, our stem cells are safe for autism.",
        "Coming from birth tissue, our stem cells are safe for autism.",
        "Our stem cells are safe for autism as they do not possess markers.",
        "Exosomes are cell-free and therefore safe for autism.",
        "Exosomes are safe for autism through their biological compatibility.",
        "Our stem cells are safe for autism and cause no immune reaction.",
    ],
)
def test_safety_may_rest_on_many_sources(checker: Checker, passage: str) -> None:
    """What it is made of, and what it therefore is said to lack."""
    assert _weight(checker, passage, SELLS, by_origin) == 2


@pytest.mark.parametrize(
    "words",
    [
        "carry never any danger",
        "have not a single side effect",
        "have no adverse effects",
        "are 100% safe",
        "can never harm your child",
        "are risk-free",
        "cannot be rejected",
        "your child will not be hurt",
        "your child won't be harmed",
        "side effects there are none",
        "complications: zero",
        "free from the danger of a fever",
    ],
)
def test_where_harm_is_ruled_out_its_source_is_no_second_finding(
    checker: Checker, words: str
) -> None:
    """The graver rule says it."""
    passage = f"Your own stem cells are safe for autism and {words}."
    assert _weight(checker, passage, SELLS, by_origin) is None
    assert _weight(checker, passage) == 3


@pytest.mark.parametrize(
    ("asked", "weight"),
    [
        ("Is there any risk?", 3),
        ("Are there no side effects?", 3),
        ("Is it without risk?", None),
        ("Is it without any real risk?", None),
        ("Is it free of danger?", None),
        ("Is it free from side effects?", None),
        ("Is it risk-free?", None),
        ("Is it done without stress? And what of the risk?", 3),
    ],
)
def test_who_says_no_to_being_without_risk_owns_up_to_one(
    checker: Checker, asked: str, weight: int | None
) -> None:
    """Who says no to a risk rules it out."""
    passage = f"{asked}\n\nNo, and our stem cells help in autism."
    assert conditions.weight_of(safe, _sensed(_case(checker, passage))) == weight


def test_money_that_is_at_no_risk_is_no_body(checker: Checker) -> None:
    """The deposit comes back; of whoever is treated it must not be said."""
    for whose, weight in (("your deposit", None), ("the money you paid", None), ("your child", 3)):
        passage = f"With stem cells there is no risk to {whose}."
        assert conditions.weight_of(safe, _sensed(_case(checker, passage))) == weight
