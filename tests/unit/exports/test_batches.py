"""Results of batches as lines and rows."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime

import httpx
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.errors import Blocked, ItemCancelled, StoreUnreadable
from claimcheck.exports.batch_table import (
    COLUMNS,
    ITEM_COLUMNS,
    batch_rows,
    csv_header,
    csv_lines,
    write_parquet,
)
from claimcheck.exports.batches import ResultsSummary, result_line, summary_line
from claimcheck.exports.table import Row, rows
from claimcheck.problems import problem_of
from claimcheck.schema import (
    BatchOptions,
    BatchState,
    BatchStatus,
    ItemResult,
    Kind,
    Outcome,
    Problem,
    Report,
)

WHEN = datetime(2026, 1, 3, 12, tzinfo=UTC)
ID = "b" * 22


def _result(
    outcome: Outcome, *, body: str | None = None, label: str | None = None, item: int = 0
) -> ItemResult:
    problems: dict[Outcome, Problem] = {
        Outcome.PROBLEM: problem_of(Blocked()),
        Outcome.CANCELLED: problem_of(ItemCancelled()),
    }
    return ItemResult(
        item=item,
        seq=item + 1,
        label=label,
        kind=Kind.URL,
        url="https://a.example/",
        outcome=outcome,
        attempts=1,
        finished_at=WHEN,
        report="r" * 22 if body else None,
        body=body,
        problem=problems.get(outcome),
    )


def _status(*, waiting: int, last_seq: int) -> BatchStatus:
    return BatchStatus(
        id=ID,
        owner="desk",
        state=BatchState.RUNNING if waiting else BatchState.FINISHED,
        options=BatchOptions(),
        total=5,
        waiting=waiting,
        ok=5 - waiting,
        problems=0,
        cancelled=0,
        last_seq=last_seq,
        created_at=WHEN,
        expires_at=WHEN,
        webhook_secret="whsec_secret",  # noqa: S106 - invented
    )


def test_a_line_has_its_fields_in_order() -> None:
    """An item with a report and one without differ in their last fields alone."""
    head = ["item", "seq", "label", "kind", "url", "outcome", "attempts", "finished_at"]
    for result, tail in (
        (_result(Outcome.OK, body="{}"), ["report_id", "report"]),
        (_result(Outcome.PROBLEM), ["problem"]),
        (_result(Outcome.CANCELLED), ["problem"]),
        (_result(Outcome.OK), ["report_id", "report", "problem"]),
    ):
        assert list(json.loads(result_line(result))) == [*head, *tail]


def test_the_report_stands_in_its_line_byte_for_byte() -> None:
    """It is not read and written again."""
    body = '{"odd" :  1.50, "page": "“”"}'
    assert f'"report":{body}}}\n' in result_line(_result(Outcome.OK, body=body))


@given(st.text(), st.text(max_size=200), st.sampled_from([None, 2]))
def test_a_line_is_one_line_for_every_reader(words: str, label: str, indent: int | None) -> None:
    """No text of a page ends a line, for readers by bytes, by text and by httpx."""
    words = f"{words}\u2028\x85\u2029\r\n\x0b\x0c\x1c"
    body = json.dumps({"text": words}, ensure_ascii=False, indent=indent)
    line = result_line(_result(Outcome.OK, body=body, label=label))
    assert line.endswith("\n")
    assert len(line.splitlines()) == len(line.encode("utf-8", "surrogatepass").splitlines()) == 1
    answer = httpx.Response(200, content=line.encode("utf-8", "surrogatepass"))
    assert len(list(answer.iter_lines())) == 1
    assert json.loads(line)["report"]["text"] == words
    assert json.loads(line)["label"] == label


@pytest.mark.parametrize(
    ("waiting", "newest", "read", "complete"),
    [(0, 5, 5, True), (0, 5, 4, False), (1, 4, 4, False), (0, 5, 7, True)],
)
def test_complete_means_that_nothing_is_left(
    waiting: int, newest: int, read: int, complete: bool
) -> None:
    """It takes every item's result, and all of them read."""
    summary = ResultsSummary.of(_status(waiting=waiting, last_seq=newest), last_seq=read)
    assert (summary.complete, summary.last_seq) == (complete, read)
    line = summary_line(summary)
    assert ResultsSummary.model_validate(json.loads(line)["summary"]) == summary
    assert "secret" not in line


def test_rows_of_a_report_are_its_own(report: Report) -> None:
    """Behind the columns of the item stand the rows that the report has by itself."""
    found = list(batch_rows(_result(Outcome.OK, body=report.model_dump_json(), label="A")))
    assert [one.row for one in found] == list(rows(report))
    assert {one.item["label"] for one in found} == {"A"}


def test_a_report_without_claims_says_so(report: Report) -> None:
    """It has a row of its own, beside what was found on the page as a whole."""
    bare = report.model_copy(update={"claims": ()})
    found = list(batch_rows(_result(Outcome.OK, body=bare.model_dump_json())))
    kinds = [one.row and one.row.row for one in found]
    assert kinds == ["no_claims", *["page_finding"] * (len(kinds) - 1)]


@pytest.mark.parametrize("outcome", [Outcome.PROBLEM, Outcome.CANCELLED])
def test_an_item_without_a_report_has_one_row(outcome: Outcome) -> None:
    """It names the problem, and no column of a report has a value."""
    text = csv_header() + csv_lines([_result(outcome)])
    [row] = csv.DictReader(io.StringIO(text, newline=""))
    assert row["item_outcome"] == outcome
    assert row["problem_code"]
    assert row["problem_detail"]
    assert not any(row[name] for name in Row.model_fields)


def test_columns_have_different_names() -> None:
    """What became of the item and what a claim speaks of are not mixed up."""
    assert len(set(COLUMNS)) == len(COLUMNS) == len(ITEM_COLUMNS) + len(Row.model_fields)


def test_parquet_has_a_row_group_for_each_page(report: Report) -> None:
    """The file holds the rows of CSV, typed, group by group."""
    body = report.model_dump_json()
    pages = [
        [_result(Outcome.OK, body=body), _result(Outcome.PROBLEM, item=1)],
        [_result(Outcome.CANCELLED, item=2)],
    ]
    file = io.BytesIO()
    write_parquet(pages, file)
    read = pq.ParquetFile(file)
    assert read.num_row_groups == 2
    table = read.read()
    assert table["item"].to_pylist() == [0] * len(rows(report)) + [1, 2]
    assert table["page_retrieved_at"].to_pylist()[0] == report.page.retrieved_at
    assert table["trial_ids"].to_pylist()[-1] is None


def test_a_report_of_another_version_is_an_error() -> None:
    """A report that cannot be read is never left out of a table."""
    with pytest.raises(StoreUnreadable):
        list(batch_rows(_result(Outcome.OK, body='{"schema_version": "0"}')))
