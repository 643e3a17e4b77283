"""What the service keeps: keys, reports, batches with their items, workers and use."""

from claimcheck.storage.cache import cache_key
from claimcheck.storage.removing import Purged
from claimcheck.storage.store import ServiceStore

__all__ = ["Purged", "ServiceStore", "cache_key"]
