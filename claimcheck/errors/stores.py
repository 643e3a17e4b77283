"""A database that cannot be used."""

from __future__ import annotations

from claimcheck.errors.base import ClaimcheckError


class StoreFailed(ClaimcheckError):
    """The store could not be used."""

    code = "store_failed"


class BadStoreAddress(StoreFailed):
    """This is not the address of a store."""

    code = "bad_store_address"
    advice = "Give sqlite:///path/to/trials.db or postgresql://user@host/database."


class StoreDriverMissing(StoreFailed):
    """The library that talks to PostgreSQL is not installed."""

    code = "store_driver_missing"
    advice = "Install it with: pip install 'claimcheck[postgres]'."


class StoreUnreadable(StoreFailed):
    """The store could not be read or written."""

    code = "store_unreadable"
    advice = (
        "Check the folder and its rights, or set CLAIMCHECK_DATA_DIR to another one. "
        "A damaged file can be moved away: trial records can be loaded again, what the service "
        "keeps comes back from a backup."
    )


class KeptDamaged(StoreUnreadable):
    """Something that the store keeps cannot be read any more."""

    code = "kept_damaged"
    advice = "The rest of the store can be used; a backup may hold it whole."


class StoreTooNew(StoreFailed):
    """The store was written by a later version of the program."""

    code = "store_too_new"
    advice = "Install the newer version again, or use another store."


class StoreBusy(StoreFailed):
    """Another process is writing to the store."""

    code = "store_busy"
    advice = "Wait until the other process has finished, then try again."
