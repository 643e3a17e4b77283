"""Two real pages, kept outside of the project: a clinic's page and a summary of trials."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimcheck.checks import check_file
from claimcheck.schema import ClaimType, Denied, Hedge, Report, ReportedClaim, VerdictWord

SEEDS = Path(__file__).parents[2].parent / "shared" / "seeds"

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed pages are not on this machine")


@pytest.fixture(scope="module")
def clinic() -> Report:
    """The clinic's page."""
    return check_file(SEEDS / "clinic_page.txt")


@pytest.fixture(scope="module")
def summary() -> Report:
    """The summary of trials."""
    return check_file(SEEDS / "trials_summary.txt")


def _with(report: Report, words: str) -> list[ReportedClaim]:
    return [claim for claim in report.claims if words.lower() in claim.quote.lower()]


@pytest.mark.parametrize(
    ("words", "lo", "hi", "hedge"),
    [("60–80%", 60, 80, Hedge.WEAK), ("40–60%", 40, 60, Hedge.NONE)],
)
def test_ranges_count_responders(
    clinic: Report, words: str, lo: float, hi: float, hedge: Hedge
) -> None:
    """Both ranges keep their ends, what they count and how firmly they are said."""
    [claim] = _with(clinic, words)
    [figure] = claim.figures
    assert (figure.lo, figure.hi, figure.kind) == (lo, hi, "responders")
    assert (claim.hedge, claim.flagged) == (hedge, True)
    assert ClaimType.QUANTIFIED in claim.types


def test_not_a_cure_does_not_undo_the_benefits(clinic: Report) -> None:
    """The denied cure is a disclaimer, and the page finding sets it beside the promises."""
    [claim] = _with(clinic, "not a cure for autism")
    assert ClaimType.DISCLAIMER in claim.types
    assert claim.denied == (Denied.CURE,)
    [pair] = [finding for finding in clinic.page_findings if finding.rule == "EFF-02"]
    assert claim.id in pair.claims
    assert len(pair.claims) > 2


def test_six_testimonials_keep_their_speakers(clinic: Report) -> None:
    """Six stories, each a patient's, each with the name above it, each flagged."""
    stories = [claim for claim in clinic.claims if ClaimType.TESTIMONIAL in claim.types]
    assert len(stories) == 6
    names = [(claim.attributed_to or "").split(",")[0] for claim in stories]
    assert names == ["Anna", "Maksym", "Luca", "Emily", "Oleh", "Jonas"]
    assert all(claim.speaker == "patient" and claim.flagged for claim in stories)
    assert all(claim.intervention == "stem cells" for claim in stories)


def test_permission_to_study_is_not_approval(clinic: Report) -> None:
    """The appeal to four regulators is regulatory and flagged as permission told as approval."""
    [claim] = _with(clinic, "Health Canada")
    assert ClaimType.REGULATORY in claim.types
    assert "REG-05" in {finding.rule for finding in claim.findings}


@pytest.mark.parametrize("words", ["iPSC make it possible", "suppress neuroinflammation", "myelin"])
def test_mechanism_is_not_outcome(clinic: Report, words: str) -> None:
    """Claims on iPSC, exosomes and myelin are flagged as mechanism told as outcome."""
    claims = [claim for claim in _with(clinic, words) if claim.flagged]
    assert any("EFF-12" in {f.rule for f in claim.findings} for claim in claims)


def test_the_telling_trials_are_matched(clinic: Report) -> None:
    """Cell therapy in autism is set beside the five trials, each with what it found."""
    matched = {match.trial for claim in clinic.claims for match in claim.matches}
    wanted = {"NCT02847182", "NCT04089579", "NCT01638819", "NCT05307536", "NCT04294290"}
    assert wanted <= matched
    assert all(clinic.trials[id_].results for id_ in wanted)
    duke = clinic.trials["NCT02847182"]
    assert duke.enrollment is not None
    assert (duke.enrollment.count, duke.results[0].primary) == (180, "not_met")


def test_no_trial_of_ipsc_is_said_as_that(clinic: Report) -> None:
    """The copy holds no registered trial of iPSC in autism, completed or running."""
    [profile] = [p for p in clinic.evidence if p.intervention == "ipsc"]
    assert (profile.registered, profile.completed) == (0, 0)
    assert profile.statement.startswith(
        "We found no registered trial of iPSC-derived cells in autism, completed or running,"
    )


def test_biology_is_left_alone(clinic: Report) -> None:
    """Sentences on how the brain works are not flagged."""
    for words in ("Oligodendrocytes form", "Deficient myelination", "atypical formation of axonal"):
        assert not [claim for claim in _with(clinic, words) if claim.flagged]


@pytest.mark.parametrize("name", ["clinic_page.txt", "trials_summary.txt"])
def test_every_quote_verifies(name: str) -> None:
    """Every quote equals its span of the page's text."""
    report = check_file(SEEDS / name)
    for claim in report.claims:
        assert report.page.text[claim.start : claim.end] == claim.quote


@pytest.mark.parametrize(
    "words",
    [
        "no more effective than a placebo",
        "The stem cell treatment did not work",
        "no better than a placebo for treating",
        "no control group",
        "There was no placebo group",
        "does not support",
        "has not been proven to cure",
        "8 out of 12",
        "20.6%",
    ],
)
def test_sober_sentences_are_not_flagged(summary: Report, words: str) -> None:
    """What the summary reports soberly is left alone."""
    assert not [claim.quote for claim in _with(summary, words) if claim.flagged]


@pytest.mark.parametrize(
    "words",
    [
        "This trial found that stem cell therapy was no more effective",
        "Primary goal (VABS",
        "no better than a placebo for treating",
        "20.6%",
        "8 out of 12",
        "46.5",
    ],
)
def test_sentences_that_agree_with_the_record_are_shown_so(summary: Report, words: str) -> None:
    """Agreement with a record is a result of its own."""
    claims = _with(summary, words)
    assert claims
    assert {claim.verdict for claim in claims} == {VerdictWord.MATCHES}


@pytest.mark.parametrize(
    ("words", "record"),
    [
        ("only found 1 current trial", "NCT06293950"),
        ("largest and highest-quality study to date", "NCT02847182"),
        ("no serious, life-threatening side effects", "NCT01974973"),
    ],
)
def test_what_the_records_do_not_bear_out_is_questioned(
    summary: Report, words: str, record: str
) -> None:
    """Counts, superlatives and absences are questioned with the records that speak against them."""
    [claim] = _with(summary, words)
    assert (claim.flagged, claim.verdict) == (True, VerdictWord.CONTRADICTED)
    assert record in {trial for finding in claim.findings for trial in finding.trials}


def test_the_first_review_was_not_the_first(summary: Report) -> None:
    """The review of 2022 that calls itself first is set beside the one of 2021."""
    [claim] = _with(summary, "first-ever meta-analysis")
    assert claim.flagged
    assert "34515938" in claim.reason


def test_the_knee_is_not_waved_through(summary: Report) -> None:
    """The plain yes to knee arthritis is flagged, with the trial of 480 people."""
    [claim] = _with(summary, "help your knee arthritis")
    assert claim.flagged
    assert "NCT03818737" in {trial for finding in claim.findings for trial in finding.trials}
