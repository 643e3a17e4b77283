"""How many items of each key were taken in today."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

import sqlalchemy as sa

from claimcheck.errors import QuotaTooSmall, QuotaUsedUp
from claimcheck.schema import ApiKey
from claimcheck.storage.database import Database
from claimcheck.storage.dialects import insert
from claimcheck.storage.models import UsageRow

_KEPT: Final = timedelta(days=40)
"""Long enough to see what was used in the last month."""


class Usage:
    """Counts items by key and day; a day is between two midnights (UTC)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def take(self, key: ApiKey, items: int, *, most: int) -> None:
        """Count items as used; ``most`` a day unless the key has a number of its own.

        Counts nothing when the day's total would be above that: raises ``QuotaUsedUp``, or
        ``QuotaTooSmall`` when no day would be enough.
        """
        allowed = most if key.items_per_day is None else key.items_per_day
        now = self._database.now().astimezone(UTC)
        if items > allowed:
            raise QuotaTooSmall(f"{items:,} items are more than the {allowed:,} of a day.")
        if not self._counted(key.id, _day(now), items, allowed):
            raise QuotaUsedUp(retry_after=_seconds_left(now))

    def used(self, key_id: str) -> int:
        """How many items were used today."""
        today = _day(self._database.now())
        found = sa.select(UsageRow.items).where(UsageRow.key == key_id, UsageRow.day == today)
        with self._database.reading() as connection:
            return connection.execute(found).scalar() or 0

    def _counted(self, key: str, day: str, items: int, allowed: int) -> bool:
        total = UsageRow.items + items
        with self._database.changing() as connection:
            counting = (
                insert(connection, UsageRow)
                .values(key=key, day=day, items=items)
                .on_conflict_do_update(
                    index_elements=["key", "day"], set_={"items": total}, where=total <= allowed
                )
                .returning(UsageRow.items)
            )
            return connection.execute(counting).first() is not None


def forget_old_usage(connection: sa.Connection, now: datetime) -> None:
    """Delete the counts of days that nobody asks for any more."""
    connection.execute(sa.delete(UsageRow).where(UsageRow.day < _day(now - _KEPT)))


def _day(moment: datetime) -> str:
    return moment.astimezone(UTC).date().isoformat()


def _seconds_left(now: datetime) -> int:
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return int((midnight - now).total_seconds()) + 1
