"""ClinicalTrials.gov API v2 (OpenAPI 2.0.5): the questions that this program asks it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import TracebackType
from typing import Final, Self

from claimcheck.errors import AnswerTooLarge, RegistryBroken, RegistryRefused, StudyNotFound
from claimcheck.schema import RejectedRecord
from claimcheck.trials import essie
from claimcheck.trials.politeness import (
    DEFAULT_REGISTRY_LIMITS,
    SHARED_PACE,
    Clock,
    Pace,
    RegistryLimits,
)

BASE_URL: Final = "https://clinicaltrials.gov/api/v2"

#: An order that a change of the data only appends to: a changed study moves to the end.
OLDEST_CHANGE_FIRST: Final = "LastUpdatePostDate:asc"

_TIMESTAMP: Final = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z?", re.ASCII)
_FIELD: Final = re.compile(r"[A-Za-z][A-Za-z0-9.-]*", re.ASCII)
_IDS_AT_ONCE: Final = 100
_SMALLEST_PAGE: Final = 10


@dataclass(frozen=True, slots=True)
class RegistryVersion:
    """``/version``: which data the register hands out. ``data_timestamp`` is UTC."""

    api_version: str
    data_timestamp: str

    @property
    def day(self) -> date:
        """The day of the data."""
        return date.fromisoformat(self.data_timestamp[:10])


@dataclass(frozen=True, slots=True)
class StudyPage:
    """One answer of ``/studies``. An empty page is not the last one; only no token is."""

    url: str
    studies: tuple[dict[str, object], ...]
    """As the register sent them; nobody has looked into them."""
    next_token: str | None = None
    total: int | None = None
    """Studies in all pages; the register counts them with the first page only."""
    missing: tuple[str, ...] = ()
    """Ids that were asked for and that the register does not know."""
    left_out: tuple[str, ...] = ()
    """Search terms for which the address had no room."""
    rejected: tuple[RejectedRecord, ...] = ()
    """Entries of the list that are not studies at all."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A study by its id. ``asked`` differs from ``nct_id`` when it is an obsolete id of it."""

    asked: str
    nct_id: str
    study: dict[str, object]


