"""What the service refuses or cannot do."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.errors.base import ClaimcheckError


class AccessRefused(ClaimcheckError):
    """The service does not do this for whoever asks."""

    code = "access_refused"

    def __init__(self, message: str | None = None, *, retry_after: int | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after
        """Seconds after which asking again can help."""


class KeyRefused(AccessRefused):
    """This needs a key, and there is none that is valid."""

    code = "key_refused"
    advice = "Send “Authorization: Bearer” with a key that “claimcheck keys create” made."


class ScopeMissing(AccessRefused):
    """The key is not for this."""

    code = "scope_missing"
    advice = "Ask whoever runs the service for a key with the scope that is named."


class RateLimited(AccessRefused):
    """Too many requests came in a short time."""

    code = "rate_limited"
    advice = "Wait as long as Retry-After says, or use a key."


class QuotaUsedUp(AccessRefused):
    """The items that the key may have checked today are used up."""

    code = "quota_used_up"
    advice = "Go on when Retry-After is over, at midnight (UTC), or send fewer items."


class QuotaTooSmall(AccessRefused):
    """The key may have fewer items checked in a day than this takes."""

    code = "quota_too_small"
    advice = (
        "Send several smaller batches, each on another day, or ask whoever runs the service for a "
        "key with more items a day."
    )


class ServiceBusy(AccessRefused):
    """The service has as many checks at hand as it can do."""

    code = "service_busy"
    advice = "Wait as long as Retry-After says, then send it again."


class BatchFailed(ClaimcheckError):
    """What is asked of the batch cannot be done."""

    code = "batch_failed"


class BadBatch(BatchFailed):
    """The list of items cannot be read."""

    code = "bad_batch"
    advice = "Send a JSON list, one JSON object a line, or CSV with a column “url”."

    def __init__(
        self, message: str | None = None, *, items: Sequence[tuple[str, str]] = ()
    ) -> None:
        """``items``: the place of each item that is at fault, and why."""
        super().__init__(message)
        self.items = tuple(items)


class TooManyItems(BatchFailed):
    """The batch has more items than one batch may have."""

    code = "too_many_items"
    advice = "Send several batches."


class QueueFull(BatchFailed):
    """More items wait than the service takes at once."""

    code = "queue_full"
    advice = "Wait as long as Retry-After says, then send the batch again."

    def __init__(self, message: str | None = None, *, retry_after: int = 60) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class BatchNotFound(BatchFailed):
    """There is no such batch."""

    code = "batch_not_found"
    advice = "Check the id and the key; batches are deleted when they expire."


class BatchMismatch(BatchFailed):
    """This Idempotency-Key was sent with another batch."""

    code = "batch_mismatch"
    advice = "Send a new key with a new batch."


class BatchHasEnded(BatchFailed):
    """The batch is over, and nothing of it is left for this."""

    code = "batch_has_ended"
    advice = "Look at the batch's state first."


class BatchIsRunning(BatchFailed):
    """The batch is still running."""

    code = "batch_is_running"
    advice = "Wait until it has ended, or cancel it; then do this again."


class ItemFailed(ClaimcheckError):
    """The item has no report."""

    code = "item_failed"


class ItemCancelled(ItemFailed):
    """The batch was cancelled before this item was checked."""

    code = "item_cancelled"
    advice = "Resume the batch to have it checked."


class ItemParked(ItemFailed):
    """Checking this item stopped the program several times, so it was given up."""

    code = "item_parked"
    advice = "Check the page by itself, or paste its text."


class ReportNotFound(ClaimcheckError):
    """There is no such report."""

    code = "report_not_found"
    advice = "Check the id and the key; reports are deleted when they expire."


class NotAcceptable(ClaimcheckError):
    """None of the forms that are asked for can be made."""

    code = "not_acceptable"
    advice = "Ask for application/json, text/plain, text/csv or application/ld+json."
