"""Every error that leaves the library.

::

    ClaimcheckError
    ├── SourceNotFound          the file or address does not exist
    ├── RecordsUnreadable       a file of records cannot be opened
    ├── PageUnreadable          the page could not be turned into text
    │   ├── NotAPage            PDF, picture, archive, other binary
    │   ├── EmptyPage           no visible text
    │   ├── NeedsJavaScript     an app shell without text
    │   ├── UnsupportedLanguage not English
    │   ├── TooLarge            over the size limit
    │   ├── MalformedPage       the parser gave up
    │   └── ReadingStopped      reading took too much time or memory
    ├── FetchFailed             the address did not answer with a page
    │   ├── BadAddress          not an http(s) address
    │   ├── RefusedAddress      an address that is not on the public internet
    │   ├── Unreachable         name, connection or TLS failure
    │   ├── FetchTimeout        no answer in time
    │   ├── Blocked             the site refused (401, 403, 429, bot wall)
    │   ├── PageNotFound        404 or 410
    │   └── ServerFailed        any other status that is not a page
    ├── RegistryFailed          the register gave no answer that can be used
    │   ├── BadRegistryAddress  not an address of a register
    │   ├── RegistryUnreachable name, connection or TLS failure
    │   ├── RegistryTimeout     no answer in time
    │   ├── RegistryRefused     it did not accept the question (400, 403)
    │   │   ├── StudyNotFound   404
    │   │   └── TokenExpired    the mark of the next page is no longer valid
    │   ├── RegistryBusy        it asks for patience (429)
    │   ├── RegistryDown        it failed by itself (5xx)
    │   └── RegistryBroken      its answer is not its data: HTML, cut, or not JSON
    │       └── AnswerTooLarge  over the size limit
    ├── StoreFailed             the store of trial records cannot be used
    │   ├── BadStoreAddress     not an address of an SQLite file or of PostgreSQL
    │   ├── StoreDriverMissing  the library that talks to PostgreSQL is not installed
    │   ├── StoreUnreadable     damaged, not a store, out of reach, or its folder is closed to us
    │   ├── StoreTooNew         written by a later version of the program
    │   └── StoreBusy           another process holds it for too long
    ├── AccessRefused           the service does not do this for whoever asks
    │   ├── KeyRefused          no key, or one that is unknown, revoked or out of date
    │   ├── ScopeMissing        the key is not for this
    │   ├── RateLimited         too many requests in a short time
    │   └── QuotaUsedUp         the key's items for today are used up
    ├── BatchFailed             what is asked of a batch cannot be done
    │   ├── BadBatch            the list of items cannot be read
    │   ├── TooManyItems        more items than one batch may have
    │   ├── QueueFull           more items wait than the service takes
    │   ├── BatchNotFound       no batch of this owner has the id
    │   ├── BatchMismatch       the Idempotency-Key belongs to another batch
    │   └── BatchHasEnded       it is over, or is not over yet
    ├── ItemFailed              an item of a batch has no report
    │   ├── ItemCancelled       the batch was cancelled before
    │   └── ItemParked          it was given up after several tries
    ├── ReportNotFound          no report of this owner has the id
    ├── NotAcceptable           none of the forms asked for can be made
    ├── ServerRefused           a claimcheck server answered with a problem
    ├── OfflineOnly             an address was given together with ``offline``
    ├── BadSetting              a setting in the environment does not fit
    ├── BadCountry              not the code of a country
    ├── ParquetMissing          the library that writes Parquet is not installed
    ├── TrialNotFound           no record with this id in our copy
    └── DataError               our own data is missing or broken
        ├── ResourceMissing     corpus or model files are not where they should be
        ├── BadRecord           a register's record lacks what makes it one
        └── BadRow              a row of a data file does not validate

The class docstring is the default message. ``code`` is stable and appears in API problems.
"""

from __future__ import annotations

from typing import ClassVar


class ClaimcheckError(Exception):
    """Something went wrong in claimcheck."""

    code: ClassVar[str] = "claimcheck_error"
    advice: ClassVar[str] = ""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or (type(self).__doc__ or "").strip())


class SourceNotFound(ClaimcheckError):
    """There is no such file."""

    code = "source_not_found"
    advice = "Check the path, or give a URL that starts with https://."


class RecordsUnreadable(ClaimcheckError):
    """The file of records cannot be opened."""

    code = "records_unreadable"
    advice = "Check the file and who may read it."


class PageUnreadable(ClaimcheckError):
    """The page could not be read."""

    code = "page_unreadable"


class NotAPage(PageUnreadable):
    """This is not a web page or a text."""

    code = "not_a_page"
    advice = "Save the page as HTML, or paste its text."


class EmptyPage(PageUnreadable):
    """The page has no visible text."""

    code = "empty_page"
    advice = "Open the page in a browser, copy its text and paste it."


class NeedsJavaScript(PageUnreadable):
    """The page builds its text with JavaScript, which is not run here."""

    code = "needs_javascript"
    advice = "Open the page in a browser, copy its text and paste it."


class UnsupportedLanguage(PageUnreadable):
    """The page is in a language that is not supported yet."""

    code = "unsupported_language"
    advice = "Look for an English version of the page."

    def __init__(self, message: str | None = None, *, language: str | None = None) -> None:
        super().__init__(message)
        self.language = language


class TooLarge(PageUnreadable):
    """The page is larger than the limit."""

    code = "too_large"
    advice = "Paste the part of the text that matters."


class MalformedPage(PageUnreadable):
    """The page's HTML could not be parsed."""

    code = "malformed_page"
    advice = "Paste the page's text instead."


class ReadingStopped(PageUnreadable):
    """Reading the page took more time or memory than is allowed."""

    code = "reading_stopped"
    advice = "Paste the part of the text that matters."


