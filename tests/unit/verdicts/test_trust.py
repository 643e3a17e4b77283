"""How far a flag is trusted, and what becomes of one that is not."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.checker import Checker
from claimcheck.checks import default_checker
from claimcheck.claims import Extractor
from claimcheck.claims.classifier import Tier, load_models
from claimcheck.pages import ContainedReader, capture_text
from claimcheck.schema import Claim, ClaimType, Page, Report, SaidPassage, Saying, VerdictWord
from claimcheck.settings import (
    MIN_CONTEXT_BLOCKS,
    MIN_FAINT_TRUST,
    MIN_FLAG_TRUST,
    MIN_OVERSOLD_TRUST,
    MIN_WORKING_TRUST,
)
from claimcheck.trials import load_snapshot
from claimcheck.verdicts import Judge
from claimcheck.verdicts.trust import PageSigns, Signs, Weights, load_trust

_LONG_PAGE = (
    "Stem cell therapy for autism",
    "Book a free consultation at our clinic and get a treatment plan for your child.",
    "Our doctors have treated children from many countries.",
    "The cells are given by infusion.",
    "Parents stay with their child all the time.",
    "Stem cells improve speech in children with autism.",
    "After the infusion most families stay for a week.",
    "Call us to ask for a price.",
    "We answer within a day.",
)
_CLAIM = "Stem cells improve speech in children with autism."


class _Always:
    """Trusts every flag alike."""

    version = "always"

    def __init__(self, likelihood: float) -> None:
        self.asked: list[Signs] = []
        self._likelihood = likelihood

    def likelihood(self, page: Page, claim: Claim, signs: Signs) -> float:  # noqa: ARG002
        self.asked.append(signs)
        return self._likelihood


def _check(trust: _Always, lines: tuple[str, ...] = _LONG_PAGE) -> Report:
    checker = Checker(
        reader=ContainedReader(),
        extractor=Extractor(load_models(Tier.CAREFUL)),
        trials=load_snapshot(),
        judge=Judge(trust=trust),
        version="0",
    )
    return checker.check(capture_text("\n\n".join(lines)))


def test_a_trusted_flag_says_how_far() -> None:
    """The report carries the trust of each flag beside the confidence of the reading."""
    trust = _Always(0.9)
    claim = next(claim for claim in _check(trust).claims if claim.quote == _CLAIM)
    assert (claim.flagged, claim.trust) == (True, 0.9)
    assert trust.asked


def test_a_flag_that_is_not_trusted_goes_to_a_person() -> None:
    """It is neither flagged nor passed: somebody should read it."""
    claim = next(claim for claim in _check(_Always(0.1)).claims if claim.quote == _CLAIM)
    assert (claim.flagged, claim.for_review, claim.trust) == (False, True, 0.1)
    assert claim.findings == ()
    assert claim.held
    assert claim.verdict is VerdictWord.NOT_CHECKABLE


def test_on_a_short_page_the_rules_decide_alone() -> None:
    """Where the models cannot know whose page it is, nobody is asked how far to trust."""
    short = _LONG_PAGE[:1] + _LONG_PAGE[5:6]
    assert len(short) < MIN_CONTEXT_BLOCKS
    trust = _Always(0.0)
    claims = _check(trust, short).claims
    assert trust.asked == []
    assert [(c.flagged, c.trust) for c in claims if c.quote == _CLAIM] == [(True, None)]


def test_the_gravest_findings_need_less_trust() -> None:
    """A missed "no side effects" is the graver harm."""
    page = (*_LONG_PAGE, "The treatment has no side effects.")
    flagged = {c.quote: c.severity for c in _check(_Always(0.6), page).claims if c.flagged}
    assert flagged.get("The treatment has no side effects.") == 3
    assert _CLAIM not in flagged


_FAR = (
    "Tablets only hide the trouble, and the hospital knows it.",
    "There is no risk at all, for no child, ever.",
    "Autism: gone, and gone for good.",
    "Your neurologist will say no because he earns from your tablets.",
    "Nine of ten of our children speak within a month.",
    "You can throw away the risperidone after the second visit.",
    "Our method was approved by the ministry itself.",
    "Only two places are left, and each lost month is lost for ever.",
)


def test_a_page_that_goes_much_too_far_needs_less_trust() -> None:
    """What is doubtful on a restrained page is seldom meant well on one that rules out all harm."""
    assert MIN_OVERSOLD_TRUST < MIN_FLAG_TRUST
    for trust, lines, flagged in (
        (MIN_OVERSOLD_TRUST, (*_LONG_PAGE, *_FAR), True),
        (MIN_OVERSOLD_TRUST - 0.01, (*_LONG_PAGE, *_FAR), False),
        (MIN_OVERSOLD_TRUST, _LONG_PAGE, False),
    ):
        claims = _check(_Always(trust), lines).claims
        assert [claim.flagged for claim in claims if claim.quote == _CLAIM] == [flagged]


def test_where_nothing_graver_is_heard_as_much_trust_is_needed_as_ever() -> None:
    """The worst of pages tells of care that helps and of weeks that pass; a third are no claims."""
    told = "The stem cells are for speech in autism."
    for trust, flagged in ((MIN_FLAG_TRUST - 0.01, False), (MIN_FLAG_TRUST, True)):
        claims = _check(_Always(trust), (*_LONG_PAGE, *_FAR, told)).claims
        assert [claim.flagged for claim in claims if claim.quote == told] == [flagged]


def test_a_working_in_the_body_needs_more_trust_than_a_promise() -> None:
    """What a learned page says of nerves and cells stands in textbooks, too."""
    claims = [
        claim.model_copy(update={"id": name, "start": start, "end": start + 5})
        for name, start in (("works", 0), ("cause", 10), ("silent", 20))
        for claim in _check(_Always(1.0)).claims[:1]
    ]
    said = [
        SaidPassage(
            start=start,
            end=start + 5,
            quote="words",
            block=0,
            says={Saying.CAUSE: 0.5, Saying.WORKS: works},
        )
        for start, works in ((0, 0.6), (10, 0.4))
    ]
    signs = PageSigns.of(claims, oversold=True, sayings=said)
    assert (signs.said, signs.workings) == (frozenset({"works"}), frozenset({"cause"}))
    assert MIN_OVERSOLD_TRUST < MIN_WORKING_TRUST < MIN_FLAG_TRUST
    quiet = PageSigns.of(claims, sayings=said)
    assert not quiet.said
    assert not quiet.workings


def test_what_models_alone_hear_faintly_is_told_apart() -> None:
    """A page of wonders tells of breakfast, too; what a rule read as well is heard at any rate."""
    claim = _check(_Always(1.0)).claims[0]
    by_rule = {"models": (), "rule": (ClaimType.EFFICACY,)}
    for likely, heard, faint in (
        (0.09, {"rule"}, {"models"}),
        (0.1, {"rule", "models"}, {"models"}),
        (0.49, {"rule", "models"}, {"models"}),
        (0.5, {"rule", "models"}, set()),
    ):
        said = SaidPassage(
            start=claim.start,
            end=claim.end,
            quote=claim.quote,
            block=claim.block,
            says={Saying.WORKS: likely},
        )
        claims = [claim.model_copy(update={"id": i, "by_rule": r}) for i, r in by_rule.items()]
        signs = PageSigns.of(claims, oversold=True, sayings=[said])
        assert (signs.said, signs.faint) == (heard, faint)
    assert MIN_OVERSOLD_TRUST < MIN_FAINT_TRUST < MIN_FLAG_TRUST


def test_what_is_limited_in_the_same_breath_needs_as_much_trust_as_ever() -> None:
    """Sellers limit what they say and tell of trials fairly, too; few such flags were right."""
    told = "There is no guarantee, but stem cells improve speech in autism."
    for trust, flagged in ((MIN_FLAG_TRUST - 0.01, False), (MIN_FLAG_TRUST, True)):
        claims = _check(_Always(trust), (*_LONG_PAGE, *_FAR, told)).claims
        assert [claim.flagged for claim in claims if claim.quote == told] == [flagged]


_VOICES = (
    "“I sold the car for it,” says Ann.",
    "“It was a long flight,” says her husband.",
    "“He plays the same games as before,” says Ann.",
    "“We will see in spring,” says her husband.",
)
_DOUBTS = (
    "There is no cure for autism.",
    "Stem cells have not been shown to help children with autism.",
)
_PRINTED = f"“It was hard. {_CLAIM} We go again,” says the owner."


@pytest.mark.parametrize(
    ("lines", "flagged"),
    [
        ((*_VOICES, *_DOUBTS, _PRINTED), False),
        ((*_VOICES, *_DOUBTS, _CLAIM), True),
        ((*_VOICES[:2], *_DOUBTS, _PRINTED), True),
        ((*_VOICES, _PRINTED), True),
    ],
    ids=["printed", "its own words", "few voices", "no doubts"],
)
def test_what_a_paper_that_doubts_prints_as_said_is_not_its_own(
    lines: tuple[str, ...], flagged: bool
) -> None:
    """It quotes nobody to praise a cure; one without doubts may print an advert in other words."""
    page = ("Stem cells abroad", "A family travels for stem cells for autism.", *lines)
    claims = _check(_Always(0.95), page).claims
    assert [claim.flagged for claim in claims if claim.quote == _CLAIM] == [flagged]


def test_both_tiers_have_weights_of_their_own() -> None:
    """The fast tier's likelihoods mean something else, so they are weighed apart."""
    assert load_trust("fast").version != load_trust("careful").version
    fast = default_checker(fast=True).check(capture_text("\n\n".join(_LONG_PAGE)))
    assert load_trust("fast").version in fast.versions.rules


@given(
    st.floats(-20, 20),
    st.dictionaries(st.sampled_from("abcdef"), st.floats(-50, 50), max_size=6),
    st.dictionaries(st.sampled_from("abcdefgh"), st.floats(-50, 50), max_size=8),
)
def test_trust_is_a_share(bias: float, weights: dict[str, float], signs: dict[str, float]) -> None:
    """Whatever the signs, the answer lies between 0 and 1."""
    likely = Weights(bias=bias, signs=weights).likelihood(signs)
    assert 0 <= likely <= 1
    assert not math.isnan(likely)


def test_an_unknown_sign_weighs_nothing() -> None:
    """A rule that came after training changes nothing."""
    weights = Weights(bias=0.4, signs={"likely": 1.0})
    assert weights.likelihood({"likely": 0.5, "rule.EFF-99": 1.0}) == weights.likelihood(
        {"likely": 0.5}
    )
