"""A caution that a remark on the page points to is not credited to the page."""

from __future__ import annotations

import pytest

from claimcheck.schema import ClaimType, PageFinding, QuotedSpan, Saying, Verdict, VerdictWord
from claimcheck.verdicts import sources as src
from claimcheck.verdicts.page import PAGE_RULES
from claimcheck.verdicts.page.meaning import is_meant
from claimcheck.verdicts.uncredited import OF_PEOPLE, REASON, STEPS_IN, uncredited
from tests.unit.verdicts.made_pages import Told, case_of, each, page

_CAUTION = "Those who advise against it have not read on."
_OTHER = "It does not mend a bone."
_W = VerdictWord
_ON_WORDS = "EFF-15|EFF-16|EFF-17|EFF-18|EFF-19|NUM-13|PRE-10|REG-16|SAF-09|TES-13|TOK-09"


def _words(rule: str, word: VerdictWord = _W.DISCLAIMER, severity: int = 1) -> list[str]:
    """The words of two cautions, after a remark on the first."""
    whole = page(_CAUTION, _OTHER)
    limits = (ClaimType.DISCLAIMER,)
    told = [Told(quote=one, rules={}, word=word, types=limits) for one in (_CAUTION, _OTHER)]
    case = case_of(whole, *told)
    remark = PageFinding(
        rule=rule,
        version=1,
        severity=severity,
        message="It is said.",
        sources=(src.CAP_12,),
        spans=(QuotedSpan(start=0, end=len(_CAUTION), quote=_CAUTION),),
    )
    found = list(uncredited(case.claims, case.verdicts, [remark]))
    assert [one.claim for one in found] == [one.id for one in case.claims]
    assert all((one.reason == REASON) is (one.verdict is _W.NOT_CHECKABLE) for one in found)
    return [str(one.verdict) for one in found]


def _alone(words: str) -> Verdict:
    """The verdict on a caution of which no remark speaks."""
    told = Told(quote=words, rules={}, word=_W.DISCLAIMER, types=(ClaimType.DISCLAIMER,))
    case = case_of(page(words), told)
    [found] = uncredited(case.claims, case.verdicts, [])
    return found


@pytest.mark.parametrize("rule", each("", _ON_WORDS, ""))
def test_what_a_remark_points_to_is_no_caution(rule: str) -> None:
    """Other cautions stay, and so does one that a remark of no weight points to."""
    assert _words(rule) == [_W.NOT_CHECKABLE, _W.DISCLAIMER]
    assert _words(rule, severity=0) == [_W.DISCLAIMER, _W.DISCLAIMER]
    assert _words(rule, _W.MATCHES) == [_W.MATCHES, _W.MATCHES]
    assert rule in {one.card.id for one in PAGE_RULES}


@pytest.mark.parametrize("rule", ["EFF-02", "REG-13", "CMB-02", "TES-03"])
def test_a_caution_that_is_set_beside_a_headline_stays_one(rule: str) -> None:
    """The remark is on what stands against it."""
    assert _words(rule) == [_W.DISCLAIMER, _W.DISCLAIMER]


@pytest.mark.parametrize(
    "words",
    [
        "Our council would not permit us to treat babies if it did not work.",
        "The ministry would never let a clinic stay open if it were harmful.",
        "The law wouldn't allow it if it was dangerous.",
    ],
)
def test_who_would_step_in_limits_nothing(words: str) -> None:
    """That a regulator lets people practise says nothing of what their care does."""
    found = _alone(words)
    assert (found.verdict, found.reason) == (_W.NOT_CHECKABLE, STEPS_IN)


@pytest.mark.parametrize(
    "words",
    [
        "The agency would not approve this treatment if asked today, as it is not proven.",
        "We would not allow the infusion if your child is not well.",
        "We would never let you pay if tests show that it would not help.",
    ],
)
def test_what_the_page_itself_would_not_do_stays_a_caution(words: str) -> None:
    """And so does an agency that is said to know of no proof."""
    assert _alone(words).verdict is _W.DISCLAIMER


def test_a_register_of_people_vouches_for_nothing_unless_it_is_said_to() -> None:
    """Who may practise is a fact; that a regulator would not permit what fails is an appeal."""
    fact = "Our practitioners are registered with the council."
    assert not is_meant(fact, Saying.APPROVAL)
    assert not is_meant(f"{fact} We would not let anyone else near him.", Saying.APPROVAL)
    assert is_meant(f"{fact[:-1]}, which would not permit it if it failed.", Saying.APPROVAL)


def test_a_word_on_people_limits_no_treatment() -> None:
    """Whether a seller is honest says nothing of what is sold."""
    for words in (
        "I should say that I found no proof that they are crooks.",
        "There is no evidence that the owners of the clinic were dishonest.",
    ):
        assert (found := _alone(words)).verdict is _W.NOT_CHECKABLE
        assert found.reason == OF_PEOPLE
    for words in (
        "There is no evidence that they are any better than rest.",
        "There is no proof that the cells are of use.",
    ):
        assert _alone(words).verdict is _W.DISCLAIMER
