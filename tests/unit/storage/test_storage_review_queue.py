"""Passages enter the queue once, stand in its order, and are seen by their owner alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from claimcheck.errors import ReportNotFound, ReviewNotFound, StoreUnreadable
from claimcheck.schema import AuditAction, Choice, ReviewFilters, ReviewState, Scope
from claimcheck.storage import ServiceStore
from claimcheck.storage.cache import copy_key
from claimcheck.storage.models import ReportRow
from tests.unit.storage.kit import OTHER, OWNER, Clock, addresses, batch_of, put, ref
from tests.unit.storage.reviewkit import (
    URL,
    VERSIONS,
    decide,
    first_of,
    keep,
    moderator,
    report_of,
    waiting,
)

MANY = [(f"Sentence number {number} of the page.", number % 3 + 1) for number in range(30)]


def test_flagged_and_unsure_passages_enter_once(desk: ServiceStore) -> None:
    """What matched stays out; taking a report in again changes nothing."""
    report = keep(desk)
    assert desk.reviews.take_in(report, owner=OWNER) == 3
    assert desk.reviews.take_in(report, owner=OWNER) == 0
    found = waiting(desk)
    assert [one.quote for one in found] == [
        "Our cells cure autism.",
        "Most children sleep better.",
        "It may calm the brain.",
    ]
    assert [one.action for one in desk.reviews.audit(owner=OWNER)] == [AuditAction.TAKE_IN]


def test_a_passage_tells_what_the_machine_said(desk: ServiceStore) -> None:
    """Word for word as in the report, with what stands around it."""
    passage = first_of(desk, report_of(confidence=0.7, trust=0.8))
    assert (passage.prefix, passage.suffix[:15]) == ("", "\nMost children ")
    assert (passage.page_url, passage.site, passage.page_title) == (
        URL,
        "www.clinic.example",
        "Cells",
    )
    assert (passage.state, passage.version, passage.versions) == (ReviewState.OPEN, 1, VERSIONS)
    machine = passage.machine
    assert (machine.rules, machine.flagged, machine.severity) == (("EFF-01",), True, 3)
    assert (machine.confidence, machine.trust) == (0.7, 0.8)
    assert desk.reviews.get(passage.id, owner=OWNER) == passage


def test_the_order_is_grave_then_sure_then_old(timed: ServiceStore, clock: Clock) -> None:
    """Of two that are equally grave and sure the older one comes first."""
    for words, severity, trust in [
        ("third", 2, 0.9),
        ("second", 3, 0.5),
        ("first", 3, 0.9),
        ("fourth", 2, 0.9),
    ]:
        report = keep(timed, report_of([(words, severity)], trust=trust))
        timed.reviews.take_in(report, owner=OWNER)
        clock.go(seconds=1)
    assert [one.quote for one in waiting(timed)] == ["first", "second", "third", "fourth"]


def test_pieces_make_up_the_whole(desk: ServiceStore) -> None:
    """Who goes on after the last one seen misses none and sees none twice."""
    desk.reviews.take_in(keep(desk, report_of(MANY)), owner=OWNER)
    seen, after = [], None
    for _ in range(5):
        page = desk.reviews.queue(ReviewFilters(), owner=OWNER, after=after, limit=7)
        seen += [one.id for one in page.passages]
        after = page.next
    assert after is None
    assert seen == [one.id for one in waiting(desk)]
    assert page.counts[ReviewState.OPEN] == 30


@pytest.mark.parametrize("after", ["", "x", "0" * 31, "1' OR '1'='1"])
def test_a_place_that_is_none(desk: ServiceStore, after: str) -> None:
    """It is refused, not read as the beginning."""
    with pytest.raises(ReviewNotFound):
        desk.reviews.queue(ReviewFilters(), owner=OWNER, after=after)


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ({}, 5),
        ({"rule": "EFF-01"}, 2),
        ({"rule": "SAF-02"}, 1),
        ({"rule": "SAF-02", "min_severity": 3}, 0),
        ({"rule": "NUM-99"}, 0),
        ({"min_severity": 1}, 3),
        ({"min_severity": 2}, 2),
        ({"max_severity": 2}, 4),
        ({"min_severity": 1, "max_severity": 1}, 1),
        ({"min_confidence": 0.8}, 3),
        ({"max_confidence": 0.8}, 2),
        ({"site": "www.clinic.example"}, 3),
        ({"site": "clinic.example"}, 0),
        ({"flagged": True}, 3),
        ({"flagged": False}, 2),
        ({"state": ReviewState.OPEN}, 5),
        ({"state": ReviewState.DECIDED}, 0),
    ],
)
def test_filters(desk: ServiceStore, filters: dict[str, Any], count: int) -> None:
    """Each leaves what it names."""
    desk.reviews.take_in(keep(desk), owner=OWNER)
    other = report_of(
        [("It is safe.", 2), ("It calms.", -1)],
        url="https://other.example/",
        rule="SAF-02",
        confidence=0.5,
    )
    desk.reviews.take_in(keep(desk, other), owner=OWNER)
    assert len(waiting(desk, **filters)) == count


def test_filters_by_age(timed: ServiceStore, clock: Clock) -> None:
    """Older and newer than a moment."""
    old = first_of(timed)
    clock.go(days=1)
    moment = clock.moment - timedelta(hours=1)
    assert old in waiting(timed, older_than=moment)
    assert waiting(timed, newer_than=moment) == ()


def test_nothing_is_read_across_owners(desk: ServiceStore) -> None:
    """Neither by taking in, nor by an id, nor in a list."""
    passage = first_of(desk)
    stranger = moderator(desk, owner=OTHER)
    with pytest.raises(ReportNotFound):
        desk.reviews.take_in(passage.report, owner=OTHER)
    for owner in (OTHER, OWNER):
        with pytest.raises(ReviewNotFound):
            desk.reviews.claim(passage.id, owner=owner, moderator=stranger)
        with pytest.raises(ReviewNotFound):
            desk.reviews.decide(
                passage.id,
                owner=owner,
                moderator=stranger,
                expected_version=1,
                choice=Choice.CONFIRM,
            )
    with pytest.raises(ReviewNotFound):
        desk.reviews.get(passage.id, owner=OTHER)
    assert waiting(desk, owner=OTHER) == ()
    assert desk.reviews.audit(owner=OTHER) == ()
    assert desk.reviews.decided(owner=OTHER) == ()


def test_new_reports_are_taken_in_where_somebody_moderates(desk: ServiceStore) -> None:
    """Those of owners without such a key, and of nobody, wait."""
    moderator(desk)
    desk.keys.create(owner=OTHER, name="desk", scopes=(Scope.BULK,))
    for owner, url in ((OWNER, URL), (OWNER, f"{URL}/2"), (OTHER, URL), (None, URL)):
        keep(desk, report_of(url=url), owner=owner)
    assert desk.reviews.take_in_new(limit=1) == 1
    assert desk.reviews.take_in_new(limit=10) == 1
    assert desk.reviews.take_in_new(limit=10) == 0
    assert len(waiting(desk)) == 6
    moderator(desk, owner=OTHER)
    assert desk.reviews.take_in_new(limit=10) == 1
    assert len(waiting(desk, owner=OTHER)) == 3


def test_a_revoked_key_moderates_nothing(desk: ServiceStore) -> None:
    """Its owner's reports wait again."""
    key = moderator(desk)
    desk.keys.revoke(key.id)
    keep(desk)
    assert desk.reviews.take_in_new(limit=10) == 0


