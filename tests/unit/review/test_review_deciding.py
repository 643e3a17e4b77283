"""What decisions come to."""

from __future__ import annotations

from typing import Any

import pytest

from claimcheck.review.deciding import (
    blind_pair,
    flag_of,
    is_blind,
    is_disputed,
    is_overturned,
    is_sampled,
    seen_by,
    state_of,
    types_of,
)
from claimcheck.schema import (
    Choice,
    ClaimType,
    MachineSays,
    ReviewDecision,
    ReviewState,
    VerdictWord,
)
from tests.unit.review.conftest import Decide

CONFIRM, UNFLAG, CHANGE, KEEP, ASK = Choice
_DISPUTE = (("ana", CONFIRM, None), ("ben", UNFLAG, None))


def test_the_sample_is_the_same_each_time() -> None:
    """About the share that is asked for, and a larger share holds the smaller one."""
    ids = [f"passage {number}" for number in range(2_000)]
    tenth = {id_ for id_ in ids if is_sampled(id_, 0.1)}
    assert tenth == {id_ for id_ in ids if is_sampled(id_, 0.1)}
    assert 140 < len(tenth) < 260
    assert tenth < {id_ for id_ in ids if is_sampled(id_, 0.2)}
    assert not any(is_sampled(id_, 0) for id_ in ids)
    assert all(is_sampled(id_, 1) for id_ in ids)


@pytest.mark.parametrize(
    ("told", "sampled", "state"),
    [
        ([], False, ReviewState.OPEN),
        ([("ana", CONFIRM, None)], False, ReviewState.DECIDED),
        ([("ana", CONFIRM, 9)], False, ReviewState.OPEN),
        ([("ana", ASK, None)], False, ReviewState.SECOND),
        ([("ana", ASK, None), ("ben", UNFLAG, None)], False, ReviewState.DECIDED),
        ([("ana", ASK, None), ("ben", UNFLAG, 9)], False, ReviewState.SECOND),
        ([("ana", CONFIRM, None)], True, ReviewState.SECOND),
        ([("ana", CONFIRM, None), ("ana", UNFLAG, None)], True, ReviewState.SECOND),
        ([("ana", CONFIRM, None), ("ben", ASK, None)], True, ReviewState.SECOND),
        ([("ana", CONFIRM, None), ("ben", CONFIRM, None)], True, ReviewState.DECIDED),
        ([("ana", CONFIRM, None), ("ben", UNFLAG, None)], True, ReviewState.SECOND),
        ([*_DISPUTE, ("ana", UNFLAG, None)], True, ReviewState.SECOND),
        ([*_DISPUTE, ("cy", ASK, None)], True, ReviewState.SECOND),
        ([*_DISPUTE, ("cy", UNFLAG, None)], True, ReviewState.DECIDED),
        ([*_DISPUTE, ("cy", CHANGE, None)], True, ReviewState.DECIDED),
        ([*_DISPUTE, ("cy", UNFLAG, 9)], True, ReviewState.SECOND),
        ([_DISPUTE[0], ("ben", UNFLAG, 9), ("ben", CONFIRM, None)], True, ReviewState.DECIDED),
        ([("ana", CONFIRM, 9), ("ben", UNFLAG, None)], True, ReviewState.SECOND),
        (_DISPUTE, False, ReviewState.SECOND),
        ([*_DISPUTE, ("cy", UNFLAG, None)], False, ReviewState.DECIDED),
        ([*_DISPUTE, ("ana", UNFLAG, None)], False, ReviewState.DECIDED),
        ([_DISPUTE[0], ("ben", UNFLAG, 9)], False, ReviewState.DECIDED),
    ],
)
def test_states(
    decide: Decide,
    told: list[tuple[str, Choice, int | None]],
    sampled: bool,
    state: ReviewState,
) -> None:
    """One reader is enough unless another disagrees, of the sample two who agree."""
    made = [decide(seq, who, what, undone=at) for seq, (who, what, at) in enumerate(told, start=1)]
    assert state_of(made, sampled=sampled) is state


