"""What the judge's choices hang on: the word, the types heard, the trust needed, the questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from claimcheck.checker import Checker
from claimcheck.checks import default_checker
from claimcheck.pages import capture_text
from claimcheck.schema import (
    Claim,
    ClaimType,
    Denied,
    Finding,
    Page,
    Report,
    ReportedClaim,
    VerdictWord,
)
from claimcheck.settings import (
    MIN_CONTEXT_BLOCKS,
    MIN_CUE_CONFIDENCE,
    MIN_FLAG_TRUST,
    MIN_GRAVE_TRUST,
    MIN_REGULATORY_TRUST,
    MIN_RULE_CONFIDENCE,
    MIN_TYPE_CONFIDENCE,
)
from claimcheck.verdicts import Judge
from claimcheck.verdicts.case import Case
from claimcheck.verdicts.ladder import word_of
from claimcheck.verdicts.rules import RULES
from claimcheck.verdicts.sure import has_context, heard, only_sure
from claimcheck.verdicts.trust import Signs
from tests.unit.verdicts import test_conditions as conditions
from tests.unit.verdicts.conftest import INFORMS, SELLS

T, W = ClaimType, VerdictWord
BY_ID = {rule.card.id: rule for rule in RULES}
BENEFIT = "Stem cells improve speech in children with autism."


def _first(checker: Checker, passage: str, around: tuple[str, ...] = SELLS) -> Case:
    return next(conditions.cases_of(checker, passage, around))


def _found(case: Case, rule: str) -> tuple[Finding, ...]:
    found = tuple(BY_ID[rule].findings(case))
    assert found
    return found


_OPEN = {
    "no_trial": W.NO_MATCH_IN_SNAPSHOT,
    "no_result": W.REGISTERED_NO_RESULTS,
    "by_chance": W.REGISTERED_NO_RESULTS,
    **dict.fromkeys(("not_held", "knees", "knees_not_held", "unnamed"), W.NOT_CHECKABLE),
}
_SOFTER = dict.fromkeys(("perhaps", "may", "patient", "shown", "weakly"), W.GOES_BEYOND)
_CITED = dict.fromkeys(
    ("shown", "weakly", "not_held", "knees", "knees_not_held", "unnamed"), W.GOES_BEYOND
)
#: The word for the finding of a rule's example, and where one circumstance makes it another.
WORDS: Mapping[str, tuple[VerdictWord, Mapping[str, VerdictWord]]] = {
    "EFF-07": (W.CONTRADICTED, {**_SOFTER, **_OPEN}),
    "NUM-04": (W.GOES_BEYOND, _OPEN),
    "TES-01": (W.GOES_BEYOND, _OPEN),
    "TRI-06": (
        W.NO_MATCH_IN_SNAPSHOT,
        {
            **_CITED,
            "no_result": W.REGISTERED_NO_RESULTS,
            "by_chance": W.REGISTERED_NO_RESULTS,
        },
    ),
    "REG-01": (W.GOES_BEYOND, {}),
    "SAF-01": (W.CONTRADICTED, {}),
    "TRI-08": (W.CONTRADICTED, {}),
    "PRE-01": (W.NOT_CHECKABLE, {}),
}


@pytest.mark.parametrize("rule", WORDS)
def test_the_word_hangs_on_the_records_and_on_how_it_is_said(checker: Checker, rule: str) -> None:
    """The same finding has another word where the records are silent or the claim is softer."""
    case = conditions.example_of(checker, BY_ID[rule])
    word, others = WORDS[rule]
    found = _found(case, rule)
    told = {name: word_of(change(case), found) for name, change in conditions.CHANGES.items()}
    assert word_of(case, found) == word
    assert told == {**dict.fromkeys(conditions.CHANGES, word), **others}


@pytest.mark.parametrize(
    ("types", "shown", "no_result"),
    [
        ((T.EFFICACY,), W.MATCHES, W.REGISTERED_NO_RESULTS),
        ((T.CURE,), W.NOT_CHECKABLE, W.REGISTERED_NO_RESULTS),
        ((T.EFFICACY, T.CURE), W.NOT_CHECKABLE, W.REGISTERED_NO_RESULTS),
        ((T.EFFICACY, T.SAFETY), W.NOT_CHECKABLE, W.REGISTERED_NO_RESULTS),
        ((T.EFFICACY, T.REGULATORY), W.NOT_CHECKABLE, W.REGISTERED_NO_RESULTS),
        ((T.EFFICACY, T.TESTIMONIAL), W.NOT_CHECKABLE, W.REGISTERED_NO_RESULTS),
        ((T.SAFETY,), W.NOT_CHECKABLE, W.REGISTERED_NO_RESULTS),
        ((T.MECHANISM,), W.NOT_CHECKABLE, W.REGISTERED_NO_RESULTS),
        ((T.TESTIMONIAL,), W.NOT_CHECKABLE, W.REGISTERED_NO_RESULTS),
        ((T.AUTHORITY,), W.NOT_CHECKABLE, W.NOT_CHECKABLE),
        ((T.DISCLAIMER,), W.DISCLAIMER, W.DISCLAIMER),
        ((T.DISCLAIMER, T.EFFICACY), W.MATCHES, W.REGISTERED_NO_RESULTS),
        ((T.DISCLAIMER, T.COMPARISON), W.NOT_CHECKABLE, W.NOT_CHECKABLE),
    ],
)
def test_the_word_without_a_flag_hangs_on_the_types(
    checker: Checker, types: tuple[ClaimType, ...], shown: VerdictWord, no_result: VerdictWord
) -> None:
    """Only a plain benefit that the records show agrees with them; only limits are a caution."""
    case = _first(checker, BENEFIT)
    case = replace(case, claim=case.claim.model_copy(update={"types": types}))
    assert word_of(conditions.CHANGES["shown"](case), ()) == shown
    assert word_of(conditions.CHANGES["no_result"](case), ()) == no_result


def test_information_alone_is_no_step_beyond(checker: Checker) -> None:
    """A finding without weight leaves the word that the claim has without it."""
    case = _first(checker, BENEFIT)
    info = tuple(f.model_copy(update={"severity": 0}) for f in _found(case, "EFF-07"))
    assert word_of(case, info) is word_of(case, ()) is W.NOT_CHECKABLE


def test_families_of_rules_speak_for_the_records_or_for_words_alone(checker: Checker) -> None:
    """A rule of any family on records is enough; a mixed set is judged by the records."""
    case = _first(checker, BENEFIT)
    [found] = _found(case, "EFF-07")
    for rule, word in {
        "EFF-07": W.CONTRADICTED,
        "NUM-01": W.CONTRADICTED,
        "TRI-13": W.CONTRADICTED,
        "TES-01": W.CONTRADICTED,
        "REG-01": W.GOES_BEYOND,
        "SAF-02": W.GOES_BEYOND,
        "TOK-04": W.NOT_CHECKABLE,
    }.items():
        one = found.model_copy(update={"rule": rule})
        assert word_of(case, (one,)) == word, rule
    token = found.model_copy(update={"rule": "TOK-04"})
    assert word_of(case, (found, token)) is W.CONTRADICTED
    assert word_of(case, (token, found.model_copy(update={"rule": "REG-01"}))) is W.GOES_BEYOND


def test_no_risk_is_contradicted_by_recorded_harms_alone(checker: Checker) -> None:
    """Without a record of harm it goes beyond; a bare "safe" is judged by the records."""
    case = _first(checker, BENEFIT)
    [found] = _found(case, "EFF-07")
    safe = found.model_copy(update={"rule": "SAF-01", "severity": 3})
    assert word_of(case, (safe,)) is W.CONTRADICTED
    assert word_of(case, (safe.model_copy(update={"trials": ()}),)) is W.GOES_BEYOND
    assert word_of(case, (safe.model_copy(update={"severity": 1}),)) is W.GOES_BEYOND
    other = safe.model_copy(update={"rule": "SAF-02"})
    assert word_of(case, (other,)) is W.GOES_BEYOND


@pytest.mark.parametrize(
    ("passage", "around", "word"),
    [
        ("Our stem cells are FDA cleared, and they are no cure for autism.", SELLS,
         W.NOT_CHECKABLE),
        ("Our stem cells are not FDA cleared, and they are no cure for autism.", SELLS,
         W.DISCLAIMER),
        ("Our stem cells are FDA cleared, and they are no cure for autism.", INFORMS,
         W.DISCLAIMER),
    ],
)  # fmt: skip
def test_a_regulator_named_beside_a_limit_makes_no_caution(
    checker: Checker, passage: str, around: tuple[str, ...], word: VerdictWord
) -> None:
    """Credit for a limit is not given to an appeal to a regulator in the same breath."""
    case = _first(checker, passage, around)
    types = (T.DISCLAIMER, T.REGULATORY)
    case = replace(case, claim=case.claim.model_copy(update={"types": types}))
    assert word_of(case, ()) == word
    without = replace(case, claim=case.claim.model_copy(update={"types": (T.DISCLAIMER,)}))
    assert word_of(without, ()) is W.DISCLAIMER


def test_a_denied_benefit_agrees_where_the_records_deny_it(checker: Checker) -> None:
    """Not if the records are silent, another thing is denied, or it presses to decide."""
    passage = "Stem cells were no better than placebo for social skills in autism."
    case = _first(checker, passage, INFORMS)
    types = (T.DISCLAIMER,)
    case = replace(
        case, claim=case.claim.model_copy(update={"types": types, "denied": (Denied.EFFICACY,)})
    )
    assert word_of(case, ()) is W.MATCHES
    for denied in ((), (Denied.CURE,)):
        other = replace(case, claim=case.claim.model_copy(update={"denied": denied}))
        assert word_of(other, ()) is W.DISCLAIMER
    assert word_of(conditions.CHANGES["shown"](case), ()) is W.DISCLAIMER
    pressing = case.claim.model_copy(update={"types": (*types, T.URGENCY)})
    assert word_of(replace(case, claim=pressing), ()) is W.DISCLAIMER


@pytest.fixture(scope="module")
def short() -> Page:
    """A page on which the models cannot know whose it is."""
    return default_checker()._reader.read(capture_text(BENEFIT))


@pytest.fixture(scope="module")
def long() -> Page:
    """A page with just enough blocks for the models."""
    lines = [BENEFIT, *(f"Line {number} of this page." for number in range(MIN_CONTEXT_BLOCKS - 1))]
    page = default_checker()._reader.read(capture_text("\n\n".join(lines)))
    assert len(page.blocks) == MIN_CONTEXT_BLOCKS
    return page


def _claim(sure: Mapping[ClaimType, float], *by_rule: ClaimType, of: Page) -> Claim:
    claim = default_checker()._extractor.extract(of).claims[0]
    return claim.model_copy(
        update={
            "types": tuple(sure),
            "type_confidence": dict(sure),
            "by_rule": by_rule,
            "denied": (Denied.CURE,),
        }
    )


def _types(claim: Claim | None) -> tuple[ClaimType, ...]:
    return claim.types if claim else ()


def test_context_begins_with_enough_blocks(short: Page, long: Page) -> None:
    """The least number of blocks is enough."""
    assert (has_context(short), has_context(long)) == (False, True)


@pytest.mark.parametrize(
    ("type_", "by_rule", "least"),
    [
        (T.EFFICACY, False, MIN_TYPE_CONFIDENCE),
        (T.EFFICACY, True, MIN_RULE_CONFIDENCE),
        (T.CURE, False, MIN_TYPE_CONFIDENCE),
        (T.CURE, True, MIN_CUE_CONFIDENCE),
    ],
)
def test_a_type_is_judged_when_it_is_sure_enough(
    long: Page, type_: ClaimType, by_rule: bool, least: float
) -> None:
    """What a rule read needs less, what is said every day needs more; the least is enough."""
    read = (type_,) if by_rule else ()
    assert _types(only_sure(_claim({type_: least}, *read, of=long), long)) == (type_,)
    assert only_sure(_claim({type_: least - 0.01}, *read, of=long), long) is None


def test_on_a_short_page_everyday_types_that_a_rule_read_need_no_more(short: Page) -> None:
    """Without context the model's doubt says little."""
    claim = _claim({T.EFFICACY: MIN_CUE_CONFIDENCE}, T.EFFICACY, of=short)
    assert _types(only_sure(claim, short)) == (T.EFFICACY,)