class FetchFailed(ClaimcheckError):
    """The page could not be fetched."""

    code = "fetch_failed"


class BadAddress(FetchFailed):
    """This address cannot be fetched."""

    code = "bad_address"
    advice = "Give a public http:// or https:// address."


class RefusedAddress(FetchFailed):
    """This address is not on the public internet, so it is not fetched."""

    code = "refused_address"
    advice = "Give a public http:// or https:// address."


class Unreachable(FetchFailed):
    """The host could not be reached."""

    code = "unreachable"
    advice = "Check the address and the connection, or paste the page's text."


class FetchTimeout(FetchFailed):
    """The host did not answer in time."""

    code = "timeout"
    advice = "Try again later, or paste the page's text."


class Blocked(FetchFailed):
    """The site refused to hand out the page."""

    code = "blocked"
    advice = "Open the page in a browser, copy its text and paste it."


class PageNotFound(FetchFailed):
    """The site has no such page."""

    code = "not_found"
    advice = "Check the address."


class ServerFailed(FetchFailed):
    """The site answered with an error."""

    code = "server_failed"
    advice = "Try again later, or paste the page's text."


class RegistryFailed(ClaimcheckError):
    """The register gave no answer that can be used."""

    code = "registry_failed"
    advice = "Try again later; the copy on this machine can still be asked."

    def __init__(self, message: str | None = None, *, retry_after: float | None = None) -> None:
        """``retry_after``: seconds that the register asks to wait, when it says so."""
        super().__init__(message)
        self.retry_after = retry_after


class BadRegistryAddress(RegistryFailed):
    """This is not an address of a register."""

    code = "bad_registry_address"
    advice = "Give an https:// address, or http:// with an address of this machine."


class RegistryUnreachable(RegistryFailed):
    """The register could not be reached."""

    code = "registry_unreachable"
    advice = "Check the connection; the copy on this machine can still be asked."


class RegistryTimeout(RegistryFailed):
    """The register did not answer in time."""

    code = "registry_timeout"


class RegistryRefused(RegistryFailed):
    """The register did not accept the question."""

    code = "registry_refused"
    advice = "Check the words and ids of the question."


class StudyNotFound(RegistryRefused):
    """The register has no study with this id."""

    code = "study_not_found"
    advice = "Check the id: NCT and eight digits."


class TokenExpired(RegistryRefused):
    """The register no longer knows where the interrupted reading stood."""

    code = "token_expired"
    advice = "Start the synchronisation again; nothing that was stored is lost."


class RegistryBusy(RegistryFailed):
    """The register asks to be asked less often."""

    code = "registry_busy"


class RegistryDown(RegistryFailed):
    """The register failed to answer."""

    code = "registry_down"


class RegistryBroken(RegistryFailed):
    """The register answered with something that is not its data."""

    code = "registry_broken"


class AnswerTooLarge(RegistryBroken):
    """The register's answer is larger than the limit."""

    code = "answer_too_large"
    advice = "Ask for fewer studies at a time."


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
        "A damaged file can be moved away; the records can be loaded again."
    )


class StoreTooNew(StoreFailed):
    """The store was written by a later version of the program."""

    code = "store_too_new"
    advice = "Install the newer version again, or use another store."


class StoreBusy(StoreFailed):
    """Another process is writing to the store."""

    code = "store_busy"
    advice = "Wait until the other process has finished, then try again."


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
    advice = "Go on tomorrow (UTC), or send fewer items."


class BatchFailed(ClaimcheckError):
    """What is asked of the batch cannot be done."""

    code = "batch_failed"


class BadBatch(BatchFailed):
    """The list of items cannot be read."""

    code = "bad_batch"
    advice = "Send a JSON list, one JSON object a line, or CSV with a column “url”."


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
    """The batch is not in a state in which this can be done."""

    code = "batch_has_ended"
    advice = "Look at the batch's state first."


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


class ServerRefused(ClaimcheckError):
    """The claimcheck server answered with a problem."""

    code = "server_refused"


class OfflineOnly(ClaimcheckError):
    """An address cannot be fetched in offline mode."""

    code = "offline_only"
    advice = "Leave out --offline, or give a saved page."


class BadSetting(ClaimcheckError):
    """A setting does not fit."""

    code = "bad_setting"
    advice = "Set it to 1 or 0, or leave it out."


class BadCountry(ClaimcheckError):
    """This is not the code of a country."""

    code = "bad_country"
    advice = "Give the two letters of ISO 3166-1, such as GB, US or AU."


class ParquetMissing(ClaimcheckError):
    """The library that writes Parquet is not installed."""

    code = "parquet_missing"
    advice = "Install it with: pip install 'claimcheck[parquet]'."


class TrialNotFound(ClaimcheckError):
    """There is no record with this id in our copy."""

    code = "trial_not_found"
    advice = "Copy it with “claimcheck trials sync”, or look at the register itself."


class DataError(ClaimcheckError):
    """The program's own data could not be used."""

    code = "data_error"


class ResourceMissing(DataError):
    """A data file that ships with the program is missing."""

    code = "resource_missing"
    advice = "Install the program again."


class BadRecord(DataError):
    """A register's record could not be read."""

    code = "bad_record"
    advice = "Check that the file holds study records of ClinicalTrials.gov, API v2."

    @classmethod
    def at(cls, field: str, why: str) -> BadRecord:
        """Name the field of the record and the reason."""
        return cls(f"{field}: {why}")


class BadRow(DataError):
    """A row of a data file does not fit its type."""

    code = "bad_row"

    @classmethod
    def at(cls, path: str, line: int, why: str) -> BadRow:
        """Name the file, the 1-based line and the reason."""
        return cls(f"{path}, line {line}: {why}")
