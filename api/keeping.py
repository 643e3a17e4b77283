"""A single check that is kept: from a submission to a stored report, made now or not long ago."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from api.access import Who
from api.checking import CheckService, captured
from api.settings import Settings
from claimcheck.schema import Capture, Frozen, Kind, StoredReport, Submission
from claimcheck.storage import ServiceStore, cache_key


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
        report, hit = self._store.reports.obtain(
            key,
            lambda: self._service.check(capture, country=country, fast=fast).model_dump_json(),
            owner=who.owner,
            since=None if anew else self._since(kind, who),
            expires_at=datetime.now(UTC) + self._lifetime(kind),
        )
        return Kept(report=report, hit=hit)

    def _since(self, kind: Kind, who: Who) -> datetime | None:
        """Callers without a key are strangers: what one of them pasted is no help to another."""
        if not self._settings.cache_seconds or (who.owner is None and kind is not Kind.URL):
            return None
        return datetime.now(UTC) - timedelta(seconds=self._settings.cache_seconds)

    def _lifetime(self, kind: Kind) -> timedelta:
        """What was pasted can be private, and is gone sooner than a page that all can read."""
        settings = self._settings
        seconds = settings.report_seconds if kind is Kind.URL else settings.pasted_seconds
        return timedelta(seconds=seconds)