def test_findings_are_looked_for_in_less_sure_types(short: Page, long: Page) -> None:
    """On a long page in all likely ones, on a short page in those that a rule read."""
    sure = {T.EFFICACY: MIN_CUE_CONFIDENCE, T.CURE: MIN_CUE_CONFIDENCE - 0.01, T.SAFETY: 0.9}
    assert _types(heard(_claim(sure, of=long), long)) == (T.EFFICACY, T.SAFETY)
    assert _types(heard(_claim(sure, T.SAFETY, of=short), short)) == (T.SAFETY,)
    assert heard(_claim(sure, of=short), short) is None


def test_a_limit_that_only_the_model_read_must_be_likelier_than_not(long: Page) -> None:
    """It excuses what stands beside it; one that a rule read is heard like other types."""
    sure = {T.EFFICACY: 0.9, T.DISCLAIMER: 0.49}
    alone = heard(_claim(sure, of=long), long)
    assert alone is not None
    assert (alone.types, alone.denied) == ((T.EFFICACY,), ())
    half = heard(_claim({**sure, T.DISCLAIMER: 0.5}, of=long), long)
    read = heard(_claim(sure, T.DISCLAIMER, of=long), long)
    for told in (half, read):
        assert told is not None
        assert (told.types, told.denied) == ((T.EFFICACY, T.DISCLAIMER), (Denied.CURE,))


