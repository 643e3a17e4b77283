"""What decisions come to."""

from __future__ import annotations

import pytest

from claimcheck.review.deciding import (
    blind_pair,
    flag_of,
    is_overturned,
    is_sampled,
    seen_by,
    state_of,
    types_of,
)
from claimcheck.schema import Choice, ClaimType, MachineSays, ReviewState, VerdictWord
from tests.unit.review.conftest import Decide

CONFIRM, UNFLAG, CHANGE, KEEP, ASK = Choice


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
        ([("ana", CONFIRM, None), ("ben", UNFLAG, None)], True, ReviewState.DECIDED),
        ([("ana", CONFIRM, 9), ("ben", UNFLAG, None)], True, ReviewState.SECOND),
    ],
)
def test_states(
    decide: Decide,
    told: list[tuple[str, Choice, int | None]],
    sampled: bool,
    state: ReviewState,
) -> None:
    """One reader is enough, and of the sample two different ones are; asking is no answer."""
    made = [decide(seq, who, what, undone=at) for seq, (who, what, at) in enumerate(told, start=1)]
    assert state_of(made, sampled=sampled) is state


def test_what_a_second_reader_sees(decide: Decide) -> None:
    """Their own decisions until they have decided; all of them once it is settled."""
    first = decide(1, "ana", CONFIRM)
    second = ReviewState.SECOND
    assert seen_by([first], "ana", sampled=True, state=second) == (first,)
    assert seen_by([first], "ben", sampled=True, state=second) == ()
    assert seen_by([first], None, sampled=True, state=second) == ()
    assert seen_by([first], "ben", sampled=False, state=second) == (first,)
    assert seen_by([first], None, sampled=True, state=ReviewState.DECIDED) == (first,)
    undone = decide(2, "ben", UNFLAG, undone=3)
    assert seen_by([first, undone], "ben", sampled=True, state=second) == (undone,)


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
