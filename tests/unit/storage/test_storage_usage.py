"""The day's items of a key, the workers, and what a report depends on."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from claimcheck.errors import QuotaTooSmall, QuotaUsedUp
from claimcheck.pages import capture_text
from claimcheck.schema import ApiKey, Scope, Versions
from claimcheck.storage import ServiceStore, cache_key
from tests.unit.storage.kit import OWNER, Clock

VERSIONS = Versions(claimcheck="1", rules="1", model="1", snapshot="1")


def _key(store: ServiceStore, items_per_day: int | None = None) -> ApiKey:
    return store.keys.create(
        owner=OWNER, name="desk", scopes=(Scope.BULK,), items_per_day=items_per_day
    )[0]


def test_items_are_taken_up_to_the_number(service: ServiceStore) -> None:
    """What does not fit as a whole is refused as a whole."""
    key = _key(service)
    service.usage.take(key, 6, most=10)
    with pytest.raises(QuotaUsedUp):
        service.usage.take(key, 5, most=10)
    assert service.usage.used(key.id) == 6
    service.usage.take(key, 4, most=10)
    assert service.usage.used(key.id) == 10


def test_a_keys_own_number_counts(service: ServiceStore) -> None:
    """Whether it is larger or smaller than that of the service; other keys are not touched."""
    small, large = _key(service, 2), _key(service, 20)
    with pytest.raises(QuotaTooSmall):
        service.usage.take(small, 3, most=10)
    service.usage.take(large, 20, most=10)
    assert (service.usage.used(small.id), service.usage.used(large.id)) == (0, 20)


def test_a_new_day_begins_at_midnight(timed: ServiceStore, clock: Clock) -> None:
    """Who is refused is told how many seconds that is away."""
    key = _key(timed)
    timed.usage.take(key, 10, most=10)
    with pytest.raises(QuotaUsedUp) as caught:
        timed.usage.take(key, 1, most=10)
    assert caught.value.retry_after is not None
    clock.go(seconds=caught.value.retry_after)
    assert timed.usage.used(key.id) == 0
    timed.usage.take(key, 1, most=10)


def test_threads_cannot_take_more_together(service: ServiceStore) -> None:
    """Twelve at once, for twice as much as there is: half of them get it."""
    key = _key(service)

    def take(_: int) -> bool:
        try:
            service.usage.take(key, 5, most=30)
        except QuotaUsedUp:
            return False
        return True

    with ThreadPoolExecutor(12) as pool:
        assert sum(pool.map(take, range(12))) == 6
    assert service.usage.used(key.id) == 30


def test_workers_live_while_they_say_so(timed: ServiceStore, clock: Clock) -> None:
    """One that is silent for too long is dead, and so is one that said good-bye."""
    for id_ in ("one", "two", "three"):
        timed.workers.beat(id_)
    clock.go(seconds=10)
    timed.workers.beat("one")
    timed.workers.leave("three")
    since = clock.moment - timedelta(seconds=5)
    assert timed.workers.alive(since=since) == ("one",)
    assert timed.workers.dead(before=since) == ("three", "two")
    timed.workers.forget("two")
    timed.workers.beat("three")
    assert timed.workers.dead(before=since) == ()
    assert timed.workers.alive(since=since) == ("one", "three")


def test_everything_that_makes_a_report_is_in_its_key() -> None:
    """Another page, address, country, tier or version asks for another report."""
    capture = capture_text("Eight of ten children speak more after the infusion.")
    one = cache_key(capture, country=None, fast=False, versions=VERSIONS)
    later = capture.model_copy(update={"retrieved_at": capture.retrieved_at + timedelta(days=1)})
    assert cache_key(later, country=None, fast=False, versions=VERSIONS) == one
    moved = capture.model_copy(update={"url": "https://clinic.example/"})
    newer = VERSIONS.model_copy(update={"rules": "2"})
    others = {
        cache_key(capture, country="GB", fast=False, versions=VERSIONS),
        cache_key(capture, country=None, fast=True, versions=VERSIONS),
        cache_key(capture, country=None, fast=False, versions=newer),
        cache_key(moved, country=None, fast=False, versions=VERSIONS),
        cache_key(capture_text("Other."), country=None, fast=False, versions=VERSIONS),
    }
    assert len(others | {one}) == 6