def test_without_confidences_a_claim_is_as_sure_as_its_surest_type(short: Page) -> None:
    """Claims that no model weighed keep all their types, also on a short page."""
    claim = _claim({T.EFFICACY: 0.9}, of=short).model_copy(
        update={"type_confidence": {}, "confidence": MIN_CUE_CONFIDENCE}
    )
    assert _types(heard(claim, short)) == _types(only_sure(claim, short)) == (T.EFFICACY,)


class _Trusts:
    """Trusts every flag alike."""

    version = "alike"

    def __init__(self, likelihood: float) -> None:
        self._likelihood = likelihood

    def likelihood(self, page: Page, claim: Claim, signs: Signs) -> float:  # noqa: ARG002
        return self._likelihood


_PAGE = (
    "Stem cell therapy for autism",
    "Book a free consultation at our clinic and get a treatment plan for your child.",
    *(f"Our doctors answer question {number} within a day." for number in range(7)),
)


def _claimed(passage: str, trust: float) -> ReportedClaim:
    known = default_checker()
    checker = Checker(
        reader=known._reader,
        extractor=known._extractor,
        trials=known._trials,
        judge=Judge(trust=_Trusts(trust)),
        version="0",
    )
    report = checker.check(capture_text("\n\n".join((*_PAGE, passage))))
    begin = report.page.text.rindex(passage.rsplit("\n", 1)[-1])
    return next(claim for claim in report.claims if claim.end > begin)


