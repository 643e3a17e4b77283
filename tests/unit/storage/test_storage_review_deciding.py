"""Two moderators at one queue: claims, decisions, undoing, and the second reader."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import sqlalchemy as sa

from claimcheck.errors import BadForm, ReviewConflict, ReviewLocked, StoreFailed
from claimcheck.schema import (
    AuditAction,
    Choice,
    ClaimType,
    ReviewPassage,
    ReviewState,
    VerdictWord,
)
from claimcheck.storage import ServiceStore
from tests.unit.storage.kit import OWNER, Clock
from tests.unit.storage.reviewkit import (
    VERSIONS,
    decide,
    first_of,
    keep,
    moderator,
    put_in_sample,
    report_of,
    waiting,
)


def test_a_claim_keeps_others_away_until_it_is_over(timed: ServiceStore, clock: Clock) -> None:
    """It ends by itself; whoever holds it may hold it longer."""
    ana, ben = moderator(timed), moderator(timed, "Ben")
    passage = first_of(timed)
    claim: dict[str, Any] = {"owner": OWNER, "seconds": 60}
    held = timed.reviews.claim(passage.id, moderator=ana, **claim)
    assert (held.claimed_by, held.claimed_name, held.version) == (ana.id, "Ana", 2)
    clock.go(seconds=30)
    assert timed.reviews.claim(passage.id, moderator=ana, **claim).version == 2
    clock.go(seconds=59)
    with pytest.raises(ReviewLocked, match="Ana"):
        timed.reviews.claim(passage.id, moderator=ben, **claim)
    with pytest.raises(ReviewConflict, match="Ana"):
        decide(timed, held, ben, Choice.CONFIRM)
    clock.go(seconds=1)
    assert timed.reviews.get(passage.id, owner=OWNER).claimed_by is None
    assert timed.reviews.claim(passage.id, moderator=ben, **claim).claimed_by == ben.id


def test_only_who_holds_a_passage_gives_it_back(desk: ServiceStore) -> None:
    """To give back what one does not hold is no failure, and changes nothing."""
    ana, ben = moderator(desk), moderator(desk, "Ben")
    passage = first_of(desk)
    held = desk.reviews.claim(passage.id, owner=OWNER, moderator=ana)
    assert desk.reviews.release(passage.id, owner=OWNER, moderator=ben) == held
    free = desk.reviews.release(passage.id, owner=OWNER, moderator=ana)
    assert (free.claimed_by, free.version) == (None, 3)


def test_a_decision_stands_beside_what_the_machine_said(desk: ServiceStore) -> None:
    """Who, what, when, on which version; the machine's say is as it was."""
    ana = moderator(desk)
    passage = first_of(desk)
    types = (ClaimType.CURE, ClaimType.EFFICACY)
    given: dict[str, Any] = {"types": types, "verdict": VerdictWord.CONTRADICTED}
    decided = decide(desk, passage, ana, Choice.CHANGE, reason="It says cure.", **given)
    assert (decided.state, decided.version) == (ReviewState.DECIDED, 2)
    assert decided.machine == passage.machine
    [decision] = decided.decisions
    assert decision == decided.decision
    assert (decision.moderator, decision.moderator_name, decision.reason) == (
        ana.id,
        "Ana",
        "It says cure.",
    )
    assert (decision.types, decision.verdict) == (types, VerdictWord.CONTRADICTED)
    assert (decision.on_version, decision.versions) == (1, VERSIONS)
    assert waiting(desk, state=ReviewState.DECIDED) == (decided,)


def test_a_stale_view_is_refused(desk: ServiceStore) -> None:
    """Somebody decided meanwhile: the second decision is refused and nothing changes."""
    ana, ben = moderator(desk), moderator(desk, "Ben")
    passage = first_of(desk)
    decided = decide(desk, passage, ana, Choice.CONFIRM)
    with pytest.raises(ReviewConflict):
        decide(desk, passage, ben, Choice.UNFLAG)
    with pytest.raises(ReviewConflict):
        desk.reviews.undo(passage.id, owner=OWNER, moderator=ben, expected_version=1)
    assert desk.reviews.get(passage.id, owner=OWNER, viewer=ben.id) == decided


