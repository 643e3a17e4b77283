"""Results of batches: every one of them, once, in each form, while the batch runs and after."""

from __future__ import annotations

import csv
import io
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from api.streaming import PAGE
from claimcheck.exports.batch_table import COLUMNS
from claimcheck.exports.batches import ResultsSummary
from claimcheck.schema import Report
from claimcheck.storage import ServiceStore
from tests.api.bulk import URLS, Desk
from tests.api.serving import quiet
from tests.postgres import postgres, store_url

__all__ = ["postgres", "store_url"]


@pytest.fixture
def desk(store_url: str, tmp_path: Path) -> Iterator[Desk]:
    """A desk at a service over each kind of database."""
    app = create_app(settings=quiet(tmp_path, database_url=store_url))
    with ServiceStore.open(store_url) as store:
        yield Desk(TestClient(app), store)
        app.state.door.close()


@pytest.fixture
def file_desk(settings: Settings) -> Iterator[Desk]:
    """A desk at a service over a file."""
    app = create_app(settings=settings)
    with ServiceStore.open(settings.database_url) as store:
        yield Desk(TestClient(app), store)
        app.state.door.close()


def _nothing_claimed(report: Report) -> str:
    bare = report.model_copy(update={"claims": (), "page_findings": (), "evidence": ()})
    return bare.model_dump_json()


def test_lines_say_what_came_of_each_item(desk: Desk, report: Report) -> None:
    """A report stands in its line as it is kept, a problem as problem details; then the summary."""
    batch = desk.send(["https://a.example/", {"url": "b.example", "label": "B"}, URLS[2]])
    body = report.model_dump_json()
    desk.finish_all(batch, [body, None])
    answer = desk.ask("GET", f"/{batch}/results")
    assert answer.headers["content-type"] == "application/x-ndjson"
    first, second, last = answer.text.splitlines()
    assert f'"report":{body}' in first
    told = json.loads(first)
    assert (told["item"], told["seq"], told["outcome"]) == (0, 1, "ok")
    assert Report.model_validate(told["report"]) == report
    failed = json.loads(second)
    assert (failed["label"], failed["outcome"]) == ("B", "problem")
    assert failed["problem"]["code"] == "unreachable"
    assert not failed.keys() & {"report", "report_id"}
    summary = ResultsSummary.model_validate(json.loads(last)["summary"])
    assert (summary.waiting, summary.last_seq, summary.complete) == (1, 2, False)


def test_reading_goes_on_after_the_cursor(desk: Desk) -> None:
    """Results that are limited, and then read on, are all of them; only the last is complete."""
    batch = desk.send()
    desk.finish_all(batch, [None] * 3)
    found, after = [], 0
    for complete in (False, True):
        results, summary = desk.lines(batch, after=after, limit=2)
        assert summary["complete"] is complete
        found += [one["seq"] for one in results]
        after = summary["last_seq"]
    assert found == [1, 2, 3]
    results, summary = desk.lines(batch, after=after)
    assert (results, summary["last_seq"], summary["complete"]) == ([], 3, True)


def test_reading_while_items_finish_loses_and_doubles_nothing(desk: Desk) -> None:
    """Several workers finish items while somebody reads: each result is read once."""
    total = 3 * PAGE + 7
    batch = desk.send([f"https://a.example/{number}" for number in range(total)])
    items = desk.waiting(batch)
    workers = [
        threading.Thread(
            target=lambda some=items[first::3]: [desk.finish(one, None) for one in some]
        )
        for first in range(3)
    ]
    for worker in workers:
        worker.start()
    found, after, complete = [], 0, False
    while not complete:
        results, summary = desk.lines(batch, after=after, wait=10)
        found += results
        after, complete = summary["last_seq"], summary["complete"]
    for worker in workers:
        worker.join()
    assert [one["seq"] for one in found] == list(range(1, total + 1))
    assert sorted(one["item"] for one in found) == list(range(total))


def test_a_cursor_holds_across_outcomes_and_retries(desk: Desk, report: Report) -> None:
    """One outcome alone is read with the same cursor, and an item tried again comes after it."""
    batch = desk.send()
    desk.finish_all(batch, [report.model_dump_json(), None, None])
    results, summary = desk.lines(batch, outcome="ok")
    assert [one["item"] for one in results] == [0]
    assert (summary["last_seq"], summary["complete"]) == (3, True)
    desk.ask("POST", f"/{batch}/retry")
    assert desk.lines(batch, after=3)[1]["complete"] is False
    desk.finish_all(batch, [None, report.model_dump_json()])
    results, summary = desk.lines(batch, after=3)
    assert [(one["item"], one["seq"], one["outcome"]) for one in results] == [
        (1, 4, "problem"),
        (2, 5, "ok"),
    ]
    assert summary["complete"] is True
    both, _ = desk.lines(batch, outcome=["ok", "cancelled"])
    assert [one["seq"] for one in both] == [1, 5]


def test_waiting_ends_with_the_first_result(file_desk: Desk) -> None:
    """Who waits is answered as soon as there is something, or nothing more can come."""
    batch = file_desk.send(URLS[:2])
    timer = threading.Timer(0.3, file_desk.finish_all, (batch, [None]))
    timer.start()
    results, _ = file_desk.lines(batch, wait=60)
    timer.join()
    assert [one["item"] for one in results] == [0]
    file_desk.ask("POST", f"/{batch}/cancel")
    assert file_desk.lines(batch, after=2, wait=60)[1]["complete"] is True
    assert file_desk.lines(file_desk.send(), wait=1)[0] == []