def test_a_report_that_cannot_be_read_stops_nothing(desk: ServiceStore) -> None:
    """It is named in the log, and not tried again."""
    moderator(desk)
    broken = put(desk, '{"schema_version": "0.1"}')
    keep(desk)
    with pytest.raises(StoreUnreadable, match="another version"):
        desk.reviews.take_in(broken, owner=OWNER)
    assert desk.reviews.take_in_new(limit=10) == 2
    assert desk.reviews.take_in_new(limit=10) == 0
    noted = {one.report: one.note for one in desk.reviews.audit(owner=OWNER)}
    assert "another version" in noted[broken]


def test_a_report_of_nobody_can_be_taken_in_by_its_id(desk: ServiceStore) -> None:
    """Whoever has the id may read it, and so may look at its passages."""
    report = keep(desk, owner=None)
    assert desk.reviews.take_in(report, owner=OWNER) == 3
    assert desk.reviews.take_in(report, owner=OWNER) == 0
    assert desk.reviews.take_in(report, owner=OTHER) == 3


def test_undecided_passages_go_with_their_report(timed: ServiceStore, clock: Clock) -> None:
    """One that somebody decided about keeps what the decision needs."""
    report = keep(timed, expires_at=clock.moment + timedelta(days=1))
    timed.reviews.take_in(report, owner=OWNER)
    passage, other, _ = waiting(timed)
    decided = decide(timed, passage, moderator(timed), Choice.UNFLAG)
    clock.go(days=2)
    for _ in range(2):
        assert timed.reviews.get(passage.id, owner=OWNER) == decided
        with pytest.raises(ReviewNotFound):
            timed.reviews.get(other.id, owner=OWNER)
        assert waiting(timed) == ()
        timed.purge()
    assert _rows(timed) == 1


def test_a_deleted_report_takes_its_passages_along(desk: ServiceStore) -> None:
    """At once, by itself or with its batch; decided ones stay."""
    passage = first_of(desk)
    decide(desk, passage, moderator(desk), Choice.CONFIRM)
    desk.reports.delete(passage.report, owner=OWNER)
    assert [one.id for one in desk.reviews.decided(owner=OWNER)] == [passage.id]
    assert waiting(desk) == ()
    batch = batch_of(desk, addresses(1))
    report = keep(desk)
    desk.items.finish(ref(batch, 0), report=report)
    desk.reviews.take_in(report, owner=OWNER)
    desk.batches.delete(batch.id, owner=OWNER)
    assert waiting(desk) == ()
    assert _rows(desk) == 1


@pytest.mark.parametrize("url", [URL, None])
def test_what_a_deleted_report_asked_goes_on_to_its_copy(
    desk: ServiceStore, url: str | None
) -> None:
    """Of the same owner: nothing is lost, and nothing that was decided is asked again."""
    who, report = moderator(desk), report_of(url=url)
    first = keep(desk, report)
    other = keep(desk, report, cache_key=copy_key("a key"))
    mine = keep(desk, report, cache_key=copy_key("a key"), owner=OTHER)
    for taken in (first, other):
        desk.reviews.take_in(taken, owner=OWNER)
    desk.reviews.take_in(mine, owner=OTHER)
    theirs = waiting(desk, owner=OTHER)
    decided, *left = waiting(desk)
    assert left
    assert {one.report for one in left} == {first}
    decide(desk, decided, who, Choice.CONFIRM)
    desk.reports.delete(first, owner=OWNER)
    desk.reviews.take_in_new(limit=9)
    assert [(one.id, one.report) for one in waiting(desk)] == [(one.id, other) for one in left]
    assert waiting(desk, owner=OTHER) == theirs
    desk.reports.delete(other, owner=OWNER)
    assert waiting(desk) == ()


def _rows(store: ServiceStore) -> int:
    with store.database.reading() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(ReportRow)).scalar() == 0
        asked = sa.text("SELECT count(*) FROM service_review_said")
        return int(connection.execute(asked).scalar_one())
