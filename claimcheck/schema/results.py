"""What a register posts as the results of a trial (``resultsSection``), read but not retold.

Every figure keeps the text of the record; the number beside it is ``None`` where the text is not
one.
"""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from claimcheck.schema.base import Frozen
from claimcheck.schema.registry import NonInferiorityType, OutcomeType


class PrimaryResult(StrEnum):
    """What came out on the primary outcome."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_A_TEST = "not_a_test"
    """The primary outcome is safety or the design has no comparison, so benefit was not tested."""
    UNCLEAR = "unclear"
    """Results are posted, but they do not say by themselves whether the goal was met."""
    NOT_POSTED = "not_posted"
    """Completed or not, no result was seen."""


class Operator(StrEnum):
    """How a p-value stands to its number."""

    LESS = "<"
    AT_MOST = "<="
    EQUAL = "="
    MORE = ">"
    AT_LEAST = ">="


class PValue(Frozen):
    """``analyses[].pValue``: free text; ``value`` is ``None`` when it holds no number in [0, 1]."""

    raw: str
    operator: Operator = Operator.EQUAL
    value: float | None = Field(default=None, ge=0, le=1)


class PostedValue(Frozen):
    """``measurements[]``: one figure of one group; ``analysed`` is its denominator."""

    group: str
    analysed: int | None = Field(default=None, ge=0)
    value: str
    number: float | None = None
    spread: str | None = None
    lower: str | None = None
    upper: str | None = None


class PostedRow(Frozen):
    """One category of one class of an outcome, with a figure for each group."""

    title: str | None = None
    values: tuple[PostedValue, ...]


class PostedAnalysis(Frozen):
    """``analyses[]``: one comparison between groups."""

    groups: tuple[str, ...]
    method: str | None = None
    estimate_type: str | None = None
    """``paramType``, such as "Mean Difference (Final Values)"."""
    estimate: str | None = None
    estimate_number: float | None = None
    interval_percent: float | None = None
    lower: float | None = None
    upper: float | None = None
    p_value: PValue | None = None
    non_inferiority: NonInferiorityType | None = None
    comment: str | None = None


class PostedOutcome(Frozen):
    """``outcomeMeasures[]``: measured how, when, in whom, and what came out."""

    type: OutcomeType
    measure: str
    description: str | None = None
    time_frame: str | None = None
    population: str | None = None
    statistic: str | None = None
    """``paramType``, such as MEAN or COUNT_OF_PARTICIPANTS."""
    dispersion: str | None = None
    unit: str | None = None
    posted: bool = True
    """False while ``reportingStatus`` is NOT_POSTED."""
    rows: tuple[PostedRow, ...] = ()
    analyses: tuple[PostedAnalysis, ...] = ()
    reading: PrimaryResult
    why: str
    """Why ``reading`` is what it is, in one plain sentence."""


class EventGroup(Frozen):
    """``eventGroups[]``: people affected and at risk, ``None`` where the record does not say."""

    title: str
    deaths: int | None = Field(default=None, ge=0)
    deaths_at_risk: int | None = Field(default=None, ge=0)
    serious: int | None = Field(default=None, ge=0)
    serious_at_risk: int | None = Field(default=None, ge=0)
    other: int | None = Field(default=None, ge=0)
    other_at_risk: int | None = Field(default=None, ge=0)


class EventCount(Frozen):
    """People of one group with an event; events of one person count once."""

    group: str
    affected: int | None = Field(default=None, ge=0)
    at_risk: int | None = Field(default=None, ge=0)


class AdverseEvent(Frozen):
    """``seriousEvents[]`` and ``otherEvents[]``."""

    term: str
    serious: bool
    organ_system: str | None = None
    counts: tuple[EventCount, ...]


class AdverseEvents(Frozen):
    """``adverseEventsModule``; ``threshold`` is the share (%) below which others go unlisted."""

    time_frame: str | None = None
    threshold: str | None = None
    groups: tuple[EventGroup, ...]
    events: tuple[AdverseEvent, ...] = ()


class PostedResults(Frozen):
    """Everything a register posts about what came out; primary outcomes first."""

    outcomes: tuple[PostedOutcome, ...]
    adverse_events: AdverseEvents | None = None
    limitations: str | None = None
    """``limitationsAndCaveats.description``."""
    reading: PrimaryResult
    """All primary outcomes taken together."""
    why: str