def test_a_deleted_report_is_said_to_be_deleted(file_desk: Desk, report: Report) -> None:
    """A report that was deleted by itself leaves a problem in its line and row, not silence."""
    batch = file_desk.send(URLS[:1])
    file_desk.finish_all(batch, [report.model_dump_json()])
    [result], _ = file_desk.lines(batch)
    file_desk.store.reports.delete(result["report_id"], owner="desk")
    [result], _ = file_desk.lines(batch)
    assert (result["outcome"], result["report"]) == ("ok", None)
    assert result["problem"]["code"] == "report_not_found"
    [row] = _csv(file_desk, batch)
    assert (row["row"], row["problem_code"]) == ("", "report_not_found")


def _csv(desk: Desk, batch: str) -> list[dict[str, str]]:
    answer = desk.ask("GET", f"/{batch}/results", headers={"accept": "text/csv"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert f"claimcheck-{batch}.csv" in answer.headers["content-disposition"]
    return list(csv.DictReader(io.StringIO(answer.text, newline="")))


def test_tables_tell_problems_from_pages_without_claims(file_desk: Desk, report: Report) -> None:
    """CSV and Parquet have the same rows; a failed page never looks like one without claims."""
    batch = file_desk.send([URLS[0], {"url": URLS[1], "label": "=B"}, URLS[2]])
    bodies = [report.model_dump_json(), None, _nothing_claimed(report)]
    file_desk.finish_all(batch, bodies)
    rows = _csv(file_desk, batch)
    assert list(rows[0]) == list(COLUMNS)
    first = [row for row in rows if row["item"] == "0"]
    assert {row["claim_id"] for row in first if row["claim_id"]} == {c.id for c in report.claims}
    [failed] = [row for row in rows if row["item"] == "1"]
    assert (failed["item_outcome"], failed["problem_code"]) == ("problem", "unreachable")
    assert (failed["row"], failed["claim_id"], failed["label"]) == ("", "", "'=B")
    [bare] = [row for row in rows if row["item"] == "2"]
    assert (bare["item_outcome"], bare["row"], bare["claim_id"]) == ("ok", "no_claims", "")
    assert bare["page_sha256"] == report.page.sha256

    accept = {"accept": "application/vnd.apache.parquet"}
    answer = file_desk.ask("GET", f"/{batch}/results", headers=accept)
    assert answer.headers["claimcheck-complete"] == "true"
    assert answer.headers["claimcheck-last-seq"] == "3"
    table = pq.read_table(io.BytesIO(answer.content))
    assert table.column_names == list(COLUMNS)
    assert [str(item) for item in table["item"].to_pylist()] == [row["item"] for row in rows]
    assert table["row"].to_pylist() == [row["row"] or None for row in rows]


def test_a_parquet_file_of_nothing_is_a_file(file_desk: Desk) -> None:
    """A batch without a result yet gives a table without rows that says it is not complete."""
    batch = file_desk.send()
    answer = file_desk.ask("GET", f"/{batch}/results", params={"format": "parquet"})
    assert pq.read_table(io.BytesIO(answer.content)).num_rows == 0
    assert answer.headers["claimcheck-complete"] == "false"


def test_a_table_says_whether_it_is_whole(file_desk: Desk) -> None:
    """CSV tells in its headers how far it reaches, as Parquet does, and how long it is."""
    batch = file_desk.send()
    file_desk.finish_all(batch, [None, None])
    for form in ("csv", "parquet"):
        told = []
        for limit in (1, 9):
            params = {"format": form, "limit": limit}
            answer = file_desk.ask("GET", f"/{batch}/results", params=params)
            assert int(answer.headers["content-length"]) == len(answer.content)
            names = ("claimcheck-last-seq", "claimcheck-complete")
            told.append(tuple(answer.headers[name] for name in names))
        assert told == [("1", "false"), ("2", "false")]
    file_desk.finish_all(batch, [None])
    answer = file_desk.ask("GET", f"/{batch}/results", params={"format": "csv", "after": 2})
    assert answer.headers["claimcheck-complete"] == "true"


def test_a_made_up_cursor_is_not_taken_for_what_was_read(file_desk: Desk) -> None:
    """Reading on from beyond the last result tells the number of the last one there is."""
    batch = file_desk.send()
    file_desk.finish_all(batch, [None] * 3)
    results, summary = file_desk.lines(batch, after=5_000)
    assert (results, summary["last_seq"], summary["complete"]) == ([], 3, True)


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "application/x-ndjson"),
        ("application/*", "application/x-ndjson"),
        ("application/x-ndjson", "application/x-ndjson"),
        ("text/csv, application/x-ndjson;q=0.5", "text/csv; charset=utf-8"),
        ("text/*", "text/csv; charset=utf-8"),
        ("image/png", "application/problem+json"),
        ("nonsense", "application/problem+json"),
    ],
)
def test_accept_chooses_the_form(file_desk: Desk, accept: str, media_type: str) -> None:
    """The form that fits best is given, lines where several do, and 406 where none does."""
    answer = file_desk.ask("GET", f"/{file_desk.send()}/results", headers={"accept": accept})
    assert answer.headers["content-type"] == media_type
    assert answer.status_code == (406 if "problem" in media_type else 200)
