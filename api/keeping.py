"""A single check that is kept: from a submission to a stored report, made now or not long ago."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from api.access import Who
from api.checking import CheckService, captured
from api.settings import Settings
from claimcheck.schema import Capture, Frozen, Kind, StoredReport, Submission
from claimcheck.storage import ServiceStore, cache_key, copy_key


class Kept(Frozen):
    """A stored report, and whether an earlier one was answered again."""

    report: StoredReport
    hit: bool


class Keeper:
    """Checks and keeps."""

    def __init__(self, service: CheckService, store: ServiceStore, settings: Settings) -> None:
        self._service = service
        self._store = store
        self._settings = settings

    def check(self, submission: Submission, who: Who, *, country: str | None, fast: bool) -> Kept:
        """The report on what was sent; blocks, and raises what fetching, reading or storing raise.

        A report of the same capture and versions that the same owner had made not long ago is
        answered again, under an id of its own.
        """
        return self.keep(captured(submission), submission.kind, who, country=country, fast=fast)

    def keep(
        self,
        capture: Capture,
        kind: Kind,
        who: Who,
        *,
        country: str | None = None,
        fast: bool = False,
        anew: bool = False,
    ) -> Kept:
        """The report on what is here already; ``anew`` answers no earlier report again."""
        versions = self._service.versions(fast=fast)
        key = cache_key(capture, country=country, fast=fast, versions=versions)
        known = None if anew else self._known(key, kind, who)
        if known is not None:
            return self._kept(known.body, kind, who, copy_key(key), hit=True)
        report = self._service.check(capture, country=country, fast=fast)
        return self._kept(report.model_dump_json(), kind, who, key, hit=False)

    def _known(self, key: str, kind: Kind, who: Who) -> StoredReport | None:
        """Callers without a key are strangers: what one of them pasted is no help to another."""
        if not self._settings.cache_seconds or (who.owner is None and kind is not Kind.URL):
            return None
        since = datetime.now(UTC) - timedelta(seconds=self._settings.cache_seconds)
        return self._store.reports.cached(key, owner=who.owner, since=since)

    def _kept(self, body: str, kind: Kind, who: Who, key: str, *, hit: bool) -> Kept:
        expires_at = datetime.now(UTC) + self._lifetime(kind)
        reports = self._store.reports
        stored = reports.put(body, owner=who.owner, cache_key=key, expires_at=expires_at)
        return Kept(report=stored, hit=hit)

    def _lifetime(self, kind: Kind) -> timedelta:
        """What was pasted can be private, and is gone sooner than a page that all can read."""
        settings = self._settings
        seconds = settings.report_seconds if kind is Kind.URL else settings.pasted_seconds
        return timedelta(seconds=seconds)