class CtGov:
    """Asks the register one question at a time, at most one a second in the whole process.

    ``base_url`` may be ``http://`` only on this machine. ``clock`` and ``pace`` are for tests;
    ``contact`` is an address for the register's staff. Every method raises ``RegistryFailed``
    (``RegistryUnreachable``, ``RegistryTimeout``, ``RegistryRefused``, ``RegistryBusy``,
    ``RegistryDown``, ``RegistryBroken``); an error is never an empty answer.
    """

    def __init__(
        self,
        base_url: str = BASE_URL,
        *,
        limits: RegistryLimits = DEFAULT_REGISTRY_LIMITS,
        contact: str | None = None,
        clock: Clock | None = None,
        pace: Pace = SHARED_PACE,
    ) -> None:
        from claimcheck.trials.asking import Asker

        self._limits = limits
        self._asker = Asker(
            base_url, limits=limits, contact=contact, clock=clock or Clock(), pace=pace
        )

    @property
    def base_url(self) -> str:
        """Where questions go."""
        return self._asker.base_url

    def version(self) -> RegistryVersion:
        """The register's data version."""
        _, value = self._asker.get("version")
        api, data = value.get("apiVersion"), value.get("dataTimestamp")
        if not isinstance(api, str) or not isinstance(data, str) or not _is_timestamp(data):
            raise RegistryBroken("The register does not say which version of its data it has.")
        return RegistryVersion(api_version=api, data_timestamp=data)

    def study(self, nct_id: str) -> dict[str, object]:
        """The record with this id, or that this obsolete id leads to; raises ``StudyNotFound``."""
        return self.resolve(nct_id).study

    def resolve(self, nct_id: str) -> Resolved:
        """The record, together with the id that was asked for and the id that it has."""
        asked = essie.nct_id(nct_id)
        if asked is None:
            raise StudyNotFound(f"{nct_id[:40]!r} is not an NCT id.")
        try:
            _, study = self._asker.get_following(f"studies/{asked}", below="studies/")
        except StudyNotFound as error:
            raise StudyNotFound(f"The register has no study {asked}.") from error
        found = id_of(study)
        if found is None:
            raise RegistryBroken(f"The register's answer for {asked} has no NCT id.")
        return Resolved(asked=asked, nct_id=found, study=study)

    def page(
        self,
        *,
        condition: str | None = None,
        intervention: str | None = None,
        since: date | None = None,
        fields: Sequence[str] = (),
        token: str | None = None,
    ) -> StudyPage:
        """One page of the studies that all given words and ``since`` hold for.

        ``token`` is the ``next_token`` of the page before; all else must then be as it was for
        that page. Raises ``TokenExpired`` when the register no longer knows the token.
        """
        params = {
            **search_parameters(condition, intervention),
            **({"filter.advanced": essie.updated_since(since)} if since else {}),
            **_only(fields),
            "sort": OLDEST_CHANGE_FIRST,
        }
        return self._page_that_fits(params, token, size=self._limits.page_size)

    def studies(
        self,
        *,
        condition: str | None = None,
        intervention: str | None = None,
        since: date | None = None,
        ids: Collection[str] | None = None,
        fields: Sequence[str] = (),
        token: str | None = None,
    ) -> Iterator[StudyPage]:
        """Every page of an answer, the one after ``token`` first.

        ``ids`` stand alone: together with any other filter they raise ``RegistryRefused``.
        """
        if ids is not None:
            if condition or intervention or since or token:
                raise RegistryRefused("Ids are asked for alone, without other filters.")
            yield from self._by_id(ids, fields)
            return
        seen: set[str] = set()
        while True:
            page = self.page(
                condition=condition,
                intervention=intervention,
                since=since,
                fields=fields,
                token=token,
            )
            token = next_token(page, seen)
            yield page
            if token is None:
                return

    def search_pair(
        self,
        condition_terms: Sequence[str],
        intervention_terms: Sequence[str],
        limit: int = 100,
    ) -> StudyPage:
        """The most relevant studies of any of these conditions and any of these interventions.

        Terms are phrases; ``limit`` is at most 1,000; ``total`` counts all studies that match.
        """
        conditions, left = essie.any_of(condition_terms)
        interventions, left_too = essie.any_of(intervention_terms)
        params = {
            "query.cond": conditions,
            "query.intr": interventions,
            "sort": "@relevance",
        }
        page = self._page_that_fits(params, None, size=min(max(limit, 1), 1_000))
        return replace(page, left_out=(*left, *left_too))

    def close(self) -> None:
        """Give connections back."""
        self._asker.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _page_that_fits(
        self, params: Mapping[str, str], token: str | None, *, size: int
    ) -> StudyPage:
        """A page, with fewer studies where more are too large; pages may differ in size."""
        while True:
            sized = {**params, "pageSize": str(size)}
            sized |= {"pageToken": token} if token else {"countTotal": "true"}
            try:
                return self._page(sized)
            except AnswerTooLarge:
                if size <= _SMALLEST_PAGE:
                    raise
                size //= 2

    def _page(self, params: Mapping[str, str]) -> StudyPage:
        url, value = self._asker.get("studies", params)
        sent, token, total = (value.get(k) for k in ("studies", "nextPageToken", "totalCount"))
        if not isinstance(sent, list):
            raise RegistryBroken("The register's answer has no list of studies.")
        if not isinstance(token, str | None) or token == "":
            raise RegistryBroken("The register's answer has a broken mark of the next page.")
        if total is not None and (not isinstance(total, int) or total < len(sent)):
            raise RegistryBroken("The register counts fewer studies than it sends.")
        return StudyPage(
            url=url,
            studies=tuple(study for study in sent if isinstance(study, dict)),
            next_token=token,
            total=total,
            rejected=tuple(_not_a_study(place, sent) for place in _others(sent)),
        )

    def _by_id(self, ids: Collection[str], fields: Sequence[str]) -> Iterator[StudyPage]:
        wanted = list(dict.fromkeys(id_ for text in ids if (id_ := essie.nct_id(text))))
        wrong = tuple(text for text in ids if essie.nct_id(text) is None)
        for start in range(0, max(len(wanted), 1), _IDS_AT_ONCE):
            batch = wanted[start : start + _IDS_AT_ONCE]
            page = self._batch(batch, fields) if batch else self._found({}, ())
            yield replace(page, missing=(*wrong, *page.missing)) if start == 0 else page

    def _batch(self, batch: list[str], fields: Sequence[str]) -> StudyPage:
        params = {
            "filter.ids": ",".join(batch),
            "pageSize": str(len(batch)),
            **_only(fields),
        }
        try:
            page = self._page(params)
        except (RegistryRefused, AnswerTooLarge):
            # One unknown id makes the register refuse them all.
            return self._one_by_one(batch)
        if fields:
            return page
        known = {id_ for study in page.studies for id_ in ids_of(study)}
        return replace(page, missing=tuple(id_ for id_ in batch if id_ not in known))

    def _one_by_one(self, batch: list[str]) -> StudyPage:
        found: dict[str, dict[str, object]] = {}
        missing: list[str] = []
        for id_ in batch:
            try:
                resolved = self.resolve(id_)
            except StudyNotFound:
                missing.append(id_)
            else:
                found[resolved.nct_id] = resolved.study
        return self._found(found, tuple(missing))

    def _found(self, found: dict[str, dict[str, object]], missing: tuple[str, ...]) -> StudyPage:
        return StudyPage(
            url=f"{self.base_url}/studies", studies=tuple(found.values()), missing=missing
        )


