"""From a list of items that was sent to a batch."""

from __future__ import annotations

from collections.abc import Iterator

from api.settings import Settings
from api.uploads import CheckedItems, Upload
from claimcheck.errors import QueueFull
from claimcheck.schema import ApiKey, BatchItem, BatchOptions, BatchStatus
from claimcheck.storage import ServiceStore


class Intake:
    """Takes batches in for one key."""

    def __init__(self, store: ServiceStore, key: ApiKey, settings: Settings) -> None:
        self._store = store
        self._key = key
        self._settings = settings

    def take(
        self, upload: Upload, options: BatchOptions, idempotency_key: str | None
    ) -> tuple[BatchStatus, bool]:
        """The batch, and whether it is new; blocks.

        Raises ``BadBatch``, ``TooManyItems``, ``BatchMismatch``, ``QueueFull``, ``QuotaTooSmall``
        or ``QuotaUsedUp``,
        and then there is no batch.
        """
        settings = self._settings
        with CheckedItems(upload, options, most=settings.max_batch_items) as checked:
            return self._store.batches.create(
                self._counted(checked),
                checked.options,
                owner=self._key.owner,
                idempotency_key=idempotency_key,
                fingerprint=checked.fingerprint,
                most=settings.max_batch_items,
                most_waiting=settings.max_waiting_items,
                report_seconds=settings.batch_seconds,
            )

    def _counted(self, checked: CheckedItems) -> Iterator[BatchItem]:
        """The items, counted for the day as soon as the store asks for the first one.

        It asks for none when the batch is there already: sending it again costs nothing.
        """
        self.count(checked.count)
        yield from checked

    def count(self, items: int) -> None:
        """Count items for the day; raises ``QueueFull``, ``QuotaTooSmall`` or ``QuotaUsedUp``."""
        if not items:
            return
        waiting = self._store.items.waiting()
        if waiting + items > self._settings.max_waiting_items:
            raise QueueFull(f"{waiting:,} items wait already.")
        self._store.usage.take(self._key, items, most=self._settings.items_per_day)
