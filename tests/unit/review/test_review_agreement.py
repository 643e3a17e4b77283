"""Agreement in shares and beyond chance."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from claimcheck.review.agreement import agreement, kappa
from claimcheck.schema import Agreed, Choice, ClaimType, MachineSays, VerdictWord
from tests.unit.review.conftest import Decide


def test_a_known_table() -> None:
    """Cohen's own kind of example: 20 and 15 the same, 5 and 10 not."""
    answers = (
        [(True, True)] * 20 + [(True, False)] * 5 + [(False, True)] * 10 + [(False, False)] * 15
    )
    assert kappa(answers) == pytest.approx(0.4)


def test_without_anything_to_agree_on() -> None:
    """There is no number: none was asked, or both always said the same thing."""
    assert kappa([]) is None
    assert kappa([(True, True)] * 3) is None


@given(answers=st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=40))
def test_the_same_as_scikit_learn(answers: list[tuple[bool, bool]]) -> None:
    """Wherever there is a number at all."""
    if (ours := kappa(answers)) is not None:
        theirs = cohen_kappa_score(*zip(*answers, strict=True), labels=[False, True])
        assert ours == pytest.approx(theirs)


def test_agreement_by_flag_and_by_type(decide: Decide, flagged: MachineSays) -> None:
    """A type is counted where either reader saw it."""
    confirm, unflag = (decide(1, "ana", one) for one in (Choice.CONFIRM, Choice.UNFLAG))
    given_ = {"types": (ClaimType.CURE,), "verdict": VerdictWord.MATCHES}
    change = decide(2, "ben", Choice.CHANGE, **given_)
    pairs = [
        (flagged, confirm, decide(2, "ben", Choice.CONFIRM)),
        (flagged, unflag, change),
        (flagged, confirm, change),
    ]
    found = agreement(pairs)
    assert (found.pairs, found.agreed, found.kappa) == (3, 2, pytest.approx(0.4))
    assert found.share == pytest.approx(2 / 3)
    assert found.by_type == {
        ClaimType.EFFICACY: Agreed(pairs=3, agreed=1, kappa=0.0),
        ClaimType.CURE: Agreed(pairs=3, agreed=1, kappa=0.0),
    }
    assert agreement([]).share is None