def test_two_at_once_and_one_wins(desk: ServiceStore) -> None:
    """However close together they come, each passage gets one decision."""
    people = [moderator(desk, name) for name in ("Ana", "Ben", "Cy", "Dee")]
    told = [(f"Sentence {number}.", 2) for number in range(12)]
    desk.reviews.take_in(keep(desk, report_of(told)), owner=OWNER)
    passages = waiting(desk)
    together = threading.Barrier(len(people))

    def work(number: int) -> int:
        won = 0
        for passage in passages:
            together.wait()
            try:
                decide(desk, passage, people[number], Choice.CONFIRM)
                won += 1
            except ReviewConflict:
                pass
        return won

    with ThreadPoolExecutor(len(people)) as pool:
        assert sum(pool.map(work, range(len(people)))) == len(passages)
    every = [desk.reviews.get(one.id, owner=OWNER) for one in passages]
    assert all(len(one.decisions) + one.hidden == 1 and one.version == 2 for one in every)
    numbers = [one.number for one in desk.reviews.audit(owner=OWNER, limit=1_000)]
    assert numbers == list(range(len(passages) + 1, 0, -1))


def test_two_claim_at_once_and_one_holds_it(desk: ServiceStore) -> None:
    """The other one is told who does."""
    people = [moderator(desk, name) for name in ("Ana", "Ben", "Cy", "Dee")]
    passage = first_of(desk)
    together = threading.Barrier(len(people))

    def claim(number: int) -> bool:
        together.wait()
        try:
            desk.reviews.claim(passage.id, owner=OWNER, moderator=people[number])
        except ReviewLocked:
            return False
        return True

    with ThreadPoolExecutor(len(people)) as pool:
        assert sum(pool.map(claim, range(len(people)))) == 1


def test_undoing_marks_and_deletes_nothing(desk: ServiceStore) -> None:
    """The decision is still shown, with who undid it; the passage waits again."""
    ana, ben = moderator(desk), moderator(desk, "Ben")
    decided = decide(desk, first_of(desk), ana, Choice.UNFLAG)
    again = desk.reviews.undo(
        decided.id, owner=OWNER, moderator=ben, expected_version=decided.version
    )
    assert (again.state, again.version, again.decision) == (ReviewState.OPEN, 3, None)
    [decision] = again.decisions
    assert (decision.choice, decision.undone_by) == (Choice.UNFLAG, ben.id)
    with pytest.raises(ReviewConflict, match="no decision"):
        desk.reviews.undo(again.id, owner=OWNER, moderator=ben, expected_version=3)
    last = decide(desk, again, ben, Choice.CONFIRM)
    assert [one.seq for one in last.decisions] == [1, 2]
    actions = [one.action for one in desk.reviews.audit(owner=OWNER)]
    assert actions == [
        AuditAction.DECIDE,
        AuditAction.UNDO,
        AuditAction.DECIDE,
        AuditAction.TAKE_IN,
    ]


def test_a_second_opinion_is_somebody_elses(desk: ServiceStore) -> None:
    """Whoever asked for one cannot give it."""
    ana, ben = moderator(desk), moderator(desk, "Ben")
    asked = decide(desk, first_of(desk), ana, Choice.SECOND_OPINION, reason="Is it a cure?")
    assert asked.state is ReviewState.SECOND
    with pytest.raises(ReviewConflict, match="second opinion"):
        decide(desk, asked, ana, Choice.CONFIRM)
    seen = desk.reviews.get(asked.id, owner=OWNER, viewer=ben.id)
    assert seen.decisions[0].reason == "Is it a cure?"
    assert decide(desk, asked, ben, Choice.CONFIRM).state is ReviewState.DECIDED


