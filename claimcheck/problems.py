"""Errors as problem details (RFC 9457): the same words in the service, in bulk and in files."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from claimcheck import errors
from claimcheck.errors import BadBatch, ClaimcheckError, UnsupportedLanguage
from claimcheck.schema import FieldError, Problem

_TYPE_PREFIX = "urn:problem-type:claimcheck:"

_UNUSABLE = HTTPStatus.UNPROCESSABLE_ENTITY
_OURS = HTTPStatus.INTERNAL_SERVER_ERROR

#: What was sent cannot be used: 4xx. The other site failed: 502 or 504. We failed: 500.
STATUSES: Mapping[type[ClaimcheckError], HTTPStatus] = {
    errors.ClaimcheckError: _OURS,
    errors.SourceNotFound: HTTPStatus.NOT_FOUND,
    errors.NotOnePage: _UNUSABLE,
    errors.PageUnreadable: _UNUSABLE,
    errors.NotAPage: _UNUSABLE,
    errors.EmptyPage: _UNUSABLE,
    errors.NeedsJavaScript: _UNUSABLE,
    errors.UnsupportedLanguage: _UNUSABLE,
    errors.TooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    errors.MalformedPage: _UNUSABLE,
    errors.ReadingStopped: _UNUSABLE,
    errors.FetchFailed: HTTPStatus.BAD_GATEWAY,
    errors.BadAddress: _UNUSABLE,
    errors.AddressNotAlone: _UNUSABLE,
    errors.RefusedAddress: _UNUSABLE,
    errors.Unreachable: HTTPStatus.BAD_GATEWAY,
    errors.FetchTimeout: HTTPStatus.GATEWAY_TIMEOUT,
    errors.Blocked: HTTPStatus.BAD_GATEWAY,
    errors.PageNotFound: _UNUSABLE,
    errors.ServerFailed: HTTPStatus.BAD_GATEWAY,
    errors.OfflineOnly: _UNUSABLE,
    errors.RecordsUnreadable: _OURS,
    errors.RegistryFailed: HTTPStatus.BAD_GATEWAY,
    errors.BadRegistryAddress: _OURS,
    errors.RegistryUnreachable: HTTPStatus.BAD_GATEWAY,
    errors.RegistryTimeout: HTTPStatus.GATEWAY_TIMEOUT,
    errors.RegistryRefused: HTTPStatus.BAD_GATEWAY,
    errors.StudyNotFound: HTTPStatus.NOT_FOUND,
    errors.TokenExpired: HTTPStatus.BAD_GATEWAY,
    errors.RegistryBusy: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.RegistryDown: HTTPStatus.BAD_GATEWAY,
    errors.RegistryBroken: HTTPStatus.BAD_GATEWAY,
    errors.AnswerTooLarge: HTTPStatus.BAD_GATEWAY,
    errors.StoreFailed: _OURS,
    errors.BadStoreAddress: _OURS,
    errors.StoreDriverMissing: _OURS,
    errors.StoreUnreadable: _OURS,
    errors.KeptDamaged: _OURS,
    errors.StoreTooNew: _OURS,
    errors.StoreBusy: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.AccessRefused: HTTPStatus.FORBIDDEN,
    errors.KeyRefused: HTTPStatus.UNAUTHORIZED,
    errors.ScopeMissing: HTTPStatus.FORBIDDEN,
    errors.RateLimited: HTTPStatus.TOO_MANY_REQUESTS,
    errors.QuotaTooSmall: HTTPStatus.FORBIDDEN,
    errors.QuotaUsedUp: HTTPStatus.TOO_MANY_REQUESTS,
    errors.ServiceBusy: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.BatchFailed: _UNUSABLE,
    errors.BadBatch: _UNUSABLE,
    errors.TooManyItems: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    errors.QueueFull: HTTPStatus.TOO_MANY_REQUESTS,
    errors.BatchNotFound: HTTPStatus.NOT_FOUND,
    errors.BatchMismatch: _UNUSABLE,
    errors.BatchHasEnded: HTTPStatus.CONFLICT,
    errors.BatchIsRunning: HTTPStatus.CONFLICT,
    errors.ItemFailed: _OURS,
    errors.ItemCancelled: HTTPStatus.CONFLICT,
    errors.ItemParked: _OURS,
    errors.SessionRefused: HTTPStatus.UNAUTHORIZED,
    errors.FormRefused: HTTPStatus.FORBIDDEN,
    errors.ReviewFailed: _UNUSABLE,
    errors.ReviewNotFound: HTTPStatus.NOT_FOUND,
    errors.ReviewLocked: HTTPStatus.CONFLICT,
    errors.ReviewConflict: HTTPStatus.CONFLICT,
    errors.BadForm: _UNUSABLE,
    errors.ReportNotFound: HTTPStatus.NOT_FOUND,
    errors.NotAcceptable: HTTPStatus.NOT_ACCEPTABLE,
    errors.ServerUnusable: HTTPStatus.BAD_GATEWAY,
    errors.BadServerAddress: _OURS,
    errors.ServerUnreachable: HTTPStatus.BAD_GATEWAY,
    errors.ServerBroken: HTTPStatus.BAD_GATEWAY,
    errors.ServerRefused: HTTPStatus.BAD_GATEWAY,
    errors.BadSignature: HTTPStatus.FORBIDDEN,
    errors.BadSetting: _OURS,
    errors.BadCountry: _UNUSABLE,
    errors.ParquetMissing: _OURS,
    errors.JobsMissing: _OURS,
    errors.TrialNotFound: HTTPStatus.NOT_FOUND,
    errors.RuleNotFound: HTTPStatus.NOT_FOUND,
    errors.DataError: _OURS,
    errors.ResourceMissing: _OURS,
    errors.BadRow: _OURS,
    errors.BadRecord: _OURS,
}


def problem(
    code: str,
    status: int,
    title: str,
    *,
    detail: str | None = None,
    advice: str = "",
    fields: tuple[FieldError, ...] = (),
) -> Problem:
    """A problem of the service itself."""
    return Problem(
        type=f"{_TYPE_PREFIX}{code}",
        title=title,
        status=status,
        detail=detail or f"{title}.",
        code=code,
        advice=advice,
        errors=fields,
    )


def problem_of(error: ClaimcheckError) -> Problem:
    """The problem that tells of a library error; internals of our own failures stay out."""
    status = _status(type(error))
    title = (type(error).__doc__ or "").strip().removesuffix(".")
    detail = f"{title}." if status is _OURS else str(error)
    found = problem(error.code, status, title, detail=detail, advice=error.advice)
    if isinstance(error, BadBatch):
        fields = tuple(FieldError(where=where, why=why) for where, why in error.items)
        return found.model_copy(update={"errors": fields})
    if isinstance(error, UnsupportedLanguage):
        return found.model_copy(update={"language": error.language})
    return found


def _status(kind: type[ClaimcheckError]) -> HTTPStatus:
    return next(STATUSES[ancestor] for ancestor in kind.__mro__ if ancestor in STATUSES)


def internal_problem() -> Problem:
    """The problem that tells of a failure nobody foresaw; nothing of it is told."""
    return problem("internal_error", 500, "Something went wrong here")
