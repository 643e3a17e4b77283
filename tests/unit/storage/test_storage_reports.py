"""Reports: kept byte for byte, for their owner, until they expire."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from claimcheck.errors import ReportNotFound, StoreUnreadable
from claimcheck.packing import pack
from claimcheck.storage import ServiceStore
from claimcheck.storage.models import ReportRow
from tests.unit.storage.kit import OTHER, OWNER, Clock, batch_of, put, ref

BODY = '{"page": "Œuvre \\u0000 \U0001f9ec", "claims": []}'


def test_a_report_comes_back_byte_for_byte(timed: ServiceStore, clock: Clock) -> None:
    """With its owner, its key and both moments."""
    kept = timed.reports.put(
        BODY, owner=OWNER, cache_key="a key", expires_at=clock.moment + timedelta(days=1)
    )
    assert timed.reports.get(kept.id, owner=OWNER) == kept
    assert kept.body == BODY


def test_nobody_reads_somebody_elses_report(service: ServiceStore) -> None:
    """Another owner and somebody without a key learn the same: there is none."""
    id_ = put(service)
    for owner in (OTHER, None):
        with pytest.raises(ReportNotFound):
            service.reports.get(id_, owner=owner)
        with pytest.raises(ReportNotFound):
            service.reports.delete(id_, owner=owner)
    assert service.reports.get(id_, owner=OWNER)


def test_whoever_has_the_id_reads_a_report_without_owner(service: ServiceStore) -> None:
    """The id is the key to it, whether or not the reader has one of the API's."""
    id_ = put(service, owner=None)
    for owner in (OTHER, None):
        assert service.reports.get(id_, owner=owner).id == id_
    service.reports.delete(id_, owner=None)
    with pytest.raises(ReportNotFound):
        service.reports.get(id_, owner=None)


def test_an_expired_report_is_gone_at_once(timed: ServiceStore, clock: Clock) -> None:
    """No purge is needed for that; the purge then deletes it for good."""
    id_ = put(timed, expires_at=clock.moment + timedelta(hours=1))
    stays = put(timed, expires_at=clock.moment + timedelta(hours=3))
    clock.go(hours=1)
    with pytest.raises(ReportNotFound):
        timed.reports.get(id_, owner=OWNER)
    with pytest.raises(ReportNotFound):
        timed.reports.delete(id_, owner=OWNER)
    assert timed.reports.cached("a key", owner=OWNER, since=clock.moment) is None
    assert timed.purge().reports == 1
    assert timed.reports.get(stays, owner=OWNER)


def test_a_recent_report_of_the_same_page_is_found(timed: ServiceStore, clock: Clock) -> None:
    """The newest one of this owner, if it is new enough."""
    first = clock.moment
    put(timed, "old")
    clock.go(minutes=1)
    newest = put(timed, "new")
    put(timed, "of another", owner=OTHER)
    put(timed, "of nobody", owner=None)
    put(timed, "of another page", cache_key="another key")
    found = timed.reports.cached("a key", owner=OWNER, since=first)
    assert found is not None
    assert (found.id, found.body) == (newest, "new")
    nobody = timed.reports.cached("a key", owner=None, since=clock.moment)
    assert nobody is not None
    assert nobody.body == "of nobody"
    clock.go(seconds=1)
    assert timed.reports.cached("a key", owner=OWNER, since=clock.moment) is None


def test_a_report_goes_with_its_batch(service: ServiceStore) -> None:
    """Deleting the batch deletes it, also from what is found again; single checks keep theirs."""
    batch = batch_of(service, 2)
    single = put(service, "single")
    own = put(service, "the batch's")
    assert service.items.finish(ref(batch, 0), report=own)
    service.batches.delete(batch.id, owner=OWNER)
    with pytest.raises(ReportNotFound):
        service.reports.get(own, owner=OWNER)
    found = service.reports.cached("a key", owner=OWNER, since=batch.created_at)
    assert found is not None
    assert found.id == single


def test_a_report_ends_with_its_batch(timed: ServiceStore, clock: Clock) -> None:
    """Even if it was told to last longer."""
    batch = batch_of(timed, 1, report_seconds=60)
    own = put(timed)
    assert timed.items.finish(ref(batch, 0), report=own)
    clock.go(seconds=60)
    with pytest.raises(ReportNotFound):
        timed.reports.get(own, owner=OWNER)
    assert timed.reports.cached("a key", owner=OWNER, since=batch.created_at) is None


def test_a_deleted_report_is_overwritten(tmp_path: Path) -> None:
    """Its bytes are in none of SQLite's files any more."""
    body = "".join(f"{number:x}" for number in range(5_000))
    with ServiceStore.open(f"sqlite:///{tmp_path / 'service.db'}") as store:
        id_ = put(store, body)
        # A part of it, because a page of the database holds only so much.
        part = pack(body)[100:1_000]
        assert any(part in file.read_bytes() for file in tmp_path.iterdir())
        store.reports.delete(id_, owner=OWNER)
        assert not any(part in file.read_bytes() for file in tmp_path.iterdir())


def test_a_damaged_report_is_named(service: ServiceStore) -> None:
    """It is no empty report, and the others stay readable."""
    id_, other = put(service), put(service)
    with service.database.writing() as connection:
        damage = sa.update(ReportRow).where(ReportRow.id == id_).values(body=b"not it")
        connection.execute(damage)
    with pytest.raises(StoreUnreadable, match=f"The report {id_} is damaged"):
        service.reports.get(id_, owner=OWNER)
    assert service.reports.get(other, owner=OWNER)
