"""What a server's answers are read into: fields that a newer server adds are left out."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import from_json, to_json

from claimcheck.errors import ServerBroken
from claimcheck.exports.cards import TrialCard
from claimcheck.schema import (
    BatchOptions,
    BatchState,
    ItemResult,
    Outcome,
    RecordChange,
    RuleCard,
    Trial,
)

M = TypeVar("M", bound=BaseModel)


class View(BaseModel):
    """Base of what only this client has: immutable."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class BatchView(View):
    """A batch as its owner sees it: ``waiting + ok + problems + cancelled == total``.

    ``webhook_secret`` is what ``verify_webhook`` takes; it is there where ``options`` name an
    address.
    """

    id: str
    state: BatchState
    options: BatchOptions
    total: int
    waiting: int
    ok: int
    problems: int
    cancelled: int
    last_seq: int
    created_at: AwareDatetime
    finished_at: AwareDatetime | None = None
    expires_at: AwareDatetime
    webhook_secret: str | None = Field(default=None, repr=False)

    @property
    def has_ended(self) -> bool:
        """Whether every item has a result."""
        return self.state is not BatchState.RUNNING


class BatchList(View):
    """A page of a list of batches; ``next`` is there when there are older ones."""

    batches: tuple[BatchView, ...]
    next: str | None = None


class TrialsFound(View):
    """One part of the records that answer a question; ``total`` counts all of them.

    ``note`` says what an empty list does and does not mean, ``read_as`` where words were not taken
    as they stand.
    """

    total: int
    read_on: date | None
    read_as: tuple[str, ...] = ()
    note: str | None = None
    trials: tuple[TrialCard, ...]


class TrialRecord(View):
    """One record, and what changed between the versions of it that the server has seen."""

    trial: Trial
    changes: tuple[RecordChange, ...] = ()


class RuleList(View):
    """Every rule."""

    rules: tuple[RuleCard, ...]


class BatchEnded(View):
    """The counts of a batch that has ended."""

    id: str
    state: BatchState
    total: int
    ok: int
    problems: int
    cancelled: int
    last_seq: int
    finished_at: AwareDatetime | None = None


class WebhookEvent(View):
    """What a server sends to ``options.webhook_url`` when a batch has ended."""

    type: str
    timestamp: AwareDatetime
    data: BatchEnded


def read(kind: type[M], raw: bytes | str) -> M:
    """``raw`` JSON as ``kind``; raises ``ServerBroken``."""
    try:
        return kind.model_validate_json(raw, extra="ignore")
    except ValidationError as error:
        raise ServerBroken(f"The server's answer is not understood: {_first(error)}.") from error


def result_of(line: dict[str, Any]) -> ItemResult:
    """One line of results; raises ``ServerBroken``."""
    outcome = line.get("outcome")
    report = line.get("report") if outcome == Outcome.OK else None
    told = {
        **line,
        "report": line.get("report_id"),
        "body": None if report is None else to_json(report).decode(),
    }
    try:
        return ItemResult.model_validate(told, extra="ignore")
    except ValidationError as error:
        raise ServerBroken(f"A result is not understood: {_first(error)}.") from error


def object_of(line: bytes) -> dict[str, Any]:
    """One line of JSON lines; raises ``ServerBroken``."""
    try:
        told = from_json(line)
    except ValueError as error:
        raise ServerBroken("A line of the results is not JSON.") from error
    if not isinstance(told, dict):
        raise ServerBroken("A line of the results is no JSON object.")
    return told


def _first(error: ValidationError) -> str:
    # Without the value: a page's text does not belong into a message.
    one = error.errors(include_url=False, include_input=False, include_context=False)[0]
    return f"{'.'.join(map(str, one['loc'])) or 'the whole'}: {one['msg'].rstrip('.')}"
