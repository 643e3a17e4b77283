"""A page is checked again: decisions hold where its words still stand, and nowhere else."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from claimcheck.errors import ReviewConflict
from claimcheck.schema import AuditAction, Choice, ReviewPassage, ReviewState
from claimcheck.storage import ServiceStore
from tests.unit.storage.kit import OWNER, Clock
from tests.unit.storage.reviewkit import (
    TOLD,
    Told,
    decide,
    first_of,
    keep,
    moderator,
    report_of,
    waiting,
)


def _decided(store: ServiceStore, clock: Clock) -> ReviewPassage:
    passage = decide(store, first_of(store), moderator(store), Choice.UNFLAG)
    clock.go(days=1)
    return passage


def _again(store: ServiceStore, told: tuple[Told, ...], **given: object) -> str:
    report = keep(store, report_of(told, **given))
    store.reviews.take_in(report, owner=OWNER)
    return report


def test_a_decision_is_carried_to_the_same_words(timed: ServiceStore, clock: Clock) -> None:
    """Though they stand elsewhere on the page now; the other passages wait."""
    earlier = _decided(timed, clock)
    report = _again(timed, (("A new first line.", 0), *TOLD))
    [carried] = waiting(timed, report=report, state=ReviewState.DECIDED)
    assert (carried.quote, carried.carried_from) == (earlier.quote, earlier.id)
    assert carried.decisions == earlier.decisions
    assert len(waiting(timed, report=report)) == 2
    entry = timed.reviews.audit(owner=OWNER)[0]
    assert (entry.action, entry.passage) == (AuditAction.CARRY, carried.id)
    assert timed.reviews.reanchor(report, owner=OWNER) == 0


def test_words_that_are_gone_leave_an_orphan(timed: ServiceStore, clock: Clock) -> None:
    """It is shown as one until the words are back; a copy that is older says nothing."""
    earlier = _decided(timed, clock)
    _again(timed, (("Our cells may cure autism.", 3),))
    orphan = timed.reviews.get(earlier.id, owner=OWNER)
    assert (orphan.state, orphan.version) == (ReviewState.ORPHANED, earlier.version + 1)
    assert orphan.decisions == earlier.decisions
    assert timed.reviews.audit(owner=OWNER)[0].action is AuditAction.ORPHAN
    clock.go(days=1)
    _again(timed, TOLD)
    assert timed.reviews.get(earlier.id, owner=OWNER).state is ReviewState.DECIDED


def test_a_copy_that_is_older_orphans_nothing(timed: ServiceStore, clock: Clock) -> None:
    """Reports may be taken in in any order."""
    old = keep(timed, report_of([("Another page then.", 2)]))
    clock.go(days=1)
    earlier = _decided(timed, clock)
    timed.reviews.take_in(old, owner=OWNER)
    assert timed.reviews.get(earlier.id, owner=OWNER) == earlier


def test_words_that_come_twice_are_told_apart_by_their_surroundings(
    timed: ServiceStore, clock: Clock
) -> None:
    """The one with the same text around it is meant; without it there is none."""
    earlier = _decided(timed, clock)
    words = earlier.quote
    report = _again(timed, (*TOLD, (words, 3)))
    [carried] = waiting(timed, report=report, state=ReviewState.DECIDED)
    assert carried.start == 0
    clock.go(days=1)
    _again(timed, (("New.", 0), (words, 3), ("Other.", 0), (words, 3)))
    assert timed.reviews.get(earlier.id, owner=OWNER).state is ReviewState.ORPHANED


def test_what_the_machine_says_differently_is_looked_at_anew(
    timed: ServiceStore, clock: Clock
) -> None:
    """A decision that there is no flag is none about a passage that only became unsure."""
    earlier = _decided(timed, clock)
    report = _again(timed, ((TOLD[0][0], -1),))
    [fresh] = waiting(timed, report=report)
    assert (fresh.state, fresh.carried_from) == (ReviewState.OPEN, None)
    assert timed.reviews.get(earlier.id, owner=OWNER).state is ReviewState.DECIDED


def test_other_pages_and_pasted_texts_carry_nothing(timed: ServiceStore, clock: Clock) -> None:
    """The same words on another page are another passage."""
    _decided(timed, clock)
    for url in (None, "https://www.clinic.example/other"):
        report = _again(timed, TOLD, url=url)
        assert len(waiting(timed, report=report)) == 3


def test_undoing_a_decision_undoes_what_rests_on_it(timed: ServiceStore, clock: Clock) -> None:
    """The passage of the newer copy waits again, unless somebody decided about it too.

    What else it holds waits under the earlier copy.
    """
    earlier = _decided(timed, clock)
    ben = moderator(timed, "Ben")
    resting, own = (_again(timed, TOLD) for _ in range(2))
    [decided] = waiting(timed, report=own, state=ReviewState.DECIDED)
    decide(timed, decided, ben, Choice.CONFIRM)
    timed.reviews.undo(earlier.id, owner=OWNER, moderator=ben, expected_version=earlier.version)
    [again] = waiting(timed, report=resting)
    assert again.quote == earlier.quote
    [kept] = waiting(timed, report=own, state=ReviewState.DECIDED)
    assert kept.decision is not None
    assert kept.decision.moderator == ben.id


def test_the_newest_decision_about_the_same_words_is_carried(
    timed: ServiceStore, clock: Clock
) -> None:
    """Whoever decided anew on a newer copy is who is followed."""
    _decided(timed, clock)
    [second] = waiting(timed, report=_again(timed, TOLD), state=ReviewState.DECIDED)
    decide(timed, second, moderator(timed, "Ben"), Choice.CONFIRM)
    clock.go(days=1)
    [third] = waiting(timed, report=_again(timed, TOLD), state=ReviewState.DECIDED)
    assert third.carried_from == second.id
    assert third.decision is not None
    assert third.decision.choice is Choice.CONFIRM


def test_a_report_taken_in_by_all_at_once(desk: ServiceStore) -> None:
    """Each passage enters once, and the log says so once."""
    report = keep(desk)
    with ThreadPoolExecutor(6) as pool:
        taken = pool.map(lambda _: desk.reviews.take_in(report, owner=OWNER), range(6))
    assert sorted(taken) == [0, 0, 0, 0, 0, 3]
    assert len(waiting(desk)) == 3
    assert len(desk.reviews.audit(owner=OWNER)) == 1


def test_deciding_while_the_page_is_checked_again(desk: ServiceStore) -> None:
    """Nobody waits in a ring, and every entry of the log has its number."""
    people = [moderator(desk, name) for name in ("Ana", "Ben")]
    told = [(f"Sentence {number} of the page.", 2) for number in range(6)]
    desk.reviews.take_in(keep(desk, report_of(told)), owner=OWNER)
    reports = [keep(desk, report_of(told[number:])) for number in range(5)]

    def work(turn: int) -> None:
        if turn % 2:
            desk.reviews.take_in(reports[turn // 2], owner=OWNER)
            return
        for passage in waiting(desk):
            try:
                decide(desk, passage, people[turn // 2 % 2], Choice.UNFLAG)
            except ReviewConflict:
                continue

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(10)))
    numbers = [entry.number for entry in desk.reviews.audit(owner=OWNER, limit=1_000)]
    assert numbers == list(range(len(numbers), 0, -1))


def test_a_decision_that_is_overridden_holds_nowhere(timed: ServiceStore, clock: Clock) -> None:
    """Where two disagree about the earlier copy, the newer one waits with it for a third."""
    earlier = _decided(timed, clock)
    report = _again(timed, TOLD)
    [carried] = waiting(timed, report=report, state=ReviewState.DECIDED)
    overridden = decide(timed, earlier, moderator(timed, "Ben"), Choice.CONFIRM)
    assert (overridden.state, overridden.disputed) == (ReviewState.SECOND, True)
    assert overridden.decision is None
    assert carried.id in {one.id for one in waiting(timed, report=report)}
    settled = decide(timed, overridden, moderator(timed, "Cy"), Choice.CONFIRM)
    assert (settled.state, settled.disputed) == (ReviewState.DECIDED, False)
