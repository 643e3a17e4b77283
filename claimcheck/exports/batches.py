"""Results of a batch as JSON lines: one line an item, and a last one that says how far they reach.

A report is put in as it is kept, byte for byte, but for the three characters that some readers
take for the end of a line: they are written as JSON escapes. An answer whose last line is no
summary was cut off.
"""

from __future__ import annotations

import json
from typing import Final

from pydantic import Field

from claimcheck.errors import ReportNotFound
from claimcheck.problems import problem_of
from claimcheck.schema import BatchState, BatchStatus, Frozen, ItemResult, Outcome, Problem
from claimcheck.schema.jobs import PublicId

NDJSON_MEDIA_TYPE: Final = "application/x-ndjson"

#: Ends of a line for ``str.splitlines``; outside of strings none of them is JSON.
_LINE_ENDS: Final = {"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_HEAD: Final = frozenset(
    {"item", "seq", "label", "kind", "url", "outcome", "attempts", "finished_at"}
)


class ResultsSummary(Frozen):
    """Where a batch stands, and how far the results reach that were handed out.

    ``last_seq`` is the cursor to go on after. ``complete``: every item has a result, and all of
    them were in this answer or came before its cursor.
    """

    batch: PublicId
    state: BatchState
    total: int = Field(ge=0)
    waiting: int = Field(ge=0)
    ok: int = Field(ge=0)
    problems: int = Field(ge=0)
    cancelled: int = Field(ge=0)
    last_seq: int = Field(ge=0)
    complete: bool

    @classmethod
    def of(cls, status: BatchStatus, *, last_seq: int) -> ResultsSummary:
        """The summary of an answer that holds every result up to ``last_seq``."""
        return cls(
            batch=status.id,
            state=status.state,
            total=status.total,
            waiting=status.waiting,
            ok=status.ok,
            problems=status.problems,
            cancelled=status.cancelled,
            last_seq=last_seq,
            complete=status.waiting == 0 and last_seq >= status.last_seq,
        )


def result_line(result: ItemResult) -> str:
    """One result as a line of JSON, with its line end."""
    head = result.model_dump(mode="json", include=set(_HEAD))
    parts = [
        f"{json.dumps(name)}:{json.dumps(head[name], ensure_ascii=False)}"
        for name in ItemResult.model_fields
        if name in head
    ]
    if result.outcome is Outcome.OK:
        parts.append(f'"report_id":{json.dumps(result.report)}')
        parts.append(f'"report":{result.body or "null"}')
    if problem := problem_with(result):
        parts.append(f'"problem":{problem.to_json()}')
    return _in_one_line(f"{{{','.join(parts)}}}")


def summary_line(summary: ResultsSummary) -> str:
    """The last line of an answer."""
    return f'{{"summary":{summary.model_dump_json()}}}\n'


def problem_with(result: ItemResult) -> Problem | None:
    """Why there is no report to show: the item's own problem, or that its report was deleted."""
    if result.outcome is Outcome.OK and result.body is None:
        return problem_of(ReportNotFound("The report of this item was deleted."))
    return result.problem


def _in_one_line(text: str) -> str:
    # Between the parts of indented JSON; inside of a string they are escaped already.
    text = text.replace("\r", " ").replace("\n", " ")
    for end, escape in _LINE_ENDS.items():
        text = text.replace(end, escape)
    return f"{text}\n"
