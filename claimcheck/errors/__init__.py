"""Every error that leaves the library.

::

    ClaimcheckError
    ├── SourceNotFound          the file or address does not exist
    ├── NotOnePage              several pages where one is checked
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
    │   │   └── AddressNotAlone several, or one between other words
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
    ├── StoreFailed             a store, of trial records or of the service, cannot be used
    │   ├── BadStoreAddress     not an address of an SQLite file or of PostgreSQL
    │   ├── StoreDriverMissing  the library that talks to PostgreSQL is not installed
    │   ├── StoreUnreadable     damaged, not a store, out of reach, or its folder is closed to us
    │   │   └── KeptDamaged     something that the store keeps cannot be read any more
    │   ├── StoreTooNew         written by a later version of the program
    │   └── StoreBusy           another process holds it for too long
    ├── AccessRefused           the service does not do this for whoever asks
    │   ├── KeyRefused          no key, or one that is unknown, revoked or out of date
    │   ├── ScopeMissing        the key is not for this
    │   ├── RateLimited         too many requests in a short time
    │   ├── QuotaUsedUp         the key's items for today are used up
    │   ├── QuotaTooSmall       more items than the key has in any day
    │   ├── ServiceBusy         it has as many checks at hand as it can do
    │   ├── SessionRefused      nobody has signed in, or the session is over
    │   └── FormRefused         the form does not come from a page of the session
    ├── BatchFailed             what is asked of a batch cannot be done
    │   ├── BadBatch            the list of items cannot be read
    │   ├── TooManyItems        more items than one batch may have
    │   ├── QueueFull           more items wait than the service takes
    │   ├── BatchNotFound       no batch of this owner has the id
    │   ├── BatchMismatch       the Idempotency-Key belongs to another batch
    │   ├── BatchHasEnded       it is over
    │   └── BatchIsRunning      it is not over yet
    ├── ItemFailed              an item of a batch has no report
    │   ├── ItemCancelled       the batch was cancelled before
    │   └── ItemParked          it was given up after several tries
    ├── ReviewFailed            what is asked of a passage in the queue cannot be done
    │   ├── ReviewNotFound      no passage of this owner has the id
    │   ├── ReviewLocked        somebody else is looking at it
    │   ├── ReviewConflict      it has changed since it was looked at
    │   └── BadForm             the form cannot be used as it was sent
    ├── ReportNotFound          no report of this owner has the id
    ├── NotAcceptable           none of the forms asked for can be made
    ├── ServerUnusable          a claimcheck server gave no answer that can be used
    │   ├── BadServerAddress    not an address to which a key may be sent
    │   ├── ServerUnreachable   name, connection or TLS failure, or no answer in time
    │   ├── ServerBroken        its answer is not one of claimcheck's, or was cut off
    │   └── ServerRefused       it answered with a problem
    ├── BadSignature            a webhook that no claimcheck server signed
    ├── OfflineOnly             an address was given together with ``offline``
    ├── BadSetting              a setting in the environment does not fit
    ├── BadCountry              not the code of a country
    ├── ParquetMissing          the library that writes Parquet is not installed
    ├── JobsMissing             the libraries of the durable queue are not installed
    ├── TrialNotFound           no record with this id in our copy
    ├── RuleNotFound            no rule with this id
    └── DataError               our own data is missing or broken
        ├── ResourceMissing     corpus or model files are not where they should be
        ├── BadRecord           a register's record lacks what makes it one
        └── BadRow              a row of a data file does not validate

The class docstring is the default message. ``code`` is stable and appears in API problems.
"""

from __future__ import annotations

