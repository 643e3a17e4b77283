"""The report as rows, as CSV and as Parquet."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from collections.abc import Mapping

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimcheck.errors import ParquetMissing
from claimcheck.exports import csv as csv_export
from claimcheck.exports import parquet as parquet_export
from claimcheck.exports.table import Row, RowKind, rows
from claimcheck.schema import Report

_LISTS = {
    name for name, field in Row.model_fields.items() if str(field.annotation).startswith("tuple[")
}


def _read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def _exact(cell: str) -> str:
    """As the docstring of the export says: one leading apostrophe goes."""
    return cell.removeprefix("'")


def _with_quote(report: Report, quote: str) -> Report:
    """The first claim says ``quote``; its places are not verified."""
    first, *rest = report.claims
    return report.model_copy(update={"claims": (first.model_copy(update={"quote": quote}), *rest)})


def test_every_claim_and_every_finding_has_its_rows(demo: Report) -> None:
    """One row a finding, one for each claim without one, one a passage of a page finding."""
    kinds = [row.row for row in rows(demo)]
    assert kinds.count(RowKind.CLAIM_FINDING) == sum(len(c.findings) for c in demo.claims) > 0
    assert kinds.count(RowKind.CLAIM) == sum(not c.findings for c in demo.claims) > 0
    passages = sum(max(1, len(finding.spans)) for finding in demo.page_findings)
    assert kinds.count(RowKind.PAGE_FINDING) == passages > 0
    assert {row.claim_id for row in rows(demo)} == {*(c.id for c in demo.claims), None}


def test_findings_are_counted_once(demo: Report) -> None:
    """Rows of the same finding share its number, so that findings can be counted."""
    numbers = {row.finding for row in rows(demo)} - {None}
    total = sum(len(claim.findings) for claim in demo.claims) + len(demo.page_findings)
    assert numbers == set(range(1, total + 1))


def test_page_findings_have_no_claim(demo: Report) -> None:
    """A finding about the whole page leaves the columns of claims empty."""
    told = [row for row in rows(demo) if row.row is RowKind.PAGE_FINDING]
    for row in told:
        assert {getattr(row, name) for name in Row.model_fields if name.startswith("claim_")} <= {
            None,
            (),
            row.claimcheck_version,
        }
        assert row.flagged is None
        assert row.finding_rule


def test_rows_say_when_and_from_what(demo: Report) -> None:
    """Every row can be traced: digest, time, dated copy, versions, country."""
    for row in rows(demo):
        assert row.page_sha256 == demo.page.sha256
        assert row.page_retrieved_at == demo.page.retrieved_at
        assert row.snapshot == demo.versions.snapshot
        assert row.rules_version == demo.versions.rules
        assert row.country == "GB"


def test_titles_and_addresses_of_sources_stay_together(demo: Report) -> None:
    """The n-th address belongs to the n-th title, and the same holds for trials."""
    for row in rows(demo):
        assert len(row.source_titles) == len(row.source_urls)
        assert len(row.trial_ids) == len(row.trial_urls)
    assert any(url.startswith("https://") for row in rows(demo) for url in row.trial_urls)


def test_csv_keeps_every_value(demo: Report) -> None:
    """What is read back from CSV is what the rows say, cell by cell."""
    read = _read(csv_export.dump(demo))
    assert len(read) == len(rows(demo))
    for cells, row in zip(read, rows(demo), strict=True):
        for name, value in row:
            cell = cells[name]
            if value is None:
                assert cell == ""
            elif name in _LISTS:
                assert _exact(cell) == " | ".join(value)
            elif isinstance(value, bool):
                assert cell == str(value).lower()
            elif name == "page_retrieved_at":
                assert cell == value.isoformat()
            else:
                assert _exact(cell) == str(value)


def test_csv_follows_rfc_4180(demo: Report) -> None:
    """CRLF ends each record, the header stands once, and every record is as wide as it."""
    text = csv_export.dump(demo, demo)
    records = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert text.endswith("\r\n")
    assert {len(record) for record in records} == {len(Row.model_fields)}
    assert [record for record in records if record == list(Row.model_fields)] == records[:1]
    assert len(records) == 1 + 2 * len(rows(demo))
    assert not text.startswith("\ufeff")


@pytest.mark.parametrize(
    "quote",
    [
        '=HYPERLINK("http://a.example","b")',
        "+1 of 2",
        "-1",
        "@SUM(A1)",
        "\t=1+1",
        "\r=1+1",
        "\n=1+1",
        "  =1+1",
        "＝1+1",
        "'=1+1",
        "' ",
    ],
)
def test_no_cell_runs_in_a_spreadsheet(report: Report, quote: str) -> None:
    """A cell that a spreadsheet would run, or that looks guarded, is guarded and recoverable."""
    cell = _read(csv_export.dump(_with_quote(report, quote)))[0]["claim_quote"]
    assert cell == f"'{quote}"
    assert _exact(cell) == quote


@given(quote=st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_quote_survives_csv_and_none_begins_a_formula(report: Report, quote: str) -> None:
    """Whatever a page says, the cell begins with no sign of a formula and gives the quote back."""
    cell = _read(csv_export.dump(_with_quote(report, quote)))[0]["claim_quote"]
    assert cell.strip()[:1] not in {"=", "+", "-", "@"}
    assert cell[:1] not in {"\t", "\r", "\n"}
    assert _exact(cell) == quote


def test_parquet_keeps_every_value(demo: Report) -> None:
    """What is read back from Parquet equals the rows: numbers as numbers, lists as lists."""
    table = pq.read_table(io.BytesIO(parquet_export.dump(demo)))
    expected = [_plain(dict(row)) for row in rows(demo)]
    assert table.to_pylist() == expected


def _plain(row: Mapping[str, object]) -> dict[str, object]:
    return {
        name: [str(one) for one in value]
        if isinstance(value, tuple)
        else str(value)
        if isinstance(value, str)
        else value
        for name, value in row.items()
    }


def test_a_row_says_how_far_a_flag_is_trusted(demo: Report) -> None:
    """The trust of a claim's flag stands on its rows, and nowhere else."""
    trusted = {claim.id: claim.trust for claim in demo.claims if claim.trust is not None}
    told = {row.claim_id: row.trust for row in rows(demo) if row.trust is not None}
    assert told == trusted
    assert trusted


