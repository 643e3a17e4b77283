"""Keys of the API. A token is shown once; what is kept opens nothing."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Final

import sqlalchemy as sa

from claimcheck.schema import ApiKey, Scope
from claimcheck.storage.database import Database, Row
from claimcheck.storage.models import KeyRow

_TOKEN: Final = re.compile(r"cck_(?P<id>[a-z0-9]{8,32})_(?P<secret>[A-Za-z0-9_-]{43})")
_ID_BYTES: Final = 8
_SECRET_BYTES: Final = 32

KEY_COLUMNS: Final = [getattr(KeyRow, name) for name in ApiKey.model_fields]


class Keys:
    """Makes, finds and revokes keys."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(
        self,
        *,
        owner: str,
        name: str,
        scopes: Sequence[Scope],
        items_per_day: int | None = None,
        expires_at: datetime | None = None,
    ) -> tuple[ApiKey, str]:
        """A new key and its token, which is kept nowhere.

        Raises ``pydantic.ValidationError`` for an owner, name, scopes or number that do not fit.
        """
        secret = secrets.token_urlsafe(_SECRET_BYTES)
        key = ApiKey(
            id=secrets.token_hex(_ID_BYTES),
            owner=owner,
            name=name,
            scopes=tuple(scopes),
            items_per_day=items_per_day,
            created_at=self._database.now(),
            expires_at=expires_at,
        )
        row = {**key.model_dump(), "scopes": " ".join(key.scopes), "digest": _digest(secret)}
        with self._database.writing() as connection:
            connection.execute(sa.insert(KeyRow).values(row))
        return key, f"cck_{key.id}_{secret}"

    def find(self, token: str) -> ApiKey | None:
        """The active key that a token opens; ``None`` for any other token."""
        parts = _TOKEN.fullmatch(token)
        if parts is None:
            return None
        wanted = sa.select(KeyRow.digest, *KEY_COLUMNS).where(KeyRow.id == parts["id"])
        with self._database.reading() as connection:
            row = connection.execute(wanted).first()
        if row is None or not hmac.compare_digest(row.digest, _digest(parts["secret"])):
            return None
        key = key_of(row)
        return key if key.is_active(self._database.now()) else None

    def get(self, id_: str) -> ApiKey | None:
        """The key with this id, active or not."""
        with self._database.reading() as connection:
            row = connection.execute(sa.select(*KEY_COLUMNS).where(KeyRow.id == id_)).first()
        return None if row is None else key_of(row)

    def all(self) -> tuple[ApiKey, ...]:
        """Every key, active or not, the oldest first."""
        ordered = sa.select(*KEY_COLUMNS).order_by(KeyRow.created_at, KeyRow.id)
        with self._database.reading() as connection:
            return tuple(key_of(row) for row in connection.execute(ordered))

    def revoke(self, id_: str) -> bool:
        """Close a key for good; ``False`` when there is no such key. The first moment stays."""
        now = sa.literal(self._database.now(), KeyRow.revoked_at.type)
        moment = sa.func.coalesce(KeyRow.revoked_at, now)
        closing = sa.update(KeyRow).where(KeyRow.id == id_).values(revoked_at=moment)
        with self._database.writing() as connection:
            return connection.execute(closing).rowcount > 0


def _digest(secret: str) -> str:
    # The secret has 256 random bits: nothing is gained by a digest that takes long.
    return hashlib.sha256(secret.encode()).hexdigest()


def key_of(row: Row) -> ApiKey:
    """A row of ``KEY_COLUMNS``."""
    told = {name: getattr(row, name) for name in ApiKey.model_fields}
    return ApiKey.model_validate({**told, "scopes": tuple(row.scopes.split())})
