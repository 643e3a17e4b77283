"""The two demonstration pages show what they are there to show."""

from __future__ import annotations

import pytest

from claimcheck.checks import check_file
from claimcheck.resources import corpus_path
from claimcheck.schema import ClaimType, Report


@pytest.fixture(scope="module")
def clinic() -> Report:
    """The invented clinic's page."""
    return check_file(corpus_path("pages", "demo_clinic.html"))


@pytest.fixture(scope="module")
def hospital() -> Report:
    """The invented hospital's page."""
    return check_file(corpus_path("pages", "sober_hospital.html"))


def test_the_clinic_page_shows_every_type(clinic: Report) -> None:
    """Each of the eleven claim types is found at least once."""
    assert {type_ for claim in clinic.claims for type_ in claim.types} == set(ClaimType)


@pytest.mark.parametrize(
    "words",
    [
        "87% of parents report better speech",
        "0 side effects",
        "no side effects",
        "cannot reject them",
        "Autism can be cured",
        "FDA-registered laboratory",
        "listed on ClinicalTrials.gov",
        "autism reversed after stem cell treatment",
        "Full recovery for most children",
        "for the very first time",
        "lost her diagnosis",
        "fall by 55–75%",
    ],
)
def test_what_must_not_be_missed_is_flagged(clinic: Report, words: str) -> None:
    """Wherever it stands, in a counter, a table, a picture's text or a story, it is flagged."""
    flagged = [claim for claim in clinic.claims if claim.flagged and words in claim.quote]
    assert flagged
    assert max(claim.severity for claim in flagged) >= 2


def test_the_hospital_page_is_left_alone(hospital: Report) -> None:
    """No sentence of the sober page is flagged, nothing is missed in it, and some agree."""
    assert [claim.quote for claim in hospital.claims if claim.flagged] == []
    assert [finding.rule for finding in hospital.page_findings if finding.severity] == []
    assert {finding.rule for finding in hospital.page_findings} == {"TRI-16"}
    assert any(claim.verdict == "matches" for claim in hospital.claims)