from claimcheck.errors.base import (
    ClaimcheckError,
)
from claimcheck.errors.data import (
    BadCountry,
    BadRecord,
    BadRow,
    BadSetting,
    DataError,
    JobsMissing,
    ParquetMissing,
    RecordsUnreadable,
    ResourceMissing,
    RuleNotFound,
    TrialNotFound,
)
from claimcheck.errors.pages import (
    AddressNotAlone,
    BadAddress,
    Blocked,
    EmptyPage,
    FetchFailed,
    FetchTimeout,
    MalformedPage,
    NeedsJavaScript,
    NotAPage,
    NotOnePage,
    OfflineOnly,
    PageNotFound,
    PageUnreadable,
    ReadingStopped,
    RefusedAddress,
    ServerFailed,
    SourceNotFound,
    TooLarge,
    Unreachable,
    UnsupportedLanguage,
)
from claimcheck.errors.registry import (
    AnswerTooLarge,
    BadRegistryAddress,
    RegistryBroken,
    RegistryBusy,
    RegistryDown,
    RegistryFailed,
    RegistryRefused,
    RegistryTimeout,
    RegistryUnreachable,
    StudyNotFound,
    TokenExpired,
)
from claimcheck.errors.review import (
    BadForm,
    FormRefused,
    ReviewConflict,
    ReviewFailed,
    ReviewLocked,
    ReviewNotFound,
    SessionRefused,
)
from claimcheck.errors.servers import (
    BadServerAddress,
    BadSignature,
    ServerBroken,
    ServerRefused,
    ServerUnreachable,
    ServerUnusable,
)
from claimcheck.errors.service import (
    AccessRefused,
    BadBatch,
    BatchFailed,
    BatchHasEnded,
    BatchIsRunning,
    BatchMismatch,
    BatchNotFound,
    ItemCancelled,
    ItemFailed,
    ItemParked,
    KeyRefused,
    NotAcceptable,
    QueueFull,
    QuotaTooSmall,
    QuotaUsedUp,
    RateLimited,
    ReportNotFound,
    ScopeMissing,
    ServiceBusy,
    TooManyItems,
)
from claimcheck.errors.stores import (
    BadStoreAddress,
    KeptDamaged,
    StoreBusy,
    StoreDriverMissing,
    StoreFailed,
    StoreTooNew,
    StoreUnreadable,
)

__all__ = [
    "AccessRefused",
    "AddressNotAlone",
    "AnswerTooLarge",
    "BadAddress",
    "BadBatch",
    "BadCountry",
    "BadForm",
    "BadRecord",
    "BadRegistryAddress",
    "BadRow",
    "BadServerAddress",
    "BadSetting",
    "BadSignature",
    "BadStoreAddress",
    "BatchFailed",
    "BatchHasEnded",
    "BatchIsRunning",
    "BatchMismatch",
    "BatchNotFound",
    "Blocked",
    "ClaimcheckError",
    "DataError",
    "EmptyPage",
    "FetchFailed",
    "FetchTimeout",
    "FormRefused",
    "ItemCancelled",
    "ItemFailed",
    "ItemParked",
    "JobsMissing",
    "KeptDamaged",
    "KeyRefused",
    "MalformedPage",
    "NeedsJavaScript",
    "NotAPage",
    "NotAcceptable",
    "NotOnePage",
    "OfflineOnly",
    "PageNotFound",
    "PageUnreadable",
    "ParquetMissing",
    "QueueFull",
    "QuotaTooSmall",
    "QuotaUsedUp",
    "RateLimited",
    "ReadingStopped",
    "RecordsUnreadable",
    "RefusedAddress",
    "RegistryBroken",
    "RegistryBusy",
    "RegistryDown",
    "RegistryFailed",
    "RegistryRefused",
    "RegistryTimeout",
    "RegistryUnreachable",
    "ReportNotFound",
    "ResourceMissing",
    "ReviewConflict",
    "ReviewFailed",
    "ReviewLocked",
    "ReviewNotFound",
    "RuleNotFound",
    "ScopeMissing",
    "ServerBroken",
    "ServerFailed",
    "ServerRefused",
    "ServerUnreachable",
    "ServerUnusable",
    "ServiceBusy",
    "SessionRefused",
    "SourceNotFound",
    "StoreBusy",
    "StoreDriverMissing",
    "StoreFailed",
    "StoreTooNew",
    "StoreUnreadable",
    "StudyNotFound",
    "TokenExpired",
    "TooLarge",
    "TooManyItems",
    "TrialNotFound",
    "Unreachable",
    "UnsupportedLanguage",
]
