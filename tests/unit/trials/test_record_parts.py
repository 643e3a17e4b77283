"""Parts of a record: texts, ages, dates, papers, routes, and who pays."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.schema import (
    CountType,
    ReferenceType,
)
from claimcheck.trials import ages
from claimcheck.trials.arms import _ROUTE_WORDS
from claimcheck.trials.fields import clean
from claimcheck.trials.partial_dates import read_partial
from claimcheck.trials.publications import find_doi
from claimcheck.trials.routes import routes_in
from tests.unit.trials.registry_kit import parsed, study


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (r"Age \> 18 \[years\] \& \*older\*", "Age > 18 [years] & *older*"),
        ("R&amp;D &lt;5 &#174; R&D AT&T", "R&D <5 ® R&D AT&T"),
        ("a\0b \ud800c", "ab c"),
        ("  two\n lines ", "two lines"),
        (r"C:\dir", r"C:\dir"),
    ],
)
def test_text_is_plain(raw: str, told: str) -> None:
    """Markdown escapes, entities, NUL characters and lone surrogates do not reach a reader."""
    assert clean(raw) == told


@given(st.text())
def test_clean_text_can_be_stored(text: str) -> None:
    """Whatever a record holds becomes valid UTF-8 without NUL."""
    assert "\0" not in clean(text).encode().decode()


@pytest.mark.parametrize(
    ("low", "high", "months"),
    [
        ("4 Years", "7 Years", (48, 95)),
        ("18 Months", "1 Month", (18, 1)),
        ("6 Weeks", "6 Weeks", (1, 1)),
        ("30 Days", "30 Days", (0, 0)),
        ("1 Year", "48 Hours", (12, 0)),
        ("N/A", "N/A", (None, None)),
        ("18 Minutes", "999 Years", (0, None)),
    ],
)
def test_ages(low: str, high: str, months: tuple[int | None, int | None]) -> None:
    """Lower limits round down, upper ones cover the whole unit, and "N/A" is no limit."""
    trial = parsed(study(eligibilityModule={"minimumAge": low, "maximumAge": high}))
    assert (trial.minimum_age_months, trial.maximum_age_months) == months
    assert trial.notes == ()


@given(st.integers(0, 120), st.sampled_from(["Years", "Months", "Weeks", "Days"]))
def test_upper_limit_is_never_below_the_lower(count: int, unit: str) -> None:
    """The same words as both limits leave room for the people they name."""
    low, high = ages.minimum_months(f"{count} {unit}"), ages.maximum_months(f"{count} {unit}")
    assert low is not None
    assert high is not None
    assert low <= high


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2015", "2015"),
        ("2015-03", "2015-03"),
        ("2015-03-05", "2015-03-05"),
        ("March 2015", "2015-03"),
        ("Mar 5, 2015", "2015-03-05"),
        ("2015-13", None),
        ("2015-02-30", None),
        ("0000", None),
        ("Foo 2015", None),
        ("", None),
    ],
)
def test_partial_dates(text: str, day: str | None) -> None:
    """Years, months and days in both forms; days that do not exist are none."""
    assert read_partial(text) == day


@given(st.dates())
def test_every_day_survives(day: Any) -> None:
    """Each date is read back in each precision."""
    iso = day.isoformat()
    assert [read_partial(iso[:length]) for length in (4, 7, 10)] == [iso[:4], iso[:7], iso]


def test_dates_keep_their_type() -> None:
    """A planned end is not an actual one."""
    end = {"date": "2027-05", "type": "ESTIMATED"}
    trial = parsed(study(statusModule={"completionDateStruct": end}))
    assert (trial.completion_date, trial.completion_date_type) == ("2027-05", CountType.ESTIMATED)


def test_route_and_dose() -> None:
    """Routes come from names before descriptions, and a dose only where one is named."""
    module = {
        "interventions": [
            {"name": "Intravenous cells, 2 million cells/kg", "description": "also intranasal"},
            {"name": "Placebo intrathecal"},
        ]
    }
    trial = parsed(study(armsInterventionsModule=module))
    assert (trial.route, trial.dose) == ("intravenous", "2 million cells/kg")
    assert trial.intervention == "Intravenous cells, 2 million cells/kg"


@pytest.mark.parametrize(
    "text", ["Stage IV", "phase III/IV disease", "grades II to IV", "NYHA class IV"]
)
def test_roman_four_is_no_vein(text: str) -> None:
    """A number of a stage is not read as "intravenous"."""
    module = {"interventions": [{"name": "Cells", "description": text}]}
    assert parsed(study(armsInterventionsModule=module)).route is None


@pytest.mark.parametrize("words", _ROUTE_WORDS.values())
def test_route_words_are_understood(words: str) -> None:
    """The words kept for a route name the same route to the matcher."""
    assert [*routes_in(words)] == [key for key, value in _ROUTE_WORDS.items() if value == words]


@pytest.mark.parametrize(
    ("text", "pays"),
    [
        ("This patient funded trial studies cells.", True),
        ("Participants will pay for the cells.", True),
        ("Patients pay to participate in this registry.", True),
        ("The infusion is self-funded by participants.", True),
        ("Participants will not pay for the cells.", None),
        ("No participant-funded treatment.", None),
        ("Participants will be paid for travel.", None),
        ("There is no fee to participate.", None),
    ],
)
def test_paying_only_in_words(text: str, pays: bool | None) -> None:
    """That people pay is said only where the record says so, and its words are kept."""
    trial = parsed(study(descriptionModule={"briefSummary": text}))
    assert trial.participants_pay is pays
    assert any("pay to take part" in note for note in trial.notes) is bool(pays)


def test_publications() -> None:
    """Retractions are read from the list and from the citation; the DOI loses its full stop."""
    references = [
        {
            "pmid": "1",
            "type": "RESULT",
            "citation": "A. J. 2019. doi: 10.1002/sctm.19-0010. Retraction in: J. 2021;10:1717.",
        },
        {"pmid": "2", "citation": "B.", "retractions": [{"pmid": "9", "source": "C."}]},
        {"pmid": 3, "type": "DERIVED"},
        {"citation": "Notice. Retraction of: D."},
        {},
    ]
    trial = parsed(study(referencesModule={"references": references}))
    first, second, third, fourth = trial.publications or ()
    assert (first.doi, first.retracted, first.retraction_note) == (
        "10.1002/sctm.19-0010",
        True,
        "J. 2021;10:1717",
    )
    assert (second.retracted, second.retraction_pmids, second.retraction_note) == (
        True,
        ("9",),
        "C.",
    )
    assert (third.pmid, third.citation, third.type) == ("3", "PubMed 3", ReferenceType.DERIVED)
    assert fourth.retracted is False
    assert len(trial.notes) == 1


def test_doi_in_an_address() -> None:
    """A DOI that a citation gives as an address counts."""
    assert find_doi("See https://doi.org/10.1186/s1-2 (2020)") == "10.1186/s1-2"
    assert find_doi("No number here.") is None