def test_what_a_second_reader_sees(decide: Decide) -> None:
    """Their own decisions until they have decided; all of them once two have, or it is settled."""
    first, undone = decide(1, "ana", CONFIRM), decide(2, "ben", UNFLAG, undone=3)
    second = ReviewState.SECOND

    def blind(*made: ReviewDecision, to: str | None, **given: Any) -> bool:
        return is_blind(made, to, **{"sampled": True, "state": second, **given})

    assert not blind(first, to="ana")
    assert blind(first, to="ben")
    assert blind(first, to=None)
    assert blind(to="ana", state=ReviewState.OPEN)
    assert blind(first, undone, to="ben")
    assert not blind(first, decide(2, "ben", UNFLAG), to="cy")
    assert not blind(first, to="ben", sampled=False)
    assert not blind(first, to=None, state=ReviewState.DECIDED)
    assert seen_by([first, undone], "ben", blind=True) == (undone,)
    assert seen_by([first, undone], "ben", blind=False) == (first, undone)


_CURE, _SAFE = ClaimType.CURE, ClaimType.SAFETY


@pytest.mark.parametrize(
    ("one", "other", "disputed"),
    [
        ({"types": (_CURE, _SAFE)}, {"types": (_SAFE, _CURE)}, False),
        ({"types": (_CURE,)}, {"types": (_SAFE,)}, True),
        ({"types": (_CURE,)}, {"types": (_CURE,), "verdict": VerdictWord.MATCHES}, True),
        ({"verdict": VerdictWord.MATCHES}, {"verdict": VerdictWord.CONTRADICTED}, True),
        ({"verdict": VerdictWord.MATCHES}, {"verdict": VerdictWord.MATCHES}, False),
    ],
)
def test_two_changes_agree_when_they_say_the_same(
    decide: Decide, one: dict[str, Any], other: dict[str, Any], *, disputed: bool
) -> None:
    """The same verdict and the same types, in any order; the reasons may differ."""
    made = [
        decide(1, "ana", CHANGE, reason="Mine.", **one),
        decide(2, "ben", CHANGE, reason="Other.", **other),
    ]
    assert is_disputed(made, sampled=True) is disputed
    state = ReviewState.SECOND if disputed else ReviewState.DECIDED
    assert state_of(made, sampled=True) is state


def test_flags_and_types_by_a_decision(
    decide: Decide, flagged: MachineSays, unsure: MachineSays
) -> None:
    """A change of types leaves the flag; a verdict sets it."""
    beyond = decide(1, "ana", CHANGE, verdict=VerdictWord.GOES_BEYOND)
    matches = decide(1, "ana", CHANGE, verdict=VerdictWord.MATCHES)
    cure = decide(1, "ana", CHANGE, types=(ClaimType.CURE,))
    assert [flag_of(flagged, one) for one in (decide(1, "a", CONFIRM), beyond, cure)] == [True] * 3
    assert not any(flag_of(flagged, one) for one in (decide(1, "a", UNFLAG), matches))
    assert [flag_of(unsure, one) for one in (decide(1, "a", KEEP), cure, beyond)] == [
        False,
        False,
        True,
    ]
    assert types_of(flagged, cure) == (ClaimType.CURE,)
    assert types_of(flagged, matches) == flagged.types
    assert is_overturned(flagged, matches)
    assert is_overturned(unsure, beyond)
    assert not is_overturned(flagged, cure)


def test_pairs_are_of_readers_who_did_not_know(decide: Decide) -> None:
    """The first word of the second one counts, and what then stood of the first one."""
    early, first = decide(1, "ana", CONFIRM, undone=2), decide(3, "ana", UNFLAG)
    second, later = decide(4, "ben", CONFIRM, undone=5), decide(6, "ben", UNFLAG)
    assert blind_pair([early, first, second, later]) == (first, second)
    assert blind_pair([first, decide(4, "ana", CONFIRM)]) is None
    assert blind_pair([first, decide(4, "ben", ASK)]) is None
    assert blind_pair([early, decide(3, "ben", CONFIRM)]) is None
