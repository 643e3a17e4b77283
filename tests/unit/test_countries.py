"""Countries by their code, on the command line and in the library."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import claimcheck
from claimcheck.countries import CODES, country_code
from claimcheck.errors import BadCountry
from claimcheck.schema import Report

_TEXT = "Stem cells cure autism in children, and there are no side effects at all.\n"


def test_codes_are_those_of_the_standard() -> None:
    """ISO 3166-1 assigns 249 codes of two capital letters; UK is not one of them."""
    assert len(CODES) == 249
    assert all(len(code) == 2 and code.isascii() and code.isupper() for code in CODES)
    assert {"GB", "US", "AU", "UA", "DE"} <= CODES
    assert "UK" not in CODES


@given(written=st.text(max_size=40))
@example(written="ß")
@example(written="ﬁ")
def test_anything_else_is_refused_by_name(written: str) -> None:
    """Whatever is written is a code in letters of any case, "uk", or refused in a short line."""
    if written.strip().upper() in {*CODES, "UK"} and written.isascii():
        assert country_code(written) in CODES
    else:
        with pytest.raises(BadCountry) as refused:
            country_code(written)
        assert len(str(refused.value)) < 100


def test_every_code_is_read_as_itself() -> None:
    """In capitals and in small letters."""
    assert {country_code(code.lower()) for code in CODES} == CODES


def test_library_takes_a_country() -> None:
    """The report carries the country whose rules were tried as well."""
    assert claimcheck.check_text(_TEXT, country="uk").country == "GB"
    assert claimcheck.check_html(f"<p>{_TEXT}</p>", country="AU").country == "AU"
    assert claimcheck.check_text(_TEXT).country is None


def test_library_refuses_what_is_no_country() -> None:
    """A slip is refused before the page is read."""
    with pytest.raises(BadCountry):
        claimcheck.check_text("", country="Atlantis")


def test_report_cannot_hold_another_country(report: Report) -> None:
    """The code is checked when a report is built, wherever it comes from."""
    with pytest.raises(ValueError, match="country"):
        Report.model_validate({**report.model_dump(), "country": "uk"})
