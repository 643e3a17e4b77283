"""Bringing the store up to date with the register, so that it can be cut off at any moment.

1. The register's data version is asked for. A run that was cut off goes on with its next page
   when the version is still the same, and starts again otherwise.
2. Each page is stored first, and only then the mark of the page after it. What a sudden end loses
   is at most that mark: the same page then comes once more, and storing it again changes nothing.
3. When no page is left the version is asked for again. If it changed, pages may have shifted
   under the reader, so all is read once more.
4. Only a complete run moves ``since`` forward.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Final, Protocol

from pydantic import Field

from claimcheck.errors import TokenExpired
from claimcheck.schema import PutReport, RejectedRecord, Source, SourceKind, SyncState, Trial
from claimcheck.schema.base import Frozen
from claimcheck.trials.ctgov import (
    RegistryVersion,
    StudyPage,
    id_of,
    next_token,
    search_parameters,
)
from claimcheck.trials.intake import read_study

#: The register posts changes by day and in its own time zone; a day read twice changes nothing.
_OVERLAP: Final = timedelta(days=1)
#: The data is refreshed once a day, so even one restart is rare.
_MOST_RESTARTS: Final = 3
#: Named in the report; all are counted.
_MOST_NAMED: Final = 100


class Registry(Protocol):
    """What a synchronisation asks."""

    def version(self) -> RegistryVersion:
        """The data version."""

    def page(
        self,
        *,
        condition: str | None,
        intervention: str | None,
        since: date | None,
        token: str | None,
    ) -> StudyPage:
        """One page of studies; raises ``RegistryFailed``."""


class Store(Protocol):
    """Where records and the state of the synchronisation are kept."""

    def put(self, trials: Iterable[Trial]) -> PutReport:
        """Store records; storing the same again changes nothing."""

    def sync_state(self, query: str) -> SyncState | None:
        """How far the synchronisation of this query has come."""

    def save_sync_state(self, state: SyncState) -> None:
        """Keep it."""


class SyncReport(Frozen):
    """What one run did.

    Counts are of this run: one that goes on counts what was left, one that had to start again
    counts twice what it read twice.
    """

    query: str
    since: date | None
    """Changes from this day on were asked for; ``None`` is everything."""
    resumed: bool
    """Whether the run went on where one was cut off."""
    restarts: int = 0
    pages: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    older: int = 0
    rejected: int = 0
    rejections: tuple[RejectedRecord, ...] = ()
    """The first 100 of them."""
    total: int | None = Field(default=None, ge=0)
    """How many studies the register counted; ``None`` when the run went on from a later page."""
    data_timestamp: str
    finished: bool = False
    """Whether all that the register announced was read."""


OnPage = Callable[[SyncReport], None]


def sync(
    client: Registry,
    store: Store,
    *,
    condition: str | None = None,
    intervention: str | None = None,
    on_page: OnPage | None = None,
    read_on: date | None = None,
    from_start: bool = False,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> SyncReport:
    """Store what the register added or changed since the last complete run of the same question.

    ``on_page`` is told after each page how far the run has come. ``read_on`` is the day of the
    copies, today unless given. ``from_start`` asks for everything again, for instance after
    records were rejected. The run may be ended at any time, and goes on when it is called again.

    Raises ``RegistryFailed`` when the register does not answer (what was stored stays, and the
    next call goes on from there) and ``StoreFailed``.
    """
    key = query_key(condition, intervention)
    run = _Run(
        client,
        store,
        condition=condition,
        intervention=intervention,
        state=store.sync_state(key) or SyncState(query=key),
        read_on=read_on or now().date(),
    )
    if from_start:
        run.forget()
    return run.to_its_end(on_page or (lambda _report: None), now)


def query_key(condition: str | None, intervention: str | None) -> str:
    """The name under which the state of a question is kept; raises ``RegistryRefused``."""
    asked = search_parameters(condition, intervention)
    return "&".join(f"{name}={words.lower()}" for name, words in sorted(asked.items())) or "all"


class _Run:
    """One synchronisation under way."""

    def __init__(
        self,
        client: Registry,
        store: Store,
        *,
        condition: str | None,
        intervention: str | None,
        state: SyncState,
        read_on: date,
    ) -> None:
        self._client = client
        self._store = store
        self._condition = condition
        self._intervention = intervention
        self._state = state
        self._read_on = read_on
        self._received = 0
        self._report = SyncReport(
            query=state.query, since=state.since, resumed=False, data_timestamp=""
        )

    def forget(self) -> None:
        """Ask for everything, from the first page on."""
        self._state = SyncState(query=self._state.query)
        self._report = self._report.model_copy(update={"since": None})

    def to_its_end(self, on_page: OnPage, now: Callable[[], datetime]) -> SyncReport:
        version = self._client.version()
        token = self._state.page_token
        if self._state.data_timestamp != version.data_timestamp:
            token = None
        self._add(resumed=token is not None, data_timestamp=version.data_timestamp)
        while True:
            is_whole = self._read_pages(token, version, on_page)
            after = self._client.version()
            if is_whole and after.data_timestamp == version.data_timestamp:
                return self._ended(version, now())
            if self._report.restarts >= _MOST_RESTARTS:
                return self._report
            self._start_again(after)
            version, token = after, None

    def _read_pages(self, token: str | None, version: RegistryVersion, on_page: OnPage) -> bool:
        """Whether the pages could be read to the last one."""
        seen: set[str] = set()
        while True:
            try:
                page = self._client.page(
                    condition=self._condition,
                    intervention=self._intervention,
                    since=self._state.since,
                    token=token,
                )
            except TokenExpired:
                return False
            token = next_token(page, seen)
            self._keep(page)
            if token is not None:
                self._save(page_token=token, data_timestamp=version.data_timestamp)
            on_page(self._report)
            if token is None:
                return True

    def _keep(self, page: StudyPage) -> None:
        trials: list[Trial] = []
        rejected = list(page.rejected)
        for place, study in enumerate(page.studies, start=1):
            id_ = id_of(study)
            read = read_study(
                study,
                where=id_ or f"page {self._report.pages + 1}, study {place}",
                source=source_of(id_, self._read_on),
                read_on=self._read_on,
            )
            if isinstance(read, Trial):
                trials.append(read)
            else:
                rejected.append(read)
        self._received += len(trials) + len(rejected)
        self._count(self._store.put(trials), rejected, page.total)

    def _count(self, put: PutReport, rejected: list[RejectedRecord], total: int | None) -> None:
        report = self._report
        self._add(
            pages=report.pages + 1,
            new=report.new + put.new,
            changed=report.changed + put.changed,
            same=report.same + put.same,
            older=report.older + put.older,
            rejected=report.rejected + len(rejected),
            rejections=(*report.rejections, *rejected)[:_MOST_NAMED],
            total=report.total if total is None else total,
        )

    def _ended(self, version: RegistryVersion, at: datetime) -> SyncReport:
        # Fewer studies than were counted: the next run must ask for the same ones again.
        is_short = self._received < (self._report.total or 0)
        self._save(
            since=self._state.since if is_short else version.day - _OVERLAP,
            page_token=None,
            data_timestamp=version.data_timestamp,
            finished=self._state.finished if is_short else at,
        )
        self._add(finished=not is_short)
        return self._report

    def _start_again(self, version: RegistryVersion) -> None:
        self._received = 0
        self._add(
            restarts=self._report.restarts + 1, data_timestamp=version.data_timestamp, total=None
        )

    def _save(self, **fields: object) -> None:
        self._state = self._state.model_copy(update=fields)
        self._store.save_sync_state(self._state)

    def _add(self, **fields: object) -> None:
        self._report = self._report.model_copy(update=fields)


def source_of(nct_id: str | None, read_on: date) -> Source:
    """The register's own record, read on that day."""
    return Source(
        title=f"ClinicalTrials.gov, record {nct_id}" if nct_id else "ClinicalTrials.gov",
        kind=SourceKind.REGISTRY,
        url=f"https://clinicaltrials.gov/study/{nct_id}" if nct_id else None,
        date_seen=read_on,
    )