@pytest.mark.parametrize(
    ("passage", "least"),
    [
        (BENEFIT, MIN_FLAG_TRUST),
        ("Exosomes have no side effects in autism.", MIN_GRAVE_TRUST),
        ("Our stem cell treatment of autism is IRB-approved.", MIN_REGULATORY_TRUST),
    ],
)
def test_a_flag_needs_the_trust_of_its_weight(passage: str, least: float) -> None:
    """The least trust is enough; the gravest and those on regulators need less."""
    assert _claimed(passage, least).flagged
    doubted = _claimed(passage, least - 0.001)
    assert (doubted.flagged, doubted.findings) == (False, ())


@pytest.mark.parametrize(
    ("passage", "rules"),
    [
        ("The trial NCT03818737 proves that our stem cells help in autism.", {"TRI-03"}),
        ("The trial NCT02847182 showed that stem cells help adults with autism.", {"TRI-05"}),
        ("The trial NCT01502488 shows how stem cells help in autism.", {"TRI-11"}),
        ("Our stem cell treatment of autism is registered as NCT03818737.", {"TRI-14"}),
        ("We have only found 1 current trial of stem cells in autism.", {"TRI-15"}),
        ("Our stem cell therapy for autism has no side effects.", {"SAF-01"}),
        (BENEFIT, set()),
        ("Exosomes have no side effects in autism.", set()),
    ],
)
def test_what_a_record_says_otherwise_needs_no_trust(passage: str, rules: set[str]) -> None:
    """It stands whoever speaks; what rests on wording alone goes to a person."""
    claim = _claimed(passage, 0.0)
    assert {finding.rule for finding in claim.findings} == rules
    assert claim.flagged is bool(rules)
    assert claim.for_review is not claim.flagged


@pytest.mark.parametrize(
    ("passage", "first"),
    [
        ("In 99% of children with autism speech improved after our stem cells for life.", "NUM-06"),
        ("NCT03818737 shows that our stem cells are proven to improve autism.", "TRI-03"),
        ("The trial NCT02847182 showed that our proven stem cells help in autism.", "TRI-08"),
    ],
)
def test_what_sets_the_records_beside_the_passage_is_said_first(
    judge_claim: ReportedClaim, first: str
) -> None:
    """Among findings of one weight those that name the record lead."""
    gravest = [f.rule for f in judge_claim.findings if f.severity == judge_claim.severity]
    assert len(judge_claim.findings) > 1
    assert gravest[0] == first


@pytest.fixture
def judge_claim(checker: Checker, passage: str) -> ReportedClaim:
    """The claim of a passage on a page that sells."""
    report: Report = checker.check(capture_text("\n".join((*SELLS, passage))))
    return report.claims[-1]
