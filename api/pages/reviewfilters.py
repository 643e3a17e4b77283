"""The filters of the queue: out of an address, into a question to the store, and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final, Literal
from urllib.parse import urlencode, urlsplit

from pydantic import Field, ValidationError, field_validator

from claimcheck.errors import BadForm
from claimcheck.schema import Frozen, ReviewFilters, ReviewState

_DAY: Final = timedelta(days=1)
_AGES: Final = {"week": 7, "month": 30}
#: Below and above: what a moderator calls not sure, and sure.
_UNSURE, _SURE = 0.6, 0.85


class Asked(Frozen):
    """What is asked for, each as it stands in the address; an empty word asks for nothing."""

    kind: Literal["", "flagged", "unsure"] = ""
    severity: Literal["", "3", "2", "1"] = ""
    """The least."""
    rule: str = Field(default="", max_length=20, pattern=r"^[A-Z0-9-]*$")
    confidence: Literal["", "low", "middle", "high"] = ""
    site: str = Field(default="", max_length=253, pattern=r"^[^\s\x00-\x1f/?#@:]*$")
    age: Literal["", "day", "week", "over-week", "over-month"] = ""
    state: Literal["", "open", "second", "decided", "orphaned"] = ""
    report: str = Field(default="", pattern=r"^(?:[A-Za-z0-9_-]{22,64})?$")

    @field_validator("site", mode="before")
    @classmethod
    def _host(cls, given: object) -> object:
        """Whoever pastes a whole address means its host."""
        if not isinstance(given, str):
            return given
        host = urlsplit(given).hostname if "//" in given else given.partition("/")[0]
        return (host or "").lower()

    @property
    def query(self) -> str:
        """As it stands in an address, with its question mark; empty without a filter."""
        given = {name: value for name, value in self.model_dump().items() if value}
        return f"?{urlencode(given)}" if given else ""

    def filters(self, now: datetime) -> ReviewFilters:
        """As the store takes it."""
        low, high = _confidence(self.confidence)
        newer, older = _between(self.age, now)
        return ReviewFilters(
            rule=self.rule or None,
            min_severity=int(self.severity or 0),
            min_confidence=low,
            max_confidence=high,
            site=self.site or None,
            newer_than=newer,
            older_than=older,
            state=ReviewState(self.state) if self.state else None,
            flagged=self.kind == "flagged" if self.kind else None,
            report=self.report or None,
        )


def asked_of(query: Mapping[str, str]) -> Asked:
    """The filters in an address; raises ``BadForm`` for one that does not exist."""
    given = {name: query[name].strip() for name in Asked.model_fields if name in query}
    try:
        return Asked.model_validate(given)
    except (ValidationError, ValueError) as error:
        raise BadForm("One of the filters in the address is none that the queue has.") from error


def _confidence(band: str) -> tuple[float, float]:
    match band:
        case "low":
            return 0, _UNSURE
        case "middle":
            return _UNSURE, _SURE
        case "high":
            return _SURE, 1
        case _:
            return 0, 1


def _between(age: str, now: datetime) -> tuple[datetime | None, datetime | None]:
    """Newer than, older than."""
    if age == "day":
        return now - _DAY, None
    if age == "week":
        return now - _AGES["week"] * _DAY, None
    if age:
        return None, now - _AGES[age.removeprefix("over-")] * _DAY
    return None, None