def id_of(study: Mapping[str, object]) -> str | None:
    """``nctId`` of a study as the register sends it, or ``None``."""
    id_ = _identification(study).get("nctId")
    return essie.nct_id(id_) if isinstance(id_, str) else None


def ids_of(study: Mapping[str, object]) -> tuple[str, ...]:
    """The id of a study, then its obsolete ones (``nctIdAliases``)."""
    aliases = _identification(study).get("nctIdAliases")
    texts = [text for text in aliases if isinstance(text, str)] if isinstance(aliases, list) else []
    known = (id_of(study), *(essie.nct_id(text) for text in texts))
    return tuple(id_ for id_ in known if id_)


def next_token(page: StudyPage, seen: set[str]) -> str | None:
    """The next token, kept in ``seen``; raises ``RegistryBroken`` when pages go in a circle."""
    if page.next_token is None:
        return None
    if page.next_token in seen:
        raise RegistryBroken("The register's pages go in a circle.")
    seen.add(page.next_token)
    return page.next_token


def search_parameters(condition: str | None, intervention: str | None) -> dict[str, str]:
    """The words as the register is asked for them; raises ``RegistryRefused`` without words."""
    asked = {"query.cond": condition, "query.intr": intervention}
    return {name: essie.words(text) for name, text in asked.items() if text is not None}


def _only(fields: Sequence[str]) -> dict[str, str]:
    if wrong := [name for name in fields if not _FIELD.fullmatch(name)]:
        raise RegistryRefused(f"{wrong[0][:40]!r} is not a name of a field.")
    return {"fields": ",".join(fields)} if fields else {}


def _is_timestamp(text: str) -> bool:
    try:
        date.fromisoformat(text[:10])
    except ValueError:
        return False
    return _TIMESTAMP.fullmatch(text) is not None


def _identification(study: Mapping[str, object]) -> Mapping[str, object]:
    protocol = study.get("protocolSection")
    module = protocol.get("identificationModule") if isinstance(protocol, dict) else None
    return module if isinstance(module, dict) else {}


def _others(sent: list[object]) -> Iterator[int]:
    return (place for place, study in enumerate(sent) if not isinstance(study, dict))


def _not_a_study(place: int, sent: list[object]) -> RejectedRecord:
    where = f"ClinicalTrials.gov, entry {place + 1} of {len(sent)} in a page"
    return RejectedRecord(where=where, why="The entry is not a study but another JSON value.")
