"""What stands in the head of a table is not missing in its rows."""

from __future__ import annotations

import pytest

from claimcheck.checker import Checker
from claimcheck.pages import capture_html

_CELL = "71% of children with autism spoke better"


def _rules(checker: Checker, *rows: str, of: str = _CELL) -> set[str]:
    table = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in row.split(" | ")) + "</tr>" for row in rows
    )
    report = checker.check(
        capture_html(
            "<h1>Stem cell therapy for autism</h1><p>Book a free consultation at our clinic and "
            f"get a treatment plan for your child.</p><table>{table}</table>"
        )
    )
    return {
        finding.rule for claim in report.claims if of in claim.quote for finding in claim.findings
    }


@pytest.mark.parametrize(
    ("head", "cell"),
    [
        ("n", "68"),
        ("Patients", "1,204"),
        ("Number of children", "n = 68"),
        ("Children treated", "68"),
    ],
)
def test_a_column_that_counts_people_is_read(checker: Checker, head: str, cell: str) -> None:
    """Whoever reads the row sees of how many the share is."""
    rules = _rules(checker, f"Group | {head} | Outcome", f"Stem cells | {cell} | {_CELL}")
    assert "NUM-04" in rules
    assert "NUM-01" not in rules


@pytest.mark.parametrize(
    ("head", "cell"),
    [("Price", "68"), ("n", "a few"), ("Patients enjoy", "68"), ("Sessions", "6"), ("No.", "1")],
)
def test_other_columns_count_nobody(checker: Checker, head: str, cell: str) -> None:
    """A price, a number of sessions or words are no number of people."""
    rules = _rules(checker, f"Group | {head} | Outcome", f"Stem cells | {cell} | {_CELL}")
    assert "NUM-01" in rules


def test_a_head_that_tells_the_time_is_read(checker: Checker) -> None:
    """What was measured "at 6 months" was so in each row."""
    timed = _rules(checker, "Group | Outcome at 6 months", f"Stem cells | {_CELL}")
    untimed = _rules(checker, "Group | Outcome", f"Stem cells | {_CELL}")
    assert "NUM-04" in timed & untimed
    assert "NUM-03" in untimed - timed


def test_a_row_of_other_width_has_no_head(checker: Checker) -> None:
    """Where cells were joined, nobody knows which head stands over which cell."""
    assert "NUM-01" in _rules(checker, "n | Outcome", f"Stem cells | 68 | {_CELL}")


@pytest.mark.parametrize(
    ("head", "row", "told"),
    [
        ("Stem cells improve autism | Share", "Speech | 71%", False),
        ("Stem cells improve autism | Share", "Speech | most", True),
        ("Stem cells improve speech in autism greatly | Share", "Speech | 71%", True),
        ("Stem cells improve autism in 71% | Share", "Speech | 71%", True),
        ("Stem cells improve autism after 2 courses | Share", "Speech | 71%", True),
        ("Stem cells improve | autism after 3 courses", "Speech | 71%", False),
    ],
)
def test_the_names_of_columns_promise_nothing(
    checker: Checker, head: str, row: str, told: bool
) -> None:
    """A first row of few words over figures names its columns; any other row is read as a claim."""
    rules = _rules(checker, head, row, of="Stem cells improve")
    assert bool({"EFF-07", "NUM-01"} & rules) is told