@pytest.mark.parametrize(
    ("choice", "given"),
    [
        (Choice.KEEP, {}),
        (Choice.CHANGE, {}),
        (Choice.CHANGE, {"types": ()}),
        (Choice.CHANGE, {"types": (ClaimType.CURE, ClaimType.CURE)}),
        (Choice.CONFIRM, {"types": (ClaimType.CURE,)}),
        (Choice.UNFLAG, {"verdict": VerdictWord.MATCHES}),
        (Choice.CONFIRM, {"reason": "x" * 2_001}),
        (Choice.UNFLAG, {"reason": ""}),
        (Choice.UNFLAG, {"reason": " \n\t"}),
        (Choice.CHANGE, {"types": (ClaimType.CURE,), "reason": " "}),
    ],
)
def test_a_decision_that_says_nothing_clear_is_refused(
    desk: ServiceStore, choice: Choice, given: dict[str, Any]
) -> None:
    """Nothing of it is kept."""
    passage = first_of(desk)
    with pytest.raises(BadForm):
        decide(desk, passage, moderator(desk), choice, **given)
    assert desk.reviews.get(passage.id, owner=OWNER) == passage


def test_an_unsure_passage_is_kept_or_changed(desk: ServiceStore) -> None:
    """There is no flag to confirm or to take back."""
    ana = moderator(desk)
    passage = first_of(desk, report_of([("It may calm the brain.", -1)]))
    for choice in (Choice.CONFIRM, Choice.UNFLAG):
        with pytest.raises(BadForm):
            decide(desk, passage, ana, choice)
    assert decide(desk, passage, ana, Choice.KEEP).state is ReviewState.DECIDED


def _sampled(desk: ServiceStore) -> ReviewPassage:
    return put_in_sample(desk, first_of(desk))


def test_the_second_reader_does_not_see_the_first_decision(desk: ServiceStore) -> None:
    """Not in the passage, the queue or the log, before they have decided; then all is shown."""
    ana, ben = moderator(desk), moderator(desk, "Ben")
    first = decide(desk, _sampled(desk), ana, Choice.UNFLAG, reason="It is a denial.")
    assert (first.state, len(first.decisions), first.hidden) == (ReviewState.SECOND, 1, 0)
    blind = desk.reviews.get(first.id, owner=OWNER, viewer=ben.id)
    assert (blind.decisions, blind.hidden) == ((), 1)
    assert desk.reviews.get(first.id, owner=OWNER).hidden == 1
    assert blind in waiting(desk, ben.id)
    entry = desk.reviews.audit(owner=OWNER, viewer=ben.id)[0]
    assert (entry.action, entry.hidden, entry.choice) == (AuditAction.DECIDE, True, None)
    assert desk.reviews.audit(owner=OWNER, viewer=ana.id)[0].choice is Choice.UNFLAG
    with pytest.raises(ReviewConflict, match="no decision"):
        desk.reviews.undo(first.id, owner=OWNER, moderator=ben, expected_version=first.version)
    assert (blind.blind, first.blind) == (True, False)
    last = decide(desk, blind, ben, Choice.CONFIRM)
    assert (last.state, [one.choice for one in last.decisions], last.blind) == (
        ReviewState.SECOND,
        [Choice.UNFLAG, Choice.CONFIRM],
        False,
    )
    assert not any(one.hidden for one in desk.reviews.audit(owner=OWNER, viewer=ben.id))
    agreement = desk.reviews.agreement(owner=OWNER)
    assert (agreement.pairs, agreement.agreed) == (1, 0)


def test_two_who_disagree_leave_it_to_a_third(desk: ServiceStore) -> None:
    """Neither of the two settles it; whoever decides third sees both, and has the last word."""
    ana, ben, cy = (moderator(desk, name) for name in ("Ana", "Ben", "Cy"))
    first = decide(desk, _sampled(desk), ana, Choice.UNFLAG)
    two = decide(desk, first, ben, Choice.CONFIRM)
    assert (two.state, two.disputed, two.decision) == (ReviewState.SECOND, True, None)
    assert desk.reviews.decided(owner=OWNER) == ()
    [seen] = waiting(desk, cy.id, state=ReviewState.SECOND)
    assert (len(seen.decisions), seen.hidden, seen.blind, seen.disputed) == (2, 0, False, True)
    log = desk.reviews.audit(owner=OWNER, viewer=cy.id)
    assert [one.choice for one in log[:2]] == [Choice.CONFIRM, Choice.UNFLAG]
    again = decide(desk, seen, ben, Choice.UNFLAG)
    assert (again.state, again.disputed) == (ReviewState.SECOND, True)
    last = decide(desk, again, cy, Choice.CHANGE, verdict=VerdictWord.CONTRADICTED)
    assert (last.state, last.disputed) == (ReviewState.DECIDED, False)
    assert last.decision is not None
    assert (last.decision.moderator, last.decision.choice) == (cy.id, Choice.CHANGE)
    assert desk.reviews.decided(owner=OWNER) == (last,)
    agreement = desk.reviews.agreement(owner=OWNER)
    assert (agreement.pairs, agreement.agreed) == (1, 0)
    given: dict[str, Any] = {"owner": OWNER, "moderator": cy}
    undone = desk.reviews.undo(last.id, expected_version=last.version, **given)
    assert (undone.state, undone.disputed) == (ReviewState.SECOND, True)


