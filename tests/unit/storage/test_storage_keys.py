"""Keys: made once, found by their token, and closed for good."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from claimcheck.schema import Scope
from claimcheck.storage import ServiceStore
from claimcheck.storage.models import KeyRow
from tests.unit.storage.kit import OWNER, Clock


def test_a_token_opens_its_key(service: ServiceStore) -> None:
    """What was said of the key at first is what is found with the token."""
    key, token = service.keys.create(
        owner=OWNER, name="desk", scopes=(Scope.CHECK, Scope.BULK), items_per_day=5
    )
    assert re.fullmatch(r"cck_[a-z0-9]{16}_[A-Za-z0-9_-]{43}", token)
    assert service.keys.find(token) == key
    assert service.keys.get(key.id) == key
    assert (key.owner, key.scopes, key.items_per_day) == (OWNER, (Scope.CHECK, Scope.BULK), 5)


def test_the_token_is_kept_nowhere(service: ServiceStore) -> None:
    """Neither the key in memory nor its row tells the secret."""
    key, token = service.keys.create(owner=OWNER, name="desk", scopes=(Scope.CHECK,))
    secret = token.removeprefix(f"cck_{key.id}_")
    with service.database.reading() as connection:
        [row] = connection.execute(sa.select(*KeyRow.__table__.columns)).all()
    assert secret not in repr(key) + repr(row)


def test_the_file_does_not_hold_the_token(tmp_path: Path) -> None:
    """Whoever copies the database cannot use its keys."""
    with ServiceStore.open(f"sqlite:///{tmp_path / 'service.db'}") as store:
        _, token = store.keys.create(owner=OWNER, name="desk", scopes=(Scope.CHECK,))
    assert not any(token[-43:].encode() in file.read_bytes() for file in tmp_path.iterdir())


def test_a_wrong_secret_opens_nothing(service: ServiceStore) -> None:
    """The id alone is worth nothing, and neither is another key's secret."""
    key, token = service.keys.create(owner=OWNER, name="desk", scopes=(Scope.CHECK,))
    _, other = service.keys.create(owner=OWNER, name="desk", scopes=(Scope.CHECK,))
    assert service.keys.find(f"cck_{key.id}_{other[-43:]}") is None
    assert service.keys.find(token[:-1] + ("a" if token[-1] != "a" else "b")) is None
    assert service.keys.find(token.replace(key.id, "0" * 16)) is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(token=st.one_of(st.text(), st.from_regex(r"cck_[a-z0-9]{8}_[A-Za-z0-9_-]{43}\n?")))
def test_no_other_text_opens_anything(service: ServiceStore, token: str) -> None:
    """Whatever is sent as a token is answered, and never with a key."""
    assert service.keys.find(token) is None


def test_a_revoked_key_opens_nothing(timed: ServiceStore, clock: Clock) -> None:
    """It is still listed, with the moment at which it was closed first."""
    key, token = timed.keys.create(owner=OWNER, name="desk", scopes=(Scope.CHECK,))
    assert timed.keys.revoke(key.id)
    closed = clock.moment
    clock.go(days=1)
    assert timed.keys.revoke(key.id)
    assert timed.keys.find(token) is None
    [kept] = timed.keys.all()
    assert kept.revoked_at == closed


def test_an_unknown_key_cannot_be_revoked(service: ServiceStore) -> None:
    """Who mistypes an id learns it."""
    assert not service.keys.revoke("00000000")
    assert service.keys.get("00000000") is None


def test_a_key_ends_when_it_was_told_to(timed: ServiceStore, clock: Clock) -> None:
    """It opens until the moment itself, not later."""
    end = clock.moment.replace(hour=13)
    key, token = timed.keys.create(owner=OWNER, name="desk", scopes=(Scope.CHECK,), expires_at=end)
    clock.go(minutes=59)
    assert timed.keys.find(token) == key
    clock.go(minutes=1)
    assert timed.keys.find(token) is None


def test_all_keys_are_listed_in_order(timed: ServiceStore, clock: Clock) -> None:
    """The oldest comes first."""
    made = []
    for number in range(3):
        made.append(timed.keys.create(owner=OWNER, name=f"{number}", scopes=(Scope.BULK,))[0])
        clock.go(seconds=1)
    assert timed.keys.all() == tuple(made)


def test_a_key_that_fits_nothing_is_not_made(service: ServiceStore) -> None:
    """Such as one without a scope."""
    with pytest.raises(ValidationError):
        service.keys.create(owner=OWNER, name="desk", scopes=())
    assert service.keys.all() == ()
