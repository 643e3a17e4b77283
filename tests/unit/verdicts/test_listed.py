"""Items of one list, of which some are surer than others."""

from __future__ import annotations

import pytest

from claimcheck.checker import Checker
from claimcheck.claims import Extractor
from claimcheck.claims.classifier import Tier, load_models
from claimcheck.pages import ContainedReader, capture_text
from claimcheck.schema import Claim, Page, ReportedClaim
from claimcheck.settings import MIN_FLAG_TRUST, MIN_LISTED_TRUST
from claimcheck.trials import load_snapshot
from claimcheck.verdicts import Judge
from claimcheck.verdicts.trust import Signs

_SURE, _OTHER = "enhance neuroplasticity;", "suppress neuroinflammation;"
_ONE_RULE = ("speech improves;", "attention improves;")
_PAGE = (
    "Stem cell therapy for autism",
    "Book a free consultation at our clinic and get a treatment plan for your child.",
    "Our doctors have treated children from many countries.",
    "The cells are given by infusion.",
    "Parents stay with their child all the time.",
    "After the infusion most families stay for a week.",
    "Call us to ask for a price.",
)
_LEAD = "After therapy, exosomes:"


class _Trust:
    """Trusts the passages that it is told of as it is told, and all others hardly."""

    version = "told"

    def __init__(self, trusted: dict[str, float]) -> None:
        self._trusted = trusted

    def likelihood(self, page: Page, claim: Claim, signs: Signs) -> float:  # noqa: ARG002
        return self._trusted.get(claim.quote, 0.1)


def _claims(trusted: dict[str, float], *lines: str) -> dict[str, ReportedClaim]:
    checker = Checker(
        reader=ContainedReader(),
        extractor=Extractor(load_models(Tier.CAREFUL)),
        trials=load_snapshot(),
        judge=Judge(trust=_Trust(trusted)),
        version="0",
    )
    claims = checker.check(capture_text("\n\n".join((*_PAGE, *lines)))).claims
    return {claim.quote: claim for claim in claims}


@pytest.mark.parametrize(
    ("other", "flagged"), [(MIN_LISTED_TRUST, True), (MIN_LISTED_TRUST - 0.01, False)]
)
def test_an_item_stands_with_a_flagged_one(other: float, flagged: bool) -> None:
    """Under one lead-in an item that is likely a flag is one, when the same rules flag another."""
    trusted = {_SURE: MIN_FLAG_TRUST, _OTHER: other}
    claims = _claims(trusted, _LEAD, f"• {_SURE}", f"• {_OTHER}")
    assert claims[_SURE].flagged
    assert (claims[_OTHER].flagged, claims[_OTHER].trust) == (flagged, other)
    assert claims[_OTHER].for_review is not flagged


def test_an_item_that_breaks_one_rule_alone_is_held_back() -> None:
    """The rule may have misread it; two rules that flag another item too hardly have."""
    sure, other = _ONE_RULE
    trusted = {sure: MIN_FLAG_TRUST, other: MIN_LISTED_TRUST}
    claims = _claims(trusted, "After stem cells:", f"• {sure}", f"• {other}")
    assert claims[sure].flagged
    assert len(claims[other].held) == 1
    assert not claims[other].flagged


def test_a_sentence_stands_for_itself() -> None:
    """Only a fragment needs its lead-in to say anything."""
    sentence = "suppress neuroinflammation in the brain of a child from the very first weeks;"
    trusted = {_SURE: MIN_FLAG_TRUST, sentence: MIN_LISTED_TRUST}
    claims = _claims(trusted, _LEAD, f"• {_SURE}", f"• {sentence}")
    assert len(claims[sentence].held) > 1
    assert not claims[sentence].flagged


def test_no_item_stands_with_one_that_is_held_back() -> None:
    """However many are likely, one of them must be sure."""
    almost = MIN_FLAG_TRUST - 0.01
    claims = _claims({_SURE: almost, _OTHER: almost}, _LEAD, f"• {_SURE}", f"• {_OTHER}")
    assert not any(claims[quote].flagged for quote in (_SURE, _OTHER))


def test_items_of_two_lists_do_not_stand_together() -> None:
    """What another list is flagged for says nothing of this one."""
    trusted = {_SURE: MIN_FLAG_TRUST, _OTHER: MIN_LISTED_TRUST}
    second = "What parents of our patients with autism saw after therapy with exosomes:"
    claims = _claims(trusted, _LEAD, f"• {_SURE}", second, f"• {_OTHER}")
    assert claims[_SURE].flagged
    assert claims[_OTHER].held
    assert not claims[_OTHER].flagged