def test_two_who_agree_need_no_third(desk: ServiceStore) -> None:
    """Of the sample too; the same change says the same types and verdict."""
    ana, ben = moderator(desk), moderator(desk, "Ben")
    given: dict[str, Any] = {"verdict": VerdictWord.CONTRADICTED}
    types = (ClaimType.CURE, ClaimType.SAFETY)
    first = decide(desk, _sampled(desk), ana, Choice.CHANGE, types=types, **given)
    last = decide(desk, first, ben, Choice.CHANGE, types=types[::-1], **given)
    assert (last.state, last.disputed) == (ReviewState.DECIDED, False)
    agreement = desk.reviews.agreement(owner=OWNER)
    assert (agreement.pairs, agreement.agreed) == (1, 1)


def test_one_reader_is_not_two(desk: ServiceStore) -> None:
    """The same key twice leaves the passage waiting for another one."""
    ana = moderator(desk)
    first = decide(desk, _sampled(desk), ana, Choice.UNFLAG)
    again = decide(desk, first, ana, Choice.CONFIRM)
    assert again.state is ReviewState.SECOND
    assert desk.reviews.decided(owner=OWNER) == ()


def test_chance_draws_the_share_that_was_set(service_url: str) -> None:
    """None, all, or about the tenth that is usual; the same passages each time."""
    told = [(f"Sentence {number}.", 2) for number in range(400)]
    for share, least, most in ((0.0, 0, 0), (1.0, 400, 400), (0.1, 15, 75)):
        with ServiceStore.open(service_url, review_sample=share) as store:
            report = keep(store, report_of(told), cache_key=f"a key for {share}")
            store.reviews.take_in(report, owner=OWNER)
            drawn = sum(one.sampled for one in waiting(store, report=report))
        assert least <= drawn <= most


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE service_review_audit SET note = 'x'",
        "DELETE FROM service_review_audit",
        "UPDATE service_review_said SET machine = '{}'",
        "UPDATE service_review_decisions SET choice = 'confirm'",
        "UPDATE service_review_decisions SET undone_at = NULL WHERE undone_at IS NOT NULL",
        "DELETE FROM service_review_decisions",
    ],
)
def test_the_database_itself_refuses_to_forget(desk: ServiceStore, statement: str) -> None:
    """Neither the log, nor what the machine said, nor what people decided can be changed."""
    ana = moderator(desk)
    decided = decide(desk, first_of(desk), ana, Choice.UNFLAG)
    given: dict[str, Any] = {"owner": OWNER, "moderator": ana}
    desk.reviews.undo(decided.id, expected_version=decided.version, **given)
    before = desk.reviews.audit(owner=OWNER)
    with pytest.raises(StoreFailed, match="only added to"), desk.database.writing() as writer:
        writer.execute(sa.text(statement))
    assert desk.reviews.audit(owner=OWNER) == before


def test_the_log_is_read_in_pieces(desk: ServiceStore) -> None:
    """The newest comes first, and none is missed."""
    ana = moderator(desk)
    passage = first_of(desk)
    for _ in range(4):
        desk.reviews.claim(passage.id, owner=OWNER, moderator=ana)
        desk.reviews.release(passage.id, owner=OWNER, moderator=ana)
    first = desk.reviews.audit(owner=OWNER, limit=5)
    rest = desk.reviews.audit(owner=OWNER, after=first[-1].number, limit=5)
    assert [one.number for one in (*first, *rest)] == list(range(9, 0, -1))