def test_parquet_types_are_fixed(demo: Report, pasted: Report) -> None:
    """Each column has the same type in every file, even where all its values are empty."""
    schema = pq.read_schema(io.BytesIO(parquet_export.dump(demo)))
    assert schema.equals(pq.read_schema(io.BytesIO(parquet_export.dump(pasted))))
    assert schema.names == list(Row.model_fields)
    assert schema.field("claim_start").type == pa.int64()
    assert schema.field("confidence").type == pa.float64()
    assert schema.field("trust").type == pa.float64()
    assert schema.field("flagged").type == pa.bool_()
    assert schema.field("page_retrieved_at").type == pa.timestamp("us", tz="UTC")
    assert schema.field("trial_ids").type.value_type == pa.string()
    assert not schema.field("page_sha256").nullable
    assert schema.metadata[b"offset_unit"] == b"codepoint"


def test_tables_are_deterministic(demo: Report) -> None:
    """The same report gives the same bytes."""
    assert parquet_export.dump(demo) == parquet_export.dump(demo.model_copy())
    assert csv_export.dump(demo) == csv_export.dump(demo.model_copy())


def test_several_reports_share_one_table(demo: Report, pasted: Report) -> None:
    """A batch of pages is one table; the digest tells the pages apart."""
    table = pq.read_table(io.BytesIO(parquet_export.dump(demo, pasted)))
    assert table.num_rows == len(rows(demo)) + len(rows(pasted))
    assert set(table["page_sha256"].to_pylist()) == {demo.page.sha256, pasted.page.sha256}


def test_parquet_says_what_to_install() -> None:
    """Without pyarrow the error is a named one with the way out; the other forms still work."""
    code = (
        "import sys; sys.modules['pyarrow'] = None\n"
        "from claimcheck.errors import ParquetMissing\n"
        "import claimcheck.exports.csv\n"
        "from claimcheck.exports.parquet import dump\n"
        "try: dump()\n"
        "except ParquetMissing as error: print(error.advice)\n"
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter and our own code
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ParquetMissing.advice
    assert "claimcheck[parquet]" in ParquetMissing.advice
