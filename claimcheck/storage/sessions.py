"""Who has signed in with a key. A token is in the visitor's cookie; what is kept opens nothing."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from datetime import timedelta
from typing import Any, Final

import sqlalchemy as sa

from claimcheck.schema import ApiKey, AuditAction, Session
from claimcheck.storage.database import Database
from claimcheck.storage.keys import KEY_COLUMNS, key_of
from claimcheck.storage.models import KeyRow
from claimcheck.storage.reviewaudit import log
from claimcheck.storage.reviewmodels import SessionRow

_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{43}")
_TOKEN_BYTES: Final = 32


class Sessions:
    """Begins, finds and ends sessions. Signing in and out stands in the log of the key's owner."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self, key: ApiKey, *, seconds: int) -> tuple[Session, str]:
        """A new session and its token, which is kept nowhere."""
        token = secrets.token_urlsafe(_TOKEN_BYTES)
        now = self._database.now()
        until = now + timedelta(seconds=seconds)
        session = Session(key=key, csrf=_csrf(token), created_at=now, expires_at=until)
        row = {"digest": _digest(token), "key": key.id, "created_at": now, "expires_at": until}
        with self._database.changing() as connection:
            connection.execute(sa.insert(SessionRow).values(row))
            log(connection, self._database, AuditAction.SIGN_IN, owner=key.owner, moderator=key)
        return session, token

    def find(self, token: str) -> Session | None:
        """The session that a token opens, while it lasts and its key is active."""
        if _TOKEN.fullmatch(token) is None:
            return None
        with self._database.reading() as connection:
            return self._find(connection, token)

    def end(self, token: str) -> None:
        """End a session; a token that opens none is no failure."""
        if _TOKEN.fullmatch(token) is None:
            return
        with self._database.changing() as connection:
            found = self._find(connection, token)
            gone = sa.delete(SessionRow).where(SessionRow.digest == _digest(token))
            if connection.execute(gone).rowcount and found is not None:
                key = found.key
                log(
                    connection, self._database, AuditAction.SIGN_OUT, owner=key.owner, moderator=key
                )

    def end_all(self, key_id: str) -> int:
        """End every session of a key; how many there were."""
        with self._database.changing() as connection:
            row = connection.execute(sa.select(*KEY_COLUMNS).where(KeyRow.id == key_id)).first()
            gone = sa.delete(SessionRow).where(SessionRow.key == key_id)
            count = connection.execute(gone).rowcount
            if row is not None and count:
                key, words = key_of(row), f"everywhere: {count}"
                told: dict[str, Any] = {"owner": key.owner, "moderator": key, "note": words}
                log(connection, self._database, AuditAction.SIGN_OUT, **told)
        return count

    def _find(self, connection: sa.Connection, token: str) -> Session | None:
        now = self._database.now()
        times = (SessionRow.created_at.label("began_at"), SessionRow.expires_at.label("ends_at"))
        wanted = (
            sa.select(*KEY_COLUMNS, *times)
            .join(SessionRow, SessionRow.key == KeyRow.id)
            .where(SessionRow.digest == _digest(token), SessionRow.expires_at > now)
        )
        row = connection.execute(wanted).first()
        if row is None or not (key := key_of(row)).is_active(now):
            return None
        return Session(key=key, csrf=_csrf(token), created_at=row.began_at, expires_at=row.ends_at)


def _digest(token: str) -> str:
    # The token has 256 random bits: nothing is gained by a digest that takes long.
    return hashlib.sha256(token.encode()).hexdigest()


def _csrf(token: str) -> str:
    # It follows from the token, so nobody who reads the database can send a form.
    return hmac.digest(token.encode(), b"claimcheck form", "sha256").hex()
